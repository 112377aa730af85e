/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did it happen?": a test for each row of the table of resolutions. */
#include "sync-fixture.h"

static void
test_create_executed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (FacInvoice) kept = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  draft = sy_save_draft (self, NULL);
  sy_assert_outbox (self, "1.3");
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  kept = sy_get_invoice (self, draft->id);
  g_assert_cmpstr (kept->remote_id, ==, sy_held (self, FAC_ENTITY_INVOICE)->remote_id);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 1);
}

static void
test_create_not_executed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = NULL;

  sy_fail (self, "create", FAC_API_ERROR_SERVER, FALSE);
  draft = sy_save_draft (self, NULL);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_TROUBLE);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_INVOICE)->external_id, ==, draft->id);
  g_assert_cmpint (fac_sync_service_get_state (self->sync), ==, FAC_SYNC_IDLE);
}

/* Executed, answered as if the key were somebody else's. */
static void
test_create_key_in_use (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (GError) used = sy_error (FAC_API_ERROR_CONFLICT, "idempotency_key_in_use", NULL, 0);

  fac_mock_provider_fail_next (self->mock, "create", 1, TRUE, used);
  draft = sy_save_draft (self, NULL);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_INVOICE)->external_id, ==, draft->id);
}

/* The key is used up and nothing of ours is there: not at once, then with another key. */
static void
test_create_key_lost (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (GError) used = sy_error (FAC_API_ERROR_CONFLICT, "idempotency_key_in_use", NULL, 0);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) meanwhile = NULL;
  g_autoptr (GPtrArray) after = NULL;

  fac_mock_provider_fail_next (self->mock, "create", 4, FALSE, used);
  draft = sy_save_draft (self, NULL);
  sy_assert_outbox (self, "1.3");
  before = sy_outbox (self);
  while (sy_calls (self, "create") < 3)
    sy_pass (self, 1);
  meanwhile = sy_outbox (self); /* the request that holds the key may still be at work */
  g_assert_cmpstr (((FacOutboxEntry *) meanwhile->pdata[0])->idempotency_key, ==,
                   ((FacOutboxEntry *) before->pdata[0])->idempotency_key);
  while (sy_calls (self, "create") < 4)
    sy_pass (self, 1);
  after = sy_outbox (self);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((FacOutboxEntry *) after->pdata[0])->idempotency_key, !=,
                   ((FacOutboxEntry *) before->pdata[0])->idempotency_key);
  g_assert_cmpstr (((FacOutboxEntry *) after->pdata[0])->payload_hash, ==,
                   ((FacOutboxEntry *) before->pdata[0])->payload_hash);
  sy_pass (self, 120);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 1);
}

static void
test_stamp_executed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  g_autofree char *said = NULL;

  sy_fail (self, "stamp", FAC_API_ERROR_UNCERTAIN, TRUE);
  invoice = sy_stamp (self, customer);
  sy_assert_outbox (self, "4.3");
  sy_assert_status (self, invoice->id, FAC_STATUS_ENVIANDOSE);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  kept = sy_get_invoice (self, invoice->id);
  g_assert_cmpstr (kept->uuid, ==, sy_held (self, FAC_ENTITY_INVOICE)->invoice->uuid);
  said = g_strdup_printf ("stamped %s ", invoice->id);
  g_assert_cmpstr (self->said->str, ==, said);
}

static void
test_stamp_not_executed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  sy_fail (self, "stamp", FAC_API_ERROR_UNCERTAIN, FALSE);
  invoice = sy_stamp (self, customer);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 2);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 1);
}

static void
test_stamp_cut_while_pending (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = NULL;

  fac_mock_provider_set_pending (self->mock, TRUE);
  sy_fail (self, "stamp", FAC_API_ERROR_UNCERTAIN, TRUE);
  invoice = sy_stamp (self, customer);
  sy_pass (self, 10);
  sy_assert_outbox (self, "4.4");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_PROCESO);
  fac_mock_provider_settle (self->mock, sy_held (self, FAC_ENTITY_INVOICE)->remote_id, TRUE);
  sy_pass (self, 60);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
}

