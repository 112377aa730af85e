/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_SYNC_ROW (fac_sync_row_get_type ())
G_DECLARE_FINAL_TYPE (FacSyncRow, fac_sync_row, FAC, SYNC_ROW, GtkWidget)

/** FacSyncRow: what waits and why, in one line or two; opens the queue ("win.show-queue"). Quiet: work shows after half
 * a second. */
void fac_sync_row_set_workspace (FacSyncRow *self, FacWorkspace *workspace);

G_END_DECLS
