/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "fac-payment-allocation.h"
#include "fac-text.h"

#define UUID "5fb2822e-396d-4725-8521-cdc4bdd20ccf"
#define PAYMENT "complements.0.data.0."
#define PART PAYMENT "related_documents.0."

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacPayment *
payment_of (RulesFixture *self)
{
  return g_ptr_array_index (self->invoice->payments, 0);
}

static FacPaymentPart *
part_of (RulesFixture *self)
{
  return g_ptr_array_index (payment_of (self)->parts, 0);
}

/* A payment of 100.00 of 345.60 in which no rule finds anything. */
static void
make_payment (RulesFixture *self)
{
  FacPayment *payment = fac_payment_new ();
  g_autoptr (FacOpenInvoice) open = fac_open_invoice_new ();
  FacTax tax = fac_tax_make (FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16");

  self->invoice->type = FAC_INVOICE_PAGO;
  g_ptr_array_set_size (self->invoice->lines, 0);
  fac_invoice_settle_kind (self->invoice);
  tax.has_base = TRUE;
  tax.base = decimal ("297.93");
  g_array_append_val (open->taxes, tax);
  fac_set_string (&open->taxability, "02");
  fac_set_string (&open->uuid, UUID);
  fac_set_string (&open->folio_number, "12");
  open->taxes_known = TRUE;
  open->total = open->balance = decimal ("345.60");
  payment->deposit = decimal ("100.00");
  payment->date = RULES_NOW - G_TIME_SPAN_DAY;
  fac_payment_put (payment, open, payment->deposit, fac_decimal_from_int (1));
  g_ptr_array_add (self->invoice->payments, payment);
  rules_assert_clean (self);
}

typedef struct
{
  const char *code;
  const char *field;
  FacSeverity severity;
  void      (*spoil) (FacPayment *payment, FacPaymentPart *part);
} Wrong;

#define SPOIL(name, what) \
  static void name (FacPayment *payment G_GNUC_UNUSED, FacPaymentPart *part G_GNUC_UNUSED) { what; }

SPOIL (form_99, fac_set_string (&payment->payment_form, "99"))
SPOIL (no_form, fac_set_string (&payment->payment_form, NULL))
SPOIL (currency_none, fac_set_string (&payment->currency, "XXX"))
SPOIL (pesos_at_two, payment->exchange = decimal ("2"))
SPOIL (dollars_free, fac_set_string (&payment->currency, "USD");
       payment->exchange = FAC_DECIMAL_ZERO;
       fac_set_string (&part->currency, "USD"))
SPOIL (too_much, payment->deposit = decimal ("99.99"))
SPOIL (nothing, payment->deposit = FAC_DECIMAL_ZERO)
SPOIL (too_fine, payment->deposit = decimal ("100.001"))
SPOIL (rest, payment->deposit = decimal ("120"))
SPOIL (tomorrow, payment->date = RULES_NOW + 2 * G_TIME_SPAN_DAY)
SPOIL (no_day, payment->date = 0)
SPOIL (long_ago, payment->date = RULES_NOW - 60 * G_TIME_SPAN_DAY)
SPOIL (cash_bank, fac_set_string (&payment->payment_form, "01");
       fac_set_string (&payment->payer_bank_tax_id, "BBA830831LJ2"))
SPOIL (bank_shape, fac_set_string (&payment->payer_bank_tax_id, "BBVA"))
SPOIL (bank_unnamed, fac_set_string (&payment->payer_bank_tax_id, "XEXX010101000"))
SPOIL (cash_account, fac_set_string (&payment->payment_form, "01");
       fac_set_string (&payment->payer_account, "0123456789"))
SPOIL (account_shape, fac_set_string (&payment->payer_account, "123"))
SPOIL (own_account_shape, fac_set_string (&payment->payee_account, "0123456789012345"))
SPOIL (cash_own_bank, fac_set_string (&payment->payment_form, "01");
       fac_set_string (&payment->payee_bank_tax_id, "BBA830831LJ2"))
SPOIL (cash_own_account, fac_set_string (&payment->payment_form, "01");
       fac_set_string (&payment->payee_account, "0123456789"))
SPOIL (cheque_chain, fac_set_string (&payment->payment_form, "02");
       fac_set_string (&payment->chain_type, "01");
       fac_set_string (&payment->chain_certificate, "a");
       fac_set_string (&payment->chain_text, "b");
       fac_set_string (&payment->chain_seal, "c"))
SPOIL (chain_certificate, fac_set_string (&payment->chain_type, "01");
       fac_set_string (&payment->chain_text, "b");
       fac_set_string (&payment->chain_seal, "c"))
SPOIL (chain_lone_certificate, fac_set_string (&payment->chain_certificate, "a"))
SPOIL (chain_text, fac_set_string (&payment->chain_type, "01");
       fac_set_string (&payment->chain_certificate, "a");
       fac_set_string (&payment->chain_seal, "c"))
SPOIL (chain_lone_text, fac_set_string (&payment->chain_text, "a"))
SPOIL (chain_seal, fac_set_string (&payment->chain_type, "01");
       fac_set_string (&payment->chain_certificate, "a");
       fac_set_string (&payment->chain_text, "b"))
SPOIL (chain_lone_seal, fac_set_string (&payment->chain_seal, "a"))
SPOIL (no_invoices, g_ptr_array_set_size (payment->parts, 0))
SPOIL (part_currency, fac_set_string (&part->currency, "XXX"))
SPOIL (no_equivalence, fac_set_string (&part->currency, "USD");
       part->equivalence = FAC_DECIMAL_ZERO;
       payment->deposit = FAC_DECIMAL_ZERO)
SPOIL (not_one, part->equivalence = decimal ("1.1");
       payment->deposit = decimal ("90.91"))
SPOIL (no_balance, part->last_balance = FAC_DECIMAL_ZERO)
SPOIL (fine_balance, part->last_balance = decimal ("345.601"))
SPOIL (no_amount, part->amount = FAC_DECIMAL_ZERO)
SPOIL (fine_amount, part->amount = decimal ("99.999"))
SPOIL (over_balance, part->last_balance = decimal ("99.99"))
SPOIL (taxability, fac_set_string (&part->taxability, "09"))
SPOIL (no_taxes, g_array_set_size (part->taxes, 0))
SPOIL (untaxed, fac_set_string (&part->taxability, "01"))
SPOIL (no_base, g_array_index (part->taxes, FacTax, 0).base = FAC_DECIMAL_ZERO)
SPOIL (rate, g_array_index (part->taxes, FacTax, 0).rate = decimal ("0.17"))
SPOIL (isr_added, g_array_index (part->taxes, FacTax, 0).kind = FAC_TAX_ISR)
SPOIL (exempt_kept, g_array_index (part->taxes, FacTax, 0).withholding = TRUE;
       g_array_index (part->taxes, FacTax, 0).factor = FAC_TAX_EXENTO)
SPOIL (kept_rate, g_array_index (part->taxes, FacTax, 0).withholding = TRUE;
       g_array_index (part->taxes, FacTax, 0).rate = decimal ("0.17"))
SPOIL (not_a_uuid, fac_set_string (&part->document, "A 12"))
SPOIL (no_installment, part->installment = 0)
SPOIL (twice, g_ptr_array_add (payment->parts, fac_payment_part_copy (part));
       payment->deposit = decimal ("200"))

#define ERR FAC_FINDING_ERROR
#define WARN FAC_FINDING_WARNING

static const Wrong wrongs[] = {
  { "CRP20212", PAYMENT "payment_form", ERR, form_99 },
  { "payment-form-missing", PAYMENT "payment_form", ERR, no_form },
  { "CRP20213", PAYMENT "currency", ERR, currency_none },
  { "CRP20215", PAYMENT "exchange", ERR, pesos_at_two },
  { "CRP20214", PAYMENT "exchange", ERR, dollars_free },
  { "CRP20217", PAYMENT "related_documents", ERR, too_much },
  { "CRP20218", PAYMENT "amount", ERR, nothing },
  { "CRP20219", PAYMENT "amount", ERR, too_fine },
  { "deposit-rest", PAYMENT "related_documents", WARN, rest },
  { "payment-date-future", PAYMENT "date", ERR, tomorrow },
  { "payment-date-missing", PAYMENT "date", ERR, no_day },
  { "payment-late", PAYMENT "date", WARN, long_ago },
  { "CRP20221", PAYMENT "rfcEmisorCtaOrd", ERR, cash_bank },
  { "CRP20222", PAYMENT "rfcEmisorCtaOrd", ERR, bank_shape },
  { "CRP20223", PAYMENT "nomBancoOrdExt", ERR, bank_unnamed },
  { "CRP20224", PAYMENT "ctaOrdenante", ERR, cash_account },
  { "CRP20225", PAYMENT "ctaOrdenante", ERR, account_shape },
  { "CRP20226", PAYMENT "ctaBeneficiario", ERR, own_account_shape },
  { "CRP20227", PAYMENT "rfcEmisorCtaBen", ERR, cash_own_bank },
  { "CRP20228", PAYMENT "ctaBeneficiario", ERR, cash_own_account },
  { "CRP20229", PAYMENT "tipoCadPago", ERR, cheque_chain },
  { "CRP20230", PAYMENT "certPago", ERR, chain_certificate },
  { "CRP20231", PAYMENT "certPago", ERR, chain_lone_certificate },
  { "CRP20232", PAYMENT "cadPago", ERR, chain_text },
  { "CRP20233", PAYMENT "cadPago", ERR, chain_lone_text },
  { "CRP20234", PAYMENT "selloPago", ERR, chain_seal },
  { "CRP20235", PAYMENT "selloPago", ERR, chain_lone_seal },
  { "payments-missing", PAYMENT "related_documents", ERR, no_invoices },
  { "CRP20236", PART "currency", ERR, part_currency },
  { "CRP20237", PART "exchange", ERR, no_equivalence },
  { "CRP20238", PART "exchange", ERR, not_one },
  { "CRP20239", PART "last_balance", ERR, no_balance },
  { "CRP20240", PART "last_balance", ERR, fine_balance },
  { "CRP20241", PART "amount", ERR, no_amount },
  { "CRP20242", PART "amount", ERR, fine_amount },
  { "CRP20244", PART "amount", ERR, over_balance },
  { "CRP20245", PART "taxability", ERR, taxability },
  { "CRP20246", PART "taxes", ERR, no_taxes },
  { "CRP20247", PART "taxes", ERR, untaxed },
  { "CRP20255", PART "taxes", ERR, no_base },
  { "CRP20260", PART "taxes", ERR, rate },
  { "CRP20256", PART "taxes", ERR, isr_added },
  { "CRP20252", PART "taxes", ERR, exempt_kept },
  { "CRP20253", PART "taxes", ERR, kept_rate },
  { "uuid-shape", PART "uuid", ERR, not_a_uuid },
  { "installment-missing", PART "installment", ERR, no_installment },
  { "payment-part-twice", PAYMENT "related_documents.1.uuid", ERR, twice },
};

static gboolean
is_found (GPtrArray *findings, const Wrong *wrong)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, wrong->code) && g_str_equal (finding->field, wrong->field))
        {
          g_assert_cmpint (finding->severity, ==, wrong->severity);
          return TRUE;
        }
    }
  return FALSE;
}

