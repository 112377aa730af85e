/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-plan.h"
#include "sync-foreign.h"

#include <glib/gstdio.h>

static void
assert_pages (Fixture *self, FacEntity entity, const char *expected)
{
  g_autofree char *pages = sy_provider_pages (self->provider, entity);

  g_assert_cmpstr (pages, ==, expected);
}

/* ---- the first time -------------------------------------------------------------------------- */

static void
test_small (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 40, 0);
  sy_add_foreign_draft (self, 0);
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_CUSTOMER, "1");
  assert_pages (self, FAC_ENTITY_PRODUCT, "1");
  assert_pages (self, FAC_ENTITY_INVOICE, "1");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 41);
}

/* The newest page of all, then the window of dates; the drafts' list once more, to compare the totals. */
static void
test_first (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 250, 10 * DAY);
  sy_add_foreign_customer (self, "AJENO", 10 * DAY);
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_CUSTOMER, "1");
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 3 1");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 250);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

/* The first page can be read while the second is still on its way. */
static void
test_first_page (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_UNCERTAIN, NULL, NULL, 0);

  sy_add_foreign (self, 250, 10 * DAY);
  sy_provider_fail_page (self->provider, FAC_ENTITY_CUSTOMER, 1, cut);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), >=, 100);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), <, 250);
}

static void
test_beyond_page_30 (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 1600, 400 * DAY);
  sy_add_foreign (self, 1000, 40 * DAY);
  sy_add_foreign_draft (self, 30 * DAY); /* on no window of dates */
  sy_add_foreign (self, 700, 20 * DAY);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 3301);
  g_assert_cmpuint (sy_provider_most_at_once (self->provider), ==, 6); /* of which four are on the wire */
  g_assert_cmpuint (sy_calls (self, "list"), <, 90);
}

/* This service knows no cursors: customers are walked by windows of their creation, products as far as pages go. */
static void
test_parties_beyond_page_30 (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  for (guint i = 0; i < 3200; i++)
    sy_add_foreign_customer (self, "AJENO", i * DAY / 10);
  sy_add_foreign_products (self, 3100);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 3200);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 3000);
}

/* Products have no dates: what is behind page 30 is walked by cursors, and a walk that was cut goes on where it was. */
static void
test_cursors (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_UNCERTAIN, NULL, NULL, 0);
  guint calls;

  fac_mock_provider_set_cursors (self->mock, TRUE);
  sy_add_foreign_products (self, 3350);
  sy_provider_fail_page (self->provider, FAC_ENTITY_PRODUCT, -20, cut);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 1900);
  calls = sy_calls (self, "list");
  sy_restart (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 3350);
  /* 15 pages that were missing, and what each start asks for */
  g_assert_cmpuint (sy_calls (self, "list") - calls, <, 15 + 8);
}

/* It is on no window of dates, and behind the first page of the list without dates. */
static void
test_old_draft (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign_draft (self, 50 * DAY);
  sy_add_foreign (self, 250, 10 * DAY);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 251);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 3 1 2 3");
}

static void
test_resumed (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_UNCERTAIN, NULL, NULL, 0);

  sy_add_foreign (self, 250, 10 * DAY);
  sy_provider_fail_page (self->provider, FAC_ENTITY_INVOICE, 2, cut);
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 3");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 150);
  sy_restart (self);
  /* what is new, dated and not, then the page that is missing, then the totals */
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 1");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 250);
}

static void
test_resumed_by_itself (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_SERVER, NULL, NULL, 0);

  sy_add_foreign (self, 150, 10 * DAY);
  sy_provider_fail_page (self->provider, FAC_ENTITY_INVOICE, 2, cut);
  sy_unlock (self);
  sy_pass (self, 10);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 1 1 2 1");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 150);
}

static void
on_progress (GObject *object, GParamSpec *pspec, gpointer data)
{
  g_autofree char *text = NULL;

  g_object_get (object, "progress", &text, NULL);
  if (text != NULL)
    g_ptr_array_add (data, g_steal_pointer (&text));
}

static void
test_progress (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *at_last = NULL;

  sy_add_foreign (self, 250, 10 * DAY);
  g_signal_connect (self->sync, "notify::progress", G_CALLBACK (on_progress), said);
  sy_unlock (self);
  g_assert_cmpuint (said->len, >=, 2);
  g_assert_cmpstr (said->pdata[0], ==, "Fetching invoices: 0 of 250");
  g_assert_cmpstr (said->pdata[1], ==, "Fetching invoices: 100 of 250");
  g_object_get (self->sync, "progress", &at_last, NULL);
  g_assert_null (at_last);
}

/* The history waits, also for the next start; what is new comes. */
static void
test_paused (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 250, 10 * DAY);
  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 100);
  sy_add_foreign (self, 1, 0);
  sy_restart (self);
  g_assert_true (fac_sync_service_get_pull_paused (self->sync));
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 101);
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 251);
}

