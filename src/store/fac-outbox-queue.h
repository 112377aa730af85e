/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-table.h"
#include "fac-store-session.h"
#include "fac-stored-object.h"

G_BEGIN_DECLS

/* The rules of the outbox for what the person does (design/sync.md invariants 2 and 5). Each writes in the caller's
 * transaction. */

/** fac_outbox_queue_save: CREATE or UPDATE of @id as stored now; a waiting one is replaced, its key with it. */
gboolean fac_outbox_queue_save   (FacStoreSession *session, FacEntity entity, const char *id, GError **error);
/** fac_outbox_queue_put: the same for @object as it was just stored. Edits of a customer that the service has, or is
 * being told of, and that is incomplete still are not queued: it would refuse them. */
gboolean fac_outbox_queue_put    (FacStoreSession *session, FacStoredObject *object, GError **error);
/** fac_outbox_queue_meet: UPDATE of @object, of which nothing is queued, whatever it lacks: it meets what the service
 * has, which may be whole by now. */
gboolean fac_outbox_queue_meet   (FacStoreSession *session, FacStoredObject *object, GError **error);
/** fac_outbox_queue_has_left: whether no save of @id waits that could still be taken back. */
gboolean fac_outbox_queue_has_left (FacDb *db, FacEntity entity, const char *id);
/** fac_outbox_queue_stamp: STAMP of the document as stored now, behind its own rows and those of its customer; a
 * payment behind those in the queue that pay its invoices. */
gboolean fac_outbox_queue_stamp  (FacStoreSession *session, const char *document_id, GError **error);
/** fac_outbox_queue_delete: takes back what waits; queues DELETE, due at @leaves_at (0: at once), unless the service
 * never heard of @object. */
gboolean fac_outbox_queue_delete (FacStoreSession *session, FacStoredObject *object, gint64 leaves_at,
                                  gboolean *queued, GError **error);
/** fac_outbox_queue_take_back: removes rows of @id that wait, only those of @verb unless it is 0. Errors:
 * FAC_STORE_ERROR_STATE when one of that verb has left. */
gboolean fac_outbox_queue_take_back (FacStoreSession *session, FacEntity entity, const char *id, FacOutboxVerb verb,
                                     GError **error);
/** fac_outbox_queue_take_newer: a newer save that waits behind @row, which was refused, takes its place. @taken: (out):
 * whether there was one */
gboolean fac_outbox_queue_take_newer (FacStoreSession *session, const FacOutboxRow *row, gboolean *taken,
                                      GError **error);
/** fac_outbox_queue_has: whether a row of @verb is there (0: any). */
gboolean fac_outbox_queue_has (FacDb *db, FacEntity entity, const char *id, FacOutboxVerb verb);

/** fac_outbox_queue_holds: whether a row is there that decides about the object's content: cancellations and e-mails do
 * not. */
gboolean fac_outbox_queue_holds (FacDb *db, FacEntity entity, const char *id);

G_END_DECLS
