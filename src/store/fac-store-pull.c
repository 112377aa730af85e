/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-cursor-table.h"
#include "fac-due-table.h"
#include "fac-ids.h"
#include "fac-invoice-merge.h"
#include "fac-outbox-queue.h"
#include "fac-prepared.h"
#include "fac-search-index.h"
#include "fac-sql.h"
#include "fac-store-cancellation.h"
#include "fac-text.h"
#include "fac-window-table.h"

/* most of a page is new: others follow */
#define MANY 50
/* More of the search index than such a page adds to it, so that its segments stay few. */
#define MERGED_PAGES 64

typedef struct
{
  GPtrArray   *items;
  FacPrepared *prepared;
  GPtrArray   *windows; /* (nullable) */
  gboolean     anew;
  char        *name;
  char        *value;
  guint        written; /* of the items */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_clear_pointer (&page->prepared, fac_prepared_end);
  g_clear_pointer (&page->windows, g_ptr_array_unref);
  g_free (page->name);
  g_free (page->value);
  g_free (page);
}

static FacEntity
entity_of (const FacPulled *item)
{
  if (item->customer != NULL)
    return FAC_ENTITY_CUSTOMER;
  return item->product != NULL ? FAC_ENTITY_PRODUCT : FAC_ENTITY_INVOICE;
}

static const char *
own_id (const FacPulled *item)
{
  if (item->customer != NULL)
    return item->customer->id;
  if (item->product != NULL)
    return item->product->id;
  return item->invoice != NULL ? item->invoice->id : NULL;
}

/* Which of ours it was made from: its external id, or the key it was sent with where that is the person's own number.
 * Returns: (nullable) */
static char *
local_id (FacDb *db, const FacPulled *item, GError **error)
{
  const char *key = item->invoice != NULL ? item->invoice->idempotency_key : NULL;

  if (item->external_id != NULL && (key == NULL || fac_id_is_uuid (item->external_id)))
    return g_strdup (item->external_id);
  return item->external_id != NULL ? fac_outbox_table_object_of_key (db, key, error) : NULL;
}

/* A document whose XML somebody put into the archive, before the service told of it. */
static FacStoredObject *
find_archived (FacDb *db, const char *uuid, GError **error)
{
  g_autofree char *upper = uuid != NULL ? g_ascii_strup (uuid, -1) : NULL;
  g_autofree char *lower = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;
  g_autofree char *id = NULL;
  FacStatement *row;

  if (uuid == NULL)
    return NULL;
  row = fac_sql_find (db, error, "SELECT id FROM documents WHERE uuid IN (?, ?) AND remote_id IS NULL",
                      "tt", upper, lower);
  if (row == NULL)
    return NULL;
  id = fac_statement_dup (row, 0);
  fac_statement_reset (row);
  return fac_stored_object_load (db, FAC_ENTITY_INVOICE, id, error);
}

