/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static FacInvoice *
stamped (Fixture *s, const FacCustomer *customer, const char *remote_id, const char *uuid,
         const char *total, const char *due)
{
  g_autoptr (FacInvoice) draft = st_invoice (customer, "Cable", "100.00");
  FacInvoice *invoice = st_remote_invoice (draft, remote_id, FAC_STATUS_TIMBRADA);

  fac_set_string (&invoice->uuid, uuid);
  fac_set_string (&invoice->payment_method, "PPD");
  g_assert_true (fac_decimal_parse (total, -1, &invoice->total));
  invoice->due_known = due != NULL;
  if (due != NULL)
    g_assert_true (fac_decimal_parse (due, -1, &invoice->due));
  invoice->date = ST_NOW - ST_DAY;
  return invoice;
}

static FacCustomer *
saved (Fixture *s, const char *name, const char *tax_id)
{
  FacCustomer *customer = st_customer (name, tax_id);

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  return customer;
}

static void
assert_balance (Fixture *s, const FacCustomer *customer, const char *text)
{
  g_autoptr (FacCustomer) stored = st_get_customer (s, customer->id);
  g_autofree char *balance = fac_decimal_to_string (stored->balance);

  g_assert_cmpstr (balance, ==, text);
  st_check_indexes (s);
}

static FacInvoice *
payment (const FacCustomer *customer, const char *uuid, gint64 amount)
{
  g_autoptr (FacInvoice) draft = fac_invoice_new (FAC_INVOICE_PAGO);
  FacInvoice *pago;

  draft->customer = fac_customer_copy (customer);
  pago = st_remote_invoice (draft, "pago-1", FAC_STATUS_TIMBRADA);
  fac_set_string (&pago->uuid, "99999999-9999-4999-8999-999999999999");
  pago->date = ST_NOW;
  g_ptr_array_add (pago->paid, fac_paid_new (uuid, fac_decimal_from_int (amount)));
  return pago;
}

#define UUID "AAAAAAAA-1111-4111-8111-111111111111"

static void
test_balance (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) first = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) second = stamped (s, customer, "r2", "B", "50.25", NULL);
  g_autoptr (FacInvoice) again = NULL;
  g_autoptr (FacInvoice) gone = NULL;
  g_autoptr (FacCustomer) stored = NULL;

  st_pull (s, first, "{1}");
  assert_balance (s, customer, "1160.00");
  st_pull (s, second, "{2}");
  assert_balance (s, customer, "1210.25");
  stored = st_get_customer (s, customer->id);
  g_assert_cmpint (stored->last_invoice_at, ==, ST_NOW - ST_DAY);

  again = fac_invoice_copy (first);
  again->due = fac_decimal_from_int (160);
  st_pull (s, again, "{1b}");
  assert_balance (s, customer, "210.25");
  gone = fac_invoice_copy (again);
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{1c}");
  assert_balance (s, customer, "50.25");
  st_reopen (s);
  assert_balance (s, customer, "50.25");
}

/* The page of the customer shows what its one payment pays, in the currency of the invoice. */
static void
assert_paid (Fixture *s, const FacCustomer *customer, gint64 amount)
{
  g_autoptr (FacCustomerFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  const FacPaidSum *sum;

  fac_store_get_customer_figures_async (s->store, customer->id, NULL, ST_GOT);
  figures = fac_store_get_customer_figures_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->payments->len, ==, 1);
  g_assert_cmpuint (figures->paid->len, ==, 1);
  sum = &g_array_index (figures->paid, FacPaidSum, 0);
  g_assert_cmpstr (sum->id, ==, ((FacDocumentSummary *) figures->payments->pdata[0])->id);
  g_assert_cmpstr (sum->currency, ==, "MXN");
  g_assert_true (fac_decimal_equal (sum->amount, fac_decimal_from_int (amount)));
}

/* A payment that is stored counts before the service tells so, in either order, and no longer once it is cancelled. */
static void
test_payment (void)
{
  for (int paid_first = 0; paid_first < 2; paid_first++)
    {
      g_autoptr (Fixture) s = st_new ();
      g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
      g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
      g_autoptr (FacInvoice) pago = payment (customer, "aaaaaaaa-1111-4111-8111-111111111111",
                                             1000);
      g_autoptr (FacInvoice) gone = fac_invoice_copy (pago);

      st_pull (s, paid_first ? pago : invoice, "{1}");
      st_pull (s, paid_first ? invoice : pago, "{2}");
      assert_balance (s, customer, "160.00");
      assert_paid (s, customer, 1000);
      gone->status = FAC_STATUS_CANCELADA;
      g_ptr_array_set_size (gone->paid, 0);
      st_pull (s, gone, "{3}");
      assert_balance (s, customer, "1160.00");
    }
}

