/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cancellation.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

static const FacField fields[] = {
  { "answer", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "accepted rejected expired" },
};
static const FacSchema schema = FAC_SCHEMA (fields);

static FacSandboxAnswer *
on_answer (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  return fac_sandbox_cancellation_answer (request->sandbox, fac_sandbox_request_param (request, 0),
                                          fac_sandbox_json_text (request->body, "answer"));
}

const FacSandboxRoute fac_sandbox_control_cancellations_routes[] = {
  { "POST", "/_sandbox/cancellations/{id}", 0, NULL, TRUE, on_answer, FAC_ROUTE_CONTROL },
  { NULL }
};
