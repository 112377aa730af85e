/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-job-private.h"

#include "fac-error-presenter.h"
#include "fac-error.h"
#include "fac-store-bulk.h"
#include "fac-workspace-private.h"

enum { PROGRESS, ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacBulkJob, fac_bulk_job, G_TYPE_OBJECT)

static void
failure_free (gpointer data)
{
  FacBulkFailure *failure = data;

  fac_document_summary_unref (failure->document);
  g_free (failure->reason);
  g_free (failure);
}

/* ---- history --------------------------------------------------------------------------------- */

static void
on_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    g_warning ("Lines of history could not be kept: %s", error->message);
}

static void
note (FacBulkJob *self, GPtrArray *documents, const char *kind, const char *detail)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (ids, ((FacDocumentSummary *) documents->pdata[i])->id);
  if (ids->len > 0)
    fac_store_note_many_async (self->workspace->store, ids, kind, detail, on_noted, NULL);
}

/* what stood there already was not saved again */
static void
note_saved (FacBulkJob *self)
{
  g_autofree char *place = g_file_get_basename (self->place);

  note (self, self->new_xml, "saved-xml", place);
  note (self, self->new_pdf, "saved-pdf", place);
}

/* ---- one after the other --------------------------------------------------------------------- */

static void
end_all (FacBulkJob *self)
{
  if (self->verb == FAC_BULK_SAVE)
    _fac_bulk_end_save (self);
  else if (self->verb == FAC_BULK_PRINT)
    _fac_bulk_end_print (self);
  else
    _fac_bulk_job_finished (self, NULL);
}

static void
step (FacBulkJob *self)
{
  FacDocumentSummary *document;

  if (self->tried == self->documents->len || self->error != NULL
      || g_cancellable_is_cancelled (self->cancellable))
    {
      end_all (self);
      return;
    }
  document = self->documents->pdata[self->tried];
  switch (self->verb)
    {
    case FAC_BULK_SAVE:
      _fac_bulk_step_save (self, document);
      break;
    case FAC_BULK_PRINT:
      _fac_bulk_step_print (self, document);
      break;
    case FAC_BULK_EMAIL:
      _fac_bulk_step_email (self, document);
      break;
    case FAC_BULK_STAMP:
      _fac_bulk_step_stamp (self, document);
      break;
    case FAC_BULK_DISCARD:
    default:
      _fac_bulk_step_discard (self, document);
      break;
    }
}

/* what the next document will meet as well */
static gboolean
ends_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
add_failure (FacBulkJob *self, FacDocumentSummary *document, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  FacBulkFailure *failure = g_new0 (FacBulkFailure, 1);

  failure->document = fac_document_summary_ref (document);
  failure->reason = words != NULL ? fac_error_text_lines (words) : g_strdup (error->message);
  g_ptr_array_add (self->failures, failure);
}

void
_fac_bulk_job_stepped (FacBulkJob *self, GError *error)
{
  FacDocumentSummary *document = self->documents->pdata[self->tried];

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_cancellable_cancel (self->cancellable);
      g_error_free (error);
      step (self);
      return;
    }
  self->tried++;
  if (error == NULL)
    g_ptr_array_add (self->done, fac_document_summary_ref (document));
  else
    add_failure (self, document, error);
  if (error != NULL && ends_all (error))
    self->error = error;
  else
    g_clear_error (&error);
  g_signal_emit (self, signals[PROGRESS], 0);
  step (self);
}

