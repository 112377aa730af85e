/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_CUSTOMER_PICKER (fac_customer_picker_get_type ())
G_DECLARE_FINAL_TYPE (FacCustomerPicker, fac_customer_picker, FAC, CUSTOMER_PICKER, GtkWidget)

/**
 * FacCustomerPicker: the receiver of an invoice: a search that takes the first offer with Enter, and then a card.
 * Signals: "picked" (FacCustomer), "new-customer" (const char *text): none of the offers, "edit-customer" (const char
 * *id).
 */
void fac_customer_picker_set_workspace (FacCustomerPicker *self, FacWorkspace *workspace);
/** fac_customer_picker_show: (nullable): NULL is the search. */
void fac_customer_picker_show          (FacCustomerPicker *self, const FacCustomer *customer);
void fac_customer_picker_focus         (FacCustomerPicker *self);
/** fac_customer_picker_set_narrow: the buttons stand beneath the name. */
void fac_customer_picker_set_narrow    (FacCustomerPicker *self, gboolean narrow);

G_END_DECLS
