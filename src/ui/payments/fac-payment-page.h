/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-draft-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_PAGE (fac_payment_page_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentPage, fac_payment_page, FAC, PAYMENT_PAGE, FacDraftPage)

/** FacPaymentPage: a deposit being registered: what arrived, and which invoices it pays. Action "payment.propose". */
/** fac_payment_page_new: of @draft, which is of type P. */
FacPage *fac_payment_page_new      (FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_payment_page_push_for: a new payment of @customer (nullable); @invoice_id (nullable) is paid first. */
void     fac_payment_page_push_for (GtkWidget *from, FacWorkspace *workspace, const FacCustomer *customer,
                                    const char *invoice_id);

G_END_DECLS
