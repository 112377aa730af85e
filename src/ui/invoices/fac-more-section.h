/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_MORE_SECTION (fac_more_section_get_type ())
G_DECLARE_FINAL_TYPE (FacMoreSection, fac_more_section, FAC, MORE_SECTION, GtkWidget)

/** FacMoreSection: what most invoices do without: series, date, conditions, export, period of sales, relations; folded
 * at first. */
void     fac_more_section_set_draft (FacMoreSection *self, FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_more_section_focus: unfolds it; %FALSE when @field (API path) is none of its own. */
gboolean fac_more_section_focus     (FacMoreSection *self, const char *field);

G_END_DECLS
