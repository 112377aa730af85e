/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-jobs.h"

#include "fac-sandbox-cancellation.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-invoice-async.h"
#include "fac-sandbox-zip-requests.h"

#define MOST_TRIES 10
#define TRY_AGAIN (60 * G_USEC_PER_SEC)
/* The longest wait for one timer; a longer one is cut into several. */
#define LONGEST_WAIT (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* One array per resource that puts something off. */
static const FacSandboxJobKind *const tables[] = {
  fac_sandbox_cancellation_jobs, fac_sandbox_stamp_jobs, fac_sandbox_zip_jobs,
  fac_sandbox_delivery_jobs,
  NULL
};

typedef struct
{
  gint64 id;
  gint64 tries;
  char  *kind;
  char  *payload;
} Job;

static void
clear_job (Job *job)
{
  g_free (job->kind);
  g_free (job->payload);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static FacSandboxJob
find_kind (const char *kind)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const FacSandboxJobKind *each = tables[i]; each->kind != NULL; each++)
      if (g_str_equal (each->kind, kind))
        return each->run;
  return NULL;
}

static gboolean
on_timer (gpointer data)
{
  FacSandbox *self = data;

  self->jobs_timer = 0;
  fac_sandbox_jobs_run (self);
  return G_SOURCE_REMOVE;
}

static void
wait_until (FacSandbox *self, gint64 due)
{
  gint64 wait = CLAMP (due - fac_sandbox_now (self), 0, LONGEST_WAIT);

  g_clear_handle_id (&self->jobs_timer, g_source_remove);
  self->jobs_timer = g_timeout_add ((guint) (wait / 1000) + 1, on_timer, self);
}

static gboolean
next_due (FacSandbox *self, gint64 *due)
{
  FacStatement *select = fac_db_prepare (self->db,
                                         "SELECT due FROM jobs ORDER BY due, id LIMIT 1", NULL);
  gboolean found = select != NULL && fac_statement_step (select, NULL);

  if (found)
    *due = fac_statement_int (select, 0);
  if (select != NULL)
    fac_statement_reset (select);
  return found;
}

gboolean
fac_sandbox_later (FacSandbox *self, gint64 at, const char *kind, const char *payload,
                   GError **error)
{
  FacStatement *insert = fac_db_prepare (self->db,
                                         "INSERT INTO jobs (due, kind, payload)"
                                         " VALUES (?1, ?2, ?3)", error);
  gint64 first = at;

  g_return_val_if_fail (find_kind (kind) != NULL, FALSE);
  if (insert == NULL)
    return FALSE;
  fac_statement_bind_int (insert, 1, at);
  fac_statement_bind_text (insert, 2, kind);
  fac_statement_bind_text (insert, 3, payload);
  if (!fac_statement_run (insert, error))
    return FALSE;
  next_due (self, &first);
  wait_until (self, first);
  return TRUE;
}

gboolean
fac_sandbox_later_forget (FacSandbox *self, const char *kind, const char *payload, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db,
                                         "DELETE FROM jobs WHERE kind = ?1 AND (payload = ?2"
                                         " OR substr (payload, 1, length (?2) + 1) = ?2 || ' ')",
                                         error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, kind);
  fac_statement_bind_text (remove, 2, payload);
  return fac_statement_run (remove, error);
}

static gboolean
take_due (FacSandbox *self, Job *job, GError **error)
{
  FacStatement *select = fac_db_prepare (self->db,
                                         "SELECT id, tries, kind, payload FROM jobs"
                                         " WHERE due <= ?1 ORDER BY due, id LIMIT 1", error);
  gboolean found;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_int (select, 1, fac_sandbox_now (self));
  found = fac_statement_step (select, error);
  if (found)
    {
      job->id = fac_statement_int (select, 0);
      job->tries = fac_statement_int (select, 1) + 1;
      job->kind = fac_statement_dup (select, 2);
      job->payload = fac_statement_dup (select, 3);
    }
  fac_statement_reset (select);
  return found;
}

static gboolean
remove_job (FacSandbox *self, const Job *job, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db, "DELETE FROM jobs WHERE id = ?1", error);

  if (remove == NULL)
    return FALSE;
  fac_statement_bind_int (remove, 1, job->id);
  return fac_statement_run (remove, error);
}

static gboolean
put_off (FacSandbox *self, const Job *job, GError **error)
{
  FacStatement *update = fac_db_prepare (self->db,
                                         "UPDATE jobs SET due = ?2, tries = ?3 WHERE id = ?1",
                                         error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_int (update, 1, job->id);
  fac_statement_bind_int (update, 2, fac_sandbox_now (self) + TRY_AGAIN);
  fac_statement_bind_int (update, 3, job->tries);
  return fac_statement_run (update, error);
}

/* The job and its removal are one transaction: after a crash it is either done or still there. */
static gboolean
run_one (FacSandbox *self, const Job *job, GError **error)
{
  FacSandboxJob run = find_kind (job->kind);

  if (!fac_db_begin (self->db, FAC_DB_WRITE, error))
    return FALSE;
  if ((run == NULL || run (self, job->payload, error)) && remove_job (self, job, error)
      && fac_db_commit (self->db, error))
    return TRUE;
  fac_db_rollback (self->db);
  return FALSE;
}

static gboolean
settle_failure (FacSandbox *self, const Job *job)
{
  g_autoptr (GError) error = NULL;

  if (job->tries < MOST_TRIES ? put_off (self, job, &error) : remove_job (self, job, &error))
    return TRUE;
  g_printerr ("facturador-sandbox: %s\n", error->message);
  return FALSE;
}

void
fac_sandbox_jobs_run (FacSandbox *self)
{
  gint64 due;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Job) job = { 0 };

      if (!take_due (self, &job, &error))
        break;
      if (run_one (self, &job, &error))
        continue;
      g_printerr ("facturador-sandbox: %s: %s\n", job.kind,
                  error != NULL ? error->message : "failed");
      if (!settle_failure (self, &job))
        break;
    }
  if (next_due (self, &due))
    wait_until (self, due);
}

/* The clock stops at each job that falls due on the way, so that it and what follows from it happen
 * at their own times. The end is stored first: the clock never goes back, not after a crash. */
gboolean
fac_sandbox_jobs_advance (FacSandbox *self, gint64 microseconds, GError **error)
{
  gint64 start = self->clock_offset, end = start + microseconds;
  gint64 due, last = G_MININT64;

  if (!fac_sandbox_advance (self, microseconds, error))
    return FALSE;
  self->leap_end = fac_sandbox_now (self);
  self->clock_offset = start;
  while (next_due (self, &due) && due > last)
    {
      gint64 offset = self->clock_offset + due - fac_sandbox_now (self);

      if (offset > end)
        break;
      last = due;
      self->clock_offset = MAX (offset, self->clock_offset);
      fac_sandbox_jobs_run (self);
    }
  self->clock_offset = end;
  self->leap_end = 0;
  fac_sandbox_jobs_run (self);
  return TRUE;
}
