/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

static void
on_receivables (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacReceivables *sums = fac_store_get_receivables_finish (FAC_STORE (source), result, &error);

  if (sums != NULL)
    g_task_return_pointer (task, sums, (GDestroyNotify) fac_receivables_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_receivables_async (FacWorkspace *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_receivables_async (self->store, fac_clock_now (self->clock), cancellable,
                                   on_receivables, g_task_new (self, cancellable, callback, data));
}

FacReceivables *
fac_workspace_get_receivables_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- balances -------------------------------------------------------------------------------- */

static void
on_balance (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *list = fac_store_get_balance_finish (FAC_STORE (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_balance_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_balance_async (self->store, id, cancellable, on_balance,
                               g_task_new (self, cancellable, callback, data));
}

static void
on_differences (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *list = fac_store_get_differences_finish (FAC_STORE (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_differences_async (FacWorkspace *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_differences_async (self->store, cancellable, on_differences,
                                   g_task_new (self, cancellable, callback, data));
}

GPtrArray *
fac_workspace_get_balances_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
