/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-window-table.h"

#include "fac-sql.h"

#define PUT_SQL                                                                                  \
  "INSERT INTO pull_windows (list, date_from, date_to, pages, done, by_cursor, cursor,"          \
  " checked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"                                         \
  " ON CONFLICT (list, date_from) DO UPDATE SET date_to = excluded.date_to,"                     \
  " pages = excluded.pages, done = CASE WHEN ?9 THEN excluded.done ELSE done | excluded.done"    \
  " END, by_cursor = excluded.by_cursor, cursor = excluded.cursor,"                              \
  " checked_at = excluded.checked_at"

gboolean
fac_window_table_put (FacDb *db, const FacPullWindow *window, gboolean anew, GError **error)
{
  return fac_sql_run (db, error, PUT_SQL, "illlli" "tli",
                      (int) window->list, window->from, window->to, (gint64) window->pages,
                      (gint64) window->done, (int) window->by_cursor, window->cursor,
                      window->checked_at, (int) anew);
}

static FacPullWindow *
read_window (FacStatement *row)
{
  FacPullWindow *window = fac_pull_window_new (fac_statement_int (row, 0),
                                               fac_statement_int (row, 1),
                                               fac_statement_int (row, 2));

  window->pages = (guint) fac_statement_int (row, 3);
  window->done = (guint32) fac_statement_int (row, 4);
  window->by_cursor = fac_statement_int (row, 5) != 0;
  window->cursor = fac_statement_dup (row, 6);
  window->checked_at = fac_statement_int (row, 7);
  return window;
}

GPtrArray *
fac_window_table_all (FacDb *db, GError **error)
{
  FacStatement *rows =
      fac_sql_prepare (db, error,
                       "SELECT list, date_from, date_to, pages, done, by_cursor, cursor, checked_at"
                       " FROM pull_windows ORDER BY list, date_from DESC",
                       "");
  g_autoptr (GPtrArray) windows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pull_window_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;
  while (fac_statement_step (rows, &failure))
    g_ptr_array_add (windows, read_window (rows));
  return fac_sql_end (rows, g_steal_pointer (&failure), error) ? g_steal_pointer (&windows) : NULL;
}
