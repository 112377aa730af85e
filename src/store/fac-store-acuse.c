/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-acuse.h"
#include "fac-attachment-table.h"
#include "fac-document-query.h"
#include "fac-document-table.h"
#include "fac-history-table.h"
#include "fac-ids.h"
#include "fac-kept-file.h"
#include "fac-stored-object.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char       *id;
  char       *folder;
  const char *kind;
  GBytes     *xml;
  GBytes     *pdf;
} Receipt;

static void
receipt_free (gpointer data)
{
  Receipt *receipt = data;

  g_free (receipt->id);
  g_free (receipt->folder);
  g_clear_pointer (&receipt->xml, g_bytes_unref);
  g_clear_pointer (&receipt->pdf, g_bytes_unref);
  g_free (receipt);
}

/* "acuse/2026/11" by the date in it. Returns: (transfer full) (nullable) */
static char *
place_of (const FacAcuse *acuse)
{
  const char *date = acuse->date;
  g_autofree char *year = NULL;
  g_autofree char *month = NULL;

  for (int i = 0; i < 7; i++)
    if (date == NULL || (i == 4 ? date[i] != '-' : !g_ascii_isdigit (date[i])))
      return NULL;
  year = g_strndup (date, 4);
  month = g_strndup (date + 5, 2);
  return g_build_filename (FAC_ATTACHMENT_ACUSE, year, month, NULL);
}

static gboolean
keep (FacStoreSession *session, const char *id, const char *kind, const char *place,
      const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (FacAttachment) file = g_new0 (FacAttachment, 1);

  file->path = g_build_filename (place, name, NULL);
  file->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  file->size = g_bytes_get_size (bytes);
  return fac_kept_file_write (session->folder, file->path, bytes, error)
         && fac_attachment_table_put (session->db, id, kind, file, session->now, error);
}

static gboolean
keep_both (FacStoreSession *session, const Receipt *receipt, const FacAcuse *acuse,
           const char *place, GError **error)
{
  g_autofree char *xml = g_strconcat (acuse->uuid, ".xml", NULL);
  g_autofree char *pdf = g_strconcat (acuse->uuid, ".pdf", NULL);

  return keep (session, receipt->id, FAC_ATTACHMENT_ACUSE, place, xml, receipt->xml, error)
         && (receipt->pdf == NULL
             || keep (session, receipt->id, FAC_ATTACHMENT_ACUSE_PDF, place, pdf, receipt->pdf,
                      error));
}

static gboolean
save_acuse (FacStoreSession *session, gpointer data, GError **error)
{
  const Receipt *receipt = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               receipt->id, error);
  const char *uuid = object != NULL ? object->document->invoice->uuid : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacAcuse) acuse = NULL;
  g_autofree char *place = NULL;

  if (object == NULL)
    return FALSE;
  if (object->status != FAC_STATUS_CANCELADA || uuid == NULL || !fac_id_is_uuid (uuid))
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("Only a cancelled document has a receipt of its cancellation"));
      return FALSE;
    }
  acuse = fac_acuse_read (receipt->xml, uuid, &failure);
  place = acuse != NULL ? place_of (acuse) : NULL;
  if (place == NULL)
    {
      g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT,
                           failure != NULL ? failure->message : _("The XML has no date"));
      return FALSE;
    }
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, receipt->id);
  return keep_both (session, receipt, acuse, place, error)
         && fac_document_table_set_acuse_owed (session->db, receipt->id, FALSE, error)
         && fac_history_table_add (session->db, receipt->id, session->now, "acuse", NULL, error);
}

void
fac_store_save_acuse_async (FacStore *self, const char *document_id, GBytes *xml, GBytes *pdf,
                            GAsyncReadyCallback callback, gpointer data)
{
  Receipt *receipt = g_new0 (Receipt, 1);

  receipt->id = g_strdup (document_id);
  receipt->xml = g_bytes_ref (xml);
  receipt->pdf = pdf != NULL ? g_bytes_ref (pdf) : NULL;
  _fac_store_write (self, save_acuse, receipt, receipt_free, fac_store_save_acuse_async, callback,
                    data);
}

static gpointer
read_acuse (FacDb *db, gpointer data, GError **error)
{
  const Receipt *receipt = data;
  g_autoptr (FacAttachment) file = fac_attachment_table_find (db, receipt->id, receipt->kind, error);

  return file != NULL ? fac_kept_file_read (receipt->folder, file->path, file->hash, error) : NULL;
}

void
fac_store_get_acuse_async (FacStore *self, const char *document_id, gboolean pdf,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Receipt *receipt = g_new0 (Receipt, 1);

  receipt->id = g_strdup (document_id);
  receipt->folder = g_strdup (fac_store_get_folder (self));
  receipt->kind = pdf ? FAC_ATTACHMENT_ACUSE_PDF : FAC_ATTACHMENT_ACUSE;
  _fac_store_read (self, read_acuse, receipt, receipt_free, (GDestroyNotify) g_bytes_unref,
                   fac_store_get_acuse_async, cancellable, callback, data);
}

GBytes *
fac_store_get_acuse_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_acuse_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_owed (FacDb *db, gpointer data, GError **error)
{
  return fac_document_query_owed_acuse (db, GPOINTER_TO_UINT (data), error);
}

void
fac_store_owed_acuse_async (FacStore *self, guint limit, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_owed, GUINT_TO_POINTER (limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_owed_acuse_async, cancellable,
                   callback, data);
}

GPtrArray *
fac_store_owed_acuse_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_owed_acuse_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
