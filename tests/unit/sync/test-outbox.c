/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of answers: a test for each row of the table. */
#include "sync-fixture.h"

static void
test_done (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = sy_stamp (self, customer);
  g_autoptr (FacInvoice) kept = sy_get_invoice (self, invoice->id);
  const FacRemoteItem *held = sy_held (self, FAC_ENTITY_INVOICE);

  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (kept->id, ==, held->external_id);
  g_assert_cmpstr (kept->uuid, ==, held->invoice->uuid);
  g_assert_cmpstr (held->invoice->customer->remote_id, ==,
                   sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
  g_assert_cmpuint (fac_sync_service_get_pending (self->sync), ==, 0);
}

static void
test_accepted (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  guint asked;

  fac_mock_provider_set_pending (self->mock, TRUE);
  invoice = sy_stamp (self, customer);
  sy_assert_outbox (self, "4.4");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_PROCESO);
  g_assert_cmpuint (fac_sync_service_get_pending (self->sync), ==, 1);
  sy_pass (self, 60);
  asked = sy_calls (self, "get");
  g_assert_cmpuint (asked, >=, 1);
  g_assert_cmpuint (asked, <=, 12);
  fac_mock_provider_settle (self->mock, sy_held (self, FAC_ENTITY_INVOICE)->remote_id, TRUE);
  sy_pass (self, 1200);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
  g_assert_true (g_str_has_prefix (self->said->str, "stamped "));
}

static void
test_accepted_then_failed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  fac_mock_provider_set_pending (self->mock, TRUE);
  invoice = sy_stamp (self, customer);
  fac_mock_provider_settle (self->mock, sy_held (self, FAC_ENTITY_INVOICE)->remote_id, FALSE);
  sy_pass (self, 20);
  sy_assert_outbox (self, "4.5");
  sy_assert_status (self, invoice->id, FAC_STATUS_NO_TIMBRADA);
  g_assert_true (g_str_has_prefix (self->said->str, "refused "));
}

/* A failed document cannot be edited nor stamped at the service: a new one takes its place. */
static void
try_failed_again (const char *conditions)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) edited = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *failed = NULL;

  fac_mock_provider_set_pending (self->mock, TRUE);
  invoice = sy_stamp (self, customer);
  failed = g_strdup (sy_held (self, FAC_ENTITY_INVOICE)->remote_id);
  fac_mock_provider_settle (self->mock, failed, FALSE);
  sy_pass (self, 20);
  sy_assert_status (self, invoice->id, FAC_STATUS_NO_TIMBRADA);
  fac_mock_provider_set_pending (self->mock, FALSE);
  edited = sy_get_invoice (self, invoice->id);
  fac_set_string (&edited->conditions, conditions);
  fac_store_queue_stamp_async (self->store, edited, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_pass (self, 20);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  kept = sy_get_invoice (self, invoice->id);
  g_assert_cmpstr (kept->remote_id, !=, failed);
  g_assert_cmpstr (kept->conditions, ==, conditions);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 2);
}

static void
test_failed_then_edited (void)
{
  try_failed_again ("30 días");
}

/* Corrected, and away from its page: it is a draft at the service again, and nobody asked for a stamp. */
static void
test_failed_then_saved (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) edited = NULL;

  fac_mock_provider_set_pending (self->mock, TRUE);
  invoice = sy_stamp (self, customer);
  fac_mock_provider_settle (self->mock, sy_held (self, FAC_ENTITY_INVOICE)->remote_id, FALSE);
  sy_pass (self, 20);
  sy_assert_status (self, invoice->id, FAC_STATUS_NO_TIMBRADA);
  fac_mock_provider_set_pending (self->mock, FALSE);
  edited = sy_get_invoice (self, invoice->id);
  fac_set_string (&edited->conditions, "30 días");
  sy_put_draft (self, edited);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 2);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_BORRADOR);
}

static void
test_failed_then_again (void)
{
  try_failed_again (NULL);
}

