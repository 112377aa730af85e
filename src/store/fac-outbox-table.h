/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"
#include "fac-outbox-entry.h"

G_BEGIN_DECLS

/**
 * FacOutboxRow: a row of `outbox`.
 * @in_flight: handed out, its answer is awaited; @unsure: an earlier attempt may have been executed
 */
typedef struct
{
  FacOutboxEntry *entry;
  gboolean        in_flight;
  gboolean        unsure;
} FacOutboxRow;
/** fac_outbox_row_free: frees it with all it owns. */
void fac_outbox_row_free (FacOutboxRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOutboxRow, fac_outbox_row_free)

/** fac_outbox_row_is_waiting: surely not executed and not under way: it may be replaced or removed. */
gboolean fac_outbox_row_is_waiting (const FacOutboxRow *self);

/** Lists are in order of age; (transfer full) (element-type FacOutboxRow); %NULL with @error. */
/** fac_outbox_table_find: by id. Returns: (transfer full) (nullable): %NULL without @error when there is none */
FacOutboxRow *fac_outbox_table_find      (FacDb *db, gint64 id, GError **error);
/** fac_outbox_table_list: all, oldest first. Returns: (transfer full) (nullable) (element-type FacOutboxRow): %NULL
 * with @error */
GPtrArray    *fac_outbox_table_list      (FacDb *db, GError **error);
/** fac_outbox_table_of_object: those of one object, likewise. */
GPtrArray    *fac_outbox_table_of_object (FacDb *db, FacEntity entity, const char *object_id, GError **error);
/** fac_outbox_table_object_of_key: the object that was sent with that idempotency key. Returns: (transfer full)
 * (nullable) */
char         *fac_outbox_table_object_of_key (FacDb *db, const char *key, GError **error);
/** fac_outbox_table_next: the row whose turn it is at @now. @next_due: earliest due time of the others whose turn it
 * is. */
FacOutboxRow *fac_outbox_table_next      (FacDb *db, gint64 now, gint64 *next_due, GError **error);

/** fac_outbox_table_insert: a queued row with a new idempotency key, due at once; @id: (out); @now: microseconds
 * UTC. */
gboolean fac_outbox_table_insert  (FacDb *db, FacOutboxVerb verb, FacEntity entity, const char *object_id,
                                   GBytes *payload, const char *title, gint64 now, gint64 *id, GError **error);
/** fac_outbox_table_replace: another payload: a new key, as if it had just been asked for, at the same place. */
gboolean fac_outbox_table_replace (FacDb *db, gint64 id, GBytes *payload, const char *title, GError **error);
/** fac_outbox_table_set_payload: another payload of an UPDATE whose request has not left; all else stays. */
gboolean fac_outbox_table_set_payload (FacDb *db, gint64 id, GBytes *payload, GError **error);
/** fac_outbox_table_wait: the turn of @id comes when @waits_for is done. */
gboolean fac_outbox_table_wait    (FacDb *db, gint64 id, gint64 waits_for, GError **error);
/** fac_outbox_table_need: the turn of @id comes when @document_id is stamped. */
gboolean fac_outbox_table_need    (FacDb *db, gint64 id, const char *document_id, GError **error);
/** fac_outbox_table_is_needed: whether an entry waits until @document_id is stamped. */
gboolean fac_outbox_table_is_needed (FacDb *db, const char *document_id, gboolean *needed, GError **error);
/** fac_outbox_table_clear_waits: @id waits for no other row any more. */
gboolean fac_outbox_table_clear_waits (FacDb *db, gint64 id, GError **error);
/** fac_outbox_table_set_state: where the row stands; see #FacOutboxRow for @in_flight and @unsure. */
gboolean fac_outbox_table_set_state   (FacDb *db, gint64 id, FacOutboxState state, gboolean in_flight, gboolean unsure,
                                       GError **error);
/** fac_outbox_table_set_due: not before @due_at (microseconds UTC), 0 at once. */
gboolean fac_outbox_table_set_due     (FacDb *db, gint64 id, gint64 due_at, GError **error);
/** fac_outbox_table_note: one attempt more, with the answer's words (nullable). */
gboolean fac_outbox_table_note    (FacDb *db, gint64 id, gint64 server_time, const char *code, const char *path,
                                   const char *message, const char *log_id, GError **error);
/** fac_outbox_table_new_key: another idempotency key: the old one belongs to something else. */
gboolean fac_outbox_table_new_key (FacDb *db, gint64 id, GError **error);
/** fac_outbox_table_remove: done, or taken back; what waited for it need not any more. */
gboolean fac_outbox_table_remove  (FacDb *db, gint64 id, GError **error);

G_END_DECLS
