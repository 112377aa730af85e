/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-cancel-rules.h"
#include "fac-sandbox-invoice-row.h"
#include "fac-sandbox-jobs.h"

G_BEGIN_DECLS

/** fac_sandbox_cancellation_begin: the first step of @rule, inside the request's transaction; what follows comes by the
 * sandbox's clock. @substitution: (nullable): UUID of the replacement */
gboolean fac_sandbox_cancellation_begin (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                                         const FacCancelRule *rule, const char *motive, const char *substitution,
                                         GError **error);
/** fac_sandbox_cancellation_check: notes that the SAT was asked just now. Nothing happens without a cancellation. */
gboolean fac_sandbox_cancellation_check (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error);
/** fac_sandbox_cancellation_acuse: Returns: (transfer full) (nullable): %NULL without @error until it was accepted */
GBytes  *fac_sandbox_cancellation_acuse (FacSandboxRequest *request, const char *id, GError **error);

/**
 * fac_sandbox_cancellation_answer: the receiver of invoice @id answers now: "accepted", "rejected" or "expired". In a
 * write transaction of the caller. Returns: (transfer full): the invoice; 404, or 409 when no request waits
 */
FacSandboxAnswer *fac_sandbox_cancellation_answer (FacSandbox *sandbox, const char *id, const char *answer);

/** fac_sandbox_cancellation_jobs: "cancellation": the next step is due. */
extern const FacSandboxJobKind fac_sandbox_cancellation_jobs[];

G_END_DECLS
