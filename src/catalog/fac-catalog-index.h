/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-everyday.h"
#include "fac-catalog-source.h"

G_BEGIN_DECLS

/** FacCatalogIndex: a database with the tables `entries` and `words` of the starter set; thread-safe, one
 * thread at a time. */
typedef struct _FacCatalogIndex FacCatalogIndex;

/** FacCatalogHints: what is known beyond the catalogue of what may be meant. */
typedef struct
{
  const FacCatalogEveryday *everyday; /* (nullable) */
  const char *const        *used;     /* (nullable): keys that were used before, best first */
} FacCatalogHints;

/** fac_catalog_index_new: takes @db. */
FacCatalogIndex *fac_catalog_index_new  (FacDb *db);
/** fac_catalog_index_free: frees it with all it owns. */
void             fac_catalog_index_free (FacCatalogIndex *self);
/** fac_catalog_index_search: entries with ids from @first to @last: used ones first, then those that answer best.
 * @hints: (nullable). Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray *fac_catalog_index_search (FacCatalogIndex *self, gint64 first, gint64 last, const char *text, guint limit,
                                     const FacCatalogHints *hints);
/** fac_catalog_index_find: the entry with exactly @key. Returns: (transfer full) (nullable) */
FacCatalogEntry *fac_catalog_index_find (FacCatalogIndex *self, const char *catalog, const char *key);
/** fac_catalog_entry_read: key, es, en, from, to in the columns from @column on. Returns: (transfer full) */
FacCatalogEntry *fac_catalog_entry_read (FacStatement *row, int column);

G_END_DECLS
