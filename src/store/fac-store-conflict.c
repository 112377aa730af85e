/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-stored-content.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FacEntity    entity;
  char        *id;
  GBytes      *resolved; /* (nullable) */
  gint64       leaves_at;
  FacConflict *conflict; /* (nullable) */
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->id);
  g_clear_pointer (&command->resolved, g_bytes_unref);
  g_clear_pointer (&command->conflict, fac_conflict_free);
  g_free (command);
}

static Command *
command_new (FacEntity entity, const char *id)
{
  Command *command = g_new0 (Command, 1);

  command->entity = entity;
  command->id = g_strdup (id);
  return command;
}

/* ---- reading -------------------------------------------------------------------------------- */

static gpointer
read_conflict (FacDb *db, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacConflict) conflict =
      fac_conflict_table_find (db, command->entity, command->id, &failure);
  g_autoptr (FacStoredObject) object = NULL;

  if (conflict != NULL)
    object = fac_stored_object_load (db, command->entity, command->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (object != NULL)
    conflict->remote_id = g_strdup (object->remote_id);
  if (object != NULL && object->state != FAC_OFFLINE_DELETED
      && fac_stored_object_payload (object) != NULL)
    conflict->mine = g_bytes_ref (fac_stored_object_payload (object));
  return g_steal_pointer (&conflict);
}

void
fac_store_get_conflict_async (FacStore *self, FacEntity entity, const char *id,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data)
{
  _fac_store_read (self, read_conflict, command_new (entity, id), command_free,
                   (GDestroyNotify) fac_conflict_free, fac_store_get_conflict_async, cancellable,
                   callback, data);
}

FacConflict *
fac_store_get_conflict_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_conflict_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_ids (FacDb *db, gpointer data, GError **error)
{
  return fac_conflict_table_ids (db, error);
}

void
fac_store_conflict_ids_async (FacStore *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_ids, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_conflict_ids_async, cancellable, callback, data);
}

GPtrArray *
fac_store_conflict_ids_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_conflict_ids_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- deciding ------------------------------------------------------------------------------- */

/* The operation that waits for the decision. */
static FacOutboxRow *
waiting_row (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (row->entry->state == FAC_OUTBOX_CONFLICT)
        return fac_outbox_table_find (db, row->entry->id, error);
    }
  return NULL;
}

/* Both sides agree on theirs from now on: what is decided goes on top of it. */
static gboolean
accept_theirs_as_base (FacStoreSession *session, const FacConflict *conflict, GError **error)
{
  return fac_base_table_put (session->db, conflict->entity, conflict->object_id, conflict->theirs,
                             error)
         && fac_stored_content_set_body (session->db, conflict->entity, conflict->object_id,
                                         conflict->body, error);
}

static gboolean
agree (FacStoreSession *session, const FacStoredObject *object, const FacConflict *conflict,
       GError **error)
{
  if (conflict->theirs == NULL)
    return fac_stored_content_forget (session, object, error);
  return accept_theirs_as_base (session, conflict, error);
}

static gboolean
send_resolved (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
               const FacConflict *conflict, const FacOutboxRow *row, GError **error)
{
  const FacOfflineState state =
      conflict->theirs == NULL ? FAC_OFFLINE_CREATED : FAC_OFFLINE_CHANGED;
  g_autoptr (FacStoredObject) fresh = NULL;

  if ((row != NULL && !fac_outbox_table_remove (session->db, row->entry->id, error))
      || !agree (session, object, conflict, error))
    return FALSE;
  fresh = fac_stored_object_load (session->db, object->entity, object->id, error);
  return fresh != NULL && fac_stored_content_put (session, fresh, content, state, error)
         && fac_outbox_queue_save (session, object->entity, object->id, error);
}

/* Neither side shall have it. A deletion of what is gone there already finds that out, and can be taken back until then. */
static gboolean
take_away (FacStoreSession *session, FacStoredObject *object, const FacConflict *conflict,
           const FacOutboxRow *row, GError **error)
{
  gboolean queued;

  if ((conflict->theirs != NULL && !accept_theirs_as_base (session, conflict, error))
      || (row != NULL && !fac_outbox_table_remove (session->db, row->entry->id, error))
      || !fac_outbox_queue_delete (session, object, 0, &queued, error))
    return FALSE;
  if (!queued)
    return fac_stored_object_remove (session->db, object->entity, object->id, error);
  return fac_stored_object_set_state (session->db, object, FAC_OFFLINE_DELETED, error);
}

static gboolean
refuse_missing (GError **error)
{
  if (error != NULL && *error == NULL)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("There is nothing to decide"));
  return FALSE;
}

