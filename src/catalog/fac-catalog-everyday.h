/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-match.h"
#include "fac-db.h"

G_BEGIN_DECLS

/** FacCatalogEveryday: what people call things, with the keys that are meant; never changes after it was read. */
typedef struct _FacCatalogEveryday FacCatalogEveryday;

/** fac_catalog_everyday_read: from the table `everyday` of the starter set. Returns: (transfer full) (nullable) */
FacCatalogEveryday *fac_catalog_everyday_read (FacDb *starter, GError **error);
/** fac_catalog_everyday_free: frees it with all it owns; %NULL is allowed. */
void                fac_catalog_everyday_free (FacCatalogEveryday *self);

/** FacCatalogHit: a key that @rank (as of fac_catalog_match_rank()) says how surely is meant. */
typedef struct
{
  const char *key; /* of the everyday words */
  guint       rank;
} FacCatalogHit;

/** fac_catalog_everyday_find: keys for what was typed, best first. Returns: (transfer full) (element-type
 * FacCatalogHit) */
GArray *fac_catalog_everyday_find (const FacCatalogEveryday *self, const FacCatalogMatch *match);
/** fac_catalog_everyday_words: adds its words to @words, a set. */
void    fac_catalog_everyday_words (const FacCatalogEveryday *self, GHashTable *words);

G_END_DECLS
