/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-provider.h"

#include "fac-facturapi-answers.h"
#include "fac-facturapi-mapping.h"
#include "fac-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHECK_DEADLINE_MS 20000
/* stamping waits for the PAC and the SAT, files may be large */
#define LONG_DEADLINE_MS 120000
#define MONTH_DEADLINE_MS (30 * 60 * 1000)
#define MONTH_MAX_BYTES   ((gsize) 2u * 1024u * 1024u * 1024u)
#define LOGO_DEADLINE_MS 10000
#define LOGO_MAX_BYTES   (2u * 1024u * 1024u)

struct _FacFacturapiProvider
{
  FacProvider parent_instance;

  FacHttpClient *client;
  char          *base_url;
  char          *key;
  guint          most_ms; /* 0: each request its own */
};

G_DEFINE_FINAL_TYPE (FacFacturapiProvider, fac_facturapi_provider, FAC_TYPE_PROVIDER)

typedef struct
{
  const char    *method;
  const char    *path; /* NULL: there is no such object */
  guint          deadline_ms;
  FacHttpParse   parse;
  GDestroyNotify destroy;
  GOutputStream *sink;
  gsize          max_bytes; /* 0: as usual */
} Request;

/* Takes over @call and @task. */
static void
send (FacProvider *provider, const Request *request, FacFacturapiCall *call, GTask *task)
{
  FacFacturapiProvider *self = FAC_FACTURAPI_PROVIDER (provider);
  g_autofree char *url = NULL;
  FacHttpRequest http = { .method = request->method, .bearer = self->key,
                          .deadline_ms = request->deadline_ms };

  if (self->most_ms != 0)
    http.deadline_ms = MIN (http.deadline_ms, self->most_ms);
  if (request->path == NULL)
    {
      fac_facturapi_call_free (call);
      g_task_return_error (task, fac_api_error_new (FAC_API_ERROR_NOT_FOUND, NULL,
                                                    _("The object is not at the service.")));
      g_object_unref (task);
      return;
    }
  url = g_strconcat (self->base_url, request->path, NULL);
  http.url = url;
  http.sink = request->sink;
  http.max_bytes = request->max_bytes;
  if (call->item != NULL || call->addresses != NULL || call->year != 0
      || call->address != NULL)
    http.write = fac_facturapi_call_body;
  fac_http_client_send (self->client, &http, request->parse, call,
                        (GDestroyNotify) fac_facturapi_call_free, request->destroy, task);
}

static void
send_for_item (FacProvider      *provider,
               const char       *method,
               const char       *path,
               FacFacturapiCall *call,
               GTask            *task)
{
  Request request = { method, path, LONG_DEADLINE_MS, fac_facturapi_answer_item,
                      (GDestroyNotify) fac_remote_item_unref };

  send (provider, &request, call, task);
}

static gboolean
is_live (FacFacturapiProvider *self)
{
  return g_str_has_prefix (self->key, "sk_live_");
}

static FacCapability
facturapi_capabilities (FacProvider *provider)
{
  /* with a key of tests it answers 402 (API §2.3) */
  const FacCapability months =
      is_live (FAC_FACTURAPI_PROVIDER (provider)) ? FAC_CAPABILITY_MONTHS : 0;

  return FAC_CAPABILITY_CUSTOMERS | FAC_CAPABILITY_PRODUCTS | FAC_CAPABILITY_INVOICES |
         FAC_CAPABILITY_REMOTE_DRAFTS | FAC_CAPABILITY_CATALOG_SEARCH |
         FAC_CAPABILITY_EXTERNAL_ID | FAC_CAPABILITY_IDEMPOTENCY_KEY |
         FAC_CAPABILITY_CANCEL | FAC_CAPABILITY_EMAIL |
         FAC_CAPABILITY_VALIDATE_CUSTOMER | FAC_CAPABILITY_TAX_ID_CHECK |
         FAC_CAPABILITY_EDIT_LINK | months;
}

/* The cheapest call that proves the key is the one that reads its owner. */
static void
facturapi_check (FacProvider *provider, GTask *task)
{
  Request request = { "GET", "/organizations/me", CHECK_DEADLINE_MS,
                      fac_facturapi_answer_check, NULL };

  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_ORGANIZATION, NULL), task);
}

static gpointer
answer_logo (const FacHttpResponse *response, gpointer data, GError **error)
{
  if (response->status == 200)
    return g_bytes_ref (response->body);
  g_set_error_literal (error, FAC_API_ERROR, FAC_API_ERROR_NOT_FOUND, _("There is no logo."));
  return NULL;
}

