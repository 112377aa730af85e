/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-files.h"

#include "fac-db.h"

/* A database as the program of @version made it, with no rows but those that @rows inserts. */
static void
make_version (const char *folder, guint version, const char *rows)
{
  static const char *const steps[] = { "0001-first.sql", "0002-conflicts.sql", "0003-pull.sql",
                                       "0004-cancellation.sql", "0005-pages.sql",
                                       "0006-owed.sql", "0007-tax-checks.sql", "0008-figures.sql",
                                       "0009-sales.sql" };
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *marks =
      g_strdup_printf ("PRAGMA application_id = 1180787524; PRAGMA user_version = %u", version);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacDb) db = fac_db_open (path, FAC_DB_CREATE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < version; i++)
    {
      g_autofree char *file = g_build_filename (g_getenv ("FACTURADOR_TEST_ROOT"), "src", "store",
                                                "migrations", steps[i], NULL);
      g_autofree char *sql = NULL;

      g_file_get_contents (file, &sql, NULL, &error);
      g_assert_no_error (error);
      fac_db_exec (db, sql, &error);
      g_assert_no_error (error);
    }
  fac_db_exec (db, rows, &error);
  g_assert_no_error (error);
  fac_db_exec (db, marks, &error);
  g_assert_no_error (error);
}

/* A store over a folder that @version left. */
static Fixture *
open_version (guint version, const char *rows)
{
  Fixture *s = st_new ();

  st_close (s);
  g_free (s->folder);
  s->folder = fac_test_folder ();
  make_version (s->folder, version, rows);
  st_open (s);
  g_assert_cmpint (st_sql (s, "PRAGMA user_version"), ==, 15);
  return s;
}

/* One document that was cancelled and one that was not. */
#define ROWS_3                                                                                    \
  "INSERT INTO documents (id, offline_state, type, status, uuid, folio_key, date,"                \
  " stamped_at, created_at, updated_at, name_key, currency, total, total_key) VALUES"             \
  " ('a', 0, 'I', 7, 'U1', '', 1, 1, 1, 1, '', 'MXN', '1', 100),"                                 \
  " ('b', 0, 'I', 4, 'U2', '', 1, 1, 1, 1, '', 'MXN', '1', 100)"

static void
test_from_version_3 (void)
{
  g_autoptr (Fixture) s = open_version (3, ROWS_3);

  g_assert_cmpint (st_sql (s, "SELECT acuse_owed FROM documents WHERE id = 'a'"), ==, 1);
  g_assert_cmpint (st_sql (s, "SELECT acuse_owed FROM documents WHERE id = 'b'"), ==, 0);
}

/* Every tenth a draft, the third hidden; two events each; entries of which the youngest have gone. */
#define ROWS_4                                                                                    \
  "BEGIN;"                                                                                        \
  "CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY);"                                            \
  "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000)"             \
  " INSERT INTO numbers SELECT n FROM c;"                                                         \
  "INSERT INTO documents (seq, id, remote_id, sort_key, offline_state, type, status, folio_key, date, stamped_at," \
  " created_at, updated_at, customer_remote_id, name_key, currency, total, total_key, hidden_words)" \
  " SELECT n, 'd' || n, CASE WHEN n % 10 THEN 'r' || n END, CASE n WHEN 3 THEN NULL ELSE n << 20 END," \
  " CASE n WHEN 3 THEN 3 ELSE 0 END, 'I', CASE WHEN n % 10 THEN 4 ELSE 0 END, printf ('a %012d', n), n * 1000," \
  " 0, n * 1000, n, CASE WHEN n % 10 THEN 'c' || n % 7 END, 'name ' || n % 100, 'MXN', n || '.00', n * 100," \
  " CASE n WHEN 3 THEN 'w3 hidden' END FROM numbers;"                                             \
  "INSERT INTO document_order (key, document) SELECT sort_key, seq FROM documents WHERE sort_key IS NOT NULL;" \
  "INSERT INTO document_texts (key, words) SELECT n << 20, 'w' || n || ' every' FROM numbers WHERE n <> 3;" \
  "INSERT INTO document_index (document_index) VALUES ('rebuild');"                               \
  "INSERT INTO document_contents (document, content) SELECT n, zeroblob (500) FROM numbers WHERE n % 10 = 0;" \
  "INSERT INTO lines (document, position, quantity, unit_price, amount) SELECT n, 0, '1', '1', '1' FROM numbers;" \
  "INSERT INTO history (document, at, kind) SELECT n, n, 'created' FROM numbers;"                 \
  "INSERT INTO history (document, at, kind) SELECT n, n, 'queued' FROM numbers;"                  \
  "INSERT INTO outbox (verb, entity, object_id, payload, payload_hash, idempotency_key, state, created_at)" \
  " SELECT 1, 2, 'd' || n, x'00', '', 'k' || n, 1, n FROM numbers WHERE n <= 20;"                 \
  "INSERT INTO outbox_waits (entry, waits_for) VALUES (5, 4);"                                    \
  "DELETE FROM outbox WHERE id > 15;"                                                             \
  "COMMIT"

