/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-private.h"

/* documents may arrive with dates 72 h old */
#define OVERLAP (4 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define MOVING_MOST 100
#define DENIED_FOR (24 * 60 * 60 * (gint64) G_USEC_PER_SEC) /* not asked for again meanwhile */
/* a date that is before all others, for what has one: drafts are not of that window */
#define EVER 1

/* Drafts have no date: those begun of late are on the first page of the list without dates. */
static const FacPullList order[FAC_PULL_N_LISTS] = {
  FAC_PULL_INVOICES, FAC_PULL_DRAFTS, FAC_PULL_CUSTOMERS, FAC_PULL_PRODUCTS,
};

static void moving (FacSyncWalk *walk);

static gboolean
has_dates (FacPullList list)
{
  return list == FAC_PULL_INVOICES || list == FAC_PULL_CUSTOMERS;
}

static void
note_start (FacSyncWalk *walk, const FacRemotePage *page)
{
  if (walk->started == 0)
    walk->started =
        page->server_time != 0 ? page->server_time : _fac_sync_now (walk->service);
}

/* More is new than the lists answer: the newest window is walked again, as the history is. */
static void
walk_again (FacSyncWalk *walk, FacPullList list)
{
  for (guint i = 0; i < walk->windows->len; i++)
    {
      FacPullWindow *window = g_ptr_array_index (walk->windows, i);
      g_autoptr (GPtrArray) changed = NULL;

      if (window->list != list || window->to != 0)
        continue;
      window->checked_at = 0;
      window->done = 0;
      window->pages = 0;
      g_clear_pointer (&window->cursor, g_free);
      changed = g_ptr_array_new ();
      g_ptr_array_add (changed, window);
      _fac_pull_merge (walk, _fac_pull_items (NULL), changed, TRUE, NULL, NULL);
    }
}

static gboolean
reaches_back (const FacRemotePage *page, gint64 from)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (page->items, i);

      if (item->product != NULL && item->product->created_at < from)
        return TRUE;
    }
  return FALSE;
}

static void
on_news (FacPullAsk *ask, const FacRemotePage *page)
{
  FacSyncWalk *walk = ask->walk;
  gboolean more = ask->list != FAC_PULL_DRAFTS && (int) ask->page < page->total_pages
                  && ask->page < FAC_PULL_LAST_PAGE;

  note_start (walk, page);
  _fac_pull_merge (walk, _fac_pull_items (page), NULL, FALSE, NULL, NULL);
  if (ask->list == FAC_PULL_DRAFTS)
    walk->total = (guint) page->total_results;
  if (has_dates (ask->list) && page->total_pages > FAC_PULL_LAST_PAGE)
    {
      walk_again (walk, ask->list);
      more = FALSE;
    }
  if (ask->list == FAC_PULL_PRODUCTS && reaches_back (page, walk->until - OVERLAP))
    more = FALSE;
  walk->page = more ? walk->page + 1 : 1;
  walk->list += more ? 0 : 1;
}

static void
keep_start (FacSyncWalk *walk)
{
  g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT, walk->started);

  walk->step = moving;
  _fac_pull_merge (walk, _fac_pull_items (NULL), NULL, FALSE, FAC_PULL_UNTIL, until);
}

void
_fac_pull_news (FacSyncWalk *walk)
{
  FacPullList list;

  if (walk->flying > 0 || walk->merging > 0)
    return;
  if (walk->error != NULL || !_fac_sync_may_send (walk->service))
    {
      _fac_pull_end (walk);
      return;
    }
  if (walk->list >= FAC_PULL_N_LISTS)
    {
      keep_start (walk);
      return;
    }
  list = order[walk->list];
  _fac_pull_ask (walk, &(FacPullAsk) { .list = list, .page = walk->page, .answer = on_news,
                                       .from = has_dates (list) ? walk->until - OVERLAP : 0 });
}

/* ---- what moves ------------------------------------------------------------------------------ */

static void
on_moving (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = fac_store_remote_ids_finish (FAC_STORE (source), result, NULL, &error);

  walk->merging--;
  if (ids == NULL)
    {
      _fac_pull_failed (walk, error);
      _fac_pull_end (walk);
      return;
    }
  _fac_pull_ask_ids (walk, FAC_ENTITY_INVOICE, ids, _fac_pull_history);
}

static void
moving (FacSyncWalk *walk)
{
  if (walk->flying > 0 || walk->merging > 0)
    return;
  if (walk->error != NULL)
    {
      _fac_pull_end (walk);
      return;
    }
  walk->merging++;
  fac_store_moving_ids_async (walk->service->store, walk->begun - DENIED_FOR, MOVING_MOST,
                              on_moving, walk);
}

/* ---- the very first request ------------------------------------------------------------------ */

/* All documents are on the page that was just read. */
static void
close_small (FacSyncWalk *walk, FacPullList list)
{
  FacPullWindow *window = g_ptr_array_index (walk->windows, list);

  window->pages = 1;
  window->done = 1;
  window->checked_at = walk->begun;
}

static void
on_first (FacPullAsk *ask, const FacRemotePage *page)
{
  FacSyncWalk *walk = ask->walk;
  g_autofree char *until = NULL;

  note_start (walk, page);
  walk->until = walk->started;
  walk->total = (guint) page->total_results;
  g_ptr_array_set_size (walk->windows, 0);
  for (guint list = 0; list < FAC_PULL_N_LISTS; list++)
    g_ptr_array_add (walk->windows,
                     fac_pull_window_new (list, list == FAC_PULL_INVOICES ? EVER : 0, 0));
  if (page->total_pages <= 1)
    {
      close_small (walk, FAC_PULL_INVOICES);
      close_small (walk, FAC_PULL_DRAFTS);
    }
  until = g_strdup_printf ("%" G_GINT64_FORMAT, walk->started);
  walk->step = _fac_pull_history;
  _fac_pull_merge (walk, _fac_pull_items (page), walk->windows, TRUE, FAC_PULL_UNTIL, until);
}

/* The newest documents, drafts too: usable before anything else is there. */
void
_fac_pull_first (FacSyncWalk *walk)
{
  if (walk->flying > 0 || walk->merging > 0)
    return;
  if (walk->error != NULL || !_fac_sync_may_send (walk->service))
    {
      _fac_pull_end (walk);
      return;
    }
  _fac_pull_ask (walk, &(FacPullAsk) { .list = FAC_PULL_DRAFTS, .page = 1, .answer = on_first });
}
