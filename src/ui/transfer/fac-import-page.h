/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_IMPORT_PAGE (fac_import_page_get_type ())
G_DECLARE_FINAL_TYPE (FacImportPage, fac_import_page, FAC, IMPORT_PAGE, FacPage)

/** FacImportPage: a file of customers or products: chosen, its columns told apart, checked row by row, imported. */
FacPage *fac_import_page_new (FacWorkspace *workspace, FacEntity entity, GFile *file_or_null);

G_END_DECLS
