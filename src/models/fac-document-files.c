/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-files.h"

#include "fac-cfdi-from-invoice.h"
#include "fac-cfdi-xml.h"
#include "fac-document-load.h"
#include "fac-paper-job.h"
#include "fac-pdf-cache.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

typedef struct
{
  FacDocumentSummary *document;
  gboolean            want_xml;
  gboolean            want_pdf;
  char               *folder; /* of the service's PDFs (nullable) */
  FacDocumentFiles   *files;
  GBytes             *xml;
  FacCfdi            *cfdi;
  char               *tfd_cadena;
} Getting;

static void
getting_free (gpointer data)
{
  Getting *self = data;

  fac_document_summary_unref (self->document);
  g_free (self->folder);
  g_clear_pointer (&self->files, fac_document_files_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_free (self->tfd_cadena);
  g_free (self);
}

void
fac_document_files_free (FacDocumentFiles *self)
{
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self);
}

static void
give (GTask *task)
{
  Getting *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->files),
                         (GDestroyNotify) fac_document_files_free);
}

/* ---- paper ----------------------------------------------------------------------------------- */

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Getting *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->files->pdf = fac_paper_job_finish (result, &error);
  if (self->files->pdf == NULL)
    g_task_return_error (task, error);
  else
    give (task);
}

static gboolean
is_cancelled (const Getting *self)
{
  return self->document->status == FAC_STATUS_CANCELADA;
}

/* On a worker thread: the service's own PDF, or what is needed to draw one. */
static void
read_files (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Getting *self = data;
  GError *error = NULL;

  if (self->folder != NULL)
    self->files->pdf = fac_pdf_cache_get (self->folder, self->document->uuid, is_cancelled (self));
  if (self->files->pdf == NULL && self->xml != NULL)
    self->cfdi = fac_cfdi_read (self->xml, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->cfdi != NULL && self->cfdi->timbre != NULL)
    self->tfd_cadena = fac_cfdi_tfd_cadena (self->cfdi->timbre);
  g_task_return_boolean (task, TRUE);
}

static void
on_files_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Getting *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->files->pdf != NULL || self->cfdi == NULL)
    {
      give (task);
      return;
    }
  fac_paper_job_async (FAC_WORKSPACE (source), self->cfdi,
                       is_cancelled (self) ? FAC_PAPER_CANCELLED : FAC_PAPER_ISSUED,
                       self->tfd_cadena, NULL, g_task_get_cancellable (task), on_drawn,
                       g_object_ref (task));
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *workspace = FAC_WORKSPACE (source);
  const Getting *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, &error);
  g_autoptr (FacInvoiceTotals) totals = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;

  if (invoice == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  totals = fac_invoice_totals_new ();
  fac_invoice_totals_compute (totals, invoice);
  /* its own day, as the list has it: what has not changed is the same paper every time */
  cfdi = fac_cfdi_from_invoice (invoice, totals, workspace->organization,
                                self->document->date > 0 ? self->document->date
                                                         : fac_clock_now (workspace->clock));
  fac_paper_job_async (workspace, cfdi, FAC_PAPER_DRAFT, NULL, NULL, g_task_get_cancellable (task),
                       on_drawn, g_object_ref (task));
}

/* ---- XML ------------------------------------------------------------------------------------- */

static void
on_xml (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Getting *self = g_task_get_task_data (task);
  FacWorkspace *workspace = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GTask) reading = NULL;

  self->xml = fac_store_get_xml_finish (FAC_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->want_xml && self->xml != NULL)
    self->files->xml = g_bytes_ref (self->xml);
  if (!self->want_pdf)
    {
      give (task);
      return;
    }
  reading = g_task_new (workspace, g_task_get_cancellable (task), on_files_read,
                        g_object_ref (task));
  g_task_set_task_data (reading, self, NULL);
  fac_worker_run (reading, read_files);
}

void
fac_document_files_async (FacWorkspace *workspace, const FacDocumentSummary *document,
                          gboolean xml, gboolean pdf, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (workspace, cancellable, callback, data);
  Getting *self = g_new0 (Getting, 1);

  self->document = fac_document_summary_ref ((FacDocumentSummary *) document);
  self->want_xml = xml;
  self->want_pdf = pdf;
  self->folder = g_strdup (fac_sync_service_get_pdf_folder (workspace->sync));
  self->files = g_new0 (FacDocumentFiles, 1);
  g_task_set_task_data (task, self, getting_free);
  if (document->uuid != NULL && fac_document_status_is_issued (document->status))
    fac_store_get_xml_async (workspace->store, document->id, cancellable, on_xml,
                             g_steal_pointer (&task));
  else if (pdf)
    fac_document_load_async (workspace, document->id, cancellable, on_draft,
                             g_steal_pointer (&task));
  else
    give (task);
}

FacDocumentFiles *
fac_document_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
