/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-export-job.h"

#include "fac-export.h"
#include "fac-store-rows.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

typedef struct
{
  FacEntity        entity;
  FacExportFormat  format;
  GFile           *file;
  GPtrArray       *rows;
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *self = data;

  g_object_unref (self->file);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
write_rows (const Exporting *self, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (FacExport) export = fac_export_new (self->entity, self->format, stream, error);

  if (export == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!fac_export_row (export, g_ptr_array_index (self->rows, i), error)
        || g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return fac_export_finish (export, error);
}

/* A stream that is closed under a cancelled cancellable leaves the old file as it was. */
static void
abandon (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Exporting *self = data;
  GError *error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (self->file, NULL, FALSE,
                                                         G_FILE_CREATE_NONE, cancellable, &error);

  if (stream != NULL && !write_rows (self, G_OUTPUT_STREAM (stream), cancellable, &error))
    abandon (G_OUTPUT_STREAM (stream));
  else if (stream != NULL)
    g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, self->rows->len);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exporting *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->rows = fac_store_rows_all_finish (FAC_STORE (source), result, &error);
  if (self->rows == NULL)
    g_task_return_error (task, error);
  else
    fac_worker_run (task, write_in_thread);
}

void
fac_export_job_async (FacWorkspace *workspace, FacQuery *query, gboolean cards, GFile *file,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->entity = query->entity;
  exporting->format = cards ? FAC_EXPORT_VCARD : FAC_EXPORT_CSV;
  exporting->file = g_object_ref (file);
  g_task_set_task_data (task, exporting, exporting_free);
  fac_store_rows_all_async (workspace->store, query, cancellable, on_rows, task);
}

int
fac_export_job_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}
