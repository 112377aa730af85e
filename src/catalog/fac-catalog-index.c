/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-index.h"

#include "fac-catalog-spelling.h"

#include <string.h>

/* Ids are in order of how usual an entry is: the first so many that match are looked at closely. */
#define CANDIDATES 300

/* Used ones stand before what else answers, and an exact key before these. */
enum { RANK_KEY, RANK_USED, RANK_BEST };

#define COLUMNS "e.id, e.key, e.es, e.en, e.valid_from, e.valid_to, e.folded"

struct _FacCatalogIndex
{
  GMutex              lock;
  FacDb              *db;
  FacCatalogSpelling *spelling; /* read when a word is not found */
};

/* One search. */
typedef struct
{
  FacCatalogIndex       *index;
  gint64                 first;
  gint64                 last;
  guint                  limit;
  const FacCatalogHints *hints;
  const FacCatalogMatch *match;
  GArray                *candidates;
  GHashTable            *ids; /* of the candidates */
} Search;

typedef struct
{
  gint64           id;
  guint            rank;
  guint            place; /* among those of the same rank, before the id */
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
  fac_catalog_spelling_free (self->spelling);
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
is_taken (Search *search, gint64 id)
{
  return g_hash_table_contains (search->ids, &id);
}

static void
take (Search *search, FacStatement *row, guint rank, guint place)
{
  Candidate candidate = { fac_statement_int (row, 0), rank, place, fac_catalog_entry_read (row, 1) };

  g_hash_table_add (search->ids, g_memdup2 (&candidate.id, sizeof candidate.id));
  g_array_append_val (search->candidates, candidate);
}

static void
take_first (Search *search)
{
  FacStatement *rows = prepare (search->index,
    "SELECT " COLUMNS " FROM entries AS e WHERE e.id BETWEEN ? AND ? ORDER BY e.id LIMIT ?");

  if (rows == NULL)
    return;
  fac_statement_bind_int (rows, 1, search->first);
  fac_statement_bind_int (rows, 2, search->last);
  fac_statement_bind_int (rows, 3, search->limit);
  while (fac_statement_step (rows, NULL))
    if (!is_taken (search, fac_statement_int (rows, 0)))
      take (search, rows, RANK_BEST, 0);
  fac_statement_reset (rows);
}

/* Digits are meant as a key; letters rather begin a word. */
static void
take_keys (Search *search)
{
  g_autofree char *from = g_ascii_strup (search->match->words[0], -1);
  g_autofree char *to = g_strconcat (from, "~", NULL);
  FacStatement *rows = prepare (search->index,
    "SELECT " COLUMNS " FROM entries AS e WHERE e.key >= ? AND e.key < ? AND e.id BETWEEN ? AND ? "
    "ORDER BY e.key LIMIT ?");
  guint others = g_ascii_isdigit (*from) ? RANK_BEST : 100;

  if (rows == NULL)
    return;
  fac_statement_bind_text (rows, 1, from);
  fac_statement_bind_text (rows, 2, to);
  fac_statement_bind_int (rows, 3, search->first);
  fac_statement_bind_int (rows, 4, search->last);
  fac_statement_bind_int (rows, 5, search->limit);
  while (fac_statement_step (rows, NULL))
    if (!is_taken (search, fac_statement_int (rows, 0)))
      take (search, rows, g_str_equal (fac_statement_text (rows, 1), from) ? RANK_KEY : others, 0);
  fac_statement_reset (rows);
}

static FacStatement *
seek_key (Search *search, const char *key)
{
  FacStatement *row = prepare (search->index,
    "SELECT " COLUMNS " FROM entries AS e WHERE e.key = ? AND e.id BETWEEN ? AND ?");

  if (row == NULL)
    return NULL;
  fac_statement_bind_text (row, 1, key);
  fac_statement_bind_int (row, 2, search->first);
  fac_statement_bind_int (row, 3, search->last);
  return fac_statement_step (row, NULL) ? row : NULL;
}

static gboolean
is_hit (const GArray *hits, const char *key)
{
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    if (g_str_equal (g_array_index (hits, FacCatalogHit, i).key, key))
      return TRUE;
  return FALSE;
}

static gboolean
answers (const FacCatalogMatch *match, FacStatement *row)
{
  return fac_catalog_match_rank (match, fac_statement_text (row, 6)) < FAC_CATALOG_RANK_APART
    || (match->words[1] == NULL && g_str_has_prefix (fac_statement_text (row, 1), match->words[0]));
}

static void
take_used (Search *search, const GArray *hits)
{
  const char *const *used = search->hints != NULL ? search->hints->used : NULL;

  for (guint i = 0; used != NULL && used[i] != NULL; i++)
    {
      FacStatement *row = seek_key (search, used[i]);

      if (row == NULL)
        continue;
      if (!is_taken (search, fac_statement_int (row, 0))
          && (is_hit (hits, used[i]) || answers (search->match, row)))
        take (search, row, RANK_USED, i);
      fac_statement_reset (row);
    }
}

static void
take_hits (Search *search, const GArray *hits)
{
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const FacCatalogHit *hit = &g_array_index (hits, FacCatalogHit, i);
      FacStatement *row = seek_key (search, hit->key);

      if (row == NULL)
        continue;
      if (!is_taken (search, fac_statement_int (row, 0)))
        {
          guint named = fac_catalog_match_rank (search->match, fac_statement_text (row, 6));

          take (search, row, RANK_BEST + MIN (hit->rank, named), i);
        }
      fac_statement_reset (row);
    }
}

