/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-jobs.h"
#include "fac-sandbox-packing.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

/* A hundred years: no test needs more, and no time overflows. */
#define MOST_SECONDS (G_GINT64_CONSTANT (100) * 366 * 24 * 3600)

static const FacField fields[] = {
  { "advance_seconds", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema schema = FAC_SCHEMA (fields);

static FacSandboxAnswer *
answer_now (gint64 now)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_time (writer, "now", now);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

typedef struct
{
  FacSandboxPacking *packing;
  gint64             now;
} Waiting;

static FacSandboxAnswer *
wait_for_packing (gpointer data)
{
  Waiting *waiting = data;

  fac_sandbox_packing_wait (waiting->packing);
  return answer_now (waiting->now);
}

/* What falls due is run before the answer leaves: whoever moved the clock sees its effect. */
static FacSandboxAnswer *
on_clock (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  Waiting *waiting;
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
  if (!fac_sandbox_packing_busy (request->sandbox->packing))
    return answer_now (fac_sandbox_now (request->sandbox));
  /* whose end comes on this thread, once it is free again */
  waiting = g_new0 (Waiting, 1);
  waiting->packing = request->sandbox->packing;
  waiting->now = fac_sandbox_now (request->sandbox);
  return fac_sandbox_answer_work (wait_for_packing, waiting, g_free);
}

const FacSandboxRoute fac_sandbox_control_clock_routes[] = {
  { "POST", "/_sandbox/clock", 0, NULL, TRUE, on_clock,
    FAC_ROUTE_CONTROL | FAC_ROUTE_NO_TRANSACTION },
  { NULL }
};
