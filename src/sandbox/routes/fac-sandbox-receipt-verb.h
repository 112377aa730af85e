/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-receipt-row.h"

G_BEGIN_DECLS

/** fac_sandbox_receipt_named: the receipt that the path names. Returns: (transfer full) (nullable): %NULL with @answer
 * set */
FacSandboxReceipt *fac_sandbox_receipt_named (FacSandboxRequest *request, FacSandboxAnswer **answer);

/**
 * fac_sandbox_receipt_read: what @body (members of an invoice of type I, but without what only an invoice needs) asks
 * for, made whole like an invoice's input.
 * @base: what it changes, may be absent. Returns: (transfer full) (nullable): %NULL with @answer set
 */
FacJson *fac_sandbox_receipt_read (FacSandboxRequest *request, FacJsonValue base, FacJsonValue body,
                                   FacSandboxAnswer **answer);
/** fac_sandbox_receipt_check_customer: adds a fault for what an inline customer of @body lacks. */
void     fac_sandbox_receipt_check_customer (FacJsonValue body, GPtrArray *faults);

/**
 * fac_sandbox_receipts_invoice: one invoice of all @receipts, which are closed by it; @terms: customer, use and what
 * else an invoice may have besides. Returns: (transfer full): the invoice, or the refusal
 * @id: (out) (transfer full) (nullable) (optional): of the invoice
 */
FacSandboxAnswer *fac_sandbox_receipts_invoice (FacSandboxRequest *request, GPtrArray *receipts, FacJsonValue terms,
                                                char **id);

/** fac_sandbox_resico_applies: whether @company (a natural person of RESICO that asked for it) has ISR withheld when
 * @receiver, an RFC, makes itself an invoice. */
gboolean fac_sandbox_resico_applies (FacSandboxCompany *company, const char *receiver);
/** fac_sandbox_resico_withhold: @input with 1.25 % of ISR withheld in each taxed line. Returns: (transfer full) */
FacJson *fac_sandbox_resico_withhold (FacJsonValue input);

/** fac_sandbox_receipt_draw: @receipt on paper. Returns: (transfer full) */
GBytes *fac_sandbox_receipt_draw (FacSandboxCompany *company, FacSandboxReceipt *receipt, const char *date);

G_END_DECLS
