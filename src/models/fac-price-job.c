/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-price-job.h"

#include "fac-store-prices.h"
#include "fac-workspace-private.h"

static void
on_changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacPriceChange *change = fac_store_change_prices_finish (FAC_STORE (source), result, &error);

  if (change == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  _fac_workspace_wake (g_task_get_source_object (task));
  g_task_return_pointer (task, change, (GDestroyNotify) fac_price_change_free);
}

void
fac_price_job_async (FacWorkspace *workspace, FacQuery *query, GPtrArray *left_out,
                     const FacPriceRule *rule, GAsyncReadyCallback callback, gpointer data)
{
  fac_store_change_prices_async (workspace->store, query, left_out, rule,
                                 _fac_workspace_leaves_at (workspace), on_changed,
                                 g_task_new (workspace, NULL, callback, data));
}

FacPriceChange *
fac_price_job_finish (FacWorkspace *workspace, GAsyncResult *result, guint *count, GError **error)
{
  FacPriceChange *change = g_task_propagate_pointer (G_TASK (result), error);

  *count = change != NULL ? fac_price_change_count (change) : 0;
  return change;
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacPriceUndo *counts = g_new0 (FacPriceUndo, 1);
  GError *error = NULL;

  if (fac_store_undo_prices_finish (FAC_STORE (source), result, counts, &error))
    {
      _fac_workspace_wake (g_task_get_source_object (task));
      g_task_return_pointer (task, counts, g_free);
      return;
    }
  g_free (counts);
  g_task_return_error (task, error);
}

void
fac_price_job_undo_async (FacWorkspace *workspace, FacPriceChange *change,
                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_undo_prices_async (workspace->store, change, on_undone,
                               g_task_new (workspace, NULL, callback, data));
}

gboolean
fac_price_job_undo_finish (FacWorkspace *workspace, GAsyncResult *result, guint *sent_again,
                           guint *kept, GError **error)
{
  g_autofree FacPriceUndo *counts = g_task_propagate_pointer (G_TASK (result), error);

  if (counts == NULL)
    return FALSE;
  *sent_again = counts->sent_again;
  *kept = counts->kept;
  return TRUE;
}

void
fac_price_job_drop (FacPriceChange *change)
{
  fac_price_change_free (change);
}
