/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"

#include "fac-sandbox-edit-links.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-register.h"
#include "fac-sandbox-routes.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#define ADDRESS_FIELDS \
  { "street", FAC_FIELD_STRING }, { "exterior", FAC_FIELD_STRING }, \
  { "interior", FAC_FIELD_STRING }, { "neighborhood", FAC_FIELD_STRING }, \
  { "city", FAC_FIELD_STRING }, { "municipality", FAC_FIELD_STRING }, \
  { "zip", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 12 }, { "state", FAC_FIELD_STRING }

static const FacField own_address_fields[] = { ADDRESS_FIELDS };
const FacSchema fac_sandbox_address_schema = FAC_SCHEMA (own_address_fields);

static const FacField address_fields[] = { ADDRESS_FIELDS, { "country", FAC_FIELD_STRING, 0, 3,
                                                            3 } };
static const FacSchema address_schema = FAC_SCHEMA (address_fields);

static const FacField fields[] = {
  { "legal_name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 300 },
  { "tax_id", FAC_FIELD_STRING, 0, 1, 40 },
  { "tax_system", FAC_FIELD_STRING, 0, 3, 3 },
  { "email", FAC_FIELD_EMAIL },
  { "phone", FAC_FIELD_STRING },
  { "default_invoice_use", FAC_FIELD_STRING, 0, 3, 4 },
  { "address", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &address_schema },
};
const FacSchema fac_sandbox_customer_schema = FAC_SCHEMA (fields);

static const char *const plain_members[] = {
  "legal_name", "tax_id", "tax_system", "email", "phone", "default_invoice_use", NULL
};
static const char *const address_members[] = {
  "street", "exterior", "interior", "neighborhood", "city", "municipality", "zip", "state",
  "country", NULL
};

static FacSandboxTaxpayer
taxpayer_of (FacJsonValue customer)
{
  FacJsonValue address = fac_json_get (customer, "address");

  return (FacSandboxTaxpayer) {
    .legal_name = fac_sandbox_json_text (customer, "legal_name"),
    .tax_id = fac_sandbox_json_text (customer, "tax_id"),
    .tax_system = fac_sandbox_json_text (customer, "tax_system"),
    .zip = fac_sandbox_json_text (address, "zip"),
    .country = fac_sandbox_json_text (address, "country"),
  };
}

static gboolean
is_foreign (const FacSandboxTaxpayer *taxpayer)
{
  return taxpayer->country != NULL && !g_str_equal (taxpayer->country, "MEX");
}

static void
require (GPtrArray *faults, const char *prefix, const char *name, const char *value)
{
  g_autofree char *path = g_strconcat (prefix, name, NULL);

  if (value == NULL)
    fac_sandbox_fault (faults, "required", path, "El campo «%s» es obligatorio.", path);
}

gboolean
fac_sandbox_customer_missing (FacJsonValue customer, const char *prefix, GPtrArray *faults)
{
  FacSandboxTaxpayer taxpayer = taxpayer_of (customer);
  guint before = faults->len;

  require (faults, prefix, "legal_name", taxpayer.legal_name);
  if (!is_foreign (&taxpayer))
    {
      require (faults, prefix, "tax_id", taxpayer.tax_id);
      require (faults, prefix, "tax_system", taxpayer.tax_system);
      require (faults, prefix, "address.zip", taxpayer.zip);
    }
  return faults->len > before;
}

void
fac_sandbox_customer_check (FacSandboxRequest *request, FacJsonValue customer, const char *prefix,
                            GPtrArray *faults)
{
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (request->sandbox->catalog);
  FacSandboxTaxpayer taxpayer = taxpayer_of (customer);
  const char *use = fac_sandbox_json_text (customer, "default_invoice_use");

  if (fac_sandbox_customer_missing (customer, prefix, faults))
    return;
  if (taxpayer.country != NULL && fac_catalog_source_knows (catalog, FAC_CATALOG_COUNTRIES,
                                                            taxpayer.country) == FAC_KNOWN_NO)
    {
      g_autofree char *path = g_strconcat (prefix, "address.country", NULL);

      fac_sandbox_fault (faults, "invalid_country_code", path,
                         "El país «%s» no existe en el catálogo.", taxpayer.country);
    }
  if (use != NULL && fac_catalog_source_knows (catalog, FAC_CATALOG_USES, use) == FAC_KNOWN_NO)
    {
      g_autofree char *path = g_strconcat (prefix, "default_invoice_use", NULL);

      fac_sandbox_fault (faults, "invalid_value", path,
                         "El uso de CFDI «%s» no existe en el catálogo.", use);
    }
  fac_sandbox_register_check (catalog, &taxpayer, prefix, faults);
}

/* The members that the client gave, without those of the service: what "the same data" compares. */
static GBytes *
content_of (FacJsonValue base, FacJsonValue changes)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacJsonValue old_address = fac_json_get (base, "address");
  FacJsonValue new_address = fac_json_get (changes, "address");

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_merge (writer, base, changes, plain_members);
  fac_json_writer_begin_object (writer, "address");
  fac_sandbox_json_merge (writer, old_address, new_address, address_members);
  if (!fac_sandbox_json_has (fac_sandbox_json_pick (old_address, new_address, "country")))
    fac_json_writer_string (writer, "country", "MEX");
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish (writer);
}

