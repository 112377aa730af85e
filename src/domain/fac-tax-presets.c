/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax.h"

/*
 * Usual combinations of the law in force in 2026: LIVA art. 1, 1-A, 2-A, 9 and its regulation art.
 * 3 (two thirds, 4 % of freight), border stimulus decree (8 %), LISR art. 106, 113-J and 116, LIEPS
 * art. 2.
 */
#define RATE(digits, decimals) { digits, decimals, 0 }
#define TASA(tax, withheld, digits, decimals) \
  { .kind = tax, .factor = FAC_TAX_TASA, .withholding = withheld, .rate = RATE (digits, decimals) }
#define IVA_TASA(digits, decimals) TASA (FAC_TAX_IVA, FALSE, digits, decimals)
#define IVA_RET(digits, decimals) TASA (FAC_TAX_IVA, TRUE, digits, decimals)
#define ISR_RET(digits, decimals) TASA (FAC_TAX_ISR, TRUE, digits, decimals)
#define IEPS(digits, decimals) TASA (FAC_TAX_IEPS, FALSE, digits, decimals)

static const FacTaxPreset presets[] = {
  { "iva16", "IVA 16 %", "IVA 16 %", "02", { IVA_TASA (16, 2) }, 1 },
  { "iva8", "IVA 8 % (frontera)", "IVA 8 % (border region)", "02", { IVA_TASA (8, 2) }, 1 },
  { "iva0", "IVA 0 %", "IVA 0 %", "02", { IVA_TASA (0, 2) }, 1 },
  { "exento", "IVA exento", "IVA exempt", "02",
    { { .kind = FAC_TAX_IVA, .factor = FAC_TAX_EXENTO } }, 1 },
  { "no-objeto", "No objeto de impuesto", "Not subject to tax", "01", { { 0 } }, 0 },
  { "honorarios", "Honorarios o arrendamiento a persona moral", "Fees or rent charged to a company",
    "02",
    { IVA_TASA (16, 2), ISR_RET (10, 2), IVA_RET (106667, 6) }, 3 },
  { "resico", "RESICO a persona moral", "RESICO charged to a company", "02",
    { IVA_TASA (16, 2), ISR_RET (125, 4) }, 2 },
  { "resico-honorarios", "RESICO, honorarios o arrendamiento a persona moral",
    "RESICO, fees or rent charged to a company", "02",
    { IVA_TASA (16, 2), ISR_RET (125, 4), IVA_RET (106667, 6) }, 3 },
  { "fletes", "Fletes con retención de 4 %", "Freight with 4 % withheld", "02",
    { IVA_TASA (16, 2), IVA_RET (4, 2) }, 2 },
  { "ieps8", "IEPS 8 % e IVA 16 %", "IEPS 8 % and IVA 16 %", "02",
    { IEPS (8, 2), IVA_TASA (16, 2) }, 2 },
  { "ieps265", "IEPS 26.5 % e IVA 16 %", "IEPS 26.5 % and IVA 16 %", "02",
    { IEPS (265, 3), IVA_TASA (16, 2) }, 2 },
  { "ieps30", "IEPS 30 % e IVA 16 %", "IEPS 30 % and IVA 16 %", "02",
    { IEPS (30, 2), IVA_TASA (16, 2) }, 2 },
  { "ieps53", "IEPS 53 % e IVA 16 %", "IEPS 53 % and IVA 16 %", "02",
    { IEPS (53, 2), IVA_TASA (16, 2) }, 2 },
};

static gboolean
holds_tax (const FacTax *taxes, gsize n_taxes, const FacTax *tax)
{
  for (gsize i = 0; i < n_taxes; i++)
    if (fac_tax_equal (&taxes[i], tax))
      return TRUE;
  return FALSE;
}

const FacTaxPreset *
fac_tax_presets (gsize *n)
{
  *n = G_N_ELEMENTS (presets);
  return presets;
}

const FacTaxPreset *
fac_tax_preset_find (const char *taxability, const FacTax *taxes, gsize n_taxes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      const FacTaxPreset *preset = &presets[i];
      gsize found = 0;

      if (preset->n_taxes != n_taxes || g_strcmp0 (preset->taxability, taxability) != 0)
        continue;
      while (found < n_taxes && holds_tax (taxes, n_taxes, &preset->taxes[found]))
        found++;
      if (found == n_taxes)
        return preset;
    }
  return NULL;
}
