/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-operation.h"

#include "fac-answer-class.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

#define CODE_KEY_IN_USE     "idempotency_key_in_use"
/* our own reasons have our own codes: the catalogue of errors explains those of the service */
#define CODE_STAMP_FAILED   "stamp_failed"
#define CODE_NOT_A_DRAFT    "no_longer_a_draft"
#define CODE_UNREADABLE     "unreadable_entry"

/* a product has no key: what was not found may still be on its way */
#define LOOKS_FOR_PRODUCT 2

static void send_stamp (FacSyncOperation *self);
static void look (FacSyncOperation *self);

/* ---- what comes back ------------------------------------------------------------------------- */

static void
refuse_failed_stamp (FacSyncOperation *self)
{
  const char *message = _("The SAT did not stamp this invoice. Check its data and stamp it again.");

  _fac_operation_refuse (self, CODE_STAMP_FAILED, NULL, message, NULL);
}

/* The object as the service has it, after a read. */
static void
decide_stamp (FacSyncOperation *self, FacRemoteItem *item)
{
  switch (item->invoice->status)
    {
    case FAC_STATUS_BORRADOR:
      /* after a conflict the draft is busy: not again at once */
      if (self->looked)
        _fac_operation_postpone (self, NULL);
      else
        send_stamp (self);
      break;
    case FAC_STATUS_TIMBRADA:
    case FAC_STATUS_EN_CANCELACION:
    case FAC_STATUS_CANCELADA:
      _fac_operation_acknowledge (self, item);
      break;
    case FAC_STATUS_NO_TIMBRADA:
      /* after a conflict it is an earlier stamp that failed, not this one */
      if (self->looked)
        _fac_operation_recreate (self);
      else
        refuse_failed_stamp (self);
      break;
    case FAC_STATUS_EN_COLA:
    case FAC_STATUS_ENVIANDOSE:
    case FAC_STATUS_EN_PROCESO:
    default:
      _fac_operation_poll (self);
      break;
    }
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_item_finish (FAC_PROVIDER (source), result, &error);
  const FacAnswerClass class = fac_answer_class (error);

  if (class != FAC_ANSWER_DONE)
    {
      if (class == FAC_ANSWER_CONFLICT && !self->looked)
        {
          self->looked = TRUE;
          look (self);
        }
      else if (fac_answer_has_code (error, CODE_KEY_IN_USE))
        _fac_operation_new_key (self, error);
      else if (class == FAC_ANSWER_GONE && self->entry->verb == FAC_OUTBOX_DELETE)
        _fac_operation_acknowledge (self, NULL);
      else if (class == FAC_ANSWER_GONE && self->entry->verb != FAC_OUTBOX_CREATE)
        _fac_operation_lost (self);
      else
        _fac_operation_fail (self, error);
    }
  else if (self->entry->verb == FAC_OUTBOX_STAMP && item->invoice->status == FAC_STATUS_EN_PROCESO)
    {
      _fac_sync_reached (self->service, item->server_time);
      _fac_operation_poll (self);
    }
  else if (self->entry->verb == FAC_OUTBOX_STAMP && item->invoice->status == FAC_STATUS_NO_TIMBRADA)
    refuse_failed_stamp (self);
  else if (self->entry->verb == FAC_OUTBOX_STAMP
           && !fac_document_status_is_issued (item->invoice->status))
    _fac_operation_postpone (self, NULL);
  else
    _fac_operation_acknowledge (self, self->entry->verb == FAC_OUTBOX_DELETE ? NULL : item);
}

/* ---- sending --------------------------------------------------------------------------------- */

/* Between two steps the network or the program may have been switched off. */
gboolean
_fac_resolve_may_leave (FacSyncOperation *self)
{
  if (_fac_sync_may_send (self->service))
    return TRUE;
  _fac_operation_put_back (self);
  return FALSE;
}

static void
send_item (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  self->sent = TRUE;
  if (self->entry->verb == FAC_OUTBOX_CREATE)
    fac_provider_create_async (self->provider, self->item, self->entry->idempotency_key, NULL,
                               on_sent, self);
  else
    fac_provider_update_async (self->provider, self->item, NULL, on_sent, self);
}

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) known =
      fac_store_get_customer_finish (FAC_STORE (source), result, &error);

  if (known == NULL && error != NULL
      && !g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    {
      _fac_sync_store_failed (self->service, error);
      _fac_operation_postpone (self, NULL);
      return;
    }
  if (known != NULL && known->remote_id != NULL)
    {
      g_autoptr (FacCustomer) receiver = fac_customer_copy (self->item->invoice->customer);

      fac_set_string (&receiver->remote_id, known->remote_id);
      fac_customer_unref (self->item->invoice->customer);
      self->item->invoice->customer = g_steal_pointer (&receiver);
    }
  send_item (self);
}

