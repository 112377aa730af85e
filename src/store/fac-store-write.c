/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-catalog-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-sql.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FacEntity    entity;
  char        *id;
  FacCustomer *customer;
  FacProduct  *product;
  FacInvoice  *invoice;
  gboolean     send;
  gint64       leaves_at;
  char        *kind;
  char        *detail;
  GPtrArray   *entries;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->id);
  g_clear_pointer (&command->customer, fac_customer_unref);
  g_clear_pointer (&command->product, fac_product_unref);
  g_clear_pointer (&command->invoice, fac_invoice_unref);
  g_free (command->kind);
  g_free (command->detail);
  g_clear_pointer (&command->entries, g_ptr_array_unref);
  g_free (command);
}

static Command *
command_new (FacEntity entity, const char *id)
{
  Command *command = g_new0 (Command, 1);

  command->entity = entity;
  command->id = g_strdup (id);
  return command;
}

static gboolean
refuse_state (GError **error, const char *message)
{
  g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, _(message));
  return FALSE;
}

/* ---- saving ----------------------------------------------------------------------------------- */

static FacOfflineState
state_after_edit (const FacStoredObject *old, const char *remote_id)
{
  if (old == NULL)
    return remote_id != NULL ? FAC_OFFLINE_CHANGED : FAC_OFFLINE_CREATED;
  return old->state == FAC_OFFLINE_CREATED ? FAC_OFFLINE_CREATED : FAC_OFFLINE_CHANGED;
}

/* The first edit of a synced object keeps what both sides agreed on. */
static gboolean
keep_base (FacStoreSession *session, FacStoredObject *old, GError **error)
{
  return old == NULL || old->state != FAC_OFFLINE_SYNCED || fac_stored_object_payload (old) == NULL
         || fac_base_table_put (session->db, old->entity, old->id, fac_stored_object_payload (old),
                                error);
}

static gboolean
find_old (FacStoreSession *session, FacEntity entity, const char *id, FacStoredObject **old,
          GError **error)
{
  g_autoptr (GError) failure = NULL;

  *old = fac_stored_object_load (session->db, entity, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return *old == NULL || (*old)->state != FAC_OFFLINE_DELETED || refuse_state (error,
                                                                               N_("It was deleted"));
}

gboolean
_fac_store_put_customer (FacStoreSession *session, const FacCustomer *customer, gboolean send,
                         gboolean *changed, GError **error)
{
  g_autoptr (FacStoredObject) old = NULL;
  g_autoptr (FacCustomer) mine = fac_customer_copy (customer);

  *changed = FALSE;
  if (!find_old (session, FAC_ENTITY_CUSTOMER, mine->id, &old, error))
    return FALSE;
  if (old != NULL && old->state == FAC_OFFLINE_SYNCED
      && fac_customer_equal_content (old->customer->customer, mine))
    return TRUE;
  if (old != NULL)
    {
      g_free (mine->remote_id);
      mine->remote_id = g_strdup (old->remote_id);
      mine->created_at = old->customer->customer->created_at;
    }
  if (mine->created_at == 0)
    mine->created_at = session->now;
  mine->updated_at = session->now;
  *changed = TRUE;
  return keep_base (session, old, error)
         && fac_customer_table_put (session->db, mine, state_after_edit (old, mine->remote_id),
                                    send || (old != NULL && old->wanted), error)
         && (!send || fac_outbox_queue_save (session, FAC_ENTITY_CUSTOMER, mine->id, error));
}

static gboolean
save_customer (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  gboolean changed;

  if (!_fac_store_put_customer (session, command->customer, command->send, &changed, error))
    return FALSE;
  if (changed)
    fac_store_session_changed (session, FAC_ENTITY_CUSTOMER, command->id);
  return TRUE;
}

gboolean
_fac_store_put_product (FacStoreSession *session, const FacProduct *product, gboolean send,
                        gboolean *changed, GError **error)
{
  g_autoptr (FacStoredObject) old = NULL;
  g_autoptr (FacProduct) mine = fac_product_copy (product);

  *changed = FALSE;
  /* what is still being typed stays as it is */
  if (send)
    fac_product_round_price (mine);
  if (!find_old (session, FAC_ENTITY_PRODUCT, mine->id, &old, error))
    return FALSE;
  if (old != NULL && old->state == FAC_OFFLINE_SYNCED
      && fac_product_equal_content (old->product->product, mine))
    return TRUE;
  if (old != NULL)
    {
      g_free (mine->remote_id);
      mine->remote_id = g_strdup (old->remote_id);
      mine->created_at = old->product->product->created_at;
    }
  if (mine->created_at == 0)
    mine->created_at = session->now;
  mine->updated_at = session->now;
  *changed = TRUE;
  return keep_base (session, old, error)
         && fac_product_table_put (session->db, mine, state_after_edit (old, mine->remote_id),
                                   send || (old != NULL && old->wanted), error)
         && (!send || fac_outbox_queue_save (session, FAC_ENTITY_PRODUCT, mine->id, error));
}

static gboolean
save_product (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  gboolean changed;

  if (!_fac_store_put_product (session, command->product, command->send, &changed, error))
    return FALSE;
  if (changed)
    fac_store_session_changed (session, FAC_ENTITY_PRODUCT, command->id);
  return TRUE;
}

/* What the service owns stays as it is stored, whatever an editor still holds. */
static void
keep_service_fields (FacInvoice *mine, const FacInvoice *old)
{
  g_free (mine->remote_id);
  mine->remote_id = g_strdup (old->remote_id);
  g_free (mine->uuid);
  mine->uuid = g_strdup (old->uuid);
  mine->status = old->status;
  mine->stamped_at = old->stamped_at;
  mine->created_at = old->created_at;
}

/* @saved: (out): what was written; NULL: nothing changed, so that nothing is to be sent either */
static gboolean
write_draft (FacStoreSession *session, const FacInvoice *invoice, gboolean wanted,
             FacStoredObject **saved, GError **error)
{
  g_autoptr (FacStoredObject) old = NULL;
  g_autoptr (FacInvoice) mine = fac_invoice_copy (invoice);
  g_autoptr (GVariant) content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  *saved = NULL;
  if (!find_old (session, FAC_ENTITY_INVOICE, mine->id, &old, error))
    return FALSE;
  if (old != NULL && !fac_document_status_is_editable (old->status))
    return refuse_state (error, N_("This document cannot be edited now"));
  if (old != NULL)
    keep_service_fields (mine, old->document->invoice);
  else
    mine->status = FAC_STATUS_BORRADOR;
  if (old != NULL && old->document->complete && old->state == FAC_OFFLINE_SYNCED
      && fac_invoice_equal_content (old->document->invoice, mine))
    return TRUE;
  if (mine->created_at == 0)
    mine->created_at = session->now;
  mine->updated_at = session->now;
  content = g_variant_ref_sink (fac_invoice_to_variant (mine));
  bytes = fac_variant_to_bytes (content);
  *saved = fac_stored_object_saved (mine, content, state_after_edit (old, mine->remote_id),
                                    wanted || (old != NULL && old->wanted));
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, mine->id);
  return keep_base (session, old, error)
         && fac_document_table_put_content (session->db, mine, bytes, (*saved)->state,
                                            (*saved)->wanted, error)
         && (old != NULL || fac_history_table_add (session->db, mine->id, session->now, "created",
                                                   NULL, error));
}

