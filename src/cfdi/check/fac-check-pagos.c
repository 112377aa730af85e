/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-money.h"

#include <string.h>

#define NS "http://www.sat.gob.mx/Pagos20"

/* ---- the document around it ------------------------------------------------------------------- */

static void
check_root (FacCheck *check)
{
  static const struct
  {
    const char *code, *name, *value;
  } wanted[] = {
    { "CRP20101", "TipoDeComprobante", "P" },  { "CRP20102", "Exportacion", "01" },
    { "CRP20103", "SubTotal", "0" },           { "CRP20104", "Moneda", "XXX" },
    { "CRP20105", "FormaPago", NULL },         { "CRP20106", "MetodoPago", NULL },
    { "CRP20107", "CondicionesDePago", NULL }, { "CRP20108", "Descuento", NULL },
    { "CRP20109", "TipoCambio", NULL },        { "CRP20110", "Total", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const char *found = fac_check_get (check, check->root, wanted[i].name);

      fac_check_rule (check, found != NULL && g_strcmp0 (found, wanted[i].value) != 0,
                      wanted[i].code, check->root, wanted[i].name);
    }
}

static void
check_line (FacCheck *check)
{
  static const struct
  {
    const char *code, *name, *value;
  } wanted[] = {
    { "CRP20113", "ClaveProdServ", "84111506" },
    { "CRP20114", "NoIdentificacion", NULL },
    { "CRP20115", "Cantidad", "1" },
    { "CRP20116", "ClaveUnidad", "ACT" },
    { "CRP20117", "Unidad", NULL },
    { "CRP20118", "Descripcion", "Pago" },
    { "CRP20119", "ValorUnitario", "0" },
    { "CRP20120", "Importe", "0" },
    { "CRP20121", "Descuento", NULL },
    { "CRP20122", "ObjetoImp", "01" },
  };
  static const char *const parts[] = { "InformacionAduanera", "CuentaPredial",
                                       "ComplementoConcepto", "Parte" };
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  const xmlNode *line = lines->len > 0 ? g_ptr_array_index (lines, 0) : NULL;

  fac_check_rule (check, lines->len > 1, "CRP20111", check->root, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const char *found = fac_check_get (check, line, wanted[i].name);

      fac_check_rule (check, found != NULL && g_strcmp0 (found, wanted[i].value) != 0,
                      wanted[i].code, line, wanted[i].name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    fac_check_rule (check, fac_check_child (line, parts[i]) != NULL, "CRP20112", line, NULL);
  fac_check_rule (check, fac_check_child (line, "Impuestos") != NULL, "CRP20123", line, NULL);
}

/* ---- a payment -------------------------------------------------------------------------------- */

/* c_FormaPago: which say who paid from where to where, and in which shape */
static const struct
{
  const char *form;
  const char *payer;
  const char *payee; /* NULL: no account of the payee */
} forms[] = {
  { "02", "[0-9]{11}|[0-9]{18}", "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}" },
  { "03", "[0-9]{10}|[0-9]{16}|[0-9]{18}", "[0-9]{10}|[0-9]{18}" },
  { "04", "[0-9]{16}", "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}" },
  { "05", "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}",
    "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}" },
  { "06", "[0-9]{10}", NULL },
  { "28", "[0-9]{16}", "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}" },
  { "29", "[0-9]{15,16}", "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}" },
};

static void
check_account (FacCheck *check, const xmlNode *pago, const char *name, const char *shape,
               const char *not_allowed, const char *not_shaped)
{
  const char *account = fac_check_get (check, pago, name);
  g_autofree char *whole = shape != NULL ? g_strconcat ("^(?:", shape, ")$", NULL) : NULL;

  if (account == NULL)
    return;
  if (!fac_check_rule (check, shape == NULL, not_allowed, pago, name))
    fac_check_rule (check, !g_regex_match_simple (whole, account, G_REGEX_DOLLAR_ENDONLY, 0),
                    not_shaped, pago, name);
}

static void
check_banks (FacCheck *check, const xmlNode *pago)
{
  const char *payer = NULL, *payee = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (fac_check_is (check, pago, "FormaDePagoP", forms[i].form))
      {
        payer = forms[i].payer;
        payee = forms[i].payee;
      }
  fac_check_rule (check, payer == NULL && fac_check_get (check, pago, "RfcEmisorCtaOrd") != NULL,
                  "CRP20221", pago, "RfcEmisorCtaOrd");
  fac_check_rule (check,
                  fac_check_is (check, pago, "RfcEmisorCtaOrd", "XEXX010101000")
                      && fac_check_get (check, pago, "NomBancoOrdExt") == NULL,
                  "CRP20223", pago, NULL);
  check_account (check, pago, "CtaOrdenante", payer, "CRP20224", "CRP20225");
  fac_check_rule (check, payee == NULL && fac_check_get (check, pago, "RfcEmisorCtaBen") != NULL,
                  "CRP20227", pago, "RfcEmisorCtaBen");
  check_account (check, pago, "CtaBeneficiario", payee, "CRP20228", "CRP20226");
}

static void
check_chain (FacCheck *check, const xmlNode *pago)
{
  static const struct
  {
    const char *name, *missing, *alone;
  } parts[] = {
    { "CertPago", "CRP20230", "CRP20231" },
    { "CadPago", "CRP20232", "CRP20233" },
    { "SelloPago", "CRP20234", "CRP20235" },
  };
  const gboolean chain = fac_check_get (check, pago, "TipoCadPago") != NULL;

  fac_check_rule (check, chain && !fac_check_is (check, pago, "FormaDePagoP", "03"), "CRP20229",
                  pago, "TipoCadPago");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const gboolean there = fac_check_get (check, pago, parts[i].name) != NULL;

      fac_check_rule (check, chain && !there, parts[i].missing, pago, NULL);
      fac_check_rule (check, !chain && there, parts[i].alone, pago, parts[i].name);
    }
}

static void
check_money (FacCheck *check, const xmlNode *pago)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");
  const gboolean pesos = fac_check_is (check, pago, "MonedaP", "MXN");
  FacDecimal amount, rate;
  const gboolean rated = fac_check_number (check, pago, "TipoCambioP", &rate);

  fac_check_rule (check, fac_check_is (check, pago, "FormaDePagoP", "99"), "CRP20212", pago,
                  "FormaDePagoP");
  fac_check_rule (check, fac_check_is (check, pago, "MonedaP", "XXX"), "CRP20213", pago, "MonedaP");
  fac_check_rule (check, currency != NULL && !pesos && !rated, "CRP20214", pago, NULL);
  fac_check_rule (check, pesos && !(rated && fac_decimal_equal (rate, fac_decimal_from_int (1))),
                  "CRP20215", pago, "TipoCambioP");
  if (!fac_check_number (check, pago, "Monto", &amount) || currency == NULL)
    return;
  fac_check_rule (check, fac_decimal_sign (amount) <= 0, "CRP20218", pago, "Monto");
  fac_check_differs (check, amount.scale > fac_currency_decimals (currency), "CRP20219", pago,
                     "Monto");
}

/* ---- a document that it pays ------------------------------------------------------------------ */

static void
check_balance (FacCheck *check, const xmlNode *paid)
{
  static const struct
  {
    const char *name, *positive, *fine;
  } amounts[] = {
    { "ImpSaldoAnt", "CRP20239", "CRP20240" },
    { "ImpPagado", "CRP20241", "CRP20242" },
    { "ImpSaldoInsoluto", NULL, "CRP20243" },
  };
  const char *currency = fac_check_get (check, paid, "MonedaDR");
  FacDecimal rest;

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      FacDecimal amount;

      if (!fac_check_number (check, paid, amounts[i].name, &amount))
        return;
      if (amounts[i].positive != NULL)
        fac_check_rule (check, fac_decimal_sign (amount) <= 0, amounts[i].positive, paid,
                        amounts[i].name);
      fac_check_differs (check, currency != NULL && amount.scale > fac_currency_decimals (currency),
                         amounts[i].fine, paid, amounts[i].name);
    }
  rest = fac_decimal_sub (fac_check_value (check, paid, "ImpSaldoAnt"),
                          fac_check_value (check, paid, "ImpPagado"));
  fac_check_equal (check, paid, "ImpSaldoInsoluto", rest, "CRP20244");
  fac_check_differs (check, fac_decimal_sign (rest) < 0, "CRP20244", paid, "ImpPagado");
}

