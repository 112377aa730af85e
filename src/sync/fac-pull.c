/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pull-private.h"

#include "fac-backoff.h"
#include "fac-memory.h"

#define PULL_EVERY (15 * 60 * (gint64) G_USEC_PER_SEC)

static void
walk_free (FacSyncWalk *walk)
{
  g_clear_error (&walk->error);
  g_clear_pointer (&walk->windows, g_ptr_array_unref);
  g_clear_pointer (&walk->seen, g_hash_table_unref);
  g_clear_pointer (&walk->ids, g_ptr_array_unref);
  g_clear_pointer (&walk->gone, g_ptr_array_unref);
  g_free (walk->cursor);
  g_free (walk);
}

static gint64
report_failure (FacSyncService *service, const GError *error)
{
  if (error->domain == FAC_STORE_ERROR)
    _fac_sync_store_failed (service, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _fac_sync_failed (service, error);
  return _fac_sync_now (service)
         + fac_backoff_delay (service->pull_attempts++, g_random_int ());
}

void
_fac_pull_end (FacSyncWalk *walk)
{
  g_autoptr (FacSyncService) service = NULL;
  gint64 due = 0;

  walk->step = _fac_pull_end;
  if (walk->flying > 0 || walk->merging > 0)
    return;
  service = walk->service;
  if (walk->error != NULL)
    due = report_failure (service, walk->error);
  else if (walk->complete)
    {
      due = _fac_sync_now (service) + PULL_EVERY;
      service->pulled_at = _fac_sync_now (service);
      g_hash_table_remove_all (service->xml_failed); /* another chance */
      _fac_xml_ask (service);
      _fac_month_look_again (service);
    }
  service->walk = NULL;
  service->pull_due = MIN (service->pull_due, due);
  service->drain_due = 0; /* what it brought may have made something whole that waits to be sent */
  walk_free (walk);
  fac_memory_give_back (); /* pages were read on several threads, each of which keeps what it had */
  _fac_sync_set_progress (service, NULL);
  _fac_sync_run (service);
  _fac_sync_end (service);
}

static void
on_until (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fac_store_get_cursor_finish (FAC_STORE (source), result, &error);

  walk->merging--;
  if (error != NULL)
    _fac_pull_failed (walk, error);
  walk->until = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  walk->step = walk->until == 0 || walk->windows->len == 0 ? _fac_pull_first : _fac_pull_news;
  _fac_pull_go (walk);
}

static void
on_windows (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncWalk *walk = data;
  g_autoptr (GError) error = NULL;

  walk->windows = fac_store_windows_finish (FAC_STORE (source), result, &error);
  if (walk->windows != NULL)
    {
      fac_store_get_cursor_async (walk->service->store, FAC_PULL_UNTIL, NULL, on_until, walk);
      return;
    }
  walk->merging--;
  _fac_pull_failed (walk, error);
  _fac_pull_end (walk);
}

void
_fac_pull_start (FacSyncService *service)
{
  FacSyncWalk *walk = g_new0 (FacSyncWalk, 1);

  walk->service = g_object_ref (service);
  walk->begun = _fac_sync_now (service);
  walk->page = 1;
  walk->step = _fac_pull_end;
  service->walk = walk;
  service->pull_due = FAC_SYNC_NEVER;
  _fac_sync_begin (service);
  _fac_sync_update_state (service);
  walk->merging++;
  fac_store_windows_async (service->store, on_windows, walk);
}

gboolean
_fac_pull_is_walking (FacSyncService *service)
{
  return service->walk != NULL && service->walk->step == _fac_pull_history;
}
