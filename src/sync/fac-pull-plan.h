/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-pull-window.h"

G_BEGIN_DECLS

/* Which page of which window comes next (design/sync.md, Pull); pure. A plan is an array of FacPullWindow, the newest
 * first. */

/** FAC_PULL_SIDE_BY_SIDE: windows walked at once. */
#define FAC_PULL_SIDE_BY_SIDE 4
/** FAC_PULL_ASKED: pages asked for at once: more than the client has on their way, so that the next one leaves as soon
 * as an answer has come, while it is read. */
#define FAC_PULL_ASKED (FAC_PULL_SIDE_BY_SIDE + 2)

/** fac_pull_plan_next_page: the next page of @window to ask for, 0 when all are asked for or it is not known how many
 * there are. */
guint          fac_pull_plan_next_page (const FacPullWindow *window);
/** fac_pull_plan_pick: the window whose turn it is. Drafts are not walked side by side. Returns: (transfer none)
 * (nullable) */
FacPullWindow *fac_pull_plan_pick      (GPtrArray *windows, guint *page);
/** fac_pull_plan_is_whole: whether all pages of @window are done. */
gboolean       fac_pull_plan_is_whole  (const FacPullWindow *window);
/** fac_pull_plan_done: pages that were merged. */
guint          fac_pull_plan_done      (GPtrArray *windows, FacPullList list);
/**
 * fac_pull_plan_split: halves @window, which has more pages than the service answers; @now: where an open one ends.
 * @in_order: its pages are newest first, so that those done are the newer half's
 * Returns: (transfer none) (nullable): the newer half, put before @window, which keeps the older one; %NULL: too short
 */
FacPullWindow *fac_pull_plan_split     (GPtrArray *windows, FacPullWindow *window, gint64 now, gboolean in_order);
/** fac_pull_plan_oldest: the window checked longest ago, before @before, that answers at most @most pages. Returns:
 * (transfer none) (nullable) */
FacPullWindow *fac_pull_plan_oldest    (GPtrArray *windows, gint64 before, guint most);

G_END_DECLS
