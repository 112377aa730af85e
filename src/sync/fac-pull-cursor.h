/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacPullCursor: how far a list of the service has been read; kept as text in the store, in the transaction of
 * each page.
 * @first: the first walk through everything, resumed at @page; else an increment
 * @page: the next page to ask for
 * @started: server's time when the walk began: what the next one starts from
 * @before: the walk is at documents dated before it, 0 none: lists end at page 30, so older ones are asked for by
 * date
 */
typedef struct
{
  gboolean first;
  int      page;
  gint64   started;
  gint64   before;
} FacPullCursor;

/** fac_pull_cursor_read: @text: (nullable): NULL or not readable is the beginning of the first walk. */
FacPullCursor fac_pull_cursor_read  (const char *text);
/** fac_pull_cursor_write: Returns: (transfer full) */
char         *fac_pull_cursor_write (const FacPullCursor *self);
/** fac_pull_cursor_advance: behind a page. @pages: how many there are; @oldest: the date of its oldest document, 0
 * when the list has no order by date. Returns: FALSE when that was the last one */
gboolean      fac_pull_cursor_advance (FacPullCursor *self, int pages, gint64 oldest);

G_END_DECLS
