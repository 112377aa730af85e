/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-type.h"

#include "fac-decimal.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE (-1)

typedef enum
{
  TEXT,
  DECIMAL,
  INTEGER,
  DAY,
  MOMENT,
  BASE64,
  TOKEN
} Kind;

struct _FacCheckType
{
  Kind kind;
  gboolean collapse;
  glong exact;
  glong shortest;
  glong longest;
  glong digits;
  glong decimals;
  char *lowest;
  char *highest;
  GRegex *shape;
  GHashTable *keys;
  char *list;
};

static Kind
kind_of (const char *name)
{
  static const struct
  {
    const char *name;
    Kind kind;
  } kinds[] = {
    { "decimal", DECIMAL },     { "integer", INTEGER }, { "int", INTEGER },
    { "short", INTEGER },       { "date", DAY },        { "dateTime", MOMENT },
    { "base64Binary", BASE64 }, { "NMTOKEN", TOKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return kinds[i].kind;
  return TEXT;
}

static GRegex *
read_shape (const char *pattern)
{
  g_autofree char *whole = g_strconcat ("^(?:", pattern, ")$", NULL);
  g_autoptr (GError) error = NULL;
  GRegex *shape =
      g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY | G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);
  return shape;
}

static GHashTable *
read_keys (const char *text)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) each = g_strsplit (text, "|", -1);

  for (guint i = 0; each[i] != NULL; i++)
    g_hash_table_add (keys, g_steal_pointer (&each[i]));
  return keys;
}

static void
read_facet (FacCheckType *self, const char *name, const char *value)
{
  if (g_str_equal (name, "len"))
    self->exact = atol (value);
  else if (g_str_equal (name, "min"))
    self->shortest = atol (value);
  else if (g_str_equal (name, "max"))
    self->longest = atol (value);
  else if (g_str_equal (name, "total"))
    self->digits = atol (value);
  else if (g_str_equal (name, "frac"))
    self->decimals = atol (value);
  else if (g_str_equal (name, "lo"))
    self->lowest = g_strdup (value);
  else if (g_str_equal (name, "hi"))
    self->highest = g_strdup (value);
  else if (g_str_equal (name, "re") && self->shape == NULL)
    self->shape = read_shape (value);
  else if (g_str_equal (name, "keys"))
    self->keys = read_keys (value);
  else if (g_str_equal (name, "list"))
    self->list = g_strdup (value);
}

FacCheckType *
fac_check_type_new (char **columns)
{
  FacCheckType *self = g_new0 (FacCheckType, 1);

  self->exact = self->shortest = self->longest = self->digits = self->decimals = NONE;
  self->kind = kind_of (columns[0]);
  self->collapse = g_str_equal (columns[1], "collapse");
  for (guint i = 2; columns[i] != NULL; i++)
    {
      char *sign = strchr (columns[i], '=');

      *sign = '\0';
      read_facet (self, columns[i], sign + 1);
    }
  return self;
}

static gboolean
is_plain_number (const char *text, gboolean whole)
{
  gsize before, after = 0;

  text += *text == '-' || *text == '+';
  before = strspn (text, "0123456789");
  text += before;
  if (*text == '.' && !whole)
    {
      after = strspn (text + 1, "0123456789");
      text += 1 + after;
    }
  return *text == '\0' && before + after > 0;
}

