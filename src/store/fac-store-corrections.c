/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-corrections.h"

#include "fac-correction-table.h"
#include "fac-document-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-store-private.h"

#include <glib/gi18n-lib.h>

static gpointer
read_correction (FacDb *db, gpointer data, GError **error)
{
  return fac_correction_table_find (db, data, error);
}

static void
free_correction (gpointer data)
{
  fac_correction_free (data);
}

void
fac_store_get_correction_async (FacStore *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_correction, g_strdup (id), g_free, free_correction,
                   fac_store_get_correction_async, cancellable, callback, data);
}

FacCorrection *
fac_store_get_correction_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_correction_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- giving it up --------------------------------------------------------------------------- */

static gboolean
take_out_stamp (FacStoreSession *session, const FacInvoice *substitute, GError **error)
{
  if (substitute->status != FAC_STATUS_EN_COLA)
    return TRUE;
  return fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, substitute->id, FAC_OUTBOX_STAMP,
                                     error)
         && fac_document_table_move (session->db, substitute->id, FAC_STATUS_BORRADOR, error)
         && fac_history_table_add (session->db, substitute->id, session->now, "unqueued", NULL,
                                   error);
}

static gboolean
end_correction (FacStoreSession *session, gpointer data, GError **error)
{
  const char *original = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacCorrection) correction = fac_correction_table_find (session->db, original,
                                                                    &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (correction == NULL || !g_str_equal (correction->original->id, original))
    return TRUE;
  if (!fac_correction_may_end (correction))
    {
      g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                           _("Its request has already left"));
      return FALSE;
    }
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, original);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, correction->substitute->id);
  return take_out_stamp (session, correction->substitute, error)
         && fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, original, FAC_OUTBOX_CANCEL,
                                        error)
         && fac_correction_table_end (session->db, original, error)
         && fac_history_table_add (session->db, original, session->now, "cancel-discarded", NULL,
                                   error);
}

void
fac_store_end_correction_async (FacStore *self, const char *original_id,
                                GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_write (self, end_correction, g_strdup (original_id), g_free,
                    fac_store_end_correction_async, callback, data);
}
