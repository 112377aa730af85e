/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-outbox-queue.h"

#include <glib/gi18n-lib.h>

/* What failed is another document: without a stamp that is asked for now this one is a draft like any other. */
static gboolean
forget_remote (FacStoreSession *session, const FacStoredObject *object, gboolean stamp,
               GError **error)
{
  g_autoptr (FacInvoice) copy = fac_invoice_copy (object->document->invoice);

  g_clear_pointer (&copy->remote_id, g_free);
  if (!stamp && copy->status == FAC_STATUS_NO_TIMBRADA)
    copy->status = FAC_STATUS_BORRADOR;
  return fac_base_table_remove (session->db, FAC_ENTITY_INVOICE, object->id, error)
         && fac_document_table_put (session->db, copy, FAC_OFFLINE_CREATED, object->wanted, TRUE,
                                    error);
}

static gboolean
stamp_again (FacStoreSession *session, const FacStoredObject *object, GError **error)
{
  return fac_outbox_queue_stamp (session, object->id, error)
         && (!fac_document_status_may_become (object->status, FAC_STATUS_EN_COLA)
             || fac_document_table_move (session->db, object->id, FAC_STATUS_EN_COLA, error));
}

/* A stamp that was refused is asked for again by the person alone. */
static gboolean
asks_for_stamp (FacDb *db, const char *id)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_INVOICE, id, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxEntry *entry = ((const FacOutboxRow *) g_ptr_array_index (rows, i))->entry;

      if (entry->verb == FAC_OUTBOX_STAMP && entry->state != FAC_OUTBOX_REFUSED)
        return TRUE;
    }
  return FALSE;
}

/* The rows are written anew, so that the order of the document's rows stays that of their ids. */
static gboolean
recreate (FacStoreSession *session, gpointer data, GError **error)
{
  const gint64 *entry_id = data;
  g_autoptr (FacOutboxRow) row = fac_outbox_table_find (session->db, *entry_id, error);
  g_autoptr (FacStoredObject) object = NULL;
  const char *id;
  gboolean stamp;

  if (row != NULL)
    object = fac_stored_object_need (session->db, row->entry->entity, row->entry->object_id, error);
  if (object == NULL || object->document == NULL || !object->document->complete)
    {
      if (*error == NULL)
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                     _("That document cannot be created anew"));
      return FALSE;
    }
  id = object->id;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, id);
  stamp = asks_for_stamp (session->db, id);
  return fac_outbox_table_remove (session->db, *entry_id, error)
         && fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, id, 0, error)
         && forget_remote (session, object, stamp, error)
         && fac_outbox_queue_save (session, FAC_ENTITY_INVOICE, id, error)
         && (!stamp || stamp_again (session, object, error));
}

void
fac_store_recreate_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback,
                          gpointer data)
{
  _fac_store_write (self, recreate, g_memdup2 (&entry_id, sizeof entry_id), g_free,
                    fac_store_recreate_async, callback, data);
}