/* Ended by kill -9 while the request was on its way: it had been executed. */
static void
test_stamp_crashed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) invoice = sy_save_draft (self, customer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacOutboxEntry) entry = NULL;

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  fac_store_queue_stamp_async (self->store, invoice, fac_test_got, &result);
  sy_write_done (self, &result);
  fac_store_claim_next_async (self->store, SY_NOW, fac_test_got, &result);
  entry = fac_store_claim_next_finish (self->store, fac_test_result (&result), NULL, NULL);
  g_assert_cmpint (entry->verb, ==, FAC_OUTBOX_STAMP);
  g_clear_object (&result);
  fac_provider_stamp_async (FAC_PROVIDER (self->provider), entry->remote_id, NULL, fac_test_got,
                            &result);
  fac_test_result (&result);
  sy_restart (self);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2); /* the customer and the draft */
}

static void
test_update (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = sy_save_draft (self, NULL);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);

  fac_set_string (&edited->conditions, "30 días");
  sy_fail (self, "update", FAC_API_ERROR_UNCERTAIN, FALSE);
  sy_put_draft (self, edited);
  sy_assert_outbox (self, "2.3");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "get"), ==, 2); /* before each attempt */
  g_assert_cmpuint (sy_calls (self, "update"), ==, 2);
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_INVOICE)->invoice->conditions, ==, "30 días");
  sy_assert_outbox (self, "");
}

/* Switched off between the look and the request: it does not leave. */
static void
test_update_switched_off (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = sy_save_draft (self, NULL);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);
  g_autoptr (GAsyncResult) result = NULL;

  fac_set_string (&edited->conditions, "30 días");
  fac_store_save_draft_async (self->store, edited, TRUE, fac_test_got, &result);
  g_assert_true (fac_store_write_finish (self->store, fac_test_result (&result), NULL));
  fac_sync_service_wake (self->sync, FALSE);
  while (sy_calls (self, "get") == 0)
    g_main_context_iteration (NULL, TRUE);
  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  sy_quiet (self);
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0);
  sy_assert_outbox (self, "2.1");
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "update"), ==, 1);
  sy_assert_outbox (self, "");
}

/* Stamped elsewhere, as another program of the same organization does it. */
static void
stamp_elsewhere (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_stamp_async (FAC_PROVIDER (self->provider),
                            sy_held (self, FAC_ENTITY_INVOICE)->remote_id, NULL, fac_test_got,
                            &result);
  fac_test_result (&result);
}

/* Returns: (transfer full): the detail of the only event of @kind */
static char *
only_event (Fixture *self, const char *id, const char *kind)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  char *detail = NULL;
  guint told = 0;

  fac_store_get_history_async (self->store, id, NULL, fac_test_got, &result);
  events = fac_store_get_history_finish (self->store, fac_test_result (&result), NULL);
  for (guint i = 0; i < events->len; i++)
    if (g_str_equal (((FacHistoryEvent *) events->pdata[i])->kind, kind))
      {
        told++;
        g_free (detail);
        detail = g_strdup (((FacHistoryEvent *) events->pdata[i])->detail);
      }
  g_assert_cmpuint (told, ==, 1);
  return detail;
}

/* What the service has of @id counts; what was written here is a draft that was not sent. */
static void
assert_kept (Fixture *self, const char *id, const char *conditions)
{
  g_autofree char *kept_id = only_event (self, id, "overtaken");
  g_autofree char *origin = only_event (self, kept_id, "kept");
  g_autofree char *said = g_strdup_printf ("overtaken %s %s ", id, kept_id);
  g_autoptr (FacInvoice) kept = sy_get_invoice (self, kept_id);
  g_autoptr (FacInvoice) stamped = sy_get_invoice (self, id);

  g_assert_cmpstr (origin, ==, id);
  g_assert_cmpstr (self->said->str, ==, said);
  g_assert_cmpstr (kept->conditions, ==, conditions);
  g_assert_cmpint (kept->status, ==, FAC_STATUS_BORRADOR);
  g_assert_null (kept->uuid);
  g_assert_null (kept->remote_id);
  g_assert_cmpuint (kept->lines->len, ==, 1);
  g_assert_cmpint (stamped->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_null (stamped->conditions);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 1);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 2);
}

/* Somebody stamped it elsewhere: what the service has counts, and nothing typed is lost. */
static void
test_update_of_stamped (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);

  stamp_elsewhere (self);
  fac_set_string (&edited->conditions, "30 días");
  sy_put_draft (self, edited);
  assert_kept (self, draft->id, "30 días");
  g_assert_null (sy_held (self, FAC_ENTITY_INVOICE)->invoice->conditions);
  sy_pass (self, 60);
  sy_wake (self);
  assert_kept (self, draft->id, "30 días"); /* once, and it stays */
}