/* @taken: the local object that @item's external_id names belongs to another object of the service. */
static gboolean
find_local (FacDb *db, const FacPulled *item, FacStoredObject **found, gboolean *taken,
            GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *id = NULL;

  *found = item->remote_id != NULL ? fac_stored_object_load_remote (db, entity_of (item), item->remote_id, &failure)
                                   : NULL;
  if (*found == NULL && failure == NULL)
    id = local_id (db, item, &failure);
  if (id != NULL && failure == NULL)
    {
      *found = fac_stored_object_load (db, entity_of (item), id, &failure);
      *taken = *found != NULL && (*found)->remote_id != NULL && g_strcmp0 ((*found)->remote_id, item->remote_id) != 0;
      if (*taken)
        g_clear_pointer (found, fac_stored_object_free);
    }
  if (*found == NULL && failure == NULL && !*taken && item->invoice != NULL)
    *found = find_archived (db, item->invoice->uuid, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Fields with edits that have not arrived are not overwritten; the outbox settles them (invariant 6). */
static gboolean
is_ours (FacDb *db, const FacStoredObject *local)
{
  return local->state != FAC_OFFLINE_SYNCED
         || fac_outbox_queue_holds (db, local->entity, local->id);
}

/* What was edited here of a customer that lacked something waits until somebody wrote the rest: there it is now. */
static gboolean
meet_whole (FacStoreSession *session, const FacPulled *item, FacStoredObject *local, GError **error)
{
  return item->customer == NULL || local->state != FAC_OFFLINE_CHANGED || !local->wanted
         || fac_customer_is_incomplete (item->customer)
         || !fac_customer_is_incomplete (local->customer->customer)
         || fac_outbox_queue_has (session->db, local->entity, local->id, 0)
         || fac_outbox_queue_meet (session, local, error);
}

/* The provider leaves the id empty unless the service knew it. */
static char *
id_for_new (const FacPulled *item, const char *own, gboolean taken)
{
  if (!taken && item->external_id != NULL && fac_id_is_uuid (item->external_id))
    return g_ascii_strdown (item->external_id, -1);
  return taken || fac_text_is_empty (own) ? fac_id_new () : g_strdup (own);
}

static gboolean
put_customer (FacStoreSession *session, const FacPulled *item, const FacStoredObject *local,
              const char *new_id,
             GError **error)
{
  g_autoptr (FacCustomer) customer = local != NULL
                                       ? fac_customer_take_theirs (local->customer->customer,
                                                                   item->customer)
                                       : fac_customer_copy (item->customer);

  if (local == NULL)
    fac_set_string (&customer->id, new_id);
  fac_set_string (&customer->remote_id, item->remote_id);
  return fac_customer_table_put (session->db, customer, FAC_OFFLINE_SYNCED, local != NULL && local->wanted,
                                 error)
         && fac_customer_table_set_body (session->db, customer->id, item->body, error);
}

static gboolean
put_product (FacStoreSession *session, const FacPulled *item, const FacStoredObject *local,
             const char *new_id,
            GError **error)
{
  g_autoptr (FacProduct) product = local != NULL ? fac_product_take_theirs (local->product->product, item->product)
                                                 : fac_product_copy (item->product);

  if (local == NULL)
    fac_set_string (&product->id, new_id);
  fac_set_string (&product->remote_id, item->remote_id);
  return fac_product_table_put (session->db, product, FAC_OFFLINE_SYNCED, local != NULL && local->wanted,
                                 error)
         && fac_product_table_set_body (session->db, product->id, item->body, error);
}

static gboolean
put_new_invoice (FacStoreSession *session, const FacPulled *item, const FacPreparedItem *prepared,
                 const char *new_id, GError **error)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_copy (item->invoice);

  fac_set_string (&invoice->id, new_id);
  fac_set_string (&invoice->remote_id, item->remote_id);
  return fac_document_table_put_pulled (session->db, invoice, prepared->words, prepared->packed,
                                        error);
}

static gboolean
put_invoice (FacStoreSession *session, const FacPulled *item, const FacStoredObject *local,
             GError **error)
{
  g_autoptr (FacInvoice) invoice = NULL;
  gboolean complete;

  if (!fac_document_status_may_become (local->status, item->invoice->status))
    return TRUE; /* an old page: we know better */
  complete = local->document->complete
             && fac_invoice_is_theirs (local->document->invoice, item->invoice);
  invoice = complete ? fac_invoice_take_service_fields (local->document->invoice, item->invoice)
                     : fac_invoice_take_theirs (local->document->invoice, item->invoice);
  return fac_document_table_put (session->db, invoice, FAC_OFFLINE_SYNCED, FALSE, complete, error)
         && fac_document_table_set_body (session->db, invoice->id, item->body, error)
         && fac_cancellation_note (session, local->document->invoice, invoice, error);
}

static GBytes *
stored_body (FacDb *db, const FacStoredObject *local)
{
  FacStatement *found;

  if (local->document != NULL)
    return fac_document_table_get_body (db, local->id, NULL);
  if (local->customer != NULL)
    found = fac_sql_find (db, NULL, "SELECT body FROM customer_bodies WHERE customer = ?", "l",
                          local->customer->place.seq);
  else
    found = fac_sql_find (db, NULL, "SELECT body FROM product_bodies WHERE product = ?", "l",
                          local->product->place.seq);
  return fac_sql_blob (found);
}

/* Most of what a sweep reads is as it was: nothing is written, nobody is told. */
static gboolean
is_same (FacDb *db, const FacPulled *item, const FacStoredObject *local)
{
  g_autoptr (GBytes) body = NULL;

  if (item->body == NULL)
    return FALSE;
  body = stored_body (db, local);
  return body != NULL && g_bytes_equal (body, item->body)
         && (item->invoice == NULL || !fac_due_is_news (db, local->id, item->invoice));
}

static gboolean
merge_item (FacStoreSession *session, const FacPulled *item, const FacPreparedItem *prepared,
            guint *written, GError **error)
{
  g_autoptr (FacStoredObject) local = NULL;
  g_autofree char *new_id = NULL;
  gboolean taken = FALSE;

  if (!find_local (session->db, item, &local, &taken, error))
    return FALSE;
  if (local != NULL && is_ours (session->db, local))
    return meet_whole (session, item, local, error);
  if (local != NULL && is_same (session->db, item, local))
    return TRUE;
  (*written)++;
  fac_store_session_changed (session, entity_of (item), NULL);
  if (local == NULL)
    new_id = id_for_new (item, own_id (item), taken);
  if (item->customer != NULL)
    return put_customer (session, item, local, new_id, error);
  if (item->product != NULL)
    return put_product (session, item, local, new_id, error);
  if (item->invoice == NULL)
    return TRUE;
  return local != NULL ? put_invoice (session, item, local, error)
                       : put_new_invoice (session, item, prepared, new_id, error);
}

static gboolean
merge_page (FacStoreSession *session, gpointer data, GError **error)
{
  Page *page = data;
  const FacPreparedItem *prepared = fac_prepared_wait (page->prepared);

  for (guint i = 0; i < page->items->len; i++)
    if (!merge_item (session, g_ptr_array_index (page->items, i), &prepared[i], &page->written,
                     error))
      return FALSE;
  session->many = page->written >= MANY;
  for (guint i = 0; page->windows != NULL && i < page->windows->len; i++)
    if (!fac_window_table_put (session->db, g_ptr_array_index (page->windows, i), page->anew,
                               error))
      return FALSE;
  if (page->name != NULL
      && !fac_cursor_table_set (session->db, page->name, page->value, error))
    return FALSE;
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_clear_pointer (&page->prepared, fac_prepared_end);
  return !session->many
         || fac_search_index_merge (session->db, FAC_INDEX_DOCUMENTS, MERGED_PAGES, NULL, error);
}

void
fac_store_merge_window_async (FacStore *self, GPtrArray *items, GPtrArray *windows, gboolean anew,
                              const char *name, const char *value, GAsyncReadyCallback callback,
                              gpointer data)
{
  Page *page = g_new0 (Page, 1);

  page->items = g_ptr_array_ref (items);
  page->prepared = fac_prepared_new (items);
  page->windows = windows != NULL ? g_ptr_array_ref (windows) : NULL;
  page->anew = anew;
  page->name = g_strdup (name);
  page->value = g_strdup (value);
  _fac_store_write (self, merge_page, page, page_free, fac_store_merge_window_async, callback,
                    data);
}

void
fac_store_merge_page_async (FacStore *self, GPtrArray *items, const char *name, const char *value,
                            GAsyncReadyCallback callback, gpointer data)
{
  fac_store_merge_window_async (self, items, NULL, FALSE, name, value, callback, data);
}
