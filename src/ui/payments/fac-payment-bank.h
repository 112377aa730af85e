/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-payment-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_BANK (fac_payment_bank_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentBank, fac_payment_bank, FAC, PAYMENT_BANK, AdwExpanderRow)

/** FacPaymentBank: what the bank says of a payment, none of which is required: operation, who paid, into which
 * account. */
void     fac_payment_bank_set_draft (FacPaymentBank *self, FacPaymentDraft *draft);
/** fac_payment_bank_show: what the payment holds now. */
void     fac_payment_bank_show      (FacPaymentBank *self);
/** fac_payment_bank_focus: puts the cursor where @field of a finding is. Returns: whether it is here */
gboolean fac_payment_bank_focus     (FacPaymentBank *self, const char *field);

G_END_DECLS
