/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-files.h"

#include "fac-db.h"

#include <stdio.h>

char *
sf_db_path (const char *folder)
{
  return g_build_filename (folder, "facturador.db", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
sf_file_hash (const char *folder)
{
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

/* Names and hashes of all files in @folder. */
char *
sf_folder_state (const char *folder)
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

int
sf_refused_untouched (const char *folder)
{
  g_autofree char *before = sf_folder_state (folder);
  int code = st_open_fails (folder);
  g_autofree char *after = sf_folder_state (folder);

  g_assert_cmpstr (before, ==, after);
  return code;
}

/* A folder with one customer in it, closed. Returns: (transfer full) */
char *
sf_used_folder (void)
{
  g_autoptr (Fixture) s = st_new ();
  g_autoptr (FacCustomer) customer = st_customer ("Uno", "XAXX010101000");

  fac_store_save_customer_async (s->store, customer, TRUE, ST_GOT);
  st_ok (s);
  return g_strdup (s->folder);
}

void
sf_change_header (const char *folder, const char *sql)
{
  g_autofree char *path = sf_db_path (folder);
  g_autoptr (FacDb) db = fac_db_open (path, 0, NULL);
  g_autoptr (GError) error = NULL;

  fac_db_exec (db, sql, &error);
  g_assert_no_error (error);
  g_assert_true (fac_db_checkpoint (db, NULL));
}

char **
sf_own_command (const char *mode, const char *folder)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, mode, folder, NULL };

  return g_strdupv ((char **) argv);
}

/* Another process that has @folder open, as @mode says. Returns: (transfer full) */
GSubprocess *
sf_open_elsewhere (const char *mode, const char *folder)
{
  g_auto (GStrv) argv = sf_own_command (mode, folder);
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
  g_autofree char *path = sf_db_path (folder);
  g_autoptr (FacDb) db = fac_db_open (path, FAC_DB_READ_ONLY, NULL);

  g_assert_true (fac_db_exec (db, "BEGIN; SELECT count(*) FROM documents", NULL));
  g_print ("open\n");
  fflush (stdout);
  getchar ();
  return 0;
}

gboolean
sf_is_child (int argc, char **argv, int *status)
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    *status = hold (argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "--read"))
    *status = hold_read (argv[2]);
  else
    return FALSE;
  return TRUE;
}
