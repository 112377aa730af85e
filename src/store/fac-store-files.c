/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-attachment-table.h"
#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-document-query.h"
#include "fac-document-table.h"
#include "fac-history-table.h"
#include "fac-ids.h"
#include "fac-kept-file.h"
#include "fac-sql.h"
#include "fac-stored-object.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char       *id;
  char       *folder;
  GBytes     *xml;
  FacInvoice *invoice; /* (nullable): of a file that comes from elsewhere */
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->id);
  g_free (file->folder);
  g_clear_pointer (&file->xml, g_bytes_unref);
  g_clear_pointer (&file->invoice, fac_invoice_unref);
  g_free (file);
}

/* "xml/2026/11" by the document's own date. */
static char *
place_of (const FacCfdi *cfdi, GError **error)
{
  const char *date = cfdi->fecha;
  g_autofree char *year = NULL;
  g_autofree char *month = NULL;

  for (int i = 0; i < 7; i++)
    if (date == NULL || (i == 4 ? date[i] != '-' : !g_ascii_isdigit (date[i])))
      {
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT, _("The XML has no date"));
        return NULL;
      }
  year = g_strndup (date, 4);
  month = g_strndup (date + 5, 2);
  return g_build_filename (FAC_ATTACHMENT_XML, year, month, NULL);
}

/* Errors of other layers reach callers of the store as its own. */
static gboolean
corrupt (GError **error, GError *cause)
{
  g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT, cause->message);
  return FALSE;
}

static gboolean
write_file (const char *root, const char *uuid, GBytes *xml, FacAttachment *file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autofree char *place = NULL;
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  g_autofree char *name = g_strconcat (upper, ".xml", NULL);

  if (!fac_id_is_uuid (uuid) || !fac_cfdi_verify (xml, uuid, &failure))
    {
      if (failure != NULL)
        return corrupt (error, failure);
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("The document has no folio fiscal"));
      return FALSE;
    }
  cfdi = fac_cfdi_read (xml, &failure);
  if (cfdi == NULL)
    return corrupt (error, failure);
  place = place_of (cfdi, error);
  if (place == NULL)
    return FALSE;
  file->path = g_build_filename (place, name, NULL);
  file->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, xml);
  file->size = g_bytes_get_size (xml);
  return fac_kept_file_write (root, file->path, xml, error);
}

static gboolean
save_xml (FacStoreSession *session, gpointer data, GError **error)
{
  File *request = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               request->id, error);
  g_autoptr (FacAttachment) file = g_new0 (FacAttachment, 1);

  if (object == NULL)
    return FALSE;
  if (!fac_document_status_is_issued (object->status) || object->document->invoice->uuid == NULL)
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("Only a stamped document has an XML"));
      return FALSE;
    }
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, request->id);
  return write_file (session->folder, object->document->invoice->uuid, request->xml, file, error)
         && fac_attachment_table_put (session->db, request->id, FAC_ATTACHMENT_XML, file, session->now, error)
         && fac_document_table_xml_kept (session->db, request->id, error)
         && fac_history_table_add (session->db, request->id, session->now, "xml", NULL, error);
}

void
fac_store_save_xml_async (FacStore *self, const char *document_id, GBytes *xml,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  File *request = g_new0 (File, 1);

  request->id = g_strdup (document_id);
  request->xml = g_bytes_ref (xml);
  _fac_store_write (self, save_xml, request, file_free, fac_store_save_xml_async, callback, data);
}

/* Services write a folio fiscal in capitals or not. */
static char *
find_owed (FacDb *db, const char *uuid, GError **error)
{
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT id FROM documents WHERE uuid IN (?, ?)"
                                      " AND xml_owed = 1", "tt", upper, lower);
  char *id = NULL;

  if (found != NULL)
    {
      id = fac_statement_dup (found, 0);
      fac_statement_reset (found);
    }
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND,
                 _("No document lacks this XML"));
  return id;
}

/* The id of @request is the folio fiscal. */
static gboolean
save_owed_xml (FacStoreSession *session, gpointer data, GError **error)
{
  File *request = data;
  char *id = find_owed (session->db, request->id, error);

  if (id == NULL)
    return FALSE;
  g_free (request->id);
  request->id = id;
  return save_xml (session, request, error);
}

void
fac_store_save_owed_xml_async (FacStore *self, const char *uuid, GBytes *xml,
                               GAsyncReadyCallback callback, gpointer data)
{
  File *request = g_new0 (File, 1);

  request->id = g_strdup (uuid);
  request->xml = g_bytes_ref (xml);
  _fac_store_write (self, save_owed_xml, request, file_free, fac_store_save_owed_xml_async,
                    callback, data);
}

/* ---- from elsewhere --------------------------------------------------------------------------- */

/* What is here already stays as it is; only an XML that it lacks is taken. */
static gboolean
archive (FacStoreSession *session, gpointer data, GError **error)
{
  File *request = data;
  const char *uuid = request->invoice->uuid;
  g_autofree char *upper = g_ascii_strup (uuid != NULL ? uuid : "", -1);
  g_autofree char *lower = g_ascii_strdown (upper, -1);
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (session->db, &failure,
                                      "SELECT id, xml_owed FROM documents WHERE uuid IN (?, ?)", "tt",
                                      upper, lower);
  gboolean owed = TRUE;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (found != NULL)
    {
      request->id = fac_statement_dup (found, 0);
      owed = fac_statement_int (found, 1) != 0;
      fac_statement_reset (found);
      return !owed || save_xml (session, request, error);
    }
  request->id = g_strdup (request->invoice->id);
  return fac_document_table_put (session->db, request->invoice, FAC_OFFLINE_SYNCED, FALSE, TRUE, error)
         && save_xml (session, request, error);
}

void
fac_store_archive_async (FacStore *self, FacInvoice *invoice, GBytes *xml,
                         GAsyncReadyCallback callback, gpointer data)
{
  File *request = g_new0 (File, 1);

  request->invoice = fac_invoice_ref (invoice);
  request->xml = g_bytes_ref (xml);
  _fac_store_write (self, archive, request, file_free, fac_store_archive_async, callback, data);
}

static gpointer
read_xml (FacDb *db, gpointer data, GError **error)
{
  const File *request = data;
  g_autoptr (FacAttachment) file = fac_attachment_table_find (db, request->id, FAC_ATTACHMENT_XML,
                                                              error);

  return file != NULL ? fac_kept_file_read (request->folder, file->path, file->hash, error) : NULL;
}

void
fac_store_get_xml_async (FacStore *self, const char *document_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  File *request = g_new0 (File, 1);

  request->id = g_strdup (document_id);
  request->folder = g_strdup (fac_store_get_folder (self));
  _fac_store_read (self, read_xml, request, file_free, (GDestroyNotify) g_bytes_unref,
                   fac_store_get_xml_async,
                   cancellable, callback, data);
}

GBytes *
fac_store_get_xml_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_xml_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_issued (FacDb *db, gpointer data, GError **error)
{
  return fac_document_query_issued (db, GPOINTER_TO_UINT (data), error);
}

void
fac_store_newest_issued_async (FacStore *self, guint limit, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_issued, GUINT_TO_POINTER (limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_newest_issued_async, cancellable,
                   callback, data);
}

GPtrArray *
fac_store_newest_issued_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_newest_issued_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