static void
check_withheld (FacCheck *check, const xmlNode *tax)
{
  const FacDecimal base = fac_check_value (check, tax, "BaseDR");
  const FacDecimal rate = fac_check_value (check, tax, "TasaOCuotaDR");

  fac_check_rule (check, fac_decimal_sign (base) <= 0, "CRP20249", tax, "BaseDR");
  if (fac_check_rule (check, fac_check_is (check, tax, "TipoFactorDR", "Exento"), "CRP20252", tax,
                      "TipoFactorDR"))
    return;
  fac_check_rule (check,
                  !fac_check_rate_listed (fac_check_get (check, tax, "ImpuestoDR"),
                                          fac_check_get (check, tax, "TipoFactorDR"), TRUE, rate),
                  "CRP20253", tax, "TasaOCuotaDR");
  fac_check_differs (
      check, !fac_check_product_fits (base, rate, TRUE, fac_check_value (check, tax, "ImporteDR")),
      "CRP20254", tax, "ImporteDR");
}

static void
check_added (FacCheck *check, const xmlNode *tax)
{
  const gboolean rated = fac_check_get (check, tax, "TasaOCuotaDR") != NULL;
  const gboolean valued = fac_check_get (check, tax, "ImporteDR") != NULL;
  const FacDecimal base = fac_check_value (check, tax, "BaseDR");
  const FacDecimal rate = fac_check_value (check, tax, "TasaOCuotaDR");

  fac_check_rule (check, fac_decimal_sign (base) <= 0, "CRP20255", tax, "BaseDR");
  fac_check_rule (check, fac_check_is (check, tax, "ImpuestoDR", "001"), "CRP20256", tax,
                  "ImpuestoDR");
  if (fac_check_is (check, tax, "TipoFactorDR", "Exento"))
    {
      fac_check_rule (check, rated || valued, "CRP20258", tax, "TipoFactorDR");
      return;
    }
  if (fac_check_rule (check, !rated || !valued, "CRP20259", tax, "TipoFactorDR"))
    return;
  fac_check_rule (check,
                  !fac_check_rate_listed (fac_check_get (check, tax, "ImpuestoDR"),
                                          fac_check_get (check, tax, "TipoFactorDR"), FALSE, rate),
                  "CRP20260", tax, "TasaOCuotaDR");
  fac_check_differs (
      check, !fac_check_product_fits (base, rate, TRUE, fac_check_value (check, tax, "ImporteDR")),
      "CRP20261", tax, "ImporteDR");
}

