/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-correction-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-store-cancellation.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char               *id;
  gint64              entry_id;
  FacOutboxVerb       verb;
  FacDocumentRequest *request;
  FacInvoice         *substitute;
  gint64              leaves_at;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->id);
  g_clear_pointer (&command->request, fac_document_request_unref);
  g_clear_pointer (&command->substitute, fac_invoice_unref);
  g_free (command);
}

static Command *
command_new (FacOutboxVerb verb, const char *id, FacDocumentRequest *request, gint64 leaves_at)
{
  Command *command = g_new0 (Command, 1);

  command->id = g_strdup (id);
  command->verb = verb;
  command->request = request != NULL ? fac_document_request_ref (request) : NULL;
  command->leaves_at = leaves_at;
  return command;
}

static gboolean
refuse_state (GError **error, const char *message)
{
  g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, _(message));
  return FALSE;
}

static gboolean
check_cancellable (const FacStoredObject *object, GError **error)
{
  switch (object->status)
    {
    case FAC_STATUS_TIMBRADA:
      return TRUE;
    case FAC_STATUS_EN_CANCELACION:
      return refuse_state (error, N_("Its cancellation is under way already"));
    case FAC_STATUS_CANCELADA:
      return refuse_state (error, N_("It is cancelled already"));
    case FAC_STATUS_BORRADOR:
    case FAC_STATUS_EN_COLA:
    case FAC_STATUS_ENVIANDOSE:
    case FAC_STATUS_EN_PROCESO:
    case FAC_STATUS_NO_TIMBRADA:
    default:
      return refuse_state (error, N_("Only a stamped document can be cancelled"));
    }
}

static gboolean
put (FacStoreSession *session, const Command *command, const FacStoredObject *object,
     const char *kind, const char *detail, GError **error)
{
  g_autoptr (GBytes) payload =
      fac_variant_to_bytes (fac_document_request_to_variant (command->request));
  const FacCustomer *receiver = object->document->invoice->customer;
  const char *needs = command->request->substitution_id;
  gint64 entry;

  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, object->id);
  return fac_outbox_table_insert (session->db, command->verb, FAC_ENTITY_INVOICE, object->id,
                                  payload, receiver != NULL ? receiver->legal_name : NULL,
                                  session->now, &entry, error)
         && fac_outbox_table_set_due (session->db, entry, command->leaves_at, error)
         && (needs == NULL || fac_outbox_table_need (session->db, entry, needs, error))
         && fac_history_table_add (session->db, object->id, session->now, kind, detail, error);
}

/* What is cancelled for another reason, or by another document, is not replaced by what was to. */
static gboolean
note_correction (FacStoreSession *session, const Command *command, GError **error)
{
  const char *substitute = command->request->substitution_id;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacCorrection) old = NULL;

  if (substitute != NULL)
    return fac_correction_table_put (session->db, command->id, substitute, session->now, error);
  old = fac_correction_table_find (session->db, command->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return old == NULL || !g_str_equal (old->original->id, command->id)
         || (command->request->substitution != NULL && old->substitute->uuid != NULL
             && g_ascii_strcasecmp (command->request->substitution, old->substitute->uuid) == 0)
         || fac_correction_table_end (session->db, command->id, error);
}

static gboolean
queue_cancel (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               command->id, error);

  return object != NULL && check_cancellable (object, error)
         && (command->substitute == NULL
             || _fac_store_put_draft (session, command->substitute, error))
         && fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, command->id,
                                        FAC_OUTBOX_CANCEL, error)
         && note_correction (session, command, error)
         && put (session, command, object, "cancel-queued", command->request->motive, error);
}

static gboolean
queue_email (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               command->id, error);
  g_autofree char *to = g_strjoinv (", ", command->request->addresses);

  if (object == NULL)
    return FALSE;
  if (!fac_document_status_is_issued (object->status))
    return refuse_state (error, N_("Only a stamped document can be sent by e-mail"));
  return put (session, command, object, "email-queued", to, error);
}

void
fac_store_queue_cancel_async (FacStore *self, const char *document_id, FacDocumentRequest *request,
                              FacInvoice *substitute, gint64 leaves_at,
                              GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (FAC_OUTBOX_CANCEL, document_id, request, leaves_at);

  command->substitute = substitute != NULL ? fac_invoice_ref (substitute) : NULL;
  _fac_store_write (self, queue_cancel, command, command_free, fac_store_queue_cancel_async,
                    callback, data);
}

