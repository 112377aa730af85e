/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMERS_PAGE (fac_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomersPage, fac_customers_page, FAC, CUSTOMERS_PAGE, FacListPage)

G_END_DECLS