static gboolean
has_tax (FacCheck *check, GPtrArray *taxes, const char *kinds)
{
  for (guint i = 0; i < taxes->len; i++)
    if (fac_check_is (check, g_ptr_array_index (taxes, i), "ImpuestoDR", kinds))
      return TRUE;
  return FALSE;
}

static void
check_paid_taxes (FacCheck *check, const xmlNode *paid)
{
  const xmlNode *taxes = fac_check_child (paid, "ImpuestosDR");
  g_autoptr (GPtrArray) added = fac_check_all (taxes, "TrasladosDR/TrasladoDR");
  g_autoptr (GPtrArray) withheld = fac_check_all (taxes, "RetencionesDR/RetencionDR");

  fac_check_rule (check, fac_check_is (check, paid, "ObjetoImpDR", "02") && taxes == NULL,
                  "CRP20246", paid, "ObjetoImpDR");
  fac_check_rule (check, fac_check_is (check, paid, "ObjetoImpDR", "01|03|04|05") && taxes != NULL,
                  "CRP20247", paid, "ObjetoImpDR");
  fac_check_rule (check, taxes != NULL && added->len + withheld->len == 0, "CRP20248", taxes, NULL);
  fac_check_rule (
      check,
      fac_check_is (check, paid, "ObjetoImpDR", "06|08")
          && (has_tax (check, added, "002|003") || has_tax (check, withheld, "002|003")),
      "CRP20278", paid, "ObjetoImpDR");
  fac_check_rule (check,
                  fac_check_is (check, paid, "ObjetoImpDR", "07")
                      && (has_tax (check, added, "002") || !has_tax (check, added, "003")),
                  "CRP20279", paid, "ObjetoImpDR");
  for (guint i = 0; i < withheld->len; i++)
    check_withheld (check, g_ptr_array_index (withheld, i));
  for (guint i = 0; i < added->len; i++)
    check_added (check, g_ptr_array_index (added, i));
}

static void
check_paid (FacCheck *check, const xmlNode *pago, const xmlNode *paid)
{
  const char *currency = fac_check_get (check, pago, "MonedaP");
  const gboolean same = currency != NULL && fac_check_is (check, paid, "MonedaDR", currency);
  FacDecimal rate;
  const gboolean rated = fac_check_number (check, paid, "EquivalenciaDR", &rate);

  fac_check_rule (check, fac_check_is (check, paid, "MonedaDR", "XXX"), "CRP20236", paid,
                  "MonedaDR");
  fac_check_rule (check, !same && !rated, "CRP20237", paid, NULL);
  fac_check_rule (check, same && !(rated && fac_decimal_equal (rate, fac_decimal_from_int (1))),
                  "CRP20238", paid, "EquivalenciaDR");
  check_balance (check, paid);
  check_paid_taxes (check, paid);
}

static void
check_complement (FacCheck *check, const xmlNode *pagos)
{
  g_autoptr (GPtrArray) payments = fac_check_all (pagos, "Pago");

  for (guint i = 0; i < payments->len; i++)
    {
      const xmlNode *pago = g_ptr_array_index (payments, i);
      g_autoptr (GPtrArray) paid = fac_check_all (pago, "DoctoRelacionado");

      check_money (check, pago);
      check_banks (check, pago);
      check_chain (check, pago);
      for (guint j = 0; j < paid->len; j++)
        check_paid (check, pago, g_ptr_array_index (paid, j));
    }
  fac_check_pagos_sums (check, pagos);
}

void
fac_check_pagos (FacCheck *check)
{
  if (fac_check_complement (check, NS, "Pagos") == NULL)
    {
      fac_check_rule (check, check->type == 'P' && !check->old, "CRP20101", check->root, NULL);
      return;
    }
  check_root (check);
  check_line (check);
  /* the schema lets any number of them pass */
  for (guint i = 0; i < check->complements->len; i++)
    if (fac_xml_is (g_ptr_array_index (check->complements, i), NS, "Pagos"))
      check_complement (check, g_ptr_array_index (check->complements, i));
}
