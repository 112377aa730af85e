/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-correction.h"
#include "fac-store-session.h"

G_BEGIN_DECLS

/** Invoices that are replaced by others, by local ids. */
/** fac_correction_table_put: @substitute replaces @original, in place of whatever was to. */
gboolean       fac_correction_table_put    (FacDb *db, const char *original, const char *substitute, gint64 now,
                                            GError **error);
/** fac_correction_table_end: @original is not replaced any more. */
gboolean       fac_correction_table_end    (FacDb *db, const char *original, GError **error);
/** fac_correction_table_find: that in which the document @id is one of both. Returns: (transfer full) (nullable): %NULL
 * without @error when it is in none */
FacCorrection *fac_correction_table_find   (FacDb *db, const char *id, GError **error);
/** fac_correction_leave: the cancellation of @original was taken out of the queue: while what replaces it is not
 * stamped, nothing is left of the correction but a draft. */
gboolean       fac_correction_leave        (FacStoreSession *session, const char *original, GError **error);

G_END_DECLS
