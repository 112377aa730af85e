/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"
#include "fac-sandbox-jobs.h"

G_BEGIN_DECLS

/** FacSandboxHold: how a document that is not stamped at once ends. */
typedef enum
{
  FAC_HOLD_NONE,
  FAC_HOLD_ASYNC,   /* stamped a moment later */
  FAC_HOLD_RECOVER, /* the PAC did not answer; found ten minutes later */
  FAC_HOLD_LOST     /* it is not found in five attempts, one every ten minutes */
} FacSandboxHold;

/** fac_sandbox_invoice_submit: stamps @invoice now, or keeps it as pending: asked for (async), because of its size, or
 * because the PAC does not answer (README.md says when). Returns: (transfer full): 200, 202 or the refusal */
FacSandboxAnswer *fac_sandbox_invoice_submit (FacSandboxRequest *request, FacSandboxInvoice *invoice);

/** fac_sandbox_stamp_jobs: "stamp": the next attempt is due. */
extern const FacSandboxJobKind fac_sandbox_stamp_jobs[];

G_END_DECLS
