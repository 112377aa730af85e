/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-balance.h"
#include "fac-customer-table.h"
#include "fac-due-table.h"
#include "fac-sql.h"
#include "fac-stored-object.h"
#include "fac-text.h"

#define MOST_DIFFERENCES 200

/* ---- reading --------------------------------------------------------------------------------- */

#define OPEN_COLUMNS \
  "SELECT d.id, d.uuid, d.series, d.folio, d.date, d.currency, d.exchange, d.total, d.due," \
  " d.due_told, c.id, d.customer_name FROM documents d LEFT JOIN customers c ON c.seq = d.customer"

static FacDecimal
millionths (gint64 value)
{
  return fac_decimal_trim (fac_decimal_make (value, FAC_DUE_SCALE), 2);
}

static FacOpenInvoice *
read_row (FacStatement *row)
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
  open->balance = millionths (fac_statement_int (row, 8));
  open->told_known = !fac_statement_is_null (row, 9);
  open->told = millionths (fac_statement_int (row, 9));
  fac_set_string (&open->customer_id, fac_statement_text (row, 10));
  fac_set_string (&open->customer_name, fac_statement_text (row, 11));
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
take_rows (FacStatement *row, GError *failure, GPtrArray *list, GError **error)
{
  while (row != NULL && failure == NULL && fac_statement_step (row, &failure))
    if (!has_open (list, fac_statement_text (row, 0)))
      g_ptr_array_add (list, read_row (row));
  return fac_sql_end (row, failure, error);
}

/* What the one that asks replaces is as if it did not exist: that part of the balance is its own. */
static gboolean
put_balance (FacDb *db, FacOpenInvoice *open, const FacBalanceView *view, GError **error)
{
  FacTaken all, own;

  if (open->uuid == NULL)
    return TRUE;
  if (!fac_balance_read (db, open->uuid, NULL, &all, error)
      || !fac_balance_read (db, open->uuid, view, &own, error))
    return FALSE;
  open->explained = fac_decimal_sub (open->total, millionths (all.paid + all.credited));
  open->credited = millionths (all.credited);
  open->told_known = open->told_known && all.replaced == 0;
  open->balance = fac_decimal_add (open->balance, millionths (own.mine));
  open->waiting = millionths (own.waiting);
  open->drafted = millionths (own.drafted);
  open->installment = own.queued + 1;
  return TRUE;
}

static gboolean
put_balances (FacDb *db, GPtrArray *list, const char *me, GError **error)
{
  g_autoptr (GHashTable) behind = fac_balance_behind (db, me, error);
  const FacBalanceView view = { me, behind };

  for (guint i = 0; behind != NULL && i < list->len; i++)
    if (!put_balance (db, list->pdata[i], &view, error))
      return FALSE;
  return behind != NULL;
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

/* Those of the customer that are owed, oldest first. */
static gboolean
add_owed (FacDb *db, const char *customer, GPtrArray *list, GError **error)
{
  GError *failure = NULL;
  const gint64 seq = customer != NULL ? fac_customer_table_seq (db, customer, &failure) : 0;
  FacStatement *row = NULL;

  if (failure == NULL)
    row = fac_sql_prepare (db, &failure,
                           OPEN_COLUMNS " WHERE d.customer = ? AND d.due > 0"
                           " AND d.uuid IS NOT NULL ORDER BY d.sort_key", "l", seq);
  return take_rows (row, failure, list, error);
}

/* What the payment pays already, and what the one pays whose place it takes. */
static gboolean
add_paid (FacDb *db, const char *payment, GPtrArray *list, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    OPEN_COLUMNS " WHERE d.seq IN (SELECT i.seq FROM documents w CROSS JOIN payments q"
    " ON q.document = w.seq CROSS JOIN documents i ON i.uuid IN (q.uuid, upper (q.uuid))"
    " WHERE w.id = ?1 UNION SELECT i.seq FROM documents w CROSS JOIN relations r"
    " ON r.document = w.seq AND r.relationship = '04' CROSS JOIN documents x"
    " ON x.uuid IN (r.uuid, upper (r.uuid)) AND x.type = 'P' CROSS JOIN payments q"
    " ON q.document = x.seq CROSS JOIN documents i ON i.uuid IN (q.uuid, upper (q.uuid))"
    " WHERE w.id = ?1)", "t", payment);

  return take_rows (row, failure, list, error);
}

