/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store-session.h"
#include "fac-stored-object.h"

G_BEGIN_DECLS

/**
 * fac_overtaken_keep: when the service has @object as @theirs, issued without what was written here since both sides
 * agreed, that becomes a draft of its own, which only the person sends; what waits in the queue for @object is taken
 * back. What is at the SAT counts, and no edit is lost (design/sync.md invariant 6).
 * @kept_id: (nullable): the draft's id; %NULL makes one
 * @kept: (out): whether it was so
 */
gboolean fac_overtaken_keep (FacStoreSession *session, const FacStoredObject *object, const FacInvoice *theirs,
                             const char *kept_id, gboolean *kept, GError **error);

G_END_DECLS
