/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

static void
set_counts (FacSyncService *self, guint pending, guint attention)
{
  if (pending != self->pending)
    {
      self->pending = pending;
      _fac_sync_notify (self, "pending");
    }
  if (attention != self->attention)
    {
      self->attention = attention;
      _fac_sync_notify (self, "attention");
    }
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);
  guint waiting = 0; /* for the person */

  self->counting = FALSE;
  if (entries == NULL)
    _fac_sync_store_failed (self, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == FAC_OUTBOX_REFUSED || entry->state == FAC_OUTBOX_CONFLICT)
        waiting++;
    }
  if (entries != NULL)
    set_counts (self, entries->len - waiting, waiting);
  if (self->count_again && !self->stopped)
    _fac_sync_count (self);
  _fac_sync_end (self);
}

void
_fac_sync_count (FacSyncService *self)
{
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  _fac_sync_begin (self);
  fac_store_outbox_async (self->store, NULL, on_counted, g_object_ref (self));
}
