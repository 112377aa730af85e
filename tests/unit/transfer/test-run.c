/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-run.h"
#include "fac-test.h"

#include "../store/store-fixture.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

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

/* a text that all have finds all, in each order, as many as are wanted */
static void
check_orders (Fixture *fixture)
{
  static const FacOrder orders[] = { FAC_ORDER_NAME, FAC_ORDER_TAX_ID, FAC_ORDER_DATE, FAC_ORDER_BALANCE,
                                     FAC_ORDER_LAST_INVOICE };

  for (guint i = 0; i < G_N_ELEMENTS (orders) * 2; i++)
    {
      g_autoptr (FacQuery) open = fac_query_new (FAC_ENTITY_CUSTOMER);
      g_autoptr (FacQuery) typed = NULL;
      g_autoptr (GArray) all = NULL, found = NULL;
      g_autoptr (FacStorePage) first = NULL;

      open->order = orders[i / 2];
      open->descending = i % 2 == 0;
      typed = fac_query_copy (open);
      typed->text = g_strdup ("client");
      all = st_keys (fixture, open);
      found = st_keys (fixture, typed);
      first = st_first_page (fixture, typed, 10);
      g_assert_cmpmem (all->data, all->len * sizeof (gint64), found->data,
                       found->len * sizeof (gint64));
      g_assert_cmpuint (found->len, ==, ROWS);
      g_assert_cmpuint (first->rows->len, ==, 10);
    }
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
  check_orders (fixture);
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

/* ---- taking it back --------------------------------------------------------------------------- */

static FacStoreUndone
undo (Fixture *fixture, FacImportPlan *plan)
{
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  FacStoreUndone undone = { 0 };

  fac_import_undo_async (fixture->store, plan, progress, fac_test_got, &result);
  g_assert_true (fac_import_undo_finish (fixture->store, fac_test_result (&result), &undone, &error));
  g_assert_no_error (error);
  g_object_unref (result);
  return undone;
}

static void
done (Fixture *fixture, FacImportPlan *plan)
{
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (run (fixture, plan, progress, NULL, &error));
  g_assert_no_error (error);
}

static void
test_undo_all (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GString) text = many_rows (ROWS);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  gint64 began;
  FacStoreUndone undone;

  done (fixture, plan);
  st_changed (fixture, FAC_ENTITY_CUSTOMER, NULL);
  began = g_get_monotonic_time ();
  undone = undo (fixture, plan);
  g_test_message ("%u rows back in %.2f s", ROWS, (g_get_monotonic_time () - began) / 1e6);
  g_assert_cmpuint (undone.undone, ==, ROWS);
  g_assert_cmpuint (undone.kept, ==, 0);
  g_assert_cmpuint (undone.sent, ==, 0);
  g_assert_true (st_changed (fixture, FAC_ENTITY_CUSTOMER, NULL));
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers WHERE offline_state <> 3"), ==, 0);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM outbox"), ==, 0);
  g_assert_cmpuint (st_search (fixture, FAC_ENTITY_CUSTOMER, "numero 12345"), ==, 0);
  st_check_indexes (fixture);
  /* twice takes back nothing */
  g_assert_cmpuint (undo (fixture, plan).undone, ==, 0);
}

static const char *
id_of_row (const FacImportPlan *plan, guint i)
{
  const FacImportLine *line = g_ptr_array_index (plan->lines, i);

  return ((const FacCustomer *) line->object)->id;
}

static void
edit_phone (Fixture *fixture, const char *id)
{
  g_autoptr (FacCustomer) stored = st_get_customer (fixture, id);
  g_autoptr (FacCustomer) edited = fac_customer_copy (stored);

  fac_set_string (&edited->phone, "5512345678");
  save (fixture, edited);
}

/* what was touched since, or is on an invoice, is nobody's slip any more */
static void
test_undo_kept (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GString) text = many_rows (4);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  g_autoptr (FacCustomer) buyer = NULL;
  g_autoptr (FacCustomer) untouched = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  FacStoreUndone undone;

  done (fixture, plan);
  edit_phone (fixture, id_of_row (plan, 0));
  fac_store_delete_async (fixture->store, FAC_ENTITY_CUSTOMER, id_of_row (plan, 1), 0, ST_GOT);
  st_ok (fixture);
  buyer = st_get_customer (fixture, id_of_row (plan, 2));
  invoice = st_invoice (buyer, "Silla", "100.00");
  fac_store_save_draft_async (fixture->store, invoice, FALSE, ST_GOT);
  st_ok (fixture);
  undone = undo (fixture, plan);
  g_assert_cmpuint (undone.undone, ==, 1);
  g_assert_cmpuint (undone.kept, ==, 3);
  untouched = st_get_customer (fixture, id_of_row (plan, 3));
  g_assert_null (untouched);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers WHERE offline_state <> 3"), ==, 2);
  st_check_indexes (fixture);
}

