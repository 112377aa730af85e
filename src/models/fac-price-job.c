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

void
fac_price_job_undo_async (FacWorkspace *workspace, FacPriceChange *change,
                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_undo_prices_async (workspace->store, change, _fac_workspace_written,
                               g_task_new (workspace, NULL, callback, data));
}

void
fac_price_job_drop (FacPriceChange *change)
{
  fac_price_change_free (change);
}
