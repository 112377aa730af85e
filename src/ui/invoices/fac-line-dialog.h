/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_LINE_DIALOG (fac_line_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacLineDialog, fac_line_dialog, FAC, LINE_DIALOG, AdwWindow)

/** FacLineDialog: all fields of one line: keys, unit, taxes, SKU. Writes into the draft while one types; one step for
 * undo. */
GtkWidget *fac_line_dialog_new (GtkWindow *parent, FacWorkspace *workspace, FacInvoiceDraft *draft, guint line);
/** fac_line_dialog_focus_field: puts the cursor into a field of the line ("third_party.zip"). */
void       fac_line_dialog_focus_field (FacLineDialog *self, const char *field);

G_END_DECLS