/* A draft has no date: a round finds what was begun elsewhere on the list without dates, not by the sweep. */
static void
test_new_draft (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  sy_add_foreign (self, 250, 10 * DAY);
  sy_unlock (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 250);
  fac_sync_service_set_pull_paused (self->sync, TRUE); /* no sweep */
  sy_add_foreign_draft (self, 0);
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 251);
}

/* ---- later ----------------------------------------------------------------------------------- */

static void
test_increment (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  guint calls;

  sy_add_foreign (self, 400, 10 * DAY);
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1 2 3 4 1");
  sy_add_foreign (self, 10, 0);
  sy_pass (self, 14 * 60);
  assert_pages (self, FAC_ENTITY_INVOICE, "");
  calls = sy_calls (self, "list");
  fac_sync_service_set_pull_paused (self->sync, TRUE); /* without a sweep */
  sy_pass (self, 70);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 1");
  g_assert_cmpuint (sy_calls (self, "list") - calls, ==, 4); /* one for each list */
  g_assert_cmpint (sy_provider_last_from (self->provider), ==, SY_NOW - 4 * DAY);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 410);
}

/* More than the service answers: the newest window is walked as the history was. */
static void
test_long_away (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_add_foreign (self, 3100, 0);
  sy_refresh (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 3100);
}

static void
test_moving (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  FacRemoteItem *held;
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  guint gets;

  sy_add_foreign (self, 900, 5 * DAY); /* so that it is on none of the pages asked for */
  item->invoice = sy_make_foreign (1, 30 * DAY);
  item->invoice->status = FAC_STATUS_EN_PROCESO;
  held = fac_mock_provider_add (self->mock, item);
  g_ptr_array_insert (fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE), 0,
                      fac_remote_item_ref (held));
  g_ptr_array_remove_index (fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE),
                            (guint) fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE)->len - 1);
  sy_unlock (self);
  gets = sy_calls (self, "get");
  fac_mock_provider_settle (self->mock, item->remote_id, TRUE);
  sy_refresh (self);
  g_assert_cmpuint (sy_calls (self, "get") - gets, ==, 1);
  sy_refresh (self);
  g_assert_cmpuint (sy_calls (self, "get") - gets, ==, 1); /* it has come to rest */
}

static void
test_focus (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  const guint calls = sy_calls (self, "list");

  sy_pass (self, 4 * 60);
  fac_sync_service_focus (self->sync);
  sy_quiet (self);
  g_assert_cmpuint (sy_calls (self, "list"), ==, calls);
  sy_pass (self, 60);
  fac_sync_service_focus (self->sync);
  sy_quiet (self);
  g_assert_cmpuint (sy_calls (self, "list"), >, calls);
}

static void
test_asked_for (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  sy_add_foreign_customer (self, "AJENO", 0);
  sy_wake (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

/* A page read before an edit was acknowledged is older than the edit. */
static void
test_stale_page (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacCustomer) kept = NULL;
  g_autofree char *usual = NULL;
  g_autofree char *asked = NULL;

  fac_set_string (&edited->email, "nuevo@cliente.mx");
  for (guint i = 0; i < 2; i++)
    {
      g_free (usual);
      g_free (sy_provider_pages (self->provider, FAC_ENTITY_INVOICE));
      fac_sync_service_wake (self->sync, TRUE);
      sy_quiet (self);
      usual = sy_provider_pages (self->provider, FAC_ENTITY_INVOICE);
    }
  sy_provider_hold_list (self->provider);
  fac_sync_service_wake (self->sync, TRUE);
  while (!sy_provider_holds (self->provider))
    g_main_context_iteration (NULL, TRUE);
  fac_store_save_customer_async (self->store, edited, TRUE, NULL, NULL);
  fac_sync_service_wake (self->sync, FALSE);
  while (sy_calls (self, "update") == 0 || fac_sync_service_get_pending (self->sync) > 0)
    g_main_context_iteration (NULL, TRUE);
  sy_provider_release_list (self->provider);
  sy_quiet (self);
  asked = sy_provider_pages (self->provider, FAC_ENTITY_INVOICE);
  g_assert_cmpuint (strlen (asked), >, strlen (usual)); /* the page that was held, once more */
  kept = sy_get_customer (self, customer->id);
  g_assert_cmpstr (kept->email, ==, "nuevo@cliente.mx");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->email, ==, "nuevo@cliente.mx");
}

static gboolean
has_xml (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_get_xml_async (self->store, id, NULL, fac_test_got, &result);
  xml = fac_store_get_xml_finish (self->store, fac_test_result (&result), &error);
  g_assert_no_error (error);
  return xml != NULL;
}

static void
test_xml (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = sy_stamp (self, customer);

  g_assert_true (has_xml (self, invoice->id));
}

