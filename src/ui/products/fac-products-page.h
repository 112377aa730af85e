/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PRODUCTS_PAGE (fac_products_page_get_type ())
G_DECLARE_FINAL_TYPE (FacProductsPage, fac_products_page, FAC, PRODUCTS_PAGE, FacListPage)

G_END_DECLS
