/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advances, the invoices that take them and the notes that apply them, with a stop of the program
 * behind each step. */
#include "store-fixture.h"

#include "fac-advance.h"
#include "fac-store-advances.h"

#define ADVANCE_UUID "11111111-1111-4111-8111-111111111111"
#define FINAL_UUID "22222222-2222-4222-8222-222222222222"
#define NOTE_UUID "33333333-3333-4333-8333-333333333333"

/* Fixture: a customer, and the invoice of an advance of 1,160 that is in the queue. */
typedef struct
{
  Fixture     *s;
  FacCustomer *customer;
  FacInvoice  *advance;
  FacInvoice  *final;
} Case;

static void
case_free (Case *self)
{
  st_free (self->s);
  fac_customer_unref (self->customer);
  fac_invoice_unref (self->advance);
  g_clear_pointer (&self->final, fac_invoice_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static FacDecimal
number (gint64 value)
{
  return fac_decimal_from_int (value);
}

static FacInvoice *
advance_of (const FacCustomer *customer, gint64 amount)
{
  gsize n;
  const FacAdvanceTerms terms = { customer, number (amount), "MXN", number (1), "03",
                                  &fac_tax_presets (&n)[0] };
  FacPriceTarget near;
  FacInvoice *invoice = fac_advance_invoice (&terms, &near);

  g_assert_nonnull (invoice);
  return invoice;
}

static void
ask_to_stamp (Case *self, FacInvoice *invoice)
{
  fac_store_queue_stamp_async (self->s->store, invoice, ST_GOT);
  st_ok (self->s);
}

/* what leaves next is @verb of @id, and comes back with @status */
static void
answer (Case *self, FacOutboxVerb verb, const char *id, const char *remote_id, const char *uuid,
        FacDocumentStatus status)
{
  g_autoptr (FacOutboxEntry) entry = st_claim (self->s, ST_NOW, NULL);
  g_autoptr (FacInvoice) mine = NULL;
  g_autoptr (FacInvoice) there = NULL;

  g_assert_nonnull (entry);
  g_assert_cmpint (entry->verb, ==, verb);
  g_assert_cmpstr (entry->object_id, ==, id);
  mine = st_get_invoice (self->s, id);
  there = st_remote_invoice (mine, remote_id, status);
  fac_set_string (&there->uuid, uuid);
  st_acknowledge_invoice (self->s, entry->id, there);
}

static Case *
begun (void)
{
  Case *self = g_new0 (Case, 1);

  self->s = st_new ();
  self->customer = st_customer ("URE", "URE180429TM6");
  fac_store_save_customer_async (self->s->store, self->customer, FALSE, ST_GOT);
  st_ok (self->s);
  self->advance = advance_of (self->customer, 1160);
  ask_to_stamp (self, self->advance);
  return self;
}

static GPtrArray *
open_of (Case *self, const char *customer)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *open;

  fac_store_get_open_advances_async (self->s->store, customer, NULL, ST_GOT);
  open = fac_store_get_open_advances_finish (self->s->store, st_wait (), &error);
  g_assert_no_error (error);
  return open;
}

/* of the customer, and of all */
static void
assert_left (Case *self, gint64 left)
{
  const char *customers[] = { self->customer->id, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (customers); i++)
    {
      g_autoptr (GPtrArray) open = open_of (self, customers[i]);

      if (left == 0)
        {
          g_assert_cmpuint (open->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (open->len, ==, 1);
      g_assert_true (fac_decimal_equal (((FacOpenAdvance *) open->pdata[0])->left, number (left)));
      g_assert_cmpstr (((FacOpenAdvance *) open->pdata[0])->id, ==, self->advance->id);
    }
}

static GPtrArray *
uses_of (Case *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *uses;

  fac_store_get_advance_uses_async (self->s->store, id, NULL, ST_GOT);
  uses = fac_store_get_advance_uses_finish (self->s->store, st_wait (), &error);
  g_assert_no_error (error);
  return uses;
}

/* seen from both documents, and again after the program was stopped */
static void
assert_step (Case *self, FacAdvanceStep step)
{
  const char *ids[] = { self->advance->id, self->final->id };

  for (int again = 0; again < 2; again++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr (GPtrArray) uses = uses_of (self, ids[i]);
          const FacAdvanceUse *use = uses->pdata[0];

          g_assert_cmpuint (uses->len, ==, 1);
          g_assert_cmpstr (use->advance->id, ==, self->advance->id);
          g_assert_cmpstr (use->final->id, ==, self->final->id);
          g_assert_cmpint (fac_advance_use_step (use), ==, step);
        }
      st_reopen (self->s);
    }
}

/* The sale takes @amount of the advance. */
static void
sell (Case *self, gint64 amount, const char *method)
{
  g_autoptr (GPtrArray) open = open_of (self, self->customer->id);
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  const FacDecimal taken = number (amount);

  self->final = st_invoice (self->customer, "mesa", "5000");
  fac_set_string (&self->final->payment_method, method);
  self->final->total = number (5800);
  fac_store_save_draft_async (self->s->store, self->final, TRUE, ST_GOT);
  st_ok (self->s);
  g_array_append_val (amounts, taken);
  fac_store_use_advances_async (self->s->store, self->final->id, open, amounts, ST_GOT);
  st_ok (self->s);
}

static FacInvoice *
note_of (Case *self, gint64 amount)
{
  g_autoptr (FacInvoice) final = st_get_invoice (self->s, self->final->id);
  FacCreditProblem problem;
  FacInvoice *note = fac_advance_apply (self->advance, FAC_DECIMAL_ZERO, final, number (amount),
                                        &problem);

  g_assert_nonnull (note);
  return note;
}

static void
apply (Case *self, FacInvoice *note)
{
  fac_store_apply_advance_async (self->s->store, self->final->id, self->advance->id, note, ST_GOT);
}

static gboolean
names (Case *self, const char *id, const char *uuid)
{
  g_autoptr (FacInvoice) invoice = st_get_invoice (self->s, id);

  return fac_advance_named (invoice, uuid);
}

/* Without a connection all three are asked for; then they leave in order, and each names the one
 * before. */
static void
test_all_queued (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) note = NULL;
  g_autoptr (FacInvoice) paid = NULL;

  assert_left (self, 1160);
  sell (self, 1160, "PPD");
  assert_left (self, 0);
  assert_step (self, FAC_ADVANCE_WRITE);
  ask_to_stamp (self, self->final);
  assert_step (self, FAC_ADVANCE_APPLY);
  note = note_of (self, 1160);
  apply (self, note);
  st_ok (self->s);
  assert_step (self, FAC_ADVANCE_QUEUED);
  answer (self, FAC_OUTBOX_CREATE, self->advance->id, "a", NULL, FAC_STATUS_BORRADOR);
  assert_step (self, FAC_ADVANCE_QUEUED);
  answer (self, FAC_OUTBOX_STAMP, self->advance->id, "a", ADVANCE_UUID, FAC_STATUS_TIMBRADA);
  assert_step (self, FAC_ADVANCE_QUEUED);
  answer (self, FAC_OUTBOX_CREATE, self->final->id, "f", NULL, FAC_STATUS_BORRADOR);
  assert_step (self, FAC_ADVANCE_QUEUED);
  g_assert_true (names (self, self->final->id, ADVANCE_UUID));
  answer (self, FAC_OUTBOX_STAMP, self->final->id, "f", FINAL_UUID, FAC_STATUS_TIMBRADA);
  assert_step (self, FAC_ADVANCE_QUEUED);
  answer (self, FAC_OUTBOX_CREATE, note->id, "n", NULL, FAC_STATUS_BORRADOR);
  g_assert_true (names (self, note->id, FINAL_UUID));
  answer (self, FAC_OUTBOX_STAMP, note->id, "n", NOTE_UUID, FAC_STATUS_TIMBRADA);
  assert_step (self, FAC_ADVANCE_DONE);
  st_assert_outbox (self->s, "");
  assert_left (self, 0);
  g_assert_cmpint (st_sql (self->s, "SELECT due FROM documents WHERE uuid = '" FINAL_UUID "'"), ==,
                   (5800 - 1160) * G_GINT64_CONSTANT (1000000));
  st_check_indexes (self->s);
}

/* A note is made once, and only when the invoice is on its way. */
static void
test_once (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) note = NULL;
  g_autoptr (FacInvoice) second = NULL;

  sell (self, 1000, "PPD");
  assert_left (self, 160);
  note = note_of (self, 1000);
  apply (self, note);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  ask_to_stamp (self, self->final);
  apply (self, note);
  st_ok (self->s);
  second = note_of (self, 1000);
  apply (self, second);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  g_assert_cmpint (st_sql (self->s, "SELECT count (*) FROM documents WHERE type = 'E'"), ==, 1);
  assert_left (self, 160);
}

