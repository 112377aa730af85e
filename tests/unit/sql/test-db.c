/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db.h"
#include "fac-migrator.h"
#include "fac-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define OWNER 0x46414354

static const FacMigration steps[] = {
  { 1, "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount TEXT, body BLOB)" },
  { 2, "ALTER TABLE thing ADD COLUMN more TEXT; CREATE INDEX thing_more ON thing (more)" },
  { 3, "CREATE TABLE child (id INTEGER PRIMARY KEY, thing INTEGER REFERENCES thing (id))" },
  { 4, "CREATE TABLE four (id INTEGER PRIMARY KEY)" },
  { 5, "CREATE TABLE five (id INTEGER PRIMARY KEY)" },
};

static FacDb *
open_good (const char *path, FacDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  FacDb *db = fac_db_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);
  return db;
}

static void
migrate_good (FacDb *db, const char *path, gsize n_steps)
{
  g_autoptr (GError) error = NULL;

  fac_migrate (db, path, OWNER, steps, n_steps, &error);
  g_assert_no_error (error);
}

static char *
new_path (void)
{
  g_autofree char *folder = fac_test_folder ();

  return g_build_filename (folder, "ñ %?#.db", NULL);
}

static gint64
read_int (FacDb *db, const char *sql)
{
  FacStatement *statement = fac_db_prepare (db, sql, NULL);
  gint64 value;

  g_assert_nonnull (statement);
  g_assert_true (fac_statement_step (statement, NULL));
  value = fac_statement_int (statement, 0);
  fac_statement_reset (statement);
  return value;
}

static char *
file_hash (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, length);
}

