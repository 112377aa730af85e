/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_JOIN_PAGE (fac_customer_join_page_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerJoinPage, fac_customer_join_page, FAC, CUSTOMER_JOIN_PAGE, FacPage)

/** fac_customer_join_page_new: makes one of @customer and another: which other, which of them stays, and field by field
 * what it keeps. Action "join.go" (Ctrl+Enter). */
FacPage *fac_customer_join_page_new (FacWorkspace *workspace, FacCustomer *customer);

G_END_DECLS
