/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-due-table.h"

#include "fac-credit-note.h"
#include "fac-sql.h"
#include "fac-text.h"

/* What the figure depends on, of a document about to be written or of one that is stored. */
typedef struct
{
  FacInvoiceType    type;
  FacDocumentStatus status;
  const char       *payment_method;
  const char       *uuid;
  const char       *currency;
  FacDecimal        total;
  FacDecimal        exchange;
  gint64            told;
} Facts;

static gboolean
counts (FacDocumentStatus status)
{
  return status == FAC_STATUS_TIMBRADA || status == FAC_STATUS_EN_CANCELACION;
}

G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6);

static gboolean
pays (FacInvoiceType type)
{
  return type == FAC_INVOICE_PAGO || type == FAC_INVOICE_EGRESO;
}

static gint64
scaled (FacDecimal value)
{
  gint64 result;

  return fac_decimal_to_scaled (value, FAC_DUE_SCALE, &result) ? result : 0;
}

static gint64
in_pesos (const Facts *facts, gint64 due)
{
  const gboolean pesos = facts->currency == NULL || g_str_equal (facts->currency, "MXN");
  FacDecimal rate = pesos ? fac_decimal_from_int (1) : facts->exchange;
  FacDecimal value = fac_decimal_mul (fac_decimal_make (due, FAC_DUE_SCALE), rate, 2,
                                      FAC_ROUND_HALF_UP);
  gint64 key;

  return fac_decimal_to_scaled (value, 2, &key) ? key : 0;
}

/* Only what is stamped pays. */
static gboolean
sum_paid (FacDb *db, const char *uuid, gint64 *paid, GError **error)
{
  g_autofree char *key = g_ascii_strdown (uuid, -1);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT sum (p.amount) FROM payments p CROSS JOIN documents d"
                                    " ON d.seq = p.document WHERE p.uuid = ? AND d.status IN (4, 6)",
                                    "t", key);

  *paid = row != NULL ? fac_statement_int (row, 0) : 0;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
find_due (FacDb *db, const Facts *facts, FacDue *due, GError **error)
{
  const gint64 total = scaled (facts->total);
  gint64 paid = 0;

  *due = (FacDue) { .told = facts->told };
  if (facts->type != FAC_INVOICE_INGRESO || !counts (facts->status)
      || g_strcmp0 (facts->payment_method, "PPD") != 0)
    return TRUE;
  if (facts->uuid != NULL && !sum_paid (db, facts->uuid, &paid, error))
    return FALSE;
  due->due = MAX (0, MIN (facts->told >= 0 ? facts->told : total, total - paid));
  due->key = in_pesos (facts, due->due);
  return TRUE;
}

gboolean
fac_due_find (FacDb *db, const FacInvoice *invoice, FacDue *due, GError **error)
{
  const Facts facts = {
    .type = invoice->type,
    .status = invoice->status,
    .payment_method = invoice->payment_method,
    .uuid = invoice->uuid,
    .currency = invoice->currency,
    .total = invoice->total,
    .exchange = invoice->exchange,
    .told = invoice->due_known && fac_decimal_sign (invoice->due) >= 0 ? scaled (invoice->due) : -1,
  };

  return find_due (db, &facts, due, error);
}

gboolean
fac_due_count_new (FacDb *db, gint64 seq, const FacInvoice *invoice, const FacDue *due,
                   GError **error)
{
  const gint64 date =
      invoice->type == FAC_INVOICE_INGRESO && counts (invoice->status) ? invoice->date : 0;

  return (due->key == 0 && date == 0)
         || fac_sql_run (db, error,
                         "UPDATE customers SET balance_key = balance_key + ?1,"
                         " last_invoice = max (last_invoice, ?2)"
                         " WHERE seq = (SELECT customer FROM documents WHERE seq = ?3)"
                         " AND (?1 <> 0 OR last_invoice < ?2)", "lll", due->key, date, seq);
}

/* ---- what is stored -------------------------------------------------------------------------- */

#define FACTS_SQL \
  "SELECT d.seq, d.type, d.status, d.payment_method, d.uuid, d.currency, d.total, d.exchange," \
  " coalesce (d.due_told, -1), d.due, d.due_key FROM documents d WHERE "

