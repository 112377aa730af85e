/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-history-table.h"

#include "fac-sql.h"
#include "fac-store.h"

gboolean
fac_history_table_add (FacDb *db, const char *document_id, gint64 at, const char *kind,
                       const char *detail,
                       GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT INTO history (document, number, at, kind, detail) SELECT d.seq,"
                      " 1 + coalesce ((SELECT max (number) FROM history WHERE document = d.seq), 0), ?2, ?3, ?4"
                      " FROM documents d WHERE d.id = ?1", "tltt", document_id, at, kind, detail);
}

gboolean
fac_history_table_deny (FacDb *db, const char *document_id, gint64 at, GError **error)
{
  return fac_sql_run (db, error,
                      "DELETE FROM history WHERE kind = 'denied' AND document ="
                      " (SELECT seq FROM documents WHERE id = ?)", "t", document_id)
         && fac_history_table_add (db, document_id, at, "denied", NULL, error);
}

GPtrArray *
fac_history_table_list (FacDb *db, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_history_event_free);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT h.at, h.kind, h.detail FROM history h JOIN documents d ON"
                                       " d.seq = h.document WHERE d.id = ? ORDER BY h.number", "t", document_id);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      FacHistoryEvent *event = g_new0 (FacHistoryEvent, 1);

      event->at = fac_statement_int (row, 0);
      event->kind = fac_statement_dup (row, 1);
      event->detail = fac_statement_dup (row, 2);
      g_ptr_array_add (events, event);
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error) ? g_steal_pointer (&events) : NULL;
}
