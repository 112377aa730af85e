/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-worker.h"

static GMutex mutex;
static GCond  ended;
static guint  working; /* guarded by mutex */

static GQuark
work_quark (void)
{
  return g_quark_from_static_string ("fac-worker");
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const GTaskThreadFunc *work = g_object_get_qdata (G_OBJECT (task), work_quark ());

  (*work) (task, source, data, cancellable);
  g_mutex_lock (&mutex);
  working--;
  g_cond_broadcast (&ended);
  g_mutex_unlock (&mutex);
}

void
fac_worker_run (GTask *task, GTaskThreadFunc work)
{
  GTaskThreadFunc *kept = g_new (GTaskThreadFunc, 1);

  *kept = work;
  g_object_set_qdata_full (G_OBJECT (task), work_quark (), kept, g_free);
  g_mutex_lock (&mutex);
  working++;
  g_mutex_unlock (&mutex);
  g_task_run_in_thread (task, run);
}

void
fac_worker_return (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

void
fac_worker_wait (void)
{
  g_mutex_lock (&mutex);
  while (working > 0)
    g_cond_wait (&ended, &mutex);
  g_mutex_unlock (&mutex);
}