static void
test_values (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (GBytes) body = g_bytes_new ("\0x", 2);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;
  FacStatement *insert, *select;
  GStatBuf status;

  migrate_good (db, path, 1);
  insert = fac_db_prepare (db, "INSERT INTO thing (name, amount, body) VALUES (?1, ?2, ?3)", &error);
  g_assert_no_error (error);
  fac_statement_bind_text (insert, 1, "ñandú");
  fac_statement_bind_decimal (insert, 2, fac_decimal_make (-34560, 2));
  fac_statement_bind_blob (insert, 3, body);
  g_assert_true (fac_statement_run (insert, &error));
  g_assert_cmpint (fac_db_changes (db), ==, 1);
  g_assert_cmpint (fac_db_last_rowid (db), ==, 1);
  g_assert_true (fac_db_prepare (db, "INSERT INTO thing (name, amount, body) VALUES (?1, ?2, ?3)", NULL) == insert);
  fac_statement_bind_decimal (insert, 2, fac_decimal_overflowed ());
  g_assert_true (fac_statement_run (insert, &error));
  select = fac_db_prepare (db, "SELECT name, amount, body FROM thing ORDER BY id", &error);
  g_assert_true (fac_statement_step (select, &error));
  g_assert_cmpstr (fac_statement_text (select, 0), ==, "ñandú");
  g_assert_true (fac_statement_decimal (select, 1).coefficient == -34560);
  g_assert_cmpint (fac_statement_decimal (select, 1).scale, ==, 2);
  back = fac_statement_blob (select, 2);
  g_assert_true (g_bytes_equal (back, body));
  g_assert_true (fac_statement_step (select, &error));
  g_assert_true (fac_statement_is_null (select, 0));
  g_assert_null (fac_statement_blob (select, 2));
  g_assert_true (fac_statement_decimal (select, 1).overflow);
  g_assert_false (fac_statement_step (select, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (read_int (db, "PRAGMA page_size"), ==, 8192);
  g_assert_cmpint (read_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (read_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (read_int (db, "PRAGMA wal_autocheckpoint"), ==, 16000);
}

static void
test_transactions (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (FacDb) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before;

  migrate_good (db, path, 1);
  reader = open_good (path, FAC_DB_READ_ONLY);
  before = fac_db_commits (db);
  g_assert_true (fac_db_begin (db, FAC_DB_WRITE, &error));
  g_assert_true (fac_db_exec (db, "INSERT INTO thing (name) VALUES ('a'); INSERT INTO thing (name) VALUES ('b')", &error));
  g_assert_cmpint (read_int (reader, "SELECT count(*) FROM thing"), ==, 0);
  g_assert_true (fac_db_commit (db, &error));
  g_assert_cmpuint (fac_db_commits (db), ==, before + 1);
  g_assert_cmpint (read_int (reader, "SELECT count(*) FROM thing"), ==, 2);
  g_assert_true (fac_db_begin (db, FAC_DB_WRITE, &error));
  g_assert_true (fac_db_exec (db, "DELETE FROM thing", &error));
  fac_db_rollback (db);
  g_assert_cmpint (read_int (reader, "SELECT count(*) FROM thing"), ==, 2);
  g_assert_true (fac_db_begin (db, FAC_DB_READ, &error));
  g_assert_true (fac_db_commit (db, &error));
  g_assert_cmpuint (fac_db_commits (db), ==, before + 1);
  g_assert_true (fac_db_checkpoint (db, &error));
  g_assert_no_error (error);
}

static void
test_error_kinds (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (FacDb) reader = NULL;
  g_autoptr (GError) error = NULL;

  migrate_good (db, path, 3);
  g_assert_true (fac_db_exec (db, "INSERT INTO thing (name) VALUES ('a')", &error));
  g_assert_false (fac_db_exec (db, "INSERT INTO thing (name) VALUES ('a')", &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (fac_db_exec (db, "INSERT INTO child (thing) VALUES (77)", &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (fac_db_prepare (db, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED);
  g_clear_error (&error);
  reader = open_good (path, FAC_DB_READ_ONLY);
  g_assert_false (fac_db_exec (reader, "INSERT INTO thing (name) VALUES ('b')", &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (fac_db_open ("/nowhere/at/all.db", 0, &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND);
}

/* (atomic) whether the other thread has the lock, and whether it may let it go */
static int is_held, may_go;

static gpointer
hold_lock (gpointer data)
{
  g_autoptr (FacDb) db = open_good (data, 0);

  g_assert_true (fac_db_begin (db, FAC_DB_WRITE, NULL));
  g_atomic_int_set (&is_held, TRUE);
  while (!g_atomic_int_get (&may_go))
    g_usleep (1000);
  fac_db_rollback (db);
  return NULL;
}

static void
test_busy (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (GError) error = NULL;
  GThread *other;

  migrate_good (db, path, 1);
  other = g_thread_new ("lock", hold_lock, path);
  while (!g_atomic_int_get (&is_held))
    g_usleep (1000);
  g_assert_false (fac_db_begin (db, FAC_DB_WRITE, &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_BUSY);
  g_atomic_int_set (&may_go, TRUE);
  g_thread_join (other);
}

/* A file that may not grow stands for a full disk: SQLite sees the same refusal. */
static void
test_disk_full (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *fill = g_strnfill (200000, 'x');
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (GError) error = NULL;
  struct rlimit before, tight;
  FacStatement *insert;

  migrate_good (db, path, 1);
  g_assert_true (fac_db_exec (db, "INSERT INTO thing (name) VALUES ('kept')", &error));
  insert = fac_db_prepare (db, "INSERT INTO thing (name) VALUES (?1)", &error);
  fac_statement_bind_text (insert, 1, fill);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = (struct rlimit) { 150000, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (fac_statement_run (insert, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FULL);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 1);
  g_clear_error (&error);
  g_assert_true (fac_statement_run (insert, &error));
  g_assert_no_error (error);
}

static void
test_immutable (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  migrate_good (db, path, 1);
  g_clear_pointer (&db, fac_db_close);
  before = file_hash (path);
  db = open_good (path, FAC_DB_IMMUTABLE);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM thing"), ==, 0);
  g_assert_false (fac_db_exec (db, "DELETE FROM thing", NULL));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_clear_pointer (&db, fac_db_close);
  after = file_hash (path);
  g_assert_cmpstr (before, ==, after);
}

static guint
count_backups (const char *path, gboolean *private_ones)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  *private_ones = TRUE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".bak"))
      {
        g_autofree char *backup = g_build_filename (folder, name, NULL);
        GStatBuf status;

        count++;
        g_assert_cmpint (g_stat (backup, &status), ==, 0);
        *private_ones = *private_ones && (status.st_mode & 0777) == 0600;
      }
    else
      g_assert_false (g_str_has_suffix (name, ".part"));
  return count;
}

static void
test_migrations (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *second = g_strconcat (path, ".before-2.bak", NULL);
  g_autofree char *fifth = g_strconcat (path, ".before-5.bak", NULL);
  gboolean private_ones;

  for (gsize version = 1; version <= G_N_ELEMENTS (steps); version++)
    {
      g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);

      migrate_good (db, path, version);
      g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, version);
      g_assert_cmpint (read_int (db, "PRAGMA application_id"), ==, OWNER);
      g_assert_cmpint (read_int (db, "PRAGMA foreign_keys"), ==, 1);
      g_assert_true (fac_db_exec (db, "INSERT INTO thing (amount) VALUES ('1')", NULL));
      migrate_good (db, path, version); /* again: nothing to do */
      g_assert_cmpuint (count_backups (path, &private_ones), ==, MIN (version - 1, 3));
      g_assert_true (private_ones);
    }
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  {
    g_autoptr (FacDb) backup = open_good (fifth, FAC_DB_READ_ONLY);

    g_assert_cmpint (read_int (backup, "SELECT count(*) FROM thing"), ==, 4);
    g_assert_cmpint (read_int (backup, "PRAGMA user_version"), ==, 4);
  }
}

static void
test_failing_step (void)
{
  static const FacMigration broken[] = {
    { 1, "CREATE TABLE thing (id INTEGER PRIMARY KEY); CREATE TABLE child (thing INTEGER REFERENCES thing (id))" },
    { 2, "CREATE TABLE other (id INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1)" },
  };
  static const FacMigration dangling[] = { { 1, "" }, { 2, "INSERT INTO child VALUES (99)" } };
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  g_autoptr (GError) error = NULL;

  g_assert_false (fac_migrate (db, path, OWNER, broken, 2, &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'other'"), ==, 0);
  g_assert_cmpint (read_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_clear_error (&error);
  g_assert_false (fac_migrate (db, path, OWNER, dangling, 2, &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (read_int (db, "SELECT count(*) FROM child"), ==, 0);
}

/* opens @path as the program would. Returns: the error's code; the file must not have changed by a byte */
static int
refused_untouched (const char *path, gsize n_steps)
{
  g_autofree char *before = file_hash (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  FacDb *db = fac_db_open (path, FAC_DB_CREATE, &error);

  if (db != NULL)
    {
      g_assert_false (fac_migrate (db, path, OWNER, steps, n_steps, &error));
      fac_db_close (db);
    }
  g_assert_nonnull (error);
  g_assert_true (error->domain == FAC_STORE_ERROR);
  after = file_hash (path);
  g_assert_cmpstr (before, ==, after);
  return error->code;
}

static void
test_refused (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *foreign = new_path ();
  g_autofree char *nameless = new_path ();
  g_autofree char *garbage = new_path ();
  g_autofree char *torn = new_path ();
  g_autofree char *data = NULL;
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);
  gsize length;

  migrate_good (db, path, 3);
  g_clear_pointer (&db, fac_db_close);
  g_assert_cmpint (refused_untouched (path, 2), ==, FAC_STORE_ERROR_NEWER);
  db = open_good (foreign, FAC_DB_CREATE);
  g_assert_true (fac_db_exec (db, "PRAGMA journal_mode = DELETE; PRAGMA application_id = 5; CREATE TABLE x (y)", NULL));
  g_clear_pointer (&db, fac_db_close);
  g_assert_cmpint (refused_untouched (foreign, 2), ==, FAC_STORE_ERROR_CORRUPT);
  db = open_good (nameless, FAC_DB_CREATE);
  g_assert_true (fac_db_exec (db, "PRAGMA journal_mode = DELETE; CREATE TABLE x (y)", NULL));
  g_clear_pointer (&db, fac_db_close);
  g_assert_cmpint (refused_untouched (nameless, 2), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (garbage, "this is a letter, not a database; it goes on for a while so that it is long enough "
                                               "to be taken for a file with a header of one hundred bytes", -1, NULL));
  g_assert_cmpint (refused_untouched (garbage, 2), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  memset (data + 8192, 0xa5, 8192);
  g_assert_true (g_file_set_contents (torn, data, length, NULL));
  g_assert_cmpint (refused_untouched (torn, 5), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_read_only_file (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (FacDb) db = open_good (path, FAC_DB_CREATE);

  if (geteuid () == 0)
    {
      g_test_skip ("SKIPPED: root may write every file");
      return;
    }
  migrate_good (db, path, 1);
  g_clear_pointer (&db, fac_db_close);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (refused_untouched (path, 2), ==, FAC_STORE_ERROR_READ_ONLY);
}

static void
test_in_memory (void)
{
  g_autoptr (FacDb) db = open_good (":memory:", FAC_DB_CREATE);

  migrate_good (db, NULL, 2);
  migrate_good (db, NULL, 5);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/values", test_values);
  g_test_add_func ("/db/transactions", test_transactions);
  g_test_add_func ("/db/error-kinds", test_error_kinds);
  g_test_add_func ("/db/busy", test_busy);
  g_test_add_func ("/db/disk-full", test_disk_full);
  g_test_add_func ("/db/immutable", test_immutable);
  g_test_add_func ("/db/in-memory", test_in_memory);
  g_test_add_func ("/migrator/migrations", test_migrations);
  g_test_add_func ("/migrator/failing-step", test_failing_step);
  g_test_add_func ("/migrator/refused", test_refused);
  g_test_add_func ("/migrator/read-only-file", test_read_only_file);
  return g_test_run ();
}
