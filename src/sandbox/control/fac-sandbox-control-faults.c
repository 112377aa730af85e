/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-routes.h"
#include "fac-sandbox-trouble.h"

static FacSandboxAnswer *
answer_all (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_troubles_write (fac_sandbox_troubles_of (request->sandbox->control), writer,
                              "faults");
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_add (FacSandboxRequest *request)
{
  FacSandboxTroubles *troubles = fac_sandbox_troubles_of (request->sandbox->control);
  FacSandboxAnswer *refusal = fac_sandbox_troubles_add (troubles, request->body);

  return refusal != NULL ? refusal : answer_all (request);
}

static FacSandboxAnswer *
on_clear (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_int (writer, "cleared",
    fac_sandbox_troubles_clear (fac_sandbox_troubles_of (request->sandbox->control)));
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

#define FLAGS (FAC_ROUTE_CONTROL | FAC_ROUTE_NO_TRANSACTION)

const FacSandboxRoute fac_sandbox_control_faults_routes[] = {
  { "GET", "/_sandbox/faults", 0, NULL, FALSE, answer_all, FLAGS },
  { "POST", "/_sandbox/faults", 0, NULL, TRUE, on_add, FLAGS },
  { "DELETE", "/_sandbox/faults", 0, NULL, FALSE, on_clear, FLAGS },
  { NULL }
};
