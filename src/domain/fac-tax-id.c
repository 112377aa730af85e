/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-id.h"

#include <string.h>

#define LONGEST 13
#define LETTER_AMPERSAND 24
#define BLANK 37
#define LETTER_ENYE 38
#define NO_VALUE 0xff

/* An RFC as the values of its characters in the table of the check digit (cfdi.md §12). */
typedef struct
{
  guint8 values[LONGEST];
  gsize  length; /* in characters, may be more than LONGEST */
} Decoded;

static guint8
value_of (gunichar character)
{
  if (character >= '0' && character <= '9')
    return (guint8) (character - '0');
  if (character >= 'A' && character <= 'N')
    return (guint8) (character - 'A' + 10);
  if (character >= 'O' && character <= 'Z')
    return (guint8) (character - 'O' + 25);
  if (character == '&')
    return LETTER_AMPERSAND;
  return character == 0x00d1 ? LETTER_ENYE : NO_VALUE;
}

static void
decode (const char *rfc, Decoded *out)
{
  out->length = 0;
  for (const char *at = rfc; at != NULL && *at != '\0'; out->length++)
    {
      gunichar character = g_utf8_get_char_validated (at, -1);

      if (out->length < LONGEST)
        out->values[out->length] = value_of (character);
      at = (gint) character < 0 ? at + 1 : g_utf8_next_char (at);
    }
}

static gboolean
is_digit (guint8 value)
{
  return value <= 9;
}

static gboolean
is_letter (guint8 value)
{
  return value != NO_VALUE && !is_digit (value);
}

/* letters and digits of the homoclave: neither & nor Ñ */
static gboolean
is_plain (guint8 value)
{
  return value != NO_VALUE && value != LETTER_AMPERSAND && value != LETTER_ENYE;
}

static gboolean
has_shape (const Decoded *rfc)
{
  const gsize letters = rfc->length - 9;
  const guint8 last = rfc->values[rfc->length - 1];

  for (gsize i = 0; i < letters; i++)
    if (!is_letter (rfc->values[i]))
      return FALSE;
  for (gsize i = letters; i < letters + 6; i++)
    if (!is_digit (rfc->values[i]))
      return FALSE;
  return is_plain (rfc->values[letters + 6]) && is_plain (rfc->values[letters + 7]) && last <= 10;
}

static gboolean
has_date (const Decoded *rfc)
{
  static const guint8 days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  const guint8 *at = rfc->values + rfc->length - 9;
  guint year = at[0] * 10u + at[1];
  guint month = at[2] * 10u + at[3];
  guint day = at[4] * 10u + at[5];

  if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
    return FALSE;
  /* the century is not written: of 1900 and 2000 the latter has a 29th of February */
  return month != 2 || day < 29 || year % 4 == 0;
}

static char
digit_for (const guint8 *values, gsize length)
{
  guint sum = length == 11 ? BLANK * 13 : 0;
  guint weight = length == 11 ? 12 : 13;
  guint rest;

  for (gsize i = 0; i < length; i++, weight--)
    {
      if (values[i] == NO_VALUE)
        return 0;
      sum += values[i] * weight;
    }
  rest = 11 - sum % 11;
  if (rest == 11)
    return '0';
  return rest == 10 ? 'A' : (char) ('0' + rest);
}

char *
fac_tax_id_normalize (const char *text)
{
  GString *out = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_isspace (character) && g_unichar_type (character) != G_UNICODE_DASH_PUNCTUATION
          && g_unichar_type (character) != G_UNICODE_FORMAT)
        g_string_append_unichar (out, g_unichar_toupper (character));
    }
  return g_string_free (out, FALSE);
}

FacTaxIdProblem
fac_tax_id_check (const char *rfc)
{
  Decoded decoded;
  char digit;

  if (rfc == NULL || rfc[0] == '\0')
    return FAC_TAX_ID_EMPTY;
  if (fac_tax_id_is_generic (rfc))
    return FAC_TAX_ID_OK;
  decode (rfc, &decoded);
  if (decoded.length != 12 && decoded.length != 13)
    return FAC_TAX_ID_LENGTH;
  if (!has_shape (&decoded))
    return FAC_TAX_ID_SHAPE;
  if (!has_date (&decoded))
    return FAC_TAX_ID_DATE;
  digit = digit_for (decoded.values, decoded.length - 1);
  return rfc[strlen (rfc) - 1] == digit ? FAC_TAX_ID_OK : FAC_TAX_ID_CHECK_DIGIT;
}

FacPersonKind
fac_tax_id_person (const char *rfc)
{
  Decoded decoded;

  if (fac_tax_id_is_generic (rfc))
    return FAC_PERSON_FISICA;
  decode (rfc, &decoded);
  if ((decoded.length != 12 && decoded.length != 13) || !has_shape (&decoded))
    return FAC_PERSON_UNKNOWN;
  return decoded.length == 12 ? FAC_PERSON_MORAL : FAC_PERSON_FISICA;
}

char
fac_tax_id_check_digit (const char *rfc)
{
  Decoded decoded;
  gsize letters = 0;

  decode (rfc, &decoded);
  while (letters < MIN (decoded.length, 5) && is_letter (decoded.values[letters]))
    letters++;
  if ((letters != 3 && letters != 4) || decoded.length < letters + 8
      || decoded.length > letters + 9)
    return 0;
  return digit_for (decoded.values, letters + 8);
}

gboolean
fac_tax_id_is_generic (const char *rfc)
{
  return g_strcmp0 (rfc, FAC_RFC_PUBLIC) == 0 || g_strcmp0 (rfc, FAC_RFC_FOREIGN) == 0
         || g_strcmp0 (rfc, FAC_RFC_THIRD_PARTY) == 0;
}

static gboolean
has_nine_digits (const char *country)
{
  return g_strcmp0 (country, "USA") == 0 || g_strcmp0 (country, "CAN") == 0;
}

gboolean
fac_foreign_number_fits (const char *country, const char *number)
{
  return number == NULL || *number == '\0' || !has_nine_digits (country)
         || (strlen (number) == 9 && strspn (number, "0123456789") == 9);
}

char *
fac_foreign_number_normalize (const char *country, const char *number)
{
  GString *digits;

  if (number == NULL || !has_nine_digits (country))
    return g_strdup (number);
  digits = g_string_new (NULL);
  for (const char *at = number; *at != '\0'; at++)
    if (*at != '-' && *at != ' ')
      g_string_append_c (digits, *at);
  if (!fac_foreign_number_fits (country, digits->str))
    g_string_assign (digits, number);
  return g_string_free (digits, FALSE);
}
