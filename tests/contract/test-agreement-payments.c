/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-catalog.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"
#include "fac-invoice-rules.h"
#include "fac-payment-allocation.h"
#include "fac-test.h"
#include "fac-text.h"

#include <libxml/parser.h>

/*
 * The program's rules of payments against the service's judge: what the program finds nothing wrong with is stamped;
 * what it would not send is refused. Payments are made up, of one deposit or several, in several currencies, and a
 * third of them is then made wrong in one place.
 */

#define MADE_UP 300
#define MADE_UP_THOROUGH 5000

static FacContractSandbox *sandbox;
static FacHttpClient *client;
static FacCatalog *catalog;
static FacOrganization *organization;
static FacContract contract = { "sandbox", NULL };

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

/* ---- made up ---------------------------------------------------------------------------------- */

static const struct { const char *currency, *rate; } rates[] = {
  { "MXN", "1" }, { "MXN", "1" }, { "USD", "19.8765" }, { "EUR", "21.4321" },
};

static FacDecimal
rate_of (const char *currency, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (g_str_equal (rates[i].currency, currency))
      return decimal (rates[i].rate);
  return FAC_DECIMAL_ZERO;
}

static void
add_tax (FacOpenInvoice *open, FacTaxKind kind, FacTaxFactor factor, gboolean withheld,
         const char *rate, FacDecimal base)
{
  FacTax tax = fac_tax_make (kind, factor, withheld, rate);

  tax.has_base = TRUE;
  tax.base = base;
  g_array_append_val (open->taxes, tax);
  fac_set_string (&open->taxability, "02");
}

static FacOpenInvoice *
make_invoice (GRand *rand)
{
  FacOpenInvoice *open = fac_open_invoice_new ();
  const FacDecimal base = fac_decimal_make (g_rand_int_range (rand, 10000, 9000000), 2);
  const int kind = g_rand_int_range (rand, 0, 5);

  open->uuid = fac_id_new ();
  fac_set_string (&open->currency, rates[g_rand_int_range (rand, 0, G_N_ELEMENTS (rates))].currency);
  if (kind < 2)
    add_tax (open, FAC_TAX_IVA, FAC_TAX_TASA, FALSE, kind == 0 ? "0.16" : "0.08", base);
  else if (kind == 2)
    add_tax (open, FAC_TAX_IVA, FAC_TAX_EXENTO, FALSE, "0", base);
  else if (kind == 3)
    {
      add_tax (open, FAC_TAX_IVA, FAC_TAX_TASA, FALSE, "0.16", base);
      add_tax (open, FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.10", base);
    }
  open->taxes_known = TRUE;
  open->total = fac_decimal_mul (base, decimal ("1.06"), 2, FAC_ROUND_HALF_UP);
  open->balance = open->total;
  open->installment = g_rand_int_range (rand, 1, 4);
  return open;
}

static FacPayment *
make_payment (GRand *rand, GPtrArray *payments, GPtrArray *open)
{
  const guint currency = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (rates));
  g_autoptr (GPtrArray) seen = fac_payments_open_for (payments, payments->len, open);
  FacPayment *payment = fac_payment_new ();

  fac_set_string (&payment->currency, rates[currency].currency);
  payment->exchange = decimal (rates[currency].rate);
  payment->deposit = fac_decimal_make (g_rand_int_range (rand, 500, 5000000), 2);
  payment->date = (g_get_real_time () / G_USEC_PER_SEC - 3600) * G_USEC_PER_SEC;
  fac_payment_propose (payment, seen, rate_of, NULL);
  payment->deposit = fac_payment_amount (payment);
  if (payment->parts->len > 0)
    return payment;
  fac_payment_free (payment);
  return NULL;
}

static FacRemoteItem *
make_up (GRand *rand)
{
  FacRemoteItem *item = fac_contract_invoice ();
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();
  const int n_invoices = g_rand_int_range (rand, 1, 6), n_payments = g_rand_int_range (rand, 1, 4);

  g_ptr_array_set_size (item->invoice->lines, 0);
  item->invoice->type = FAC_INVOICE_PAGO;
  fac_invoice_settle_kind (item->invoice);
  g_ptr_array_set_size (item->invoice->payments, 0);
  for (int i = 0; i < n_invoices; i++)
    g_ptr_array_add (open, make_invoice (rand));
  for (int i = 0; i < n_payments; i++)
    {
      FacPayment *payment = make_payment (rand, item->invoice->payments, open);

      if (payment != NULL)
        g_ptr_array_add (item->invoice->payments, payment);
    }
  return item;
}

