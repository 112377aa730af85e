/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-document-request.h"
#include "fac-history-table.h"
#include "fac-invoice-merge.h"
#include "fac-outbox-queue.h"
#include "fac-store-cancellation.h"
#include "fac-store-overtaken.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

/* One answer being applied: what was sent, what is here now, what the service has. */
typedef struct
{
  FacStoreSession         *session;
  const FacAcknowledgement *answer;
  FacOutboxRow            *row;
  FacStoredObject         *object;
  gboolean                 edited; /* here, since it was sent */
} Answer;

static void
acknowledgement_free (gpointer data)
{
  FacAcknowledgement *copy = data;

  g_clear_pointer (&copy->customer, fac_customer_unref);
  g_clear_pointer (&copy->product, fac_product_unref);
  g_clear_pointer (&copy->invoice, fac_invoice_unref);
  g_clear_pointer (&copy->body, g_bytes_unref);
  g_free ((char *) copy->kept_id);
  g_free (copy);
}

static GVariant *
sent_variant (const Answer *self)
{
  return fac_variant_from_bytes (self->row->entry->payload);
}

static FacOfflineState
state_after (const Answer *self)
{
  if (self->object->state == FAC_OFFLINE_DELETED)
    return FAC_OFFLINE_DELETED;
  return self->edited ? FAC_OFFLINE_CHANGED : FAC_OFFLINE_SYNCED;
}

static gboolean
set_base (const Answer *self, GBytes *theirs, GError **error)
{
  FacDb *db = self->session->db;

  return self->edited ? fac_base_table_put (db, self->object->entity, self->object->id, theirs,
                                            error)
                      : fac_base_table_remove (db, self->object->entity, self->object->id, error);
}

/* What was deleted here is what was made here. The service has had a customer of the same data before: it comes to
 * light, as if a pull had brought it. */
static gboolean
spare_customer (Answer *self, GError **error)
{
  FacStoredObject *object = self->object;

  object->wanted = self->edited;
  if (object->state != FAC_OFFLINE_DELETED)
    return TRUE;
  object->state = FAC_OFFLINE_SYNCED;
  return fac_outbox_queue_take_back (self->session, object->entity, object->id, FAC_OUTBOX_DELETE,
                                     error);
}

static gboolean
apply_customer (Answer *self, GError **error)
{
  const FacCustomer *mine = self->object->customer->customer;
  g_autoptr (FacCustomer) theirs = fac_customer_take_theirs (mine, self->answer->customer);
  g_autoptr (GVariant) variant = sent_variant (self);
  g_autoptr (FacCustomer) sent = variant != NULL ? fac_customer_from_variant (variant) : NULL;
  g_autoptr (FacCustomer) kept = fac_customer_copy (mine);
  g_autoptr (GBytes) base = fac_customer_payload (theirs);

  self->edited = sent != NULL && !fac_customer_equal_content (sent, mine);
  g_free (kept->remote_id);
  kept->remote_id = g_strdup (theirs->remote_id);
  if (self->answer->had && !spare_customer (self, error))
    return FALSE;
  return fac_stored_object_adopt (self->session->db, FAC_ENTITY_CUSTOMER, mine->id,
                                  theirs->remote_id, error)
         && fac_customer_table_put (self->session->db, self->edited ? kept : theirs,
                                    state_after (self),
                                    self->object->wanted, error)
         && fac_customer_table_set_body (self->session->db, mine->id, self->answer->body, error)
         && set_base (self, base, error);
}

static gboolean
apply_product (Answer *self, GError **error)
{
  const FacProduct *mine = self->object->product->product;
  g_autoptr (FacProduct) theirs = fac_product_take_theirs (mine, self->answer->product);
  g_autoptr (GVariant) variant = sent_variant (self);
  g_autoptr (FacProduct) sent = variant != NULL ? fac_product_from_variant (variant) : NULL;
  g_autoptr (FacProduct) kept = fac_product_copy (mine);
  g_autoptr (GBytes) base = fac_product_payload (theirs);

  self->edited = sent != NULL && !fac_product_equal_content (sent, mine);
  g_free (kept->remote_id);
  kept->remote_id = g_strdup (theirs->remote_id);
  return fac_stored_object_adopt (self->session->db, FAC_ENTITY_PRODUCT, mine->id,
                                  theirs->remote_id, error)
         && fac_product_table_put (self->session->db, self->edited ? kept : theirs,
                                   state_after (self),
                                   self->object->wanted, error)
         && fac_product_table_set_body (self->session->db, mine->id, self->answer->body, error)
         && set_base (self, base, error);
}

