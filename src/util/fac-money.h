/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/**
 * FacMoney:
 * @amount: the number
 * @currency: ISO 4217 code, three letters and a zero byte; empty means none
 *
 * An amount with its currency. Adding two currencies gives an overflow amount: mixing is a programming error.
 */
typedef struct
{
  FacDecimal amount;
  char       currency[4];
} FacMoney;

/** fac_money: @amount of @currency (%NULL: MXN). */
FacMoney fac_money (FacDecimal amount, const char *currency);
/** fac_money_add: the sum, an overflow amount when the currencies differ. */
FacMoney fac_money_add (FacMoney a, FacMoney b);
/** fac_currency_decimals: decimals of document totals in @currency (SAT c_Moneda: MXN 2, JPY 0, XXX 0; unknown: 2). */
guint fac_currency_decimals (const char *currency);
/** fac_money_format: "1,345.60", with " USD" behind when it is not MXN. Returns: (transfer full) */
char *fac_money_format (FacMoney money);

G_END_DECLS