/* The letterhead does without its logo when that cannot be had. */
static void
on_logo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacOrganization *organization = g_task_get_task_data (task);
  GBytes *logo = g_task_propagate_pointer (G_TASK (result), NULL);

  if (logo != NULL)
    {
      g_clear_pointer (&organization->logo, g_bytes_unref);
      organization->logo = logo;
    }
  g_task_return_pointer (task, fac_organization_ref (organization),
                         (GDestroyNotify) fac_organization_unref);
}

/* It may lie on another host: the key does not go there. */
static void
fetch_logo (FacFacturapiProvider *self, FacOrganization *organization, GTask *task)
{
  GTask *inner = g_task_new (self, g_task_get_cancellable (task), on_logo, task);
  FacHttpRequest http = { .method = "GET", .url = organization->logo_url,
                          .max_bytes = LOGO_MAX_BYTES, .deadline_ms = LOGO_DEADLINE_MS };

  g_task_set_task_data (task, organization, (GDestroyNotify) fac_organization_unref);
  fac_http_client_send (self->client, &http, answer_logo, NULL, NULL,
                        (GDestroyNotify) g_bytes_unref, inner);
}

static void
on_organization (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacOrganization *organization = g_task_propagate_pointer (G_TASK (result), &error);

  if (organization == NULL)
    g_task_return_error (task, error);
  else if (organization->logo_url != NULL)
    fetch_logo (FAC_FACTURAPI_PROVIDER (source), organization, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, organization, (GDestroyNotify) fac_organization_unref);
}

static void
facturapi_get_organization (FacProvider *provider, GTask *task)
{
  FacFacturapiProvider *self = FAC_FACTURAPI_PROVIDER (provider);
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_ORGANIZATION, NULL);
  GTask *inner = g_task_new (provider, g_task_get_cancellable (task), on_organization, task);
  Request request = { "GET", "/organizations/me", CHECK_DEADLINE_MS,
                      fac_facturapi_answer_organization,
                      (GDestroyNotify) fac_organization_unref };

  call->livemode = is_live (self);
  if (strcmp (self->base_url, FAC_FACTURAPI_URL) != 0)
    call->base_url = g_strdup (self->base_url);
  send (provider, &request, call, inner);
}

static void
facturapi_list (FacProvider *provider, FacEntity entity, const FacRemoteQuery *query, GTask *task)
{
  g_autofree char *path = fac_facturapi_list_path (entity, query);
  Request request = { "GET", path, 0, fac_facturapi_answer_page,
                      (GDestroyNotify) fac_remote_page_free };

  send (provider, &request, fac_facturapi_call_new (entity, NULL), task);
}

static void
facturapi_get (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (entity, remote_id, NULL);

  send_for_item (provider, "GET", path, fac_facturapi_call_new (entity, remote_id), task);
}

static void
facturapi_create (FacProvider *provider, FacRemoteItem *item, const char *key, GTask *task)
{
  const gboolean waits = item->customer != NULL && fac_customer_is_incomplete (item->customer);

  send_for_item (provider, "POST", waits ? "/customers?createEditLink=true"
                                         : fac_facturapi_folder (item->entity),
                 fac_facturapi_call_for (item, key, FALSE), task);
}

static void
facturapi_update (FacProvider *provider, FacRemoteItem *item, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (item->entity, item->remote_id, NULL);

  send_for_item (provider, "PUT", path, fac_facturapi_call_for (item, NULL, TRUE), task);
}

/* Without motive a draft is deleted, and a stamped invoice cannot be cancelled (sync.md). */
static void
facturapi_remove (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (entity, remote_id, NULL);
  Request request = { "DELETE", path, 0, fac_facturapi_answer_removed,
                      (GDestroyNotify) fac_remote_item_unref };

  send (provider, &request, fac_facturapi_call_new (entity, remote_id), task);
}

