/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-validation-row.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacRunState: @FAC_RUN_WAITING: the service asked to go slower, or had a trouble; @FAC_RUN_OFFLINE: goes on when the
 * network is back; @FAC_RUN_STOPPED: the service answers none of it, see the reason. */
typedef enum
{
  FAC_RUN_LOADING,
  FAC_RUN_IDLE,
  FAC_RUN_RUNNING,
  FAC_RUN_PAUSED,
  FAC_RUN_WAITING,
  FAC_RUN_OFFLINE,
  FAC_RUN_STOPPED
} FacRunState;

/** FacRunCounts: of customers; @to_ask: how many a start would ask about, @done of @total: of this run. */
typedef struct { guint valid, faulty, waiting, skipped, to_ask, done, total; } FacRunCounts;

#define FAC_TYPE_VALIDATION_RUN (fac_validation_run_get_type ())
G_DECLARE_FINAL_TYPE (FacValidationRun, fac_validation_run, FAC, VALIDATION_RUN, GObject)

/**
 * FacValidationRun: asks the SAT about all customers, one after the other, as fast as the service lets it. A GListModel
 * of FacValidationRow, all customers by name with what is known of them; what was answered is kept at once. Goes on
 * while no page shows it. Signal "changed": state or counts.
 */
/** fac_validation_run_get: the one of @workspace. Returns: (transfer none) */
FacValidationRun *fac_validation_run_get        (FacWorkspace *workspace);
/** fac_validation_run_load: reads the customers again, unless it is under way. */
void              fac_validation_run_load       (FacValidationRun *self);
FacRunState       fac_validation_run_get_state  (FacValidationRun *self);
/** fac_validation_run_get_reason: of WAITING and STOPPED, in words. (nullable) */
const char       *fac_validation_run_get_reason (FacValidationRun *self);
FacRunCounts      fac_validation_run_get_counts (FacValidationRun *self);
/** fac_validation_run_start: @all: also about those that were valid within a month. */
void              fac_validation_run_start      (FacValidationRun *self, gboolean all);
void              fac_validation_run_pause      (FacValidationRun *self);
void              fac_validation_run_resume     (FacValidationRun *self);
/** fac_validation_run_text: the report, for the clipboard. Returns: (transfer full) */
char             *fac_validation_run_text       (FacValidationRun *self);
/** fac_validation_run_save_async: the report as CSV. */
void              fac_validation_run_save_async  (FacValidationRun *self, GFile *file, GAsyncReadyCallback callback,
                                                  gpointer data);
gboolean          fac_validation_run_save_finish (FacValidationRun *self, GAsyncResult *result, GError **error);

G_END_DECLS