/* Put in the queue with edits: there is one stamp, which is not ours, and none is said to be. */
static void
test_stamp_of_stamped (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);
  g_autoptr (GAsyncResult) result = NULL;

  stamp_elsewhere (self);
  fac_set_string (&edited->conditions, "30 días");
  fac_store_queue_stamp_async (self->store, edited, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_pass (self, 30);
  assert_kept (self, draft->id, "30 días");
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1); /* that of elsewhere */
}

/* The document @id is shown as the service stamped it: from what it answered, or with the same words. */
static void
assert_theirs (Fixture *self, const char *id, const char *conditions)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean complete = FALSE;

  sy_assert_status (self, id, FAC_STATUS_TIMBRADA);
  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  kept = fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, &complete,
                                       NULL);
  if (complete)
    g_assert_cmpstr (kept->conditions, ==, conditions);
  else
    g_assert_nonnull (body);
}

/* Edited and stamped elsewhere between two rounds: what is here is what was stamped. */
static void
test_edited_and_stamped_elsewhere (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);

  fac_set_string (&sy_held (self, FAC_ENTITY_INVOICE)->invoice->conditions, "De otros");
  stamp_elsewhere (self);
  fac_sync_service_wake (self->sync, TRUE);
  sy_quiet (self);
  assert_theirs (self, draft->id, "De otros");
}

/* Edited elsewhere after it was saved from here: our stamp stamps theirs. */
static void
test_stamp_of_edited_elsewhere (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (GAsyncResult) result = NULL;

  fac_set_string (&sy_held (self, FAC_ENTITY_INVOICE)->invoice->conditions, "De otros");
  fac_store_queue_stamp_async (self->store, draft, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "stamp"), ==, 1);
  assert_theirs (self, draft->id, "De otros");
}

/* As everybody knew it: what was written here stays whole. */
static void
test_stamp_of_same (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_stamp (self, customer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  gboolean complete = FALSE;

  sy_assert_status (self, draft->id, FAC_STATUS_TIMBRADA);
  fac_store_get_invoice_async (self->store, draft->id, NULL, fac_test_got, &result);
  kept = fac_store_get_invoice_finish (self->store, fac_test_result (&result), NULL, &complete,
                                       NULL);
  g_assert_true (complete);
  g_assert_cmpuint (kept->lines->len, ==, 1);
}

/* Without edits there is nothing to keep. */
static void
test_update_of_same_stamped (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  fac_set_string (&edited->conditions, "30 días");
  sy_put_draft (self, edited);
  fac_set_string (&edited->conditions, NULL);
  sy_put_draft (self, edited);
  stamp_elsewhere (self);
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  sy_assert_status (self, draft->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpstr (self->said->str, ==, "");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 1);
}

/* Deleted here: nothing of it is kept, and the person is told why it is not gone. */
static void
test_delete_of_stamped_edit (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (FacInvoice) edited = fac_invoice_copy (draft);

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  fac_set_string (&edited->conditions, "30 días");
  sy_put_draft (self, edited);
  sy_delete (self, FAC_ENTITY_INVOICE, draft->id);
  stamp_elsewhere (self);
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_pass (self, 10);
  sy_assert_outbox (self, "3.5");
  g_assert_null (strstr (self->said->str, "overtaken"));
}

static void
test_update_of_gone (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacCustomer) edited = fac_customer_copy (customer);
  g_autoptr (FacCustomer) kept = NULL;

  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  fac_set_string (&edited->email, "a@b.mx");
  sy_put_customer (self, edited);
  sy_assert_outbox (self, "2.7"); /* for the person to decide */
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0);
  kept = sy_get_customer (self, customer->id);
  g_assert_cmpstr (kept->email, ==, "a@b.mx");
}

static void
test_customer_repeated (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  customer = sy_save_customer (self, "CLIENTE");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

static void
test_product_adopted (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacProduct) product = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  product = sy_save_product (self, "Ratón");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 1);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 1);
}

