/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-invoice.h"
#include "fac-related-document.h"

G_BEGIN_DECLS

/** fac_relation_table_put: what @invoice at @seq names from now on. @complete: it is the whole document; of a part of
 * it, without relations, those that are stored stay. */
gboolean   fac_relation_table_put  (FacDb *db, gint64 seq, const FacInvoice *invoice, gboolean complete,
                                    GError **error);
/** fac_relation_table_find: what the document with local @id names, then what names it, then payments of it, then
 * what it pays.
 * Returns: (transfer full) (nullable) (element-type FacRelatedDocument) */
GPtrArray *fac_relation_table_find (FacDb *db, const char *id, GError **error);

G_END_DECLS
