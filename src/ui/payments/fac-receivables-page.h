/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_RECEIVABLES_PAGE (fac_receivables_page_get_type ())
G_DECLARE_FINAL_TYPE (FacReceivablesPage, fac_receivables_page, FAC, RECEIVABLES_PAGE, FacListPage)

/** FacReceivablesPage: what customers owe: stamped invoices in instalments with their balance and age. */

/** fac_receivables_page_new_for: those of one customer. */
FacPage *fac_receivables_page_new_for (FacWorkspace *workspace, const FacCustomer *customer);

G_END_DECLS
