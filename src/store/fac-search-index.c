/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-search-index.h"

#include "fac-sql.h"

typedef struct
{
  const char *remove;
  const char *insert;
  const char *merge;
  const char *check;
} IndexSql;

#define INDEX_SQL(name)                                                   \
  { "INSERT INTO " name " (" name ", rowid, words) VALUES ('delete', ?, ?)", \
    "INSERT INTO " name " (rowid, words) VALUES (?, ?)",                  \
    "INSERT INTO " name " (" name ", rank) VALUES ('merge', ?)",          \
    "INSERT INTO " name " (" name ", rank) VALUES ('integrity-check', 1)" }

static const IndexSql index_sql[FAC_N_INDEXES] = {
  [FAC_INDEX_DOCUMENTS] = INDEX_SQL ("document_index"),
  [FAC_INDEX_CUSTOMERS] = INDEX_SQL ("customer_index"),
  [FAC_INDEX_PRODUCTS] = INDEX_SQL ("product_index"),
  [FAC_INDEX_CATALOG] = INDEX_SQL ("catalog_index"),
};

gboolean
fac_search_index_put (FacDb *db, FacIndex index, gint64 key, const char *old, const char *words,
                      GError **error)
{
  if (g_strcmp0 (old, words) == 0)
    return TRUE;
  if (old != NULL && *old != 0 && !fac_sql_run (db, error, index_sql[index].remove, "lt", key, old))
    return FALSE;
  return words == NULL || *words == 0
         || fac_sql_run (db, error, index_sql[index].insert, "lt", key, words);
}

gboolean
fac_search_index_merge (FacDb *db, FacIndex index, int pages, gboolean *more, GError **error)
{
  const gint64 before = fac_db_total_changes (db);

  if (!fac_sql_run (db, error, index_sql[index].merge, "i", pages))
    return FALSE;
  /* the command itself counts as one */
  if (more != NULL)
    *more = fac_db_total_changes (db) - before > 1;
  return TRUE;
}

gboolean
fac_search_index_check (FacDb *db, FacIndex index, GError **error)
{
  return fac_sql_run (db, error, index_sql[index].check, "");
}