static void
take_words (Search *search, gboolean whole)
{
  g_autofree char *query = fac_catalog_match_query (search->match, whole);
  FacStatement *rows = prepare (search->index,
    "SELECT " COLUMNS " FROM words AS w CROSS JOIN entries AS e ON e.id = w.rowid "
    "WHERE w.words MATCH ? AND w.rowid BETWEEN ? AND ? ORDER BY w.rowid LIMIT ?");
  g_autoptr (GError) error = NULL;

  if (rows == NULL)
    return;
  fac_statement_bind_text (rows, 1, query);
  fac_statement_bind_int (rows, 2, search->first);
  fac_statement_bind_int (rows, 3, search->last);
  fac_statement_bind_int (rows, 4, CANDIDATES);
  while (fac_statement_step (rows, &error))
    if (!is_taken (search, fac_statement_int (rows, 0)))
      take (search, rows,
            RANK_BEST + fac_catalog_match_rank (search->match, fac_statement_text (rows, 6)), 100);
  if (error != NULL)
    g_message ("Catalogue search: %s", error->message);
  fac_statement_reset (rows);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
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

static void
search_text (Search *search, const char *text)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (text);
  g_autoptr (GArray) hits = NULL;

  search->match = match;
  if (match->words[0] != NULL && match->words[1] == NULL)
    take_keys (search);
  if (search->hints != NULL && search->hints->everyday != NULL)
    hits = fac_catalog_everyday_find (search->hints->everyday, match);
  take_used (search, hits);
  if (match->words[0] == NULL)
    take_first (search);
  else
    {
      take_hits (search, hits);
      take_words (search, TRUE);
      take_words (search, FALSE);
    }
  search->match = NULL;
}

/* All words of the catalogue, with how many entries have each. */
static FacCatalogSpelling *
read_spelling (Search *search)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FacStatement *rows;

  if (search->hints != NULL && search->hints->everyday != NULL)
    fac_catalog_everyday_words (search->hints->everyday, words);
  rows = prepare (search->index, "SELECT term, doc FROM spelling");
  while (rows != NULL && fac_statement_step (rows, NULL))
    g_hash_table_insert (words, fac_statement_dup (rows, 0),
                         GUINT_TO_POINTER (fac_statement_int (rows, 1)));
  if (rows != NULL)
    fac_statement_reset (rows);
  return fac_catalog_spelling_new (words);
}

/* Nothing answers: another spelling, or some of the words. */
static void
search_harder (Search *search, const char *text)
{
  g_autoptr (FacCatalogMatch) match = fac_catalog_match_new (text);
  g_autofree char *corrected = NULL;

  if (search->index->spelling == NULL)
    search->index->spelling = read_spelling (search);
  corrected = fac_catalog_spelling_correct (search->index->spelling, match);
  if (corrected != NULL)
    search_text (search, corrected);
  for (guint i = 0; search->candidates->len == 0 && match->words[1] != NULL && i < 8
       && match->words[i] != NULL; i++)
    if (strlen (match->words[i]) > 3)
      search_text (search, match->words[i]);
}

GPtrArray *
fac_catalog_index_search (FacCatalogIndex *self, gint64 first, gint64 last, const char *text,
                          guint limit, const FacCatalogHints *hints)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Search search = { self, first, last, limit, hints, NULL, candidates, ids };

  g_array_set_clear_func (candidates, (GDestroyNotify) clear_candidate);
  g_mutex_lock (&self->lock);
  search_text (&search, text);
  if (candidates->len == 0)
    search_harder (&search, text);
  g_mutex_unlock (&self->lock);
  g_array_sort (candidates, compare_candidates);
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