/* ---- wrong on purpose -------------------------------------------------------------------------- */

typedef enum
{
  BOTH,
  SERVICE /* it has no such rule, or puts it right: the program keeps the person from a slip */
} Whose;

static const struct
{
  const char *field, *value;
  Whose       whose;
} edits[] = {
  { "form", "99", BOTH }, { "form", "77", BOTH }, { "form", "01", BOTH }, { "form", "06", BOTH },
  { "date", "tomorrow", SERVICE },
  { "operation", "a|b", BOTH }, { "operation", "SPEI 4471", BOTH },
  { "payer_bank", "ABC", BOTH }, { "payer_bank", "BBA830831LJ2", BOTH },
  { "payer_bank", "XEXX010101000", BOTH },
  { "payer_account", "123", BOTH }, { "payer_account", "012180001234567891", BOTH },
  { "payee_bank", "BMN930209927", BOTH }, { "payee_account", "12", BOTH },
  { "payee_account", "0123456789", BOTH },
  { "chain", "type", BOTH }, { "chain", "certificate", BOTH }, { "chain", "text", BOTH },
  { "chain", "seal", BOTH }, { "chain", "all", BOTH },
  { "currency", "XXX", BOTH }, { "exchange", "0", SERVICE },
  { "installment", "0", BOTH }, { "last_balance", "0", BOTH }, { "last_balance", "0.01", BOTH },
  { "amount", "0", BOTH }, { "amount", "1.001", BOTH },
  { "taxability", "09", BOTH }, { "taxes", "none", BOTH }, { "taxability", "01", BOTH },
  { "tax", "0.15", BOTH }, { "tax", "transferred ISR", BOTH },
  { "uuid", "x", BOTH }, { "parts", "twice", SERVICE }, { "parts", "none", BOTH },
};

static void
set_text (FacPayment *payment, const char *field, const char *value)
{
  struct { const char *field; char **text; } texts[] = {
    { "form", &payment->payment_form }, { "operation", &payment->operation_number },
    { "payer_bank", &payment->payer_bank_tax_id }, { "payer_account", &payment->payer_account },
    { "payee_bank", &payment->payee_bank_tax_id }, { "payee_account", &payment->payee_account },
    { "currency", &payment->currency },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].field, field))
      fac_set_string (texts[i].text, value);
}

static void
set_chain (FacPayment *payment, const char *which)
{
  const gboolean all = g_str_equal (which, "all");

  if (all || g_str_equal (which, "type"))
    fac_set_string (&payment->chain_type, "01");
  if (all || g_str_equal (which, "certificate"))
    fac_set_string (&payment->chain_certificate, "MIIF");
  if (all || g_str_equal (which, "text"))
    fac_set_string (&payment->chain_text, "01 12345 20260401");
  if (all || g_str_equal (which, "seal"))
    fac_set_string (&payment->chain_seal, "c2VsbG8=");
}

static void
set_tax (FacPaymentPart *part, const char *value)
{
  FacTax *tax = part->taxes->len > 0 ? &g_array_index (part->taxes, FacTax, 0) : NULL;

  if (tax != NULL && g_str_equal (value, "transferred ISR"))
    tax->kind = FAC_TAX_ISR;
  else if (tax != NULL && tax->factor == FAC_TAX_TASA)
    tax->rate = decimal (value);
}

static void
change_part (FacPayment *payment, const char *field, const char *value)
{
  FacPaymentPart *part = payment->parts->pdata[0];

  if (g_str_equal (field, "installment"))
    part->installment = 0;
  else if (g_str_equal (field, "last_balance"))
    part->last_balance = decimal (value);
  else if (g_str_equal (field, "amount"))
    {
      part->amount = decimal (value);
      payment->deposit = fac_payment_amount (payment);
    }
  else if (g_str_equal (field, "taxability"))
    fac_set_string (&part->taxability, value);
  else if (g_str_equal (field, "taxes"))
    g_array_set_size (part->taxes, 0);
  else if (g_str_equal (field, "tax"))
    set_tax (part, value);
  else if (g_str_equal (field, "uuid"))
    fac_set_string (&part->document, value);
}

