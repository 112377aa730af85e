/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-page.h"

G_BEGIN_DECLS

/** fac_document_push: lays the document of @summary over the page that @from is in: a draft in its editor, anything
 * else on its page. */
void fac_document_push (GtkWidget *from, FacWorkspace *workspace, const FacDocumentSummary *summary);

G_END_DECLS