/* @validated: whether the register was asked; it knows nobody abroad. */
static char *
write_body (FacSandboxRequest *request, const char *id, gint64 created_at, FacJsonValue content,
            gboolean validated)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacSandboxTaxpayer taxpayer = taxpayer_of (content);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_json_writer_time (writer, "created_at", created_at);
  fac_json_writer_boolean (writer, "livemode", request->livemode);
  fac_json_writer_string (writer, "organization", request->organization);
  fac_sandbox_json_members (writer, content, plain_members);
  fac_sandbox_json_copy (writer, "address", fac_json_get (content, "address"));
  if (validated && !is_foreign (&taxpayer))
    fac_json_writer_time (writer, "sat_validated_at", request->now);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static char *
search_text (FacJsonValue content)
{
  const char *name = fac_sandbox_json_text (content, "legal_name");
  const char *tax_id = fac_sandbox_json_text (content, "tax_id");
  g_autofree char *both = g_strconcat (name != NULL ? name : "", " ", tax_id != NULL ? tax_id : "",
                                       NULL);

  return fac_text_fold (both);
}

/* A customer as it is answered: with its edit link while that can be used. */
#define ANSWERED \
  "SELECT CASE WHEN l.secret IS NULL THEN c.body ELSE substr (c.body, 1, length (c.body) - 1)" \
  " || ',\"edit_link\":\"' || ?8 || l.secret || '\",\"edit_link_expires_at\":\"'" \
  " || l.expires_text || '\"}' END, c.created_at, c.id"
#define WITH_LINKS \
  " FROM customers c LEFT JOIN edit_links l" \
  " ON l.customer = c.id AND l.used_at IS NULL AND l.expires_at > ?9"

static FacStatement *
prepare_answered (FacSandboxRequest *request, const char *sql, GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (request, sql, error);
  g_autofree char *base = g_strconcat (request->sandbox->base_url, FAC_SANDBOX_EDIT_LINKS, NULL);

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 8, base);
  fac_statement_bind_int (statement, 9, request->now);
  return statement;
}

static char *
find_one (FacSandboxRequest *request, const char *sql, const char *value, GError **error)
{
  FacStatement *select = prepare_answered (request, sql, error);
  char *body = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 3, value);
  if (fac_statement_step (select, error))
    body = fac_statement_dup (select, 0);
  fac_statement_reset (select);
  return body;
}

char *
fac_sandbox_customer_email (FacSandboxRequest *request, FacJsonValue customer)
{
  const char *id = fac_sandbox_json_text (customer, "id");
  g_autofree char *body = id != NULL ? fac_sandbox_customer_find (request, id, NULL) : NULL;
  g_autoptr (FacJson) saved = body != NULL ? fac_sandbox_json_load (body) : NULL;

  return g_strdup (fac_sandbox_json_text (saved != NULL ? fac_json_root (saved) : customer,
                                          "email"));
}

void
fac_sandbox_customer_write (FacJsonWriter *writer, FacJsonValue customer)
{
  static const char *const members[] = { "id", "legal_name", "tax_id", "tax_system", NULL };
  static const char *const address[] = { "country", "zip", NULL };

  if (!fac_sandbox_json_has (customer))
    {
      fac_json_writer_null (writer, "customer");
      return;
    }
  fac_json_writer_begin_object (writer, "customer");
  fac_sandbox_json_members (writer, customer, members);
  fac_json_writer_begin_object (writer, "address");
  fac_sandbox_json_members (writer, fac_json_get (customer, "address"), address);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
}

char *
fac_sandbox_customer_find (FacSandboxRequest *request, const char *id, GError **error)
{
  return find_one (request,
                   ANSWERED WITH_LINKS
                   " WHERE c.organization = ?1 AND c.livemode = ?2 AND c.id = ?3", id, error);
}

