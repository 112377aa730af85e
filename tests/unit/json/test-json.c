/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-writer.h"
#include "fac-json.h"
#include "fac-test.h"

#include <locale.h>
#include <string.h>

static FacJson *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return fac_json_parse (bytes, error);
}

static FacJson *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  FacJson *json = parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);
  return json;
}

static FacJsonValue
member (FacJson *json, const char *name)
{
  return fac_json_get (fac_json_root (json), name);
}

static void
test_tree (void)
{
  g_autoptr (FacJson) json = read_good ("\xef\xbb\xbf {\"a\" : [1, 2.50 ,{\"b\":null}], \"c\":\"x\", \"n\\u0061me\":true,"
                                        " \"twice\":1, \"twice\":2, \"empty\":{}, \"none\":[] } ");
  const FacJsonValue a = member (json, "a");
  g_autofree char *path = fac_json_path (fac_json_get (fac_json_at (a, 2), "b"));

  g_assert_cmpint (fac_json_kind (fac_json_root (json)), ==, FAC_JSON_OBJECT);
  g_assert_cmpuint (fac_json_length (fac_json_root (json)), ==, 7);
  g_assert_cmpint (fac_json_kind (a), ==, FAC_JSON_ARRAY);
  g_assert_cmpuint (fac_json_length (a), ==, 3);
  g_assert_cmpstr (fac_json_string (fac_json_at (a, 1)), ==, "2.50");
  g_assert_cmpint (fac_json_kind (fac_json_at (a, 3)), ==, FAC_JSON_ABSENT);
  g_assert_cmpint (fac_json_kind (fac_json_get (a, "b")), ==, FAC_JSON_ABSENT);
  g_assert_cmpstr (path, ==, "a.2.b");
  g_assert_cmpstr (fac_json_name_at (fac_json_root (json), 2), ==, "name");
  g_assert_true (fac_json_boolean (member (json, "name"), FALSE));
  g_assert_cmpint (fac_json_int (member (json, "twice"), 0), ==, 2);
  g_assert_cmpint (fac_json_kind (member (json, "nowhere")), ==, FAC_JSON_ABSENT);
  g_assert_cmpuint (fac_json_length (member (json, "empty")), ==, 0);
  g_assert_cmpint (fac_json_kind (fac_json_get (member (json, "nowhere"), "deeper")), ==, FAC_JSON_ABSENT);
  g_assert_true (fac_json_take_error (json, NULL));
}

static void
test_bytes (void)
{
  g_autoptr (FacJson) json = read_good ("{\"list\":[ {\"total\": 345.60, \"t\":\"\\u00f1\"} ,7]}");
  g_autoptr (GBytes) first = fac_json_bytes (fac_json_at (member (json, "list"), 0));
  g_autoptr (GBytes) last = fac_json_bytes (fac_json_at (member (json, "list"), 1));

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "{\"total\": 345.60, \"t\":\"\\u00f1\"}", 31);
  g_assert_cmpmem (g_bytes_get_data (last, NULL), g_bytes_get_size (last), "7", 1);
}

static void
assert_decimal (FacJson *json, guint index, const char *expected)
{
  FacDecimal value;
  g_autofree char *text = NULL;

  g_assert_true (fac_json_decimal (fac_json_at (fac_json_root (json), index), &value));
  text = fac_decimal_to_string (value);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  g_autoptr (FacJson) json = read_good ("[345.60, \"12.5\", 1e3, -0.000001, 345.60000000000002, 0.1234567890125, -1.9999999999999,"
                                        " 12345678901234567890123.45]");

  assert_decimal (json, 0, "345.60");
  assert_decimal (json, 1, "12.5");
  assert_decimal (json, 2, "1000");
  assert_decimal (json, 3, "-0.000001");
  assert_decimal (json, 4, "345.6");
  assert_decimal (json, 5, "0.123456789013");
  assert_decimal (json, 6, "-2");
  assert_decimal (json, 7, "12345678901234567890123.45");
  g_assert_true (fac_json_take_error (json, NULL));
}