static gboolean
is_day (const char *text, gsize length)
{
  g_autofree char *day = g_strndup (text, length);
  int year, month, number, used = 0;

  if (sscanf (day, "%4d-%2d-%2d%n", &year, &month, &number, &used) != 3 || used != 10
      || day[4] != '-' || day[7] != '-' || day[10] != '\0')
    return FALSE;
  return year > 0 && month >= 1 && month <= 12 && number >= 1
         && g_date_valid_dmy ((GDateDay)number, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_zone (const char *text)
{
  if (*text == '\0' || g_str_equal (text, "Z"))
    return TRUE;
  return (*text == '+' || *text == '-') && strlen (text) == 6 && text[3] == ':';
}

/* "2026-03-02T10:20:30", decimals of a second and a zone allowed */
static gboolean
is_moment (const char *text)
{
  int hour, minute, second, used = 0;

  if (strlen (text) < 19 || text[10] != 'T' || !is_day (text, 10))
    return FALSE;
  if (sscanf (text + 11, "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3 || used != 8)
    return FALSE;
  text += 19;
  if (*text == '.')
    text += 1 + strspn (text + 1, "0123456789");
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
         && is_zone (text);
}

static gboolean
is_base64 (const char *text)
{
  static const char letters[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= ";

  return text[strspn (text, letters)] == '\0';
}

static gboolean
is_of_kind (const FacCheckType *self, const char *text)
{
  switch (self->kind)
    {
    case DECIMAL:
      return is_plain_number (text, FALSE);
    case INTEGER:
      return is_plain_number (text, TRUE);
    case DAY:
      return strlen (text) >= 10 && is_day (text, 10) && is_zone (text + 10);
    case MOMENT:
      return is_moment (text);
    case BASE64:
      return is_base64 (text);
    case TOKEN:
      return *text != '\0' && strpbrk (text, " \t\r\n") == NULL;
    case TEXT:
    default:
      return TRUE;
    }
}

/* Translators: in these sentences %s is the name of an attribute or element, such as "Total" */
static char *
kind_fault (const FacCheckType *self, const char *name)
{
  switch (self->kind)
    {
    case DECIMAL:
      return g_strdup_printf (_ ("%s is no number"), name);
    case INTEGER:
      return g_strdup_printf (_ ("%s is no whole number"), name);
    case DAY:
      return g_strdup_printf (_ ("%s is no date"), name);
    case MOMENT:
      return g_strdup_printf (_ ("%s is no date with time"), name);
    case BASE64:
      return g_strdup_printf (_ ("%s is not in base 64"), name);
    case TOKEN:
    case TEXT:
    default:
      return g_strdup_printf (_ ("%s is no key"), name);
    }
}

/* Those that count: no zeros before the first or after the last. */
static glong
count_digits (FacDecimal number)
{
  const FacDecimal trimmed = fac_decimal_trim (number, 0);
  __int128 rest = trimmed.coefficient < 0 ? -trimmed.coefficient : trimmed.coefficient;
  glong digits = 0;

  for (; rest > 0; rest /= 10)
    digits++;
  return digits;
}

static char *
number_fault (const FacCheckType *self, const char *name, const char *text)
{
  FacDecimal number, limit;
  guint8 decimals;

  if (!fac_decimal_parse (text, -1, &number))
    return g_strdup_printf (_ ("%s has more digits than any amount"), name);
  decimals = fac_decimal_trim (number, 0).scale;
  if (self->decimals != NONE && decimals > self->decimals)
    return g_strdup_printf (ngettext ("%s has more than %ld decimal",
                                      "%s has more than %ld decimals", (gulong)self->decimals),
                            name, self->decimals);
  if (self->digits != NONE && count_digits (number) > self->digits)
    return g_strdup_printf (ngettext ("%s has more than %ld digit", "%s has more than %ld digits",
                                      (gulong)self->digits),
                            name, self->digits);
  if (self->lowest != NULL && fac_decimal_parse (self->lowest, -1, &limit)
      && fac_decimal_compare (number, limit) < 0)
    return g_strdup_printf (_ ("%s is less than %s"), name, self->lowest);
  if (self->highest != NULL && fac_decimal_parse (self->highest, -1, &limit)
      && fac_decimal_compare (number, limit) > 0)
    return g_strdup_printf (_ ("%s is more than %s"), name, self->highest);
  return NULL;
}

static char *
length_fault (const FacCheckType *self, const char *name, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (self->exact != NONE && length != self->exact)
    return g_strdup_printf (ngettext ("%s has %ld character instead of %ld",
                                      "%s has %ld characters instead of %ld", (gulong)length),
                            name, length, self->exact);
  if (length == 0 && self->shortest > 0)
    return g_strdup_printf (_ ("%s is empty"), name);
  if (self->shortest != NONE && length < self->shortest)
    return g_strdup_printf (ngettext ("%s is shorter than %ld character",
                                      "%s is shorter than %ld characters",
                                      (gulong)self->shortest),
                            name, self->shortest);
  if (self->longest != NONE && length > self->longest)
    return g_strdup_printf (ngettext ("%s is longer than %ld character",
                                      "%s is longer than %ld characters", (gulong)self->longest),
                            name, self->longest);
  return NULL;
}

static gboolean
is_unknown (const FacCheckType *self, FacCatalogSource *catalog, const char *text)
{
  FacKnown known = FAC_KNOWN_UNSURE;

  if (self->list != NULL && catalog != NULL)
    known = fac_catalog_source_knows (catalog, self->list, text);
  if (self->keys != NULL)
    return known != FAC_KNOWN_YES && !g_hash_table_contains (self->keys, text);
  return known == FAC_KNOWN_NO;
}

static char *
shape_fault (const char *name, const char *value)
{
  if (strchr (value, '|') != NULL)
    return g_strdup_printf (_ ("%s has a vertical bar, which is not allowed"), name);
  return g_strdup_printf (_ ("%s has not the shape that the SAT asks for"), name);
}

char *
fac_check_type_fault (const FacCheckType *self, FacCatalogSource *catalog, const char *name,
                      const char *text)
{
  g_autofree char *collapsed = self->collapse ? fac_text_normalize_space (text) : NULL;
  const char *value = collapsed != NULL ? collapsed : text;
  char *fault = NULL;

  if (!is_of_kind (self, value))
    return kind_fault (self, name);
  if (self->kind == DECIMAL || self->kind == INTEGER)
    fault = number_fault (self, name, value);
  if (fault == NULL)
    fault = length_fault (self, name, value);
  if (fault != NULL)
    return fault;
  if (self->shape != NULL && !g_regex_match (self->shape, value, 0, NULL))
    return shape_fault (name, value);
  return is_unknown (self, catalog, value)
             ? g_strdup_printf (_ ("%s is not in the SAT’s list"), name) : NULL;
}
