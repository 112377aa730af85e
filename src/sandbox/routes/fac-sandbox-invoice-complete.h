/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_store_bare: stores a valid invoice with everything but its seals and XML, which cost most. */
gboolean fac_sandbox_invoice_store_bare (FacSandboxRequest *request, FacSandboxInvoice *invoice, const char *uuid,
                                         GError **error);
/** fac_sandbox_invoice_complete: seals, stamps and stores what was stored bare, and sets the body of @invoice; nothing
 * when it is complete already. */
gboolean fac_sandbox_invoice_complete (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error);

G_END_DECLS
