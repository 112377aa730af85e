/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_SAT_GROUP (fac_customer_sat_group_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerSatGroup, fac_customer_sat_group, FAC, CUSTOMER_SAT_GROUP, AdwPreferencesGroup)

/** FacCustomerSatGroup: what the SAT says of a customer, and the link with which it writes its data itself. Signals:
 * "prepare": the service must have the customer as it is in the form; ends with fac_customer_sat_group_go(); "judge":
 * other findings than before. */
void fac_customer_sat_group_setup  (FacCustomerSatGroup *self, FacWorkspace *workspace);
/** fac_customer_sat_group_show: another customer: what is known of it is read. */
void fac_customer_sat_group_show   (FacCustomerSatGroup *self, const FacCustomer *customer);
/** fac_customer_sat_group_follow: the same customer as it is in the form now. */
void fac_customer_sat_group_follow (FacCustomerSatGroup *self, const FacCustomer *customer);
/** fac_customer_sat_group_go: what was prepared is there, or (@ready FALSE) cannot be. */
void fac_customer_sat_group_go     (FacCustomerSatGroup *self, gboolean ready);
/** fac_customer_sat_group_get_addressee: while something is prepared for the link: who will get it. Returns:
 * (nullable): %NULL when it is something else */
const char *fac_customer_sat_group_get_addressee (FacCustomerSatGroup *self);
/** fac_customer_sat_group_add: puts what the SAT does not confirm, and is in @customer still, before @findings. */
void fac_customer_sat_group_add    (FacCustomerSatGroup *self, const FacCustomer *customer, GPtrArray *findings);

G_END_DECLS
