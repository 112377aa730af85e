/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-private.h"

#include "fac-text.h"

#include <glib/gi18n-lib.h>

/* pages that wait to be merged: what they take of memory is bounded */
#define MERGING_MOST 8

static void drafts (FacSyncWalk *walk);

/* ---- a page of a window ---------------------------------------------------------------------- */

/* More pages than the service answers. Returns: (nullable): the newer half */
static FacPullWindow *
overflow (FacSyncWalk *walk, FacPullWindow *window)
{
  FacPullWindow *newer = NULL;
  const gboolean invoices = window->list == FAC_PULL_INVOICES;
  const gint64 now = walk->started != 0 ? walk->started : _fac_sync_now (walk->service);

  if (invoices || (window->list == FAC_PULL_CUSTOMERS && walk->no_cursors))
    newer = fac_pull_plan_split (walk->windows, window, now, invoices);
  if (newer != NULL)
    return newer;
  window->by_cursor = !walk->no_cursors;
  if (!window->by_cursor)
    window->pages = FAC_PULL_LAST_PAGE; /* the rest cannot be reached */
  return NULL;
}

static void
note_cursor (FacSyncWalk *walk, FacPullWindow *window, const FacPullAsk *ask,
             const FacRemotePage *page)
{
  if (page->next_cursor == NULL && ask->after == NULL && page->total_pages > 1)
    {
      walk->no_cursors = TRUE; /* it went on by pages as if nothing had been asked */
      window->by_cursor = FALSE;
      return;
    }
  g_free (window->cursor);
  window->cursor = g_strdup (page->next_cursor);
  if (window->cursor == NULL)
    window->checked_at = _fac_sync_now (walk->service);
}

static FacPullWindow *
note_page (FacSyncWalk *walk, FacPullWindow *window, const FacPullAsk *ask,
           const FacRemotePage *page)
{
  window->done |= 1u << (ask->page - 1);
  window->pages = (guint) MAX (page->total_pages, 1);
  if (window->pages > FAC_PULL_LAST_PAGE)
    return overflow (walk, window);
  return NULL;
}

static gboolean
is_as_asked (const FacPullWindow *window, const FacPullAsk *ask)
{
  return window->from == ask->from && window->to == ask->to
         && window->by_cursor == ask->by_cursor;
}

static void
on_history_page (FacPullAsk *ask, const FacRemotePage *page)
{
  FacSyncWalk *walk = ask->walk;
  FacPullWindow *window = ask->window;
  FacPullWindow *newer = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  if (is_as_asked (window, ask))
    {
      if (ask->by_cursor)
        note_cursor (walk, window, ask, page);
      else
        newer = note_page (walk, window, ask, page);
      if (!window->by_cursor && newer == NULL && window->pages > 0
          && fac_pull_plan_is_whole (window))
        window->checked_at = _fac_sync_now (walk->service);
      if (window->checked_at != 0 && window->list == FAC_PULL_DRAFTS)
        window->pages = 1; /* what sweeping them costs */
      g_ptr_array_add (changed, window);
      if (newer != NULL)
        g_ptr_array_add (changed, newer);
    }
  _fac_pull_merge (walk, _fac_pull_items (page), changed, newer != NULL, NULL, NULL);
}

/* ---- side by side ---------------------------------------------------------------------------- */

static void
say_progress (FacSyncWalk *walk)
{
  const guint64 done =
      (guint64) fac_pull_plan_done (walk->windows, FAC_PULL_INVOICES) * FAC_PULL_PAGE_SIZE;
  g_autofree char *here = fac_text_printf ("%'" G_GUINT64_FORMAT, MIN (done, walk->total));
  g_autofree char *there = fac_text_printf ("%'u", walk->total);
  g_autofree char *text = NULL;

  /* Translators: how many of all invoices are here already: two numbers */
  text = g_strdup_printf (_("Fetching invoices: %s of %s"), here, there);
  _fac_sync_set_progress (walk->service, text);
}

