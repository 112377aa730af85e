/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-kept-edits.h"

#include "fac-workspace-private.h"

static void
on_history (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) events = fac_store_get_history_finish (FAC_STORE (source), result, &error);
  const char *origin = NULL;

  if (events == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < events->len; i++)
    {
      const FacHistoryEvent *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (event->kind, "kept") == 0)
        origin = event->detail;
    }
  g_task_return_pointer (task, g_strdup (origin), g_free);
}

void
fac_kept_edits_find_async (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_history_async (workspace->store, id, cancellable, on_history,
                               g_task_new (workspace, cancellable, callback, data));
}

char *
fac_kept_edits_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
