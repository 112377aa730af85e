/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PULL_ROW (fac_pull_row_get_type ())
G_DECLARE_FINAL_TYPE (FacPullRow, fac_pull_row, FAC, PULL_ROW, AdwActionRow)

/** FacPullRow: what is being fetched, and the switch that makes it wait. */
void fac_pull_row_set_workspace (FacPullRow *self, FacWorkspace *workspace);

G_END_DECLS
