/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-conflict-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONFLICT_ROW (fac_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (FacConflictRow, fac_conflict_row, FAC, CONFLICT_ROW, GtkListBoxRow)

/** FacConflictRow: one field that both sides wrote: what it was, and mine or theirs to choose from. */
GtkWidget *fac_conflict_row_new (FacConflictModel *model, FacConflictField *field);

G_END_DECLS
