/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-merge.h"
#include "fac-variant.h"
#include "sync-fixture.h"

/* Invariant 6: neither direction destroys. What somebody else did is done to the service in memory. */

static void
change_there (Fixture *self, void (*change) (FacCustomer *))
{
  FacRemoteItem *held = sy_held (self, FAC_ENTITY_CUSTOMER);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->remote_id = g_strdup (held->remote_id);
  item->customer = fac_customer_copy (held->customer);
  change (item->customer);
  fac_mock_provider_add (self->mock, item);
}

static void
set_phone (FacCustomer *customer)
{
  fac_set_string (&customer->phone, "5550001111");
}

static void
set_their_email (FacCustomer *customer)
{
  fac_set_string (&customer->email, "theirs@b.mx");
}

static void
set_first_email (FacCustomer *customer)
{
  fac_set_string (&customer->email, "first@b.mx");
}

static void
edit_here (Fixture *self, const char *id, const char *email)
{
  g_autoptr (FacCustomer) mine = sy_get_customer (self, id);
  g_autoptr (FacCustomer) edited = fac_customer_copy (mine);

  fac_set_string (&edited->email, email);
  sy_put_customer (self, edited);
}

static FacConflict *
get_conflict (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FacConflict *conflict;

  fac_store_get_conflict_async (self->store, FAC_ENTITY_CUSTOMER, id, NULL, fac_test_got, &result);
  conflict = fac_store_get_conflict_finish (self->store, fac_test_result (&result), &error);
  g_assert_no_error (error);
  return conflict;
}

static void
resolve_at (Fixture *self, const char *id, GBytes *resolved, gint64 leaves_at)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_resolve_conflict_async (self->store, FAC_ENTITY_CUSTOMER, id, resolved, leaves_at,
                                    fac_test_got, &result);
  sy_write_done (self, &result);
}

static void
resolve (Fixture *self, const char *id, GBytes *resolved)
{
  resolve_at (self, id, resolved, 0);
}

static void
reopen (Fixture *self, const FacConflict *conflict)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_reopen_conflict_async (self->store, conflict, fac_test_got, &result);
  sy_write_done (self, &result);
}

static guint
n_conflicts (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  fac_store_conflict_ids_async (self->store, NULL, fac_test_got, &result);
  ids = fac_store_conflict_ids_finish (self->store, fac_test_result (&result), NULL);
  g_assert_nonnull (ids);
  return ids->len;
}

static GBytes *
decide (const FacConflict *conflict, const char *path, FacMergeChoice choice)
{
  g_autoptr (GVariant) base = fac_variant_from_bytes (conflict->base);
  g_autoptr (GVariant) mine = fac_variant_from_bytes (conflict->mine);
  g_autoptr (GVariant) theirs = fac_variant_from_bytes (conflict->theirs);
  g_autoptr (FacMerge) merge = fac_merge_new (base, mine, theirs);
  g_autoptr (GVariant) result = NULL;

  g_assert_cmpuint (fac_merge_conflicts (merge)->len, ==, 1);
  g_assert_true (fac_merge_decide (merge, path, choice));
  result = fac_merge_result (merge);
  return fac_variant_to_bytes (result);
}

static void
test_different_fields (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacCustomer) here = NULL;

  change_there (self, set_phone);
  edit_here (self, customer->id, "mine@b.mx");
  sy_assert_outbox (self, "");
  here = sy_get_customer (self, customer->id);
  g_assert_cmpstr (here->email, ==, "mine@b.mx");
  g_assert_cmpstr (here->phone, ==, "5550001111");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "mine@b.mx");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->phone, ==, "5550001111");
}

static void
test_same_change (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  change_there (self, set_their_email);
  edit_here (self, customer->id, "theirs@b.mx");
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0); /* there is nothing to say */
  g_assert_null (get_conflict (self, customer->id));
}

static void
test_conflict_mine (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (GBytes) resolved = NULL;

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  sy_assert_outbox (self, "2.7");
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0);
  g_assert_cmpuint (fac_sync_service_get_attention (self->sync), ==, 1);
  sy_restart (self); /* it waits as long as it must */
  sy_assert_outbox (self, "2.7");
  conflict = get_conflict (self, customer->id);
  resolved = decide (conflict, "email", FAC_MERGE_MINE);
  resolve (self, customer->id, resolved);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "mine@b.mx");
}

