/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-products.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

#include <string.h>

#define FACTORS "Tasa Cuota Exento"
#define IEPS_MODES "sum_before_taxes break_down unit subtract_before_break_down"

static const FacField tax_fields[] = {
  { "type", FAC_FIELD_STRING, 0, 0, 0, "IVA ISR IEPS" },
  { "rate", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "factor", FAC_FIELD_STRING, 0, 0, 0, FACTORS },
  { "withholding", FAC_FIELD_BOOLEAN },
  { "base", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "ieps_mode", FAC_FIELD_STRING, 0, 0, 0, IEPS_MODES },
};
static const FacSchema tax_schema = FAC_SCHEMA (tax_fields);

static const FacField local_tax_fields[] = {
  { "type", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 255 },
  { "rate", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "base", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "withholding", FAC_FIELD_BOOLEAN },
};
static const FacSchema local_tax_schema = FAC_SCHEMA (local_tax_fields);

#define PRICE_FIELDS \
  { "price", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE }, \
  { "tax_included", FAC_FIELD_BOOLEAN }, \
  { "taxability", FAC_FIELD_STRING, 0, 0, 0, "01 02 03 04 05 06 07 08" }, \
  { "taxes", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 20, NULL, &tax_schema }, \
  { "local_taxes", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 20, NULL, &local_tax_schema }

#define NAME_FIELDS \
  { "description", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 1000 }, \
  { "unit_key", FAC_FIELD_STRING, 0, 1, 3 }, \
  { "unit_name", FAC_FIELD_STRING, 0, 0, 20 }, \
  { "sku", FAC_FIELD_STRING, 0, 0, 100 }

static const FacField fields[] = {
  NAME_FIELDS, { "product_key", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 8 }, PRICE_FIELDS,
};
const FacSchema fac_sandbox_product_schema = FAC_SCHEMA (fields);

static const FacField egress_fields[] = {
  NAME_FIELDS, { "product_key", FAC_FIELD_STRING, 0, 1, 8 }, PRICE_FIELDS,
};
const FacSchema fac_sandbox_egress_product_schema = FAC_SCHEMA (egress_fields);

static const FacField transfer_fields[] = {
  NAME_FIELDS, { "product_key", FAC_FIELD_STRING, 0, 1, 8 },
};
const FacSchema fac_sandbox_transfer_product_schema = FAC_SCHEMA (transfer_fields);

static void
fault_at (GPtrArray *faults, const char *prefix, const char *field, const char *code,
          const char *message)
{
  g_autofree char *path = g_strconcat (prefix, field, NULL);

  fac_sandbox_fault (faults, code, path, "%s", message);
}

static gboolean
is_tax (FacJsonValue tax, const char *type, gboolean withholding)
{
  const char *own = fac_sandbox_json_text (tax, "type");

  return g_str_equal (own != NULL ? own : "IVA", type)
    && fac_json_boolean (fac_json_get (tax, "withholding"), FALSE) == withholding;
}

/* Taxability 07: no IVA, and at least one transferred IEPS (API §4.3). */
static void
check_ieps_only (FacJsonValue taxes, const char *prefix, GPtrArray *faults)
{
  gboolean ieps = FALSE, iva = FALSE;

  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);

      ieps = ieps || is_tax (tax, "IEPS", FALSE);
      iva = iva || is_tax (tax, "IVA", FALSE) || is_tax (tax, "IVA", TRUE);
    }
  if (!ieps || iva)
    fault_at (faults, prefix, "taxes", "invalid_value",
              "Con objeto de impuesto 07 debe haber un IEPS trasladado y ningún IVA.");
}

static void
check_taxes (FacJsonValue taxes, const char *prefix, GPtrArray *faults)
{
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);
      const char *type = fac_sandbox_json_text (tax, "type");
      FacDecimal rate = fac_sandbox_json_number (tax, "rate", FAC_DECIMAL_ZERO);
      g_autofree char *mode_path = g_strdup_printf ("taxes.%u.ieps_mode", i);
      g_autofree char *rate_path = g_strdup_printf ("taxes.%u.rate", i);

      if (fac_sandbox_json_text (tax, "ieps_mode") != NULL && g_strcmp0 (type, "IEPS") != 0)
        fault_at (faults, prefix, mode_path, "not_allowed",
                  "El modo de IEPS sólo va en impuestos IEPS.");
      if (g_strcmp0 (fac_sandbox_json_text (tax, "factor"), "Exento") == 0
          && fac_decimal_sign (rate) != 0)
        fault_at (faults, prefix, rate_path, "invalid_value",
                  "La tasa de un impuesto exento es 0.");
    }
}

