/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-advance-table.h"
#include "fac-customer-table.h"
#include "fac-line-table.h"
#include "fac-paid-table.h"
#include "fac-product-table.h"
#include "fac-relation-table.h"
#include "fac-sql.h"

void
fac_unread_lines_free (FacUnreadLines *self)
{
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static gpointer
read_unread (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) fac_unread_lines_free);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT u.document, c.content, b.body FROM unread_lines u"
    " LEFT JOIN document_contents c ON c.document = u.document"
    " LEFT JOIN bodies b ON b.document = u.document WHERE u.document > 0"
    " ORDER BY u.document LIMIT ?", "i", GPOINTER_TO_INT (data));

  while (row != NULL && fac_statement_step (row, &failure))
    {
      FacUnreadLines *unread = g_new0 (FacUnreadLines, 1);

      unread->document = fac_statement_int (row, 0);
      unread->content = fac_statement_blob (row, 1);
      unread->body = fac_statement_blob (row, 2);
      g_ptr_array_add (found, unread);
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error) ? g_steal_pointer (&found) : NULL;
}

void
fac_store_unread_lines_async (FacStore *self, guint limit, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_unread, GINT_TO_POINTER ((int) limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_unread_lines_async, cancellable,
                   callback, data);
}

GPtrArray *
fac_store_unread_lines_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_unread_lines_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what was read --------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *unread;
  GPtrArray *invoices;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_ptr_array_unref (read->unread);
  g_ptr_array_unref (read->invoices);
  g_free (read);
}

static gboolean
is_unread (FacDb *db, gint64 document, gboolean *unread, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, "SELECT 1 FROM unread_lines WHERE document = ?",
                                    "l", document);

  *unread = row != NULL;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
put_one (FacDb *db, gint64 document, const FacInvoice *invoice, GError **error)
{
  gboolean unread;

  if (!is_unread (db, document, &unread, error))
    return FALSE;
  if (!unread)
    return TRUE;
  return fac_sql_run (db, error, "DELETE FROM unread_lines WHERE document = ?", "l", document)
         && (invoice == NULL || (fac_line_table_put (db, document, FALSE, invoice, error)
                                 && fac_relation_table_put (db, document, invoice, TRUE, error)
                                 && fac_advance_table_put (db, document, invoice, TRUE, error)
                                 && fac_paid_table_put (db, document, invoice, invoice->status,
                                                        error)));
}

/* Figures that were counted meanwhile were not whole. */
static gboolean
tell_when_done (FacStoreSession *session, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (session->db, &failure,
                                    "SELECT document FROM unread_lines WHERE document > 0 LIMIT 1",
                                    "");

  if (row == NULL && failure == NULL)
    fac_store_session_changed (session, FAC_ENTITY_PRODUCT, NULL);
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
put_lines (FacStoreSession *session, gpointer data, GError **error)
{
  const Read *read = data;

  for (guint i = 0; i < read->unread->len; i++)
    if (!put_one (session->db, ((const FacUnreadLines *) read->unread->pdata[i])->document,
                  read->invoices->pdata[i], error))
      return FALSE;
  session->many = TRUE;
  return tell_when_done (session, error);
}

void
fac_store_put_lines_async (FacStore *self, GPtrArray *unread, GPtrArray *invoices,
                           GAsyncReadyCallback callback, gpointer data)
{
  Read *read = g_new0 (Read, 1);

  read->unread = g_ptr_array_ref (unread);
  read->invoices = g_ptr_array_ref (invoices);
  _fac_store_write (self, put_lines, read, read_free, fac_store_put_lines_async, callback, data);
}

/* ---- words ----------------------------------------------------------------------------------- */

typedef struct
{
  guint limit;
  guint n;
} Words;

static gboolean
refresh_words (FacStoreSession *session, gpointer data, GError **error)
{
  Words *words = data;
  guint n_customers;

  if (!fac_product_table_refresh (session->db, words->limit, &words->n, error)
      || !fac_customer_table_refresh (session->db, words->limit - words->n, &n_customers, error))
    return FALSE;
  words->n += n_customers;
  session->many = words->n == words->limit;
  session->result = g_memdup2 (words, sizeof *words);
  session->free_result = g_free;
  return TRUE;
}

void
fac_store_refresh_words_async (FacStore *self, guint limit, GAsyncReadyCallback callback,
                               gpointer data)
{
  Words *words = g_new0 (Words, 1);

  words->limit = limit;
  _fac_store_write (self, refresh_words, words, g_free, fac_store_refresh_words_async, callback,
                    data);
}

gboolean
fac_store_refresh_words_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_autofree Words *words = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_refresh_words_async), FALSE);
  words = g_task_propagate_pointer (G_TASK (result), error);
  return words != NULL && words->n == words->limit;
}
