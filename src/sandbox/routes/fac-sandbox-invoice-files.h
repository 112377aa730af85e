/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"
#include "fac-sandbox-paper.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_paper: @invoice on paper; @xml: (nullable): as stamped, %NULL draws what the draft would become.
 * Returns: (transfer full) (nullable) */
FacSandboxPaper *fac_sandbox_invoice_paper (FacSandboxRequest *request, FacSandboxInvoice *invoice, GBytes *xml,
                                            GError **error);
/** fac_sandbox_invoice_file_type: content type of "pdf", "xml" and "zip"; %NULL for anything else. */
const char *fac_sandbox_invoice_file_type (const char *format);

G_END_DECLS