static void
test_transient (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (GError) down = sy_error (FAC_API_ERROR_SERVER, NULL, NULL, 0);

  fac_mock_provider_fail_next (self->mock, "create", 3, FALSE, down);
  customer = sy_save_customer (self, "CLIENTE");
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_TROUBLE);
  sy_pass (self, 1);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1); /* two seconds at least */
  sy_pass (self, 30);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 4);
  sy_assert_outbox (self, "");
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
}

static void
test_offline (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (GError) gone = sy_error (FAC_API_ERROR_OFFLINE, NULL, NULL, 0);
  guint probes;

  sy_fail (self, "create", FAC_API_ERROR_OFFLINE, FALSE);
  fac_mock_provider_fail_next (self->mock, "check", 5, FALSE, gone);
  customer = sy_save_customer (self, "CLIENTE");
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_OFFLINE);
  sy_assert_outbox (self, "1.1");
  sy_pass (self, 30);
  probes = sy_calls (self, "check");
  g_assert_cmpuint (probes, >=, 1);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  sy_pass (self, 600);
  g_assert_cmpuint (sy_calls (self, "check"), ==, 6); /* growing waits, none once it is back */
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  sy_assert_outbox (self, "");
}

/* However long it lasts, the way is tried every four minutes and more often. */
static void
test_offline_long (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (GError) gone = sy_error (FAC_API_ERROR_OFFLINE, NULL, NULL, 0);

  sy_fail (self, "create", FAC_API_ERROR_OFFLINE, FALSE);
  fac_mock_provider_fail_next (self->mock, "check", 1000, FALSE, gone);
  customer = sy_save_customer (self, "CLIENTE");
  for (guint i = 0; i < 8; i++)
    {
      const guint before = sy_calls (self, "check");

      sy_pass (self, 257);
      g_assert_cmpuint (sy_calls (self, "check"), >, before);
    }
  sy_assert_outbox (self, "1.1");
}

static void
test_simulated (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacInvoice) draft = NULL;

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  sy_unlock (self);
  draft = sy_save_draft (self, NULL);
  fac_sync_service_wake (self->sync, TRUE);
  sy_pass (self, 1800);
  g_assert_cmpuint (sy_calls (self, "create") + sy_calls (self, "list") + sy_calls (self, "check"),
                    ==, 0);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_OFFLINE);
  g_assert_cmpuint (fac_sync_service_get_pending (self->sync), ==, 1);
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_quiet (self);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 1);
}

static void
test_slow_down (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) first = NULL;
  g_autoptr (FacCustomer) second = NULL;
  g_autoptr (GError) slow = sy_error (FAC_API_ERROR_SLOW_DOWN, "rate_limit_exceeded", NULL, 120);
  const guint lists = sy_calls (self, "list");
  const FacRemoteItem *held;

  fac_mock_provider_fail_next (self->mock, "create", 1, FALSE, slow);
  first = sy_save_customer (self, "PRIMERO");
  second = sy_save_customer (self, "SEGUNDO");
  fac_sync_service_wake (self->sync, TRUE);
  sy_pass (self, 119);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpuint (sy_calls (self, "list"), ==, lists); /* the whole host */
  sy_pass (self, 20);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 3);
  held = g_ptr_array_index (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  g_assert_cmpstr (held->customer->legal_name, ==, "PRIMERO");
  g_assert_cmpuint (sy_calls (self, "list"), >, lists);
}

/* Without Retry-After each one in a row may wait twice as long. */
static void
test_slow_down_again (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (GError) slow = sy_error (FAC_API_ERROR_SLOW_DOWN, "rate_limit_exceeded", NULL, 0);

  fac_mock_provider_fail_next (self->mock, NULL, 40, FALSE, slow);
  customer = sy_save_customer (self, "CLIENTE");
  sy_pass (self, 1800);
  g_assert_cmpuint (sy_calls (self, "create") + sy_calls (self, "list"), <, 40);
}

static void
test_key (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) first = NULL;
  g_autoptr (FacCustomer) second = NULL;

  sy_fail (self, "create", FAC_API_ERROR_KEY, FALSE);
  first = sy_save_customer (self, "PRIMERO");
  second = sy_save_customer (self, "SEGUNDO");
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_KEY_REFUSED);
  sy_assert_outbox (self, "1.6 1.1");
  sy_pass (self, 1800);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  sy_unlock (self);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 2);
}