static gboolean
read_payload (FacSyncOperation *self, GBytes *payload)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (payload);
  FacRemoteItem *item = fac_remote_item_new (self->entry->entity);

  g_clear_pointer (&self->item, fac_remote_item_unref);
  self->item = item;
  item->remote_id = g_strdup (self->entry->remote_id);
  item->external_id = g_strdup (self->entry->object_id);
  if (variant == NULL)
    return FALSE;
  if (item->entity == FAC_ENTITY_CUSTOMER)
    item->customer = fac_customer_from_variant (variant);
  else if (item->entity == FAC_ENTITY_PRODUCT)
    item->product = fac_product_from_variant (variant);
  else if (item->entity == FAC_ENTITY_INVOICE)
    item->invoice = fac_invoice_from_variant (variant);
  return item->customer != NULL || item->product != NULL || item->invoice != NULL;
}

static void
send_save (FacSyncOperation *self)
{
  const FacCustomer *receiver = self->item->invoice != NULL ? self->item->invoice->customer : NULL;

  if (receiver != NULL && !fac_text_is_empty (receiver->id))
    fac_store_get_customer_async (self->service->store, receiver->id, NULL, on_customer, self);
  else
    send_item (self);
}

static void
send_stamp (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  self->sent = TRUE;
  fac_provider_stamp_async (self->provider, self->entry->remote_id, NULL, on_sent, self);
}

static void
send_delete (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  self->sent = TRUE;
  fac_provider_remove_async (self->provider, self->entry->entity, self->entry->remote_id, NULL,
                             on_sent, self);
}

/* ---- looking first -------------------------------------------------------------------------- */

void
_fac_resolve_send (FacSyncOperation *self, GBytes *payload)
{
  if (self->entry->verb == FAC_OUTBOX_DELETE)
    send_delete (self);
  else if (payload == NULL || !read_payload (self, payload))
    _fac_operation_refuse (self, CODE_UNREADABLE, NULL,
                           _("What was to be sent cannot be read any more."), NULL);
  else
    send_save (self);
}

/* The same call would cancel a stamped invoice: only what is a draft now is deleted. */
static void
decide_delete (FacSyncOperation *self, FacRemoteItem *item)
{
  if (item->invoice == NULL)
    _fac_resolve_merge (self, item);
  else if (item->invoice->status != FAC_STATUS_BORRADOR)
    _fac_operation_refuse (self, CODE_NOT_A_DRAFT, NULL,
                           _("It is not a draft at the service any more, so it was not deleted."),
                           NULL);
  else if (self->looked)
    _fac_operation_postpone (self, NULL);
  else
    _fac_resolve_merge (self, item);
}

static void
decide_update (FacSyncOperation *self, FacRemoteItem *item)
{
  const FacDocumentStatus status =
      item->invoice != NULL ? item->invoice->status : FAC_STATUS_BORRADOR;

  if (status == FAC_STATUS_NO_TIMBRADA)
    _fac_operation_recreate (self); /* it cannot be edited there */
  else if (status != FAC_STATUS_BORRADOR)
    _fac_operation_acknowledge (self, item);
  else if (self->looked)
    _fac_operation_postpone (self, NULL);
  else
    _fac_resolve_merge (self, item);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_item_finish (FAC_PROVIDER (source), result, &error);

  if (item == NULL)
    {
      if (fac_answer_class (error) != FAC_ANSWER_GONE)
        _fac_operation_fail (self, error);
      else if (self->entry->verb == FAC_OUTBOX_DELETE)
        _fac_operation_acknowledge (self, NULL);
      else if (self->entry->verb == FAC_OUTBOX_UPDATE)
        _fac_resolve_merge (self, NULL);
      else
        _fac_operation_lost (self);
      return;
    }
  _fac_sync_reached (self->service, item->server_time);
  if (self->entry->verb == FAC_OUTBOX_STAMP)
    decide_stamp (self, item);
  else if (self->entry->verb == FAC_OUTBOX_DELETE)
    decide_delete (self, item);
  else
    decide_update (self, item);
}

