/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog.h"

G_BEGIN_DECLS

/** FacImportNames: keys of the SAT's small catalogues by what people write instead of them. Of one thread. */
typedef struct _FacImportNames FacImportNames;

/** fac_import_names_new: @catalog is (nullable): only keys are understood then. */
FacImportNames *fac_import_names_new  (FacCatalog *catalog);
/** fac_import_names_free: frees it with all it owns. */
void            fac_import_names_free (FacImportNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacImportNames, fac_import_names_free)

/**
 * fac_import_names_key: the key of @catalog in @text: "601", "601 - General de Ley", "general de ley personas morales";
 * a text in which none is found comes back as it is. Returns: (transfer full)
 */
char *fac_import_names_key  (FacImportNames *self, const char *catalog, const char *text);
/** fac_import_names_name: the Spanish name of @key. Returns: (transfer full) (nullable) */
char *fac_import_names_name (FacImportNames *self, const char *catalog, const char *key);

G_END_DECLS
