/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG_GROUP (fac_catalog_group_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalogGroup, fac_catalog_group, FAC, CATALOG_GROUP, AdwPreferencesGroup)

/** FacCatalogGroup: which catalogues of the SAT are used, and others instead. */
GtkWidget *fac_catalog_group_new (FacWorkspace *workspace);

G_END_DECLS
