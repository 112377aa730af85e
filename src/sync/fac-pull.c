/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-backoff.h"
#include "fac-ids.h"
#include "fac-pull-cursor.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

#define PAGE_SIZE   100
#define PULL_EVERY  (15 * 60 * (gint64) G_USEC_PER_SEC)
/* documents may arrive with dates 72 h old */
#define OVERLAP     (4 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  FacEntity   entity;
  const char *cursor;
  gboolean    by_date; /* the list takes a window of dates */
  gboolean    in_order; /* newest first */
  const char *progress;
} List;

static const List lists[] = {
  { FAC_ENTITY_CUSTOMER, "pull/customers", TRUE, FALSE, N_("Fetching customers") },
  { FAC_ENTITY_PRODUCT, "pull/products", FALSE, FALSE, N_("Fetching products") },
  { FAC_ENTITY_INVOICE, "pull/invoices", TRUE, TRUE, N_("Fetching invoices") },
};

/**
 * @seen: @acknowledged of the service when the page was asked for
 * @from: the window of an increment, 0 everything; @started: what the cursor says once the walk has
 * ended
 */
struct _FacSyncWalk
{
  FacSyncService *service;
  guint           list;
  FacPullCursor   cursor;
  gint64          from;
  gint64          started;
  gboolean        more;
  guint           seen;
};

static void ask_cursor (FacSyncWalk *self);
static void ask_page (FacSyncWalk *self);

static const List *
current (FacSyncWalk *self)
{
  return &lists[self->list];
}

static void
finish (FacSyncWalk *self, gint64 due)
{
  g_autoptr (FacSyncService) service = self->service;

  service->walk = NULL;
  service->pull_due = MIN (service->pull_due, due);
  g_free (self);
  _fac_sync_set_progress (service, NULL);
  _fac_sync_run (service);
  _fac_sync_end (service);
}

static void
fail (FacSyncWalk *self, const GError *error)
{
  FacSyncService *service = self->service;
  const gint64 delay = fac_backoff_delay (service->pull_attempts++, g_random_int ());

  if (error->domain == FAC_STORE_ERROR)
    _fac_sync_store_failed (service, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _fac_sync_failed (service, error);
  finish (self, _fac_sync_now (service) + delay);
}

/* ---- a page --------------------------------------------------------------------------------- */

/* Local ids are ours to give: an object that nobody here knows gets one. */
static void
give_id (FacPulled *pulled, FacRemoteItem *item)
{
  g_autofree char *id = fac_id_new ();

  if (item->customer != NULL)
    {
      pulled->customer = fac_customer_copy (item->customer);
      if (fac_text_is_empty (pulled->customer->id))
        fac_set_string (&pulled->customer->id, id);
    }
  else if (item->product != NULL)
    {
      pulled->product = fac_product_copy (item->product);
      if (fac_text_is_empty (pulled->product->id))
        fac_set_string (&pulled->product->id, id);
    }
  else if (item->invoice != NULL && !fac_text_is_empty (item->invoice->id))
    pulled->invoice = fac_invoice_ref (item->invoice);
  else if (item->invoice != NULL)
    {
      pulled->invoice = fac_invoice_copy (item->invoice);
      fac_set_string (&pulled->invoice->id, id);
    }
}

static GPtrArray *
pulled_from_page (const FacRemotePage *page)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);

  for (guint i = 0; i < page->items->len; i++)
    {
      FacRemoteItem *item = g_ptr_array_index (page->items, i);
      FacPulled *pulled = g_new0 (FacPulled, 1);

      pulled->remote_id = g_strdup (item->remote_id);
      pulled->external_id = g_strdup (item->external_id);
      pulled->body = item->body != NULL ? g_bytes_ref (item->body) : NULL;
      give_id (pulled, item);
      g_ptr_array_add (items, pulled);
    }
  return items;
}

static gint64
oldest_date (FacSyncWalk *self, const FacRemotePage *page)
{
  gint64 oldest = 0;

  for (guint i = 0; current (self)->in_order && i < page->items->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (page->items, i);
      const gint64 date = item->invoice != NULL ? item->invoice->date : 0;

      if (date != 0 && (oldest == 0 || date < oldest))
        oldest = date;
    }
  return oldest;
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      fail (self, error);
      return;
    }
  if (current (self)->entity == FAC_ENTITY_INVOICE)
    self->service->xml_due = 0;
  if (self->more)
    {
      _fac_sync_run (self->service);
      ask_page (self);
      return;
    }
  self->list++;
  ask_cursor (self);
}

/* The first walk keeps its place with every page; an increment is repeated as a whole. */
static char *
cursor_after (FacSyncWalk *self)
{
  if (!self->more)
    return fac_pull_cursor_write (&(FacPullCursor) { .started = self->started });
  return self->cursor.first ? fac_pull_cursor_write (&self->cursor) : NULL;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemotePage) page = fac_provider_list_finish (FAC_PROVIDER (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *value = NULL;

  if (page == NULL)
    {
      fail (self, error);
      return;
    }
  _fac_sync_reached (self->service, page->server_time);
  self->service->pull_attempts = 0;
  if (self->seen != self->service->acknowledged)
    {
      ask_page (self); /* older than what was acknowledged meanwhile */
      return;
    }
  if (self->started == 0)
    self->started =
        page->server_time != 0 ? page->server_time : _fac_sync_now (self->service);
  if (self->cursor.first)
    self->cursor.started = self->started;
  self->more = fac_pull_cursor_advance (&self->cursor, page->total_pages, oldest_date (self, page));
  items = pulled_from_page (page);
  value = cursor_after (self);
  fac_store_merge_page_async (self->service->store, items,
                              value != NULL ? current (self)->cursor : NULL, value, on_merged,
                              self);
}

static void
ask_page (FacSyncWalk *self)
{
  FacSyncService *service = self->service;
  FacRemoteQuery query = { .page = self->cursor.page, .limit = PAGE_SIZE, .date_from = self->from,
                           .date_to = self->cursor.before };

  if (!_fac_sync_may_send (service))
    {
      finish (self, 0);
      return;
    }
  self->seen = service->acknowledged;
  fac_provider_list_async (service->provider, current (self)->entity, &query, service->reading,
                           on_page, self);
}

/* ---- a list --------------------------------------------------------------------------------- */

static void
on_cursor (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fac_store_get_cursor_finish (FAC_STORE (source), result, &error);

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  self->cursor = fac_pull_cursor_read (text);
  self->started = self->cursor.first ? self->cursor.started : 0;
  self->from = !self->cursor.first && current (self)->by_date ? self->cursor.started - OVERLAP : 0;
  if (self->cursor.first)
    _fac_sync_set_progress (self->service, _(current (self)->progress));
  ask_page (self);
}

static void
ask_cursor (FacSyncWalk *self)
{
  if (self->list >= G_N_ELEMENTS (lists))
    {
      g_hash_table_remove_all (self->service->xml_failed); /* another chance */
      self->service->xml_due = 0;
      finish (self, _fac_sync_now (self->service) + PULL_EVERY);
      return;
    }
  fac_store_get_cursor_async (self->service->store, current (self)->cursor, NULL, on_cursor, self);
}

void
_fac_pull_start (FacSyncService *service)
{
  FacSyncWalk *self = g_new0 (FacSyncWalk, 1);

  self->service = g_object_ref (service);
  service->walk = self;
  service->pull_due = FAC_SYNC_NEVER;
  _fac_sync_begin (service);
  _fac_sync_update_state (service);
  ask_cursor (self);
}
