/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-retention-verb.h"

#include "fac-complement-types.h"
#include "fac-json-writer.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-validate.h"
#include "fac-xml.h"

static const FacField period_fields[] = {
  { "mes_ini", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE, 1, 12 },
  { "mes_fin", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE, 1, 12 },
  { "ejerc", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
};
static const FacSchema period_schema = FAC_SCHEMA (period_fields);

static const FacField tax_fields[] = {
  { "base_ret", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "impuesto", FAC_FIELD_STRING, 0, 0, 0, "IVA ISR" },
  { "monto_ret", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "tipo_pago_ret", FAC_FIELD_NUMBER_OR_STRING, FAC_FIELD_REQUIRED },
};
static const FacSchema tax_schema = FAC_SCHEMA (tax_fields);

static const FacField total_fields[] = {
  { "monto_tot_operacion", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "monto_tot_grav", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "monto_tot_exent", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "monto_tot_ret", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "imp_retenidos", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 0, 100, NULL, &tax_schema },
};
static const FacSchema total_schema = FAC_SCHEMA (total_fields);

static const FacField namespace_fields[] = {
  { "prefix", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 50, NULL, NULL, "^[A-Za-z_][A-Za-z0-9_.-]*$" },
  { "uri", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
  { "schema_location", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1 },
};
static const FacSchema namespace_schema = FAC_SCHEMA (namespace_fields);

/* The service only knows XML; this one may also be given by its members. */
static const FacField complement_fields[] = {
  { "type", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "plataformas_tecnologicas" },
  { "data", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL,
    &fac_complement_plataformas_schema },
};
static const FacSchema complement_schema = FAC_SCHEMA (complement_fields);

static const FacField fields[] = {
  { "status", FAC_FIELD_STRING, 0, 0, 0, "draft" },
  { "customer", FAC_FIELD_ID_OR_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL,
    &fac_sandbox_customer_schema },
  { "cve_retenc", FAC_FIELD_NUMBER_OR_STRING, FAC_FIELD_REQUIRED },
  { "fecha_exp", FAC_FIELD_TIME },
  { "desc_retenc", FAC_FIELD_STRING, 0, 1, 100 },
  { "folio_int", FAC_FIELD_STRING, 0, 1, 20, NULL, NULL, "^[0-9a-zA-Z]{1,20}$" },
  { "periodo", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &period_schema },
  { "totales", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &total_schema },
  { "external_id", FAC_FIELD_STRING, 0, 0, 100 },
  { "idempotency_key", FAC_FIELD_STRING, 0, 0, 255 },
  { "complements", FAC_FIELD_ARRAY_EITHER, 0, 0, 0, NULL, &complement_schema },
  { "pdf_custom_section", FAC_FIELD_STRING },
  { "addenda", FAC_FIELD_STRING },
  { "namespaces", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 20, NULL, &namespace_schema },
};
static const FacSchema schema = FAC_SCHEMA (fields);

/* One piece of XML by itself, with the namespaces that come along with it. */
static gboolean
is_xml (const char *source, FacJsonValue spaces)
{
  g_autoptr (GString) text = g_string_new ("<x");
  g_autoptr (xmlDoc) doc = NULL;

  for (guint i = 0; i < fac_json_length (spaces); i++)
    {
      FacJsonValue space = fac_json_at (spaces, i);
      const char *uri = fac_sandbox_json_text (space, "uri");
      g_autofree char *escaped = g_markup_escape_text (uri != NULL ? uri : "", -1);

      g_string_append_printf (text, " xmlns:%s=\"%s\"", fac_sandbox_json_text (space, "prefix"),
                              escaped);
    }
  g_string_append_printf (text, ">%s</x>", source);
  doc = fac_xml_parse (text->str, text->len, NULL);
  return doc != NULL && xmlFirstElementChild (xmlDocGetRootElement (doc)) != NULL;
}

static FacSandboxAnswer *
check_xml (FacJsonValue base, FacJsonValue body)
{
  FacJsonValue complements = fac_sandbox_json_pick (base, body, "complements");
  FacJsonValue spaces = fac_sandbox_json_pick (base, body, "namespaces");
  const char *addenda = fac_json_string (fac_sandbox_json_pick (base, body, "addenda"));
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  for (guint i = 0; i < fac_json_length (complements); i++)
    if (fac_json_kind (fac_json_at (complements, i)) == FAC_JSON_STRING
        && !is_xml (fac_json_string (fac_json_at (complements, i)), spaces))
      {
        g_autofree char *path = g_strdup_printf ("complements.%u", i);

        fac_sandbox_fault (faults, "invalid_format", path, "El complemento no es XML válido.");
      }
  if (faults->len > 0)
    return fac_sandbox_error_faults (400, "invalid_retention_complement", faults);
  if (addenda != NULL && *addenda != '\0' && !is_xml (addenda, spaces))
    fac_sandbox_fault (faults, "invalid_format", "addenda", "La addenda no es XML válido.");
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

/* A document of its own for the member `customer` alone. */
static FacJson *
only_customer (FacJsonValue customer)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_copy (writer, "customer", customer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

static FacJson *
write_input (FacJsonValue base, FacJsonValue body, FacJsonValue customer)
{
  static const char *const members[] = {
    "cve_retenc", "fecha_exp", "desc_retenc", "folio_int", "periodo", "totales", "external_id",
    "idempotency_key", "complements", "pdf_custom_section", "addenda", "namespaces", NULL
  };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_merge (writer, base, body, members);
  fac_sandbox_json_copy (writer, "customer", customer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

FacJson *
fac_sandbox_retention_read (FacSandboxRequest *request, FacJsonValue base, gboolean draft,
                            FacSandboxAnswer **answer)
{
  FacJsonValue customer = fac_json_get (request->body, "customer");
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacJson) asked = NULL, resolved = NULL;

  fac_sandbox_validate (request->body, &schema, draft, faults);
  if (faults->len == 0 && !draft)
    fac_sandbox_receipt_check_customer (request->body, faults);
  *answer = faults->len > 0 ? fac_sandbox_error_invalid (faults) : check_xml (base, request->body);
  if (*answer != NULL)
    return NULL;
  if (fac_json_kind (customer) == FAC_JSON_ABSENT)
    return write_input (base, request->body, fac_json_get (base, "customer"));
  asked = only_customer (customer);
  resolved = fac_sandbox_receipt_read (request, (FacJsonValue) { 0 }, fac_json_root (asked),
                                       answer);
  return resolved != NULL
    ? write_input (base, request->body, fac_json_get (fac_json_root (resolved), "customer")) : NULL;
}
