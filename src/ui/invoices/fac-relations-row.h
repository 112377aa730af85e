/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_RELATIONS_ROW (fac_relations_row_get_type ())
G_DECLARE_FINAL_TYPE (FacRelationsRow, fac_relations_row, FAC, RELATIONS_ROW, AdwExpanderRow)

/** FacRelationsRow: the documents that a draft is related to, in groups of one kind of relation each; folded at
 * first. */
void     fac_relations_row_set_draft (FacRelationsRow *self, FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_relations_row_focus: unfolds it; %FALSE when @field (API path) is none of its own. */
gboolean fac_relations_row_focus     (FacRelationsRow *self, const char *field);

G_END_DECLS
