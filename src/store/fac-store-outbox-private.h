/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-queue.h"
#include "fac-store-private.h"

G_BEGIN_DECLS

/** _fac_store_need_row: of the queue, about to be changed. Returns: (transfer full) (nullable) */
FacOutboxRow *_fac_store_need_row     (FacStoreSession *session, gint64 id, GError **error);
/** _fac_store_move_stamped: a document follows its stamp; where the table of legal moves has no such move it stays. */
gboolean      _fac_store_move_stamped (FacStoreSession *session, const FacOutboxEntry *entry, FacDocumentStatus to,
                                       GError **error);

G_END_DECLS
