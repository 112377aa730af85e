/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-operation.h"

#include "fac-answer-class.h"
#include "fac-backoff.h"
#include "fac-ids.h"

/* the Date header counts whole seconds, and an answer is on its way for a while */
#define CLOCK_MARGIN (5 * (gint64) G_USEC_PER_SEC)
#define PATIENCE_WITH_KEY 3

/* Not known is as early as can be: nothing of ours is older. */
static gint64
started_at (FacSyncService *service, const FacOutboxEntry *entry)
{
  if (entry->state != FAC_OUTBOX_CLAIMED)
    return MAX (entry->first_attempt_at, 1);
  return MAX (_fac_sync_server_now (service) - CLOCK_MARGIN, 1);
}

void
_fac_operation_begin (FacSyncService *service, FacOutboxEntry *entry)
{
  FacSyncOperation *self = g_new0 (FacSyncOperation, 1);

  self->service = g_object_ref (service);
  self->provider = g_object_ref (service->provider);
  self->entry = entry;
  self->started_at = started_at (service, entry);
  self->began = g_get_monotonic_time ();
  service->sending = TRUE;
  _fac_sync_begin (service);
  _fac_sync_update_state (service);
  _fac_resolve_start (self);
}

/* The entry is settled in the store; the next may be claimed. */
static void
finish (FacSyncOperation *self)
{
  g_autoptr (FacSyncService) service = self->service;

  g_object_unref (self->provider);
  fac_outbox_entry_unref (self->entry);
  g_clear_pointer (&self->item, fac_remote_item_unref);
  g_clear_pointer (&self->found, fac_remote_page_free);
  g_clear_pointer (&self->request, fac_document_request_unref);
  g_clear_error (&self->answer);
  g_free (self->kept_id);
  g_free (self);
  service->sending = FALSE;
  service->draining = FALSE;
  service->drain_due = 0;
  _fac_sync_end (service);
  _fac_sync_run (service);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self->service, error);
  finish (self);
}

static gboolean
stands_refused (GPtrArray *entries, gint64 id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const FacOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->id == id)
        return entry->state == FAC_OUTBOX_REFUSED;
    }
  return FALSE;
}

static void
on_looked_at (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, &error);

  if (entries == NULL)
    _fac_sync_store_failed (self->service, error);
  else if (stands_refused (entries, self->entry->id))
    _fac_sync_announce (self->service, FALSE, self->entry->object_id);
  finish (self);
}

/* A newer edit may have taken the place of what was refused: then there is nothing to tell. */
static void
on_refused (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self->service, error);
  else
    {
      fac_store_outbox_async (self->service->store, NULL, on_looked_at, self);
      return;
    }
  finish (self);
}

void
_fac_operation_wait_for_person (FacSyncOperation *self)
{
  self->service->acknowledged++;
  finish (self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (FacInvoice) kept =
      fac_store_get_invoice_finish (FAC_STORE (source), result, NULL, NULL, NULL);

  if (kept != NULL)
    _fac_sync_tell_overtaken (self->service, self->entry->object_id, kept->id);
  finish (self);
}

static void
end_acknowledged (FacSyncOperation *self)
{
  FacSyncService *service = self->service;

  if (self->kept_id != NULL)
    {
      service->xml_due = 0;
      fac_store_get_invoice_async (service->store, self->kept_id, NULL, on_kept, self);
      return;
    }
  if (self->entry->verb == FAC_OUTBOX_STAMP)
    {
      service->account_refused = FALSE;
      service->xml_due = 0;
      g_hash_table_add (service->xml_fresh, g_strdup (self->entry->object_id));
      _fac_sync_announce (service, TRUE, self->entry->object_id);
    }
  else if (self->entry->verb == FAC_OUTBOX_CANCEL)
    service->xml_due = 0;
  finish (self);
}

static void
on_acknowledged (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    end_acknowledged (self);
  else if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE) && self->found != NULL)
    _fac_resolve_next (self);
  else if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE))
    _fac_operation_refuse (self, NULL, NULL, error->message, NULL);
  else if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    finish (self);
  else
    {
      _fac_sync_store_failed (self->service, error);
      self->sent = TRUE; /* the answer could not be kept: it is asked for again */
      _fac_operation_postpone (self, NULL);
    }
}

/* What the service issued may lack what was written here: then that is kept as a draft of this id. */
static char *
id_to_keep (const FacSyncOperation *self, const FacRemoteItem *answer)
{
  if (self->entry->verb == FAC_OUTBOX_CREATE || self->entry->verb == FAC_OUTBOX_UPDATE)
    if (answer->invoice != NULL && fac_document_status_is_issued (answer->invoice->status))
      return fac_id_new ();
  return NULL;
}

/* The service answers identical data with the customer it has; one that is older than the request is not of it. */
static gboolean
was_there (const FacSyncOperation *self, const FacRemoteItem *answer)
{
  gint64 before = self->started_at;

  if (self->entry->verb != FAC_OUTBOX_CREATE || answer->customer == NULL
      || answer->customer->created_at == 0)
    return FALSE;
  /* its clock was not known before it answered */
  if (before <= 1)
    before = answer->server_time - (g_get_monotonic_time () - self->began) - CLOCK_MARGIN;
  return answer->customer->created_at < before;
}

