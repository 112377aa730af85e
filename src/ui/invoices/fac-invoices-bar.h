/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_INVOICES_BAR (fac_invoices_bar_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoicesBar, fac_invoices_bar, FAC, INVOICES_BAR, GtkWidget)

/** FacInvoicesBar: above the list of invoices, what of them is not finished: cancellations that are awaited or were
 * rejected, and advances that no invoice takes; nothing where there is none. */
GtkWidget *fac_invoices_bar_new (FacWorkspace *workspace);

G_END_DECLS
