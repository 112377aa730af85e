/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-register.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#include "fac-tax-id.h"

#include <string.h>

static const FacField address_fields[] = {
  { "street", FAC_FIELD_STRING }, { "exterior", FAC_FIELD_STRING },
  { "interior", FAC_FIELD_STRING }, { "neighborhood", FAC_FIELD_STRING },
  { "city", FAC_FIELD_STRING }, { "municipality", FAC_FIELD_STRING },
  { "zip", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, NULL, NULL, "^[0-9]{5}$" },
  { "state", FAC_FIELD_STRING },
};
static const FacSchema address_schema = FAC_SCHEMA (address_fields);

static const FacField legal_fields[] = {
  { "name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 },
  { "legal_name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 },
  { "tax_system", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 3, 3 },
  { "address", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &address_schema },
  { "website", FAC_FIELD_STRING }, { "support_email", FAC_FIELD_EMAIL },
  { "phone", FAC_FIELD_STRING },
};
static const FacSchema legal_schema = FAC_SCHEMA (legal_fields);

static const FacField payroll_fields[] = {
  { "tipo_contrato", FAC_FIELD_BOOLEAN }, { "puesto", FAC_FIELD_BOOLEAN },
  { "riesgo_puesto", FAC_FIELD_BOOLEAN }, { "antiguedad", FAC_FIELD_BOOLEAN },
};
static const FacSchema payroll_schema = FAC_SCHEMA (payroll_fields);

static const FacField pdf_fields[] = {
  { "codes", FAC_FIELD_BOOLEAN }, { "address_codes", FAC_FIELD_BOOLEAN },
  { "product_key", FAC_FIELD_BOOLEAN }, { "export_key", FAC_FIELD_BOOLEAN },
  { "round_unit_price", FAC_FIELD_BOOLEAN }, { "tax_breakdown", FAC_FIELD_BOOLEAN },
  { "ieps_breakdown", FAC_FIELD_BOOLEAN },
  { "combine_ieps_with_subtotal", FAC_FIELD_BOOLEAN },
  { "render_carta_porte", FAC_FIELD_BOOLEAN }, { "repeat_signature", FAC_FIELD_BOOLEAN },
  { "render_iedu", FAC_FIELD_BOOLEAN }, { "render_hyp_complement", FAC_FIELD_BOOLEAN },
  { "render_comercio_exterior", FAC_FIELD_BOOLEAN },
  { "payroll_options", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &payroll_schema },
};
static const FacSchema pdf_schema = FAC_SCHEMA (pdf_fields);

#define FOLIOS                                                                                     \
  { "next_folio_number", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },                                  \
  { "next_folio_number_test", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE }

static const FacField customization_fields[] = {
  { "color", FAC_FIELD_STRING, 0, 0, 0, NULL, NULL, "^[0-9A-Fa-f]{6}$" },
  FOLIOS,
  { "pdf_extra", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &pdf_schema },
};
static const FacSchema customization_schema = FAC_SCHEMA (customization_fields);

static const FacField receipts_fields[] = {
  { "periodicity", FAC_FIELD_STRING, 0, 0, 0, "day week fortnight month two_months" },
  { "duration_days", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  FOLIOS,
};
static const FacSchema receipts_schema = FAC_SCHEMA (receipts_fields);

static const FacField self_invoice_fields[] = {
  { "allowed_cfdi_uses", FAC_FIELD_ARRAY_STRINGS }, { "apply_resico_isr", FAC_FIELD_BOOLEAN },
  { "support_email", FAC_FIELD_EMAIL },
};
static const FacSchema self_invoice_schema = FAC_SCHEMA (self_invoice_fields);

static void
check_tax_system (FacSandboxRequest *request, FacSandboxCompany *company, GPtrArray *faults)
{
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (request->sandbox->catalog);
  const char *system = fac_sandbox_json_text (request->body, "tax_system");
  const char *tax_id = fac_sandbox_json_text (company->legal, "tax_id");

  if (fac_catalog_source_knows (catalog, FAC_CATALOG_TAX_SYSTEMS, system) == FAC_KNOWN_NO)
    fac_sandbox_fault (faults, "tax_system_not_in_catalog", "tax_system",
                       "El régimen fiscal no está en el catálogo del SAT.");
  else if (tax_id != NULL
           && fac_catalog_source_system_allowed (catalog, system,
                                                 fac_tax_id_person (tax_id) == FAC_PERSON_MORAL)
              == FAC_KNOWN_NO)
    fac_sandbox_fault (faults, "tax_system_not_allowed_for_tax_id", "tax_system",
                       "El régimen fiscal no corresponde a la clase de persona del RFC.");
}

static gboolean
set_zone (FacSandboxRequest *request, FacSandboxCompany *company, GError **error)
{
  g_autofree char *zone = fac_catalog_zip_timezone (request->sandbox->catalog,
                                                    fac_sandbox_company_zip (company));
  g_autofree char *text = g_strdup_printf ("\"%s\"", zone);
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));

  return fac_sandbox_company_set (request->sandbox, company, "timezone", json, error);
}

static FacSandboxAnswer *
on_legal (FacSandboxRequest *request)
{
  static const char *const before[] = { "name", "legal_name", NULL };
  static const char *const kept[] = { "tax_id", NULL };
  static const char *const after[] = {
    "tax_system", "website", "phone", "support_email", "address", NULL
  };
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &legal_schema, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  check_tax_system (request, company, faults);
  if (faults->len > 0)
    return fac_sandbox_error_faults (400, "organization_tax_info_invalid", faults);
  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_merge (writer, company->legal, request->body, before);
  fac_sandbox_json_members (writer, company->legal, kept);
  fac_sandbox_json_merge (writer, company->legal, request->body, after);
  fac_json_writer_end_object (writer);
  json = fac_json_writer_finish (writer);
  if (!fac_sandbox_company_set (request->sandbox, company, "legal", json, &error)
      || !set_zone (request, company, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_organization_answer (request, company);
}

/* A null leaves a setting as it is: there is no state without it. */
static void
merge_settings (FacJsonWriter *writer, FacJsonValue base, FacJsonValue changes,
                const FacSchema *schema)
{
  for (gsize i = 0; i < schema->n_fields; i++)
    {
      const FacField *field = &schema->fields[i];
      FacJsonValue old = fac_json_get (base, field->name);
      FacJsonValue new = fac_json_get (changes, field->name);

      if (field->kind == FAC_FIELD_OBJECT)
        {
          fac_json_writer_begin_object (writer, field->name);
          merge_settings (writer, old, new, field->schema);
          fac_json_writer_end_object (writer);
        }
      else
        fac_sandbox_json_copy (writer, field->name, fac_sandbox_json_has (new) ? new : old);
    }
}

static gboolean
set_folios (FacSandboxRequest *request, FacSandboxCompany *company, const char *series,
            GError **error)
{
  static const struct { const char *name; gboolean livemode; } counters[] = {
    { "next_folio_number", TRUE }, { "next_folio_number_test", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
    {
      gint64 next = fac_json_int (fac_json_get (request->body, counters[i].name), 0);

      if (next > 0 && !fac_sandbox_folio_set (request->sandbox, company->id, counters[i].livemode,
                                              series, next, error))
        return FALSE;
    }
  return TRUE;
}

static FacSandboxAnswer *
on_customization (FacSandboxRequest *request)
{
  static const char *const color[] = { "color", NULL };
  static const char *const series[] = { "default_series", NULL };
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &customization_schema, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (!set_folios (request, company, fac_sandbox_company_series (company, "I"), &error))
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, fac_sandbox_json_has (fac_json_get (request->body, "color"))
                            ? request->body : company->customization, color);
  fac_sandbox_json_members (writer, company->customization, series);
  fac_json_writer_begin_object (writer, "pdf_extra");
  merge_settings (writer, fac_json_get (company->customization, "pdf_extra"),
                  fac_json_get (request->body, "pdf_extra"), &pdf_schema);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_organization_change (request, company, "customization", writer);
}

static FacSandboxAnswer *
on_receipts (FacSandboxRequest *request)
{
  static const FacSchema kept = { receipts_fields, 2 };
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &receipts_schema, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (!set_folios (request, company, FAC_SANDBOX_RECEIPTS, &error))
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  merge_settings (writer, fac_json_get (fac_json_root (company->profile), "receipts"),
                  request->body, &kept);
  fac_json_writer_end_object (writer);
  return fac_sandbox_organization_change (request, company, "receipts", writer);
}

static void
check_uses (FacSandboxRequest *request, GPtrArray *faults)
{
  FacJsonValue uses = fac_json_get (request->body, "allowed_cfdi_uses");

  for (guint i = 0; i < fac_json_length (uses); i++)
    {
      const char *use = fac_json_string (fac_json_at (uses, i));
      g_autofree char *path = g_strdup_printf ("allowed_cfdi_uses.%u", i);

      if (fac_catalog_source_knows (FAC_CATALOG_SOURCE (request->sandbox->catalog),
                                    FAC_CATALOG_USES, use) == FAC_KNOWN_NO)
        fac_sandbox_fault (faults, "invalid_value", path, "El uso «%s» no está en el catálogo.",
                           use);
    }
}

/* Nobody could follow a link in a message: an address counts as verified. */
static FacSandboxAnswer *
on_self_invoice (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &self_invoice_schema, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacJsonValue base;

  if (company == NULL)
    return answer;
  check_uses (request, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  base = fac_json_get (fac_json_root (company->profile), "self_invoice");
  fac_json_writer_begin_object (writer, NULL);
  merge_settings (writer, base, request->body, &self_invoice_schema);
  if (fac_sandbox_json_text (base, "support_email") != NULL
      || fac_sandbox_json_text (request->body, "support_email") != NULL)
    fac_json_writer_boolean (writer, "support_email_verified", TRUE);
  fac_json_writer_end_object (writer);
  return fac_sandbox_organization_change (request, company, "self_invoice", writer);
}

const FacSandboxRoute fac_sandbox_organization_settings_routes[] = {
  { "PUT", "/organizations/{id}/legal", FAC_ROLE_OWNER, NULL, TRUE, on_legal },
  { "PUT", "/organizations/{id}/customization", FAC_ROLE_OWNER, NULL, TRUE, on_customization },
  { "PUT", "/organizations/{id}/receipts", FAC_ROLE_OWNER, NULL, TRUE, on_receipts },
  { "PUT", "/organizations/{id}/self-invoice", FAC_ROLE_OWNER, NULL, TRUE, on_self_invoice },
  { NULL }
};