/* Owed while it cannot be verified; the others get theirs; tried again later. */
static void
test_xml_owed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) first = NULL;
  g_autoptr (FacInvoice) second = NULL;

  sy_provider_set_unsealed (self->provider, TRUE);
  first = sy_stamp (self, customer);
  sy_assert_status (self, first->id, FAC_STATUS_TIMBRADA);
  g_assert_false (has_xml (self, first->id));
  g_assert_cmpuint (sy_calls (self, "download"), ==, 1);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "download"), ==, 1);
  sy_provider_set_unsealed (self->provider, FALSE);
  second = sy_stamp (self, customer);
  g_assert_true (has_xml (self, second->id));
  g_assert_false (has_xml (self, first->id));
  sy_pass (self, 15 * 60);
  g_assert_true (has_xml (self, first->id));
}

static void
test_xml_cut (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  sy_provider_set_unsealed (self->provider, TRUE);
  sy_fail (self, "download", FAC_API_ERROR_UNCERTAIN, FALSE);
  invoice = sy_stamp (self, customer);
  g_assert_false (has_xml (self, invoice->id));
  sy_provider_set_unsealed (self->provider, FALSE);
  sy_pass (self, 10);
  g_assert_true (has_xml (self, invoice->id));
}

static void
remove_files (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "xml", "2026", "11", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
}

/* A file that has gone from the folder comes back by itself. */
static void
test_xml_gone (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = sy_stamp (self, customer);

  remove_files (self);
  sy_restart (self);
  sy_quiet (self);
  sy_pass (self, 5);
  g_assert_true (has_xml (self, invoice->id));
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

/* Paused, what others stamped is only counted, also after a restart; what is stamped here is whole at once. */
static void
test_xml_paused (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_add_issued (self, 3, 0);
  sy_refresh (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 3);
  g_assert_cmpuint (sy_provider_files (self->provider), ==, 0);
  invoice = sy_stamp (self, customer);
  sy_quiet (self);
  g_assert_true (has_xml (self, invoice->id));
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 3);
  sy_restart (self);
  sy_quiet (self);
  sy_pass (self, 60);
  g_assert_true (fac_sync_service_get_pull_paused (self->sync));
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 3);
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

/* A long history goes in batches with a pause between them. */
static void
test_xml_throttled (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  fac_sync_service_set_pull_paused (self->sync, TRUE);
  sy_add_issued (self, 25, 0);
  sy_refresh (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 25);
  fac_sync_service_set_pull_paused (self->sync, FALSE);
  sy_quiet (self);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 5);
  sy_pass (self, 3);
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
}

static void
on_walked (FacSyncService *sync, GParamSpec *pspec, SyProvider *provider)
{
  g_signal_handlers_disconnect_by_data (sync, provider);
  sy_provider_hold_list (provider);
}

/* The newest files come while the history is still walked, a few at a time. */
static void
test_xml_meanwhile (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  const gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autofree char *progress = NULL;

  sy_add_issued (self, 900, 10 * DAY);
  g_signal_connect (self->sync, "notify::progress", G_CALLBACK (on_walked), self->provider);
  fac_sync_service_set_provider (self->sync, FAC_PROVIDER (self->provider));
  while (sy_provider_files (self->provider) < 2 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_object_get (self->sync, "progress", &progress, NULL);
  g_assert_nonnull (progress);
  g_assert_cmpuint (sy_provider_files (self->provider), ==, 2);
  sy_provider_release_list (self->provider);
  sy_quiet (self);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 900);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull/small", test_small);
  g_test_add_func ("/pull/first", test_first);
  g_test_add_func ("/pull/first-page", test_first_page);
  g_test_add_func ("/pull/beyond-page-30", test_beyond_page_30);
  g_test_add_func ("/pull/parties-beyond-page-30", test_parties_beyond_page_30);
  g_test_add_func ("/pull/cursors", test_cursors);
  g_test_add_func ("/pull/old-draft", test_old_draft);
  g_test_add_func ("/pull/new-draft", test_new_draft);
  g_test_add_func ("/pull/progress", test_progress);
  g_test_add_func ("/pull/paused", test_paused);
  g_test_add_func ("/pull/long-away", test_long_away);
  g_test_add_func ("/pull/moving", test_moving);
  g_test_add_func ("/pull/focus", test_focus);
  g_test_add_func ("/pull/resumed", test_resumed);
  g_test_add_func ("/pull/resumed-by-itself", test_resumed_by_itself);
  g_test_add_func ("/pull/increment", test_increment);
  g_test_add_func ("/pull/asked-for", test_asked_for);
  g_test_add_func ("/pull/stale-page", test_stale_page);
  g_test_add_func ("/xml/fetched", test_xml);
  g_test_add_func ("/xml/owed", test_xml_owed);
  g_test_add_func ("/xml/cut", test_xml_cut);
  g_test_add_func ("/xml/gone", test_xml_gone);
  g_test_add_func ("/xml/paused", test_xml_paused);
  g_test_add_func ("/xml/meanwhile", test_xml_meanwhile);
  g_test_add_func ("/xml/throttled", test_xml_throttled);
  return g_test_run ();
}
