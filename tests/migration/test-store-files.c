/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "fac-db.h"
#include "fac-file-mark.h"
#include "fac-organization-store.h"

#include <glib/gstdio.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define PAGE   8192

static char *
db_path (const char *folder)
{
  return g_build_filename (folder, "facturador.db", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
file_hash (const char *folder)
{
  g_autofree char *path = db_path (folder);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

/* Names and hashes of all files in @folder. */
static char *
folder_state (const char *folder)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      g_autofree char *sum = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
      g_ptr_array_add (lines, g_strjoin (" ", name, sum, NULL));
    }
  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static int
refused_untouched (const char *folder)
{
  g_autofree char *before = folder_state (folder);
  int code = st_open_fails (folder);
  g_autofree char *after = folder_state (folder);

  g_assert_cmpstr (before, ==, after);
  return code;
}

/* A folder with one customer in it, closed. Returns: (transfer full) */
static char *
used_folder (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  return g_strdup (s->folder);
}

static void
change_header (const char *folder, const char *sql)
{
  g_autofree char *path = db_path (folder);
  g_autoptr (FacDb) db = fac_db_open (path, 0, NULL);
  g_autoptr (GError) error = NULL;

  fac_db_exec (db, sql, &error);
  g_assert_no_error (error);
  g_assert_true (fac_db_checkpoint (db, NULL));
}

static void
test_fresh (void)
{
  g_autofree char *parent = fac_test_folder ();
  g_autoptr (Fixture) s = st_new ();
  GStatBuf status;

  st_close (s);
  g_free (s->folder);
  s->folder = g_build_filename (parent, "a", "test", NULL);
  st_open (s);
  g_assert_cmpint (g_stat (s->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (st_sql (s, "PRAGMA user_version"), ==, 9);
  g_assert_cmpint (st_sql (s, "PRAGMA application_id"), ==, 0x46616344);
  g_assert_cmpint (st_sql (s, "PRAGMA page_size"), ==, 8192);
}

static void
test_newer (void)
{
  g_autofree char *folder = used_folder ();

  change_header (folder, "PRAGMA user_version = 99");
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_NEWER);
}

static void
test_foreign (void)
{
  g_autofree char *folder = used_folder ();

  change_header (folder, "PRAGMA application_id = 77");
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_garbage (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *text = g_strnfill (5000, 'z');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_torn (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  memset (data + 100, 0xa5, 8000); /* the schema's page behind the header */
  g_assert_true (g_file_set_contents (path, data, length, NULL));
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* The page on which @table or index begins is written over; with @times the file's times stay as they were. */
static void
spoil (const char *folder, const char *table, gboolean times)
{
  g_autofree char *path = db_path (folder);
  g_autofree char *junk = g_strnfill (PAGE - 200, '\xa5');
  struct stat status;
  gint64 page;
  int file;

  {
    g_autoptr (FacDb) db = fac_db_open (path, FAC_DB_READ_ONLY | FAC_DB_IMMUTABLE, NULL);
    FacStatement *root = fac_db_prepare (db, "SELECT rootpage FROM sqlite_schema WHERE name = ?",
                                         NULL);

    fac_statement_bind_text (root, 1, table);
    g_assert_true (fac_statement_step (root, NULL));
    page = fac_statement_int (root, 0);
  }
  g_assert_cmpint (page, >, 1);
  file = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (fstat (file, &status), ==, 0);
  g_assert_cmpint (pwrite (file, junk, PAGE - 200, (page - 1) * PAGE), ==, PAGE - 200);
  if (times)
    g_assert_cmpint (futimens (file, (struct timespec[]) { status.st_atim, status.st_mtim }), ==, 0);
  close (file);
}

static void
test_middle (void)
{
  static const char *const places[] = { "documents", "document_index_data", "history",
                                        "customers", "heartbeat",
                                        "sqlite_autoindex_documents_1" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *folder = used_folder ();

      g_test_message ("%s", places[i]);
      spoil (folder, places[i], FALSE);
      g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
      g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
    }
}

/* What is as it was left is not read through: so the start costs nothing. */
static void
test_left_alone (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *path = db_path (folder);
  Fixture s = { .folder = folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  spoil (folder, "attachments", TRUE);
  st_open (&s);
  st_reopen (&s); /* nor is it after it was written on */
  st_close (&s);
  g_assert_cmpint (g_utime (path, NULL), ==, 0);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_ptr_array_unref (s.changes);
  g_object_unref (s.clock);
}

static void
test_empty (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *fresh = fac_test_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *alone = db_path (fresh);

  g_assert_cmpint (truncate (path, 0), ==, 0);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (alone, "", 0, NULL));
  g_assert_cmpint (refused_untouched (fresh), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_cut (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *path = db_path (folder);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size / 2), ==, 0);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* A newer program leaves its mark as well. */
static void
test_newer_marked (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *lock = g_build_filename (folder, "facturador.lock", NULL);
  g_autoptr (FacFileMark) mark = NULL;

  change_header (folder, "PRAGMA user_version = 99");
  g_assert_cmpint (g_unlink (log), ==, 0); /* all of it is in the file */
  mark = fac_file_mark (path);
  g_assert_cmpint (mark->version, ==, 99);
  g_assert_nonnull (mark->text);
  g_assert_true (g_file_set_contents (lock, mark->text, -1, NULL));
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_NEWER);
}

/* An older copy put back is sound, and opens. */
static void
test_put_back (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autofree char *path = db_path (s->folder);
  g_autofree char *data = NULL;
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) found = NULL;
  gsize length;

  st_close (s);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  st_open (s);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  st_close (s);
  g_assert_true (g_file_set_contents (path, data, length, NULL));
  st_open (s);
  found = st_get_customer (s, customer->id);
  g_assert_null (found);
}

/* What was not met when it was opened is met by the first change that needs it, and is the last one. */
static void
test_while_open (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  st_close (s);
  spoil (s->folder, "customers_by_updated", TRUE);
  st_open (s);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  before = folder_state (s->folder);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  st_close (s);
  after = file_hash (s->folder);
  g_assert_nonnull (strstr (before, after)); /* the log was not moved into it */
  g_assert_cmpint (refused_untouched (s->folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* ---- other processes ---------------------------------------------------------------------------- */

static char **
own_command (const char *mode, const char *folder)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, mode, folder, NULL };

  return g_strdupv ((char **) argv);
}

/* Another process that has @folder open, as @mode says. Returns: (transfer full) */
static GSubprocess *
open_elsewhere (const char *mode, const char *folder)
{
  g_auto (GStrv) argv = own_command (mode, folder);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *holder =
      g_subprocess_newv ((const char *const *) argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "open");
  return holder;
}

/* Its log is read as well, and it stays with what lies beside it. */
static void
test_damaged_after_crash (void)
{
  g_autofree char *folder = used_folder ();
  g_autoptr (GSubprocess) holder = open_elsewhere ("--hold", folder);
  g_autofree char *path = db_path (folder);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  spoil (folder, "documents", TRUE);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_cmpint (g_unlink (shared), ==, 0);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* After a crash, while another program reads the file, which keeps nobody from it. */
static void
test_read_elsewhere (void)
{
  g_autofree char *folder = used_folder ();
  g_autoptr (GSubprocess) holder = open_elsewhere ("--hold", folder);
  g_autoptr (GSubprocess) reader = NULL;
  Fixture s = { .folder = folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  reader = open_elsewhere ("--read", folder);
  st_open (&s);
  st_close (&s);
  spoil (folder, "documents", TRUE);
  g_assert_cmpint (st_open_fails (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_subprocess_send_signal (reader, SIGKILL);
  g_subprocess_wait (reader, NULL, NULL);
  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
}

static void
test_locked (void)
{
  g_autofree char *folder = used_folder ();
  g_autoptr (GSubprocess) holder = open_elsewhere ("--hold", folder);
  Fixture s = { 0 };

  g_assert_cmpint (refused_untouched (folder), ==, FAC_STORE_ERROR_LOCKED);
  /* a lock does not outlive its process, however that ends */
  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  s.folder = folder;
  s.clock = fac_test_clock_new (ST_NOW);
  s.changes = g_ptr_array_new_with_free_func (g_free);
  st_open (&s);
  g_assert_cmpint (st_open_fails (folder), ==, FAC_STORE_ERROR_LOCKED); /* nor twice in one */
  st_close (&s);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
}

static int
run_child (const char *mode, const char *folder)
{
  g_auto (GStrv) argv = own_command (mode, folder);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
give_to_nobody (const char *path)
{
  if (geteuid () == 0)
    g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
}

static void
test_read_only (void)
{
  g_autofree char *folder = used_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *lock = g_build_filename (folder, "facturador.lock", NULL);
  g_autofree char *before = file_hash (folder);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  give_to_nobody (folder);
  give_to_nobody (path);
  give_to_nobody (lock);
  g_assert_cmpint (run_child ("--try", folder), ==, FAC_STORE_ERROR_READ_ONLY);
  after = file_hash (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_read_only_folder (void)
{
  g_autofree char *parent = fac_test_folder ();
  g_autofree char *folder = g_build_filename (parent, "inside", NULL);

  g_assert_cmpint (g_chmod (parent, 0500), ==, 0);
  give_to_nobody (parent);
  g_assert_cmpint (run_child ("--try", folder), ==, FAC_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (parent, 0700), ==, 0);
}

/* A file that may not grow stands for a full disk: SQLite sees the same refusal. */
static void
test_full (void)
{
  g_autofree char *folder = fac_test_folder ();

  g_assert_cmpint (run_child ("--full", folder), ==, 0);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static int
fill_up (const char *folder)
{
  g_autofree char *fresh = g_build_filename (folder, "fresh", NULL);
  g_autofree char *notes = g_strnfill (2000000, 'x');
  g_autoptr (FacCustomer) small = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) big = fac_customer_copy (small);
  g_autoptr (FacCustomer) found = NULL;
  Fixture s = { .folder = (char *) folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  st_open (&s);
  fac_store_save_customer_async (s.store, small, TRUE, ST_GOT);
  st_ok (&s);
  fac_set_string (&big->notes, notes);
  limit_files (600000);
  g_ptr_array_set_size (s.changes, 0);
  fac_store_save_customer_async (s.store, big, TRUE, ST_GOT);
  st_refused (&s, FAC_STORE_ERROR_FULL);
  g_assert_cmpuint (s.changes->len, ==, 0);
  found = st_get_customer (&s, small->id);
  g_assert_null (found->notes); /* the last committed state */
  limit_files (1000);
  g_assert_cmpint (st_open_fails (fresh), ==, FAC_STORE_ERROR_FULL);
  limit_files (RLIM_INFINITY);
  fac_store_save_customer_async (s.store, big, TRUE, ST_GOT);
  st_ok (&s); /* space was made: it goes on */
  st_check_indexes (&s);
  st_close (&s);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
  return 0;
}

/* ---- the store of organizations ----------------------------------------------------------------- */

static FacOrganizationStore *
open_organizations (const char *folder)
{
  g_autoptr (GError) error = NULL;
  FacOrganizationStore *store;

  fac_organization_store_open_async (folder, NULL, ST_GOT);
  store = fac_organization_store_open_finish (st_wait (), &error);
  g_assert_no_error (error);
  return store;
}

static void
done (FacOrganizationStore *store)
{
  g_autoptr (GError) error = NULL;

  fac_organization_store_write_finish (store, st_wait (), &error);
  g_assert_no_error (error);
}

static void
close_organizations (FacOrganizationStore *store)
{
  fac_organization_store_close_async (store, ST_GOT);
  done (store);
  st_slot ();
  g_object_unref (store);
}

static GPtrArray *
list (FacOrganizationStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  fac_organization_store_list_async (store, NULL, ST_GOT);
  found = fac_organization_store_list_finish (store, st_wait (), &error);
  g_assert_no_error (error);
  return found;
}

static char *
flag (FacOrganizationStore *store, const char *id)
{
  fac_organization_store_get_flag_async (store, id, "simulated-offline", NULL, ST_GOT);
  return fac_organization_store_get_flag_finish (store, st_wait (), NULL);
}

static void
test_organizations (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacOrganizationStore *store = open_organizations (folder);
  g_autoptr (FacOrganization) a = fac_organization_new ();
  g_autoptr (FacOrganization) b = fac_organization_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *set = NULL;
  g_autofree char *unset = NULL;
  g_autoptr (GError) error = NULL;

  fac_set_string (&a->legal_name, "Escuela Kemper");
  fac_organization_store_save_async (store, a, ST_GOT);
  done (store);
  fac_organization_store_save_async (store, b, ST_GOT);
  done (store);
  fac_organization_store_set_flag_async (store, a->id, "simulated-offline", "1", ST_GOT);
  done (store);
  fac_organization_store_open_async (folder, NULL, ST_GOT);
  g_assert_null (fac_organization_store_open_finish (st_wait (), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_LOCKED);
  close_organizations (store);
  store = open_organizations (folder);
  found = list (store);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((FacOrganization *) g_ptr_array_index (found, 0))->id, ==, a->id);
  g_assert_cmpstr (((FacOrganization *) g_ptr_array_index (found, 0))->legal_name, ==,
                   "Escuela Kemper");
  set = flag (store, a->id);
  unset = flag (store, b->id);
  g_assert_cmpstr (set, ==, "1");
  g_assert_null (unset);
  close_organizations (store);
}

static void
test_organizations_empty (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = db_path (folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  close_organizations (open_organizations (folder));
  g_assert_cmpint (truncate (path, 0), ==, 0);
  before = folder_state (folder);
  fac_organization_store_open_async (folder, NULL, ST_GOT);
  g_assert_null (fac_organization_store_open_finish (st_wait (), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT);
  after = folder_state (folder);
  g_assert_cmpstr (before, ==, after);
}

/* ---- */

static int
try_open (const char *folder)
{
  if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    return 100;
  return st_open_fails (folder);
}

static int
hold (const char *folder)
{
  Fixture s = { .folder = (char *) folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  st_open (&s);
  g_print ("open\n");
  fflush (stdout);
  getchar (); /* until our parent is gone, at the latest */
  return 0;
}

/* Another program: it takes no lock of ours, and ends with its parent. */
static int
hold_read (const char *folder)
{
  g_autofree char *path = db_path (folder);
  g_autoptr (FacDb) db = fac_db_open (path, FAC_DB_READ_ONLY, NULL);

  g_assert_true (fac_db_exec (db, "BEGIN; SELECT count(*) FROM documents", NULL));
  g_print ("open\n");
  fflush (stdout);
  getchar ();
  return 0;
}

/* A database as the program of @version made it, with no rows but those that @rows inserts. */
static void
make_version (const char *folder, guint version, const char *rows)
{
  static const char *const steps[] = { "0001-first.sql", "0002-conflicts.sql", "0003-pull.sql",
                                       "0004-cancellation.sql", "0005-pages.sql",
                                       "0006-owed.sql", "0007-tax-checks.sql", "0008-figures.sql" };
  g_autofree char *path = db_path (folder);
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
  g_assert_cmpint (st_sql (s, "PRAGMA user_version"), ==, 9);
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
  g_autofree char *backup = g_strconcat (s->folder, "/facturador.db.before-9.bak", NULL);
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
  change_header (s->folder, sql);
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
  change_header (s->folder, "UPDATE documents SET status = 7, due = 0, due_key = 0 WHERE id = 'b'");
  change_header (s->folder, "UPDATE documents SET customer = 2 WHERE id = 'a'");
  change_header (s->folder, "DELETE FROM documents WHERE id = 'd'");
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
  change_header (s->folder, "PRAGMA foreign_keys = ON; DELETE FROM documents WHERE id = 'a'");
  st_open (s);
  g_assert_cmpint (st_sql (s, "SELECT sum (document) FROM unread_lines"), ==, 8);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--try"))
    return try_open (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--read"))
    return hold_read (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return fill_up (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-files/fresh", test_fresh);
  g_test_add_func ("/store-files/newer", test_newer);
  g_test_add_func ("/store-files/foreign", test_foreign);
  g_test_add_func ("/store-files/garbage", test_garbage);
  g_test_add_func ("/store-files/torn", test_torn);
  g_test_add_func ("/store-files/middle", test_middle);
  g_test_add_func ("/store-files/left-alone", test_left_alone);
  g_test_add_func ("/store-files/empty", test_empty);
  g_test_add_func ("/store-files/cut", test_cut);
  g_test_add_func ("/store-files/newer-marked", test_newer_marked);
  g_test_add_func ("/store-files/put-back", test_put_back);
  g_test_add_func ("/store-files/while-open", test_while_open);
  g_test_add_func ("/store-files/damaged-after-crash", test_damaged_after_crash);
  g_test_add_func ("/store-files/read-elsewhere", test_read_elsewhere);
  g_test_add_func ("/store-files/locked", test_locked);
  g_test_add_func ("/store-files/read-only", test_read_only);
  g_test_add_func ("/store-files/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store-files/full", test_full);
  g_test_add_func ("/store-files/organizations", test_organizations);
  g_test_add_func ("/store-files/organizations-empty", test_organizations_empty);
  g_test_add_func ("/store-files/from-version-3", test_from_version_3);
  g_test_add_func ("/store-files/from-version-4", test_from_version_4);
  g_test_add_func ("/store-files/from-version-5", test_from_version_5);
  g_test_add_func ("/store-files/from-version-7", test_from_version_7);
  g_test_add_func ("/store-files/from-version-8", test_from_version_8);
  return g_test_run ();
}
