/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-reader.h"

struct _FacDbReader
{
  FacDb       *db;
  FacDbWriter *writer;
  GAsyncQueue *queue;
  gboolean     looked; /* whether the whole file is damaged was looked at */
};

typedef struct
{
  GTask         *task;
  FacDbRead      read;
  gpointer       data;
  GDestroyNotify free_data;
  gpointer       result;
  GDestroyNotify free_result;
  GError        *error;
  gboolean       stop;
  GFunc          then;
  gpointer       a, b;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
on_job_done (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  fac_db_interrupt (data);
}

/* One question may have met only an index of words that can be made anew: the file is looked at as a
 * whole, once. */
static void
look_for_damage (FacDbReader *self)
{
  g_autoptr (GError) found = NULL;

  if (self->looked || !fac_db_met_damage (self->db))
    return;
  self->looked = TRUE;
  if (!fac_db_check (self->db, &found)
      && g_error_matches (found, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT))
    fac_db_writer_refuse (self->writer, found);
}

static void
run_job (FacDbReader *self, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  gulong id = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;
  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self->db, NULL);
  if (fac_db_begin (self->db, FAC_DB_READ, &job->error))
    {
      job->result = job->read (self->db, job->data, &job->error);
      fac_db_rollback (self->db);
    }
  g_cancellable_disconnect (cancellable, id);
  look_for_damage (self);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&job->error);
      g_cancellable_set_error_if_cancelled (cancellable, &job->error);
    }
}

static void
send_home (Job *job)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_job_done, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
  g_source_unref (source);
}

static gpointer
reader_thread (gpointer data)
{
  FacDbReader *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->stop)
        {
          fac_db_close (self->db);
          g_async_queue_unref (self->queue);
          g_free (self);
          if (job->then != NULL)
            job->then (job->a, job->b);
          job_free (job);
          return NULL;
        }
      run_job (self, job);
      send_home (job);
    }
}

FacDbReader *
fac_db_reader_new (FacDb *db, FacDbWriter *writer)
{
  FacDbReader *self = g_new0 (FacDbReader, 1);

  self->db = db;
  self->writer = writer;
  self->queue = g_async_queue_new ();
  g_thread_unref (g_thread_new ("store-reader", reader_thread, self));
  return self;
}

void
fac_db_reader_push (FacDbReader *self, GTask *task, FacDbRead read, gpointer data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->read = read;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  g_async_queue_push (self->queue, job);
}

void
fac_db_reader_stop (FacDbReader *self, GFunc then, gpointer a, gpointer b)
{
  Job *job = g_new0 (Job, 1);

  job->stop = TRUE;
  job->then = then;
  job->a = a;
  job->b = b;
  g_async_queue_push (self->queue, job);
}
