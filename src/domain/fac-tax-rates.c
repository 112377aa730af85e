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

static gboolean
is_about (gsize index, const FacTax *tax)
{
  return rates[index].kind == tax->kind && rates[index].factor == tax->factor
         && (tax->withholding ? rates[index].withheld : rates[index].transferred);
}

static FacTaxRate
rate_at (gsize index)
{
  return (FacTaxRate) { fac_decimal_make (rates[index].low, 6),
                        fac_decimal_make (rates[index].high, 6) };
}

gboolean
fac_tax_rate_is_listed (const FacTax *tax)
{
  if (tax->factor == FAC_TAX_EXENTO)
    return TRUE;
  if (!fac_rules_fits_six (tax->rate))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (is_about (i, tax) && fac_decimal_compare (tax->rate, rate_at (i).low) >= 0
        && fac_decimal_compare (tax->rate, rate_at (i).high) <= 0)
      return TRUE;
  return FALSE;
}

GArray *
fac_tax_rates (const FacTax *tax)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (FacTaxRate));

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (is_about (i, tax))
      {
        const FacTaxRate rate = rate_at (i);

        g_array_append_val (found, rate);
      }
  return found;
}

/* ---- what is usual ---------------------------------------------------------------------------- */

static gint
compare_rates (gconstpointer a, gconstpointer b)
{
  return fac_decimal_compare (*(const FacDecimal *) a, *(const FacDecimal *) b);
}

static void
add_rate (GArray *found, FacDecimal rate)
{
  for (guint i = 0; i < found->len; i++)
    if (fac_decimal_equal (g_array_index (found, FacDecimal, i), rate))
      return;
  g_array_append_val (found, rate);
}

static void
add_of_preset (GArray *found, const FacTaxPreset *preset, const FacTax *tax)
{
  for (gsize i = 0; i < preset->n_taxes; i++)
    if (preset->taxes[i].kind == tax->kind && preset->taxes[i].factor == tax->factor
        && preset->taxes[i].withholding == tax->withholding)
      add_rate (found, preset->taxes[i].rate);
}

GArray *
fac_tax_usual_rates (const FacTax *tax)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (is_about (i, tax) && rates[i].low == rates[i].high)
      add_rate (found, rate_at (i).low);
  for (gsize i = 0; i < n && tax->factor != FAC_TAX_EXENTO; i++)
    add_of_preset (found, &presets[i], tax);
  g_array_sort (found, compare_rates);
  return found;
}

static gboolean
has_tax (const FacTax *taxes, gsize n_taxes, const FacTax *wanted)
{
  for (gsize i = 0; i < n_taxes; i++)
    if (taxes[i].kind == wanted->kind && taxes[i].withholding == wanted->withholding
        && (wanted->rate.overflow || fac_decimal_equal (taxes[i].rate, wanted->rate)))
      return TRUE;
  return FALSE;
}

/* nothing of an IVA of 0 %, or of none, is withheld */
static gboolean
can_follow (const FacTax *taxes, gsize n_taxes, const FacTax *next)
{
  if (next->kind != FAC_TAX_IVA || !next->withholding)
    return TRUE;
  for (gsize i = 0; i < n_taxes; i++)
    if (taxes[i].kind == FAC_TAX_IVA && !taxes[i].withholding
        && fac_decimal_sign (taxes[i].rate) > 0)
      return TRUE;
  return FALSE;
}

/* several IEPS are on one thing: another rate of it */
static gboolean
next_ieps (const FacTax *taxes, gsize n_taxes, gboolean withheld, FacTax *next)
{
  const FacTax ieps = { .kind = FAC_TAX_IEPS, .factor = FAC_TAX_TASA, .withholding = withheld };
  g_autoptr (GArray) usual = fac_tax_usual_rates (&ieps);

  for (guint i = 0; i < usual->len; i++)
    {
      *next = ieps;
      next->rate = g_array_index (usual, FacDecimal, i);
      if (!fac_decimal_is_zero (next->rate) && !has_tax (taxes, n_taxes, next))
        return TRUE;
    }
  return FALSE;
}

gboolean
fac_tax_next (const FacTax *taxes, gsize n_taxes, FacTax *next)
{
  const FacTax usual[] = {
    fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16"),
    fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, TRUE, "0.106667"),
    fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.1"),
    fac_tax_make (FAC_TAX_IEPS, FAC_TAX_TASA, FALSE, "0.08"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      FacTax any = usual[i];

      any.rate = fac_decimal_overflowed ();
      if (has_tax (taxes, n_taxes, &any) || !can_follow (taxes, n_taxes, &usual[i]))
        continue;
      *next = usual[i];
      return TRUE;
    }
  return next_ieps (taxes, n_taxes, FALSE, next) || next_ieps (taxes, n_taxes, TRUE, next);
}
