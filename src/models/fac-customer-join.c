/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-join.h"

#include "fac-document-load.h"
#include "fac-store-join.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#define MOST_DRAFTS 5000

/* The drafts of the other are read whole, one after the other, before anything is written. */
typedef struct
{
  FacCustomer *kept;
  char        *other_id;
  GPtrArray   *summaries;
  GPtrArray   *drafts;
} Joining;

static void
joining_free (gpointer data)
{
  Joining *self = data;

  fac_customer_unref (self->kept);
  g_free (self->other_id);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_ptr_array_unref (self->drafts);
  g_free (self);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacJoin *join = fac_store_join_customers_finish (FAC_STORE (source), result, &error);

  if (join == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  _fac_workspace_wake (g_task_get_source_object (task));
  g_task_return_pointer (task, join, (GDestroyNotify) fac_join_free);
}

static void go_on (GTask *task);

static void
on_draft (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Joining *joining = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacInvoice) stored = fac_document_load_finish (result, &error);
  FacInvoice *draft;

  if (stored == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  draft = fac_invoice_copy (stored);
  g_clear_pointer (&draft->customer, fac_customer_unref);
  draft->customer = fac_customer_copy (joining->kept);
  g_ptr_array_add (joining->drafts, draft);
  go_on (g_steal_pointer (&task));
}

static void
go_on (GTask *task)
{
  FacWorkspace *workspace = g_task_get_source_object (task);
  Joining *joining = g_task_get_task_data (task);
  const FacDocumentSummary *next;

  if (joining->drafts->len == joining->summaries->len)
    {
      fac_store_join_customers_async (workspace->store, joining->kept, joining->other_id,
                                      joining->drafts, _fac_workspace_leaves_at (workspace),
                                      on_joined, task);
      return;
    }
  next = g_ptr_array_index (joining->summaries, joining->drafts->len);
  fac_document_load_async (workspace, next->id, NULL, on_draft, task);
}

static void
on_summaries (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Joining *joining = g_task_get_task_data (task);
  GError *error = NULL;

  joining->summaries = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  if (joining->summaries == NULL)
    g_task_return_error (task, error);
  else
    go_on (g_steal_pointer (&task));
}

void
fac_customer_join_async (FacWorkspace *workspace, FacCustomer *kept, const char *other_id,
                         GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, NULL, callback, data);
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  Joining *joining = g_new0 (Joining, 1);

  joining->kept = fac_customer_ref (kept);
  joining->other_id = g_strdup (other_id);
  joining->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_unref);
  g_task_set_task_data (task, joining, joining_free);
  fac_set_string (&query->customer_id, other_id);
  query->statuses = 1 << FAC_STATUS_BORRADOR | 1 << FAC_STATUS_NO_TIMBRADA;
  fac_workspace_find_async (workspace, query, MOST_DRAFTS, NULL, on_summaries, task);
}

FacJoin *
fac_customer_join_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_customer_part_async (FacWorkspace *workspace, FacJoin *join, GAsyncReadyCallback callback,
                         gpointer data)
{
  fac_store_part_customers_async (workspace->store, join, _fac_workspace_written,
                                  g_task_new (workspace, NULL, callback, data));
}

void
fac_customer_join_drop (FacJoin *join)
{
  fac_join_free (join);
}
