/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include "fac-money.h"

#define P "Complemento/Pagos"
#define PAGO P "/Pago"
#define DOC PAGO "/DoctoRelacionado"
#define LINE "Conceptos/Concepto"

/* c_FormaPago: which forms have an account that pays, one that is paid, and its shape. */
#define WITH_PAYER "FormaDePagoP#02|03|04|05|06|28|29"
#define WITH_PAYEE "FormaDePagoP#02|03|04|05|28|29"
#define WALLET "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}"

static FacDecimal
unit (guint scale)
{
  return fac_decimal_make (1, scale);
}

static gboolean
same_currency (xmlNode *document)
{
  g_autofree char *currency = fac_sat_text (document, "MonedaDR");

  return fac_sat_is (document->parent, "MonedaP", currency);
}

static gboolean
test_rate_far (FacSat *sat, xmlNode *payment)
{
  g_autofree char *currency = fac_sat_text (payment, "MonedaP");

  return !fac_sat_has (sat->root, "Confirmacion")
    && fac_sat_rate_far (currency, fac_sat_value (payment, "TipoCambioP"));
}

static gboolean
too_fine (xmlNode *node, const char *name, const char *currency_name)
{
  g_autofree char *currency = fac_sat_text (node, currency_name);

  return fac_sat_value (node, name).scale > fac_currency_decimals (currency);
}

static gboolean
test_amount_fine (FacSat *sat G_GNUC_UNUSED, xmlNode *payment)
{
  return too_fine (payment, "Monto", "MonedaP");
}

static gboolean
test_before_fine (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return too_fine (document, "ImpSaldoAnt", "MonedaDR");
}

static gboolean
test_paid_fine (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return too_fine (document, "ImpPagado", "MonedaDR");
}

static gboolean
test_after_fine (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return too_fine (document, "ImpSaldoInsoluto", "MonedaDR");
}

static gboolean
test_balance (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  FacDecimal after = fac_sat_value (document, "ImpSaldoInsoluto");
  FacDecimal expected = fac_decimal_sub (fac_sat_value (document, "ImpSaldoAnt"),
                                         fac_sat_value (document, "ImpPagado"));

  return fac_decimal_sign (after) < 0 || !fac_decimal_equal (after, expected);
}

static gboolean
test_other_currency (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return !same_currency (document);
}

static gboolean
test_equivalence (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return same_currency (document)
    && !fac_decimal_equal (fac_sat_value (document, "EquivalenciaDR"), fac_decimal_from_int (1));
}

/* In a payment of documents in several currencies, the 1 is written with all of its decimals. */
static gboolean
test_mixed_equivalence (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  gboolean mixed = FALSE;

  if (!same_currency (document) || !fac_sat_has (document, "EquivalenciaDR"))
    return FALSE;
  for (xmlNode *other = fac_sat_child (document->parent, "DoctoRelacionado"); other != NULL;
       other = fac_sat_next (other, "DoctoRelacionado"))
    mixed = mixed || !same_currency (other);
  return mixed && !fac_sat_is (document, "EquivalenciaDR", "1.0000000000");
}

/* What a document takes of its payment at the least, in the payment's currency. */
static FacDecimal
least_taken (xmlNode *document)
{
  g_autofree char *currency = fac_sat_text (document->parent, "MonedaP");
  FacDecimal paid = fac_sat_value (document, "ImpPagado");
  FacDecimal rate = fac_sat_value (document, "EquivalenciaDR");

  if (same_currency (document) || fac_decimal_sign (rate) <= 0)
    return paid;
  paid = fac_decimal_sub (paid, fac_decimal_make (5, paid.scale + 1u));
  rate = fac_decimal_add (rate, fac_decimal_make (5, MIN (rate.scale + 1u,
                                                          FAC_DECIMAL_MAX_SCALE)));
  return fac_decimal_div (paid, rate, fac_currency_decimals (currency), FAC_ROUND_DOWN);
}

