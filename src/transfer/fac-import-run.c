/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-run.h"

static GArray *
written_items (const FacImportPlan *plan)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (FacStoreImport));

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const FacImportLine *line = g_ptr_array_index (plan->lines, i);
      const FacStoreImport item = { .object = line->object, .before = line->before };

      if (line->outcome == FAC_IMPORT_ADD || line->outcome == FAC_IMPORT_CHANGE)
        g_array_append_val (items, item);
    }
  return items;
}

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
fac_import_run_async (FacStore *store, FacImportPlan *plan, FacStoreProgress *progress,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  g_autoptr (GArray) items = written_items (plan);

  /* the plan owns what the items point at */
  g_task_set_task_data (task, fac_import_plan_ref (plan), (GDestroyNotify) fac_import_plan_unref);
  fac_store_import_async (store, plan->entity, items, progress, cancellable, on_written, task);
}

gboolean
fac_import_run_finish (FacStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacStoreUndone undone;
  GError *error = NULL;

  if (fac_store_undo_import_finish (FAC_STORE (source), result, &undone, &error))
    g_task_return_pointer (task, g_memdup2 (&undone, sizeof undone), g_free);
  else
    g_task_return_error (task, error);
}

void
fac_import_undo_async (FacStore *store, FacImportPlan *plan, FacStoreProgress *progress,
                       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  g_autoptr (GArray) items = written_items (plan);

  g_task_set_task_data (task, fac_import_plan_ref (plan), (GDestroyNotify) fac_import_plan_unref);
  fac_store_undo_import_async (store, plan->entity, items, progress, on_undone, task);
}

gboolean
fac_import_undo_finish (FacStore *store, GAsyncResult *result, FacStoreUndone *undone,
                        GError **error)
{
  g_autofree FacStoreUndone *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found != NULL)
    *undone = *found;
  return found != NULL;
}
