/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include "fac-cadena-order.h"
#include "fac-tax-id.h"

#include <string.h>

#define WINDOW (G_GINT64_CONSTANT (72) * 3600 * G_USEC_PER_SEC)
#define TOLERANCE (G_GINT64_CONSTANT (5) * 60 * G_USEC_PER_SEC)
#define YEARS 5
#define KEYS "01|02|03|04|05|06|07|08|09|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28"
#define MONTHS "01|02|03|04|05|06|07|08|09|10|11|12"

/* Which complement explains a key; those of @abroad only when the receiver is. */
static const struct
{
  const char *key;
  const char *element;
  gboolean    abroad;
} wanted[] = {
  { "01", "Pagosaextranjeros", TRUE },
  { "02", "Pagosaextranjeros", TRUE },
  { "04", "Pagosaextranjeros", TRUE },
  { "05", "Pagosaextranjeros", TRUE },
  { "06", "EnajenaciondeAcciones", FALSE },
  { "14", "Dividendos", FALSE },
  { "15", "Dividendos", FALSE },
  { "16", "Intereses", FALSE },
  { "17", "Arrendamientoenfideicomiso", FALSE },
  { "18", "Pagosaextranjeros", FALSE },
  { "19", "EnajenaciondeAcciones", FALSE },
  { "20", "Premios", FALSE },
  { "21", "Fideicomisonoempresarial", FALSE },
  { "22", "Planesderetiro", FALSE },
  { "23", "Intereseshipotecarios", FALSE },
  { "24", "Operacionesconderivados", FALSE },
  { "26", "ServiciosPlataformasTecnologicas", FALSE },
};

static gboolean
lacks_complement (FacSat *sat, xmlNode *root)
{
  gboolean abroad = fac_sat_is (fac_sat_child (root, "Receptor"), "NacionalidadR", "Extranjero");

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (fac_sat_is (root, "CveRetenc", wanted[i].key) && (abroad || !wanted[i].abroad))
      return fac_sat_child (sat->complement, wanted[i].element) == NULL;
  return FALSE;
}

static GDateTime *
read_date (FacSat *sat)
{
  g_autofree char *text = fac_sat_text (sat->root, "FechaExp");

  if (text == NULL || strlen (text) != strlen ("2026-11-20T16:42:51"))
    return NULL;
  return g_date_time_new_from_iso8601 (text, sat->zone);
}

static gboolean
date_is_wrong (FacSat *sat, G_GNUC_UNUSED xmlNode *root)
{
  g_autoptr (GDateTime) date = read_date (sat);

  return date == NULL || g_date_time_to_unix (date) * G_USEC_PER_SEC > sat->now + TOLERANCE;
}

static gboolean
date_is_old (FacSat *sat, G_GNUC_UNUSED xmlNode *root)
{
  g_autoptr (GDateTime) date = read_date (sat);

  return date != NULL && g_date_time_to_unix (date) * G_USEC_PER_SEC < sat->now - WINDOW;
}

static gboolean
year_is_wrong (FacSat *sat, xmlNode *period)
{
  g_autofree char *text = fac_sat_text (period, "Ejercicio");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (sat->now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, sat->zone);
  gint64 year = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  return year > g_date_time_get_year (local) || year < g_date_time_get_year (local) - YEARS;
}

static gboolean
parts_differ (G_GNUC_UNUSED FacSat *sat, xmlNode *totals)
{
  FacDecimal sum = fac_decimal_add (fac_sat_value (totals, "MontoTotGrav"),
                                    fac_sat_value (totals, "MontoTotExent"));

  return fac_sat_differs (totals, "MontoTotOperacion", TRUE, sum);
}

static gboolean
withheld_differs (FacSat *sat, xmlNode *totals)
{
  FacDecimal sum = fac_sat_sum (sat, totals, "ImpRetenidos", "MontoRet", NULL);

  return fac_sat_child (totals, "ImpRetenidos") != NULL
    && fac_sat_differs (totals, "MontoTotRet", TRUE, sum);
}

static gboolean
place_differs (FacSat *sat, xmlNode *receiver)
{
  g_autofree char *place = fac_sat_text (sat->root, "LugarExpRetenc");

  return fac_sat_is (receiver, "RfcR", FAC_RFC_PUBLIC)
    && !fac_sat_is (receiver, "DomicilioFiscalR", place);
}

static gboolean
system_is_not_its_own (FacSat *sat, xmlNode *issuer)
{
  g_autofree char *system = fac_sat_text (issuer, "RegimenFiscalE");
  g_autofree char *rfc = fac_sat_text (issuer, "RfcE");

  return system != NULL && rfc != NULL
    && fac_catalog_source_knows (sat->catalog, FAC_CATALOG_TAX_SYSTEMS, system) != FAC_KNOWN_NO
    && fac_catalog_source_system_allowed (sat->catalog, system,
                                          g_utf8_strlen (rfc, -1) == 12) == FAC_KNOWN_NO;
}

