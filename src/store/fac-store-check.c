/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-attachment-table.h"
#include "fac-document-table.h"
#include "fac-history-table.h"
#include "fac-kept-file.h"
#include "fac-sql.h"

typedef struct
{
  char    *folder;
  gint64   before;
  guint    limit;
  gboolean thorough;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->folder);
  g_free (check);
}

static gboolean
is_finding (FacFileState state)
{
  return state != FAC_FILE_GOOD;
}

/* @first: the column of its path, behind which are hash and size. */
static void
check_file (const Check *check, FacStatement *row, FacFileKind kind, int first, FacFilePage *page)
{
  g_autoptr (FacFileFinding) finding = g_new0 (FacFileFinding, 1);

  finding->kind = kind;
  finding->document_id = fac_statement_dup (row, 1);
  finding->uuid = fac_statement_dup (row, 2);
  finding->path = fac_statement_dup (row, first);
  finding->state = FAC_FILE_OWED;
  if (finding->path != NULL)
    {
      g_autofree char *hash = fac_statement_dup (row, first + 1);

      finding->state = fac_file_state_of (check->folder, kind, finding->path, finding->uuid, hash,
                                          fac_statement_int (row, first + 2), check->thorough,
                                          &finding->reason);
    }
  page->checked++;
  if (is_finding (finding->state))
    g_ptr_array_add (page->findings, g_steal_pointer (&finding));
}

/* in the table's own order: by an index of uuid or status each page would sort all that follow */
#define ISSUED_SQL                                                                                \
  "SELECT d.seq, d.id, d.uuid, a.path, a.hash, a.size, r.path, r.hash, r.size, d.status"          \
  " FROM documents d LEFT JOIN attachments a ON a.document = d.seq AND a.kind = 'xml'"            \
  " LEFT JOIN attachments r ON r.document = d.seq AND r.kind = 'acuse'"                           \
  " WHERE d.seq < ? AND +d.uuid IS NOT NULL AND +d.status IN (4, 6, 7) ORDER BY d.seq DESC LIMIT ?"

static void
check_row (const Check *check, FacStatement *row, FacFilePage *page)
{
  check_file (check, row, FAC_FILE_OF_DOCUMENT, 3, page);
  if (fac_statement_int (row, 9) == FAC_STATUS_CANCELADA)
    check_file (check, row, FAC_FILE_OF_CANCELLATION, 6, page);
}

static gpointer
check_files (FacDb *db, gpointer data, GError **error)
{
  const Check *check = data;
  g_autoptr (FacFilePage) page = g_new0 (FacFilePage, 1);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, ISSUED_SQL, "li", check->before,
                                       (int) check->limit);
  guint rows = 0;

  page->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_file_finding_free);
  while (row != NULL && fac_statement_step (row, &failure))
    {
      check_row (check, row, page);
      page->next = fac_statement_int (row, 0);
      rows++;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (rows < check->limit)
    page->next = 0;
  return g_steal_pointer (&page);
}

void
fac_store_check_files_async (FacStore *self, gint64 before, guint limit, gboolean thorough,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  Check *check = g_new0 (Check, 1);

  check->folder = g_strdup (fac_store_get_folder (self));
  check->before = before != 0 ? before : G_MAXINT64;
  check->limit = limit;
  check->thorough = thorough;
  _fac_store_read (self, check_files, check, check_free, (GDestroyNotify) fac_file_page_free,
                   fac_store_check_files_async, cancellable, callback, data);
}

FacFilePage *
fac_store_check_files_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_check_files_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
owe (FacStoreSession *session, const FacFileFinding *finding, gboolean altered,
     const char *reason, GError **error)
{
  const char *id = finding->document_id;

  if (finding->kind == FAC_FILE_OF_CANCELLATION)
    return fac_attachment_table_remove (session->db, id, FAC_ATTACHMENT_ACUSE, error)
           && fac_document_table_set_acuse_owed (session->db, id, TRUE, error)
           && fac_history_table_add (session->db, id, session->now,
                                     altered ? "acuse-altered" : "acuse-missing", reason, error);
  return fac_attachment_table_remove (session->db, id, FAC_ATTACHMENT_XML, error)
         && fac_document_table_owe_xml (session->db, id, error)
         && fac_history_table_add (session->db, id, session->now,
                                   altered ? "xml-altered" : "xml-missing", reason, error);
}

/* Looked at again: it may have been fetched since it was found. */
static gboolean
owe_again (FacStoreSession *session, const FacFileFinding *finding, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacAttachment) file =
      fac_attachment_table_find (session->db, finding->document_id,
                                 finding->kind == FAC_FILE_OF_CANCELLATION ? FAC_ATTACHMENT_ACUSE
                                                                           : FAC_ATTACHMENT_XML,
                                 &failure);
  g_autofree char *reason = NULL;
  FacFileState state;

  if (file == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  state = fac_file_state_of (session->folder, finding->kind, file->path, finding->uuid, file->hash,
                             file->size, TRUE, &reason);
  if (!is_finding (state))
    return TRUE;
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, finding->document_id);
  return (state != FAC_FILE_ALTERED
          || fac_kept_file_set_aside (session->folder, file->path, error))
         && owe (session, finding, state == FAC_FILE_ALTERED, reason, error);
}

static gboolean
repair_files (FacStoreSession *session, gpointer data, GError **error)
{
  GPtrArray *findings = data;

  for (guint i = 0; i < findings->len; i++)
    {
      const FacFileFinding *finding = g_ptr_array_index (findings, i);

      if (finding->state != FAC_FILE_OWED && !owe_again (session, finding, error))
        return FALSE;
    }
  return TRUE;
}

void
fac_store_repair_files_async (FacStore *self, GPtrArray *findings, GAsyncReadyCallback callback,
                              gpointer data)
{
  _fac_store_write (self, repair_files, g_ptr_array_ref (findings),
                    (GDestroyNotify) g_ptr_array_unref, fac_store_repair_files_async, callback,
                    data);
}

static gpointer
count_owed (FacDb *db, gpointer data, GError **error)
{
  gint64 *count = g_new0 (gint64, 1);
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT sum (xml + acuse) FROM owed_files", "");

  if (found != NULL)
    {
      *count = fac_statement_int (found, 0);
      fac_statement_reset (found);
      return count;
    }
  g_free (count);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_count_owed_async (FacStore *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, count_owed, NULL, NULL, g_free, fac_store_count_owed_async, cancellable,
                   callback, data);
}

gint64
fac_store_count_owed_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *count = g_task_propagate_pointer (G_TASK (result), error);

  return count != NULL ? *count : -1;
}

static gpointer
read_owed_months (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GArray) months = g_array_new (FALSE, TRUE, sizeof (FacOwedMonth));
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT month, xml FROM owed_files WHERE month > 0"
                                       " AND xml >= max (?, 1) ORDER BY month DESC", "i",
                                       GPOINTER_TO_INT (data));

  while (row != NULL && fac_statement_step (row, &failure))
    {
      const gint64 name = fac_statement_int (row, 0);
      FacOwedMonth month = { (int) (name / 100), (int) (name % 100),
                             (guint) fac_statement_int (row, 1) };

      g_array_append_val (months, month);
    }
  if (failure == NULL)
    return g_steal_pointer (&months);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_owed_months_async (FacStore *self, guint least, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_owed_months, GUINT_TO_POINTER (least), NULL,
                   (GDestroyNotify) g_array_unref, fac_store_owed_months_async, cancellable,
                   callback, data);
}

GArray *
fac_store_owed_months_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_owed_months_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
