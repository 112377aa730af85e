/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacPullList: the lists of the service that are walked; the values are stored and never change. Drafts have no
 * date. */
typedef enum
{
  FAC_PULL_CUSTOMERS = 0,
  FAC_PULL_PRODUCTS  = 1,
  FAC_PULL_INVOICES  = 2,
  FAC_PULL_DRAFTS    = 3
} FacPullList;

#define FAC_PULL_N_LISTS   4
/** FAC_PULL_LAST_PAGE: the service answers none behind it. */
#define FAC_PULL_LAST_PAGE 30

/**
 * FacPullWindow: a part of a list and how far it has been walked.
 * @from, @to: microseconds UTC, 0 open; (@list, @from) names the window
 * @pages: how many there are, 0 not known; @done: bit n - 1 says that page n was merged
 * @by_cursor, @cursor: walked one page behind the other, from @cursor (nullable: from the first) on
 * @checked_at: when it was last walked whole, 0 never
 * @asked: pages on their way; not stored
 */
typedef struct
{
  FacPullList list;
  gint64      from;
  gint64      to;
  guint       pages;
  guint32     done;
  gboolean    by_cursor;
  char       *cursor;
  gint64      checked_at;
  guint32     asked;
} FacPullWindow;

/** fac_pull_window_new: not walked at all. Returns: (transfer full) */
FacPullWindow *fac_pull_window_new  (FacPullList list, gint64 from, gint64 to);
/** fac_pull_window_copy: a deep copy that may be changed. Returns: (transfer full) */
FacPullWindow *fac_pull_window_copy (const FacPullWindow *self);
/** fac_pull_window_free: frees it with all it owns. */
void           fac_pull_window_free (FacPullWindow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPullWindow, fac_pull_window_free)

G_END_DECLS
