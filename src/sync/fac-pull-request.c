/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-private.h"

#include "fac-answer-class.h"

FacEntity
_fac_pull_entity (FacPullList list)
{
  static const FacEntity entities[FAC_PULL_N_LISTS] = {
    [FAC_PULL_CUSTOMERS] = FAC_ENTITY_CUSTOMER,
    [FAC_PULL_PRODUCTS] = FAC_ENTITY_PRODUCT,
    [FAC_PULL_INVOICES] = FAC_ENTITY_INVOICE,
    [FAC_PULL_DRAFTS] = FAC_ENTITY_INVOICE,
  };

  return entities[list];
}

void
_fac_pull_failed (FacSyncWalk *walk, const GError *error)
{
  if (walk->error == NULL)
    walk->error = g_error_copy (error);
}

void
_fac_pull_go (FacSyncWalk *walk)
{
  if (walk->flying == 0 && walk->merging == 0)
    walk->step (walk);
}

/* ---- merging --------------------------------------------------------------------------------- */

/* The objects are shared with the store, which gives the local ids: nothing is copied on this thread. */
static FacPulled *
pulled_from (const FacRemoteItem *item)
{
  FacPulled *pulled = g_new0 (FacPulled, 1);

  pulled->remote_id = g_strdup (item->remote_id);
  pulled->external_id = g_strdup (item->external_id);
  if (item->customer != NULL)
    pulled->customer = fac_customer_ref (item->customer);
  if (item->product != NULL)
    pulled->product = fac_product_ref (item->product);
  if (item->invoice != NULL)
    pulled->invoice = fac_invoice_ref (item->invoice);
  if (item->body != NULL)
    pulled->body = g_bytes_ref (item->body);
  return pulled;
}

GPtrArray *
_fac_pull_items (const FacRemotePage *page)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);

  for (guint i = 0; page != NULL && i < page->items->len; i++)
    g_ptr_array_add (items, pulled_from (g_ptr_array_index (page->items, i)));
  return items;
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;

  walk->merging--;
  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_pull_failed (walk, error);
  walk->step (walk);
}

static gpointer
copy_window (gconstpointer window, gpointer unused)
{
  return fac_pull_window_copy (window);
}

void
_fac_pull_merge (FacSyncWalk *walk, GPtrArray *items, GPtrArray *windows, gboolean anew,
                 const char *name, const char *value)
{
  g_autoptr (GPtrArray) taken = items;
  g_autoptr (GPtrArray) copies = NULL;

  if (windows != NULL)
    copies = g_ptr_array_copy (windows, copy_window, NULL);
  if (copies != NULL)
    g_ptr_array_set_free_func (copies, (GDestroyNotify) fac_pull_window_free);
  walk->merging++;
  fac_store_merge_window_async (walk->service->store, taken, copies, anew, name, value, on_merged,
                                walk);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static void send (FacPullAsk *ask);

static void
ask_free (FacPullAsk *ask)
{
  g_free (ask->after);
  g_free (ask);
}

static guint32
bit_of (const FacPullAsk *ask)
{
  return 1u << (ask->page - 1);
}

/* A service without cursors says so by refusing them. */
static gboolean
knows_no_cursors (const FacPullAsk *ask, const GError *error)
{
  return ask->by_cursor && ask->after == NULL
         && fac_answer_class (error) == FAC_ANSWER_REFUSED;
}

static void
answered (FacPullAsk *ask, const FacRemotePage *page, const GError *error)
{
  FacSyncWalk *walk = ask->walk;

  if (page != NULL)
    ask->answer (ask, page);
  else if (knows_no_cursors (ask, error))
    {
      walk->no_cursors = TRUE;
      if (ask->window != NULL)
        ask->window->by_cursor = FALSE;
    }
  else
    _fac_pull_failed (walk, error);
  ask_free (ask);
  walk->step (walk);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  FacPullAsk *ask = data;
  FacSyncWalk *walk = ask->walk;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemotePage) page = fac_provider_list_finish (FAC_PROVIDER (source), result, &error);

  walk->flying--;
  if (page != NULL)
    {
      _fac_sync_reached (walk->service, page->server_time);
      walk->service->pull_attempts = 0;
    }
  /* older than what was acknowledged meanwhile */
  if (page != NULL && ask->seen != walk->service->acknowledged
      && _fac_sync_may_send (walk->service))
    {
      send (ask);
      return;
    }
  if (ask->window != NULL)
    ask->window->asked &= ~bit_of (ask);
  answered (ask, page, error);
}

