/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacCatalogMatch: what a person typed into a search, in words. */
typedef struct
{
  char  *folded; /* lower case, no accents */
  char **words;  /* as typed */
  char **stems;  /* without the ending of a plural: beginnings of the words looked for */
} FacCatalogMatch;

/** fac_catalog_match_new: takes @text apart. Returns: (transfer full) */
FacCatalogMatch *fac_catalog_match_new  (const char *text);
/** fac_catalog_match_free: frees it with all it owns. */
void             fac_catalog_match_free (FacCatalogMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogMatch, fac_catalog_match_free)

/** fac_catalog_match_query: FTS5 expression: whole words, or words that begin with the stems. Returns:
 * (transfer full) */
char *fac_catalog_match_query (const FacCatalogMatch *self, gboolean whole);
/** FAC_CATALOG_RANK_APART: the words are there, but in no single name. */
#define FAC_CATALOG_RANK_APART 12
/** fac_catalog_match_rank: how well an entry answers: 0 is its name, 1 one of its other names, then less and less.
 * @folded: its names, each folded, the SAT's first, with '|' between. */
guint fac_catalog_match_rank (const FacCatalogMatch *self, const char *folded);

G_END_DECLS
