/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_INVOICE_EDITOR (fac_invoice_editor_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoiceEditor, fac_invoice_editor, FAC, INVOICE_EDITOR, FacPage)

/**
 * FacInvoiceEditor: one page to write an invoice: customer, lines, payment, more; totals and findings at the side, its
 * paper on demand. Actions "editor.stamp" (Ctrl+Enter), "editor.preview", "editor.undo", "editor.redo", "editor.save",
 * "editor.delete", "editor.duplicate".
 */
FacPage *fac_invoice_editor_new (FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_invoice_editor_push_for: lays a new invoice for @customer over the page that @from is in. */
void     fac_invoice_editor_push_for (GtkWidget *from, FacWorkspace *workspace, FacCustomer *customer);
/** fac_invoice_editor_push_with: likewise, with one line of @product; the customer is chosen next. */
void     fac_invoice_editor_push_with (GtkWidget *from, FacWorkspace *workspace, const FacProduct *product);
/** fac_invoice_editor_focus_field: puts the cursor into a field, by its API path ("items.3.product.price"). */
void     fac_invoice_editor_focus_field (FacInvoiceEditor *self, const char *field);

G_END_DECLS
