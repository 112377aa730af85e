/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fault-driver.h"

#include "fac-advance.h"
#include "fac-correction.h"
#include "fac-store-advances.h"
#include "fac-test.h"
#include "fac-text.h"

#include <stdlib.h>

static void
answer_write (FaultDriver *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  fac_store_write_finish (self->store, fac_test_result (result), &error);
  fault_answer (error);
  fac_sync_service_wake (self->service, FALSE);
}

static FacCustomer *
load_customer (FaultDriver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_customer_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_customer_finish (self->store, fac_test_result (&result), NULL);
}

static FacProduct *
load_product (FaultDriver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_product_async (self->store, id, NULL, fac_test_got, &result);
  return fac_store_get_product_finish (self->store, fac_test_result (&result), NULL);
}

/* What came from the service alone is in its JSON. */
static FacInvoice *
load_invoice (FaultDriver *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacRemoteItem) whole = NULL;
  gboolean complete = TRUE;

  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  invoice = fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, &complete,
                                          NULL);
  if (invoice == NULL || complete)
    return g_steal_pointer (&invoice);
  whole = fac_provider_parse (self->provider, FAC_ENTITY_INVOICE, body, NULL);
  g_assert_nonnull (whole);
  fac_set_string (&invoice->conditions, whole->invoice->conditions);
  return g_steal_pointer (&invoice);
}

static void
set_string_take (char **member, char *value)
{
  g_free (*member);
  *member = value;
}

static void
do_customer (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *upper = g_ascii_strup (words[1], -1); /* as the SAT writes names */
  g_autoptr (FacCustomer) known = load_customer (self, words[1]);
  g_autoptr (FacCustomer) customer
    = known != NULL ? fac_customer_copy (known) : fac_customer_new ();

  fac_set_string (&customer->id, words[1]);
  set_string_take (&customer->legal_name, g_strconcat ("CLIENTE ", upper, NULL));
  fac_set_string (&customer->tax_id, g_str_equal (words[3], "bad") ? "CCE159999" : "CCE150310AB1");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "06600");
  set_string_take (&customer->email, g_strdup_printf ("r%s@cliente.example", words[2]));
  fac_store_save_customer_async (self->store, customer, TRUE, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_product (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacProduct) known = load_product (self, words[1]);
  g_autoptr (FacProduct) product = known != NULL ? fac_product_copy (known) : fac_product_new ();

  fac_set_string (&product->id, words[1]);
  set_string_take (&product->description, g_strdup_printf ("Producto %s r%s", words[3], words[2]));
  fac_set_string (&product->product_key, "43211500");
  g_assert_true (fac_decimal_parse ("125.50", -1, &product->price));
  fac_store_save_product_async (self->store, product, TRUE, fac_test_got, &result);
  answer_write (self, &result);
}

static FacInvoice *
write_invoice (FaultDriver *self, char **words)
{
  g_autoptr (FacInvoice) known = load_invoice (self, words[1]);
  FacInvoice *invoice
    = known != NULL ? fac_invoice_copy (known) : fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr (FacProduct) product = load_product (self, words[4]);
  FacInvoiceLine *line;

  fac_set_string (&invoice->id, words[1]);
  set_string_take (&invoice->conditions, g_strdup_printf ("r%s", words[2]));
  g_clear_pointer (&invoice->customer, fac_customer_unref);
  invoice->customer = load_customer (self, words[3]);
  g_ptr_array_set_size (invoice->lines, 0);
  line = fac_invoice_line_new (product);
  line->quantity = fac_decimal_from_int (1 + atoi (words[2]) % 7);
  g_ptr_array_add (invoice->lines, line);
  return invoice;
}

static void
do_invoice (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) invoice = write_invoice (self, words);

  fac_store_save_draft_async (self->store, invoice, g_str_equal (words[5], "send"), fac_test_got,
                              &result);
  answer_write (self, &result);
}

static void
do_stamp (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) invoice = write_invoice (self, words);

  fac_store_queue_stamp_async (self->store, invoice, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_unqueue (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_unqueue_async (self->store, words[1], fac_test_got, &result);
  answer_write (self, &result);
}

/* Returns: (nullable) (transfer full): what is asked of the document @id */
static FacDocumentRequest *
new_request (FaultDriver *self, const char *id)
{
  g_autoptr (FacInvoice) invoice = load_invoice (self, id);

  if (invoice != NULL)
    return fac_document_request_new (invoice);
  fault_say ("no such object");
  return NULL;
}

static void
do_cancel (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacDocumentRequest) request = new_request (self, words[1]);

  if (request == NULL)
    return;
  fac_set_string (&request->motive, words[2]);
  fac_store_queue_cancel_async (self->store, words[1], request, NULL, 0, fac_test_got, &result);
  answer_write (self, &result);
}

/* correct ORIGINAL SUBSTITUTE: another one is to replace it; once begun, it goes on. */
static void
do_correct (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacDocumentRequest) request = new_request (self, words[1]);
  g_autoptr (FacInvoice) original = load_invoice (self, words[1]);
  g_autoptr (FacInvoice) begun = load_invoice (self, words[2]);
  g_autoptr (FacInvoice) draft = NULL;

  if (request == NULL)
    return;
  if (begun != NULL)
    {
      fault_say ("ok begun");
      return;
    }
  draft = fac_correction_draft (original);
  fac_set_string (&draft->id, words[2]);
  fac_set_string (&request->motive, "01");
  fac_set_string (&request->substitution_id, words[2]);
  fac_store_queue_cancel_async (self->store, words[1], request, draft, 0, fac_test_got, &result);
  answer_write (self, &result);
}

