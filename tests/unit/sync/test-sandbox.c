/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way: store, sync, provider and HTTP against the sandbox of this build. */
#include "../../contract/fac-contract.h"
#include "fac-pdf-cache.h"
#include "fac-facturapi-provider.h"
#include "fac-http-client.h"
#include "fac-json.h"
#include "sync-fixture.h"

#include <string.h>

static FacContractSandbox *sandbox;
static char *why_not;

static FacProvider *
make_provider (const char *key)
{
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  return fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox), key);
}

static Fixture *
connect_fixture (void)
{
  Fixture *self = sy_new (TRUE);
  g_autoptr (FacProvider) provider = make_provider (fac_contract_sandbox_key (sandbox));

  fac_sync_service_set_provider (self->sync, provider);
  sy_quiet (self);
  return self;
}

static gboolean
skipped (void)
{
  if (sandbox != NULL)
    return FALSE;
  g_test_skip (why_not);
  return TRUE;
}

static char *
xml_of (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_get_xml_async (self->store, id, NULL, fac_test_got, &result);
  xml = fac_store_get_xml_finish (self->store, fac_test_result (&result), &error);
  g_assert_no_error (error);
  return xml != NULL ? g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml)) : NULL;
}

static void
test_round (void)
{
  g_autoptr (Fixture) here = NULL;
  g_autoptr (Fixture) elsewhere = NULL;
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacProduct) product = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (FacInvoice) stamped = NULL;
  g_autoptr (FacInvoice) pulled = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *same_xml = NULL;

  if (skipped ())
    return;
  here = connect_fixture ();
  customer = sy_save_customer (here, "EMPRESA DE PRUEBA");
  product = sy_save_product (here, "Ratón");
  invoice = sy_stamp (here, customer);
  draft = sy_save_draft (here, customer);
  sy_assert_outbox (here, "");
  sy_assert_status (here, invoice->id, FAC_STATUS_TIMBRADA);
  sy_assert_status (here, draft->id, FAC_STATUS_BORRADOR);
  stamped = sy_get_invoice (here, invoice->id);
  xml = xml_of (here, invoice->id);
  g_assert_nonnull (xml);
  g_assert_nonnull (strstr (xml, stamped->uuid));

  elsewhere = connect_fixture ();
  for (FacEntity entity = FAC_ENTITY_CUSTOMER; entity <= FAC_ENTITY_INVOICE; entity++)
    g_assert_cmpuint (sy_count (elsewhere, entity), ==, sy_count (here, entity));
  pulled = sy_get_invoice (elsewhere, invoice->id); /* its external id is the local one */
  g_assert_cmpstr (pulled->uuid, ==, stamped->uuid);
  same_xml = xml_of (elsewhere, invoice->id);
  g_assert_cmpstr (same_xml, ==, xml);

  sy_delete (here, FAC_ENTITY_INVOICE, draft->id);
  sy_assert_outbox (here, "");
  g_assert_cmpuint (sy_count (here, FAC_ENTITY_INVOICE), ==, 1);
}

/* Its own PDF, where nobody else looks. */
static void
test_pdf (void)
{
  g_autoptr (Fixture) here = NULL;
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) stamped = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (skipped ())
    return;
  here = connect_fixture ();
  sy_keep_pdf (here);
  customer = sy_save_customer (here, "EMPRESA DE PRUEBA");
  invoice = sy_stamp (here, customer);
  stamped = sy_get_invoice (here, invoice->id);
  sy_pass (here, 30);
  pdf = fac_pdf_cache_get (here->pdf_folder, stamped->uuid, FALSE);
  g_assert_nonnull (pdf);
  g_assert_cmpuint (fac_sync_service_get_owed (here->sync), ==, 0);
}

static gpointer
take_body (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_assert_cmpint (response->status, ==, 200);
  return g_bytes_ref (response->body);
}

