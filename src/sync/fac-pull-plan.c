/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-plan.h"

#define YEAR     (365 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
/* no electronic invoice of this kind is older: 2014 */
#define BEGIN    (44 * YEAR)
/* dates have seconds */
#define SHORTEST (2 * (gint64) G_USEC_PER_SEC)

static guint
count_bits (guint32 mask)
{
  return (guint) __builtin_popcount (mask);
}

guint
fac_pull_plan_next_page (const FacPullWindow *window)
{
  const guint32 taken = window->done | window->asked;
  const guint last = window->pages == 0 ? FAC_PULL_LAST_PAGE
                                        : MIN (window->pages, FAC_PULL_LAST_PAGE);

  if (window->asked != 0 && (window->by_cursor || window->pages == 0))
    return 0;
  if (window->by_cursor)
    return 1;
  for (guint page = 1; page <= last; page++)
    if ((taken & (1u << (page - 1))) == 0)
      return page;
  return 0;
}

FacPullWindow *
fac_pull_plan_pick (GPtrArray *windows, guint *page)
{
  FacPullWindow *best = NULL;
  guint open = 0;

  for (guint i = 0; i < windows->len && open < FAC_PULL_SIDE_BY_SIDE; i++)
    {
      FacPullWindow *window = g_ptr_array_index (windows, i);
      guint next;

      if (window->checked_at != 0 || window->list == FAC_PULL_DRAFTS)
        continue;
      open++;
      next = fac_pull_plan_next_page (window);
      if (next == 0 || (best != NULL && count_bits (window->asked) >= count_bits (best->asked)))
        continue;
      best = window;
      *page = next;
    }
  return best;
}

gboolean
fac_pull_plan_is_whole (const FacPullWindow *window)
{
  const guint last = MIN (window->pages, FAC_PULL_LAST_PAGE);
  const guint32 all = last == 0 ? 0 : (G_MAXUINT32 >> (32 - last));

  return (window->done & all) == all;
}

guint
fac_pull_plan_done (GPtrArray *windows, FacPullList list)
{
  guint done = 0;

  for (guint i = 0; i < windows->len; i++)
    {
      const FacPullWindow *window = g_ptr_array_index (windows, i);

      if (window->list == list)
        done += count_bits (window->done);
    }
  return done;
}

FacPullWindow *
fac_pull_plan_split (GPtrArray *windows, FacPullWindow *window, gint64 now, gboolean in_order)
{
  const gint64 to = window->to != 0 ? window->to : now + G_USEC_PER_SEC;
  const gint64 from = MAX (window->from, MIN (BEGIN, to - YEAR));
  gint64 middle = from + (to - from) / 2;
  FacPullWindow *newer;
  guint place;

  middle -= middle % G_USEC_PER_SEC;
  if (to - from < SHORTEST || middle <= from)
    return NULL;
  newer = fac_pull_window_new (window->list, middle, window->to);
  newer->done = in_order ? window->done : 0;
  if (fac_pull_plan_next_page (newer) == 0)
    newer->done &= ~1u; /* how many there are is told by a page */
  window->to = middle;
  window->done = 0;
  window->pages = 0;
  if (!g_ptr_array_find (windows, window, &place))
    place = 0;
  g_ptr_array_insert (windows, (int) place, newer);
  return newer;
}

FacPullWindow *
fac_pull_plan_oldest (GPtrArray *windows, gint64 before, guint most)
{
  FacPullWindow *oldest = NULL;

  for (guint i = 0; i < windows->len; i++)
    {
      FacPullWindow *window = g_ptr_array_index (windows, i);

      if (window->checked_at != 0 && window->checked_at < before
          && MIN (window->pages, FAC_PULL_LAST_PAGE) <= most
          && (oldest == NULL || window->checked_at < oldest->checked_at))
        oldest = window;
    }
  return oldest;
}