void
fac_store_queue_email_async (FacStore *self, const char *document_id, FacDocumentRequest *request,
                             gint64 leaves_at, GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_write (self, queue_email,
                    command_new (FAC_OUTBOX_EMAIL, document_id, request, leaves_at), command_free,
                    fac_store_queue_email_async, callback, data);
}

/* ---- taken back ------------------------------------------------------------------------------- */

static const FacOutboxRow *
youngest (GPtrArray *rows, FacOutboxVerb verb)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i - 1);

      if (row->entry->verb == verb)
        return row;
    }
  return NULL;
}

static gboolean
withdraw (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (session->db, FAC_ENTITY_INVOICE,
                                                           command->id, error);
  const FacOutboxRow *row = rows != NULL ? youngest (rows, command->verb) : NULL;

  if (rows == NULL)
    return FALSE;
  if (row == NULL || !fac_outbox_row_is_waiting (row))
    return refuse_state (error, N_("Its request has already left"));
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->id);
  return fac_outbox_table_remove (session->db, row->entry->id, error)
         && (command->verb != FAC_OUTBOX_CANCEL
             || fac_correction_leave (session, command->id, error))
         && fac_history_table_add (session->db, command->id, session->now,
                                   command->verb == FAC_OUTBOX_CANCEL ? "cancel-discarded"
                                                                      : "email-discarded",
                                   NULL, error);
}

void
fac_store_withdraw_async (FacStore *self, const char *document_id, FacOutboxVerb verb,
                          GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_write (self, withdraw, command_new (verb, document_id, NULL, 0), command_free,
                    fac_store_withdraw_async, callback, data);
}

/* ---- an e-mail of which nobody knows ----------------------------------------------------------- */

static gboolean
take_as_sent (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (FacOutboxRow) row = fac_outbox_table_find (session->db, command->entry_id, error);
  g_autoptr (FacDocumentRequest) request = NULL;
  g_autofree char *to = NULL;

  if (row == NULL)
    return *error == NULL && refuse_state (error, N_("That operation is not in the queue any more"));
  if (row->entry->verb != FAC_OUTBOX_EMAIL || row->entry->state != FAC_OUTBOX_REFUSED)
    return refuse_state (error, N_("It is not known yet what became of it"));
  request = fac_document_request_read (row->entry->payload);
  if (request != NULL && request->addresses != NULL)
    to = g_strjoinv (", ", request->addresses);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, row->entry->object_id);
  return fac_outbox_table_remove (session->db, row->entry->id, error)
         && fac_history_table_add (session->db, row->entry->object_id, session->now,
                                   "email-taken", to, error);
}

void
fac_store_take_as_sent_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback,
                              gpointer data)
{
  Command *command = command_new (FAC_OUTBOX_EMAIL, NULL, NULL, 0);

  command->entry_id = entry_id;
  _fac_store_write (self, take_as_sent, command, command_free, fac_store_take_as_sent_async,
                    callback, data);
}

/* ---- what became of a cancellation -------------------------------------------------------------- */

gboolean
fac_cancellation_note (FacStoreSession *session, const FacInvoice *old, const FacInvoice *now,
                       GError **error)
{
  const char *kind = NULL;

  if (old->status == now->status
      && g_strcmp0 (old->cancellation_status, now->cancellation_status) == 0)
    return TRUE;
  if (now->status == FAC_STATUS_CANCELADA)
    kind = old->status != FAC_STATUS_CANCELADA ? "cancelled" : NULL;
  else if (now->status == FAC_STATUS_EN_CANCELACION)
    kind = g_strcmp0 (now->cancellation_status, "pending") == 0 ? "cancel-pending"
                                                                : "cancel-verifying";
  else if (g_strcmp0 (now->cancellation_status, "rejected") == 0)
    kind = "cancel-rejected";
  else if (g_strcmp0 (now->cancellation_status, "expired") == 0)
    kind = "cancel-expired";
  return kind == NULL
         || fac_history_table_add (session->db, old->id, session->now, kind, NULL, error);
}
