/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"

G_BEGIN_DECLS

/** fac_store_rows_all_async: all rows of @query, a few hundred at a time, so that nobody else's reading waits. Returns
 * by finish: (element-type FacCustomer or FacProduct) */
void       fac_store_rows_all_async  (FacStore *store, FacQuery *query, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
/** fac_store_rows_all_finish: Returns: (transfer full) (nullable) */
GPtrArray *fac_store_rows_all_finish (FacStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
