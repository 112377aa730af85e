/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-store-session.h"
#include "fac-store.h"
#include "fac-stored-object.h"

G_BEGIN_DECLS

/* The content of a stored object as a variant (fac-variant.h), whatever it is: for merging. */

/** fac_stored_content_theirs: @theirs under the ids of @object, with what only this machine knows. Returns: (transfer
 * full) */
GBytes  *fac_stored_content_theirs (const FacStoredObject *object, const FacPulled *theirs);
/** fac_stored_content_equal: whether @theirs holds what the bytes of @sent do. */
gboolean fac_stored_content_equal  (const FacStoredObject *object, GBytes *sent, const FacPulled *theirs);
/** fac_stored_content_put: writes @content as @object's own, edited now. */
gboolean fac_stored_content_put    (FacStoreSession *session, const FacStoredObject *object, GVariant *content,
                                    FacOfflineState state, GError **error);
/** fac_stored_content_set_body: keeps the service's JSON of it; %NULL leaves what is kept. */
gboolean fac_stored_content_set_body (FacDb *db, FacEntity entity, const char *id, GBytes *body, GError **error);
/** fac_stored_content_forget: @object as something the service never had. */
gboolean fac_stored_content_forget (FacStoreSession *session, const FacStoredObject *object, GError **error);

G_END_DECLS
