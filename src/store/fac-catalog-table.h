/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-db.h"

G_BEGIN_DECLS

/** Catalogue rows that the service answered once, kept for work without network. */
gboolean   fac_catalog_table_put    (FacDb *db, const char *catalog, const FacCatalogEntry *entry, GError **error);
/** fac_catalog_table_search: by key or words, by key. Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray *fac_catalog_table_search (FacDb *db, const char *catalog, const char *text, guint limit, GError **error);

G_END_DECLS
