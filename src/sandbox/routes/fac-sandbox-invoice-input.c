/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-input.h"

#include "fac-sandbox-customers.h"
#include "fac-sandbox-invoice-fields.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-products.h"
#include "fac-sandbox-register.h"

#include <string.h>

static const char *const first_members[] = {
  "type", "date", "address", "external_id", "idempotency_key", "folio_number", "series",
  "payment_form", "payment_method", "use", "currency", "exchange", "conditions",
  "related_documents", "global", "export", "complements", "pdf_custom_section", "addenda",
  "namespaces", "pdf_options", NULL
};
static const char *const item_members[] = {
  "parts", "customs_keys", "complement", "third_party", "property_tax_account", NULL
};
static const char *const customer_members[] = {
  "id", "legal_name", "tax_id", "tax_system", "email", "phone", "default_invoice_use", "address",
  NULL
};

/* One input on its way: what is written, what was found wrong. */
typedef struct
{
  FacSandboxRequest *request;
  FacJsonWriter     *writer;
  GPtrArray         *faults;
  gboolean           draft;
  gboolean           tax_info; /* the faults are the register's */
  GError            *error;
} Input;

static void
write_customer (Input *input, FacJsonValue customer)
{
  fac_json_writer_begin_object (input->writer, "customer");
  fac_sandbox_json_members (input->writer, customer, customer_members);
  fac_json_writer_end_object (input->writer);
}

static void
write_stored_customer (Input *input, const char *body)
{
  g_autoptr (FacJson) stored = fac_sandbox_json_load (body);

  write_customer (input, fac_json_root (stored));
}

static void
resolve_customer_id (Input *input, const char *id)
{
  g_autofree char *body = fac_sandbox_customer_find (input->request, id, &input->error);

  if (body != NULL)
    write_stored_customer (input, body);
  else if (input->error == NULL)
    fac_sandbox_fault (input->faults, "customer_not_found", "customer",
                       "No existe un cliente con el identificador «%s».", id);
}

/* In a draft an unfinished customer stays inside it; a whole one is saved as on its own. */
static void
resolve_inline_customer (Input *input, FacJsonValue customer)
{
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  g_autofree char *body = NULL;
  guint before = input->faults->len;
  gboolean created;

  if (input->draft && fac_sandbox_customer_missing (customer, "customer.", missing))
    {
      write_customer (input, customer);
      return;
    }
  fac_sandbox_customer_check (input->request, customer, "customer.", input->faults);
  if (input->faults->len > before)
    {
      input->tax_info = before == 0;
      return;
    }
  body = fac_sandbox_customer_save (input->request, customer, &created, &input->error);
  if (body != NULL)
    write_stored_customer (input, body);
}

static void
resolve_customer (Input *input, FacJsonValue base)
{
  FacJsonValue customer = fac_json_get (input->request->body, "customer");

  if (fac_json_kind (customer) == FAC_JSON_STRING)
    resolve_customer_id (input, fac_json_string (customer));
  else if (fac_json_kind (customer) == FAC_JSON_OBJECT)
    resolve_inline_customer (input, customer);
  else if (fac_json_kind (customer) == FAC_JSON_ABSENT)
    fac_sandbox_json_copy (input->writer, "customer", fac_json_get (base, "customer"));
}

static void
write_product_by_id (Input *input, const char *id, guint index)
{
  g_autofree char *path = g_strdup_printf ("items.%u.product", index);
  g_autofree char *body = fac_sandbox_product_find (input->request, id, &input->error);
  g_autoptr (FacJson) stored = NULL;

  if (body == NULL)
    {
      if (input->error == NULL)
        fac_sandbox_fault (input->faults, "product_not_found", path,
                           "No existe un producto con el identificador «%s».", id);
      return;
    }
  stored = fac_sandbox_json_load (body);
  fac_json_writer_begin_object (input->writer, "product");
  fac_json_writer_string (input->writer, "id", id);
  fac_sandbox_product_members (input->writer, fac_json_root (stored), (FacJsonValue) { 0 });
  fac_json_writer_end_object (input->writer);
}

static void
write_item (Input *input, FacJsonValue item, guint index)
{
  FacJsonValue product = fac_json_get (item, "product");
  g_autofree char *prefix = g_strdup_printf ("items.%u.product.", index);
  const FacDecimal one = fac_decimal_from_int (1);

  fac_json_writer_begin_object (input->writer, NULL);
  fac_json_writer_decimal (input->writer, "quantity",
                           fac_sandbox_json_number (item, "quantity", one));
  fac_json_writer_decimal (input->writer, "discount",
                           fac_sandbox_json_number (item, "discount", FAC_DECIMAL_ZERO));
  if (fac_json_kind (product) == FAC_JSON_STRING)
    write_product_by_id (input, fac_json_string (product), index);
  else if (fac_json_kind (product) == FAC_JSON_OBJECT)
    {
      fac_sandbox_product_check (input->request, product, prefix, input->faults);
      fac_json_writer_begin_object (input->writer, "product");
      fac_sandbox_product_members (input->writer, (FacJsonValue) { 0 }, product);
      fac_json_writer_end_object (input->writer);
    }
  fac_sandbox_json_members (input->writer, item, item_members);
  fac_json_writer_end_object (input->writer);
}

