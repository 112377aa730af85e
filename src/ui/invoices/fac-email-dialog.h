/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_EMAIL_DIALOG (fac_email_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacEmailDialog, fac_email_dialog, FAC, EMAIL_DIALOG, AdwWindow)

/** FacEmailDialog: to whom an invoice is sent; proposes the customer's address. Signal "send" (GStrv addresses): valid
 * ones; the dialog closes. */
GtkWidget *fac_email_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice);

G_END_DECLS
