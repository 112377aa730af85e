/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-watched-cancellation.h"

void
fac_watched_cancellation_free (FacWatchedCancellation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->summary, fac_document_summary_unref);
  g_free (self->words);
  g_free (self);
}

GPtrArray *
fac_watched_cancellations_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_watched_cancellation_free);
}

gboolean
fac_watched_is_moving (FacWatchedState state)
{
  return state == FAC_WATCHED_VERIFYING || state == FAC_WATCHED_PENDING;
}
