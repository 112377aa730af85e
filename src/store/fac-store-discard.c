/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-outbox-private.h"

#include "fac-conflict-table.h"
#include "fac-correction-table.h"
#include "fac-history-table.h"
#include "fac-sql.h"

#include <glib/gi18n-lib.h>

static gboolean
check_discard (FacDb *db, const FacOutboxEntry *entry, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT 1 FROM outbox_waits w JOIN outbox o"
                                      " ON o.id = w.entry WHERE w.waits_for = ?"
                                      " AND o.object_id <> ? LIMIT 1", "lt",
                                      entry->id, entry->object_id);

  if (found != NULL)
    {
      fac_statement_reset (found);
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("A document in the queue needs it. Discard that document's"
                     " stamping first, or correct this one with Edit."));
      return FALSE;
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return *error == NULL;
}

static gboolean
discard_row (FacStoreSession *session, const FacOutboxRow *row, GError **error)
{
  const FacOutboxEntry *entry = row->entry;
  FacStoredObject *object;
  gboolean ok;

  if (!fac_outbox_row_is_waiting (row))
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("Its request has already left"));
      return FALSE;
    }
  if (!fac_outbox_table_remove (session->db, entry->id, error)
      || !fac_conflict_table_remove (session->db, entry->entity, entry->object_id, error))
    return FALSE;
  if (entry->verb == FAC_OUTBOX_STAMP)
    return _fac_store_move_stamped (session, entry, FAC_STATUS_BORRADOR, error);
  if (entry->verb == FAC_OUTBOX_CANCEL && !fac_correction_leave (session, entry->object_id, error))
    return FALSE;
  if (entry->verb == FAC_OUTBOX_CANCEL || entry->verb == FAC_OUTBOX_EMAIL)
    return fac_history_table_add (session->db, entry->object_id, session->now,
                                  entry->verb == FAC_OUTBOX_CANCEL ? "cancel-discarded"
                                                                   : "email-discarded",
                                  NULL, error);
  if (entry->verb != FAC_OUTBOX_DELETE)
    return TRUE;
  object = fac_stored_object_load (session->db, entry->entity, entry->object_id, error);
  ok = object != NULL && fac_stored_object_show (session->db, object, NULL, error);
  g_clear_pointer (&object, fac_stored_object_free);
  return ok;
}

static gboolean
discard (FacStoreSession *session, gpointer data, GError **error)
{
  g_autoptr (FacOutboxRow) row = _fac_store_need_row (session, *(gint64 *) data, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (row == NULL || !check_discard (session->db, row->entry, error))
    return FALSE;
  if (row->entry->verb == FAC_OUTBOX_CANCEL || row->entry->verb == FAC_OUTBOX_EMAIL)
    return discard_row (session, row, error);
  rows = fac_outbox_table_of_object (session->db, row->entry->entity, row->entry->object_id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const FacOutboxRow *other = g_ptr_array_index (rows, i - 1);

      if (other->entry->id >= row->entry->id && !discard_row (session, other, error))
        return FALSE;
    }
  return TRUE;
}

void
fac_store_discard_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback,
                         gpointer data)
{
  _fac_store_write (self, discard, g_memdup2 (&entry_id, sizeof entry_id), g_free,
                    fac_store_discard_async, callback, data);
}
