/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-overtaken.h"

#include "fac-base-table.h"
#include "fac-history-table.h"
#include "fac-outbox-queue.h"
#include "fac-text.h"
#include "fac-variant.h"

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

static gboolean
put_draft (FacStoreSession *session, const FacInvoice *mine, const char *kept_id, GError **error)
{
  g_autoptr (FacInvoice) draft = fac_invoice_duplicate (mine);

  if (kept_id != NULL)
    fac_set_string (&draft->id, kept_id);
  draft->date = mine->date;
  draft->created_at = session->now;
  draft->updated_at = session->now;
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