/* ---- what can be paid ------------------------------------------------------------------------ */

static FacInvoice *
deposit (const FacCustomer *customer, const char *id, int installment, const char *amount)
{
  FacInvoice *pago = fac_invoice_new (FAC_INVOICE_PAGO);
  FacPayment *payment = fac_payment_new ();
  FacPaymentPart *part = fac_payment_part_new ();

  fac_set_string (&pago->id, id);
  fac_invoice_settle_kind (pago);
  pago->customer = fac_customer_copy (customer);
  pago->created_at = ST_NOW;
  fac_set_string (&part->document, UUID);
  part->installment = installment;
  g_assert_true (fac_decimal_parse (amount, -1, &part->amount));
  payment->deposit = part->amount;
  payment->date = ST_NOW - 3 * ST_DAY;
  g_ptr_array_add (payment->parts, part);
  g_ptr_array_add (pago->payments, payment);
  return pago;
}

static GPtrArray *
get_open (Fixture *s, const FacCustomer *customer, const char *payment_id)
{
  GPtrArray *open;
  g_autoptr (GError) error = NULL;

  fac_store_get_open_invoices_async (s->store, customer->id, payment_id, NULL, ST_GOT);
  open = fac_store_get_open_invoices_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return open;
}

static void
assert_open (Fixture *s, const FacCustomer *customer, const char *payment_id, const char *figures)
{
  g_autoptr (GPtrArray) open = get_open (s, customer, payment_id);
  const FacOpenInvoice *first = g_ptr_array_index (open, 0);
  g_autofree char *balance = fac_decimal_to_string (first->balance);
  g_autofree char *waiting = fac_decimal_to_string (first->waiting);
  g_autofree char *drafted = fac_decimal_to_string (first->drafted);
  g_autofree char *all = g_strdup_printf ("%s %s %s %d", balance, waiting, drafted,
                                          first->installment);

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (all, ==, figures);
}

/* A draft claims nothing for good; one in the queue does, and counts as an instalment; a stamped one pays. */
static void
test_open_invoices (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) first = deposit (customer, "p1", 1, "160");
  g_autoptr (FacInvoice) second = deposit (customer, "p2", 1, "500");
  g_autoptr (FacInvoice) paid = NULL, gone = NULL;

  st_pull (s, invoice, "{1}");
  assert_open (s, customer, NULL, "1160.00 0.00 0.00 1");
  fac_store_save_draft_async (s->store, first, FALSE, ST_GOT);
  st_ok (s);
  fac_store_save_draft_async (s->store, second, FALSE, ST_GOT);
  st_ok (s);
  assert_open (s, customer, NULL, "1160.00 0.00 660.00 1");
  assert_open (s, customer, "p1", "1160.00 0.00 500.00 1");
  fac_store_queue_stamp_async (s->store, first, ST_GOT);
  st_ok (s);
  assert_open (s, customer, "p2", "1160.00 160.00 0.00 2");
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM deposits WHERE amount > 0"), ==, 2);
  fac_store_unqueue_async (s->store, "p1", ST_GOT);
  st_ok (s);
  assert_open (s, customer, "p2", "1160.00 0.00 160.00 1");
  g_ptr_array_set_size (((FacPayment *) second->payments->pdata[0])->parts, 0);
  fac_store_save_draft_async (s->store, second, FALSE, ST_GOT);
  st_ok (s);
  assert_open (s, customer, "p1", "1160.00 0.00 0.00 1");
  /* one that the service stamped and this machine did not write */
  paid = st_remote_invoice (second, "pago-9", FAC_STATUS_TIMBRADA);
  fac_set_string (&paid->uuid, "99999999-9999-4999-8999-999999999999");
  g_ptr_array_add (((FacPayment *) paid->payments->pdata[0])->parts,
                   fac_payment_part_copy (((FacPayment *) first->payments->pdata[0])
                                          ->parts->pdata[0]));
  fac_set_string (&paid->id, "p3");
  st_pull (s, paid, "{2}");
  assert_balance (s, customer, "1000.00");
  assert_open (s, customer, "p1", "1000.00 0.00 0.00 2");
  gone = fac_invoice_copy (paid);
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{3}");
  assert_balance (s, customer, "1160.00");
  assert_open (s, customer, "p1", "1160.00 0.00 0.00 1");
}

static void
queue (Fixture *s, FacInvoice *document)
{
  fac_store_queue_stamp_async (s->store, document, ST_GOT);
  st_ok (s);
}

