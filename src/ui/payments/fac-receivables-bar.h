/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-receivables.h"
#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_RECEIVABLES_BAR (fac_receivables_bar_get_type ())
G_DECLARE_FINAL_TYPE (FacReceivablesBar, fac_receivables_bar, FAC, RECEIVABLES_BAR, GtkBox)

/** FacReceivablesBar: what is owed by all customers, by currency and age, and the payments whose complement is missing,
 * with a button of the action "receivables.deposits", and where the service says other balances, with one of
 * "receivables.differences". Follows the store. */
GtkWidget *fac_receivables_bar_new (FacWorkspace *workspace);

G_END_DECLS
