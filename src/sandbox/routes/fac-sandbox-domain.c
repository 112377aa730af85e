/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"
#include "fac-sql.h"

#define PATTERN "^[a-z][a-z0-9-_]{2,48}[a-z0-9]$"

static const FacField domain_fields[] = {
  { "domain", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 4, 50, NULL, NULL, PATTERN },
};
static const FacSchema domain_schema = FAC_SCHEMA (domain_fields);

/* Folders that the service itself serves, and the one of organizations without a domain. */
static gboolean
is_reserved (const char *domain)
{
  static const char *const names[] = { "demo", "downloads", "logos", "v2", NULL };

  return g_strv_contains (names, domain);
}

static gboolean
is_free (FacSandbox *sandbox, const char *domain, GError **error)
{
  return !fac_sql_any (fac_sql_find (sandbox->db, error,
                                     "SELECT 1 FROM organizations WHERE domain = ?", "t", domain))
         && !is_reserved (domain);
}

static FacSandboxAnswer *
on_check (FacSandboxRequest *request)
{
  const char *domain = fac_sandbox_request_query (request, "domain");
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  gboolean available;

  if (domain == NULL)
    fac_sandbox_fault_in (faults, "query", "required", "domain", "Falta el dominio.");
  else if (!g_regex_match_simple (PATTERN, domain, 0, 0))
    fac_sandbox_fault_in (faults, "query", "invalid_format", "domain",
                          "El dominio tiene de 4 a 50 letras minúsculas, números y guiones.");
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  available = is_free (request->sandbox, domain, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "available", available);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static gboolean
store_domain (FacSandbox *sandbox, FacSandboxCompany *company, const char *domain, GError **error)
{
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE organizations SET domain = ?2 WHERE id = ?1",
                                         error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, company->id);
  fac_statement_bind_text (update, 2, domain);
  company->domain = g_strdup (domain);
  return fac_statement_run (update, error);
}

static FacSandboxAnswer *
refuse (FacSandboxRequest *request, FacSandboxCompany *company, const char *domain)
{
  FacJsonValue own = fac_json_get (fac_json_root (company->profile), "self_invoice");
  g_autoptr (GError) error = NULL;

  if (company->domain != NULL)
    return fac_sandbox_error (400, "organization_domain_change_not_allowed");
  if (fac_sandbox_json_text (company->legal, "support_email") == NULL
      && fac_sandbox_json_text (own, "support_email") == NULL)
    return fac_sandbox_error (400, "organization_support_email_required");
  if (is_free (request->sandbox, domain, &error) && error == NULL)
    return NULL;
  return error != NULL ? fac_sandbox_error_internal (error)
                       : fac_sandbox_error (409, "organization_domain_unavailable");
}

static FacSandboxAnswer *
on_set (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  const char *domain;

  if (company == NULL)
    return answer;
  fac_sandbox_validate (request->body, &domain_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  domain = fac_sandbox_json_text (request->body, "domain");
  answer = refuse (request, company, domain);
  if (answer != NULL)
    return answer;
  if (!store_domain (request->sandbox, company, domain, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_organization_answer (request, company);
}

const FacSandboxRoute fac_sandbox_domain_routes[] = {
  { "GET", "/organizations/domain-check", FAC_ROLE_USER, "domain", FALSE, on_check },
  { "PUT", "/organizations/{id}/domain", FAC_ROLE_OWNER, NULL, TRUE, on_set },
  { NULL }
};
