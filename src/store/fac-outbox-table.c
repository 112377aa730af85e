/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-outbox-table.h"

#include "fac-document-status.h"
#include "fac-ids.h"
#include "fac-offline-state.h"
#include "fac-sql.h"
#include "fac-variant.h"

/* A document that is not stamped yet; one that is gone keeps nobody waiting: who needs it is told. */
#define NEEDS_SQL                                                                                           \
  " FROM outbox_needs n JOIN documents d ON d.id = n.document WHERE n.entry = x.id AND d.status NOT IN (4, 6, 7)" \
  " AND d.offline_state <> 3 "

#define ROW_SQL                                                                                             \
  "SELECT x.id, x.verb, x.entity, x.object_id, x.payload, x.payload_hash, x.idempotency_key, x.state,"        \
  " x.in_flight, x.unsure, x.attempts, x.created_at, x.due_at, x.first_attempt_at, x.title, x.error_code,"    \
  " x.error_path, x.error_message, x.error_log_id, CASE x.entity"                                            \
  " WHEN 0 THEN (SELECT remote_id FROM customers WHERE id = x.object_id)"                                    \
  " WHEN 1 THEN (SELECT remote_id FROM products WHERE id = x.object_id)"                                     \
  " ELSE (SELECT remote_id FROM documents WHERE id = x.object_id) END,"                                      \
  " (SELECT n.document" NEEDS_SQL ") FROM outbox x "

/* An older operation of the same object holds up a younger one, but a refused stamp or cancellation has ended,
 * and e-mails stand beside all that comes after the stamp. */
#define HOLDS_SQL                                                                                           \
  " e.object_id = x.object_id AND e.entity = x.entity AND e.id < x.id AND e.verb <> 6"                        \
  " AND NOT (e.verb IN (4, 5) AND e.state = 5) AND NOT (e.verb = 5 AND x.verb = 6) "

/* Its turn: nothing holds it up, nothing it waits for is left, and what it needs is stamped. */
#define TURN_SQL                                                                                            \
  " x.in_flight = 0 AND x.state IN (1, 3, 4) AND NOT EXISTS (SELECT 1 FROM outbox e WHERE" HOLDS_SQL ")"       \
  " AND NOT EXISTS (SELECT 1 FROM outbox_waits w JOIN outbox e ON e.id = w.waits_for WHERE w.entry = x.id)"    \
  " AND NOT EXISTS (SELECT 1" NEEDS_SQL ") "

G_STATIC_ASSERT (FAC_ENTITY_CUSTOMER == 0 && FAC_ENTITY_PRODUCT == 1 && FAC_ENTITY_INVOICE == 2);
G_STATIC_ASSERT (FAC_OUTBOX_STAMP == 4 && FAC_OUTBOX_CANCEL == 5 && FAC_OUTBOX_EMAIL == 6);
G_STATIC_ASSERT (FAC_OUTBOX_REFUSED == 5 && FAC_OFFLINE_DELETED == 3);
G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6);
G_STATIC_ASSERT (FAC_STATUS_CANCELADA == 7);

void
fac_outbox_row_free (FacOutboxRow *self)
{
  g_clear_pointer (&self->entry, fac_outbox_entry_unref);
  g_free (self);
}

gboolean
fac_outbox_row_is_waiting (const FacOutboxRow *self)
{
  return !self->in_flight && !self->unsure
         && (self->entry->state == FAC_OUTBOX_QUEUED || self->entry->state == FAC_OUTBOX_REFUSED
             || self->entry->state == FAC_OUTBOX_PAUSED
             || self->entry->state == FAC_OUTBOX_CONFLICT);
}

