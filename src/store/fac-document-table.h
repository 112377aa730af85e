/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"
#include "fac-offline-state.h"

G_BEGIN_DECLS

/**
 * FacDocumentRow: a row of `documents`.
 * @invoice: whole when @complete (it was written here), else only what the columns hold
 * @content: the bytes of the whole one
 */
typedef struct
{
  gint64          seq;
  gint64          sort_key; /* 0 when hidden */
  FacOfflineState state;
  gboolean        wanted;
  gboolean        complete;
  FacInvoice     *invoice;
  GBytes         *content; /* (nullable) */
} FacDocumentRow;
/** fac_document_row_free: frees it with all it owns. */
void fac_document_row_free (FacDocumentRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacDocumentRow, fac_document_row_free)

/** Each returns %NULL without @error when there is none. */
/** fac_document_table_find: by local id. Returns: (transfer full) (nullable): %NULL without @error when there is
 * none */
FacDocumentRow *fac_document_table_find        (FacDb *db, const char *id, GError **error);
/** fac_document_table_find_remote: by the service's id, likewise. */
FacDocumentRow *fac_document_table_find_remote (FacDb *db, const char *remote_id, GError **error);

/**
 * fac_document_table_put: inserts or replaces the document with @invoice's id: columns, place in the order of dates,
 * search index, lines (fac-line-table.h) and, when @complete, content; else that is dropped and the service's body is
 * the truth. @state %FAC_OFFLINE_DELETED hides it.
 */
gboolean fac_document_table_put (FacDb *db, const FacInvoice *invoice, FacOfflineState state, gboolean wanted,
                                 gboolean complete, GError **error);
/** fac_document_table_put_content: the same with the bytes of @invoice at hand. @content: (nullable): %NULL: not
 * complete */
gboolean fac_document_table_put_content (FacDb *db, const FacInvoice *invoice, GBytes *content, FacOfflineState state,
                                         gboolean wanted, GError **error);
/**
 * fac_document_table_put_pulled: as it came from the service, and not complete here, with what was prepared for it.
 * @words: what fac_document_table_words() says of it; @packed: (nullable): its body by fac_body_pack()
 */
gboolean fac_document_table_put_pulled (FacDb *db, const FacInvoice *invoice, const char *words, GBytes *packed,
                                        GError **error);
/** fac_document_table_words: what the search index holds of @invoice; on any thread. Returns: (transfer full) */
char    *fac_document_table_words (const FacInvoice *invoice);
/** fac_document_table_move: a move of status that the table of legal moves allows. Errors: FAC_STORE_ERROR_STATE,
 * _NOT_FOUND */
gboolean fac_document_table_move (FacDb *db, const char *id, FacDocumentStatus to, GError **error);
/** fac_document_table_set_state: shows or hides with all it has. */
gboolean fac_document_table_set_state (FacDb *db, const FacDocumentRow *row, FacOfflineState state, GError **error);
/** fac_document_table_set_body: keeps the service's JSON, packed; %NULL leaves what is kept. */
gboolean fac_document_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error);
/** fac_document_table_get_body: Returns: (transfer full) (nullable): %NULL without @error when none is kept */
GBytes  *fac_document_table_get_body (FacDb *db, const char *id, GError **error);
/** fac_document_table_xml_kept: its XML is no longer owed. */
gboolean fac_document_table_xml_kept (FacDb *db, const char *id, GError **error);
/** fac_document_table_owe_xml: its XML is to be fetched again. */
gboolean fac_document_table_owe_xml (FacDb *db, const char *id, GError **error);
/** fac_document_table_set_acuse_owed: whether the receipt of its cancellation is to be fetched. */
gboolean fac_document_table_set_acuse_owed (FacDb *db, const char *id, gboolean owed, GError **error);
/** fac_document_table_remove: the row with all that hangs on it. Returns: %FALSE, also without @error when there is
 * none */
gboolean fac_document_table_remove   (FacDb *db, const char *id, GError **error);

G_END_DECLS
