/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What cells of lists of documents show; @content is a row's FacDocumentSummary. All text is (transfer full). */

char      *fac_document_cell_folio    (gconstpointer content);
char      *fac_document_cell_date     (gconstpointer content);
char      *fac_document_cell_customer (gconstpointer content);
/** fac_document_cell_amount: @amount of the document, in its currency and with its decimals. */
char      *fac_document_cell_amount   (const FacDocumentSummary *summary, FacDecimal amount);

/** fac_document_delete: deletes the draft @summary in the page @from, which can be undone; says so when it is none. */
void       fac_document_delete        (GtkWidget *from, const FacDocumentSummary *summary);

G_END_DECLS
