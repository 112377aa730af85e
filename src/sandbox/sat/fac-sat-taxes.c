/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-private.h"

#include <string.h>

/* c_TasaOCuota as of 2026: lowest and highest rate in millionths; fixed rates have both equal. */
static const struct
{
  const char *tax;
  const char *factor;
  gboolean    added;
  gboolean    withheld;
  gint64      low;
  gint64      high;
} rates[] = {
  { "002", "Tasa", TRUE, FALSE, 0, 0 },
  { "002", "Tasa", TRUE, FALSE, 80000, 80000 },
  { "002", "Tasa", TRUE, FALSE, 160000, 160000 },
  { "002", "Tasa", FALSE, TRUE, 0, 160000 },
  { "001", "Tasa", FALSE, TRUE, 0, 350000 },
  { "003", "Tasa", TRUE, FALSE, 0, 0 },
  { "003", "Tasa", TRUE, FALSE, 30000, 30000 },
  { "003", "Tasa", TRUE, TRUE, 60000, 60000 },
  { "003", "Tasa", TRUE, TRUE, 70000, 70000 },
  { "003", "Tasa", TRUE, TRUE, 80000, 80000 },
  { "003", "Tasa", TRUE, TRUE, 90000, 90000 },
  { "003", "Tasa", TRUE, TRUE, 250000, 250000 },
  { "003", "Tasa", TRUE, TRUE, 265000, 265000 },
  { "003", "Tasa", TRUE, TRUE, 300000, 300000 },
  { "003", "Tasa", TRUE, TRUE, 304000, 304000 },
  { "003", "Tasa", TRUE, TRUE, 500000, 500000 },
  { "003", "Tasa", TRUE, TRUE, 530000, 530000 },
  { "003", "Tasa", TRUE, TRUE, 1600000, 1600000 },
  { "003", "Cuota", TRUE, TRUE, 0, 72160500 },
};

gboolean
fac_sat_rate_allowed (const char *tax, const char *factor, gboolean withheld, FacDecimal rate)
{
  if (tax == NULL || factor == NULL || rate.scale > 6)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (g_str_equal (rates[i].tax, tax) && g_str_equal (rates[i].factor, factor)
        && (withheld ? rates[i].withheld : rates[i].added)
        && fac_decimal_compare (rate, fac_decimal_make (rates[i].low, 6)) >= 0
        && fac_decimal_compare (rate, fac_decimal_make (rates[i].high, 6)) <= 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const char *text, const char *first, const char *second, const char *third)
{
  return text != NULL && (g_str_equal (text, first) || g_str_equal (text, second)
                          || g_strcmp0 (text, third) == 0);
}

static void
check_added (FacSat *sat, xmlNode *tax, int index)
{
  g_autofree char *kind = fac_sat_text (tax, "Impuesto");
  g_autofree char *factor = fac_sat_text (tax, "TipoFactor");
  FacDecimal base = fac_sat_value (tax, "Base"), rate, amount;
  gboolean has_rate = fac_sat_number (tax, "TasaOCuota", &rate);
  gboolean has_amount = fac_sat_number (tax, "Importe", &amount);

  fac_sat_find_if (sat, fac_decimal_sign (base) <= 0, "CFDI40174", index);
  /* ISR exists only withheld */
  fac_sat_find_if (sat, !is_one_of (kind, "002", "003", NULL), "CFDI40175", index);
  if (!is_one_of (factor, "Tasa", "Cuota", "Exento"))
    {
      fac_sat_find (sat, "CFDI40176", index);
      return;
    }
  if (g_str_equal (factor, "Exento"))
    {
      fac_sat_find_if (sat, has_rate || has_amount, "CFDI40177", index);
      return;
    }
  if (!has_rate || !has_amount)
    {
      fac_sat_find (sat, "CFDI40178", index);
      return;
    }
  fac_sat_find_if (sat, !fac_sat_rate_allowed (kind, factor, FALSE, rate), "CFDI40179", index);
  fac_sat_find_if (sat, !fac_sat_product_fits (base, rate, TRUE, amount), "CFDI40180", index);
}

static void
check_withheld (FacSat *sat, xmlNode *tax, int index)
{
  g_autofree char *kind = fac_sat_text (tax, "Impuesto");
  g_autofree char *factor = fac_sat_text (tax, "TipoFactor");
  FacDecimal base = fac_sat_value (tax, "Base");
  FacDecimal rate = fac_sat_value (tax, "TasaOCuota");
  FacDecimal amount = fac_sat_value (tax, "Importe");

  fac_sat_find_if (sat, fac_decimal_sign (base) <= 0, "CFDI40181", index);
  fac_sat_find_if (sat, !is_one_of (kind, "001", "002", "003"), "CFDI40182", index);
  if (!is_one_of (factor, "Tasa", "Cuota", "Exento"))
    fac_sat_find (sat, "CFDI40183", index);
  else if (g_str_equal (factor, "Exento"))
    fac_sat_find (sat, "CFDI40184", index);
  else
    {
      fac_sat_find_if (sat, !fac_sat_rate_allowed (kind, factor, TRUE, rate), "CFDI40185", index);
      fac_sat_find_if (sat, !fac_sat_product_fits (base, rate, TRUE, amount), "CFDI40186", index);
    }
}

void
fac_sat_check_line_taxes (FacSat *sat, xmlNode *line, int index)
{
  xmlNode *taxes = fac_sat_child (line, "Impuestos");
  xmlNode *tax = fac_sat_child (fac_sat_child (taxes, "Traslados"), "Traslado");

  for (; tax != NULL; tax = fac_sat_next (tax, "Traslado"))
    check_added (sat, tax, index);
  tax = fac_sat_child (fac_sat_child (taxes, "Retenciones"), "Retencion");
  for (; tax != NULL; tax = fac_sat_next (tax, "Retencion"))
    check_withheld (sat, tax, index);
}
