/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_CONTACT_GROUP (fac_customer_contact_group_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerContactGroup, fac_customer_contact_group, FAC, CUSTOMER_CONTACT_GROUP, AdwBin)

/** FacCustomerContactGroup: how to reach the customer, the address for the paper, and notes. Signals "changed",
 * "judge". */
void fac_customer_contact_group_show  (FacCustomerContactGroup *self, const FacCustomer *customer);
void fac_customer_contact_group_read  (FacCustomerContactGroup *self, FacCustomer *customer);
/** fac_customer_contact_group_set_place: what the postal code says of the address now, %NULL for nothing. It takes the
 * place of what is empty or of what the postal code before said; what the person wrote stays. */
void fac_customer_contact_group_set_place (FacCustomerContactGroup *self, const char *state, const char *municipality);
/** fac_customer_contact_group_know_place: what the postal code of the customer that was just shown says: where it is
 * in the fields, nobody else wrote it. */
void fac_customer_contact_group_know_place (FacCustomerContactGroup *self, const char *state, const char *municipality);
/** fac_customer_contact_group_take_email: @address is the customer's, if none is written yet. */
void fac_customer_contact_group_take_email (FacCustomerContactGroup *self, const char *address);
void fac_customer_contact_group_judge (FacCustomerContactGroup *self, GPtrArray *findings, gboolean all);

G_END_DECLS
