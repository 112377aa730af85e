/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-join.h"

#include "fac-base-table.h"
#include "fac-outbox-queue.h"
#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

struct _FacJoin
{
  FacCustomer *before;    /* the one that stays, as it was */
  FacCustomer *after;
  FacCustomer *other;
  GArray      *documents; /* (element-type gint64): seq of those that were the other's */
  GPtrArray   *drafts;    /* (element-type FacInvoice): as they were written for the one that stays */
  GPtrArray   *aliases;   /* local ids that already meant the other */
};

typedef struct
{
  FacCustomer *kept;
  char        *other_id;
  GPtrArray   *drafts;
  gint64       leaves_at;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  fac_customer_unref (command->kept);
  g_free (command->other_id);
  g_ptr_array_unref (command->drafts);
  g_free (command);
}

void
fac_join_free (FacJoin *self)
{
  g_clear_pointer (&self->before, fac_customer_unref);
  g_clear_pointer (&self->after, fac_customer_unref);
  g_clear_pointer (&self->other, fac_customer_unref);
  g_array_unref (self->documents);
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->aliases);
  g_free (self);
}

static FacJoin *
join_new (const Command *command, const FacStoredObject *kept, const FacStoredObject *other)
{
  FacJoin *self = g_new0 (FacJoin, 1);

  self->before = fac_customer_ref (kept->customer->customer);
  self->after = fac_customer_ref (command->kept);
  self->other = fac_customer_ref (other->customer->customer);
  self->documents = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->drafts = g_ptr_array_ref (command->drafts);
  self->aliases = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, message);
  return FALSE;
}

