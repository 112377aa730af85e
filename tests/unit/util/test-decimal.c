/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-decimal-typed.h"
#include "fac-test.h"
#include "slow-number.h"

#include <locale.h>
#include <string.h>

static FacDecimal
number (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static void
assert_text (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_parse (void)
{
  static const struct { const char *text, *expected; } good[] = {
    { "0", "0" }, { "-0", "0" }, { "-0.00", "0.00" }, { "1.000", "1.000" }, { "+7", "7" }, { ".5", "0.5" },
    { "5.", "5" }, { "1e3", "1000" }, { "1.5e-3", "0.0015" }, { "1.0E+3", "1000" }, { "1.50e1", "15.0" },
    { "-12.50", "-12.50" }, { "-0.05", "-0.05" }, { "100e-14", "0.000000000001" }, { "007", "7" },
    { "0.1600000000000000000", "0.160000000000" }, { "0e99", "0" }, { "0e-99", "0.000000000000" },
    { "170141183460469231731687303715884105727", "170141183460469231731687303715884105727" },
    { "-170141183460469231731687303.715884105727", "-170141183460469231731687303.715884105727" },
  };
  static const char *const bad[] = {
    "", "-", ".", "e5", "1e", "1e+", "1,5", " 1", "1 ", "0x10", "1.2.3", "--1", "+-1", "NaN", "inf", "1e999999999999",
    "170141183460469231731687303715884105728", "1.0000000000001", "1e-13", "1_000", "١", "1e39",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    assert_text (number (good[i].text), good[i].expected);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      FacDecimal value = fac_decimal_overflowed ();

      g_test_message ("%s", bad[i]);
      g_assert_false (fac_decimal_parse (bad[i], -1, &value));
      g_assert_true (fac_decimal_is_zero (value));
    }
}

static void
test_parse_length (void)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse ("12.345,9", 5, &value));
  assert_text (value, "12.34");
  g_assert_false (fac_decimal_parse ("1", 0, &value));
  g_assert_false (fac_decimal_parse (NULL, -1, &value));
  g_assert_false (fac_decimal_parse ("1\0", 2, &value));
}

