/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAPER_ROW (fac_paper_row_get_type ())
G_DECLARE_FINAL_TYPE (FacPaperRow, fac_paper_row, FAC, PAPER_ROW, AdwExpanderRow)

/** FacPaperRow: what the printed document shows besides: a text of the person's own, and the service's options. */
void     fac_paper_row_set_draft (FacPaperRow *self, FacInvoiceDraft *draft);
/** fac_paper_row_focus: Returns: %FALSE when @field is not one of its own */
gboolean fac_paper_row_focus (FacPaperRow *self, const char *field);

G_END_DECLS
