/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-foreign.h"

#include "fac-ids.h"

static char *
only_id (Fixture *self, FacEntity entity)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacQuery) query = fac_query_new (entity);
  g_autoptr (FacStorePage) page = NULL;

  fac_store_first_page_async (self->store, query, 2, NULL, fac_test_got, &result);
  page = fac_store_first_page_finish (self->store, fac_test_result (&result), NULL);
  g_assert_cmpuint (page->rows->len, ==, 1);
  return entity == FAC_ENTITY_CUSTOMER
             ? g_strdup (((FacCustomer *) page->rows->pdata[0])->id)
             : g_strdup (((FacDocumentSummary *) page->rows->pdata[0])->id);
}

/* A moment later, so that what was checked is older than the round. */
static void
sweep (Fixture *self)
{
  sy_pass (self, 1);
  sy_refresh (self);
}

static void
rename_foreign (Fixture *self, const FacRemoteItem *held, const char *name)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->remote_id = g_strdup (held->remote_id);
  item->customer = fac_customer_copy (held->customer);
  fac_set_string (&item->customer->legal_name, name);
  item->customer->updated_at = SY_NOW;
  fac_mock_provider_add (self->mock, item);
}

static void
test_edited (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  FacRemoteItem *held = sy_add_foreign_customer (self, "ANTES", 90 * DAY);
  g_autofree char *id = NULL;
  g_autoptr (FacCustomer) customer = NULL;

  sy_unlock (self);
  id = only_id (self, FAC_ENTITY_CUSTOMER);
  rename_foreign (self, held, "DESPUES");
  sweep (self);
  customer = sy_get_customer (self, id);
  g_assert_cmpstr (customer->legal_name, ==, "DESPUES");
}

static FacRemoteItem *
add_old_invoice (Fixture *self)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

  item->invoice = sy_make_foreign (1, 90 * DAY);
  item->invoice->uuid = fac_id_new ();
  return fac_mock_provider_add (self->mock, item);
}

static void
test_cancelled (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  FacRemoteItem *held = add_old_invoice (self);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  g_autofree char *id = NULL;

  sy_unlock (self);
  id = only_id (self, FAC_ENTITY_INVOICE);
  sy_assert_status (self, id, FAC_STATUS_TIMBRADA);
  item->remote_id = g_strdup (held->remote_id);
  item->invoice = fac_invoice_copy (held->invoice);
  item->invoice->status = FAC_STATUS_CANCELADA;
  fac_mock_provider_add (self->mock, item);
  sweep (self);
  sy_assert_status (self, id, FAC_STATUS_CANCELADA);
}

static void
test_deleted (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autofree char *customer =
      g_strdup (sy_add_foreign_customer (self, "AJENO", 90 * DAY)->remote_id);
  g_autofree char *draft = g_strdup (sy_add_foreign_draft (self, 90 * DAY)->remote_id);

  sy_add_foreign_products (self, 1);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 1);
  sy_remove_foreign (self, FAC_ENTITY_CUSTOMER, customer);
  sy_remove_foreign (self, FAC_ENTITY_INVOICE, draft);
  sy_remove_foreign (self, FAC_ENTITY_PRODUCT,
                     sy_held (self, FAC_ENTITY_PRODUCT)->remote_id);
  sweep (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 0);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 3); /* none vanished unasked */
}

/* What was issued is the person's proof, whatever the service says. */
static void
test_issued_stays (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autofree char *remote_id = g_strdup (add_old_invoice (self)->remote_id);

  sy_unlock (self);
  sy_remove_foreign (self, FAC_ENTITY_INVOICE, remote_id);
  sweep (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 1);
}

static guint
n_denials (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint n = 0;

  fac_store_get_history_async (self->store, id, NULL, fac_test_got, &result);
  events = fac_store_get_history_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((FacHistoryEvent *) events->pdata[i])->kind, "denied") ? 1 : 0;
  return n;
}

/* Its history says it, and it is not asked for at every sweep. */
static void
test_denied_is_remembered (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autofree char *remote_id = g_strdup (add_old_invoice (self)->remote_id);
  g_autofree char *id = NULL;

  sy_unlock (self);
  id = only_id (self, FAC_ENTITY_INVOICE);
  sy_remove_foreign (self, FAC_ENTITY_INVOICE, remote_id);
  for (guint i = 0; i < 3; i++)
    sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 1);
  g_assert_cmpuint (n_denials (self, id), ==, 1);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
  fac_test_clock_advance (self->clock, 31 * DAY);
  sy_quiet (self);
  sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 2);
  g_assert_cmpuint (n_denials (self, id), ==, 1);
  sy_assert_status (self, id, FAC_STATUS_TIMBRADA);
}

static void
test_moving_is_denied (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  FacRemoteItem *held;

  item->invoice = sy_make_foreign (1, 90 * DAY);
  item->invoice->status = FAC_STATUS_EN_PROCESO;
  held = fac_mock_provider_add (self->mock, item);
  sy_unlock (self);
  sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 1);
  sy_remove_foreign (self, FAC_ENTITY_INVOICE, held->remote_id);
  for (guint i = 0; i < 3; i++)
    sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 2);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 1);
}

