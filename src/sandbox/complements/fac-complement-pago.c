/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-pago.h"

#include "fac-complement-types.h"
#include "fac-complement-xml.h"
#include "fac-money.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-request.h"

#define FINE FAC_DECIMAL_MAX_SCALE
#define LINE 6

static const FacField tax_fields[] = {
  { "base", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "type", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "IVA ISR IEPS" },
  { "rate", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "factor", FAC_FIELD_STRING, 0, 0, 0, "Tasa Cuota Exento" },
  { "withholding", FAC_FIELD_BOOLEAN },
};
static const FacSchema tax_schema = FAC_SCHEMA (tax_fields);

static const FacField document_fields[] = {
  { "uuid", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, NULL, NULL,
    "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$" },
  { "amount", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "installment", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
  { "last_balance", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "taxes", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 0, 0, NULL, &tax_schema },
  { "taxability", FAC_FIELD_STRING, 0, 0, 0, "01 02 03 04 05" },
  { "currency", FAC_FIELD_STRING, 0, 3, 3 },
  { "exchange", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "folio_number", FAC_FIELD_NUMBER_OR_STRING, 0, 0, 40 },
  { "series", FAC_FIELD_STRING, 0, 0, 25 },
};
static const FacSchema document_schema = FAC_SCHEMA (document_fields);

static const FacField fields[] = {
  { "payment_form", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 2, 2 },
  { "related_documents", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL,
    &document_schema },
  { "currency", FAC_FIELD_STRING, 0, 3, 3 },
  { "exchange", FAC_FIELD_NUMBER, FAC_FIELD_POSITIVE },
  { "date", FAC_FIELD_TIME },
  { "numOperacion", FAC_FIELD_STRING, 0, 1, 100 },
  { "rfcEmisorCtaOrd", FAC_FIELD_STRING, 0, 12, 13 },
  { "nomBancoOrdExt", FAC_FIELD_STRING, 0, 1, 300 },
  { "ctaOrdenante", FAC_FIELD_STRING, 0, 10, 50 },
  { "rfcEmisorCtaBen", FAC_FIELD_STRING, 0, 12, 13 },
  { "ctaBeneficiario", FAC_FIELD_STRING, 0, 10, 50 },
  { "tipoCadPago", FAC_FIELD_STRING, 0, 0, 0, "01" },
  { "certPago", FAC_FIELD_STRING, 0, 1 },
  { "cadPago", FAC_FIELD_STRING, 0, 1, 8192 },
  { "selloPago", FAC_FIELD_STRING, 0, 1 },
};
const FacSchema fac_complement_pago_schema = FAC_SCHEMA (fields);

/* One tax of a payment, summed over its documents, in the payment's currency. */
typedef struct
{
  FacTaxKind   kind;
  FacTaxFactor factor;
  gboolean     withholding;
  FacDecimal   rate;
  FacDecimal   base;
  FacDecimal   amount;
} Tax;


static FacDecimal
at_line (FacDecimal value)
{
  return fac_decimal_round (value, LINE, FAC_ROUND_HALF_UP);
}

static Tax
read_tax (FacJsonValue json)
{
  Tax tax = { FAC_TAX_IVA, FAC_TAX_TASA };

  fac_tax_kind_from_api (fac_sandbox_json_text (json, "type"), &tax.kind);
  fac_tax_factor_from_text (fac_sandbox_json_text (json, "factor"), &tax.factor);
  tax.withholding = fac_json_boolean (fac_json_get (json, "withholding"), FALSE);
  tax.rate = at_line (fac_sandbox_json_number (json, "rate", FAC_DECIMAL_ZERO));
  tax.base = at_line (fac_sandbox_json_number (json, "base", FAC_DECIMAL_ZERO));
  tax.amount = FAC_DECIMAL_ZERO;
  if (tax.factor != FAC_TAX_EXENTO)
    tax.amount = fac_decimal_mul (tax.base, tax.rate, LINE, FAC_ROUND_HALF_UP);
  return tax;
}

static gboolean
same_group (const Tax *a, const Tax *b)
{
  if (a->withholding != b->withholding || a->kind != b->kind)
    return FALSE;
  return a->withholding
    || (a->factor == b->factor
        && (a->factor == FAC_TAX_EXENTO || fac_decimal_equal (a->rate, b->rate)));
}

static void
add_to_groups (GArray *groups, const Tax *tax)
{
  for (guint i = 0; i < groups->len; i++)
    {
      Tax *group = &g_array_index (groups, Tax, i);

      if (!same_group (group, tax))
        continue;
      group->base = fac_decimal_add (group->base, tax->base);
      group->amount = fac_decimal_add (group->amount, tax->amount);
      return;
    }
  g_array_append_val (groups, *tax);
}

static const char *
currency_of (FacJsonValue object)
{
  const char *currency = fac_sandbox_json_text (object, "currency");

  return currency != NULL ? currency : "MXN";
}

/* Units of the document's currency for one of the payment's: 1 within one currency. */
static FacDecimal
equivalence_of (FacJsonValue payment, FacJsonValue document)
{
  const FacDecimal one = fac_decimal_from_int (1);

  if (g_str_equal (currency_of (payment), currency_of (document)))
    return one;
  return fac_decimal_round (fac_sandbox_json_number (document, "exchange", one), 10,
                            FAC_ROUND_HALF_UP);
}

static FacDecimal
to_payment (FacDecimal value, FacDecimal equivalence)
{
  if (fac_decimal_equal (equivalence, fac_decimal_from_int (1)))
    return value;
  return fac_decimal_div (value, equivalence, FINE, FAC_ROUND_HALF_UP);
}

/* Within one currency nothing is rounded away, so that too many decimals stay visible to the SAT. */
static FacDecimal
amount_of (FacJsonValue payment)
{
  FacJsonValue documents = fac_json_get (payment, "related_documents");
  guint decimals = fac_currency_decimals (currency_of (payment));
  FacDecimal sum = FAC_DECIMAL_ZERO;
  gboolean converted = FALSE;

  for (guint i = 0; i < fac_json_length (documents); i++)
    {
      FacJsonValue document = fac_json_at (documents, i);
      FacDecimal equivalence = equivalence_of (payment, document);
      FacDecimal paid = fac_sandbox_json_number (document, "amount", FAC_DECIMAL_ZERO);

      converted = converted || !g_str_equal (currency_of (payment), currency_of (document));
      sum = fac_decimal_add (sum, to_payment (paid, equivalence));
    }
  sum = fac_decimal_trim (sum, 0);
  return converted || sum.scale < decimals
    ? fac_decimal_round (sum, decimals, FAC_ROUND_HALF_UP) : sum;
}

static FacDecimal
rate_of (FacJsonValue payment)
{
  return fac_sandbox_json_number (payment, "exchange", fac_decimal_from_int (1));
}

FacDecimal
fac_complement_pago_amount (FacJsonValue data, gboolean in_pesos)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (data); i++)
    {
      FacJsonValue payment = fac_json_at (data, i);
      FacDecimal amount = amount_of (payment);

      if (in_pesos)
        amount = fac_decimal_mul (amount, rate_of (payment), FINE, FAC_ROUND_HALF_UP);
      sum = fac_decimal_add (sum, amount);
    }
  return fac_decimal_round (sum, 2, FAC_ROUND_HALF_UP);
}

