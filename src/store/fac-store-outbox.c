/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-outbox-private.h"

#include "fac-advance-order.h"
#include "fac-base-table.h"
#include "fac-conflict-table.h"
#include "fac-correction-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-payment-order.h"
#include "fac-sql.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64         entry_id;
  gint64         now;
  FacOutboxState state;
  gint64         due_at;
  gint64         server_time;
  char          *code;
  char          *path;
  char          *message;
  char          *log_id;
} Command;

typedef struct
{
  FacOutboxEntry *entry;
  gint64          next_due;
} Claim;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->code);
  g_free (command->path);
  g_free (command->message);
  g_free (command->log_id);
  g_free (command);
}

static Command *
command_new (gint64 entry_id)
{
  Command *command = g_new0 (Command, 1);

  command->entry_id = entry_id;
  return command;
}

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_clear_pointer (&claim->entry, fac_outbox_entry_unref);
  g_free (claim);
}

FacOutboxRow *
_fac_store_need_row (FacStoreSession *session, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacOutboxRow *row = fac_outbox_table_find (session->db, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (row == NULL)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND,
                 _("That operation is not in the queue any more"));
  else
    {
      fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
      fac_store_session_changed (session, row->entry->entity, row->entry->object_id);
    }
  return row;
}

gboolean
_fac_store_move_stamped (FacStoreSession *session, const FacOutboxEntry *entry,
                         FacDocumentStatus to, GError **error)
{
  g_autoptr (FacStoredObject) object = NULL;

  if (entry->verb != FAC_OUTBOX_STAMP)
    return TRUE;
  object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE, entry->object_id, error);
  return object != NULL
         && (!fac_document_status_may_become (object->status, to)
             || fac_document_table_move (session->db, entry->object_id, to, error));
}

/* ---- claiming --------------------------------------------------------------------------------- */

/* The first time alone: what is repeated is the same request. */
static gboolean
note_sent (FacStoreSession *session, const FacOutboxEntry *entry, GError **error)
{
  const char *kind = NULL;

  if (entry->entity != FAC_ENTITY_INVOICE || entry->attempts > 0)
    return TRUE;
  if (entry->verb == FAC_OUTBOX_STAMP)
    kind = "sent";
  else if (entry->verb == FAC_OUTBOX_CREATE || entry->verb == FAC_OUTBOX_UPDATE)
    kind = "sent-draft";
  else if (entry->verb == FAC_OUTBOX_CANCEL)
    kind = "cancel-sent";
  return kind == NULL
         || fac_history_table_add (session->db, entry->object_id, session->now, kind, NULL, error);
}

static gboolean
refuse_stale (FacStoreSession *session, const FacOutboxEntry *entry, const char *code,
              const char *words, GError **error)
{
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, entry->object_id);
  return fac_outbox_table_note (session->db, entry->id, 0, code, NULL, words, NULL, error)
         && fac_outbox_table_set_state (session->db, entry->id, FAC_OUTBOX_REFUSED, FALSE, FALSE,
                                        error)
         && fac_history_table_add (session->db, entry->object_id, session->now, "refused", words,
                                   error)
         && _fac_store_move_stamped (session, entry, FAC_STATUS_NO_TIMBRADA, error);
}

/* The first whose turn it is; payments that do not state what is left of their invoices now do not leave, nor
 * what is to name an advance and does not. */
static FacOutboxRow *
next_row (FacStoreSession *session, gint64 now, gint64 *next_due, GError **error)
{
  while (TRUE)
    {
      g_autoptr (FacOutboxRow) row = fac_outbox_table_next (session->db, now, next_due, error);
      g_autofree char *stale = NULL;
      const char *code = FAC_OUTBOX_PAYMENT_STALE;
      gboolean again = FALSE;

      if (row == NULL || row->entry->state != FAC_OUTBOX_QUEUED || row->unsure)
        return g_steal_pointer (&row);
      if (!fac_payment_order_check (session->db, row->entry, &stale, error))
        return NULL;
      if (stale == NULL)
        {
          code = FAC_OUTBOX_ADVANCE_STALE;
          if (!fac_advance_order_settle (session, row->entry, &again, &stale, error))
            return NULL;
        }
      if (again)
        continue;
      if (stale == NULL)
        return g_steal_pointer (&row);
      if (!refuse_stale (session, row->entry, code, stale, error))
        return NULL;
    }
}

