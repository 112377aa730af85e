/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-base-table.h"

#include "fac-sql.h"

gboolean
fac_base_table_put (FacDb *db, FacEntity entity, const char *id, GBytes *content, GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO bases (entity, object_id, content) VALUES (?, ?, ?)",
                      "itb", (int) entity, id, content);
}

gboolean
fac_base_table_remove (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM bases WHERE entity = ? AND object_id = ?", "it",
                      (int) entity, id);
}

GBytes *
fac_base_table_get (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  return fac_sql_blob (fac_sql_find (db, error,
                                     "SELECT content FROM bases WHERE entity = ? AND object_id = ?",
                                     "it", (int) entity, id));
}
