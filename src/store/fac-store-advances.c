/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-advances.h"

#include "fac-advance-order.h"
#include "fac-advance-table.h"
#include "fac-document-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char       *final;
  char       *advance;
  FacInvoice *note;
  GPtrArray  *ids;     /* (element-type utf8) */
  GArray     *amounts; /* (element-type FacDecimal) */
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->final);
  g_free (command->advance);
  g_clear_pointer (&command->note, fac_invoice_unref);
  g_clear_pointer (&command->ids, g_ptr_array_unref);
  g_clear_pointer (&command->amounts, g_array_unref);
  g_free (command);
}

static gboolean
refuse_state (GError **error, const char *message)
{
  g_set_error_literal (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE, _(message));
  return FALSE;
}

/* ---- reading --------------------------------------------------------------------------------- */

static gpointer
read_open (FacDb *db, gpointer data, GError **error)
{
  return fac_advance_table_open (db, data, error);
}

void
fac_store_get_open_advances_async (FacStore *self, const char *customer_id,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data)
{
  _fac_store_read (self, read_open, g_strdup (customer_id), g_free,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_get_open_advances_async,
                   cancellable, callback, data);
}

GPtrArray *
fac_store_get_open_advances_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_open_advances_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_uses (FacDb *db, gpointer data, GError **error)
{
  return fac_advance_table_uses (db, data, error);
}

void
fac_store_get_advance_uses_async (FacStore *self, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_uses, g_strdup (id), g_free, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_get_advance_uses_async, cancellable, callback, data);
}

GPtrArray *
fac_store_get_advance_uses_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_advance_uses_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- which invoice takes what ---------------------------------------------------------------- */

static gboolean
end_others (FacStoreSession *session, const Command *command, GError **error)
{
  g_autoptr (GPtrArray) uses = fac_advance_table_uses (session->db, command->final, error);

  for (guint i = 0; uses != NULL && i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      if (!g_str_equal (use->final->id, command->final))
        continue;
      fac_store_session_changed (session, FAC_ENTITY_INVOICE, use->advance->id);
      if (!fac_advance_table_end (session->db, command->final, use->advance->id, error))
        return FALSE;
    }
  return uses != NULL;
}

static gboolean
use_advances (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (FacStoredObject) final = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                              command->final, error);

  if (final == NULL)
    return FALSE;
  if (!fac_document_status_is_editable (final->status))
    return refuse_state (error, N_("This document cannot be edited now"));
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->final);
  if (!end_others (session, command, error))
    return FALSE;
  for (guint i = 0; i < command->ids->len; i++)
    {
      const FacDecimal amount = g_array_index (command->amounts, FacDecimal, i);
      const char *advance = command->ids->pdata[i];

      if (fac_decimal_sign (amount) <= 0)
        continue;
      fac_store_session_changed (session, FAC_ENTITY_INVOICE, advance);
      if (!fac_advance_table_use (session->db, command->final, advance, amount, session->now,
                                  error))
        return FALSE;
    }
  return fac_advance_order_renew (session->db, command->final, error);
}

void
fac_store_use_advances_async (FacStore *self, const char *final_id, const GPtrArray *advances,
                              const GArray *amounts, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->final = g_strdup (final_id);
  command->ids = g_ptr_array_new_with_free_func (g_free);
  command->amounts = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  for (guint i = 0; i < advances->len; i++)
    {
      const FacOpenAdvance *advance = g_ptr_array_index (advances, i);

      g_ptr_array_add (command->ids, g_strdup (advance->id));
      g_array_append_val (command->amounts, g_array_index (amounts, FacDecimal, i));
    }
  _fac_store_write (self, use_advances, command, command_free, fac_store_use_advances_async,
                    callback, data);
}

/* ---- applying -------------------------------------------------------------------------------- */

static const FacAdvanceUse *
find_use (const GPtrArray *uses, const Command *command)
{
  for (guint i = 0; i < uses->len; i++)
    {
      const FacAdvanceUse *use = g_ptr_array_index (uses, i);

      if (g_str_equal (use->final->id, command->final)
          && g_str_equal (use->advance->id, command->advance))
        return use;
    }
  return NULL;
}

static gboolean
queue_note (FacStoreSession *session, const FacInvoice *note, GError **error)
{
  return fac_outbox_queue_stamp (session, note->id, error)
         && fac_document_table_move (session->db, note->id, FAC_STATUS_EN_COLA, error)
         && fac_history_table_add (session->db, note->id, session->now, "queued", NULL, error);
}

static gboolean
apply_advance (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (GPtrArray) uses = fac_advance_table_uses (session->db, command->final, error);
  const FacAdvanceUse *use = uses != NULL ? find_use (uses, command) : NULL;

  if (uses == NULL)
    return FALSE;
  if (use == NULL || fac_advance_use_step (use) != FAC_ADVANCE_APPLY
      || fac_decimal_compare (command->note->total, use->room) > 0)
    return refuse_state (error, N_("There is nothing of the advance to apply now"));
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->final);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, command->advance);
  return _fac_store_put_draft (session, command->note, error)
         && fac_advance_table_note (session->db, command->final, command->advance,
                                    command->note->id, command->note->total, error)
         && fac_advance_order_renew (session->db, command->note->id, error)
         && queue_note (session, command->note, error);
}

void
fac_store_apply_advance_async (FacStore *self, const char *final_id, const char *advance_id,
                               FacInvoice *note, GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->final = g_strdup (final_id);
  command->advance = g_strdup (advance_id);
  command->note = fac_invoice_ref (note);
  _fac_store_write (self, apply_advance, command, command_free, fac_store_apply_advance_async,
                    callback, data);
}
