/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cursor-table.h"

#include "fac-sql.h"

gboolean
fac_cursor_table_set (FacDb *db, const char *name, const char *value, GError **error)
{
  return fac_sql_run (db, error, "INSERT OR REPLACE INTO cursors (name, value) VALUES (?, ?)",
                      "tt", name, value);
}

char *
fac_cursor_table_get (FacDb *db, const char *name, GError **error)
{
  return fac_sql_text (fac_sql_find (db, error, "SELECT value FROM cursors WHERE name = ?", "t",
                                     name));
}
