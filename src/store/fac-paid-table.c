/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paid-table.h"

#include "fac-credit-note.h"
#include "fac-due-table.h"
#include "fac-sql.h"
#include "fac-text.h"

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

/* What the document pays, and what those pay whose place it takes (relation 04). */
static GPtrArray *
paid_before (FacDb *db, gint64 seq, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT uuid FROM payments WHERE document = ?1 UNION SELECT p.uuid FROM relations r"
    " CROSS JOIN documents x ON x.uuid IN (r.uuid, upper (r.uuid))"
    " CROSS JOIN payments p ON p.document = x.seq"
    " WHERE r.document = ?1 AND r.relationship = '04'", "l", seq);

  return fac_sql_texts (row, failure, error);
}

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
static GArray *
find_shares (FacDb *db, FacDecimal note, const GPtrArray *uuids, GError **error)
{
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  GError *failure = NULL;

  for (guint i = 0; i < uuids->len; i++)
    {
      FacDecimal total = total_of (db, uuids->pdata[i], note, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      g_array_append_val (totals, total);
    }
  return fac_credit_shares (note, (const FacDecimal *) (const void *) totals->data, totals->len);
}

static gboolean
add_credited (Paying *paying, const FacInvoice *note, GError **error)
{
  g_autoptr (GPtrArray) uuids = fac_credit_named (note);
  g_autoptr (GArray) shares = find_shares (paying->db, note->total, uuids, error);

  for (guint i = 0; shares != NULL && i < uuids->len; i++)
    if (!add_paid (paying, uuids->pdata[i], g_array_index (shares, FacDecimal, i), 0, error))
      return FALSE;
  return shares != NULL;
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

static gboolean
put_deposit (FacDb *db, gint64 seq, const FacInvoice *invoice, GError **error)
{
  const char *currency;
  const FacDecimal sum = fac_payments_deposited (invoice->payments, &currency);

  return invoice->payments->len == 0
         || fac_sql_run (db, error,
                         "INSERT INTO deposits (document, paid_at, amount, currency)"
                         " VALUES (?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET"
                         " paid_at = excluded.paid_at, amount = excluded.amount,"
                         " currency = excluded.currency", "lllt", seq,
                         ((const FacPayment *) invoice->payments->pdata[0])->date, scaled (sum),
                         currency);
}

/* What it paid is owed again: what the service said before of those invoices holds no more, until it says it anew. */
static gboolean
settle (FacDb *db, const GPtrArray *uuids, FacDocumentStatus status, gint64 stamped,
        GError **error)
{
  return (status != FAC_STATUS_CANCELADA || fac_due_forget_told (db, uuids, error))
         && fac_due_settle (db, uuids, stamped, error);
}

/* Whether it is a payment that was stamped just now, and left from here. What notes take off, the service may leave
 * out. */
static gboolean
is_just_paid (const FacInvoice *invoice, FacDocumentStatus before)
{
  const FacDocumentStatus now = invoice->status;

  return invoice->type == FAC_INVOICE_PAGO
         && (before == FAC_STATUS_EN_COLA || before == FAC_STATUS_ENVIANDOSE
             || before == FAC_STATUS_EN_PROCESO)
         && (now == FAC_STATUS_TIMBRADA || now == FAC_STATUS_EN_CANCELACION);
}

gboolean
fac_paid_table_put (FacDb *db, gint64 seq, const FacInvoice *invoice, FacDocumentStatus before,
                    GError **error)
{
  g_autoptr (GPtrArray) uuids = NULL;
  Paying paying = { .db = db, .seq = seq };

  if (!pays (invoice->type))
    return TRUE;
  uuids = paid_before (db, seq, error);
  paying.uuids = uuids;
  return uuids != NULL && replace_paid (&paying, invoice, error)
         && put_deposit (db, seq, invoice, error)
         && settle (db, uuids, invoice->status, is_just_paid (invoice, before) ? seq : 0, error);
}

gboolean
fac_paid_table_moved (FacDb *db, gint64 seq, FacInvoiceType type, FacDocumentStatus status,
                      GError **error)
{
  g_autoptr (GPtrArray) uuids = pays (type) ? paid_before (db, seq, error) : NULL;

  return !pays (type) || (uuids != NULL && settle (db, uuids, status, 0, error));
}

/* ---- notes that were here before their invoices ----------------------------------------------- */

static gboolean
put_shares (FacDb *db, gint64 note, FacDecimal total, const GPtrArray *uuids, GError **error)
{
  g_autoptr (GArray) shares = find_shares (db, total, uuids, error);

  for (guint i = 0; shares != NULL && i < uuids->len; i++)
    if (!fac_sql_run (db, error,
                      "UPDATE payments SET amount = ? WHERE document = ? AND uuid = ?", "llt",
                      scaled (g_array_index (shares, FacDecimal, i)), note, uuids->pdata[i]))
      return FALSE;
  return shares != NULL && fac_due_settle (db, uuids, 0, error);
}

static gboolean
divide_one (FacDb *db, gint64 note, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, "SELECT total FROM documents WHERE seq = ?", "l",
                                    note);
  const FacDecimal total = row != NULL ? fac_statement_decimal (row, 0) : FAC_DECIMAL_ZERO;
  g_autoptr (GPtrArray) uuids = NULL;

  if (!fac_sql_end (row, failure, error))
    return FALSE;
  failure = NULL;
  row = fac_sql_prepare (db, &failure,
                         "SELECT uuid FROM payments WHERE document = ? ORDER BY position", "l",
                         note);
  uuids = fac_sql_texts (row, failure, error);
  return uuids != NULL && put_shares (db, note, total, uuids, error);
}

gboolean
fac_paid_table_divide (FacDb *db, const FacInvoice *invoice, GError **error)
{
  g_autofree char *key = NULL;
  g_autoptr (GArray) notes = NULL;
  GError *failure = NULL;
  FacStatement *row;

  if (invoice->type != FAC_INVOICE_INGRESO || invoice->uuid == NULL)
    return TRUE;
  key = g_ascii_strdown (invoice->uuid, -1);
  row = fac_sql_prepare (db, &failure,
                         "SELECT p.document FROM payments p CROSS JOIN documents x"
                         " ON x.seq = p.document WHERE p.uuid = ? AND x.type = 'E' AND EXISTS ("
                         "SELECT 1 FROM payments q WHERE q.document = p.document"
                         " AND q.position <> p.position)", "t", key);
  notes = fac_sql_keys (row, failure, error);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    if (!divide_one (db, g_array_index (notes, gint64, i), error))
      return FALSE;
  return notes != NULL;
}
