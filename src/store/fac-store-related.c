/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-relation-table.h"

static gpointer
read_related (FacDb *db, gpointer data, GError **error)
{
  return fac_relation_table_find (db, data, error);
}

void
fac_store_get_related_async (FacStore *self, const char *document_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_related, g_strdup (document_id), g_free,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_get_related_async, cancellable,
                   callback, data);
}

GPtrArray *
fac_store_get_related_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_related_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
