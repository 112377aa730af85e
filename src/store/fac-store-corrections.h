/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-correction.h"
#include "fac-store.h"

G_BEGIN_DECLS

/* Invoices that are replaced by others; fac_store_queue_cancel_async() with a substitute begins it. */

/** fac_store_get_correction_async: that in which the document with local @id is one of both. */
void           fac_store_get_correction_async  (FacStore *self, const char *id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_correction_finish: Returns: (transfer full) (nullable): %NULL without @error when it is in none */
FacCorrection *fac_store_get_correction_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_end_correction_async: gives it up in one step: the document with local @original_id stays valid, its
 * cancellation and the stamp of what was to replace it leave the queue, and that is an ordinary draft. _STATE when
 * something has left already. */
void           fac_store_end_correction_async  (FacStore *self, const char *original_id, GAsyncReadyCallback callback,
                                                gpointer data);

G_END_DECLS
