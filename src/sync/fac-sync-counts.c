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

static gboolean
waits_for_person (const FacOutboxEntry *entry)
{
  return entry->state == FAC_OUTBOX_REFUSED || entry->state == FAC_OUTBOX_CONFLICT;
}

/* a person sends an invoice, not its draft and its stamping; what needs attention does not wait too */
static void
count_objects (FacSyncService *self, GPtrArray *entries)
{
  g_autoptr (GHashTable) objects = g_hash_table_new (g_str_hash, g_str_equal);
  guint attention;

  for (guint i = 0; i < entries->len; i++)
    if (waits_for_person (entries->pdata[i]))
      g_hash_table_add (objects, ((FacOutboxEntry *) entries->pdata[i])->object_id);
  attention = g_hash_table_size (objects);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (objects, ((FacOutboxEntry *) entries->pdata[i])->object_id);
  set_counts (self, g_hash_table_size (objects) - attention, attention);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);

  self->counting = FALSE;
  if (entries == NULL)
    _fac_sync_store_failed (self, error);
  else
    count_objects (self, entries);
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