/* What a draft took is free again when it is deleted, or takes nothing any more; back, it takes it
 * again. */
static void
test_given_back (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (GPtrArray) none = fac_open_advances_new ();
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));

  sell (self, 500, "PPD");
  assert_left (self, 660);
  fac_store_delete_async (self->s->store, FAC_ENTITY_INVOICE, self->final->id, 0, ST_GOT);
  st_ok (self->s);
  assert_left (self, 1160);
  fac_store_undelete_async (self->s->store, FAC_ENTITY_INVOICE, self->final->id, ST_GOT);
  st_ok (self->s);
  assert_left (self, 660);
  fac_store_use_advances_async (self->s->store, self->final->id, none, amounts, ST_GOT);
  st_ok (self->s);
  assert_left (self, 1160);
  ask_to_stamp (self, self->final);
  fac_store_use_advances_async (self->s->store, self->final->id, none, amounts, ST_GOT);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
}

static void
assert_nothing_leaves (Case *self)
{
  g_autoptr (FacOutboxEntry) none = st_claim (self->s, ST_NOW, NULL);

  g_assert_null (none);
}

static void
leave_out (Case *self)
{
  g_autoptr (GPtrArray) none = fac_open_advances_new ();
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));

  fac_store_use_advances_async (self->s->store, self->final->id, none, amounts, ST_GOT);
  st_ok (self->s);
}

