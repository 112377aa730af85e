/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/** fac_sandbox_acuse_draw: the receipt @acuse of the cancelled @invoice as PDF. Returns: (transfer full) */
GBytes *fac_sandbox_acuse_draw (FacSandboxInvoice *invoice, GBytes *acuse);

G_END_DECLS
