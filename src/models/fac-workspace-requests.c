/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-requests.h"

#include "fac-store-corrections.h"

#include "fac-error.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

/* a little longer than the news that offers to take it back */
#define TAKE_BACK_TIME (11 * G_TIME_SPAN_SECOND)

gboolean
fac_workspace_can_cancel (FacWorkspace *self)
{
  return (fac_provider_capabilities (self->parser) & FAC_CAPABILITY_CANCEL) != 0;
}

gboolean
fac_workspace_can_email (FacWorkspace *self)
{
  return (fac_provider_capabilities (self->parser) & FAC_CAPABILITY_EMAIL) != 0;
}

gint64
_fac_workspace_leaves_at (FacWorkspace *self)
{
  return fac_clock_now (self->clock) + TAKE_BACK_TIME;
}

/* An XML that somebody put into the archive before the service told of it, or that it never had. */
static gboolean
is_unknown (FacWorkspace *self, const FacInvoice *invoice, GAsyncReadyCallback callback, gpointer data)
{
  if (invoice->remote_id != NULL)
    return FALSE;
  g_task_report_new_error (self, callback, data, fac_workspace_cancel_async, FAC_ERROR,
                           FAC_ERROR_INVALID,
                           _("This document was put into the archive from a file: the service does not "
                             "have it."));
  return TRUE;
}

void
fac_workspace_cancel_async (FacWorkspace *self, const FacInvoice *invoice, const char *motive,
                            const char *substitution, FacInvoice *substitute,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (invoice);

  if (is_unknown (self, invoice, callback, data))
    return;
  fac_set_string (&request->motive, motive);
  fac_set_string (&request->substitution, substitution);
  if (substitute != NULL)
    fac_set_string (&request->substitution_id, substitute->id);
  fac_store_queue_cancel_async (self->store, invoice->id, request, substitute,
                                _fac_workspace_leaves_at (self),
                                _fac_workspace_written, g_task_new (self, NULL, callback, data));
}

void
fac_workspace_email_async (FacWorkspace *self, const FacInvoice *invoice,
                           const char *const *addresses, GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (invoice);

  if (is_unknown (self, invoice, callback, data))
    return;
  request->addresses = g_strdupv ((char **) addresses);
  fac_store_queue_email_async (self->store, invoice->id, request,
                               _fac_workspace_leaves_at (self), _fac_workspace_written,
                               g_task_new (self, NULL, callback, data));
}

void
fac_workspace_withdraw_async (FacWorkspace *self, const char *document_id, gboolean email,
                              GAsyncReadyCallback callback, gpointer data)
{
  fac_store_withdraw_async (self->store, document_id,
                            email ? FAC_OUTBOX_EMAIL : FAC_OUTBOX_CANCEL, _fac_workspace_written,
                            g_task_new (self, NULL, callback, data));
}

void
fac_workspace_end_correction_async (FacWorkspace *self, const char *original_id,
                                    GAsyncReadyCallback callback, gpointer data)
{
  fac_store_end_correction_async (self->store, original_id, _fac_workspace_written,
                                  g_task_new (self, NULL, callback, data));
}

/* Cancelled at last: its receipt is owed from now on. */
static void
on_merged (GObject *source, GAsyncResult *result, gpointer data)
{
  FacWorkspace *self = g_task_get_source_object (data);

  fac_sync_service_fetch_files (self->sync);
  _fac_workspace_written (source, result, data);
}

static void
on_status (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FacRemoteItem) item =
      fac_provider_item_finish (FAC_PROVIDER (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  FacPulled *pulled;

  if (item == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);
  pulled = g_new0 (FacPulled, 1);
  pulled->remote_id = g_strdup (item->remote_id);
  pulled->external_id = g_strdup (item->external_id);
  pulled->invoice = fac_invoice_ref (item->invoice);
  pulled->body = item->body != NULL ? g_bytes_ref (item->body) : NULL;
  g_ptr_array_add (items, pulled);
  fac_store_merge_page_async (self->store, items, NULL, NULL, on_merged, g_steal_pointer (&task));
}

void
fac_workspace_ask_status_async (FacWorkspace *self, const FacInvoice *invoice,
                                GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  if (self->provider != NULL && fac_connectivity_is_online (self->connectivity)
      && invoice->remote_id != NULL)
    {
      fac_provider_refresh_status_async (self->provider, invoice->remote_id, self->closing,
                                         on_status, task);
      return;
    }
  g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                           _("The SAT can only be asked with a connection."));
  g_object_unref (task);
}
