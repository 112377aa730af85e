/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sync-private.h"

G_BEGIN_DECLS

/**
 * FacSyncOperation: one claimed entry of the outbox on its way. It ends by exactly one of the verbs below, which
 * free it.
 * @item: what is sent; not changed once it was handed over
 * @sent: a request that changes the service has left in this attempt
 * @looked: the service was already asked after a conflict
 * @found: products that may be it, of which @next is to be tried next; NULL while none is tried
 * @request: of a cancellation or an e-mail; @answer: of the service that refused it; @refreshed: the SAT was asked
 * @kept_id: (nullable): of the draft that keeps what was written here, if the invoice was issued without it
 * @started_at: server's time before the attempt, with a margin; @began: the same by the clock that nobody sets
 */
typedef struct
{
  FacSyncService *service;
  FacProvider    *provider;
  FacOutboxEntry *entry;
  FacRemoteItem  *item;
  gboolean        sent;
  gboolean        looked;
  FacRemotePage  *found;
  guint           next;
  FacDocumentRequest *request;
  GError         *answer;
  gboolean        refreshed;
  char           *kept_id;
  gint64          started_at;
  gint64          began;
} FacSyncOperation;

/** _fac_operation_begin: takes over @entry, which was claimed. */
void _fac_operation_begin       (FacSyncService *service, FacOutboxEntry *entry);
/** _fac_operation_acknowledge: done; @item (nullable): the object as the service has it. */
void _fac_operation_acknowledge (FacSyncOperation *self, FacRemoteItem *item);
/** _fac_operation_lost: the object is gone at the service. */
void _fac_operation_lost        (FacSyncOperation *self);
/** _fac_operation_recreate: the service's object is of no more use: another one is made. */
void _fac_operation_recreate    (FacSyncOperation *self);
/** _fac_operation_poll: accepted, not ended. */
void _fac_operation_poll        (FacSyncOperation *self);
/** _fac_operation_postpone: the same again after a growing wait; unsure when it may have been executed. @error:
 * (nullable) */
void _fac_operation_postpone    (FacSyncOperation *self, const GError *error);
/** _fac_operation_put_back: it has not left and may not now: as it was. */
void _fac_operation_put_back    (FacSyncOperation *self);
/** _fac_operation_refuse: the service said no: the person decides. All texts are (nullable) but @message. */
void _fac_operation_refuse      (FacSyncOperation *self, const char *code, const char *path, const char *message,
                                 const char *log_id);
/** _fac_operation_wait_for_person: both sides changed the object: it was kept, nothing leaves. */
void _fac_operation_wait_for_person (FacSyncOperation *self);
/** _fac_operation_fail: ends it by the class of @error; conflicts and what is gone are the caller's. */
void _fac_operation_fail        (FacSyncOperation *self, const GError *error);
/** _fac_operation_new_key: the idempotency key belongs to something else: another one, and again later. */
void _fac_operation_new_key     (FacSyncOperation *self, const GError *error);

/** _fac_resolve_start: sends it, or first finds out what became of it (the table of design/sync.md). */
void _fac_resolve_start         (FacSyncOperation *self);
/** _fac_resolve_merge: what is here meets @theirs (nullable: gone there) before an update or a deletion leaves. */
void _fac_resolve_merge         (FacSyncOperation *self, FacRemoteItem *theirs);
/** _fac_resolve_send: sends the deletion, or @payload. */
void _fac_resolve_send          (FacSyncOperation *self, GBytes *payload);
/** _fac_resolve_next: tries the next of what was found, and sends it when there is none. */
void _fac_resolve_next          (FacSyncOperation *self);

/** _fac_resolve_may_leave: whether a request may leave now; else it was put back. */
gboolean _fac_resolve_may_leave (FacSyncOperation *self);
/** _fac_resolve_cancel, _fac_resolve_email: those rows of the table. */
void _fac_resolve_cancel        (FacSyncOperation *self);
/** _fac_resolve_email: the row of e-mails. */
void _fac_resolve_email         (FacSyncOperation *self);

G_END_DECLS
