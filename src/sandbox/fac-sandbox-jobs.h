/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

G_BEGIN_DECLS

/** FacSandboxJob: does what was put off, inside a write transaction of its own that is committed when it returns %TRUE.
 * On %FALSE with @error the job is tried again a minute later, ten times at most. */
typedef gboolean (*FacSandboxJob) (FacSandbox *sandbox, const char *payload, GError **error);

/** FacSandboxJobKind: one kind of job; arrays of them are ended by one without name and listed in
 * fac-sandbox-jobs.c, as routes are in fac-sandbox-router.c. */
typedef struct
{
  const char   *kind;
  FacSandboxJob run;
} FacSandboxJobKind;

/** fac_sandbox_later: @kind will be run with @payload once the sandbox's clock reaches @at (microseconds UTC); it
 * survives a restart. Inside a request it is part of its transaction. */
gboolean fac_sandbox_later (FacSandbox *sandbox, gint64 at, const char *kind, const char *payload, GError **error);
/** fac_sandbox_later_forget: takes back jobs of @kind whose payload is @payload, or begins with it and a blank. */
gboolean fac_sandbox_later_forget (FacSandbox *sandbox, const char *kind, const char *payload, GError **error);

/** fac_sandbox_jobs_run: runs what is due now, in order, and waits for the next. Not inside a transaction. */
void fac_sandbox_jobs_run (FacSandbox *sandbox);
/** fac_sandbox_jobs_advance: moves the sandbox's clock and runs what falls due on the way, each at its own time. Not
 * inside a transaction. */
gboolean fac_sandbox_jobs_advance (FacSandbox *sandbox, gint64 microseconds, GError **error);

G_END_DECLS
