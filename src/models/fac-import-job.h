/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacImportStep: where an import is. While READING, CHECKING and IMPORTING it works and can be cancelled; UNDOING
 * goes to its end. */
typedef enum
{
  FAC_STEP_CHOOSE,
  FAC_STEP_READING,
  FAC_STEP_COLUMNS,
  FAC_STEP_CHECKING,
  FAC_STEP_CHECKED,
  FAC_STEP_IMPORTING,
  FAC_STEP_DONE,
  FAC_STEP_UNDOING,
  FAC_STEP_UNDONE
} FacImportStep;

/** FacImportKind: what is done with a row. */
typedef enum
{
  FAC_ROW_ADDED,
  FAC_ROW_CHANGED,
  FAC_ROW_SAME,
  FAC_ROW_REFUSED,
  FAC_ROW_KINDS
} FacImportKind;

#define FAC_TYPE_IMPORT_ITEM (fac_import_item_get_type ())
G_DECLARE_FINAL_TYPE (FacImportItem, fac_import_item, FAC, IMPORT_ITEM, GObject)

/** FacImportItem: a row of the file and what is done with it. */
guint         fac_import_item_get_line   (FacImportItem *self);
FacImportKind fac_import_item_get_kind   (FacImportItem *self);
const char   *fac_import_item_get_title  (FacImportItem *self);
/** fac_import_item_get_detail: reasons, warnings and changes, one in a line. Returns: (transfer none): never %NULL */
const char   *fac_import_item_get_detail (FacImportItem *self);

#define FAC_TYPE_IMPORT_JOB (fac_import_job_get_type ())
G_DECLARE_FINAL_TYPE (FacImportJob, fac_import_job, FAC, IMPORT_JOB, GObject)

/**
 * FacImportJob: one file on its way into the customers or products: read, columns told apart, checked without writing
 * anything, then imported whole or not at all. Nothing blocks. Signals: "changed": the step is another.
 */
FacImportJob *fac_import_job_new    (FacWorkspace *workspace, FacEntity entity);
/** fac_import_job_load: reads @file, CSV or vCards; then COLUMNS. */
void          fac_import_job_load   (FacImportJob *self, GFile *file);
/** fac_import_job_check: from COLUMNS or CHECKED: what importing would do; then CHECKED. */
void          fac_import_job_check  (FacImportJob *self);
/** fac_import_job_run: from CHECKED: does it; then DONE. */
void          fac_import_job_run    (FacImportJob *self);
/** fac_import_job_undo: from DONE: takes back what nobody touched since; then UNDONE. */
void          fac_import_job_undo   (FacImportJob *self);
/** fac_import_job_back: one step back; what is under way is cancelled, and nothing of it was done. */
void          fac_import_job_back   (FacImportJob *self);

FacEntity     fac_import_job_get_entity (FacImportJob *self);
FacImportStep fac_import_job_get_step   (FacImportJob *self);
gboolean      fac_import_job_is_working (FacImportJob *self);
/** fac_import_job_get_error: why the step that was asked for was not made. Returns: (transfer none) (nullable) */
const GError *fac_import_job_get_error  (FacImportJob *self);
/** fac_import_job_get_progress: rows done of @total (0: not known yet). */
guint         fac_import_job_get_progress (FacImportJob *self, guint *total);
/** fac_import_job_get_name: of the file. Returns: (transfer none) (nullable) */
const char   *fac_import_job_get_name   (FacImportJob *self);
/** fac_import_job_describe: how the file is written, in words. Returns: (transfer full) */
char         *fac_import_job_describe   (FacImportJob *self);

/* From COLUMNS on. */
guint         fac_import_job_get_n_rows      (FacImportJob *self);
guint         fac_import_job_get_n_columns   (FacImportJob *self);
/** fac_import_job_get_column_name: Returns: (transfer full) */
char         *fac_import_job_get_column_name (FacImportJob *self, guint column);
const char   *fac_import_job_get_cell        (FacImportJob *self, guint row, guint column);
/** fac_import_job_get_field: the field of @column, or -1. */
int           fac_import_job_get_field       (FacImportJob *self, guint column);
/** fac_import_job_set_field: a column that was it before no longer is. */
void          fac_import_job_set_field       (FacImportJob *self, guint column, int field);
guint         fac_import_job_get_n_fields    (FacImportJob *self);
/** fac_import_job_get_field_title: translated. */
const char   *fac_import_job_get_field_title (FacImportJob *self, guint field);
/** fac_import_job_can_check: whether a column says who or what a row is. */
gboolean      fac_import_job_can_check       (FacImportJob *self);
/** fac_import_job_describe_missing: which columns the file lacks so that rows that are new here would be refused, in
 * words. Returns: (transfer full) (nullable): %NULL when it has all */
char         *fac_import_job_describe_missing (FacImportJob *self);

/* From CHECKED on. */
guint         fac_import_job_get_count    (FacImportJob *self, FacImportKind kind);
/** fac_import_job_get_warnings: how many rows that are not refused should be looked at. */
guint         fac_import_job_get_warnings (FacImportJob *self);
/** fac_import_job_get_items: rows of @kind, -1 all. Returns: (transfer full): a GListModel of FacImportItem */
GListModel   *fac_import_job_get_items    (FacImportJob *self, int kind);
/** fac_import_job_get_undone: once UNDONE: how many rows are as before; @kept: (out): how many stay, as they were
 * changed or used since; @sent: (out): of how many the service has to hear. */
guint         fac_import_job_get_undone   (FacImportJob *self, guint *kept, guint *sent);
/** fac_import_job_report_async: what is or was done with each row, as CSV into @file. */
void          fac_import_job_report_async  (FacImportJob *self, GFile *file, GAsyncReadyCallback callback,
                                            gpointer data);
gboolean      fac_import_job_report_finish (FacImportJob *self, GAsyncResult *result, GError **error);

G_END_DECLS