static gboolean
is_among (const GPtrArray *drafts, const char *id)
{
  for (guint i = 0; i < drafts->len; i++)
    if (g_strcmp0 (((FacInvoice *) drafts->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* A request that is on its way names the other: it must end first. */
static gboolean
gather_documents (FacDb *db, FacJoin *join, gint64 seq, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean under_way = FALSE;
  gboolean unknown = FALSE;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT d.seq, d.status, d.id FROM documents d"
                                       " WHERE d.customer = ?", "l", seq);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      const gint64 document = fac_statement_int (row, 0);
      const FacDocumentStatus status = fac_statement_int (row, 1);

      g_array_append_val (join->documents, document);
      if (fac_document_status_is_editable (status))
        unknown = unknown || !is_among (join->drafts, fac_statement_text (row, 2));
      else
        under_way = under_way || !fac_document_status_is_issued (status);
    }
  if (row != NULL)
    fac_statement_reset (row);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (under_way)
    return refuse (error, _("One of their invoices is on its way: try again when it is stamped"));
  return !unknown || refuse (error, _("Their drafts have changed meanwhile: try again"));
}

static gboolean
gather_aliases (FacDb *db, FacJoin *join, gint64 seq, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT id FROM customer_aliases WHERE customer = ?", "l",
                                       seq);

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (join->aliases, fac_statement_dup (row, 0));
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

/* ---- what waits ------------------------------------------------------------------------------ */

typedef gboolean (*EachSave) (FacDb *db, gint64 entry, gint64 value, GError **error);

static gboolean
each_save (FacDb *db, FacEntity entity, const char *id, EachSave act, gint64 value, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, entity, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = rows->pdata[i];
      const FacOutboxVerb verb = row->entry->verb;

      if ((verb == FAC_OUTBOX_CREATE || verb == FAC_OUTBOX_UPDATE)
          && !act (db, row->entry->id, value, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
hold (FacDb *db, gint64 entry, gint64 leaves_at, GError **error)
{
  g_autoptr (FacOutboxRow) row = fac_outbox_table_find (db, entry, error);

  return row != NULL
         && (!fac_outbox_row_is_waiting (row) || row->entry->due_at >= leaves_at
             || fac_outbox_table_set_due (db, entry, leaves_at, error));
}

static gboolean
let_wait (FacDb *db, gint64 entry, gint64 deletion, GError **error)
{
  return fac_outbox_table_wait (db, deletion, entry, error);
}

static gint64
deletion_of (FacDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_CUSTOMER, id, error);
  gint64 entry = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (((FacOutboxRow *) rows->pdata[i])->entry->verb == FAC_OUTBOX_DELETE)
      entry = ((FacOutboxRow *) rows->pdata[i])->entry->id;
  return entry;
}

/* What the deletion must not overtake: the service may take a customer from its drafts. */
static gboolean
order_queue (FacDb *db, const Command *command, GError **error)
{
  const gint64 deletion = deletion_of (db, command->other_id, error);

  if (!each_save (db, FAC_ENTITY_CUSTOMER, command->kept->id, hold, command->leaves_at, error)
      || (deletion != 0
          && !each_save (db, FAC_ENTITY_CUSTOMER, command->kept->id, let_wait, deletion, error)))
    return FALSE;
  for (guint i = 0; i < command->drafts->len; i++)
    {
      const char *id = ((FacInvoice *) command->drafts->pdata[i])->id;

      if (!each_save (db, FAC_ENTITY_INVOICE, id, hold, command->leaves_at, error)
          || (deletion != 0
              && !each_save (db, FAC_ENTITY_INVOICE, id, let_wait, deletion, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- joining --------------------------------------------------------------------------------- */

/* A draft that the service never saw, and was not asked to, does not go there now. */
static gboolean
save_drafts (FacStoreSession *session, const GPtrArray *drafts, GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const FacInvoice *draft = drafts->pdata[i];
      g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                                   draft->id, error);

      if (object == NULL
          || !_fac_store_write_draft (session, draft, object->wanted || object->remote_id != NULL,
                                      error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_over (FacDb *db, const FacStoredObject *kept, const FacStoredObject *other, GError **error)
{
  const gint64 to = kept->customer->place.seq;
  const gint64 from = other->customer->place.seq;

  return fac_sql_run (db, error, "UPDATE customer_aliases SET customer = ? WHERE customer = ?",
                      "ll", to, from)
         && fac_sql_run (db, error,
                         "INSERT INTO customer_aliases (id, remote_id, customer) VALUES (?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET customer = excluded.customer", "ttl",
                         other->id, other->remote_id, to)
         && fac_sql_run (db, error, "UPDATE documents SET customer = ? WHERE customer = ?", "ll",
                         to, from);
}

static gboolean
join_customers (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (FacStoredObject) kept = fac_stored_object_need (session->db, FAC_ENTITY_CUSTOMER,
                                                             command->kept->id, error);
  g_autoptr (FacStoredObject) other = NULL;
  FacJoin *join;
  gboolean waited_for, queued, changed;

  if (kept != NULL)
    other = fac_stored_object_need (session->db, FAC_ENTITY_CUSTOMER, command->other_id, error);
  if (other == NULL)
    return FALSE;
  if (g_str_equal (kept->id, other->id))
    return refuse (error, _("It is the same customer"));
  join = join_new (command, kept, other);
  session->result = join;
  session->free_result = (GDestroyNotify) fac_join_free;
  if (!gather_documents (session->db, join, other->customer->place.seq, error)
      || !gather_aliases (session->db, join, other->customer->place.seq, error)
      || !_fac_store_put_customer (session, command->kept, TRUE, &changed, error)
      || !take_over (session->db, kept, other, error)
      || !save_drafts (session, command->drafts, error)
      || !_fac_store_others_wait_for (session->db, other, &waited_for, error))
    return FALSE;
  if (waited_for)
    return refuse (error, _("Something in the queue needs it"));
  fac_store_session_changed (session, FAC_ENTITY_CUSTOMER, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, NULL);
  return fac_outbox_queue_delete (session, other, command->leaves_at, &queued, error)
         && fac_stored_object_set_state (session->db, other, FAC_OFFLINE_DELETED, error)
         && order_queue (session->db, command, error);
}

/* ---- parting --------------------------------------------------------------------------------- */

static gboolean
show_other (FacStoreSession *session, FacStoredObject *other, GError **error)
{
  FacOfflineState state;

  return fac_outbox_queue_take_back (session, FAC_ENTITY_CUSTOMER, other->id, FAC_OUTBOX_DELETE,
                                     error)
         && fac_stored_object_show (session->db, other, &state, error)
         && (!other->wanted || state == FAC_OFFLINE_SYNCED
             || fac_outbox_queue_save (session, FAC_ENTITY_CUSTOMER, other->id, error));
}

static gboolean
give_back (FacDb *db, const FacJoin *join, gint64 kept, gint64 other, GError **error)
{
  if (!fac_sql_run (db, error, "DELETE FROM customer_aliases WHERE id = ?", "t", join->other->id))
    return FALSE;
  for (guint i = 0; i < join->aliases->len; i++)
    if (!fac_sql_run (db, error, "UPDATE customer_aliases SET customer = ? WHERE id = ?", "lt",
                      other, (const char *) join->aliases->pdata[i]))
      return FALSE;
  for (guint i = 0; i < join->documents->len; i++)
    if (!fac_sql_run (db, error, "UPDATE documents SET customer = ? WHERE seq = ? AND customer = ?",
                      "lll", other, g_array_index (join->documents, gint64, i), kept))
      return FALSE;
  return TRUE;
}

/* What was written in a draft since stays in it; only whose it is goes back. */
static gboolean
give_back_draft (FacStoreSession *session, const FacJoin *join, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) object = fac_stored_object_load (session->db, FAC_ENTITY_INVOICE, id,
                                                               &failure);
  g_autoptr (FacInvoice) invoice = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (object == NULL || !object->document->complete
      || !fac_document_status_is_editable (object->status)
      || object->document->invoice->customer == NULL
      || g_strcmp0 (object->document->invoice->customer->id, join->after->id) != 0)
    return TRUE;
  invoice = fac_invoice_copy (object->document->invoice);
  fac_customer_unref (invoice->customer);
  invoice->customer = fac_customer_copy (join->other);
  return _fac_store_write_draft (session, invoice, object->wanted, error);
}

static gboolean
part_customers (FacStoreSession *session, gpointer data, GError **error)
{
  const FacJoin *join = data;
  g_autoptr (FacStoredObject) kept = fac_stored_object_need (session->db, FAC_ENTITY_CUSTOMER,
                                                             join->after->id, error);
  g_autoptr (FacStoredObject) other = NULL;
  gboolean changed;

  if (kept != NULL)
    other = fac_stored_object_load (session->db, FAC_ENTITY_CUSTOMER, join->other->id, error);
  if (other == NULL)
    return error != NULL && *error != NULL ? FALSE : refuse (error, _("It is gone"));
  if (other->state != FAC_OFFLINE_DELETED)
    return TRUE;
  if (!show_other (session, other, error)
      || !give_back (session->db, join, kept->customer->place.seq, other->customer->place.seq,
                     error))
    return FALSE;
  for (guint i = 0; i < join->drafts->len; i++)
    if (!give_back_draft (session, join, ((FacInvoice *) join->drafts->pdata[i])->id, error))
      return FALSE;
  fac_store_session_changed (session, FAC_ENTITY_CUSTOMER, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, NULL);
  return !fac_customer_equal_content (kept->customer->customer, join->after)
         || fac_customer_equal_content (join->before, join->after)
         || _fac_store_put_customer (session, join->before, kept->wanted, &changed, error);
}

/* ---- public ---------------------------------------------------------------------------------- */

void
fac_store_join_customers_async (FacStore *self, FacCustomer *kept, const char *other_id,
                                GPtrArray *drafts, gint64 leaves_at, GAsyncReadyCallback callback,
                                gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->kept = fac_customer_ref (kept);
  command->other_id = g_strdup (other_id);
  command->drafts = g_ptr_array_ref (drafts);
  command->leaves_at = leaves_at;
  _fac_store_write (self, join_customers, command, command_free, fac_store_join_customers_async,
                    callback, data);
}

FacJoin *
fac_store_join_customers_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_join_customers_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_part_customers_async (FacStore *self, FacJoin *join, GAsyncReadyCallback callback,
                                gpointer data)
{
  _fac_store_write (self, part_customers, join, (GDestroyNotify) fac_join_free,
                    fac_store_part_customers_async, callback, data);
}

const char *
fac_join_get_other (const FacJoin *self)
{
  return self->other->id;
}