static char *
put_for_link (FacHttpClient *client, const char *remote_id)
{
  g_autofree char *url = g_strdup_printf ("%s/customers/%s?createEditLink=true",
                                          fac_contract_sandbox_url (sandbox), remote_id);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const FacHttpRequest request = { .method = "PUT", .url = url, .body = body,
                                   .content_type = "application/json",
                                   .bearer = fac_contract_sandbox_key (sandbox) };
  g_autoptr (FacJson) json = NULL;

  fac_http_client_send (client, &request, take_body, NULL, NULL, (GDestroyNotify) g_bytes_unref,
                        g_task_new (client, NULL, fac_test_got, &result));
  answer = g_task_propagate_pointer (G_TASK (fac_test_result (&result)), NULL);
  g_assert_nonnull (answer);
  json = fac_json_parse (answer, NULL);
  return g_strdup (fac_json_string (fac_json_get (fac_json_root (json), "edit_link")));
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return memmem (content, length, text, strlen (text)) != NULL;
}

static gboolean
folder_holds (const char *folder, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) ? folder_holds (path, text)
                                                 : file_holds (path, text))
        return TRUE;
    }
  return FALSE;
}

/* What gives access to something is nowhere under the folder, not even in the log of the database. */
static void
test_secrets (void)
{
  g_autoptr (Fixture) self = NULL;
  g_autoptr (FacHttpClient) client = NULL;
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacCustomer) saved = NULL;
  g_autofree char *link = NULL;
  const char *secret;

  if (skipped ())
    return;
  self = connect_fixture ();
  client = fac_http_client_new ();
  customer = sy_save_customer (self, "CLIENTE CON ENLACE");
  saved = sy_get_customer (self, customer->id);
  link = put_for_link (client, saved->remote_id);
  g_assert_nonnull (link);
  secret = strrchr (link, '/') + 1;
  g_assert_cmpuint (strlen (secret), >, 8);
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  g_assert_true (folder_holds (self->folder, "CLIENTE CON ENLACE"));
  g_assert_false (folder_holds (self->folder, secret));
  g_assert_false (folder_holds (self->folder, fac_contract_sandbox_key (sandbox)));
  g_assert_false (folder_holds (self->folder, "edit_link"));
}

static void
test_refused (void)
{
  g_autoptr (Fixture) self = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (skipped ())
    return;
  self = connect_fixture ();
  invoice = sy_stamp (self, NULL); /* nobody to receive it */
  sy_assert_status (self, invoice->id, FAC_STATUS_NO_TIMBRADA);
  entries = sy_outbox (self);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_nonnull (((FacOutboxEntry *) entries->pdata[0])->error_message);
}

static void
test_wrong_key (void)
{
  g_autoptr (Fixture) self = NULL;
  g_autoptr (FacProvider) provider = NULL;

  if (skipped ())
    return;
  self = sy_new (TRUE);
  provider = make_provider ("sk_test_nobody");
  fac_sync_service_set_provider (self->sync, provider);
  sy_quiet (self);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_KEY_REFUSED);
}

static void
test_unreached (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (FacProvider) provider =
    fac_facturapi_provider_new (client, "http://127.0.0.1:1/v2", "sk_test_x");
  g_autoptr (FacCustomer) customer = NULL;

  fac_sync_service_set_provider (self->sync, provider);
  customer = sy_save_customer (self, "EMPRESA DE PRUEBA");
  sy_quiet (self);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_OFFLINE);
  sy_assert_outbox (self, "1.1");
}

static FacStorePage *
all_of (Fixture *self, FacEntity entity)
{
  g_autoptr (FacQuery) query = fac_query_new (entity);
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_first_page_async (self->store, query, 1000, NULL, fac_test_got, &result);
  return fac_store_first_page_finish (self->store, fac_test_result (&result), NULL);
}

