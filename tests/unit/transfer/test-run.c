/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-run.h"
#include "fac-test.h"

#include "../store/store-fixture.h"

#include <string.h>

#define ROWS 20000

static GPtrArray *
all_customers (Fixture *fixture)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (GArray) keys = st_keys (fixture, query);
  g_autoptr (FacStorePage) page = st_rows (fixture, FAC_ENTITY_CUSTOMER, keys, 0, keys->len);

  return g_ptr_array_ref (page->rows);
}

static FacImportPlan *
plan_of (const char *text, gsize length, GPtrArray *existing)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTable) table = fac_table_read (bytes, fac_import_is_header,
                                               GINT_TO_POINTER (FAC_ENTITY_CUSTOMER), NULL, &error);
  g_autoptr (FacImportMapping) mapping = fac_import_mapping_new (FAC_ENTITY_CUSTOMER, table);
  FacImportGround ground = { .table = table, .mapping = mapping, .existing = existing };
  FacImportPlan *plan = fac_import_plan_new (&ground, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static gboolean
run (Fixture *fixture, FacImportPlan *plan, FacStoreProgress *progress, GCancellable *cancellable,
     GError **error)
{
  GAsyncResult *result = NULL;
  gboolean done;

  fac_import_run_async (fixture->store, plan, progress, cancellable, fac_test_got, &result);
  done = fac_import_run_finish (fixture->store, fac_test_result (&result), error);
  g_object_unref (result);
  return done;
}

static GString *
many_rows (guint n)
{
  GString *text = g_string_new ("Nombre;RFC;CP;Régimen;Correo\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "CLIENTE NUMERO %u;C%c%c010101%c%c%c;50000;601;c%u@example.com\n", i,
                            'A' + i % 26, 'A' + i / 26 % 26, 'A' + i / 676 % 26, 'A' + i / 17576 % 26, '0', i);
  return text;
}

static void
test_all (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GString) text = many_rows (ROWS);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (FacImportPlan) again = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 began = g_get_monotonic_time ();

  g_assert_cmpuint (plan->counts[FAC_IMPORT_ADD], ==, ROWS);
  g_assert_true (run (fixture, plan, progress, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%u rows in %.2f s", ROWS, (g_get_monotonic_time () - began) / 1e6);
  g_assert_cmpint (progress->done, ==, ROWS);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers"), ==, ROWS);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM outbox"), ==, ROWS);
  g_assert_cmpuint (st_search (fixture, FAC_ENTITY_CUSTOMER, "numero 12345"), ==, 1);
  g_assert_true (st_changed (fixture, FAC_ENTITY_CUSTOMER, NULL));
  st_check_indexes (fixture);
  existing = all_customers (fixture);
  again = plan_of (text->str, text->len, existing);
  g_assert_cmpuint (again->counts[FAC_IMPORT_SAME], ==, ROWS);
}

static void
test_cancel (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GString) text = many_rows (5000);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fac_import_run_async (fixture->store, plan, progress, cancellable, fac_test_got, &result);
  while (g_atomic_int_get (&progress->done) < 100)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_false (fac_import_run_finish (fixture->store, fac_test_result (&result), &error));
  g_object_unref (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (progress->done, <, 5000);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers"), ==, 0);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM outbox"), ==, 0);
}

static void
save (Fixture *fixture, FacCustomer *customer)
{
  fac_store_save_customer_async (fixture->store, customer, TRUE, ST_GOT);
  st_ok (fixture);
}

static void
refused (Fixture *fixture, FacImportPlan *plan)
{
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, plan, progress, NULL, &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE);
}

/* what happens between the look and the deed is noticed, and nothing is done */
static void
test_meanwhile (void)
{
  static const char file[] = "Nombre;RFC;CP;Régimen;Correo\n"
                             "ESCUELA KEMPER URGATE;EKU9003173C9;50000;601;nuevo@example.com\n"
                             "UNIVERSIDAD ROBOTICA ESPAÑOLA;URE180429TM6;50000;601;x@example.com\n";
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (FacCustomer) first = st_customer ("ESCUELA KEMPER URGATE", "EKU9003173C9");
  g_autoptr (FacCustomer) other = st_customer ("UNIVERSIDAD", "URE180429TM6");
  g_autoptr (FacCustomer) edited = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (FacImportPlan) later = NULL;
  g_autoptr (GPtrArray) now = NULL;

  save (fixture, first);
  existing = all_customers (fixture);
  plan = plan_of (file, strlen (file), existing);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_CHANGE], ==, 1);
  g_assert_cmpuint (plan->counts[FAC_IMPORT_ADD], ==, 1);
  save (fixture, other);
  refused (fixture, plan);
  now = all_customers (fixture);
  later = plan_of (file, strlen (file), now);
  g_assert_cmpuint (later->counts[FAC_IMPORT_CHANGE], ==, 2);
  edited = fac_customer_copy (first);
  fac_set_string (&edited->phone, "55");
  save (fixture, edited);
  refused (fixture, later);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/run/all", test_all);
  g_test_add_func ("/transfer/run/cancel", test_cancel);
  g_test_add_func ("/transfer/run/meanwhile", test_meanwhile);
  return g_test_run ();
}
