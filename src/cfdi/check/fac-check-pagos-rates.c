/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-exchange-limit.h"
#include "fac-money.h"

#include <glib/gi18n-lib.h>

#define FINE 12

static gboolean
is_same_currency (FacCheck *check, const xmlNode *pago, const xmlNode *paid)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");

  return currency != NULL && fac_check_is (check, paid, "MonedaDR", currency);
}

static FacDecimal
half_of_last (guint scale)
{
  return fac_decimal_make (5, MIN (scale + 1u, FINE));
}

/* What @paid takes of its payment, in the payment's currency, with half a last digit more or less in what was written:
 * the least rounded down, the most up. */
static FacDecimal
taken (FacCheck *check, const xmlNode *pago, const xmlNode *paid, gboolean most)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");
  FacDecimal amount = fac_check_value (check, paid, "ImpPagado");
  FacDecimal rate = fac_check_value (check, paid, "EquivalenciaDR"), half;

  if (is_same_currency (check, pago, paid) || fac_decimal_sign (rate) <= 0)
    return amount;
  half = half_of_last (amount.scale);
  amount = most ? fac_decimal_add (amount, half) : fac_decimal_sub (amount, half);
  half = half_of_last (rate.scale);
  rate = most ? fac_decimal_sub (rate, half) : fac_decimal_add (rate, half);
  return fac_decimal_div (amount, rate,
                          fac_currency_decimals (currency != NULL ? currency : "MXN"),
                          most ? FAC_ROUND_UP : FAC_ROUND_DOWN);
}

/* ---- one payment ------------------------------------------------------------------------------- */

static gboolean
is_one_written_fine (FacCheck *check, const xmlNode *paid)
{
  const FacDecimal rate = fac_check_value (check, paid, "EquivalenciaDR");

  return rate.scale == 10 && fac_decimal_equal (rate, fac_decimal_from_int (1));
}

static void
check_documents (FacCheck *check, const xmlNode *pago, GPtrArray *documents)
{
  FacDecimal amount, least = FAC_DECIMAL_ZERO;
  gboolean other = FALSE;

  if (!fac_check_number (check, pago, "Monto", &amount))
    return;
  for (guint i = 0; i < documents->len; i++)
    {
      const xmlNode *paid = g_ptr_array_index (documents, i);
      const FacDecimal each = taken (check, pago, paid, FALSE);

      least = fac_decimal_add (least, each);
      if (is_same_currency (check, pago, paid))
        continue;
      other = TRUE;
      fac_check_differs (check, fac_decimal_compare (each, amount) > 0, "CRP20275", paid,
                         "ImpPagado");
    }
  fac_check_differs (check, fac_decimal_compare (least, amount) > 0,
                     other ? "CRP20276" : "CRP20217", pago, "Monto");
  for (guint i = 0; other && i < documents->len; i++)
    {
      const xmlNode *paid = g_ptr_array_index (documents, i);

      /* documents that were certified break it: a remark, no fault (CRP20277) */
      if (is_same_currency (check, pago, paid)
          && fac_check_get (check, paid, "EquivalenciaDR") != NULL
          && !is_one_written_fine (check, paid))
        fac_check_unchecked (
            check, g_strdup (_ ("Whether the SAT takes an equivalence of 1 that is not written "
                                "with ten decimals, beside documents in other currencies "
                                "(CRP20277).")));
    }
}

void
fac_check_pagos_rates (FacCheck *check, const xmlNode *pago)
{
  g_autoptr (GPtrArray) documents = fac_check_all (pago, "DoctoRelacionado");
  const gboolean confirmed = fac_check_get (check, check->root, "Confirmacion") != NULL;
  FacDecimal rate, amount;

  fac_check_rule (check,
                  !confirmed && fac_check_number (check, pago, "TipoCambioP", &rate)
                      && fac_exchange_is_impossible (fac_check_get (check, pago, "MonedaP"), rate),
                  "CRP20216", pago, "TipoCambioP");
  fac_check_rule (check,
                  !confirmed && fac_check_number (check, pago, "Monto", &amount)
                      && fac_amount_is_beyond (amount),
                  "CRP20220", pago, "Monto");
  check_documents (check, pago, documents);
}
