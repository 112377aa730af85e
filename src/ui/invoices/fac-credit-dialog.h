/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CREDIT_DIALOG (fac_credit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacCreditDialog, fac_credit_dialog, FAC, CREDIT_DIALOG, AdwWindow)

/** FacCreditDialog: asks what is credited of @invoice, and of others of its customer: all, lines or an amount, and why.
 * Signal "create" (FacInvoice): a draft of type E; then it closes. */
GtkWidget *fac_credit_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice);

G_END_DECLS
