/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-table.h"

#include "fac-sql.h"

FacConflict *
fac_conflict_table_find (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  FacStatement *found =
      fac_sql_find (db, error,
                    "SELECT base, theirs, body, found_at FROM conflicts WHERE entity = ? AND"
                    " object_id = ?",
                    "it", (int) entity, id);
  FacConflict *self;

  if (found == NULL)
    return NULL;
  self = fac_conflict_new (entity, id);
  self->base = fac_statement_blob (found, 0);
  self->theirs = fac_statement_blob (found, 1);
  self->body = fac_statement_blob (found, 2);
  self->found_at = fac_statement_int (found, 3);
  fac_statement_reset (found);
  return self;
}

gboolean
fac_conflict_table_put (FacDb *db, const FacConflict *conflict, GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO conflicts (entity, object_id, base, theirs, body,"
                      " found_at) VALUES (?, ?, ?, ?, ?, ?)",
                      "itbbbl", (int) conflict->entity, conflict->object_id, conflict->base,
                      conflict->theirs, conflict->body, conflict->found_at);
}

gboolean
fac_conflict_table_remove (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM conflicts WHERE entity = ? AND object_id = ?", "it",
                      (int) entity, id);
}

GPtrArray *
fac_conflict_table_ids (FacDb *db, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, "SELECT object_id FROM conflicts", "");

  return fac_sql_texts (row, failure, error);
}
