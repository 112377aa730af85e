/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/** fac_document_words_name: its kind and folio: "Credit note A 3". Returns: (transfer full) */
char *fac_document_words_name (const FacDocumentSummary *summary);
/** fac_document_words_name_invoice: likewise; one that is not numbered yet says so. Returns: (transfer full) */
char *fac_document_words_name_invoice (const FacInvoice *invoice);
/** fac_document_words_duplicates: whether a document of the SAT's @type can be begun anew with the same content:
 * those that are not written here cannot. */
gboolean fac_document_words_duplicates (char type);

G_END_DECLS
