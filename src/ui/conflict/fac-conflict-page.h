/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_CONFLICT_PAGE (fac_conflict_page_get_type ())
G_DECLARE_FINAL_TYPE (FacConflictPage, fac_conflict_page, FAC, CONFLICT_PAGE, FacPage)

/** FacConflictPage: what was written here and at the service about the object with local @id, field by field, for the
 * person to decide. */
FacPage *fac_conflict_page_new (FacWorkspace *workspace, FacEntity entity, const char *id);

G_END_DECLS