void
fac_sandbox_product_check (FacSandboxRequest *request, FacJsonValue product, const char *prefix,
                           GPtrArray *faults)
{
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (request->sandbox->catalog);
  const char *key = fac_sandbox_json_text (product, "product_key");
  const char *unit = fac_sandbox_json_text (product, "unit_key");
  FacJsonValue taxes = fac_json_get (product, "taxes");

  if (key != NULL && (strlen (key) != 8 || strspn (key, "0123456789") != 8
                      || fac_catalog_source_knows (catalog, FAC_CATALOG_PRODUCTS,
                                                   key) == FAC_KNOWN_NO))
    fault_at (faults, prefix, "product_key", "product_key_not_found",
              "La clave de producto o servicio no existe en el catálogo del SAT.");
  if (unit != NULL && fac_catalog_source_knows (catalog, FAC_CATALOG_UNITS, unit) == FAC_KNOWN_NO)
    fault_at (faults, prefix, "unit_key", "unit_key_not_found",
              "La clave de unidad no existe en el catálogo del SAT.");
  if (g_strcmp0 (fac_sandbox_json_text (product, "taxability"), "07") == 0)
    check_ieps_only (taxes, prefix, faults);
  check_taxes (taxes, prefix, faults);
}

static void
write_tax (FacJsonWriter *writer, FacJsonValue tax)
{
  const char *type = fac_sandbox_json_text (tax, "type");
  const char *factor = fac_sandbox_json_text (tax, "factor");
  const char *mode = fac_sandbox_json_text (tax, "ieps_mode");

  type = type != NULL ? type : "IVA";
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "type", type);
  fac_sandbox_json_copy (writer, "rate", fac_json_get (tax, "rate"));
  fac_json_writer_string (writer, "factor", factor != NULL ? factor : "Tasa");
  fac_json_writer_boolean (writer, "withholding",
                           fac_json_boolean (fac_json_get (tax, "withholding"), FALSE));
  fac_sandbox_json_copy (writer, "base", fac_json_get (tax, "base"));
  if (g_str_equal (type, "IEPS"))
    fac_json_writer_string (writer, "ieps_mode", mode != NULL ? mode : "sum_before_taxes");
  fac_json_writer_end_object (writer);
}

static void
write_local_tax (FacJsonWriter *writer, FacJsonValue tax)
{
  static const char *const members[] = { "type", "rate", "base", NULL };

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, tax, members);
  fac_json_writer_boolean (writer, "withholding",
                           fac_json_boolean (fac_json_get (tax, "withholding"), FALSE));
  fac_json_writer_end_object (writer);
}

static void
write_taxes (FacJsonWriter *writer, FacJsonValue taxes, const char *taxability)
{
  static const char iva[] =
    "{\"type\":\"IVA\",\"rate\":0.16,\"factor\":\"Tasa\",\"withholding\":false}";

  fac_json_writer_begin_array (writer, "taxes");
  for (guint i = 0; i < fac_json_length (taxes); i++)
    write_tax (writer, fac_json_at (taxes, i));
  if (!fac_sandbox_json_has (taxes) && g_str_equal (taxability, "02"))
    fac_json_writer_raw (writer, NULL, iva, strlen (iva));
  fac_json_writer_end_array (writer);
}

void
fac_sandbox_product_members (FacJsonWriter *writer, FacJsonValue base, FacJsonValue changes)
{
  static const char *const first[] = { "description", "product_key", "price", NULL };
  static const char *const last[] = { "sku", NULL };
  FacJsonValue local = fac_sandbox_json_pick (base, changes, "local_taxes");
  const char *taxability = fac_json_string (fac_sandbox_json_pick (base, changes, "taxability"));
  const char *unit = fac_json_string (fac_sandbox_json_pick (base, changes, "unit_key"));
  const char *unit_name = fac_json_string (fac_sandbox_json_pick (base, changes, "unit_name"));

  taxability = taxability != NULL ? taxability : "02";
  fac_sandbox_json_merge (writer, base, changes, first);
  fac_json_writer_boolean (writer, "tax_included",
    fac_json_boolean (fac_sandbox_json_pick (base, changes, "tax_included"), TRUE));
  fac_json_writer_string (writer, "taxability", taxability);
  write_taxes (writer, fac_sandbox_json_pick (base, changes, "taxes"), taxability);
  fac_json_writer_begin_array (writer, "local_taxes");
  for (guint i = 0; i < fac_json_length (local); i++)
    write_local_tax (writer, fac_json_at (local, i));
  fac_json_writer_end_array (writer);
  fac_json_writer_string (writer, "unit_key", unit != NULL ? unit : "H87");
  if (unit_name != NULL || unit == NULL)
    fac_json_writer_string (writer, "unit_name", unit_name != NULL ? unit_name : "Elemento");
  fac_sandbox_json_merge (writer, base, changes, last);
}

static char *
write_body (FacSandboxRequest *request, const char *id, gint64 created_at, FacJsonValue base)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_json_writer_time (writer, "created_at", created_at);
  fac_json_writer_boolean (writer, "livemode", request->livemode);
  fac_json_writer_string (writer, "organization", request->organization);
  fac_sandbox_product_members (writer, base, request->body);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

char *
fac_sandbox_product_find (FacSandboxRequest *request, const char *id, GError **error)
{
  return fac_sandbox_request_find (request,
    "SELECT body FROM products WHERE organization = ?1 AND livemode = ?2 AND id = ?3", id, error);
}

