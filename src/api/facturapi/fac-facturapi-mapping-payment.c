/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-answers.h"

#include "fac-text.h"

#include <glib/gi18n.h>

/* Members of a payment that are text: our field, the name the service gives it (API §2.3.2). */
static const struct
{
  gsize       offset;
  const char *name;
} texts[] = {
  { G_STRUCT_OFFSET (FacPayment, payment_form), "payment_form" },
  { G_STRUCT_OFFSET (FacPayment, currency), "currency" },
  { G_STRUCT_OFFSET (FacPayment, operation_number), "numOperacion" },
  { G_STRUCT_OFFSET (FacPayment, payer_bank_tax_id), "rfcEmisorCtaOrd" },
  { G_STRUCT_OFFSET (FacPayment, payer_bank_name), "nomBancoOrdExt" },
  { G_STRUCT_OFFSET (FacPayment, payer_account), "ctaOrdenante" },
  { G_STRUCT_OFFSET (FacPayment, payee_bank_tax_id), "rfcEmisorCtaBen" },
  { G_STRUCT_OFFSET (FacPayment, payee_account), "ctaBeneficiario" },
  { G_STRUCT_OFFSET (FacPayment, chain_type), "tipoCadPago" },
  { G_STRUCT_OFFSET (FacPayment, chain_certificate), "certPago" },
  { G_STRUCT_OFFSET (FacPayment, chain_text), "cadPago" },
  { G_STRUCT_OFFSET (FacPayment, chain_seal), "selloPago" },
};

static char **
text_at (const FacPayment *payment, gsize at)
{
  return (char **) (gpointer) ((char *) payment + texts[at].offset);
}

/* ---- writing --------------------------------------------------------------------------------- */

static void
write_taxes (FacJsonWriter *json, const GArray *taxes)
{
  fac_json_writer_begin_array (json, "taxes");
  for (guint i = 0; i < taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (taxes, FacTax, i);

      fac_json_writer_begin_object (json, NULL);
      fac_json_writer_decimal (json, "base", tax->base);
      fac_json_writer_string (json, "type", fac_tax_kind_to_api (tax->kind));
      fac_json_writer_decimal (json, "rate", tax->factor == FAC_TAX_EXENTO ? FAC_DECIMAL_ZERO
                                                                         : tax->rate);
      fac_json_writer_string (json, "factor", fac_tax_factor_to_text (tax->factor));
      fac_json_writer_boolean (json, "withholding", tax->withholding);
      fac_json_writer_end_object (json);
    }
  fac_json_writer_end_array (json);
}

static void
write_folio (FacJsonWriter *json, const FacPaymentPart *part)
{
  guint64 folio;

  fac_facturapi_put (json, "series", part->series, FALSE);
  if (fac_text_is_empty (part->folio_number))
    return;
  if (g_ascii_string_to_unsigned (part->folio_number, 10, 0, G_MAXINT64, &folio, NULL))
    fac_json_writer_int (json, "folio_number", (gint64) folio);
  else
    fac_json_writer_string (json, "folio_number", part->folio_number);
}

static void
write_part (FacJsonWriter *json, const FacPayment *payment, const FacPaymentPart *part)
{
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "uuid", part->document != NULL ? part->document : "");
  fac_json_writer_decimal (json, "amount", part->amount);
  fac_json_writer_int (json, "installment", part->installment);
  fac_json_writer_decimal (json, "last_balance", part->last_balance);
  write_taxes (json, part->taxes);
  fac_facturapi_put (json, "taxability", part->taxability, FALSE);
  fac_facturapi_put (json, "currency", part->currency, FALSE);
  if (g_strcmp0 (part->currency, payment->currency) != 0)
    fac_json_writer_decimal (json, "exchange", part->equivalence);
  write_folio (json, part);
  fac_json_writer_end_object (json);
}

