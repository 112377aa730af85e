/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_PAGE (fac_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerPage, fac_customer_page, FAC, CUSTOMER_PAGE, FacPage)

/** fac_customer_page_new: the customer with local @id: facts, balance, invoices, payments, notes. Actions
 * "customer.new-invoice", "customer.edit" (Ctrl+E), "customer.copy-tax-id", "customer.copy-all", "customer.invoices",
 * "customer.join", "customer.delete". */
FacPage *fac_customer_page_new (FacWorkspace *workspace, const char *id);

G_END_DECLS