/* The id is nobody else's; the person may have given the same number of her own to several documents. */
static gboolean
is_named_alike (FacSyncOperation *self, FacRemoteItem *found)
{
  const FacInvoice *sent = self->item->invoice;

  return g_strcmp0 (found->external_id, fac_invoice_external_id (sent)) == 0
         && (fac_text_is_empty (sent->external_id)
             || g_strcmp0 (found->invoice->idempotency_key, self->entry->idempotency_key) == 0);
}

/* A failed or cancelled one is not what was asked for now. */
static gboolean
is_our_invoice (FacSyncOperation *self, FacRemoteItem *found)
{
  return is_named_alike (self, found)
         && found->invoice->status != FAC_STATUS_NO_TIMBRADA
         && found->invoice->status != FAC_STATUS_CANCELADA;
}

static gboolean
is_our_product (FacSyncOperation *self, FacRemoteItem *found)
{
  g_autoptr (FacProduct) sent = fac_product_copy (self->item->product);

  fac_set_string (&sent->barcode, found->product->barcode);
  return fac_product_equal_content (sent, found->product)
         && found->product->created_at >= self->entry->first_attempt_at;
}

void
_fac_resolve_next (FacSyncOperation *self)
{
  while (self->next < self->found->items->len)
    {
      FacRemoteItem *item = g_ptr_array_index (self->found->items, self->next++);

      if (item->invoice != NULL ? is_our_invoice (self, item) : item->product != NULL && is_our_product (self, item))
        {
          _fac_operation_acknowledge (self, item);
          return;
        }
    }
  g_clear_pointer (&self->found, fac_remote_page_free);
  if (self->looked)
    _fac_operation_new_key (self, NULL);
  else if (self->entry->entity == FAC_ENTITY_PRODUCT && self->entry->attempts < LOOKS_FOR_PRODUCT)
    _fac_operation_postpone (self, NULL);
  else
    send_save (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemotePage) page = fac_provider_list_finish (FAC_PROVIDER (source), result, &error);

  if (page == NULL)
    {
      _fac_operation_fail (self, error);
      return;
    }
  _fac_sync_reached (self->service, page->server_time);
  self->next = 0;
  self->found = g_steal_pointer (&page);
  _fac_resolve_next (self);
}

static void
look_for_created (FacSyncOperation *self)
{
  FacRemoteQuery query = { 0 };

  if (self->item->customer != NULL)
    {
      send_save (self); /* the service answers identical data with the one it has */
      return;
    }
  if (self->item->invoice != NULL)
    query.external_id = fac_invoice_external_id (self->item->invoice);
  else if (!fac_text_is_empty (self->item->product->sku))
    query.sku = self->item->product->sku;
  else
    query.text = self->item->product->description;
  fac_provider_list_async (self->provider, self->entry->entity, &query, NULL, on_listed, self);
}

static void
look (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  if (self->entry->verb == FAC_OUTBOX_CREATE)
    look_for_created (self);
  else
    fac_provider_get_async (self->provider, self->entry->entity, self->entry->remote_id, NULL,
                            on_looked, self);
}

/* ---- where it begins ------------------------------------------------------------------------ */

/* An update is read first, always: it never overwrites what was changed elsewhere (invariant 6). */
static void
start_save (FacSyncOperation *self, gboolean unsure)
{
  if (!read_payload (self, self->entry->payload))
    _fac_operation_refuse (self, CODE_UNREADABLE, NULL,
                           _("What was to be sent cannot be read any more."), NULL);
  else if (unsure || self->entry->verb == FAC_OUTBOX_UPDATE)
    look (self);
  else
    send_save (self);
}

void
_fac_resolve_start (FacSyncOperation *self)
{
  const gboolean unsure = self->entry->state != FAC_OUTBOX_CLAIMED;

  switch (self->entry->verb)
    {
    case FAC_OUTBOX_CREATE:
    case FAC_OUTBOX_UPDATE:
      start_save (self, unsure);
      break;
    case FAC_OUTBOX_DELETE:
      if (self->entry->remote_id == NULL)
        _fac_operation_acknowledge (self, NULL);
      else
        look (self);
      break;
    case FAC_OUTBOX_STAMP:
      if (unsure)
        look (self);
      else
        send_stamp (self);
      break;
    case FAC_OUTBOX_CANCEL:
      _fac_resolve_cancel (self);
      break;
    case FAC_OUTBOX_EMAIL:
      _fac_resolve_email (self);
      break;
    default:
      _fac_operation_refuse (self, NULL, NULL, _("This version cannot do that."), NULL);
      break;
    }
}
