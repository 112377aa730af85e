/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-index.h"

G_BEGIN_DECLS

/** FacCatalogFull: the full catalogues of products, units and postal codes; thread-safe. */
typedef struct _FacCatalogFull FacCatalogFull;

typedef enum
{
  FAC_CATALOG_FULL_PRODUCTS,
  FAC_CATALOG_FULL_UNITS,
  FAC_CATALOG_FULL_ZIPS,
  FAC_CATALOG_N_FULL
} FacCatalogFullKind;

/** fac_catalog_full_open: checks that @path is a full set; thread-safe afterwards. Returns: (transfer full)
 * (nullable) */
FacCatalogFull *fac_catalog_full_open (const char *path, GError **error);
/** fac_catalog_full_ref: one more owner. Returns: (transfer full) */
FacCatalogFull *fac_catalog_full_ref (FacCatalogFull *self);
/** fac_catalog_full_unref: the last one frees it with all it owns; %NULL is allowed. */
void            fac_catalog_full_unref (FacCatalogFull *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogFull, fac_catalog_full_unref)
/** fac_catalog_full_path: of its file. Returns: (transfer none) */
const char     *fac_catalog_full_path (FacCatalogFull *self);
/** fac_catalog_full_count: how many keys of @kind it has. */
gint64          fac_catalog_full_count (FacCatalogFull *self, FacCatalogFullKind kind);
/** fac_catalog_full_vintage: of when the keys of @kind are, in the words of the file. Returns: (transfer full)
 * (nullable) */
char           *fac_catalog_full_vintage (FacCatalogFull *self, FacCatalogFullKind kind);
/** fac_catalog_full_answers: whether the file has what constant @sql reads. */
gboolean        fac_catalog_full_answers (FacCatalogFull *self, const char *sql);
/** fac_catalog_full_connect: a connection of its own, for the caller's thread. Returns: (transfer full) (nullable) */
FacDb *fac_catalog_full_connect (FacCatalogFull *self, GError **error);
/** fac_catalog_full_kind: %FALSE when the full set has no catalogue @name. */
gboolean fac_catalog_full_kind (const char *name, FacCatalogFullKind *kind);
/** fac_catalog_full_find: by exact key. Returns: (transfer full) (nullable) */
FacCatalogEntry *fac_catalog_full_find (FacCatalogFull *self, FacCatalogFullKind kind, const char *key);
/** fac_catalog_full_first: the first row of constant @sql (key, es, en, from, to) for @key. Returns: (transfer full)
 * (nullable) */
FacCatalogEntry *fac_catalog_full_first (FacCatalogFull *self, const char *sql, const char *key);
/** fac_catalog_full_has_prefix: whether any key begins with @prefix. */
gboolean fac_catalog_full_has_prefix (FacCatalogFull *self, FacCatalogFullKind kind, const char *prefix);
/** fac_catalog_full_zone: IANA zone of a postal code. Returns: (transfer full) (nullable) */
char *fac_catalog_full_zone (FacCatalogFull *self, const char *zip);
/** fac_catalog_full_border: the flag of the border stimulus of a postal code. Returns: (transfer full) (nullable) */
char *fac_catalog_full_border (FacCatalogFull *self, const char *zip);
/** fac_catalog_full_search: the first search of a kind reads it into memory; @starter gives synonyms and what
 * is usual. Returns: (transfer full) (element-type FacCatalogEntry) */
GPtrArray *fac_catalog_full_search (FacCatalogFull *self, FacCatalogFullKind kind, const char *starter,
                                    const char *text, guint limit, const FacCatalogHints *hints);
/** fac_catalog_full_search_rows: the same of what constant @sql reads (key, name, English name, from, to, other names
 * by commas), which is kept under @name. */
GPtrArray *fac_catalog_full_search_rows (FacCatalogFull *self, const char *name, const char *sql, const char *text,
                                         guint limit);

G_END_DECLS
