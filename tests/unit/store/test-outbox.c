/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-outbox-table.h"
#include "fac-store-private.h"
#include "fac-stored-object.h"
#include "fac-variant.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static FacCustomer *
saved_customer (Fixture *s, const char *name)
{
  FacCustomer *customer = st_customer (name, "XAXX010101000");

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  return customer;
}

static void
postpone (Fixture *s, gint64 id, FacOutboxState state, gint64 due)
{
  g_autoptr (GError) words = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "No hay red");

  fac_store_postpone_async (s->store, id, state, due, ST_NOW + 7, words, "network", "log-7",
                            ST_GOT);
  st_ok (s);
}

static void
retry (Fixture *s, gint64 id)
{
  fac_store_retry_async (s->store, id, ST_GOT);
  st_ok (s);
}

static const FacOutboxEntry *
entry_at (GPtrArray *entries, guint i)
{
  g_assert_cmpuint (i, <, entries->len);
  return g_ptr_array_index (entries, i);
}

static void
test_order (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) a = saved_customer (s, "a");
  g_autoptr (FacCustomer) b = saved_customer (s, "b");
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) second = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) third = NULL;
  gint64 due = -1;

  g_assert_cmpstr (first->object_id, ==, a->id);
  g_assert_cmpint (first->state, ==, FAC_OUTBOX_CLAIMED);
  g_assert_cmpstr (second->object_id, ==, b->id);
  third = st_claim (s, ST_NOW, &due);
  g_assert_null (third);
  g_assert_cmpint (due, ==, 0);
  postpone (s, first->id, FAC_OUTBOX_QUEUED, ST_NOW + 2000);
  postpone (s, second->id, FAC_OUTBOX_UNSURE, ST_NOW + 1000);
  third = st_claim (s, ST_NOW + 999, &due);
  g_assert_null (third);
  g_assert_cmpint (due, ==, ST_NOW + 1000);
  third = st_claim (s, ST_NOW + 1000, &due);
  g_assert_cmpint (third->id, ==, second->id);
  g_assert_cmpint (third->state, ==, FAC_OUTBOX_UNSURE);
  g_assert_cmpint (third->attempts, ==, 1);
  g_assert_cmpint (third->first_attempt_at, ==, ST_NOW + 7);
  g_assert_cmpstr (third->error_message, ==, "No hay red");
  g_assert_cmpstr (third->error_code, ==, "network");
  g_assert_cmpstr (third->error_log_id, ==, "log-7");
  g_assert_cmpstr (third->idempotency_key, ==, second->idempotency_key);
}

/* A refused customer holds up its invoice and nothing else. */
static void
test_refused_dependency (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacInvoice) invoice = st_invoice (customer, "uno", "1");
  g_autoptr (FacInvoice) other = st_invoice (NULL, "dos", "2");
  g_autoptr (FacCustomer) corrected = fac_customer_copy (customer);
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) refused = NULL;
  g_autoptr (FacOutboxEntry) free_one = NULL;
  g_autoptr (FacOutboxEntry) again = NULL;
  g_autoptr (FacOutboxEntry) then = NULL;
  g_autoptr (FacOutboxEntry) none = NULL;

  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  refused = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, refused->id, "invalid", "tax_id", "No", NULL, ST_GOT);
  st_ok (s);
  fac_store_save_draft_async (s->store, other, TRUE, ST_GOT);
  st_ok (s);
  free_one = st_claim (s, ST_NOW, NULL);
  g_assert_cmpstr (free_one->object_id, ==, other->id);
  none = st_claim (s, ST_NOW, NULL);
  g_assert_null (none);
  fac_store_discard_async (s->store, refused->id, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE); /* an invoice waits for it */
  retry (s, 0);
  none = st_claim (s, ST_NOW, NULL);
  g_assert_null (none); /* refused ones are decided one by one */
  fac_set_string (&corrected->tax_id, "XEXX010101000");
  fac_store_save_customer_async (s->store, corrected, TRUE, ST_GOT);
  st_ok (s);
  again = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (again->id, ==, refused->id);
  g_assert_cmpstr (again->idempotency_key, !=, refused->idempotency_key);
  g_assert_cmpint (again->attempts, ==, 0);
  g_assert_null (again->error_message);
  st_acknowledge_customer (s, again->id, there);
  then = st_claim (s, ST_NOW, NULL);
  g_assert_cmpstr (then->object_id, ==, invoice->id);
  g_assert_cmpint (then->verb, ==, FAC_OUTBOX_CREATE);
}

