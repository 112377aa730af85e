/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-price-rule.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacPriceChange: prices that were changed together. */
typedef struct _FacPriceChange FacPriceChange;

/** fac_price_job_async: changes the prices of what @query finds but @left_out (element-type utf8: local ids), all at
 * once. What is queued leaves when nobody can take it back any more. */
void            fac_price_job_async  (FacWorkspace *workspace, FacQuery *query, GPtrArray *left_out,
                                      const FacPriceRule *rule, GAsyncReadyCallback callback, gpointer data);
/** fac_price_job_finish: @count: (out): how many have another price. Returns: (transfer full) (nullable) */
FacPriceChange *fac_price_job_finish (FacWorkspace *workspace, GAsyncResult *result, guint *count, GError **error);
/** fac_price_job_undo_async: takes @change (transfer full) back. */
void            fac_price_job_undo_async (FacWorkspace *workspace, FacPriceChange *change,
                                          GAsyncReadyCallback callback, gpointer data);
/** fac_price_job_undo_finish: @sent_again: (out): how many the service had already, which it is told anew; @kept:
 * (out): how many were changed by somebody meanwhile, and stay. Returns: %FALSE with @error */
gboolean        fac_price_job_undo_finish (FacWorkspace *workspace, GAsyncResult *result, guint *sent_again,
                                           guint *kept, GError **error);
/** fac_price_job_drop: frees @change: it is not taken back. */
void            fac_price_job_drop   (FacPriceChange *change);

G_END_DECLS
