/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fac_help_page_fill: lays the help page NAME of the program, in the person's language, into @box.
 * The section with the id "start" of a page is filled with the page @start, which may be %NULL. */
gboolean fac_help_page_fill (GtkBox *box, const char *name, const char *start, GError **error);

G_END_DECLS
