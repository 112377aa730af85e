/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_cancel: DELETE of an invoice that is no draft: checks motive and substitution of the query and
 * begins the cancellation. */
FacSandboxAnswer *fac_sandbox_invoice_cancel (FacSandboxRequest *request, FacSandboxInvoice *invoice);

G_END_DECLS
