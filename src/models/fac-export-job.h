/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** fac_export_job_async: all rows of @query (customers or products, as a list shows them) into @file: as CSV, or with
 * @cards as vCards, which customers alone have. What was there is replaced when all is written. */
void fac_export_job_async  (FacWorkspace *workspace, FacQuery *query, gboolean cards, GFile *file,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_export_job_finish: Returns: how many were written, -1 with @error */
int  fac_export_job_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
