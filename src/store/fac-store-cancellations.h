/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"
#include "fac-watched-cancellation.h"

G_BEGIN_DECLS

/** fac_store_get_cancellations_async: documents whose cancellation was asked for and is not done: in the queue, at the
 * SAT or the receiver, rejected or not answered; the newest @limit. */
void       fac_store_get_cancellations_async  (FacStore *self, guint limit, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_cancellations_finish: Returns: (transfer full) (nullable) (element-type FacWatchedCancellation) */
GPtrArray *fac_store_get_cancellations_finish (FacStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
