/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_ADVANCE_DIALOG (fac_advance_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacAdvanceDialog, fac_advance_dialog, FAC, ADVANCE_DIALOG, AdwWindow)

/** FacAdvanceDialog: how much was paid in advance, how and with which taxes. Signal "create" (FacInvoice): the draft
 * of its invoice. */
GtkWidget *fac_advance_dialog_new (GtkWindow *parent, FacWorkspace *workspace);

G_END_DECLS
