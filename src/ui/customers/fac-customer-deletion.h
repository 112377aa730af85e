/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

/** fac_customer_deletion_ask: asks whether @customer is deleted, and says what happens to its documents; @close: @page
 * closes with it. It can be undone for a while. */
void fac_customer_deletion_ask   (FacPage *page, const FacCustomer *customer, const FacCustomerFigures *figures,
                                  gboolean close);
/** fac_customer_deletion_begin: deletes the customer of local @id, which can be undone for a while; asks first when it
 * has documents. */
void fac_customer_deletion_begin (FacPage *page, const char *id);

G_END_DECLS
