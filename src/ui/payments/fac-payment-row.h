/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-payment-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_ROW (fac_payment_row_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentRow, fac_payment_row, FAC, PAYMENT_ROW, AdwActionRow)

/** FacPaymentRow: an invoice that is owed, and how much of it a payment pays: all with a click, or what is typed. */
GtkWidget  *fac_payment_row_new     (FacPaymentDraft *draft, const char *uuid);
/** fac_payment_row_get_uuid: Returns: (transfer none): folio fiscal of its invoice */
const char *fac_payment_row_get_uuid (FacPaymentRow *self);
/** fac_payment_row_show: what is known now; what is being typed stays. */
void        fac_payment_row_show    (FacPaymentRow *self);
/** fac_payment_row_focus: puts the cursor into the amount. */
void        fac_payment_row_focus   (FacPaymentRow *self);
/** fac_payment_row_is_unreadable: whether what is typed is no amount. */
gboolean    fac_payment_row_is_unreadable (FacPaymentRow *self);

G_END_DECLS
