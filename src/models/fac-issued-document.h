/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-cfdi.h"
#include "fac-error-presenter.h"
#include "fac-outbox-model.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_ISSUED_DOCUMENT (fac_issued_document_get_type ())
G_DECLARE_FINAL_TYPE (FacIssuedDocument, fac_issued_document, FAC, ISSUED_DOCUMENT, GObject)

/**
 * FacIssuedDocument: what the invoice page shows of a document that is queued, issued or refused. Follows its changes
 * by itself. Signal "changed". Members are NULL while they are not known.
 */
FacIssuedDocument *fac_issued_document_new (FacWorkspace *workspace, const char *id);
const FacInvoice  *fac_issued_document_get_invoice (FacIssuedDocument *self);
const FacCfdi     *fac_issued_document_get_cfdi    (FacIssuedDocument *self); /* from the XML on disk */
GBytes            *fac_issued_document_get_xml     (FacIssuedDocument *self);
/* the service's own, or drawn from the XML, or as draft */
GBytes            *fac_issued_document_get_pdf     (FacIssuedDocument *self);
/** fac_issued_document_get_seal_verdict: 1 good, 0 not known yet, −1 bad. */
int                fac_issued_document_get_seal_verdict (FacIssuedDocument *self);
/** FacHistoryItem in a GListModel, newest first: properties "at" (int64), "kind", "detail". */
GListModel        *fac_issued_document_get_history (FacIssuedDocument *self);
/** fac_issued_document_get_refusal: what the service last said of it, for the notice. Returns: (transfer none)
 * (nullable) */
const FacErrorText *fac_issued_document_get_refusal (FacIssuedDocument *self);
/** fac_issued_document_get_request: the cancellation, or the last e-mail, of it that waits in the queue. Returns:
 * (transfer none) (nullable) */
FacOperation      *fac_issued_document_get_request (FacIssuedDocument *self, FacOperationVerb verb);
/** fac_issued_document_get_acuse: the SAT's receipt of its cancellation, or the paper of that. Returns: (transfer none)
 * (nullable) */
GBytes            *fac_issued_document_get_acuse   (FacIssuedDocument *self, gboolean pdf);
const GError      *fac_issued_document_get_error   (FacIssuedDocument *self);
/** fac_issued_document_save_acuse_async: writes the receipt of the cancellation to @file; ends with save_finish. */
void     fac_issued_document_save_acuse_async (FacIssuedDocument *self, GFile *file, gboolean pdf,
                                               GAsyncReadyCallback callback, gpointer data);
/** fac_issued_document_save_async: writes PDF or XML to @file, atomically. */
void     fac_issued_document_save_async  (FacIssuedDocument *self, GFile *file, gboolean pdf,
                                          GAsyncReadyCallback callback, gpointer data);
gboolean fac_issued_document_save_finish (FacIssuedDocument *self, GAsyncResult *result, GError **error);
/** fac_issued_document_suggest_name: "FLC900101AB0 A 1203 GRA150309TT8.pdf". Returns: (transfer full) */
char    *fac_issued_document_suggest_name (FacIssuedDocument *self, gboolean pdf);

#define FAC_TYPE_HISTORY_ITEM (fac_history_item_get_type ())
G_DECLARE_FINAL_TYPE (FacHistoryItem, fac_history_item, FAC, HISTORY_ITEM, GObject)
gint64      fac_history_item_get_at (FacHistoryItem *self);
const char *fac_history_item_get_kind (FacHistoryItem *self);
const char *fac_history_item_get_detail (FacHistoryItem *self);

G_END_DECLS
