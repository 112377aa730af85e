/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers that the service had before, and those that it has by half. */
#include "sync-fixture.h"
#include "sync-foreign.h"

static FacCustomer *
customer_of (const char *name)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->legal_name, name);
  fac_set_string (&customer->tax_id, "AAA010101AAA");
  fac_set_string (&customer->tax_system, "601");
  fac_set_string (&customer->address->zip, "50000");
  return customer;
}

static void
is_there_since_yesterday (Fixture *self, const char *name)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);

  item->customer = customer_of (name);
  item->customer->created_at = SY_NOW - DAY;
  fac_mock_provider_add (self->mock, item);
}

/* Deleted before anybody knew whether it arrived: what the service had before it was sent stays, there and here. */
static void
test_had_before (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;
  g_autoptr (FacCustomer) kept = NULL;

  is_there_since_yesterday (self, "CLIENTE");
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  customer = sy_save_customer (self, "CLIENTE");
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_assert_outbox (self, "1.3 3.1");
  sy_pass (self, 30);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_calls (self, "remove"), ==, 0);
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 1);
  kept = sy_get_customer (self, customer->id);
  g_assert_nonnull (kept);
  g_assert_cmpstr (kept->remote_id, ==, sy_held (self, FAC_ENTITY_CUSTOMER)->remote_id);
}

static void
test_made_here (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = NULL;

  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  customer = sy_save_customer (self, "CLIENTE");
  sy_delete (self, FAC_ENTITY_CUSTOMER, customer->id);
  sy_pass (self, 30);
  sy_assert_outbox (self, "");
  g_assert_cmpuint (sy_n_held (self, FAC_ENTITY_CUSTOMER), ==, 0);
  g_assert_cmpuint (sy_count (self, FAC_ENTITY_CUSTOMER), ==, 0);
}

/* ---- incomplete ------------------------------------------------------------------------------- */

static FacCustomer *
half_there (Fixture *self)
{
  FacCustomer *customer = fac_customer_new ();

  fac_set_string (&customer->legal_name, "CLIENTE");
  fac_set_string (&customer->email, "a@b.mx");
  sy_fail (self, "create", FAC_API_ERROR_UNCERTAIN, TRUE);
  sy_put_customer (self, customer);
  sy_assert_outbox (self, "1.3");
  return customer;
}

static void
edit (Fixture *self, const char *id, const char *phone, gboolean whole)
{
  g_autoptr (FacCustomer) stored = sy_get_customer (self, id);
  g_autoptr (FacCustomer) edited = fac_customer_copy (stored);

  fac_set_string (&edited->phone, phone);
  if (whole)
    {
      fac_set_string (&edited->tax_id, "AAA010101AAA");
      fac_set_string (&edited->tax_system, "601");
      fac_set_string (&edited->address->zip, "50000");
    }
  sy_put_customer (self, edited);
}

/* Edits made while it is on its way stay here until nothing is missing: the service would refuse them. */
static void
test_edited_on_its_way (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = half_there (self);
  g_autoptr (FacCustomer) kept = NULL;

  edit (self, customer->id, "5550001111", FALSE);
  sy_assert_outbox (self, "1.3");
  sy_pass (self, 30);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (self->said->str, ==, "");
  g_assert_cmpuint (sy_calls (self, "update"), ==, 0);
  g_assert_null (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->phone);
  kept = sy_get_customer (self, customer->id);
  g_assert_cmpstr (kept->phone, ==, "5550001111");
  edit (self, customer->id, "5550002222", FALSE);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  edit (self, customer->id, "5550003333", TRUE);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->phone, ==, "5550003333");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->tax_system, ==, "601");
}

/* The customer wrote the rest at the service: what was edited here meets it. */
static void
test_completed_there (void)
{
  g_autoptr (Fixture) self = sy_new (FALSE);
  g_autoptr (FacCustomer) customer = half_there (self);
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacCustomer) kept = NULL;
  FacRemoteItem *held;

  edit (self, customer->id, "5550001111", FALSE);
  sy_pass (self, 30);
  held = sy_held (self, FAC_ENTITY_CUSTOMER);
  item->remote_id = g_strdup (held->remote_id);
  item->customer = fac_customer_copy (held->customer);
  fac_set_string (&item->customer->tax_id, "AAA010101AAA");
  fac_set_string (&item->customer->tax_system, "601");
  fac_set_string (&item->customer->address->zip, "50000");
  fac_mock_provider_add (self->mock, item);
  sy_refresh (self);
  sy_pass (self, 5);
  sy_assert_outbox (self, "");
  kept = sy_get_customer (self, customer->id);
  g_assert_cmpstr (kept->tax_id, ==, "AAA010101AAA");
  g_assert_cmpstr (kept->phone, ==, "5550001111");
  g_assert_cmpstr (sy_held (self, FAC_ENTITY_CUSTOMER)->customer->phone, ==, "5550001111");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/customers/had-before", test_had_before);
  g_test_add_func ("/sync/customers/made-here", test_made_here);
  g_test_add_func ("/sync/customers/edited-on-its-way", test_edited_on_its_way);
  g_test_add_func ("/sync/customers/completed-there", test_completed_there);
  return g_test_run ();
}
