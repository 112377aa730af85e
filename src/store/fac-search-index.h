/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_INDEX_DOCUMENTS,
  FAC_INDEX_CUSTOMERS,
  FAC_INDEX_PRODUCTS,
  FAC_INDEX_CATALOG,
  FAC_N_INDEXES
} FacIndex;

/**
 * fac_search_index_put: the only function that writes an index. @old: the exact words indexed under @key until now,
 * %NULL or empty when there are none; @words: those from now on, %NULL or empty for none. The caller stores @words
 * beside it.
 */
gboolean fac_search_index_put (FacDb *db, FacIndex index, gint64 key, const char *old, const char *words,
                               GError **error);
/** fac_search_index_merge: puts segments together, writing about @pages; nothing when there are few.
 * @more: (out) (optional): whether there was something to do, so that there may be more */
gboolean fac_search_index_merge (FacDb *db, FacIndex index, int pages, gboolean *more, GError **error);
/** fac_search_index_check: compares the index with the stored words. Errors: FAC_STORE_ERROR_CORRUPT */
gboolean fac_search_index_check (FacDb *db, FacIndex index, GError **error);

G_END_DECLS
