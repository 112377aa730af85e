/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-cfdi-check.h"
#include "fac-cfdi-pago.h"
#include "fac-cfdi-seal.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"
#include "fac-payment-allocation.h"
#include "fac-sandbox-stamped.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

/*
 * Payments from the invoice to the balance, through the service: what the program computes is what the service writes
 * into the XML, which is sealed, right by the schema and by the program's own check; and both agree on what is owed.
 */

typedef struct
{
  const char *name;
  const char *currency;
  const char *exchange;
  struct { const char *price; const char *taxes[3]; } lines[4];
} Recipe;

/* "-" is withheld; "I" ISR, "V" IVA, "E" IEPS; "X" exempt of IVA */
static const Recipe recipes[] = {
  { "iva", "MXN", "1", { { "1000", { "V0.16" } } } },
  { "cents", "MXN", "1", { { "0.37", { "V0.16" } } } },
  { "fees", "MXN", "1", { { "8888.88", { "V0.16", "-I0.10", "-V0.106667" } } } },
  { "resico", "MXN", "1", { { "1234.56", { "V0.16", "-I0.0125" } } } },
  { "freight", "MXN", "1", { { "777.77", { "V0.16", "-V0.04" } } } },
  { "border", "MXN", "1", { { "999.99", { "V0.08" } } } },
  { "zero and exempt", "MXN", "1", { { "333.33", { "V0" } }, { "666.66", { "X" } } } },
  { "all rates", "MXN", "1", { { "10.01", { "V0.16" } }, { "20.02", { "V0.08" } },
                               { "30.03", { "V0" } }, { "40.04", { "X" } } } },
  { "spirits", "MXN", "1", { { "250.55", { "E0.53", "V0.16" } } } },
  { "untaxed", "MXN", "1", { { "512.25", { NULL } } } },
  { "dollars", "USD", "20.1234", { { "100", { "V0.16" } } } },
  { "fees in dollars", "USD", "19.5", { { "953.21", { "V0.16", "-I0.10", "-V0.106667" } } } },
  { "euros", "EUR", "21.75", { { "431.07", { "V0.16" } } } },
};

static FacContractSandbox *sandbox;
static FacContract contract;
static guint n_stamped;

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static FacTax
tax_of (const char *text)
{
  const gboolean withheld = text[0] == '-';
  const char *code = text + withheld;
  const FacTaxKind kind = code[0] == 'I' ? FAC_TAX_ISR : code[0] == 'E' ? FAC_TAX_IEPS
                                                                        : FAC_TAX_IVA;

  return fac_tax_make (kind, code[0] == 'X' ? FAC_TAX_EXENTO : FAC_TAX_TASA, withheld,
                       code[1] != '\0' ? code + 1 : "0");
}

static void
add_line (FacInvoice *invoice, const char *price, const char *const *taxes)
{
  g_autoptr (FacRemoteItem) model = fac_contract_product ("Servicio", "SRV-1");
  FacProduct *product = model->product;

  product->price = decimal (price);
  product->tax_included = FALSE;
  g_array_set_size (product->taxes, 0);
  for (gsize i = 0; i < 3 && taxes[i] != NULL; i++)
    {
      FacTax tax = tax_of (taxes[i]);

      g_array_append_val (product->taxes, tax);
    }
  fac_set_string (&product->taxability, taxes[0] != NULL ? "02" : "01");
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
}

static FacRemoteItem *
stamp (FacRemoteItem *wanted)
{
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) draft = fac_contract_create (&contract, wanted, key, &error);
  FacRemoteItem *stamped;

  g_assert_no_error (error);
  stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
  g_assert_no_error (error);
  return stamped;
}

/* Returns: (transfer full): what is owed of it; its id is the service's */
static FacOpenInvoice *
sell (const Recipe *recipe)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autoptr (FacRemoteItem) stamped = NULL;
  FacOpenInvoice *open = fac_open_invoice_new ();

  g_ptr_array_set_size (wanted->invoice->lines, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (recipe->lines) && recipe->lines[i].price != NULL; i++)
    add_line (wanted->invoice, recipe->lines[i].price, recipe->lines[i].taxes);
  fac_set_string (&wanted->invoice->payment_method, "PPD");
  fac_set_string (&wanted->invoice->payment_form, "99");
  fac_set_string (&wanted->invoice->currency, recipe->currency);
  wanted->invoice->exchange = decimal (recipe->exchange);
  stamped = stamp (wanted);
  fac_set_string (&open->id, stamped->remote_id);
  fac_set_string (&open->uuid, stamped->invoice->uuid);
  fac_set_string (&open->series, stamped->invoice->series);
  fac_set_string (&open->folio_number, stamped->invoice->folio_number);
  fac_set_string (&open->currency, recipe->currency);
  open->total = open->balance = stamped->invoice->total;
  fac_open_invoice_take_taxes (open, stamped->invoice);
  return open;
}