static void
test_forgiving (void)
{
  g_autoptr (FacJson) json = read_good ("{\"null\":null,\"n\":\"7\",\"f\":7.0,\"half\":7.5,\"s\":12.30,\"o\":{\"x\":[true]},\"big\":1e30}");
  g_autoptr (GError) error = NULL;

  g_assert_null (fac_json_string (member (json, "null")));
  g_assert_cmpint (fac_json_int (member (json, "null"), 5), ==, 5);
  g_assert_cmpint (fac_json_int (member (json, "n"), 5), ==, 7);
  g_assert_cmpint (fac_json_int (member (json, "f"), 5), ==, 7);
  g_assert_cmpstr (fac_json_string (member (json, "s")), ==, "12.30");
  g_assert_true (fac_json_boolean (member (json, "null"), TRUE));
  g_assert_true (fac_json_take_error (json, NULL));
  g_assert_cmpint (fac_json_int (fac_json_at (fac_json_get (member (json, "o"), "x"), 0), 9), ==, 9);
  g_assert_null (fac_json_string (member (json, "o"))); /* the first one is kept */
  g_assert_false (fac_json_take_error (json, &error));
  g_assert_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_TYPE);
  g_assert_true (g_str_has_prefix (error->message, "o.x.0: "));
  g_assert_true (fac_json_take_error (json, NULL));
  g_assert_cmpint (fac_json_int (member (json, "half"), 5), ==, 5);
  g_assert_false (fac_json_take_error (json, NULL));
  g_assert_cmpint (fac_json_int (member (json, "big"), 5), ==, 5);
  g_assert_false (fac_json_take_error (json, NULL));
  g_assert_true (fac_json_boolean (member (json, "n"), TRUE));
  g_assert_false (fac_json_take_error (json, NULL));
}

static void
test_strings (void)
{
  g_autoptr (FacJson) json = read_good ("[\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\", \"\\u00f1\\ud83d\\ude00\", \"\\ud83d!\", \"x\\u0000y\", \"ñ\", \"\", \"\\ude00\"]");
  static const char *const expected[] = { "a\"\\/\b\f\n\r\tz", "ñ😀", "\xef\xbf\xbd!", "x\xef\xbf\xbdy", "ñ", "", "\xef\xbf\xbd" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (fac_json_string (fac_json_at (fac_json_root (json), i)), ==, expected[i]);
}

static void
test_times (void)
{
  static const struct { const char *text; gint64 seconds; int micros; } good[] = {
    { "1970-01-01T00:00:00Z", 0, 0 }, { "2026-11-20T16:20:05.123Z", 1795191605, 123000 },
    { "2026-11-20T10:20:05-06:00", 1795191605, 0 }, { "2026-11-20T16:20:05.1234567", 1795191605, 123456 },
    { "2026-11-20", 1795132800, 0 }, { "2026-11-20 16:20", 1795191600, 0 }, { "1969-12-31T23:59:59Z", -1, 0 },
    { "2026-11-20T10:20:05-0600", 1795191605, 0 }, { "2024-02-29T00:00:00+01", 1709161200, 0 },
  };
  static const char *const bad[] = { "ayer", "2026-02-29", "2026-11-20T25:00:00Z", "2026-11-20T16:20:05.Z", "2026-11-20T16:20:05+", "2026-11-20x", "20261120" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = g_strdup_printf ("\"%s\"", good[i].text);
      g_autoptr (FacJson) json = read_good (text);

      g_assert_cmpint (fac_json_time (fac_json_root (json)), ==, good[i].seconds * G_USEC_PER_SEC + good[i].micros);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("\"%s\"", bad[i]);
      g_autoptr (FacJson) json = read_good (text);

      g_assert_cmpint (fac_json_time (fac_json_root (json)), ==, 0);
      g_assert_false (fac_json_take_error (json, NULL));
    }
}

static void
test_without (void)
{
  static const char *const names[] = { "edit_link", "secret", NULL };
  g_autoptr (FacJson) json = read_good ("{ \"edit_link\":\"https://x\",\"a\":345.60,\"in\":[{\"secret\":{\"x\":1},\"b\":\"\\u00f1\"},[]], \"s\\u0065cret\":1}");
  g_autoptr (GBytes) bytes = fac_json_without (fac_json_root (json), names);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "{\"a\":345.60,\"in\":[{\"b\":\"\\u00f1\"},[]]}", 37);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "", " ", "{", "[", "}", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]", "{\"a\" 1}",
    "[01]", "[1.]", "[.5]", "[-]", "[+1]", "[1e]", "[1e+]", "[0x1]", "[NaN]", "[Infinity]", "[tru]", "[nul]", "[TRUE]", "\"", "\"\\", "\"\\x\"",
    "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"a\tb\"", "[1]x", "[1][2]", "// c\n[1]", "[1/*c*/]", "<html></html>", "[\"\xff\"]", "\xff\xfe", "[1}", "{\"a\":1]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (parse (bad[i], &error) != NULL)
        g_error ("“%s” was taken for JSON", bad[i]);
      g_assert_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_SYNTAX);
    }
}