static void
send (FacPullAsk *ask)
{
  FacSyncWalk *walk = ask->walk;
  const FacRemoteQuery query = { .page = (int) ask->page, .limit = FAC_PULL_PAGE_SIZE,
                                 .date_from = ask->from, .date_to = ask->to,
                                 .by_cursor = ask->by_cursor, .after = ask->after };

  walk->flying++;
  ask->seen = walk->service->acknowledged;
  fac_provider_list_async (walk->service->provider, _fac_pull_entity (ask->list), &query,
                           walk->service->reading, on_page, ask);
}

void
_fac_pull_ask (FacSyncWalk *walk, const FacPullAsk *what)
{
  FacPullAsk *ask = g_memdup2 (what, sizeof *what);

  ask->walk = walk;
  ask->after = g_strdup (what->after);
  if (ask->window != NULL)
    ask->window->asked |= bit_of (ask);
  send (ask);
}

void
_fac_pull_ask_window (FacSyncWalk *walk, FacPullWindow *window, guint page, FacPullAnswer answer)
{
  _fac_pull_ask (walk, &(FacPullAsk) { .window = window, .list = window->list,
                                       .from = window->from, .to = window->to, .page = page,
                                       .by_cursor = window->by_cursor, .after = window->cursor,
                                       .answer = answer });
}

/* ---- objects by id --------------------------------------------------------------------------- */

/* So many in a row, and of those that the pages showed so few, are not the deletions of a person: it is another
 * account, or a service that lost what it had. Nothing of ours goes for that. */
#define DENIED_MOST 20
#define DENIED_SHARE 4

static void ask_id (FacSyncWalk *walk);

static gboolean
denies_all (const FacSyncWalk *walk)
{
  const guint met = walk->seen != NULL ? g_hash_table_size (walk->seen) : 0;

  return walk->denied >= MAX (DENIED_MOST, DENIED_SHARE * met);
}

static void
note_denied (FacSyncWalk *walk)
{
  g_ptr_array_add (walk->gone, g_strdup (g_ptr_array_index (walk->ids, walk->id++)));
  walk->denied++;
  if (!denies_all (walk))
    return;
  walk->service->denied = TRUE;
  g_ptr_array_set_size (walk->gone, 0);
  walk->id = walk->ids->len;
  _fac_sync_update_state (walk->service);
}

static void
on_object (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_item_finish (FAC_PROVIDER (source), result, &error);
  const gboolean stale = walk->id_seen != walk->service->acknowledged;

  walk->flying--;
  if (item != NULL && !stale)
    {
      GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_pulled_free);

      _fac_sync_reached (walk->service, item->server_time);
      g_ptr_array_add (items, pulled_from (item));
      walk->id++;
      walk->denied = 0;
      _fac_pull_merge (walk, items, NULL, FALSE, NULL, NULL);
    }
  else if (error != NULL && fac_answer_class (error) == FAC_ANSWER_GONE)
    note_denied (walk);
  else if (error != NULL)
    _fac_pull_failed (walk, error);
  _fac_pull_go (walk);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;

  walk->merging--;
  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_pull_failed (walk, error);
  walk->step = walk->after_ids;
  _fac_pull_go (walk);
}

static void
ask_id (FacSyncWalk *walk)
{
  FacSyncService *service = walk->service;

  if (walk->flying > 0 || walk->merging > 0)
    return;
  if (walk->error != NULL || !_fac_sync_may_send (service))
    {
      _fac_pull_end (walk);
      return;
    }
  if (walk->id < walk->ids->len)
    {
      walk->flying++;
      walk->id_seen = service->acknowledged;
      fac_provider_get_async (service->provider, walk->ids_entity,
                              g_ptr_array_index (walk->ids, walk->id), service->reading, on_object,
                              walk);
      return;
    }
  walk->merging++;
  fac_store_remove_gone_async (service->store, walk->ids_entity, walk->gone, on_removed, walk);
}

void
_fac_pull_ask_ids (FacSyncWalk *walk, FacEntity entity, GPtrArray *ids, FacPullStep after)
{
  g_clear_pointer (&walk->ids, g_ptr_array_unref);
  g_clear_pointer (&walk->gone, g_ptr_array_unref);
  walk->ids = g_ptr_array_ref (ids);
  walk->gone = g_ptr_array_new_with_free_func (g_free);
  walk->id = 0;
  walk->ids_entity = entity;
  walk->after_ids = after;
  walk->step = ids->len > 0 ? ask_id : after;
  _fac_pull_go (walk);
}
