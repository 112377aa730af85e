/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-type.h"

#include "fac-text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"
#define ZONE "(?:Z|[+-][0-9]{2}:[0-9]{2})?"
#define MOST_SHOWN 60 /* bytes of a list that a message shows whole */

/* Kinds of XSD; @shape: (nullable) what their texts look like. */
static const struct { const char *name; const char *shape; const char *what; } kinds[] = {
  { "string", NULL, NULL },
  { "decimal", "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)", "un número" },
  { "integer", "[+-]?[0-9]+", "un número entero" },
  { "int", "[+-]?[0-9]+", "un número entero" },
  { "short", "[+-]?[0-9]+", "un número entero" },
  { "date", DAY ZONE, "una fecha (AAAA-MM-DD)" },
  { "dateTime", DAY "T[0-9]{2}:[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?" ZONE,
    "una fecha con hora (AAAA-MM-DDThh:mm:ss)" },
  { "base64Binary", "[A-Za-z0-9+/= ]*", "un texto en base 64" },
  { "NMTOKEN", "[\\w.:-]+", "una clave sin espacios" },
};

struct _FacSatType
{
  gsize       kind;
  GRegex     *shape; /* (nullable) */
  gboolean    collapses;
  int         length; /* −1: none, as the others */
  int         min;
  int         max;
  int         total;
  int         fraction;
  char       *low;
  char       *high;
  GPtrArray  *patterns;
  GHashTable *keys; /* (nullable) */
  char       *all_keys;
  char       *list;
};

static GRegex *
whole (const char *pattern, GError **error)
{
  g_autofree char *text = g_strconcat ("^(?:", pattern, ")$", NULL);

  return g_regex_new (text, G_REGEX_DOLLAR_ENDONLY | G_REGEX_DOTALL, 0, error);
}

static void
read_keys (FacSatType *self, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, "|", -1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; each[i] != NULL; i++)
    g_hash_table_add (self->keys, g_strdup (each[i]));
  self->all_keys = g_strjoinv (", ", each);
}

static gboolean
read_facet (FacSatType *self, const char *facet, GError **error)
{
  const struct { const char *name; int *number; char **text; } places[] = {
    { "len=", &self->length, NULL }, { "min=", &self->min, NULL }, { "max=", &self->max, NULL },
    { "total=", &self->total, NULL }, { "frac=", &self->fraction, NULL },
    { "lo=", NULL, &self->low }, { "hi=", NULL, &self->high }, { "list=", NULL, &self->list },
  };
  const char *value = strchr (facet, '=') + 1;
  GRegex *pattern;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_has_prefix (facet, places[i].name))
      {
        if (places[i].number != NULL)
          *places[i].number = atoi (value);
        else
          fac_set_string (places[i].text, value);
        return TRUE;
      }
  if (g_str_has_prefix (facet, "keys="))
    {
      read_keys (self, value);
      return TRUE;
    }
  pattern = whole (value, error);
  if (pattern != NULL)
    g_ptr_array_add (self->patterns, pattern);
  return pattern != NULL;
}

FacSatType *
fac_sat_type_new (char **columns, GError **error)
{
  FacSatType *self = g_new0 (FacSatType, 1);

  self->length = self->min = self->max = self->total = self->fraction = -1;
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->collapses = g_str_equal (columns[1], "collapse");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, columns[0]))
      self->kind = i;
  if (kinds[self->kind].shape != NULL)
    self->shape = whole (kinds[self->kind].shape, NULL);
  for (guint i = 2; columns[i] != NULL; i++)
    if (!read_facet (self, columns[i], error))
      {
        fac_sat_type_free (self);
        return NULL;
      }
  return self;
}

