/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-tax.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_LOCAL_TAX_ROW (fac_local_tax_row_get_type ())
G_DECLARE_FINAL_TYPE (FacLocalTaxRow, fac_local_tax_row, FAC, LOCAL_TAX_ROW, GtkListBoxRow)

/** FacLocalTaxRow: the editor of one state or municipal tax. Signals "changed", "removed". */
GtkWidget  *fac_local_tax_row_new (const FacLocalTax *tax);
FacLocalTax fac_local_tax_row_get (FacLocalTaxRow *self);
/** fac_local_tax_row_show_unread: puts @text, which is no number, where the number is typed */
void fac_local_tax_row_show_unread (FacLocalTaxRow *self, const char *text);
/** fac_local_tax_row_get_unread: Returns: (transfer none) (nullable): what was typed and is no number */
const char *fac_local_tax_row_get_unread (FacLocalTaxRow *self);
/** fac_local_tax_row_get_field: the entry of @field, "type" or "rate". Returns: (transfer none) */
GtkWidget  *fac_local_tax_row_get_field (FacLocalTaxRow *self, const char *field);
/** fac_local_tax_row_get_unreadable: the entry whose text is no number. Returns: (nullable) */
GtkWidget *fac_local_tax_row_get_unreadable (FacLocalTaxRow *self);

G_END_DECLS
