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
  GArray     *terms;
  GHashTable *same; /* a stem → that of the word which is meant by it */
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
  g_hash_table_unref (self->same);
  g_free (self);
}

/* "carro" is "auto" too. Returns: (transfer full) */
static char **
meant_stems (const FacCatalogEveryday *self, char **stems)
{
  g_autoptr (GStrvBuilder) meant = g_strv_builder_new ();

  for (guint i = 0; stems[i] != NULL; i++)
    {
      const char *same = g_hash_table_lookup (self->same, stems[i]);

      g_strv_builder_add (meant, same != NULL ? same : stems[i]);
    }
  return g_strv_builder_end (meant);
}

/* @words: with one meaning, which the first names */
static void
add_synonyms (FacCatalogEveryday *self, FacStatement *row)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (fac_statement_text (row, 0));

  for (guint i = 1; match->stems[0] != NULL && match->stems[i] != NULL; i++)
    g_hash_table_insert (self->same, g_strdup (match->stems[i]), g_strdup (match->stems[0]));
}

static void
add_term (FacCatalogEveryday *self, FacStatement *row)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (fac_statement_text (row, 0));
  Term term = { g_strdup (match->folded), meant_stems (self, match->stems),
                g_strsplit (fac_statement_text (row, 1), " ", -1) };

  g_array_append_val (self->terms, term);
}

static gboolean
read_rows (FacCatalogEveryday *self, FacDb *starter, const char *sql,
           void (*add) (FacCatalogEveryday *, FacStatement *), GError **error)
{
  FacStatement *rows = fac_db_prepare (starter, sql, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (fac_statement_step (rows, &problem))
    add (self, rows);
  fac_statement_reset (rows);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

FacCatalogEveryday *
fac_catalog_everyday_read (FacDb *starter, GError **error)
{
  FacCatalogEveryday *self = g_new0 (FacCatalogEveryday, 1);

  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, (GDestroyNotify) clear_term);
  self->same = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (read_rows (self, starter, "SELECT words FROM synonyms ORDER BY rowid", add_synonyms, error)
      && read_rows (self, starter, "SELECT words, keys FROM everyday ORDER BY rowid", add_term,
                    error))
    return self;
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
rank_term (const Term *term, const FacCatalogMatch *match, char **stems, guint *rank)
{
  gboolean typed_all = has_all (stems, term->stems);

  if (typed_all && has_all (term->stems, stems))
    *rank = 0;
  else if (typed_all && term->stems[1] != NULL)
    *rank = 3;
  else if (begins (term, match) || has_all (term->stems, stems))
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
  g_auto (GStrv) stems = meant_stems (self, match->stems);
  guint rank;

  for (guint i = 0; match->stems[0] != NULL && i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      if (rank_term (term, match, stems, &rank))
        add_keys (hits, term, rank);
    }
  g_array_sort (hits, compare_hits);
  return hits;
}

static void
add_words (GHashTable *words, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_hash_table_add (words, g_strdup (parts[i]));
}

void
fac_catalog_everyday_words (const FacCatalogEveryday *self, GHashTable *words)
{
  for (guint i = 0; i < self->terms->len; i++)
    add_words (words, g_array_index (self->terms, Term, i).folded);
}
