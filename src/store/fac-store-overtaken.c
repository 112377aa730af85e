/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-overtaken.h"

#include "fac-base-table.h"
#include "fac-history-table.h"
#include "fac-ids.h"
#include "fac-invoice-merge.h"
#include "fac-outbox-queue.h"
#include "fac-store-private.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char    *id; /* (nullable) */
  gboolean made;
} Kept;

/* What both sides had last says whether anything was written here at all. */
static gboolean
was_edited (FacStoreSession *session, const FacInvoice *mine, gboolean *edited, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = fac_base_table_get (session->db, FAC_ENTITY_INVOICE, mine->id,
                                                 &failure);
  g_autoptr (GVariant) variant = bytes != NULL ? fac_variant_from_bytes (bytes) : NULL;
  g_autoptr (FacInvoice) base = variant != NULL ? fac_invoice_from_variant (variant) : NULL;

  *edited = base == NULL || !fac_invoice_equal_content (base, mine);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Returns: (transfer full): a draft of its own, with all that was written in @mine */
static FacInvoice *
draft_of (const FacInvoice *mine, const char *id, gint64 now)
{
  FacInvoice *draft = fac_invoice_duplicate (mine);

  if (id != NULL)
    fac_set_string (&draft->id, id);
  draft->date = mine->date;
  draft->unread = g_strdupv (mine->unread);
  draft->created_at = now;
  draft->updated_at = now;
  return draft;
}

static gboolean
put_draft (FacStoreSession *session, const FacInvoice *mine, const char *kept_id, GError **error)
{
  g_autoptr (FacInvoice) draft = draft_of (mine, kept_id, session->now);

  fac_store_session_changed (session, FAC_ENTITY_INVOICE, draft->id);
  return fac_document_table_put (session->db, draft, FAC_OFFLINE_CREATED, FALSE, TRUE, error)
         && fac_history_table_add (session->db, draft->id, session->now, "kept", mine->id, error)
         && fac_history_table_add (session->db, mine->id, session->now, "overtaken", draft->id,
                                   error);
}

gboolean
fac_overtaken_keep (FacStoreSession *session, const FacStoredObject *object,
                    const FacInvoice *theirs, const char *kept_id, gboolean *kept, GError **error)
{
  const FacInvoice *mine = object->document->invoice;

  *kept = FALSE;
  if (!object->document->complete || object->state == FAC_OFFLINE_DELETED
      || !fac_document_status_is_issued (theirs->status)
      || fac_invoice_equal_content (mine, theirs))
    return TRUE;
  return was_edited (session, mine, kept, error)
         && (!*kept
             || (fac_outbox_queue_take_back (session, FAC_ENTITY_INVOICE, mine->id, 0, error)
                 && put_draft (session, mine, kept_id, error)));
}

/* ---- what an editor still holds --------------------------------------------------------------- */

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->id);
  g_free (kept);
}

/* What waits here in the queue is not edited either, but was not overtaken. */
static gboolean
was_overtaken (FacDocumentStatus status)
{
  return fac_document_status_is_issued (status) || status == FAC_STATUS_EN_PROCESO;
}

/* Returns: (transfer full) (nullable): the draft that keeps the edits of @id, if nobody wrote in it since */
static char *
find_untouched (FacStoreSession *session, const char *id, GError **error)
{
  g_autoptr (GPtrArray) events = fac_history_table_list (session->db, id, error);

  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      const FacHistoryEvent *event = g_ptr_array_index (events, i - 1);
      g_autoptr (FacStoredObject) draft = NULL;

      if (!g_str_equal (event->kind, "overtaken") || event->detail == NULL)
        continue;
      draft = fac_stored_object_load (session->db, FAC_ENTITY_INVOICE, event->detail, error);
      return draft != NULL && draft->state == FAC_OFFLINE_CREATED && draft->document->complete
             && draft->status == FAC_STATUS_BORRADOR
             && draft->document->invoice->created_at == draft->document->invoice->updated_at
               ? g_strdup (event->detail) : NULL;
    }
  return NULL;
}

static gboolean
add_to_draft (FacStoreSession *session, const FacInvoice *mine, const char *id, GError **error)
{
  g_autoptr (FacInvoice) draft = draft_of (mine, id, session->now);

  fac_store_session_changed (session, FAC_ENTITY_INVOICE, id);
  return fac_document_table_put (session->db, draft, FAC_OFFLINE_CREATED, FALSE, TRUE, error);
}

static gboolean
keep_edits (FacStoreSession *session, gpointer data, GError **error)
{
  const FacInvoice *mine = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_INVOICE,
                                                               mine->id, error);
  Kept *kept;

  if (object == NULL)
    return FALSE;
  if (!was_overtaken (object->status))
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_STATE,
                   _("This document cannot be edited now"));
      return FALSE;
    }
  kept = g_new0 (Kept, 1);
  session->result = kept;
  session->free_result = kept_free;
  if (object->document->complete && fac_invoice_is_theirs (mine, object->document->invoice))
    return TRUE;
  kept->id = find_untouched (session, mine->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (kept->id != NULL)
    return add_to_draft (session, mine, kept->id, error);
  kept->made = TRUE;
  kept->id = fac_id_new ();
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, mine->id);
  return put_draft (session, mine, kept->id, error);
}

void
fac_store_keep_edits_async (FacStore *self, FacInvoice *invoice, GAsyncReadyCallback callback,
                            gpointer data)
{
  _fac_store_write (self, keep_edits, fac_invoice_ref (invoice), (GDestroyNotify) fac_invoice_unref,
                    fac_store_keep_edits_async, callback, data);
}

char *
fac_store_keep_edits_finish (FacStore *self, GAsyncResult *result, gboolean *made, GError **error)
{
  Kept *kept;
  char *id;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_keep_edits_async), NULL);
  kept = g_task_propagate_pointer (G_TASK (result), error);
  if (kept == NULL)
    return NULL;
  if (made != NULL)
    *made = kept->made;
  id = g_steal_pointer (&kept->id);
  kept_free (kept);
  return id;
}
