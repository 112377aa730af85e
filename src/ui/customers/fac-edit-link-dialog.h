/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_EDIT_LINK_DIALOG (fac_edit_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacEditLinkDialog, fac_edit_link_dialog, FAC, EDIT_LINK_DIALOG, AdwMessageDialog)

/** fac_edit_link_dialog_new: asks who gets the link with which a customer writes its tax data itself. @address:
 * (nullable): the usual one. Signal "send" (const char *address): it may leave. */
GtkWindow *fac_edit_link_dialog_new (GtkWidget *from, const char *address);

G_END_DECLS
