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
void fac_outbox_row_free (FacOutboxRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacOutboxRow, fac_outbox_row_free)

/** fac_outbox_row_is_waiting: surely not executed and not under way: it may be replaced or removed. */
gboolean fac_outbox_row_is_waiting (const FacOutboxRow *self);

/** Lists are in order of age; (transfer full) (element-type FacOutboxRow); %NULL with @error. */
FacOutboxRow *fac_outbox_table_find      (FacDb *db, gint64 id, GError **error); /* NULL without @error: none */
GPtrArray    *fac_outbox_table_list      (FacDb *db, GError **error);
GPtrArray    *fac_outbox_table_of_object (FacDb *db, FacEntity entity, const char *object_id, GError **error);
/** fac_outbox_table_next: the row whose turn it is at @now. @next_due: earliest due time of the others whose turn it is. */
FacOutboxRow *fac_outbox_table_next      (FacDb *db, gint64 now, gint64 *next_due, GError **error);

gboolean fac_outbox_table_insert  (FacDb *db, FacOutboxVerb verb, FacEntity entity, const char *object_id, GBytes *payload,
                                   const char *title, gint64 now, gint64 *id, GError **error);
/** fac_outbox_table_replace: another payload: a new key, as if it had just been asked for, at the same place. */
gboolean fac_outbox_table_replace (FacDb *db, gint64 id, GBytes *payload, const char *title, GError **error);
/** fac_outbox_table_set_payload: another payload of an UPDATE whose request has not left; all else stays. */
gboolean fac_outbox_table_set_payload (FacDb *db, gint64 id, GBytes *payload, GError **error);
gboolean fac_outbox_table_wait    (FacDb *db, gint64 id, gint64 waits_for, GError **error);
/** fac_outbox_table_need: the turn of @id comes when @document_id is stamped. */
gboolean fac_outbox_table_need    (FacDb *db, gint64 id, const char *document_id, GError **error);
/** fac_outbox_table_is_needed: whether an entry waits until @document_id is stamped. */
gboolean fac_outbox_table_is_needed (FacDb *db, const char *document_id, gboolean *needed, GError **error);
gboolean fac_outbox_table_clear_waits (FacDb *db, gint64 id, GError **error);
gboolean fac_outbox_table_set_state   (FacDb *db, gint64 id, FacOutboxState state, gboolean in_flight, gboolean unsure, GError **error);
gboolean fac_outbox_table_set_due     (FacDb *db, gint64 id, gint64 due_at, GError **error);
/** fac_outbox_table_note: one attempt more, with the answer's words (nullable). */
gboolean fac_outbox_table_note    (FacDb *db, gint64 id, gint64 server_time, const char *code, const char *path,
                                   const char *message, const char *log_id, GError **error);
gboolean fac_outbox_table_new_key (FacDb *db, gint64 id, GError **error);
gboolean fac_outbox_table_remove  (FacDb *db, gint64 id, GError **error);

G_END_DECLS
