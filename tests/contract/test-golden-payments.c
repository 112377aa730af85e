/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-contract.h"

#include "fac-cfdi-check.h"
#include "fac-cfdi-seal.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"
#include "fac-payment-allocation.h"
#include "fac-sandbox-stamped.h"
#include "fac-test.h"
#include "fac-text.h"

#include <stdlib.h>
#include <string.h>

/*
 * The golden allocations (tests/golden/payments), each stamped by the service: its XML is right by the schema, sealed,
 * and right by the program's own check. The invoices are of others: the service does not know them.
 */

static FacContractSandbox *sandbox;
static FacContract contract;

typedef struct
{
  GPtrArray  *open;
  GHashTable *rates;
  FacPayment *payment;
} Case;

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_nonnull (text);
  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static const char *
option (char **words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

static FacOpenInvoice *
find_open (Case *self, const char *name)
{
  for (guint i = 0; i < self->open->len; i++)
    if (g_str_equal (((FacOpenInvoice *) self->open->pdata[i])->folio_number, name))
      return self->open->pdata[i];
  g_assert_not_reached ();
}

static FacDecimal
rate_of (const char *currency, gpointer data)
{
  const char *rate = g_hash_table_lookup (((Case *) data)->rates, currency);

  if (g_str_equal (currency, "MXN"))
    return fac_decimal_from_int (1);
  return rate != NULL ? decimal (rate) : FAC_DECIMAL_ZERO;
}

static void
read_invoice (Case *self, char **words)
{
  FacOpenInvoice *open = fac_open_invoice_new ();

  open->uuid = fac_id_new ();
  fac_set_string (&open->folio_number, words[1]);
  fac_set_string (&open->currency, option (words, "currency"));
  open->total = decimal (option (words, "total"));
  open->balance = decimal (option (words, "balance"));
  open->installment = atoi (option (words, "installment"));
  open->taxes_known = TRUE;
  g_ptr_array_add (self->open, open);
}

static void
read_tax (Case *self, char **words)
{
  FacOpenInvoice *open = find_open (self, words[1]);
  FacTax tax = { .has_base = TRUE };

  g_assert_true (fac_tax_kind_from_api (words[2], &tax.kind));
  g_assert_true (fac_tax_factor_from_text (words[3], &tax.factor));
  tax.rate = decimal (words[4]);
  tax.base = decimal (option (words, "base"));
  tax.withholding = g_strv_contains ((const char *const *) words, "withheld");
  g_array_append_val (open->taxes, tax);
  fac_set_string (&open->taxability, "02");
}

static void
read_payment (Case *self, char **words)
{
  g_assert_null (self->payment);
  self->payment = fac_payment_new ();
  fac_set_string (&self->payment->currency, words[1]);
  self->payment->exchange = decimal (option (words, "rate"));
  self->payment->deposit = decimal (option (words, "deposit"));
  self->payment->date = (g_get_real_time () / G_USEC_PER_SEC - 3600) * G_USEC_PER_SEC;
}

static void
give (Case *self, const char *name, const char *amount)
{
  const FacOpenInvoice *open = find_open (self, name);

  fac_payment_put (self->payment, open, decimal (amount),
                   fac_payment_equivalence (self->payment->currency, self->payment->exchange,
                                            open->currency, rate_of (open->currency, self)));
}

/* ---- stamping -------------------------------------------------------------------------------- */

static FacRemoteItem *
new_item (const FacPayment *payment)
{
  FacRemoteItem *item = fac_contract_invoice ();

  g_ptr_array_set_size (item->invoice->lines, 0);
  item->invoice->type = FAC_INVOICE_PAGO;
  fac_invoice_settle_kind (item->invoice);
  g_ptr_array_set_size (item->invoice->payments, 0);
  g_ptr_array_add (item->invoice->payments, fac_payment_copy (payment));
  return item;
}

static void
assert_xml (const FacRemoteItem *stamped)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_contract_download (&contract, stamped->remote_id, FAC_FILE_XML,
                                                  &error);
  g_autoptr (FacCfdiVerdict) verdict = NULL;

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
}

/* A deposit that pays nothing makes no document. */
static void
stamp (Case *self)
{
  g_autoptr (FacRemoteItem) wanted = new_item (self->payment);
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) draft = NULL, stamped = NULL;

  for (guint i = 0; i < self->payment->parts->len; i++)
    {
      const FacPaymentPart *part = self->payment->parts->pdata[i];
      FacOpenInvoice *open = find_open (self, part->folio_number);

      open->balance = fac_payment_part_remaining (part);
      open->installment++;
    }
  if (self->payment->parts->len > 0)
    {
      draft = fac_contract_create (&contract, wanted, key, &error);
      g_assert_no_error (error);
      stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
      g_assert_no_error (error);
      assert_xml (stamped);
    }
  g_clear_pointer (&self->payment, fac_payment_free);
  g_hash_table_remove_all (self->rates);
}

static void
read_line (Case *self, char **words)
{
  if (g_str_equal (words[0], "invoice"))
    read_invoice (self, words);
  else if (g_str_equal (words[0], "tax") && self->payment == NULL && words[1] != NULL
           && option (words, "amount") == NULL)
    read_tax (self, words);
  else if (g_str_equal (words[0], "payment"))
    read_payment (self, words);
  else if (g_str_equal (words[0], "rate"))
    g_hash_table_insert (self->rates, g_strdup (words[1]), g_strdup (words[2]));
  else if (g_str_equal (words[0], "propose"))
    fac_payment_propose (self->payment, self->open, rate_of, self);
  else if (g_str_equal (words[0], "give"))
    give (self, words[1], words[2]);
  else if (g_str_equal (words[0], "expect"))
    {
      fac_payment_settle (self->payment);
      stamp (self);
    }
}

static void
test_golden (gconstpointer path)
{
  Case self = { .open = fac_open_invoices_new () };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self.rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

      if (lines[i][0] != '\0' && lines[i][0] != '#')
        read_line (&self, words);
    }
  g_assert_null (self.payment);
  g_ptr_array_unref (self.open);
  g_hash_table_unref (self.rates);
}

static guint
add_cases (void)
{
  g_autofree char *folder = fac_test_file ("golden/payments");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *test = g_strconcat ("/golden-payments/", name, NULL);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_golden, g_free);
        n++;
      }
  return n;
}

int
main (int argc, char **argv)
{
  g_autofree char *reason = NULL;
  FacHttpClient *client;
  int code;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&reason);
  g_assert_nonnull (sandbox);
  client = fac_http_client_new ();
  contract.name = "sandbox";
  contract.provider = fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                                  fac_contract_sandbox_key (sandbox));
  g_assert_cmpuint (add_cases (), >=, 40);
  code = g_test_run ();
  g_clear_object (&contract.provider);
  g_clear_object (&client);
  fac_contract_sandbox_stop (sandbox);
  return code;
}
