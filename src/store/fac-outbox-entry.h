/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-query.h"

G_BEGIN_DECLS

/** FacOutboxVerb: what is to be done at the service; the values are stored and never change. */
typedef enum
{
  FAC_OUTBOX_CREATE = 1,
  FAC_OUTBOX_UPDATE = 2,
  FAC_OUTBOX_DELETE = 3,
  FAC_OUTBOX_STAMP  = 4,
  FAC_OUTBOX_CANCEL = 5,
  FAC_OUTBOX_EMAIL  = 6
} FacOutboxVerb;

/** FacOutboxState: the values are stored and never change. */
typedef enum
{
  FAC_OUTBOX_QUEUED  = 1, /* waits for its due time and its turn */
  FAC_OUTBOX_CLAIMED = 2, /* its request has left, or is about to */
  FAC_OUTBOX_UNSURE  = 3, /* it may have been executed: to be resolved before anything else */
  FAC_OUTBOX_POLLING = 4, /* accepted (202): ask until it ends */
  FAC_OUTBOX_REFUSED = 5, /* the service said no; the person decides */
  FAC_OUTBOX_PAUSED  = 6, /* key or account; goes on when that is mended */
  FAC_OUTBOX_CONFLICT = 7 /* both sides changed the object; the person decides */
} FacOutboxState;

/** FAC_OUTBOX_EMAIL_UNSURE: error code of an e-mail that was refused because nobody knows whether it left: the person
 * decides. */
#define FAC_OUTBOX_EMAIL_UNSURE "email_unsure"
/** FAC_OUTBOX_PAYMENT_STALE: error code of the stamp of a payment that was refused here, before it left: what is left
 * of its invoices changed after it was queued. */
#define FAC_OUTBOX_PAYMENT_STALE "payment_stale"
/** FAC_OUTBOX_ADVANCE_STALE: the same of a document that has to name an advance, or an invoice that takes one, and
 * cannot. */
#define FAC_OUTBOX_ADVANCE_STALE "advance_stale"

/**
 * FacOutboxEntry: one operation that waits (design/sync.md invariant 2). Reference counted, never changed. Times in
 * microseconds UTC.
 * @payload: bytes of the object's variant when it was asked for, or of the FacDocumentRequest of CANCEL and EMAIL;
 * @payload_hash: SHA-256 of them
 * @first_attempt_at: server's time, before which an identical object cannot be ours
 * @waits_for: ids of entries that must be done first; @needs: (nullable): local id of the document that must be stamped
 * first
 * @title: customer or description, for the queue page; @error_*: the last answer
 */
typedef struct
{
  gint64          id;
  FacOutboxVerb   verb;
  FacEntity       entity;
  char           *object_id;
  char           *remote_id; /* of the object, when known */
  GBytes         *payload;
  char           *payload_hash;
  char           *idempotency_key;
  FacOutboxState  state;
  int             attempts;
  gint64          created_at;
  gint64          due_at;
  gint64          first_attempt_at;
  gint64         *waits_for;
  gsize           n_waits_for;
  char           *needs;
  char           *title;
  char           *error_code;
  char           *error_path;
  char           *error_message;
  char           *error_log_id;
} FacOutboxEntry;

#define FAC_TYPE_OUTBOX_ENTRY (fac_outbox_entry_get_type ())
GType           fac_outbox_entry_get_type (void);
/** fac_outbox_entry_new: empty. Returns: (transfer full) */
FacOutboxEntry *fac_outbox_entry_new   (void);
/** fac_outbox_entry_ref: one more reference, on any thread. Returns: (transfer full) */
FacOutboxEntry *fac_outbox_entry_ref   (FacOutboxEntry *self);
/** fac_outbox_entry_unref: lets one reference go, on any thread; the last one frees it. */
void            fac_outbox_entry_unref (FacOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOutboxEntry, fac_outbox_entry_unref)

G_END_DECLS
