/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-correction-table.h"

#include "fac-outbox-table.h"
#include "fac-sql.h"
#include "fac-stored-object.h"

gboolean
fac_correction_table_put (FacDb *db, const char *original, const char *substitute, gint64 now,
                          GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO corrections (original, substitute, begun_at)"
                      " VALUES (?, ?, ?)", "ttl", original, substitute, now);
}

gboolean
fac_correction_table_end (FacDb *db, const char *original, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM corrections WHERE original = ?", "t", original);
}

/* Returns: (transfer full) (nullable): %NULL without @error when it was deleted */
static FacInvoice *
load (FacDb *db, const char *id, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_load (db, FAC_ENTITY_INVOICE, id, error);

  if (object == NULL || object->state == FAC_OFFLINE_DELETED)
    return NULL;
  return fac_invoice_ref (object->document->invoice);
}

static gboolean
is_cancelling (FacDb *db, const char *id, gboolean *cancelling, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_INVOICE, id, error);

  *cancelling = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxEntry *entry = ((const FacOutboxRow *) g_ptr_array_index (rows, i))->entry;

      if (entry->verb == FAC_OUTBOX_CANCEL)
        *cancelling = entry->state != FAC_OUTBOX_REFUSED;
    }
  return rows != NULL;
}

static FacCorrection *
read_correction (FacDb *db, const char *original, const char *substitute, gint64 begun_at,
                 GError **error)
{
  g_autoptr (FacCorrection) self = g_new0 (FacCorrection, 1);
  g_autoptr (GError) failure = NULL;

  self->begun_at = begun_at;
  self->original = load (db, original, &failure);
  if (failure == NULL)
    self->substitute = load (db, substitute, &failure);
  if (failure == NULL && is_cancelling (db, original, &self->cancelling, &failure)
      && self->original != NULL && self->substitute != NULL)
    return g_steal_pointer (&self);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* An invoice may replace one and be replaced itself: what becomes of it comes first. */
FacCorrection *
fac_correction_table_find (FacDb *db, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT original, substitute, begun_at FROM corrections"
                                    " WHERE original = ?1", "t", id);
  g_autofree char *original = NULL;
  g_autofree char *substitute = NULL;
  gint64 begun_at;

  if (row == NULL && failure == NULL)
    row = fac_sql_find (db, &failure,
                        "SELECT original, substitute, begun_at FROM corrections"
                        " WHERE substitute = ?1", "t", id);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (row == NULL)
    return NULL;
  original = fac_statement_dup (row, 0);
  substitute = fac_statement_dup (row, 1);
  begun_at = fac_statement_int (row, 2);
  fac_statement_reset (row);
  return read_correction (db, original, substitute, begun_at, error);
}

gboolean
fac_correction_leave (FacStoreSession *session, const char *original, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacCorrection) correction = fac_correction_table_find (session->db, original,
                                                                    &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (correction == NULL || !g_str_equal (correction->original->id, original)
      || fac_document_status_is_issued (correction->substitute->status))
    return TRUE;
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, correction->substitute->id);
  return fac_correction_table_end (session->db, original, error);
}
