/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-outbox-queue.h"

#include "fac-advance-order.h"
#include "fac-sql.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

static gboolean
is_save (const FacOutboxRow *row)
{
  return row->entry->verb == FAC_OUTBOX_CREATE || row->entry->verb == FAC_OUTBOX_UPDATE;
}

/* Behind every CREATE and UPDATE of @entity @id, but itself. */
static gboolean
wait_for_saves (FacDb *db, gint64 entry, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (is_save (row) && !fac_outbox_table_wait (db, entry, row->entry->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
wait_for_customer (FacDb *db, gint64 entry, const FacStoredObject *object, GError **error)
{
  const FacCustomer *customer = object->document != NULL ? object->document->invoice->customer : NULL;

  return fac_outbox_table_clear_waits (db, entry, error)
         && (customer == NULL || customer->id == NULL
             || wait_for_saves (db, entry, FAC_ENTITY_CUSTOMER, customer->id, error));
}

/* The youngest CREATE or UPDATE; nothing younger than it exists but a stamp. */
static const FacOutboxRow *
youngest_save (GPtrArray *rows)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i - 1);

      if (is_save (row))
        return row;
    }
  return NULL;
}

static gboolean
has_verb (GPtrArray *rows, FacOutboxVerb verb)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const FacOutboxRow *) g_ptr_array_index (rows, i))->entry->verb == verb)
      return TRUE;
  return FALSE;
}

static gboolean
insert_save (FacStoreSession *session, FacStoredObject *object, gboolean known, gint64 *entry,
             GError **error)
{
  return fac_outbox_table_insert (session->db, known ? FAC_OUTBOX_UPDATE : FAC_OUTBOX_CREATE,
                                  object->entity, object->id, fac_stored_object_payload (object),
                                  object->title, session->now, entry, error);
}

/* The service takes a customer once without all it asks for, and from then on only whole (API §2.1): what is edited of
 * such a one stays here until nothing is missing. */
static gboolean
stays_here (const FacStoredObject *object, gboolean known)
{
  return known && object->customer != NULL
         && fac_customer_is_incomplete (object->customer->customer);
}

static gboolean
take_back_update (FacStoreSession *session, const FacOutboxRow *row, GError **error)
{
  return row == NULL || row->entry->verb != FAC_OUTBOX_UPDATE || !fac_outbox_row_is_waiting (row)
         || fac_outbox_table_remove (session->db, row->entry->id, error);
}

gboolean
fac_outbox_queue_put (FacStoreSession *session, FacStoredObject *object, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *hash = NULL;
  GBytes *payload;
  const FacOutboxRow *old;
  gboolean replace, known;
  gint64 entry;

  rows = fac_outbox_table_of_object (session->db, object->entity, object->id, error);
  payload = rows != NULL ? fac_stored_object_payload (object) : NULL;
  if (payload == NULL)
    return rows != NULL;
  hash = fac_variant_hash (payload);
  old = youngest_save (rows);
  if (old != NULL && old->entry->state != FAC_OUTBOX_REFUSED && g_str_equal (hash,
                                                                             old->entry->payload_hash))
    return TRUE;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  replace = old != NULL && fac_outbox_row_is_waiting (old);
  known = object->remote_id != NULL
          || (has_verb (rows, FAC_OUTBOX_CREATE) && !(replace && old->entry->verb == FAC_OUTBOX_CREATE));
  if (stays_here (object, known) && !(replace && old->entry->state == FAC_OUTBOX_CONFLICT))
    return take_back_update (session, old, error);
  entry = replace ? old->entry->id : 0;
  return (replace ? fac_outbox_table_replace (session->db, entry, payload, object->title, error)
                  : insert_save (session, object, known, &entry, error))
         && wait_for_customer (session->db, entry, object, error)
         && (object->entity != FAC_ENTITY_INVOICE
             || fac_advance_order_need (session->db, entry, object->id, error));
}

gboolean
fac_outbox_queue_meet (FacStoreSession *session, FacStoredObject *object, GError **error)
{
  gint64 entry;

  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  return fac_stored_object_payload (object) == NULL
         || insert_save (session, object, TRUE, &entry, error);
}

gboolean
fac_outbox_queue_has_left (FacDb *db, FacEntity entity, const char *id)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, NULL);
  const FacOutboxRow *youngest = rows != NULL ? youngest_save (rows) : NULL;

  return youngest == NULL || !fac_outbox_row_is_waiting (youngest);
}

gboolean
fac_outbox_queue_save (FacStoreSession *session, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, entity, id, error);

  return object != NULL && fac_outbox_queue_put (session, object, error);
}

/* A payment states what the payments and notes before it left of its invoices: it goes after those of them that are in
 * the queue, behind the last of them, unless they wait for it themselves. */
