/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-files.h"

#include "fac-db.h"
#include "fac-file-mark.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 8192

/* The page on which @table or index begins is written over; with @times the file's times stay as they were. */
static void
spoil (const char *folder, const char *table, gboolean times)
{
  g_autofree char *path = sf_db_path (folder);
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
      g_autofree char *folder = sf_used_folder ();

      g_test_message ("%s", places[i]);
      spoil (folder, places[i], FALSE);
      g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
      g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
    }
}

/* What is as it was left is not read through: so the start costs nothing. */
static void
test_left_alone (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *path = sf_db_path (folder);
  Fixture s = { .folder = folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  spoil (folder, "attachments", TRUE);
  st_open (&s);
  st_reopen (&s); /* nor is it after it was written on */
  st_close (&s);
  g_assert_cmpint (g_utime (path, NULL), ==, 0);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_ptr_array_unref (s.changes);
  g_object_unref (s.clock);
}

static void
test_empty (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *fresh = fac_test_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *alone = sf_db_path (fresh);

  g_assert_cmpint (truncate (path, 0), ==, 0);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (alone, "", 0, NULL));
  g_assert_cmpint (sf_refused_untouched (fresh), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_cut (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *path = sf_db_path (folder);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size / 2), ==, 0);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* A newer program leaves its mark as well. */
static void
test_newer_marked (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *lock = g_build_filename (folder, "facturador.lock", NULL);
  g_autoptr (FacFileMark) mark = NULL;

  sf_change_header (folder, "PRAGMA user_version = 99");
  g_assert_cmpint (g_unlink (log), ==, 0); /* all of it is in the file */
  mark = fac_file_mark (path);
  g_assert_cmpint (mark->version, ==, 99);
  g_assert_nonnull (mark->text);
  g_assert_true (g_file_set_contents (lock, mark->text, -1, NULL));
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_NEWER);
}

/* An older copy put back is sound, and opens. */
static void
test_put_back (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autofree char *path = sf_db_path (s->folder);
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
  before = sf_folder_state (s->folder);
  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  st_close (s);
  after = sf_file_hash (s->folder);
  g_assert_nonnull (strstr (before, after)); /* the log was not moved into it */
  g_assert_cmpint (sf_refused_untouched (s->folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* What reading meets stops the writing of what lies elsewhere in the file. */
static void
test_read_while_open (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);
  g_autoptr (FacProduct) product = st_product ("Clavo", "C-1", "1.00");
  g_autoptr (FacProduct) other = st_product ("Tornillo", "T-1", "1.00");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  st_close (s);
  spoil (s->folder, "customers_by_updated", TRUE);
  st_open (s);
  fac_store_save_product_async (s->store, product, TRUE, ST_GOT);
  st_ok (s);
  query->order = FAC_ORDER_DATE;
  fac_store_first_page_async (s->store, query, 10, NULL, fac_test_got, &result);
  g_assert_null (fac_store_first_page_finish (s->store, fac_test_result (&result), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT);
  fac_store_save_product_async (s->store, other, TRUE, ST_GOT);
  st_refused (s, FAC_STORE_ERROR_CORRUPT);
  st_close (s);
  g_assert_cmpint (sf_refused_untouched (s->folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* Its log is read as well, and it stays with what lies beside it. */
static void
test_damaged_after_crash (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autoptr (GSubprocess) holder = sf_open_elsewhere ("--hold", folder);
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  spoil (folder, "documents", TRUE);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_assert_cmpint (g_unlink (shared), ==, 0);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* After a crash, while another program reads the file, which keeps nobody from it. */
static void
test_read_elsewhere (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autoptr (GSubprocess) holder = sf_open_elsewhere ("--hold", folder);
  g_autoptr (GSubprocess) reader = NULL;
  Fixture s = { .folder = folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  reader = sf_open_elsewhere ("--read", folder);
  st_open (&s);
  st_close (&s);
  spoil (folder, "documents", TRUE);
  g_assert_cmpint (st_open_fails (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_subprocess_send_signal (reader, SIGKILL);
  g_subprocess_wait (reader, NULL, NULL);
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
}

int
main (int argc, char **argv)
{
  int status;

  if (sf_is_child (argc, argv, &status))
    return status;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-damage/middle", test_middle);
  g_test_add_func ("/store-damage/left-alone", test_left_alone);
  g_test_add_func ("/store-damage/empty", test_empty);
  g_test_add_func ("/store-damage/cut", test_cut);
  g_test_add_func ("/store-damage/newer-marked", test_newer_marked);
  g_test_add_func ("/store-damage/put-back", test_put_back);
  g_test_add_func ("/store-damage/while-open", test_while_open);
  g_test_add_func ("/store-damage/read-while-open", test_read_while_open);
  g_test_add_func ("/store-damage/damaged-after-crash", test_damaged_after_crash);
  g_test_add_func ("/store-damage/read-elsewhere", test_read_elsewhere);
  return g_test_run ();
}