/* ---- what the XML says ----------------------------------------------------------------------- */

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The figures of a complement, sorted: the order of attributes says nothing. */
static GPtrArray *
figures (const char *xml)
{
  g_autoptr (GRegex) regex = g_regex_new (
    " (Monto\\w*|Total\\w+|Base\\w+|Importe\\w+|Imp(?:Saldo\\w+|Pagado)|EquivalenciaDR|NumParcialidad|TasaOCuota\\w+"
    "|Impuesto(?:DR|P)|TipoCambioP|MonedaDR|MonedaP|ObjetoImpDR)=\"([^\"]*)\"", 0, 0, NULL);
  const char *from = strstr (xml, "pago20:Pagos");
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_nonnull (from);
  g_regex_match (regex, from, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);
      g_autofree char *shortest = NULL;
      FacDecimal number;

      if (fac_decimal_parse (value, -1, &number))
        shortest = fac_decimal_to_string (fac_decimal_trim (number, 0));
      g_ptr_array_add (list, g_strdup_printf ("%s=%s", name, shortest != NULL ? shortest : value));
    }
  g_assert_cmpuint (list->len, >, 5);
  g_ptr_array_sort (list, by_text);
  return list;
}

static void
assert_same_figures (const char *ours, const char *theirs)
{
  g_autoptr (GPtrArray) mine = figures (ours);
  g_autoptr (GPtrArray) service = figures (theirs);

  for (guint i = 0; i < MIN (mine->len, service->len); i++)
    if (!g_str_equal (mine->pdata[i], service->pdata[i]))
      g_error ("%s, not %s\n%s", (char *) service->pdata[i], (char *) mine->pdata[i], ours);
  g_assert_cmpuint (mine->len, ==, service->len);
}

static void
assert_xml (FacRemoteItem *stamped, const FacInvoice *sent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_contract_download (&contract, stamped->remote_id, FAC_FILE_XML,
                                                  &error);
  g_autoptr (FacCfdiVerdict) verdict = NULL;
  g_autofree char *text = NULL, *ours = NULL;

  g_assert_no_error (error);
  g_assert_true (fac_cfdi_verify (xml, stamped->invoice->uuid, &error));
  g_assert_no_error (error);
  fac_sandbox_assert_schema (xml);
  verdict = fac_cfdi_check (xml, NULL);
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      g_error ("%s %s: %s", fault->code, fault->where, fault->text);
    }
  text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  ours = fac_cfdi_pago_complement (sent->payments, NULL);
  assert_same_figures (ours, text);
  n_stamped++;
}

/* ---- paying ---------------------------------------------------------------------------------- */

static const struct { const char *currency, *rate; } rates[] = {
  { "MXN", "1" }, { "USD", "19.8765" }, { "EUR", "21.4321" },
};

static FacDecimal
rate_of (const char *currency, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (g_str_equal (rates[i].currency, currency))
      return decimal (rates[i].rate);
  return FAC_DECIMAL_ZERO;
}

static FacRemoteItem *
new_payment (FacPayment *payment)
{
  FacRemoteItem *item = fac_contract_invoice ();

  g_clear_pointer (&item->invoice->lines, g_ptr_array_unref);
  item->invoice->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
  item->invoice->type = FAC_INVOICE_PAGO;
  fac_invoice_settle_kind (item->invoice);
  g_ptr_array_add (item->invoice->payments, payment);
  return item;
}

static void
settle_balances (const FacPayment *payment, GPtrArray *open)
{
  for (guint i = 0; i < open->len; i++)
    {
      FacOpenInvoice *invoice = g_ptr_array_index (open, i);
      const FacPaymentPart *part = fac_payment_find_part (payment, invoice->uuid);

      if (part == NULL)
        continue;
      invoice->balance = fac_payment_part_remaining (part);
      invoice->installment++;
    }
}

/* What comes back is what was sent: the service adds nothing of its own to it. */
static void
pay (GPtrArray *open, const char *deposit, const char *currency)
{
  FacPayment *payment = fac_payment_new ();
  g_autoptr (FacRemoteItem) wanted = NULL;
  g_autoptr (FacRemoteItem) stamped = NULL;
  const FacPayment *read;

  fac_set_string (&payment->currency, currency);
  payment->exchange = rate_of (currency, NULL);
  payment->deposit = decimal (deposit);
  payment->date = (g_get_real_time () / G_USEC_PER_SEC - 3600) * G_USEC_PER_SEC;
  fac_payment_propose (payment, open, rate_of, NULL);
  g_assert_cmpuint (payment->parts->len, >, 0);
  wanted = new_payment (payment);
  stamped = stamp (wanted);
  g_assert_cmpint (stamped->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (stamped->invoice->payments->len, ==, 1);
  read = g_ptr_array_index (stamped->invoice->payments, 0);
  payment->deposit = read->deposit; /* the service knows what it comes to, not what arrived */
  g_assert_true (fac_payment_equal (payment, read));
  assert_xml (stamped, wanted->invoice);
  settle_balances (payment, open);
}

/* The instalment and the balance that the service would state next are those that are known here. */
static void
assert_summary (const FacOpenInvoice *invoice)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPaymentPart) part = NULL;

  fac_provider_payment_summary_async (contract.provider, invoice->id, decimal ("0.01"), NULL,
                                      fac_test_got, &result);
  part = fac_provider_payment_summary_finish (contract.provider, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (part->document, ==, invoice->uuid);
  g_assert_cmpint (part->installment, ==, invoice->installment);
  g_assert_true (fac_decimal_equal (part->last_balance, invoice->balance));
}