/* The advance is taken out of the queue: the invoice does not leave before it, nor without it,
 * until it does without. */
static void
test_advance_gone (void)
{
  g_autoptr (Case) self = begun ();

  sell (self, 500, "PPD");
  ask_to_stamp (self, self->final);
  fac_store_unqueue_async (self->s->store, self->advance->id, ST_GOT);
  st_ok (self->s);
  answer (self, FAC_OUTBOX_CREATE, self->advance->id, "a", NULL, FAC_STATUS_BORRADOR);
  assert_nothing_leaves (self);
  fac_store_delete_async (self->s->store, FAC_ENTITY_INVOICE, self->advance->id, 0, ST_GOT);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  fac_store_unqueue_async (self->s->store, self->final->id, ST_GOT);
  st_ok (self->s);
  leave_out (self);
  ask_to_stamp (self, self->final);
  answer (self, FAC_OUTBOX_CREATE, self->final->id, "f", NULL, FAC_STATUS_BORRADOR);
  answer (self, FAC_OUTBOX_STAMP, self->final->id, "f", FINAL_UUID, FAC_STATUS_TIMBRADA);
}

/* Cancelled before the invoice left: it is not stamped, and says why. */
static void
test_advance_cancelled (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) cancelled = NULL;
  g_autoptr (FacInvoice) final = NULL;

  sell (self, 500, "PPD");
  answer (self, FAC_OUTBOX_CREATE, self->advance->id, "a", NULL, FAC_STATUS_BORRADOR);
  answer (self, FAC_OUTBOX_STAMP, self->advance->id, "a", ADVANCE_UUID, FAC_STATUS_TIMBRADA);
  cancelled = st_remote_invoice (self->advance, "a", FAC_STATUS_CANCELADA);
  fac_set_string (&cancelled->uuid, ADVANCE_UUID);
  st_pull (self->s, cancelled, "{}");
  ask_to_stamp (self, self->final);
  answer (self, FAC_OUTBOX_CREATE, self->final->id, "f", NULL, FAC_STATUS_BORRADOR);
  assert_nothing_leaves (self);
  final = st_get_invoice (self->s, self->final->id);
  g_assert_cmpint (final->status, ==, FAC_STATUS_NO_TIMBRADA);
}

/* Applied elsewhere: an invoice of the service names it, and a note names that one. */
static void
test_applied_elsewhere (void)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) sale = st_invoice (self->customer, "silla", "2000");
  g_autoptr (FacInvoice) note = fac_invoice_new (FAC_INVOICE_EGRESO);

  answer (self, FAC_OUTBOX_CREATE, self->advance->id, "a", NULL, FAC_STATUS_BORRADOR);
  answer (self, FAC_OUTBOX_STAMP, self->advance->id, "a", ADVANCE_UUID, FAC_STATUS_TIMBRADA);
  fac_advance_name (sale, ADVANCE_UUID);
  fac_set_string (&sale->remote_id, "there");
  fac_set_string (&sale->uuid, FINAL_UUID);
  sale->status = FAC_STATUS_TIMBRADA;
  sale->total = number (2320);
  st_pull (self->s, sale, "{}");
  assert_left (self, 1160);
  fac_advance_name (note, FINAL_UUID);
  fac_set_string (&note->remote_id, "note");
  fac_set_string (&note->uuid, NOTE_UUID);
  note->status = FAC_STATUS_TIMBRADA;
  note->total = number (400);
  st_pull (self->s, note, "{}");
  assert_left (self, 760);
}

