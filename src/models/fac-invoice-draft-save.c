/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-draft-private.h"
#include "fac-workspace-private.h"

#include "fac-cfdi-from-invoice.h"
#include "fac-document-load.h"
#include "fac-error.h"
#include "fac-paper-job.h"
#include "fac-refusal.h"

#include <glib/gi18n-lib.h>

#define SAVE_MS 600 /* with the write itself, under the second that may be lost */

static void save_now (FacInvoiceDraft *self);

static void
on_autosaved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceDraft) self = data;
  g_autoptr (GError) error = NULL;
  gboolean written = fac_store_write_finish (FAC_STORE (source), result, &error);

  if (written)
    self->saved_serial = MAX (self->saved_serial, self->saving_serial);
  self->saving_serial = 0;
  if (self->workspace == NULL)
    return;
  if (!written)
    _fac_invoice_draft_emit_save_failed (self, error);
  _fac_invoice_draft_notify_saved (self);
  if (!fac_invoice_draft_is_saved (self))
    _fac_invoice_draft_schedule_save (self);
}

static FacInvoice *
copy_to_keep (FacInvoiceDraft *self)
{
  self->invoice->updated_at = fac_clock_now (self->workspace->clock);
  return fac_invoice_copy (self->invoice);
}

static void
save_now (FacInvoiceDraft *self)
{
  g_autoptr (FacInvoice) copy = copy_to_keep (self);

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->saving_serial = self->serial;
  fac_store_save_draft_async (self->workspace->store, copy, FALSE, on_autosaved,
                              g_object_ref (self));
}

/* A new invoice in which nothing worth keeping was typed leaves no trace. */
static gboolean
is_worth_keeping (FacInvoiceDraft *self)
{
  return self->saved_serial > 0 || self->saving_serial > 0 || self->was_stored || !fac_invoice_draft_is_empty (self);
}

static gboolean
on_save_due (gpointer data)
{
  FacInvoiceDraft *self = data;

  self->save_id = 0;
  if (is_worth_keeping (self))
    save_now (self);
  return G_SOURCE_REMOVE;
}

void
_fac_invoice_draft_schedule_save (FacInvoiceDraft *self)
{
  if (self->save_id == 0 && self->saving_serial == 0)
    self->save_id = g_timeout_add (SAVE_MS, on_save_due, self);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacInvoiceDraft *self = g_task_get_source_object (task);
  guint64 *serial = g_task_get_task_data (task);
  GError *error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->saved_serial = MAX (self->saved_serial, *serial);
  if (self->workspace != NULL)
    {
      _fac_workspace_wake (self->workspace);
      _fac_invoice_draft_notify_saved (self);
    }
  g_task_return_boolean (task, TRUE);
}

static GTask *
saving_task (FacInvoiceDraft *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_task_set_task_data (task, g_memdup2 (&self->serial, sizeof self->serial), g_free);
  return task;
}

void
fac_invoice_draft_flush_async (FacInvoiceDraft *self, gboolean leaving,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = saving_task (self, callback, data);
  g_autoptr (FacInvoice) copy = NULL;

  if (self->serial == 0 || !is_worth_keeping (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  copy = copy_to_keep (self);
  fac_store_save_draft_async (self->workspace->store, copy, leaving, on_flushed, task);
}

gboolean
fac_invoice_draft_flush_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_invoice_draft_stamp_async (FacInvoiceDraft *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = saving_task (self, callback, data);
  g_autoptr (FacInvoice) copy = NULL;

  _fac_invoice_draft_check_now (self);
  if (!fac_invoice_draft_is_ready (self))
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_INVALID,
                               _("Something is missing before stamping"));
      g_object_unref (task);
      return;
    }
  copy = copy_to_keep (self);
  fac_store_queue_stamp_async (self->workspace->store, copy, on_flushed, task);
}

gboolean
fac_invoice_draft_stamp_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GBytes *pdf = fac_paper_job_finish (result, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
fac_invoice_draft_preview_async (FacInvoiceDraft *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (FacCfdi) cfdi = fac_cfdi_from_invoice (self->invoice, self->totals,
                                                    self->workspace->organization,
                                                    fac_clock_now (self->workspace->clock));

  fac_paper_job_async (self->workspace, cfdi, FAC_PAPER_DRAFT, NULL, NULL, cancellable, on_drawn,
                       g_task_new (self, cancellable, callback, data));
}

GBytes *
fac_invoice_draft_preview_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, NULL);
  FacInvoiceDraft *self = g_task_get_task_data (task);

  if (entries != NULL)
    self->refusal = fac_refusal_find (entries, self->invoice->id);
  self->refused = fac_invoice_copy (self->invoice);
  _fac_invoice_draft_check_now (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, &error);
  FacInvoiceDraft *self;

  if (invoice == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self = fac_invoice_draft_new (FAC_WORKSPACE (source), invoice);
  self->was_stored = TRUE;
  if (invoice->status != FAC_STATUS_NO_TIMBRADA)
    {
      g_task_return_pointer (task, self, g_object_unref);
      return;
    }
  g_task_set_task_data (task, self, g_object_unref);
  fac_store_outbox_async (self->workspace->store, NULL, on_entries, g_steal_pointer (&task));
}

void
fac_invoice_draft_open_async (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  fac_document_load_async (workspace, id, cancellable, on_loaded,
                           g_task_new (NULL, cancellable, callback, data));
}

FacInvoiceDraft *
fac_invoice_draft_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
