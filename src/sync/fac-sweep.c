/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-private.h"

/* What was edited, cancelled or deleted elsewhere: see README.md of this folder for cost and period. */
#define SWEEP_EVERY (15 * 60 * (gint64) G_USEC_PER_SEC)
#define PAGES_TIMED 30
#define PAGES_ASKED 8
/* how long what was issued and is not there is not asked for again */
#define DENIED_FOR (30 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define IDS_AT_ONCE 1000 /* compared: a window of many thousands must not lie in memory whole */

static void read_window (FacSyncWalk *walk);
static void compare (FacSyncWalk *walk);

static void
begin (FacSyncWalk *walk)
{
  FacSyncService *service = walk->service;
  const gint64 now = _fac_sync_now (service);

  walk->largest = service->sweep_due != 0 && now >= service->sweep_due ? PAGES_TIMED : 0;
  walk->budget = walk->largest > 0 ? PAGES_TIMED : PAGES_ASKED;
  if (service->sweep_due == 0 || now >= service->sweep_due)
    service->sweep_due = now + SWEEP_EVERY;
  walk->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Returns: whether the round goes on. */
static gboolean
goes_on (FacSyncWalk *walk)
{
  if (walk->flying > 0 || walk->merging > 0)
    return FALSE;
  if (walk->error == NULL && _fac_sync_may_send (walk->service) && !walk->service->pull_paused
      && !walk->service->denied)
    return TRUE;
  walk->complete =
      walk->error == NULL && (walk->service->pull_paused || walk->service->denied);
  _fac_pull_end (walk);
  return FALSE;
}

/* ---- the end of a window --------------------------------------------------------------------- */

static void
close_window (FacSyncWalk *walk, gboolean whole)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  FacPullWindow *window = g_steal_pointer (&walk->window);

  window->checked_at = whole ? _fac_sync_now (walk->service) : 0;
  if (!whole)
    {
      window->done = 0;
      window->pages = 0;
      g_clear_pointer (&window->cursor, g_free);
    }
  g_ptr_array_add (changed, window);
  walk->step = _fac_pull_sweep;
  _fac_pull_merge (walk, _fac_pull_items (NULL), changed, TRUE, NULL, NULL);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;
  const guint count = fac_store_count_remote_finish (FAC_STORE (source), result, &error);

  walk->merging--;
  if (error != NULL)
    _fac_pull_failed (walk, error);
  /* there are drafts that are not here: the list without dates is walked again */
  close_window (walk, error == NULL && count >= walk->total);
}

static void
after_ids (FacSyncWalk *walk)
{
  if (!goes_on (walk))
    return;
  if (walk->window->list != FAC_PULL_DRAFTS)
    {
      close_window (walk, TRUE);
      return;
    }
  walk->merging++;
  fac_store_count_remote_async (walk->service->store, on_counted, walk);
}

static void
on_ids (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids =
      fac_store_remote_ids_finish (FAC_STORE (source), result, &walk->compared, &error);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  walk->merging--;
  if (ids == NULL)
    _fac_pull_failed (walk, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!g_hash_table_contains (walk->seen, g_ptr_array_index (ids, i)))
      g_ptr_array_add (missing, g_strdup (g_ptr_array_index (ids, i)));
  /* asked for by id before anything vanishes: they may only have moved to another window */
  _fac_pull_ask_ids (walk, _fac_pull_entity (walk->window->list), missing,
                     ids != NULL && ids->len == IDS_AT_ONCE ? compare : after_ids);
}

static void
compare (FacSyncWalk *walk)
{
  if (!goes_on (walk))
    return;
  walk->merging++;
  fac_store_remote_ids_async (walk->service->store, walk->window->list, walk->window->from,
                              walk->window->to, walk->compared, walk->begun - DENIED_FOR,
                              IDS_AT_ONCE, on_ids, walk);
}

/* ---- its pages ------------------------------------------------------------------------------- */

static gboolean
has_more (const FacSyncWalk *walk, const FacPullAsk *ask, const FacRemotePage *page)
{
  if (walk->window->list == FAC_PULL_DRAFTS)
    return FALSE; /* the others are asked for by id */
  return ask->by_cursor ? page->next_cursor != NULL : (int) ask->page < page->total_pages;
}

static void
on_page (FacPullAsk *ask, const FacRemotePage *page)
{
  FacSyncWalk *walk = ask->walk;
  FacPullWindow *window = walk->window;

  for (guint i = 0; i < page->items->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (page->items, i);

      g_hash_table_add (walk->seen, g_strdup (item->remote_id));
    }
  walk->budget -= MIN (walk->budget, 1);
  if (window->list == FAC_PULL_DRAFTS)
    walk->total = (guint) page->total_results;
  _fac_pull_merge (walk, _fac_pull_items (page), NULL, FALSE, NULL, NULL);
  if (!ask->by_cursor && window->list != FAC_PULL_DRAFTS && !walk->no_cursors
      && page->total_pages > FAC_PULL_LAST_PAGE)
    {
      close_window (walk, FALSE); /* it grew: it is walked and halved as the history is */
      return;
    }
  g_free (walk->cursor);
  walk->cursor = g_strdup (page->next_cursor);
  walk->page++;
  if (!has_more (walk, ask, page))
    walk->step = compare;
  else if (walk->page > FAC_PULL_LAST_PAGE && !ask->by_cursor)
    close_window (walk, TRUE);
}

static void
read_window (FacSyncWalk *walk)
{
  const FacPullWindow *window = walk->window;

  if (!goes_on (walk))
    return;
  _fac_pull_ask (walk, &(FacPullAsk) { .list = window->list, .from = window->from,
                                       .to = window->to, .by_cursor = window->by_cursor,
                                       .page = walk->page, .after = walk->cursor,
                                       .answer = on_page });
}

void
_fac_pull_sweep (FacSyncWalk *walk)
{
  walk->step = _fac_pull_sweep;
  if (!goes_on (walk))
    return;
  if (walk->seen == NULL)
    begin (walk);
  walk->window = walk->budget > 0 ? fac_pull_plan_oldest (walk->windows, walk->begun,
                                                          MAX (walk->largest, walk->budget))
                                  : NULL;
  if (walk->window == NULL)
    {
      walk->complete = TRUE;
      _fac_pull_end (walk);
      return;
    }
  g_hash_table_remove_all (walk->seen);
  walk->denied = 0;
  g_clear_pointer (&walk->cursor, g_free);
  walk->page = 1;
  walk->compared = G_MININT64;
  walk->step = read_window;
  read_window (walk);
}
