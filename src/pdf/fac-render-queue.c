/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-render-queue.h"

#include <limits.h>
#include <stdlib.h>

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

static GThreadPool *pool;
static gboolean ending;

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
  if (g_atomic_int_get (&ending))
    job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The program ends");
  else if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
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

/* Registered after Poppler was loaded, so this runs before its global data is destroyed: the render
 * thread must not be inside it then. */
static void
on_exit_of_program (void)
{
  g_atomic_int_set (&ending, TRUE);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
push (Job *job)
{
  static gsize once;
  static int serial;

  job->serial = (guint) g_atomic_int_add (&serial, 1);
  if (g_once_init_enter (&once))
    {
      /* Exclusive with one thread: the same thread for the life of the process. */
      pool = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);
      g_thread_pool_set_sort_function (pool, compare_jobs, NULL);
      atexit (on_exit_of_program);
      g_once_init_leave (&once, 1);
    }
  g_thread_pool_push (pool, job, NULL);
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