static void
test_retry (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) none = NULL;
  g_autoptr (FacOutboxEntry) again = NULL;
  g_autoptr (FacOutboxEntry) last = NULL;

  retry (s, first->id); /* under way: nothing to do */
  st_assert_outbox (s, "CREATE customer CLAIMED");
  postpone (s, first->id, FAC_OUTBOX_PAUSED, 0);
  none = st_claim (s, ST_NOW + ST_DAY, NULL);
  g_assert_null (none);
  retry (s, 0);
  again = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (again->state, ==, FAC_OUTBOX_CLAIMED);
  g_assert_cmpstr (again->idempotency_key, ==, first->idempotency_key);
  /* paused after it may have been executed: unsure, not queued */
  postpone (s, again->id, FAC_OUTBOX_UNSURE, ST_NOW + 5);
  g_clear_pointer (&again, fac_outbox_entry_unref);
  again = st_claim (s, ST_NOW + 5, NULL);
  postpone (s, again->id, FAC_OUTBOX_PAUSED, 0);
  retry (s, again->id);
  st_assert_outbox (s, "CREATE customer UNSURE");
  last = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, last->id, "x", NULL, "No", NULL, ST_GOT);
  st_ok (s);
  retry (s, last->id);
  st_assert_outbox (s, "CREATE customer QUEUED");
  g_clear_pointer (&again, fac_outbox_entry_unref);
  again = st_claim (s, ST_NOW, NULL);
  g_assert_cmpstr (again->idempotency_key, !=, first->idempotency_key);
}

static void
test_retry_stamp (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_invoice (s, create->id, there);
  stamp = st_claim (s, ST_NOW, NULL);
  postpone (s, stamp->id, FAC_OUTBOX_POLLING, ST_NOW + 10);
  found = st_get_invoice (s, invoice->id);
  g_assert_cmpint (found->status, ==, FAC_STATUS_EN_PROCESO);
  fac_store_refuse_async (s->store, stamp->id, "CFDI40999", NULL, "No", NULL, ST_GOT);
  st_ok (s);
  retry (s, stamp->id);
  st_assert_outbox (s, "STAMP invoice QUEUED");
  entries = st_outbox (s);
  g_assert_cmpstr (entry_at (entries, 0)->idempotency_key, !=, stamp->idempotency_key);
  g_clear_pointer (&found, fac_invoice_unref);
  found = st_get_invoice (s, invoice->id);
  g_assert_cmpint (found->status, ==, FAC_STATUS_EN_COLA);
}

