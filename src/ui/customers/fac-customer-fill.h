/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer-form.h"

G_BEGIN_DECLS

/** fac_customer_fill_install: the action "customer.fill" (Ctrl+Shift+O) of a page: asks for a constancia. In a form it
 * fills that; elsewhere it opens the customer with its RFC, or a new one. */
void fac_customer_fill_install      (GtkWidgetClass *page_class);
/** fac_customer_fill_accept_drops: the same for a PDF dropped on @page. */
void fac_customer_fill_accept_drops (FacPage *page);
/** fac_customer_fill_begin: shows what @constancia says beside what @form has; of another RFC it asks first. */
void fac_customer_fill_begin        (FacCustomerForm *form, FacConstancia *constancia);

G_END_DECLS
