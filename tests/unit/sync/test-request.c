/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cancellations and e-mails: a test for each row of the tables that speaks of them. */
#include "sync-fixture.h"

static FacDocumentRequest *
request_new (const FacInvoice *invoice, const char *motive)
{
  FacDocumentRequest *request = fac_document_request_new (invoice);

  fac_set_string (&request->motive, motive);
  return request;
}

static void
cancel_by (Fixture *self, const FacInvoice *invoice, FacDocumentRequest *request,
           FacInvoice *substitute)
{
  GAsyncResult *result = NULL;

  fac_store_queue_cancel_async (self->store, invoice->id, request, substitute, 0, fac_test_got,
                                &result);
  sy_write_done (self, &result);
  sy_wake (self);
}

static void
cancel (Fixture *self, const FacInvoice *invoice, const char *motive)
{
  g_autoptr (FacDocumentRequest) request = request_new (invoice, motive);

  cancel_by (self, invoice, request, NULL);
}

static void
email (Fixture *self, const FacInvoice *invoice)
{
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (invoice);
  GAsyncResult *result = NULL;

  request->addresses = g_strsplit ("uno@example.com dos@example.com", " ", -1);
  fac_store_queue_email_async (self->store, invoice->id, request, 0, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_wake (self);
}

static FacInvoice *
stamped (Fixture *self)
{
  g_autoptr (FacCustomer) customer = sy_save_customer (self, "CLIENTE");
  FacInvoice *invoice = sy_stamp (self, customer);

  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_string_truncate (self->said, 0);
  return invoice;
}

/* The person is told that it was refused, once. */
static void
assert_told (Fixture *self, const FacInvoice *invoice)
{
  g_autofree char *expected = g_strdup_printf ("refused %s ", invoice->id);

  g_assert_cmpstr (self->said->str, ==, expected);
}

static guint
n_events (Fixture *self, const char *id, const char *kind)
{
  GAsyncResult *result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint n = 0;

  fac_store_get_history_async (self->store, id, NULL, fac_test_got, &result);
  events = fac_store_get_history_finish (self->store, fac_test_result (&result), NULL);
  g_object_unref (result);
  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((FacHistoryEvent *) events->pdata[i])->kind, kind);
  return n;
}

static gboolean
has_acuse (Fixture *self, const char *id, gboolean pdf)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  fac_store_get_acuse_async (self->store, id, pdf, NULL, fac_test_got, &result);
  bytes = fac_store_get_acuse_finish (self->store, fac_test_result (&result), &error);
  g_object_unref (result);
  g_assert_no_error (error);
  return bytes != NULL;
}

static const char *
remote_id (Fixture *self)
{
  return sy_held (self, FAC_ENTITY_INVOICE)->remote_id;
}

/* ---- cancel --------------------------------------------------------------------------------- */

static void
test_accepted (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  cancel (self, invoice, "02");
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 1);
  g_assert_cmpuint (n_events (self, invoice->id, "cancel-queued"), ==, 1);
  g_assert_cmpuint (n_events (self, invoice->id, "cancelled"), ==, 1);
  sy_pass (self, 5);
  g_assert_true (has_acuse (self, invoice->id, FALSE));
  g_assert_true (has_acuse (self, invoice->id, TRUE));
  g_assert_cmpuint (fac_sync_service_get_owed (self->sync), ==, 0);
  g_assert_cmpstr (self->said->str, ==, "");
}

static void
test_moving (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_mock_provider_set_cancellation (self->mock, "pending");
  cancel (self, invoice, "03");
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_CANCELACION);
  fac_mock_provider_answer_cancellation (self->mock, remote_id (self), "accepted");
  fac_sync_service_wake (self->sync, TRUE);
  sy_pass (self, 10);
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (n_events (self, invoice->id, "cancel-pending"), ==, 1);
  g_assert_cmpuint (n_events (self, invoice->id, "cancelled"), ==, 1);
  g_assert_true (has_acuse (self, invoice->id, FALSE));
}

static void
test_rejected (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_mock_provider_set_cancellation (self->mock, "pending");
  cancel (self, invoice, "02");
  fac_mock_provider_answer_cancellation (self->mock, remote_id (self), "rejected");
  fac_sync_service_wake (self->sync, TRUE);
  sy_pass (self, 10);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (n_events (self, invoice->id, "cancel-rejected"), ==, 1);
  /* asked for again by the person */
  fac_mock_provider_set_cancellation (self->mock, NULL);
  cancel (self, invoice, "02");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 2);
}

