/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacDocumentFiles: what is at hand of one document; a member is %NULL when it was not asked for or is not here. */
typedef struct
{
  GBytes *xml;
  GBytes *pdf;
} FacDocumentFiles;

/** fac_document_files_free: frees it with all it owns. */
void              fac_document_files_free   (FacDocumentFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDocumentFiles, fac_document_files_free)

/**
 * fac_document_files_async: XML and paper of @document from this computer, without network: the PDF is the service's
 * own where it is at hand, else it is drawn, from the XML or from the draft.
 * @xml, @pdf: what is wanted
 */
void              fac_document_files_async  (FacWorkspace *workspace, const FacDocumentSummary *document, gboolean xml,
                                             gboolean pdf, GCancellable *cancellable, GAsyncReadyCallback callback,
                                             gpointer data);
/** fac_document_files_finish: Returns: (transfer full) (nullable) */
FacDocumentFiles *fac_document_files_finish (GAsyncResult *result, GError **error);

G_END_DECLS
