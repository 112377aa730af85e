/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-spelling.h"

#include <string.h>

/* Shorter words are a letter away from too many others. */
#define LEAST_LETTERS 4

struct _FacCatalogSpelling
{
  GHashTable *words;
};

FacCatalogSpelling *
fac_catalog_spelling_new (GHashTable *words)
{
  FacCatalogSpelling *self = g_new0 (FacCatalogSpelling, 1);

  self->words = words;
  return self;
}

void
fac_catalog_spelling_free (FacCatalogSpelling *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_free (self);
}

/* Of folded words: their letters are ASCII but for foreign ones. */
static gboolean
is_near (const char *typed, gsize typed_length, const char *word, gsize length)
{
  gsize same = 0;

  while (same < typed_length && same < length && typed[same] == word[same])
    same++;
  if (typed_length == length)
    return same == length || strcmp (typed + same + 1, word + same + 1) == 0
      || (same + 1 < length && typed[same] == word[same + 1] && typed[same + 1] == word[same]
          && strcmp (typed + same + 2, word + same + 2) == 0);
  if (typed_length + 1 == length)
    return strcmp (typed + same, word + same + 1) == 0;
  if (typed_length == length + 1)
    return strcmp (typed + same + 1, word + same) == 0;
  return FALSE;
}

static const char *
find_near (const FacCatalogSpelling *self, const char *typed)
{
  const char *best = NULL;
  gsize length = strlen (typed);
  guint most = 0;
  GHashTableIter iter;
  gpointer word, count;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &word, &count))
    {
      guint uses = GPOINTER_TO_UINT (count) + 1;

      /* people rarely miss the first letter */
      if (*(const char *) word == *typed)
        uses *= 4;
      if ((uses > most || (uses == most && strcmp (word, best) < 0))
          && is_near (typed, length, word, strlen (word)))
        {
          best = word;
          most = uses;
        }
    }
  return best;
}

static gboolean
begins_any (const FacCatalogSpelling *self, const char *stem)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_str_has_prefix (word, stem))
      return TRUE;
  return FALSE;
}

char *
fac_catalog_spelling_correct (const FacCatalogSpelling *self, const FacCatalogMatch *match)
{
  GString *text = g_string_new (NULL);
  gboolean changed = FALSE;

  for (guint i = 0; match->words[i] != NULL; i++)
    {
      const char *word = match->words[i];
      const char *near = NULL;

      if (strlen (word) >= LEAST_LETTERS && !begins_any (self, match->stems[i]))
        near = find_near (self, word);
      changed |= near != NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", near != NULL ? near : word);
    }
  return g_string_free (text, !changed);
}
