/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-customer-table.h"
#include "fac-due-table.h"
#include "fac-sql.h"
#include "fac-text.h"

G_STATIC_ASSERT (FAC_OUTBOX_STAMP == 4);
G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0 && FAC_STATUS_EN_COLA == 1
                 && FAC_STATUS_ENVIANDOSE == 2 && FAC_STATUS_EN_PROCESO == 3
                 && FAC_STATUS_NO_TIMBRADA == 5);

/* ---- totals ---------------------------------------------------------------------------------- */

static gboolean
add_unpaid (FacDb *db, gint64 now, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT d.currency, d.date, d.due FROM documents d"
                                       " WHERE d.due > 0 AND d.sort_key > 0", "");

  while (row != NULL && fac_statement_step (row, &failure))
    fac_receivables_add (sums, fac_statement_text (row, 0),
                         fac_age_of (fac_statement_int (row, 1), now),
                         fac_decimal_make (fac_statement_int (row, 2), FAC_DUE_SCALE));
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
count_deposits (FacDb *db, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT count (*), min (nullif (p.paid_at, 0)) FROM deposits p"
                                    " CROSS JOIN documents d ON d.seq = p.document"
                                    " WHERE d.type = 'P' AND d.status IN (0, 1, 2, 3, 5)"
                                    " AND d.sort_key IS NOT NULL", "");

  if (row != NULL)
    {
      sums->n_deposits = (guint) fac_statement_int (row, 0);
      sums->first_paid_at = fac_statement_int (row, 1);
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

/* What the service says is compared where it said something. More than is known here it may have said
 * before the last payment was stamped. */
static gboolean
count_differences (FacDb *db, FacReceivables *sums, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
    "SELECT count (*) FROM documents d WHERE d.due > 0 AND d.sort_key > 0"
    " AND d.due_told IS NOT NULL AND d.due_told < d.total_key * 10000 - coalesce ("
    "(SELECT sum (p.amount) FROM payments p CROSS JOIN documents x ON x.seq = p.document"
    " WHERE p.uuid = lower (d.uuid) AND x.status IN (4, 6)), 0)", "");

  if (row != NULL)
    sums->n_differences = (guint) fac_statement_int (row, 0);
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gpointer
read_receivables (FacDb *db, gpointer data, GError **error)
{
  const gint64 *now = data;
  g_autoptr (FacReceivables) sums = fac_receivables_new ();

  if (!add_unpaid (db, *now, sums, error) || !count_deposits (db, sums, error)
      || !count_differences (db, sums, error))
    return NULL;
  return g_steal_pointer (&sums);
}

void
fac_store_get_receivables_async (FacStore *self, gint64 now, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_receivables, g_memdup2 (&now, sizeof now), g_free,
                   (GDestroyNotify) fac_receivables_unref, fac_store_get_receivables_async,
                   cancellable, callback, data);
}

FacReceivables *
fac_store_get_receivables_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_receivables_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- invoices that can be paid --------------------------------------------------------------- */

typedef struct
{
  char *customer;
  char *payment;
} OpenRequest;

static void
open_request_free (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->customer);
  g_free (request->payment);
  g_free (request);
}

/* Of the documents that pay it but the one that is being written, and those in the queue that leave after that one:
 * what waits in the queue, what lies in drafts, and the number of the last instalment. */
#define PAYING(value, status) \
  "(SELECT " value " FROM payments p CROSS JOIN documents x ON x.seq = p.document" \
  " WHERE p.uuid = lower (d.uuid) AND x.type = 'P' AND x.status IN (" status ")" \
  " AND x.sort_key IS NOT NULL AND x.id IS NOT ?1" \
  " AND NOT (x.status IN (1, 2, 3) AND x.id IN (SELECT id FROM behind)))"
