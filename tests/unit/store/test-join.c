/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-join.h"
#include "store-fixture.h"

#define HELD (ST_NOW + 10 * G_TIME_SPAN_SECOND)

typedef struct
{
  Fixture     *s;
  FacCustomer *kept;
  FacCustomer *other;
  FacInvoice  *draft;
  FacInvoice  *issued;
} Two;

static FacCustomer *
known (Fixture *s, const char *name, const char *remote_id)
{
  FacCustomer *customer = st_customer (name, "AAA010101AAA");
  g_autoptr (FacCustomer) remote = st_remote_customer (customer, remote_id);
  FacOutboxEntry *entry;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  entry = st_claim (s, ST_NOW, NULL);
  st_acknowledge_customer (s, entry->id, remote);
  fac_outbox_entry_unref (entry);
  return customer;
}

/* Two customers of the same RFC; the other has a draft that was never sent and a stamped invoice. */
static Two *
two_new (void)
{
  Two *self = g_new0 (Two, 1);
  g_autoptr (FacInvoice) written = NULL;

  self->s = st_new ();
  self->kept = known (self->s, "ALFA", "c1");
  self->other = known (self->s, "ALFA SUR", "c2");
  self->draft = st_invoice (self->other, "Cable", "100.00");
  fac_store_save_draft_async (self->s->store, self->draft, FALSE, ST_GOT);
  st_ok (self->s);
  written = st_invoice (self->other, "Tubo", "50.00");
  g_clear_pointer (&written->customer->remote_id, g_free);
  written->customer->remote_id = g_strdup ("c2");
  self->issued = st_remote_invoice (written, "i1", FAC_STATUS_TIMBRADA);
  fac_set_string (&self->issued->uuid, "U-1");
  self->issued->date = ST_NOW;
  st_pull (self->s, self->issued, "{1}");
  return self;
}

static void
two_free (Two *self)
{
  fac_customer_unref (self->kept);
  fac_customer_unref (self->other);
  fac_invoice_unref (self->draft);
  fac_invoice_unref (self->issued);
  st_free (self->s);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Two, two_free)

static FacJoin *
join (Two *self, GPtrArray *drafts, GError **error)
{
  g_autoptr (FacCustomer) merged = fac_customer_copy (self->kept);

  fac_set_string (&merged->phone, "5550001111");
  fac_store_join_customers_async (self->s->store, merged, self->other->id, drafts, HELD, ST_GOT);
  return fac_store_join_customers_finish (self->s->store, st_wait (), error);
}

static GPtrArray *
drafts_for (Two *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  FacInvoice *draft = fac_invoice_copy (self->draft);

  fac_customer_unref (draft->customer);
  draft->customer = fac_customer_copy (self->kept);
  g_ptr_array_add (drafts, draft);
  return drafts;
}

static FacJoin *
joined (Two *self)
{
  g_autoptr (GPtrArray) drafts = drafts_for (self);
  g_autoptr (GError) error = NULL;
  FacJoin *result = join (self, drafts, &error);

  g_assert_no_error (error);
  return result;
}

static gint64
owned (Two *self, const FacCustomer *customer)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GArray) keys = NULL;

  fac_set_string (&query->customer_id, customer->id);
  keys = st_keys (self->s, query);
  return keys->len;
}

static void
test_join (void)
{
  g_autoptr (Two) two = two_new ();
  g_autoptr (FacJoin) result = joined (two);
  g_autoptr (FacCustomer) kept = st_get_customer (two->s, two->kept->id);
  g_autoptr (FacInvoice) draft = st_get_invoice (two->s, two->draft->id);
  g_autoptr (FacInvoice) again = NULL;
  gint64 next_due;

  g_assert_cmpstr (fac_join_get_other (result), ==, two->other->id);
  g_assert_null (st_get_customer (two->s, two->other->id));
  g_assert_cmpstr (kept->phone, ==, "5550001111");
  g_assert_cmpstr (draft->customer->id, ==, two->kept->id);
  g_assert_cmpint (owned (two, two->kept), ==, 2);
  g_assert_cmpint (kept->last_invoice_at, ==, ST_NOW);
  st_assert_outbox (two->s, "UPDATE customer QUEUED, DELETE customer QUEUED");
  g_assert_null (st_claim (two->s, ST_NOW, &next_due));
  g_assert_cmpint (next_due, ==, HELD);
  st_check_indexes (two->s);

  /* what names the other afterwards is of the one that stayed */
  again = fac_invoice_copy (two->issued);
  again->due_known = TRUE;
  st_pull (two->s, again, "{2}");
  g_assert_cmpint (owned (two, two->kept), ==, 2);
  st_check_indexes (two->s);
}

static void
test_part (void)
{
  g_autoptr (Two) two = two_new ();
  FacJoin *result = joined (two);
  g_autoptr (FacCustomer) kept = NULL;
  g_autoptr (FacCustomer) other = NULL;
  g_autoptr (FacInvoice) draft = NULL;

  fac_store_part_customers_async (two->s->store, result, ST_GOT);
  st_ok (two->s);
  kept = st_get_customer (two->s, two->kept->id);
  other = st_get_customer (two->s, two->other->id);
  draft = st_get_invoice (two->s, two->draft->id);
  g_assert_nonnull (other);
  g_assert_null (kept->phone);
  g_assert_cmpstr (draft->customer->id, ==, two->other->id);
  g_assert_cmpint (owned (two, two->other), ==, 2);
  g_assert_cmpint (owned (two, two->kept), ==, 0);
  g_assert_cmpint (kept->last_invoice_at, ==, 0);
  g_assert_cmpint (other->last_invoice_at, ==, ST_NOW);
  st_check_indexes (two->s);
}

/* Once the deletion has left, nothing is taken back, not even half. */
static void
test_too_late (void)
{
  g_autoptr (Two) two = two_new ();
  FacJoin *result = joined (two);
  g_autoptr (FacCustomer) remote = st_remote_customer (two->kept, "c1");
  g_autoptr (FacOutboxEntry) update = st_claim (two->s, HELD, NULL);
  g_autoptr (FacOutboxEntry) deletion = NULL;

  g_assert_cmpint (update->verb, ==, FAC_OUTBOX_UPDATE);
  fac_set_string (&remote->phone, "5550001111");
  st_acknowledge_customer (two->s, update->id, remote);
  deletion = st_claim (two->s, HELD, NULL);
  g_assert_cmpint (deletion->verb, ==, FAC_OUTBOX_DELETE);
  fac_store_part_customers_async (two->s->store, result, ST_GOT);
  st_refused (two->s, FAC_STORE_ERROR_STATE);
  g_assert_cmpint (owned (two, two->kept), ==, 2);
  st_check_indexes (two->s);
}

static void
test_refused (void)
{
  g_autoptr (Two) two = two_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) drafts = drafts_for (two);
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) queued = NULL;

  g_assert_null (join (two, none, &unknown));
  g_assert_error (unknown, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE);
  fac_store_queue_stamp_async (two->s->store, two->draft, ST_GOT);
  st_ok (two->s);
  g_assert_null (join (two, drafts, &queued));
  g_assert_error (queued, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE);
  g_assert_cmpint (owned (two, two->other), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/join/join", test_join);
  g_test_add_func ("/store/join/part", test_part);
  g_test_add_func ("/store/join/too-late", test_too_late);
  g_test_add_func ("/store/join/refused", test_refused);
  return g_test_run ();
}
