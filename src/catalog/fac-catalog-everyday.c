/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-everyday.h"

#include <string.h>

/* In doubt between many, none is meant: "a" begins too many words. */
#define LEAST_LETTERS 3

typedef struct
{
  char  *folded;
  char **stems;
  char **keys;
} Term;

struct _FacCatalogEveryday
{
  GArray *terms;
};

static void
clear_term (Term *term)
{
  g_free (term->folded);
  g_strfreev (term->stems);
  g_strfreev (term->keys);
}

void
fac_catalog_everyday_free (FacCatalogEveryday *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->terms);
  g_free (self);
}

static void
add_term (FacCatalogEveryday *self, const char *words, const char *keys)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (words);
  Term term = { g_strdup (match->folded), g_strdupv (match->stems), g_strsplit (keys, " ", -1) };

  g_array_append_val (self->terms, term);
}

FacCatalogEveryday *
fac_catalog_everyday_read (FacDb *starter, GError **error)
{
  FacStatement *rows = fac_db_prepare (starter, "SELECT words, keys FROM everyday ORDER BY rowid",
                                       error);
  g_autoptr (GError) problem = NULL;
  FacCatalogEveryday *self;

  if (rows == NULL)
    return NULL;
  self = g_new0 (FacCatalogEveryday, 1);
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, (GDestroyNotify) clear_term);
  while (fac_statement_step (rows, &problem))
    add_term (self, fac_statement_text (rows, 0), fac_statement_text (rows, 1));
  fac_statement_reset (rows);
  if (problem == NULL)
    return self;
  g_propagate_error (error, g_steal_pointer (&problem));
  fac_catalog_everyday_free (self);
  return NULL;
}

static gboolean
has_stem (char **stems, const char *stem)
{
  return g_strv_contains ((const char *const *) stems, stem);
}

static gboolean
has_all (char **stems, char **wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!has_stem (stems, wanted[i]))
      return FALSE;
  return TRUE;
}

static gboolean
begins (const Term *term, const FacCatalogMatch *match)
{
  return strlen (match->folded) >= LEAST_LETTERS && g_str_has_prefix (term->folded, match->folded);
}

/* 0: just this; 3: what was typed begins it, or has all its words and others more. */
static gboolean
rank_term (const Term *term, const FacCatalogMatch *match, guint *rank)
{
  gboolean typed_all = has_all (match->stems, term->stems);

  if (typed_all && has_all (term->stems, match->stems))
    *rank = 0;
  else if (typed_all && term->stems[1] != NULL)
    *rank = 3;
  else if (begins (term, match) || has_all (term->stems, match->stems))
    *rank = 5;
  else if (typed_all)
    *rank = FAC_CATALOG_RANK_APART;
  else
    return FALSE;
  return TRUE;
}

static void
add_keys (GArray *hits, const Term *term, guint rank)
{
  for (guint i = 0; term->keys[i] != NULL; i++)
    {
      FacCatalogHit hit = { term->keys[i], rank };

      g_array_append_val (hits, hit);
    }
}

static gint
compare_hits (gconstpointer a, gconstpointer b)
{
  return (gint) ((const FacCatalogHit *) a)->rank - (gint) ((const FacCatalogHit *) b)->rank;
}

GArray *
fac_catalog_everyday_find (const FacCatalogEveryday *self, const FacCatalogMatch *match)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (FacCatalogHit));
  guint rank;

  for (guint i = 0; match->stems[0] != NULL && i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      if (rank_term (term, match, &rank))
        add_keys (hits, term, rank);
    }
  g_array_sort (hits, compare_hits);
  return hits;
}

void
fac_catalog_everyday_words (const FacCatalogEveryday *self, GHashTable *words)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_array_index (self->terms, Term, i).folded, " ", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        g_hash_table_add (words, g_strdup (parts[j]));
    }
}