#define OPEN_COLUMNS \
  "WITH RECURSIVE behind (id) AS (SELECT ?1 WHERE ?1 IS NOT NULL" \
  " UNION SELECT o.object_id FROM behind b JOIN outbox_needs n ON n.document = b.id" \
  " JOIN outbox o ON o.id = n.entry AND o.verb = 4)" \
  " SELECT d.id, d.uuid, d.series, d.folio, d.date, d.currency, d.exchange, d.total, d.due," \
  " d.due_told, c.id, " PAYING ("sum (p.amount)", "1, 2, 3") ", " \
  PAYING ("sum (p.amount)", "0, 5") ", " \
  PAYING ("max (coalesce (max (p.installment), 0), count (*))", "1, 2, 3, 4, 6") \
  " FROM documents d LEFT JOIN customers c ON c.seq = d.customer"

static FacDecimal
millionths (FacStatement *row, int column)
{
  return fac_decimal_make (fac_statement_int (row, column), FAC_DUE_SCALE);
}

static FacOpenInvoice *
read_open (FacStatement *row)
{
  FacOpenInvoice *open = fac_open_invoice_new ();

  fac_set_string (&open->id, fac_statement_text (row, 0));
  fac_set_string (&open->uuid, fac_statement_text (row, 1));
  fac_set_string (&open->series, fac_statement_text (row, 2));
  fac_set_string (&open->folio_number, fac_statement_text (row, 3));
  open->date = fac_statement_int (row, 4);
  fac_set_string (&open->currency, fac_statement_text (row, 5));
  open->exchange = fac_statement_decimal (row, 6);
  open->total = fac_statement_decimal (row, 7);
  open->balance = fac_decimal_trim (millionths (row, 8), 2);
  open->told_known = !fac_statement_is_null (row, 9)
                     && fac_statement_int (row, 9) <= fac_statement_int (row, 8);
  open->told = fac_decimal_trim (millionths (row, 9), 2);
  fac_set_string (&open->customer_id, fac_statement_text (row, 10));
  open->waiting = fac_decimal_trim (millionths (row, 11), 2);
  open->drafted = fac_decimal_trim (millionths (row, 12), 2);
  open->installment = (int) fac_statement_int (row, 13) + 1;
  return open;
}

static gboolean
has_open (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const FacOpenInvoice *) list->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
take_open (FacStatement *row, GError *failure, GPtrArray *list, GError **error)
{
  while (row != NULL && failure == NULL && fac_statement_step (row, &failure))
    if (!has_open (list, fac_statement_text (row, 0)))
      g_ptr_array_add (list, read_open (row));
  return fac_sql_end (row, failure, error);
}

/* Those of the customer that are owed, oldest first, and what the payment pays already. */
static gpointer
read_open_invoices (FacDb *db, gpointer data, GError **error)
{
  const OpenRequest *request = data;
  g_autoptr (GPtrArray) list = fac_open_invoices_new ();
  GError *failure = NULL;
  const gint64 seq = request->customer != NULL
                       ? fac_customer_table_seq (db, request->customer, &failure) : 0;
  FacStatement *row = NULL;

  if (failure == NULL)
    row = fac_sql_prepare (db, &failure,
                           OPEN_COLUMNS " WHERE d.customer = ?2 AND d.due > 0"
                           " AND d.uuid IS NOT NULL ORDER BY d.sort_key", "tl", request->payment,
                           seq);
  if (!take_open (row, failure, list, error))
    return NULL;
  failure = NULL;
  row = fac_sql_prepare (db, &failure,
                         OPEN_COLUMNS " WHERE d.seq IN (SELECT i.seq FROM documents w"
                         " CROSS JOIN payments q ON q.document = w.seq CROSS JOIN documents i"
                         " ON i.uuid IN (q.uuid, upper (q.uuid)) WHERE w.id = ?1)", "t",
                         request->payment);
  return take_open (row, failure, list, error) ? g_steal_pointer (&list) : NULL;
}

void
fac_store_get_open_invoices_async (FacStore *self, const char *customer_id, const char *payment_id,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data)
{
  OpenRequest *request = g_new0 (OpenRequest, 1);

  request->customer = g_strdup (customer_id);
  request->payment = g_strdup (payment_id);
  _fac_store_read (self, read_open_invoices, request, open_request_free,
                   (GDestroyNotify) g_ptr_array_unref, fac_store_get_open_invoices_async,
                   cancellable, callback, data);
}

GPtrArray *
fac_store_get_open_invoices_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_open_invoices_async),
                        NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
