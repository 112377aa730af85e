/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONTENT_ROW (fac_content_row_get_type ())
G_DECLARE_FINAL_TYPE (FacContentRow, fac_content_row, FAC, CONTENT_ROW, AdwExpanderRow)

/** FacContentRow: what others want inside of the XML: tax legends, complements given as XML, addenda, and the
 * namespaces they need. */
void     fac_content_row_set_draft (FacContentRow *self, FacInvoiceDraft *draft);
/** fac_content_row_focus: Returns: %FALSE when @field is not one of its own */
gboolean fac_content_row_focus (FacContentRow *self, const char *field);

G_END_DECLS
