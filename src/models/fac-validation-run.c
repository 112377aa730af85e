/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-run.h"

#include "fac-backoff.h"
#include "fac-customer-checks.h"
#include "fac-store-checks.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

#define GAP_MS 100
#define ATTEMPTS_MOST 3
#define FRESH (30 * G_TIME_SPAN_DAY)
#define DATA_KEY "fac-validation-run"

struct _FacValidationRun
{
  GObject       parent_instance;

  FacWorkspace *workspace; /* owns us */
  GListStore   *rows;
  GQueue        queue;     /* of FacValidationRow, borrowed */
  FacRunState   state;
  FacRunCounts  counts;
  char         *reason;
  guint         attempts;  /* for the row in front */
  guint         slow;      /* how often in a row the service asked to go slower */
  guint         timer;
  gboolean      asking;
};

static void list_iface_init (GListModelInterface *iface);
static void ask_next (FacValidationRun *self);

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (FacValidationRun, fac_validation_run, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_iface_init))

/* ---- list ----------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *list)
{
  return FAC_TYPE_VALIDATION_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FAC_VALIDATION_RUN (list)->rows));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FAC_VALIDATION_RUN (list)->rows), position);
}

static void
list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_rows_changed (GListModel *rows, guint position, guint removed, guint added,
                 FacValidationRun *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* ---- counts --------------------------------------------------------------------------------- */

static gboolean
is_asked (FacValidationRun *self, FacValidationRow *row, gboolean all)
{
  const FacValidationState state = fac_validation_row_get_state (row);

  if (state == FAC_VALIDATION_SKIPPED)
    return FALSE;
  return all || state != FAC_VALIDATION_VALID
         || fac_clock_now (self->workspace->clock) - fac_validation_row_get_at (row) > FRESH;
}

static void
count_row (FacRunCounts *counts, FacValidationState state)
{
  if (state == FAC_VALIDATION_VALID)
    counts->valid++;
  else if (state == FAC_VALIDATION_FAULTY)
    counts->faulty++;
  else if (state == FAC_VALIDATION_WAITING)
    counts->waiting++;
  else
    counts->skipped++;
}

static void
count_all (FacValidationRun *self)
{
  const guint n = get_n_items (G_LIST_MODEL (self));

  self->counts = (FacRunCounts) { .done = self->counts.done, .total = self->counts.total };
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacValidationRow) row = get_item (G_LIST_MODEL (self), i);

      count_row (&self->counts, fac_validation_row_get_state (row));
      if (is_asked (self, row, FALSE))
        self->counts.to_ask++;
    }
}

/* One row of thousands: the others are not counted again. */
static void
uncount (FacValidationRun *self, FacValidationRow *row)
{
  const FacValidationState state = fac_validation_row_get_state (row);

  self->counts.valid -= state == FAC_VALIDATION_VALID ? 1 : 0;
  self->counts.faulty -= state == FAC_VALIDATION_FAULTY ? 1 : 0;
  self->counts.waiting -= state == FAC_VALIDATION_WAITING ? 1 : 0;
  self->counts.skipped -= state == FAC_VALIDATION_SKIPPED ? 1 : 0;
  self->counts.to_ask -= is_asked (self, row, FALSE) ? 1 : 0;
}

static void
recount (FacValidationRun *self, FacValidationRow *row)
{
  count_row (&self->counts, fac_validation_row_get_state (row));
  self->counts.to_ask += is_asked (self, row, FALSE) ? 1 : 0;
}

static void
set_state (FacValidationRun *self, FacRunState state, const char *reason)
{
  self->state = state;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- asking --------------------------------------------------------------------------------- */

static gboolean
on_timer (gpointer data)
{
  FacValidationRun *self = data;

  self->timer = 0;
  if (self->state == FAC_RUN_WAITING)
    set_state (self, FAC_RUN_RUNNING, NULL);
  ask_next (self);
  return G_SOURCE_REMOVE;
}

static void
ask_in (FacValidationRun *self, guint milliseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (milliseconds, on_timer, self);
}

static void
wait_for (FacValidationRun *self, gint64 microseconds, const char *reason)
{
  /* the person's pause stays, whatever the service asks for */
  if (self->state == FAC_RUN_PAUSED)
    return;
  set_state (self, FAC_RUN_WAITING, reason);
  ask_in (self, (guint) MIN (microseconds / 1000 + 1, G_MAXINT));
}

static void
end_row (FacValidationRun *self, FacValidationRow *row, FacTaxValidation *validation,
         const char *why)
{
  g_queue_pop_head (&self->queue);
  self->attempts = self->slow = 0;
  self->counts.done++;
  uncount (self, row);
  if (validation != NULL)
    fac_validation_row_take (row, validation);
  else
    fac_validation_row_skip (row, why);
  recount (self, row);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->state == FAC_RUN_RUNNING)
    ask_in (self, GAP_MS);
}

static gboolean
is_for_all (const GError *error)
{
  return g_error_matches (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_LIVE_KEY)
         || g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_KEY)
         || g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_ACCOUNT)
         || g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_NOT_SUPPORTED)
         || g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_INSECURE);
}