static void
test_discard (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_discard_async (s->store, first->id, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
  postpone (s, first->id, FAC_OUTBOX_UNSURE, ST_NOW + 1);
  fac_store_discard_async (s->store, first->id, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_STATE);
  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  entries = st_outbox (s);
  g_assert_cmpuint (entries->len, ==, 3);
  fac_store_discard_async (s->store, entry_at (entries, 1)->id, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE customer UNSURE"); /* the stamp went with it */
  found = st_get_invoice (s, invoice->id);
  g_assert_cmpint (found->status, ==, FAC_STATUS_BORRADOR);
  fac_store_discard_async (s->store, 99999, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_NOT_FOUND);
}

/* The answer to an older text never overwrites a newer one. */
static void
test_acknowledge_edited (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) sent = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) edited = fac_invoice_copy (sent);
  g_autoptr (FacInvoice) there = st_remote_invoice (sent, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;
  g_autoptr (FacInvoice) payload = NULL;
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) variant = NULL;

  fac_store_save_draft_async (s->store, sent, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  fac_set_string (&edited->conditions, "Contado");
  fac_store_save_draft_async (s->store, edited, FALSE, ST_GOT);
  st_ok (s);
  st_acknowledge_invoice (s, create->id, there);
  found = st_get_invoice (s, sent->id);
  g_assert_cmpstr (found->conditions, ==, "Contado");
  g_assert_cmpstr (found->remote_id, ==, "i1");
  st_assert_outbox (s, "UPDATE invoice QUEUED");
  fac_store_get_base_async (s->store, FAC_ENTITY_INVOICE, sent->id, NULL, ST_GOT);
  base = fac_store_get_base_finish (s->store, st_wait (), &body, &error);
  g_assert_no_error (error);
  g_assert_nonnull (base);
  g_assert_nonnull (body);
  variant = fac_variant_from_bytes (base);
  payload = fac_invoice_from_variant (variant);
  g_assert_true (fac_invoice_equal_content (payload, sent));
  update = st_claim (s, ST_NOW, NULL);
  g_assert_cmpstr (update->remote_id, ==, "i1");
  st_acknowledge_invoice (s, update->id, edited);
  st_assert_outbox (s, "");
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM bases"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT offline_state FROM documents"), ==, 0);
}

/* Edited and asked to be stamped while its creation was under way. */
static void
test_stamp_while_creating (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) edited = fac_invoice_copy (invoice);
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;

  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  fac_set_string (&edited->conditions, "Contado");
  fac_store_queue_stamp_async (s->store, edited, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE invoice CLAIMED, UPDATE invoice QUEUED, STAMP invoice QUEUED");
  st_acknowledge_invoice (s, create->id, there);
  st_assert_outbox (s, "UPDATE invoice QUEUED, STAMP invoice QUEUED");
  update = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (update->verb, ==, FAC_OUTBOX_UPDATE);
  st_acknowledge_invoice (s, update->id, edited);
  stamp = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (stamp->verb, ==, FAC_OUTBOX_STAMP);
  there->status = FAC_STATUS_TIMBRADA;
  fac_set_string (&there->uuid, "3F2504E0-4F89-41D3-9A0C-0305E82C3301");
  st_acknowledge_invoice (s, stamp->id, there);
  st_assert_outbox (s, "");
  g_assert_cmpint (st_sql (s, "SELECT xml_owed FROM documents"), ==, 1);
}

/* Gone at the service while edited here: it stays, as something that was never sent. */
static void
test_lost (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacCustomer) found = NULL;
  g_autoptr (FacOutboxEntry) create = st_claim (s, ST_NOW, NULL);
  g_autoptr (FacOutboxEntry) update = NULL;
  FacAcknowledgement answer = { .removed = TRUE };

  st_acknowledge_customer (s, create->id, there);
  fac_set_string (&edited->phone, "55");
  fac_store_save_customer_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  update = st_claim (s, ST_NOW, NULL);
  answer.entry_id = update->id;
  fac_store_acknowledge_async (s->store, &answer, ST_GOT);
  st_ok (s);
  found = st_get_customer (s, customer->id);
  g_assert_cmpstr (found->phone, ==, "55");
  g_assert_null (found->remote_id);
  st_assert_outbox (s, "");
  fac_store_save_customer_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  st_assert_outbox (s, "CREATE customer QUEUED");
}