/* A draft at the service says nothing about a stamp that was asked for here. */
static gboolean
settle_status (const Answer *self, FacInvoice *merged, GError **error)
{
  FacDocumentStatus from = self->object->status;

  if (merged->status == FAC_STATUS_BORRADOR && self->row->entry->verb != FAC_OUTBOX_STAMP)
    merged->status = from;
  if (fac_document_status_may_become (from, merged->status))
    return TRUE;
  g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
               _("A document cannot go from “%s” to “%s”"),
               fac_document_status_nick (from), fac_document_status_nick (merged->status));
  return FALSE;
}

/*
 * What was written here stays the truth as long as the service has the same. What came back different
 * (somebody else's edit was merged or stamped, or the service corrected it) is theirs from now on.
 */
static gboolean
apply_invoice (Answer *self, GError **error)
{
  const FacInvoice *mine = self->object->document->invoice;
  const FacInvoice *answer = self->answer->invoice;
  gboolean save = self->row->entry->verb != FAC_OUTBOX_STAMP;
  g_autoptr (GVariant) variant = sent_variant (self);
  g_autoptr (FacInvoice) sent = variant != NULL ? fac_invoice_from_variant (variant) : NULL;
  g_autoptr (FacInvoice) theirs = fac_invoice_take_theirs (mine, answer);
  g_autoptr (FacInvoice) merged = NULL;
  g_autoptr (GBytes) base = fac_invoice_payload (theirs);
  gboolean complete = self->object->document->complete;
  gboolean kept = FALSE;
  FacDb *db = self->session->db;

  if (save
      && !fac_overtaken_keep (self->session, self->object, theirs, self->answer->kept_id, &kept,
                              error))
    return FALSE;
  complete = complete && !kept;
  self->edited = complete && sent != NULL && !fac_invoice_equal_content (sent, mine);
  if (complete && !self->edited && self->answer->body != NULL
      && !fac_invoice_is_theirs (mine, answer))
    complete = FALSE;
  merged = complete ? fac_invoice_take_service_fields (mine, answer) : g_steal_pointer (&theirs);
  if (!settle_status (self, merged, error)
      || !fac_stored_object_adopt (db, FAC_ENTITY_INVOICE, mine->id, merged->remote_id, error)
      || !fac_document_table_put (db, merged, state_after (self), self->object->wanted, complete,
                                  error)
      || !fac_document_table_set_body (db, mine->id, self->answer->body, error) || !set_base (self,
                                                                                              base, error))
    return FALSE;
  return save || !fac_document_status_is_issued (merged->status)
         || fac_history_table_add (db, mine->id, self->session->now, "stamped", merged->uuid,
                                   error);
}

static gboolean
apply_cancelled (Answer *self, GError **error)
{
  const FacDocumentRow *row = self->object->document;
  const FacInvoice *answer = self->answer->invoice;
  g_autoptr (FacInvoice) merged = NULL;
  FacDb *db = self->session->db;

  if (answer == NULL || row == NULL)
    return TRUE;
  merged = row->complete ? fac_invoice_take_service_fields (row->invoice, answer)
                         : fac_invoice_take_theirs (row->invoice, answer);
  return settle_status (self, merged, error)
         && fac_document_table_put (db, merged, self->object->state, self->object->wanted,
                                    row->complete, error)
         && fac_document_table_set_body (db, merged->id, self->answer->body, error)
         && fac_cancellation_note (self->session, row->invoice, merged, error);
}

static gboolean
note_emailed (const Answer *self, GError **error)
{
  g_autoptr (FacDocumentRequest) request = fac_document_request_read (self->row->entry->payload);
  g_autofree char *to = NULL;

  if (request != NULL && request->addresses != NULL)
    to = g_strjoinv (", ", request->addresses);
  return fac_history_table_add (self->session->db, self->object->id, self->session->now, "emailed",
                                to, error);
}

/* Nothing came with the answer but that it is done. */
static gboolean
apply_bare (Answer *self, GError **error)
{
  if (self->object->state == FAC_OFFLINE_DELETED || self->object->remote_id == NULL)
    return TRUE;
  return fac_stored_object_set_state (self->session->db, self->object, FAC_OFFLINE_SYNCED, error)
         && set_base (self, NULL, error);
}