static void
assert_limit (GString *text, gboolean fits)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (FacJson) json = fac_json_parse (bytes, &error);

  if (fits)
    g_assert_no_error (error);
  else
    g_assert_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_LIMIT);
}

static GString *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return text;
}

static void
test_limits (void)
{
  GString *many = g_string_new ("[0");
  GString *huge = g_string_sized_new (FAC_JSON_MAX_BYTES + 2);

  assert_limit (nested (FAC_JSON_MAX_DEPTH), TRUE);
  assert_limit (nested (FAC_JSON_MAX_DEPTH + 1), FALSE);
  assert_limit (nested (5000000), FALSE);
  for (guint i = 0; i < 2100000; i++)
    g_string_append (many, ",0");
  g_string_append_c (many, ']');
  assert_limit (many, FALSE);
  g_string_set_size (huge, FAC_JSON_MAX_BYTES + 1);
  assert_limit (huge, FALSE);
}

/* Every cut and every changed byte of a real answer is read or refused, never worse. */
static void
test_damaged (void)
{
  static const char text[] = "{\"message\":\"Inv\\u00e1lido \\ud83d\\ude00\",\"errors\":[{\"code\":\"CFDI40147\",\"path\":[\"a\",0,1.5e2]}],"
                             "\"ok\":false,\"n\":null,\"t\":-12.30}";

  for (gsize i = 0; i < strlen (text); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (text, i);

      g_assert_null (fac_json_parse (cut, NULL));
      for (int byte = 0; byte < 256; byte += g_test_thorough () ? 1 : 7)
        {
          g_autofree char *changed = g_memdup2 (text, sizeof text);
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (FacJson) json = NULL;

          changed[i] = (char) byte;
          bytes = g_bytes_new (changed, strlen (text));
          json = fac_json_parse (bytes, NULL);
          if (json != NULL)
            g_assert_cmpint (fac_json_kind (fac_json_root (json)), ==, FAC_JSON_OBJECT);
        }
    }
}

static void
test_writer (void)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  FacDecimal price;
  static const char expected[] =
    "{\"a\":\"q\\\"\\\\\\n\\u0001ñ\",\"none\":null,\"n\":-5,\"yes\":true,\"price\":345.60,\"at\":\"2026-11-20T16:20:05.123Z\","
    "\"never\":null,\"list\":[1,\"x\",{},[]],\"raw\":{\"z\":1.50},\"bad\":\"\xef\xbf\xbd\"}";

  fac_decimal_parse ("345.60", -1, &price);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "a", "q\"\\\n\x01ñ");
  fac_json_writer_string (writer, "none", NULL);
  fac_json_writer_string_if (writer, "skipped", "");
  fac_json_writer_int (writer, "n", -5);
  fac_json_writer_boolean (writer, "yes", TRUE);
  fac_json_writer_decimal (writer, "price", price);
  fac_json_writer_time (writer, "at", G_GINT64_CONSTANT (1795191605123456));
  fac_json_writer_time (writer, "never", 0);
  fac_json_writer_begin_array (writer, "list");
  fac_json_writer_int (writer, NULL, 1);
  fac_json_writer_string (writer, NULL, "x");
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_end_object (writer);
  fac_json_writer_begin_array (writer, NULL);
  fac_json_writer_end_array (writer);
  fac_json_writer_end_array (writer);
  fac_json_writer_raw (writer, "raw", "{\"z\":1.50}", 10);
  fac_json_writer_string (writer, "bad", "\xff");
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_comma_locale (void)
{
  if (!fac_test_comma_locale ())
    {
      g_test_skip ("SKIPPED: no locale with a decimal comma can be had");
      return;
    }
  test_numbers ();
  test_writer ();
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/tree", test_tree);
  g_test_add_func ("/json/bytes", test_bytes);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/forgiving", test_forgiving);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/times", test_times);
  g_test_add_func ("/json/without", test_without);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/damaged", test_damaged);
  g_test_add_func ("/json/writer", test_writer);
  g_test_add_func ("/json/comma-locale", test_comma_locale);
  return g_test_run ();
}
