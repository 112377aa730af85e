/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PRICE_PAGE (fac_price_page_get_type ())
G_DECLARE_FINAL_TYPE (FacPricePage, fac_price_page, FAC, PRICE_PAGE, FacPage)

/** fac_price_page_new: changes the prices of the products that @query finds by a percentage, shown before and after;
 * single ones can be left out. Action "prices.go" (Ctrl+Enter). */
FacPage *fac_price_page_new (FacWorkspace *workspace, FacQuery *query, guint n_found);

G_END_DECLS
