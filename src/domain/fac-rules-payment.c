/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-exchange-limit.h"
#include "fac-ids.h"
#include "fac-money.h"
#include "fac-payment-allocation.h"
#include "fac-payment-deadline.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define RATE_DECIMALS 6
#define OPERATION_LENGTH 100
#define BANK_NAME_LENGTH 300
/* clocks differ a little */
#define AHEAD (5 * G_TIME_SPAN_MINUTE)

/* c_FormaPago: whether it has an account that pays and one that is paid, and what those look like. */
static const struct
{
  const char *form;
  gboolean    payer;
  gboolean    payee;
  const char *payer_shape;
  const char *payee_shape;
} forms[] = {
#define WALLET "[0-9]{10,11}|[0-9]{15,16}|[0-9]{18}|[A-Z0-9_]{10,50}"
  { "02", TRUE, TRUE, "[0-9]{11}|[0-9]{18}", WALLET },
  { "03", TRUE, TRUE, "[0-9]{10}|[0-9]{16}|[0-9]{18}", "[0-9]{10}|[0-9]{18}" },
  { "04", TRUE, TRUE, "[0-9]{16}", WALLET },
  { "05", TRUE, TRUE, WALLET, WALLET },
  { "06", TRUE, FALSE, "[0-9]{10}", NULL },
  { "28", TRUE, TRUE, "[0-9]{16}", WALLET },
  { "29", TRUE, TRUE, "[0-9]{15,16}", WALLET },
#undef WALLET
};

static void
add (FacRules *self, FacSeverity severity, guint payment, const char *member, const char *code,
     const char *message, const char *first)
{
  g_autofree char *field = g_strdup_printf ("complements.0.data.%u.%s", payment, member);

  fac_rules_add (self, severity, field, code, message, first, NULL);
}

static void
add_part (FacRules *self, guint payment, guint part, const char *member, const char *code,
          const char *message, const char *first)
{
  g_autofree char *field = g_strdup_printf ("complements.0.data.%u.related_documents.%u.%s",
                                            payment, part, member);

  fac_rules_add (self, FAC_FINDING_ERROR, field, code, message, first, NULL);
}

#define fail(self, payment, member, code, message) \
  add (self, FAC_FINDING_ERROR, payment, member, code, message, NULL)

/* ---- the bank -------------------------------------------------------------------------------- */

