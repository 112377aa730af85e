/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

G_BEGIN_DECLS

/** FacSatType: what the text of an attribute or element may be: a type of the SAT's schemas with its facets. Never
 * changed once read. */
typedef struct _FacSatType FacSatType;

/** fac_sat_type_new: @columns: of a row "t" of schema.tsv, from the kind on, NULL-terminated. Returns: (transfer full)
 * (nullable): %NULL when a pattern is none */
FacSatType *fac_sat_type_new (char **columns, GError **error);
/** fac_sat_type_free: frees it with all it owns. */
void        fac_sat_type_free (FacSatType *self);
/** fac_sat_type_fault: what is wrong with @text, in Spanish, to follow the name of the field. Returns: (transfer full)
 * (nullable): %NULL when nothing is */
char       *fac_sat_type_fault (const FacSatType *self, FacCatalogSource *catalog, const char *text);

G_END_DECLS
