/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-clock.h"
#include "fac-error.h"
#include "fac-ids.h"
#include "fac-money.h"
#include "fac-paths.h"
#include "fac-test.h"
#include "fac-text.h"

#include <glib/gstdio.h>
#include <string.h>

/* The rest of a text is nobody's number. */
static void
test_counts (void)
{
  g_autofree char *count = fac_text_printf ("%u de %s", 3u, "1\u202f234\u2009567");
  g_autofree char *other = fac_text_printf ("%s", "a\u202f123 1\u202f12 1\u202f2345 1\u00a0234 ñ\u202f");

  g_assert_cmpstr (count, ==, "3 de 1,234,567");
  g_assert_cmpstr (other, ==, "a\u202f123 1\u202f12 1\u202f2345 1\u00a0234 ñ\u202f");
}

static void
test_fold (void)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "ABC", "abc" }, { "  Peña   Nieto ", "pena nieto" }, { "Ñandú\tÁÉÍÓÚ ü", "nandu aeiou u" }, { "", "" },
    { NULL, "" }, { "\xc2\xa0x\xe2\x80\xaf", "x" }, { "n\xcc\x83", "n" }, { "\xff" "a", "\xef\xbf\xbd" "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = fac_text_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].expected);
    }
}

static void
test_space_and_cut (void)
{
  g_autofree char *spaces = fac_text_normalize_space (" \t a \r\n\n b\tc ");
  g_autofree char *cut = fac_text_cut ("ñandú", 4);
  g_autofree char *whole = fac_text_cut ("ab", 40);
  g_autofree char *none = fac_text_cut (NULL, 3);

  g_assert_cmpstr (spaces, ==, "a b c");
  g_assert_cmpstr (cut, ==, "ñand");
  g_assert_cmpstr (whole, ==, "ab");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (fac_text_is_empty (NULL));
  g_assert_true (fac_text_is_empty (" \t\n\xc2\xa0"));
  g_assert_false (fac_text_is_empty (" x"));
  g_assert_false (fac_text_is_empty ("\xff"));
}

/* marks of direction, blanks without width and controls; letters of any script, emoji and line ends stay */
static void
test_unseen (void)
{
  static const char typed[] = " AC\xe2\x80\xaeME\xe2\x80\x8b \x0b\xef\xbb\xbfSU\xc2\xadR\n\xd7\x90\xe2\x81\xa9 \xf0\x9f\x98\x80\xff";
  g_autofree char *visible = fac_text_visible (typed);
  g_autofree char *shown = fac_text_show_unseen (" AC\xe2\x80\xaeME\x07");
  g_autofree char *line = fac_text_line (typed);
  g_autofree char *same = fac_text_visible ("María Ñandú, S.A. \t®\r\n");
  g_autofree char *none = fac_text_line (NULL);

  g_assert_cmpstr (visible, ==, " ACME SUR\n\xd7\x90 \xf0\x9f\x98\x80\xef\xbf\xbd");
  g_assert_cmpstr (shown, ==, " AC[U+202E]ME[U+0007]");
  g_assert_cmpstr (line, ==, "ACME SUR \xd7\x90 \xf0\x9f\x98\x80\xef\xbf\xbd");
  g_assert_cmpstr (same, ==, "María Ñandú, S.A. \t®\r\n");
  g_assert_cmpstr (none, ==, "");
}

static void
test_set_string (void)
{
  g_autofree char *field = g_strdup ("one");

  g_assert_false (fac_set_string (&field, "one"));
  g_assert_true (fac_set_string (&field, field + 1));
  g_assert_cmpstr (field, ==, "ne");
  g_assert_true (fac_set_string (&field, NULL));
  g_assert_null (field);
  g_assert_false (fac_set_string (&field, NULL));
}

static void
test_ids (void)
{
  g_autofree char *a = fac_id_new ();
  g_autofree char *b = fac_id_new ();

  g_assert_cmpstr (a, !=, b);
  g_assert_true (fac_id_is_uuid (a));
  g_assert_true (fac_id_is_uuid ("ABCDEF01-2345-6789-ABCD-EF0123456789"));
  g_assert_false (fac_id_is_uuid ("ABCDEF01-2345-6789-ABCD-EF012345678"));
  g_assert_false (fac_id_is_uuid (NULL));
}