/* ---- advances -------------------------------------------------------------------------------- */

#define ADVANCE "11.60"

/* advance ID CUSTOMER: bills it, and asks for the stamp. */
static void
do_advance (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacCustomer) customer = load_customer (self, words[2]);
  gsize n;
  FacAdvanceTerms terms = { customer, FAC_DECIMAL_ZERO, "MXN", fac_decimal_from_int (1), "03",
                            &fac_tax_presets (&n)[0] };
  FacPriceTarget near;
  g_autoptr (FacInvoice) advance = NULL;

  fac_decimal_parse (ADVANCE, -1, &terms.amount);
  advance = fac_advance_invoice (&terms, &near);
  fac_set_string (&advance->id, words[1]);
  fac_store_queue_stamp_async (self->store, advance, fac_test_got, &result);
  answer_write (self, &result);
}

/* take INVOICE ADVANCE: all of it. */
static void
do_take (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) advances = fac_open_advances_new ();
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  FacOpenAdvance *advance = fac_open_advance_new ();
  FacDecimal amount;

  fac_decimal_parse (ADVANCE, -1, &amount);
  fac_set_string (&advance->id, words[2]);
  g_ptr_array_add (advances, advance);
  g_array_append_val (amounts, amount);
  fac_store_use_advances_async (self->store, words[1], advances, amounts, fac_test_got, &result);
  answer_write (self, &result);
}

/* apply INVOICE ADVANCE NOTE: the note is written and its stamp asked for. */
static void
do_apply (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) final = load_invoice (self, words[1]);
  g_autoptr (FacInvoice) advance = load_invoice (self, words[2]);
  g_autoptr (FacInvoice) note = NULL;
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacCreditProblem problem;

  fac_invoice_totals_compute (totals, final);
  final->total = totals->total;
  note = fac_advance_apply (advance, FAC_DECIMAL_ZERO, final, advance->total, &problem);
  if (note == NULL)
    {
      fault_say ("no note");
      return;
    }
  fac_set_string (&note->id, words[3]);
  fac_store_apply_advance_async (self->store, words[1], words[2], note, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_email (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacDocumentRequest) request = new_request (self, words[1]);

  if (request == NULL)
    return;
  request->addresses = g_strdupv (words + 2);
  fac_store_queue_email_async (self->store, words[1], request, 0, fac_test_got, &result);
  answer_write (self, &result);
}

/* Gives up what was refused. */
static void
do_discard (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) discarded = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_outbox_async (self->store, NULL, fac_test_got, &result);
  entries = fac_store_outbox_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      if ((int) entry->verb != atoi (words[1]) || !g_str_equal (entry->object_id, words[2])
          || entry->state != FAC_OUTBOX_REFUSED)
        continue;
      fac_store_discard_async (self->store, entry->id, fac_test_got, &discarded);
      answer_write (self, &discarded);
      return;
    }
  fault_say ("no such entry");
}

static FacEntity
entity_of (const char *word)
{
  return g_str_equal (word, "customer") ? FAC_ENTITY_CUSTOMER
         : g_str_equal (word, "product") ? FAC_ENTITY_PRODUCT : FAC_ENTITY_INVOICE;
}

static void
do_delete (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_delete_async (self->store, entity_of (words[1]), words[2], 0, fac_test_got, &result);
  answer_write (self, &result);
}

static void
do_undelete (FaultDriver *self, char **words)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_undelete_async (self->store, entity_of (words[1]), words[2], fac_test_got, &result);
  answer_write (self, &result);
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

/* local KIND ID: what is stored, in words. */
static void
do_local (FaultDriver *self, char **words)
{
  const FacEntity entity = entity_of (words[1]);
  g_autoptr (FacCustomer) customer
    = entity == FAC_ENTITY_CUSTOMER ? load_customer (self, words[2]) : NULL;
  g_autoptr (FacProduct) product
    = entity == FAC_ENTITY_PRODUCT ? load_product (self, words[2]) : NULL;
  g_autoptr (FacInvoice) invoice
    = entity == FAC_ENTITY_INVOICE ? load_invoice (self, words[2]) : NULL;
  g_autofree char *line = NULL;

  if (customer != NULL)
    line = g_strdup_printf ("ok %s %s", or_dash (customer->remote_id), customer->email);
  else if (product != NULL)
    line = g_strdup_printf ("ok %s %s", or_dash (product->remote_id), product->description);
  else if (invoice != NULL)
    line = g_strdup_printf ("ok %s %s %s %s", or_dash (invoice->remote_id),
                            or_dash (invoice->conditions),
                            fac_document_status_nick (invoice->status), or_dash (invoice->uuid));
  fault_say (line != NULL ? line : "no such object");
}

const FaultCommand fault_person_commands[] = {
  { "customer", 4, do_customer },
  { "product", 4, do_product },
  { "invoice", 6, do_invoice },
  { "stamp", 5, do_stamp },
  { "unqueue", 2, do_unqueue },
  { "cancel", 3, do_cancel },
  { "correct", 3, do_correct },
  { "advance", 3, do_advance },
  { "take", 3, do_take },
  { "apply", 4, do_apply },
  { "email", 3, do_email },
  { "discard", 3, do_discard },
  { "delete", 3, do_delete },
  { "undelete", 3, do_undelete },
  { "local", 3, do_local },
  { 0 },
};