static void
on_failed (FacValidationRun *self, FacValidationRow *row, const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);
  g_autofree char *words = fac_check_error_words (error);

  if (words == NULL || is_for_all (error))
    {
      g_queue_clear (&self->queue);
      set_state (self, FAC_RUN_STOPPED, words);
    }
  else if (g_error_matches (error, FAC_CHECK_ERROR, FAC_CHECK_ERROR_OFFLINE))
    set_state (self, self->state == FAC_RUN_PAUSED ? FAC_RUN_PAUSED : FAC_RUN_OFFLINE, NULL);
  else if (g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_SLOW_DOWN))
    wait_for (self, fac_backoff_slow (detail != NULL ? detail->retry_after : 0, self->slow++,
                                      g_random_int ()),
              _("The service asked to go slower."));
  else if (g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE)
           || (fac_api_error_may_have_happened (error) && ++self->attempts < ATTEMPTS_MOST))
    wait_for (self, fac_backoff_delay (MAX (self->attempts, 1), g_random_int ()), words);
  else
    end_row (self, row, NULL, words);
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacValidationRun) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxValidation) validation =
      fac_workspace_validate_customer_finish (FAC_WORKSPACE (source), result, &error);
  FacValidationRow *row = g_queue_peek_head (&self->queue);

  self->asking = FALSE;
  if (self->workspace == NULL || row == NULL)
    return;
  if (validation != NULL)
    end_row (self, row, validation, NULL);
  else
    on_failed (self, row, error);
}

static void
ask_next (FacValidationRun *self)
{
  FacValidationRow *row = g_queue_peek_head (&self->queue);

  if (self->state != FAC_RUN_RUNNING || self->asking || self->workspace == NULL
      || g_cancellable_is_cancelled (self->workspace->closing))
    return;
  if (row == NULL)
    {
      set_state (self, FAC_RUN_IDLE, NULL);
      return;
    }
  if (!fac_workspace_is_reachable (self->workspace))
    {
      set_state (self, FAC_RUN_OFFLINE, NULL);
      return;
    }
  self->asking = TRUE;
  fac_workspace_validate_sent_async (self->workspace,
                                     (FacCustomer *) fac_validation_row_get_customer (row), NULL,
                                     on_validated, g_object_ref (self));
}

static void
on_reachable (FacValidationRun *self)
{
  if (self->state != FAC_RUN_OFFLINE || !fac_workspace_is_reachable (self->workspace))
    return;
  set_state (self, FAC_RUN_RUNNING, NULL);
  ask_next (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_validation_run_dispose (GObject *object)
{
  FacValidationRun *self = FAC_VALIDATION_RUN (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_queue_clear (&self->queue);
  g_clear_weak_pointer (&self->workspace);
  G_OBJECT_CLASS (fac_validation_run_parent_class)->dispose (object);
}

static void
fac_validation_run_finalize (GObject *object)
{
  FacValidationRun *self = FAC_VALIDATION_RUN (object);

  g_object_unref (self->rows);
  g_free (self->reason);
  G_OBJECT_CLASS (fac_validation_run_parent_class)->finalize (object);
}

static void
fac_validation_run_class_init (FacValidationRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_validation_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_validation_run_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_VALIDATION_RUN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_validation_run_init (FacValidationRun *self)
{
  g_queue_init (&self->queue);
  self->rows = g_list_store_new (FAC_TYPE_VALIDATION_ROW);
  self->state = FAC_RUN_IDLE;
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (on_rows_changed), self, 0);
}

FacValidationRun *
fac_validation_run_get (FacWorkspace *workspace)
{
  FacValidationRun *self = g_object_get_data (G_OBJECT (workspace), DATA_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (FAC_TYPE_VALIDATION_RUN, NULL);
  g_set_weak_pointer (&self->workspace, workspace);
  g_signal_connect_object (workspace, "notify::online", G_CALLBACK (on_reachable), self,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (workspace), DATA_KEY, self, g_object_unref);
  return self;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacValidationRun) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = fac_store_all_checks_finish (FAC_STORE (source), result, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->workspace == NULL)
    return;
  for (guint i = 0; checks != NULL && i < checks->len; i++)
    g_ptr_array_add (rows, fac_validation_row_new (checks->pdata[i]));
  g_list_store_splice (self->rows, 0, get_n_items (G_LIST_MODEL (self)), rows->pdata, rows->len);
  count_all (self);
  set_state (self, error != NULL ? FAC_RUN_STOPPED : FAC_RUN_IDLE,
             error != NULL ? error->message : NULL);
}

void
fac_validation_run_load (FacValidationRun *self)
{
  if (self->asking || self->state == FAC_RUN_LOADING || g_queue_get_length (&self->queue) > 0)
    return;
  self->counts.done = self->counts.total = 0;
  set_state (self, FAC_RUN_LOADING, NULL);
  fac_store_all_checks_async (self->workspace->store, self->workspace->closing, on_loaded,
                              g_object_ref (self));
}

FacRunState
fac_validation_run_get_state (FacValidationRun *self)
{
  return self->state;
}

const char *
fac_validation_run_get_reason (FacValidationRun *self)
{
  return self->reason;
}

FacRunCounts
fac_validation_run_get_counts (FacValidationRun *self)
{
  return self->counts;
}

void
fac_validation_run_start (FacValidationRun *self, gboolean all)
{
  const guint n = get_n_items (G_LIST_MODEL (self));

  g_return_if_fail (self->state == FAC_RUN_IDLE || self->state == FAC_RUN_STOPPED);

  g_queue_clear (&self->queue);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacValidationRow) row = get_item (G_LIST_MODEL (self), i);

      if (is_asked (self, row, all))
        g_queue_push_tail (&self->queue, row);
    }
  self->counts.done = 0;
  self->counts.total = g_queue_get_length (&self->queue);
  self->attempts = self->slow = 0;
  set_state (self, FAC_RUN_RUNNING, NULL);
  ask_next (self);
}

void
fac_validation_run_pause (FacValidationRun *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  set_state (self, FAC_RUN_PAUSED, NULL);
}

void
fac_validation_run_resume (FacValidationRun *self)
{
  set_state (self, FAC_RUN_RUNNING, NULL);
  ask_next (self);
}
