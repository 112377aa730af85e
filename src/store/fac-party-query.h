/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** Lists of customers and products: as fac-document-query.h; rows are FacCustomer or FacProduct, %NULL where one has vanished. */
GArray    *fac_party_query_keys (FacDb *db, const FacQuery *query, guint limit, GError **error);
GPtrArray *fac_party_query_rows (FacDb *db, FacEntity entity, const gint64 *keys, gsize n_keys, GError **error);

G_END_DECLS
