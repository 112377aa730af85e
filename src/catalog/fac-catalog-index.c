/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-index.h"

#include "fac-catalog-match.h"
#include "fac-text.h"

#include <string.h>

/* Ids are in order of how usual an entry is: the first so many that match are looked at closely. */
#define CANDIDATES 300

struct _FacCatalogIndex
{
  GMutex lock;
  FacDb *db;
};

typedef struct
{
  gint64           id;
  guint            rank;
  FacCatalogEntry *entry;
} Candidate;

FacCatalogIndex *
fac_catalog_index_new (FacDb *db)
{
  FacCatalogIndex *self = g_new0 (FacCatalogIndex, 1);

  g_mutex_init (&self->lock);
  self->db = db;
  return self;
}

void
fac_catalog_index_free (FacCatalogIndex *self)
{
  if (self == NULL)
    return;
  fac_db_close (self->db);
  g_mutex_clear (&self->lock);
  g_free (self);
}

FacCatalogEntry *
fac_catalog_entry_read (FacStatement *row, int column)
{
  FacCatalogEntry *entry =
    fac_catalog_entry_new (fac_statement_text (row, column), fac_statement_text (row, column + 1),
                           fac_statement_text (row, column + 2));

  entry->valid_from = fac_statement_dup (row, column + 3);
  entry->valid_to = fac_statement_dup (row, column + 4);
  return entry;
}

static FacStatement *
prepare (FacCatalogIndex *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  FacStatement *statement = fac_db_prepare (self->db, sql, &error);

  if (statement == NULL)
    g_message ("Catalogue: %s", error->message);
  return statement;
}

static void
clear_candidate (Candidate *candidate)
{
  fac_catalog_entry_free (candidate->entry);
}

static gboolean
has_id (const GArray *candidates, gint64 id)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, Candidate, i).id == id)
      return TRUE;
  return FALSE;
}

/* "kilo" is a word of its own of "Kilogramo", which is then as near as "Kilo bruto": what is more
 * usual comes first. */
static guint
rank_name (const FacCatalogMatch *match, const char *name, gboolean whole)
{
  guint rank = fac_catalog_match_rank (match, name);

  return whole && rank == 2 ? 1 : rank;
}

/* Takes the rows of @rows: id and the five columns of an entry. */
static void
take_rows (FacStatement *rows, const FacCatalogMatch *match, gboolean whole, GArray *candidates)
{
  guint rank = match == NULL ? 0 : whole ? 2 : 3;
  g_autoptr (GError) error = NULL;

  while (rows != NULL && fac_statement_step (rows, &error))
    {
      Candidate candidate = { fac_statement_int (rows, 0), rank, NULL };

      if (has_id (candidates, candidate.id))
        continue;
      candidate.entry = fac_catalog_entry_read (rows, 1);
      if (match != NULL)
        candidate.rank += rank_name (match, candidate.entry->es, whole);
      g_array_append_val (candidates, candidate);
    }
  if (error != NULL)
    g_message ("Catalogue search: %s", error->message);
  if (rows != NULL)
    fac_statement_reset (rows);
}

static void
search_first (FacCatalogIndex *self, gint64 first, gint64 last, guint limit, GArray *candidates)
{
  FacStatement *rows = prepare (self,
                                "SELECT id, key, es, en, valid_from, valid_to FROM entries WHERE "
                                "id BETWEEN ? AND ? ORDER BY id LIMIT ?");

  if (rows == NULL)
    return;
  fac_statement_bind_int (rows, 1, first);
  fac_statement_bind_int (rows, 2, last);
  fac_statement_bind_int (rows, 3, limit);
  take_rows (rows, NULL, FALSE, candidates);
}

static void
search_keys (FacCatalogIndex *self, gint64 first, gint64 last, const char *text, guint limit,
             GArray *candidates)
{
  g_autofree char *from = g_ascii_strup (text, -1);
  g_autofree char *to = g_strconcat (from, "~", NULL);
  g_autofree char *exact = g_strdup (from);
  FacStatement *rows = prepare (self,
    "SELECT id, key, es, en, valid_from, valid_to FROM entries "
    "WHERE key >= ? AND key < ? AND id BETWEEN ? AND ? ORDER BY key LIMIT ?");
  guint start = candidates->len;

  if (rows == NULL)
    return;
  fac_statement_bind_text (rows, 1, from);
  fac_statement_bind_text (rows, 2, to);
  fac_statement_bind_int (rows, 3, first);
  fac_statement_bind_int (rows, 4, last);
  fac_statement_bind_int (rows, 5, limit);
  take_rows (rows, NULL, FALSE, candidates);
  for (guint i = start; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      /* digits are meant as a key; letters rather begin a word */
      if (!g_str_equal (candidate->entry->key, exact))
        candidate->rank = g_ascii_isdigit (*from) ? 1 : 100;
    }
}

static void
search_words (FacCatalogIndex *self, gint64 first, gint64 last, const FacCatalogMatch *match,
              gboolean whole, GArray *candidates)
{
  g_autofree char *query = fac_catalog_match_query (match, whole);
  FacStatement *rows = prepare (self,
    "SELECT e.id, e.key, e.es, e.en, e.valid_from, e.valid_to "
    "FROM words AS w CROSS JOIN entries AS e ON e.id = w.rowid "
    "WHERE w.words MATCH ? AND w.rowid BETWEEN ? AND ? ORDER BY w.rowid LIMIT ?");

  if (rows == NULL)
    return;
  fac_statement_bind_text (rows, 1, query);
  fac_statement_bind_int (rows, 2, first);
  fac_statement_bind_int (rows, 3, last);
  fac_statement_bind_int (rows, 4, CANDIDATES);
  take_rows (rows, match, whole, candidates);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static GPtrArray *
take_best (GArray *candidates, guint limit)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);

  for (guint i = 0; i < candidates->len && i < limit; i++)
    g_ptr_array_add (entries, g_steal_pointer (&g_array_index (candidates, Candidate, i).entry));
  return entries;
}

GPtrArray *
fac_catalog_index_search (FacCatalogIndex *self, gint64 first, gint64 last, const char *text,
                          guint limit)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (text);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  g_array_set_clear_func (candidates, (GDestroyNotify) clear_candidate);
  g_mutex_lock (&self->lock);
  if (match->words[0] == NULL)
    search_first (self, first, last, limit, candidates);
  else
    {
      if (match->words[1] == NULL)
        search_keys (self, first, last, match->words[0], limit, candidates);
      search_words (self, first, last, match, TRUE, candidates);
      search_words (self, first, last, match, FALSE, candidates);
      g_array_sort (candidates, compare_candidates);
    }
  g_mutex_unlock (&self->lock);
  return take_best (candidates, limit);
}

FacCatalogEntry *
fac_catalog_index_find (FacCatalogIndex *self, const char *catalog, const char *key)
{
  FacCatalogEntry *entry = NULL;
  FacStatement *row;

  g_mutex_lock (&self->lock);
  row = prepare (self,
    "SELECT key, es, en, valid_from, valid_to FROM entries WHERE catalog = ? AND key = ?");
  if (row != NULL)
    {
      fac_statement_bind_text (row, 1, catalog);
      fac_statement_bind_text (row, 2, key);
      if (fac_statement_step (row, NULL))
        entry = fac_catalog_entry_read (row, 0);
      fac_statement_reset (row);
    }
  g_mutex_unlock (&self->lock);
  return entry;
}
