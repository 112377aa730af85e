/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/** fac_history_table_add: one event at @at (microseconds UTC); @detail is (nullable). */
gboolean   fac_history_table_add  (FacDb *db, const char *document_id, gint64 at, const char *kind, const char *detail,
                                   GError **error);
/** fac_history_table_deny: the service denied that it has the document; only the last time is kept. */
gboolean   fac_history_table_deny (FacDb *db, const char *document_id, gint64 at, GError **error);
/** fac_history_table_list: newest last. Returns: (transfer full) (element-type FacHistoryEvent) */
GPtrArray *fac_history_table_list (FacDb *db, const char *document_id, GError **error);

G_END_DECLS