static gboolean
settle_row (FacDb *db, FacStatement *row, GError **error)
{
  const gint64 seq = fac_statement_int (row, 0);
  const gint64 old_due = fac_statement_int (row, 9);
  const gint64 old_key = fac_statement_int (row, 10);
  g_autofree char *method = fac_statement_dup (row, 3);
  g_autofree char *uuid = fac_statement_dup (row, 4);
  g_autofree char *currency = fac_statement_dup (row, 5);
  const Facts facts = {
    .type = fac_statement_text (row, 1)[0],
    .status = fac_statement_int (row, 2),
    .payment_method = method,
    .uuid = uuid,
    .currency = currency,
    .total = fac_statement_decimal (row, 6),
    .exchange = fac_statement_decimal (row, 7),
    .told = fac_statement_int (row, 8),
  };
  FacDue due;

  fac_statement_reset (row);
  return find_due (db, &facts, &due, error)
         && ((due.due == old_due && due.key == old_key)
             || fac_sql_run (db, error, "UPDATE documents SET due = ?, due_key = ? WHERE seq = ?",
                             "lll", due.due, due.key, seq));
}

static gboolean
settle_found (FacDb *db, FacStatement *row, GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    return row == NULL || settle_row (db, row, error);
  return FALSE;
}

/* A folio fiscal is written in either case. */
static gboolean
settle (FacDb *db, const char *uuid, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, FACTS_SQL "d.uuid IN (?1, ?2)", "tt", lower,
                                    upper);

  return settle_found (db, row, failure, error);
}

static GPtrArray *
paid_before (FacDb *db, gint64 seq, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT uuid FROM payments WHERE document = ?", "l", seq);

  return fac_sql_texts (row, failure, error);
}

/* What it paid is owed again: what the service said before of those invoices holds no more, until it says it anew. */
static gboolean
forget_told (FacDb *db, FacInvoiceType type, FacDocumentStatus status, const GPtrArray *uuids,
             GError **error)
{
  if (!pays (type) || status != FAC_STATUS_CANCELADA)
    return TRUE;
  for (guint i = 0; i < uuids->len; i++)
    if (!fac_sql_run (db, error,
                      "UPDATE documents SET due_told = NULL WHERE uuid IN (?1, upper (?1))"
                      " AND due_told IS NOT NULL", "t", uuids->pdata[i]))
      return FALSE;
  return TRUE;
}

/* ---- what pays ------------------------------------------------------------------------------- */

typedef struct
{
  FacDb     *db;
  gint64     seq;
  int        position;
  GPtrArray *uuids; /* of all that it paid before and pays now */
} Paying;

static gboolean
add_paid (Paying *paying, const char *uuid, FacDecimal amount, int installment, GError **error)
{
  char *key;

  if (fac_text_is_empty (uuid))
    return TRUE;
  key = g_ascii_strdown (uuid, -1);
  g_ptr_array_add (paying->uuids, key);
  return fac_sql_run (paying->db, error,
                      "INSERT INTO payments (document, position, uuid, amount, installment)"
                      " VALUES (?, ?, ?, ?, ?)", "litli", paying->seq, paying->position++, key,
                      scaled (amount), installment);
}

static gboolean
add_parts (Paying *paying, const FacPayment *payment, GError **error)
{
  for (guint i = 0; i < payment->parts->len; i++)
    {
      const FacPaymentPart *part = g_ptr_array_index (payment->parts, i);

      if (!add_paid (paying, part->document, part->amount, part->installment, error))
        return FALSE;
    }
  return TRUE;
}

static FacDecimal
total_of (FacDb *db, const char *uuid, FacDecimal unknown, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  FacStatement *row = fac_sql_find (db, error, "SELECT total FROM documents WHERE uuid IN (?1, ?2)",
                                    "tt", lower, upper);
  FacDecimal total = unknown;

  if (row != NULL)
    {
      total = fac_statement_decimal (row, 0);
      fac_statement_reset (row);
    }
  return total;
}

/* How much of several invoices a credit note takes off each, it does not state: see fac_credit_shares(). */
static gboolean
add_credited (Paying *paying, const FacInvoice *note, GError **error)
{
  g_autoptr (GPtrArray) uuids = fac_credit_named (note);
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  g_autoptr (GArray) shares = NULL;
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < uuids->len && failure == NULL; i++)
    {
      FacDecimal total = total_of (paying->db, uuids->pdata[i], note->total, &failure);

      g_array_append_val (totals, total);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  shares = fac_credit_shares (note->total, (const FacDecimal *) (const void *) totals->data,
                              totals->len);
  for (guint i = 0; i < uuids->len; i++)
    if (!add_paid (paying, uuids->pdata[i], g_array_index (shares, FacDecimal, i), 0, error))
      return FALSE;
  return TRUE;
}