static void
put_document_tax (FacComplementXml *xml, xmlNode *group, const Tax *tax)
{
  xmlNode *node = fac_complement_xml_add (xml, group,
                                          tax->withholding ? "RetencionDR" : "TrasladoDR");

  fac_complement_put_decimal (node, "BaseDR", tax->base);
  fac_complement_put (node, "ImpuestoDR", fac_tax_kind_to_sat (tax->kind));
  fac_complement_put (node, "TipoFactorDR", fac_tax_factor_to_text (tax->factor));
  if (tax->factor == FAC_TAX_EXENTO && !tax->withholding)
    return;
  fac_complement_put_decimal (node, "TasaOCuotaDR", tax->rate);
  fac_complement_put_decimal (node, "ImporteDR", at_line (tax->amount));
}

static void
put_document_taxes (FacComplementXml *xml, xmlNode *document, FacJsonValue taxes)
{
  xmlNode *parent = NULL;

  for (int withholding = TRUE; withholding >= FALSE; withholding--)
    {
      xmlNode *group = NULL;

      for (guint i = 0; i < fac_json_length (taxes); i++)
        {
          Tax tax = read_tax (fac_json_at (taxes, i));

          if (tax.withholding != withholding)
            continue;
          if (parent == NULL)
            parent = fac_complement_xml_add (xml, document, "ImpuestosDR");
          if (group == NULL)
            group = fac_complement_xml_add (xml, parent,
                                            withholding ? "RetencionesDR" : "TrasladosDR");
          put_document_tax (xml, group, &tax);
        }
    }
}

