/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-job.h"
#include "fac-import-plan.h"
#include "fac-store-import.h"

G_BEGIN_DECLS

G_STATIC_ASSERT ((int) FAC_ROW_ADDED == (int) FAC_IMPORT_ADD && (int) FAC_ROW_CHANGED == (int) FAC_IMPORT_CHANGE
                 && (int) FAC_ROW_SAME == (int) FAC_IMPORT_SAME
                 && (int) FAC_ROW_REFUSED == (int) FAC_IMPORT_REFUSED);

/** FacImportSource: what the words about a plan need; reference counted, not changed once made. */
typedef struct
{
  FacTable         *table;
  FacImportMapping *mapping;
  FacImportPlan    *plan;
} FacImportSource;

FacImportSource *_fac_import_source_new   (FacTable *table, const FacImportMapping *mapping, FacImportPlan *plan);
FacImportSource *_fac_import_source_ref   (FacImportSource *self);
void             _fac_import_source_unref (FacImportSource *self);

/** _fac_import_column_name: as the file, or for vCards the program, calls it. Returns: (transfer full) */
char *_fac_import_column_name (const FacTable *table, const FacImportMapping *mapping, guint column);
/** _fac_import_detail: reasons, warnings and changes of a line in words. Returns: (transfer full) */
char *_fac_import_detail      (const FacImportSource *self, const FacImportLine *line);
/** _fac_import_items_new: rows of @kind, -1 all; @self is (nullable). Returns: (transfer full) */
GListModel *_fac_import_items_new (FacImportSource *self, int kind);

/** _fac_import_read_async: the table in @file. */
void      _fac_import_read_async  (FacEntity entity, GFile *file, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
FacTable *_fac_import_read_finish (GAsyncResult *result, GError **error);
/** _fac_import_plan_async: what importing @table would do here; reads all that is stored first. @done: counts rows. */
void           _fac_import_plan_async  (FacWorkspace *workspace, FacTable *table, const FacImportMapping *mapping,
                                        FacStoreProgress *done, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
FacImportPlan *_fac_import_plan_finish (GAsyncResult *result, GError **error);
/** _fac_import_report_async: see fac_import_job_report_async(). */
void     _fac_import_report_async (FacImportSource *self, GFile *file, GTask *task);

G_END_DECLS
