/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-templates.h"
#include "fac-workspace-private.h"

#include "fac-document-load.h"
#include "fac-document-summary.h"
#include "fac-store-templates.h"

/* what was stamped, or is to be */
#define LEFT_HERE (~(1u << FAC_STATUS_BORRADOR | 1u << FAC_STATUS_NO_TIMBRADA))
/* the newest may be the one that is asked from */
#define CANDIDATES 2

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fac_templates_save_async (FacWorkspace *workspace, const char *name, const FacInvoice *invoice,
                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_save_template_async (workspace->store, name, invoice, fac_clock_now (workspace->clock),
                                 on_written, g_task_new (workspace, NULL, callback, data));
}

void
fac_templates_delete_async (FacWorkspace *workspace, const char *name,
                            GAsyncReadyCallback callback, gpointer data)
{
  fac_store_delete_template_async (workspace->store, name, on_written,
                                   g_task_new (workspace, NULL, callback, data));
}

gboolean
fac_templates_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *templates = fac_store_templates_finish (FAC_STORE (source), result, &error);

  if (templates != NULL)
    g_task_return_pointer (task, templates, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fac_templates_list_async (FacWorkspace *workspace, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_templates_async (workspace->store, cancellable, on_listed,
                             g_task_new (workspace, cancellable, callback, data));
}

GPtrArray *
fac_templates_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the last invoice of a customer ---------------------------------------------------------- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacInvoice *invoice = fac_document_load_finish (result, &error);

  if (invoice != NULL)
    g_task_return_pointer (task, invoice, (GDestroyNotify) fac_invoice_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  const char *except = g_task_get_task_data (task);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const FacDocumentSummary *document = found->pdata[i];

      if (g_strcmp0 (document->id, except) == 0)
        continue;
      fac_document_load_async (FAC_WORKSPACE (source), document->id, NULL, on_loaded,
                               g_steal_pointer (&task));
      return;
    }
  if (found != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

void
fac_last_invoice_async (FacWorkspace *workspace, const char *customer_id, FacInvoiceType type,
                        const char *except, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, NULL, callback, data);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);

  query->customer_id = g_strdup (customer_id);
  query->type = g_strdup_printf ("%c", (char) type);
  query->statuses = LEFT_HERE;
  g_task_set_task_data (task, g_strdup (except), g_free);
  fac_workspace_find_async (workspace, query, CANDIDATES, NULL, on_found, task);
}

FacInvoice *
fac_last_invoice_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
