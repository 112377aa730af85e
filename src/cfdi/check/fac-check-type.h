/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"

G_BEGIN_DECLS

/** FacCheckType: what the SAT's schemas ask of a text; never changes after it was read. */
typedef struct _FacCheckType FacCheckType;

/** fac_check_type_new: from the columns of a row "t" behind its name. Returns: (transfer full) */
FacCheckType *fac_check_type_new  (char **columns);
/** fac_check_type_fault: what is wrong with the text of @name, a sentence in the language of the session.
 * @catalog: (nullable). Returns: (transfer full) (nullable): %NULL when it is right */
char         *fac_check_type_fault (const FacCheckType *self, FacCatalogSource *catalog, const char *name,
                                    const char *text);

G_END_DECLS
