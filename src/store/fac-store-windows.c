/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-document-order.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-sql.h"
#include "fac-window-table.h"

/* ---- reading --------------------------------------------------------------------------------- */

#define UNTOUCHED \
  " t.remote_id IS NOT NULL AND t.offline_state = 0 AND NOT EXISTS (SELECT 1 FROM outbox o" \
  " WHERE o.object_id = t.id)"

/* by fac_history_table_deny */
#define NOT_DENIED(since) \
  " NOT EXISTS (SELECT 1 FROM history h WHERE h.document = t.seq AND h.kind = 'denied'" \
  " AND h.at >= " since ")"

#define IN_ORDER(key) UNTOUCHED " AND " key " > ?3 ORDER BY " key " LIMIT ?4"

static const char *const ids_sql[FAC_PULL_N_LISTS] = {
  [FAC_PULL_CUSTOMERS] = "SELECT t.remote_id, t.seq FROM customers t WHERE t.created_at >= ?1"
                         " AND t.created_at < ?2 AND" IN_ORDER ("t.seq"),
  [FAC_PULL_PRODUCTS] = "SELECT t.remote_id, t.seq FROM products t WHERE t.created_at >= ?1"
                        " AND t.created_at < ?2 AND" IN_ORDER ("t.seq"),
  [FAC_PULL_INVOICES] = "SELECT t.remote_id, t.sort_key FROM documents t WHERE t.sort_key >= ?1"
                        " AND t.sort_key < ?2 AND t.date <> 0 AND" NOT_DENIED ("?5")
                        " AND" IN_ORDER ("t.sort_key"),
  [FAC_PULL_DRAFTS] = "SELECT t.remote_id, t.sort_key FROM documents t WHERE t.status IN (0, 5)"
                      " AND t.date = 0 AND t.sort_key >= ?1 AND t.sort_key < ?2 AND"
                      IN_ORDER ("t.sort_key"),
};

G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0 && FAC_STATUS_NO_TIMBRADA == 5);
G_STATIC_ASSERT (FAC_STATUS_EN_PROCESO == 3 && FAC_STATUS_EN_CANCELACION == 6);

typedef struct
{
  FacPullList list;
  gint64      from;
  gint64      to;
  gint64      after;
  gint64      denied;
  guint       limit;
} Range;

typedef struct
{
  GPtrArray *ids;
  gint64     last;
} Ids;

static void
ids_free (gpointer data)
{
  Ids *self = data;

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_free (self);
}

/* @rows: of id and key */
static Ids *
read_ids (FacStatement *rows, GError **error)
{
  g_autoptr (GError) failure = NULL;
  Ids *self;

  if (rows == NULL)
    return NULL;
  self = g_new0 (Ids, 1);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  while (fac_statement_step (rows, &failure))
    {
      g_ptr_array_add (self->ids, fac_statement_dup (rows, 0));
      self->last = fac_statement_int (rows, 1);
    }
  fac_statement_reset (rows);
  if (failure == NULL)
    return self;
  ids_free (self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gpointer
read_range (FacDb *db, gpointer data, GError **error)
{
  const Range *range = data;
  gint64 from = range->from;
  gint64 to = range->to != 0 ? range->to : G_MAXINT64;

  if (range->list == FAC_PULL_INVOICES || range->list == FAC_PULL_DRAFTS)
    {
      from = fac_document_order_base (from);
      to = range->to != 0 ? fac_document_order_base (to) : G_MAXINT64;
    }
  if (range->list == FAC_PULL_INVOICES)
    return read_ids (fac_sql_prepare (db, error, ids_sql[range->list], "lllil", from, to,
                                      range->after, (int) range->limit, range->denied),
                     error);
  return read_ids (fac_sql_prepare (db, error, ids_sql[range->list], "llli", from, to,
                                    range->after, (int) range->limit),
                   error);
}

void
fac_store_remote_ids_async (FacStore *self, FacPullList list, gint64 from, gint64 to,
                            gint64 after, gint64 denied, guint limit,
                            GAsyncReadyCallback callback, gpointer data)
{
  Range *range = g_new0 (Range, 1);

  range->list = list;
  range->from = from;
  range->to = to;
  range->after = after;
  range->denied = denied;
  range->limit = limit;
  _fac_store_read (self, read_range, range, g_free, ids_free, fac_store_remote_ids_async, NULL,
                   callback, data);
}

static gpointer
read_moving (FacDb *db, gpointer data, GError **error)
{
  const Range *range = data;

  return read_ids (fac_sql_prepare (db, error,
                                    "SELECT t.remote_id, t.sort_key FROM documents t"
                                    " WHERE t.status IN (3, 6) AND" NOT_DENIED ("?1")
                                    " AND" UNTOUCHED " ORDER BY t.sort_key DESC LIMIT ?2",
                                    "li", range->denied, (int) range->limit),
                   error);
}

void
fac_store_moving_ids_async (FacStore *self, gint64 denied, guint limit,
                            GAsyncReadyCallback callback, gpointer data)
{
  Range *range = g_new0 (Range, 1);

  range->denied = denied;
  range->limit = limit;
  _fac_store_read (self, read_moving, range, g_free, ids_free, fac_store_remote_ids_async, NULL,
                   callback, data);
}

GPtrArray *
fac_store_remote_ids_finish (FacStore *self, GAsyncResult *result, gint64 *last, GError **error)
{
  GPtrArray *ids = NULL;
  Ids *found;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_remote_ids_async), NULL);
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return NULL;
  if (last != NULL)
    *last = found->last;
  ids = g_steal_pointer (&found->ids);
  ids_free (found);
  return ids;
}

