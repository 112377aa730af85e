/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-csv.h"
#include "fac-error.h"

#include <string.h>

static gboolean
on_row (const char *const *fields, gsize n_fields, guint64 row, gpointer data)
{
  GString *out = data;

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ":", row);
  for (gsize i = 0; i < n_fields; i++)
    g_string_append_printf (out, "<%s>", fields[i]);
  return !g_str_has_suffix (out->str, "<stop>");
}

/* @step: how many bytes are fed at a time */
static char *
read_all (const char *text, gsize step, char separator, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (FacCsvReader) reader = fac_csv_reader_new (separator, on_row, out);
  const gsize length = strlen (text);

  for (gsize at = 0; at < length; at += step)
    if (!fac_csv_reader_feed (reader, text + at, MIN (step, length - at), error))
      return NULL;
  if (!fac_csv_reader_finish (reader, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_read (void)
{
  static const struct { const char *text, *expected; char separator; } cases[] = {
    { "a,b\r\nc,d\r\n", "0:<a><b>1:<c><d>", ',' },
    { "a,b\nc,d", "0:<a><b>1:<c><d>", ',' },
    { "\xef\xbb\xbf" "uno;dos\n", "0:<uno><dos>", ';' },
    { "\xef\xbb" "x\n", "0:<\xef\xbb" "x>", ',' },
    { "\"a \"\"b\"\"\",\"two\nlines\", c \n", "0:<a \"b\"><two\nlines>< c >", ',' },
    { ",\n\n\nx,\n", "0:<><>1:<x><>", ',' },
    { "a\nstop\nlater\n", "0:<a>1:<stop>", ',' },
    { "", "", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize step = 1; step < 9; step++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *found = read_all (cases[i].text, step, cases[i].separator, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (found, ==, cases[i].expected);
      }
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (FAC_CSV_MAX_FIELD + 10, 'x');
  g_autofree char *wide = g_strnfill (FAC_CSV_MAX_FIELDS + 1, ',');
  const struct { const char *text; int code; } cases[] = {
    { "\"open", FAC_ERROR_INVALID }, { "a\"b,c\n", FAC_ERROR_INVALID }, { huge, FAC_ERROR_TOO_LARGE },
    { wide, FAC_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_all (cases[i].text, 65536, ',', &error));
      g_assert_error (error, FAC_ERROR, cases[i].code);
    }
}

static void
test_write_and_read_back (void)
{
  static const char *const rows[][3] = {
    { "plain", "with, comma", "with \"quotes\"" }, { "two\r\nlines", " blanks ", "" }, { "ñ", NULL, "-1.50" },
  };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (FacCsvWriter) writer = fac_csv_writer_new (stream, ',');
  static const char *const empty[] = { "" };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  const char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (fac_csv_writer_row (writer, rows[i], 3, &error));
  g_assert_true (fac_csv_writer_row (writer, empty, 1, &error));
  g_assert_true (fac_csv_writer_finish (writer, &error));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_str_has_prefix (text, "plain,\"with, comma\",\"with \"\"quotes\"\"\"\r\n"));
  found = read_all (text, 3, ',', &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "0:<plain><with, comma><with \"quotes\">1:<two\r\nlines>< blanks ><>"
                              "2:<ñ><><-1.50>3:<>");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/write-and-read-back", test_write_and_read_back);
  return g_test_run ();
}
