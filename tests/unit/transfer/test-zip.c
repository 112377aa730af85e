/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-test.h"
#include "fac-zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define FILES 300

static void
assert_contents (const char *path)
{
  struct archive *reader = archive_read_new ();
  struct archive_entry *entry;
  guint n = 0;

  archive_read_support_format_zip (reader);
  g_assert_cmpint (archive_read_open_filename (reader, path, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (reader, &entry) == ARCHIVE_OK)
    {
      g_autofree char *name = g_strdup_printf ("Ñandú %u.xml", n);
      char content[64] = "";
      const la_ssize_t length = archive_read_data (reader, content, sizeof content - 1);

      g_assert_cmpstr (archive_entry_pathname_utf8 (entry), ==, name);
      g_assert_cmpint (length, ==, (la_ssize_t) strlen (name));
      g_assert_cmpstr (content, ==, name);
      n++;
    }
  g_assert_cmpuint (n, ==, FILES);
  archive_read_free (reader);
}

static void
add_files (FacZipWriter *writer)
{
  for (guint i = 0; i < FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Ñandú %u.xml", i);
      g_autoptr (GBytes) content = g_bytes_new (name, strlen (name));

      g_assert_true (fac_zip_writer_add (writer, name, content,
                                         G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC, NULL));
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_whole_or_nothing (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "todo.zip", NULL);
  g_autoptr (FacZipWriter) given_up = fac_zip_writer_new (path, NULL);
  g_autoptr (FacZipWriter) writer = NULL;

  add_files (given_up);
  g_clear_pointer (&given_up, fac_zip_writer_free);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  writer = fac_zip_writer_new (path, NULL);
  add_files (writer);
  g_assert_true (fac_zip_writer_close (writer, NULL));
  g_clear_pointer (&writer, fac_zip_writer_free);
  g_assert_cmpuint (count_files (folder), ==, 1);
  assert_contents (path);
}

static void
test_no_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_zip_writer_new ("/nonexistent/folder/todo.zip", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  fac_test_comma_locale ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip/whole-or-nothing", test_whole_or_nothing);
  g_test_add_func ("/zip/no-place", test_no_place);
  return g_test_run ();
}