static gpointer
read_count (FacDb *db, gpointer data, GError **error)
{
  FacStatement *found =
      fac_sql_find (db, error, "SELECT count (*) FROM documents WHERE remote_id IS NOT NULL", "");
  guint count = found != NULL ? (guint) fac_statement_int (found, 0) : 0;

  if (found != NULL)
    fac_statement_reset (found);
  return GUINT_TO_POINTER (count);
}

void
fac_store_count_remote_async (FacStore *self, GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_count, NULL, NULL, NULL, fac_store_count_remote_async, NULL,
                   callback, data);
}

guint
fac_store_count_remote_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_count_remote_async), 0);
  return GPOINTER_TO_UINT (g_task_propagate_pointer (G_TASK (result), error));
}

static gpointer
read_windows (FacDb *db, gpointer data, GError **error)
{
  return fac_window_table_all (db, error);
}

void
fac_store_windows_async (FacStore *self, GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_windows, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_windows_async, NULL, callback, data);
}

GPtrArray *
fac_store_windows_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_windows_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what is gone there ---------------------------------------------------------------------- */

typedef struct
{
  FacEntity  entity;
  GPtrArray *remote_ids;
} Gone;

static void
gone_free (gpointer data)
{
  Gone *gone = data;

  g_ptr_array_unref (gone->remote_ids);
  g_free (gone);
}

/* An edit that waits to be sent meets a deletion: the person decides. A deletion that waits agrees with it. */
static gboolean
keep_conflict (FacStoreSession *session, FacStoredObject *local, GError **error)
{
  g_autoptr (GPtrArray) rows =
      fac_outbox_table_of_object (session->db, local->entity, local->id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);
      g_autoptr (FacConflict) conflict = NULL;

      if (row->entry->verb != FAC_OUTBOX_UPDATE || !fac_outbox_row_is_waiting (row)
          || row->entry->state == FAC_OUTBOX_CONFLICT)
        continue;
      conflict = fac_conflict_new (local->entity, local->id);
      conflict->base = fac_base_table_get (session->db, local->entity, local->id, NULL);
      conflict->found_at = session->now;
      fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
      fac_store_session_changed (session, local->entity, local->id);
      return fac_conflict_table_put (session->db, conflict, error)
             && fac_outbox_table_set_state (session->db, row->entry->id, FAC_OUTBOX_CONFLICT,
                                            FALSE, FALSE, error)
             && (local->document == NULL
                 || fac_history_table_add (session->db, local->id, session->now, "conflict", NULL,
                                           error));
    }
  return rows != NULL;
}

static gboolean
remove_one (FacStoreSession *session, FacEntity entity, const char *remote_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) local =
      fac_stored_object_load_remote (session->db, entity, remote_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  if (local->document != NULL && !fac_document_status_is_editable (local->status))
    {
      fac_store_session_changed (session, entity, local->id);
      return fac_history_table_deny (session->db, local->id, session->now, error);
    }
  if (local->state != FAC_OFFLINE_SYNCED
      || fac_outbox_queue_has (session->db, entity, local->id, 0))
    return keep_conflict (session, local, error);
  fac_store_session_changed (session, entity, local->id);
  return fac_stored_object_remove (session->db, entity, local->id, error);
}

static gboolean
remove_gone (FacStoreSession *session, gpointer data, GError **error)
{
  const Gone *gone = data;

  for (guint i = 0; i < gone->remote_ids->len; i++)
    if (!remove_one (session, gone->entity, g_ptr_array_index (gone->remote_ids, i), error))
      return FALSE;
  return TRUE;
}

void
fac_store_remove_gone_async (FacStore *self, FacEntity entity, GPtrArray *remote_ids,
                             GAsyncReadyCallback callback, gpointer data)
{
  Gone *gone = g_new0 (Gone, 1);

  gone->entity = entity;
  gone->remote_ids = g_ptr_array_ref (remote_ids);
  _fac_store_write (self, remove_gone, gone, gone_free, fac_store_remove_gone_async, callback,
                    data);
}
