/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_SECTION (fac_payment_section_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentSection, fac_payment_section, FAC, PAYMENT_SECTION, GtkWidget)

/** FacPaymentSection: method, form, use and currency of a draft, with the rule that ties the first two. */
void     fac_payment_section_set_draft  (FacPaymentSection *self, FacWorkspace *workspace, FacInvoiceDraft *draft);
void     fac_payment_section_set_narrow (FacPaymentSection *self, gboolean narrow);
/** fac_payment_section_focus: Returns: %FALSE when @field (API path) is none of its own */
gboolean fac_payment_section_focus      (FacPaymentSection *self, const char *field);

G_END_DECLS