static void
write_payment (FacJsonWriter *json, const FacPayment *payment)
{
  fac_json_writer_begin_object (json, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fac_facturapi_put (json, texts[i].name, *text_at (payment, i), FALSE);
  if (fac_decimal_sign (payment->exchange) > 0)
    fac_json_writer_decimal (json, "exchange", payment->exchange);
  if (payment->date != 0)
    fac_json_writer_time (json, "date", payment->date);
  fac_json_writer_begin_array (json, "related_documents");
  for (guint i = 0; i < payment->parts->len; i++)
    write_part (json, payment, g_ptr_array_index (payment->parts, i));
  fac_json_writer_end_array (json);
  fac_json_writer_end_object (json);
}

void
fac_facturapi_write_payments (FacJsonWriter *json, const FacInvoice *invoice)
{
  if (invoice->payments->len == 0)
    return;
  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "type", "pago");
  fac_json_writer_begin_array (json, "data");
  for (guint i = 0; i < invoice->payments->len; i++)
    write_payment (json, g_ptr_array_index (invoice->payments, i));
  fac_json_writer_end_array (json);
  fac_json_writer_end_object (json);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void
read_tax (FacJsonValue value, GArray *taxes)
{
  FacTax tax = { .kind = FAC_TAX_IVA, .factor = FAC_TAX_TASA, .has_base = TRUE };

  fac_tax_kind_from_api (fac_json_string (fac_json_get (value, "type")), &tax.kind);
  fac_tax_factor_from_text (fac_json_string (fac_json_get (value, "factor")), &tax.factor);
  tax.withholding = fac_json_boolean (fac_json_get (value, "withholding"), FALSE);
  fac_facturapi_take_amount (&tax.rate, value, "rate");
  fac_facturapi_take_amount (&tax.base, value, "base");
  g_array_append_val (taxes, tax);
}

static FacPaymentPart *
read_part (FacJsonValue value, const char *payment_currency)
{
  FacPaymentPart *part = fac_payment_part_new ();
  FacJsonValue taxes = fac_json_get (value, "taxes");

  fac_facturapi_take (&part->document, value, "uuid");
  fac_facturapi_take (&part->series, value, "series");
  fac_facturapi_take (&part->folio_number, value, "folio_number");
  fac_facturapi_take (&part->currency, value, "currency");
  if (part->currency == NULL)
    part->currency = g_strdup ("MXN");
  /* within one currency the service keeps whatever was sent, and the document says 1 */
  if (g_strcmp0 (part->currency, payment_currency) == 0
      || !fac_json_decimal (fac_json_get (value, "exchange"), &part->equivalence))
    part->equivalence = fac_decimal_from_int (1);
  part->installment = (int) CLAMP (fac_json_int (fac_json_get (value, "installment"), 1), 1,
                                   G_MAXINT);
  fac_facturapi_take_amount (&part->last_balance, value, "last_balance");
  fac_facturapi_take_amount (&part->amount, value, "amount");
  for (guint i = 0; i < fac_json_length (taxes); i++)
    read_tax (fac_json_at (taxes, i), part->taxes);
  fac_facturapi_take (&part->taxability, value, "taxability");
  if (part->taxability == NULL)
    part->taxability = g_strdup (part->taxes->len > 0 ? "02" : "01");
  return part;
}

static FacPayment *
read_payment (FacJsonValue value)
{
  FacPayment *payment = fac_payment_new ();
  FacJsonValue documents = fac_json_get (value, "related_documents");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    fac_facturapi_take (text_at (payment, i), value, texts[i].name);
  if (payment->currency == NULL)
    payment->currency = g_strdup ("MXN");
  if (!fac_json_decimal (fac_json_get (value, "exchange"), &payment->exchange))
    payment->exchange = fac_decimal_from_int (1);
  payment->date = fac_json_time (fac_json_get (value, "date"));
  for (guint i = 0; i < fac_json_length (documents); i++)
    g_ptr_array_add (payment->parts, read_part (fac_json_at (documents, i), payment->currency));
  payment->deposit = fac_payment_amount (payment);
  return payment;
}

/* The data of one pago complement is a list; a single payment also comes bare. */
static void
read_data (FacJsonValue data, GPtrArray *payments)
{
  if (fac_json_kind (data) == FAC_JSON_OBJECT)
    g_ptr_array_add (payments, read_payment (data));
  else
    for (guint i = 0; i < fac_json_length (data); i++)
      if (fac_json_kind (fac_json_at (data, i)) == FAC_JSON_OBJECT)
        g_ptr_array_add (payments, read_payment (fac_json_at (data, i)));
}

static void
list_paid (FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (invoice->payments, i);

      for (guint j = 0; j < payment->parts->len; j++)
        {
          const FacPaymentPart *part = g_ptr_array_index (payment->parts, j);

          if (part->document != NULL && !part->amount.overflow)
            g_ptr_array_add (invoice->paid, fac_paid_new (part->document, part->amount));
        }
    }
}

gboolean
fac_facturapi_is_pago (FacJsonValue complement)
{
  const FacJsonKind kind = fac_json_kind (fac_json_get (complement, "data"));

  return g_strcmp0 (fac_json_string (fac_json_get (complement, "type")), "pago") == 0
         && (kind == FAC_JSON_ARRAY || kind == FAC_JSON_OBJECT);
}

gpointer
fac_facturapi_answer_summary (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  g_autoptr (FacPaymentPart) part = NULL;

  if (json == NULL)
    return NULL;
  part = read_part (fac_json_root (json), NULL);
  if (part->document != NULL && !part->last_balance.overflow
      && fac_json_kind (fac_json_get (fac_json_root (json), "last_balance")) != FAC_JSON_ABSENT)
    return g_steal_pointer (&part);
  fac_facturapi_unreadable (error, response->status,
                            _("The answer of the service does not say what is owed."));
  return NULL;
}

void
fac_facturapi_read_payments (FacJsonValue value, FacInvoice *invoice)
{
  FacJsonValue complements = fac_json_get (value, "complements");

  for (guint i = 0; i < fac_json_length (complements); i++)
    if (fac_facturapi_is_pago (fac_json_at (complements, i)))
      read_data (fac_json_get (fac_json_at (complements, i), "data"), invoice->payments);
  list_paid (invoice);
}
