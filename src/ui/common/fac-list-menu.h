/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-columns.h"

G_BEGIN_DECLS

/** fac_list_menu_sort: the sort menu of these columns, with actions list.sort and list.descending. Returns: (transfer
 * full) */
GMenuModel *fac_list_menu_sort (const FacListColumn *columns, guint n_columns);
/** fac_list_menu_popup: shows @menu at @at of @parent; it goes away by itself. */
void fac_list_menu_popup (GtkWidget *parent, GMenuModel *menu, const GdkRectangle *at);

G_END_DECLS