static void
check_version_4_documents (Fixture *s)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GArray) keys = st_keys (s, query);

  g_assert_cmpuint (keys->len, ==, 99999);
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpint (g_array_index (keys, gint64, i - 1), >, g_array_index (keys, gint64, i));
  st_check_indexes (s);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "w70010"), ==, 1);
  g_assert_cmpuint (st_search (s, FAC_ENTITY_INVOICE, "hidden"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM document_contents WHERE words = 'w3 hidden'"),
                   ==, 1);
  g_assert_cmpint (st_sql (s, "SELECT sum (length (content)) FROM document_contents"), ==, 5000000);
  g_assert_cmpint (st_sql (s, "SELECT sum (total_key + date) FROM documents"), ==,
                   G_GINT64_CONSTANT (5000050000) * 1100);
  /* lines are read out of what is kept of the documents */
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM lines"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM unread_lines"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM history a JOIN history b ON b.document = a.document"
                           " AND b.number > a.number WHERE a.kind = 'created' AND b.kind = 'queued'"),
                   ==, 100000);
}

static void
test_from_version_4 (void)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (Fixture) s = open_version (4, ROWS_4);
  g_autofree char *backup = g_strconcat (s->folder, "/facturador.db.before-15.bak", NULL);
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");

  g_test_message ("made and brought up in %.1f s", (g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  g_assert_true (g_file_test (backup, G_FILE_TEST_IS_REGULAR));
  check_version_4_documents (s);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM outbox"), ==, 15);
  g_assert_cmpint (st_sql (s, "SELECT waits_for FROM outbox_waits WHERE entry = 5"), ==, 4);
  /* ids of entries that went are not given again */
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  g_assert_cmpint (st_sql (s, "SELECT max (id) FROM outbox"), ==, 21);
}

/* Two of November and one of the month after, a draft, one whose month cannot be told. */
#define ROWS_5                                                                                    \
  "INSERT INTO documents (seq, id, offline_state, type, status, uuid, folio_key, date,"           \
  " stamped_at, created_at, updated_at, name_key, currency, total, total_key, xml_owed, acuse_owed) VALUES" \
  " (1, 'a', 0, 'I', 7, 'U1', '', 1794765600000000, 1, 1, 1, '', 'MXN', '1', 100, 1, 1),"         \
  " (2, 'b', 0, 'I', 4, 'U2', '', 1796103000000000, 1, 1, 1, '', 'MXN', '1', 100, 1, 0),"         \
  " (3, 'c', 0, 'I', 7, 'U3', '', 1796400000000000, 1, 1, 1, '', 'MXN', '1', 100, 0, 1),"         \
  " (4, 'd', 0, 'I', 0, NULL, '', 1794765600000000, 1, 1, 1, '', 'MXN', '1', 100, 0, 0),"         \
  " (5, 'e', 0, 'I', 4, 'U5', '', 9223372036854775807, 1, 1, 1, '', 'MXN', '1', 100, 1, 0);"      \
  "INSERT INTO document_contents (document, words) SELECT seq, '' FROM documents"

static void
run (Fixture *s, const char *sql)
{
  sf_change_header (s->folder, sql);
  st_check_owed (s);
}

static void
test_from_version_5 (void)
{
  g_autoptr (Fixture) s = open_version (5, ROWS_5);

  st_check_indexes (s);
  g_assert_cmpint (st_sql (s, "SELECT xml * 10 + acuse FROM owed_files WHERE month = 202611"), ==, 21);
  g_assert_cmpint (st_sql (s, "SELECT xml * 10 + acuse FROM owed_files WHERE month = 202612"), ==, 1);
  g_assert_cmpint (st_sql (s, "SELECT xml * 10 + acuse FROM owed_files WHERE month = 0"), ==, 10);
  st_close (s);
  /* whatever changes the documents, the account follows */
  run (s, "UPDATE documents SET xml_owed = 0 WHERE id = 'a'");
  run (s, "UPDATE documents SET acuse_owed = 0 WHERE id = 'a'");
  run (s, "UPDATE documents SET date = 1796400000000000 WHERE id = 'b'");
  run (s, "UPDATE documents SET date = 1794765600000000, xml_owed = 1 WHERE id = 'c'");
  run (s, "UPDATE documents SET date = 1 WHERE id = 'd'");
  run (s, "DELETE FROM documents WHERE id = 'e'");
  st_open (s);
  g_assert_cmpint (st_sql (s, "SELECT sum (xml) * 10 + sum (acuse) FROM owed_files"), ==, 21);
}

#define ROWS_7                                                                                    \
  "INSERT INTO customers (seq, id, offline_state, name_key, tax_id, created_at, updated_at, words, content)" \
  " VALUES (1, 'alfa', 0, '', '', 1, 1, '', x''), (2, 'beta', 0, '', '', 1, 1, '', x'');"         \
  "INSERT INTO documents (seq, id, offline_state, type, status, uuid, folio_key, date,"           \
  " stamped_at, created_at, updated_at, name_key, currency, total, total_key, customer, payment_method) VALUES" \
  " (1, 'a', 0, 'I', 4, 'U1', '', 30, 1, 1, 1, '', 'MXN', '11.60', 1160, 1, 'PPD'),"               \
  " (2, 'b', 0, 'I', 6, 'U2', '', 50, 1, 1, 1, '', 'MXN', '5', 500, 1, 'PPD'),"                    \
  " (3, 'c', 0, 'I', 7, 'U3', '', 70, 1, 1, 1, '', 'MXN', '5', 500, 1, 'PPD'),"                    \
  " (4, 'd', 0, 'I', 4, 'U4', '', 20, 1, 1, 1, '', 'MXN', '5', 500, 2, 'PUE'),"                    \
  " (5, 'e', 0, 'I', 0, NULL, '', 90, 1, 1, 1, '', 'MXN', '5', 500, 2, 'PPD');"                    \
  "INSERT INTO document_contents (document, words) SELECT seq, '' FROM documents"

static void
test_from_version_7 (void)
{
  g_autoptr (Fixture) s = open_version (7, ROWS_7);

  st_check_indexes (s);
  g_assert_cmpint (st_sql (s, "SELECT balance_key FROM customers WHERE id = 'alfa'"), ==, 1660);
  g_assert_cmpint (st_sql (s, "SELECT last_invoice FROM customers WHERE id = 'alfa'"), ==, 50);
  g_assert_cmpint (st_sql (s, "SELECT balance_key FROM customers WHERE id = 'beta'"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT last_invoice FROM customers WHERE id = 'beta'"), ==, 20);
  st_close (s);
  /* whatever changes the documents, the figures follow */
  sf_change_header (s->folder, "UPDATE documents SET status = 7, due = 0, due_key = 0 WHERE id = 'b'");
  sf_change_header (s->folder, "UPDATE documents SET customer = 2 WHERE id = 'a'");
  sf_change_header (s->folder, "DELETE FROM documents WHERE id = 'd'");
  st_open (s);
  st_check_figures (s);
  g_assert_cmpint (st_sql (s, "SELECT balance_key FROM customers WHERE id = 'beta'"), ==, 1160);
  g_assert_cmpint (st_sql (s, "SELECT last_invoice FROM customers WHERE id = 'beta'"), ==, 30);
  g_assert_cmpint (st_sql (s, "SELECT last_invoice FROM customers WHERE id = 'alfa'"), ==, 0);
}

/* One from the service, one written here, a draft of each, others of which nothing is kept; two products, one deleted. */
#define ROWS_8                                                                                    \
  ROWS_7 ";"                                                                                      \
  "INSERT INTO documents (seq, id, offline_state, type, status, folio_key, date, stamped_at, created_at, updated_at," \
  " name_key, currency, total, total_key) VALUES (6, 'f', 0, 'I', 0, '', 1, 1, 1, 1, '', 'MXN', '1', 100);" \
  "INSERT INTO document_contents (document, words) VALUES (6, '');"                               \
  "INSERT INTO bodies (document, body) VALUES (1, x'7b7d'), (5, x'7b7d'), (6, x'7b7d');"           \
  "UPDATE document_contents SET content = x'00' WHERE document IN (2, 5);"                        \
  "INSERT INTO lines (document, position, quantity, unit_price, amount) VALUES (1, 0, '1', '1', '1');" \
  "INSERT INTO products (seq, id, offline_state, name_key, sku, price, price_key, created_at, updated_at, words," \
  " content) VALUES (1, 'p', 0, '', '', '1', 1, 1, 1, '', x''), (2, 'q', 3, '', '', '1', 1, 1, 1, '', x'')"

static void
test_from_version_8 (void)
{
  g_autoptr (Fixture) s = open_version (8, ROWS_8);

  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM lines"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM unread_lines WHERE document IN (1, 2, 6)"), ==, 3);
  g_assert_cmpint (st_sql (s, "SELECT count(*) FROM unread_lines"), ==, 3);
  g_assert_cmpint (st_sql (s, "SELECT sum (product) FROM stale_products"), ==, 1);
  g_assert_cmpint (st_sql (s, "SELECT sum (customer) FROM stale_customers"), ==, 3);
  st_close (s);
  sf_change_header (s->folder, "PRAGMA foreign_keys = ON; DELETE FROM documents WHERE id = 'a'");
  st_open (s);
  g_assert_cmpint (st_sql (s, "SELECT sum (document) FROM unread_lines"), ==, 8);
}

/* A payment and a credit note from the service, a draft of a payment written here, one of which nothing is kept. */
#define ROWS_9                                                                                    \
  ROWS_7 ";"                                                                                      \
  "INSERT INTO documents (seq, id, offline_state, type, status, folio_key, date, stamped_at, created_at, updated_at," \
  " name_key, currency, total, total_key) VALUES (6, 'f', 0, 'P', 4, '', 1, 1, 1, 1, '', 'XXX', '0', 0)," \
  " (7, 'g', 0, 'E', 4, '', 1, 1, 1, 1, '', 'MXN', '1', 100), (8, 'h', 1, 'P', 0, '', 1, 1, 1, 1, '', 'XXX', '0', 0)," \
  " (9, 'i', 0, 'P', 4, '', 1, 1, 1, 1, '', 'XXX', '0', 0);"                                      \
  "INSERT INTO document_contents (document, words) VALUES (6, ''), (7, ''), (8, ''), (9, '');"      \
  "INSERT INTO bodies (document, body) VALUES (1, x'7b7d'), (6, x'7b7d'), (7, x'7b7d');"           \
  "UPDATE document_contents SET content = x'00' WHERE document = 8;"                               \
  "INSERT INTO payments (document, position, uuid, amount) VALUES (6, 0, 'u', 1)"

static void
test_from_version_9 (void)
{
  g_autoptr (Fixture) s = open_version (9, ROWS_9);

  g_assert_cmpint (st_sql (s, "SELECT sum (installment) FROM payments"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM deposits"), ==, 0);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM unread_lines WHERE document IN (6, 7, 8)"), ==, 3);
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM unread_lines WHERE document = 9"), ==, 0);
  /* what an invoice names is read, too */
  g_assert_cmpint (st_sql (s, "SELECT count (*) FROM unread_lines WHERE document = 1"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-versions/from-version-3", test_from_version_3);
  g_test_add_func ("/store-versions/from-version-4", test_from_version_4);
  g_test_add_func ("/store-versions/from-version-5", test_from_version_5);
  g_test_add_func ("/store-versions/from-version-7", test_from_version_7);
  g_test_add_func ("/store-versions/from-version-8", test_from_version_8);
  g_test_add_func ("/store-versions/from-version-9", test_from_version_9);
  return g_test_run ();
}