static gboolean
may_go_on (FacSyncWalk *walk)
{
  return walk->error == NULL && !walk->service->pull_paused
         && _fac_sync_may_send (walk->service);
}

/* Returns: whether something of the history is under way. */
static gboolean
pump (FacSyncWalk *walk)
{
  FacPullWindow *window;
  guint page = 0;

  while (may_go_on (walk) && walk->flying < FAC_PULL_ASKED && walk->merging < MERGING_MOST
         && (window = fac_pull_plan_pick (walk->windows, &page)) != NULL)
    {
      say_progress (walk);
      _fac_pull_ask_window (walk, window, page, on_history_page);
    }
  return walk->flying > 0 || walk->merging > 0;
}

static void
leave (FacSyncWalk *walk)
{
  walk->step = walk->error == NULL && _fac_sync_may_send (walk->service) ? _fac_pull_sweep
                                                                         : _fac_pull_end;
  walk->step (walk);
}

void
_fac_pull_history (FacSyncWalk *walk)
{
  if (pump (walk))
    return;
  if (may_go_on (walk))
    drafts (walk);
  else
    leave (walk);
}

/* ---- drafts ---------------------------------------------------------------------------------- */

static FacPullWindow *
drafts_window (FacSyncWalk *walk)
{
  for (guint i = 0; i < walk->windows->len; i++)
    {
      FacPullWindow *window = g_ptr_array_index (walk->windows, i);

      if (window->list == FAC_PULL_DRAFTS)
        return window;
    }
  return NULL;
}

static void
walk_drafts (FacSyncWalk *walk)
{
  FacPullWindow *window = drafts_window (walk);
  guint page;

  while (may_go_on (walk) && window->checked_at == 0 && walk->flying < FAC_PULL_ASKED
         && walk->merging < MERGING_MOST && (page = fac_pull_plan_next_page (window)) != 0)
    _fac_pull_ask_window (walk, window, page, on_history_page);
  if (walk->flying == 0 && walk->merging == 0)
    leave (walk);
}

/* Every dated document is here: when there are no more, there is no draft that was not seen. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  FacPullWindow *window = drafts_window (walk);
  g_autoptr (GError) error = NULL;
  const guint count = fac_store_count_remote_finish (FAC_STORE (source), result, &error);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  walk->merging--;
  if (error != NULL)
    _fac_pull_failed (walk, error);
  walk->step = walk_drafts;
  if (error == NULL && count == walk->total)
    {
      window->checked_at = _fac_sync_now (walk->service);
      window->pages = 1;
      g_ptr_array_add (changed, window);
      _fac_pull_merge (walk, _fac_pull_items (NULL), changed, TRUE, NULL, NULL);
    }
  else if (window->pages > FAC_PULL_LAST_PAGE)
    overflow (walk, window);
  _fac_pull_go (walk);
}

static void
count_drafts (FacSyncWalk *walk)
{
  if (walk->flying > 0 || walk->merging > 0)
    return;
  if (!may_go_on (walk))
    {
      leave (walk);
      return;
    }
  walk->merging++;
  fac_store_count_remote_async (walk->service->store, on_counted, walk);
}

static void
on_drafts (FacPullAsk *ask, const FacRemotePage *page)
{
  FacSyncWalk *walk = ask->walk;

  walk->total = (guint) page->total_results;
  ask->window->pages = (guint) MAX (page->total_pages, 1);
  ask->window->done |= 1;
  walk->step = count_drafts;
  _fac_pull_merge (walk, _fac_pull_items (page), NULL, FALSE, NULL, NULL);
}

static void
drafts (FacSyncWalk *walk)
{
  FacPullWindow *window = drafts_window (walk);

  if (window == NULL || window->checked_at != 0)
    {
      leave (walk);
      return;
    }
  if (window->by_cursor)
    {
      walk->step = walk_drafts;
      walk_drafts (walk);
      return;
    }
  _fac_pull_ask_window (walk, window, 1, on_drafts);
}