static gboolean
store (FacSandboxRequest *request, const char *id, gint64 created_at, const char *body,
       GError **error)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);
  const char *description = fac_sandbox_json_text (fac_json_root (json), "description");
  const char *sku = fac_sandbox_json_text (fac_json_root (json), "sku");
  g_autofree char *both = g_strconcat (description, " ", sku != NULL ? sku : "", NULL);
  g_autofree char *search = fac_text_fold (both);
  FacStatement *insert = fac_sandbox_request_prepare (request,
    "INSERT INTO products (organization, livemode, id, created_at, search, sku, body)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET"
    " search = excluded.search, sku = excluded.sku, body = excluded.body", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 3, id);
  fac_statement_bind_int (insert, 4, created_at);
  fac_statement_bind_text (insert, 5, search);
  fac_statement_bind_text (insert, 6, sku);
  fac_statement_bind_text (insert, 7, body);
  return fac_statement_run (insert, error);
}

/* Checks what would be stored, so that an edit is judged together with what it leaves as it was. */
static FacSandboxAnswer *
check_and_store (FacSandboxRequest *request, const char *id, gint64 created_at, FacJsonValue base)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *body = write_body (request, id, created_at, base);
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);

  /* a mode that does not belong is gone from what would be stored */
  check_taxes (fac_json_get (request->body, "taxes"), "", faults);
  fac_sandbox_product_check (request, fac_json_root (json), "", faults);
  if (faults->len == 1)
    {
      FacSandboxFault *only = g_ptr_array_index (faults, 0);

      if (g_str_has_suffix (only->code, "_key_not_found"))
        return fac_sandbox_error_faults (400, only->code, faults);
    }
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (!store (request, id, created_at, body, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_text (200, body);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autofree char *id = fac_sandbox_new_id (request->sandbox);

  fac_sandbox_validate (request->body, &fac_sandbox_product_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  return check_and_store (request, id, request->now, (FacJsonValue) { 0 });
}

#define LIST_FILTER \
  " FROM products WHERE organization = ?1 AND livemode = ?2" \
  " AND (?3 IS NULL OR instr (search, ?3) > 0) AND (?4 IS NULL OR sku = ?4)"

#define ROWS "SELECT body, created_at, id" LIST_FILTER

static const char *const row_texts[FAC_N_WAYS] = {
  ROWS " ORDER BY created_at DESC, id DESC LIMIT ?5 OFFSET ?6",
  ROWS " AND (created_at, id) < (?5, ?6) ORDER BY created_at DESC, id DESC LIMIT ?7",
  ROWS " AND (created_at, id) > (?5, ?6) ORDER BY created_at, id LIMIT ?7",
};

static FacStatement *
bind_list (FacSandboxRequest *request, const char *sql, const FacSandboxListing *list,
           GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (request, sql, error);

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 3, list->words);
  fac_statement_bind_text (statement, 4, fac_sandbox_request_query (request, "sku"));
  return statement;
}

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
  count = bind_list (request, "SELECT count(*)" LIST_FILTER, &list, &error);
  rows = bind_list (request, row_texts[list.page.way], &list, &error);
  if (count == NULL || rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_bind (&list.page, rows, 5);
  return fac_sandbox_page_query (&list.page, count, rows);
}

/* Returns: (transfer full) (nullable): the body, or NULL with *answer set. */
static char *
find_or_answer (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  char *body = fac_sandbox_product_find (request, fac_sandbox_request_param (request, 0), &error);

  if (body == NULL)
    *answer = fac_sandbox_error_missing (error, "product_not_found");
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
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxAnswer *answer = NULL;
  g_autofree char *old = find_or_answer (request, &answer);
  g_autoptr (FacJson) before = NULL;
  gint64 created_at;

  if (old == NULL)
    return answer;
  fac_sandbox_validate (request->body, &fac_sandbox_product_schema, TRUE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  before = fac_sandbox_json_load (old);
  created_at = fac_json_time (fac_json_get (fac_json_root (before), "created_at"));
  return check_and_store (request, fac_sandbox_request_param (request, 0), created_at,
                          fac_json_root (before));
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autofree char *body = find_or_answer (request, &answer);

  if (body == NULL)
    return answer;
  if (!fac_sandbox_request_run (request, "DELETE FROM products WHERE organization = ?1"
                                " AND livemode = ?2 AND id = ?3",
                                fac_sandbox_request_param (request, 0), &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_text (200, body);
}

const FacSandboxRoute fac_sandbox_products_routes[] = {
  { "POST", "/products", FAC_ROLE_SECRET, NULL, TRUE, on_create },
  { "GET", "/products", FAC_ROLE_SECRET, "q sku " FAC_SANDBOX_CURSOR_QUERY, FALSE, on_list },
  { "GET", "/products/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/products/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_update },
  { "DELETE", "/products/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_delete },
  { NULL }
};