static FacInvoice *
parse_stored (Fixture *self, FacProvider *parser, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) columns = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacRemoteItem) item = NULL;

  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  columns = fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, NULL,
                                          NULL);
  item = fac_provider_parse (parser, FAC_ENTITY_INVOICE, body, NULL);
  g_assert_nonnull (item);
  return fac_invoice_ref (item->invoice);
}

/* What the bodies say of stamped invoices of "Teclado", counted by hand. */
static FacDecimal
recount (Fixture *self, FacProvider *parser)
{
  g_autoptr (FacStorePage) page = all_of (self, FAC_ENTITY_INVOICE);
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const FacDocumentSummary *row = page->rows->pdata[i];
      g_autoptr (FacInvoice) invoice = parse_stored (self, parser, row->id);

      for (guint k = 0; row->status == FAC_STATUS_TIMBRADA && k < invoice->lines->len; k++)
        {
          const FacInvoiceLine *line = invoice->lines->pdata[k];

          if (g_strcmp0 (line->product->description, "Teclado") == 0)
            sum = fac_decimal_add (sum, line->quantity);
        }
    }
  return sum;
}

static FacProductFigures *
figures_of (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_product_figures_async (self->store, id, 10, NULL, fac_test_got, &result);
  return fac_store_get_product_figures_finish (self->store, fac_test_result (&result), NULL);
}

static char *
id_of_product (Fixture *self, const char *description)
{
  g_autoptr (FacStorePage) page = all_of (self, FAC_ENTITY_PRODUCT);

  for (guint i = 0; i < page->rows->len; i++)
    if (g_strcmp0 (((const FacProduct *) page->rows->pdata[i])->description, description) == 0)
      return g_strdup (((const FacProduct *) page->rows->pdata[i])->id);
  g_assert_not_reached ();
}

/* What was sold is the same where it was written and where it was fetched, and what the bodies say. */
static void
test_sales (void)
{
  g_autoptr (Fixture) here = NULL;
  g_autoptr (Fixture) elsewhere = NULL;
  g_autoptr (FacProvider) parser = NULL;
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacProduct) product = NULL;
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (FacProductFigures) written = NULL;
  g_autoptr (FacProductFigures) fetched = NULL;
  g_autofree char *id = NULL;
  FacDecimal sum;

  if (skipped ())
    return;
  here = connect_fixture ();
  customer = sy_save_customer (here, "EMPRESA DE PRUEBA");
  product = sy_save_product (here, "Teclado");
  for (guint i = 0; i < 3; i++)
    fac_invoice_unref (sy_stamp (here, customer));
  draft = sy_save_draft (here, customer);
  elsewhere = connect_fixture ();
  parser = make_provider ("");
  sum = recount (elsewhere, parser);
  id = id_of_product (elsewhere, "Teclado");
  written = figures_of (here, product->id);
  fetched = figures_of (elsewhere, id);
  g_assert_cmpint (fac_decimal_compare (sum, fac_decimal_from_int (3)), >=, 0);
  g_assert_true (fac_decimal_equal (
    g_array_index (fetched->totals, FacSalesTotal, 0).quantity, sum));
  g_assert_true (fac_decimal_equal (
    g_array_index (written->totals, FacSalesTotal, 0).quantity, sum));
  g_assert_cmpuint (fetched->n_drafts, >=, 1);
  g_assert_cmpuint (fetched->n_drafts, ==, written->n_drafts);
  g_assert_cmpuint (fetched->n_unread, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&why_not);
  g_test_add_func ("/sandbox/round", test_round);
  g_test_add_func ("/sandbox/pdf", test_pdf);
  g_test_add_func ("/sandbox/sales", test_sales);
  g_test_add_func ("/sandbox/secrets", test_secrets);
  g_test_add_func ("/sandbox/refused", test_refused);
  g_test_add_func ("/sandbox/wrong-key", test_wrong_key);
  g_test_add_func ("/sandbox/unreached", test_unreached);
  result = g_test_run ();
  if (sandbox != NULL)
    fac_contract_sandbox_stop (sandbox);
  g_free (why_not);
  return result;
}
