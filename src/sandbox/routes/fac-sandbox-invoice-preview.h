/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-paper.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_preview: the body of the request, as for a new invoice, on paper; nothing is stored. Inside the
 * request's transaction. Returns: (transfer full) (nullable): %NULL with @answer set */
FacSandboxPaper *fac_sandbox_invoice_preview (FacSandboxRequest *request, FacSandboxAnswer **answer);

G_END_DECLS
