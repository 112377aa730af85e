/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

static gboolean
has (FacCheck *check, const xmlNode *tax, const char *name)
{
  return fac_check_get (check, tax, name) != NULL;
}

static gboolean
rate_listed (FacCheck *check, const xmlNode *tax, gboolean withheld, FacDecimal rate)
{
  return fac_check_rate_listed (fac_check_get (check, tax, "Impuesto"),
                                fac_check_get (check, tax, "TipoFactor"), withheld, rate);
}

static void
check_amount (FacCheck *check, const xmlNode *tax, const char *code)
{
  FacDecimal base, rate, amount;

  if (fac_check_number (check, tax, "Base", &base)
      && fac_check_number (check, tax, "TasaOCuota", &rate)
      && fac_check_number (check, tax, "Importe", &amount))
    fac_check_differs (check, !fac_check_product_fits (base, rate, TRUE, amount), code, tax,
                       "Importe");
}

static void
check_added (FacCheck *check, const xmlNode *tax)
{
  const gboolean exempt = fac_check_is (check, tax, "TipoFactor", "Exento");
  FacDecimal base, rate;

  fac_check_rule (check,
                  fac_check_number (check, tax, "Base", &base) && fac_decimal_sign (base) <= 0,
                  "CFDI40174", tax, "Base");
  /* ISR is only withheld */
  fac_check_rule (check, fac_check_is (check, tax, "Impuesto", "001"), "CFDI40175", tax,
                  "Impuesto");
  fac_check_rule (check, exempt && (has (check, tax, "TasaOCuota") || has (check, tax, "Importe")),
                  "CFDI40177", tax, "TipoFactor");
  fac_check_rule (check,
                  fac_check_is (check, tax, "TipoFactor", "Tasa|Cuota")
                      && !(has (check, tax, "TasaOCuota") && has (check, tax, "Importe")),
                  "CFDI40178", tax, "TipoFactor");
  fac_check_rule (check,
                  !exempt && fac_check_number (check, tax, "TasaOCuota", &rate)
                      && !rate_listed (check, tax, FALSE, rate),
                  "CFDI40179", tax, "TasaOCuota");
  check_amount (check, tax, "CFDI40180");
}

static void
check_withheld (FacCheck *check, const xmlNode *tax)
{
  FacDecimal base, rate;

  fac_check_rule (check,
                  fac_check_number (check, tax, "Base", &base) && fac_decimal_sign (base) <= 0,
                  "CFDI40181", tax, "Base");
  if (fac_check_rule (check, fac_check_is (check, tax, "TipoFactor", "Exento"), "CFDI40184", tax,
                      "TipoFactor"))
    return;
  fac_check_rule (check,
                  fac_check_number (check, tax, "TasaOCuota", &rate)
                      && !rate_listed (check, tax, TRUE, rate),
                  "CFDI40185", tax, "TasaOCuota");
  check_amount (check, tax, "CFDI40186");
}

void
fac_check_line_taxes (FacCheck *check, const xmlNode *line)
{
  const xmlNode *taxes = fac_check_child (line, "Impuestos");
  g_autoptr (GPtrArray) added = fac_check_all (taxes, "Traslados/Traslado");
  g_autoptr (GPtrArray) withheld = fac_check_all (taxes, "Retenciones/Retencion");

  for (guint i = 0; i < added->len; i++)
    check_added (check, g_ptr_array_index (added, i));
  for (guint i = 0; i < withheld->len; i++)
    check_withheld (check, g_ptr_array_index (withheld, i));
}