static void
test_conflict_theirs (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (GBytes) resolved = NULL;
  g_autoptr (FacCustomer) here = NULL;

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  conflict = get_conflict (self, customer->id);
  resolved = decide (conflict, "email", FAC_MERGE_THEIRS);
  resolve (self, customer->id, resolved);
  sy_assert_outbox (self, "");
  here = sy_get_customer (self, customer->id);
  g_assert_cmpstr (here->email, ==, "theirs@b.mx");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "theirs@b.mx");
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0);
}

/* The person goes on editing before deciding: the newest words meet theirs. */
static void
test_edited_again (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (GVariant) mine = NULL;
  const char *email;

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  edit_here (self, customer->id, "again@b.mx");
  sy_assert_outbox (self, "2.7");
  conflict = get_conflict (self, customer->id);
  mine = fac_variant_from_bytes (conflict->mine);
  g_assert_true (g_variant_lookup (mine, "email", "&s", &email));
  g_assert_cmpstr (email, ==, "again@b.mx");
}

/* Agreeing by hand ends it without a decision. */
static void
test_edited_to_agree (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  edit_here (self, customer->id, "theirs@b.mx");
  sy_assert_outbox (self, "");
  g_assert_null (get_conflict (self, customer->id));
}

static void
test_gone_there_kept (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (FacCustomer) here = NULL;

  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  edit_here (self, customer->id, "mine@b.mx");
  conflict = get_conflict (self, customer->id);
  g_assert_null (conflict->theirs);
  resolve (self, customer->id, conflict->mine);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "mine@b.mx");
  here = sy_get_customer (self, customer->id);
  g_assert_cmpstr (here->remote_id, ==, sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);
}

static void
test_gone_there_let_go (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  edit_here (self, customer->id, "mine@b.mx");
  resolve (self, customer->id, NULL);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

static void
test_deleted_here_edited_there (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;

  change_there (self, set_phone);
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_assert_outbox (self, "3.7");
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 0);
  conflict = get_conflict (self, customer->id);
  g_assert_null (conflict->mine);
  resolve (self, customer->id, NULL);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

static void
test_deleted_here_brought_back (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (FacCustomer) here = NULL;

  change_there (self, set_phone);
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  conflict = get_conflict (self, customer->id);
  resolve (self, customer->id, conflict->theirs);
  sy_assert_outbox (self, "");
  here = sy_get_customer (self, customer->id);
  g_assert_cmpstr (here->phone, ==, "5550001111");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

static void
test_reopened (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  g_autoptr (FacConflict) again = NULL;
  g_autoptr (GBytes) resolved = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  conflict = get_conflict (self, customer->id);
  resolved = decide (conflict, "email", FAC_MERGE_THEIRS);
  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  resolve (self, customer->id, resolved);
  g_assert_null (get_conflict (self, customer->id));
  fac_store_reopen_conflict_async (self->store, conflict, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_assert_outbox (self, "2.7");
  again = get_conflict (self, customer->id);
  g_assert_true (g_bytes_equal (again->mine, conflict->mine));
  g_assert_true (g_bytes_equal (again->theirs, conflict->theirs));
}

/* A decision waits for the time in which it may be taken back, and leaves then. */
static void
test_held_back (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacConflict) conflict = NULL;
  const gint64 later = fac_clock_now (FAC_CLOCK (self->clock)) + 10 * G_TIME_SPAN_SECOND;

  change_there (self, set_their_email);
  edit_here (self, customer->id, "mine@b.mx");
  conflict = get_conflict (self, customer->id);
  g_assert_cmpuint (n_conflicts (self), ==, 1);
  resolve_at (self, customer->id, conflict->mine, later);
  sy_assert_outbox (self, "2.1");
  g_assert_cmpuint (n_conflicts (self), ==, 0);
  reopen (self, conflict);
  sy_assert_outbox (self, "2.7");
  resolve_at (self, customer->id, conflict->mine, later);
  sy_pass (self, 11);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "mine@b.mx");
}

static void
reopen_gone (gboolean keep)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacCustomer) known = NULL;
  g_autoptr (FacCustomer) here = NULL;
  g_autoptr (FacConflict) conflict = NULL;
  const gint64 later = fac_clock_now (FAC_CLOCK (self->clock)) + 10 * G_TIME_SPAN_SECOND;

  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  edit_here (self, customer->id, "mine@b.mx");
  known = sy_get_customer (self, customer->id);
  conflict = get_conflict (self, customer->id);
  resolve_at (self, customer->id, keep ? conflict->mine : NULL, later);
  sy_assert_outbox (self, keep ? "1.1" : "3.1");
  reopen (self, conflict);
  sy_assert_outbox (self, "2.7");
  here = sy_get_customer (self, customer->id);
  g_assert_cmpstr (here->email, ==, "mine@b.mx");
  g_assert_cmpstr (here->remote_id, ==, known->remote_id);
}

