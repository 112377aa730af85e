/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-draft-page.h"

G_BEGIN_DECLS

/** fac_document_push: lays the document of @summary over the page that @from is in: a draft in its editor, anything
 * else on its page. */
void fac_document_push (GtkWidget *from, FacWorkspace *workspace, const FacDocumentSummary *summary);
/** fac_document_push_id: the same of the document with local @id. */
void fac_document_push_id (GtkWidget *from, FacWorkspace *workspace, const char *id);
/** fac_document_push_payment: a new payment of the invoice with local @id, by its customer. */
void fac_document_push_payment (GtkWidget *from, FacWorkspace *workspace, const char *id);
/** fac_draft_page_new: where a document of the type of @draft is written. */
FacPage *fac_draft_page_new (FacWorkspace *workspace, FacInvoiceDraft *draft);

G_END_DECLS
