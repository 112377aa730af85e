/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cancellations and e-mails: what is asked of a stamped document. */
#include "fac-sync-operation.h"

#include "fac-answer-class.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

#define CODE_UNREADABLE   "unreadable_entry"
#define CODE_NOT_STAMPED  "not_stamped"
#define CODE_NO_SUBSTITUTE "substitution_not_stamped"

static void look (FacSyncOperation *self);

static gboolean
read_request (FacSyncOperation *self)
{
  self->request = fac_document_request_read (self->entry->payload);
  if (self->request != NULL && self->entry->remote_id != NULL)
    return TRUE;
  _fac_operation_refuse (self, CODE_UNREADABLE, NULL,
                         _("What was to be sent cannot be read any more."), NULL);
  return FALSE;
}

static void
refuse_by (FacSyncOperation *self, const GError *error)
{
  const FacAnswerReason reason = fac_answer_reason (error);

  _fac_operation_refuse (self, reason.code, reason.path, reason.message, reason.log_id);
}

/* ---- cancel --------------------------------------------------------------------------------- */

/* 409 says that the state does not allow it: the state tells whether our own earlier request is why. */
static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_item_finish (FAC_PROVIDER (source), result, &error);
  const FacAnswerClass class = fac_answer_class (error);

  if (class == FAC_ANSWER_DONE)
    _fac_operation_acknowledge (self, item);
  else if (class == FAC_ANSWER_CONFLICT)
    {
      self->looked = TRUE;
      self->answer = g_steal_pointer (&error);
      look (self);
    }
  else if (class == FAC_ANSWER_GONE)
    refuse_by (self, error); /* it, or what is to replace it */
  else
    _fac_operation_fail (self, error);
}

static void
send_cancel (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  self->sent = TRUE;
  fac_provider_cancel_async (self->provider, self->entry->remote_id, self->request->motive,
                             self->request->substitution, NULL, on_cancelled, self);
}

static void on_state (GObject *source, GAsyncResult *result, gpointer data);

/* Expired is what was known last: the SAT is asked before anything is asked for again. */
static void
refresh (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  self->refreshed = TRUE;
  fac_provider_refresh_status_async (self->provider, self->entry->remote_id, NULL, on_state, self);
}

static void
decide_valid (FacSyncOperation *self, const FacInvoice *invoice)
{
  if (self->answer != NULL)
    refuse_by (self, self->answer);
  else if (g_strcmp0 (invoice->cancellation_status, "expired") == 0 && !self->refreshed)
    refresh (self);
  else
    send_cancel (self);
}

static void
decide_cancel (FacSyncOperation *self, FacRemoteItem *item)
{
  switch (item->invoice->status)
    {
    case FAC_STATUS_EN_CANCELACION:
    case FAC_STATUS_CANCELADA:
      _fac_operation_acknowledge (self, item);
      break;
    case FAC_STATUS_TIMBRADA:
      decide_valid (self, item->invoice);
      break;
    case FAC_STATUS_BORRADOR:
    case FAC_STATUS_EN_COLA:
    case FAC_STATUS_ENVIANDOSE:
    case FAC_STATUS_EN_PROCESO:
    case FAC_STATUS_NO_TIMBRADA:
    default: /* with a motive, the same call would delete a draft */
      _fac_operation_refuse (self, CODE_NOT_STAMPED, NULL,
                             _("It is not stamped at the service, so it was not cancelled."), NULL);
      break;
    }
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = fac_provider_item_finish (FAC_PROVIDER (source), result, &error);

  if (item != NULL)
    {
      _fac_sync_reached (self->service, item->server_time);
      decide_cancel (self, item);
    }
  else if (fac_answer_class (error) == FAC_ANSWER_GONE
           || fac_answer_class (error) == FAC_ANSWER_CONFLICT)
    refuse_by (self, error);
  else
    _fac_operation_fail (self, error);
}