static void
facturapi_stamp (FacProvider *provider, const char *remote_id, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, "/stamp");

  send_for_item (provider, "POST", path,
                 fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_cancel (FacProvider *provider,
                  const char  *remote_id,
                  const char  *motive,
                  const char  *substitution,
                  GTask       *task)
{
  g_autofree char *why = g_uri_escape_string (motive, NULL, FALSE);
  g_autofree char *other = fac_text_is_empty (substitution)
                             ? NULL : g_uri_escape_string (substitution, NULL, FALSE);
  g_autofree char *query = g_strconcat ("?motive=", why, other != NULL ? "&substitution=" : NULL,
                                        other, NULL);
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, query);

  send_for_item (provider, "DELETE", path,
                 fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_refresh_status (FacProvider *provider, const char *remote_id, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, "/status");

  send_for_item (provider, "PUT", path,
                 fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_email (FacProvider       *provider,
                 const char        *remote_id,
                 const char *const *addresses,
                 GTask             *task)
{
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, "/email");
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id);
  Request request = { "POST", path, LONG_DEADLINE_MS, fac_facturapi_answer_done, NULL };

  call->addresses = g_strdupv ((char **) addresses);
  send (provider, &request, call, task);
}

static void
facturapi_download (FacProvider   *provider,
                    const char    *remote_id,
                    FacFileFormat  format,
                    GTask         *task)
{
  static const char *const places[] = {
    [FAC_FILE_PDF] = "/pdf",
    [FAC_FILE_XML] = "/xml",
    [FAC_FILE_ACUSE_PDF] = "/cancellation_receipt/pdf",
    [FAC_FILE_ACUSE_XML] = "/cancellation_receipt/xml",
  };
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id,
                                                     places[format]);
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id);
  Request request = { "GET", path, LONG_DEADLINE_MS, fac_facturapi_answer_file,
                      (GDestroyNotify) g_bytes_unref };

  if (format == FAC_FILE_PDF || format == FAC_FILE_ACUSE_PDF)
    request.max_bytes = FAC_FILE_PDF_MOST;
  call->format = format;
  send (provider, &request, call, task);
}

/* The id of a ZIP request is checked as that of an object is; @rest is what follows it. */
static char *
month_path (const char *remote_id, const char *rest)
{
  g_autofree char *safe = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, NULL);

  return safe != NULL ? g_strconcat ("/invoices/zip-requests/", remote_id, rest, NULL) : NULL;
}

static void
facturapi_request_month (FacProvider *provider, int year, int month, GTask *task)
{
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_INVOICE, NULL);
  Request request = { "POST", "/invoices/zip-requests", LONG_DEADLINE_MS,
                      fac_facturapi_answer_month, (GDestroyNotify) fac_remote_month_free };

  call->year = year;
  call->month = month;
  send (provider, &request, call, task);
}

static void
facturapi_get_month (FacProvider *provider, const char *remote_id, GTask *task)
{
  g_autofree char *path = month_path (remote_id, NULL);
  Request request = { "GET", path, 0, fac_facturapi_answer_month,
                      (GDestroyNotify) fac_remote_month_free };

  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_download_month (FacProvider   *provider,
                          const char    *remote_id,
                          GOutputStream *sink,
                          GTask         *task)
{
  g_autofree char *path = month_path (remote_id, "/zip");
  Request request = { "GET", path, MONTH_DEADLINE_MS, fac_facturapi_answer_done, NULL, sink,
                      MONTH_MAX_BYTES };

  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_search_catalog (FacProvider *provider, const char *catalog, const char *text, GTask *task)
{
  g_autofree char *escaped = g_uri_escape_string (text != NULL ? text : "", NULL, FALSE);
  g_autofree char *path = NULL;
  Request request = { "GET", NULL, CHECK_DEADLINE_MS, fac_facturapi_answer_catalog,
                      (GDestroyNotify) g_ptr_array_unref };

  if (g_strcmp0 (catalog, FAC_CATALOG_PRODUCTS) != 0 && g_strcmp0 (catalog, FAC_CATALOG_UNITS) != 0)
    {
      g_task_return_error (task, fac_api_error_new (FAC_API_ERROR_NOT_SUPPORTED, NULL,
                                                    _("The service has no such catalogue")));
      g_object_unref (task);
      return;
    }
  path = g_strdup_printf ("/catalogs/%s?q=%s&limit=50", catalog, escaped);
  request.path = path;
  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_PRODUCT, NULL), task);
}

/* The SAT's own register answers behind it, as slowly as when it stamps. */
static void
facturapi_validate_customer (FacProvider *provider, const char *remote_id, GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_CUSTOMER, remote_id,
                                                     "/tax-info-validation");
  Request request = { "GET", path, LONG_DEADLINE_MS, fac_facturapi_answer_validation,
                      (GDestroyNotify) fac_tax_validation_unref };

  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_CUSTOMER, remote_id), task);
}

