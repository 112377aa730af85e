/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-writer.h"

#include "fac-file-mark.h"
#include "fac-sql.h"

#include <glib/gi18n-lib.h>

#define IDLE_MICROSECONDS (2 * G_USEC_PER_SEC)
#define USUAL_PAGES       "PRAGMA cache_size = -2000; PRAGMA shrink_memory"
#define MANY_PAGES        "PRAGMA cache_size = -16384"

struct _FacDbWriter
{
  FacDb         *db;
  FacDataLock   *lock;
  char          *folder;
  FacDbAnnounce  announce;
  GAsyncQueue   *queue;
  gboolean       many; /* pages are kept… */
  gint64         many_at; /* …for work that came last then, by the monotonic clock */
  guint          commits; /* of work, atomic */
  FacClock      *clock;
  FacDbWork      upkeep; /* (nullable) */
  GError        *damage; /* (nullable): the file was found damaged, and nothing is written any more */
  GMutex         mutex; /* guards clock and upkeep */
};

typedef struct
{
  GTask          *task;
  FacDbWork       work;
  gpointer        data;
  GDestroyNotify  free_data;
  FacDbAnnounce   announce;
  FacStoreSession session;
  GError         *error;
  gboolean        stop;
  gboolean        refuse; /* work that comes later, with this error */
} Job;

static void
change_free (gpointer data)
{
  FacStoreChange *change = data;

  g_free (change->id);
  g_free (change);
}

void
fac_store_session_changed (FacStoreSession *self, FacEntity entity, const char *id)
{
  FacStoreChange *change;

  for (guint i = 0; i < self->changes->len; i++)
    {
      change = g_ptr_array_index (self->changes, i);
      if (change->entity == entity && g_strcmp0 (change->id, id) == 0)
        return;
    }
  change = g_new0 (FacStoreChange, 1);
  change->entity = entity;
  change->id = g_strdup (id);
  g_ptr_array_add (self->changes, change);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->session.changes, g_ptr_array_unref);
  if (job->session.result != NULL && job->session.free_result != NULL)
    job->session.free_result (job->session.result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
on_job_done (gpointer data)
{
  Job *job = data;

  if (job->error == NULL && job->announce != NULL && job->session.changes->len > 0)
    job->announce (g_task_get_source_object (job->task), job->session.changes);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->session.free_result != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->session.result),
                           job->session.free_result);
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The task is finished and dropped on its own context only: it may hold the last reference to the store. */
static void
job_send_home (Job *job)
{
  if (job->task == NULL)
    job_free (job);
  else
    {
      GSource *source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, on_job_done, job, job_free);
      g_source_attach (source, g_task_get_context (job->task));
      g_source_unref (source);
    }
}

static gint64
writer_now (FacDbWriter *self)
{
  gint64 now;

  g_mutex_lock (&self->mutex);
  now = fac_clock_now (self->clock);
  g_mutex_unlock (&self->mutex);
  return now;
}

/* More pages are kept while work of which much more follows comes, and no longer, however busy the rest is. */
static void
keep_pages (FacDbWriter *self, gboolean many)
{
  const gint64 now = g_get_monotonic_time ();

  if (many)
    self->many_at = now;
  if (many && !self->many)
    self->many = fac_db_exec (self->db, MANY_PAGES, NULL);
  else if (!many && self->many && now - self->many_at >= IDLE_MICROSECONDS)
    self->many = !fac_db_exec (self->db, USUAL_PAGES, NULL);
}

/* An error may be of a file beside the database, or of the rows that one question met. */
static void
look_for_damage (FacDbWriter *self, const GError *cause)
{
  g_autoptr (GError) found = NULL;

  if (g_error_matches (cause, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT)
      && !fac_db_check (self->db, &found)
      && g_error_matches (found, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT))
    self->damage = g_steal_pointer (&found);
}

static void
refuse (FacDbWriter *self, const GError *damage)
{
  if (self->damage == NULL)
    self->damage = g_error_copy (damage);
  fac_db_leave (self->db);
}

static void
run_job (FacDbWriter *self, Job *job)
{
  const guint64 commits = fac_db_commits (self->db);

  if (self->damage != NULL)
    {
      job->error = g_error_copy (self->damage);
      return;
    }
  job->session.db = self->db;
  job->session.folder = self->folder;
  job->session.now = writer_now (self);
  if (fac_db_begin (self->db, FAC_DB_WRITE, &job->error))
    {
      if (!job->work (&job->session, job->data, &job->error)
          || !fac_db_commit (self->db, &job->error))
        {
          fac_db_rollback (self->db);
          if (job->error == NULL)
            g_set_error (&job->error, FAC_STORE_ERROR, FAC_STORE_ERROR_FAILED,
                         _("The change could not be made"));
        }
    }
  look_for_damage (self, job->error);
  g_atomic_int_add (&self->commits, (int) (fac_db_commits (self->db) - commits));
  keep_pages (self, job->session.many);
  job->session.db = NULL;
}

/* A tiny commit that restarts the log after a checkpoint, so that an action of the person syncs once. */
static gboolean
beat (FacDb *db, gint64 now, GError **error)
{
  if (!fac_db_begin (db, FAC_DB_WRITE, error))
    return FALSE;
  if (fac_sql_run (db, error, "UPDATE heartbeat SET at = ? WHERE id = 1", "l", now)
      && fac_db_commit (db, error))
    return TRUE;
  fac_db_rollback (db);
  return FALSE;
}

