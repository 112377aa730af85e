/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-document-query.h"
#include "fac-due-table.h"
#include "fac-sql.h"
#include "fac-stored-object.h"
#include "fac-text.h"

#define N_RECENT   12
#define N_PAYMENTS 12
#define N_UNPAID   100

/* ---- what the documents of a customer say ---------------------------------------------------- */

static gboolean
add_documents (FacDb *db, gint64 seq, FacCustomerFigures *figures, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT d.type, d.status, d.currency, d.total_key"
                                       " FROM documents d WHERE d.customer = ?", "l", seq);

  while (row != NULL && fac_statement_step (row, &failure))
    fac_customer_figures_add_document (figures, fac_statement_text (row, 0)[0],
                                       fac_statement_int (row, 1), fac_statement_text (row, 2),
                                       fac_decimal_make (fac_statement_int (row, 3), 2));
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
add_unpaid (FacDb *db, gint64 seq, FacCustomerFigures *figures, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT d.sort_key, d.currency, d.due FROM documents d"
                                       " WHERE d.customer = ? AND d.due > 0 ORDER BY d.sort_key",
                                       "l", seq);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      const gint64 key = fac_statement_int (row, 0);

      if (keys->len < N_UNPAID)
        g_array_append_val (keys, key);
      fac_customer_figures_add_due (figures, fac_statement_text (row, 1),
                                    fac_decimal_make (fac_statement_int (row, 2), FAC_DUE_SCALE));
    }
  if (row != NULL)
    fac_statement_reset (row);
  if (failure == NULL)
    rows = fac_document_query_rows (db, (const gint64 *) (gpointer) keys->data, keys->len, error);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      g_ptr_array_add (figures->unpaid, fac_document_summary_ref (rows->pdata[i]));
  return TRUE;
}

/* @type: (nullable) */
static gboolean
add_newest (FacDb *db, const char *id, const char *type, guint limit, GPtrArray *list,
            GError **error)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fac_set_string (&query->customer_id, id);
  fac_set_string (&query->type, type);
  rows = fac_document_query_page (db, query, limit, &keys, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      g_ptr_array_add (list, fac_document_summary_ref (rows->pdata[i]));
  return rows != NULL;
}

static gboolean
has_paid (const FacCustomerFigures *figures, const char *id)
{
  for (guint i = 0; i < figures->paid->len; i++)
    if (g_str_equal (g_array_index (figures->paid, FacPaidSum, i).id, id))
      return TRUE;
  return FALSE;
}

/* The currency is that of the invoices; a folio fiscal is written in either case. */
static gboolean
add_paid (FacDb *db, const GPtrArray *documents, FacCustomerFigures *figures, GError **error)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const FacDocumentSummary *summary = documents->pdata[i];
      g_autoptr (GError) failure = NULL;
      FacStatement *row;

      if (summary->type != 'P' || has_paid (figures, summary->id))
        continue;
      row = fac_sql_prepare (db, &failure,
                             "SELECT i.currency, sum (p.amount) FROM documents d"
                             " CROSS JOIN payments p ON p.document = d.seq"
                             " CROSS JOIN documents i ON i.uuid IN (p.uuid, upper (p.uuid))"
                             " WHERE d.id = ? GROUP BY i.currency", "t", summary->id);
      while (row != NULL && fac_statement_step (row, &failure))
        fac_customer_figures_add_paid (figures, summary->id, fac_statement_text (row, 0),
                                       fac_decimal_make (fac_statement_int (row, 1),
                                                         FAC_DUE_SCALE));
      if (!fac_sql_end (row, g_steal_pointer (&failure), error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_figures (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (FacCustomerFigures) figures = fac_customer_figures_new ();
  g_autoptr (GError) failure = NULL;
  const gint64 seq = fac_customer_table_seq (db, data, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (!add_documents (db, seq, figures, error) || !add_unpaid (db, seq, figures, error)
      || !add_newest (db, data, NULL, N_RECENT, figures->recent, error)
      || !add_newest (db, data, "P", N_PAYMENTS, figures->payments, error)
      || !add_paid (db, figures->payments, figures, error)
      || !add_paid (db, figures->recent, figures, error))
    return NULL;
  return g_steal_pointer (&figures);
}

void
fac_store_get_customer_figures_async (FacStore *self, const char *id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_figures, g_strdup (id), g_free,
                   (GDestroyNotify) fac_customer_figures_unref,
                   fac_store_get_customer_figures_async, cancellable, callback, data);
}

FacCustomerFigures *
fac_store_get_customer_figures_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_customer_figures_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- notes ----------------------------------------------------------------------------------- */

typedef struct
{
  char *id;
  char *notes;
} Notes;

static void
notes_free (gpointer data)
{
  Notes *notes = data;

  g_free (notes->id);
  g_free (notes->notes);
  g_free (notes);
}

/* Notes never leave: where the customer stands with the service is as before. */
static gboolean
set_notes (FacStoreSession *session, gpointer data, GError **error)
{
  const Notes *notes = data;
  g_autoptr (FacStoredObject) object = fac_stored_object_need (session->db, FAC_ENTITY_CUSTOMER,
                                                               notes->id, error);
  g_autoptr (FacCustomer) copy = NULL;

  if (object == NULL)
    return FALSE;
  copy = fac_customer_copy (object->customer->customer);
  fac_set_string (&copy->notes, notes->notes);
  fac_store_session_changed (session, FAC_ENTITY_CUSTOMER, notes->id);
  return fac_customer_table_put (session->db, copy, object->state, object->wanted, error);
}

void
fac_store_set_customer_notes_async (FacStore *self, const char *id, const char *notes,
                                    GAsyncReadyCallback callback, gpointer data)
{
  Notes *command = g_new0 (Notes, 1);

  command->id = g_strdup (id);
  command->notes = g_strdup (notes);
  _fac_store_write (self, set_notes, command, notes_free, fac_store_set_customer_notes_async,
                    callback, data);
}
