/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_verb_invoice: the invoice that the path names. Returns: (transfer full) (nullable): %NULL with @answer
 * set */
FacSandboxInvoice *fac_sandbox_verb_invoice (FacSandboxRequest *request, FacSandboxAnswer **answer);
/** fac_sandbox_verb_company: the organization of the key. Returns: (transfer full) (nullable): as above */
FacSandboxCompany *fac_sandbox_verb_company (FacSandboxRequest *request, FacSandboxAnswer **answer);
/** fac_sandbox_verb_answer: @invoice as it is now, with @status. */
FacSandboxAnswer  *fac_sandbox_verb_answer (FacSandboxInvoice *invoice, guint status);
/** fac_sandbox_verb_ok: {"ok": true}. */
FacSandboxAnswer  *fac_sandbox_verb_ok (void);

/** fac_sandbox_verb_amend: puts the members of @changes (an object under way is finished and emptied) in place of
 * those of the stored body, null too, and brings the columns that lists filter by up to date. */
gboolean fac_sandbox_verb_amend (FacSandboxRequest *request, FacSandboxInvoice *invoice, FacJsonWriter *changes,
                                 GError **error);

/** fac_sandbox_verb_request: a request of the service itself in the world of invoice @id, for what happens by time.
 * Returns: (transfer full) (nullable): %NULL without @error when there is no such invoice */
FacSandboxRequest *fac_sandbox_verb_request (FacSandbox *sandbox, const char *id, GError **error);

G_END_DECLS
