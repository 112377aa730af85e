/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"

/* ---- state ---------------------------------------------------------------------------------- */

static FacSyncState
find_state (FacSyncService *self)
{
  if (self->provider == NULL)
    return FAC_SYNC_NO_KEY;
  if (!fac_connectivity_is_online (self->connectivity))
    return FAC_SYNC_OFFLINE;
  if (self->key_refused)
    return FAC_SYNC_KEY_REFUSED;
  if (self->account_refused)
    return FAC_SYNC_ACCOUNT;
  if (self->trouble)
    return FAC_SYNC_TROUBLE;
  if (self->sending || self->walk != NULL || self->downloading)
    return FAC_SYNC_WORKING;
  return self->denied ? FAC_SYNC_DENIED : FAC_SYNC_IDLE;
}

void
_fac_sync_update_state (FacSyncService *self)
{
  const FacSyncState state = find_state (self);

  if (state == self->state)
    return;
  self->state = state;
  _fac_sync_notify (self, "state");
}

void
_fac_sync_set_progress (FacSyncService *self, const char *progress)
{
  if (g_strcmp0 (progress, self->progress) == 0)
    return;
  g_free (self->progress);
  self->progress = g_strdup (progress);
  _fac_sync_notify (self, "progress");
}

static void
set_last_error (FacSyncService *self, const GError *error)
{
  if (error == NULL && self->last_error == NULL)
    return;
  g_clear_error (&self->last_error);
  if (error != NULL)
    self->last_error = g_error_copy (error);
  _fac_sync_notify (self, "last-error");
}

/* ---- what answers say about the service as a whole ------------------------------------------ */

gint64
_fac_sync_now (FacSyncService *self)
{
  return fac_clock_now (self->clock);
}

gint64
_fac_sync_server_now (FacSyncService *self)
{
  return self->server_time != 0 ? self->server_time + g_get_monotonic_time () - self->server_heard : 0;
}

static void
report_reached (FacSyncService *self)
{
  self->unreached = FALSE;
  self->probe_attempts = 0;
  if (!self->stopped)
    fac_connectivity_report (self->connectivity, TRUE);
}

void
_fac_sync_reached (FacSyncService *self, gint64 server_time)
{
  if (server_time != 0)
    {
      self->server_time = server_time;
      self->server_heard = g_get_monotonic_time ();
    }
  self->trouble = FALSE;
  self->slow_count = 0;
  set_last_error (self, NULL);
  report_reached (self);
  _fac_sync_update_state (self);
}

static void
report_unreached (FacSyncService *self)
{
  if (self->stopped)
    return;
  if (!self->unreached)
    self->probe_due =
        _fac_sync_now (self) + fac_backoff_delay (self->probe_attempts, g_random_int ());
  self->unreached = TRUE;
  fac_connectivity_report (self->connectivity, FALSE);
}

static void
slow_down (FacSyncService *self, const GError *error)
{
  const gint64 pause =
      fac_backoff_slow (fac_answer_retry_after (error), self->slow_count++, g_random_int ());

  self->slow_until = MAX (self->slow_until, _fac_sync_now (self) + pause);
}

static gboolean
has_answer (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);

  return detail != NULL && detail->status != 0;
}

void
_fac_sync_failed (FacSyncService *self, const GError *error)
{
  const FacAnswerClass class = fac_answer_class (error);

  if (class == FAC_ANSWER_UNREACHED)
    report_unreached (self);
  else if (class == FAC_ANSWER_SLOW_DOWN)
    slow_down (self, error);
  else if (class == FAC_ANSWER_KEY)
    self->key_refused = TRUE;
  else if (class == FAC_ANSWER_ACCOUNT)
    self->account_refused = TRUE;
  else if (class == FAC_ANSWER_UNSURE || class == FAC_ANSWER_BLOCKED)
    self->trouble = TRUE;
  set_last_error (self, error);
  if (has_answer (error))
    report_reached (self);
  _fac_sync_update_state (self);
}

void
_fac_sync_store_failed (FacSyncService *self, const GError *error)
{
  if (error == NULL || g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    return;
  self->trouble = TRUE;
  set_last_error (self, error);
  _fac_sync_update_state (self);
}
