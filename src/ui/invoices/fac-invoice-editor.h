/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-draft-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_INVOICE_EDITOR (fac_invoice_editor_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoiceEditor, fac_invoice_editor, FAC, INVOICE_EDITOR, FacDraftPage)

/**
 * FacInvoiceEditor: one page to write an invoice or a credit note: customer, lines, payment, more; totals and findings
 * at the side, its paper on demand. Actions besides those of every draft: "editor.paste", "editor.find",
 * "editor.target", "editor.template", "editor.repeat", "editor.duplicate".
 */
FacPage *fac_invoice_editor_new (FacWorkspace *workspace, FacInvoiceDraft *draft);
/** fac_invoice_editor_push_for: lays a new invoice for @customer over the page that @from is in. */
void     fac_invoice_editor_push_for (GtkWidget *from, FacWorkspace *workspace, FacCustomer *customer);
/** fac_invoice_editor_push_with: likewise, with one line of @product; the customer is chosen next. */
void     fac_invoice_editor_push_with (GtkWidget *from, FacWorkspace *workspace, const FacProduct *product);

G_END_DECLS