static void
test_parse_user (void)
{
  static const struct { const char *text, *expected; } good[] = {
    { "1,234.50", "1234.50" }, { "$ 1 234.5", "1234.5" }, { "1234,5", "1234.5" }, { "1234,50", "1234.50" },
    { "0,125", "0.125" }, { "1234,567", "1234.567" }, { "1,234", "1234" }, { "1,234,567", "1234567" },
    { "1,2345", "1.2345" }, { "16%", "16" }, { " 16 % ", "16" }, { "-$5", "-5" }, { "$-5", "-5" },
    { "\xe2\x88\x92" "3.5", "-3.5" }, { "\xe2\x82\xac 12", "12" }, { "1\xc2\xa0" "234.00", "1234.00" }, { ",5", "0.5" },
    { "1,23,4", NULL }, { "12,34.5", NULL }, { "1.234,56", NULL }, { "", NULL }, { "$", NULL }, { "%", NULL },
    { "doce", NULL }, { "1 2", NULL }, { "5 %%", NULL }, { "1,234 567", NULL }, { "\xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      FacDecimal value;
      const gboolean read = fac_decimal_parse_user (good[i].text, &value);

      g_assert_cmpint (read, ==, good[i].expected != NULL);
      assert_text (value, read ? good[i].expected : "0");
    }
}

/* What is an amount is no percentage, and the other way round; both read bare numbers. */
static void
test_parse_typed (void)
{
  static const struct { const char *text; gboolean amount, percent; } cases[] = {
    { "1,234.50", TRUE, TRUE }, { "$ 16", TRUE, FALSE }, { "16 %", FALSE, TRUE }, { "16%", FALSE, TRUE },
    { "\xe2\x82\xac 16", TRUE, FALSE }, { "$16 %", FALSE, FALSE }, { "doce", FALSE, FALSE }, { "", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FacDecimal value;

      g_assert_cmpint (fac_decimal_parse_amount (cases[i].text, &value), ==, cases[i].amount);
      g_assert_true (cases[i].amount != fac_decimal_is_zero (value));
      g_assert_cmpint (fac_decimal_parse_percent (cases[i].text, &value), ==, cases[i].percent);
      g_assert_true (cases[i].percent != fac_decimal_is_zero (value));
    }
  g_assert_false (fac_decimal_parse_amount (NULL, &(FacDecimal) { 0 }));
}

static void
test_format (void)
{
  static const struct { const char *value; guint min, max; const char *expected; } cases[] = {
    { "1345.6", 2, 2, "1,345.60" }, { "-1234567.895", 2, 2, "\xe2\x88\x92" "1,234,567.90" }, { "3", 2, 6, "3.00" },
    { "0.123456", 2, 6, "0.123456" }, { "0.120000", 2, 6, "0.12" }, { "999.995", 0, 2, "1,000" },
    { "100", 0, 0, "100" }, { "1000", 0, 0, "1,000" }, { "-0.004", 2, 2, "0.00" },
    { "123456789012345678.123456", 6, 6, "123,456,789,012,345,678.123456" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fac_decimal_format (number (cases[i].value), cases[i].min, cases[i].max);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_rounding (void)
{
  static const struct { const char *value; const char *expected[5]; } cases[] = {
    { "0.125", { "0.13", "0.12", "0.12", "0.13", "overflow" } },
    { "0.135", { "0.14", "0.14", "0.13", "0.14", "overflow" } },
    { "-0.125", { "-0.13", "-0.12", "-0.12", "-0.13", "overflow" } },
    { "0.1249", { "0.12", "0.12", "0.12", "0.13", "overflow" } },
    { "0.1251", { "0.13", "0.13", "0.12", "0.13", "overflow" } },
    { "0.120", { "0.12", "0.12", "0.12", "0.12", "0.12" } },
    { "-0.001", { "0.00", "0.00", "0.00", "-0.01", "overflow" } },
    { "7", { "7.00", "7.00", "7.00", "7.00", "7.00" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int mode = FAC_ROUND_HALF_UP; mode <= FAC_ROUND_NEVER; mode++)
      assert_text (fac_decimal_round (number (cases[i].value), 2, mode), cases[i].expected[mode]);
}

static void
test_overflow_taints (void)
{
  const FacDecimal largest = number ("170141183460469231731687303715884105727"), one = fac_decimal_from_int (1);
  const FacDecimal gone = fac_decimal_add (largest, one);
  g_autofree char *shown = fac_decimal_format (gone, 2, 6);
  g_autofree char *entry = fac_decimal_to_entry (gone), *edited = fac_decimal_to_entry (number ("1.50"));
  gint64 scaled;

  assert_text (gone, "overflow");
  g_assert_cmpstr (shown, ==, "—");
  g_assert_cmpstr (entry, ==, "");
  g_assert_cmpstr (edited, ==, "1.50");
  assert_text (fac_decimal_add (gone, one), "overflow");
  assert_text (fac_decimal_sub (one, gone), "overflow");
  assert_text (fac_decimal_mul (gone, FAC_DECIMAL_ZERO, 2, FAC_ROUND_HALF_UP), "overflow");
  assert_text (fac_decimal_div (one, gone, 2, FAC_ROUND_HALF_UP), "overflow");
  assert_text (fac_decimal_neg (gone), "overflow");
  assert_text (fac_decimal_trim (gone, 0), "overflow");
  assert_text (fac_decimal_round (gone, 0, FAC_ROUND_DOWN), "overflow");
  assert_text (fac_decimal_div (one, FAC_DECIMAL_ZERO, 2, FAC_ROUND_HALF_UP), "overflow");
  assert_text (fac_decimal_add (largest, number ("0.1")), "overflow");
  assert_text (fac_decimal_mul (largest, number ("1.0"), 2, FAC_ROUND_HALF_UP), "overflow");
  assert_text (fac_decimal_make (1, 13), "overflow");
  g_assert_cmpint (fac_decimal_compare (gone, largest), ==, 1);
  g_assert_cmpint (fac_decimal_compare (largest, gone), ==, -1);
  g_assert_false (fac_decimal_equal (gone, gone));
  g_assert_false (fac_decimal_is_zero (gone));
  g_assert_false (fac_decimal_to_scaled (largest, 2, &scaled));
  g_assert_cmpint (scaled, ==, G_MAXINT64);
  g_assert_false (fac_decimal_to_scaled (fac_decimal_neg (largest), 2, &scaled));
  g_assert_cmpint (scaled, ==, G_MININT64);
  g_assert_true (fac_decimal_to_scaled (number ("12.345"), 2, &scaled));
  g_assert_cmpint (scaled, ==, 1235);
}

static void
test_compare (void)
{
  g_assert_true (fac_decimal_equal (number ("1.0"), number ("1.000")));
  g_assert_cmpint (fac_decimal_compare (number ("-1"), number ("0.5")), ==, -1);
  g_assert_cmpint (fac_decimal_compare (number ("2.5"), number ("2.49")), ==, 1);
  g_assert_cmpint (fac_decimal_compare (number ("170141183460469231731687303715884105727"), number ("0.5")), ==, 1);
  g_assert_cmpint (fac_decimal_compare (number ("0.5"), number ("-170141183460469231731687303715884105727")), ==, 1);
  g_assert_cmpint (fac_decimal_sign (number ("-0.01")), ==, -1);
  assert_text (fac_decimal_trim (number ("1.500000"), 2), "1.50");
  assert_text (fac_decimal_trim (number ("100"), 0), "100");
}

/* sizes of all orders, most of them ordinary */
static FacDecimal
random_number (void)
{
  const int bits = g_test_rand_int_range (0, 4) == 0 ? g_test_rand_int_range (0, 127)
                                                     : g_test_rand_int_range (0, 63);
  unsigned __int128 size = 0;

  for (int i = 0; i < 4; i++)
    size = (size << 32) | (guint32) g_test_rand_int ();
  size = bits == 0 ? 0 : size >> (128 - bits);
  return (FacDecimal) { g_test_rand_bit () ? -(__int128) size : (__int128) size,
                        (guint8) g_test_rand_int_range (0, FAC_DECIMAL_MAX_SCALE + 1), 0 };
}

static SlowNumber
slow (FacDecimal value)
{
  return slow_from_magnitude (value.coefficient < 0 ? -(unsigned __int128) value.coefficient
                                                    : (unsigned __int128) value.coefficient);
}

static void
assert_same (FacDecimal found, gboolean fits, SlowNumber expected, gboolean negative, guint scale)
{
  const SlowNumber limit = slow_from_magnitude ((unsigned __int128) -1 >> 1);
  g_autofree char *text = slow_to_text (expected, negative, scale);

  assert_text (found, fits && slow_compare (expected, limit) <= 0 ? text : "overflow");
}

static void
test_products_and_quotients (void)
{
  const int rounds = g_test_thorough () ? 200000 : 20000;

  for (int i = 0; i < rounds; i++)
    {
      const FacDecimal a = random_number (), b = random_number ();
      const gboolean negative = (a.coefficient < 0) != (b.coefficient < 0);
      const guint scale = g_test_rand_int_range (0, FAC_DECIMAL_MAX_SCALE + 1);
      const FacRounding mode = g_test_rand_int_range (FAC_ROUND_HALF_UP, FAC_ROUND_NEVER + 1);
      const int shift = (int) scale - a.scale - b.scale, other = (int) scale + b.scale - a.scale;
      const SlowNumber one = { 1, { 1 } };
      SlowNumber expected;
      gboolean fits = slow_rounded (slow_shift (slow_mul (slow (a), slow (b)), MAX (shift, 0)),
                                    slow_shift (one, MAX (-shift, 0)), mode, &expected);

      assert_same (fac_decimal_mul (a, b, scale, mode), fits, expected, negative, scale);
      if (b.coefficient == 0)
        continue;
      fits = slow_rounded (slow_shift (slow (a), MAX (other, 0)), slow_shift (slow (b), MAX (-other, 0)), mode,
                           &expected);
      assert_same (fac_decimal_div (a, b, scale, mode), fits, expected, negative, scale);
    }
}

static void
test_sums (void)
{
  for (int i = 0; i < 20000; i++)
    {
      const FacDecimal a = random_number (), b = random_number ();
      const guint scale = MAX (a.scale, b.scale);
      const SlowNumber left = slow_shift (slow (a), scale - a.scale), right = slow_shift (slow (b), scale - b.scale);
      const int order = slow_compare (left, right);
      const gboolean apart = (a.coefficient < 0) != (b.coefficient < 0);
      const SlowNumber limit = slow_from_magnitude ((unsigned __int128) -1 >> 1);
      const gboolean fits = slow_compare (left, limit) <= 0 && slow_compare (right, limit) <= 0;

      assert_same (fac_decimal_add (a, b), fits,
                   !apart ? slow_add (left, right) : order >= 0 ? slow_sub (left, right) : slow_sub (right, left),
                   apart ? (order >= 0 ? a.coefficient < 0 : b.coefficient < 0) : a.coefficient < 0, scale);
      assert_same (fac_decimal_sub (a, fac_decimal_neg (b)), fits,
                   !apart ? slow_add (left, right) : order >= 0 ? slow_sub (left, right) : slow_sub (right, left),
                   apart ? (order >= 0 ? a.coefficient < 0 : b.coefficient < 0) : a.coefficient < 0, scale);
      if (!apart && a.coefficient != 0 && b.coefficient != 0)
        g_assert_cmpint (fac_decimal_compare (a, b), ==, a.coefficient < 0 ? -order : order);
    }
}

static void
test_text_returns (void)
{
  for (int i = 0; i < 20000; i++)
    {
      const FacDecimal value = random_number ();
      char buffer[FAC_DECIMAL_BUFFER];
      const gsize length = fac_decimal_write (value, buffer);
      g_autofree char *expected = slow_to_text (slow (value), value.coefficient < 0, value.scale);
      const FacDecimal back = number (buffer);

      g_assert_cmpuint (length, ==, strlen (buffer));
      g_assert_cmpstr (buffer, ==, expected);
      g_assert_true (back.coefficient == value.coefficient);
      g_assert_cmpint (back.scale, ==, value.scale);
    }
}

static void
test_comma_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (!fac_test_comma_locale ())
    {
      g_test_skip ("SKIPPED: no locale with a decimal comma is installed");
      return;
    }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  test_parse ();
  test_format ();
  setlocale (LC_ALL, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/parse-length", test_parse_length);
  g_test_add_func ("/decimal/parse-user", test_parse_user);
  g_test_add_func ("/decimal/parse-typed", test_parse_typed);
  g_test_add_func ("/decimal/format", test_format);
  g_test_add_func ("/decimal/rounding", test_rounding);
  g_test_add_func ("/decimal/overflow-taints", test_overflow_taints);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/products-and-quotients", test_products_and_quotients);
  g_test_add_func ("/decimal/sums", test_sums);
  g_test_add_func ("/decimal/text-returns", test_text_returns);
  g_test_add_func ("/decimal/comma-locale", test_comma_locale);
  return g_test_run ();
}