/* RIF: its amounts are others. */
#define RIF "/@CveRetenc=28 "

static const FacSatRule rules[] = {
  { "Reten20103", "", NULL, date_is_wrong },
  { "401", "", NULL, date_is_old },
  { "Reten20104", "", "LugarExpRetenc?" FAC_CATALOG_ZIPS },
  { "Reten20105", "", "CveRetenc#" KEYS },
  { "Reten20106", "", "CveRetenc=25 !DescRetenc" },
  { "Reten20107", "", NULL, lacks_complement },
  { "Reten20108", "Totales", RIF "MontoTotGrav>0" },
  { "Reten20108", "Totales", RIF "MontoTotExent>0" },
  { "Reten20109", "CfdiRetenRelacionados", "TipoRelacion?" FAC_CATALOG_RELATIONS },
  { "Reten20111", "Emisor", "RegimenFiscalE?" FAC_CATALOG_TAX_SYSTEMS },
  { "Reten20112", "Emisor", NULL, system_is_not_its_own },
  { "Reten20114", "Receptor/Nacional", "RfcR~X[AE]XX.* RfcR#" FAC_RFC_PUBLIC },
  { "Reten20117", "Receptor/Nacional", "CurpR RfcR~.{12}" },
  { "Reten20120", "Receptor/Nacional", NULL, place_differs },
  { "Reten20121", "Periodo", "MesIni#" MONTHS },
  { "Reten20122", "Periodo", "MesIni>MesFin" },
  { "Reten20123", "Periodo", "MesFin#" MONTHS },
  { "Reten20124", "Periodo", "MesFin<MesIni" },
  { "Reten20126", "Periodo", NULL, year_is_wrong },
  { "Reten20127", "Totales", NULL, parts_differ },
  { "Reten20128", "Totales", "MontoTotGrav>MontoTotOperacion" },
  { "Reten20129", "Totales", "MontoTotExent>MontoTotOperacion" },
  { "Reten20130", "Totales", "MontoTotRet>0 !ImpRetenidos/" },
  { "Reten20131", "Totales", NULL, withheld_differs },
  { "Reten20132", "Totales", RIF "!UtilidadBimestral>0" },
  { "Reten20133", "Totales", RIF "!ISRCorrespondiente>0" },
  { "Reten20134", "Totales/ImpRetenidos", "TipoPagoRet#01|02|03|04" },
  { "Reten20135", "Totales/ImpRetenidos", "ImpuestoRet=001 TipoPagoRet=01|02" },
  { "Reten20135", "Totales/ImpRetenidos", "ImpuestoRet=002 TipoPagoRet=02|03|04" },
  { "Reten20135", "Totales/ImpRetenidos", "ImpuestoRet=003 TipoPagoRet=01|03|04" },
};

static void
check_registered (FacSat *sat)
{
  static const FacSatRegisterCodes issuer = { NULL, "Reten20110", "Reten20136", NULL, NULL };
  static const FacSatRegisterCodes receiver = { "Reten20113", "Reten20115", "Reten20116",
                                                "Reten20119", "Reten20120" };
  g_autofree char *rfc = fac_sat_text (sat->receiver, "RfcR");
  g_autofree char *name = fac_sat_text (sat->receiver, "NomDenRazSocR");
  g_autofree char *zip = fac_sat_text (sat->receiver, "DomicilioFiscalR");
  g_autofree char *own_rfc = fac_sat_text (sat->issuer, "RfcE");
  g_autofree char *own_name = fac_sat_text (sat->issuer, "NomDenRazSocE");

  fac_sat_check_register (sat, rfc, name, zip, &receiver, -1);
  fac_sat_check_register (sat, own_rfc, own_name, NULL, &issuer, -1);
}

gboolean
fac_sat_is_retention (FacSat *sat)
{
  return sat->root != NULL && g_str_equal ((const char *) sat->root->name, "Retenciones")
    && sat->root->ns != NULL
    && g_str_equal ((const char *) sat->root->ns->href,
                    "http://www.sat.gob.mx/esquemas/retencionpago/2")
    && fac_sat_is (sat->root, "Version", "2.0")
    && fac_sat_child (sat->root, "Emisor") != NULL && fac_sat_child (sat->root, "Periodo") != NULL
    && fac_sat_child (sat->root, "Receptor") != NULL
    && fac_sat_child (sat->root, "Totales") != NULL;
}

void
fac_sat_check_retention (FacSat *sat)
{
  sat->issuer = fac_sat_child (sat->root, "Emisor");
  sat->receiver = fac_sat_child (fac_sat_child (sat->root, "Receptor"), "Nacional");
  sat->complement = fac_sat_child (sat->root, "Complemento");
  fac_sat_apply (sat, rules, G_N_ELEMENTS (rules));
  check_registered (sat);
}
