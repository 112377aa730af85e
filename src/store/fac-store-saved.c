/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-outbox-table.h"
#include "fac-stored-object.h"

typedef struct
{
  FacEntity entity;
  char     *id;
} Request;

typedef struct
{
  GBytes  *content;
  gboolean never;
} Saved;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->id);
  g_free (request);
}

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_clear_pointer (&saved->content, g_bytes_unref);
  g_free (saved);
}

/* What waits to be sent was saved last; where nothing waits, what both sides agreed on. */
static GBytes *
find_saved (FacDb *db, const FacStoredObject *object, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, object->entity, object->id, error);

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      const FacOutboxEntry *entry = ((const FacOutboxRow *) rows->pdata[i - 1])->entry;

      if (entry->verb == FAC_OUTBOX_CREATE || entry->verb == FAC_OUTBOX_UPDATE)
        return g_bytes_ref (entry->payload);
    }
  return rows != NULL ? fac_base_table_get (db, object->entity, object->id, error) : NULL;
}

static gpointer
read_saved (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (db, request->entity, request->id,
                                                               error);
  g_autoptr (GError) failure = NULL;
  Saved *saved;

  if (object == NULL)
    return NULL;
  saved = g_new0 (Saved, 1);
  if (object->state == FAC_OFFLINE_CREATED && !object->wanted)
    saved->never = TRUE;
  else if (object->state != FAC_OFFLINE_SYNCED)
    saved->content = find_saved (db, object, &failure);
  if (failure != NULL)
    {
      saved_free (saved);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (saved->content != NULL && g_bytes_equal (saved->content, fac_stored_object_payload (object)))
    g_clear_pointer (&saved->content, g_bytes_unref);
  return saved;
}

void
fac_store_get_saved_async (FacStore *self, FacEntity entity, const char *id,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->entity = entity;
  request->id = g_strdup (id);
  _fac_store_read (self, read_saved, request, request_free, saved_free, fac_store_get_saved_async,
                   cancellable, callback, data);
}

GBytes *
fac_store_get_saved_finish (FacStore *self, GAsyncResult *result, gboolean *never, GError **error)
{
  Saved *saved;
  GBytes *content;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_saved_async), NULL);
  saved = g_task_propagate_pointer (G_TASK (result), error);
  *never = saved != NULL && saved->never;
  content = saved != NULL ? g_steal_pointer (&saved->content) : NULL;
  g_clear_pointer (&saved, saved_free);
  return content;
}