/* what the service has already is deleted there, and what was changed is changed back */
static void
test_undo_sent (void)
{
  static const char file[] = "Nombre;RFC;CP;Régimen;Correo\n"
                             "ESCUELA KEMPER URGATE;EKU9003173C9;50000;601;nuevo@example.com\n"
                             "UNIVERSIDAD ROBOTICA ESPAÑOLA;URE180429TM6;50000;601;x@example.com\n";
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (FacCustomer) first = st_customer ("ESCUELA KEMPER URGATE", "EKU9003173C9");
  g_autoptr (FacCustomer) theirs = st_remote_customer (first, "r1");
  g_autoptr (FacCustomer) added = NULL, added_theirs = NULL, now = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (FacOutboxEntry) create = NULL, update = NULL, other = NULL;
  gint64 next;
  FacStoreUndone undone;

  save (fixture, first);
  create = st_claim (fixture, ST_NOW, &next);
  st_acknowledge_customer (fixture, create->id, theirs);
  existing = all_customers (fixture);
  plan = plan_of (file, strlen (file), existing);
  done (fixture, plan);
  st_assert_outbox (fixture, "UPDATE customer QUEUED, CREATE customer QUEUED");
  update = st_claim (fixture, ST_NOW, &next);
  other = st_claim (fixture, ST_NOW, &next);
  added = st_get_customer (fixture, id_of_row (plan, 1));
  added_theirs = st_remote_customer (added, "r2");
  st_acknowledge_customer (fixture, other->id, added_theirs);
  now = st_get_customer (fixture, first->id);
  g_assert_cmpstr (now->email, ==, "nuevo@example.com");
  fac_customer_unref (theirs);
  theirs = st_remote_customer (now, "r1");
  st_acknowledge_customer (fixture, update->id, theirs);
  undone = undo (fixture, plan);
  g_assert_cmpuint (undone.undone, ==, 2);
  g_assert_cmpuint (undone.sent, ==, 2);
  fac_customer_unref (now);
  now = st_get_customer (fixture, first->id);
  g_assert_cmpstr (now->email, ==, first->email);
  st_assert_outbox (fixture, "UPDATE customer QUEUED, DELETE customer QUEUED");
}

/* One the service had already when the import's arrived is not the import's to delete. */
static void
test_undo_spares_what_was_there (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GString) text = many_rows (2);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  FacStoreUndone undone;

  done (fixture, plan);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FacOutboxEntry) create = st_claim (fixture, ST_NOW, NULL);
      g_autoptr (FacCustomer) mine = st_get_customer (fixture, create->object_id);
      g_autofree char *remote_id = g_strdup_printf ("r%u", i);
      g_autoptr (FacCustomer) theirs = st_remote_customer (mine, remote_id);
      const FacAcknowledgement answer = { .entry_id = create->id, .customer = theirs,
                                          .had = i == 0 };

      fac_store_acknowledge_async (fixture->store, &answer, ST_GOT);
      st_ok (fixture);
    }
  undone = undo (fixture, plan);
  g_assert_cmpuint (undone.undone, ==, 1);
  g_assert_cmpuint (undone.kept, ==, 1);
  g_assert_cmpuint (undone.sent, ==, 1);
  st_assert_outbox (fixture, "DELETE customer QUEUED");
}

/* Taken back while the change is on its way, which the service then refuses: there is nothing to attend to. */
static void
test_undo_on_its_way (void)
{
  static const char file[] = "Nombre;RFC;CP;Régimen;Correo\n"
                             "ESCUELA KEMPER URGATE;EKU9003173C9;50000;601;nuevo@example.com\n";
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (FacCustomer) first = st_customer ("ESCUELA KEMPER URGATE", "EKU9003173C9");
  g_autoptr (FacCustomer) theirs = st_remote_customer (first, "r1");
  g_autoptr (FacCustomer) now = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (FacOutboxEntry) create = NULL, update = NULL;

  save (fixture, first);
  create = st_claim (fixture, ST_NOW, NULL);
  st_acknowledge_customer (fixture, create->id, theirs);
  existing = all_customers (fixture);
  plan = plan_of (file, strlen (file), existing);
  done (fixture, plan);
  update = st_claim (fixture, ST_NOW, NULL);
  g_assert_cmpuint (undo (fixture, plan).undone, ==, 1);
  fac_store_refuse_async (fixture->store, update->id, "invalid", "email", "No", "log", ST_GOT);
  st_ok (fixture);
  st_assert_outbox (fixture, "");
  now = st_get_customer (fixture, first->id);
  g_assert_cmpstr (now->email, ==, first->email);
  g_assert_cmpint (st_sql (fixture, "SELECT offline_state FROM customers"), ==, 0);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM bases"), ==, 0);
}