/* An update that is answered by "there is no such document" takes nothing from one that the SAT has. */
static void
test_issued_not_lost (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) edited = fac_invoice_copy (invoice);
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacInvoice) issued = st_remote_invoice (invoice, "i1", FAC_STATUS_TIMBRADA);
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  FacAcknowledgement answer = { .removed = TRUE };

  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_invoice (s, create->id, there);
  fac_set_string (&edited->conditions, "30 días");
  fac_store_queue_stamp_async (s->store, edited, ST_GOT);
  st_ok (s);
  update = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (update->verb, ==, FAC_OUTBOX_UPDATE);
  entries = st_outbox (s);
  st_acknowledge_invoice (s, entry_at (entries, 1)->id, issued); /* known from elsewhere */
  answer.entry_id = update->id;
  fac_store_acknowledge_async (s->store, &answer, ST_GOT);
  st_ok (s);
  found = st_get_invoice (s, invoice->id);
  g_assert_nonnull (found);
  g_assert_cmpint (found->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (found->remote_id, ==, "i1");
  g_assert_cmpstr (found->uuid, ==, issued->uuid);
  st_assert_outbox (s, "");
}

/* A refused stamp waits for the person, and holds up nothing: the correction leaves, and the next stamp behind it. */
static void
test_refused_stamp_ended (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) edited = fac_invoice_copy (invoice);
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;
  g_autoptr (FacOutboxEntry) update = NULL;

  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_invoice (s, create->id, there);
  stamp = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, stamp->id, "CFDI40999", NULL, "No", NULL, ST_GOT);
  st_ok (s);
  fac_set_string (&edited->conditions, "30 días");
  fac_store_save_draft_async (s->store, edited, TRUE, ST_GOT);
  st_ok (s);
  update = st_claim (s, ST_NOW, NULL);
  g_assert_nonnull (update);
  g_assert_cmpint (update->verb, ==, FAC_OUTBOX_UPDATE);
}

/* The same of a cancellation: what is not refused holds up whatever of its document comes behind it, what is refused does
 * not. The window asks for nothing but e-mails behind one, so that the row is written here. */
static void
test_refused_cancel_ended (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_TIMBRADA);
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (there);
  g_autofree char *path = g_build_filename (s->folder, "facturador.db", NULL);
  g_autoptr (GBytes) payload = g_bytes_new_static ("", 0);
  g_autoptr (FacDb) db = NULL;
  g_autoptr (FacOutboxEntry) create = NULL, cancel = NULL, behind = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_ok (s);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_invoice (s, create->id, there);
  fac_set_string (&request->motive, "02");
  fac_store_queue_cancel_async (s->store, invoice->id, request, NULL, 0, ST_GOT);
  st_ok (s);
  db = fac_db_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (fac_outbox_table_insert (db, FAC_OUTBOX_UPDATE, FAC_ENTITY_INVOICE, invoice->id,
                                          payload, NULL, ST_NOW, &id, &error));
  cancel = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (cancel->verb, ==, FAC_OUTBOX_CANCEL);
  behind = st_claim (s, ST_NOW, NULL);
  g_assert_null (behind); /* it is under way */
  postpone (s, cancel->id, FAC_OUTBOX_QUEUED, ST_NOW + 1000);
  behind = st_claim (s, ST_NOW, NULL);
  g_assert_null (behind); /* it waits for another attempt */
  g_clear_pointer (&cancel, fac_outbox_entry_unref);
  cancel = st_claim (s, ST_NOW + 1000, NULL);
  fac_store_refuse_async (s->store, cancel->id, "invoice_not_cancelable_by_sat", NULL, "No", NULL,
                          ST_GOT);
  st_ok (s);
  behind = st_claim (s, ST_NOW + 1000, NULL);
  g_assert_nonnull (behind);
  g_assert_cmpint (behind->id, ==, id);
}

static void
test_new_key (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacOutboxEntry) first = st_claim (s, ST_NOW, NULL);
  g_autoptr (GPtrArray) entries = NULL;

  fac_store_new_key_async (s->store, first->id, ST_GOT);
  st_ok (s);
  entries = st_outbox (s);
  g_assert_cmpstr (entry_at (entries, 0)->idempotency_key, !=, first->idempotency_key);
  g_assert_cmpstr (entry_at (entries, 0)->payload_hash, ==, first->payload_hash);
}

