/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slow-number.h"

static SlowNumber
trimmed (SlowNumber a)
{
  while (a.length > 0 && a.digits[a.length - 1] == 0)
    a.length--;
  return a;
}

SlowNumber
slow_from_magnitude (unsigned __int128 value)
{
  SlowNumber a = { 0 };

  for (; value > 0; value /= 10)
    a.digits[a.length++] = (guint8) (value % 10);
  return a;
}

SlowNumber
slow_shift (SlowNumber a, int zeros)
{
  SlowNumber b = { 0 };

  if (a.length == 0)
    return a;
  g_assert_cmpint (a.length + zeros, <=, SLOW_DIGITS);
  for (int i = 0; i < a.length; i++)
    b.digits[i + zeros] = a.digits[i];
  b.length = a.length + zeros;
  return b;
}

SlowNumber
slow_add (SlowNumber a, SlowNumber b)
{
  SlowNumber sum = { 0 };
  int carry = 0;

  for (int i = 0; i < a.length || i < b.length || carry > 0; i++)
    {
      const int digit = a.digits[i] + b.digits[i] + carry;

      sum.digits[sum.length++] = (guint8) (digit % 10);
      carry = digit / 10;
    }
  return trimmed (sum);
}

SlowNumber
slow_sub (SlowNumber a, SlowNumber b)
{
  int borrow = 0;

  for (int i = 0; i < a.length; i++)
    {
      const int digit = a.digits[i] - b.digits[i] - borrow;

      borrow = digit < 0;
      a.digits[i] = (guint8) (digit + 10 * borrow);
    }
  g_assert_cmpint (borrow, ==, 0);
  return trimmed (a);
}

SlowNumber
slow_mul (SlowNumber a, SlowNumber b)
{
  SlowNumber product = { 0 };

  for (int i = 0; i < b.length; i++)
    for (int n = 0; n < b.digits[i]; n++)
      product = slow_add (product, slow_shift (a, i));
  return product;
}

int
slow_compare (SlowNumber a, SlowNumber b)
{
  if (a.length != b.length)
    return a.length > b.length ? 1 : -1;
  for (int i = a.length - 1; i >= 0; i--)
    if (a.digits[i] != b.digits[i])
      return a.digits[i] > b.digits[i] ? 1 : -1;
  return 0;
}

SlowNumber
slow_divide (SlowNumber a, SlowNumber b, SlowNumber *rest)
{
  SlowNumber quotient = { 0 }, left = { 0 };

  quotient.length = a.length;
  for (int i = a.length - 1; i >= 0; i--)
    {
      const SlowNumber next = { 1, { a.digits[i] } };

      left = trimmed (slow_add (slow_shift (left, 1), trimmed (next)));
      while (slow_compare (left, b) >= 0)
        {
          left = slow_sub (left, b);
          quotient.digits[i]++;
        }
    }
  *rest = left;
  return trimmed (quotient);
}

gboolean
slow_rounded (SlowNumber a, SlowNumber b, FacRounding mode, SlowNumber *out)
{
  SlowNumber rest;
  const SlowNumber one = { 1, { 1 } };
  int half;
  gboolean odd, up;

  *out = slow_divide (a, b, &rest);
  if (rest.length == 0)
    return TRUE;
  half = slow_compare (slow_add (rest, rest), b);
  odd = out->length > 0 && out->digits[0] % 2 == 1;
  up = mode == FAC_ROUND_UP || (mode == FAC_ROUND_HALF_UP && half >= 0)
       || (mode == FAC_ROUND_HALF_EVEN && (half > 0 || (half == 0 && odd)));
  if (up)
    *out = slow_add (*out, one);
  return mode != FAC_ROUND_NEVER;
}

char *
slow_to_text (SlowNumber a, gboolean negative, guint scale)
{
  GString *text = g_string_new (negative && a.length > 0 ? "-" : "");

  for (int i = MAX (a.length, (int) scale + 1) - 1; i >= 0; i--)
    {
      g_string_append_c (text, (char) ('0' + a.digits[i]));
      if (i == (int) scale && scale > 0)
        g_string_append_c (text, '.');
    }
  return g_string_free (text, FALSE);
}
