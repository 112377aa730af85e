/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-money.h"

#define NS "http://www.sat.gob.mx/Pagos"

static gboolean
same_currency (FacCheck *check, const xmlNode *pago, const xmlNode *paid)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");

  return currency != NULL && fac_check_is (check, paid, "MonedaDR", currency);
}

/* Conversions of the time are not told exactly: only what was paid in one currency is summed. */
static void
check_applied (FacCheck *check, const xmlNode *pago, GPtrArray *documents)
{
  FacDecimal applied = FAC_DECIMAL_ZERO, amount;

  for (guint i = 0; i < documents->len; i++)
    {
      const xmlNode *paid = g_ptr_array_index (documents, i);

      if (!same_currency (check, pago, paid))
        return;
      applied = fac_decimal_add (applied, fac_check_value (check, paid, "ImpPagado"));
    }
  if (fac_check_number (check, pago, "Monto", &amount))
    fac_check_differs (check, fac_decimal_compare (applied, amount) > 0, "SUM", pago, "Monto");
}

static void
check_paid (FacCheck *check, const xmlNode *pago, const xmlNode *paid)
{
  const gboolean rated = fac_check_get (check, paid, "TipoCambioDR") != NULL;
  FacDecimal before, amount, rest;

  fac_check_rule (check, !same_currency (check, pago, paid) && !rated, "RULE", paid, NULL);
  fac_check_rule (check, same_currency (check, pago, paid) && rated, "RULE", paid, "TipoCambioDR");
  fac_check_rule (check, fac_check_is (check, paid, "MonedaDR", "XXX"), "RULE", paid, "MonedaDR");
  if (!fac_check_number (check, paid, "ImpSaldoAnt", &before)
      || !fac_check_number (check, paid, "ImpSaldoInsoluto", &rest))
    return;
  if (!fac_check_number (check, paid, "ImpPagado", &amount))
    amount = fac_check_value (check, pago, "Monto");
  fac_check_equal (check, paid, "ImpSaldoInsoluto", fac_decimal_sub (before, amount), "SUM");
  fac_check_differs (check, fac_decimal_sign (rest) < 0, "SUM", paid, "ImpSaldoInsoluto");
}

static void
check_payment (FacCheck *check, const xmlNode *pago)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");
  const gboolean pesos = fac_check_is (check, pago, "MonedaP", "MXN");
  const gboolean rated = fac_check_get (check, pago, "TipoCambioP") != NULL;
  g_autoptr (GPtrArray) documents = fac_check_all (pago, "DoctoRelacionado");
  FacDecimal amount;

  fac_check_rule (check, fac_check_is (check, pago, "FormaDePagoP", "99"), "RULE", pago,
                  "FormaDePagoP");
  fac_check_rule (check, currency != NULL && !pesos && !rated, "RULE", pago, NULL);
  fac_check_rule (check, pesos && rated, "RULE", pago, "TipoCambioP");
  if (fac_check_number (check, pago, "Monto", &amount))
    {
      fac_check_rule (check, fac_decimal_sign (amount) <= 0, "RULE", pago, "Monto");
      fac_check_differs (check, currency != NULL && amount.scale > fac_currency_decimals (currency),
                         "SUM", pago, "Monto");
    }
  for (guint i = 0; i < documents->len; i++)
    check_paid (check, pago, g_ptr_array_index (documents, i));
  check_applied (check, pago, documents);
}

void
fac_check_pagos_10 (FacCheck *check)
{
  const xmlNode *pagos = fac_check_complement (check, NS, "Pagos");
  g_autoptr (GPtrArray) payments = fac_check_all (pagos, "Pago");

  if (!check->old)
    return;
  fac_check_rule (check, check->type == 'P' && pagos == NULL, "RULE", check->root, NULL);
  if (pagos == NULL)
    return;
  fac_check_rule (check, check->type != 'P', "RULE", check->root, "TipoDeComprobante");
  for (guint i = 0; i < payments->len; i++)
    check_payment (check, g_ptr_array_index (payments, i));
}
