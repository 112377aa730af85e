/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CANCEL_DIALOG (fac_cancel_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacCancelDialog, fac_cancel_dialog, FAC, CANCEL_DIALOG, AdwWindow)

/**
 * FacCancelDialog: why a stamped invoice is cancelled, what replaces it, and what will happen. Signal "cancel" (const
 * char *motive, const char *substitution or NULL, gboolean write: the replacement is to be written): the person
 * confirmed; the dialog closes. Signal "open" (const char *id): one of those that must be cancelled first is to be
 * shown.
 */
GtkWidget *fac_cancel_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice);

G_END_DECLS
