/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-store-checks.h"

static FacCustomerCheck *
get_check (Fixture *s, const char *id, const char *tax_id)
{
  g_autoptr (GError) error = NULL;
  FacCustomerCheck *check;

  fac_store_get_check_async (s->store, id, tax_id, NULL, ST_GOT);
  check = fac_store_get_check_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  return check;
}

static void
save_validation (Fixture *s, const FacCustomer *customer, gboolean valid, gint64 at)
{
  g_autoptr (FacTaxValidation) validation = fac_tax_validation_new ();

  validation->at = at;
  validation->valid = valid;
  fac_tax_validation_about (validation, customer);
  if (!valid)
    fac_tax_validation_add (validation, "legal_name", "legal_name_mismatch", "Otro nombre");
  fac_store_save_validation_async (s->store, customer->id, validation, ST_GOT);
  st_ok (s);
}

static void
test_unknown (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomerCheck) check = get_check (s, "nobody", "EKU9003173C9");
  g_autoptr (FacCustomerCheck) nothing = get_check (s, NULL, NULL);

  g_assert_null (check->customer);
  g_assert_null (check->validation);
  g_assert_null (check->report);
  g_assert_false (check->sent);
  g_assert_null (nothing->customer);
}

/* what waits in the queue is not what the service would be asked about */
static void
test_sent (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) there = st_remote_customer (customer, "c1");
  g_autoptr (FacOutboxEntry) create = NULL;
  g_autoptr (FacCustomer) changed = NULL;
  g_autoptr (FacCustomerCheck) before = NULL;
  g_autoptr (FacCustomerCheck) after = NULL;
  g_autoptr (FacCustomerCheck) edited = NULL;

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  before = get_check (s, customer->id, NULL);
  g_assert_nonnull (before->customer);
  g_assert_false (before->sent);
  create = st_claim (s, ST_NOW, NULL);
  st_acknowledge_customer (s, create->id, there);
  after = get_check (s, customer->id, NULL);
  g_assert_true (after->sent);
  g_assert_cmpstr (after->customer->remote_id, ==, "c1");
  changed = fac_customer_copy (after->customer);
  fac_set_string (&changed->phone, "5511111111");
  fac_store_save_customer_async (s->store, changed, FALSE, ST_GOT);
  st_ok (s);
  edited = get_check (s, customer->id, NULL);
  g_assert_false (edited->sent);
}

static void
test_validation_kept (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomerCheck) first = NULL;
  g_autoptr (FacCustomerCheck) second = NULL;

  fac_store_save_customer_async (s->store, customer, FALSE, ST_GOT);
  st_ok (s);
  save_validation (s, customer, FALSE, ST_NOW);
  st_reopen (s);
  first = get_check (s, customer->id, NULL);
  g_assert_cmpint (first->validation->at, ==, ST_NOW);
  g_assert_false (first->validation->valid);
  g_assert_cmpuint (first->validation->faults->len, ==, 1);
  save_validation (s, customer, TRUE, ST_NOW + 1);
  /* an edit keeps it: what was asked about is in it */
  fac_set_string (&customer->phone, "5511111111");
  fac_store_save_customer_async (s->store, customer, FALSE, ST_GOT);
  st_ok (s);
  second = get_check (s, customer->id, NULL);
  g_assert_true (second->validation->valid);
  g_assert_cmpint (second->validation->at, ==, ST_NOW + 1);
  /* it goes with its customer, and comes too late for one that is gone */
  fac_store_delete_async (s->store, FAC_ENTITY_CUSTOMER, customer->id, 0, ST_GOT);
  st_ok (s);
  st_reopen (s);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM customer_validations"), ==, 0);
  save_validation (s, customer, TRUE, ST_NOW + 2);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM customer_validations"), ==, 0);
  st_check_indexes (s);
}

static void
test_report_kept (void)
{
  static const char body[] = "{\"efos\":{\"is_valid\":false}}";
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacTaxIdReport) report = fac_tax_id_report_new ("EFD010101AB1");
  g_autoptr (FacCustomerCheck) check = NULL;
  g_autoptr (FacCustomerCheck) other = NULL;

  report->at = ST_NOW;
  report->body = g_bytes_new_static (body, strlen (body));
  fac_tax_id_report_list (report, "Definitivo");
  fac_tax_id_report_add (report, "pubDofDefinitivos", "30/06/2025");
  fac_store_save_report_async (s->store, report, ST_GOT);
  st_ok (s);
  st_reopen (s);
  check = get_check (s, NULL, "EFD010101AB1");
  g_assert_cmpint (check->report->situation, ==, FAC_EFOS_DEFINITIVO);
  g_assert_cmpint (check->report->at, ==, ST_NOW);
  g_assert_true (g_bytes_equal (check->report->body, report->body));
  g_assert_cmpint (st_sql (s, "SELECT situation FROM tax_id_reports"), ==, 7);
  other = get_check (s, NULL, "EKU9003173C9");
  g_assert_null (other->report);
}

static void
test_all (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) b = st_customer ("Beta", "XAXX010101000");
  g_autoptr (FacCustomer) a = st_customer ("Alfa", "XAXX010101000");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const FacCustomerCheck *check;

  fac_store_save_customer_async (s->store, b, FALSE, ST_GOT);
  st_ok (s);
  fac_store_save_customer_async (s->store, a, FALSE, ST_GOT);
  st_ok (s);
  save_validation (s, b, TRUE, ST_NOW);
  fac_store_all_checks_async (s->store, NULL, ST_GOT);
  all = fac_store_all_checks_finish (s->store, st_wait (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  check = all->pdata[0];
  g_assert_cmpstr (check->customer->legal_name, ==, "Alfa");
  g_assert_null (check->validation);
  check = all->pdata[1];
  g_assert_true (check->validation->valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/checks/unknown", test_unknown);
  g_test_add_func ("/store/checks/sent", test_sent);
  g_test_add_func ("/store/checks/validation-kept", test_validation_kept);
  g_test_add_func ("/store/checks/report-kept", test_report_kept);
  g_test_add_func ("/store/checks/all", test_all);
  return g_test_run ();
}
