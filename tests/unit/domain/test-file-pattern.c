/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-names.h"
#include "fac-file-pattern.h"
#include "fac-text.h"

#include <string.h>

/* ---- one name -------------------------------------------------------------------------------- */

static void
assert_safe (const char *text)
{
  g_autofree char *name = fac_file_name_make_safe (text);
  g_autofree char *again = fac_file_name_make_safe (name);
  const gsize length = strlen (name);

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (length, >, 0);
  g_assert_cmpuint (length, <=, FAC_FILE_STEM_BYTES);
  g_assert_null (strpbrk (name, "/\\:*?\"<>|"));
  g_assert_null (strchr (" .-", name[0]) != NULL ? name : NULL);
  g_assert_null (strchr (" .-", name[length - 1]) != NULL ? name : NULL);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_cmpint (g_unichar_type (c), !=, G_UNICODE_FORMAT);
    }
  /* what is safe stays as it is */
  g_assert_cmpstr (again, ==, name);
}

static void
test_nasty_names (void)
{
  static const char *const nasty[] = {
    "", " ", ".", "..", "...", "-", "--", "/", "//", "\\", ":", "*", "?", "\"", "<", ">", "|",
    "../../etc/passwd", "..\\..\\Windows\\System32", "C:\\CON", "/dev/null", "~", "~root", "-rf",
    "--help", ".hidden", "name.", "name ", "name...", " name", "\tname", "name\n", "a\rb",
    "a\x01" "b", "a\x7f" "b", "\xff\xfe", "a\xff", "\xc3", "\xe2\x82", "\xed\xa0\x80",
    "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xc0\xaf", "a\xc0\xaf" "b", "CON", "con", "Con.pdf", "PRN",
    "AUX", "NUL", "nul.tar.gz", "COM0", "COM1", "com9", "COM10", "LPT1", "lpt9.txt", "COM\xc2\xb9",
    "LPT\xc2\xb3", "CONIN$", "CONOUT$", "CLOCK$", "con ", "con .pdf", "CO\xe2\x80\x8bN",
    "\xe2\x80\xaegnp.exe", "\xe2\x80\x8f\xe2\x80\x8e", "\xef\xbb\xbf" "A", "A\xe2\x80\xa8" "B",
    "A\xe2\x80\xa9" "B", "A\xc2\xa0" "B", "\xe3\x80\x80", "\xc2\xad", "e\xcc\x81", "\xcc\x81",
    "\xf0\x9f\x98\x80", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "$(reboot)", "`reboot`",
    "; rm -rf", "&& x", "| x", "> x", "!x", "%PATH%", "%n%s%x", "${HOME}", "'", "''", "\"\"", "a'b",
    "a\"b", "#", "@", "=", "=1+1", "+1", "@SUM(A1)", "{", "}", "{}", "{folio", "folio}", "[a]",
    "(a)", "a/b/c", "a//b", "/a", "a/", "a\\", "./a", "a/.", "a/..", "S.A. de C.V.",
    "JOS\xc3\x89 & HIJOS", "\"LA FLOR\"", "100% NATURAL", "A*B", "\xc2\xbfQu\xc3\xa9?", "<b>x</b>",
    "&amp;", "a;b,c", "a|b", "file:///etc/passwd", "http://example.com/?a=b", "a?b#c",
    "\\\\server\\share", "//server/share", "\\\\.\\COM1", "\\\\?\\C:\\x", "Thumbs.db",
    "desktop.ini", ".DS_Store", "._x", "x.lnk", "x.url:Zone.Identifier", "x::$DATA", "x:stream",
    "\x1b[31mred\x1b[0m", "\a\b\f\v", "a\x80z", "\xe0\x80\xaf", "\xfc\x80\x80\x80\x80\xaf",
    "\xf8\x88\x80\x80\x80", "\xee\x80\x80", "\xf3\xb0\x80\x80", "\xef\xbf\xbf", "\xef\xbf\xbe",
    "\xef\xb7\x90", "\xef\xbf\xbd", "\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a", "\xd7\xa2\xd7\x91",
    "\xe4\xb8\xad\xe6\x96\x87", "\xe3\x81\x8b\xe3\x82\x99", "\xd0\xa4\xd0\xb0\xd0\xba\xd1\x82",
    "\xce\xa3\xce\x91\xce\xa3", "\xc4\xb0stanbul", "stra\xc3\x9f" "e", "\xef\xbc\x8f",
    "\xe2\x88\x95", "\xe2\x81\x84", "\xef\xbc\xbc", "\xef\xbc\x9a", "\xe2\x80\xa6",
    "\xe2\x80\xa4\xe2\x80\xa4", "\xe2\x80\x94", " - - ", "- . -", ". . .", ".-.", "-.-",
    " .- x -. ", "x -", "x .", "- x", "COM1.", ".COM1", "-CON", "CON-", " CON", "NUL ", "NUL\t",
    "nul\n", "aux.", "prn..", "LPT1 .x", "LPT1x", "xLPT1", "com", "lpt", "COMA", "con\xc3\xb1o",
    "\xf0\x9d\x93\x90", "\xe2\x93\x90", "\xef\xac\x81", "\xc7\x86", "\xe1\xba\x9e", "0", "00", "-0",
    "1e9", "NaN", "null", "undefined", "None", "true",
    "\xc3\xa1\xc3\xa9\xc3\xad\xc3\xb3\xc3\xba\xc3\xb1", "A\xe2\x81\xa0" "B", "A\xef\xb8\x8f",
    "\xf3\xa0\x80\x81", "A\xcd\x8f" "B",
  };
  guint n = 0;

  for (; n < G_N_ELEMENTS (nasty); n++)
    assert_safe (nasty[n]);
  /* each also where it is long, and at the place where it is cut */
  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    for (guint pad = FAC_FILE_STEM_BYTES - 3; pad <= FAC_FILE_STEM_BYTES + 1; pad++)
      {
        g_autofree char *head = g_strnfill (pad, 'x');
        g_autofree char *text = g_strconcat (head, nasty[i], "ñ€😀", NULL);

        assert_safe (text);
      }
  g_assert_cmpuint (n, >=, 200);
}

