/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_DEBTORS_PAGE (fac_debtors_page_get_type ())
G_DECLARE_FINAL_TYPE (FacDebtorsPage, fac_debtors_page, FAC, DEBTORS_PAGE, FacListPage)

/** FacDebtorsPage: the customers who owe something, the one who owes most first. */
FacPage *fac_debtors_page_new (FacWorkspace *workspace);

G_END_DECLS
