/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CATALOG_BROWSER (fac_catalog_browser_get_type ())
G_DECLARE_FINAL_TYPE (FacCatalogBrowser, fac_catalog_browser, FAC, CATALOG_BROWSER, AdwWindow)

/** fac_catalog_browser_present: a window in which all catalogues are looked through; what is chosen is copied. */
void fac_catalog_browser_present (GtkWindow *parent, FacWorkspace *workspace);

G_END_DECLS
