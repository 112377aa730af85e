/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#define SCAN_AT_ONCE 64 /* a search waits behind one of them */
#define SCAN_WAIT_MS 3000

/* ---- how much is owed ----------------------------------------------------------------------- */

/* What has come since the last look is fetched too; what waits for its time goes on waiting. */
static void
take_owed (FacSyncService *self, guint owed)
{
  if (owed > self->owed)
    _fac_xml_ask (self);
  self->owed = owed;
  _fac_sync_notify (self, "owed");
  _fac_sync_run (self);
}

static void
on_owed_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) self = data;
  g_autoptr (GError) error = NULL;
  const gint64 owed = fac_store_count_owed_finish (FAC_STORE (source), result, &error);

  self->owed_counting = FALSE;
  if (owed < 0)
    _fac_sync_store_failed (self, error);
  else if (self->owed != owed)
    take_owed (self, (guint) owed);
  if (self->owed_again)
    _fac_files_count (self);
  _fac_pdf_count (self);
  _fac_sync_end (self);
}

void
_fac_files_count (FacSyncService *self)
{
  self->owed_again = self->owed_counting && !self->stopped;
  if (self->owed_counting || self->stopped)
    return;
  self->owed_counting = TRUE;
  _fac_sync_begin (self);
  fac_store_count_owed_async (self->store, NULL, on_owed_counted, g_object_ref (self));
}

guint
fac_sync_service_get_owed (FacSyncService *self)
{
  return self->owed + self->pdf_owed;
}

void
fac_sync_service_fetch_files (FacSyncService *self)
{
  if (self->stopped)
    return;
  g_hash_table_remove_all (self->xml_failed);
  _fac_pdf_forget (self);
  if (self->month == NULL)
    _fac_month_forget (self);
  self->xml_due = 0;
  _fac_sync_run (self);
}

/* ---- files that have gone ------------------------------------------------------------------- */

typedef struct
{
  FacSyncService *service;
  FacFilePage    *page;
} Scan;

static void scan_next (Scan *self, gint64 before);

static void
scan_end (Scan *self)
{
  g_autoptr (FacSyncService) service = self->service;

  g_clear_pointer (&self->page, fac_file_page_free);
  g_free (self);
  service->scanning = FALSE;
  _fac_sync_run (service);
  _fac_sync_end (service);
}

static void
scan_on (Scan *self)
{
  const gint64 next = self->page->next;

  if (next == 0 || self->service->stopped)
    scan_end (self);
  else
    scan_next (self, next);
}

static void
on_repaired (GObject *source, GAsyncResult *result, gpointer data)
{
  Scan *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    {
      _fac_sync_store_failed (self->service, error);
      scan_end (self);
      return;
    }
  self->service->xml_due = 0;
  _fac_month_look_again (self->service);
  scan_on (self);
}

static gboolean
has_gone (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((FacFileFinding *) g_ptr_array_index (findings, i))->state != FAC_FILE_OWED)
      return TRUE;
  return FALSE;
}

static void
on_scanned (GObject *source, GAsyncResult *result, gpointer data)
{
  Scan *self = data;
  g_autoptr (GError) error = NULL;

  self->page = fac_store_check_files_finish (FAC_STORE (source), result, &error);
  if (self->page == NULL)
    {
      _fac_sync_store_failed (self->service, error);
      scan_end (self);
    }
  else if (has_gone (self->page->findings))
    fac_store_repair_files_async (self->service->store, self->page->findings, on_repaired, self);
  else
    scan_on (self);
}

static void
scan_next (Scan *self, gint64 before)
{
  g_clear_pointer (&self->page, fac_file_page_free);
  fac_store_check_files_async (self->service->store, before, SCAN_AT_ONCE, FALSE, NULL, on_scanned,
                               self);
}

static gboolean
on_scan_due (gpointer data)
{
  FacSyncService *service = data;
  Scan *self;

  service->scan_timer = 0;
  if (service->scanning || service->stopped)
    return G_SOURCE_REMOVE;
  self = g_new0 (Scan, 1);
  self->service = g_object_ref (service);
  service->scanning = TRUE;
  _fac_sync_begin (service);
  scan_next (self, 0);
  return G_SOURCE_REMOVE;
}

/* Not while the window opens: the scan reads the row of every document. */
void
_fac_files_scan (FacSyncService *service)
{
  if (service->scan_timer == 0 && !service->scanning && !service->stopped)
    service->scan_timer =
        fac_clock_add_timeout (service->clock, SCAN_WAIT_MS, on_scan_due, service);
}

void
_fac_files_stop (FacSyncService *service)
{
  _fac_month_halt (service);
  if (service->scan_timer != 0)
    fac_clock_remove_timeout (service->clock, service->scan_timer);
  service->scan_timer = 0;
}
