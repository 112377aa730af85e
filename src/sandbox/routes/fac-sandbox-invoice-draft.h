/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_invoice_store_draft: writes @invoice as a draft of its input. Returns: (transfer full): the draft */
FacSandboxAnswer *fac_sandbox_invoice_store_draft (FacSandboxRequest *request, FacSandboxInvoice *invoice);
/** fac_sandbox_invoice_refresh_customer: takes the receiver's data from the saved customer, if there still is one. */
void              fac_sandbox_invoice_refresh_customer (FacSandboxRequest *request, FacSandboxInvoice *invoice);

G_END_DECLS