/* Another account, or a service that lost everything: nothing vanishes here, and it is not asked without end. */
static void
test_denies_all (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 50, 90 * DAY);
  sy_add_foreign_products (self, 30);
  sy_unlock (self);
  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE), 0);
  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_PRODUCT), 0);
  sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 20);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_DENIED);
  sy_pass (self, 15 * 60);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 20);
  sweep (self);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 40);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_DENIED);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 50);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 30);
}

static void
remove_foreign_at (Fixture *self, guint position)
{
  GPtrArray *items = fac_mock_provider_items (self->mock, FAC_ENTITY_PRODUCT);
  g_autofree char *id =
      g_strdup (((FacRemoteItem *) g_ptr_array_index (items, position))->remote_id);

  sy_remove_foreign (self, FAC_ENTITY_PRODUCT, id);
}

/* Many deletions beside what is still there are believed. */
static void
test_denies_many (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign_products (self, 40);
  sy_unlock (self);
  for (guint i = 0; i < 25; i++)
    remove_foreign_at (self, 0);
  sweep (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 15);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
}

static FacConflict *
conflict_of (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_store_get_conflict_async (self->store, FAC_ENTITY_CUSTOMER, id, NULL, fac_test_got, &result);
  return fac_store_get_conflict_finish (self->store, fac_test_result (&result), NULL);
}

static void
remove_gone (Fixture *self, const char *remote_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (char *) remote_id);
  fac_store_remove_gone_async (self->store, FAC_ENTITY_CUSTOMER, ids, fac_test_got, &result);
  g_assert_true (fac_store_write_finish (self->store, fac_test_result (&result), NULL));
}

/* Deleted there, edited here: kept for the person, whichever learns of the other first. */
static void
test_deleted_with_edits (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacConflict) conflict = NULL;
  g_autofree char *remote_id = g_strdup (sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  fac_set_string (&edited->email, "nuevo@cliente.mx");
  sy_put_customer (self, edited);
  sy_remove_foreign (self, FAC_ENTITY_CUSTOMER, remote_id);
  remove_gone (self, remote_id);
  conflict = conflict_of (self, customer->id);
  g_assert_nonnull (conflict);
  g_assert_nonnull (conflict->mine);
  g_assert_nonnull (conflict->base);
  g_assert_null (conflict->theirs);
  sy_assert_outbox (self, "2.7");
}

static void
test_deleted_on_both_sides (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autofree char *remote_id = g_strdup (sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_remove_foreign (self, FAC_ENTITY_CUSTOMER, remote_id);
  remove_gone (self, remote_id);
  g_assert_null (conflict_of (self, customer->id));
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_quiet (self);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

/* Large windows are swept by the clock only, the one checked longest ago first, until 30 pages were read. */
static void
test_large (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  guint calls;

  sy_add_foreign (self, 2000, 400 * DAY);
  sy_add_foreign (self, 2000, 20 * DAY);
  sy_unlock (self);
  calls = sy_calls (self, "list");
  sweep (self);
  g_assert_cmpuint (sy_calls (self, "list") - calls, <, 4 + 8);
  sy_pass (self, 15 * 60);
  calls = sy_calls (self, "list");
  sy_pass (self, 15 * 60);
  g_assert_cmpuint (sy_calls (self, "list") - calls, >=, 4 + 30);
  g_assert_cmpuint (sy_calls (self, "list") - calls, <=, 4 + 59);
}

/* A window is compared piece by piece: what has gone is found in each. */
static void
test_pieces (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign_products (self, 2300);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 2300);
  remove_foreign_at (self, 2299);
  remove_foreign_at (self, 1150);
  remove_foreign_at (self, 0);
  sy_pass (self, 15 * 60);
  sy_pass (self, 15 * 60);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 2297);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 3);
}

/* Known by the totals: the list without dates is walked again. */
static void
test_late_draft (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  FacRemoteItem *draft;
  GPtrArray *items = fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE);

  sy_add_foreign (self, 150, 10 * DAY);
  sy_unlock (self);
  draft = fac_remote_item_ref (sy_add_foreign_draft (self, 90 * DAY));
  g_ptr_array_remove_index (items, items->len - 1);
  g_ptr_array_insert (items, 0, draft);
  sweep (self);
  sweep (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 151);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/edited", test_edited);
  g_test_add_func ("/sweep/cancelled", test_cancelled);
  g_test_add_func ("/sweep/deleted", test_deleted);
  g_test_add_func ("/sweep/issued-stays", test_issued_stays);
  g_test_add_func ("/sweep/denied-is-remembered", test_denied_is_remembered);
  g_test_add_func ("/sweep/moving-is-denied", test_moving_is_denied);
  g_test_add_func ("/sweep/denies-all", test_denies_all);
  g_test_add_func ("/sweep/denies-many", test_denies_many);
  g_test_add_func ("/sweep/deleted-with-edits", test_deleted_with_edits);
  g_test_add_func ("/sweep/deleted-on-both-sides", test_deleted_on_both_sides);
  g_test_add_func ("/sweep/large", test_large);
  g_test_add_func ("/sweep/pieces", test_pieces);
  g_test_add_func ("/sweep/late-draft", test_late_draft);
  return g_test_run ();
}
