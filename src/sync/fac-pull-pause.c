/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#define FOCUS_AFTER (5 * 60 * (gint64) G_USEC_PER_SEC)

static void
show_paused (FacSyncService *self, gboolean paused)
{
  self->pause_known = TRUE;
  if (paused == self->pull_paused)
    return;
  self->pull_paused = paused;
  if (!self->stopped)
    g_object_notify (G_OBJECT (self), "pull-paused");
}

static void
on_pause_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autofree char *text = fac_store_get_cursor_finish (FAC_STORE (source), result, NULL);

  if (!self->pause_known)
    show_paused (self, g_strcmp0 (text, "1") == 0);
  _fac_sync_run (self);
  _fac_sync_end (self);
}

void
_fac_pull_read_pause (FacSyncService *self)
{
  _fac_sync_begin (self);
  fac_store_get_cursor_async (self->store, FAC_PULL_PAUSED, NULL, on_pause_read,
                              g_object_ref (self));
}

static void
on_pause_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self, error);
  _fac_sync_end (self);
}

void
fac_sync_service_set_pull_paused (FacSyncService *self, gboolean paused)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (self->stopped || paused == self->pull_paused)
    return;
  show_paused (self, paused);
  _fac_sync_begin (self);
  fac_store_merge_page_async (self->store, none, FAC_PULL_PAUSED, paused ? "1" : "0",
                              on_pause_kept, g_object_ref (self));
  if (paused)
    _fac_month_halt (self);
  else
    {
      fac_sync_service_fetch_files (self); /* before a round begins: a month's ZIP is not looked for meanwhile */
      self->pull_due = 0;
    }
  _fac_sync_run (self);
}

gboolean
fac_sync_service_get_pull_paused (FacSyncService *self)
{
  return self->pull_paused;
}

void
fac_sync_service_focus (FacSyncService *self)
{
  const gint64 since = _fac_sync_now (self) - self->pulled_at;

  /* a round in the future: the clock was set back */
  if (self->stopped || self->walk != NULL || self->pulled_at == 0
      || (since >= 0 && since < FOCUS_AFTER))
    return;
  self->pull_due = 0;
  _fac_sync_run (self);
}