/* Among documents in several currencies the SAT wants all decimals of a 1 (CRP20277). */
static const char *
one_of (FacJsonValue payment)
{
  FacJsonValue documents = fac_json_get (payment, "related_documents");

  for (guint i = 0; i < fac_json_length (documents); i++)
    if (!g_str_equal (currency_of (payment), currency_of (fac_json_at (documents, i))))
      return "1.0000000000";
  return "1";
}

static void
put_document (FacComplementXml *xml, xmlNode *parent, FacJsonValue payment, FacJsonValue document)
{
  xmlNode *node = fac_complement_xml_add (xml, parent, "DoctoRelacionado");
  FacJsonValue taxes = fac_json_get (document, "taxes");
  guint decimals = fac_currency_decimals (currency_of (document));
  FacDecimal before = fac_sandbox_json_number (document, "last_balance", FAC_DECIMAL_ZERO);
  FacDecimal paid = fac_sandbox_json_number (document, "amount", FAC_DECIMAL_ZERO);
  const char *object = fac_sandbox_json_text (document, "taxability");
  gboolean same = g_str_equal (currency_of (payment), currency_of (document));

  fac_complement_put (node, "IdDocumento", fac_sandbox_json_text (document, "uuid"));
  fac_complement_put (node, "Serie", fac_sandbox_json_text (document, "series"));
  fac_complement_put_value (node, "Folio", fac_json_get (document, "folio_number"));
  fac_complement_put (node, "MonedaDR", currency_of (document));
  if (same)
    fac_complement_put (node, "EquivalenciaDR", one_of (payment));
  else if (fac_sandbox_json_has (fac_json_get (document, "exchange")))
    fac_complement_put_decimal (node, "EquivalenciaDR",
                                fac_decimal_trim (equivalence_of (payment, document), 0));
  fac_complement_put_value (node, "NumParcialidad", fac_json_get (document, "installment"));
  fac_complement_put_amount (node, "ImpSaldoAnt", before, decimals);
  fac_complement_put_amount (node, "ImpPagado", paid, decimals);
  fac_complement_put_amount (node, "ImpSaldoInsoluto", fac_decimal_sub (before, paid), decimals);
  if (object == NULL)
    object = fac_json_length (taxes) > 0 ? "02" : "01";
  fac_complement_put (node, "ObjetoImpDR", object);
  put_document_taxes (xml, node, taxes);
}

static void
put_tax (FacComplementXml *xml, xmlNode *group, const Tax *tax)
{
  xmlNode *node = fac_complement_xml_add (xml, group,
                                          tax->withholding ? "RetencionP" : "TrasladoP");

  if (tax->withholding)
    {
      fac_complement_put (node, "ImpuestoP", fac_tax_kind_to_sat (tax->kind));
      fac_complement_put_decimal (node, "ImporteP", tax->amount);
      return;
    }
  fac_complement_put_decimal (node, "BaseP", tax->base);
  fac_complement_put (node, "ImpuestoP", fac_tax_kind_to_sat (tax->kind));
  fac_complement_put (node, "TipoFactorP", fac_tax_factor_to_text (tax->factor));
  if (tax->factor == FAC_TAX_EXENTO)
    return;
  fac_complement_put_decimal (node, "TasaOCuotaP", tax->rate);
  fac_complement_put_decimal (node, "ImporteP", tax->amount);
}