/* A payment states what the one before it left: it leaves after that, and never before one that waits for it. */
static void
test_payments_in_order (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) first = deposit (customer, "p1", 1, "160");
  g_autoptr (FacInvoice) second = deposit (customer, "p2", 2, "500");
  g_autoptr (FacInvoice) third = deposit (customer, "p3", 3, "100");

  st_pull (s, invoice, "{1}");
  queue (s, first);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs"), ==, 0);
  queue (s, second);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs WHERE document = 'p1'"), ==, 1);
  queue (s, third);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs WHERE document = 'p2'"), ==, 1);
  fac_store_unqueue_async (s->store, "p1", ST_GOT);
  st_ok (s);
  queue (s, first);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs"), ==, 2);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs WHERE document = 'p3'"), ==, 0);
}

/* ---- what was queued behind a payment that changed ------------------------------------------- */

static FacInvoice *
stating (const FacCustomer *customer, const char *id, int installment, const char *amount,
         const char *last_balance)
{
  FacInvoice *pago = deposit (customer, id, installment, amount);
  FacPaymentPart *part = ((FacPayment *) pago->payments->pdata[0])->parts->pdata[0];

  g_assert_true (fac_decimal_parse (last_balance, -1, &part->last_balance));
  return pago;
}

/* What is saved of it leaves first. Returns: the entry of the stamp, %NULL when none leaves */
static FacOutboxEntry *
claim_stamp (Fixture *s)
{
  FacOutboxEntry *entry;

  while ((entry = st_claim (s, ST_NOW, NULL)) != NULL && entry->verb != FAC_OUTBOX_STAMP)
    {
      if (entry->entity == FAC_ENTITY_CUSTOMER)
        {
          g_autoptr (FacCustomer) mine = st_get_customer (s, entry->object_id);
          g_autoptr (FacCustomer) theirs = st_remote_customer (mine, "c1");

          st_acknowledge_customer (s, entry->id, theirs);
        }
      else
        {
          g_autoptr (FacInvoice) mine = st_get_invoice (s, entry->object_id);
          g_autoptr (FacInvoice) theirs = st_remote_invoice (mine, entry->object_id,
                                                             FAC_STATUS_BORRADOR);

          st_acknowledge_invoice (s, entry->id, theirs);
        }
      fac_outbox_entry_unref (entry);
    }
  return entry;
}

/* The stamp of @id leaves and is answered. */
static void
stamp (Fixture *s, const char *id, const char *uuid)
{
  g_autoptr (FacOutboxEntry) entry = claim_stamp (s);
  g_autoptr (FacInvoice) mine = NULL, theirs = NULL;

  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->object_id, ==, id);
  mine = st_get_invoice (s, id);
  theirs = st_remote_invoice (mine, id, FAC_STATUS_TIMBRADA);
  fac_set_string (&theirs->uuid, uuid);
  st_acknowledge_invoice (s, entry->id, theirs);
}

static void
assert_stale (Fixture *s, const char *id)
{
  g_autoptr (FacInvoice) document = st_get_invoice (s, id);
  g_autoptr (GPtrArray) entries = st_outbox (s);
  const FacOutboxEntry *entry = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((const FacOutboxEntry *) entries->pdata[i])->object_id, id))
      entry = entries->pdata[i];
  g_assert_cmpint (document->status, ==, FAC_STATUS_NO_TIMBRADA);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->state, ==, FAC_OUTBOX_REFUSED);
  g_assert_cmpstr (entry->error_code, ==, FAC_OUTBOX_PAYMENT_STALE);
  g_assert_nonnull (strstr (entry->error_message, UUID));
}

/* The second of two leaves when the first is stamped as it was; when that was changed, not with what it says. */
static void
test_stale_payment (void)
{
  for (int changed = 0; changed < 2; changed++)
    {
      g_autoptr (Fixture) s = st_new ();
      g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
      g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
      g_autoptr (FacInvoice) first = stating (customer, "p1", 1, "160", "1160");
      g_autoptr (FacInvoice) other = stating (customer, "p1", 1, "60", "1160");
      g_autoptr (FacInvoice) second = stating (customer, "p2", 2, "500", "1000");
      g_autoptr (FacInvoice) renewed = stating (customer, "p2", 2, "500", "1100");

      st_pull (s, invoice, "{1}");
      queue (s, first);
      queue (s, second);
      fac_store_unqueue_async (s->store, "p1", ST_GOT);
      st_ok (s);
      assert_open (s, customer, "p1", "1160.00 0.00 0.00 1"); /* p2 comes after it */
      assert_open (s, customer, NULL, "1160.00 500.00 160.00 3");
      queue (s, changed ? other : first);
      stamp (s, "p1", "11111111-1111-4111-8111-111111111111");
      if (changed)
        {
          g_assert_null (claim_stamp (s));
          assert_stale (s, "p2");
          assert_open (s, customer, "p2", "1100.00 0.00 0.00 2");
          queue (s, renewed);
        }
      stamp (s, "p2", "22222222-2222-4222-8222-222222222222");
      assert_balance (s, customer, changed ? "600.00" : "500.00");
    }
}

