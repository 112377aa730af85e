/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_INVOICE_PAGE (fac_invoice_page_get_type ())
G_DECLARE_FINAL_TYPE (FacInvoicePage, fac_invoice_page, FAC, INVOICE_PAGE, FacPage)

/**
 * FacInvoicePage: a document that is queued, on its way, issued or refused: facts and actions beside its paper.
 * Actions "invoice.print" (Ctrl+P), "invoice.save-menu" (Ctrl+S), "invoice.save-pdf", "invoice.save-xml",
 * "invoice.duplicate", "invoice.edit", "invoice.refresh", "invoice.copy-uuid", "invoice.verify", "invoice.paper".
 */
FacPage *fac_invoice_page_new (FacWorkspace *workspace, const char *id);

G_END_DECLS
