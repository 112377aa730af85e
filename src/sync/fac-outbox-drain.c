/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-backoff.h"
#include "fac-sync-operation.h"

static void
on_put_back (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self, error);
  _fac_sync_end (self);
}

/* Claimed, but meanwhile nothing may leave any more. */
static void
put_back (FacSyncService *self, FacOutboxEntry *entry)
{
  const FacOutboxState state =
      entry->state == FAC_OUTBOX_CLAIMED ? FAC_OUTBOX_QUEUED : entry->state;

  _fac_sync_begin (self);
  fac_store_postpone_async (self->store, entry->id, state, entry->due_at, 0, NULL, NULL, NULL,
                            on_put_back, g_object_ref (self));
  fac_outbox_entry_unref (entry);
}

static void
on_claimed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  gint64 next_due = 0;
  FacOutboxEntry *entry =
      fac_store_claim_next_finish (FAC_STORE (source), result, &next_due, &error);

  if (entry != NULL && _fac_sync_may_send (self))
    _fac_operation_begin (self, entry);
  else
    {
      self->draining = FALSE;
      if (entry != NULL)
        {
          self->drain_due = 0;
          put_back (self, entry);
        }
      else if (error != NULL)
        {
          _fac_sync_store_failed (self, error);
          self->drain_due = MIN (self->drain_due, _fac_sync_now (self) + FAC_BACKOFF_MOST / 60);
        }
      else if (next_due != 0)
        self->drain_due = MIN (self->drain_due, next_due);
      _fac_sync_run (self);
    }
  _fac_sync_end (self);
}

void
_fac_drain_start (FacSyncService *self)
{
  self->draining = TRUE;
  self->drain_due = FAC_SYNC_NEVER;
  _fac_sync_begin (self);
  fac_store_claim_next_async (self->store, _fac_sync_now (self), on_claimed, g_object_ref (self));
}
