/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FAC_DECIMAL_MAX_SCALE: the most digits after the point that a #FacDecimal holds. */
#define FAC_DECIMAL_MAX_SCALE 12

/**
 * FacDecimal:
 * @coefficient: the digits, signed
 * @scale: how many of them stand after the point, 0 to %FAC_DECIMAL_MAX_SCALE
 * @overflow: %TRUE when the true value did not fit; it then taints every result computed from it
 *
 * An exact decimal number, passed by value: @coefficient / 10^@scale. It has no unit; see #FacMoney for amounts with
 * a currency. The scale is kept as written ("1.000" has scale 3), so that text read from a document is
 * written back to the digit. A zeroed struct is 0.
 */
typedef struct
{
  __int128 coefficient;
  guint8   scale;
  guint8   overflow;
} FacDecimal;

/**
 * FacRounding:
 * @FAC_ROUND_HALF_UP: nearest, ties away from zero (SAT: taxes and totals; CFDI 4.0 filling guide)
 * @FAC_ROUND_HALF_EVEN: nearest, ties to the even digit
 * @FAC_ROUND_DOWN: towards zero, "truncated" in the SAT's matrices (lower limits)
 * @FAC_ROUND_UP: away from zero (upper limits)
 * @FAC_ROUND_NEVER: losing a digit is an overflow value
 */
typedef enum
{
  FAC_ROUND_HALF_UP,
  FAC_ROUND_HALF_EVEN,
  FAC_ROUND_DOWN,
  FAC_ROUND_UP,
  FAC_ROUND_NEVER
} FacRounding;

/** FAC_DECIMAL_ZERO: the number 0 with scale 0. */
#define FAC_DECIMAL_ZERO ((FacDecimal) { 0, 0, 0 })

/** fac_decimal_from_int: the whole number @value, scale 0. */
static inline FacDecimal
fac_decimal_from_int (gint64 value)
{
  return (FacDecimal) { value, 0, 0 };
}

/** fac_decimal_make: @coefficient / 10^@scale; a scale over %FAC_DECIMAL_MAX_SCALE is an overflow value. */
FacDecimal fac_decimal_make (gint64 coefficient, guint scale);

/**
 * fac_decimal_overflowed: the value that stands for "did not fit".
 */
FacDecimal fac_decimal_overflowed (void);

/**
 * fac_decimal_parse:
 * @text: digits with an optional sign, a point and an exponent ("-12.50", "1e3"); no grouping, no blanks
 * @length: bytes of @text, or -1
 * @out: (out): the number
 *
 * Reads plain decimal text as JSON and XML write it, always with a point, whatever the locale.
 *
 * Returns: %FALSE when @text is not a number or has more digits than fit; @out is then 0
 */
gboolean fac_decimal_parse (const char *text, gssize length, FacDecimal *out);

/**
 * fac_decimal_parse_user:
 * @text: what a person typed: "1,234.50", "$ 1 234.5", "1234,5"
 * @out: (out): the number
 *
 * Grouping commas, blanks, a leading currency sign and one trailing % are allowed. A lone comma
 * followed by one, two or more than three digits is taken as the decimal mark.
 *
 * Returns: %FALSE when no number can be read
 */
gboolean fac_decimal_parse_user (const char *text, FacDecimal *out);

/** fac_decimal_to_string: plain text with exactly the scale's digits and a point. Returns: (transfer full) */
char *fac_decimal_to_string (FacDecimal value);

/** fac_decimal_to_entry: as fac_decimal_to_string() for a field that a person edits: an overflow leaves it empty.
 * Returns: (transfer full) */
char *fac_decimal_to_entry (FacDecimal value);

/** FAC_DECIMAL_BUFFER: bytes that any number's text fits in, with its final zero byte. */
#define FAC_DECIMAL_BUFFER 48

/**
 * fac_decimal_write: as fac_decimal_to_string() into @buffer of at least %FAC_DECIMAL_BUFFER bytes.
 * An overflow value is written as "overflow". Returns: the length written
 */
gsize fac_decimal_write (FacDecimal value, char *buffer);

/**
 * fac_decimal_format:
 * @value: the number
 * @min_decimals: zeros are added up to here
 * @max_decimals: rounded half up to here
 *
 * For people: groups of three with commas, as Mexico writes them ("1,345.60"), a real minus sign.
 *
 * Returns: (transfer full): text for a label or paper
 */
char *fac_decimal_format (FacDecimal value, guint min_decimals, guint max_decimals);

