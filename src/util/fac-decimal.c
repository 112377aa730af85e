/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-decimal.h"

#include "fac-wide.h"

const guint64 fac_decimal_powers[20] = {
  1ull, 10ull, 100ull, 1000ull, 10000ull, 100000ull, 1000000ull, 10000000ull, 100000000ull,
  1000000000ull, 10000000000ull, 100000000000ull, 1000000000000ull, 10000000000000ull,
  100000000000000ull, 1000000000000000ull, 10000000000000000ull, 100000000000000000ull,
  1000000000000000000ull, 10000000000000000000ull
};

static unsigned __int128
power_of_ten (guint exponent)
{
  unsigned __int128 power = 1;

  while (exponent > 19)
    {
      power *= fac_decimal_powers[19];
      exponent -= 19;
    }
  return power * fac_decimal_powers[exponent];
}

static unsigned __int128
magnitude (__int128 value)
{
  return value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;
}

static FacDecimal
signed_decimal (unsigned __int128 size, gboolean negative, guint scale)
{
  if (size > FAC_INT128_MAX)
    return fac_decimal_overflowed ();
  return (FacDecimal) { negative ? -(__int128) size : (__int128) size, (guint8) scale, 0 };
}

/* whether a magnitude moves one up, seen from how its rest compares with half of the divisor */
static gboolean
rounds_up (FacRounding mode, int against_half, gboolean odd)
{
  switch (mode)
    {
    case FAC_ROUND_HALF_UP:
      return against_half >= 0;
    case FAC_ROUND_HALF_EVEN:
      return against_half > 0 || (against_half == 0 && odd);
    case FAC_ROUND_UP:
      return TRUE;
    case FAC_ROUND_DOWN:
    case FAC_ROUND_NEVER:
    default:
      return FALSE;
    }
}

static FacDecimal
round_quotient (unsigned __int128 quotient, int against_half, gboolean exact, gboolean negative,
                guint scale, FacRounding mode)
{
  if (!exact && mode == FAC_ROUND_NEVER)
    return fac_decimal_overflowed ();
  if (!exact && rounds_up (mode, against_half, quotient & 1))
    quotient++;
  return signed_decimal (quotient, negative, scale);
}

static FacDecimal
divide_wide (FacWide numerator, FacWide denominator, gboolean negative, guint scale,
             FacRounding mode)
{
  FacWide rest;
  FacWide quotient = fac_wide_divide (numerator, denominator, &rest);

  if (quotient.high != 0 || quotient.low > FAC_INT128_MAX)
    return fac_decimal_overflowed ();
  return round_quotient (quotient.low, fac_wide_compare (rest, fac_wide_sub (denominator, rest)),
                         rest.high == 0 && rest.low == 0, negative, scale, mode);
}

static FacDecimal
divide (unsigned __int128 numerator, unsigned __int128 denominator, gboolean negative, guint scale,
        FacRounding mode)
{
  const unsigned __int128 quotient = numerator / denominator;
  const unsigned __int128 rest = numerator - quotient * denominator;
  const unsigned __int128 missing = denominator - rest;

  return round_quotient (quotient, (rest > missing) - (rest < missing), rest == 0, negative, scale,
                         mode);
}

FacDecimal
fac_decimal_overflowed (void)
{
  return (FacDecimal) { 0, 0, 1 };
}

FacDecimal
fac_decimal_make (gint64 coefficient, guint scale)
{
  if (scale > FAC_DECIMAL_MAX_SCALE)
    return fac_decimal_overflowed ();
  return (FacDecimal) { coefficient, (guint8) scale, 0 };
}

/* @value with at least @scale digits after the point */
static gboolean
widen (FacDecimal value, guint scale, __int128 *out)
{
  if (value.scale >= scale)
    {
      *out = value.coefficient;
      return TRUE;
    }
  return !__builtin_mul_overflow (value.coefficient, (__int128) power_of_ten (scale - value.scale),
                                  out);
}

FacDecimal
fac_decimal_add_general (FacDecimal a, FacDecimal b, int sign)
{
  FacDecimal result = { 0, MAX (a.scale, b.scale), 0 };
  __int128 left, right;

  if (a.overflow || b.overflow || !widen (a, result.scale, &left)
      || !widen (b, result.scale, &right))
    return fac_decimal_overflowed ();
  if (sign > 0 ? __builtin_add_overflow (left, right, &result.coefficient)
               : __builtin_sub_overflow (left, right, &result.coefficient))
    return fac_decimal_overflowed ();
  return result;
}

