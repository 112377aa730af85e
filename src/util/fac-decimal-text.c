/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-decimal.h"

#include "fac-wide.h"

#include <string.h>

#define LARGEST_EXPONENT 1000

static const char pairs[] =
  "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
  "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
  "9899";

/* what has been read of a number's text so far */
typedef struct
{
  unsigned __int128 digits;
  int               decimals; /* how many of them stand after the point */
  int               zeros;    /* zeros read but not yet taken into digits */
  guint             seen;
  gboolean          too_long;
} Reading;

static void
take_digit (Reading *self, guint digit)
{
  if (__builtin_mul_overflow (self->digits, (unsigned __int128) 10, &self->digits)
      || __builtin_add_overflow (self->digits, (unsigned __int128) digit, &self->digits)
      || self->digits > FAC_INT128_MAX)
    self->too_long = TRUE;
}

/* Zeros at the end count for the scale as far as it goes and are then worth nothing. */
static void
read_decimal (Reading *self, char character)
{
  self->seen++;
  if (character == '0')
    {
      self->zeros++;
      return;
    }
  self->decimals += self->zeros + 1;
  for (; self->zeros > 0 && !self->too_long; self->zeros--)
    take_digit (self, 0);
  self->zeros = 0;
  take_digit (self, character - '0');
}

static gboolean
read_exponent (const char **at, const char *end, int *exponent)
{
  gboolean negative = FALSE;
  const char *start;

  *exponent = 0;
  if (*at == end || (**at != 'e' && **at != 'E'))
    return TRUE;
  (*at)++;
  if (*at < end && (**at == '+' || **at == '-'))
    negative = *(*at)++ == '-';
  for (start = *at; *at < end && g_ascii_isdigit (**at); (*at)++)
    *exponent = MIN (*exponent * 10 + (**at - '0'), LARGEST_EXPONENT);
  if (negative)
    *exponent = -*exponent;
  return *at > start;
}

static gboolean
finish_reading (Reading *self, int exponent, gboolean negative, FacDecimal *out)
{
  int scale = self->decimals - exponent;
  int more = MIN (self->zeros, FAC_DECIMAL_MAX_SCALE - scale);

  if (self->digits == 0)
    {
      scale = CLAMP (scale + self->zeros, 0, FAC_DECIMAL_MAX_SCALE);
      *out = (FacDecimal) { 0, (guint8) scale, 0 };
      return !self->too_long;
    }
  for (; more > 0; more--, scale++)
    take_digit (self, 0);
  for (; scale < 0 && !self->too_long; scale++)
    take_digit (self, 0);
  for (; scale > FAC_DECIMAL_MAX_SCALE && self->digits % 10 == 0; scale--)
    self->digits /= 10;
  if (self->too_long || scale > FAC_DECIMAL_MAX_SCALE)
    return FALSE;
  *out = (FacDecimal) { negative ? -(__int128) self->digits : (__int128) self->digits, (guint8) scale, 0 };
  return TRUE;
}

gboolean
fac_decimal_parse (const char *text, gssize length, FacDecimal *out)
{
  Reading reading = { 0 };
  gboolean negative = FALSE;
  const char *at = text, *end;
  int exponent;

  *out = FAC_DECIMAL_ZERO;
  if (text == NULL)
    return FALSE;
  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (at < end && (*at == '-' || *at == '+'))
    negative = *at++ == '-';
  for (; at < end && g_ascii_isdigit (*at); at++, reading.seen++)
    take_digit (&reading, *at - '0');
  if (at < end && *at == '.')
    for (at++; at < end && g_ascii_isdigit (*at); at++)
      read_decimal (&reading, *at);
  if (reading.seen == 0 || !read_exponent (&at, end, &exponent) || at != end)
    return FALSE;
  return finish_reading (&reading, exponent, negative, out);
}

/* digits of @value so that they end before @end; at least @least of them. Returns: where they start */
static char *
put_digits (char *end, guint64 value, guint least)
{
  char *const latest = end - least;
  char *at = end;

  while (value >= 100)
    {
      const guint64 rest = value / 100;

      at -= 2;
      memcpy (at, pairs + 2 * (value - rest * 100), 2);
      value = rest;
    }
  if (value >= 10)
    {
      at -= 2;
      memcpy (at, pairs + 2 * value, 2);
    }
  else if (value > 0)
    *--at = (char) ('0' + value);
  while (at > latest)
    *--at = '0';
  return at;
}

static char *
put_large (char *end, unsigned __int128 value, guint least)
{
  char *const latest = end - least;
  char *at = end;

  while (value > G_MAXUINT64)
    {
      const unsigned __int128 rest = value / fac_decimal_powers[18];

      at = put_digits (at, (guint64) (value - rest * fac_decimal_powers[18]), 18);
      value = rest;
    }
  return put_digits (at, (guint64) value, at > latest ? (guint) (at - latest) : 0);
}

gsize
fac_decimal_write (FacDecimal value, char *buffer)
{
  const gboolean negative = value.coefficient < 0;
  const unsigned __int128 size = negative ? -(unsigned __int128) value.coefficient
                                          : (unsigned __int128) value.coefficient;
  char digits[FAC_DECIMAL_BUFFER];
  char *const end = digits + sizeof digits;
  char *out = buffer;
  char *at;
  gsize whole;

  if (value.overflow)
    {
      memcpy (buffer, "overflow", sizeof "overflow");
      return strlen ("overflow");
    }
  at = size <= G_MAXUINT64 ? put_digits (end, (guint64) size, value.scale + 1u)
                           : put_large (end, size, value.scale + 1u);
  whole = end - at - value.scale;
  if (negative)
    *out++ = '-';
  memcpy (out, at, whole);
  out += whole;
  if (value.scale > 0)
    {
      *out++ = '.';
      memcpy (out, at + whole, value.scale);
      out += value.scale;
    }
  *out = '\0';
  return out - buffer;
}

char *
fac_decimal_to_string (FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];
  const gsize length = fac_decimal_write (value, buffer);

  return g_strndup (buffer, length);
}

char *
fac_decimal_to_entry (FacDecimal value)
{
  return value.overflow ? g_strdup ("") : fac_decimal_to_string (value);
}

char *
fac_decimal_format (FacDecimal value, guint min_decimals, guint max_decimals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[FAC_DECIMAL_BUFFER];
  const char *at = buffer;
  gsize whole;

  if (value.scale > max_decimals)
    value = fac_decimal_round (value, max_decimals, FAC_ROUND_HALF_UP);
  value = fac_decimal_trim (value, min_decimals);
  if (value.overflow)
    return g_strdup ("—");
  fac_decimal_write (value, buffer);
  if (*at == '-')
    {
      g_string_append (text, "\xe2\x88\x92");
      at++;
    }
  whole = strcspn (at, ".");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, at[i]);
    }
  g_string_append (text, at + whole);
  if (value.scale < min_decimals && value.scale == 0)
    g_string_append_c (text, '.');
  for (guint i = value.scale; i < min_decimals; i++)
    g_string_append_c (text, '0');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