static void
check_cut (gboolean executed, const char *becomes, guint calls)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_mock_provider_set_cancellation (self->mock, becomes);
  sy_fail (self, "cancel", FAC_API_ERROR_UNCERTAIN, executed);
  cancel (self, invoice, "02");
  sy_assert_outbox (self, "5.3");
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, calls);
  sy_assert_status (self, invoice->id,
                    becomes == NULL ? FAC_STATUS_CANCELADA : FAC_STATUS_EN_CANCELACION);
}

static void
test_cut_executed (void)
{
  check_cut (TRUE, NULL, 1);
}

static void
test_cut_pending (void)
{
  check_cut (TRUE, "pending", 1);
  check_cut (TRUE, "verifying", 1);
}

static void
test_cut_not_executed (void)
{
  check_cut (FALSE, NULL, 2);
  check_cut (FALSE, "pending", 2);
}

/* Executed, cut, then refused by the receiver before we look: the person asked once; rejected may be repeated. */
static void
test_cut_rejected (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_mock_provider_set_cancellation (self->mock, "pending");
  sy_fail (self, "cancel", FAC_API_ERROR_UNCERTAIN, TRUE);
  cancel (self, invoice, "02");
  fac_mock_provider_answer_cancellation (self->mock, remote_id (self), "rejected");
  sy_pass (self, 10);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 2);
  g_assert_cmpuint (sy_calls (self, "refresh_status"), ==, 0);
  sy_assert_status (self, invoice->id, FAC_STATUS_EN_CANCELACION);
}

static void
test_expired (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_mock_provider_set_cancellation (self->mock, "expired");
  sy_fail (self, "cancel", FAC_API_ERROR_UNCERTAIN, TRUE);
  cancel (self, invoice, "02");
  fac_mock_provider_set_cancellation (self->mock, NULL);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "refresh_status"), ==, 1);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 2);
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
}

static void
test_crashed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  sy_fail (self, "cancel", FAC_API_ERROR_UNCERTAIN, TRUE);
  cancel (self, invoice, "02");
  sy_restart (self);
  sy_pass (self, 10);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 1);
}

/* 409 and still valid: the SAT's own refusal, in its words. */
static void
test_not_cancelable (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (GError) refusal =
      sy_error (FAC_API_ERROR_CONFLICT, "invoice_not_cancelable_by_sat", NULL, 0);
  g_autoptr (GPtrArray) entries = NULL;

  fac_mock_provider_fail_next (self->mock, "cancel", 1, FALSE, refusal);
  cancel (self, invoice, "02");
  sy_assert_outbox (self, "5.5");
  entries = sy_outbox (self);
  g_assert_cmpstr (((FacOutboxEntry *) entries->pdata[0])->error_code, ==,
                   "invoice_not_cancelable_by_sat");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (fac_sync_service_get_attention (self->sync), ==, 1);
  assert_told (self, invoice);
}

/* Somebody else cancelled it meanwhile. */
static void
test_done_elsewhere (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  cancel (self, invoice, "02");
  sy_assert_outbox (self, "5.1");
  {
    FacRemoteItem *held = sy_held (self, FAC_ENTITY_INVOICE);
    g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

    item->remote_id = g_strdup (held->remote_id);
    item->external_id = g_strdup (held->external_id);
    item->invoice = fac_invoice_copy (held->invoice);
    item->invoice->status = FAC_STATUS_CANCELADA;
    fac_set_string (&item->invoice->cancellation_status, "accepted");
    fac_mock_provider_add (self->mock, item);
  }
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 0);
}

/* ---- motive 01 ------------------------------------------------------------------------------ */

static void
test_waits_for_substitute (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (FacInvoice) substitute = fac_invoice_duplicate (invoice);
  g_autoptr (FacDocumentRequest) request = request_new (invoice, "01");
  g_autoptr (FacInvoice) kept = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GAsyncResult *result = NULL;

  fac_set_string (&request->substitution_id, substitute->id);
  cancel_by (self, invoice, request, substitute);
  sy_assert_outbox (self, "5.1");
  entries = sy_outbox (self);
  g_assert_cmpstr (((FacOutboxEntry *) entries->pdata[0])->needs, ==, substitute->id);
  sy_pass (self, 30);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 0);

  /* what is needed is not deleted */
  fac_store_delete_async (self->store, FAC_ENTITY_INVOICE, substitute->id, 0, fac_test_got, &result);
  g_assert_false (fac_store_write_finish (self->store, fac_test_result (&result), NULL));
  g_clear_object (&result);

  kept = sy_get_invoice (self, substitute->id);
  fac_store_queue_stamp_async (self->store, kept, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_wake (self);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  sy_assert_status (self, substitute->id, FAC_STATUS_TIMBRADA);
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 1);
  fac_invoice_unref (kept);
  kept = sy_get_invoice (self, substitute->id);
  g_assert_nonnull (kept->uuid);
  g_assert_cmpstr (sy_provider_substitution (self->provider), ==, kept->uuid);
}