static FacDbWork
get_upkeep (FacDbWriter *self)
{
  FacDbWork upkeep;

  g_mutex_lock (&self->mutex);
  upkeep = self->upkeep;
  g_mutex_unlock (&self->mutex);
  return upkeep;
}

/* What no action of the person waits for, or for a small piece of it when it comes meanwhile. */
static gboolean
keep_up (FacDbWriter *self, GError **error)
{
  FacStoreSession session = { .db = self->db, .folder = self->folder, .now = writer_now (self) };
  FacDbWork upkeep = get_upkeep (self);

  session.many = upkeep != NULL;
  while (session.many && g_async_queue_length (self->queue) <= 0)
    {
      if (!fac_db_begin (self->db, FAC_DB_WRITE, error))
        return FALSE;
      if (!upkeep (&session, NULL, error) || !fac_db_commit (self->db, error))
        {
          fac_db_rollback (self->db);
          return FALSE;
        }
    }
  return TRUE;
}

static void
checkpoint_idle (FacDbWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (self->damage != NULL)
    return;
  if (!keep_up (self, &error)
      || !fac_db_checkpoint (self->db, &error)
      || !beat (self->db, writer_now (self), &error))
    {
      g_warning ("Checkpoint of %s: %s", self->folder, error->message);
      look_for_damage (self, error);
    }
}

/* Who opens it next need not look whether it is sound, as long as it is as it is left here. */
static void
leave_mark (FacDbWriter *self)
{
  g_autofree char *path = g_build_filename (self->folder, "facturador.db", NULL);
  g_autoptr (FacFileMark) mark = fac_file_mark (path);
  const gboolean sound = self->damage == NULL && mark->text != NULL;

  if (sound)
    fac_file_mark_settle (mark);
  fac_data_lock_set_note (self->lock, sound ? mark->text : "");
}

static void
close_all (FacDbWriter *self, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (self->damage == NULL && !fac_db_checkpoint (self->db, &error))
    g_debug ("Last checkpoint of %s: %s", self->folder, error->message);
  fac_db_close (self->db);
  if (self->lock != NULL)
    leave_mark (self);
  g_clear_pointer (&self->lock, fac_data_lock_free);
  g_clear_object (&self->clock);
  g_clear_error (&self->damage);
  g_mutex_clear (&self->mutex);
  g_async_queue_unref (self->queue);
  g_free (self->folder);
  g_free (self);
  job_send_home (job);
}

static gpointer
writer_thread (gpointer data)
{
  FacDbWriter *self = data;
  gboolean written = FALSE;

  for (;;)
    {
      Job *job = written || self->many
                   ? g_async_queue_timeout_pop (self->queue, IDLE_MICROSECONDS)
                   : g_async_queue_pop (self->queue);

      if (job == NULL)
        {
          keep_pages (self, FALSE);
          if (written)
            checkpoint_idle (self);
          written = FALSE;
        }
      else if (job->stop)
        {
          close_all (self, job);
          return NULL;
        }
      else if (job->refuse)
        {
          refuse (self, job->error);
          job_free (job);
        }
      else
        {
          run_job (self, job);
          written = written || job->session.changes->len > 0;
          job_send_home (job);
        }
    }
}

FacDbWriter *
fac_db_writer_new (FacDb *db, FacDataLock *lock, const char *folder, FacDbAnnounce announce)
{
  FacDbWriter *self = g_new0 (FacDbWriter, 1);

  self->db = db;
  self->lock = lock;
  self->folder = g_strdup (folder);
  self->announce = announce;
  self->queue = g_async_queue_new ();
  self->clock = fac_clock_new ();
  g_mutex_init (&self->mutex);
  g_thread_unref (g_thread_new ("store-writer", writer_thread, self));
  return self;
}

static Job *
job_new (GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->session.changes = g_ptr_array_new_with_free_func (change_free);
  return job;
}

void
fac_db_writer_push (FacDbWriter *self, GTask *task, FacDbWork work, gpointer data,
                    GDestroyNotify free_data)
{
  Job *job = job_new (task);

  job->work = work;
  job->data = data;
  job->free_data = free_data;
  job->announce = self->announce;
  g_async_queue_push (self->queue, job);
}

void
fac_db_writer_refuse (FacDbWriter *self, const GError *damage)
{
  Job *job = job_new (NULL);

  job->refuse = TRUE;
  job->error = g_error_copy (damage);
  g_async_queue_push (self->queue, job);
}

void
fac_db_writer_stop (FacDbWriter *self, GTask *task)
{
  Job *job = job_new (task);

  job->stop = TRUE;
  g_async_queue_push (self->queue, job);
}

void
fac_db_writer_set_clock (FacDbWriter *self, FacClock *clock)
{
  g_mutex_lock (&self->mutex);
  g_set_object (&self->clock, clock);
  g_mutex_unlock (&self->mutex);
}

void
fac_db_writer_set_upkeep (FacDbWriter *self, FacDbWork upkeep)
{
  g_mutex_lock (&self->mutex);
  self->upkeep = upkeep;
  g_mutex_unlock (&self->mutex);
}

guint64
fac_db_writer_commits (FacDbWriter *self)
{
  return (guint) g_atomic_int_get (&self->commits);
}