static gboolean
put_draft (FacStoreSession *session, const FacInvoice *invoice, gboolean send, GError **error)
{
  g_autoptr (FacStoredObject) saved = NULL;
  guint announced;

  if (!write_draft (session, invoice, send, &saved, error))
    return FALSE;
  if (!send || saved == NULL)
    return TRUE;
  announced = session->changes->len;
  if (!fac_outbox_queue_put (session, saved, error))
    return FALSE;
  /* the queue changed: there is something new to send */
  return session->changes->len == announced
         || fac_history_table_add (session->db, invoice->id, session->now, "edited", NULL, error);
}

gboolean
_fac_store_write_draft (FacStoreSession *session, const FacInvoice *invoice, gboolean send,
                        GError **error)
{
  return put_draft (session, invoice, send, error);
}

gboolean
_fac_store_put_draft (FacStoreSession *session, const FacInvoice *invoice, GError **error)
{
  return put_draft (session, invoice, TRUE, error);
}

static gboolean
save_draft (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;

  return put_draft (session, command->invoice, command->send, error);
}

static gboolean
queue_stamp (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  const char *id = command->invoice->id;
  g_autoptr (FacStoredObject) saved = NULL;

  return write_draft (session, command->invoice, TRUE, &saved, error)
         && (saved == NULL || fac_outbox_queue_put (session, saved, error))
         && fac_outbox_queue_stamp (session, id, error)
         && fac_document_table_move (session->db, id, FAC_STATUS_EN_COLA, error)
         && fac_history_table_add (session->db, id, session->now, "queued", NULL, error);
}

static gboolean
unqueue (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               command->id, error);

  if (object == NULL)
    return FALSE;
  if (object->status == FAC_STATUS_BORRADOR)
    return TRUE;
  if (object->status != FAC_STATUS_EN_COLA)
    return refuse_state (error, N_("It is not in the queue any more"));
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->id);
  return fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, command->id, FAC_OUTBOX_STAMP,
                                     error)
         && fac_document_table_move (session->db, command->id, FAC_STATUS_BORRADOR, error)
         && fac_history_table_add (session->db, command->id, session->now, "unqueued", NULL, error);
}

/* ---- deleting --------------------------------------------------------------------------------- */

