/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-load.h"

#include "fac-text.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

typedef struct
{
  FacProvider *parser;
  FacInvoice  *columns;
  GBytes      *body;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->parser);
  g_clear_pointer (&load->columns, fac_invoice_unref);
  g_clear_pointer (&load->body, g_bytes_unref);
  g_free (load);
}

/* Content comes from the service's JSON; identity and state are those of this machine. */
static FacInvoice *
join (const FacInvoice *content, const FacInvoice *columns)
{
  FacInvoice *invoice = fac_invoice_copy (content);

  fac_set_string (&invoice->id, columns->id);
  fac_set_string (&invoice->remote_id, columns->remote_id);
  if (columns->customer != NULL && invoice->customer != NULL)
    fac_set_string (&invoice->customer->id, columns->customer->id);
  invoice->status = columns->status;
  invoice->created_at = columns->created_at;
  invoice->updated_at = columns->updated_at;
  return invoice;
}

static void
parse_body (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_parse (load->parser, FAC_ENTITY_INVOICE, load->body,
                                                       &error);

  if (item != NULL)
    g_task_return_pointer (task, join (item->invoice, load->columns),
                           (GDestroyNotify) fac_invoice_unref);
  else
    g_task_return_error (task, error);
}

static void
on_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *workspace = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean complete = FALSE;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacInvoice) invoice = fac_store_get_invoice_finish (FAC_STORE (source), result, &body,
                                                                 &complete, &error);
  Load *load;

  if (invoice == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (complete || body == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&invoice), (GDestroyNotify) fac_invoice_unref);
      return;
    }
  load = g_new0 (Load, 1);
  load->parser = g_object_ref (workspace->parser);
  load->columns = g_steal_pointer (&invoice);
  load->body = g_steal_pointer (&body);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  fac_worker_run (task, parse_body);
}

void
fac_document_load_async (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_invoice_async (workspace->store, id, cancellable, on_invoice,
                               g_task_new (workspace, cancellable, callback, data));
}

FacInvoice *
fac_document_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
