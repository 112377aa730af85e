/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-index.h"

G_BEGIN_DECLS

/** FacCatalogRow: what the small catalogues know beyond the names. */
typedef struct
{
  FacCatalogEntry *entry; /* (not owned) */
  gboolean         fisica;
  gboolean         moral;
  char           **systems; /* régimenes of the receiver (nullable) */
} FacCatalogRow;

/** FacCatalogSmall: one small catalogue in memory. */
typedef struct
{
  GPtrArray  *entries; /* (element-type FacCatalogEntry), in the catalogue's order */
  GHashTable *by_key;  /* key → FacCatalogRow */
} FacCatalogSmall;

/** FacCatalogPlace: what a postal code's beginning tells. */
typedef struct
{
  char *state;
  char *zone;
} FacCatalogPlace;

/** FacCatalogStarter: the starter set: small catalogues and postal prefixes in memory, the rest in the file.
 * Never changes after it was opened. */
typedef struct
{
  FacCatalogIndex *index;
  FacCatalogEveryday *everyday;
  GHashTable      *small;  /* name → FacCatalogSmall */
  GHashTable      *places; /* 2 or 3 digits → FacCatalogPlace */
} FacCatalogStarter;

/** fac_catalog_starter_open: reads the small catalogues. Errors: %FAC_STORE_ERROR. Returns: (transfer full)
 * (nullable) */
FacCatalogStarter *fac_catalog_starter_open (const char *path, GError **error);
/** fac_catalog_starter_free: frees it with all it owns. */
void               fac_catalog_starter_free (FacCatalogStarter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogStarter, fac_catalog_starter_free)

/** fac_catalog_starter_row: of a small catalogue. Returns: (transfer none) (nullable) */
const FacCatalogRow *fac_catalog_starter_row (FacCatalogStarter *self, const char *catalog, const char *key);
/** fac_catalog_starter_place: of a postal code. Returns: (transfer none) (nullable) */
const FacCatalogPlace *fac_catalog_starter_place (FacCatalogStarter *self, const char *zip);
/** fac_catalog_starter_range: ids of a catalogue; %FALSE when the set has none of that name. */
gboolean fac_catalog_starter_range (const char *catalog, gint64 *first, gint64 *last);

G_END_DECLS