/* The service takes no customer back to where something is missing. */
static void
test_undo_keeps_what_was_completed (void)
{
  static const char file[] = "Nombre;RFC;CP;Régimen;Correo\n"
                             "ESCUELA KEMPER URGATE;EKU9003173C9;50000;601;nuevo@example.com\n";
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (FacCustomer) first = st_customer ("ESCUELA KEMPER URGATE", "EKU9003173C9");
  g_autoptr (FacCustomer) theirs = NULL, whole = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (FacImportPlan) plan = NULL;
  g_autoptr (FacOutboxEntry) create = NULL, update = NULL;

  fac_set_string (&first->tax_system, NULL);
  theirs = st_remote_customer (first, "r1");
  save (fixture, first);
  create = st_claim (fixture, ST_NOW, NULL);
  st_acknowledge_customer (fixture, create->id, theirs);
  existing = all_customers (fixture);
  plan = plan_of (file, strlen (file), existing);
  done (fixture, plan);
  /* as long as it waits, nobody heard of it */
  g_assert_cmpuint (undo (fixture, plan).undone, ==, 1);
  st_assert_outbox (fixture, "");
  done (fixture, plan);
  update = st_claim (fixture, ST_NOW, NULL);
  g_assert_cmpuint (undo (fixture, plan).kept, ==, 1);
  whole = st_get_customer (fixture, first->id);
  g_assert_cmpstr (whole->tax_system, ==, "601");
  st_assert_outbox (fixture, "UPDATE customer CLAIMED");
}

/* ---- an end without warning ------------------------------------------------------------------- */

#define INTO "FACTURADOR_TEST_IMPORT_INTO"

static gboolean
tell_begun (gpointer data)
{
  const FacStoreProgress *progress = data;

  if (g_atomic_int_get (&progress->done) < ROWS / 4)
    return G_SOURCE_CONTINUE;
  /* the test waits for this line, then ends the process */
  (void) !write (STDOUT_FILENO, "begun\n", 6);
  return G_SOURCE_REMOVE;
}

static int
import_into (const char *folder)
{
  Fixture fixture = { .folder = g_strdup (folder), .clock = fac_test_clock_new (ST_NOW),
                      .changes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GString) text = many_rows (ROWS);
  g_autoptr (FacImportPlan) plan = plan_of (text->str, text->len, NULL);
  g_autoptr (FacStoreProgress) progress = fac_store_progress_new ();

  st_open (&fixture);
  g_timeout_add (1, tell_begun, progress);
  run (&fixture, plan, progress, NULL, NULL);
  return 3;
}

static void
test_killed (void)
{
  g_autoptr (Fixture) fixture = st_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  char line[6] = "";

  st_close (fixture);
  g_subprocess_launcher_setenv (launcher, INTO, fixture->folder, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, NULL);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (child), line, sizeof line,
                                          NULL, NULL, NULL));
  g_assert_cmpint (memcmp (line, "begun\n", 6), ==, 0);
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  st_open (fixture);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM customers"), ==, 0);
  g_assert_cmpint (st_sql (fixture, "SELECT count(*) FROM outbox"), ==, 0);
  st_check_indexes (fixture);
}

int
main (int argc, char **argv)
{
  if (g_getenv (INTO) != NULL)
    return import_into (g_getenv (INTO));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/run/all", test_all);
  g_test_add_func ("/transfer/run/cancel", test_cancel);
  g_test_add_func ("/transfer/run/meanwhile", test_meanwhile);
  g_test_add_func ("/transfer/run/undo-all", test_undo_all);
  g_test_add_func ("/transfer/run/undo-kept", test_undo_kept);
  g_test_add_func ("/transfer/run/undo-sent", test_undo_sent);
  g_test_add_func ("/transfer/run/undo-spares-what-was-there", test_undo_spares_what_was_there);
  g_test_add_func ("/transfer/run/undo-on-its-way", test_undo_on_its_way);
  g_test_add_func ("/transfer/run/undo-keeps-what-was-completed", test_undo_keeps_what_was_completed);
  g_test_add_func ("/transfer/run/killed", test_killed);
  return g_test_run ();
}