static void
facturapi_check_tax_id (FacProvider *provider, const char *tax_id, GTask *task)
{
  g_autofree char *escaped = g_uri_escape_string (tax_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/tools/tax_id_validation?tax_id=", escaped, NULL);
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_CUSTOMER, NULL);
  Request request = { "GET", path, LONG_DEADLINE_MS, fac_facturapi_answer_tax_id,
                      (GDestroyNotify) fac_tax_id_report_unref };

  call->tax_id = g_strdup (tax_id);
  send (provider, &request, call, task);
}

static void
facturapi_payment_summary (FacProvider *provider, const char *remote_id, FacDecimal amount,
                           GTask *task)
{
  g_autofree char *text = fac_decimal_to_string (amount);
  g_autofree char *rest = g_strconcat ("/payment-summary?amount=", text, NULL);
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_INVOICE, remote_id, rest);
  Request request = { "GET", path, 0, fac_facturapi_answer_summary,
                      (GDestroyNotify) fac_payment_part_free };

  send (provider, &request, fac_facturapi_call_new (FAC_ENTITY_INVOICE, remote_id), task);
}

static void
facturapi_email_edit_link (FacProvider *provider, const char *remote_id, const char *address,
                           GTask *task)
{
  g_autofree char *path = fac_facturapi_object_path (FAC_ENTITY_CUSTOMER, remote_id,
                                                     "/email-edit-link");
  FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_CUSTOMER, remote_id);
  Request request = { "POST", path, LONG_DEADLINE_MS, fac_facturapi_answer_done, NULL };

  call->address = g_strdup (address);
  send (provider, &request, call, task);
}

static FacRemoteItem *
facturapi_parse (FacProvider *provider, FacEntity entity, GBytes *body, GError **error)
{
  g_autoptr (FacJson) json = fac_json_parse (body, error);

  return json != NULL ? fac_facturapi_read_item (entity, fac_json_root (json), error) : NULL;
}

static void
fac_facturapi_provider_finalize (GObject *object)
{
  FacFacturapiProvider *self = FAC_FACTURAPI_PROVIDER (object);

  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->base_url);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (fac_facturapi_provider_parent_class)->finalize (object);
}

static void
fac_facturapi_provider_class_init (FacFacturapiProviderClass *klass)
{
  FacProviderClass *provider_class = FAC_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_facturapi_provider_finalize;
  provider_class->capabilities = facturapi_capabilities;
  provider_class->check = facturapi_check;
  provider_class->get_organization = facturapi_get_organization;
  provider_class->list = facturapi_list;
  provider_class->get = facturapi_get;
  provider_class->create = facturapi_create;
  provider_class->update = facturapi_update;
  provider_class->remove = facturapi_remove;
  provider_class->stamp = facturapi_stamp;
  provider_class->cancel = facturapi_cancel;
  provider_class->refresh_status = facturapi_refresh_status;
  provider_class->email = facturapi_email;
  provider_class->download = facturapi_download;
  provider_class->search_catalog = facturapi_search_catalog;
  provider_class->request_month = facturapi_request_month;
  provider_class->get_month = facturapi_get_month;
  provider_class->download_month = facturapi_download_month;
  provider_class->validate_customer = facturapi_validate_customer;
  provider_class->check_tax_id = facturapi_check_tax_id;
  provider_class->email_edit_link = facturapi_email_edit_link;
  provider_class->payment_summary = facturapi_payment_summary;
  provider_class->parse = facturapi_parse;
}

static void
fac_facturapi_provider_init (FacFacturapiProvider *self)
{
}

FacProvider *
fac_facturapi_provider_new (FacHttpClient *client, const char *base_url, const char *key)
{
  FacFacturapiProvider *self;
  gsize length;

  g_return_val_if_fail (FAC_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (FAC_TYPE_FACTURAPI_PROVIDER, NULL);
  self->client = g_object_ref (client);
  self->key = g_strstrip (g_strdup (key));
  self->base_url = g_strdup (base_url != NULL ? base_url : FAC_FACTURAPI_URL);
  length = strlen (self->base_url);
  while (length > 0 && self->base_url[length - 1] == '/')
    self->base_url[--length] = '\0';
  return FAC_PROVIDER (self);
}

void
fac_facturapi_provider_set_deadline (FacFacturapiProvider *self, guint milliseconds)
{
  self->most_ms = milliseconds;
}
