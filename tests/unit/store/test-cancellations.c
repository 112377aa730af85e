/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cancellations that were asked for and are not done, in one list. */
#include "store-fixture.h"

#include "fac-store-cancellations.h"

static GPtrArray *
watched (Fixture *s, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  fac_store_get_cancellations_async (s->store, limit, NULL, ST_GOT);
  found = fac_store_get_cancellations_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return found;
}

static FacInvoice *
pulled (Fixture *s, const char *name, FacDocumentStatus status, const char *cancellation)
{
  FacInvoice *invoice = st_invoice (NULL, name, "100");

  fac_set_string (&invoice->remote_id, name);
  fac_set_string (&invoice->cancellation_status, cancellation);
  g_free (invoice->uuid);
  invoice->uuid = g_strdup_printf ("11111111-1111-4111-8111-%012u", g_str_hash (name));
  invoice->status = status;
  st_pull (s, invoice, "{}");
  return invoice;
}

static const FacWatchedCancellation *
find (const GPtrArray *found, const char *remote_id)
{
  for (guint i = 0; i < found->len; i++)
    {
      const FacWatchedCancellation *one = g_ptr_array_index (found, i);

      if (g_strcmp0 (one->summary->remote_id, remote_id) == 0)
        return one;
    }
  return NULL;
}

static void
test_states (void)
{
  g_autoptr (Fixture) s = st_new ();
  const struct
  {
    const char       *name;
    FacDocumentStatus status;
    const char       *cancellation;
    FacWatchedState   state;
  } cases[] = {
    { "pending", FAC_STATUS_EN_CANCELACION, "pending", FAC_WATCHED_PENDING },
    { "verifying", FAC_STATUS_EN_CANCELACION, "verifying", FAC_WATCHED_VERIFYING },
    { "rejected", FAC_STATUS_TIMBRADA, "rejected", FAC_WATCHED_REJECTED },
    { "expired", FAC_STATUS_TIMBRADA, "expired", FAC_WATCHED_EXPIRED },
  };
  g_autoptr (FacInvoice) valid = pulled (s, "valid", FAC_STATUS_TIMBRADA, "none");
  g_autoptr (FacInvoice) done = pulled (s, "done", FAC_STATUS_CANCELADA, "accepted");
  g_autoptr (GPtrArray) none = watched (s, 100);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) few = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    fac_invoice_unref (pulled (s, cases[i].name, cases[i].status, cases[i].cancellation));
  found = watched (s, 100);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (find (found, cases[i].name)->state, ==, cases[i].state);
  few = watched (s, 2);
  g_assert_cmpuint (few->len, ==, 2);
}

/* What waits here comes before what became of it the last time. */
static void
test_queued (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacInvoice) rejected = pulled (s, "rejected", FAC_STATUS_TIMBRADA, "rejected");
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (rejected);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (FacOutboxEntry) entry = NULL;
  g_autoptr (GPtrArray) before = watched (s, 100);
  const FacWatchedCancellation *one = g_ptr_array_index (before, 0);

  fac_set_string (&request->motive, "02");
  fac_store_queue_cancel_async (s->store, one->summary->id, request, NULL, 0, ST_GOT);
  st_ok (s);
  found = watched (s, 100);
  g_assert_cmpuint (found->len, ==, 1);
  one = g_ptr_array_index (found, 0);
  g_assert_cmpint (one->state, ==, FAC_WATCHED_QUEUED);
  g_assert_cmpint (one->asked_at, ==, ST_NOW);
  entry = st_claim (s, ST_NOW, NULL);
  fac_store_refuse_async (s->store, entry->id, "invoice_not_cancelable_by_sat", NULL, "No", NULL,
                          ST_GOT);
  st_ok (s);
  refused = watched (s, 100);
  one = g_ptr_array_index (refused, 0);
  g_assert_cmpint (one->state, ==, FAC_WATCHED_REFUSED);
  g_assert_cmpstr (one->words, ==, "No");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cancellations/states", test_states);
  g_test_add_func ("/cancellations/queued", test_queued);
  return g_test_run ();
}
