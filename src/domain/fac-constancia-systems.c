/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-private.h"

#include "fac-text.h"

#include <string.h>

#define ROWS_MOST 50
#define TEXT_MOST 300
#define LINES_MOST 400
#define LINE_MOST 16384

static void
system_free (gpointer data)
{
  FacConstanciaSystem *self = data;

  g_free (self->text);
  g_free (self->key);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* without accents, case, signs and the "Régimen de (las)" before it */
static char *
essence (const char *text)
{
  static const char *const before[] = { "regimen", "de", "del", "las", "los", "la", "el" };
  g_autofree char *folded = fac_text_fold (text);
  g_auto (GStrv) words = NULL;
  guint first = 0;
  gboolean skipped = TRUE;

  for (char *at = folded; *at != '\0'; at++)
    if ((guchar) *at < 0x80 && !g_ascii_isalnum (*at))
      *at = ' ';
  words = g_strsplit (g_strstrip (folded), " ", -1);
  while (words[first] != NULL && skipped)
    {
      skipped = *words[first] == '\0';
      for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
        skipped |= g_str_equal (words[first], before[i]);
      first += skipped;
    }
  {
    g_autofree char *joined = g_strjoinv (" ", words + first);

    return fac_text_normalize_space (joined);
  }
}

static char *
find_key (const char *text, FacCatalogSource *catalog)
{
  g_autofree char *wanted = essence (text);

  if (catalog == NULL || *wanted == '\0')
    return NULL;
  /* keys of c_RegimenFiscal have three digits and begin with 6 */
  for (int number = 600; number <= 699; number++)
    {
      g_autofree char *key = g_strdup_printf ("%d", number);
      g_autoptr (FacCatalogEntry) entry =
          fac_catalog_source_lookup (catalog, FAC_CATALOG_TAX_SYSTEMS, key);
      g_autofree char *known = entry != NULL ? essence (entry->es) : NULL;

      if (known != NULL && g_str_equal (known, wanted))
        return g_steal_pointer (&key);
    }
  return NULL;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* The words before the next dates, and up to two dates: a line may hold several rows when its breaks were lost.
 * Returns: what follows them */
static const char *
split_off (const char *line, char **words, char **from, char **to)
{
  const char *at = line;
  g_autofree char *text = NULL;

  while (*at != '\0' && (*from = fac_constancia_numeric_date (at)) == NULL)
    at++;
  text = g_strndup (line, (gsize) (at - line));
  *words = fac_text_normalize_space (text);
  if (*from == NULL)
    return at;
  at += strlen ("dd/mm/aaaa");
  at += strspn (at, " ");
  if ((*to = fac_constancia_numeric_date (at)) != NULL)
    at += strlen ("dd/mm/aaaa");
  return at;
}

static char *
joined_text (const FacConstanciaSystem *row, const char *more)
{
  return row->text == NULL ? g_strdup (more) : g_strconcat (row->text, " ", more, NULL);
}

/* Whether @text goes on the text of @row, whose dates stood beside the first line or in the middle of the cell. */
static gboolean
goes_on (const FacConstanciaSystem *row, const char *text, FacCatalogSource *catalog)
{
  g_autofree char *joined = joined_text (row, text);
  g_autofree char *key = NULL;
  g_autofree char *alone = NULL;

  if (strlen (row->text) >= 4 * TEXT_MOST)
    return FALSE;
  if (row->from == NULL)
    return TRUE;
  if (g_unichar_islower (g_utf8_get_char (text)))
    return TRUE;
  alone = find_key (row->text, catalog);
  key = alone == NULL ? find_key (joined, catalog) : NULL;
  return key != NULL;
}

static void
take_dates (FacConstanciaSystem *row, char *from, char *to)
{
  if (row->from == NULL)
    row->from = g_steal_pointer (&from);
  else if (row->to == NULL)
    row->to = g_steal_pointer (&from);
  if (row->to == NULL)
    row->to = g_steal_pointer (&to);
  g_free (from);
  g_free (to);
}

static FacConstanciaSystem *
add_words (GPtrArray *rows, const char *words, FacCatalogSource *catalog)
{
  FacConstanciaSystem *row = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  char *joined;

  if (*words == '\0' || g_str_equal (words, "Régimen"))
    return row;
  if (row == NULL || !goes_on (row, words, catalog))
    {
      row = g_new0 (FacConstanciaSystem, 1);
      g_ptr_array_add (rows, row);
    }
  joined = joined_text (row, words);
  g_free (row->text);
  row->text = joined;
  return row;
}

static void
add_line (GPtrArray *rows, const char *line, FacCatalogSource *catalog)
{
  while (*line != '\0' && rows->len < ROWS_MOST)
    {
      char *from = NULL;
      char *to = NULL;
      g_autofree char *words = NULL;
      FacConstanciaSystem *row;

      line = split_off (line, &words, &from, &to);
      row = add_words (rows, words, catalog);
      if (row != NULL)
        take_dates (row, g_steal_pointer (&from), g_steal_pointer (&to));
      g_free (from);
      g_free (to);
    }
}

/* rows that the table cannot have go: neither dates nor a known name */
static void
give_keys (GPtrArray *rows, FacCatalogSource *catalog)
{
  for (guint i = 0; i < rows->len;)
    {
      FacConstanciaSystem *row = rows->pdata[i];

      row->key = find_key (row->text, catalog);
      if ((row->key == NULL && row->from == NULL) || g_utf8_strlen (row->text, -1) > TEXT_MOST)
        g_ptr_array_remove_index (rows, i);
      else
        i++;
    }
}

/* the table's own head, whole or broken up as a viewer copies it */
static char *
without_head (const char *block)
{
  static const char *const heads[] = { "Régimen Fecha Inicio Fecha Fin", "Régimen Fecha Inicio",
                                       "Fecha Inicio Fecha Fin", "Fecha Inicio", "Fecha Fin" };
  char *text = g_strdup (block);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GString *rest = g_string_new (NULL);
      const char *at = text;
      const char *behind;
      const char *head;

      while ((head = fac_constancia_find (at, heads[i], &behind)) != NULL)
        {
          g_string_append_len (rest, at, head - at);
          g_string_append_c (rest, '\n');
          at = behind;
        }
      g_string_append (rest, at);
      g_free (text);
      text = g_string_free (rest, FALSE);
    }
  return text;
}

GPtrArray *
fac_constancia_read_systems (const char *block, FacCatalogSource *catalog, gboolean *ends_known)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (system_free);
  g_autofree char *text = without_head (block);
  g_auto (GStrv) lines = g_strsplit (text, "\n", LINES_MOST);

  *ends_known = fac_constancia_find (block, "Fecha Fin", NULL) != NULL;
  for (guint i = 0; lines[i] != NULL && rows->len < ROWS_MOST; i++)
    if (strlen (lines[i]) < LINE_MOST)
      add_line (rows, lines[i], catalog);
  give_keys (rows, catalog);
  return rows;
}