/* It is gone there but has edits here: it stays as something the service never had, and is not sent by itself. */
static gboolean
apply_lost (Answer *self, GError **error)
{
  FacDb *db = self->session->db;
  const char *id = self->object->id;

  /* a stamped document stays stamped, whatever one answer says: its UUID is at the SAT */
  if (self->object->document != NULL
      && fac_document_status_is_issued (self->object->document->invoice->status))
    return TRUE;
  if (!fac_base_table_remove (db, self->object->entity, id, error)
      || !fac_outbox_queue_take_back (self->session, self->object->entity, id, 0, error))
    return FALSE;
  if (self->object->customer != NULL)
    {
      g_autoptr (FacCustomer) copy = fac_customer_copy (self->object->customer->customer);

      g_clear_pointer (&copy->remote_id, g_free);
      return fac_customer_table_put (db, copy, FAC_OFFLINE_CREATED, FALSE, error);
    }
  if (self->object->product != NULL)
    {
      g_autoptr (FacProduct) copy = fac_product_copy (self->object->product->product);

      g_clear_pointer (&copy->remote_id, g_free);
      return fac_product_table_put (db, copy, FAC_OFFLINE_CREATED, FALSE, error);
    }
  if (!self->object->document->complete)
    return fac_stored_object_remove (db, FAC_ENTITY_INVOICE, id, error);
  else
    {
      g_autoptr (FacInvoice) copy = fac_invoice_copy (self->object->document->invoice);

      g_clear_pointer (&copy->remote_id, g_free);
      copy->status = FAC_STATUS_BORRADOR;
      return fac_document_table_put (db, copy, FAC_OFFLINE_CREATED, FALSE, TRUE, error)
             && fac_history_table_add (db, id, self->session->now, "lost", NULL, error);
    }
}

static gboolean
apply (Answer *self, GError **error)
{
  if (self->row->entry->verb == FAC_OUTBOX_CANCEL)
    return apply_cancelled (self, error);
  if (self->row->entry->verb == FAC_OUTBOX_EMAIL)
    return note_emailed (self, error);
  if (self->answer->removed)
    return apply_lost (self, error);
  if (self->answer->customer != NULL && self->object->customer != NULL)
    return apply_customer (self, error);
  if (self->answer->product != NULL && self->object->product != NULL)
    return apply_product (self, error);
  if (self->answer->invoice != NULL && self->object->document != NULL)
    return apply_invoice (self, error);
  return apply_bare (self, error);
}

/* An edit that was made after its request left goes next, unless one waits already. */
static gboolean
queue_edits (const Answer *self, GError **error)
{
  return !self->edited || self->object->state == FAC_OFFLINE_DELETED
         || fac_outbox_queue_save (self->session, self->object->entity, self->object->id, error);
}

/* Two products of the same content are two; only a copy that a pull brought may be this one. */
static gboolean
is_free (const Answer *self, GError **error)
{
  const FacProduct *found = self->answer->found ? self->answer->product : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) other = NULL;

  if (found == NULL)
    return TRUE;
  other = fac_stored_object_load_remote (self->session->db, FAC_ENTITY_PRODUCT, found->remote_id, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (other != NULL && other->wanted && !g_str_equal (other->id, self->object->id))
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, _("It is another product"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
acknowledge (FacStoreSession *session, gpointer data, GError **error)
{
  const FacAcknowledgement *answer = data;
  g_autoptr (FacOutboxRow) row = fac_outbox_table_find (session->db, answer->entry_id, error);
  g_autoptr (FacStoredObject) object = NULL;
  Answer self = { .session = session, .answer = answer, .row = row };

  if (row == NULL)
    {
      if (*error == NULL)
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND,
                     _("That operation is not in the queue any more"));
      return FALSE;
    }
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, row->entry->entity, row->entry->object_id);
  object = fac_stored_object_load (session->db, row->entry->entity, row->entry->object_id, error);
  if (object == NULL)
    return FALSE;
  if (row->entry->verb == FAC_OUTBOX_DELETE || (answer->removed && object->state
                                                == FAC_OFFLINE_DELETED))
    return fac_stored_object_remove (session->db, object->entity, object->id, error);
  self.object = object;
  return is_free (&self, error) && fac_outbox_table_remove (session->db, row->entry->id, error) && apply (&self, error)
         && queue_edits (&self, error);
}

void
fac_store_acknowledge_async (FacStore *self, const FacAcknowledgement *acknowledgement,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  FacAcknowledgement *copy = g_new0 (FacAcknowledgement, 1);

  copy->entry_id = acknowledgement->entry_id;
  copy->removed = acknowledgement->removed;
  copy->found = acknowledgement->found;
  copy->had = acknowledgement->had;
  copy->kept_id = g_strdup (acknowledgement->kept_id);
  if (acknowledgement->customer != NULL)
    copy->customer = fac_customer_ref (acknowledgement->customer);
  if (acknowledgement->product != NULL)
    copy->product = fac_product_ref (acknowledgement->product);
  if (acknowledgement->invoice != NULL)
    copy->invoice = fac_invoice_ref (acknowledgement->invoice);
  if (acknowledgement->body != NULL)
    copy->body = g_bytes_ref (acknowledgement->body);
  _fac_store_write (self, acknowledge, copy, acknowledgement_free, fac_store_acknowledge_async,
                    callback, data);
}
