/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG_ROW (fac_catalog_row_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalogRow, fac_catalog_row, FAC, CATALOG_ROW, AdwActionRow)

/** FacCatalogRow: a key of a large catalogue, chosen in a FacCatalogDialog. Signal "picked". */
void        fac_catalog_row_setup (FacCatalogRow *self, FacWorkspace *workspace, const char *catalog);
const char *fac_catalog_row_get_key (FacCatalogRow *self);
const char *fac_catalog_row_get_name (FacCatalogRow *self);
/** fac_catalog_row_set_key: @name NULL looks it up. */
void        fac_catalog_row_set_key (FacCatalogRow *self, const char *key, const char *name);

G_END_DECLS