static int
by_date (gconstpointer a, gconstpointer b)
{
  const FacOpenInvoice *one = *(const FacOpenInvoice *const *) a;
  const FacOpenInvoice *other = *(const FacOpenInvoice *const *) b;

  /* of the same moment they stay as they are: the sort is stable */
  return one->date < other->date ? -1 : one->date > other->date;
}

static gpointer
read_open_invoices (FacDb *db, gpointer data, GError **error)
{
  const OpenRequest *request = data;
  g_autoptr (GPtrArray) list = fac_open_invoices_new ();

  if (!add_owed (db, request->customer, list, error)
      || !add_paid (db, request->payment, list, error)
      || !put_balances (db, list, request->payment, error))
    return NULL;
  g_ptr_array_sort (list, by_date);
  return g_steal_pointer (&list);
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

/* ---- one invoice ----------------------------------------------------------------------------- */

/* An empty list when it is none in instalments. */
static gpointer
read_balance (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = fac_open_invoices_new ();
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       OPEN_COLUMNS " WHERE d.id = ? AND d.type = 'I'"
                                       " AND d.payment_method = 'PPD' AND d.uuid IS NOT NULL",
                                       "t", data);

  if (!take_rows (row, failure, list, error) || !put_balances (db, list, NULL, error))
    return NULL;
  return g_steal_pointer (&list);
}

void
fac_store_get_balance_async (FacStore *self, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_balance, g_strdup (id), g_free, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_get_balance_async, cancellable, callback, data);
}

GPtrArray *
fac_store_get_balance_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_balance_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- differences ----------------------------------------------------------------------------- */

static gpointer
read_differences (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = fac_open_invoices_new ();
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       OPEN_COLUMNS " WHERE d.due_gap <> 0 ORDER BY d.sort_key DESC"
                                       " LIMIT ?", "i", MOST_DIFFERENCES);

  if (!take_rows (row, failure, list, error) || !put_balances (db, list, NULL, error))
    return NULL;
  return g_steal_pointer (&list);
}

void
fac_store_get_differences_async (FacStore *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_differences, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_get_differences_async, cancellable, callback, data);
}

GPtrArray *
fac_store_get_differences_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_differences_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what the service says ------------------------------------------------------------------- */

typedef struct
{
  char      *id;
  FacDecimal told;
} Told;

static void
told_free (gpointer data)
{
  g_free (((Told *) data)->id);
  g_free (data);
}

static gboolean
put_told (FacStoreSession *session, gpointer data, GError **error)
{
  const Told *told = data;
  g_autoptr (GPtrArray) list = read_balance (session->db, told->id, error);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  const FacOpenInvoice *open = list != NULL && list->len > 0 ? list->pdata[0] : NULL;
  gint64 scaled;

  /* what is on its way it may have counted, or not */
  if (open == NULL || !fac_decimal_is_zero (open->waiting)
      || (open->told_known && fac_decimal_equal (open->told, told->told))
      || !fac_decimal_to_scaled (told->told, FAC_DUE_SCALE, &scaled))
    return list != NULL;
  g_ptr_array_add (uuids, open->uuid);
  fac_store_session_changed (session, FAC_ENTITY_INVOICE, told->id);
  return fac_sql_run (session->db, error, "UPDATE documents SET due_told = ? WHERE id = ?", "lt",
                      scaled, told->id)
         && fac_due_settle_told (session->db, open->uuid, error);
}

void
fac_store_put_told_async (FacStore *self, const char *id, FacDecimal told,
                          GAsyncReadyCallback callback, gpointer data)
{
  Told *command = g_new0 (Told, 1);

  command->id = g_strdup (id);
  command->told = told;
  _fac_store_write (self, put_told, command, told_free, fac_store_put_told_async, callback, data);
}
