/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONSTANCIA_DIALOG (fac_constancia_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FacConstanciaDialog, fac_constancia_dialog, FAC, CONSTANCIA_DIALOG, AdwWindow)

/** FacConstanciaDialog: asks for a constancia, as PDF or as text, and reads it; what keeps it from being read is told
 * in place. Signal "read" (FacConstancia): it has closed. */
GtkWidget *fac_constancia_dialog_new (GtkWindow *parent, FacWorkspace *workspace);
/** fac_constancia_dialog_read_file: reads @file as if the person had chosen it. */
void       fac_constancia_dialog_read_file (FacConstanciaDialog *self, GFile *file);

/** fac_constancia_drop_add: files dropped on @widget are handed to @take, one at a time, with @widget. */
void       fac_constancia_drop_add (GtkWidget *widget, void (*take) (GtkWidget *widget, GFile *file));

G_END_DECLS
