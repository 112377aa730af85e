/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-cursor.h"

#include <stdio.h>

#define FIRST_FORMAT "first %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
#define LAST_PAGE 30 /* the service answers none behind it */

FacPullCursor
fac_pull_cursor_read (const char *text)
{
  FacPullCursor cursor = { .first = TRUE, .page = 1 };
  FacPullCursor read = { .first = TRUE };

  if (text != NULL
      && sscanf (text, FIRST_FORMAT, &read.page, &read.started, &read.before) == 3
      && read.page >= 1 && read.page <= LAST_PAGE)
    return read;
  if (text != NULL && sscanf (text, "until %" G_GINT64_FORMAT, &cursor.started) == 1)
    cursor.first = FALSE;
  return cursor;
}

char *
fac_pull_cursor_write (const FacPullCursor *self)
{
  if (!self->first)
    return g_strdup_printf ("until %" G_GINT64_FORMAT, self->started);
  return g_strdup_printf (FIRST_FORMAT, self->page, self->started, self->before);
}

gboolean
fac_pull_cursor_advance (FacPullCursor *self, int pages, gint64 oldest)
{
  if (self->page >= pages)
    return FALSE;
  if (self->page < LAST_PAGE)
    {
      self->page++;
      return TRUE;
    }
  if (oldest == 0 || (self->before != 0 && oldest + G_USEC_PER_SEC >= self->before))
    return FALSE;
  self->before = oldest + G_USEC_PER_SEC; /* others of the same second */
  self->page = 1;
  return TRUE;
}
