/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-window.h"

FacPullWindow *
fac_pull_window_new (FacPullList list, gint64 from, gint64 to)
{
  FacPullWindow *self = g_new0 (FacPullWindow, 1);

  self->list = list;
  self->from = from;
  self->to = to;
  return self;
}

FacPullWindow *
fac_pull_window_copy (const FacPullWindow *self)
{
  FacPullWindow *copy = g_memdup2 (self, sizeof *self);

  copy->cursor = g_strdup (self->cursor);
  return copy;
}

void
fac_pull_window_free (FacPullWindow *self)
{
  g_free (self->cursor);
  g_free (self);
}
