/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-draft-private.h"
#include "fac-workspace-private.h"

#include "fac-cfdi-from-invoice.h"
#include "fac-complement-data.h"
#include "fac-document-load.h"
#include "fac-error.h"
#include "fac-paper-job.h"
#include "fac-refusal.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAVE_MS 600 /* with the write itself, under the second that may be lost */

static void save_now (FacInvoiceDraft *self);

static FacInvoice *
copy_to_keep (FacInvoiceDraft *self)
{
  self->invoice->updated_at = fac_clock_now (self->workspace->clock);
  return fac_invoice_copy (self->invoice);
}

static void
end_autosave (FacInvoiceDraft *self, const GError *error)
{
  if (error == NULL)
    self->saved_serial = MAX (self->saved_serial, self->saving_serial);
  self->saving_serial = 0;
  if (self->workspace == NULL)
    return;
  if (error != NULL)
    _fac_invoice_draft_emit_save_failed (self, error);
  _fac_invoice_draft_notify_saved (self);
  if (!fac_invoice_draft_is_saved (self))
    _fac_invoice_draft_schedule_save (self);
}

static void
on_autosave_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_autosave (FAC_INVOICE_DRAFT (source), error);
}

static void
on_autosaved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceDraft) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) copy = NULL;
  g_autoptr (GTask) task = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error) || self->workspace == NULL)
    end_autosave (self, error);
  else if (!g_str_equal (self->saving_id, self->invoice->id))
    {
      self->saving_serial = 0; /* it became another document meanwhile, which is saved next */
      _fac_invoice_draft_schedule_save (self);
    }
  else
    {
      copy = copy_to_keep (self);
      self->saving_serial = self->serial;
      task = g_task_new (self, NULL, on_autosave_kept, NULL);
      _fac_invoice_draft_keep (self, copy, error, task);
    }
}

static void
save_now (FacInvoiceDraft *self)
{
  g_autoptr (FacInvoice) copy = copy_to_keep (self);

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->saving_serial = self->serial;
  fac_set_string (&self->saving_id, copy->id);
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

/* Everything that is written now, and whether its stamp is asked for. */
typedef struct
{
  guint64     serial;
  FacInvoice *copy; /* (nullable) */
  gboolean    stamp;
} Flush;

static void
flush_free (gpointer data)
{
  Flush *flush = data;

  g_clear_pointer (&flush->copy, fac_invoice_unref);
  g_free (flush);
}

static void
note_flushed (FacInvoiceDraft *self, const Flush *flush)
{
  self->saved_serial = MAX (self->saved_serial, flush->serial);
  if (self->workspace == NULL)
    return;
  _fac_workspace_wake (self->workspace);
  _fac_invoice_draft_notify_saved (self);
}

/* It is a draft of its own now; for that one no stamp was asked for. */
static void
on_flush_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Flush *flush = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  note_flushed (FAC_INVOICE_DRAFT (source), flush);
  if (flush->stamp)
    g_task_return_new_error (task, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                             _("This invoice was stamped elsewhere meanwhile"));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacInvoiceDraft *self = g_task_get_source_object (task);
  const Flush *flush = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) keeping = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      note_flushed (self, flush);
      g_task_return_boolean (task, TRUE);
      return;
    }
  keeping = g_task_new (self, NULL, on_flush_kept, g_object_ref (task));
  _fac_invoice_draft_keep (self, flush->copy, error, keeping);
}

static GTask *
saving_task (FacInvoiceDraft *self, gboolean stamp, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Flush *flush = g_new0 (Flush, 1);

  flush->serial = self->serial;
  flush->stamp = stamp;
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_task_set_task_data (task, flush, flush_free);
  return task;
}

/* Returns: (transfer none): what @task writes */
static FacInvoice *
copy_for (GTask *task)
{
  Flush *flush = g_task_get_task_data (task);

  flush->copy = copy_to_keep (g_task_get_source_object (task));
  return flush->copy;
}

void
fac_invoice_draft_flush_async (FacInvoiceDraft *self, gboolean leaving,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = saving_task (self, FALSE, callback, data);

  if (self->serial == 0 || !is_worth_keeping (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  fac_store_save_draft_async (self->workspace->store, copy_for (task), leaving, on_flushed, task);
}

gboolean
fac_invoice_draft_flush_finish (FacInvoiceDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Of a deposit that was taken out again nothing can be corrected. */
static gboolean
is_of_a_deposit_gone (const FacInvoice *invoice, const char *field)
{
  return g_str_has_prefix (field, "payment.")
         && g_ascii_strtoull (field + strlen ("payment."), NULL, 10) >= invoice->payments->len;
}

/* The values behind what cannot be read are those of before: nobody wants these stamped. */
static gboolean
has_unread (const FacInvoice *invoice)
{
  for (char **field = invoice->unread; field != NULL && *field != NULL; field += 2)
    if (!is_of_a_deposit_gone (invoice, *field))
      return TRUE;
  return FALSE;
}

void
fac_invoice_draft_stamp_async (FacInvoiceDraft *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = saving_task (self, TRUE, callback, data);

  _fac_invoice_draft_check_now (self);
  if (!fac_invoice_draft_is_ready (self) || has_unread (self->invoice))
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_INVALID, "%s",
                               has_unread (self->invoice)
                                 ? _("Complete the marked fields")
                                 : _("Something is missing before stamping"));
      g_object_unref (task);
      return;
    }
  fac_store_queue_stamp_async (self->workspace->store, copy_for (task), on_flushed, task);
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
  g_autoptr (FacOrganization) issuer = fac_organization_copy (self->workspace->organization);
  g_autoptr (FacCfdi) cfdi = NULL;

  /* a document states the time of its place of issue */
  g_free (issuer->timezone);
  issuer->timezone = fac_workspace_dup_zone (self->workspace, self->invoice->place_of_issue);
  cfdi = fac_cfdi_from_invoice (self->invoice, self->totals, issuer,
                                fac_clock_now (self->workspace->clock));
  fac_complement_data_put (self->invoice, cfdi);
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