static void
assert_room (Case *self, gint64 room, gint64 amount)
{
  g_autoptr (GPtrArray) uses = uses_of (self, self->final->id);
  const FacAdvanceUse *use = uses->pdata[0];

  g_assert_true (fac_decimal_equal (use->room, number (room)));
  g_assert_true (fac_decimal_equal (fac_advance_use_amount (use), number (amount)));
}

static void
pull_note (Case *self, const char *remote_id, const char *uuid, gint64 amount)
{
  g_autoptr (FacInvoice) note = fac_invoice_new (FAC_INVOICE_EGRESO);
  const char *const finals[] = { FINAL_UUID, NULL };

  g_ptr_array_add (note->related_documents, fac_relation_new ("01", finals));
  fac_set_string (&note->remote_id, remote_id);
  fac_set_string (&note->uuid, uuid);
  note->status = FAC_STATUS_TIMBRADA;
  note->total = number (amount);
  st_pull (self->s, note, "{}");
}

static void
pull_payment (Case *self, gint64 amount)
{
  g_autoptr (FacInvoice) pago = fac_invoice_new (FAC_INVOICE_PAGO);
  FacPayment *payment = fac_payment_new ();
  FacPaymentPart *part = fac_payment_part_new ();

  fac_set_string (&part->document, FINAL_UUID);
  part->amount = payment->deposit = number (amount);
  payment->date = ST_NOW - ST_DAY;
  g_ptr_array_add (payment->parts, part);
  g_ptr_array_add (pago->payments, payment);
  fac_set_string (&pago->remote_id, "paid");
  fac_set_string (&pago->uuid, "44444444-4444-4444-8444-444444444444");
  pago->status = FAC_STATUS_TIMBRADA;
  st_pull (self->s, pago, "{}");
}

/* What was paid or credited of the invoice meanwhile is not taken off once more, whether it is in
 * instalments or not. */
static void
test_room (gconstpointer method)
{
  g_autoptr (Case) self = begun ();
  g_autoptr (FacInvoice) note = NULL;
  g_autoptr (FacInvoice) lesser = NULL;

  answer (self, FAC_OUTBOX_CREATE, self->advance->id, "a", NULL, FAC_STATUS_BORRADOR);
  answer (self, FAC_OUTBOX_STAMP, self->advance->id, "a", ADVANCE_UUID, FAC_STATUS_TIMBRADA);
  sell (self, 1160, method);
  assert_room (self, 5800, 1160);
  ask_to_stamp (self, self->final);
  answer (self, FAC_OUTBOX_CREATE, self->final->id, "f", NULL, FAC_STATUS_BORRADOR);
  answer (self, FAC_OUTBOX_STAMP, self->final->id, "f", FINAL_UUID, FAC_STATUS_TIMBRADA);
  assert_room (self, 5800, 1160);
  pull_payment (self, 5000);
  assert_room (self, 800, 800);
  pull_note (self, "other", NOTE_UUID, 300);
  assert_room (self, 500, 500);
  note = note_of (self, 1160);
  apply (self, note);
  st_refused (self->s, FAC_STORE_ERROR_STATE);
  lesser = note_of (self, 500);
  apply (self, lesser);
  st_ok (self->s);
  assert_room (self, 0, 0);
  fac_store_unqueue_async (self->s->store, lesser->id, ST_GOT);
  st_ok (self->s);
  assert_step (self, FAC_ADVANCE_REFUSED);
  assert_room (self, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advances/all-queued", test_all_queued);
  g_test_add_func ("/advances/once", test_once);
  g_test_add_func ("/advances/given-back", test_given_back);
  g_test_add_func ("/advances/advance-gone", test_advance_gone);
  g_test_add_func ("/advances/advance-cancelled", test_advance_cancelled);
  g_test_add_func ("/advances/applied-elsewhere", test_applied_elsewhere);
  g_test_add_data_func ("/advances/room/in-instalments", "PPD", test_room);
  g_test_add_data_func ("/advances/room/at-once", "PUE", test_room);
  return g_test_run ();
}
