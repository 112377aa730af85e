/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fac_in_view_keep: scrolls the first scrolled window around @within so that @widget, somewhere inside of @within, is
 * seen, also while what it lies in is still unfolding. */
void fac_in_view_keep (GtkWidget *widget, GtkWidget *within);

G_END_DECLS