static gboolean
has_shape (const char *text, const char *shape)
{
  g_autofree char *pattern = g_strdup_printf ("^(?:%s)$", shape);

  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
is_tax_id (const char *text)
{
  return g_str_equal (text, FAC_RFC_FOREIGN) || fac_tax_id_person (text) != FAC_PERSON_UNKNOWN;
}

static void
check_payer (FacRules *self, const FacPayment *payment, guint index, gboolean allowed,
             const char *shape)
{
  const char *bank = payment->payer_bank_tax_id, *account = payment->payer_account;

  if (!fac_text_is_empty (bank))
    {
      if (!allowed)
        fail (self, index, "rfcEmisorCtaOrd", "CRP20221",
              N_("This form of payment has no paying bank."));
      else if (!is_tax_id (bank))
        fail (self, index, "rfcEmisorCtaOrd", "CRP20222",
              N_("The RFC of the paying bank is not right."));
      else if (g_str_equal (bank, FAC_RFC_FOREIGN) && fac_text_is_empty (payment->payer_bank_name))
        fail (self, index, "nomBancoOrdExt", "CRP20223",
              N_("Write the name of the foreign bank."));
    }
  if (fac_text_is_empty (account))
    return;
  if (!allowed)
    fail (self, index, "ctaOrdenante", "CRP20224",
          N_("This form of payment has no paying account."));
  else if (shape != NULL && !has_shape (account, shape))
    fail (self, index, "ctaOrdenante", "CRP20225",
          N_("The paying account does not look as it does with this form of payment."));
}

static void
check_payee (FacRules *self, const FacPayment *payment, guint index, gboolean allowed,
             const char *shape)
{
  const char *bank = payment->payee_bank_tax_id, *account = payment->payee_account;

  if (!fac_text_is_empty (bank) && !allowed)
    fail (self, index, "rfcEmisorCtaBen", "CRP20227",
          N_("This form of payment has no receiving bank."));
  else if (!fac_text_is_empty (bank) && !is_tax_id (bank))
    fail (self, index, "rfcEmisorCtaBen", "payee-bank-shape",
          N_("The RFC of the receiving bank is not right."));
  if (fac_text_is_empty (account))
    return;
  if (!allowed)
    fail (self, index, "ctaBeneficiario", "CRP20228",
          N_("This form of payment has no receiving account."));
  else if (shape != NULL && !has_shape (account, shape))
    fail (self, index, "ctaBeneficiario", "CRP20226",
          N_("The receiving account does not look as it does with this form of payment."));
}

static void
check_chain (FacRules *self, const FacPayment *payment, guint index)
{
  const gboolean type = !fac_text_is_empty (payment->chain_type);
  const struct
  {
    const char *text, *member, *missing, *alone, *words;
  } parts[] = {
    { payment->chain_certificate, "certPago", "CRP20230", "CRP20231",
      N_("The proof of the SPEI has no certificate.") },
    { payment->chain_text, "cadPago", "CRP20232", "CRP20233",
      N_("The proof of the SPEI has no original text.") },
    { payment->chain_seal, "selloPago", "CRP20234", "CRP20235",
      N_("The proof of the SPEI has no seal.") },
  };

  if (type && g_strcmp0 (payment->payment_form, "03") != 0)
    fail (self, index, "tipoCadPago", "CRP20229",
          N_("Only a bank transfer (03) carries the proof of the SPEI."));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (type && fac_text_is_empty (parts[i].text))
      fail (self, index, parts[i].member, parts[i].missing, parts[i].words);
    else if (!type && !fac_text_is_empty (parts[i].text))
      fail (self, index, parts[i].member, parts[i].alone,
            N_("Say what kind of proof of the SPEI this is."));
}

static void
check_text (FacRules *self, guint payment, const char *member, const char *text, gsize longest)
{
  g_autofree char *field = g_strdup_printf ("complements.0.data.%u.%s", payment, member);

  fac_rules_text (self, field, text, longest);
}

static void
check_bank (FacRules *self, const FacPayment *payment, guint index)
{
  gboolean payer = FALSE, payee = FALSE;
  const char *payer_shape = NULL, *payee_shape = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (payment->payment_form, forms[i].form) == 0)
      {
        payer = forms[i].payer;
        payee = forms[i].payee;
        payer_shape = forms[i].payer_shape;
        payee_shape = forms[i].payee_shape;
      }
  check_payer (self, payment, index, payer, payer_shape);
  check_payee (self, payment, index, payee, payee_shape);
  check_chain (self, payment, index);
  check_text (self, index, "numOperacion", payment->operation_number, OPERATION_LENGTH);
  check_text (self, index, "nomBancoOrdExt", payment->payer_bank_name, BANK_NAME_LENGTH);
}

/* ---- the money ------------------------------------------------------------------------------- */

static void
check_form (FacRules *self, const FacPayment *payment, guint index)
{
  const char *form = payment->payment_form;

  if (fac_text_is_empty (form))
    fail (self, index, "payment_form", "payment-form-missing", N_("Choose how you were paid."));
  else if (g_str_equal (form, "99"))
    fail (self, index, "payment_form", "CRP20212",
          N_("Of money that arrived it is known how: choose another form than 99."));
  else if (fac_rules_knows (self, FAC_CATALOG_PAYMENT_FORMS, form) == FAC_KNOWN_NO)
    add (self, FAC_FINDING_ERROR, index, "payment_form", "payment-form-unknown",
         N_("The SAT has no payment form %1."), form);
}

static void
check_date (FacRules *self, const FacPayment *payment, guint index)
{
  const gint64 now = self->context != NULL ? self->context->now : 0;
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;

  if (payment->date == 0)
    fail (self, index, "date", "payment-date-missing", N_("Write when the money arrived."));
  else if (now != 0 && fac_payment_noon (organization, payment->date)
                       > fac_payment_noon (organization, now)
           && payment->date > now + AHEAD)
    fail (self, index, "date", "payment-date-future",
          N_("A payment cannot have arrived in the future."));
  else if (now != 0 && now > fac_payment_deadline (organization, payment->date))
    add (self, FAC_FINDING_WARNING, index, "date", "payment-late",
         N_("The time to issue the complement of this payment is over. It can still be issued, late."),
         NULL);
}

