/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"

static void
write_customization (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company)
{
  static const char *const members[] = { "color", "default_series", "pdf_extra", NULL };
  const char *series = fac_sandbox_company_series (company, "I");

  fac_json_writer_begin_object (writer, "customization");
  fac_json_writer_boolean (writer, "has_logo", company->logo != NULL);
  fac_json_writer_int (writer, "next_folio_number",
                       fac_sandbox_folio_next (request->sandbox, company->id, TRUE, series));
  fac_json_writer_int (writer, "next_folio_number_test",
                       fac_sandbox_folio_next (request->sandbox, company->id, FALSE, series));
  fac_sandbox_json_members (writer, company->customization, members);
  fac_json_writer_end_object (writer);
}

static void
write_certificates (FacJsonWriter *writer, FacSandbox *sandbox, FacSandboxCompany *company)
{
  FacCertificate *csd = fac_sandbox_csd (sandbox, company->id);

  fac_json_writer_begin_object (writer, "certificate");
  fac_json_writer_boolean (writer, "has_certificate", csd != NULL);
  if (csd != NULL)
    {
      fac_json_writer_time (writer, "updated_at", company->created_at);
      fac_json_writer_time (writer, "expires_at", fac_certificate_get_not_after (csd));
      fac_json_writer_string (writer, "serial_number", fac_certificate_get_number (csd));
    }
  fac_json_writer_end_object (writer);
  fac_json_writer_begin_object (writer, "fiel");
  fac_json_writer_boolean (writer, "has_certificate", FALSE);
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer_company (FacSandboxRequest *request, FacSandboxCompany *company)
{
  static const char *const first[] = { "timezone", NULL };
  static const char *const legal[] = { "legal", NULL };
  static const char *const last[] = { "receipts", "self_invoice", NULL };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacJsonValue profile = fac_json_root (company->profile);
  g_autofree char *logo = company->logo_name != NULL
    ? g_strconcat (request->sandbox->base_url, "/logos/", company->logo_name, NULL) : NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", company->id);
  fac_json_writer_time (writer, "created_at", company->created_at);
  fac_json_writer_string (writer, "logo_url", logo);
  fac_sandbox_json_members (writer, profile, first);
  fac_json_writer_boolean (writer, "is_production_ready", TRUE);
  fac_json_writer_begin_array (writer, "pending_steps");
  fac_json_writer_end_array (writer);
  fac_sandbox_json_members (writer, profile, legal);
  write_customization (writer, request, company);
  write_certificates (writer, request->sandbox, company);
  fac_sandbox_json_members (writer, profile, last);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
answer_by_id (FacSandboxRequest *request, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;

  if (request->organization != NULL && !g_str_equal (id, request->organization))
    return fac_sandbox_error (404, "organization_not_found");
  company = fac_sandbox_company_load (request->sandbox, id, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (company == NULL)
    return fac_sandbox_error (404, "organization_not_found");
  return answer_company (request, company);
}

static FacSandboxAnswer *
on_me (FacSandboxRequest *request)
{
  return answer_by_id (request, request->organization);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  return answer_by_id (request, fac_sandbox_request_param (request, 0));
}

const FacSandboxRoute fac_sandbox_organizations_routes[] = {
  { "GET", "/organizations/me", FAC_ROLE_SECRET, NULL, FALSE, on_me },
  { "GET", "/organizations/{id}", FAC_ROLE_ANY, NULL, FALSE, on_get },
  { NULL }
};