/* The service knew of payments that are not here: what it told of before the first payment was stamped is no reason
 * to hold the second. */
static void
test_payments_after_told (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "500.00");
  g_autoptr (FacInvoice) first = stating (customer, "p1", 1, "100", "500");
  g_autoptr (FacInvoice) second = stating (customer, "p2", 2, "100", "400");
  g_autoptr (FacInvoice) wrong = stating (customer, "p3", 3, "100", "350");

  st_pull (s, invoice, "{1}");
  queue (s, first);
  queue (s, second);
  queue (s, wrong);
  stamp (s, "p1", "11111111-1111-4111-8111-111111111111");
  assert_balance (s, customer, "400.00"); /* at once, not when the service says so */
  stamp (s, "p2", "22222222-2222-4222-8222-222222222222");
  assert_balance (s, customer, "300.00");
  g_assert_null (claim_stamp (s));
  assert_stale (s, "p3");
}

/* What the service said while a payment counted holds no more once that is cancelled. */
static void
test_cancelled_payment (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "160.00");
  g_autoptr (FacInvoice) pago = payment (customer, UUID, 1000);
  g_autoptr (FacInvoice) gone = fac_invoice_copy (pago);

  st_pull (s, invoice, "{1}");
  st_pull (s, pago, "{2}");
  assert_balance (s, customer, "160.00");
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{3}");
  assert_balance (s, customer, "1160.00");
}

/* relationship, whether it names the other, folio fiscal, its id at the service, amount */
static void
assert_related (Fixture *s, const char *id, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) related = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_get_related_async (s->store, id, NULL, ST_GOT);
  related = fac_store_get_related_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < related->len; i++)
    {
      const FacRelatedDocument *document = related->pdata[i];
      g_autofree char *amount = document->has_amount ? fac_decimal_to_string (document->amount)
                                                     : g_strdup ("-");

      g_string_append_printf (text, "%s%s %d %s %s %s", i > 0 ? "|" : "", document->relationship,
                              document->names_it, document->uuid,
                              document->summary != NULL ? document->summary->remote_id : "-",
                              amount);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* A credit note takes its total off the balances while it is valid: of several, in their order. */
static void
test_credit_note (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", NULL);
  g_autoptr (FacInvoice) note = stamped (s, customer, "e1", "EEEEEEEE-1111-4111-8111-111111111111",
                                         "232.00", NULL);
  g_autoptr (FacInvoice) gone = NULL;
  const char *const one[] = { UUID, NULL };
  const char *const other[] = { "CCCCCCCC-1111-4111-8111-111111111111", NULL };
  const char *const two[] = { UUID, "BBBBBBBB-1111-4111-8111-111111111111", NULL };

  note->type = FAC_INVOICE_EGRESO;
  fac_set_string (&note->payment_method, "PUE");
  g_ptr_array_add (note->related_documents, fac_relation_new ("01", one));
  fac_set_string (&invoice->id, "i1");
  fac_set_string (&note->id, "e1");
  g_ptr_array_add (invoice->related_documents, fac_relation_new ("07", other));
  st_pull (s, note, "{1}");
  st_pull (s, invoice, "{2}");
  assert_balance (s, customer, "928.00");
  assert_open (s, customer, NULL, "928.00 0.00 0.00 1");
  gone = fac_invoice_copy (note);
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{3}");
  assert_balance (s, customer, "1160.00");
  g_ptr_array_set_size (note->related_documents, 0);
  g_ptr_array_add (note->related_documents, fac_relation_new ("03", two));
  fac_set_string (&note->id, "e2");
  fac_set_string (&note->remote_id, "e2");
  fac_set_string (&note->uuid, "FFFFFFFF-1111-4111-8111-111111111111");
  st_pull (s, note, "{4}");
  assert_balance (s, customer, "928.00");
  assert_related (s, "i1", "07 0 cccccccc-1111-4111-8111-111111111111 - -"
                                  "|01 1 eeeeeeee-1111-4111-8111-111111111111 e1 232.000000"
                                  "|03 1 ffffffff-1111-4111-8111-111111111111 e2 232.000000");
  assert_related (s, "e2", "03 0 aaaaaaaa-1111-4111-8111-111111111111 r1 -"
                           "|03 0 bbbbbbbb-1111-4111-8111-111111111111 - -");
}

static void
test_receivables (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) young = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) old = stamped (s, customer, "r2", "B", "50.25", "40.00");
  g_autoptr (FacInvoice) dollars = stamped (s, customer, "r3", "C", "10.00", NULL);
  g_autoptr (FacInvoice) first = deposit (customer, "p1", 1, "160");
  g_autoptr (FacReceivables) sums = NULL;
  g_autoptr (GError) error = NULL;
  const FacReceivable *pesos;

  old->date = ST_NOW - 61 * ST_DAY;
  fac_set_string (&dollars->currency, "USD");
  st_pull (s, young, "{1}");
  st_pull (s, old, "{2}");
  st_pull (s, dollars, "{3}");
  fac_store_save_draft_async (s->store, first, FALSE, ST_GOT);
  st_ok (s);
  fac_store_get_receivables_async (s->store, ST_NOW, NULL, ST_GOT);
  sums = fac_store_get_receivables_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sums->currencies->len, ==, 2);
  pesos = &g_array_index (sums->currencies, FacReceivable, 0);
  g_assert_cmpstr (pesos->currency, ==, "MXN");
  g_assert_cmpuint (pesos->count[FAC_AGE_30], ==, 1);
  g_assert_cmpuint (pesos->count[FAC_AGE_90], ==, 1);
  g_assert_true (fac_decimal_equal (fac_receivable_sum (pesos), fac_decimal_from_int (1200)));
  g_assert_cmpuint (sums->n_deposits, ==, 1);
  g_assert_cmpint (sums->first_paid_at, ==, ST_NOW - 3 * ST_DAY);
  g_assert_cmpuint (sums->n_differences, ==, 1); /* 40.00 of 50.25, and no payment here */
}

