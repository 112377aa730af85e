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

static const FacField item_fields[] = {
  { "quantity", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "discount", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "product", FAC_FIELD_ID_OR_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL,
   &fac_sandbox_product_schema },
  { "parts", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 100, NULL, &part_schema },
  { "customs_keys", FAC_FIELD_ARRAY_STRINGS },
  { "complement", FAC_FIELD_ANY },
  { "third_party", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &third_party_schema },
  { "property_tax_account", FAC_FIELD_ARRAY_STRINGS },
};
static const FacSchema item_schema = FAC_SCHEMA (item_fields);

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
  { "items", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 0, 5000, NULL, &item_schema }, \
  { "payment_form", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 }, \
  { "payment_method", FAC_FIELD_STRING, 0, 0, 0, "PUE PPD" }, \
  { "use", FAC_FIELD_STRING, 0, 3, 4 }, \
  { "currency", FAC_FIELD_STRING, 0, 3, 3 }, \
  { "exchange", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE }, \
  { "conditions", FAC_FIELD_STRING, 0, 1, 1000 }, \
  { "related_documents", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &related_schema }, \
  { "global", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &global_schema }, \
  { "export", FAC_FIELD_STRING, 0, 0, 0, "01 02 03 04" }, \
  { "complements", FAC_FIELD_ARRAY_OBJECTS }

static const FacField create_fields[] = {
  COMMON_FIELDS, { "status", FAC_FIELD_STRING, 0, 0, 0, "pending draft" },
};
const FacSchema fac_sandbox_invoice_schema = FAC_SCHEMA (create_fields);

static const FacField edit_fields[] = {
  COMMON_FIELDS, { "status", FAC_FIELD_STRING, 0, 0, 0, "draft" },
};
const FacSchema fac_sandbox_invoice_edit_schema = FAC_SCHEMA (edit_fields);
