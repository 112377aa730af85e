/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-open-invoice.h"
#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_DIFFERENCES_PAGE (fac_differences_page_get_type ())
G_DECLARE_FINAL_TYPE (FacDifferencesPage, fac_differences_page, FAC, DIFFERENCES_PAGE, FacPage)

/** FacDifferencesPage: invoices of which the service says another balance than the documents here explain: both
 * figures, and what to do. */
FacPage *fac_differences_page_new   (FacWorkspace *workspace);
/** fac_differences_words: of one of them: what it means and what to do. Returns: (transfer none) */
const char *fac_differences_words   (const FacOpenInvoice *open);
/** fac_differences_figures: of one of them: both figures. Returns: (transfer full) */
char       *fac_differences_figures (const FacOpenInvoice *open);

G_END_DECLS
