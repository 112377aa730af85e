/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-check.h"

#include "fac-workspace-private.h"

#define AT_ONCE 16
#define PROBLEMS_MOST 500

struct _FacFileCheck
{
  GObject             parent_instance;

  FacWorkspace       *workspace;
  FacFilePage        *page;
  FacFileCheckTotals  totals;
  GPtrArray          *problems; /* of FacFileProblem */
  gboolean            running;
  gboolean            begun;
  GError             *error;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacFileCheck, fac_file_check, G_TYPE_OBJECT)

static void check_next (FacFileCheck *self, gint64 before);

static void
tell (FacFileCheck *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
end (FacFileCheck *self, GError *error)
{
  self->running = FALSE;
  self->error = error;
  if (self->totals.missing + self->totals.altered + self->totals.owed > 0)
    fac_sync_service_fetch_files (self->workspace->sync);
  tell (self);
}

static void
check_on (FacFileCheck *self)
{
  const gint64 next = self->page->next;

  if (next == 0)
    end (self, NULL);
  else
    {
      tell (self);
      check_next (self, next);
    }
}

static void
on_repaired (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacFileCheck) self = data;
  GError *error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    check_on (self);
  else
    end (self, error);
}

static void
problem_free (gpointer data)
{
  FacFileProblem *problem = data;

  g_free (problem->name);
  g_free (problem->reason);
  g_free (problem);
}

static void
add_problem (FacFileCheck *self, const FacFileFinding *finding)
{
  FacFileProblem *problem;

  if (finding->state == FAC_FILE_OWED || self->problems->len >= PROBLEMS_MOST)
    return;
  problem = g_new (FacFileProblem, 1);
  problem->altered = finding->state == FAC_FILE_ALTERED;
  problem->name = finding->path != NULL
                      ? g_build_filename (fac_store_get_folder (self->workspace->store),
                                          finding->path, NULL)
                      : g_strdup (finding->uuid);
  problem->reason = g_strdup (finding->reason);
  g_ptr_array_add (self->problems, problem);
}

static void
add_up (FacFileCheck *self)
{
  FacFileCheckTotals *totals = &self->totals;

  totals->checked += self->page->checked;
  totals->good += self->page->checked - self->page->findings->len;
  for (guint i = 0; i < self->page->findings->len; i++)
    {
      const FacFileFinding *finding = g_ptr_array_index (self->page->findings, i);

      totals->owed += finding->state == FAC_FILE_OWED;
      totals->missing += finding->state == FAC_FILE_MISSING;
      totals->altered += finding->state == FAC_FILE_ALTERED;
      add_problem (self, finding);
    }
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacFileCheck) self = data;
  GError *error = NULL;

  g_clear_pointer (&self->page, fac_file_page_free);
  self->page = fac_store_check_files_finish (FAC_STORE (source), result, &error);
  if (self->page == NULL)
    {
      end (self, error);
      return;
    }
  add_up (self);
  if (self->page->findings->len > 0)
    fac_store_repair_files_async (self->workspace->store, self->page->findings, on_repaired,
                                  g_object_ref (self));
  else
    check_on (self);
}

static void
check_next (FacFileCheck *self, gint64 before)
{
  fac_store_check_files_async (self->workspace->store, before, AT_ONCE, TRUE,
                               self->workspace->closing, on_checked, g_object_ref (self));
}

static void
fac_file_check_finalize (GObject *object)
{
  FacFileCheck *self = FAC_FILE_CHECK (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->page, fac_file_page_free);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (fac_file_check_parent_class)->finalize (object);
}

static void
fac_file_check_class_init (FacFileCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_file_check_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_FILE_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fac_file_check_init (FacFileCheck *self)
{
  self->problems = g_ptr_array_new_with_free_func (problem_free);
}

FacFileCheck *
fac_file_check_new (FacWorkspace *workspace)
{
  FacFileCheck *self = g_object_new (FAC_TYPE_FILE_CHECK, NULL);

  self->workspace = g_object_ref (workspace);
  return self;
}

void
fac_file_check_start (FacFileCheck *self)
{
  if (self->running)
    return;
  self->running = self->begun = TRUE;
  self->totals = (FacFileCheckTotals) { 0 };
  g_ptr_array_set_size (self->problems, 0);
  g_clear_error (&self->error);
  tell (self);
  check_next (self, 0);
}

gboolean
fac_file_check_is_running (FacFileCheck *self)
{
  return self->running;
}

const FacFileCheckTotals *
fac_file_check_get_totals (FacFileCheck *self)
{
  return self->begun ? &self->totals : NULL;
}

const GError *
fac_file_check_get_error (FacFileCheck *self)
{
  return self->error;
}

GPtrArray *
fac_file_check_get_problems (FacFileCheck *self)
{
  return self->problems;
}
