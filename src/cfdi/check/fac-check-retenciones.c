/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-tax-id.h"

#include <stdlib.h>

/* Version 1.0 begins the names of its amounts with small letters. */
static const char *
named (FacCheck *check, const char *name, const char *old_name)
{
  return check->old ? old_name : name;
}

/* ---- complements that a key asks for ---------------------------------------------------------- */

/* c_CveRetenc; @abroad: only when the receiver lives abroad */
static const struct
{
  const char *key;
  const char *element;
  gboolean abroad;
} complements[] = {
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
has_complement (FacCheck *check, const char *name)
{
  for (guint i = 0; i < check->complements->len; i++)
    if (g_str_equal (((const xmlNode *)g_ptr_array_index (check->complements, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
lacks_complement (FacCheck *check)
{
  const gboolean abroad = fac_check_child (check->receiver, "Extranjero") != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (complements); i++)
    if (fac_check_is (check, check->root, "CveRetenc", complements[i].key)
        && (abroad || !complements[i].abroad))
      return !has_complement (check, complements[i].element);
  return FALSE;
}

/* ---- the head --------------------------------------------------------------------------------- */

static void
check_parties (FacCheck *check)
{
  const xmlNode *national = fac_check_child (check->receiver, "Nacional");
  const char *rfc = fac_check_get (check, national, "RfcR");
  const char *place = fac_check_get (check, check->root, "LugarExpRetenc");
  const char *own = fac_check_get (check, check->issuer, "RfcE");
  const char *system = fac_check_get (check, check->issuer, "RegimenFiscalE");

  fac_check_rule (check,
                  rfc != NULL && fac_tax_id_person (rfc) == FAC_PERSON_MORAL
                      && fac_check_get (check, national, "CurpR") != NULL,
                  "Reten20117", national, "CurpR");
  fac_check_rule (check, fac_check_is (check, national, "RfcR", FAC_RFC_FOREIGN), "Reten20114",
                  national, "RfcR");
  fac_check_rule (check,
                  fac_check_is (check, national, "RfcR", FAC_RFC_PUBLIC) && place != NULL
                      && !fac_check_is (check, national, "DomicilioFiscalR", place),
                  "Reten20120", national, "DomicilioFiscalR");
  fac_check_rule (check,
                  check->catalog != NULL && own != NULL && system != NULL
                      && fac_catalog_source_system_allowed (
                             check->catalog, system, fac_tax_id_person (own) == FAC_PERSON_MORAL)
                             == FAC_KNOWN_NO,
                  "Reten20112", check->issuer, "RegimenFiscalE");
  fac_check_rule (check,
                  fac_check_is (check, check->receiver, "NacionalidadR", "Nacional")
                      && check->receiver != NULL && national == NULL,
                  "301", check->receiver, "NacionalidadR");
}

static void
check_period (FacCheck *check)
{
  const xmlNode *period = fac_check_child (check->root, "Periodo");
  const char *from = fac_check_get (check, period, "MesIni");
  const char *to = fac_check_get (check, period, "MesFin");
  const char *year = fac_check_get (check, period, named (check, "Ejercicio", "Ejerc"));
  const char *issued = fac_check_get (check, check->root, "FechaExp");

  fac_check_rule (check, from != NULL && to != NULL && atoi (from) > atoi (to), "Reten20122",
                  period, "MesIni");
  if (year != NULL && issued != NULL)
    fac_check_rule (check, atoi (year) > atoi (issued) || atoi (year) < atoi (issued) - 5,
                    "Reten20126", period, named (check, "Ejercicio", "Ejerc"));
}

/* ---- amounts ---------------------------------------------------------------------------------- */

static void
check_totals (FacCheck *check, const xmlNode *totals)
{
  const char *whole = named (check, "MontoTotOperacion", "montoTotOperacion");
  const char *taxed = named (check, "MontoTotGrav", "montoTotGrav");
  const char *exempt = named (check, "MontoTotExent", "montoTotExent");
  const char *withheld = named (check, "MontoTotRet", "montoTotRet");
  g_autoptr (GPtrArray) taxes = fac_check_all (totals, "ImpRetenidos");
  const FacDecimal operation = fac_check_value (check, totals, whole);

  /* since 2022 a RIF's payments are told by their totals alone */
  if (!fac_check_is (check, check->root, "CveRetenc", "28"))
    {
      fac_check_equal (check, totals, whole,
                       fac_decimal_add (fac_check_value (check, totals, taxed),
                                        fac_check_value (check, totals, exempt)),
                       "Reten20127");
      fac_check_differs (
          check, fac_decimal_compare (fac_check_value (check, totals, taxed), operation) > 0,
          "Reten20128", totals, taxed);
      fac_check_differs (
          check, fac_decimal_compare (fac_check_value (check, totals, exempt), operation) > 0,
          "Reten20129", totals, exempt);
    }
  if (taxes->len == 0)
    fac_check_rule (check, fac_decimal_sign (fac_check_value (check, totals, withheld)) > 0,
                    "Reten20130", totals, withheld);
  else
    fac_check_equal (check, totals, withheld,
                     fac_check_sum (check, taxes, named (check, "MontoRet", "montoRet")),
                     "Reten20131");
}

static void
check_taxes (FacCheck *check, const xmlNode *totals)
{
  static const struct
  {
    const char *tax, *kinds;
  } fitting[] = {
    { "001", "03|04" },
    { "002", "01" },
    { "003", "02" },
  };
  g_autoptr (GPtrArray) taxes = fac_check_all (totals, "ImpRetenidos");

  for (guint i = 0; i < taxes->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (fitting); j++)
      {
        const xmlNode *tax = g_ptr_array_index (taxes, i);

        fac_check_rule (check,
                        fac_check_is (check, tax, "ImpuestoRet", fitting[j].tax)
                            && fac_check_is (check, tax, "TipoPagoRet", "01|02|03|04")
                            && !fac_check_is (check, tax, "TipoPagoRet", fitting[j].kinds),
                        "Reten20135", tax, "TipoPagoRet");
      }
}

static void
check_bimester (FacCheck *check, const xmlNode *totals)
{
  static const struct
  {
    const char *code, *name;
    gboolean positive;
  } amounts[] = {
    { "Reten20108", "MontoTotGrav", FALSE },
    { "Reten20108", "MontoTotExent", FALSE },
    { "Reten20132", "UtilidadBimestral", TRUE },
    { "Reten20133", "ISRCorrespondiente", TRUE },
  };

  if (!fac_check_is (check, check->root, "CveRetenc", "28"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    fac_check_rule (check,
                    (fac_decimal_sign (fac_check_value (check, totals, amounts[i].name)) > 0)
                        != amounts[i].positive,
                    amounts[i].code, totals,
                    fac_check_get (check, totals, amounts[i].name) != NULL ? amounts[i].name
                                                                           : NULL);
}

void
fac_check_retenciones (FacCheck *check)
{
  const xmlNode *totals = fac_check_child (check->root, "Totales");

  fac_check_rule (check,
                  fac_check_is (check, check->root, "CveRetenc", "25")
                      && fac_check_get (check, check->root, "DescRetenc") == NULL,
                  "Reten20106", check->root, "CveRetenc");
  fac_check_rule (check, !check->old && lacks_complement (check), "Reten20107", check->root,
                  "CveRetenc");
  if (!check->old)
    check_parties (check);
  check_period (check);
  if (totals == NULL)
    return;
  check_totals (check, totals);
  if (check->old)
    return;
  check_taxes (check, totals);
  check_bimester (check, totals);
}