static FacOutboxRow *
read_row (FacStatement *row)
{
  FacOutboxRow *self = g_new0 (FacOutboxRow, 1);
  FacOutboxEntry *entry = fac_outbox_entry_new ();

  self->entry = entry;
  entry->id = fac_statement_int (row, 0);
  entry->verb = fac_statement_int (row, 1);
  entry->entity = fac_statement_int (row, 2);
  entry->object_id = fac_statement_dup (row, 3);
  entry->payload = fac_statement_blob (row, 4);
  entry->payload_hash = fac_statement_dup (row, 5);
  entry->idempotency_key = fac_statement_dup (row, 6);
  entry->state = fac_statement_int (row, 7);
  self->in_flight = fac_statement_int (row, 8) != 0;
  self->unsure = fac_statement_int (row, 9) != 0;
  entry->attempts = fac_statement_int (row, 10);
  entry->created_at = fac_statement_int (row, 11);
  entry->due_at = fac_statement_int (row, 12);
  entry->first_attempt_at = fac_statement_int (row, 13);
  entry->title = fac_statement_dup (row, 14);
  entry->error_code = fac_statement_dup (row, 15);
  entry->error_path = fac_statement_dup (row, 16);
  entry->error_message = fac_statement_dup (row, 17);
  entry->error_log_id = fac_statement_dup (row, 18);
  entry->remote_id = fac_statement_dup (row, 19);
  entry->needs = fac_statement_dup (row, 20);
  return self;
}

static gboolean
read_waits (FacDb *db, FacOutboxEntry *entry, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT w.waits_for FROM outbox_waits w JOIN outbox e ON e.id = w.waits_for"
                                       " WHERE w.entry = ? ORDER BY w.waits_for", "l", entry->id);
  g_autoptr (GArray) waits = fac_sql_keys (row, failure, error);

  if (waits != NULL && waits->len > 0)
    entry->waits_for = g_array_steal (waits, &entry->n_waits_for);
  return waits != NULL;
}

static GPtrArray *
read_all (FacDb *db, FacStatement *row, GError *failure, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_outbox_row_free);

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (rows, read_row (row));
  for (guint i = 0; failure == NULL && i < rows->len; i++)
    read_waits (db, ((FacOutboxRow *) g_ptr_array_index (rows, i))->entry, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

FacOutboxRow *
fac_outbox_table_find (FacDb *db, gint64 id, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, ROW_SQL "WHERE x.id = ?", "l", id);
  g_autoptr (GPtrArray) rows = read_all (db, row, failure, error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

GPtrArray *
fac_outbox_table_list (FacDb *db, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, ROW_SQL "ORDER BY x.id", "");

  return read_all (db, row, failure, error);
}

GPtrArray *
fac_outbox_table_of_object (FacDb *db, FacEntity entity, const char *object_id, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       ROW_SQL "WHERE x.object_id = ? AND x.entity = ? ORDER BY x.id",
                                       "ti", object_id, (int) entity);

  return read_all (db, row, failure, error);
}

char *
fac_outbox_table_object_of_key (FacDb *db, const char *key, GError **error)
{
  return fac_sql_text (fac_sql_find (db, error, "SELECT object_id FROM outbox WHERE idempotency_key = ?", "t", key));
}

FacOutboxRow *
fac_outbox_table_next (FacDb *db, gint64 now, gint64 *next_due, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       ROW_SQL "WHERE x.due_at <= ? AND" TURN_SQL "ORDER BY x.id LIMIT 1", "l", now);
  g_autoptr (GPtrArray) rows = read_all (db, row, failure, error);

  *next_due = 0;
  if (rows == NULL)
    return NULL;
  if (rows->len > 0)
    return g_ptr_array_steal_index (rows, 0);
  row = fac_sql_find (db, error, "SELECT min (x.due_at) FROM outbox x WHERE" TURN_SQL, "");
  if (row != NULL)
    {
      *next_due = fac_statement_int (row, 0);
      fac_statement_reset (row);
    }
  return NULL;
}

gboolean
fac_outbox_table_insert (FacDb *db, FacOutboxVerb verb, FacEntity entity, const char *object_id,
                         GBytes *payload,
                         const char *title, gint64 now, gint64 *id, GError **error)
{
  g_autofree char *hash = fac_variant_hash (payload);
  g_autofree char *key = fac_id_new ();

  if (!fac_sql_run (db, error,
                    "INSERT INTO outbox (id, verb, entity, object_id, payload, payload_hash,"
                    " idempotency_key, state, created_at, title) VALUES (1 + max ((SELECT entry FROM"
                    " outbox_gone), coalesce ((SELECT max (id) FROM outbox), 0)),"
                    " ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iitbttilt", (int) verb, (int) entity,
                    object_id, payload, hash, key, (int) FAC_OUTBOX_QUEUED, now, title))
    return FALSE;
  *id = fac_db_last_rowid (db);
  return TRUE;
}