static GArray *
sum_taxes (FacJsonValue payment)
{
  FacJsonValue documents = fac_json_get (payment, "related_documents");
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Tax));

  for (guint i = 0; i < fac_json_length (documents); i++)
    {
      FacJsonValue document = fac_json_at (documents, i);
      FacJsonValue taxes = fac_json_get (document, "taxes");
      FacDecimal equivalence = equivalence_of (payment, document);

      for (guint j = 0; j < fac_json_length (taxes); j++)
        {
          Tax tax = read_tax (fac_json_at (taxes, j));

          tax.base = to_payment (tax.base, equivalence);
          tax.amount = to_payment (tax.amount, equivalence);
          add_to_groups (groups, &tax);
        }
    }
  for (guint i = 0; i < groups->len; i++)
    {
      Tax *group = &g_array_index (groups, Tax, i);

      group->base = at_line (group->base);
      group->amount = at_line (group->amount);
    }
  return groups;
}

static void
put_taxes (FacComplementXml *xml, xmlNode *node, GArray *groups)
{
  xmlNode *parent = groups->len > 0 ? fac_complement_xml_add (xml, node, "ImpuestosP") : NULL;

  for (int withholding = TRUE; withholding >= FALSE; withholding--)
    {
      xmlNode *group = NULL;

      for (guint i = 0; i < groups->len; i++)
        {
          const Tax *tax = &g_array_index (groups, Tax, i);

          if (tax->withholding != withholding)
            continue;
          if (group == NULL)
            group = fac_complement_xml_add (xml, parent,
                                            withholding ? "RetencionesP" : "TrasladosP");
          put_tax (xml, group, tax);
        }
    }
}

/* A day without an hour is its noon, which is the same day everywhere in the country. */
static char *
payment_date (const FacComplementContext *context, FacJsonValue payment)
{
  const char *text = fac_sandbox_json_text (payment, "date");
  const char *zip = context->cfdi->lugar_expedicion;
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (context->sandbox, zip);
  gint64 time;

  if (text == NULL)
    return g_strdup (context->cfdi->fecha);
  if (g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, 0, 0))
    return g_strconcat (text, "T12:00:00", NULL);
  if (!fac_sandbox_parse_time (text, zone, &time))
    return g_strdup (context->cfdi->fecha);
  return fac_sandbox_cfdi_local (context->sandbox, zip, time);
}

static void
put_payment (const FacComplementContext *context, FacComplementXml *xml, FacJsonValue payment,
             GArray *taxes)
{
  static const FacComplementField attributes[] = {
    { "numOperacion", "NumOperacion", FAC_COMPLEMENT_TEXT },
    { "rfcEmisorCtaOrd", "RfcEmisorCtaOrd", FAC_COMPLEMENT_TEXT },
    { "nomBancoOrdExt", "NomBancoOrdExt", FAC_COMPLEMENT_TEXT },
    { "ctaOrdenante", "CtaOrdenante", FAC_COMPLEMENT_TEXT },
    { "rfcEmisorCtaBen", "RfcEmisorCtaBen", FAC_COMPLEMENT_TEXT },
    { "ctaBeneficiario", "CtaBeneficiario", FAC_COMPLEMENT_TEXT },
    { "tipoCadPago", "TipoCadPago", FAC_COMPLEMENT_TEXT },
    { "certPago", "CertPago", FAC_COMPLEMENT_TEXT },
    { "cadPago", "CadPago", FAC_COMPLEMENT_TEXT },
    { "selloPago", "SelloPago", FAC_COMPLEMENT_TEXT },
  };
  FacJsonValue documents = fac_json_get (payment, "related_documents");
  xmlNode *node = fac_complement_xml_add (xml, xml->root, "Pago");
  g_autofree char *date = payment_date (context, payment);
  const char *currency = currency_of (payment);
  gboolean has_rate = fac_sandbox_json_has (fac_json_get (payment, "exchange"));

  fac_complement_put (node, "FechaPago", date);
  fac_complement_put (node, "FormaDePagoP", fac_sandbox_json_text (payment, "payment_form"));
  fac_complement_put (node, "MonedaP", currency);
  if (has_rate || g_str_equal (currency, "MXN"))
    fac_complement_put_decimal (node, "TipoCambioP", fac_decimal_trim (rate_of (payment), 0));
  fac_complement_put_decimal (node, "Monto", amount_of (payment));
  fac_complement_put_fields (node, payment, attributes, G_N_ELEMENTS (attributes));
  for (guint i = 0; i < fac_json_length (documents); i++)
    put_document (xml, node, payment, fac_json_at (documents, i));
  put_taxes (xml, node, taxes);
}