static void
change (FacInvoice *invoice, guint edit)
{
  FacPayment *payment = invoice->payments->len > 0 ? invoice->payments->pdata[0] : NULL;
  const char *field = edits[edit].field, *value = edits[edit].value;

  if (payment == NULL)
    return;
  if (g_str_equal (field, "date"))
    payment->date = g_get_real_time () + 2 * G_TIME_SPAN_DAY;
  else if (g_str_equal (field, "exchange"))
    payment->exchange = decimal (value);
  else if (g_str_equal (field, "chain"))
    set_chain (payment, value);
  else if (g_str_equal (field, "parts") && g_str_equal (value, "none"))
    g_ptr_array_set_size (payment->parts, 0);
  else if (g_str_equal (field, "parts"))
    g_ptr_array_add (payment->parts, fac_payment_part_copy (payment->parts->pdata[0]));
  else
    {
      set_text (payment, field, value);
      change_part (payment, field, value);
    }
}

/* ---- verdicts ---------------------------------------------------------------------------------- */

static char *
errors_of (const FacInvoice *invoice)
{
  const FacRulesContext context = { .organization = organization,
                                    .catalog = FAC_CATALOG_SOURCE (catalog),
                                    .now = g_get_real_time () };
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  fac_invoice_totals_compute (totals, invoice);
  findings = fac_invoice_check (invoice, totals, &context);
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (finding->severity == FAC_FINDING_ERROR)
        g_string_append_printf (text, "%s %s; ", finding->field, finding->code);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Returns: (nullable): what the two did not agree about */
static char *
judge (FacRemoteItem *wanted, Whose whose)
{
  g_autofree char *errors = errors_of (wanted->invoice), *key = fac_id_new ();
  g_autoptr (FacRemoteItem) draft = NULL, stamped = NULL;
  g_autoptr (GError) error = NULL;

  draft = fac_contract_create (&contract, wanted, key, &error);
  if (draft != NULL)
    stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
  if (stamped == NULL)
    return errors != NULL ? NULL
                          : g_strdup_printf ("refused, and nothing was found: %s", error->message);
  if (errors != NULL && whose != SERVICE)
    return g_strdup_printf ("stamped, and it would not have been sent: %s", errors);
  return NULL;
}

static guint
report (FacRemoteItem *wanted, int edit)
{
  g_autofree char *difference = NULL;

  if (wanted->invoice->payments->len == 0)
    return 0;
  if (edit >= 0)
    change (wanted->invoice, (guint) edit);
  difference = judge (wanted, edit >= 0 ? edits[edit].whose : BOTH);
  if (difference == NULL)
    return 0;
  g_test_message ("%s=%s: %s", edit >= 0 ? edits[edit].field : "",
                  edit >= 0 ? edits[edit].value : "", difference);
  return 1;
}

static GRand *
new_rand (void)
{
  const char *given = g_getenv ("FACTURADOR_TEST_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 0)
                               : (guint32) g_test_rand_int ();

  g_test_message ("seed %u: set FACTURADOR_TEST_SEED to run the same again", seed);
  return g_rand_new_with_seed (seed);
}

static void
test_single (void)
{
  guint differences = 0;

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (7);
      g_autoptr (FacRemoteItem) wanted = make_up (rand);

      differences += report (wanted, (int) i);
    }
  g_assert_cmpuint (differences, ==, 0);
}

static void
test_made_up (void)
{
  g_autoptr (GRand) rand = new_rand ();
  const guint count = g_getenv ("FACTURADOR_THOROUGH") != NULL ? MADE_UP_THOROUGH : MADE_UP;
  guint differences = 0;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (FacRemoteItem) wanted = make_up (rand);

      differences += report (wanted, i % 3 != 0 ? -1
                                     : g_rand_int_range (rand, 0, G_N_ELEMENTS (edits)));
    }
  g_assert_cmpuint (differences, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *starter = NULL, *reason = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&reason);
  g_assert_nonnull (sandbox);
  client = fac_http_client_new ();
  contract.provider = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                                  fac_contract_sandbox_key (sandbox));
  starter = fac_test_built ("data/catalogs.db");
  catalog = fac_catalog_open_sync (starter, NULL, &error);
  g_assert_no_error (error);
  fac_provider_get_organization_async (contract.provider, NULL, fac_test_got, &result);
  organization = fac_provider_get_organization_finish (contract.provider, fac_test_result (&result),
                                                       &error);
  g_assert_no_error (error);
  g_test_add_func ("/agreement-payments/one-change", test_single);
  g_test_add_func ("/agreement-payments/made-up", test_made_up);
  code = g_test_run ();
  g_clear_pointer (&organization, fac_organization_unref);
  g_clear_object (&catalog);
  g_clear_object (&contract.provider);
  g_clear_object (&client);
  fac_contract_sandbox_stop (sandbox);
  xmlCleanupParser ();
  return code;
}