static void
test_account (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacCustomer) other = NULL;

  sy_fail (self, "stamp", FAC_API_ERROR_ACCOUNT, FALSE);
  invoice = sy_stamp (self, customer);
  sy_assert_outbox (self, "4.6");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_COLA);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_ACCOUNT);
  other = sy_save_customer (self, "OTRO"); /* needs no stamp */
  sy_assert_outbox (self, "4.6");
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
}

/* Another stamp that goes through says that the account may stamp again. */
static void
test_account_then_stamped (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) pending = NULL;
  g_autoptr (FacInvoice) refused = NULL;
  g_autofree char *remote_id = NULL;

  fac_mock_provider_set_pending (self->mock, TRUE);
  pending = sy_stamp (self, customer);
  sy_assert_outbox (self, "4.4");
  remote_id = g_strdup (sy_held (self, FAC_ENTITY_INVOICE)->remote_id);
  sy_fail (self, "stamp", FAC_API_ERROR_ACCOUNT, FALSE);
  refused = sy_stamp (self, customer);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_ACCOUNT);
  fac_mock_provider_settle (self->mock, remote_id, TRUE);
  sy_pass (self, 120);
  sy_assert_status (self, pending->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), !=, FAC_SYNC_ACCOUNT);
  sy_assert_status (self, refused->id, FAC_STATUS_EN_COLA);
}

/* A page that comes meanwhile does not take a document out of the queue, nor what is written in it. */
static void
test_account_then_page (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  const guint lists = sy_calls (self, "list");
  const FacRemoteItem *held;

  sy_fail (self, "stamp", FAC_API_ERROR_ACCOUNT, FALSE);
  invoice = sy_stamp (self, customer);
  held = sy_held (self, FAC_ENTITY_INVOICE);
  item->remote_id = g_strdup (held->remote_id);
  item->external_id = g_strdup (held->external_id);
  item->invoice = fac_invoice_copy (held->invoice);
  fac_set_string (&item->invoice->conditions, "De otros");
  fac_mock_provider_add (self->mock, item);
  sy_pass (self, 16 * 60);
  g_assert_cmpuint (sy_calls (self, "list"), >, lists);
  sy_assert_outbox (self, "4.6");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_COLA);
  kept = sy_get_invoice (self, invoice->id);
  g_assert_null (kept->conditions);
}

static void
test_refused (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) refusal = sy_error (FAC_API_ERROR_REFUSED, "invoice_stamping_validation_error",
                                         "customer.tax_id", 0);
  g_autofree char *said = NULL;
  const FacOutboxEntry *entry;

  fac_mock_provider_fail_next (self->mock, "stamp", 1, FALSE, refusal);
  invoice = sy_stamp (self, customer);
  sy_assert_status (self, invoice->id, FAC_STATUS_NO_TIMBRADA);
  entries = sy_outbox (self);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->state, ==, FAC_OUTBOX_REFUSED);
  g_assert_cmpstr (entry->error_code, ==, "wrong_field");
  g_assert_cmpstr (entry->error_path, ==, "customer.tax_id");
  g_assert_cmpstr (entry->error_message, ==, "This field is wrong.");
  g_assert_cmpstr (entry->error_log_id, ==, "log-1");
  said = g_strdup_printf ("refused %s ", invoice->id);
  g_assert_cmpstr (self->said->str, ==, said);
  g_assert_cmpuint (fac_sync_service_get_attention (self->sync), ==, 1);
  g_assert_cmpuint (fac_sync_service_get_pending (self->sync), ==, 0);
  sy_pass (self, 600);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1); /* the person decides */
}

/* What was corrected while the refusal was on its way takes the place of what was refused. */
static void
test_refused_then_newer (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacCustomer) corrected = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
  customer = sy_save_customer (self, "MAL ESCRITO");
  corrected = fac_customer_copy (customer);
  fac_set_string (&corrected->legal_name, "CLIENTE");
  sy_put_customer (self, corrected);
  sy_assert_outbox (self, "1.3 2.1");
  sy_fail (self, "create", FAC_API_ERROR_REFUSED, FALSE);
  sy_pass (self, 30);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->legal_name, ==, "CLIENTE");
  g_assert_cmpstr (self->said->str, ==, ""); /* nobody is told of what was put right already */
}

