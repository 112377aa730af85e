/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-backoff.h"

#define LONGEST_SLEEP (60 * 60 * (gint64) G_USEC_PER_SEC)
#define CLOCK_SET     (60 * (gint64) G_USEC_PER_SEC)
#define PROBE_MOST    6 /* attempts after which the wait no longer grows: 2 to 256 s */

gboolean
_fac_sync_may_send (FacSyncService *self)
{
  return !self->stopped && self->provider != NULL && !self->key_refused
         && fac_connectivity_is_online (self->connectivity)
         && _fac_sync_now (self) >= self->slow_until;
}

void
_fac_sync_begin (FacSyncService *self)
{
  self->active++;
}

void
_fac_sync_end (FacSyncService *self)
{
  GTask *task;

  g_return_if_fail (self->active > 0);
  if (--self->active > 0 || self->stopping == NULL)
    return;
  task = g_steal_pointer (&self->stopping);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
on_timer (gpointer data)
{
  FacSyncService *self = data;

  self->timer = 0;
  _fac_sync_run (self);
  return G_SOURCE_REMOVE;
}

void
_fac_sync_clear_timer (FacSyncService *self)
{
  if (self->timer != 0)
    fac_clock_remove_timeout (self->clock, self->timer);
  self->timer = 0;
}

static void
set_timer (FacSyncService *self, gint64 due)
{
  gint64 wait;

  _fac_sync_clear_timer (self);
  if (due == FAC_SYNC_NEVER)
    return;
  /* in pieces: a machine that slept must not oversleep */
  wait = CLAMP (due - _fac_sync_now (self), 0, LONGEST_SLEEP);
  self->timer = fac_clock_add_timeout (self->clock, (guint) (wait / 1000 + 1), on_timer, self);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean there = fac_provider_check_finish (FAC_PROVIDER (source), result, &error);

  self->probing = FALSE;
  if (there)
    _fac_sync_reached (self, 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->probe_attempts = MIN (self->probe_attempts + 1, PROBE_MOST);
      self->probe_due =
          _fac_sync_now (self) + fac_backoff_delay (self->probe_attempts, g_random_int ());
      _fac_sync_failed (self, error);
    }
  _fac_sync_run (self);
  _fac_sync_end (self);
}

static gboolean
should_probe (FacSyncService *self)
{
  return !self->stopped && self->provider != NULL && self->unreached && !self->probing
         && !fac_connectivity_is_online (self->connectivity)
         && !fac_connectivity_get_simulated_offline (self->connectivity);
}

static gint64
run_offline (FacSyncService *self)
{
  if (!should_probe (self))
    return FAC_SYNC_NEVER;
  if (self->probe_due > _fac_sync_now (self))
    return self->probe_due;
  self->probing = TRUE;
  _fac_sync_begin (self);
  fac_provider_check_async (self->provider, self->reading, on_probed, g_object_ref (self));
  return FAC_SYNC_NEVER;
}

static gint64
run_online (FacSyncService *self)
{
  const gint64 now = _fac_sync_now (self);
  gint64 due = FAC_SYNC_NEVER;
  /* not before it is known whether that was paused */
  const gboolean may_fetch =
      self->pause_known && (!self->pull_paused || g_hash_table_size (self->xml_fresh) > 0);

  if (!self->draining && self->drain_due <= now)
    _fac_drain_start (self);
  if (self->walk == NULL && self->pull_due <= now)
    _fac_pull_start (self);
  if (!self->fetching && MIN (self->xml_due, self->pdf_due) <= now && may_fetch)
    _fac_xml_fetch_start (self);
  /* what is under way sets its own due time when it ends */
  if (!self->draining)
    due = MIN (due, self->drain_due);
  if (self->walk == NULL)
    due = MIN (due, self->pull_due);
  if (!self->fetching && may_fetch)
    due = MIN (due, MIN (self->xml_due, self->pdf_due));
  return due;
}

/* Somebody set the clock back: what was to wait for seconds would wait for a day. */
static void
note_clock (FacSyncService *self)
{
  const gint64 now = _fac_sync_now (self);
  const gint64 back = self->ran_at - now;

  self->ran_at = now;
  if (back < CLOCK_SET)
    return;
  if (self->slow_until != 0)
    self->slow_until -= back;
  self->pulled_at = MIN (self->pulled_at, now);
  self->probe_due = 0;
  self->sweep_due = 0;
  self->pdf_not_before = 0;
  _fac_month_now (self);
  if (self->provider != NULL && !self->key_refused)
    _fac_sync_try_all (self);
}

void
_fac_sync_run (FacSyncService *self)
{
  gint64 due = FAC_SYNC_NEVER;

  if (self->stopped)
    return;
  note_clock (self);
  if (_fac_sync_may_send (self))
    due = run_online (self);
  else if (!fac_connectivity_is_online (self->connectivity))
    due = run_offline (self);
  else if (self->provider != NULL && !self->key_refused)
    due = self->slow_until;
  set_timer (self, due);
  _fac_sync_update_state (self);
}

static void
on_retried (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self, error);
  self->drain_due = 0;
  _fac_sync_run (self);
  _fac_sync_end (self);
}

void
_fac_sync_try_all (FacSyncService *self)
{
  self->account_refused = FALSE;
  self->trouble = FALSE;
  self->denied = FALSE;
  self->pull_due = 0;
  self->xml_due = 0;
  _fac_files_scan (self);
  _fac_sync_begin (self);
  fac_store_retry_async (self->store, 0, on_retried, g_object_ref (self));
  _fac_sync_run (self);
}
