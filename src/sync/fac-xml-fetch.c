/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"

#define OWED_AT_ONCE 20
/* between two batches: a history of many thousands must not crowd out what the person does… */
#define BATCH_PAUSE  (2 * (gint64) G_USEC_PER_SEC)
/* …nor hold up the documents themselves while they are fetched */
#define WALK_AT_ONCE 2
#define WALK_PAUSE   (6 * (gint64) G_USEC_PER_SEC)

/* @acuses: the receipts of cancellations, whose turn is after the last XML; @acuse: the one whose paper is on its way */
typedef struct
{
  FacSyncService *service;
  gboolean        acuses;
  GPtrArray      *owed; /* of FacDocumentSummary */
  guint           limit;
  guint           next;
  GBytes         *acuse;
} Fetch;

static void fetch_next (Fetch *self);
static void fetch_acuses (Fetch *self);

static void
finish (Fetch *self, gint64 due)
{
  g_autoptr (FacSyncService) service = self->service;

  g_clear_pointer (&self->owed, g_ptr_array_unref);
  g_clear_pointer (&self->acuse, g_bytes_unref);
  g_free (self);
  service->fetching = FALSE;
  service->downloading = FALSE;
  if (!service->pull_paused)
    due = MIN (due, _fac_month_due (service));
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

/* Its name among what cannot be had for now. */
static char *
name_of (Fetch *self)
{
  return g_strconcat (self->acuses ? "acuse/" : "", current (self)->id, NULL);
}

/* This one cannot be had for now; the others need not wait for it. */
static void
skip (Fetch *self)
{
  g_clear_pointer (&self->acuse, g_bytes_unref);
  g_hash_table_add (self->service->xml_failed, name_of (self));
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
      g_hash_table_remove (self->service->xml_fresh, current (self)->id);
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

static gboolean
cannot_be_had (const GError *error)
{
  const FacAnswerClass class = fac_answer_class (error);

  return class == FAC_ANSWER_GONE || class == FAC_ANSWER_REFUSED || class == FAC_ANSWER_CONFLICT;
}

static void
keep_acuse (Fetch *self, GBytes *pdf)
{
  g_autoptr (GBytes) xml = g_steal_pointer (&self->acuse);

  fac_store_save_acuse_async (self->service->store, current (self)->id, xml, pdf, on_kept, self);
}

/* The XML is the receipt: its paper is fetched with it, and it does without. */
static void
on_paper (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_provider_download_finish (FAC_PROVIDER (source), result, &error);

  if (pdf != NULL || cannot_be_had (error))
    keep_acuse (self, pdf);
  else
    fail (self, error);
}

static void
fetch_paper (Fetch *self)
{
  FacSyncService *service = self->service;

  if (_fac_sync_may_send (service))
    fac_provider_download_async (service->provider, current (self)->remote_id, FAC_FILE_ACUSE_PDF,
                                 service->reading, on_paper, self);
  else
    finish (self, 0);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_provider_download_finish (FAC_PROVIDER (source), result, &error);

  if (xml == NULL)
    {
      if (cannot_be_had (error))
        skip (self);
      else
        fail (self, error);
      return;
    }
  self->service->xml_attempts = 0;
  _fac_sync_reached (self->service, 0);
  if (self->acuses)
    {
      self->acuse = g_steal_pointer (&xml);
      fetch_paper (self);
    }
  else
    fac_store_save_xml_async (self->service->store, current (self)->id, xml, on_kept, self);
}

static gboolean
is_skipped (Fetch *self)
{
  FacSyncService *service = self->service;
  g_autofree char *name = name_of (self);

  return g_hash_table_contains (service->xml_failed, name)
         || (service->pull_paused && !g_hash_table_contains (service->xml_fresh, name));
}

static gint64
pace (FacSyncService *service)
{
  return _fac_pull_is_walking (service) ? WALK_PAUSE : BATCH_PAUSE;
}

static void
on_pdfs_stepped (gpointer data)
{
  finish (data, FAC_SYNC_NEVER);
}

static void
end_batch (Fetch *self)
{
  FacSyncService *service = self->service;

  if (service->pull_paused)
    finish (self, FAC_SYNC_NEVER); /* what is fresh is among the newest */
  else if (self->owed->len >= self->limit)
    finish (self, _fac_sync_now (service) + pace (service));
  else if (!self->acuses)
    fetch_acuses (self);
  else
    _fac_pdf_step (service, on_pdfs_stepped, self);
}

static void
fetch_next (Fetch *self)
{
  FacSyncService *service = self->service;

  while (self->next < self->owed->len && is_skipped (self))
    self->next++;
  if (self->next >= self->owed->len)
    end_batch (self);
  else if (!_fac_sync_may_send (service))
    finish (self, 0);
  else if (!self->acuses && !service->pull_paused && _fac_month_holds (service, current (self)->date))
    fetch_acuses (self); /* the list is by date: the others wait for it too */
  else
    fac_provider_download_async (service->provider, current (self)->remote_id,
                                 self->acuses ? FAC_FILE_ACUSE_XML : FAC_FILE_XML,
                                 service->reading, on_downloaded, self);
}

static void
take_owed (Fetch *self, GPtrArray *owed, const GError *error)
{
  g_clear_pointer (&self->owed, g_ptr_array_unref);
  self->owed = owed;
  self->next = 0;
  if (owed == NULL)
    {
      _fac_sync_store_failed (self->service, error);
      finish (self, FAC_SYNC_NEVER);
      return;
    }
  self->service->downloading = owed->len > 0;
  _fac_sync_update_state (self->service);
  fetch_next (self);
}

static void
on_owed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *owed = fac_store_owed_xml_finish (FAC_STORE (source), result, &error);

  take_owed (data, owed, error);
}

static void
on_owed_acuses (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *owed = fac_store_owed_acuse_finish (FAC_STORE (source), result, &error);

  take_owed (data, owed, error);
}

static void
fetch_acuses (Fetch *self)
{
  self->acuses = TRUE;
  fac_store_owed_acuse_async (self->service->store, self->limit, NULL, on_owed_acuses, self);
}

static void
on_month_stepped (gpointer data)
{
  Fetch *self = data;

  fac_store_owed_xml_async (self->service->store, self->limit, NULL, on_owed, self);
}

void
_fac_xml_ask (FacSyncService *service)
{
  const gint64 now = _fac_sync_now (service);

  if (service->xml_due == FAC_SYNC_NEVER)
    service->xml_due = service->fetching ? now + pace (service) : now;
}

void
_fac_xml_fetch_start (FacSyncService *service)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->service = g_object_ref (service);
  self->limit = (_fac_pull_is_walking (service) ? WALK_AT_ONCE : OWED_AT_ONCE)
                + g_hash_table_size (service->xml_failed);
  service->fetching = TRUE;
  service->xml_due = FAC_SYNC_NEVER;
  service->pdf_due = FAC_SYNC_NEVER;
  _fac_sync_begin (service);
  _fac_month_step (service, on_month_stepped, self);
}
