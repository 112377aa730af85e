/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include <string.h>

#define WINDOW (G_GINT64_CONSTANT (72) * 3600 * G_USEC_PER_SEC)
/* clocks differ a little; a document is not of the future because of that */
#define TOLERANCE (G_GINT64_CONSTANT (5) * 60 * G_USEC_PER_SEC)

static FacDecimal
sum_lines (FacSat *sat, const char *name)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < sat->lines->len; i++)
    sum = fac_decimal_add (sum, fac_sat_value (g_ptr_array_index (sat->lines, i), name));
  return sum;
}

static gboolean
some_line_has (FacSat *sat, const char *name)
{
  for (guint i = 0; i < sat->lines->len; i++)
    if (fac_sat_has (g_ptr_array_index (sat->lines, i), name))
      return TRUE;
  return FALSE;
}

static void
check_date (FacSat *sat)
{
  g_autofree char *text = fac_sat_text (sat->root, "Fecha");
  g_autoptr (GDateTime) date = NULL;
  gint64 time;

  if (text != NULL && strlen (text) == strlen ("2026-11-20T16:42:51"))
    date = g_date_time_new_from_iso8601 (text, sat->zone);
  if (date == NULL)
    {
      fac_sat_find (sat, "CFDI40101", -1);
      return;
    }
  time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  fac_sat_find_if (sat, time < sat->now - WINDOW || time > sat->now + TOLERANCE, "401", -1);
}

static void
check_payment (FacSat *sat)
{
  fac_sat_find_if (sat, strchr ("TNP", sat->type) != NULL && fac_sat_has (sat->root, "FormaPago"),
                   "CFDI40103", -1);
  fac_sat_find_if (sat, strchr ("TP", sat->type) != NULL && fac_sat_has (sat->root, "MetodoPago"),
                   "CFDI40125", -1);
  fac_sat_find_if (sat, fac_sat_unknown (sat, sat->root, "FormaPago", FAC_CATALOG_PAYMENT_FORMS),
                   "CFDI40104", -1);
  fac_sat_find_if (sat, fac_sat_is (sat->root, "MetodoPago", "PPD")
                   && !fac_sat_is (sat->root, "FormaPago", "99"),
                   "CFDI40105", -1);
  fac_sat_find_if (sat, fac_sat_unknown (sat, sat->root, "MetodoPago", FAC_CATALOG_PAYMENT_METHODS),
                   "CFDI40124", -1);
}

static void
check_subtotal (FacSat *sat)
{
  FacDecimal subtotal = fac_sat_value (sat->root, "SubTotal");
  FacDecimal sum = fac_sat_round (sum_lines (sat, "Importe"), sat->decimals);

  fac_sat_find_if (sat, subtotal.scale > sat->decimals, "CFDI40107", -1);
  if (strchr ("TP", sat->type) != NULL)
    fac_sat_find_if (sat, !fac_decimal_is_zero (subtotal), "CFDI40109", -1);
  else
    fac_sat_find_if (sat, !fac_decimal_equal (subtotal, sum), "CFDI40108", -1);
}

static void
check_discount (FacSat *sat)
{
  gboolean lines = some_line_has (sat, "Descuento");
  FacDecimal discount, sum;

  if (!fac_sat_number (sat->root, "Descuento", &discount))
    {
      fac_sat_find_if (sat, lines, "CFDI40111", -1);
      return;
    }
  sum = fac_sat_round (sum_lines (sat, "Descuento"), sat->decimals);
  fac_sat_find_if (sat, fac_decimal_compare (discount, fac_sat_value (sat->root, "SubTotal")) > 0,
                   "CFDI40110", -1);
  fac_sat_find_if (sat, !lines || !fac_decimal_equal (discount, sum), "CFDI40111", -1);
  fac_sat_find_if (sat, discount.scale > sat->decimals, "CFDI40112", -1);
}

static void
check_currency (FacSat *sat)
{
  g_autofree char *currency = fac_sat_text (sat->root, "Moneda");
  FacDecimal rate;
  gboolean has_rate = fac_sat_has (sat->root, "TipoCambio");
  gboolean number = fac_sat_number (sat->root, "TipoCambio", &rate);

  fac_sat_find_if (sat, currency == NULL || fac_sat_unknown (sat, sat->root, "Moneda",
                                                             FAC_CATALOG_CURRENCIES),
                   "CFDI40113", -1);
  if (g_strcmp0 (currency, "MXN") == 0)
    fac_sat_find_if (sat, has_rate && !fac_decimal_equal (rate, fac_decimal_from_int (1)),
                     "CFDI40114", -1);
  else if (g_strcmp0 (currency, "XXX") == 0)
    fac_sat_find_if (sat, has_rate, "CFDI40116", -1);
  else
    fac_sat_find_if (sat, !has_rate, "CFDI40115", -1);
  fac_sat_find_if (sat, has_rate && (!number || rate.scale > 6 || fac_decimal_sign (rate) <= 0),
                   "CFDI40117", -1);
}