static guint
differences (Fixture *s)
{
  g_autoptr (FacReceivables) sums = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_get_receivables_async (s->store, ST_NOW, NULL, ST_GOT);
  sums = fac_store_get_receivables_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return sums->n_differences;
}

/* What the service said before a payment was stamped differs from nothing. */
static void
test_told_before (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) later = NULL;
  g_autoptr (FacInvoice) pago = payment (customer, UUID, 1000);
  g_autoptr (GPtrArray) open = NULL, again = NULL;

  st_pull (s, invoice, "{1}");
  g_assert_cmpuint (differences (s), ==, 0);
  st_pull (s, pago, "{2}");
  assert_balance (s, customer, "160.00");
  g_assert_cmpuint (differences (s), ==, 0);
  open = get_open (s, customer, NULL);
  g_assert_false (((const FacOpenInvoice *) open->pdata[0])->told_known);
  later = stamped (s, customer, "r1", UUID, "1160.00", "150.00");
  st_pull (s, later, "{3}");
  g_assert_cmpuint (differences (s), ==, 1);
  again = get_open (s, customer, NULL);
  g_assert_true (((const FacOpenInvoice *) again->pdata[0])->told_known);
}

/* folio fiscal, what the documents here leave, what the service says */
static void
assert_differences (Fixture *s, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_get_differences_async (s->store, NULL, ST_GOT);
  list = fac_store_get_differences_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const FacOpenInvoice *open = list->pdata[i];
      g_autofree char *here = fac_decimal_to_string (open->explained);
      g_autofree char *there = fac_decimal_to_string (open->told);

      g_string_append_printf (text, "%s%c %s %s", i > 0 ? "|" : "", open->uuid[0], here, there);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (differences (s), ==, list->len);
}

/* Whether the service says less, nothing or more than what is known here: each is shown, with both figures. */
static void
test_differences (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) less = stamped (s, customer, "r1", "C", "100.00", "40.00");
  g_autoptr (FacInvoice) paid = stamped (s, customer, "r2", "B", "50.25", "0.00");
  g_autoptr (FacInvoice) more = stamped (s, customer, "r3", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) same = stamped (s, customer, "r4", "D", "10.00", "10.00");
  g_autoptr (FacInvoice) pago = payment (customer, UUID, 1000);
  g_autoptr (FacInvoice) later = fac_invoice_copy (more);

  st_pull (s, pago, "{1}");
  st_pull (s, more, "{2}");
  st_pull (s, paid, "{3}");
  st_pull (s, less, "{4}");
  st_pull (s, same, "{5}");
  assert_differences (s, "C 100.00 40.00|B 50.25 0.00|A 160.00 1160.00");
  assert_balance (s, customer, "210.00"); /* the less that is owed */
  later->due = fac_decimal_from_int (160);
  st_pull (s, later, "{2b}");
  assert_differences (s, "C 100.00 40.00|B 50.25 0.00");
  st_reopen (s);
  assert_differences (s, "C 100.00 40.00|B 50.25 0.00");
}

