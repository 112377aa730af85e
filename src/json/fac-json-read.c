/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-private.h"

#include <string.h>

static void
remember (FacJsonValue value, const char *expected)
{
  g_autofree char *path = NULL;

  if (value.json->problem != NULL)
    return;
  path = fac_json_path (value);
  value.json->problem = g_strdup_printf ("%s: %s was expected", path, expected);
}

/* the text of a string or the digits of a number */
static const char *
text_of (FacJsonValue value)
{
  const FacJsonEntry *entry = fac_json_entry (value);

  return value.json->decoded + entry->start + (entry->kind == FAC_JSON_STRING ? 1 : 0);
}

static gboolean
is_absent (FacJsonValue value)
{
  return fac_json_kind (value) == FAC_JSON_ABSENT || fac_json_kind (value) == FAC_JSON_NULL;
}

static gboolean
is_text (FacJsonValue value)
{
  return fac_json_kind (value) == FAC_JSON_STRING || fac_json_kind (value) == FAC_JSON_NUMBER;
}

const char *
fac_json_string (FacJsonValue value)
{
  if (is_text (value))
    return text_of (value);
  if (!is_absent (value))
    remember (value, "a text");
  return NULL;
}

/* Servers that count in binary write 345.60000000000002: digits behind the last one that a decimal holds are noise. */
static gboolean
parse_noisy (const char *text, FacDecimal *out)
{
  const char *point = strchr (text, '.');
  const gsize digits = point != NULL ? strspn (point + 1, "0123456789") : 0;
  FacDecimal step = { *text == '-' ? -1 : 1, FAC_DECIMAL_MAX_SCALE, 0 };

  if (digits <= FAC_DECIMAL_MAX_SCALE || point[1 + digits] != '\0'
      || !fac_decimal_parse (text, point + 1 + FAC_DECIMAL_MAX_SCALE - text, out))
    return FALSE;
  if (point[1 + FAC_DECIMAL_MAX_SCALE] >= '5')
    *out = fac_decimal_add (*out, step);
  *out = fac_decimal_trim (*out, 0);
  return !out->overflow;
}

gboolean
fac_json_decimal (FacJsonValue value, FacDecimal *out)
{
  *out = FAC_DECIMAL_ZERO;
  if (is_absent (value))
    return FALSE;
  if (is_text (value) && (fac_decimal_parse (text_of (value), -1, out)
                          || parse_noisy (text_of (value), out)))
    return TRUE;
  *out = FAC_DECIMAL_ZERO;
  remember (value, "a number");
  return FALSE;
}

gint64
fac_json_int (FacJsonValue value, gint64 fallback)
{
  FacDecimal number;
  FacDecimal whole;

  if (!fac_json_decimal (value, &number))
    return fallback;
  whole = fac_decimal_round (number, 0, FAC_ROUND_NEVER);
  if (!whole.overflow && whole.coefficient == (gint64) whole.coefficient)
    return (gint64) whole.coefficient;
  remember (value, "a whole number");
  return fallback;
}

gboolean
fac_json_boolean (FacJsonValue value, gboolean fallback)
{
  if (is_absent (value))
    return fallback;
  if (fac_json_kind (value) == FAC_JSON_BOOLEAN)
    return value.json->text[fac_json_entry (value)->start] == 't';
  remember (value, "true or false");
  return fallback;
}

gint64
fac_json_time (FacJsonValue value)
{
  gint64 time;

  if (is_absent (value))
    return 0;
  if (fac_json_kind (value) == FAC_JSON_STRING && fac_json_parse_time (text_of (value), &time))
    return time;
  remember (value, "a date");
  return 0;
}

gboolean
fac_json_take_error (FacJson *self, GError **error)
{
  if (self->problem == NULL)
    return TRUE;
  g_set_error (error, FAC_JSON_ERROR, FAC_JSON_ERROR_TYPE, "%s", self->problem);
  g_clear_pointer (&self->problem, g_free);
  return FALSE;
}