static void
test_what_becomes_of_names (void)
{
  static const struct { const char *text, *name; } cases[] = {
    { "A/1203: \"x\"", "A-1203- -x" }, { "S.A. de C.V.", "S.A. de C.V" }, { "", "documento" },
    { "con.pdf", "_con.pdf" }, { "COM10", "COM10" }, { "  a \t b\n", "a b" }, { "../x", "x" },
    { "\xe2\x80\xae" "fdp.exe", "fdp.exe" }, { "ÑANDÚ", "ÑANDÚ" }, { "12 - ", "12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = fac_file_name_make_safe (cases[i].text);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* ---- patterns -------------------------------------------------------------------------------- */

static void
test_patterns (void)
{
  g_autoptr (FacFileFacts) facts = fac_file_facts_example ();
  static const struct { const char *pattern, *name; } cases[] = {
    { "{serie}{folio}", "A1203" },
    { "{serie}-{folio} {cliente}", "A-1203 UNIVERSIDAD ROBOTICA ESPAÑOLA" },
    { "{FECHA} {Total} {moneda}", "2026-11-20 1160.00 MXN" },
    { "{tipo}/{uuid}", "Factura-6F1C7C5A-0B36-4B9E-9D0E-6C1C2D3E4F50" },
    { "", "EKU9003173C9 A 1203 URE180429TM6" }, { "  ", "EKU9003173C9 A 1203 URE180429TM6" },
    { "sin palabras", "sin palabras" }, { "{nada} {folio}", "{nada} 1203" }, { "{folio", "{folio" },
    { "{{folio}}", "{1203}" }, { "{}", "{}" }, { "{estado}", "cancelada" }, { "folio}", "folio}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = fac_file_pattern_apply (cases[i].pattern, facts);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_unknown_words (void)
{
  g_autofree char *unknown = fac_file_pattern_find_unknown ("{folio} {folios}");
  g_autofree char *open = fac_file_pattern_find_unknown ("{folio} {serie");
  g_autofree char *none = fac_file_pattern_find_unknown ("{Folio}{serie} }");

  g_assert_cmpstr (unknown, ==, "folios");
  g_assert_cmpstr (open, ==, "serie");
  g_assert_null (none);
  for (const char *const *word = fac_file_pattern_words (); *word != NULL; word++)
    {
      g_autofree char *pattern = g_strdup_printf ("{%s}", *word);
      g_autofree char *refused = fac_file_pattern_find_unknown (pattern);

      g_assert_null (refused);
    }
}

static void
test_facts (void)
{
  g_autoptr (FacDocumentSummary) document = fac_document_summary_new ();
  g_autoptr (FacFileFacts) facts = NULL;
  g_autoptr (FacFileFacts) bare = NULL;
  g_autofree char *name = NULL;

  document->type = 'P';
  document->status = FAC_STATUS_TIMBRADA;
  document->folio = g_strdup ("PAGO NORTE 7");
  /* 21 Nov 2026 03:30 UTC is the day before in Mexico */
  document->date = G_GINT64_CONSTANT (1795231800) * G_USEC_PER_SEC;
  document->deposit = fac_decimal_make (10005, 1);
  g_strlcpy (document->currency, "MXN", sizeof document->currency);
  facts = fac_file_facts_of (NULL, document);
  g_assert_cmpstr (facts->serie, ==, "PAGO NORTE");
  g_assert_cmpstr (facts->folio, ==, "7");
  g_assert_cmpstr (facts->fecha, ==, "2026-11-20");
  g_assert_cmpstr (facts->total, ==, "1000.50");
  g_assert_cmpstr (facts->tipo, ==, "Pago");
  g_assert_null (facts->estado);
  g_assert_null (facts->uuid);
  fac_set_string (&document->folio, NULL);
  document->status = FAC_STATUS_BORRADOR;
  bare = fac_file_facts_of (NULL, document);
  g_assert_cmpstr (bare->estado, ==, "borrador");
  name = fac_file_pattern_apply ("{serie}{folio}", bare);
  g_assert_cmpstr (name, ==, "documento");
}

/* ---- many names ------------------------------------------------------------------------------ */

static void
test_no_name_twice (void)
{
  g_autoptr (FacFileNames) names = fac_file_names_new ();
  static const struct { const char *stem, *name; } cases[] = {
    { "A 12", "A 12" }, { "A 12", "A 12 (2)" }, { "a 12", "a 12 (3)" }, { "A 12 (4)", "A 12 (4)" },
    { "A 12", "A 12 (5)" }, { "A 12 (4)", "A 12 (4) (2)" }, { "JOSÉ", "JOSÉ" },
    { "JOSE\xcc\x81", "JOSE\xcc\x81 (2)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = fac_file_names_take (names, cases[i].stem);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* the longest name, many times: number and ending still fit */
static void
test_long_names (void)
{
  g_autoptr (FacFileNames) names = fac_file_names_new ();
  g_autofree char *fill = g_strnfill (400, 'x');
  g_autofree char *stem = fac_file_name_make_safe (fill);

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *name = fac_file_names_take (names, stem);

      g_assert_cmpuint (strlen (name) + strlen (".xml"), <=, 255);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-pattern/nasty-names", test_nasty_names);
  g_test_add_func ("/file-pattern/names", test_what_becomes_of_names);
  g_test_add_func ("/file-pattern/patterns", test_patterns);
  g_test_add_func ("/file-pattern/unknown-words", test_unknown_words);
  g_test_add_func ("/file-pattern/facts", test_facts);
  g_test_add_func ("/file-pattern/no-name-twice", test_no_name_twice);
  g_test_add_func ("/file-pattern/long-names", test_long_names);
  return g_test_run ();
}