static void
acknowledge (FacSyncOperation *self, FacRemoteItem *item, gboolean removed)
{
  FacAcknowledgement answer = { .entry_id = self->entry->id, .removed = removed, .found = self->found != NULL };

  if (item != NULL)
    {
      answer.customer = item->customer;
      answer.product = item->product;
      answer.invoice = item->invoice;
      answer.body = item->body;
      answer.had = was_there (self, item);
      g_free (self->kept_id);
      self->kept_id = id_to_keep (self, item);
      answer.kept_id = self->kept_id;
      _fac_sync_reached (self->service, item->server_time);
    }
  self->service->acknowledged++;
  fac_store_acknowledge_async (self->service->store, &answer, on_acknowledged, self);
}

void
_fac_operation_acknowledge (FacSyncOperation *self, FacRemoteItem *item)
{
  acknowledge (self, item, FALSE);
}

void
_fac_operation_lost (FacSyncOperation *self)
{
  acknowledge (self, NULL, TRUE);
}

static void
on_recreated (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;

  if (fac_store_write_finish (FAC_STORE (source), result, &error))
    finish (self);
  else
    _fac_operation_lost (self); /* deleted meanwhile, or never whole here */
}

void
_fac_operation_recreate (FacSyncOperation *self)
{
  self->service->acknowledged++;
  fac_store_recreate_async (self->service->store, self->entry->id, on_recreated, self);
}

static void
postpone (FacSyncOperation *self, FacOutboxState state, gint64 due_at, const GError *error)
{
  FacAnswerReason reason = { 0 };

  if (error != NULL)
    reason = fac_answer_reason (error);
  fac_store_postpone_async (self->service->store, self->entry->id, state, due_at, self->started_at,
                            error, reason.code, reason.log_id, on_settled, self);
}

/* As it was when it was claimed; after a conflict there is something to be found first. */
static FacOutboxState
state_before (FacSyncOperation *self)
{
  if (self->looked)
    return FAC_OUTBOX_UNSURE;
  return self->entry->state == FAC_OUTBOX_CLAIMED ? FAC_OUTBOX_QUEUED : self->entry->state;
}

void
_fac_operation_poll (FacSyncOperation *self)
{
  const gint64 delay = fac_backoff_poll (self->entry->attempts, g_random_int ());

  postpone (self, FAC_OUTBOX_POLLING, _fac_sync_now (self->service) + delay, NULL);
}

void
_fac_operation_postpone (FacSyncOperation *self, const GError *error)
{
  const gboolean unsure = self->sent && fac_answer_class (error) != FAC_ANSWER_SLOW_DOWN;
  const gint64 delay = fac_backoff_delay (self->entry->attempts, g_random_int ());

  postpone (self, unsure ? FAC_OUTBOX_UNSURE : state_before (self),
            _fac_sync_now (self->service) + delay, error);
}

void
_fac_operation_put_back (FacSyncOperation *self)
{
  postpone (self, state_before (self), 0, NULL);
}

void
_fac_operation_refuse (FacSyncOperation *self, const char *code, const char *path,
                       const char *message, const char *log_id)
{
  fac_store_refuse_async (self->service->store, self->entry->id, code, path, message, log_id,
                          on_refused, self);
}

void
_fac_operation_fail (FacSyncOperation *self, const GError *error)
{
  const FacAnswerReason reason = fac_answer_reason (error);

  _fac_sync_failed (self->service, error);
  switch (fac_answer_class (error))
    {
    case FAC_ANSWER_UNREACHED:
    case FAC_ANSWER_SLOW_DOWN: /* the host's own pause says when */
      postpone (self, state_before (self), 0, error);
      break;
    case FAC_ANSWER_KEY:
    case FAC_ANSWER_ACCOUNT:
      postpone (self, self->looked ? FAC_OUTBOX_UNSURE : FAC_OUTBOX_PAUSED, 0, error);
      break;
    case FAC_ANSWER_BLOCKED:
      self->sent = FALSE;
      _fac_operation_postpone (self, error);
      break;
    case FAC_ANSWER_REFUSED:
      _fac_operation_refuse (self, reason.code, reason.path, reason.message, reason.log_id);
      break;
    case FAC_ANSWER_DONE:
    case FAC_ANSWER_UNSURE:
    case FAC_ANSWER_GONE:
    case FAC_ANSWER_CONFLICT:
    default:
      _fac_operation_postpone (self, error);
      break;
    }
}

static void
on_new_key (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    _fac_sync_store_failed (self->service, error);
  _fac_operation_postpone (self, NULL);
}

void
_fac_operation_new_key (FacSyncOperation *self, const GError *error)
{
  /* the request that holds the key may still be at work: not at the first time */
  if (self->entry->attempts < PATIENCE_WITH_KEY)
    _fac_operation_postpone (self, error);
  else
    fac_store_new_key_async (self->service->store, self->entry->id, on_new_key, self);
}
