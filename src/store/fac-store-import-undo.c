/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-import.h"

#include "fac-outbox-queue.h"
#include "fac-sql.h"
#include "fac-store-private.h"

typedef struct
{
  FacEntity         entity;
  GArray           *items;
  FacStoreProgress *progress;
  FacStoreUndone    undone;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_array_unref (undo->items);
  fac_store_progress_unref (undo->progress);
  g_free (undo);
}

static const char *
id_of (FacEntity entity, gconstpointer object)
{
  return entity == FAC_ENTITY_CUSTOMER ? ((const FacCustomer *) object)->id
                                       : ((const FacProduct *) object)->id;
}

static gboolean
is_as_imported (const FacStoredObject *stored, gconstpointer imported)
{
  if (stored->entity == FAC_ENTITY_CUSTOMER)
    return fac_customer_equal_content (stored->customer->customer, imported);
  return fac_product_equal_content (stored->product->product, imported);
}

/* A customer that the service had before is not the import's to delete, and one with documents is no slip of it any
 * more. */
static gboolean
is_in_use (FacDb *db, const FacStoredObject *stored, gboolean *in_use, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found;

  *in_use = stored->entity == FAC_ENTITY_CUSTOMER && !stored->wanted;
  if (*in_use)
    return TRUE;
  if (!_fac_store_others_wait_for (db, stored, in_use, error))
    return FALSE;
  if (*in_use || stored->entity != FAC_ENTITY_CUSTOMER)
    return TRUE;
  found = fac_sql_find (db, &failure,
                        "SELECT 1 FROM documents WHERE customer = (SELECT seq FROM customers WHERE"
                        " id = ?) LIMIT 1", "t", stored->id);
  *in_use = fac_sql_any (found);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
remove_added (FacStoreSession *session, Undo *undo, FacStoredObject *stored, GError **error)
{
  gboolean in_use, queued;

  if (!is_in_use (session->db, stored, &in_use, error))
    return FALSE;
  if (in_use)
    {
      undo->undone.kept++;
      return TRUE;
    }
  if (!fac_outbox_queue_delete (session, stored, 0, &queued, error)
      || !fac_stored_object_set_state (session->db, stored, FAC_OFFLINE_DELETED, error))
    return FALSE;
  undo->undone.undone++;
  undo->undone.sent += queued;
  return TRUE;
}

/* the service takes no customer back to where something is missing */
static gboolean
cannot_return (FacDb *db, const FacStoreImport *item, const FacStoredObject *stored)
{
  return stored->entity == FAC_ENTITY_CUSTOMER && fac_customer_is_incomplete (item->before)
         && !fac_customer_is_incomplete (item->object)
         && fac_outbox_queue_has_left (db, stored->entity, stored->id);
}

static gboolean
restore_changed (FacStoreSession *session, Undo *undo, const FacStoreImport *item,
                 const FacStoredObject *stored, GError **error)
{
  gboolean changed;

  if (cannot_return (session->db, item, stored))
    {
      undo->undone.kept++;
      return TRUE;
    }
  if (!(undo->entity == FAC_ENTITY_CUSTOMER
        ? _fac_store_put_customer (session, item->before, TRUE, &changed, error)
        : _fac_store_put_product (session, item->before, TRUE, &changed, error))
      || !_fac_store_settle (session, undo->entity, stored->id, error))
    return FALSE;
  undo->undone.undone++;
  undo->undone.sent += stored->remote_id != NULL
                       && fac_outbox_queue_has (session->db, undo->entity, stored->id, 0);
  return TRUE;
}

static gboolean
undo_one (FacStoreSession *session, Undo *undo, const FacStoreImport *item, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) stored =
    fac_stored_object_load (session->db, undo->entity, id_of (undo->entity, item->object), &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (stored != NULL && stored->state != FAC_OFFLINE_DELETED && is_as_imported (stored, item->object))
    return item->before == NULL ? remove_added (session, undo, stored, error)
                                : restore_changed (session, undo, item, stored, error);
  undo->undone.kept++;
  return TRUE;
}

static gboolean
undo_all (FacStoreSession *session, gpointer data, GError **error)
{
  Undo *undo = data;

  fac_store_session_changed (session, undo->entity, NULL);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  for (guint i = 0; i < undo->items->len; i++)
    {
      if (!undo_one (session, undo, &g_array_index (undo->items, FacStoreImport, i), error))
        return FALSE;
      g_atomic_int_inc (&undo->progress->done);
    }
  session->result = g_memdup2 (&undo->undone, sizeof undo->undone);
  session->free_result = g_free;
  return TRUE;
}

void
fac_store_undo_import_async (FacStore *self, FacEntity entity, GArray *items,
                             FacStoreProgress *progress, GAsyncReadyCallback callback,
                             gpointer data)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->entity = entity;
  undo->items = g_array_ref (items);
  undo->progress = fac_store_progress_ref (progress);
  _fac_store_write (self, undo_all, undo, undo_free, fac_store_undo_import_async, callback, data);
}

gboolean
fac_store_undo_import_finish (FacStore *self, GAsyncResult *result, FacStoreUndone *undone,
                              GError **error)
{
  g_autofree FacStoreUndone *found = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_undo_import_async), FALSE);
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *undone = *found;
  return found != NULL;
}