gboolean
_fac_store_others_wait_for (FacDb *db, const FacStoredObject *object, gboolean *wait,
                            GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure,
                                      "SELECT 1 FROM outbox e JOIN outbox_waits w ON w.waits_for = e.id JOIN outbox o"
                                      " ON o.id = w.entry WHERE e.object_id = ?1 AND e.entity = ?2"
                                      " AND o.object_id <> ?1 LIMIT 1", "ti", object->id, (int) object->entity);

  *wait = found != NULL;
  if (found != NULL)
    fac_statement_reset (found);
  if (failure == NULL)
    return *wait || object->document == NULL
           || fac_outbox_table_is_needed (db, object->id, wait, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
delete_object (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, command->entity,
                                                               command->id, error);
  gboolean waited_for;
  gboolean queued;

  if (object == NULL || !_fac_store_others_wait_for (session->db, object, &waited_for, error))
    return FALSE;
  if (waited_for)
    return refuse_state (error, N_("Something in the queue needs it"));
  if (object->document != NULL && !fac_document_status_is_editable (object->status))
    return refuse_state (error, N_("Only drafts can be deleted"));
  fac_store_session_changed (session, command->entity, command->id);
  return fac_outbox_queue_delete (session, object, command->leaves_at, &queued, error)
         && fac_stored_object_set_state (session->db, object, FAC_OFFLINE_DELETED, error);
}

static gboolean
undelete_object (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_load (session->db, command->entity,
                                                               command->id, error);
  FacOfflineState state;

  if (object == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("It is gone"));
      return FALSE;
    }
  if (object->state != FAC_OFFLINE_DELETED)
    return TRUE;
  fac_store_session_changed (session, command->entity, command->id);
  return fac_outbox_queue_take_back (session, command->entity, command->id, FAC_OUTBOX_DELETE,
                                     error)
         && fac_stored_object_show (session->db, object, &state, error)
         && (!object->wanted || state == FAC_OFFLINE_SYNCED
             || fac_outbox_queue_save (session, command->entity, command->id, error));
}

/* ---- small ones ------------------------------------------------------------------------------- */

static gboolean
add_history (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;

  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->id);
  return fac_history_table_add (session->db, command->id, session->now, command->kind,
                                command->detail, error);
}

static gboolean
cache_catalog (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;

  for (guint i = 0; i < command->entries->len; i++)
    if (!fac_catalog_table_put (session->db, command->id, g_ptr_array_index (command->entries, i),
                                error))
      return FALSE;
  return TRUE;
}

/* ---- public ----------------------------------------------------------------------------------- */

static void
run (FacStore *self, FacDbWork work, Command *command, gpointer tag, GAsyncReadyCallback callback,
     gpointer data)
{
  _fac_store_write (self, work, command, command_free, tag, callback, data);
}

void
fac_store_save_customer_async (FacStore *self, FacCustomer *customer, gboolean send,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Command *command = command_new (FAC_ENTITY_CUSTOMER, customer->id);

  command->customer = fac_customer_ref (customer);
  command->send = send;
  run (self, save_customer, command, fac_store_save_customer_async, callback, data);
}

void
fac_store_save_product_async (FacStore *self, FacProduct *product, gboolean send,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Command *command = command_new (FAC_ENTITY_PRODUCT, product->id);

  command->product = fac_product_ref (product);
  command->send = send;
  run (self, save_product, command, fac_store_save_product_async, callback, data);
}

void
fac_store_delete_async (FacStore *self, FacEntity entity, const char *id,
                        gint64 leaves_at, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (entity, id);

  command->leaves_at = leaves_at;
  run (self, delete_object, command, fac_store_delete_async, callback, data);
}

void
fac_store_undelete_async (FacStore *self, FacEntity entity, const char *id,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  run (self, undelete_object, command_new (entity, id), fac_store_undelete_async, callback, data);
}

void
fac_store_save_draft_async (FacStore *self, FacInvoice *invoice, gboolean send,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  Command *command = command_new (FAC_ENTITY_INVOICE, invoice->id);

  command->invoice = fac_invoice_ref (invoice);
  command->send = send;
  run (self, save_draft, command, fac_store_save_draft_async, callback, data);
}

void
fac_store_queue_stamp_async (FacStore *self, FacInvoice *invoice, GAsyncReadyCallback callback,
                             gpointer data)
{
  Command *command = command_new (FAC_ENTITY_INVOICE, invoice->id);

  command->invoice = fac_invoice_ref (invoice);
  run (self, queue_stamp, command, fac_store_queue_stamp_async, callback, data);
}

void
fac_store_unqueue_async (FacStore *self, const char *document_id, GAsyncReadyCallback callback,
                         gpointer data)
{
  run (self, unqueue, command_new (FAC_ENTITY_INVOICE, document_id), fac_store_unqueue_async,
       callback, data);
}

void
fac_store_add_history_async (FacStore *self, const char *document_id, const char *kind,
                             const char *detail,
                             GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (FAC_ENTITY_INVOICE, document_id);

  command->kind = g_strdup (kind);
  command->detail = g_strdup (detail);
  run (self, add_history, command, fac_store_add_history_async, callback, data);
}

void
fac_store_cache_catalog_async (FacStore *self, const char *catalog, GPtrArray *entries,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Command *command = command_new (FAC_ENTITY_PRODUCT, catalog);

  command->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (command->entries, fac_catalog_entry_copy (g_ptr_array_index (entries, i)));
  run (self, cache_catalog, command, fac_store_cache_catalog_async, callback, data);
}
