/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_not_ready: adds why a draft cannot be stamped: what it lacks, or else what the SAT's schemas
 * would refuse in the document that it makes. */
void fac_sandbox_invoice_not_ready (FacSandboxRequest *request, FacSandboxCompany *company,
                                    FacSandboxInvoice *invoice, GPtrArray *faults);

G_END_DECLS
