/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "credit-case.h"
#include "fac-contract.h"

#include "fac-cfdi-check.h"
#include "fac-cfdi-seal.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-sandbox-stamped.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

/*
 * Every golden credit note that can be made, through the service: its invoices are stamped, the note is made of them,
 * stamped, right by the schema, sealed, without a fault for the program's own check, and has the total, the taxes and the
 * relation that the program gave it. What it leaves of the invoice is the program's to know: amount_due counts payments.
 */

#define PRODUCT_KEY "43211503"

static FacContractSandbox *sandbox;
static FacContract contract;
static guint n_stamped;

static FacRemoteItem *
stamp (const FacInvoice *invoice)
{
  g_autoptr (FacRemoteItem) wanted = fac_contract_invoice ();
  g_autofree char *key = fac_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) draft = NULL;
  FacRemoteItem *stamped;

  g_clear_pointer (&wanted->invoice, fac_invoice_unref);
  wanted->invoice = fac_invoice_copy (invoice);
  draft = fac_contract_create (&contract, wanted, key, &error);
  g_assert_no_error (error);
  stamped = fac_contract_stamp (&contract, draft->remote_id, &error);
  g_assert_no_error (error);
  n_stamped++;
  return stamped;
}

/* What the golden files leave out since no sum depends on it. */
static void
complete (FacInvoice *invoice)
{
  g_autoptr (FacRemoteItem) model = fac_contract_invoice ();

  g_clear_pointer (&invoice->customer, fac_customer_unref);
  invoice->customer = fac_customer_copy (model->invoice->customer);
  fac_set_string (&invoice->use, model->invoice->use);
  fac_set_string (&invoice->uuid, NULL);
  fac_set_string (&invoice->series, NULL);
  fac_set_string (&invoice->folio_number, NULL);
  if (g_strcmp0 (invoice->payment_method, "PPD") == 0)
    fac_set_string (&invoice->payment_form, "99");
  invoice->status = FAC_STATUS_BORRADOR;
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      if (fac_text_is_empty (line->product->product_key))
        fac_set_string (&line->product->product_key, PRODUCT_KEY);
      if (line->product->taxes->len == 0 && g_strcmp0 (line->product->taxability, "02") == 0)
        fac_set_string (&line->product->taxability, "01");
    }
}

/* The invoice of the case becomes the one that the service issued. */
static void
issue (FacInvoice *invoice, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (FacRemoteItem) stamped = NULL;

  complete (invoice);
  stamped = stamp (invoice);
  g_assert_true (fac_decimal_equal (stamped->invoice->total, invoice->total));
  fac_set_string (&invoice->uuid, stamped->invoice->uuid);
  fac_set_string (&invoice->series, stamped->invoice->series);
  fac_set_string (&invoice->folio_number, stamped->invoice->folio_number);
  invoice->status = FAC_STATUS_TIMBRADA;
}

/* ---- what comes of it ------------------------------------------------------------------------ */

static void
assert_xml (FacRemoteItem *stamped)
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

static void
assert_relation (const FacInvoice *stamped, const FacInvoice *note)
{
  const FacRelation *found, *wanted = g_ptr_array_index (note->related_documents, 0);

  g_assert_cmpuint (stamped->related_documents->len, ==, 1);
  found = g_ptr_array_index (stamped->related_documents, 0);
  g_assert_cmpstr (found->relationship, ==, wanted->relationship);
  g_assert_cmpuint (g_strv_length (found->documents), ==, g_strv_length (wanted->documents));
  for (gsize i = 0; wanted->documents[i] != NULL; i++)
    g_assert_cmpint (g_ascii_strcasecmp (found->documents[i], wanted->documents[i]), ==, 0);
}

static void
assert_same_taxes (const FacInvoice *stamped, const FacInvoice *note)
{
  g_autoptr (FacInvoiceTotals) theirs = fac_invoice_totals_new ();
  g_autoptr (FacInvoiceTotals) ours = fac_invoice_totals_new ();

  fac_invoice_totals_compute (theirs, stamped);
  fac_invoice_totals_compute (ours, note);
  g_assert_true (fac_decimal_equal (theirs->transferred, ours->transferred));
  g_assert_true (fac_decimal_equal (theirs->withheld, ours->withheld));
  g_assert_cmpuint (theirs->groups->len, ==, ours->groups->len);
  g_assert_cmpuint (theirs->local_groups->len, ==, ours->local_groups->len);
}

static void
test_note (gconstpointer path)
{
  g_autoptr (CreditCase) self = credit_case_read (path, issue, NULL);
  g_autoptr (FacRemoteItem) stamped = NULL;

  g_assert_nonnull (self->note);
  stamped = stamp (self->note);
  g_assert_cmpint (stamped->invoice->type, ==, FAC_INVOICE_EGRESO);
  g_assert_cmpint (stamped->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_true (fac_decimal_equal (stamped->invoice->total, self->note->total));
  g_assert_cmpstr (stamped->invoice->currency, ==, self->note->currency);
  g_assert_true (fac_decimal_equal (stamped->invoice->exchange, self->note->exchange));
  assert_relation (stamped->invoice, self->note);
  assert_same_taxes (stamped->invoice, self->note);
  assert_xml (stamped);
}

static void
test_absent (void)
{
  g_test_skip ("the sandbox is not built");
}

/* Those whose answer is a note. */
static void
add_golden (void)
{
  g_autofree char *folder = fac_test_file ("golden/credit-notes");
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *path = g_strconcat ("/credit-notes/stamped/", name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      if (strstr (text, "expect\nE ") == NULL)
        continue;
      g_test_add_data_func_full (path, g_steal_pointer (&file), test_note, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 20);
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
      g_test_add_func ("/credit-notes/absent", test_absent);
      return g_test_run ();
    }
  client = fac_http_client_new ();
  contract = (FacContract) { "sandbox", fac_facturapi_provider_new (
                               client, fac_contract_sandbox_url (sandbox),
                               fac_contract_sandbox_key (sandbox)) };
  add_golden ();
  status = g_test_run ();
  g_test_message ("%u documents were stamped and looked at", n_stamped);
  g_clear_object (&contract.provider);
  fac_contract_sandbox_stop (sandbox);
  return status;
}
