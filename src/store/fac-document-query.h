/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-document-summary.h"
#include "fac-query.h"

G_BEGIN_DECLS

/** fac_document_query_keys: at most @limit keys (0: all) of @query in its order. Returns: (transfer full) (element-type
 * gint64) */
GArray *fac_document_query_keys (FacDb *db, const FacQuery *query, guint limit, GError **error);
/** fac_document_query_rows: the documents with @keys, %NULL where one has vanished. Returns: (transfer full)
 * (element-type FacDocumentSummary) */
GPtrArray *fac_document_query_rows (FacDb *db, const gint64 *keys, gsize n_keys, GError **error);
/** fac_document_query_page: the first @limit documents of @query with their @keys (out); in the order of dates by one
 * walk. */
GPtrArray *fac_document_query_page (FacDb *db, const FacQuery *query, guint limit, GArray **keys, GError **error);
/** fac_document_query_owed: issued documents whose XML is owed, newest first. */
GPtrArray *fac_document_query_owed (FacDb *db, guint limit, GError **error);

/** fac_document_query_owed_acuse: cancelled documents without the receipt of that, newest first. */
GPtrArray *fac_document_query_owed_acuse (FacDb *db, guint limit, GError **error);

/** fac_document_query_issued: issued documents that the service has, newest first. */
GPtrArray *fac_document_query_issued (FacDb *db, guint limit, GError **error);

G_END_DECLS
