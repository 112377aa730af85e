/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-advance-use.h"
#include "fac-open-advance.h"
#include "fac-store.h"

G_BEGIN_DECLS

/** fac_store_get_open_advances_async: advances of which something is left, oldest first, of the customer with local
 * @customer_id (nullable: of all). */
void       fac_store_get_open_advances_async  (FacStore *self, const char *customer_id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_open_advances_finish: Returns: (transfer full) (nullable) (element-type FacOpenAdvance) */
GPtrArray *fac_store_get_open_advances_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_get_advance_uses_async: those in which the document with local @id is the advance, the invoice or the
 * note. */
void       fac_store_get_advance_uses_async   (FacStore *self, const char *id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_store_get_advance_uses_finish: Returns: (transfer full) (nullable) (element-type FacAdvanceUse) */
GPtrArray *fac_store_get_advance_uses_finish  (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_use_advances_async: the draft with local @final_id takes @amounts (element-type FacDecimal) of @advances
 * (element-type FacOpenAdvance), 0 nothing, and of no others. _STATE when it is no draft. */
void       fac_store_use_advances_async       (FacStore *self, const char *final_id, const GPtrArray *advances,
                                               const GArray *amounts, GAsyncReadyCallback callback, gpointer data);
/** fac_store_apply_advance_async: saves @note, which applies an advance to an invoice, and queues its stamp, in one
 * step. _STATE when another note does already, nothing is to be applied, or less than that is left of the invoice. */
void       fac_store_apply_advance_async      (FacStore *self, const char *final_id, const char *advance_id,
                                               FacInvoice *note, GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
