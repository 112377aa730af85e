/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-object-table.h"

#include "fac-sql.h"

FacObjectPlace
fac_object_place_read (FacStatement *row, int first)
{
  return (FacObjectPlace) {
    .seq = fac_statement_int (row, first),
    .state = fac_statement_int (row, first + 1),
    .wanted = fac_statement_int (row, first + 2) != 0,
  };
}

static gint64
find_seq (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = value != NULL ? fac_sql_find (db, error, sql, "t", value) : NULL;
  gint64 seq = found != NULL ? fac_statement_int (found, 0) : 0;

  if (found != NULL)
    fac_statement_reset (found);
  return seq;
}

gint64
fac_object_table_seq (FacDb *db, const FacObjectTable *table, const char *id, GError **error)
{
  return find_seq (db, error, table->seq, id);
}

gint64
fac_object_table_seq_remote (FacDb *db, const FacObjectTable *table, const char *remote_id,
                             GError **error)
{
  return find_seq (db, error, table->seq_remote, remote_id);
}

static gboolean
find_words (FacDb *db, const FacObjectTable *table, const char *id, gint64 *seq, char **words,
            GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure, table->words, "t", id);

  *seq = 0;
  *words = NULL;
  if (found != NULL)
    {
      *seq = fac_statement_int (found, 0);
      *words = fac_statement_dup (found, 1);
      fac_statement_reset (found);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
fac_object_table_put (FacDb *db, const FacObjectTable *table, const char *id, gconstpointer object,
                      const FacObjectPlace *place, const char *words, FacObjectWrite write,
                      gint64 *seq, GError **error)
{
  g_autofree char *old = NULL;

  if (!find_words (db, table, id, seq, &old, error)
      || !write (db, *seq, object, place, words, error))
    return FALSE;
  if (*seq == 0)
    *seq = fac_db_last_rowid (db);
  return fac_search_index_put (db, table->index, *seq, old, words, error);
}

gboolean
fac_object_table_set_body (FacDb *db, const FacObjectTable *table, const char *id, GBytes *body,
                           GError **error)
{
  return body == NULL || fac_sql_run (db, error, table->set_body, "tb", id, body);
}

gboolean
fac_object_table_remove (FacDb *db, const FacObjectTable *table, const char *id, GError **error)
{
  g_autofree char *old = NULL;
  gint64 seq;

  return find_words (db, table, id, &seq, &old, error)
         && fac_search_index_put (db, table->index, seq, old, NULL, error)
         && fac_sql_run (db, error, table->remove, "l", seq);
}
