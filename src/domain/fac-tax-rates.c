/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

/*
 * SAT c_TasaOCuota, catalogues of CFDI 4.0 in force from 2022-01-01; the quota range from
 * 2026-01-01. From @low to @high in millionths; a fixed rate has both equal.
 */
static const struct
{
  FacTaxKind   kind;
  FacTaxFactor factor;
  gint64       low;
  gint64       high;
  gboolean     transferred;
  gboolean     withheld;
} rates[] = {
  { FAC_TAX_IVA, FAC_TAX_TASA, 0, 0, TRUE, FALSE },
  { FAC_TAX_IVA, FAC_TAX_TASA, 80000, 80000, TRUE, FALSE },
  { FAC_TAX_IVA, FAC_TAX_TASA, 160000, 160000, TRUE, FALSE },
  { FAC_TAX_IVA, FAC_TAX_TASA, 0, 160000, FALSE, TRUE },
  { FAC_TAX_ISR, FAC_TAX_TASA, 0, 350000, FALSE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 0, 0, TRUE, FALSE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 30000, 30000, TRUE, FALSE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 60000, 60000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 70000, 70000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 80000, 80000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 90000, 90000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 250000, 250000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 265000, 265000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 300000, 300000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 304000, 304000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 500000, 500000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 530000, 530000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_TASA, 1600000, 1600000, TRUE, TRUE },
  { FAC_TAX_IEPS, FAC_TAX_CUOTA, 0, 72160500, TRUE, TRUE },
};

gboolean
fac_tax_rate_is_listed (const FacTax *tax)
{
  if (tax->factor == FAC_TAX_EXENTO)
    return TRUE;
  if (!fac_rules_fits_six (tax->rate))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (rates[i].kind == tax->kind && rates[i].factor == tax->factor
        && (tax->withholding ? rates[i].withheld : rates[i].transferred)
        && fac_decimal_compare (tax->rate, fac_decimal_make (rates[i].low, 6)) >= 0
        && fac_decimal_compare (tax->rate, fac_decimal_make (rates[i].high, 6)) <= 0)
      return TRUE;
  return FALSE;
}