static gboolean
takes_too_much (xmlNode *payment, gboolean converted)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;
  gboolean other = FALSE;

  for (xmlNode *document = fac_sat_child (payment, "DoctoRelacionado"); document != NULL;
       document = fac_sat_next (document, "DoctoRelacionado"))
    {
      other = other || !same_currency (document);
      sum = fac_decimal_add (sum, least_taken (document));
    }
  return other == converted && fac_decimal_compare (sum, fac_sat_value (payment, "Monto")) > 0;
}

static gboolean
test_taken (FacSat *sat G_GNUC_UNUSED, xmlNode *payment)
{
  return takes_too_much (payment, FALSE);
}

static gboolean
test_taken_converted (FacSat *sat G_GNUC_UNUSED, xmlNode *payment)
{
  return takes_too_much (payment, TRUE);
}

static gboolean
test_one_taken (FacSat *sat G_GNUC_UNUSED, xmlNode *document)
{
  return !same_currency (document)
    && fac_decimal_compare (least_taken (document),
                            fac_sat_value (document->parent, "Monto")) > 0;
}

static gboolean
test_line_children (FacSat *sat G_GNUC_UNUSED, xmlNode *line)
{
  for (xmlNode *child = line->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE
        && !xmlStrEqual (child->name, BAD_CAST "ACuentaTerceros"))
      return TRUE;
  return FALSE;
}

static gboolean
test_line_count (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  return sat->lines->len != 1;
}

static gboolean
rate_wrong (xmlNode *tax, const char *suffix, gboolean withheld)
{
  g_autofree char *kind_name = g_strconcat ("Impuesto", suffix, NULL);
  g_autofree char *factor_name = g_strconcat ("TipoFactor", suffix, NULL);
  g_autofree char *rate_name = g_strconcat ("TasaOCuota", suffix, NULL);
  g_autofree char *kind = fac_sat_text (tax, kind_name);
  g_autofree char *factor = fac_sat_text (tax, factor_name);
  FacDecimal rate;

  return fac_sat_number (tax, rate_name, &rate)
    && !fac_sat_rate_allowed (kind, factor, withheld, rate);
}

static gboolean
test_withheld_rate (FacSat *sat G_GNUC_UNUSED, xmlNode *tax)
{
  return rate_wrong (tax, "DR", TRUE);
}

static gboolean
test_added_rate (FacSat *sat G_GNUC_UNUSED, xmlNode *tax)
{
  return rate_wrong (tax, "DR", FALSE);
}

static gboolean
test_payment_rate (FacSat *sat G_GNUC_UNUSED, xmlNode *tax)
{
  return rate_wrong (tax, "P", FALSE);
}

static gboolean
test_tax_amount (FacSat *sat G_GNUC_UNUSED, xmlNode *tax)
{
  FacDecimal rate, amount;

  return fac_sat_number (tax, "TasaOCuotaDR", &rate) && fac_sat_number (tax, "ImporteDR", &amount)
    && !fac_sat_product_fits (fac_sat_value (tax, "BaseDR"), rate, TRUE, amount);
}

static const FacSatRule document_rules[] = {
  { "CRP20101", P, "/@TipoDeComprobante#P" },
  { "CRP20102", P, "/@Exportacion#01" },
  { "CRP20103", P, "/@SubTotal#0" },
  { "CRP20104", P, "/@Moneda#XXX" },
  { "CRP20105", P, "/@FormaPago" },
  { "CRP20106", P, "/@MetodoPago" },
  { "CRP20107", P, "/@CondicionesDePago" },
  { "CRP20108", P, "/@Descuento" },
  { "CRP20109", P, "/@TipoCambio" },
  { "CRP20110", P, "/@Total#0" },
  { "CRP20111", P, NULL, test_line_count },
  { "CRP20112", LINE, NULL, test_line_children },
  { "CRP20113", LINE, "ClaveProdServ#84111506" },
  { "CRP20114", LINE, "NoIdentificacion" },
  { "CRP20115", LINE, "Cantidad#1" },
  { "CRP20116", LINE, "ClaveUnidad#ACT" },
  { "CRP20117", LINE, "Unidad" },
  { "CRP20118", LINE, "Descripcion#Pago" },
  { "CRP20119", LINE, "ValorUnitario#0" },
  { "CRP20120", LINE, "Importe#0" },
  { "CRP20121", LINE, "Descuento" },
  { "CRP20122", LINE, "ObjetoImp#01" },
  { "CRP20123", LINE, "Impuestos/" },
};