static void
look (FacSyncOperation *self)
{
  if (!_fac_resolve_may_leave (self))
    return;
  fac_provider_get_async (self->provider, FAC_ENTITY_INVOICE, self->entry->remote_id, NULL,
                          on_state, self);
}

static void
on_substitute (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) invoice =
      fac_store_get_invoice_finish (FAC_STORE (source), result, NULL, NULL, &error);

  if (invoice == NULL && error != NULL
      && !g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    {
      _fac_sync_store_failed (self->service, error);
      _fac_operation_postpone (self, NULL);
    }
  else if (invoice == NULL || invoice->uuid == NULL
           || !fac_document_status_is_issued (invoice->status))
    _fac_operation_refuse (self, CODE_NO_SUBSTITUTE, NULL,
                           _("The invoice that replaces it is not stamped or is gone."), NULL);
  else
    {
      fac_set_string (&self->request->substitution, invoice->uuid);
      look (self);
    }
}

/* It is looked at before each request: cancelling twice, or what was cancelled elsewhere, cannot be taken back. */
void
_fac_resolve_cancel (FacSyncOperation *self)
{
  if (!read_request (self))
    return;
  if (self->request->motive == NULL)
    _fac_operation_refuse (self, CODE_UNREADABLE, NULL,
                           _("What was to be sent cannot be read any more."), NULL);
  else if (self->request->substitution_id != NULL)
    fac_store_get_invoice_async (self->service->store, self->request->substitution_id, NULL,
                                 on_substitute, self);
  else
    look (self);
}

/* ---- e-mail --------------------------------------------------------------------------------- */

static void
ask_person (FacSyncOperation *self, const GError *error)
{
  const FacAnswerReason reason = error != NULL ? fac_answer_reason (error)
                                               : (FacAnswerReason) { 0 };

  _fac_operation_refuse (self, FAC_OUTBOX_EMAIL_UNSURE, NULL, reason.message, reason.log_id);
}

static void
on_emailed (GObject *source, GAsyncResult *result, gpointer data)
{
  FacSyncOperation *self = data;
  g_autoptr (GError) error = NULL;
  const gboolean sent = fac_provider_email_finish (FAC_PROVIDER (source), result, &error);

  if (sent)
    {
      _fac_sync_reached (self->service, 0);
      _fac_operation_acknowledge (self, NULL);
      return;
    }
  switch (fac_answer_class (error))
    {
    case FAC_ANSWER_UNSURE:
      _fac_sync_failed (self->service, error);
      ask_person (self, error);
      break;
    case FAC_ANSWER_CONFLICT:
    case FAC_ANSWER_GONE:
      refuse_by (self, error);
      break;
    case FAC_ANSWER_DONE:
    case FAC_ANSWER_UNREACHED:
    case FAC_ANSWER_BLOCKED:
    case FAC_ANSWER_SLOW_DOWN:
    case FAC_ANSWER_KEY:
    case FAC_ANSWER_ACCOUNT:
    case FAC_ANSWER_REFUSED:
    default: /* it did not leave */
      self->sent = FALSE;
      _fac_operation_fail (self, error);
      break;
    }
}

/* A message that was sent twice cannot be called back: what may have left is never repeated from here. */
void
_fac_resolve_email (FacSyncOperation *self)
{
  if (!read_request (self))
    return;
  if (self->entry->state != FAC_OUTBOX_CLAIMED)
    ask_person (self, NULL);
  else if (self->request->addresses == NULL || self->request->addresses[0] == NULL)
    _fac_operation_refuse (self, CODE_UNREADABLE, NULL,
                           _("What was to be sent cannot be read any more."), NULL);
  else if (_fac_resolve_may_leave (self))
    {
      self->sent = TRUE;
      fac_provider_email_async (self->provider, self->entry->remote_id,
                                (const char *const *) self->request->addresses, NULL, on_emailed,
                                self);
    }
}