static gboolean
hold_back (FacStoreSession *session, const Command *command, GError **error)
{
  g_autoptr (GPtrArray) rows =
      fac_outbox_table_of_object (session->db, command->entity, command->id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (fac_outbox_row_is_waiting (row) && row->entry->due_at < command->leaves_at
          && !fac_outbox_table_set_due (session->db, row->entry->id, command->leaves_at, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
settle (FacStoreSession *session, const Command *command, FacStoredObject *object,
        const FacConflict *conflict, const FacOutboxRow *row, GError **error)
{
  g_autoptr (GVariant) content = NULL;

  if (command->resolved == NULL)
    return take_away (session, object, conflict, row, error);
  content = fac_variant_from_bytes (command->resolved);
  return content != NULL && send_resolved (session, object, content, conflict, row, error);
}

static gboolean
resolve (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  FacDb *db = session->db;
  g_autoptr (FacConflict) conflict =
      fac_conflict_table_find (db, command->entity, command->id, error);
  g_autoptr (FacStoredObject) object = NULL;
  g_autoptr (FacOutboxRow) row = NULL;

  if (conflict != NULL)
    object = fac_stored_object_load (db, command->entity, command->id, error);
  if (object == NULL)
    return refuse_missing (error);
  row = waiting_row (db, command->entity, command->id, error);
  if (*error != NULL || !fac_conflict_table_remove (db, command->entity, command->id, error))
    return FALSE;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, command->entity, command->id);
  if (object->document != NULL
      && !fac_history_table_add (db, object->id, session->now, "decided", NULL, error))
    return FALSE;
  return settle (session, command, object, conflict, row, error)
         && hold_back (session, command, error);
}

void
fac_store_resolve_conflict_async (FacStore *self, FacEntity entity, const char *id,
                                  GBytes *resolved, gint64 leaves_at,
                                  GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (entity, id);

  command->leaves_at = leaves_at;
  command->resolved = resolved != NULL ? g_bytes_ref (resolved) : NULL;
  _fac_store_write (self, resolve, command, command_free, fac_store_resolve_conflict_async,
                    callback, data);
}

/* ---- taking a decision back ------------------------------------------------------------------ */

/* What was made anew has lost the id that the service knew it by. */
static GVariant *
mine_with_remote_id (const FacConflict *conflict)
{
  g_autoptr (GVariant) mine = fac_variant_from_bytes (conflict->mine);
  GVariantDict dict;

  if (mine == NULL)
    return NULL;
  g_variant_dict_init (&dict, mine);
  if (conflict->remote_id != NULL)
    g_variant_dict_insert (&dict, "remote_id", "s", conflict->remote_id);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static gboolean
restore_object (FacStoreSession *session, const FacConflict *conflict, GError **error)
{
  g_autoptr (FacStoredObject) object =
      fac_stored_object_load (session->db, conflict->entity, conflict->object_id, error);
  g_autoptr (GVariant) mine = NULL;

  if (object == NULL)
    return refuse_missing (error);
  if (conflict->mine == NULL)
    return fac_stored_object_set_state (session->db, object, FAC_OFFLINE_DELETED, error);
  mine = mine_with_remote_id (conflict);
  return mine != NULL
         && fac_stored_content_put (session, object, mine, FAC_OFFLINE_CHANGED, error);
}

/* The same operation as before, as it waited. */
static gboolean
queue_again (FacStoreSession *session, const FacConflict *conflict, GError **error)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (FacStoredObject) object =
      fac_stored_object_load (session->db, conflict->entity, conflict->object_id, error);
  const FacOutboxVerb verb = conflict->mine != NULL ? FAC_OUTBOX_UPDATE : FAC_OUTBOX_DELETE;
  gint64 entry;

  return object != NULL
         && fac_outbox_table_insert (session->db, verb, conflict->entity, conflict->object_id,
                                     conflict->mine != NULL ? conflict->mine : none, object->title,
                                     session->now, &entry, error)
         && fac_outbox_table_set_state (session->db, entry, FAC_OUTBOX_CONFLICT, FALSE, FALSE,
                                        error);
}

static gboolean
reopen (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  const FacConflict *conflict = command->conflict;
  FacDb *db = session->db;
  g_autoptr (GPtrArray) rows =
      fac_outbox_table_of_object (db, conflict->entity, conflict->object_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!fac_outbox_row_is_waiting (g_ptr_array_index (rows, i)))
      {
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, _("Its request has already left"));
        return FALSE;
      }
  if (rows == NULL || rows->len == 0)
    return refuse_missing (error);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, conflict->entity, conflict->object_id);
  return fac_outbox_queue_take_back (session, conflict->entity, conflict->object_id, 0, error)
         && restore_object (session, conflict, error)
         && (conflict->base == NULL
             || fac_base_table_put (db, conflict->entity, conflict->object_id, conflict->base,
                                    error))
         && (conflict->entity != FAC_ENTITY_INVOICE
             || fac_history_table_add (db, conflict->object_id, session->now, "reopened", NULL,
                                       error))
         && queue_again (session, conflict, error) && fac_conflict_table_put (db, conflict, error);
}

void
fac_store_reopen_conflict_async (FacStore *self, const FacConflict *conflict,
                                 GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (conflict->entity, conflict->object_id);

  command->conflict = fac_conflict_copy (conflict);
  _fac_store_write (self, reopen, command, command_free, fac_store_reopen_conflict_async, callback,
                    data);
}