static void
test_wrong (RulesFixture *self, gconstpointer data)
{
  make_payment (self);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr (FacInvoice) spoilt = fac_invoice_copy (self->invoice);
      g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
      g_autoptr (GPtrArray) findings = NULL;
      FacPayment *payment = g_ptr_array_index (spoilt->payments, 0);

      wrongs[i].spoil (payment, g_ptr_array_index (payment->parts, 0));
      fac_invoice_totals_compute (totals, spoilt);
      findings = fac_invoice_check (spoilt, totals, &self->context);
      if (!is_found (findings, &wrongs[i]))
        g_error ("%s was not found at %s", wrongs[i].code, wrongs[i].field);
    }
}

/* What another currency adds: a rate of more than ten decimals, and more than arrived. */
static void
test_currencies (RulesFixture *self, gconstpointer data)
{
  make_payment (self);
  fac_set_string (&part_of (self)->currency, "USD");
  part_of (self)->equivalence = decimal ("0.05");
  payment_of (self)->deposit = decimal ("2000");
  rules_assert_clean (self);
  payment_of (self)->deposit = decimal ("1999.99");
  rules_assert_error (self, PAYMENT "related_documents", "CRP20276");
  payment_of (self)->deposit = decimal ("2000");
  part_of (self)->equivalence = decimal ("0.05000000001");
  rules_assert_error (self, PART "exchange", "CRP20275");
}

