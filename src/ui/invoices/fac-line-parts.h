/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-line.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_LINE_PARTS (fac_line_parts_get_type ())
G_DECLARE_FINAL_TYPE (FacLineParts, fac_line_parts, FAC, LINE_PARTS, AdwPreferencesGroup)

/** FacLineParts: the parts of what a line sells. Signal "changed". */
void       fac_line_parts_setup (FacLineParts *self, FacWorkspace *workspace);
void       fac_line_parts_show  (FacLineParts *self, const FacInvoiceLine *line);
void       fac_line_parts_read  (FacLineParts *self, FacInvoiceLine *line);
/** fac_line_parts_judge: findings (element-type FacFinding) about line @line are said beneath the last part. */
void       fac_line_parts_judge (FacLineParts *self, GPtrArray *findings, guint line);
/** fac_line_parts_get_unreadable: the first entry whose text is no number, in view. Returns: (nullable) */
GtkWidget *fac_line_parts_get_unreadable (FacLineParts *self);
/** fac_line_parts_focus: Returns: %FALSE when @field is not one of its own */
gboolean   fac_line_parts_focus (FacLineParts *self, const char *field);

G_END_DECLS
