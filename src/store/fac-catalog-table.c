/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-table.h"

#include "fac-search-index.h"
#include "fac-search-words.h"
#include "fac-sql.h"

static char *
words_of (const FacCatalogEntry *entry)
{
  FacSearchWords *words = fac_search_words_new ();

  fac_search_words_add (words, entry->key);
  fac_search_words_add (words, entry->es);
  fac_search_words_add (words, entry->en);
  return fac_search_words_end (words);
}

gboolean
fac_catalog_table_put (FacDb *db, const char *catalog, const FacCatalogEntry *entry, GError **error)
{
  g_autofree char *words = words_of (entry);
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT seq, words FROM catalog_entries WHERE catalog = ? AND key = ?",
                                      "tt", catalog, entry->key);
  gint64 seq = found != NULL ? fac_statement_int (found, 0) : 0;
  g_autofree char *old = found != NULL ? fac_statement_dup (found, 1) : NULL;

  if (found != NULL)
    fac_statement_reset (found);
  if (failure != NULL
      || !fac_sql_run (db, &failure,
                       "INSERT INTO catalog_entries (catalog, key, es, en, valid_from, valid_to, words)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (catalog, key) DO UPDATE SET es = excluded.es,"
                       " en = excluded.en, valid_from = excluded.valid_from, valid_to = excluded.valid_to,"
                       " words = excluded.words", "ttttttt", catalog, entry->key, entry->es, entry->en,
                       entry->valid_from, entry->valid_to, words)
      || !fac_search_index_put (db, FAC_INDEX_CATALOG, seq != 0 ? seq : fac_db_last_rowid (db),
                                old, words,
                                &failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
fac_catalog_table_search (FacDb *db, const char *catalog, const char *text, guint limit,
                          GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  g_autofree char *expression = fac_search_expression (text);
  g_autoptr (GError) failure = NULL;
  FacStatement *row;

  if (expression != NULL)
    row = fac_sql_prepare (db, &failure,
                           "SELECT t.key, t.es, t.en, t.valid_from, t.valid_to FROM catalog_index i JOIN"
                           " catalog_entries t ON t.seq = i.rowid WHERE catalog_index MATCH ?2 AND t.catalog = ?1"
                           " ORDER BY t.key LIMIT ?3", "tti", catalog, expression, (int) limit);
  else
    row = fac_sql_prepare (db, &failure,
                           "SELECT key, es, en, valid_from, valid_to FROM catalog_entries WHERE catalog = ?"
                           " ORDER BY key LIMIT ?", "ti", catalog, (int) limit);
  while (row != NULL && fac_statement_step (row, &failure))
    {
      FacCatalogEntry *entry = fac_catalog_entry_new (fac_statement_text (row, 0),
                                                      fac_statement_text (row, 1),
                                                      fac_statement_text (row, 2));

      entry->valid_from = fac_statement_dup (row, 3);
      entry->valid_to = fac_statement_dup (row, 4);
      g_ptr_array_add (entries, entry);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&entries);
}