static void
check_currency (FacRules *self, const FacPayment *payment, guint index)
{
  const char *currency = payment->currency;
  const FacDecimal one = fac_decimal_from_int (1);

  if (fac_text_is_empty (currency) || g_str_equal (currency, "XXX")
      || fac_rules_knows (self, FAC_CATALOG_CURRENCIES, currency) == FAC_KNOWN_NO)
    fail (self, index, "currency", "CRP20213", N_("Choose the currency of the payment."));
  else if (g_str_equal (currency, "MXN"))
    {
      if (!fac_decimal_equal (payment->exchange, one))
        fail (self, index, "exchange", "CRP20215", N_("In pesos the exchange rate is 1."));
    }
  else if (payment->exchange.overflow || fac_decimal_sign (payment->exchange) <= 0)
    add (self, FAC_FINDING_ERROR, index, "exchange", "CRP20214",
         N_("Write how many pesos one %1 was worth that day."), currency);
  else if (fac_decimal_trim (payment->exchange, 0).scale > RATE_DECIMALS)
    fail (self, index, "exchange", "exchange-decimals",
          N_("An exchange rate has at most six decimals."));
  else if (fac_exchange_is_impossible (currency, payment->exchange))
    add (self, FAC_FINDING_ERROR, index, "exchange", "CRP20216",
         N_("One %1 was never worth so much. The SAT refuses rates so far from its own."),
         currency);
}

static gboolean
is_too_fine (FacDecimal value, const char *currency)
{
  return !value.overflow && fac_decimal_trim (value, 0).scale > fac_currency_decimals (currency);
}

