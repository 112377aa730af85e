/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-money.h"

#include <string.h>

/* currencies of SAT c_Moneda (2026-11) that do not have two decimals */
static const char *const without_decimals[] = {
  "BIF", "BYR", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
  "VND", "VUV", "XAF", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XOF", "XPD", "XPF",
  "XPT", "XSU", "XTS", "XUA", "XXX"
};
static const char *const with_three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };
static const char *const with_four[] = { "CLF" };

static gboolean
is_one_of (const char *currency, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    if (strcmp (currency, names[i]) == 0)
      return TRUE;
  return FALSE;
}

FacMoney
fac_money (FacDecimal amount, const char *currency)
{
  FacMoney money = { amount, "" };

  g_strlcpy (money.currency, currency != NULL ? currency : "MXN", sizeof money.currency);
  return money;
}

FacMoney
fac_money_add (FacMoney a, FacMoney b)
{
  if (strcmp (a.currency, b.currency) != 0)
    a.amount = fac_decimal_overflowed ();
  else
    a.amount = fac_decimal_add (a.amount, b.amount);
  return a;
}

guint
fac_currency_decimals (const char *currency)
{
  if (currency == NULL || strcmp (currency, "MXN") == 0)
    return 2;
  if (is_one_of (currency, without_decimals, G_N_ELEMENTS (without_decimals)))
    return 0;
  if (is_one_of (currency, with_three, G_N_ELEMENTS (with_three)))
    return 3;
  return is_one_of (currency, with_four, G_N_ELEMENTS (with_four)) ? 4 : 2;
}

char *
fac_money_format (FacMoney money)
{
  const guint decimals = fac_currency_decimals (money.currency);
  g_autofree char *amount = fac_decimal_format (money.amount, decimals, decimals);

  if (money.currency[0] == '\0' || strcmp (money.currency, "MXN") == 0)
    return g_steal_pointer (&amount);
  return g_strconcat (amount, " ", money.currency, NULL);
}