/* What the service answers when it is asked is kept, and compared. */
static void
test_asked (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) first = stating (customer, "p1", 1, "100", "1160");

  fac_set_string (&invoice->id, "i1");
  st_pull (s, invoice, "{1}");
  fac_store_put_told_async (s->store, "i1", fac_decimal_from_int (900), ST_GOT);
  st_ok (s);
  assert_balance (s, customer, "900.00");
  assert_differences (s, "A 1160.00 900.00");
  fac_store_put_told_async (s->store, "i1", fac_decimal_from_int (1160), ST_GOT);
  st_ok (s);
  assert_differences (s, "");
  queue (s, first);
  fac_store_put_told_async (s->store, "i1", fac_decimal_from_int (1060), ST_GOT);
  st_ok (s);
  assert_differences (s, ""); /* it may have counted what is on its way */
  stamp (s, "p1", "11111111-1111-4111-8111-111111111111");
  assert_balance (s, customer, "1060.00");
  assert_differences (s, "");
}

/* Whether the figure of the service counts a credit note is not known: nothing is held for paid that it need not say. */
static void
test_told_with_note (void)
{
  static const struct { int told; const char *owed; int gap; } cases[] = {
    { 800, "800.00", 0 },    { 1000, "800.00", 0 },  { 500, "500.00", -300 }, { 700, "700.00", -100 },
    { 850, "800.00", 50 },   { 900, "800.00", 100 }, { 950, "750.00", -50 },  { 1100, "800.00", 100 },
  };
  const char *const noted[] = { UUID, NULL };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1000.00", NULL);
  g_autoptr (FacInvoice) note = fac_invoice_new (FAC_INVOICE_EGRESO);

  fac_set_string (&invoice->id, "i1");
  st_pull (s, invoice, "{1}");
  g_ptr_array_add (note->related_documents, fac_relation_new ("01", noted));
  fac_set_string (&note->remote_id, "n1");
  fac_set_string (&note->uuid, "33333333-3333-4333-8333-333333333333");
  note->status = FAC_STATUS_TIMBRADA;
  note->total = fac_decimal_from_int (200);
  st_pull (s, note, "{2}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = NULL;

      fac_store_put_told_async (s->store, "i1", fac_decimal_from_int (cases[i].told), ST_GOT);
      st_ok (s);
      assert_balance (s, customer, cases[i].owed);
      fac_store_get_balance_async (s->store, "i1", NULL, ST_GOT);
      list = fac_store_get_balance_finish (s->store, st_wait (), NULL);
      g_assert_true (fac_decimal_equal (fac_open_invoice_gap (list->pdata[0]),
                                        fac_decimal_from_int (cases[i].gap)));
      st_check_figures (s);
    }
}

/* What a payment pays that another one replaces is free for that one, and counts once while both are stamped. */
static void
test_replaced (void)
{
  const char *const replaced[] = { "99999999-9999-4999-8999-999999999999", NULL };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "160.00");
  g_autoptr (FacInvoice) pago = payment (customer, UUID, 1000);
  g_autoptr (FacInvoice) gone = fac_invoice_copy (pago);
  g_autoptr (FacInvoice) substitute = stating (customer, "s1", 1, "600", "1160");
  g_autoptr (FacInvoice) other = stating (customer, "p2", 2, "60", "560");

  g_ptr_array_add (substitute->related_documents, fac_relation_new ("04", replaced));
  st_pull (s, pago, "{1}");
  st_pull (s, invoice, "{2}");
  fac_store_save_draft_async (s->store, substitute, FALSE, ST_GOT);
  st_ok (s);
  assert_open (s, customer, "s1", "1160.00 0.00 0.00 1");
  assert_open (s, customer, NULL, "160.00 0.00 600.00 2");
  queue (s, substitute);
  stamp (s, "s1", "11111111-1111-4111-8111-111111111111");
  assert_balance (s, customer, "560.00");
  assert_open (s, customer, NULL, "560.00 0.00 0.00 2");
  g_assert_cmpuint (differences (s), ==, 0);
  queue (s, other);
  stamp (s, "p2", "22222222-2222-4222-8222-222222222222");
  assert_balance (s, customer, "500.00");
  gone->status = FAC_STATUS_CANCELADA;
  st_pull (s, gone, "{3}");
  assert_balance (s, customer, "500.00");
}