static gboolean
has_other_currency (const FacPayment *payment)
{
  for (guint i = 0; i < payment->parts->len; i++)
    {
      const FacPaymentPart *part = g_ptr_array_index (payment->parts, i);

      if (g_strcmp0 (part->currency, payment->currency) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_rest (FacRules *self, const FacPayment *payment, guint index)
{
  FacDecimal rest = fac_payment_rest (payment);
  g_autofree char *text = NULL;

  if (rest.overflow || fac_decimal_is_zero (rest) || payment->parts->len == 0)
    return;
  if (fac_decimal_sign (rest) < 0)
    {
      text = fac_money_format (fac_money (fac_decimal_neg (rest), payment->currency));
      add (self, FAC_FINDING_ERROR, index, "related_documents",
           has_other_currency (payment) ? "CRP20276" : "CRP20217",
           N_("%1 more goes to the invoices than arrived."), text);
    }
  else
    {
      text = fac_money_format (fac_money (rest, payment->currency));
      add (self, FAC_FINDING_WARNING, index, "related_documents", "deposit-rest",
           N_("%1 of what arrived goes to no invoice: the complement will not state it."), text);
    }
}

static void
check_amount (FacRules *self, const FacPayment *payment, guint index)
{
  if (payment->deposit.overflow || fac_decimal_sign (payment->deposit) <= 0)
    fail (self, index, "amount", "CRP20218", N_("Write how much arrived."));
  else if (is_too_fine (payment->deposit, payment->currency))
    fail (self, index, "amount", "CRP20219",
          N_("The amount has more decimals than its currency."));
  else if (fac_decimal_compare (payment->deposit, fac_decimal_make (999999999999999999, 0)) > 0)
    fail (self, index, "amount", "CRP20220", N_("The amount is too large for a document."));
  else
    check_rest (self, payment, index);
}

/* ---- the invoices ---------------------------------------------------------------------------- */

static void
check_equivalence (FacRules *self, const FacPayment *payment, const FacPaymentPart *part,
                   guint index, guint at)
{
  const FacDecimal one = fac_decimal_from_int (1);

  if (fac_text_is_empty (part->currency) || g_str_equal (part->currency, "XXX"))
    add_part (self, index, at, "currency", "CRP20236", N_("The invoice has no currency."), NULL);
  else if (g_strcmp0 (part->currency, payment->currency) == 0)
    {
      if (!fac_decimal_equal (part->equivalence, one))
        add_part (self, index, at, "exchange", "CRP20238",
                  N_("Within one currency the equivalence is 1."), NULL);
    }
  else if (part->equivalence.overflow || fac_decimal_sign (part->equivalence) <= 0)
    add_part (self, index, at, "exchange", "CRP20237",
              N_("Write how many pesos one %1 was worth that day."), part->currency);
  else if (fac_decimal_trim (part->equivalence, 0).scale > FAC_EQUIVALENCE_DECIMALS)
    add_part (self, index, at, "exchange", "CRP20275",
              N_("An equivalence has at most ten decimals."), NULL);
}

static void
check_balances (FacRules *self, const FacPaymentPart *part, guint index, guint at)
{
  g_autofree char *folio = fac_text_is_empty (part->folio_number)
                           ? g_strdup (part->document)
                           : g_strconcat (part->series != NULL ? part->series : "",
                                          fac_text_is_empty (part->series) ? "" : " ",
                                          part->folio_number, NULL);

  if (part->last_balance.overflow || fac_decimal_sign (part->last_balance) <= 0)
    add_part (self, index, at, "last_balance", "CRP20239",
              N_("Nothing is owed of the invoice %1 any more."), folio);
  else if (is_too_fine (part->last_balance, part->currency))
    add_part (self, index, at, "last_balance", "CRP20240",
              N_("The balance has more decimals than its currency."), NULL);
  if (part->amount.overflow || fac_decimal_sign (part->amount) <= 0)
    add_part (self, index, at, "amount", "CRP20241",
              N_("Write how much of the invoice %1 is paid."), folio);
  else if (is_too_fine (part->amount, part->currency))
    add_part (self, index, at, "amount", "CRP20242",
              N_("The amount has more decimals than its currency."), NULL);
  else if (fac_decimal_compare (part->amount, part->last_balance) > 0)
    add_part (self, index, at, "amount", "CRP20244",
              N_("More is paid of the invoice %1 than is owed."), folio);
}

static void
check_taxability (FacRules *self, const FacPaymentPart *part, guint index, guint at)
{
  const char *code = part->taxability;

  if (fac_text_is_empty (code) || strlen (code) != 2 || code[0] != '0' || code[1] < '1'
      || code[1] > '8')
    add_part (self, index, at, "taxability", "CRP20245",
              N_("Say whether the invoice is taxed."), NULL);
  else if (code[1] == '2' && part->taxes->len == 0)
    add_part (self, index, at, "taxes", "CRP20246", N_("The taxes of the invoice are missing."),
              NULL);
  else if (strchr ("1345", code[1]) != NULL && part->taxes->len > 0)
    add_part (self, index, at, "taxes", "CRP20247",
              N_("The invoice states no taxes, but the payment of it does."), NULL);
}

static void
check_taxes (FacRules *self, const FacPaymentPart *part, guint index, guint at)
{
  for (guint i = 0; i < part->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (part->taxes, FacTax, i);

      if (tax->base.overflow || fac_decimal_sign (tax->base) <= 0)
        add_part (self, index, at, "taxes", tax->withholding ? "CRP20249" : "CRP20255",
                  N_("The base of a tax is more than zero."), NULL);
      if (tax->withholding && tax->factor == FAC_TAX_EXENTO)
        add_part (self, index, at, "taxes", "CRP20252", N_("What is withheld is never exempt."),
                  NULL);
      if (!tax->withholding && tax->kind == FAC_TAX_ISR)
        add_part (self, index, at, "taxes", "CRP20256", N_("ISR is withheld, not transferred."),
                  NULL);
      else if (tax->factor != FAC_TAX_EXENTO && !fac_tax_rate_is_listed (tax))
        add_part (self, index, at, "taxes", tax->withholding ? "CRP20253" : "CRP20260",
                  N_("The SAT does not know this rate of a tax."), NULL);
    }
}

static gboolean
is_paid_before (const FacInvoice *invoice, guint index, guint at)
{
  const FacPayment *own = g_ptr_array_index (invoice->payments, index);
  const FacPaymentPart *part = g_ptr_array_index (own->parts, at);

  for (guint i = 0; i < at; i++)
    {
      const FacPaymentPart *other = g_ptr_array_index (own->parts, i);

      if (part->document != NULL && other->document != NULL
          && g_ascii_strcasecmp (part->document, other->document) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The payment before @index of the same document that pays the invoice too, the last of them. */
static const FacPaymentPart *
find_earlier (const FacInvoice *invoice, guint index, const char *uuid)
{
  for (guint i = index; i > 0; i--)
    {
      const FacPaymentPart *part =
          fac_payment_find_part (g_ptr_array_index (invoice->payments, i - 1), uuid);

      if (part != NULL)
        return part;
    }
  return NULL;
}

/* Of two payments of one document to the same invoice the second goes on where the first ends. */
static void
check_order (FacRules *self, const FacInvoice *invoice, const FacPaymentPart *part, guint index,
             guint at)
{
  const FacPaymentPart *earlier = find_earlier (invoice, index, part->document);

  if (earlier == NULL)
    return;
  if (part->installment <= earlier->installment)
    add_part (self, index, at, "installment", "payment-order",
              N_("A payment before it in this document has this number, or a later one."), NULL);
  if (!fac_decimal_equal (part->last_balance, fac_payment_part_remaining (earlier)))
    add_part (self, index, at, "last_balance", "payment-order",
              N_("The payment before it in this document leaves another balance."), NULL);
}

static void
check_part (FacRules *self, const FacInvoice *invoice, guint index, guint at)
{
  const FacPayment *payment = g_ptr_array_index (invoice->payments, index);
  const FacPaymentPart *part = g_ptr_array_index (payment->parts, at);

  if (fac_text_is_empty (part->document) || !fac_id_is_uuid (part->document))
    add_part (self, index, at, "uuid", "uuid-shape", N_("“%1” is not a folio fiscal."),
              part->document != NULL ? part->document : "");
  else if (is_paid_before (invoice, index, at))
    add_part (self, index, at, "uuid", "payment-part-twice",
              N_("A payment pays each invoice once."), NULL);
  if (part->installment < 1)
    add_part (self, index, at, "installment", "installment-missing",
              N_("Instalments are counted from 1."), NULL);
  check_order (self, invoice, part, index, at);
  check_equivalence (self, payment, part, index, at);
  check_balances (self, part, index, at);
  check_taxability (self, part, index, at);
  check_taxes (self, part, index, at);
}

static void
check_receiver (FacRules *self, const FacInvoice *invoice)
{
  const char *system = invoice->customer != NULL
                       ? fac_rules_receiver_system (invoice->customer) : NULL;

  if (!fac_text_is_empty (system)
      && fac_rules_use_refused (self, "CP01", system,
                                fac_tax_id_person (invoice->customer->tax_id) == FAC_PERSON_MORAL))
    fac_rules_add (self, FAC_FINDING_ERROR, "customer", "CFDI40161",
                   N_("The use %1 is not allowed for the régimen fiscal %2."), "CP01", system);
}

void
fac_rules_payment (FacRules *self, const FacInvoice *invoice,
                   const FacInvoiceTotals *totals G_GNUC_UNUSED)
{
  check_receiver (self, invoice);
  if (invoice->payments->len == 0 && invoice->complements->len == 0)
    fail (self, 0, "related_documents", "payments-missing",
          N_("Choose the invoices that this payment pays."));
  for (guint i = 0; i < invoice->payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (invoice->payments, i);

      check_amount (self, payment, i);
      check_form (self, payment, i);
      check_date (self, payment, i);
      check_currency (self, payment, i);
      check_bank (self, payment, i);
      if (payment->parts->len == 0)
        fail (self, i, "related_documents", "payments-missing",
              N_("Choose the invoices that this payment pays."));
      for (guint j = 0; j < payment->parts->len; j++)
        check_part (self, invoice, i, j);
    }
}
