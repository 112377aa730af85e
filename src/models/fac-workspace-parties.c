/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

static void
on_figures (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacCustomerFigures *figures = fac_store_get_customer_figures_finish (FAC_STORE (source), result,
                                                                       &error);

  if (figures != NULL)
    g_task_return_pointer (task, figures, (GDestroyNotify) fac_customer_figures_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_customer_figures_async (FacWorkspace *self, const char *id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_customer_figures_async (self->store, id, cancellable, on_figures,
                                        g_task_new (self, cancellable, callback, data));
}

FacCustomerFigures *
fac_workspace_get_customer_figures_finish (FacWorkspace *self, GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_product_figures (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacProductFigures *figures = fac_store_get_product_figures_finish (FAC_STORE (source), result,
                                                                     &error);

  if (figures != NULL)
    g_task_return_pointer (task, figures, (GDestroyNotify) fac_product_figures_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_product_figures_async (FacWorkspace *self, const char *id, guint limit,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data)
{
  fac_store_get_product_figures_async (self->store, id, limit, cancellable, on_product_figures,
                                       g_task_new (self, cancellable, callback, data));
}

FacProductFigures *
fac_workspace_get_product_figures_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
