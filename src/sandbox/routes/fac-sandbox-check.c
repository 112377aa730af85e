/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-routes.h"

static FacSandboxAnswer *
on_check (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "ok", TRUE);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

const FacSandboxRoute fac_sandbox_check_routes[] = {
  { "GET", "/check", FAC_ROLE_SECRET, NULL, FALSE, on_check },
  { NULL }
};
