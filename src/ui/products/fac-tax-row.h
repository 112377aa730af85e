/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_TAX_ROW (fac_tax_row_get_type ())
G_DECLARE_FINAL_TYPE (FacTaxRow, fac_tax_row, FAC, TAX_ROW, GtkListBoxRow)

/** FacTaxRow: one tax to the digit: kind, factor, rate, withheld. Signals "changed", "removed". */
GtkWidget *fac_tax_row_new (const FacTax *tax);
FacTax     fac_tax_row_get (FacTaxRow *self);
/** fac_tax_row_show_unread: puts @text, which is no number, where the number is typed */
void fac_tax_row_show_unread (FacTaxRow *self, const char *text);
/** fac_tax_row_get_unread: Returns: (transfer none) (nullable): what was typed and is no number */
const char *fac_tax_row_get_unread (FacTaxRow *self);
/** fac_tax_row_get_field: the control of @field, "type", "factor" or "rate". Returns: (transfer none) */
GtkWidget *fac_tax_row_get_field (FacTaxRow *self, const char *field);
/** fac_tax_row_get_unreadable: the entry whose text is no number. Returns: (nullable) */
GtkWidget *fac_tax_row_get_unreadable (FacTaxRow *self);

G_END_DECLS
