/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-keys.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-routes.h"

#include <string.h>

/* Takes @secret. The answer is a bare JSON string. */
static FacSandboxAnswer *
answer_secret (char *secret, const GError *error)
{
  g_autofree char *text = secret != NULL ? g_strdup_printf ("\"%s\"", secret) : NULL;

  g_free (secret);
  return text != NULL ? fac_sandbox_answer_text (200, text)
                      : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
answer_list (FacSandboxRequest *request, const char *id)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;

  if (!fac_sandbox_key_list (request->sandbox, id, writer, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_get_test (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  return answer_secret (fac_sandbox_key_test (request->sandbox, company->id, &error), error);
}

/* The ready line of the next start says the example company's new one. */
static FacSandboxAnswer *
on_renew_test (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  return answer_secret (fac_sandbox_key_renew_test (request->sandbox, company->id, &error), error);
}

static FacSandboxAnswer *
on_list_live (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);

  return company != NULL ? answer_list (request, company->id) : answer;
}

static FacSandboxAnswer *
on_add_live (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  return answer_secret (fac_sandbox_key_add (request->sandbox, company->id, FAC_ROLE_LIVE, &error),
                        error);
}

static FacSandboxAnswer *
on_delete_live (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (fac_sandbox_key_remove (request->sandbox, company->id,
                              fac_sandbox_request_param (request, 1), &error))
    return answer_list (request, company->id);
  return fac_sandbox_error_missing (error, "not_found");
}

const FacSandboxRoute fac_sandbox_api_keys_routes[] = {
  { "GET", "/organizations/{id}/apikeys/test", FAC_ROLE_USER, NULL, FALSE, on_get_test },
  { "PUT", "/organizations/{id}/apikeys/test", FAC_ROLE_USER, NULL, FALSE, on_renew_test },
  { "GET", "/organizations/{id}/apikeys/live", FAC_ROLE_USER, NULL, FALSE, on_list_live },
  { "PUT", "/organizations/{id}/apikeys/live", FAC_ROLE_USER, NULL, FALSE, on_add_live },
  { "DELETE", "/organizations/{id}/apikeys/live/{key}", FAC_ROLE_USER, NULL, FALSE,
    on_delete_live },
  { NULL }
};