/* The service was slow: what is not found at once may be found a moment later. */
static void
test_product_late (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacProduct) product = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
  product = sy_save_product (self, "Ratón");
  while (sy_calls (self, "list") == 0 || sy_calls (self, "create") == 0)
    sy_pass (self, 1);
  for (guint before = sy_calls (self, "list"); sy_calls (self, "list") == before;)
    sy_pass (self, 1);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1); /* looked for in vain, and not repeated */
  item->product = fac_product_copy (product);
  item->product->created_at = SY_NOW + G_USEC_PER_SEC;
  fac_mock_provider_add (self->mock, item);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 1);
  sy_assert_outbox (self, "");
}

/* An equal one that is older than our first attempt is not ours. */
static void
test_product_repeated (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacProduct) first = sy_save_product (self, "Ratón");
  g_autoptr (FacProduct) second = NULL;

  sy_pass (self, 60);
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
  second = sy_save_product (self, "Ratón");
  sy_pass (self, 30);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 3);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 2);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT), ==, 2);
}

/* The person's own words of a draft, as the service would have them. Returns: (transfer none) */
static FacRemoteItem *
add_elsewhere (Fixture *self, const FacInvoice *draft, const char *external_id,
               FacDocumentStatus status)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

  item->external_id = g_strdup (external_id);
  item->invoice = fac_invoice_copy (draft);
  item->invoice->status = status;
  return fac_mock_provider_add (self->mock, item);
}

/* What failed, or was cancelled, under the same name is not what was asked for now. */
static void
test_create_beside_ended (void)
{
  static const FacDocumentStatus ended[] = { FAC_STATUS_NO_TIMBRADA, FAC_STATUS_CANCELADA };

  for (guint i = 0; i < G_N_ELEMENTS (ended); i++)
    {
      g_autoptr (Fixture) self = sy_new (FALSE);
      g_autoptr (FacInvoice) draft = NULL;
      g_autoptr (FacInvoice) kept = NULL;
      const FacRemoteItem *other;

      sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
      draft = sy_save_draft (self, NULL);
      other = add_elsewhere (self, draft, draft->id, ended[i]);
      sy_pass (self, 10);
      g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
      g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 2);
      kept = sy_get_invoice (self, draft->id);
      g_assert_cmpstr (kept->remote_id, !=, other->remote_id);
      sy_assert_status (self, draft->id, FAC_STATUS_BORRADOR);
    }
}

/* The person's own number may stand on several documents: the key tells which one this was. */
static void
test_create_with_own_number (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) first = sy_save_draft (self, NULL);
  g_autoptr (FacInvoice) second = fac_invoice_duplicate (first);
  g_autoptr (FacInvoice) kept = NULL;
  const FacRemoteItem *other;

  other = add_elsewhere (self, first, "PEDIDO 7", FAC_STATUS_BORRADOR);
  fac_set_string (&second->external_id, "PEDIDO 7");
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  sy_put_draft (self, second);
  sy_assert_outbox (self, "1.3");
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2); /* of the first, and of this one */
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 3);
  kept = sy_get_invoice (self, second->id);
  g_assert_nonnull (kept->remote_id);
  g_assert_cmpstr (kept->remote_id, !=, other->remote_id);
  g_assert_cmpstr (kept->external_id, ==, "PEDIDO 7");
}

/* The newest draft of the service is not ours because it was asked for by our id. */
static void
test_invoice_of_others (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = NULL;
  g_autoptr (FacInvoice) kept = NULL;
  const FacRemoteItem *other;

  sy_provider_set_careless (self->provider);
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
  draft = sy_save_draft (self, NULL);
  other = add_elsewhere (self, draft, "of another program", FAC_STATUS_BORRADOR);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  kept = sy_get_invoice (self, draft->id);
  g_assert_cmpstr (kept->remote_id, !=, other->remote_id);
}

/* An equal one that somebody else made before our first attempt is theirs. */
static void
test_product_of_others (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_PRODUCT);
  g_autoptr (FacProduct) product = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, FALSE);
  product = sy_save_product (self, "Ratón");
  item->product = fac_product_copy (product);
  item->product->created_at = SY_NOW - 3600 * (gint64) G_USEC_PER_SEC;
  fac_mock_provider_add (self->mock, item);
  sy_pass (self, 30);
  g_assert_cmpuint (sy_calls (self, "create"), ==, 2);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT), ==, 2);
}

