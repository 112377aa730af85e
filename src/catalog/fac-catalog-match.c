/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-match.h"

#include "fac-text.h"

#include <string.h>

#define MAX_WORDS 8

static gboolean
is_filler (const char *word)
{
  static const char *const fillers[] = {
    "a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "un",
    "una", "y", NULL
  };

  return g_strv_contains (fillers, word);
}

static gboolean
ends (const char *word, gsize length, const char *ending)
{
  gsize n = strlen (ending);

  return length > n && memcmp (word + length - n, ending, n) == 0;
}

static gsize
drop_plural (const char *word, gsize length)
{
  if (length > 5 && ends (word, length, "ces"))
    return length - 3;
  if (length > 5 && ends (word, length, "es"))
    return length - 2;
  if (length > 4 && strchr ("sze", word[length - 1]) != NULL)
    return length - 1;
  return length;
}

/* "refacciones" → "refaccion", "tornillos" → "tornillo", "lápices" and "lápiz" → "lapi", "aguacates" and "aguacate" →
 * "aguacat", "plomero" and "plomería" →
 * "plomer", "computadora" → "computador": good enough, as words are looked for by their beginnings. */
static gsize
stem_length (const char *word, gsize length)
{
  static const char *const trades[] = { "eria", "ero", "era" };

  length = drop_plural (word, length);
  for (guint i = 0; length > 6 && i < G_N_ELEMENTS (trades); i++)
    if (ends (word, length, trades[i]))
      return length - strlen (trades[i]) + 2;
  return length > 6 && ends (word, length, "ora") ? length - 1 : length;
}

static char *
make_stem (const char *word)
{
  return g_strndup (word, stem_length (word, strlen (word)));
}

static char **
split_words (const char *folded)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *p = folded;

  while (*p != '\0' && words->len < MAX_WORDS)
    {
      const char *start = p;

      while (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        g_ptr_array_add (words, g_strndup (start, p - start));
      else
        p = g_utf8_next_char (p);
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

static char **
drop_fillers (char **words)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (!is_filler (words[i]))
      {
        g_strv_builder_add (kept, words[i]);
        n++;
      }
  return n > 0 ? g_strv_builder_end (kept) : g_strdupv (words);
}

FacCatalogMatch *
fac_catalog_match_new (const char *text)
{
  FacCatalogMatch *self = g_new0 (FacCatalogMatch, 1);
  g_auto (GStrv) all = NULL;
  g_autoptr (GStrvBuilder) stems = g_strv_builder_new ();

  self->folded = fac_text_fold (text != NULL ? text : "");
  all = split_words (self->folded);
  self->words = drop_fillers (all);
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      g_autofree char *stem = make_stem (self->words[i]);

      g_strv_builder_add (stems, stem);
    }
  self->stems = g_strv_builder_end (stems);
  return self;
}

void
fac_catalog_match_free (FacCatalogMatch *self)
{
  g_free (self->folded);
  g_strfreev (self->words);
  g_strfreev (self->stems);
  g_free (self);
}

char *
fac_catalog_match_query (const FacCatalogMatch *self, gboolean whole)
{
  char **parts = whole ? self->words : self->stems;
  GString *query = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (query, "%s\"%s\"%s", i > 0 ? " AND " : "", parts[i], whole ? "" : " *");
  return g_string_free (query, FALSE);
}

/* One name among those of an entry, walked word by word. */
typedef struct
{
  const char *start;
  gsize       length;
} Word;

static gboolean
next_word (const char **p, const char *end, Word *word)
{
  while (*p < end && !g_unichar_isalnum (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  word->start = *p;
  while (*p < end && g_unichar_isalnum (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  word->length = (gsize) (*p - word->start);
  return word->length > 0;
}

static gboolean
next_meant (const char **p, const char *end, Word *word)
{
  while (next_word (p, end, word))
    {
      char text[4] = "";

      if (word->length > 3)
        return TRUE;
      memcpy (text, word->start, word->length);
      if (!is_filler (text))
        return TRUE;
    }
  return FALSE;
}

/* how well a word answers a stem: 0 is it but for its ending, 1 begins with it, 2 does not */
static guint
compare_word (const Word *word, const char *stem)
{
  gsize length = strlen (stem);

  if (word->length < length || memcmp (word->start, stem, length) != 0)
    return 2;
  return word->length == length || stem_length (word->start, word->length) == length ? 0 : 1;
}

static guint
find_stem (const char *from, const char *end, const char *stem)
{
  guint best = 2;
  Word word;

  while (best > 0 && next_word (&from, end, &word))
    best = MIN (best, compare_word (&word, stem));
  return best;
}

static gboolean
is_equal (const FacCatalogMatch *self, const char *from, const char *end)
{
  guint n = 0;
  Word word;

  for (; next_meant (&from, end, &word); n++)
    if (self->stems[n] == NULL || compare_word (&word, self->stems[n]) != 0)
      return FALSE;
  return n > 0 && self->stems[n] == NULL;
}

static guint
rank_name (const FacCatalogMatch *self, const char *from, const char *end)
{
  const char *p = from;
  guint worst = 0;
  guint first;
  Word word;

  if (is_equal (self, from, end))
    return 0;
  for (guint i = 0; self->stems[i] != NULL; i++)
    worst = MAX (worst, find_stem (from, end, self->stems[i]));
  if (worst == 2 || !next_meant (&p, end, &word))
    return FAC_CATALOG_RANK_APART;
  first = compare_word (&word, self->stems[0]);
  if (worst == 0)
    return first == 0 ? 2 : 4;
  /* "sal" is nearer to "Salsas" than to "Salones" */
  if (first < 2)
    return word.length <= strlen (self->stems[0]) + 2 ? 6 : 8;
  return 10;
}

guint
fac_catalog_match_rank (const FacCatalogMatch *self, const char *folded)
{
  guint best = FAC_CATALOG_RANK_APART;
  guint other = 0;

  if (self->stems[0] == NULL)
    return 0;
  while (*folded != '\0')
    {
      const char *end = strchrnul (folded, '|');
      guint rank = rank_name (self, folded, end);

      if (rank < FAC_CATALOG_RANK_APART)
        best = MIN (best, rank + other);
      other = 1;
      folded = *end != '\0' ? end + 1 : end;
    }
  return best;
}