static gboolean
store (FacSandboxRequest *request, const char *id, gint64 created_at, FacJsonValue content,
       const char *hash,
       const char *body, GError **error)
{
  g_autofree char *search = search_text (content);
  FacStatement *insert = fac_sandbox_request_prepare (request,
    "INSERT INTO customers (organization, livemode, id, created_at, search, content_hash, body)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET search = excluded.search,"
    " content_hash = excluded.content_hash, body = excluded.body", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 3, id);
  fac_statement_bind_int (insert, 4, created_at);
  fac_statement_bind_text (insert, 5, search);
  fac_statement_bind_text (insert, 6, hash);
  fac_statement_bind_text (insert, 7, body);
  return fac_statement_run (insert, error);
}

static char *
save (FacSandboxRequest *request, FacJsonValue customer, gboolean validated, gboolean *created,
      GError **error)
{
  g_autoptr (GBytes) bytes = content_of ((FacJsonValue) { 0 }, customer);
  g_autoptr (FacJson) content = fac_json_parse (bytes, error);
  g_autofree char *hash = NULL, *id = NULL, *body = NULL;
  g_autoptr (GError) problem = NULL;

  *created = FALSE;
  if (content == NULL)
    return NULL;
  hash = fac_sandbox_json_hash (fac_json_root (content));
  body = find_one (request, ANSWERED WITH_LINKS " WHERE c.organization = ?1 AND c.livemode = ?2"
                            " AND c.content_hash = ?3 ORDER BY c.created_at LIMIT 1", hash, &problem);
  if (body != NULL)
    return g_steal_pointer (&body);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  *created = TRUE;
  id = fac_sandbox_new_id (request->sandbox);
  body = write_body (request, id, request->now, fac_json_root (content), validated);
  return store (request, id, request->now, fac_json_root (content), hash, body, error)
    ? g_steal_pointer (&body) : NULL;
}

char *
fac_sandbox_customer_save (FacSandboxRequest *request, FacJsonValue customer, gboolean *created,
                           GError **error)
{
  return save (request, customer, TRUE, created, error);
}

char *
fac_sandbox_customer_update (FacSandboxRequest *request, const char *id, FacJsonValue changes,
                             GPtrArray *faults, GError **error)
{
  g_autofree char *old = fac_sandbox_customer_find (request, id, error);
  g_autofree char *hash = NULL, *body = NULL;
  g_autoptr (FacJson) before = NULL, content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 created_at;

  if (old == NULL)
    return NULL;
  before = fac_sandbox_json_load (old);
  bytes = content_of (fac_json_root (before), changes);
  content = fac_json_parse (bytes, error);
  if (content == NULL)
    return NULL;
  fac_sandbox_customer_check (request, fac_json_root (content), "", faults);
  if (faults->len > 0)
    return NULL;
  created_at = fac_json_time (fac_json_get (fac_json_root (before), "created_at"));
  hash = fac_sandbox_json_hash (fac_json_root (content));
  body = write_body (request, id, created_at, fac_json_root (content), TRUE);
  return store (request, id, created_at, fac_json_root (content), hash, body, error)
    ? g_steal_pointer (&body) : NULL;
}

/* The customer @body with a fresh edit link. */
static FacSandboxAnswer *
answer_with_link (FacSandboxRequest *request, guint status, const char *body)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);
  const char *id = fac_sandbox_json_text (fac_json_root (json), "id");
  g_autoptr (GError) error = NULL;
  g_autofree char *fresh = NULL;

  if (fac_sandbox_edit_link_new (request, id, &error))
    fresh = fac_sandbox_customer_find (request, id, &error);
  return fresh != NULL ? fac_sandbox_answer_text (status, fresh)
                       : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  gboolean link = fac_sandbox_request_query_flag (request, "createEditLink");
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  gboolean created;

  fac_sandbox_validate (request->body, &fac_sandbox_customer_schema, link, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (!link)
    fac_sandbox_customer_check (request, request->body, "", faults);
  if (faults->len > 0)
    return fac_sandbox_error_tax_info (faults);
  body = save (request, request->body, !link, &created, &error);
  if (body == NULL)
    return fac_sandbox_error_internal (error);
  return link ? answer_with_link (request, created ? 201 : 200, body)
              : fac_sandbox_answer_text (created ? 201 : 200, body);
}