static FacInvoice *
note_of (const FacCustomer *customer, const char *id, const char *total, const char *const *uuids)
{
  FacInvoice *note = st_invoice (customer, "Descuento", "200.00");

  fac_invoice_set_type (note, FAC_INVOICE_EGRESO);
  fac_set_string (&note->id, id);
  g_assert_true (fac_decimal_parse (total, -1, &note->total));
  g_ptr_array_add (note->related_documents, fac_relation_new ("01", uuids));
  return note;
}

/* A note in the queue claims its part, and a payment after it waits for it. */
static void
test_queued_note (void)
{
  const char *const uuids[] = { UUID, NULL };
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) invoice = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) note = note_of (customer, "e1", "232.00", uuids);
  g_autoptr (FacInvoice) pago = stating (customer, "p1", 1, "928", "928");

  st_pull (s, invoice, "{1}");
  queue (s, note);
  assert_open (s, customer, NULL, "1160.00 232.00 0.00 1");
  queue (s, pago);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM outbox_needs WHERE document = 'e1'"), ==, 1);
}

/* A note of several invoices that was here before them is divided when they come, in whatever order. */
static void
test_note_first (void)
{
  const char *const uuids[] = { UUID, "BBBBBBBB-1111-4111-8111-111111111111", NULL };

  for (int turned = 0; turned < 2; turned++)
    {
      g_autoptr (Fixture) s = st_new ();
      g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
      g_autoptr (FacInvoice) first = stamped (s, customer, "r1", UUID, "1160.00", NULL);
      g_autoptr (FacInvoice) second = stamped (s, customer, "r2", uuids[1], "1000.00", NULL);
      g_autoptr (FacInvoice) draft = note_of (customer, "e1", "1500.00", uuids);
      g_autoptr (FacInvoice) note = st_remote_invoice (draft, "e1", FAC_STATUS_TIMBRADA);

      fac_set_string (&note->uuid, "EEEEEEEE-1111-4111-8111-111111111111");
      st_pull (s, note, "{1}");
      st_pull (s, turned ? second : first, "{2}");
      st_pull (s, turned ? first : second, "{3}");
      assert_balance (s, customer, "660.00");
    }
}

/* The list of what is owed, and of who owes. */
static void
test_unpaid_list (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacCustomer) other = saved (s, "BETA", "BBB010101BBB");
  g_autoptr (FacInvoice) young = stamped (s, customer, "r1", UUID, "1160.00", "1160.00");
  g_autoptr (FacInvoice) old = stamped (s, customer, "r2", "B", "50.25", "40.00");
  g_autoptr (FacInvoice) paid = stamped (s, other, "r3", "C", "10.00", "0.00");
  const FacOrder orders[] = { FAC_ORDER_DATE, FAC_ORDER_NAME, FAC_ORDER_FOLIO, FAC_ORDER_TOTAL,
                              FAC_ORDER_BALANCE, FAC_ORDER_TAX_ID };

  old->date = ST_NOW - 61 * ST_DAY;
  st_pull (s, young, "{1}");
  st_pull (s, old, "{2}");
  st_pull (s, paid, "{3}");
  for (guint i = 0; i < G_N_ELEMENTS (orders) * 2; i++)
    for (int text = 0; text < 2; text++)
      {
        g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
        g_autoptr (FacQuery) owing = fac_query_new (FAC_ENTITY_CUSTOMER);
        g_autoptr (FacStorePage) page = NULL;
        g_autoptr (FacStorePage) people = NULL;
        g_autoptr (GError) error = NULL;

        query->unpaid = owing->unpaid = TRUE;
        query->order = owing->order = orders[i / 2];
        query->descending = owing->descending = i % 2 != 0;
        fac_set_string (&query->text, text != 0 ? "alfa" : NULL);
        fac_set_string (&owing->text, text != 0 ? "alfa" : NULL);
        fac_store_first_page_async (s->store, query, 10, NULL, ST_GOT);
        page = fac_store_first_page_finish (s->store, st_wait (), &error);
        g_assert_no_error (error);
        g_assert_cmpuint (page->rows->len, ==, 2);
        fac_store_first_page_async (s->store, owing, 10, NULL, ST_GOT);
        people = fac_store_first_page_finish (s->store, st_wait (), &error);
        g_assert_no_error (error);
        g_assert_cmpuint (people->rows->len, ==, 1);
      }
}

