/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-order.h"

#include "fac-advance.h"
#include "fac-document-table.h"
#include "fac-outbox-queue.h"
#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

/* What a document is to name: an invoice its advances, a note its invoice. */
#define NAMED_SQL \
  "SELECT x.id, x.uuid, x.status, x.sort_key IS NOT NULL FROM (" \
  "SELECT advance AS id FROM advance_uses WHERE final = ?1" \
  " UNION ALL SELECT final FROM advance_uses WHERE note = ?1) u" \
  " JOIN documents x ON x.id = u.id"

G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6
                 && FAC_STATUS_CANCELADA == 7);

gboolean
fac_advance_order_need (FacDb *db, gint64 entry, const char *document_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    NAMED_SQL " WHERE x.status NOT IN (4, 6, 7)"
                                    " AND x.sort_key IS NOT NULL LIMIT 1", "t", document_id);
  g_autofree char *before = row != NULL ? fac_statement_dup (row, 0) : NULL;

  return fac_sql_end (row, g_steal_pointer (&failure), error)
         && (before == NULL || fac_outbox_table_need (db, entry, before, error));
}

gboolean
fac_advance_order_renew (FacDb *db, const char *document_id, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_INVOICE, document_id,
                                                           error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (row->entry->verb != FAC_OUTBOX_CREATE && row->entry->verb != FAC_OUTBOX_UPDATE)
        continue;
      if (!fac_sql_run (db, error, "DELETE FROM outbox_needs WHERE entry = ?", "l", row->entry->id)
          || (fac_outbox_row_is_waiting (row)
              && !fac_advance_order_need (db, row->entry->id, document_id, error)))
        return FALSE;
    }
  return rows != NULL;
}

/* ---- at the moment when it leaves ------------------------------------------------------------- */

typedef struct
{
  GPtrArray *missing; /* (element-type utf8): folios fiscales that it does not name yet */
  gboolean   gone;    /* one is not stamped, cancelled or deleted */
} Named;

/* What it names is asked of the table: of what the service completed only columns are here. */
#define MISSING_SQL \
  NAMED_SQL " WHERE NOT EXISTS (SELECT 1 FROM documents me JOIN relations r" \
  " ON r.document = me.seq WHERE me.id = ?1 AND r.relationship = '07'" \
  " AND r.uuid = lower (x.uuid))"

static gboolean
find_missing (FacDb *db, const char *document_id, Named *named, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, MISSING_SQL, "t", document_id);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      const FacDocumentStatus status = fac_statement_int (row, 2);

      if ((status != FAC_STATUS_TIMBRADA && status != FAC_STATUS_EN_CANCELACION)
          || fac_statement_int (row, 3) == 0 || fac_text_is_empty (fac_statement_text (row, 1)))
        named->gone = TRUE;
      else
        g_ptr_array_add (named->missing, fac_statement_dup (row, 1));
    }
  return fac_sql_end (row, failure, error);
}

/* Out of the queue and in again with what it is to be now. */
static gboolean
queue_anew (FacStoreSession *session, const FacStoredObject *object, const FacInvoice *invoice,
            GError **error)
{
  const char *id = object->id;
  const gboolean stamp = object->status == FAC_STATUS_EN_COLA;

  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, id);
  if (stamp
      && (!fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, id, FAC_OUTBOX_STAMP, error)
          || !fac_document_table_move (session->db, id, FAC_STATUS_BORRADOR, error)))
    return FALSE;
  if (!_fac_store_put_draft (session, invoice, error))
    return FALSE;
  return !stamp
         || (fac_outbox_queue_stamp (session, id, error)
             && fac_document_table_move (session->db, id, FAC_STATUS_EN_COLA, error));
}

static gboolean
name_missing (FacStoreSession *session, const FacOutboxEntry *entry, const Named *named,
              gboolean *again, char **stale, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               entry->object_id, error);
  g_autoptr (FacInvoice) copy = NULL;

  if (object == NULL)
    return FALSE;
  if (!object->document->complete
      || (object->status != FAC_STATUS_EN_COLA
          && !fac_document_status_is_editable (object->status)))
    {
      *stale = g_strdup (_("It has to be related to its advance, and was changed elsewhere. Open "
                           "it, look at it and stamp it again."));
      return TRUE;
    }
  copy = fac_invoice_copy (object->document->invoice);
  for (guint i = 0; i < named->missing->len; i++)
    fac_advance_name (copy, named->missing->pdata[i]);
  *again = TRUE;
  return queue_anew (session, object, copy, error);
}

static gboolean
leaves (const FacOutboxEntry *entry)
{
  return entry->entity == FAC_ENTITY_INVOICE
         && (entry->verb == FAC_OUTBOX_CREATE || entry->verb == FAC_OUTBOX_UPDATE
             || entry->verb == FAC_OUTBOX_STAMP);
}

gboolean
fac_advance_order_settle (FacStoreSession *session, const FacOutboxEntry *entry, gboolean *again,
                          char **stale, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  Named named = { .missing = missing };

  *again = FALSE;
  *stale = NULL;
  if (!leaves (entry))
    return TRUE;
  if (!find_missing (session->db, entry->object_id, &named, error))
    return FALSE;
  if (missing->len > 0 && !name_missing (session, entry, &named, again, stale, error))
    return FALSE;
  if (named.gone && !*again && *stale == NULL)
    *stale = g_strdup (_("The advance that it takes, or the invoice that it takes one off, was "
                         "cancelled or deleted: look at both before you stamp this."));
  if (entry->verb != FAC_OUTBOX_STAMP)
    g_clear_pointer (stale, g_free); /* a draft may be sent as it is */
  return TRUE;
}
