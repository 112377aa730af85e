/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-wide.h"

typedef unsigned __int128 u128;

FacWide
fac_wide (u128 value)
{
  return (FacWide) { value, 0 };
}

FacWide
fac_wide_product (u128 a, u128 b)
{
  const guint64 a0 = (guint64) a, a1 = (guint64) (a >> 64);
  const guint64 b0 = (guint64) b, b1 = (guint64) (b >> 64);
  const u128 low = (u128) a0 * b0, cross = (u128) a1 * b0 + (low >> 64);
  const u128 other = (u128) a0 * b1 + (guint64) cross;

  return (FacWide) { (other << 64) | (guint64) low,
                    (u128) a1 * b1 + (cross >> 64) + (other >> 64) };
}

FacWide
fac_wide_sub (FacWide a, FacWide b)
{
  return (FacWide) { a.low - b.low, a.high - b.high - (a.low < b.low) };
}

int
fac_wide_compare (FacWide a, FacWide b)
{
  if (a.high != b.high)
    return a.high > b.high ? 1 : -1;
  return (a.low > b.low) - (a.low < b.low);
}

static FacWide
doubled (FacWide value, gboolean bit)
{
  return (FacWide) { (value.low << 1) | (bit ? 1 : 0), (value.high << 1) | (value.low >> 127) };
}

static gboolean
bit_of (FacWide value, int position)
{
  return ((position >= 128 ? value.high >> (position - 128) : value.low >> position) & 1) != 0;
}

/* Bit by bit: reached only by amounts of more than nineteen digits. */
FacWide
fac_wide_divide (FacWide numerator, FacWide denominator, FacWide *rest)
{
  FacWide quotient = { 0, 0 }, left = { 0, 0 };

  for (int position = 255; position >= 0; position--)
    {
      const gboolean carries = bit_of (left, 255);

      left = doubled (left, bit_of (numerator, position));
      quotient = doubled (quotient, FALSE);
      if (carries || fac_wide_compare (left, denominator) >= 0)
        {
          left = fac_wide_sub (left, denominator);
          quotient.low |= 1;
        }
    }
  *rest = left;
  return quotient;
}
