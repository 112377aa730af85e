/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_invoice_input: what an invoice is asked to be, checked and made whole: products by id copied in, inline
 * customers saved, defaults of products resolved (API §2.3.1, §3.8).
 * @base: the present input of an edited draft, absent on creation; members of the body win over it, null takes away
 * @draft: nothing is required
 * @answer: (out): the refusal when %NULL is returned
 * Returns: (transfer full) (nullable)
 */
FacJson *fac_sandbox_invoice_input (FacSandboxRequest *request, FacJsonValue base, gboolean draft,
                                    FacSandboxAnswer **answer);

/** fac_sandbox_invoice_missing: adds a required fault for whatever @input lacks for stamping (is_ready_to_stamp). */
void fac_sandbox_invoice_missing (FacJsonValue input, GPtrArray *faults);

G_END_DECLS
