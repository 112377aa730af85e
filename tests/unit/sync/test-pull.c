/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#define DAY (24 * 3600 * (gint64) G_USEC_PER_SEC)

static FacInvoice *
make_foreign (guint number)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_INGRESO);

  fac_set_string (&invoice->id, "");
  invoice->status = FAC_STATUS_BORRADOR;
  invoice->date = SY_NOW - number * G_USEC_PER_SEC;
  invoice->created_at = invoice->date;
  invoice->folio_number = g_strdup_printf ("%u", number);
  return invoice;
}

static void
add_foreign (Fixture *self, guint count)
{
  for (guint i = count; i > 0; i--)
    {
      g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

      item->invoice = make_foreign (i);
      fac_mock_provider_add (self->mock, item);
    }
}

static void
add_foreign_customer (Fixture *self, const char *name)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->customer = fac_customer_new ();
  fac_set_string (&item->customer->id, "");
  fac_set_string (&item->customer->legal_name, name);
  fac_set_string (&item->customer->tax_id, "BBB010101BBB");
  item->customer->created_at = SY_NOW;
  fac_mock_provider_add (self->mock, item);
}

static void
assert_pages (Fixture *self, FacEntity entity, const char *expected)
{
  g_autofree char *pages = sy_provider_pages (self->provider, entity);

  g_assert_cmpstr (pages, ==, expected);
}

static void
test_first (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);

  add_foreign (self, 250);
  add_foreign_customer (self, "AJENO");
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_CUSTOMER, "1");
  assert_pages (self, FAC_ENTITY_INVOICE, "1 2 3");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 250);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 1);
}

static void
test_resumed (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_UNCERTAIN, NULL, NULL, 0);

  add_foreign (self, 250);
  sy_provider_fail_page (self->provider, FAC_ENTITY_INVOICE, 2, cut);
  sy_unlock (self);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 2");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 100);
  sy_restart (self);
  assert_pages (self, FAC_ENTITY_INVOICE, "2 3");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 250);
}

static void
test_resumed_by_itself (void)
{
  g_autoptr (Fixture) self = sy_new (TRUE);
  g_autoptr (GError) cut = sy_error (FAC_API_ERROR_SERVER, NULL, NULL, 0);

  add_foreign (self, 150);
  sy_provider_fail_page (self->provider, FAC_ENTITY_INVOICE, 2, cut);
  sy_unlock (self);
  sy_pass (self, 10);
  assert_pages (self, FAC_ENTITY_INVOICE, "1 2 2");
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 150);
}

static void
test_increment (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  assert_pages (self, FAC_ENTITY_INVOICE, "1");
  g_assert_cmpint (sy_provider_last_from (self->provider), ==, 0);
  add_foreign (self, 3);
  sy_pass (self, 14 * 60);
  assert_pages (self, FAC_ENTITY_INVOICE, "");
  sy_pass (self, 70);
  assert_pages (self, FAC_ENTITY_INVOICE, "1");
  g_assert_cmpint (sy_provider_last_from (self->provider), ==, SY_NOW - 4 * DAY);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_INVOICE), ==, 3);
}

static void
test_asked_for (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);

  add_foreign_customer (self, "AJENO");
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

  fac_set_string (&edited->email, "nuevo@cliente.mx");
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pull/first", test_first);
  g_test_add_func ("/pull/resumed", test_resumed);
  g_test_add_func ("/pull/resumed-by-itself", test_resumed_by_itself);
  g_test_add_func ("/pull/increment", test_increment);
  g_test_add_func ("/pull/asked-for", test_asked_for);
  g_test_add_func ("/pull/stale-page", test_stale_page);
  g_test_add_func ("/xml/fetched", test_xml);
  g_test_add_func ("/xml/owed", test_xml_owed);
  g_test_add_func ("/xml/cut", test_xml_cut);
  return g_test_run ();
}
