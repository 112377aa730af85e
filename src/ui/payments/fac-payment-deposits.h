/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-payment-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAYMENT_DEPOSITS (fac_payment_deposits_get_type ())
G_DECLARE_FINAL_TYPE (FacPaymentDeposits, fac_payment_deposits, FAC, PAYMENT_DEPOSITS, AdwBin)

/** FacPaymentDeposits: the deposits of a payment that has several: which one is shown below, and one less. Is not there
 * while there is only one. */
void fac_payment_deposits_set_draft (FacPaymentDeposits *self, FacPaymentDraft *draft);
/** fac_payment_deposits_show: what the payment holds now. */
void fac_payment_deposits_show      (FacPaymentDeposits *self);

G_END_DECLS
