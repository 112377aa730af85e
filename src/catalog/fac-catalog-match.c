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

/* "refacciones" → "refaccion", "tornillos" → "tornillo": good enough, as words are looked for by
 * their beginnings. */
static char *
make_stem (const char *word)
{
  gsize length = strlen (word);

  if (length > 5 && g_str_has_suffix (word, "es"))
    return g_strndup (word, length - 2);
  if (length > 4 && word[length - 1] == 's')
    return g_strndup (word, length - 1);
  return g_strdup (word);
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

static gboolean
has_word_with (char **words, const char *beginning)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], beginning))
      return TRUE;
  return FALSE;
}

guint
fac_catalog_match_rank (const FacCatalogMatch *self, const char *name)
{
  g_autofree char *folded = fac_text_fold (name);
  g_auto (GStrv) words = split_words (folded);

  if (g_str_equal (folded, self->folded))
    return 0;
  for (guint i = 0; self->stems[i] != NULL; i++)
    if (!has_word_with (words, self->stems[i]))
      return 4;
  if (words[0] == NULL || self->stems[0] == NULL || !g_str_has_prefix (words[0], self->stems[0]))
    return 3;
  /* "sal" is nearer to "Sal de mesa" and to "Sales" than to "Salones" */
  return strlen (words[0]) <= strlen (self->stems[0]) + 2 ? 1 : 2;
}