static void
test_changed (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "a");
  g_autoptr (FacOutboxEntry) entry = NULL;

  g_assert_cmpuint (s->changes->len, ==, 2); /* the customer and the outbox, once each */
  g_assert_true (st_changed (s, FAC_ENTITY_CUSTOMER, customer->id));
  entry = st_claim (s, ST_NOW, NULL);
  g_assert_true (st_changed (s, FAC_ENTITY_OUTBOX, NULL));
  g_clear_pointer (&entry, fac_outbox_entry_unref);
  entry = st_claim (s, ST_NOW, NULL);
  g_assert_null (entry);
  g_assert_cmpuint (s->changes->len, ==, 0);
  fac_store_unqueue_async (s->store, "nobody", ST_GOT);
  st_refused (s, FAC_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (s->changes->len, ==, 0); /* nothing was committed */
}

static guint64
commits_of (Fixture *s)
{
  return _fac_store_commits (s->store);
}

/* One act of the person is one commit, however many rows it writes. */
static void
test_one_commit (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  guint64 before = commits_of (s);

  customer = saved_customer (s, "a");
  g_assert_cmpuint (commits_of (s) - before, ==, 1);
  invoice = st_invoice (customer, "uno", "1");
  fac_store_save_draft_async (s->store, invoice, TRUE, ST_GOT);
  st_ok (s);
  g_assert_cmpuint (commits_of (s) - before, ==, 2);
  fac_store_queue_stamp_async (s->store, invoice, ST_GOT);
  st_ok (s);
  g_assert_cmpuint (commits_of (s) - before, ==, 3);
  fac_store_unqueue_async (s->store, invoice->id, ST_GOT);
  st_ok (s);
  fac_store_delete_async (s->store, FAC_ENTITY_INVOICE, invoice->id, 0, ST_GOT);
  st_ok (s);
  g_assert_cmpuint (commits_of (s) - before, ==, 5);
}

/* Verbs keep their order, and their changes come before their results. */
static void
test_queued_order (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("a", "XAXX010101000");
  g_autoptr (FacCustomer) found = NULL;

  for (int i = 0; i < 50; i++)
    {
      g_autoptr (FacCustomer) next = fac_customer_copy (customer);
      g_autofree char *name = g_strdup_printf ("n%d", i);

      fac_set_string (&next->legal_name, name);
      fac_store_save_customer_async (s->store, next, i % 2, NULL, NULL);
    }
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, 0, NULL, NULL);
  fac_store_undelete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, ST_GOT);
  st_ok (s);
  found = st_get_customer (s, customer->id);
  g_assert_cmpstr (found->legal_name, ==, "n49");
  st_assert_outbox (s, "CREATE customer QUEUED");
}

static void
test_closed (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("a", "XAXX010101000");
  g_autoptr (GError) error = NULL;

  /* queued writes are done before it closes */
  fac_store_save_customer_async (s->store, customer, TRUE, NULL, NULL);
  fac_store_close_async (s->store, ST_GOT);
  g_assert_true (fac_store_close_finish (s->store, st_wait (), &error));
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_FAILED);
  st_slot ();
  g_clear_object (&s->store);
  st_open (s);
  st_assert_outbox (s, "CREATE customer QUEUED");
}

/* ---- a program that is killed ------------------------------------------------------------------ */

static void
run_victim (const char *folder)
{
  Fixture s = { .folder = g_strdup (folder), .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (FacInvoice) invoice = st_invoice (NULL, "uno", "1");
  g_autoptr (FacInvoice) there = st_remote_invoice (invoice, "i1", FAC_STATUS_BORRADOR);
  g_autoptr (FacCustomer) unsent = NULL;
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacOutboxEntry) stamp = NULL;

  st_open (&s);
  fac_store_queue_stamp_async (s.store, invoice, ST_GOT);
  st_ok (&s);
  create = st_claim (&s, ST_NOW, NULL);
  st_acknowledge_invoice (&s, create->id, there);
  unsent = saved_customer (&s, "después");
  stamp = st_claim (&s, ST_NOW, NULL);
  kill (getpid (), SIGKILL);
}

