/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-rows-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_ADVANCES_PAGE (fac_advances_page_get_type ())
G_DECLARE_FINAL_TYPE (FacAdvancesPage, fac_advances_page, FAC, ADVANCES_PAGE, FacRowsPage)

/** FacAdvancesPage: advances of which something is not applied to an invoice yet. */
FacPage *fac_advances_page_new (FacWorkspace *workspace);

G_END_DECLS