static const FacSatRule payment_rules[] = {
  { "CRP20212", PAGO, "FormaDePagoP=99" },
  { "CRP20213", PAGO, "MonedaP=XXX" },
  { "CRP20214", PAGO, "MonedaP#MXN|XXX !TipoCambioP" },
  { "CRP20215", PAGO, "MonedaP=MXN !TipoCambioP=1" },
  { "CRP20216", PAGO, NULL, test_rate_far },
  { "CRP20217", PAGO, NULL, test_taken },
  { "CRP20218", PAGO, "!Monto>0" },
  { "CRP20219", PAGO, NULL, test_amount_fine },
  { "CRP20220", PAGO, "Monto>999999999999999999.999999 !/@Confirmacion" },
  { "CRP20221", PAGO, "RfcEmisorCtaOrd " WITH_PAYER },
  { "CRP20222", PAGO, "RfcEmisorCtaOrd?rfc" },
  { "CRP20223", PAGO, "RfcEmisorCtaOrd=XEXX010101000 !NomBancoOrdExt" },
  { "CRP20224", PAGO, "CtaOrdenante " WITH_PAYER },
  { "CRP20225", PAGO, "FormaDePagoP=02 CtaOrdenante^[0-9]{11}|[0-9]{18}" },
  { "CRP20225", PAGO, "FormaDePagoP=03 CtaOrdenante^[0-9]{10}|[0-9]{16}|[0-9]{18}" },
  { "CRP20225", PAGO, "FormaDePagoP=04|28 CtaOrdenante^[0-9]{16}" },
  { "CRP20225", PAGO, "FormaDePagoP=05 CtaOrdenante^" WALLET },
  { "CRP20225", PAGO, "FormaDePagoP=06 CtaOrdenante^[0-9]{10}" },
  { "CRP20225", PAGO, "FormaDePagoP=29 CtaOrdenante^[0-9]{15,16}" },
  { "CRP20226", PAGO, "FormaDePagoP=03 CtaBeneficiario^[0-9]{10}|[0-9]{18}" },
  { "CRP20226", PAGO, "FormaDePagoP=02|04|05|28|29 CtaBeneficiario^" WALLET },
  { "CRP20227", PAGO, "RfcEmisorCtaBen " WITH_PAYEE },
  { "CRP20228", PAGO, "CtaBeneficiario " WITH_PAYEE },
  { "CRP20229", PAGO, "TipoCadPago FormaDePagoP#03" },
  { "CRP20230", PAGO, "TipoCadPago !CertPago" },
  { "CRP20231", PAGO, "CertPago !TipoCadPago" },
  { "CRP20232", PAGO, "TipoCadPago !CadPago" },
  { "CRP20233", PAGO, "CadPago !TipoCadPago" },
  { "CRP20234", PAGO, "TipoCadPago !SelloPago" },
  { "CRP20235", PAGO, "SelloPago !TipoCadPago" },
  { "CRP20236", DOC, "MonedaDR=XXX" },
  { "CRP20237", DOC, "!EquivalenciaDR", test_other_currency },
  { "CRP20238", DOC, NULL, test_equivalence },
  { "CRP20239", DOC, "!ImpSaldoAnt>0" },
  { "CRP20240", DOC, NULL, test_before_fine },
  { "CRP20241", DOC, "!ImpPagado>0" },
  { "CRP20242", DOC, NULL, test_paid_fine },
  { "CRP20243", DOC, NULL, test_after_fine },
  { "CRP20244", DOC, NULL, test_balance },
  { "CRP20275", DOC, NULL, test_one_taken },
  { "CRP20276", PAGO, NULL, test_taken_converted },
  { "CRP20277", DOC, NULL, test_mixed_equivalence },
};