static void
test_killed (void)
{
  g_autoptr (Fixture) s = st_new ();
  const char *argv[] = { "/proc/self/exe", "--victim", s->folder, NULL };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (FacOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  argv[0] = self;
  st_close (s);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, &error));
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  st_open (s);
  st_assert_outbox (s, "STAMP invoice UNSURE, CREATE customer QUEUED");
  g_assert_cmpint (st_sql (s, "SELECT status FROM documents"), ==, FAC_STATUS_ENVIANDOSE);
  st_check_indexes (s);
  entry = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (entry->state, ==, FAC_OUTBOX_UNSURE);
  g_assert_cmpint (entry->verb, ==, FAC_OUTBOX_STAMP);
  /* once more: still unsure, and handed out again */
  st_reopen (s);
  g_clear_pointer (&entry, fac_outbox_entry_unref);
  entry = st_claim (s, ST_NOW, NULL);
  g_assert_cmpint (entry->state, ==, FAC_OUTBOX_UNSURE);
}

/* What is queued when a draft is saved is what would be queued after reading it back. */
static void
test_payload_at_hand (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = saved_customer (s, "ÑANDÚ Y HIJOS");
  g_autoptr (FacInvoice) draft = st_invoice (customer, "Pan dulce", "12.50");
  g_autoptr (FacInvoice) found = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GBytes) expected = NULL;

  fac_store_save_draft_async (s->store, draft, TRUE, ST_GOT);
  st_ok (s);
  found = st_get_invoice (s, draft->id);
  expected = fac_invoice_payload (found);
  entries = st_outbox (s);
  g_assert_true (g_bytes_equal (entry_at (entries, 1)->payload, expected));

  found->status = FAC_STATUS_NO_TIMBRADA;
  found->created_at = ST_NOW;
  found->updated_at = ST_NOW + 1;
  {
    g_autoptr (GVariant) content = g_variant_ref_sink (fac_invoice_to_variant (found));
    g_autoptr (FacStoredObject) saved = fac_stored_object_saved (found, content,
                                                                 FAC_OFFLINE_CHANGED, TRUE);

    g_assert_true (g_bytes_equal (fac_stored_object_payload (saved), expected));
    g_assert_cmpstr (saved->id, ==, found->id);
  }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--victim"))
    {
      run_victim (argv[2]);
      return 1;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/outbox/order", test_order);
  g_test_add_func ("/store/outbox/refused-dependency", test_refused_dependency);
  g_test_add_func ("/store/outbox/retry", test_retry);
  g_test_add_func ("/store/outbox/retry-stamp", test_retry_stamp);
  g_test_add_func ("/store/outbox/discard", test_discard);
  g_test_add_func ("/store/outbox/acknowledge-edited", test_acknowledge_edited);
  g_test_add_func ("/store/outbox/stamp-while-creating", test_stamp_while_creating);
  g_test_add_func ("/store/outbox/lost", test_lost);
  g_test_add_func ("/store/outbox/issued-not-lost", test_issued_not_lost);
  g_test_add_func ("/store/outbox/refused-stamp-ended", test_refused_stamp_ended);
  g_test_add_func ("/store/outbox/refused-cancel-ended", test_refused_cancel_ended);
  g_test_add_func ("/store/outbox/new-key", test_new_key);
  g_test_add_func ("/store/outbox/changed", test_changed);
  g_test_add_func ("/store/outbox/one-commit", test_one_commit);
  g_test_add_func ("/store/outbox/queued-order", test_queued_order);
  g_test_add_func ("/store/outbox/closed", test_closed);
  g_test_add_func ("/store/outbox/killed", test_killed);
  g_test_add_func ("/store/outbox/payload-at-hand", test_payload_at_hand);
  return g_test_run ();
}
