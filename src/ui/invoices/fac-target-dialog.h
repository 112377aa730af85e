/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_TARGET_DIALOG (fac_target_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacTargetDialog, fac_target_dialog, FAC, TARGET_DIALOG, AdwWindow)

/** FacTargetDialog: the person names the total; the price of line @line, or of all lines, is worked out. */
GtkWidget *fac_target_dialog_new (GtkWindow *parent, FacInvoiceDraft *draft, guint line);

G_END_DECLS