#define DR DOC "/ImpuestosDR"
#define WITHHELD_DR DR "/RetencionesDR/RetencionDR"
#define ADDED_DR DR "/TrasladosDR/TrasladoDR"
#define WITHHELD_P PAGO "/ImpuestosP/RetencionesP/RetencionP"
#define ADDED_P PAGO "/ImpuestosP/TrasladosP/TrasladoP"

static const FacSatRule tax_rules[] = {
  { "CRP20245", DOC, "!ObjetoImpDR=01|02|03|04|05|06|07|08" },
  { "CRP20246", DOC, "ObjetoImpDR=02 !ImpuestosDR/" },
  { "CRP20247", DOC, "ObjetoImpDR=01|03|04|05 ImpuestosDR/" },
  { "CRP20248", DR, "!RetencionesDR/RetencionDR/ !TrasladosDR/TrasladoDR/" },
  { "CRP20249", WITHHELD_DR, "!BaseDR>0" },
  { "CRP20250", WITHHELD_DR, "!ImpuestoDR=001|002|003" },
  { "CRP20251", WITHHELD_DR, "!TipoFactorDR=Tasa|Cuota|Exento" },
  { "CRP20252", WITHHELD_DR, "TipoFactorDR=Exento" },
  { "CRP20253", WITHHELD_DR, NULL, test_withheld_rate },
  { "CRP20254", WITHHELD_DR, NULL, test_tax_amount },
  { "CRP20255", ADDED_DR, "!BaseDR>0" },
  { "CRP20256", ADDED_DR, "!ImpuestoDR=002|003" },
  { "CRP20257", ADDED_DR, "!TipoFactorDR=Tasa|Cuota|Exento" },
  { "CRP20258", ADDED_DR, "TipoFactorDR=Exento TasaOCuotaDR" },
  { "CRP20258", ADDED_DR, "TipoFactorDR=Exento ImporteDR" },
  { "CRP20259", ADDED_DR, "TipoFactorDR=Tasa|Cuota !TasaOCuotaDR" },
  { "CRP20259", ADDED_DR, "TipoFactorDR=Tasa|Cuota !ImporteDR" },
  { "CRP20260", ADDED_DR, NULL, test_added_rate },
  { "CRP20261", ADDED_DR, NULL, test_tax_amount },
  { "CRP20262", WITHHELD_P, "!ImpuestoP=001|002|003" },
  { "CRP20266", ADDED_P, "TipoFactorP=Exento TasaOCuotaP" },
  { "CRP20266", ADDED_P, "TipoFactorP=Exento ImporteP" },
  { "CRP20270", ADDED_P, "!ImpuestoP=002|003" },
  { "CRP20272", ADDED_P, NULL, test_payment_rate },
  { "CRP20278", WITHHELD_DR, "../../../@ObjetoImpDR=06|08 ImpuestoDR=002|003" },
  { "CRP20278", ADDED_DR, "../../../@ObjetoImpDR=06|08" },
  { "CRP20279", ADDED_DR, "../../../@ObjetoImpDR=07 ImpuestoDR=002" },
  { "CRP20279", DOC, "ObjetoImpDR=07 !ImpuestosDR/TrasladosDR/" },
};

static gboolean
same_text (xmlNode *a, const char *name_a, xmlNode *b, const char *name_b)
{
  g_autofree char *text = fac_sat_text (a, name_a);

  return fac_sat_is (b, name_b, text);
}

/* Whether the document's tax @dr goes into the payment's group @p. */
static gboolean
is_of_group (xmlNode *dr, xmlNode *p, gboolean withheld)
{
  return same_text (dr, "ImpuestoDR", p, "ImpuestoP")
    && (withheld
        || (same_text (dr, "TipoFactorDR", p, "TipoFactorP")
            && fac_decimal_equal (fac_sat_value (dr, "TasaOCuotaDR"),
                                  fac_sat_value (p, "TasaOCuotaP"))));
}

