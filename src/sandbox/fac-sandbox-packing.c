/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-packing.h"

#include "fac-sandbox-zip.h"

struct _FacSandboxPacking
{
  GMutex      mutex;
  GCond       changed;
  GHashTable *ids;
};

/* What a worker needs and what it made; nothing of the main thread's. */
typedef struct
{
  FacSandbox      *sandbox;
  FacSandboxPacked packed;
  char            *path;
  char            *id;
  FacSandboxMonth  month;
  GBytes          *zip;
  gint64           count;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->path);
  g_free (self->id);
  g_free (self->month.organization);
  g_free (self->month.types);
  g_clear_pointer (&self->zip, g_bytes_unref);
  g_free (self);
}

FacSandboxPacking *
fac_sandbox_packing_new (void)
{
  FacSandboxPacking *self = g_new0 (FacSandboxPacking, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fac_sandbox_packing_free (FacSandboxPacking *self)
{
  g_hash_table_unref (self->ids);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
begin (FacSandboxPacking *self, const char *id)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return g_hash_table_add (self->ids, g_strdup (id));
}

static void
end (FacSandboxPacking *self, const char *id)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->ids, id);
  g_cond_broadcast (&self->changed);
}

gboolean
fac_sandbox_packing_busy (FacSandboxPacking *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return g_hash_table_size (self->ids) > 0;
}

gboolean
fac_sandbox_packing_has (FacSandboxPacking *self, const char *id)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return g_hash_table_contains (self->ids, id);
}

void
fac_sandbox_packing_wait (FacSandboxPacking *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  while (g_hash_table_size (self->ids) > 0)
    g_cond_wait (&self->changed, &self->mutex);
}

FacStatement *
fac_sandbox_month_prepare (FacDb *db, const FacSandboxMonth *month, const char *sql, GError **error)
{
  FacStatement *select = fac_db_prepare (db, sql, error);

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, month->organization);
  fac_statement_bind_int (select, 2, month->from);
  fac_statement_bind_int (select, 3, month->to);
  fac_statement_bind_text (select, 4, month->types);
  return select;
}

static GBytes *
pack (Work *self, FacDb *db, GError **error)
{
  FacStatement *select =
    fac_sandbox_month_prepare (db, &self->month, "SELECT i.id, i.place, f.xml" FAC_SANDBOX_OF_MONTH
                               " ORDER BY i.place, i.id", error);
  g_autoptr (FacSandboxZip) zip = fac_sandbox_zip_new ();
  g_autoptr (GError) problem = NULL;
  gboolean good = select != NULL;

  while (good && fac_statement_step (select, &problem))
    {
      g_autofree char *name = g_strconcat (fac_statement_text (select, 0), ".xml", NULL);
      g_autoptr (GBytes) xml = fac_statement_blob (select, 2);

      good = fac_sandbox_zip_add (zip, name, xml, fac_statement_int (select, 1), &problem);
      self->count++;
    }
  if (select != NULL)
    fac_statement_reset (select);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (good)
    return fac_sandbox_zip_finish (zip, error);
  return NULL;
}

static void
on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *self = data;
  GError *error = NULL;
  g_autoptr (FacDb) db = fac_db_open (self->path, FAC_DB_READ_ONLY | FAC_DB_LEAN, &error);

  if (db != NULL)
    self->zip = pack (self, db, &error);
  if (self->zip != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_packed (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->packed (self->sandbox, self->id, self->zip, self->count, error);
  end (self->sandbox->packing, self->id);
}

void
fac_sandbox_pack (FacSandbox *sandbox, const char *id, const FacSandboxMonth *month,
                  FacSandboxPacked packed)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (!begin (sandbox->packing, id))
    return;
  work = g_new0 (Work, 1);
  work->sandbox = sandbox;
  work->packed = packed;
  work->path = g_build_filename (sandbox->folder, FAC_SANDBOX_DATABASE, NULL);
  work->id = g_strdup (id);
  work->month.organization = g_strdup (month->organization);
  work->month.from = month->from;
  work->month.to = month->to;
  work->month.types = g_strdup (month->types);
  task = g_task_new (NULL, NULL, on_packed, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, on_worker);
}
