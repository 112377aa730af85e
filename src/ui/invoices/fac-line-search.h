/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-line-grid.h"

G_BEGIN_DECLS

#define FAC_TYPE_LINE_SEARCH (fac_line_search_get_type ())
G_DECLARE_FINAL_TYPE (FacLineSearch, fac_line_search, FAC, LINE_SEARCH, GtkWidget)

/** FacLineSearch: finds words in the lines of a draft; Enter and Shift+Enter walk through what was found, Esc goes to
 * the line. Hidden until it is opened. */
void fac_line_search_set_draft (FacLineSearch *self, FacInvoiceDraft *draft, FacLineGrid *grid);
void fac_line_search_open      (FacLineSearch *self);

G_END_DECLS
