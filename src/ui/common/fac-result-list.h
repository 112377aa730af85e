/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A list of what was found below the entry in which it is searched. */

/** fac_result_list_follow: the arrows move through @list while the cursor stays in @search. */
void fac_result_list_follow (GtkListBox *list, GtkSearchEntry *search);
/** fac_result_list_clear: takes all rows out and goes back to the top. */
void fac_result_list_clear  (GtkListBox *list);
/** fac_result_list_select_first: so that Enter takes the best one. */
void fac_result_list_select_first (GtkListBox *list);

G_END_DECLS
