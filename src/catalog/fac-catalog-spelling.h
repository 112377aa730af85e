/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-match.h"

G_BEGIN_DECLS

/** FacCatalogSpelling: all words of a catalogue, to find the one that was meant. */
typedef struct _FacCatalogSpelling FacCatalogSpelling;

/** fac_catalog_spelling_new: takes @words, a set of folded words with how often each occurs (GUINT_TO_POINTER). */
FacCatalogSpelling *fac_catalog_spelling_new  (GHashTable *words);
/** fac_catalog_spelling_free: frees it with all it owns; %NULL is allowed. */
void                fac_catalog_spelling_free (FacCatalogSpelling *self);
/** fac_catalog_spelling_correct: @match with each word that begins none of the catalogue's replaced by the most usual
 * one a letter away (one more, one less, another, two swapped). Returns: (transfer full) (nullable): the text, %NULL
 * when nothing can be made better */
char *fac_catalog_spelling_correct (const FacCatalogSpelling *self, const FacCatalogMatch *match);

G_END_DECLS
