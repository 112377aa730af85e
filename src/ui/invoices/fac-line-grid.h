/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-line-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_LINE_GRID (fac_line_grid_get_type ())
G_DECLARE_FINAL_TYPE (FacLineGrid, fac_line_grid, FAC, LINE_GRID, GtkWidget)

/**
 * FacLineGrid: the lines of a draft, made for the keyboard: cells of labels, one editor that floats over the present
 * cell, and an empty row at the end; rows of two storeys where the columns do not fit. Only rows in view have widgets.
 * Lies in a GtkScrolledWindow. Signal "details" (guint line): the person wants all fields of a line. Actions
 * "line.details", "line.remove", "line.duplicate", "line.insert", "line.move-up", "line.move-down", "line.copy",
 * "line.paste".
 */

/** fac_line_grid_set_draft: shows and changes the lines of @draft. */
void       fac_line_grid_set_draft  (FacLineGrid *self, FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_line_grid_go_to: puts the position on a cell, in view, with the focus; @edit begins typing. */
void       fac_line_grid_go_to      (FacLineGrid *self, guint line, FacLineColumn column, gboolean edit);
/** fac_line_grid_get_line: where the position is; the number of lines for the empty row. */
guint      fac_line_grid_get_line   (FacLineGrid *self);
/** fac_line_grid_show_line: puts the position on a line, in view; the focus stays where it is. */
void       fac_line_grid_show_line  (FacLineGrid *self, guint line);
/** fac_line_grid_commit: ends typing, keeping what was typed. Returns: %FALSE when that cannot be read: it stays there
 * with the reason */
gboolean   fac_line_grid_commit     (FacLineGrid *self);

G_END_DECLS