/* A refused stamp of the substitute keeps the cancellation waiting; corrected, it goes on. */
static void
test_substitute_refused (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (FacInvoice) substitute = fac_invoice_duplicate (invoice);
  g_autoptr (FacDocumentRequest) request = request_new (invoice, "01");
  g_autoptr (GError) refusal = sy_error (FAC_API_ERROR_REFUSED, "CFDI40145", "customer", 0);
  g_autoptr (FacInvoice) kept = NULL;
  GAsyncResult *result = NULL;

  fac_set_string (&request->substitution_id, substitute->id);
  cancel_by (self, invoice, request, substitute);
  kept = sy_get_invoice (self, substitute->id);
  fac_mock_provider_fail_next (self->mock, "stamp", 1, FALSE, refusal);
  fac_store_queue_stamp_async (self->store, kept, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_wake (self);
  sy_assert_outbox (self, "5.1 4.5");
  fac_store_queue_stamp_async (self->store, kept, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_wake (self);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
}

/* ---- rules of the queue --------------------------------------------------------------------- */

static void
test_withdrawn (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  GAsyncResult *result = NULL;

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  cancel (self, invoice, "02");
  cancel (self, invoice, "03"); /* instead of the first */
  email (self, invoice);
  sy_assert_outbox (self, "5.1 6.1");
  fac_store_withdraw_async (self->store, invoice->id, FAC_OUTBOX_CANCEL, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_assert_outbox (self, "6.1");
  fac_connectivity_set_simulated_offline (self->connectivity, FALSE);
  sy_pass (self, 3);
  sy_assert_outbox (self, "");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (sy_calls (self, "cancel"), ==, 0);
  g_assert_cmpuint (fac_mock_provider_mails (self->mock)->len, ==, 1);
}

/* An e-mail that the person has to decide about holds up nothing. */
static void
test_email_beside_cancel (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);

  sy_fail (self, "email", FAC_API_ERROR_UNCERTAIN, TRUE);
  email (self, invoice);
  sy_assert_outbox (self, "6.5");
  cancel (self, invoice, "02");
  sy_assert_outbox (self, "6.5");
  sy_assert_status (self, invoice->id, FAC_STATUS_CANCELADA);
}

/* ---- e-mail --------------------------------------------------------------------------------- */

/* A cancellation that can still be taken back does not keep an e-mail that is due. */
static void
test_email_before_cancel (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (FacDocumentRequest) request = request_new (invoice, "02");
  GAsyncResult *result = NULL;

  fac_store_queue_cancel_async (self->store, invoice->id, request, NULL,
                                SY_NOW + 60 * (gint64) G_USEC_PER_SEC, fac_test_got, &result);
  sy_write_done (self, &result);
  email (self, invoice);
  sy_assert_outbox (self, "5.1");
  g_assert_cmpuint (fac_mock_provider_mails (self->mock)->len, ==, 1);
}

static void
test_email (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autofree char *mail = NULL;

  email (self, invoice);
  sy_assert_outbox (self, "");
  mail = g_strdup_printf ("%s: uno@example.com, dos@example.com", remote_id (self));
  g_assert_cmpuint (fac_mock_provider_mails (self->mock)->len, ==, 1);
  g_assert_cmpstr (fac_mock_provider_mails (self->mock)->pdata[0], ==, mail);
  g_assert_cmpuint (n_events (self, invoice->id, "emailed"), ==, 1);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
}

/* Never repeated by itself, whatever became of it. */
static void
check_email_cut (gboolean executed)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (GPtrArray) entries = NULL;
  GAsyncResult *result = NULL;

  sy_fail (self, "email", FAC_API_ERROR_UNCERTAIN, executed);
  email (self, invoice);
  sy_assert_outbox (self, "6.5");
  sy_pass (self, 60);
  fac_sync_service_wake (self->sync, TRUE);
  sy_restart (self);
  sy_pass (self, 60);
  g_assert_cmpuint (sy_calls (self, "email"), ==, 1);
  entries = sy_outbox (self);
  g_assert_cmpstr (((FacOutboxEntry *) entries->pdata[0])->error_code, ==, FAC_OUTBOX_EMAIL_UNSURE);
  if (executed)
    fac_store_take_as_sent_async (self->store, ((FacOutboxEntry *) entries->pdata[0])->id,
                                  fac_test_got, &result);
  else
    fac_store_retry_async (self->store, ((FacOutboxEntry *) entries->pdata[0])->id, fac_test_got,
                           &result);
  sy_write_done (self, &result);
  sy_wake (self);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (fac_mock_provider_mails (self->mock)->len, ==, 1);
  g_assert_cmpuint (n_events (self, invoice->id, "email-unsure"), ==, 1);
  g_assert_cmpuint (n_events (self, invoice->id, executed ? "email-taken" : "emailed"), ==, 1);
}

static void
test_email_cut (void)
{
  check_email_cut (TRUE);
  check_email_cut (FALSE);
}

/* What surely did not leave is sent again by itself. */
/* Ended by kill -9 after it was claimed: nobody knows whether it left. */
static void
test_email_killed (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (FacOutboxEntry) entry = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fac_connectivity_set_simulated_offline (self->connectivity, TRUE);
  email (self, invoice);
  fac_store_claim_next_async (self->store, SY_NOW, fac_test_got, &result);
  entry = fac_store_claim_next_finish (self->store, fac_test_result (&result), NULL, NULL);
  g_assert_cmpint (entry->verb, ==, FAC_OUTBOX_EMAIL);
  sy_restart (self);
  sy_pass (self, 60);
  sy_assert_outbox (self, "6.5");
  g_assert_cmpuint (sy_calls (self, "email"), ==, 0);
  g_assert_cmpuint (n_events (self, invoice->id, "email-unsure"), ==, 1);
}

static void
test_email_transient (void)
{
  static const FacApiErrorCode codes[] = { FAC_API_ERROR_OFFLINE, FAC_API_ERROR_SLOW_DOWN };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (Fixture) self = sy_new (FALSE);
      g_autoptr (FacInvoice) invoice = stamped (self);

      sy_fail (self, "email", codes[i], FALSE);
      email (self, invoice);
      sy_assert_outbox (self, "6.1");
      sy_pass (self, 600);
      sy_assert_outbox (self, "");
      g_assert_cmpuint (fac_mock_provider_mails (self->mock)->len, ==, 1);
    }
}