FacDecimal
fac_decimal_mul_general (FacDecimal a, FacDecimal b, guint scale, FacRounding mode)
{
  const gboolean negative = (a.coefficient < 0) != (b.coefficient < 0);
  const unsigned __int128 left = magnitude (a.coefficient), right = magnitude (b.coefficient);
  const int dropped = (int) a.scale + b.scale - (int) scale;
  unsigned __int128 product;

  if (a.overflow || b.overflow || scale > FAC_DECIMAL_MAX_SCALE)
    return fac_decimal_overflowed ();
  if (!__builtin_mul_overflow (left, right, &product))
    {
      if (dropped > 0)
        return divide (product, power_of_ten (dropped), negative, scale, mode);
      if (dropped < 0 && __builtin_mul_overflow (product, power_of_ten (-dropped), &product))
        return fac_decimal_overflowed ();
      return signed_decimal (product, negative, scale);
    }
  if (dropped <= 0)
    return fac_decimal_overflowed ();
  return divide_wide (fac_wide_product (left, right), fac_wide (power_of_ten (dropped)), negative,
                      scale, mode);
}

FacDecimal
fac_decimal_div (FacDecimal a, FacDecimal b, guint scale, FacRounding mode)
{
  const gboolean negative = (a.coefficient < 0) != (b.coefficient < 0);
  const int shift = (int) scale + b.scale - a.scale;
  const unsigned __int128 power = power_of_ten (ABS (shift));
  unsigned __int128 numerator = magnitude (a.coefficient), denominator = magnitude (b.coefficient);
  unsigned __int128 *grown = shift > 0 ? &numerator : &denominator;
  const unsigned __int128 before = *grown;

  if (a.overflow || b.overflow || b.coefficient == 0 || scale > FAC_DECIMAL_MAX_SCALE)
    return fac_decimal_overflowed ();
  if (!__builtin_mul_overflow (before, power, grown))
    return divide (numerator, denominator, negative, scale, mode);
  if (shift > 0)
    return divide_wide (fac_wide_product (before, power), fac_wide (denominator), negative, scale,
                        mode);
  return divide_wide (fac_wide (numerator), fac_wide_product (before, power), negative, scale,
                      mode);
}

FacDecimal
fac_decimal_round (FacDecimal value, guint scale, FacRounding mode)
{
  if (!value.overflow && value.scale == scale)
    return value;
  return fac_decimal_mul (value, fac_decimal_from_int (1), scale, mode);
}

FacDecimal
fac_decimal_neg (FacDecimal value)
{
  return value.overflow ? value : signed_decimal (magnitude (value.coefficient),
                                                  value.coefficient > 0, value.scale);
}

FacDecimal
fac_decimal_trim (FacDecimal value, guint min_scale)
{
  gint64 small = (gint64) value.coefficient;

  if (value.overflow)
    return value;
  if (small == value.coefficient)
    {
      for (; value.scale > min_scale && small % 10 == 0; value.scale--)
        small /= 10;
      value.coefficient = small;
      return value;
    }
  for (; value.scale > min_scale && value.coefficient % 10 == 0; value.scale--)
    value.coefficient /= 10;
  return value;
}

int
fac_decimal_compare_general (FacDecimal a, FacDecimal b)
{
  const guint scale = MAX (a.scale, b.scale);
  __int128 left, right;

  if (a.overflow || b.overflow)
    return a.overflow - b.overflow;
  /* what does not fit after widening is further from zero than anything that does */
  if (!widen (a, scale, &left))
    return fac_decimal_sign (a);
  if (!widen (b, scale, &right))
    return -fac_decimal_sign (b);
  return (left > right) - (left < right);
}

gboolean
fac_decimal_to_scaled (FacDecimal value, guint scale, gint64 *out)
{
  const FacDecimal rounded = fac_decimal_round (value, scale, FAC_ROUND_HALF_UP);

  if (rounded.overflow || rounded.coefficient != (gint64) rounded.coefficient)
    {
      *out = fac_decimal_sign (value) < 0 ? G_MININT64 : G_MAXINT64;
      return FALSE;
    }
  *out = (gint64) rounded.coefficient;
  return TRUE;
}
