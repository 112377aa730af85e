/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"
#include "fac-form-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_FORM (fac_customer_form_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerForm, fac_customer_form, FAC, CUSTOMER_FORM, FacFormPage)

/** fac_customer_form_new: the customer with local @id, or a new one. Its "saved" tells the id. */
FacPage *fac_customer_form_new (FacWorkspace *workspace, const char *id);
/** fac_customer_form_suggest: what was typed elsewhere for a new customer: an RFC or a name. */
void     fac_customer_form_suggest (FacCustomerForm *self, const char *text);
/** fac_customer_form_take: puts @customer's fields into the form as if they had been typed. */
void     fac_customer_form_take    (FacCustomerForm *self, const FacCustomer *customer);
/** fac_customer_form_fill: shows what @constancia says, once the customer is loaded; takes what the person wants. */
void     fac_customer_form_fill    (FacCustomerForm *self, FacConstancia *constancia);

G_END_DECLS
