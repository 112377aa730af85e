/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving and printing of many documents. */
#include "fac-bulk-job-private.h"

#include "fac-error.h"
#include "fac-file-pattern.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

/* ---- on a worker thread ---------------------------------------------------------------------- */

typedef struct
{
  FacBulkJob       *job;
  char             *stem;
  gint64            time;
  FacDocumentFiles *files;
  gboolean          new_xml; /* was written */
  gboolean          new_pdf;
} Putting;

static void
putting_free (gpointer data)
{
  Putting *putting = data;

  g_free (putting->stem);
  g_clear_pointer (&putting->files, fac_document_files_free);
  g_free (putting);
}

static GFile *
file_of (const Putting *putting, const char *stem, const char *ending)
{
  g_autofree char *name = g_strconcat (stem, ending, NULL);

  return g_file_get_child (putting->job->place, name);
}

/* Whether @content may be written as @file: nothing is there, or the same already (*@same). */
static gboolean
is_free (GFile *file, GBytes *content, gboolean *same)
{
  g_autoptr (GBytes) there = NULL;

  *same = FALSE;
  if (content == NULL || !g_file_query_exists (file, NULL))
    return TRUE;
  there = g_file_load_bytes (file, NULL, NULL, NULL);
  *same = there != NULL && g_bytes_equal (there, content);
  return *same;
}

static gboolean
write_file (GFile *file, GBytes *content, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  gsize length;
  const void *bytes = g_bytes_get_data (content, &length);

  if (stream == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, NULL, error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return TRUE;
  /* half a file is worse than none */
  g_file_delete (file, NULL, NULL);
  return FALSE;
}

/* What is in the folder stays; what is the same there is not written again. */
static gboolean
put_into_folder (Putting *putting, GError **error)
{
  const FacDocumentFiles *files = putting->files;
  g_autofree char *stem = NULL;
  g_autoptr (GFile) xml = NULL;
  g_autoptr (GFile) pdf = NULL;
  gboolean same_xml, same_pdf, free_xml, free_pdf;

  do
    {
      g_free (stem);
      g_clear_object (&xml);
      g_clear_object (&pdf);
      stem = fac_file_names_take (putting->job->names, putting->stem);
      xml = file_of (putting, stem, ".xml");
      pdf = file_of (putting, stem, ".pdf");
      free_xml = is_free (xml, files->xml, &same_xml);
      free_pdf = is_free (pdf, files->pdf, &same_pdf);
    }
  while (!free_xml || !free_pdf);
  putting->new_xml = files->xml != NULL && !same_xml;
  putting->new_pdf = files->pdf != NULL && !same_pdf;
  return (!putting->new_xml || write_file (xml, files->xml, error))
         && (!putting->new_pdf || write_file (pdf, files->pdf, error));
}

static gboolean
put_into_archive (Putting *putting, GError **error)
{
  FacBulkJob *job = putting->job;
  g_autofree char *stem = fac_file_names_take (job->names, putting->stem);
  g_autofree char *xml = g_strconcat (stem, ".xml", NULL);
  g_autofree char *pdf = g_strconcat (stem, ".pdf", NULL);
  const FacDocumentFiles *files = putting->files;

  putting->new_xml = files->xml != NULL;
  putting->new_pdf = files->pdf != NULL;
  if (job->writer == NULL)
    {
      g_autofree char *path = g_file_get_path (job->place);

      if (path == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                               _("An archive can only be written to this computer."));
          return FALSE;
        }
      job->writer = fac_zip_writer_new (path, error);
    }
  return job->writer != NULL
         && (files->xml == NULL
             || fac_zip_writer_add (job->writer, xml, files->xml, putting->time, error))
         && (files->pdf == NULL
             || fac_zip_writer_add (job->writer, pdf, files->pdf, putting->time, error));
}