static FacDecimal
sum_documents (xmlNode *payment, xmlNode *group, gboolean withheld, const char *name)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (xmlNode *document = fac_sat_child (payment, "DoctoRelacionado"); document != NULL;
       document = fac_sat_next (document, "DoctoRelacionado"))
    {
      xmlNode *taxes = fac_sat_child (document, "ImpuestosDR");
      xmlNode *list = fac_sat_child (taxes, withheld ? "RetencionesDR" : "TrasladosDR");
      const char *each = withheld ? "RetencionDR" : "TrasladoDR";
      FacDecimal rate = fac_sat_value (document, "EquivalenciaDR");

      if (fac_decimal_sign (rate) <= 0)
        rate = fac_decimal_from_int (1);
      for (xmlNode *tax = fac_sat_child (list, each); tax != NULL; tax = fac_sat_next (tax, each))
        if (is_of_group (tax, group, withheld))
          sum = fac_decimal_add (sum, fac_decimal_div (fac_sat_value (tax, name), rate,
                                                       FAC_DECIMAL_MAX_SCALE,
                                                       FAC_ROUND_HALF_UP));
    }
  return sum;
}

/* Less than one unit of the last written decimal apart. */
static gboolean
is_near (FacDecimal stated, FacDecimal sum)
{
  FacDecimal apart = fac_decimal_sub (stated, sum);

  if (fac_decimal_sign (apart) < 0)
    apart = fac_decimal_sub (sum, stated);
  return fac_decimal_compare (apart, unit (stated.scale)) < 0;
}

static gboolean
is_repeated (xmlNode *group, const char *name, gboolean withheld)
{
  for (xmlNode *other = fac_sat_next (group, name); other != NULL;
       other = fac_sat_next (other, name))
    if (same_text (group, "ImpuestoP", other, "ImpuestoP")
        && (withheld || (same_text (group, "TipoFactorP", other, "TipoFactorP")
                         && fac_decimal_equal (fac_sat_value (group, "TasaOCuotaP"),
                                               fac_sat_value (other, "TasaOCuotaP")))))
      return TRUE;
  return FALSE;
}

static void
check_groups (FacSat *sat, xmlNode *payment, int index)
{
  xmlNode *taxes = fac_sat_child (payment, "ImpuestosP");
  xmlNode *tax = fac_sat_child (fac_sat_child (taxes, "RetencionesP"), "RetencionP");

  for (; tax != NULL; tax = fac_sat_next (tax, "RetencionP"))
    {
      fac_sat_find_if (sat, is_repeated (tax, "RetencionP", TRUE), "CRP20263", index);
      fac_sat_find_if (sat, !is_near (fac_sat_value (tax, "ImporteP"),
                                      sum_documents (payment, tax, TRUE, "ImporteDR")),
                       "CRP20265", index);
    }
  tax = fac_sat_child (fac_sat_child (taxes, "TrasladosP"), "TrasladoP");
  for (; tax != NULL; tax = fac_sat_next (tax, "TrasladoP"))
    {
      gboolean exempt = fac_sat_is (tax, "TipoFactorP", "Exento");

      fac_sat_find_if (sat, is_repeated (tax, "TrasladoP", FALSE), "CRP20271", index);
      fac_sat_find_if (sat, !is_near (fac_sat_value (tax, "BaseP"),
                                      sum_documents (payment, tax, FALSE, "BaseDR")),
                       exempt ? "CRP20269" : "CRP20268", index);
      fac_sat_find_if (sat, !exempt && !is_near (fac_sat_value (tax, "ImporteP"),
                                                 sum_documents (payment, tax, FALSE,
                                                                "ImporteDR")),
                       "CRP20274", index);
    }
}

