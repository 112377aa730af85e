/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-due-table.h"

#include "fac-balance.h"
#include "fac-paid-table.h"
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

/* As fac_open_invoice_gap() has it. */
static gint64
find_gap (gint64 told, gint64 left, gint64 credited)
{
  const gint64 counting = told - left;
  const gint64 leaving_out = counting - credited;

  return ABS (leaving_out) < ABS (counting) ? leaving_out : counting;
}

/* What the service says is compared with what is kept here, but not while a payment whose place another has taken is
 * still to be cancelled. */
static gboolean
find_due (FacDb *db, const Facts *facts, FacDue *due, FacTaken *balance, GError **error)
{
  const gint64 total = scaled (facts->total);
  gint64 left;

  *due = (FacDue) { .told = facts->told };
  *balance = (FacTaken) { 0 };
  if (facts->type != FAC_INVOICE_INGRESO || !counts (facts->status)
      || g_strcmp0 (facts->payment_method, "PPD") != 0)
    return TRUE;
  if (facts->uuid != NULL && !fac_balance_read (db, facts->uuid, NULL, balance, error))
    return FALSE;
  left = total - balance->paid - balance->credited;
  if (facts->told >= 0 && balance->replaced == 0)
    due->gap = find_gap (facts->told, left, balance->credited);
  due->due = MAX (0, left + MIN (0, due->gap));
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
  FacTaken balance;

  return find_due (db, &facts, due, &balance, error);
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
  " coalesce (d.due_told, -1), d.due, d.due_key, d.due_gap FROM documents d WHERE "
#define JUST_TOLD (-1)

/* What was stamped here since the service told of the balance, it had not counted, unless that is what it told of. What
 * it says of more than is left, it said before a payment that came from elsewhere. */
static gint64
told_now (const Facts *facts, const FacDue *due, const FacTaken *balance, gint64 old_gap,
          gint64 taken)
{
  if (taken == JUST_TOLD)
    return facts->told;
  if (facts->told < 0 || (taken > 0 && balance->replaced > 0))
    return -1;
  if (taken > 0)
    return due->gap != 0 && taken <= facts->told ? facts->told - taken : facts->told;
  return due->gap > MAX (0, old_gap) ? -1 : facts->told;
}

/* @taken: what of it was stamped here just now, or JUST_TOLD */
static gboolean
settle_row (FacDb *db, FacStatement *row, gint64 taken, GError **error)
{
  const gint64 seq = fac_statement_int (row, 0);
  const FacDue old = { .told = fac_statement_int (row, 8), .due = fac_statement_int (row, 9),
                       .key = fac_statement_int (row, 10), .gap = fac_statement_int (row, 11) };
  g_autofree char *method = fac_statement_dup (row, 3);
  g_autofree char *uuid = fac_statement_dup (row, 4);
  g_autofree char *currency = fac_statement_dup (row, 5);
  Facts facts = {
    .type = fac_statement_text (row, 1)[0],
    .status = fac_statement_int (row, 2),
    .payment_method = method,
    .uuid = uuid,
    .currency = currency,
    .total = fac_statement_decimal (row, 6),
    .exchange = fac_statement_decimal (row, 7),
    .told = old.told,
  };
  FacTaken balance;
  FacDue due;

  fac_statement_reset (row);
  if (!find_due (db, &facts, &due, &balance, error))
    return FALSE;
  facts.told = told_now (&facts, &due, &balance, old.gap, taken);
  if (facts.told != old.told && !find_due (db, &facts, &due, &balance, error))
    return FALSE;
  return (due.due == old.due && due.key == old.key && due.gap == old.gap && due.told == old.told)
         || fac_sql_run (db, error,
                         "UPDATE documents SET due = ?, due_key = ?, due_gap = ?,"
                         " due_told = nullif (?, -1) WHERE seq = ?", "lllll", due.due, due.key,
                         due.gap, due.told, seq);
}

static gboolean
settle_found (FacDb *db, FacStatement *row, GError *failure, gint64 taken, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    return row == NULL || settle_row (db, row, taken, error);
  return FALSE;
}

/* A folio fiscal is written in either case. */
static gboolean
settle (FacDb *db, const char *uuid, gint64 taken, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  g_autofree char *upper = g_ascii_strup (uuid, -1);
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, FACTS_SQL "d.uuid IN (?1, ?2)", "tt", lower,
                                    upper);

  return settle_found (db, row, failure, taken, error);
}

static gboolean
find_taken (FacDb *db, const char *uuid, gint64 seq, gint64 *taken, GError **error)
{
  g_autofree char *key = g_ascii_strdown (uuid, -1);
  GError *failure = NULL;
  FacStatement *row = seq == 0 ? NULL
                      : fac_sql_find (db, &failure,
                                      "SELECT sum (amount) FROM payments WHERE uuid = ?"
                                      " AND document = ?", "tl", key, seq);

  *taken = row != NULL ? fac_statement_int (row, 0) : 0;
  return fac_sql_end (row, failure, error);
}

gboolean
fac_due_settle (FacDb *db, const GPtrArray *uuids, gint64 stamped, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < uuids->len; i++)
    {
      gint64 taken;

      if (g_hash_table_add (done, uuids->pdata[i])
          && (!find_taken (db, uuids->pdata[i], stamped, &taken, error)
              || !settle (db, uuids->pdata[i], taken, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
fac_due_settle_told (FacDb *db, const char *uuid, GError **error)
{
  return settle (db, uuid, JUST_TOLD, error);
}

gboolean
fac_due_forget_told (FacDb *db, const GPtrArray *uuids, GError **error)
{
  for (guint i = 0; i < uuids->len; i++)
    if (!fac_sql_run (db, error,
                      "UPDATE documents SET due_told = NULL WHERE uuid IN (?1, upper (?1))"
                      " AND due_told IS NOT NULL", "t", uuids->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
fac_due_moved (FacDb *db, const char *id, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, FACTS_SQL "d.id = ?", "t", id);
  const gint64 seq = row != NULL ? fac_statement_int (row, 0) : 0;
  const FacInvoiceType type = row != NULL ? fac_statement_text (row, 1)[0] : FAC_INVOICE_INGRESO;
  const FacDocumentStatus status = row != NULL ? fac_statement_int (row, 2) : 0;

  return settle_found (db, row, failure, 0, error)
         && (seq == 0 || fac_paid_table_moved (db, seq, type, status, error));
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
