/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-entry.h"
#include "fac-store-session.h"

G_BEGIN_DECLS

/* An invoice names the advances that it takes, and the note that applies them names the invoice, once those are
 * stamped. Until then nothing of it leaves: what was sent cannot be completed here any more. */

/** fac_advance_order_need: the save or stamp @entry of @document_id waits for one of what it is to name. */
gboolean fac_advance_order_need   (FacDb *db, gint64 entry, const char *document_id, GError **error);
/** fac_advance_order_renew: the saves of @document_id that are in the queue wait for what it is to name now. */
gboolean fac_advance_order_renew  (FacDb *db, const char *document_id, GError **error);
/**
 * fac_advance_order_settle: the document of @entry, which was not sent, names with relation 07 what it is to; what was
 * stamped meanwhile is named now. @again: (out): it was, and the queue changed: look for the next entry anew. @stale:
 * (out) (nullable) (transfer full): why it cannot be stamped, in words
 */
gboolean fac_advance_order_settle (FacStoreSession *session, const FacOutboxEntry *entry, gboolean *again,
                                   char **stale, GError **error);

G_END_DECLS
