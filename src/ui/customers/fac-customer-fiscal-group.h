/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_FISCAL_GROUP (fac_customer_fiscal_group_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerFiscalGroup, fac_customer_fiscal_group, FAC, CUSTOMER_FISCAL_GROUP,
                      AdwPreferencesGroup)

/** FacCustomerFiscalGroup: RFC, name, régimen, use and postal code, as the SAT checks them. Signals "changed",
 * and "judge": a field was left and may be judged now; "place" (state, municipality): what the postal code tells now,
 * %NULL when nothing. */
void fac_customer_fiscal_group_setup (FacCustomerFiscalGroup *self, FacWorkspace *workspace);
void fac_customer_fiscal_group_show  (FacCustomerFiscalGroup *self, const FacCustomer *customer);
/** fac_customer_fiscal_group_read: writes what is in the fields into @customer. */
void fac_customer_fiscal_group_read  (FacCustomerFiscalGroup *self, FacCustomer *customer);
/** fac_customer_fiscal_group_judge: shows findings beside the fields that were touched, and narrows régimen and use. */
void fac_customer_fiscal_group_judge (FacCustomerFiscalGroup *self, const FacCustomer *customer, GPtrArray *findings,
                                      gboolean all);
/** fac_customer_fiscal_group_focus: puts the cursor into the RFC, with which one begins. */
void fac_customer_fiscal_group_focus (FacCustomerFiscalGroup *self);
/** fac_customer_fiscal_group_get_place: what the postal code tells, %NULL when nothing. */
void fac_customer_fiscal_group_get_place (FacCustomerFiscalGroup *self, const char **state, const char **municipality);

G_END_DECLS
