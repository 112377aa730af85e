/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-jobs.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

/* A hundred years: no test needs more, and no time overflows. */
#define MOST_SECONDS (G_GINT64_CONSTANT (100) * 366 * 24 * 3600)

static const FacField fields[] = {
  { "advance_seconds", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema schema = FAC_SCHEMA (fields);

/* What falls due is run before the answer leaves: whoever moved the clock sees its effect. */
static FacSandboxAnswer *
on_clock (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  gint64 seconds;

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  seconds = fac_json_int (fac_json_get (request->body, "advance_seconds"), 0);
  if (faults->len == 0
      && (seconds > MOST_SECONDS || request->sandbox->clock_offset / G_USEC_PER_SEC > MOST_SECONDS))
    fac_sandbox_fault (faults, "too_large", "advance_seconds",
                       "El reloj no se puede adelantar tanto.");
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (!fac_sandbox_jobs_advance (request->sandbox, seconds * G_USEC_PER_SEC, &error))
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_time (writer, "now", fac_sandbox_now (request->sandbox));
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

const FacSandboxRoute fac_sandbox_control_clock_routes[] = {
  { "POST", "/_sandbox/clock", 0, NULL, TRUE, on_clock,
    FAC_ROUTE_CONTROL | FAC_ROUTE_NO_TRANSACTION },
  { NULL }
};
