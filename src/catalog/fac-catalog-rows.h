/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-tables.h"
#include "fac-db.h"

G_BEGIN_DECLS

/** FacCatalogRows: the rows of one table out of a file that a person chose: nothing in it is trusted. */
typedef struct _FacCatalogRows FacCatalogRows;

/** fac_catalog_rows_open_sqlite: of a real table of @db. Returns: (transfer full) (nullable): %NULL without @error
 * when @db has none of that name. */
FacCatalogRows *fac_catalog_rows_open_sqlite (FacDb *db, const FacCatalogTable *table, GError **error);
/** fac_catalog_rows_open_tsv: of the file of that name in @folder, likewise. */
FacCatalogRows *fac_catalog_rows_open_tsv    (const char *folder, const FacCatalogTable *table, GError **error);
/** fac_catalog_rows_free: frees it with all it owns. */
void            fac_catalog_rows_free (FacCatalogRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogRows, fac_catalog_rows_free)
/** fac_catalog_rows_count: about how many there are, for a progress. */
gint64          fac_catalog_rows_count (FacCatalogRows *self);
/** fac_catalog_rows_next: the cells of the next row in the order of the table's columns, valid until the next call.
 * Returns: (transfer none) (nullable): %NULL at the end, or with @error */
const char *const *fac_catalog_rows_next (FacCatalogRows *self, GError **error);

G_END_DECLS