static void
assert_owed (GPtrArray *open)
{
  for (guint i = 0; i < open->len; i++)
    {
      const FacOpenInvoice *invoice = g_ptr_array_index (open, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (FacRemoteItem) item = fac_contract_get (&contract, FAC_ENTITY_INVOICE, invoice->id,
                                                         &error);

      g_assert_no_error (error);
      g_assert_true (item->invoice->due_known);
      g_assert_true (fac_decimal_equal (item->invoice->due, invoice->balance));
      if (fac_decimal_sign (invoice->balance) > 0)
        assert_summary (invoice);
    }
}

/* Three instalments of each: two thirds that do not divide, and what is left, in pesos. */
static void
test_instalments (gconstpointer data)
{
  const Recipe *recipe = data;
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();
  FacOpenInvoice *invoice = sell (recipe);
  FacDecimal cost, third;

  g_ptr_array_add (open, invoice);
  cost = fac_payment_cost (invoice->balance,
                           fac_payment_equivalence ("MXN", decimal ("1"), invoice->currency,
                                                    rate_of (invoice->currency, NULL)), "MXN");
  third = fac_decimal_div (cost, fac_decimal_from_int (3), 2, FAC_ROUND_DOWN);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = fac_decimal_to_string (third);

      pay (open, text, "MXN");
      assert_owed (open);
    }
  pay (open, "999999", "MXN");
  g_assert_true (fac_decimal_is_zero (invoice->balance));
  assert_owed (open);
}

/* All of them with one deposit after another, in turn in each currency. */
static void
test_all_together (void)
{
  static const struct { const char *deposit, *currency; } deposits[] = {
    { "1500.00", "MXN" }, { "700.00", "USD" }, { "9000.01", "MXN" }, { "333.33", "EUR" },
    { "90000", "MXN" },
  };
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    g_ptr_array_add (open, sell (&recipes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (deposits); i++)
    pay (open, deposits[i].deposit, deposits[i].currency);
  assert_owed (open);
  for (guint i = 0; i < open->len; i++)
    g_assert_true (fac_decimal_is_zero (((FacOpenInvoice *) open->pdata[i])->balance));
}

/* A draft that is written again, and cancelling nothing: what is sent is what is there. */
static void
test_draft (void)
{
  g_autoptr (GPtrArray) open = fac_open_invoices_new ();
  FacPayment *payment = fac_payment_new ();
  g_autoptr (FacRemoteItem) wanted = NULL, draft = NULL, updated = NULL;
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (open, sell (&recipes[0]));
  payment->deposit = decimal ("100");
  payment->date = (g_get_real_time () / G_USEC_PER_SEC - 3600) * G_USEC_PER_SEC;
  fac_set_string (&payment->operation_number, "SPEI 123");
  fac_set_string (&payment->payer_bank_tax_id, "BBA830831LJ2");
  fac_set_string (&payment->payer_account, "012345678901234567");
  fac_payment_propose (payment, open, rate_of, NULL);
  wanted = new_payment (payment);
  draft = fac_contract_create (&contract, wanted, key, &error);
  g_assert_no_error (error);
  g_assert_true (fac_payment_equal (payment, draft->invoice->payments->pdata[0]));
  fac_set_string (&wanted->remote_id, draft->remote_id);
  fac_set_string (&wanted->invoice->remote_id, draft->remote_id);
  payment->deposit = decimal ("200");
  fac_set_string (&payment->operation_number, NULL);
  fac_payment_propose (payment, open, rate_of, NULL);
  updated = fac_contract_update (&contract, wanted, &error);
  g_assert_no_error (error);
  g_assert_true (fac_payment_equal (payment, updated->invoice->payments->pdata[0]));
}

static void
test_absent (void)
{
  g_test_skip ("the sandbox is not built");
}

int
main (int argc, char **argv)
{
  g_autofree char *reason = NULL;
  g_autoptr (FacHttpClient) client = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&reason);
  if (sandbox == NULL)
    {
      g_test_message ("SKIPPED LOUDLY: %s", reason);
      g_test_add_func ("/payments/absent", test_absent);
      return g_test_run ();
    }
  client = fac_http_client_new ();
  contract = (FacContract) { "sandbox", fac_facturapi_provider_new (
                               client, fac_contract_sandbox_url (sandbox),
                               fac_contract_sandbox_key (sandbox)) };
  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autofree char *path = g_strconcat ("/payments/instalments/", recipes[i].name, NULL);

      g_test_add_data_func (path, &recipes[i], test_instalments);
    }
  g_test_add_func ("/payments/all-together", test_all_together);
  g_test_add_func ("/payments/draft", test_draft);
  status = g_test_run ();
  g_test_message ("%u payments were stamped and looked at", n_stamped);
  g_clear_object (&contract.provider);
  fac_contract_sandbox_stop (sandbox);
  return status;
}