static gboolean
claim_next (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (GError) failure = NULL;
  Claim *claim = g_new0 (Claim, 1);
  g_autoptr (FacOutboxRow) row = next_row (session, command->now, &claim->next_due, &failure);
  FacOutboxEntry *entry;

  session->result = claim;
  session->free_result = claim_free;
  if (row == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return *error == NULL;
    }
  entry = row->entry;
  claim->entry = fac_outbox_entry_ref (entry);
  fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  if (entry->state == FAC_OUTBOX_QUEUED)
    {
      entry->state = FAC_OUTBOX_CLAIMED;
      if (!note_sent (session, entry, error))
        return FALSE;
      if (entry->verb == FAC_OUTBOX_STAMP)
        {
          fac_store_session_changed (session, FAC_ENTITY_INVOICE, entry->object_id);
          if (!_fac_store_move_stamped (session, entry, FAC_STATUS_ENVIANDOSE, error))
            return FALSE;
        }
    }
  return fac_outbox_table_set_state (session->db, entry->id, entry->state, TRUE, row->unsure,
                                     error);
}

void
fac_store_claim_next_async (FacStore *self, gint64 now, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (0);

  command->now = now;
  _fac_store_write (self, claim_next, command, command_free, fac_store_claim_next_async, callback,
                    data);
}

FacOutboxEntry *
fac_store_claim_next_finish (FacStore *self, GAsyncResult *result, gint64 *next_due, GError **error)
{
  FacOutboxEntry *entry;
  Claim *claim;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_claim_next_async), NULL);
  claim = g_task_propagate_pointer (G_TASK (result), error);
  if (next_due != NULL)
    *next_due = claim != NULL ? claim->next_due : 0;
  if (claim == NULL)
    return NULL;
  entry = g_steal_pointer (&claim->entry);
  claim_free (claim);
  return entry;
}

/* ---- answers ---------------------------------------------------------------------------------- */

static gboolean
follow_postponed (FacStoreSession *session, const FacOutboxEntry *entry, FacOutboxState state,
                  gboolean unsure,
                  GError **error)
{
  if (state == FAC_OUTBOX_POLLING)
    return _fac_store_move_stamped (session, entry, FAC_STATUS_EN_PROCESO, error);
  if (state == FAC_OUTBOX_UNSURE || unsure)
    return TRUE;
  return _fac_store_move_stamped (session, entry, FAC_STATUS_EN_COLA, error);
}

/* Message, code and log id of an answer in one line. Returns: (transfer full) (nullable) */
static char *
answer_text (const Command *command)
{
  const char *const parts[] = { command->message, command->code, command->log_id };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, text->len == 0);
}

/* Once for each time that it begins: every attempt would be noise. */
static gboolean
note_postponed (FacStoreSession *session, const FacOutboxEntry *entry, const Command *command,
                GError **error)
{
  g_autofree char *text = answer_text (command);
  const char *kind = NULL;

  if (entry->entity != FAC_ENTITY_INVOICE
      || (entry->verb != FAC_OUTBOX_STAMP && entry->verb != FAC_OUTBOX_CANCEL)
      || command->state == entry->state)
    return TRUE;
  if (command->state == FAC_OUTBOX_POLLING)
    kind = "pending";
  else if (command->state == FAC_OUTBOX_UNSURE)
    kind = "unsure";
  else if (command->state == FAC_OUTBOX_PAUSED)
    kind = "paused";
  return kind == NULL
         || fac_history_table_add (session->db, entry->object_id, session->now, kind, text, error);
}

static gboolean
postpone (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacOutboxRow) row = _fac_store_need_row (session, command->entry_id, error);
  gboolean unsure;

  if (row == NULL)
    return FALSE;
  if (command->state != FAC_OUTBOX_QUEUED && command->state != FAC_OUTBOX_UNSURE
      && command->state != FAC_OUTBOX_POLLING && command->state != FAC_OUTBOX_PAUSED)
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("An operation cannot be postponed to that state"));
      return FALSE;
    }
  unsure = command->state == FAC_OUTBOX_UNSURE
           || (command->state == FAC_OUTBOX_PAUSED && (row->unsure || row->entry->state
                                                       == FAC_OUTBOX_POLLING));
  return fac_outbox_table_note (session->db, command->entry_id, command->server_time,
                                command->code, command->path,
                                command->message, command->log_id, error)
         && fac_outbox_table_set_due (session->db, command->entry_id, command->due_at, error)
         && fac_outbox_table_set_state (session->db, command->entry_id, command->state, FALSE,
                                        unsure, error)
         && note_postponed (session, row->entry, command, error)
         && follow_postponed (session, row->entry, command->state, unsure, error);
}

