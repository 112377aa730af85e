/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-private.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"
#include "fac-error.h"
#include "fac-pdf-cache.h"
#include "fac-worker.h"

#define AT_ONCE       20
#define BATCH_PAUSE   (2 * (gint64) G_USEC_PER_SEC)
#define MOST_ATTEMPTS 4 /* in a row; what fails then is left, so that it does not keep the others away */

G_STATIC_ASSERT (FAC_FILE_PDF_MOST == FAC_PDF_CACHE_FILE_MOST);

/* ---- the folder, on a thread ---------------------------------------------------------------- */

/* @looks: how those of the folder look; @pdf: what to put into it for @document; else: which of
 * @documents are owed */
typedef struct
{
  char               *folder;
  GPtrArray          *documents;
  gboolean            tidy;
  FacDocumentSummary *document;
  GBytes             *pdf;
  char               *looks;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->folder);
  g_clear_pointer (&work->documents, g_ptr_array_unref);
  g_clear_pointer (&work->document, fac_document_summary_unref);
  g_clear_pointer (&work->pdf, g_bytes_unref);
  g_free (work->looks);
  g_free (work);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;

  g_task_return_pointer (task, fac_pdf_cache_owed (work->folder, work->documents, work->tidy),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
put (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;

  if (fac_pdf_cache_put (work->folder, work->document->uuid,
                         work->document->status == FAC_STATUS_CANCELADA, work->pdf, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_looks (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;

  g_task_return_boolean (task, fac_pdf_cache_set_looks (work->folder, work->looks));
}

static void
run (FacSyncService *service, Work *work, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (service, NULL, callback, data);

  work->folder = g_strdup (service->pdf_folder);
  g_task_set_task_data (task, work, work_free);
  fac_worker_run (task, work->looks != NULL ? set_looks : work->pdf != NULL ? put : look);
}

static void
look_at_folder (FacSyncService *service, GPtrArray *documents, gboolean tidy,
                GAsyncReadyCallback callback, gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->documents = g_ptr_array_ref (documents);
  work->tidy = tidy;
  run (service, work, callback, data);
}

/* ---- how many are owed ---------------------------------------------------------------------- */

static void
set_owed (FacSyncService *service, guint owed)
{
  service->pdf_looked = TRUE;
  if (owed == service->pdf_owed)
    return;
  service->pdf_owed = owed;
  _fac_sync_notify (service, "owed");
}

/* What cannot be had is not owed: it is drawn here. */
static guint
count (FacSyncService *service, GPtrArray *owed)
{
  guint number = 0;

  for (guint i = 0; i < owed->len; i++)
    {
      const FacDocumentSummary *document = g_ptr_array_index (owed, i);

      number += !g_hash_table_contains (service->pdf_failed, document->id);
    }
  return number;
}

static void
end_count (FacSyncService *service)
{
  service->pdf_counting = FALSE;
  if (service->pdf_count_again)
    _fac_pdf_count (service);
  _fac_sync_end (service);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncService *service = FAC_SYNC_SERVICE (source);
  g_autoptr (GPtrArray) owed = g_task_propagate_pointer (G_TASK (result), NULL);

  set_owed (service, count (service, owed));
  end_count (service);
}

static void
on_documents_to_count (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacSyncService) service = data;
  g_autoptr (GPtrArray) documents =
      fac_store_newest_issued_finish (FAC_STORE (source), result, NULL);

  if (documents != NULL)
    look_at_folder (service, documents, FALSE, on_counted, NULL);
  else
    end_count (service);
}

/* While they are fetched, that counts them. */
void
_fac_pdf_count (FacSyncService *service)
{
  const gboolean wanted = service->pdf_folder != NULL && !service->stopped
                          && (!service->pdf_looked || service->pull_paused);

  service->pdf_count_again = wanted && service->pdf_counting;
  if (!wanted || service->pdf_counting)
    return;
  service->pdf_counting = TRUE;
  _fac_sync_begin (service);
  fac_store_newest_issued_async (service->store, FAC_PDF_CACHE_DOCUMENTS, NULL,
                                 on_documents_to_count, g_object_ref (service));
}

/* ---- one batch ------------------------------------------------------------------------------ */

typedef struct
{
  FacSyncService *service;
  GPtrArray      *owed; /* of FacDocumentSummary */
  guint           next;
  guint           fetched;
  FacPdfDone      done;
  gpointer        data;
} Step;

static void fetch_next (Step *self);

static void
end (Step *self, gint64 due)
{
  g_autoptr (FacSyncService) service = self->service;

  service->pdf_due = due;
  self->done (self->data);
  g_clear_pointer (&self->owed, g_ptr_array_unref);
  g_free (self);
}

static FacDocumentSummary *
current (Step *self)
{
  return g_ptr_array_index (self->owed, self->next);
}

static void
go_on (Step *self)
{
  set_owed (self->service, MAX (self->service->pdf_owed, 1) - 1);
  self->next++;
  self->fetched++;
  fetch_next (self);
}

static void
leave (Step *self)
{
  g_hash_table_add (self->service->pdf_failed, g_strdup (current (self)->id));
  go_on (self);
}

static void
wait_for (Step *self, gint64 delay)
{
  self->service->pdf_not_before = _fac_sync_now (self->service) + delay;
  end (self, self->service->pdf_not_before);
}

/* No answer, or none that is a PDF. A service that has trouble with its PDF alone is not said to have trouble. */
static void
try_again (Step *self)
{
  FacSyncService *service = self->service;
  const gint64 delay = fac_backoff_delay (service->pdf_attempts, g_random_int ());

  if (service->pdf_attempts < MOST_ATTEMPTS)
    service->pdf_attempts++;
  else
    {
      g_hash_table_add (service->pdf_failed, g_strdup (current (self)->id));
      set_owed (service, MAX (service->pdf_owed, 1) - 1);
    }
  wait_for (self, delay);
}

static void
fail (Step *self, const GError *error)
{
  FacSyncService *service = self->service;
  const FacAnswerClass class = fac_answer_class (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self, _fac_sync_now (service) + BATCH_PAUSE);
  else if (class == FAC_ANSWER_GONE || class == FAC_ANSWER_REFUSED || class == FAC_ANSWER_CONFLICT)
    leave (self);
  else if (class == FAC_ANSWER_UNSURE)
    try_again (self);
  else
    {
      _fac_sync_failed (service, error);
      service->pdf_attempts = MIN (service->pdf_attempts + 1, MOST_ATTEMPTS);
      wait_for (self, fac_backoff_delay (service->pdf_attempts, g_random_int ()));
    }
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->service->pdf_attempts = 0;
      go_on (self);
      return;
    }
  g_info ("%s", error->message);
  if (error->domain == FAC_ERROR
      && (error->code == FAC_ERROR_CORRUPT || error->code == FAC_ERROR_TOO_LARGE))
    try_again (self);
  else
    wait_for (self, FAC_BACKOFF_MOST); /* the disk: what lies there can be drawn meanwhile */
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_provider_download_finish (FAC_PROVIDER (source), result, &error);
  Work *work;

  if (pdf == NULL)
    {
      fail (self, error);
      return;
    }
  _fac_sync_reached (self->service, 0);
  work = g_new0 (Work, 1);
  work->document = fac_document_summary_ref (current (self));
  work->pdf = g_steal_pointer (&pdf);
  run (self->service, work, on_put, self);
}

/* Only when a round has read everything, and no XML is to come: what is fiscal goes first. */
static gboolean
may_fetch (FacSyncService *service)
{
  return _fac_sync_may_send (service) && !service->pull_paused && service->walk == NULL
         && service->pulled_at != 0 && service->month == NULL && service->pdf_folder != NULL
         && service->pdf_not_before <= _fac_sync_now (service);
}

static void
fetch_next (Step *self)
{
  FacSyncService *service = self->service;

  while (self->next < self->owed->len
         && g_hash_table_contains (service->pdf_failed, current (self)->id))
    self->next++;
  if (self->next >= self->owed->len)
    end (self, FAC_SYNC_NEVER);
  else if (!may_fetch (service) || self->fetched >= AT_ONCE)
    end (self, _fac_sync_now (service) + BATCH_PAUSE);
  else
    fac_provider_download_async (service->provider, current (self)->remote_id, FAC_FILE_PDF,
                                 service->reading, on_downloaded, self);
}

static void
on_owed (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  guint owed;

  self->owed = g_task_propagate_pointer (G_TASK (result), NULL);
  owed = count (self->service, self->owed);
  set_owed (self->service, owed);
  self->service->downloading = owed > 0;
  _fac_sync_update_state (self->service);
  fetch_next (self);
}

static void
on_documents (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents =
      fac_store_newest_issued_finish (FAC_STORE (source), result, &error);

  if (documents != NULL)
    {
      look_at_folder (self->service, documents, TRUE, on_owed, self);
      return;
    }
  _fac_sync_store_failed (self->service, error);
  end (self, FAC_SYNC_NEVER);
}

void
_fac_pdf_step (FacSyncService *service, FacPdfDone done, gpointer data)
{
  Step *self;

  if (!may_fetch (service))
    {
      /* the end of the round, the network or the switch asks anew */
      service->pdf_due =
          service->pdf_not_before > _fac_sync_now (service) ? service->pdf_not_before : FAC_SYNC_NEVER;
      done (data);
      return;
    }
  self = g_new0 (Step, 1);
  self->service = g_object_ref (service);
  self->done = done;
  self->data = data;
  fac_store_newest_issued_async (service->store, FAC_PDF_CACHE_DOCUMENTS, NULL, on_documents, self);
}

void
_fac_pdf_forget (FacSyncService *service)
{
  g_hash_table_remove_all (service->pdf_failed);
  service->pdf_attempts = 0;
  service->pdf_not_before = 0;
}

/* ---- for models ----------------------------------------------------------------------------- */

void
fac_sync_service_set_pdf_folder (FacSyncService *self, const char *folder)
{
  g_free (self->pdf_folder);
  self->pdf_folder = g_strdup (folder);
  self->pdf_looked = FALSE;
  _fac_pdf_count (self);
}

const char *
fac_sync_service_get_pdf_folder (FacSyncService *self)
{
  return self->pdf_folder;
}

void
fac_sync_service_want_pdf (FacSyncService *self, const char *document_id)
{
  if (self->stopped || self->pdf_folder == NULL)
    return;
  g_hash_table_remove (self->pdf_failed, document_id);
  _fac_pdf_count (self);
  _fac_xml_ask (self);
  _fac_sync_run (self);
}

static void
on_looks (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncService *self = FAC_SYNC_SERVICE (source);

  if (g_task_propagate_boolean (G_TASK (result), NULL) && !self->stopped)
    {
      self->pdf_looked = FALSE;
      _fac_pdf_forget (self);
      _fac_pdf_count (self);
      _fac_xml_ask (self);
      _fac_sync_run (self);
    }
  _fac_sync_end (self);
}

void
fac_sync_service_set_looks (FacSyncService *self, const char *looks)
{
  Work *work;

  if (self->stopped || self->pdf_folder == NULL)
    return;
  work = g_new0 (Work, 1);
  work->looks = g_strdup (looks);
  _fac_sync_begin (self);
  run (self, work, on_looks, NULL);
}
