/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-line.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_LINE_EXTRAS (fac_line_extras_get_type ())
G_DECLARE_FINAL_TYPE (FacLineExtras, fac_line_extras, FAC, LINE_EXTRAS, AdwPreferencesGroup)

/** FacLineExtras: what most lines do without: customs numbers, property account, third party. Signal "changed". */
void     fac_line_extras_setup (FacLineExtras *self, FacWorkspace *workspace);
void     fac_line_extras_show  (FacLineExtras *self, const FacInvoiceLine *line);
void     fac_line_extras_read  (FacLineExtras *self, FacInvoiceLine *line);
/** fac_line_extras_judge: @findings of the whole invoice; those of line number @line are shown. */
void     fac_line_extras_judge (FacLineExtras *self, GPtrArray *findings, guint line);
/** fac_line_extras_focus: @field within the line ("third_party.zip"); %FALSE when it is none of its own. */
gboolean fac_line_extras_focus (FacLineExtras *self, const char *field);

G_END_DECLS
