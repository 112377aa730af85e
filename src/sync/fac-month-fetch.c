/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"
#include "fac-month-archive.h"
#include "fac-worker.h"

/* so many lack their XML that the five or so requests of a ZIP are the cheaper way */
#define WORTH_A_ZIP   50
#define LOOK_AGAIN    (10 * 60 * (gint64) G_USEC_PER_SEC)
#define LONGEST_WAIT  30 /* seconds between two questions whether it is ready */
#define MOST_POLLS    30 /* a quarter of an hour */
#define MOST_ATTEMPTS 4
/* a ZIP made in its own month would lack what is issued afterwards, and stays as it is */
#define SETTLED       (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

struct _FacMonthFetch
{
  int              year, month;
  gint64           start, end;
  char            *remote_id;
  gboolean         ready;
  guint            polls;
  guint            attempts;
  gint64           due;
  GCancellable    *download; /* while it is on its way */
  FacMonthArchive *archive;
  GPtrArray       *files; /* of FacMonthFile: out of the ZIP, not yet kept */
  guint            next;
};

typedef struct
{
  FacSyncService *service;
  FacMonthFetch  *month;
  FacMonthDone    done;
  gpointer        data;
} Step;

static void look (Step *self);
static void save_next (Step *self);

static void
month_clear (gpointer data)
{
  FacMonthFetch *self = data;

  g_free (self->remote_id);
  g_clear_object (&self->download);
  g_clear_pointer (&self->archive, fac_month_archive_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
}

static void
month_unref (FacMonthFetch *self)
{
  g_atomic_rc_box_release_full (self, month_clear);
}

static gint64
first_of (int year, int month)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (FAC_STORE_MONTH_OFFSET);
  g_autoptr (GDateTime) first = g_date_time_new (zone, year, month, 1, 0, 0, 0);

  return first != NULL ? g_date_time_to_unix (first) * G_USEC_PER_SEC : 0;
}

static gpointer
key_of (int year, int month)
{
  return GINT_TO_POINTER (year * 100 + month);
}

/* ---- one step ------------------------------------------------------------------------------- */

static void
end (Step *self)
{
  g_autoptr (FacSyncService) service = self->service;

  self->done (self->data);
  g_clear_pointer (&self->month, month_unref);
  g_free (self);
}

static void
end_until (Step *self, gint64 delay)
{
  self->month->due = _fac_sync_now (self->service) + delay;
  end (self);
}

/* What of it is still owed is fetched file by file. */
static void
let_go (Step *self)
{
  FacSyncService *service = self->service;

  if (service->month == self->month)
    {
      g_hash_table_add (service->months_tried, key_of (self->month->year, self->month->month));
      g_clear_pointer (&service->month, month_unref);
    }
  g_clear_pointer (&self->month, month_unref);
  look (self);
}

static void
fail (Step *self, const GError *error)
{
  FacSyncService *service = self->service;
  const FacAnswerClass class = fac_answer_class (error);
  const gint64 delay = fac_backoff_delay (self->month->attempts, g_random_int ());

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self);
  else if (class == FAC_ANSWER_ACCOUNT)
    {
      /* the subscription has no ZIP; single files need none */
      service->months_due = FAC_SYNC_NEVER;
      let_go (self);
    }
  else if (class == FAC_ANSWER_GONE || class == FAC_ANSWER_REFUSED
           || class == FAC_ANSWER_CONFLICT || self->month->attempts >= MOST_ATTEMPTS)
    let_go (self);
  else
    {
      if (class == FAC_ANSWER_UNSURE)
        self->month->attempts++;
      _fac_sync_failed (service, error);
      end_until (self, delay);
    }
}

/* ---- out of the ZIP ------------------------------------------------------------------------- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error)
      && (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_FULL)
          || g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_READ_ONLY)))
    {
      _fac_sync_store_failed (self->service, error);
      end_until (self, FAC_BACKOFF_MOST);
      return;
    }
  /* what the store did not take is fetched by itself; what nobody lacks is nobody's concern */
  self->month->next++;
  save_next (self);
}

static void
save_next (Step *self)
{
  FacMonthFetch *month = self->month;
  const FacMonthFile *file;

  if (month->next >= month->files->len)
    {
      g_clear_pointer (&month->files, g_ptr_array_unref);
      end_until (self, 0);
    }
  else if (self->service->month != month || self->service->stopped || self->service->pull_paused)
    end_until (self, 0);
  else
    {
      file = g_ptr_array_index (month->files, month->next);
      fac_store_save_owed_xml_async (self->service->store, file->uuid, file->xml, on_saved, self);
    }
}

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *files = g_task_propagate_pointer (G_TASK (result), &error);

  if (files == NULL || files->len == 0)
    {
      if (error != NULL)
        g_info ("%s", error->message);
      g_clear_pointer (&files, g_ptr_array_unref);
      let_go (self);
      return;
    }
  self->month->files = files;
  self->month->next = 0;
  save_next (self);
}

static void
read_files (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *files = fac_month_archive_next (data, &error);

  fac_worker_return (task, files, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
unpack (Step *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->month->files != NULL)
    {
      save_next (self);
      return;
    }
  task = g_task_new (self->service, NULL, on_files, self);
  g_task_set_task_data (task, fac_month_archive_ref (self->month->archive),
                        (GDestroyNotify) fac_month_archive_unref);
  fac_worker_run (task, read_files);
}

/* ---- from the service ----------------------------------------------------------------------- */

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->month->download);
  if (fac_provider_download_month_finish (FAC_PROVIDER (source), result, &error))
    {
      _fac_sync_reached (self->service, 0);
      self->month->attempts = 0;
      unpack (self);
      return;
    }
  g_clear_pointer (&self->month->archive, fac_month_archive_unref);
  fail (self, error);
}