/* The service says that it is stamped already: look, adopt. */
static void
test_conflict (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  sy_fail (self, "stamp", FAC_API_ERROR_CONFLICT, TRUE);
  invoice = sy_stamp (self, customer);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
}

/* …or busy, which passes. */
static void
test_conflict_busy (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  sy_fail (self, "stamp", FAC_API_ERROR_CONFLICT, FALSE);
  invoice = sy_stamp (self, customer);
  sy_assert_outbox (self, "4.3");
  sy_pass (self, 10);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 2);
}

static void
test_waits_for_customer (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacCustomer) corrected = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacProduct) product = NULL;

  sy_fail (self, "create", FAC_API_ERROR_REFUSED, FALSE);
  customer = sy_save_customer (self, "CLIENTE MAL ESCRITO");
  invoice = sy_stamp (self, customer);
  product = sy_save_product (self, "Ratón"); /* nothing else is held up */
  sy_assert_outbox (self, "1.5 1.1 4.1");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_COLA);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 0);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 1);
  corrected = fac_customer_copy (customer);
  fac_set_string (&corrected->legal_name, "CLIENTE");
  sy_put_customer (self, corrected);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_INVOICE)->invoice->customer->remote_id, ==,
                   sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);
}

static void
test_order (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_NO_KEY);
  fac_store_queue_stamp_async (self->store, draft, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_assert_outbox (self, "1.1 1.1 4.1");
  /* a customer and an invoice */
  g_assert_cmpuint (fac_sync_service_get_pending (self->sync), ==, 2);
  sy_unlock (self);
  sy_assert_outbox (self, "");
  sy_assert_status (self, draft->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 1);
}

static void
test_stop (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = sy_stamp (self, customer);
  guint notified;

  fac_sync_service_set_provider (self->sync, FAC_PROVIDER (self->provider));
  while (sy_calls (self, "create") == 0)
    g_main_context_iteration (NULL, TRUE);
  notified = self->notified;
  sy_stop (self); /* what was on its way is kept, nothing more leaves */
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  sy_assert_outbox (self, "1.1 4.1");
  fac_connectivity_report (self->connectivity, FALSE);
  fac_connectivity_report (self->connectivity, TRUE);
  sy_pass (self, 1000);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpuint (self->notified, ==, notified);
  g_assert_cmpstr (self->said->str, ==, "");
  sy_restart (self);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class/done", test_done);
  g_test_add_func ("/class/accepted", test_accepted);
  g_test_add_func ("/class/accepted/then_failed", test_accepted_then_failed);
  g_test_add_func ("/class/accepted/failed_then_edited", test_failed_then_edited);
  g_test_add_func ("/class/accepted/failed-then-saved", test_failed_then_saved);
  g_test_add_func ("/class/accepted/failed_then_again", test_failed_then_again);
  g_test_add_func ("/class/transient", test_transient);
  g_test_add_func ("/class/transient/offline_then_online", test_offline);
  g_test_add_func ("/class/transient/offline_long", test_offline_long);
  g_test_add_func ("/outbox/simulated-offline", test_simulated);
  g_test_add_func ("/class/slow_down", test_slow_down);
  g_test_add_func ("/class/slow_down/again", test_slow_down_again);
  g_test_add_func ("/class/key", test_key);
  g_test_add_func ("/class/account", test_account);
  g_test_add_func ("/class/account/stamped", test_account_then_stamped);
  g_test_add_func ("/class/account/page", test_account_then_page);
  g_test_add_func ("/class/refused", test_refused);
  g_test_add_func ("/class/refused/newer", test_refused_then_newer);
  g_test_add_func ("/class/conflict/stamped", test_conflict);
  g_test_add_func ("/class/conflict/busy", test_conflict_busy);
  g_test_add_func ("/outbox/waits-for-customer", test_waits_for_customer);
  g_test_add_func ("/outbox/order", test_order);
  g_test_add_func ("/outbox/stop", test_stop);
  return g_test_run ();
}