void
fac_store_postpone_async (FacStore *self, gint64 entry_id, FacOutboxState state, gint64 due_at,
                          gint64 server_time,
                          const GError *error_or_null, const char *error_code, const char *log_id,
                          GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (entry_id);

  command->state = state;
  command->due_at = due_at;
  command->server_time = server_time;
  command->code = g_strdup (error_code);
  command->message = error_or_null != NULL ? g_strdup (error_or_null->message) : NULL;
  command->log_id = g_strdup (log_id);
  _fac_store_write (self, postpone, command, command_free, fac_store_postpone_async, callback,
                    data);
}

/* The document stays what it is. */
static gboolean
note_refused_request (FacStoreSession *session, const FacOutboxEntry *entry,
                      const Command *command, GError **error)
{
  g_autofree char *answer = answer_text (command);
  const char *kind = "cancel-refused";

  if (entry->verb == FAC_OUTBOX_EMAIL)
    kind = g_strcmp0 (command->code, FAC_OUTBOX_EMAIL_UNSURE) == 0 ? "email-unsure"
                                                                   : "email-refused";
  return fac_history_table_add (session->db, entry->object_id, session->now, kind, answer, error);
}

/* A draft that the service refuses cannot be stamped: the stamp that waited behind it goes with it. */
static gboolean
follow_refused (FacStoreSession *session, const FacOutboxEntry *entry, const Command *command,
                GError **error)
{
  g_autofree char *answer = answer_text (command);
  FacStoredObject *object;
  gboolean in_queue;

  if (entry->entity != FAC_ENTITY_INVOICE || entry->verb == FAC_OUTBOX_DELETE)
    return TRUE;
  if (entry->verb == FAC_OUTBOX_CANCEL || entry->verb == FAC_OUTBOX_EMAIL)
    return note_refused_request (session, entry, command, error);
  object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE, entry->object_id, error);
  if (object == NULL)
    return FALSE;
  in_queue = object->status == FAC_STATUS_EN_COLA;
  fac_stored_object_free (object);
  if (!fac_history_table_add (session->db, entry->object_id, session->now, "refused",
                              answer, error))
    return FALSE;
  if (entry->verb == FAC_OUTBOX_STAMP)
    return _fac_store_move_stamped (session, entry, FAC_STATUS_NO_TIMBRADA, error);
  return !in_queue
         || (fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, entry->object_id,
                                         FAC_OUTBOX_STAMP, error)
             && fac_document_table_move (session->db, entry->object_id, FAC_STATUS_NO_TIMBRADA,
                                         error));
}

/* What was refused is not wanted any more: it is deleted here, or is again as both sides had it. */
static gboolean
drop_unwanted (FacStoreSession *session, const FacOutboxRow *row, FacStoredObject *object,
               gboolean *dropped, GError **error)
{
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GError) failure = NULL;

  *dropped = FALSE;
  if (row->entry->verb != FAC_OUTBOX_UPDATE || row->entry->entity == FAC_ENTITY_INVOICE)
    return TRUE;
  base = fac_base_table_get (session->db, object->entity, object->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *dropped = object->state == FAC_OFFLINE_DELETED
             || (base != NULL && g_bytes_equal (base, fac_stored_object_payload (object)));
  if (!*dropped)
    return TRUE;
  return fac_outbox_table_remove (session->db, row->entry->id, error)
         && (object->state == FAC_OFFLINE_DELETED
             || _fac_store_settle (session, object->entity, object->id, error));
}

