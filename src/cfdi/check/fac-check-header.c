/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include <string.h>

#define NS_TRADE_20 "http://www.sat.gob.mx/ComercioExterior20"
#define OLDEST_YEARS 5 /* that a global invoice may be about (CFDI40136) */

static gboolean
has (FacCheck *check, const char *name)
{
  return fac_check_get (check, check->root, name) != NULL;
}

static gboolean
is (FacCheck *check, const char *name, const char *values)
{
  return fac_check_is (check, check->root, name, values);
}

/* Transfers and payments carry no amounts of their own. */
static gboolean
is_empty_type (FacCheck *check)
{
  return check->type == 'T' || check->type == 'P';
}

static void
check_payment (FacCheck *check)
{
  /* before 2022 payrolls said 99 */
  const gboolean form_free = is_empty_type (check) || (check->type == 'N' && !check->old);

  fac_check_rule (check, form_free && has (check, "FormaPago"), "CFDI40103", check->root,
                  "FormaPago");
  fac_check_rule (check,
                  !check->old && is (check, "MetodoPago", "PPD") && has (check, "FormaPago")
                      && !is (check, "FormaPago", "99"),
                  "CFDI40105", check->root, "FormaPago");
  fac_check_rule (check, is_empty_type (check) && has (check, "MetodoPago"), "CFDI40125",
                  check->root, "MetodoPago");
}

static void
check_currency (FacCheck *check)
{
  const gboolean given = has (check, "TipoCambio");
  FacDecimal rate = fac_check_value (check, check->root, "TipoCambio");

  fac_check_rule (check,
                  is (check, "Moneda", "MXN") && given
                      && !fac_decimal_equal (rate, fac_decimal_from_int (1)),
                  "CFDI40114", check->root, "TipoCambio");
  fac_check_rule (check, has (check, "Moneda") && !is (check, "Moneda", "MXN|XXX") && !given,
                  "CFDI40115", check->root, "Moneda");
  fac_check_rule (check, is (check, "Moneda", "XXX") && given, "CFDI40116", check->root,
                  "TipoCambio");
}

static void
check_subtotal (FacCheck *check, GPtrArray *lines)
{
  FacDecimal subtotal, discount;
  const gboolean discounted = fac_check_number (check, check->root, "Descuento", &discount);
  gboolean line_discounted = FALSE;

  if (!fac_check_number (check, check->root, "SubTotal", &subtotal))
    return;
  for (guint i = 0; i < lines->len; i++)
    line_discounted |= fac_check_get (check, g_ptr_array_index (lines, i), "Descuento") != NULL;
  fac_check_differs (check, subtotal.scale > check->decimals, "CFDI40107", check->root, "SubTotal");
  if (is_empty_type (check))
    fac_check_equal (check, check->root, "SubTotal", FAC_DECIMAL_ZERO, "CFDI40109");
  else if (check->type != 0)
    fac_check_equal (check, check->root, "SubTotal",
                     fac_check_round (fac_check_sum (check, lines, "Importe"), check->decimals),
                     "CFDI40108");
  fac_check_differs (check, discounted && fac_decimal_compare (discount, subtotal) > 0, "CFDI40110",
                     check->root, "Descuento");
  fac_check_differs (check, discounted && discount.scale > check->decimals, "CFDI40112",
                     check->root, "Descuento");
  if (discounted != line_discounted)
    fac_check_differs (check, TRUE, "CFDI40111", check->root, discounted ? "Descuento" : NULL);
  else if (discounted)
    fac_check_equal (check, check->root, "Descuento",
                     fac_check_round (fac_check_sum (check, lines, "Descuento"), check->decimals),
                     "CFDI40111");
}

/* The complement says its own sums twice. */
static FacDecimal
local_taxes (FacCheck *check)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < check->complements->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (check->complements, i);
      g_autoptr (GPtrArray) added = NULL, withheld = NULL;
      FacDecimal plus, minus;

      if (!fac_xml_is (node, FAC_NS_IMPLOCAL, "ImpuestosLocales"))
        continue;
      added = fac_check_all (node, "TrasladosLocales");
      withheld = fac_check_all (node, "RetencionesLocales");
      plus = fac_check_sum (check, added, "Importe");
      minus = fac_check_sum (check, withheld, "Importe");
      fac_check_equal (check, node, "TotaldeTraslados", plus, "SUM");
      fac_check_equal (check, node, "TotaldeRetenciones", minus, "SUM");
      sum = fac_decimal_add (sum, fac_decimal_sub (plus, minus));
    }
  return sum;
}

static void
check_total (FacCheck *check)
{
  FacDecimal total = fac_check_value (check, check->root, "SubTotal");

  if (!has (check, "Total"))
    return;
  total = fac_decimal_sub (total, fac_check_value (check, check->root, "Descuento"));
  total =
      fac_decimal_add (total, fac_check_value (check, check->summary, "TotalImpuestosTrasladados"));
  total =
      fac_decimal_sub (total, fac_check_value (check, check->summary, "TotalImpuestosRetenidos"));
  total = fac_decimal_add (total, local_taxes (check));
  fac_check_equal (check, check->root, "Total", fac_check_round (total, check->decimals),
                   "CFDI40119");
}

static void
check_export (FacCheck *check)
{
  const gboolean trade = fac_check_complement (check, NS_TRADE_20, "ComercioExterior") != NULL;

  fac_check_rule (check, is (check, "Exportacion", "02") && !trade, "CFDI40122", check->root,
                  "Exportacion");
  fac_check_rule (check, is (check, "Exportacion", "01|03") && trade, "CFDI40222", check->root,
                  "Exportacion");
}

static int
year_of (const char *text)
{
  return text != NULL ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
check_period (FacCheck *check)
{
  const xmlNode *period = fac_check_child (check->root, "InformacionGlobal");
  const int year = year_of (fac_check_get (check, period, "Año"));
  const int issued = year_of (fac_check_get (check, check->root, "Fecha"));
  const gboolean two_months = fac_check_is (check, period, "Periodicidad", "05");

  fac_check_rule (check,
                  check->type == 'I' && period == NULL
                      && fac_check_is (check, check->receiver, "Rfc", "XAXX010101000")
                      && fac_check_is (check, check->receiver, "Nombre", "PUBLICO EN GENERAL"),
                  "CFDI40130", check->root, NULL);
  if (period == NULL)
    return;
  fac_check_rule (check, two_months && !fac_check_is (check, check->issuer, "RegimenFiscal", "621"),
                  "CFDI40132", period, "Periodicidad");
  fac_check_rule (check, !two_months && fac_check_is (check, period, "Meses", "13|14|15|16|17|18"),
                  "CFDI40134", period, "Meses");
  fac_check_rule (check, two_months && !fac_check_is (check, period, "Meses", "13|14|15|16|17|18"),
                  "CFDI40135", period, "Meses");
  fac_check_rule (check,
                  year != 0 && issued != 0 && (year > issued || year < issued - OLDEST_YEARS),
                  "CFDI40136", period, "Año");
}

void
fac_check_header (FacCheck *check)
{
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");

  check_payment (check);
  check_currency (check);
  check_subtotal (check, lines);
  check_total (check);
  if (check->old)
    return;
  check_export (check);
  check_period (check);
}