static void
put_total (xmlNode *node, const Tax *tax)
{
  static const struct { gint64 hundredths; const char *base; const char *amount; } rates[] = {
    { 16, "TotalTrasladosBaseIVA16", "TotalTrasladosImpuestoIVA16" },
    { 8, "TotalTrasladosBaseIVA8", "TotalTrasladosImpuestoIVA8" },
    { 0, "TotalTrasladosBaseIVA0", "TotalTrasladosImpuestoIVA0" },
  };
  FacDecimal base = fac_decimal_round (tax->base, 2, FAC_ROUND_HALF_UP);
  FacDecimal amount = fac_decimal_round (tax->amount, 2, FAC_ROUND_HALF_UP);

  if (tax->withholding)
    fac_complement_put_decimal (node,
                                tax->kind == FAC_TAX_IVA ? "TotalRetencionesIVA"
                                : tax->kind == FAC_TAX_ISR ? "TotalRetencionesISR"
                                                           : "TotalRetencionesIEPS",
                                amount);
  else if (tax->kind == FAC_TAX_IVA && tax->factor == FAC_TAX_EXENTO)
    fac_complement_put_decimal (node, "TotalTrasladosBaseIVAExento", base);
  else if (tax->kind == FAC_TAX_IVA && tax->factor == FAC_TAX_TASA)
    for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
      if (fac_decimal_equal (tax->rate, fac_decimal_make (rates[i].hundredths, 2)))
        {
          fac_complement_put_decimal (node, rates[i].base, base);
          fac_complement_put_decimal (node, rates[i].amount, amount);
        }
}

static void
put_totals (xmlNode *node, FacJsonValue data, GPtrArray *taxes)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Tax));

  for (guint i = 0; i < taxes->len; i++)
    {
      GArray *own = g_ptr_array_index (taxes, i);
      FacDecimal rate = rate_of (fac_json_at (data, i));

      for (guint j = 0; j < own->len; j++)
        {
          Tax tax = g_array_index (own, Tax, j);

          tax.base = fac_decimal_mul (tax.base, rate, FINE, FAC_ROUND_HALF_UP);
          tax.amount = fac_decimal_mul (tax.amount, rate, FINE, FAC_ROUND_HALF_UP);
          add_to_groups (groups, &tax);
        }
    }
  for (guint i = 0; i < groups->len; i++)
    put_total (node, &g_array_index (groups, Tax, i));
  fac_complement_put_decimal (node, "MontoTotalPagos", fac_complement_pago_amount (data, TRUE));
}

char *
fac_complement_pago_build (const FacComplementContext *context, FacJsonValue data)
{
  g_autoptr (GPtrArray) taxes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  FacComplementXml xml;
  xmlNode *totals;

  fac_complement_xml_init (&xml, "pago20", "http://www.sat.gob.mx/Pagos20", "Pagos");
  fac_complement_put (xml.root, "Version", "2.0");
  totals = fac_complement_xml_add (&xml, xml.root, "Totales");
  for (guint i = 0; i < fac_json_length (data); i++)
    g_ptr_array_add (taxes, sum_taxes (fac_json_at (data, i)));
  put_totals (totals, data, taxes);
  for (guint i = 0; i < fac_json_length (data); i++)
    put_payment (context, &xml, fac_json_at (data, i), g_ptr_array_index (taxes, i));
  return fac_complement_xml_finish (&xml);
}
