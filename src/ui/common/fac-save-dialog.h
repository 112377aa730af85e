/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FacSaveChosen: called once. @file: (transfer none) (nullable): %NULL: none was chosen */
typedef void (*FacSaveChosen) (GFile *file, gpointer data);

/**
 * fac_save_dialog_ask: asks where to save, over the window of @widget, which waits meanwhile.
 * @title: (transfer none): of the dialog
 * @name: (transfer none): the name that is suggested
 * @folder: (transfer none) (nullable): where it opens; %NULL: where the desktop wants it
 */
void fac_save_dialog_ask (GtkWidget *widget, const char *title, const char *name, GFile *folder, FacSaveChosen chosen,
                          gpointer data);

G_END_DECLS
