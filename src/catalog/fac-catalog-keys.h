/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-full.h"

G_BEGIN_DECLS

/** fac_catalog_keys_full: what of catalogue @name begins with @prefix. Returns: (transfer full) (nullable)
 * (element-type FacCatalogEntry): %NULL when the full set does not have it */
GPtrArray *fac_catalog_keys_full (FacCatalogFull *full, const char *name, const char *prefix);
/** fac_catalog_keys_starter: the same out of @all, the starter set's keys of complements. Returns: (transfer full) */
GPtrArray *fac_catalog_keys_starter (GPtrArray *all, const char *name, const char *prefix);

G_END_DECLS