static void
test_money (void)
{
  const FacMoney pesos = fac_money (fac_decimal_make (134560, 2), NULL), yen = fac_money (fac_decimal_make (5, 0), "JPY");
  g_autofree char *in_pesos = fac_money_format (pesos);
  g_autofree char *in_yen = fac_money_format (yen);

  g_assert_cmpstr (in_pesos, ==, "1,345.60");
  g_assert_cmpstr (in_yen, ==, "5 JPY");
  g_assert_true (fac_money_add (pesos, yen).amount.overflow);
  g_assert_true (fac_decimal_equal (fac_money_add (pesos, pesos).amount, fac_decimal_make (26912, 1)));
  g_assert_cmpuint (fac_currency_decimals ("USD"), ==, 2);
  g_assert_cmpuint (fac_currency_decimals ("KWD"), ==, 3);
  g_assert_cmpuint (fac_currency_decimals ("CLF"), ==, 4);
  g_assert_cmpuint (fac_currency_decimals ("XXX"), ==, 0);
}

static gboolean
on_count (gpointer data)
{
  g_string_append_c (data, (char) ('a' + ((GString *) data)->len));
  return G_SOURCE_CONTINUE; /* called once all the same */
}

static gboolean
on_mark (gpointer data)
{
  g_string_append_c (data, '|');
  return G_SOURCE_REMOVE;
}

static void
test_test_clock (void)
{
  g_autoptr (FacTestClock) clock = fac_test_clock_new (1000);
  g_autoptr (GString) log = g_string_new (NULL);
  guint dropped;

  fac_clock_add_timeout (FAC_CLOCK (clock), 20, on_mark, log);
  fac_clock_add_timeout (FAC_CLOCK (clock), 10, on_count, log);
  dropped = fac_clock_add_timeout (FAC_CLOCK (clock), 15, on_mark, log);
  fac_clock_remove_timeout (FAC_CLOCK (clock), dropped);
  fac_test_clock_advance (clock, 9999);
  g_assert_cmpstr (log->str, ==, "");
  fac_test_clock_advance (clock, 1);
  g_assert_cmpstr (log->str, ==, "a");
  g_assert_cmpint (fac_clock_now (FAC_CLOCK (clock)), ==, 11000);
  fac_test_clock_advance (clock, 100000);
  g_assert_cmpstr (log->str, ==, "a|");
  g_assert_cmpint (fac_clock_now (FAC_CLOCK (clock)), ==, 111000);
}

static gboolean
on_done (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_machine_clock (void)
{
  g_autoptr (FacClock) clock = fac_clock_new ();
  gboolean done = FALSE, never = FALSE;

  fac_clock_remove_timeout (clock, fac_clock_add_timeout (clock, 1, on_done, &never));
  fac_clock_add_timeout (clock, 5, on_done, &done);
  fac_test_await (&done, 10);
  g_assert_false (never);
  g_assert_cmpint (ABS (fac_clock_now (clock) - g_get_real_time ()), <, G_USEC_PER_SEC);
}

static void
test_paths (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *data = g_build_filename (folder, "deep", "data", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "x", NULL);
  g_autoptr (FacPaths) paths = fac_paths_new (data, folder);
  g_autofree char *cached = fac_paths_for_cache (paths, "org1", FALSE);
  g_autofree char *cached_at = g_build_filename (folder, "org1", "test", NULL);
  g_autofree char *live = fac_paths_for_organization (paths, "org1", TRUE);
  g_autofree char *expected = g_build_filename (data, "org1", "live", NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpstr (fac_paths_get_data (paths), ==, data);
  g_assert_cmpstr (fac_paths_get_cache (paths), ==, folder);
  g_assert_cmpstr (cached, ==, cached_at);
  g_assert_cmpstr (live, ==, expected);
  g_assert_true (fac_paths_make_private (live, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (live, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_chmod (live, 0755), ==, 0);
  g_assert_true (fac_paths_make_private (live, &error));
  g_assert_cmpint (g_stat (live, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_false (fac_paths_make_private (below, &error));
  g_assert_true (error->domain == FAC_ERROR);
  g_setenv ("FACTURADOR_DATADIR", folder, TRUE);
  found = fac_paths_find_data (paths, "file");
  g_assert_cmpstr (found, ==, file);
  g_assert_null (fac_paths_find_data (paths, "absent"));
  g_unsetenv ("FACTURADOR_DATADIR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/counts", test_counts);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/space-and-cut", test_space_and_cut);
  g_test_add_func ("/text/unseen", test_unseen);
  g_test_add_func ("/text/set-string", test_set_string);
  g_test_add_func ("/ids", test_ids);
  g_test_add_func ("/money", test_money);
  g_test_add_func ("/clock/test", test_test_clock);
  g_test_add_func ("/clock/machine", test_machine_clock);
  g_test_add_func ("/paths", test_paths);
  return g_test_run ();
}
