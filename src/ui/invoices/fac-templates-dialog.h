/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_TEMPLATES_DIALOG (fac_templates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacTemplatesDialog, fac_templates_dialog, FAC, TEMPLATES_DIALOG, AdwWindow)

/** FacTemplatesDialog: the saved templates. Signal "picked" (FacInvoice, a new draft with its content). */
GtkWidget *fac_templates_dialog_new (GtkWindow *parent, FacWorkspace *workspace);

/** fac_template_ask_name: asks under which name @invoice is to be a template, and saves it. */
void       fac_template_ask_name (GtkWidget *from, FacWorkspace *workspace, const FacInvoice *invoice);

G_END_DECLS