/* Each total in pesos: @wrong when it is not the sum, @missing when there is a sum and no total. */
static const struct
{
  const char *total;
  const char *path;
  const char *name;
  const char *only;
  const char *wrong;
  const char *missing;
} totals[] = {
#define KEPT "ImpuestosP/RetencionesP/RetencionP", "ImporteP"
#define BASE "ImpuestosP/TrasladosP/TrasladoP", "BaseP"
#define IVA "ImpuestosP/TrasladosP/TrasladoP", "ImporteP"
  { "TotalRetencionesIVA", KEPT, "ImpuestoP=002", "CRP20201", "CRP20264" },
  { "TotalRetencionesISR", KEPT, "ImpuestoP=001", "CRP20202", "CRP20264" },
  { "TotalRetencionesIEPS", KEPT, "ImpuestoP=003", "CRP20203", "CRP20264" },
  { "TotalTrasladosBaseIVA16", BASE, "ImpuestoP=002 TasaOCuotaP=0.160000", "CRP20204",
    "CRP20267" },
  { "TotalTrasladosImpuestoIVA16", IVA, "ImpuestoP=002 TasaOCuotaP=0.160000", "CRP20205",
    "CRP20273" },
  { "TotalTrasladosBaseIVA8", BASE, "ImpuestoP=002 TasaOCuotaP=0.080000", "CRP20206",
    "CRP20267" },
  { "TotalTrasladosImpuestoIVA8", IVA, "ImpuestoP=002 TasaOCuotaP=0.080000", "CRP20207",
    "CRP20273" },
  { "TotalTrasladosBaseIVA0", BASE, "ImpuestoP=002 TasaOCuotaP=0.000000", "CRP20208",
    "CRP20267" },
  { "TotalTrasladosImpuestoIVA0", IVA, "ImpuestoP=002 TasaOCuotaP=0.000000", "CRP20209",
    "CRP20273" },
  { "TotalTrasladosBaseIVAExento", BASE, "ImpuestoP=002 TipoFactorP=Exento", "CRP20210",
    "CRP20267" },
#undef KEPT
#undef BASE
#undef IVA
};

static FacDecimal
in_pesos (xmlNode *payment, FacDecimal value)
{
  FacDecimal rate;

  if (!fac_sat_number (payment, "TipoCambioP", &rate))
    return value;
  return fac_decimal_mul (value, rate, FAC_DECIMAL_MAX_SCALE, FAC_ROUND_HALF_UP);
}

static void
check_totals (FacSat *sat, xmlNode *payments)
{
  xmlNode *stated = fac_sat_child (payments, "Totales");
  FacDecimal sum = FAC_DECIMAL_ZERO;
  xmlNode *payment;

  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      guint count = 0;

      sum = FAC_DECIMAL_ZERO;
      for (payment = fac_sat_child (payments, "Pago"); payment != NULL;
           payment = fac_sat_next (payment, "Pago"))
        {
          count += fac_sat_count (sat, payment, totals[i].path, totals[i].only);
          sum = fac_decimal_add (sum, in_pesos (payment, fac_sat_sum (sat, payment,
                                                                      totals[i].path,
                                                                      totals[i].name,
                                                                      totals[i].only)));
        }
      if (!fac_sat_has (stated, totals[i].total))
        fac_sat_find_if (sat, count > 0, totals[i].missing, -1);
      else
        fac_sat_find_if (sat, fac_sat_differs (stated, totals[i].total, count > 0,
                                               fac_sat_round (sum, 2)), totals[i].wrong, -1);
    }
  sum = FAC_DECIMAL_ZERO;
  for (payment = fac_sat_child (payments, "Pago"); payment != NULL;
       payment = fac_sat_next (payment, "Pago"))
    sum = fac_decimal_add (sum, in_pesos (payment, fac_sat_value (payment, "Monto")));
  fac_sat_find_if (sat, fac_sat_differs (stated, "MontoTotalPagos", TRUE, fac_sat_round (sum, 2)),
                   "CRP20211", -1);
}

void
fac_sat_check_pagos (FacSat *sat)
{
  xmlNode *payments = fac_sat_child (sat->complement, "Pagos");
  xmlNode *payment = fac_sat_child (payments, "Pago");

  if (payments == NULL)
    return;
  fac_sat_apply (sat, document_rules, G_N_ELEMENTS (document_rules));
  fac_sat_apply (sat, payment_rules, G_N_ELEMENTS (payment_rules));
  fac_sat_apply (sat, tax_rules, G_N_ELEMENTS (tax_rules));
  for (int i = 0; payment != NULL; payment = fac_sat_next (payment, "Pago"), i++)
    check_groups (sat, payment, i);
  check_totals (sat, payments);
}
