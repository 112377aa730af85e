/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-fields.h"

#include "fac-sandbox-customers.h"
#include "fac-sandbox-products.h"

static const FacField part_fields[] = {
  { "description", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 1000 },
  { "product_key", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 8, 8 },
  { "quantity", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "sku", FAC_FIELD_STRING, 0, 0, 100 },
  { "unit_name", FAC_FIELD_STRING, 0, 0, 20 },
  { "unit_price", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "customs_keys", FAC_FIELD_ARRAY_STRINGS },
};
static const FacSchema part_schema = FAC_SCHEMA (part_fields);

static const FacField third_party_fields[] = {
  { "legal_name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 300 },
  { "tax_id", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 12, 13 },
  { "tax_system", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 3, 3 },
  { "zip", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 5, 5 },
};
static const FacSchema third_party_schema = FAC_SCHEMA (third_party_fields);

#define ITEM_FIELDS(product_schema) \
  { "quantity", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE }, \
  { "product", FAC_FIELD_ID_OR_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &(product_schema) }, \
  { "parts", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 100, NULL, &part_schema }, \
  { "customs_keys", FAC_FIELD_ARRAY_STRINGS }, \
  { "third_party", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &third_party_schema }

static const FacField income_item_fields[] = {
  ITEM_FIELDS (fac_sandbox_product_schema),
  { "discount", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "complement", FAC_FIELD_ANY },
  { "property_tax_account", FAC_FIELD_ARRAY_STRINGS },
};
static const FacSchema income_item_schema = FAC_SCHEMA (income_item_fields);

static const FacField egress_item_fields[] = {
  ITEM_FIELDS (fac_sandbox_egress_product_schema),
  { "discount", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "complement", FAC_FIELD_ANY },
};
static const FacSchema egress_item_schema = FAC_SCHEMA (egress_item_fields);

static const FacField transfer_item_fields[] = {
  ITEM_FIELDS (fac_sandbox_transfer_product_schema),
  { "complement", FAC_FIELD_STRING },
};
static const FacSchema transfer_item_schema = FAC_SCHEMA (transfer_item_fields);

static const FacField global_fields[] = {
  { "periodicity", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0,
   "day week fortnight month two_months" },
  { "months", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 },
  { "year", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
};
static const FacSchema global_schema = FAC_SCHEMA (global_fields);

static const FacField related_fields[] = {
  { "relationship", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 },
  { "documents", FAC_FIELD_ARRAY_STRINGS, FAC_FIELD_REQUIRED, 1 },
};
static const FacSchema related_schema = FAC_SCHEMA (related_fields);

static const FacField namespace_fields[] = {
  { "prefix", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "uri", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "schema_location", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
};
static const FacSchema namespace_schema = FAC_SCHEMA (namespace_fields);

static const FacField payroll_fields[] = {
  { "tipo_contrato", FAC_FIELD_BOOLEAN },
  { "puesto", FAC_FIELD_BOOLEAN },
  { "riesgo_puesto", FAC_FIELD_BOOLEAN },
  { "antiguedad", FAC_FIELD_BOOLEAN },
};
static const FacSchema payroll_schema = FAC_SCHEMA (payroll_fields);

static const FacField pdf_fields[] = {
  { "codes", FAC_FIELD_BOOLEAN },
  { "product_key", FAC_FIELD_BOOLEAN },
  { "address_codes", FAC_FIELD_BOOLEAN },
  { "export_key", FAC_FIELD_BOOLEAN },
  { "round_unit_price", FAC_FIELD_BOOLEAN },
  { "tax_breakdown", FAC_FIELD_BOOLEAN },
  { "ieps_breakdown", FAC_FIELD_BOOLEAN },
  { "combine_ieps_with_subtotal", FAC_FIELD_BOOLEAN },
  { "render_carta_porte", FAC_FIELD_BOOLEAN },
  { "render_iedu", FAC_FIELD_BOOLEAN },
  { "render_hyp_complement", FAC_FIELD_BOOLEAN },
  { "render_comercio_exterior", FAC_FIELD_BOOLEAN },
  { "repeat_signature", FAC_FIELD_BOOLEAN },
  { "payroll_options", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &payroll_schema },
};
static const FacSchema pdf_schema = FAC_SCHEMA (pdf_fields);

/* What every type has. */
#define COMMON_FIELDS \
  { "type", FAC_FIELD_STRING, 0, 0, 0, "I E P N T" }, \
  { "customer", FAC_FIELD_ID_OR_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, \
    &fac_sandbox_customer_schema }, \
  { "date", FAC_FIELD_TIME }, \
  { "address", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &fac_sandbox_address_schema }, \
  { "external_id", FAC_FIELD_STRING, 0, 0, 100 }, \
  { "idempotency_key", FAC_FIELD_STRING, 0, 0, 255 }, \
  { "folio_number", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE }, \
  { "series", FAC_FIELD_STRING, 0, 0, 25 }, \
  { "pdf_custom_section", FAC_FIELD_STRING }, \
  { "addenda", FAC_FIELD_STRING }, \
  { "namespaces", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &namespace_schema }, \
  { "pdf_options", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &pdf_schema }, \
  { "related_documents", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &related_schema }

/* What goods and services have. */
#define GOODS_FIELDS(item_schema) \
  { "items", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 0, 5000, NULL, &(item_schema) }, \
  { "use", FAC_FIELD_STRING, 0, 3, 4 }, \
  { "currency", FAC_FIELD_STRING, 0, 3, 3 }, \
  { "exchange", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE }

#define INCOME_FIELDS \
  COMMON_FIELDS, GOODS_FIELDS (income_item_schema), \
  { "complements", FAC_FIELD_ARRAY_OBJECTS }, \
  { "payment_form", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 }, \
  { "payment_method", FAC_FIELD_STRING, 0, 0, 0, "PUE PPD" }, \
  { "conditions", FAC_FIELD_STRING, 0, 1, 1000 }, \
  { "global", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &global_schema }, \
  { "export", FAC_FIELD_STRING, 0, 0, 0, "01 02 03 04" }

#define EGRESS_FIELDS \
  COMMON_FIELDS, GOODS_FIELDS (egress_item_schema), \
  { "complements", FAC_FIELD_ARRAY_OBJECTS }, \
  { "payment_form", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 }, \
  { "payment_method", FAC_FIELD_STRING, 0, 0, 0, "PUE" }

#define PAYMENT_FIELDS \
  COMMON_FIELDS, \
  { "complements", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED }, \
  { "third_party", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &third_party_schema }

#define PAYROLL_FIELDS \
  COMMON_FIELDS, { "complements", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED }

#define TRANSFER_FIELDS \
  COMMON_FIELDS, GOODS_FIELDS (transfer_item_schema), { "complements", FAC_FIELD_ARRAY_OBJECTS }

#define STATUS_NEW { "status", FAC_FIELD_STRING, 0, 0, 0, "pending draft" }
#define STATUS_EDIT { "status", FAC_FIELD_STRING, 0, 0, 0, "draft" }

static const FacField income_fields[] = { INCOME_FIELDS, STATUS_NEW };
static const FacField egress_fields[] = { EGRESS_FIELDS, STATUS_NEW };
static const FacField payment_fields[] = { PAYMENT_FIELDS, STATUS_NEW };
static const FacField payroll_invoice_fields[] = { PAYROLL_FIELDS, STATUS_NEW };
static const FacField transfer_fields[] = { TRANSFER_FIELDS, STATUS_NEW };
static const FacField income_edit_fields[] = { INCOME_FIELDS, STATUS_EDIT };
static const FacField egress_edit_fields[] = { EGRESS_FIELDS, STATUS_EDIT };
static const FacField payment_edit_fields[] = { PAYMENT_FIELDS, STATUS_EDIT };
static const FacField payroll_edit_fields[] = { PAYROLL_FIELDS, STATUS_EDIT };
static const FacField transfer_edit_fields[] = { TRANSFER_FIELDS, STATUS_EDIT };

const FacSchema *
fac_sandbox_invoice_schema (const char *type, gboolean editing)
{
  static const struct { char type; FacSchema create; FacSchema edit; } schemas[] = {
    { 'I', FAC_SCHEMA (income_fields), FAC_SCHEMA (income_edit_fields) },
    { 'E', FAC_SCHEMA (egress_fields), FAC_SCHEMA (egress_edit_fields) },
    { 'P', FAC_SCHEMA (payment_fields), FAC_SCHEMA (payment_edit_fields) },
    { 'N', FAC_SCHEMA (payroll_invoice_fields), FAC_SCHEMA (payroll_edit_fields) },
    { 'T', FAC_SCHEMA (transfer_fields), FAC_SCHEMA (transfer_edit_fields) },
  };

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (schemas); i++)
    if (type[0] == schemas[i].type && type[1] == '\0')
      return editing ? &schemas[i].edit : &schemas[i].create;
  return editing ? &schemas[0].edit : &schemas[0].create;
}

gboolean
fac_sandbox_invoice_has_field (const char *type, const char *name)
{
  const FacSchema *schema = fac_sandbox_invoice_schema (type, FALSE);

  for (gsize i = 0; i < schema->n_fields; i++)
    if (g_str_equal (schema->fields[i].name, name))
      return TRUE;
  return FALSE;
}