static void
test_email_refused (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacInvoice) invoice = stamped (self);
  g_autoptr (GError) refusal =
      sy_error (FAC_API_ERROR_REFUSED, "invoice_email_delivery_failed", NULL, 0);

  fac_mock_provider_fail_next (self->mock, "email", 1, FALSE, refusal);
  email (self, invoice);
  sy_assert_outbox (self, "6.5");
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  g_assert_cmpuint (n_events (self, invoice->id, "email-refused"), ==, 1);
  assert_told (self, invoice);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/cancel/accepted", test_accepted);
  g_test_add_func ("/resolve/cancel/moving", test_moving);
  g_test_add_func ("/resolve/cancel/rejected", test_rejected);
  g_test_add_func ("/resolve/cancel/cut-executed", test_cut_executed);
  g_test_add_func ("/resolve/cancel/cut-pending", test_cut_pending);
  g_test_add_func ("/resolve/cancel/cut-not-executed", test_cut_not_executed);
  g_test_add_func ("/resolve/cancel/cut-rejected", test_cut_rejected);
  g_test_add_func ("/resolve/cancel/expired", test_expired);
  g_test_add_func ("/resolve/cancel/crashed", test_crashed);
  g_test_add_func ("/resolve/cancel/not-cancelable", test_not_cancelable);
  g_test_add_func ("/resolve/cancel/done-elsewhere", test_done_elsewhere);
  g_test_add_func ("/resolve/cancel/waits-for-substitute", test_waits_for_substitute);
  g_test_add_func ("/resolve/cancel/substitute-refused", test_substitute_refused);
  g_test_add_func ("/request/queue/withdrawn", test_withdrawn);
  g_test_add_func ("/request/queue/email-beside-cancel", test_email_beside_cancel);
  g_test_add_func ("/request/queue/email-before-cancel", test_email_before_cancel);
  g_test_add_func ("/resolve/email/sent", test_email);
  g_test_add_func ("/resolve/email/cut", test_email_cut);
  g_test_add_func ("/resolve/email/killed", test_email_killed);
  g_test_add_func ("/resolve/email/transient", test_email_transient);
  g_test_add_func ("/resolve/email/refused", test_email_refused);
  return g_test_run ();
}
