/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-operation.h"

/* One meeting of both sides; @theirs %NULL when the object is gone at the service. */
typedef struct
{
  FacSyncOperation *operation;
  FacRemoteItem    *theirs;
} Meeting;

static FacSyncOperation *
meeting_end (Meeting *self)
{
  FacSyncOperation *operation = self->operation;

  g_clear_pointer (&self->theirs, fac_remote_item_unref);
  g_free (self);
  return operation;
}

static FacPulled *
pulled_from (const FacRemoteItem *item)
{
  FacPulled *pulled;

  if (item == NULL)
    return NULL;
  pulled = g_new0 (FacPulled, 1);
  pulled->remote_id = g_strdup (item->remote_id);
  pulled->external_id = g_strdup (item->external_id);
  pulled->customer = item->customer != NULL ? fac_customer_ref (item->customer) : NULL;
  pulled->product = item->product != NULL ? fac_product_ref (item->product) : NULL;
  pulled->invoice = item->invoice != NULL ? fac_invoice_ref (item->invoice) : NULL;
  pulled->body = item->body != NULL ? g_bytes_ref (item->body) : NULL;
  return pulled;
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer data)
{
  Meeting *self = data;
  g_autoptr (FacRemoteItem) theirs =
      self->theirs != NULL ? fac_remote_item_ref (self->theirs) : NULL;
  FacSyncOperation *operation = meeting_end (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = NULL;
  FacStoreMerge outcome;

  if (!fac_store_merge_remote_finish (FAC_STORE (source), result, &outcome, &payload, &error))
    {
      _fac_sync_store_failed (operation->service, error);
      _fac_operation_postpone (operation, NULL);
      return;
    }
  switch (outcome)
    {
    case FAC_STORE_MERGE_DONE:
      _fac_operation_acknowledge (operation, theirs);
      break;
    case FAC_STORE_MERGE_CONFLICT:
      _fac_operation_wait_for_person (operation);
      break;
    case FAC_STORE_MERGE_SEND:
    default:
      _fac_resolve_send (operation, payload);
      break;
    }
}

/* The body last received is what both sides agreed on; a damaged one says nothing. */
static void
on_base (GObject *source, GAsyncResult *result, gpointer data)
{
  Meeting *self = data;
  const FacOutboxEntry *entry = self->operation->entry;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) base = fac_store_get_base_finish (FAC_STORE (source), result, &body, &error);
  g_autoptr (FacRemoteItem) known = NULL;

  if (error != NULL)
    {
      FacSyncOperation *operation = meeting_end (self);

      _fac_sync_store_failed (operation->service, error);
      _fac_operation_postpone (operation, NULL);
      return;
    }
  if (body != NULL)
    known = fac_provider_parse (self->operation->provider, entry->entity, body, NULL);
  fac_store_merge_remote_async (FAC_STORE (source), entry->id, pulled_from (self->theirs),
                                pulled_from (known), on_merged, self);
}

void
_fac_resolve_merge (FacSyncOperation *operation, FacRemoteItem *theirs)
{
  Meeting *self = g_new0 (Meeting, 1);

  self->operation = operation;
  self->theirs = theirs != NULL ? fac_remote_item_ref (theirs) : NULL;
  fac_store_get_base_async (operation->service->store, operation->entry->entity,
                            operation->entry->object_id, NULL, on_base, self);
}