static void
test_currencies (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacInvoice) pesos = stamped (s, customer, "r1", "A", "100.00", "40.00");
  g_autoptr (FacInvoice) dollars = stamped (s, customer, "r2", "B", "10.00", "10.00");
  g_autoptr (FacCustomerFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  const FacBalance *balance;

  fac_set_string (&dollars->currency, "USD");
  g_assert_true (fac_decimal_parse ("18.2537", -1, &dollars->exchange));
  st_pull (s, dollars, "{2}");
  st_pull (s, pesos, "{1}");
  assert_balance (s, customer, "222.54");
  fac_store_get_customer_figures_async (s->store, customer->id, NULL, ST_GOT);
  figures = fac_store_get_customer_figures_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (figures->balances->len, ==, 2);
  balance = &g_array_index (figures->balances, FacBalance, 0);
  g_assert_cmpstr (balance->currency, ==, "MXN");
  g_assert_true (fac_decimal_equal (balance->due, fac_decimal_from_int (40)));
  g_assert_cmpuint (figures->n_unpaid, ==, 2);
  g_assert_cmpuint (figures->n_documents, ==, 2);
  g_assert_cmpuint (figures->unpaid->len, ==, 2);
  g_assert_cmpuint (figures->recent->len, ==, 2);
  g_assert_cmpuint (figures->payments->len, ==, 0);
}

static void
test_order (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) a = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacCustomer) b = saved (s, "BETA", "BBB010101AAA");
  g_autoptr (FacCustomer) c = saved (s, "GAMA", "CCC010101AAA");
  g_autoptr (FacInvoice) of_c = stamped (s, c, "r1", "C", "900.00", "900.00");
  g_autoptr (FacInvoice) of_a = stamped (s, a, "r2", "A", "100.00", "100.00");
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacStorePage) page = NULL;
  g_autoptr (FacStorePage) dated = NULL;

  of_a->date = ST_NOW;
  st_pull (s, of_c, "{1}");
  st_pull (s, of_a, "{2}");
  query->order = FAC_ORDER_BALANCE;
  query->descending = TRUE;
  page = st_first_page (s, query, 10);
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[0])->legal_name, ==, "GAMA");
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[1])->legal_name, ==, "ALFA");
  g_assert_cmpstr (((FacCustomer *) page->rows->pdata[2])->legal_name, ==, "BETA");
  query->order = FAC_ORDER_LAST_INVOICE;
  dated = st_first_page (s, query, 10);
  g_assert_cmpstr (((FacCustomer *) dated->rows->pdata[0])->legal_name, ==, "ALFA");
}

static void
test_notes (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved (s, "ALFA", "AAA010101AAA");
  g_autoptr (FacCustomer) remote = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) entry = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacCustomer) stored = NULL;

  st_acknowledge_customer (s, entry->id, remote);
  st_assert_outbox (s, "");
  fac_store_set_customer_notes_async (s->store, customer->id, "Paga los viernes", ST_GOT);
  st_ok (s);
  g_assert_true (st_changed (s, FAC_ENTITY_CUSTOMER, customer->id));
  st_assert_outbox (s, "");
  stored = st_get_customer (s, customer->id);
  g_assert_cmpstr (stored->notes, ==, "Paga los viernes");
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM customers"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/figures/payments-in-order", test_payments_in_order);
  g_test_add_func ("/store/figures/stale-payment", test_stale_payment);
  g_test_add_func ("/store/figures/payments-after-told", test_payments_after_told);
  g_test_add_func ("/store/figures/told-before", test_told_before);
  g_test_add_func ("/store/figures/told-with-note", test_told_with_note);
  g_test_add_func ("/store/figures/differences", test_differences);
  g_test_add_func ("/store/figures/asked", test_asked);
  g_test_add_func ("/store/figures/replaced", test_replaced);
  g_test_add_func ("/store/figures/queued-note", test_queued_note);
  g_test_add_func ("/store/figures/note-first", test_note_first);
  g_test_add_func ("/store/figures/balance", test_balance);
  g_test_add_func ("/store/figures/payment", test_payment);
  g_test_add_func ("/store/figures/currencies", test_currencies);
  g_test_add_func ("/store/figures/order", test_order);
  g_test_add_func ("/store/figures/notes", test_notes);
  g_test_add_func ("/figures/open-invoices", test_open_invoices);
  g_test_add_func ("/figures/cancelled-payment", test_cancelled_payment);
  g_test_add_func ("/figures/credit-note", test_credit_note);
  g_test_add_func ("/figures/receivables", test_receivables);
  g_test_add_func ("/figures/unpaid-list", test_unpaid_list);
  return g_test_run ();
}