static gboolean
need_payment_before (FacDb *db, gint64 entry, const char *document_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
    "WITH RECURSIVE behind (id) AS (SELECT ?1 UNION SELECT o.object_id FROM behind b"
    " JOIN outbox_needs n ON n.document = b.id JOIN outbox o ON o.id = n.entry)"
    " SELECT x.id FROM documents me CROSS JOIN payments mine ON mine.document = me.seq"
    " CROSS JOIN payments theirs ON theirs.uuid = mine.uuid"
    " CROSS JOIN documents x ON x.seq = theirs.document"
    " LEFT JOIN outbox s ON s.object_id = x.id AND s.entity = 2 AND s.verb = 4"
    " WHERE me.id = ?1 AND me.type = 'P' AND x.type IN ('E', 'P') AND x.status IN (1, 2, 3)"
    " AND x.id NOT IN (SELECT id FROM behind) ORDER BY EXISTS (SELECT 1 FROM outbox_needs n"
    " JOIN outbox o ON o.id = n.entry AND o.verb = 4 WHERE n.document = x.id), s.id DESC LIMIT 1", "t", document_id);
  g_autofree char *before = row != NULL ? fac_statement_dup (row, 0) : NULL;

  return fac_sql_end (row, g_steal_pointer (&failure), error)
         && (before == NULL || fac_outbox_table_need (db, entry, before, error));
}

G_STATIC_ASSERT (FAC_ENTITY_INVOICE == 2 && FAC_OUTBOX_STAMP == 4);
G_STATIC_ASSERT (FAC_STATUS_EN_COLA == 1 && FAC_STATUS_ENVIANDOSE == 2 && FAC_STATUS_EN_PROCESO == 3);

gboolean
fac_outbox_queue_stamp (FacStoreSession *session, const char *document_id, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               document_id, error);
  g_autoptr (GBytes) payload = NULL;
  gint64 entry;

  if (object == NULL
      || !fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, document_id, FAC_OUTBOX_STAMP,
                                      error))
    return FALSE;
  payload = fac_invoice_payload (object->document->invoice);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  return fac_outbox_table_insert (session->db, FAC_OUTBOX_STAMP, FAC_ENTITY_INVOICE, document_id,
                                  payload,
                                  object->title, session->now, &entry, error)
         && wait_for_customer (session->db, entry, object, error)
         && wait_for_saves (session->db, entry, FAC_ENTITY_INVOICE, document_id, error)
         && need_payment_before (session->db, entry, document_id, error)
         && fac_advance_order_need (session->db, entry, document_id, error);
}

gboolean
fac_outbox_queue_take_back (FacStoreSession *session, FacEntity entity, const char *id,
                            FacOutboxVerb verb,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (session->db, entity, id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (verb != 0 && row->entry->verb != verb)
        continue;
      if (fac_outbox_row_is_waiting (row))
        {
          if (!fac_outbox_table_remove (session->db, row->entry->id, error))
            return FALSE;
          fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
        }
      else if (verb != 0)
        {
          g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                       _("Its request has already left"));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
fac_outbox_queue_take_newer (FacStoreSession *session, const FacOutboxRow *row, gboolean *taken,
                             GError **error)
{
  const FacOutboxEntry *entry = row->entry;
  g_autoptr (GPtrArray) rows = NULL;
  const FacOutboxRow *newer;

  *taken = FALSE;
  rows = fac_outbox_table_of_object (session->db, entry->entity, entry->object_id, error);
  if (rows == NULL || !is_save (row))
    return rows != NULL;
  newer = youngest_save (rows);
  if (newer == NULL || newer->entry->id <= entry->id || !fac_outbox_row_is_waiting (newer))
    return TRUE;
  *taken = TRUE;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  return fac_outbox_table_set_state (session->db, entry->id, FAC_OUTBOX_QUEUED, FALSE, FALSE,
                                     error)
         && fac_outbox_table_replace (session->db, entry->id, newer->entry->payload,
                                      newer->entry->title, error)
         && fac_outbox_table_remove (session->db, newer->entry->id, error);
}

gboolean
fac_outbox_queue_delete (FacStoreSession *session, FacStoredObject *object, gint64 leaves_at,
                         gboolean *queued, GError **error)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  GBytes *payload = fac_stored_object_payload (object);
  gint64 entry;

  *queued = FALSE;
  if (!fac_outbox_queue_take_back (session, object->entity, object->id, 0, error))
    return FALSE;
  if (object->remote_id == NULL && !fac_outbox_queue_has (session->db, object->entity, object->id,
                                                          0))
    return TRUE;
  *queued = TRUE;
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  return fac_outbox_table_insert (session->db, FAC_OUTBOX_DELETE, object->entity, object->id,
                                  payload != NULL ? payload : none, object->title, session->now,
                                  &entry, error)
         && (leaves_at == 0 || fac_outbox_table_set_due (session->db, entry, leaves_at, error));
}

gboolean
fac_outbox_queue_has (FacDb *db, FacEntity entity, const char *id, FacOutboxVerb verb)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, NULL);

  if (rows == NULL)
    return FALSE;
  return verb == 0 ? rows->len > 0 : has_verb (rows, verb);
}

gboolean
fac_outbox_queue_holds (FacDb *db, FacEntity entity, const char *id)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (row->entry->verb != FAC_OUTBOX_CANCEL && row->entry->verb != FAC_OUTBOX_EMAIL)
        return TRUE;
    }
  return FALSE;
}