static void
put (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Putting *putting = data;
  GError *error = NULL;

  if (putting->job->zip ? put_into_archive (putting, &error) : put_into_folder (putting, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void
on_put (GObject *source, GAsyncResult *result, gpointer data)
{
  FacBulkJob *self = FAC_BULK_JOB (source);
  const Putting *putting = g_task_get_task_data (G_TASK (result));
  FacDocumentSummary *document = self->documents->pdata[self->tried];
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (putting->new_xml)
        g_ptr_array_add (self->new_xml, fac_document_summary_ref (document));
      if (putting->new_pdf)
        g_ptr_array_add (self->new_pdf, fac_document_summary_ref (document));
    }
  _fac_bulk_job_stepped (self, error);
}

/* a draft has no XML; of what is stamped it must not be lacking */
static gboolean
is_lacking (FacBulkJob *self, const FacDocumentSummary *document, const FacDocumentFiles *files)
{
  if (files->xml == NULL && files->pdf == NULL)
    return TRUE;
  return self->xml && files->xml == NULL && fac_document_status_is_issued (document->status);
}

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  const FacDocumentSummary *document = self->documents->pdata[self->tried];
  GError *error = NULL;
  g_autoptr (FacDocumentFiles) files = fac_document_files_finish (result, &error);
  g_autoptr (FacFileFacts) facts = NULL;
  g_autoptr (GTask) task = NULL;
  Putting *putting;

  if (files != NULL && is_lacking (self, document, files))
    error = g_error_new_literal (FAC_ERROR, FAC_ERROR_NOT_FOUND,
                                 _("Its XML is not on this computer yet; it was asked for."));
  if (error != NULL)
    {
      _fac_bulk_job_stepped (self, error);
      return;
    }
  facts = fac_file_facts_of (self->workspace->organization, document);
  putting = g_new0 (Putting, 1);
  putting->job = self;
  putting->stem = fac_file_pattern_apply (self->pattern, facts);
  putting->time = document->date;
  putting->files = g_steal_pointer (&files);
  task = g_task_new (self, NULL, on_put, NULL);
  g_task_set_task_data (task, putting, putting_free);
  fac_worker_run (task, put);
}

void
_fac_bulk_step_save (FacBulkJob *self, FacDocumentSummary *document)
{
  fac_document_files_async (self->workspace, document, self->xml, self->pdf, self->cancellable,
                            on_files, g_object_ref (self));
}

static void
close_archive (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FacBulkJob *self = source;
  GError *error = NULL;
  const gboolean keep = self->done->len > 0 && self->error == NULL
                        && !g_cancellable_is_cancelled (self->cancellable);

  if (keep && !fac_zip_writer_close (self->writer, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_clear_pointer (&self->writer, fac_zip_writer_free);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  FacBulkJob *self = FAC_BULK_JOB (source);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* without a whole archive nothing was saved */
  if (error != NULL || self->error != NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_ptr_array_set_size (self->done, 0);
      g_ptr_array_set_size (self->new_xml, 0);
      g_ptr_array_set_size (self->new_pdf, 0);
    }
  _fac_bulk_job_finished (self, error);
}

void
_fac_bulk_end_save (FacBulkJob *self)
{
  g_autoptr (GTask) task = NULL;

  /* what is missing comes the sooner */
  if (self->failures->len > 0)
    fac_sync_service_fetch_files (self->workspace->sync);
  if (self->writer == NULL)
    {
      _fac_bulk_job_finished (self, NULL);
      return;
    }
  task = g_task_new (self, NULL, on_closed, NULL);
  fac_worker_run (task, close_archive);
}

/* ---- printing -------------------------------------------------------------------------------- */

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;

  fac_pdf_join_add_finish (self->join, result, &error);
  _fac_bulk_job_stepped (self, error);
}

static void
on_paper (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;
  g_autoptr (FacDocumentFiles) files = fac_document_files_finish (result, &error);

  if (files != NULL && files->pdf == NULL)
    error = g_error_new_literal (FAC_ERROR, FAC_ERROR_NOT_FOUND,
                                 _("Its XML is not on this computer yet; it was asked for."));
  if (error != NULL)
    _fac_bulk_job_stepped (self, error);
  else
    fac_pdf_join_add_async (self->join, files->pdf, self->cancellable, on_joined,
                            g_object_ref (self));
}

void
_fac_bulk_step_print (FacBulkJob *self, FacDocumentSummary *document)
{
  fac_document_files_async (self->workspace, document, FALSE, TRUE, self->cancellable, on_paper,
                            g_object_ref (self));
}

static void
on_whole (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;

  self->joined = fac_pdf_join_end_finish (self->join, result, &error);
  _fac_bulk_job_finished (self, error);
}

void
_fac_bulk_end_print (FacBulkJob *self)
{
  if (self->done->len == 0 || g_cancellable_is_cancelled (self->cancellable))
    _fac_bulk_job_finished (self, NULL);
  else
    fac_pdf_join_end_async (self->join, on_whole, g_object_ref (self));
}