static void
bind_list (FacStatement *statement, const FacSandboxListing *list)
{
  fac_statement_bind_text (statement, 3, list->words);
  fac_statement_bind_int (statement, 4, list->dates.from);
  fac_statement_bind_int (statement, 5, list->dates.to);
}

#define LIST_FILTER \
  " WHERE c.organization = ?1 AND c.livemode = ?2" \
  " AND (?3 IS NULL OR instr (c.search, ?3) > 0)" \
  " AND c.created_at BETWEEN ?4 AND ?5"
#define ROWS ANSWERED WITH_LINKS LIST_FILTER

static const char *const row_texts[FAC_N_WAYS] = {
  ROWS " ORDER BY c.created_at DESC, c.id DESC LIMIT ?10 OFFSET ?11",
  ROWS " AND (c.created_at, c.id) < (?10, ?11) ORDER BY c.created_at DESC, c.id DESC LIMIT ?12",
  ROWS " AND (c.created_at, c.id) > (?10, ?11) ORDER BY c.created_at, c.id LIMIT ?12",
};

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_auto (FacSandboxListing) list = { NULL };
  FacSandboxAnswer *refusal = fac_sandbox_listing_read (request, faults, &list);
  FacStatement *count, *rows;

  if (refusal != NULL)
    return refusal;
  count = fac_sandbox_request_prepare (request, "SELECT count(*) FROM customers c" LIST_FILTER,
                                       &error);
  rows = prepare_answered (request, row_texts[list.page.way], &error);
  if (count == NULL || rows == NULL)
    return fac_sandbox_error_internal (error);
  bind_list (count, &list);
  bind_list (rows, &list);
  fac_sandbox_page_bind (&list.page, rows, 10);
  return fac_sandbox_page_query (&list.page, count, rows);
}

/* Returns: (transfer full) (nullable): the body, or NULL with *answer set. */
static char *
find_or_answer (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  char *body = fac_sandbox_customer_find (request, fac_sandbox_request_param (request, 0), &error);

  if (body == NULL)
    *answer = fac_sandbox_error_missing (error, "customer_not_found");
  return body;
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autofree char *body = find_or_answer (request, &answer);

  return body != NULL ? fac_sandbox_answer_text (200, body) : answer;
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  gboolean link = fac_sandbox_request_query_flag (request, "createEditLink");
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autofree char *old = find_or_answer (request, &answer);
  g_autofree char *body = NULL;

  if (old == NULL)
    return answer;
  if (link && fac_json_length (request->body) == 0)
    return answer_with_link (request, 200, old);
  fac_sandbox_validate (request->body, &fac_sandbox_customer_schema, TRUE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  body = fac_sandbox_customer_update (request, fac_sandbox_request_param (request, 0),
                                      request->body, faults, &error);
  if (faults->len > 0)
    return fac_sandbox_error_tax_info (faults);
  if (body == NULL)
    return fac_sandbox_error_internal (error);
  if (link)
    return answer_with_link (request, 200, body);
  g_clear_pointer (&old, g_free);
  old = find_or_answer (request, &answer);
  return old != NULL ? fac_sandbox_answer_text (200, old) : answer;
}

/* The invoices stay; only the way back to the customer is gone from what they answer. */
static gboolean
forget_in_invoices (FacSandboxRequest *request, const char *id, GError **error)
{
  return fac_sandbox_request_run (request, "UPDATE invoices SET"
                                  " body = json_remove (body, '$.customer.id')"
                                  " WHERE organization = ?1 AND livemode = ?2 AND customer = ?3",
                                  id, error);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autofree char *body = find_or_answer (request, &answer);

  if (body == NULL)
    return answer;
  if (!forget_in_invoices (request, fac_sandbox_request_param (request, 0), &error)
      || !fac_sandbox_request_run (request, "DELETE FROM customers WHERE organization = ?1"
                                   " AND livemode = ?2 AND id = ?3",
                                   fac_sandbox_request_param (request, 0), &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_text (200, body);
}

const FacSandboxRoute fac_sandbox_customers_routes[] = {
  { "POST", "/customers", FAC_ROLE_SECRET, "createEditLink", TRUE, on_create },
  { "GET", "/customers", FAC_ROLE_SECRET, "q " FAC_SANDBOX_DATE_QUERY " " FAC_SANDBOX_CURSOR_QUERY,
   FALSE, on_list },
  { "GET", "/customers/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/customers/{id}", FAC_ROLE_SECRET, "createEditLink", TRUE, on_update,
    FAC_ROUTE_BODY_OPTIONAL },
  { "DELETE", "/customers/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_delete },
  { NULL }
};
