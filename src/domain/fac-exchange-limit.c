/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-exchange-limit.h"

#define VARIATION 5 /* c_Moneda: times the rate of the day, upwards */

gboolean
fac_exchange_is_impossible (const char *currency, FacDecimal rate)
{
  /* no day of 2017 to 2026 had a higher one: rounded up, for those to come */
  static const struct
  {
    const char *currency;
    gint64 cents;
  } highest[] = {
    { "USD", 2700 }, { "EUR", 3000 }, { "GBP", 3300 }, { "CAD", 2100 }, { "CHF", 3000 },
    { "CNY", 450 },  { "JPY", 27 },   { "BRL", 750 },  { "AUD", 2000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (highest); i++)
    if (g_strcmp0 (highest[i].currency, currency) == 0)
      return fac_decimal_compare (rate,
                                  fac_decimal_make (highest[i].cents * (1 + VARIATION), 2)) > 0;
  return FALSE;
}

gboolean
fac_amount_is_beyond (FacDecimal amount)
{
  FacDecimal most;

  return amount.overflow
         || (fac_decimal_parse ("999999999999999999.999999", -1, &most)
             && fac_decimal_compare (amount, most) > 0);
}
