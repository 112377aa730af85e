/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_GLOBAL_ROW (fac_global_row_get_type ())
G_DECLARE_FINAL_TYPE (FacGlobalRow, fac_global_row, FAC, GLOBAL_ROW, AdwExpanderRow)

/** FacGlobalRow: the period of the sales of an invoice to the general public; absent where it has no place. */
void     fac_global_row_set_draft (FacGlobalRow *self, FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_global_row_focus: unfolds it; %FALSE when @field (API path) is none of its own. */
gboolean fac_global_row_focus     (FacGlobalRow *self, const char *field);

G_END_DECLS
