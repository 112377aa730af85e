/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-invoice-row.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_payment_check: adds a fault for every document in the pago complements of @input (a normalised invoice)
 * that names an invoice of this organization that cannot be paid so: not in instalments, not valid, or owing less
 * (amount_exceeds_related_document_balance). Invoices of other systems are not known here and pass.
 */
gboolean fac_sandbox_payment_check (FacSandboxRequest *request, FacJsonValue input, GPtrArray *faults, GError **error);
/**
 * fac_sandbox_payment_apply: @payment, stamped and stored, pays what its pago complements say, if it has any: the
 * invoices owe less and name it in received_payment_ids; it names them in target_invoice_ids. Inside the request's
 * transaction.
 */
gboolean fac_sandbox_payment_apply (FacSandboxRequest *request, FacSandboxInvoice *payment, GError **error);
/** fac_sandbox_payment_revert: what invoice @id paid, if anything, is owed again. */
gboolean fac_sandbox_payment_revert (FacSandboxRequest *request, const char *id, GError **error);
/** fac_sandbox_payment_any: whether a valid payment names invoice @id. */
gboolean fac_sandbox_payment_any (FacSandboxRequest *request, const char *id, gboolean *any, GError **error);

G_END_DECLS
