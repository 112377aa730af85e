/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_DEPOSITS_PAGE (fac_deposits_page_get_type ())
G_DECLARE_FINAL_TYPE (FacDepositsPage, fac_deposits_page, FAC, DEPOSITS_PAGE, FacListPage)

/** FacDepositsPage: payments that arrived and have no stamped complement, with the day by which they must. */
FacPage *fac_deposits_page_new (FacWorkspace *workspace);

G_END_DECLS
