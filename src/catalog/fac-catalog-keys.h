/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-full.h"

G_BEGIN_DECLS

/** fac_catalog_keys_full: what of catalogue @name begins with @prefix. Returns: (transfer full) (nullable)
 * (element-type FacCatalogEntry): %NULL when the full set does not have it */
GPtrArray *fac_catalog_keys_full (FacCatalogFull *full, const char *name, const char *prefix);
/** fac_catalog_keys_starter: the same out of @all, the starter set's keys of complements. Returns: (transfer full) */
GPtrArray *fac_catalog_keys_starter (GPtrArray *all, const char *name, const char *prefix);

/** fac_catalog_keys_is_list: whether @name is one of the lists that both search. */
gboolean fac_catalog_keys_is_list (const char *name);
/** fac_catalog_keys_search: of list @name by key or words in any order, best first: in @full (nullable) when it has
 * that list, else in @starter, as above. Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray *fac_catalog_keys_search (FacCatalogFull *full, GPtrArray *starter, const char *name, const char *text,
                                    guint limit);

/** fac_catalog_keys_has: whether @name is a catalogue of single keys that only the full set can have. */
gboolean fac_catalog_keys_has (const char *name);
/** fac_catalog_keys_answers: whether the file of @full has that catalogue. */
gboolean fac_catalog_keys_answers (FacCatalogFull *full, const char *name);
/** fac_catalog_keys_find: one of its keys. Returns: (transfer full) (nullable) */
FacCatalogEntry *fac_catalog_keys_find (FacCatalogFull *full, const char *name, const char *key);

G_END_DECLS