void
_fac_bulk_job_finished (FacBulkJob *self, GError *error)
{
  if (error != NULL && self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  if (self->verb == FAC_BULK_SAVE)
    note_saved (self);
  self->running = FALSE;
  g_signal_emit (self, signals[ENDED], 0);
  g_object_unref (self);
}

void
fac_bulk_job_start (FacBulkJob *self)
{
  if (self->running || self->tried > 0)
    return;
  self->running = TRUE;
  g_object_ref (self);
  step (self);
}

void
fac_bulk_job_cancel (FacBulkJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* ---- drafts come back ------------------------------------------------------------------------ */

typedef struct
{
  guint   waiting;
  GError *error; /* the first one */
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_clear_error (&undoing->error);
  g_free (undoing);
}

static void
on_undeleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Undoing *undoing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error)
      && undoing->error == NULL)
    undoing->error = g_steal_pointer (&error);
  if (--undoing->waiting > 0)
    return;
  if (undoing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&undoing->error));
  else
    g_task_return_boolean (task, TRUE);
}

void
fac_bulk_job_undo_async (FacBulkJob *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self->workspace, NULL, callback, data);
  Undoing *undoing = g_new0 (Undoing, 1);

  undoing->waiting = self->done->len;
  g_task_set_task_data (task, undoing, undoing_free);
  if (self->done->len == 0)
    g_task_return_boolean (task, TRUE);
  for (guint i = 0; i < self->done->len; i++)
    fac_workspace_undelete_async (self->workspace, FAC_ENTITY_INVOICE,
                                  ((FacDocumentSummary *) self->done->pdata[i])->id, on_undeleted,
                                  g_object_ref (task));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_bulk_job_finalize (GObject *object)
{
  FacBulkJob *self = FAC_BULK_JOB (object);

  g_object_unref (self->workspace);
  g_clear_object (&self->place);
  g_free (self->pattern);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->new_xml);
  g_ptr_array_unref (self->new_pdf);
  g_ptr_array_unref (self->failures);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->names, fac_file_names_free);
  g_clear_pointer (&self->writer, fac_zip_writer_free);
  g_clear_pointer (&self->join, fac_pdf_join_unref);
  g_clear_pointer (&self->joined, g_bytes_unref);
  G_OBJECT_CLASS (fac_bulk_job_parent_class)->finalize (object);
}

static void
fac_bulk_job_class_init (FacBulkJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_bulk_job_finalize;
  signals[PROGRESS] = g_signal_new ("progress", FAC_TYPE_BULK_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", FAC_TYPE_BULK_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
fac_bulk_job_init (FacBulkJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
  self->new_xml = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
  self->new_pdf = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);
  self->failures = g_ptr_array_new_with_free_func (failure_free);
}

FacBulkJob *
fac_bulk_job_new (FacWorkspace *workspace, const FacBulkOrder *order, GPtrArray *documents)
{
  FacBulkJob *self = g_object_new (FAC_TYPE_BULK_JOB, NULL);

  self->workspace = g_object_ref (workspace);
  self->verb = order->verb;
  self->xml = order->xml;
  self->pdf = order->pdf;
  self->zip = order->zip;
  self->place = order->place != NULL ? g_object_ref (order->place) : NULL;
  self->pattern = g_strdup (order->pattern);
  self->documents = g_ptr_array_ref (documents);
  self->names = fac_file_names_new ();
  self->join = order->verb == FAC_BULK_PRINT ? fac_pdf_join_new () : NULL;
  return self;
}

gboolean
fac_bulk_job_is_cancelled (FacBulkJob *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

guint
fac_bulk_job_get_tried (FacBulkJob *self)
{
  return self->tried;
}

guint
fac_bulk_job_get_total (FacBulkJob *self)
{
  return self->documents->len;
}

GPtrArray *
fac_bulk_job_get_done (FacBulkJob *self)
{
  return self->done;
}

GPtrArray *
fac_bulk_job_get_failures (FacBulkJob *self)
{
  return self->failures;
}

const GError *
fac_bulk_job_get_error (FacBulkJob *self)
{
  return self->error;
}

GBytes *
fac_bulk_job_get_pdf (FacBulkJob *self)
{
  return self->joined;
}

void
fac_bulk_job_note_printed (FacBulkJob *self, const char *printer)
{
  note (self, self->done, "printed", printer);
}