static gboolean
refuse (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacOutboxRow) row = _fac_store_need_row (session, command->entry_id, error);
  g_autoptr (FacStoredObject) object = NULL;
  gboolean corrected = FALSE;
  gboolean dropped;

  if (row == NULL)
    return FALSE;
  object = fac_stored_object_load (session->db, row->entry->entity, row->entry->object_id, error);
  if (object == NULL || !fac_outbox_queue_take_newer (session, row, &corrected, error))
    return FALSE;
  if (corrected)
    return TRUE;
  /* deleted here meanwhile, and the service never took it: until the next start it can be undone */
  if (object->state == FAC_OFFLINE_DELETED && row->entry->verb == FAC_OUTBOX_CREATE)
    return fac_outbox_queue_take_back (session, object->entity, object->id, 0, error)
           && fac_outbox_table_remove (session->db, command->entry_id, error);
  if (!drop_unwanted (session, row, object, &dropped, error))
    return FALSE;
  if (dropped)
    return TRUE;
  return fac_outbox_table_note (session->db, command->entry_id, 0, command->code, command->path,
                                command->message,
                                command->log_id, error)
         && fac_outbox_table_set_state (session->db, command->entry_id, FAC_OUTBOX_REFUSED, FALSE,
                                        FALSE, error)
         && (object->state == FAC_OFFLINE_DELETED || follow_refused (session, row->entry, command,
                                                                     error));
}

void
fac_store_refuse_async (FacStore *self, gint64 entry_id, const char *code, const char *path,
                        const char *message,
                        const char *log_id, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = command_new (entry_id);

  command->code = g_strdup (code);
  command->path = g_strdup (path);
  command->message = g_strdup (message);
  command->log_id = g_strdup (log_id);
  _fac_store_write (self, refuse, command, command_free, fac_store_refuse_async, callback, data);
}

/* ---- the person decides ----------------------------------------------------------------------- */

/* A refused stamp is asked for anew, of what the document is now. */
static gboolean
stamp_again (FacStoreSession *session, const FacOutboxEntry *entry, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               entry->object_id,
                                                               error);

  return object != NULL
         && (object->state == FAC_OFFLINE_SYNCED
             || fac_outbox_queue_save (session, FAC_ENTITY_INVOICE, entry->object_id, error))
         && fac_outbox_queue_stamp (session, entry->object_id, error)
         && fac_document_table_move (session->db, entry->object_id, FAC_STATUS_EN_COLA, error)
         && fac_history_table_add (session->db, entry->object_id, session->now, "queued", NULL,
                                   error);
}

static gboolean
retry_one (FacStoreSession *session, const FacOutboxRow *row, GError **error)
{
  const FacOutboxEntry *entry = row->entry;

  if (row->in_flight || entry->state == FAC_OUTBOX_CONFLICT)
    return TRUE;
  if (entry->state == FAC_OUTBOX_REFUSED && entry->verb == FAC_OUTBOX_STAMP)
    return stamp_again (session, entry, error);
  if (entry->state == FAC_OUTBOX_REFUSED
      && (!fac_outbox_table_new_key (session->db, entry->id, error)
          || !fac_outbox_table_set_state (session->db, entry->id, FAC_OUTBOX_QUEUED, FALSE, FALSE,
                                          error)))
    return FALSE;
  if (entry->state == FAC_OUTBOX_PAUSED
      && !fac_outbox_table_set_state (session->db, entry->id,
                                      row->unsure ? FAC_OUTBOX_UNSURE : FAC_OUTBOX_QUEUED,
                                      FALSE, row->unsure, error))
    return FALSE;
  return fac_outbox_table_set_due (session->db, entry->id, 0, error);
}

static gboolean
retry (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (GPtrArray) rows = NULL;

  if (command->entry_id != 0)
    {
      g_autoptr (FacOutboxRow) row = _fac_store_need_row (session, command->entry_id, error);

      return row != NULL && retry_one (session, row, error);
    }
  rows = fac_outbox_table_list (session->db, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const FacOutboxRow *row = g_ptr_array_index (rows, i);

      if (row->entry->state != FAC_OUTBOX_REFUSED && !retry_one (session, row, error))
        return FALSE;
    }
  if (rows->len > 0)
    fac_store_session_changed (session, FAC_ENTITY_OUTBOX, NULL);
  return TRUE;
}

void
fac_store_retry_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_write (self, retry, command_new (entry_id), command_free, fac_store_retry_async,
                    callback, data);
}

static gboolean
new_key (FacStoreSession *session, gpointer data, GError **error)
{
  Command *command = data;
  g_autoptr (FacOutboxRow) row = _fac_store_need_row (session, command->entry_id, error);

  return row != NULL && fac_outbox_table_new_key (session->db, command->entry_id, error);
}

void
fac_store_new_key_async (FacStore *self, gint64 entry_id, GAsyncReadyCallback callback,
                         gpointer data)
{
  _fac_store_write (self, new_key, command_new (entry_id), command_free, fac_store_new_key_async,
                    callback, data);
}
