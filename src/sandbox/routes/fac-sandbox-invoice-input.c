/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-input.h"

#include "fac-complements.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-invoice-fields.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-products.h"
#include "fac-sandbox-register.h"

static const char *const first_members[] = {
  "type", "date", "address", "external_id", "idempotency_key", "folio_number", "series",
  "payment_form", "payment_method", "use", "currency", "exchange", "conditions", "third_party",
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
  const char        *type;
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

/* What @product is unless it says otherwise, in a document of that type. Goods that only travel have
 * no price and no taxes, whatever they cost when they are sold. */
static void
write_product (Input *input, FacJsonValue product, gboolean saved)
{
  static const char egress[] =
    "{\"product_key\":\"84111506\",\"unit_key\":\"ACT\",\"unit_name\":\"Actividad\"}";
  static const char egress_unit[] = "{\"product_key\":\"84111506\"}";
  static const char transfer[] = "{\"product_key\":\"01010101\",\"price\":0,\"tax_included\":false,"
                                 "\"taxability\":\"01\",\"taxes\":[],\"local_taxes\":[]}";
  static const char transfer_saved[] = "{\"price\":0,\"tax_included\":false,"
                                       "\"taxability\":\"01\",\"taxes\":[],\"local_taxes\":[]}";
  const gboolean has_unit = fac_sandbox_json_has (fac_json_get (product, "unit_key"));
  const char *fixed = NULL;
  g_autoptr (FacJson) json = NULL;
  FacJsonValue other = { 0 };

  if (g_str_equal (input->type, "T"))
    fixed = saved ? transfer_saved : transfer;
  else if (g_str_equal (input->type, "E") && !saved)
    fixed = has_unit ? egress_unit : egress;
  if (fixed != NULL)
    {
      json = fac_sandbox_json_load (fixed);
      other = fac_json_root (json);
    }
  fac_sandbox_product_members (input->writer, saved ? product : other, saved ? other : product);
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
  write_product (input, fac_json_root (stored), TRUE);
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
      write_product (input, product, FALSE);
      fac_json_writer_end_object (input->writer);
    }
  fac_sandbox_json_members (input->writer, item, item_members);
  fac_json_writer_end_object (input->writer);
}

static void
write_items (Input *input, FacJsonValue base)
{
  FacJsonValue items = fac_json_get (input->request->body, "items");

  if (!fac_sandbox_invoice_has_field (input->type, "items"))
    return;
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

static FacSandboxAnswer *
check_body (FacSandboxRequest *request, FacJsonValue base, const char *type, gboolean draft)
{
  const gboolean editing = fac_sandbox_json_has (base);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_validate (request->body, fac_sandbox_invoice_schema (type, editing), draft, faults);
  fac_complements_check (request->body, base, type, draft, faults);
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

static const char *
type_of (FacJsonValue base, FacJsonValue body)
{
  const char *type = fac_json_string (fac_sandbox_json_pick (base, body, "type"));

  return type != NULL && *type != '\0' ? type : "I";
}

/* A draft that became another type loses what that type does not have. */
static void
write_members (FacJsonWriter *writer, FacJsonValue base, FacJsonValue body, const char *type)
{
  for (const char *const *name = first_members; *name != NULL; name++)
    if (fac_sandbox_invoice_has_field (type, *name))
      fac_sandbox_json_copy (writer, *name, fac_sandbox_json_pick (base, body, *name));
}

static void
find_party (Input *input, FacJsonValue party)
{
  const char *id = fac_sandbox_json_text (party, "id");
  g_autofree char *path = fac_json_path (party);
  g_autofree char *body = NULL;

  if (id == NULL || input->error != NULL)
    return;
  body = fac_sandbox_customer_find (input->request, id, &input->error);
  if (body == NULL && input->error == NULL)
    fac_sandbox_fault (input->faults, "customer_not_found", path,
                       "No existe un cliente con el identificador «%s».", id);
}

/* Comercio Exterior may name saved customers as its parties. */
static void
find_parties (Input *input)
{
  static const char *const lists[] = { "Propietario", "Destinatario" };
  FacJsonValue complements = fac_json_get (input->request->body, "complements");

  for (guint i = 0; i < fac_json_length (complements); i++)
    {
      FacJsonValue data = fac_json_get (fac_json_at (complements, i), "data");

      find_party (input, fac_json_get (data, "Receptor"));
      for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
        for (guint k = 0; k < fac_json_length (fac_json_get (data, lists[j])); k++)
          find_party (input, fac_json_at (fac_json_get (data, lists[j]), k));
    }
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
  const char *type = type_of (base, request->body);
  Input input = { request, writer, faults, type, draft };
  FacJson *json;

  *answer = check_body (request, base, type, draft);
  if (*answer != NULL)
    return NULL;
  fac_json_writer_begin_object (writer, NULL);
  write_members (writer, base, request->body, type);
  resolve_customer (&input, base);
  if (input.error == NULL)
    write_items (&input, base);
  find_parties (&input);
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

static void
require_items (FacJsonValue input, const char *type, GPtrArray *faults)
{
  static const char *const members[] = { "description", "product_key", "price" };
  FacJsonValue items = fac_json_get (input, "items");

  if (!fac_sandbox_invoice_has_field (type, "items"))
    return;
  if (fac_json_length (items) == 0)
    fac_sandbox_fault (faults, "required", "items", "La factura debe tener al menos un concepto.");
  for (guint i = 0; i < fac_json_length (items); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
      {
        g_autofree char *path = g_strdup_printf ("items.%u.product.%s", i, members[j]);

        require (fac_json_get (fac_json_at (items, i), "product"), members[j], path, faults);
      }
}

/* What is paid at once has a known form (API §4.6). */
static void
check_form (FacJsonValue input, const char *type, GPtrArray *faults)
{
  const char *method = fac_sandbox_json_text (input, "payment_method");
  const char *form = fac_sandbox_json_text (input, "payment_form");

  if (fac_sandbox_invoice_has_field (type, "payment_form") && g_strcmp0 (form, "99") == 0
      && g_strcmp0 (method, "PPD") != 0)
    fac_sandbox_fault (faults, "invalid_value", "payment_form",
                       "La forma de pago 99 «Por definir» es sólo para el método PPD.");
}

void
fac_sandbox_invoice_missing (FacJsonValue input, GPtrArray *faults)
{
  const char *type = type_of ((FacJsonValue) { 0 }, input);

  if (fac_sandbox_json_has (fac_json_get (input, "customer")))
    fac_sandbox_customer_missing (fac_json_get (input, "customer"), "customer.", faults);
  else
    require (input, "customer", "customer", faults);
  if (fac_sandbox_invoice_has_field (type, "payment_form"))
    require (input, "payment_form", "payment_form", faults);
  check_form (input, type, faults);
  require_items (input, type, faults);
  fac_complements_check (input, (FacJsonValue) { 0 }, type, FALSE, faults);
}
