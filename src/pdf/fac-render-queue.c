/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-render-queue.h"

#include <limits.h>

typedef struct
{
  int            priority;
  guint          serial;
  GTask         *task;
  FacRenderFunc  run;
  GDestroyNotify free_result;
  gpointer       result;
  GError        *error;
  gpointer       data;
  GDestroyNotify release;
} Job;

/* The reference to the task ends on its own context, never on the render thread: what it holds may
 * belong to widgets. */
static gboolean
on_complete (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, job->error);
  else
    g_task_return_pointer (job->task, job->result, job->free_result);
  g_object_unref (job->task);
  g_free (job);
  return G_SOURCE_REMOVE;
}

static void
complete (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_complete, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  GCancellable *cancellable;

  if (job->task == NULL)
    {
      job->release (job->data);
      g_free (job);
      return;
    }
  cancellable = g_task_get_cancellable (job->task);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    job->result = job->run (g_task_get_task_data (job->task), cancellable, &job->error);
  complete (job);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *one = a;
  const Job *two = b;

  if (one->priority != two->priority)
    return one->priority < two->priority ? -1 : 1;
  return (int) (one->serial - two->serial);
}

static void
push (Job *job)
{
  static gsize pool;
  static int serial;

  job->serial = (guint) g_atomic_int_add (&serial, 1);
  if (g_once_init_enter (&pool))
    {
      /* Exclusive with one thread: the same thread for the life of the process. */
      GThreadPool *made = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);

      g_thread_pool_set_sort_function (made, compare_jobs, NULL);
      g_once_init_leave (&pool, (gsize) made);
    }
  g_thread_pool_push ((GThreadPool *) pool, job, NULL);
}

void
fac_render_queue_push (GTask *task, int priority, FacRenderFunc run, GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->priority = priority;
  job->task = task;
  job->run = run;
  job->free_result = free_result;
  push (job);
}

void
fac_render_queue_release (gpointer data, GDestroyNotify release)
{
  Job *job = g_new0 (Job, 1);

  job->priority = INT_MAX;
  job->data = data;
  job->release = release;
  push (job);
}