static void
test_gone_there_reopened (void)
{
  reopen_gone (TRUE);
  reopen_gone (FALSE);
}

/* Our own update that arrived although its answer did not is nobody else's edit. */
static void
test_echo (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  sy_fail (self, "update", FAC_API_ERROR_UNCERTAIN, TRUE);
  edit_here (self, customer->id, "mine@b.mx");
  sy_assert_outbox (self, "2.3");
  edit_here (self, customer->id, "again@b.mx");
  sy_pass (self, 30);
  sy_assert_outbox (self, "");
  g_assert_null (get_conflict (self, customer->id));
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "again@b.mx");
}

/* …nor is one that arrives after another attempt, while a newer edit waits behind it. */
static void
test_echo_late (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_UNCERTAIN, NULL, NULL, 0);

  fac_mock_provider_fail_next (self->mock, "update", 2, FALSE, cut);
  edit_here (self, customer->id, "first@b.mx");
  edit_here (self, customer->id, "second@b.mx");
  while (sy_calls (self, "update") < 2)
    sy_pass (self, 1);
  sy_assert_outbox (self, "2.3 2.1");
  change_there (self, set_first_email);
  sy_pass (self, 60);
  g_assert_null (get_conflict (self, customer->id));
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "second@b.mx");
}

/* What the service has of our own, from an attempt whose answer was lost, is nobody's edit. */
static void
test_echo_beside_others (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  sy_fail (self, "update", FAC_API_ERROR_UNCERTAIN, TRUE);
  edit_here (self, customer->id, "first@b.mx");
  sy_assert_outbox (self, "2.3");
  change_there (self, set_phone);
  edit_here (self, customer->id, "second@b.mx");
  sy_pass (self, 60);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "second@b.mx");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->phone, ==, "5550001111");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/different-fields", test_different_fields);
  g_test_add_func ("/merge/same-change", test_same_change);
  g_test_add_func ("/merge/conflict/mine", test_conflict_mine);
  g_test_add_func ("/merge/conflict/theirs", test_conflict_theirs);
  g_test_add_func ("/merge/conflict/edited-again", test_edited_again);
  g_test_add_func ("/merge/conflict/edited-to-agree", test_edited_to_agree);
  g_test_add_func ("/merge/conflict/reopened", test_reopened);
  g_test_add_func ("/merge/conflict/held-back", test_held_back);
  g_test_add_func ("/merge/gone-there/reopened", test_gone_there_reopened);
  g_test_add_func ("/merge/gone-there/kept", test_gone_there_kept);
  g_test_add_func ("/merge/gone-there/let-go", test_gone_there_let_go);
  g_test_add_func ("/merge/deleted-here/deleted", test_deleted_here_edited_there);
  g_test_add_func ("/merge/deleted-here/brought-back", test_deleted_here_brought_back);
  g_test_add_func ("/merge/echo", test_echo);
  g_test_add_func ("/merge/echo/late", test_echo_late);
  g_test_add_func ("/merge/echo/beside-others", test_echo_beside_others);
  return g_test_run ();
}
