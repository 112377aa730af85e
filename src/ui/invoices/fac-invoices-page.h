/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_INVOICES_PAGE (fac_invoices_page_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoicesPage, fac_invoices_page, FAC, INVOICES_PAGE, FacListPage)

/** FacInvoicesPage: the list of invoices. Opening a draft gives its editor, anything else its page. Actions
 * "invoices.new", "invoices.open", "invoices.duplicate", "invoices.delete". */

/** fac_invoices_page_new_for_customer: the same with the documents of @customer alone. */
FacPage *fac_invoices_page_new_for_customer (FacWorkspace *workspace, const FacCustomer *customer);

G_END_DECLS
