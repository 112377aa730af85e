/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_INVOICE_PAYMENTS (fac_invoice_payments_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoicePayments, fac_invoice_payments, FAC, INVOICE_PAYMENTS, AdwPreferencesGroup)

/** FacInvoicePayments: of a stamped invoice in instalments: its balance and the payments it received, with a button of
 * the action "invoice.pay"; of a payment: the invoices it pays. Each opens its document. Of others it is not there. */
/** fac_invoice_payments_show: @related (element-type FacRelatedDocument): what the store knows of @invoice. */
void     fac_invoice_payments_show         (FacInvoicePayments *self, FacWorkspace *workspace,
                                            const FacInvoice *invoice, GPtrArray *related);
/** fac_invoice_payments_show_balance: whether the balance of @invoice is told here. */
gboolean fac_invoice_payments_show_balance (const FacInvoice *invoice);

G_END_DECLS
