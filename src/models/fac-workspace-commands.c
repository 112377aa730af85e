/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

void
_fac_workspace_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  _fac_workspace_wake (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    g_warning ("A line of history could not be kept: %s", error->message);
}

static GTask *
command (FacWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  return g_task_new (self, NULL, callback, data);
}

void
fac_workspace_save_customer_async (FacWorkspace *self, FacCustomer *customer, gboolean send,
                                   GAsyncReadyCallback callback, gpointer data)
{
  fac_store_save_customer_async (self->store, customer, send, _fac_workspace_written,
                                 command (self, callback, data));
}

void
fac_workspace_set_customer_notes_async (FacWorkspace *self, const char *id, const char *notes,
                                        GAsyncReadyCallback callback, gpointer data)
{
  fac_store_set_customer_notes_async (self->store, id, notes, _fac_workspace_written,
                                      command (self, callback, data));
}

void
fac_workspace_save_product_async (FacWorkspace *self, FacProduct *product, gboolean send,
                                  GAsyncReadyCallback callback, gpointer data)
{
  fac_store_save_product_async (self->store, product, send, _fac_workspace_written,
                                command (self, callback, data));
}

void
fac_workspace_delete_async (FacWorkspace *self, FacEntity entity, const char *id,
                            GAsyncReadyCallback callback, gpointer data)
{
  fac_store_delete_async (self->store, entity, id, _fac_workspace_leaves_at (self),
                          _fac_workspace_written, command (self, callback, data));
}

void
fac_workspace_undelete_async (FacWorkspace *self, FacEntity entity, const char *id,
                              GAsyncReadyCallback callback, gpointer data)
{
  fac_store_undelete_async (self->store, entity, id, _fac_workspace_written,
                            command (self, callback, data));
}

void
fac_workspace_unqueue_async (FacWorkspace *self, const char *document_id,
                             GAsyncReadyCallback callback, gpointer data)
{
  fac_store_unqueue_async (self->store, document_id, _fac_workspace_written,
                           command (self, callback, data));
}

void
fac_workspace_note_history (FacWorkspace *self, const char *document_id, const char *kind,
                            const char *detail)
{
  fac_store_add_history_async (self->store, document_id, kind, detail, on_noted, NULL);
}

gboolean
fac_workspace_command_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