void
fac_sat_type_free (FacSatType *self)
{
  g_clear_pointer (&self->shape, g_regex_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_ptr_array_unref (self->patterns);
  g_free (self->low);
  g_free (self->high);
  g_free (self->all_keys);
  g_free (self->list);
  g_free (self);
}

static gboolean
matches (const GRegex *pattern, const char *text)
{
  return g_regex_match (pattern, text, 0, NULL);
}

/* The digits that count: no leading zeros before the point, no trailing ones after it. */
typedef struct
{
  gboolean    negative;
  const char *whole;
  gsize       n_whole;
  const char *part;
  gsize       n_part;
} Number;

static Number
read_number (const char *text)
{
  Number number = { .negative = *text == '-' };

  text += strspn (text, "+-");
  text += strspn (text, "0");
  number.whole = text;
  number.n_whole = strspn (text, "0123456789");
  number.part = text + number.n_whole + (text[number.n_whole] == '.');
  number.n_part = strspn (number.part, "0123456789");
  while (number.n_part > 0 && number.part[number.n_part - 1] == '0')
    number.n_part--;
  if (number.n_whole + number.n_part == 0)
    number.negative = FALSE;
  return number;
}

static int
compare_digits (const char *a, gsize n_a, const char *b, gsize n_b)
{
  int order = memcmp (a, b, MIN (n_a, n_b));

  return order != 0 ? order : (n_a > n_b) - (n_a < n_b);
}

static int
compare_numbers (const char *text, const char *other)
{
  Number a = read_number (text), b = read_number (other);
  int order = (a.n_whole > b.n_whole) - (a.n_whole < b.n_whole);

  if (a.negative != b.negative)
    return a.negative ? -1 : 1;
  if (order == 0)
    order = compare_digits (a.whole, a.n_whole, b.whole, b.n_whole);
  if (order == 0)
    order = compare_digits (a.part, a.n_part, b.part, b.n_part);
  return a.negative ? -order : order;
}

static gboolean
is_day (const char *text)
{
  int year, month, day;

  if (sscanf (text, "%d-%d-%d", &year, &month, &day) != 3)
    return FALSE;
  return year > 0 && year <= G_MAXUINT16 && month >= 1 && month <= 12 && day >= 1
    && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_of_kind (const FacSatType *self, const char *text)
{
  const char *name = kinds[self->kind].name;
  const char *hour = strchr (text, 'T');

  if (self->shape != NULL && !matches (self->shape, text))
    return FALSE;
  if (g_str_equal (name, "int"))
    return compare_numbers (text, "2147483647") <= 0 && compare_numbers (text, "-2147483648") >= 0;
  if (g_str_equal (name, "short"))
    return compare_numbers (text, "32767") <= 0 && compare_numbers (text, "-32768") >= 0;
  if (g_str_equal (name, "date"))
    return is_day (text);
  if (g_str_equal (name, "dateTime"))
    return is_day (text) && atoi (hour + 1) < 24;
  return TRUE;
}

static char *
number_fault (const FacSatType *self, const char *text)
{
  Number number = read_number (text);

  if (self->fraction >= 0 && number.n_part > (gsize) self->fraction)
    return g_strdup_printf ("admite hasta %d decimales", self->fraction);
  if (self->total >= 0 && number.n_whole + number.n_part > (gsize) self->total)
    return g_strdup_printf ("admite hasta %d dígitos", self->total);
  if (self->low != NULL && compare_numbers (text, self->low) < 0)
    return g_strdup_printf ("no puede ser menor que %s", self->low);
  if (self->high != NULL && compare_numbers (text, self->high) > 0)
    return g_strdup_printf ("no puede ser mayor que %s", self->high);
  return NULL;
}

static char *
length_fault (const FacSatType *self, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (self->length >= 0 && length != self->length)
    return g_strdup_printf ("debe tener %d caracteres (tiene %ld)", self->length, length);
  if (self->min >= 0 && length < self->min)
    return g_strdup_printf ("debe tener al menos %d caracteres (tiene %ld)", self->min, length);
  if (self->max >= 0 && length > self->max)
    return g_strdup_printf ("debe tener hasta %d caracteres (tiene %ld)", self->max, length);
  return NULL;
}

static char *
shape_fault (const FacSatType *self, const char *text)
{
  for (guint i = 0; i < self->patterns->len; i++)
    if (!matches (g_ptr_array_index (self->patterns, i), text))
      {
        const char *pattern = g_regex_get_pattern (g_ptr_array_index (self->patterns, i));

        if (strstr (pattern, "[^|]") != NULL && strchr (text, '|') != NULL)
          return g_strdup ("no admite el carácter «|»");
        return g_strdup ("no tiene la forma que pide el SAT");
      }
  return NULL;
}

static char *
key_fault (const FacSatType *self, FacCatalogSource *catalog, const char *text)
{
  FacKnown known = self->list != NULL
    ? fac_catalog_source_knows (catalog, self->list, text) : FAC_KNOWN_UNSURE;

  if (self->keys == NULL)
    return known == FAC_KNOWN_NO ? g_strdup ("no está en la lista del SAT") : NULL;
  if (known == FAC_KNOWN_YES || g_hash_table_contains (self->keys, text))
    return NULL;
  if (strlen (self->all_keys) > MOST_SHOWN)
    return g_strdup ("no está en la lista del SAT");
  return g_strdup_printf ("sólo admite: %s", self->all_keys);
}

char *
fac_sat_type_fault (const FacSatType *self, FacCatalogSource *catalog, const char *text)
{
  g_autofree char *collapsed = self->collapses ? fac_text_normalize_space (text) : NULL;
  const char *value = collapsed != NULL ? collapsed : text;
  gboolean number = self->low != NULL || self->high != NULL || self->fraction >= 0
    || self->total >= 0;
  char *fault = NULL;

  if (!is_of_kind (self, value))
    return g_strdup_printf ("debe ser %s", kinds[self->kind].what);
  if (number)
    fault = number_fault (self, value);
  if (fault == NULL)
    fault = length_fault (self, value);
  if (fault == NULL)
    fault = shape_fault (self, value);
  return fault != NULL ? fault : key_fault (self, catalog, value);
}
