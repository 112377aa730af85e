/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** Lists of customers and products: as fac-document-query.h; rows are FacCustomer or FacProduct, %NULL where one has
 * vanished. */
/** fac_party_query_keys: at most @limit keys (0: all) of @query in its order. Returns: (transfer full) (nullable)
 * (element-type gint64) */
GArray    *fac_party_query_keys (FacDb *db, const FacQuery *query, guint limit, GError **error);
/** fac_party_query_rows: those with @keys. Returns: (transfer full) (nullable) (element-type FacCustomer or
 * FacProduct) */
GPtrArray *fac_party_query_rows (FacDb *db, FacEntity entity, const gint64 *keys, gsize n_keys, GError **error);

G_END_DECLS