static void
test_delete_draft (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) draft = sy_save_draft (self, NULL);

  sy_fail (self, "remove", FAC_API_ERROR_UNCERTAIN, TRUE);
  sy_delete (self, FAC_ENTITY_INVOICE, draft->id);
  sy_assert_outbox (self, "3.3");
  g_assert_cmpuint (sy_calls (self, "get"), ==, 1);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 1);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_INVOICE), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 0);
}

/* The same call would cancel it. */
static void
test_delete_stamped (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  g_autoptr (FacInvoice) draft = sy_save_draft (self, customer);
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_stamp_async (FAC_PROVIDER (self->provider),
                            sy_held (self, FAC_ENTITY_INVOICE)->remote_id, NULL, fac_test_got,
                            &result);
  fac_test_result (&result);
  sy_delete (self, FAC_ENTITY_INVOICE, draft->id);
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 0);
  sy_assert_outbox (self, "3.5");
  g_assert_cmpuint (fac_sync_service_get_attention (self->sync), ==, 1);
}

static void
test_delete_gone (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  g_ptr_array_set_size (fac_mock_provider_items (self->mock, FAC_ENTITY_CUSTOMER), 0);
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

/* Repeated until the service no longer has it. */
static void
test_delete_repeated (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacProduct) product = sy_save_product (self, "Ratón");
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");

  sy_fail (self, "remove", FAC_API_ERROR_UNCERTAIN, FALSE);
  sy_delete (self, FAC_ENTITY_PRODUCT, product->id);
  sy_assert_outbox (self, "3.3");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 2);
  sy_fail (self, "remove", FAC_API_ERROR_UNCERTAIN, TRUE);
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 3);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_PRODUCT) + sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_PRODUCT) + sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/create_invoice/executed-then-cut", test_create_executed);
  g_test_add_func ("/resolve/create_invoice/cut-before", test_create_not_executed);
  g_test_add_func ("/resolve/create_invoice/key-in-use", test_create_key_in_use);
  g_test_add_func ("/resolve/create_invoice/key-lost", test_create_key_lost);
  g_test_add_func ("/resolve/create_invoice/own-number", test_create_with_own_number);
  g_test_add_func ("/resolve/create_invoice/of-others", test_invoice_of_others);
  g_test_add_func ("/resolve/create_invoice/beside-ended", test_create_beside_ended);
  g_test_add_func ("/resolve/stamp/executed-then-cut", test_stamp_executed);
  g_test_add_func ("/resolve/stamp/cut-before", test_stamp_not_executed);
  g_test_add_func ("/resolve/stamp/cut-while-pending", test_stamp_cut_while_pending);
  g_test_add_func ("/resolve/stamp/killed", test_stamp_crashed);
  g_test_add_func ("/resolve/update/read-then-repeated", test_update);
  g_test_add_func ("/resolve/update/switched-off", test_update_switched_off);
  g_test_add_func ("/resolve/update/stamped-elsewhere", test_update_of_stamped);
  g_test_add_func ("/resolve/stamp/stamped-elsewhere", test_stamp_of_stamped);
  g_test_add_func ("/resolve/update/same-stamped-elsewhere", test_update_of_same_stamped);
  g_test_add_func ("/resolve/delete_draft/stamped-with-edits", test_delete_of_stamped_edit);
  g_test_add_func ("/resolve/update/edited-and-stamped-elsewhere", test_edited_and_stamped_elsewhere);
  g_test_add_func ("/resolve/stamp/edited-elsewhere", test_stamp_of_edited_elsewhere);
  g_test_add_func ("/resolve/stamp/same", test_stamp_of_same);
  g_test_add_func ("/resolve/update/gone", test_update_of_gone);
  g_test_add_func ("/resolve/create_customer/repeated", test_customer_repeated);
  g_test_add_func ("/resolve/create_product/adopted", test_product_adopted);
  g_test_add_func ("/resolve/create_product/late", test_product_late);
  g_test_add_func ("/resolve/create_product/repeated", test_product_repeated);
  g_test_add_func ("/resolve/create_product/of-others", test_product_of_others);
  g_test_add_func ("/resolve/delete_draft/executed", test_delete_draft);
  g_test_add_func ("/resolve/delete_draft/stamped", test_delete_stamped);
  g_test_add_func ("/resolve/delete_party/repeated", test_delete_repeated);
  g_test_add_func ("/resolve/delete_party/gone", test_delete_gone);
  return g_test_run ();
}
