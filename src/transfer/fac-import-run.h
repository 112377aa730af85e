/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-plan.h"
#include "fac-store-import.h"

G_BEGIN_DECLS

/** fac_import_run_async: does what @plan says, all of it or nothing: what it adds and changes is written and queued in
 * one transaction. @progress counts rows. */
void     fac_import_run_async  (FacStore *store, FacImportPlan *plan, FacStoreProgress *progress,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_import_run_finish: Errors: as fac_store_import_async() */
gboolean fac_import_run_finish (FacStore *store, GAsyncResult *result, GError **error);
/** fac_import_undo_async: takes back what running @plan did: see fac_store_undo_import_async(). */
void     fac_import_undo_async  (FacStore *store, FacImportPlan *plan, FacStoreProgress *progress,
                                 GAsyncReadyCallback callback, gpointer data);
/** fac_import_undo_finish: @undone: (out) */
gboolean fac_import_undo_finish (FacStore *store, GAsyncResult *result, FacStoreUndone *undone, GError **error);

G_END_DECLS
