/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-mock-provider.h"

#include "fac-test.h"
#include "fac-text.h"

static FacRemoteItem *
invoice_item (void)
{
  FacRemoteItem *item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacProduct) product = fac_product_new ();
  g_autoptr (FacInvoiceLine) line = NULL;

  fac_set_string (&product->description, "Consultoría");
  fac_set_string (&product->product_key, "80101500");
  product->price = fac_decimal_from_int (100);
  line = fac_invoice_line_new (product);
  item->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_ptr_array_add (item->invoice->lines, g_steal_pointer (&line));
  item->invoice->customer = fac_customer_new ();
  fac_set_string (&item->invoice->customer->legal_name, "ESCUELA KEMPER URGATE");
  fac_set_string (&item->invoice->customer->tax_id, "EKU9003173C9");
  fac_set_string (&item->invoice->customer->tax_system, "601");
  fac_set_string (&item->invoice->customer->address->zip, "42501");
  return item;
}

static FacRemoteItem *
create (FacProvider *provider, FacRemoteItem *item, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_create_async (provider, item, key, NULL, fac_test_got, &result);
  g_assert_null (result);
  return fac_provider_item_finish (provider, fac_test_result (&result), error);
}

static FacRemoteItem *
stamp (FacProvider *provider, const char *remote_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_provider_stamp_async (provider, remote_id, NULL, fac_test_got, &result);
  return fac_provider_item_finish (provider, fac_test_result (&result), error);
}

static void
test_fails_before (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  g_autoptr (GError) offline = fac_api_error_new (FAC_API_ERROR_OFFLINE, NULL, "x");
  g_autoptr (FacRemoteItem) wanted = invoice_item ();
  g_autoptr (FacRemoteItem) item = NULL;
  g_autoptr (GError) error = NULL;

  fac_mock_provider_fail_next (mock, "create", 1, FALSE, offline);
  item = create (FAC_PROVIDER (mock), wanted, "k", &error);
  g_assert_null (item);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE);
  g_assert_cmpuint (fac_mock_provider_items (mock, FAC_ENTITY_INVOICE)->len, ==, 0);
  g_clear_error (&error);
  item = create (FAC_PROVIDER (mock), wanted, "k", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (item->external_id, ==, wanted->invoice->id);
  g_assert_cmpuint (fac_mock_provider_calls (mock, "create"), ==, 2);
}

static void
test_fails_after (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  g_autoptr (GError) lost = fac_api_error_new (FAC_API_ERROR_UNCERTAIN, NULL, "x");
  g_autoptr (FacRemoteItem) wanted = invoice_item ();
  g_autoptr (FacRemoteItem) item = NULL;
  g_autoptr (GError) error = NULL;

  fac_mock_provider_fail_next (mock, NULL, 1, TRUE, lost);
  item = create (FAC_PROVIDER (mock), wanted, "k", &error);
  g_assert_null (item);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
  g_assert_cmpuint (fac_mock_provider_items (mock, FAC_ENTITY_INVOICE)->len, ==, 1);
  g_clear_error (&error);
  item = create (FAC_PROVIDER (mock), wanted, "k", &error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_CONFLICT);
  g_assert_cmpstr (fac_api_error_detail (error)->code, ==, "idempotency_key_in_use");
}

static void
test_pending (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  g_autoptr (FacRemoteItem) wanted = invoice_item ();
  g_autoptr (FacRemoteItem) draft = create (FAC_PROVIDER (mock), wanted, "k", NULL);
  g_autoptr (FacRemoteItem) item = NULL;
  g_autoptr (FacRemoteItem) settled = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_mock_provider_set_pending (mock, TRUE);
  item = stamp (FAC_PROVIDER (mock), draft->remote_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->invoice->status, ==, FAC_STATUS_EN_PROCESO);
  g_assert_null (item->invoice->uuid);
  fac_mock_provider_settle (mock, draft->remote_id, TRUE);
  fac_provider_get_async (FAC_PROVIDER (mock), FAC_ENTITY_INVOICE, draft->remote_id, NULL,
                          fac_test_got, &result);
  settled = fac_provider_item_finish (FAC_PROVIDER (mock), fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (settled->invoice->status, ==, FAC_STATUS_TIMBRADA);
  g_assert_nonnull (settled->invoice->uuid);
}

static void
test_added_elsewhere (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacRemoteItem) parsed = NULL;
  g_autoptr (GError) error = NULL;
  FacRemoteItem *held;

  item->customer = fac_customer_new ();
  fac_set_string (&item->customer->legal_name, "OTRA EMPRESA");
  held = fac_mock_provider_add (mock, item);
  parsed = fac_provider_parse (FAC_PROVIDER (mock), FAC_ENTITY_CUSTOMER, held->body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (parsed->remote_id, ==, held->remote_id);
  g_assert_cmpstr (parsed->customer->remote_id, ==, held->remote_id);
  g_assert_true (fac_customer_equal_content (parsed->customer, item->customer));
}

static void
test_cancelled (void)
{
  g_autoptr (FacMockProvider) mock = fac_mock_provider_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_provider_check_async (FAC_PROVIDER (mock), cancellable, fac_test_got, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (fac_provider_check_finish (FAC_PROVIDER (mock), fac_test_result (&result),
                                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/mock/fails-before", test_fails_before);
  g_test_add_func ("/api/mock/fails-after", test_fails_after);
  g_test_add_func ("/api/mock/pending", test_pending);
  g_test_add_func ("/api/mock/added-elsewhere", test_added_elsewhere);
  g_test_add_func ("/api/mock/cancelled", test_cancelled);
  return g_test_run ();
}