static void
test_nothing (RulesFixture *self, gconstpointer data)
{
  make_payment (self);
  g_ptr_array_set_size (self->invoice->payments, 0);
  rules_assert_error (self, PAYMENT "related_documents", "payments-missing");
}

/* Of two payments in one document the second goes on where the first ends. */
static void
test_order (RulesFixture *self, gconstpointer data)
{
  FacPayment *second;
  FacPaymentPart *part;

  make_payment (self);
  second = fac_payment_copy (payment_of (self));
  g_ptr_array_add (self->invoice->payments, second);
  part = second->parts->pdata[0];
  part->installment = 2;
  part->last_balance = decimal ("245.60");
  rules_assert_clean (self);
  part->installment = 1;
  rules_assert_error (self, "complements.0.data.1.related_documents.0.installment", "payment-order");
  part->installment = 2;
  part->last_balance = decimal ("345.60");
  rules_assert_error (self, "complements.0.data.1.related_documents.0.last_balance",
                      "payment-order");
}

/* What is wrong with a text of the bank is found in its field, of that deposit. */
static void
test_bank_text (RulesFixture *self, gconstpointer data)
{
  make_payment (self);
  fac_set_string (&payment_of (self)->operation_number, "A|7");
  rules_assert_error (self, PAYMENT "numOperacion", "text-with-bar");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  RULES_ADD ("payment/wrong", test_wrong);
  RULES_ADD ("payment/currencies", test_currencies);
  RULES_ADD ("payment/nothing", test_nothing);
  RULES_ADD ("payment/order", test_order);
  RULES_ADD ("payment/bank-text", test_bank_text);
  return g_test_run ();
}