gboolean
fac_outbox_table_replace (FacDb *db, gint64 id, GBytes *payload, const char *title, GError **error)
{
  g_autofree char *hash = fac_variant_hash (payload);
  g_autofree char *key = fac_id_new ();

  return fac_sql_run (db, error,
                      "UPDATE outbox SET payload = ?, payload_hash = ?, idempotency_key = ?, state = 1, title = ?,"
                      " attempts = 0, due_at = 0, first_attempt_at = 0, error_code = NULL, error_path = NULL,"
                      " error_message = NULL, error_log_id = NULL WHERE id = ?", "btttl", payload, hash, key, title,
                      id);
}

gboolean
fac_outbox_table_set_payload (FacDb *db, gint64 id, GBytes *payload, GError **error)
{
  g_autofree char *hash = fac_variant_hash (payload);

  return fac_sql_run (db, error, "UPDATE outbox SET payload = ?, payload_hash = ? WHERE id = ?",
                      "btl", payload, hash, id);
}

gboolean
fac_outbox_table_wait (FacDb *db, gint64 id, gint64 waits_for, GError **error)
{
  return id == waits_for
         || fac_sql_run (db, error,
                         "INSERT OR IGNORE INTO outbox_waits (entry, waits_for) VALUES (?, ?)", "ll", id,
                         waits_for);
}

gboolean
fac_outbox_table_need (FacDb *db, gint64 id, const char *document_id, GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO outbox_needs (entry, document) VALUES (?, ?)", "lt",
                      id, document_id);
}

gboolean
fac_outbox_table_is_needed (FacDb *db, const char *document_id, gboolean *needed, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT 1 FROM outbox_needs WHERE document = ? LIMIT 1", "t",
                                      document_id);

  *needed = found != NULL;
  if (found != NULL)
    fac_statement_reset (found);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
fac_outbox_table_clear_waits (FacDb *db, gint64 id, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM outbox_waits WHERE entry = ?", "l", id);
}

gboolean
fac_outbox_table_set_state (FacDb *db, gint64 id, FacOutboxState state, gboolean in_flight,
                            gboolean unsure,
                            GError **error)
{
  return fac_sql_run (db, error,
                      "UPDATE outbox SET state = ?, in_flight = ?, unsure = ? WHERE id = ?", "iiil",
                      (int) state, in_flight, unsure, id);
}

gboolean
fac_outbox_table_set_due (FacDb *db, gint64 id, gint64 due_at, GError **error)
{
  return fac_sql_run (db, error, "UPDATE outbox SET due_at = ? WHERE id = ?", "ll", due_at, id);
}

gboolean
fac_outbox_table_note (FacDb *db, gint64 id, gint64 server_time, const char *code, const char *path,
                       const char *message, const char *log_id, GError **error)
{
  return fac_sql_run (db, error,
                      "UPDATE outbox SET attempts = attempts + 1, error_code = ?2, error_path = ?3,"
                      " error_message = ?4, error_log_id = ?5, first_attempt_at = CASE first_attempt_at"
                      " WHEN 0 THEN ?6 ELSE first_attempt_at END WHERE id = ?1", "lttttl", id, code, path, message,
                      log_id, server_time);
}

gboolean
fac_outbox_table_new_key (FacDb *db, gint64 id, GError **error)
{
  g_autofree char *key = fac_id_new ();

  return fac_sql_run (db, error, "UPDATE outbox SET idempotency_key = ? WHERE id = ?", "tl", key,
                      id);
}

gboolean
fac_outbox_table_remove (FacDb *db, gint64 id, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM outbox WHERE id = ?", "l", id);
}
