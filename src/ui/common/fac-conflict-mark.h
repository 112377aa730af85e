/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paged-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONFLICT_MARK (fac_conflict_mark_get_type ())
G_DECLARE_FINAL_TYPE (FacConflictMark, fac_conflict_mark, FAC, CONFLICT_MARK, GtkWidget)

/** FacConflictMark: in a row of a list, seen while the row's object waits for a decision. Lies in a FacPage. */
GtkWidget *fac_conflict_mark_new     (void);
/** fac_conflict_mark_set_row: @row (nullable) */
void       fac_conflict_mark_set_row (FacConflictMark *self, FacRow *row);

G_END_DECLS
