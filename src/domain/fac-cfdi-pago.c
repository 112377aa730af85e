/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-pago.h"

#include "fac-local-time.h"
#include "fac-money.h"
#include "fac-payment-allocation.h"
#include "fac-payment-taxes.h"
#include "fac-text.h"

#define RATE_DECIMALS 6

FacCfdiConcepto *
fac_cfdi_pago_concepto (void)
{
  FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();

  concepto->clave_prod_serv = g_strdup ("84111506");
  concepto->cantidad = fac_decimal_from_int (1);
  concepto->clave_unidad = g_strdup ("ACT");
  concepto->descripcion = g_strdup ("Pago");
  concepto->objeto_imp = g_strdup ("01");
  return concepto;
}

static void
put (GString *xml, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (fac_text_is_empty (value))
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
put_decimal (GString *xml, const char *name, FacDecimal value)
{
  char text[FAC_DECIMAL_BUFFER];

  fac_decimal_write (value, text);
  put (xml, name, text);
}

static void
put_amount (GString *xml, const char *name, FacDecimal value, const char *currency)
{
  put_decimal (xml, name, fac_decimal_round (value, fac_currency_decimals (currency),
                                             FAC_ROUND_HALF_UP));
}

/* without needless zeros, but with two decimals at least */
static void
put_tax_amount (GString *xml, const char *name, FacDecimal value)
{
  FacDecimal shortest = fac_decimal_trim (value, 2);

  put_decimal (xml, name, shortest.scale < 2 ? fac_decimal_round (shortest, 2, FAC_ROUND_HALF_UP)
                                             : shortest);
}

/* ---- one tax --------------------------------------------------------------------------------- */

static void
put_part_tax (GString *xml, const FacTax *tax)
{
  g_string_append_printf (xml, "<pago20:%sDR", tax->withholding ? "Retencion" : "Traslado");
  put_tax_amount (xml, "BaseDR", tax->base);
  put (xml, "ImpuestoDR", fac_tax_kind_to_sat (tax->kind));
  put (xml, "TipoFactorDR", fac_tax_factor_to_text (tax->factor));
  if (tax->factor != FAC_TAX_EXENTO)
    {
      put_decimal (xml, "TasaOCuotaDR", fac_decimal_round (tax->rate, RATE_DECIMALS,
                                                           FAC_ROUND_HALF_UP));
      put_tax_amount (xml, "ImporteDR", fac_payment_tax_amount (tax));
    }
  g_string_append (xml, "/>");
}

static void
put_payment_tax (GString *xml, const FacTaxGroup *tax)
{
  g_string_append_printf (xml, "<pago20:%sP", tax->withholding ? "Retencion" : "Traslado");
  if (!tax->withholding)
    put_tax_amount (xml, "BaseP", tax->base);
  put (xml, "ImpuestoP", fac_tax_kind_to_sat (tax->kind));
  if (!tax->withholding)
    put (xml, "TipoFactorP", fac_tax_factor_to_text (tax->factor));
  if (!tax->withholding && tax->factor != FAC_TAX_EXENTO)
    put_decimal (xml, "TasaOCuotaP", fac_decimal_round (tax->rate, RATE_DECIMALS,
                                                        FAC_ROUND_HALF_UP));
  if (tax->withholding || tax->factor != FAC_TAX_EXENTO)
    put_tax_amount (xml, "ImporteP", tax->amount);
  g_string_append (xml, "/>");
}

/* ---- one invoice ----------------------------------------------------------------------------- */

static void
put_part_taxes (GString *xml, const GArray *taxes)
{
  static const char *const lists[] = { "Traslados", "Retenciones" };

  if (taxes->len == 0)
    return;
  g_string_append (xml, "<pago20:ImpuestosDR>");
  for (int withholding = TRUE; withholding >= FALSE; withholding--)
    {
      g_autoptr(GString) list = g_string_new (NULL);

      for (guint i = 0; i < taxes->len; i++)
        if (!!g_array_index (taxes, FacTax, i).withholding == withholding)
          put_part_tax (list, &g_array_index (taxes, FacTax, i));
      if (list->len > 0)
        g_string_append_printf (xml, "<pago20:%sDR>%s</pago20:%sDR>", lists[withholding],
                                list->str, lists[withholding]);
    }
  g_string_append (xml, "</pago20:ImpuestosDR>");
}

/* Among invoices in several currencies the SAT wants all decimals of a 1 (CRP20277). */
static FacDecimal
equivalence_of (const FacPayment *payment, const FacPaymentPart *part)
{
  if (g_strcmp0 (payment->currency, part->currency) != 0)
    return fac_decimal_trim (part->equivalence, 0);
  for (guint i = 0; i < payment->parts->len; i++)
    {
      const FacPaymentPart *other = g_ptr_array_index (payment->parts, i);

      if (g_strcmp0 (payment->currency, other->currency) != 0)
        return fac_decimal_round (fac_decimal_from_int (1), FAC_EQUIVALENCE_DECIMALS,
                                  FAC_ROUND_NEVER);
    }
  return fac_decimal_from_int (1);
}

static void
put_part (GString *xml, const FacPayment *payment, const FacPaymentPart *part)
{
  g_autofree char *installment = g_strdup_printf ("%d", part->installment);

  g_string_append (xml, "<pago20:DoctoRelacionado");
  put (xml, "IdDocumento", part->document);
  put (xml, "Serie", part->series);
  put (xml, "Folio", part->folio_number);
  put (xml, "MonedaDR", part->currency);
  put_decimal (xml, "EquivalenciaDR", equivalence_of (payment, part));
  put (xml, "NumParcialidad", installment);
  put_amount (xml, "ImpSaldoAnt", part->last_balance, part->currency);
  put_amount (xml, "ImpPagado", part->amount, part->currency);
  put_amount (xml, "ImpSaldoInsoluto", fac_payment_part_remaining (part), part->currency);
  put (xml, "ObjetoImpDR", part->taxability);
  g_string_append_c (xml, '>');
  put_part_taxes (xml, part->taxes);
  g_string_append (xml, "</pago20:DoctoRelacionado>");
}

/* ---- one payment ----------------------------------------------------------------------------- */

static void
put_payment_taxes (GString *xml, const FacPayment *payment)
{
  static const char *const lists[] = { "Traslados", "Retenciones" };
  g_autoptr(GArray) taxes = fac_payment_taxes (payment);

  if (taxes->len == 0)
    return;
  g_string_append (xml, "<pago20:ImpuestosP>");
  for (int withholding = TRUE; withholding >= FALSE; withholding--)
    {
      g_autoptr(GString) list = g_string_new (NULL);

      for (guint i = 0; i < taxes->len; i++)
        if (!!g_array_index (taxes, FacTaxGroup, i).withholding == withholding)
          put_payment_tax (list, &g_array_index (taxes, FacTaxGroup, i));
      if (list->len > 0)
        g_string_append_printf (xml, "<pago20:%sP>%s</pago20:%sP>", lists[withholding], list->str,
                                lists[withholding]);
    }
  g_string_append (xml, "</pago20:ImpuestosP>");
}

static void
put_payment (GString *xml, const FacPayment *payment, const FacOrganization *organization)
{
  g_autoptr(GDateTime) date = payment->date != 0 ? fac_local_time (organization, payment->date)
                                                 : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S") : NULL;

  g_string_append (xml, "<pago20:Pago");
  put (xml, "FechaPago", day);
  put (xml, "FormaDePagoP", payment->payment_form);
  put (xml, "MonedaP", payment->currency);
  put_decimal (xml, "TipoCambioP", fac_decimal_trim (payment->exchange, 0));
  put_amount (xml, "Monto", fac_payment_amount (payment), payment->currency);
  put (xml, "NumOperacion", payment->operation_number);
  put (xml, "RfcEmisorCtaOrd", payment->payer_bank_tax_id);
  put (xml, "NomBancoOrdExt", payment->payer_bank_name);
  put (xml, "CtaOrdenante", payment->payer_account);
  put (xml, "RfcEmisorCtaBen", payment->payee_bank_tax_id);
  put (xml, "CtaBeneficiario", payment->payee_account);
  put (xml, "TipoCadPago", payment->chain_type);
  put (xml, "CertPago", payment->chain_certificate);
  put (xml, "CadPago", payment->chain_text);
  put (xml, "SelloPago", payment->chain_seal);
  g_string_append_c (xml, '>');
  for (guint i = 0; i < payment->parts->len; i++)
    put_part (xml, payment, g_ptr_array_index (payment->parts, i));
  put_payment_taxes (xml, payment);
  g_string_append (xml, "</pago20:Pago>");
}

char *
fac_cfdi_pago_complement (const GPtrArray *payments, const FacOrganization *organization)
{
  GString *xml;
  g_autoptr(GArray) totals = NULL;

  if (payments->len == 0)
    return NULL;
  totals = fac_payments_totals (payments);
  xml = g_string_new ("<pago20:Pagos xmlns:pago20=\"http://www.sat.gob.mx/Pagos20\" Version=\"2.0\">"
                      "<pago20:Totales");
  for (guint i = 0; i < totals->len; i++)
    {
      const FacPaymentTotal *total = &g_array_index (totals, FacPaymentTotal, i);

      put_decimal (xml, total->name, total->amount);
    }
  g_string_append (xml, "/>");
  for (guint i = 0; i < payments->len; i++)
    put_payment (xml, g_ptr_array_index (payments, i), organization);
  g_string_append (xml, "</pago20:Pagos>");
  return g_string_free (xml, FALSE);
}