/* A confirmation of the PAC stands for a rate or a total beyond what the SAT expects. Which ones
 * were used up is simulated (README.md). */
static void
check_confirmation (FacSat *sat)
{
  g_autofree char *currency = fac_sat_text (sat->root, "Moneda");
  gboolean confirmed = fac_sat_has (sat->root, "Confirmacion");
  gboolean far = fac_sat_rate_far (currency, fac_sat_value (sat->root, "TipoCambio"));
  gboolean large = fac_sat_holds (sat, sat->root, "Total>999999999999999999.999999");

  fac_sat_find_if (sat, far && !confirmed, "CFDI40118", -1);
  fac_sat_find_if (sat, large && !confirmed, "CFDI40120", -1);
  fac_sat_find_if (sat, confirmed && !far && !large, "CFDI40127", -1);
  fac_sat_find_if (sat, fac_sat_holds (sat, sat->root, "Confirmacion^[0-9a-zA-Z]{5}"), "CFDI40128",
                   -1);
  fac_sat_find_if (sat, fac_sat_is (sat->root, "Confirmacion", "USADA"), "CFDI40129", -1);
}

/* Local taxes are in a complement of their own; its totals take part in the document's total. */
static FacDecimal
local_taxes (FacSat *sat)
{
  xmlNode *local = fac_sat_child (sat->complement, "ImpuestosLocales");
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (; local != NULL; local = fac_sat_next (local, "ImpuestosLocales"))
    {
      sum = fac_decimal_add (sum, fac_sat_value (local, "TotaldeTraslados"));
      sum = fac_decimal_sub (sum, fac_sat_value (local, "TotaldeRetenciones"));
    }
  return sum;
}

static void
check_total (FacSat *sat)
{
  FacDecimal total = fac_sat_value (sat->root, "SubTotal");
  FacDecimal stated;

  total = fac_decimal_sub (total, fac_sat_value (sat->root, "Descuento"));
  total = fac_decimal_add (total, fac_sat_value (sat->summary, "TotalImpuestosTrasladados"));
  total = fac_decimal_sub (total, fac_sat_value (sat->summary, "TotalImpuestosRetenidos"));
  total = fac_decimal_add (total, local_taxes (sat));
  fac_sat_find_if (sat, !fac_sat_number (sat->root, "Total", &stated)
                   || !fac_decimal_equal (total, stated)
                   || fac_decimal_sign (stated) < 0, "CFDI40119", -1);
}

static void
check_export (FacSat *sat)
{
  gboolean trade = fac_sat_child (sat->complement, "ComercioExterior") != NULL;

  fac_sat_find_if (sat, fac_sat_unknown (sat, sat->root, "Exportacion", FAC_CATALOG_EXPORT),
                   "CFDI40123", -1);
  fac_sat_find_if (sat, fac_sat_is (sat->root, "Exportacion", "02") && !trade, "CFDI40122", -1);
  fac_sat_find_if (sat, trade && (fac_sat_is (sat->root, "Exportacion", "01")
                                  || fac_sat_is (sat->root, "Exportacion", "03")), "CFDI40222", -1);
}

void
fac_sat_check_header (FacSat *sat)
{
  xmlNode *related = fac_sat_child (sat->root, "CfdiRelacionados");

  check_date (sat);
  check_payment (sat);
  check_subtotal (sat);
  check_discount (sat);
  check_currency (sat);
  check_confirmation (sat);
  check_total (sat);
  check_export (sat);
  fac_sat_find_if (sat, fac_sat_unknown (sat, sat->root, "LugarExpedicion", FAC_CATALOG_ZIPS),
                   "CFDI40126", -1);
  for (; related != NULL; related = fac_sat_next (related, "CfdiRelacionados"))
    fac_sat_find_if (sat, fac_sat_unknown (sat, related, "TipoRelacion", FAC_CATALOG_RELATIONS),
                     "CFDI40137", -1);
}