static void
on_archive (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  FacSyncService *service = self->service;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) sink = NULL;

  self->month->archive = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->month->archive == NULL)
    {
      g_info ("%s", error->message);
      let_go (self);
      return;
    }
  if (service->month != self->month || !_fac_sync_may_send (service) || service->pull_paused)
    {
      g_clear_pointer (&self->month->archive, fac_month_archive_unref);
      end_until (self, 0);
      return;
    }
  sink = fac_month_archive_sink (self->month->archive);
  self->month->download = g_cancellable_new ();
  fac_provider_download_month_async (service->provider, self->month->remote_id, sink,
                                     self->month->download, on_downloaded, self);
}

static void
make_archive (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  FacMonthArchive *archive = fac_month_archive_new (data, &error);

  fac_worker_return (task, archive, (GDestroyNotify) fac_month_archive_unref, error);
}

static void
download (Step *self)
{
  g_autoptr (GTask) task = g_task_new (self->service, NULL, on_archive, self);

  g_task_set_task_data (task, g_strdup (fac_store_get_folder (self->service->store)), g_free);
  fac_worker_run (task, make_archive);
}

static void
on_month (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  FacMonthFetch *month = self->month;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteMonth) answer =
      fac_provider_month_finish (FAC_PROVIDER (source), result, &error);

  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  _fac_sync_reached (self->service, 0);
  month->attempts = 0;
  g_free (month->remote_id);
  month->remote_id = g_strdup (answer->remote_id);
  month->ready = answer->state == FAC_MONTH_READY;
  if (answer->state == FAC_MONTH_FAILED || (!month->ready && month->polls >= MOST_POLLS))
    let_go (self);
  else if (month->ready)
    end_until (self, 0);
  else
    {
      const gint64 wait = MIN (2 << MIN (month->polls, 8), LONGEST_WAIT);

      month->polls++;
      end_until (self, wait * G_USEC_PER_SEC);
    }
}

static void
go_on (Step *self)
{
  FacSyncService *service = self->service;
  FacMonthFetch *month = self->month;

  if (month->due > _fac_sync_now (service) || !_fac_sync_may_send (service)
      || service->pull_paused)
    end (self);
  else if (month->archive != NULL)
    unpack (self);
  else if (month->ready)
    download (self);
  else if (month->remote_id != NULL)
    fac_provider_get_month_async (service->provider, month->remote_id, service->reading, on_month,
                                  self);
  else
    fac_provider_request_month_async (service->provider, month->year, month->month,
                                      service->reading, on_month, self);
}

/* ---- which month ---------------------------------------------------------------------------- */

static FacMonthFetch *
choose (FacSyncService *service, GArray *months)
{
  for (guint i = 0; i < months->len; i++)
    {
      const FacOwedMonth *owed = &g_array_index (months, FacOwedMonth, i);
      const int next = owed->month % 12 + 1;
      const gint64 ends = first_of (owed->year + (next == 1 ? 1 : 0), next);
      FacMonthFetch *self;

      if (g_hash_table_contains (service->months_tried, key_of (owed->year, owed->month))
          || ends + SETTLED > _fac_sync_now (service))
        continue;
      self = g_atomic_rc_box_new0 (FacMonthFetch);
      self->year = owed->year;
      self->month = owed->month;
      self->start = first_of (owed->year, owed->month);
      self->end = ends;
      return self;
    }
  return NULL;
}

static void
on_months (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  FacSyncService *service = self->service;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = fac_store_owed_months_finish (FAC_STORE (source), result, &error);

  if (months == NULL)
    _fac_sync_store_failed (service, error);
  else if (service->month == NULL)
    service->month = choose (service, months);
  if (service->month == NULL)
    {
      service->months_due = _fac_sync_now (service) + LOOK_AGAIN;
      end (self);
      return;
    }
  self->month = g_atomic_rc_box_acquire (service->month);
  go_on (self);
}

/* Not while a round of reading is under way: what it brings may be of the same month. */
static void
look (Step *self)
{
  FacSyncService *service = self->service;

  if (_fac_sync_may_send (service) && service->months_due <= _fac_sync_now (service)
      && service->walk == NULL && !service->pull_paused
      && (fac_provider_capabilities (service->provider) & FAC_CAPABILITY_MONTHS) != 0)
    fac_store_owed_months_async (service->store, WORTH_A_ZIP, NULL, on_months, self);
  else
    end (self);
}

void
_fac_month_step (FacSyncService *service, FacMonthDone done, gpointer data)
{
  Step *self = g_new0 (Step, 1);

  self->service = g_object_ref (service);
  self->done = done;
  self->data = data;
  if (service->month == NULL)
    {
      look (self);
      return;
    }
  self->month = g_atomic_rc_box_acquire (service->month);
  go_on (self);
}

gint64
_fac_month_due (FacSyncService *service)
{
  return service->month != NULL ? service->month->due : FAC_SYNC_NEVER;
}

gboolean
_fac_month_holds (FacSyncService *service, gint64 date)
{
  return service->month != NULL && date >= service->month->start && date < service->month->end;
}

void
_fac_month_look_again (FacSyncService *service)
{
  if (service->months_due != FAC_SYNC_NEVER)
    service->months_due = 0;
}

void
_fac_month_now (FacSyncService *service)
{
  _fac_month_look_again (service);
  if (service->month != NULL)
    service->month->due = 0;
}

void
_fac_month_halt (FacSyncService *service)
{
  if (service->month != NULL && service->month->download != NULL)
    g_cancellable_cancel (service->month->download);
}

void
_fac_month_forget (FacSyncService *service)
{
  _fac_month_halt (service);
  g_clear_pointer (&service->month, month_unref);
  g_hash_table_remove_all (service->months_tried);
  service->months_due = 0;
}
