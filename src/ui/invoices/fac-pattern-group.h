/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-chosen.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PATTERN_GROUP (fac_pattern_group_get_type ())
G_DECLARE_FINAL_TYPE (FacPatternGroup, fac_pattern_group, FAC, PATTERN_GROUP, AdwPreferencesGroup)

/** FacPatternGroup: how files are called, with the names that come of it; remembered in the settings when it is good.
 * Signal "changed". */
/** fac_pattern_group_set_documents: whose names are shown (element-type FacDocumentSummary); before that, and for none,
 * an example's. */
void        fac_pattern_group_set_documents (FacPatternGroup *self, FacWorkspace *workspace, GPtrArray *documents);
/** fac_pattern_group_is_good: whether every word of it is known. */
gboolean    fac_pattern_group_is_good     (FacPatternGroup *self);
/** fac_pattern_group_get_pattern: (transfer none) */
const char *fac_pattern_group_get_pattern (FacPatternGroup *self);

G_END_DECLS
