/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-organization.h"

#include "fac-sandbox-certificates.h"
#include "fac-sandbox-json.h"

FacSandboxCompany *
fac_sandbox_organization_load (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  const char *id = fac_sandbox_request_param (request, 0);
  g_autoptr (GError) error = NULL;
  FacSandboxCompany *company = NULL;

  if (request->organization != NULL && g_str_equal (id, "me"))
    id = request->organization;
  if (request->organization == NULL || g_str_equal (id, request->organization))
    company = fac_sandbox_company_load (request->sandbox, id, &error);
  if (company == NULL)
    *answer = fac_sandbox_error_missing (error, "organization_not_found");
  return company;
}

FacSandboxCompany *
fac_sandbox_organization_begin (FacSandboxRequest *request, const FacSchema *schema,
                                FacSandboxAnswer **answer)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxCompany *company = fac_sandbox_organization_load (request, answer);

  if (company == NULL)
    return NULL;
  fac_sandbox_validate (request->body, schema, FALSE, faults);
  if (faults->len == 0)
    return company;
  *answer = fac_sandbox_error_invalid (faults);
  fac_sandbox_company_free (company);
  return NULL;
}

static void
write_folios (FacJsonWriter *writer, FacSandbox *sandbox, const char *id, const char *series)
{
  fac_json_writer_int (writer, "next_folio_number",
                       fac_sandbox_folio_next (sandbox, id, TRUE, series));
  fac_json_writer_int (writer, "next_folio_number_test",
                       fac_sandbox_folio_next (sandbox, id, FALSE, series));
}

static void
write_customization (FacJsonWriter *writer, FacSandbox *sandbox, FacSandboxCompany *company)
{
  static const char *const members[] = { "color", "default_series", "pdf_extra", NULL };

  fac_json_writer_begin_object (writer, "customization");
  fac_json_writer_boolean (writer, "has_logo", company->logo != NULL);
  write_folios (writer, sandbox, company->id, fac_sandbox_company_series (company, "I"));
  fac_sandbox_json_members (writer, company->customization, members);
  fac_json_writer_end_object (writer);
}

/* What was uploaded; of an organization that came with its certificate, that one. */
static void
write_certificate (FacJsonWriter *writer, FacSandbox *sandbox, FacSandboxCompany *company)
{
  static const char *const members[] = { "updated_at", "expires_at", "serial_number", NULL };
  FacJsonValue uploaded = fac_json_get (fac_json_root (company->profile), "certificate");
  FacCertificate *csd = fac_sandbox_csd (sandbox, company->id);

  fac_json_writer_begin_object (writer, "certificate");
  fac_json_writer_boolean (writer, "has_certificate", csd != NULL);
  if (csd != NULL && fac_sandbox_json_has (uploaded))
    fac_sandbox_json_members (writer, uploaded, members);
  else if (csd != NULL)
    {
      fac_json_writer_time (writer, "updated_at", company->created_at);
      fac_json_writer_time (writer, "expires_at", fac_certificate_get_not_after (csd));
      fac_json_writer_string (writer, "serial_number", fac_certificate_get_number (csd));
    }
  fac_json_writer_end_object (writer);
}

static void
write_fiel (FacJsonWriter *writer, FacSandboxCompany *company)
{
  static const char *const members[] = { "updated_at", "expires_at", "serial_number", NULL };
  FacJsonValue fiel = fac_json_get (fac_json_root (company->profile), "fiel");

  fac_json_writer_begin_object (writer, "fiel");
  fac_json_writer_boolean (writer, "has_certificate", fac_sandbox_json_has (fiel));
  fac_sandbox_json_members (writer, fiel, members);
  fac_json_writer_end_object (writer);
}

static void
write_steps (FacJsonWriter *writer, FacSandboxSteps steps)
{
  static const struct { FacSandboxSteps step; const char *type; const char *description; } all[] = {
    { FAC_STEP_LEGAL, "legal", "Completar los datos fiscales de la organización" },
    { FAC_STEP_LOGO, "logo", "Subir el logotipo" },
    { FAC_STEP_CERTIFICATE, "certificate", "Subir el certificado de sello digital (CSD)" },
    { FAC_STEP_MANIFIESTO, "manifiesto", "Firmar la carta manifiesto con la e.firma" },
  };

  /* a document can do without a logo */
  fac_json_writer_boolean (writer, "is_production_ready", (steps & ~FAC_STEP_LOGO) == 0);
  fac_json_writer_begin_array (writer, "pending_steps");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (steps & all[i].step)
      {
        fac_json_writer_begin_object (writer, NULL);
        fac_json_writer_string (writer, "type", all[i].type);
        fac_json_writer_string (writer, "description", all[i].description);
        fac_json_writer_end_object (writer);
      }
  fac_json_writer_end_array (writer);
}

static void
write_receipts (FacJsonWriter *writer, FacSandbox *sandbox, FacSandboxCompany *company)
{
  static const char *const members[] = { "periodicity", "duration_days", NULL };

  fac_json_writer_begin_object (writer, "receipts");
  fac_sandbox_json_members (writer, fac_json_get (fac_json_root (company->profile), "receipts"),
                            members);
  write_folios (writer, sandbox, company->id, FAC_SANDBOX_RECEIPTS);
  fac_json_writer_end_object (writer);
}

void
fac_sandbox_organization_write (FacJsonWriter *writer, FacSandboxRequest *request,
                                FacSandboxCompany *company)
{
  static const char *const first[] = { "timezone", NULL };
  static const char *const legal[] = { "legal", NULL };
  static const char *const last[] = { "self_invoice", NULL };
  FacSandbox *sandbox = request->sandbox;
  FacJsonValue profile = fac_json_root (company->profile);
  g_autofree char *logo = company->logo_name != NULL
    ? g_strconcat (sandbox->base_url, "/logos/", company->logo_name, NULL) : NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", company->id);
  fac_json_writer_time (writer, "created_at", company->created_at);
  fac_json_writer_string (writer, "logo_url", logo);
  fac_sandbox_json_members (writer, profile, first);
  write_steps (writer, fac_sandbox_company_steps (sandbox, company));
  fac_sandbox_json_members (writer, profile, legal);
  write_customization (writer, sandbox, company);
  write_certificate (writer, sandbox, company);
  write_fiel (writer, company);
  write_receipts (writer, sandbox, company);
  fac_sandbox_json_members (writer, profile, last);
  fac_json_writer_string (writer, "domain", company->domain);
  fac_json_writer_null (writer, "custom_domain");
  fac_json_writer_null (writer, "plan");
  fac_json_writer_begin_array (writer, "add_ons");
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
}

FacSandboxAnswer *
fac_sandbox_organization_answer (FacSandboxRequest *request, FacSandboxCompany *company)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_sandbox_organization_write (writer, request, company);
  return fac_sandbox_answer_writer (200, writer);
}

FacSandboxAnswer *
fac_sandbox_organization_change (FacSandboxRequest *request, FacSandboxCompany *company,
                                 const char *section, FacJsonWriter *writer)
{
  g_autoptr (GBytes) json = writer != NULL ? fac_json_writer_finish (writer) : NULL;
  g_autoptr (GError) error = NULL;

  if (!fac_sandbox_company_set (request->sandbox, company, section, json, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_organization_answer (request, company);
}

FacSandboxAnswer *
fac_sandbox_answer_ok (void)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "ok", TRUE);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}