static void
write_items (Input *input, FacJsonValue base)
{
  FacJsonValue items = fac_json_get (input->request->body, "items");

  if (fac_json_kind (items) == FAC_JSON_ABSENT)
    {
      fac_sandbox_json_copy (input->writer, "items", fac_json_get (base, "items"));
      return;
    }
  fac_json_writer_begin_array (input->writer, "items");
  for (guint i = 0; i < fac_json_length (items); i++)
    write_item (input, fac_json_at (items, i), i);
  fac_json_writer_end_array (input->writer);
}

/* What this service cannot stamp is refused when it arrives, not when it is too late. */
static const char *
find_unavailable (FacJsonValue body)
{
  const char *type = fac_sandbox_json_text (body, "type");
  FacJsonValue items = fac_json_get (body, "items");

  if (type != NULL && !g_str_equal (type, "I"))
    return "type";
  if (fac_json_length (fac_json_get (body, "complements")) > 0)
    return "complements";
  if (fac_json_length (fac_json_get (body, "namespaces")) > 0)
    return "namespaces";
  if (fac_sandbox_json_text (body, "addenda") != NULL)
    return "addenda";
  for (guint i = 0; i < fac_json_length (items); i++)
    if (fac_sandbox_json_has (fac_json_get (fac_json_at (items, i), "complement")))
      return "items.complement";
  return NULL;
}

static FacSandboxAnswer *
check_body (FacSandboxRequest *request, gboolean editing, gboolean draft)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  const char *unavailable;

  fac_sandbox_validate (request->body,
                        editing ? &fac_sandbox_invoice_edit_schema : &fac_sandbox_invoice_schema,
                        draft, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  unavailable = find_unavailable (request->body);
  if (unavailable == NULL)
    return NULL;
  fac_sandbox_fault (faults, "feature_not_available", unavailable,
                     "El servicio de práctica todavía no atiende «%s».", unavailable);
  return fac_sandbox_error_faults (400, "feature_not_available", faults);
}

static FacSandboxAnswer *
answer_faults (Input *input)
{
  FacSandboxFault *first;

  if (input->error != NULL)
    {
      g_autoptr (GError) error = input->error;

      return fac_sandbox_error_internal (error);
    }
  first = g_ptr_array_index (input->faults, 0);
  if (input->tax_info)
    return fac_sandbox_error_tax_info (input->faults);
  if (input->faults->len == 1 && g_str_has_suffix (first->code, "_not_found"))
    return fac_sandbox_error_faults (400, first->code, input->faults);
  return fac_sandbox_error_invalid (input->faults);
}

FacJson *
fac_sandbox_invoice_input (FacSandboxRequest *request, FacJsonValue base, gboolean draft,
                           FacSandboxAnswer **answer)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GBytes) bytes = NULL;
  Input input = { request, writer, faults, draft };
  FacJson *json;

  *answer = check_body (request, fac_sandbox_json_has (base), draft);
  if (*answer != NULL)
    return NULL;
  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_merge (writer, base, request->body, first_members);
  resolve_customer (&input, base);
  if (input.error == NULL)
    write_items (&input, base);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  if (faults->len > 0 || input.error != NULL)
    {
      *answer = answer_faults (&input);
      return NULL;
    }
  json = fac_json_parse (bytes, &input.error);
  if (json == NULL)
    *answer = answer_faults (&input);
  return json;
}

static void
require (FacJsonValue object, const char *name, const char *path, GPtrArray *faults)
{
  if (!fac_sandbox_json_has (fac_json_get (object, name)))
    fac_sandbox_fault (faults, "required", path, "El campo «%s» es obligatorio.", path);
}

void
fac_sandbox_invoice_missing (FacJsonValue input, GPtrArray *faults)
{
  static const char *const product_members[] = { "description", "product_key", "price" };
  FacJsonValue items = fac_json_get (input, "items");

  if (fac_sandbox_json_has (fac_json_get (input, "customer")))
    fac_sandbox_customer_missing (fac_json_get (input, "customer"), "customer.", faults);
  else
    require (input, "customer", "customer", faults);
  require (input, "payment_form", "payment_form", faults);
  if (fac_json_length (items) == 0)
    fac_sandbox_fault (faults, "required", "items", "La factura debe tener al menos un concepto.");
  for (guint i = 0; i < fac_json_length (items); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (product_members); j++)
      {
        g_autofree char *path = g_strdup_printf ("items.%u.product.%s", i, product_members[j]);

        require (fac_json_get (fac_json_at (items, i), "product"), product_members[j], path,
                 faults);
      }
}
