/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store.h"

G_BEGIN_DECLS

/** FacJoin: two customers that became one, with what it takes to part them again. */
typedef struct _FacJoin FacJoin;
/** fac_join_free: frees it with all it owns. */
void fac_join_free (FacJoin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacJoin, fac_join_free)

/** fac_store_join_customers_async: @kept (as it is to be from now on) takes over the documents of the customer with
 * local @other_id, which is deleted, here and at the service. @drafts: (element-type FacInvoice): all editable
 * documents of the other, with @kept as their customer. What is queued leaves not before @leaves_at. _STATE when a
 * document of the other is on its way, or has become a draft meanwhile. */
void     fac_store_join_customers_async  (FacStore *self, FacCustomer *kept, const char *other_id, GPtrArray *drafts,
                                          gint64 leaves_at, GAsyncReadyCallback callback, gpointer data);
/** fac_store_join_customers_finish: Returns: (transfer full) (nullable) */
FacJoin *fac_store_join_customers_finish (FacStore *self, GAsyncResult *result, GError **error);
/** fac_store_part_customers_async: takes a join back (write_finish); _STATE when the deletion has left. @join:
 * (transfer full) */
void     fac_store_part_customers_async  (FacStore *self, FacJoin *join, GAsyncReadyCallback callback, gpointer data);
/** fac_join_get_other: Returns: (transfer none): local id of the customer that was deleted */
const char *fac_join_get_other (const FacJoin *self);

G_END_DECLS
