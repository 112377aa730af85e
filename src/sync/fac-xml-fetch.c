/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"

#define OWED_AT_ONCE 20
/* between two batches: a history of many thousands must not crowd out what the person does */
#define BATCH_PAUSE  (2 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  FacSyncService *service;
  GPtrArray      *owed; /* of FacDocumentSummary */
  guint           limit;
  guint           next;
} Fetch;

static void fetch_next (Fetch *self);

static void
finish (Fetch *self, gint64 due)
{
  g_autoptr (FacSyncService) service = self->service;

  g_clear_pointer (&self->owed, g_ptr_array_unref);
  g_free (self);
  service->fetching = FALSE;
  service->downloading = FALSE;
  service->xml_due = MIN (service->xml_due, due);
  _fac_sync_run (service);
  _fac_sync_end (service);
}

static void
fail (Fetch *self, const GError *error)
{
  FacSyncService *service = self->service;
  const gint64 delay = fac_backoff_delay (service->xml_attempts++, g_random_int ());

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _fac_sync_failed (service, error);
  finish (self, _fac_sync_now (service) + delay);
}

static const FacDocumentSummary *
current (Fetch *self)
{
  return g_ptr_array_index (self->owed, self->next);
}

/* This one cannot be had for now; the others need not wait for it. */
static void
skip (Fetch *self)
{
  g_hash_table_add (self->service->xml_failed, g_strdup (current (self)->id));
  self->next++;
  fetch_next (self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      self->next++;
      fetch_next (self);
    }
  else if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FULL)
           || g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_READ_ONLY))
    {
      _fac_sync_store_failed (self->service, error);
      finish (self, _fac_sync_now (self->service) + FAC_BACKOFF_MOST);
    }
  else
    {
      _fac_sync_store_failed (self->service, error);
      skip (self);
    }
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_provider_download_finish (FAC_PROVIDER (source), result, &error);
  const FacAnswerClass class = fac_answer_class (error);

  if (xml != NULL)
    {
      self->service->xml_attempts = 0;
      _fac_sync_reached (self->service, 0);
      fac_store_save_xml_async (self->service->store, current (self)->id, xml, on_kept, self);
    }
  else if (class == FAC_ANSWER_GONE || class == FAC_ANSWER_REFUSED || class == FAC_ANSWER_CONFLICT)
    skip (self);
  else
    fail (self, error);
}

static void
fetch_next (Fetch *self)
{
  FacSyncService *service = self->service;

  while (self->next < self->owed->len
         && g_hash_table_contains (service->xml_failed, current (self)->id))
    self->next++;
  if (self->next >= self->owed->len)
    finish (self, self->owed->len >= self->limit ? _fac_sync_now (service) + BATCH_PAUSE
                                                  : FAC_SYNC_NEVER);
  else if (!_fac_sync_may_send (service) || service->fetch_paused)
    finish (self, 0);
  else
    fac_provider_download_async (service->provider, current (self)->remote_id, FAC_FILE_XML,
                                 service->reading, on_downloaded, self);
}

static void
on_owed (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;

  self->owed = fac_store_owed_xml_finish (FAC_STORE (source), result, &error);
  if (self->owed == NULL)
    {
      _fac_sync_store_failed (self->service, error);
      finish (self, FAC_SYNC_NEVER);
      return;
    }
  self->service->downloading = self->owed->len > 0;
  _fac_sync_update_state (self->service);
  fetch_next (self);
}

void
_fac_xml_fetch_start (FacSyncService *service)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->service = g_object_ref (service);
  self->limit = OWED_AT_ONCE + g_hash_table_size (service->xml_failed);
  service->fetching = TRUE;
  service->xml_due = FAC_SYNC_NEVER;
  _fac_sync_begin (service);
  fac_store_owed_xml_async (service->store, self->limit, NULL, on_owed, self);
}
