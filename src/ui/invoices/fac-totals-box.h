/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-totals.h"
#include "fac-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_TOTALS_BOX (fac_totals_box_get_type ())
G_DECLARE_FINAL_TYPE (FacTotalsBox, fac_totals_box, FAC, TOTALS_BOX, GtkWidget)

/** FacTotalsBox: subtotal, discount and taxes, and the total large. */
void fac_totals_box_show (FacTotalsBox *self, FacWorkspace *workspace, const FacInvoiceTotals *totals,
                          const char *currency);

G_END_DECLS