/* A change of the status alone brings no content. */
static gboolean
tells (const FacInvoice *invoice)
{
  if (invoice->type == FAC_INVOICE_EGRESO)
    return invoice->related_documents->len > 0;
  return invoice->payments->len > 0 || invoice->paid->len > 0;
}

static gboolean
replace_paid (Paying *paying, const FacInvoice *invoice, GError **error)
{
  if (!tells (invoice))
    return TRUE;
  if (!fac_sql_run (paying->db, error, "DELETE FROM payments WHERE document = ?", "l",
                    paying->seq))
    return FALSE;
  if (invoice->type == FAC_INVOICE_EGRESO)
    return add_credited (paying, invoice, error);
  for (guint i = 0; i < invoice->payments->len; i++)
    if (!add_parts (paying, g_ptr_array_index (invoice->payments, i), error))
      return FALSE;
  for (guint i = 0; i < invoice->paid->len && invoice->payments->len == 0; i++)
    {
      const FacPaid *paid = g_ptr_array_index (invoice->paid, i);

      if (!add_paid (paying, paid->uuid, paid->amount, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* Several payments of one document are of one currency nearly always; else the first one's is told. */
static gboolean
put_deposit (FacDb *db, gint64 seq, const FacInvoice *invoice, GError **error)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;
  const FacPayment *first;

  if (invoice->payments->len == 0)
    return TRUE;
  first = g_ptr_array_index (invoice->payments, 0);
  for (guint i = 0; i < invoice->payments->len; i++)
    {
      const FacPayment *payment = g_ptr_array_index (invoice->payments, i);

      if (g_strcmp0 (payment->currency, first->currency) == 0)
        sum = fac_decimal_add (sum, payment->deposit);
    }
  return fac_sql_run (db, error,
                      "INSERT INTO deposits (document, paid_at, amount, currency)"
                      " VALUES (?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET"
                      " paid_at = excluded.paid_at, amount = excluded.amount,"
                      " currency = excluded.currency", "lllt", seq, first->date, scaled (sum),
                      first->currency != NULL ? first->currency : "MXN");
}

static gboolean
settle_all (FacDb *db, const GPtrArray *uuids, GError **error)
{
  for (guint i = 0; i < uuids->len; i++)
    if (!settle (db, g_ptr_array_index (uuids, i), error))
      return FALSE;
  return TRUE;
}

gboolean
fac_due_put_paid (FacDb *db, gint64 seq, const FacInvoice *invoice, GError **error)
{
  g_autoptr (GPtrArray) uuids = NULL;
  Paying paying = { .db = db, .seq = seq };

  if (!pays (invoice->type))
    return TRUE;
  uuids = paid_before (db, seq, error);
  paying.uuids = uuids;
  return uuids != NULL && replace_paid (&paying, invoice, error)
         && put_deposit (db, seq, invoice, error)
         && forget_told (db, invoice->type, invoice->status, uuids, error)
         && settle_all (db, uuids, error);
}

gboolean
fac_due_moved (FacDb *db, const char *id, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, FACTS_SQL "d.id = ?", "t", id);
  const gint64 seq = row != NULL ? fac_statement_int (row, 0) : 0;
  const FacInvoiceType type = row != NULL ? fac_statement_text (row, 1)[0] : FAC_INVOICE_INGRESO;
  const FacDocumentStatus status = row != NULL ? fac_statement_int (row, 2) : 0;
  g_autoptr (GPtrArray) uuids = NULL;

  if (!settle_found (db, row, failure, error))
    return FALSE;
  if (!pays (type))
    return TRUE;
  uuids = paid_before (db, seq, error);
  return uuids != NULL && forget_told (db, type, status, uuids, error)
         && settle_all (db, uuids, error);
}

gboolean
fac_due_is_news (FacDb *db, const char *id, const FacInvoice *theirs)
{
  const gboolean tells = theirs->due_known && g_strcmp0 (theirs->payment_method, "PPD") == 0;
  FacStatement *row;
  gboolean news;

  if (!tells && theirs->paid->len == 0)
    return FALSE;
  row = fac_sql_find (db, NULL,
                      "SELECT d.due_told IS NULL, EXISTS (SELECT 1 FROM payments p"
                      " WHERE p.document = d.seq) FROM documents d WHERE d.id = ?", "t", id);
  if (row == NULL)
    return FALSE;
  news = (tells && fac_statement_int (row, 0) != 0)
         || (theirs->paid->len > 0 && fac_statement_int (row, 1) == 0);
  fac_statement_reset (row);
  return news;
}