/* The general cases behind the inline functions below; not to be called by name. */
FacDecimal fac_decimal_add_general (FacDecimal a, FacDecimal b, int sign);
/** fac_decimal_mul_general: the product of any two numbers, for fac_decimal_mul(). */
FacDecimal fac_decimal_mul_general (FacDecimal a, FacDecimal b, guint scale, FacRounding mode);
/** fac_decimal_compare_general: −1, 0 or 1 for any two numbers, for fac_decimal_compare(). */
int        fac_decimal_compare_general (FacDecimal a, FacDecimal b);

/** fac_decimal_add: exact sum; the scale is the larger one. */
static inline FacDecimal
fac_decimal_add (FacDecimal a, FacDecimal b)
{
  FacDecimal sum = { 0, a.scale, 0 };

  if (a.scale != b.scale || a.overflow || b.overflow
      || __builtin_add_overflow (a.coefficient, b.coefficient, &sum.coefficient))
    return fac_decimal_add_general (a, b, 1);
  return sum;
}

/** fac_decimal_sub: exact difference; the scale is the larger one. */
static inline FacDecimal
fac_decimal_sub (FacDecimal a, FacDecimal b)
{
  FacDecimal difference = { 0, a.scale, 0 };

  if (a.scale != b.scale || a.overflow || b.overflow
      || __builtin_sub_overflow (a.coefficient, b.coefficient, &difference.coefficient))
    return fac_decimal_add_general (a, b, -1);
  return difference;
}

/* powers of ten that fit 64 bits */
extern const guint64 fac_decimal_powers[20];

/** fac_decimal_mul: product rounded by @mode to @scale digits after the point. */
static inline FacDecimal
fac_decimal_mul (FacDecimal a, FacDecimal b, guint scale, FacRounding mode)
{
  const guint dropped = a.scale + b.scale - scale;
  gint64 product;

  if (mode == FAC_ROUND_HALF_UP && dropped < G_N_ELEMENTS (fac_decimal_powers) && scale <= FAC_DECIMAL_MAX_SCALE
      && !a.overflow && !b.overflow
      && a.coefficient == (gint64) a.coefficient && b.coefficient == (gint64) b.coefficient
      && !__builtin_mul_overflow ((gint64) a.coefficient, (gint64) b.coefficient, &product))
    {
      const guint64 divisor = fac_decimal_powers[dropped];
      const guint64 size = product < 0 ? -(guint64) product : (guint64) product;
      guint64 quotient = size / divisor;
      const guint64 rest = size - quotient * divisor;

      quotient += rest != 0 && rest >= divisor - rest;
      return (FacDecimal) { product < 0 ? -(__int128) quotient : (__int128) quotient, (guint8) scale, 0 };
    }
  return fac_decimal_mul_general (a, b, scale, mode);
}

/** fac_decimal_div: quotient rounded by @mode to @scale digits; division by zero is an overflow value. */
FacDecimal fac_decimal_div (FacDecimal a, FacDecimal b, guint scale, FacRounding mode);
/** fac_decimal_round: @value with exactly @scale digits after the point. */
FacDecimal fac_decimal_round (FacDecimal value, guint scale, FacRounding mode);
/** fac_decimal_neg: −@value. */
FacDecimal fac_decimal_neg (FacDecimal value);
/** fac_decimal_trim: the same number without trailing zeros, keeping at least @min_scale digits. */
FacDecimal fac_decimal_trim (FacDecimal value, guint min_scale);

/** fac_decimal_compare: −1, 0 or 1 by value ("1.0" equals "1.000"); an overflow value is larger than any other. */
static inline int
fac_decimal_compare (FacDecimal a, FacDecimal b)
{
  if (a.scale != b.scale || a.overflow || b.overflow)
    return fac_decimal_compare_general (a, b);
  return (a.coefficient > b.coefficient) - (a.coefficient < b.coefficient);
}

/** fac_decimal_equal: whether both are the same number, whatever their scales; an overflow value equals nothing. */
static inline gboolean
fac_decimal_equal (FacDecimal a, FacDecimal b)
{
  return !a.overflow && !b.overflow && fac_decimal_compare (a, b) == 0;
}

/** fac_decimal_sign: −1, 0 or 1; 1 for an overflow value. */
static inline int
fac_decimal_sign (FacDecimal value)
{
  return value.overflow ? 1 : (value.coefficient > 0) - (value.coefficient < 0);
}

/** fac_decimal_is_zero: whether it is 0. */
static inline gboolean
fac_decimal_is_zero (FacDecimal value)
{
  return !value.overflow && value.coefficient == 0;
}

/**
 * fac_decimal_to_scaled:
 * @value: the number
 * @scale: digits to keep, rounded half up
 * @out: (out): @value × 10^@scale as a 64-bit integer, clamped to the ends when it does not fit
 *
 * For sort keys only, never for arithmetic. Returns: %FALSE when it was clamped
 */
gboolean fac_decimal_to_scaled (FacDecimal value, guint scale, gint64 *out);

G_END_DECLS
