/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-price-rule.h"
#include "fac-store.h"

G_BEGIN_DECLS

/** FacPriceChange: prices that were changed together, with what they were before. */
typedef struct _FacPriceChange FacPriceChange;
/** fac_price_change_free: frees it with all it owns. */
void  fac_price_change_free  (FacPriceChange *self);
/** fac_price_change_count: how many products have another price now. */
guint fac_price_change_count (const FacPriceChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPriceChange, fac_price_change_free)

/** fac_store_change_prices_async: changes the price of all products that @query finds but those with local ids in
 * @left_out (element-type utf8), all or none. What is queued leaves not before @leaves_at. */
void            fac_store_change_prices_async  (FacStore *self, FacQuery *query, GPtrArray *left_out,
                                                const FacPriceRule *rule, gint64 leaves_at,
                                                GAsyncReadyCallback callback, gpointer data);
/** fac_store_change_prices_finish: Returns: (transfer full) (nullable) */
FacPriceChange *fac_store_change_prices_finish (FacStore *self, GAsyncResult *result, GError **error);
/** FacPriceUndo: what became of each: it never left; the service had it already, and is sent the price of before; it
 * was changed again or deleted meanwhile, and stays. */
typedef struct { guint taken_back, sent_again, kept; } FacPriceUndo;
/** fac_store_undo_prices_async: the prices of before, of those that have the changed one still. @change:
 * (transfer full) */
void            fac_store_undo_prices_async    (FacStore *self, FacPriceChange *change, GAsyncReadyCallback callback,
                                                gpointer data);
/** fac_store_undo_prices_finish: Returns: %FALSE with @error when nothing was taken back */
gboolean        fac_store_undo_prices_finish   (FacStore *self, GAsyncResult *result, FacPriceUndo *counts,
                                                GError **error);

G_END_DECLS
