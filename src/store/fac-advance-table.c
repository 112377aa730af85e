/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance-table.h"

#include "fac-advance.h"
#include "fac-balance.h"
#include "fac-document-query.h"
#include "fac-due-table.h"
#include "fac-money.h"
#include "fac-sql.h"
#include "fac-text.h"

G_STATIC_ASSERT (FAC_STATUS_EN_COLA == 1 && FAC_STATUS_ENVIANDOSE == 2
                 && FAC_STATUS_EN_PROCESO == 3);
G_STATIC_ASSERT (FAC_STATUS_TIMBRADA == 4 && FAC_STATUS_EN_CANCELACION == 6
                 && FAC_STATUS_CANCELADA == 7);

/* ---- writing --------------------------------------------------------------------------------- */

gboolean
fac_advance_table_put (FacDb *db, gint64 seq, const FacInvoice *invoice, gboolean complete,
                       GError **error)
{
  if (invoice->type != FAC_INVOICE_INGRESO || (invoice->lines->len == 0 && !complete))
    return TRUE;
  if (fac_advance_is (invoice))
    return fac_sql_run (db, error, "INSERT OR IGNORE INTO advances (document) VALUES (?)", "l",
                        seq);
  return fac_sql_run (db, error, "DELETE FROM advances WHERE document = ?", "l", seq);
}

static gint64
scaled (FacDecimal amount)
{
  gint64 value;

  return fac_decimal_to_scaled (amount, FAC_DUE_SCALE, &value) ? value : 0;
}

gboolean
fac_advance_table_use (FacDb *db, const char *final, const char *advance, FacDecimal amount,
                       gint64 now, GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT INTO advance_uses (final, advance, amount, begun_at)"
                      " VALUES (?, ?, ?, ?) ON CONFLICT (final, advance)"
                      " DO UPDATE SET amount = excluded.amount", "ttll", final, advance,
                      scaled (amount), now);
}

gboolean
fac_advance_table_end (FacDb *db, const char *final, const char *advance, GError **error)
{
  return fac_sql_run (db, error, "DELETE FROM advance_uses WHERE final = ? AND advance = ?", "tt",
                      final, advance);
}

gboolean
fac_advance_table_note (FacDb *db, const char *final, const char *advance, const char *note,
                        FacDecimal amount, GError **error)
{
  return fac_sql_run (db, error,
                      "UPDATE advance_uses SET note = ?, amount = ?"
                      " WHERE final = ? AND advance = ?", "tltt", note, scaled (amount), final, advance);
}

/* ---- what is left ---------------------------------------------------------------------------- */

static gboolean
sum_of (FacStatement *row, GError *failure, FacDecimal *sum, GError **error)
{
  if (row != NULL)
    *sum = fac_decimal_add (*sum, fac_decimal_make (fac_statement_int (row, 0), FAC_DUE_SCALE));
  return fac_sql_end (row, failure, error);
}

/* By invoices written here, drafts too, and by credit notes of the advance itself. */
static gboolean
add_taken_here (FacDb *db, const char *id, const char *uuid, FacDecimal *taken, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT sum (u.amount) FROM advance_uses u"
                                    " JOIN documents f ON f.id = u.final WHERE u.advance = ?"
                                    " AND f.status <> 7 AND f.sort_key IS NOT NULL", "t", id);

  if (!sum_of (row, failure, taken, error))
    return FALSE;
  if (fac_text_is_empty (uuid))
    return TRUE;
  failure = NULL;
  row = fac_sql_find (db, &failure,
                      "SELECT sum (p.amount) FROM payments p CROSS JOIN documents d"
                      " ON d.seq = p.document WHERE p.uuid = lower (?) AND d.type = 'E'"
                      " AND d.status IN (1, 2, 3, 4, 6)", "t", uuid);
  return sum_of (row, failure, taken, error);
}

/* The advances that @final names, in their order, with their totals. @mine: (out): which of them
 * is @uuid */
static gboolean
find_named (FacDb *db, gint64 final, const char *uuid, GArray *totals, guint *mine, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT r.uuid, a.total FROM relations r"
                                       " LEFT JOIN documents a"
                                       " ON a.uuid IN (r.uuid, upper (r.uuid))"
                                       " WHERE r.document = ? AND r.relationship = '07'"
                                       " ORDER BY r.position", "l", final);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      const FacDecimal total = fac_statement_decimal (row, 1);

      if (g_ascii_strcasecmp (fac_statement_text (row, 0), uuid) == 0)
        *mine = totals->len;
      g_array_append_val (totals, total);
    }
  return fac_sql_end (row, failure, error);
}

static gboolean
add_share (FacDb *db, gint64 final, const char *uuid, FacDecimal applied, FacDecimal *taken,
           GError **error)
{
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (FacDecimal));
  g_autoptr (GArray) shares = NULL;
  guint mine = 0;

  if (!find_named (db, final, uuid, totals, &mine, error))
    return FALSE;
  shares = fac_credit_shares (applied, (const FacDecimal *) (const void *) totals->data,
                              totals->len);
  if (mine < shares->len)
    *taken = fac_decimal_add (*taken, g_array_index (shares, FacDecimal, mine));
  return TRUE;
}

/* By invoices that came from the service: what notes with relation 07 took off each. */
static gboolean
add_taken_there (FacDb *db, const char *id, const char *uuid, FacDecimal *taken, GError **error)
{
  g_autoptr (GArray) finals = NULL;
  GError *failure = NULL;
  FacStatement *row;

  if (fac_text_is_empty (uuid))
    return TRUE;
  row = fac_sql_prepare (db, &failure,
                         "SELECT f.seq FROM relations r CROSS JOIN documents f"
                         " ON f.seq = r.document"
                         " WHERE r.uuid = lower (?1) AND r.relationship = '07' AND f.type = 'I'"
                         " AND f.status IN (4, 6) AND f.sort_key IS NOT NULL AND NOT EXISTS"
                         " (SELECT 1 FROM advance_uses u WHERE u.final = f.id AND u.advance = ?2)",
                         "tt", uuid, id);
  finals = fac_sql_keys (row, failure, error);
  for (guint i = 0; finals != NULL && i < finals->len; i++)
    {
      const gint64 final = g_array_index (finals, gint64, i);
      FacDecimal applied = FAC_DECIMAL_ZERO;

      failure = NULL;
      row = fac_sql_find (db, &failure,
                          "SELECT sum (p.amount) FROM documents f CROSS JOIN payments p"
                          " ON p.uuid = lower (f.uuid) CROSS JOIN documents e ON e.seq = p.document"
                          " CROSS JOIN relations r ON r.document = e.seq AND r.uuid = p.uuid"
                          " WHERE f.seq = ? AND e.type = 'E' AND r.relationship = '07'"
                          " AND e.status IN (1, 2, 3, 4, 6)", "l", final);
      if (!sum_of (row, failure, &applied, error)
          || !add_share (db, final, uuid, applied, taken, error))
        return FALSE;
    }
  return finals != NULL;
}

static gboolean
find_left (FacDb *db, const char *id, const char *uuid, FacDecimal total, const char *currency,
           FacDecimal *left, GError **error)
{
  FacDecimal taken = FAC_DECIMAL_ZERO;

  if (!add_taken_here (db, id, uuid, &taken, error)
      || !add_taken_there (db, id, uuid, &taken, error))
    return FALSE;
  *left = fac_decimal_round (fac_decimal_sub (total, taken), fac_currency_decimals (currency),
                             FAC_ROUND_HALF_UP);
  return TRUE;
}

/* ---- open ones ------------------------------------------------------------------------------- */

#define OPEN_SQL \
  "SELECT d.id, d.uuid, trim (coalesce (d.series, '') || ' ' || coalesce (d.folio, '')), c.id," \
  " d.customer_name, d.currency, d.date, d.status, d.total FROM advances a" \
  " CROSS JOIN documents d ON d.seq = a.document LEFT JOIN customers c ON c.seq = d.customer" \
  " WHERE d.status IN (1, 2, 3, 4) AND d.sort_key IS NOT NULL" \
  " AND coalesce ((SELECT sum (u.amount) FROM advance_uses u JOIN documents f ON f.id = u.final" \
  " WHERE u.advance = d.id AND f.status <> 7 AND f.sort_key IS NOT NULL), 0)" \
  " < d.total_key * 10000" /* of most nothing is left */

static FacOpenAdvance *
read_open (FacStatement *row)
{
  FacOpenAdvance *advance = fac_open_advance_new ();

  advance->id = fac_statement_dup (row, 0);
  advance->uuid = fac_statement_dup (row, 1);
  advance->folio = fac_statement_dup (row, 2);
  advance->customer_id = fac_statement_dup (row, 3);
  advance->customer_name = fac_statement_dup (row, 4);
  g_free (advance->currency);
  advance->currency = fac_statement_dup (row, 5);
  advance->date = fac_statement_int (row, 6);
  advance->status = fac_statement_int (row, 7);
  advance->total = fac_statement_decimal (row, 8);
  return advance;
}

/* They are few: SQLite would collect them all to sort them, too. */
static int
by_date (gconstpointer a, gconstpointer b)
{
  const FacOpenAdvance *one = *(FacOpenAdvance *const *) a, *other = *(FacOpenAdvance *const *) b;

  return one->date < other->date ? -1 : one->date > other->date;
}

GPtrArray *
fac_advance_table_open (FacDb *db, const char *customer_id, GError **error)
{
  g_autoptr (GPtrArray) found = fac_open_advances_new ();
  GError *failure = NULL;
  FacStatement *row = customer_id == NULL
    ? fac_sql_prepare (db, &failure, OPEN_SQL, "")
    : fac_sql_prepare (db, &failure, OPEN_SQL " AND c.id = ?", "t", customer_id);

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (found, read_open (row));
  if (!fac_sql_end (row, failure, error))
    return NULL;
  g_ptr_array_sort (found, by_date);
  for (guint i = found->len; i > 0; i--)
    {
      FacOpenAdvance *advance = g_ptr_array_index (found, i - 1);

      if (!find_left (db, advance->id, advance->uuid, advance->total, advance->currency,
                      &advance->left, error))
        return NULL;
      if (fac_decimal_sign (advance->left) <= 0)
        g_ptr_array_remove_index (found, i - 1);
    }
  return g_steal_pointer (&found);
}

/* ---- uses ------------------------------------------------------------------------------------ */

#define N_KEYS 3 /* sort keys of advance, invoice and note, 0 none */

#define USES_SQL \
  "SELECT u.amount, u.begun_at, a.sort_key, f.sort_key, n.sort_key FROM advance_uses u" \
  " JOIN documents a ON a.id = u.advance JOIN documents f ON f.id = u.final" \
  " LEFT JOIN documents n ON n.id = u.note"

static gboolean
read_uses (FacDb *db, const char *id, GPtrArray *uses, GArray *keys, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       USES_SQL " WHERE (u.final = ?1 OR u.advance = ?1"
                                       " OR u.note = ?1) AND a.sort_key IS NOT NULL"
                                       " AND f.sort_key IS NOT NULL", "t", id);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      FacAdvanceUse *use = g_new0 (FacAdvanceUse, 1);

      use->amount = fac_decimal_make (fac_statement_int (row, 0), FAC_DUE_SCALE);
      use->begun_at = fac_statement_int (row, 1);
      g_ptr_array_add (uses, use);
      for (int i = 0; i < N_KEYS; i++)
        {
          const gint64 key = fac_statement_int (row, 2 + i);

          g_array_append_val (keys, key);
        }
    }
  return fac_sql_end (row, failure, error);
}

static FacDocumentSummary *
take (const GPtrArray *rows, guint i)
{
  return rows->pdata[i] != NULL ? fac_document_summary_ref (rows->pdata[i]) : NULL;
}

/* The notes of its advances that name it not yet, or are drafts again. */
#define NOTES_SQL \
  "SELECT sum (u.amount) FROM advance_uses u JOIN documents f ON f.id = u.final" \
  " JOIN documents n ON n.id = u.note WHERE u.final = ? AND n.status <> 7" \
  " AND n.sort_key IS NOT NULL AND NOT (n.status IN (1, 2, 3, 4, 6) AND EXISTS (SELECT 1" \
  " FROM payments p WHERE p.document = n.seq AND p.uuid = lower (f.uuid)))"

/* What the service knows of more payments than are kept here (due_gap less than 0) is taken off, too. */
static gboolean
find_room (FacDb *db, const FacDocumentSummary *final, FacDecimal *room, GError **error)
{
  FacTaken taken = { 0 };
  FacDecimal noted = FAC_DECIMAL_ZERO;
  GError *failure = NULL;
  FacStatement *row;
  gint64 gone;

  if (!fac_text_is_empty (final->uuid)
      && !fac_balance_read (db, final->uuid, NULL, &taken, error))
    return FALSE;
  row = fac_sql_find (db, &failure, "SELECT min (due_gap, 0) FROM documents WHERE id = ?", "t",
                      final->id);
  gone = taken.paid + taken.credited + taken.waiting - (row != NULL ? fac_statement_int (row, 0) : 0);
  if (!fac_sql_end (row, failure, error))
    return FALSE;
  failure = NULL;
  row = fac_sql_find (db, &failure, NOTES_SQL, "t", final->id);
  if (!sum_of (row, failure, &noted, error))
    return FALSE;
  *room = fac_decimal_sub (fac_decimal_sub (final->total, fac_decimal_make (gone, FAC_DUE_SCALE)),
                           noted);
  *room = fac_decimal_sign (*room) > 0
          ? fac_decimal_round (*room, fac_currency_decimals (final->currency), FAC_ROUND_DOWN)
          : FAC_DECIMAL_ZERO;
  return TRUE;
}

static gboolean
finish_use (FacDb *db, FacAdvanceUse *use, GError **error)
{
  const FacDocumentSummary *advance = use->advance;
  FacDecimal left;

  use->amount = fac_decimal_round (use->amount, fac_currency_decimals (advance->currency),
                                   FAC_ROUND_HALF_UP);
  if (!find_left (db, advance->id, advance->uuid, advance->total, advance->currency, &left, error))
    return FALSE;
  use->applied = fac_decimal_sub (fac_decimal_sub (advance->total, left), use->amount);
  return find_room (db, use->final, &use->room, error);
}

static int
by_begin (gconstpointer a, gconstpointer b)
{
  const FacAdvanceUse *one = *(FacAdvanceUse *const *) a, *other = *(FacAdvanceUse *const *) b;

  return one->begun_at < other->begun_at ? -1 : one->begun_at > other->begun_at;
}

GPtrArray *
fac_advance_table_uses (FacDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) uses = fac_advance_uses_new ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;

  if (!read_uses (db, id, uses, keys, error))
    return NULL;
  rows = fac_document_query_rows (db, (const gint64 *) (gpointer) keys->data, keys->len, error);
  for (guint i = uses->len; rows != NULL && i > 0; i--)
    {
      FacAdvanceUse *use = g_ptr_array_index (uses, i - 1);
      const guint first = (i - 1) * N_KEYS;

      use->advance = take (rows, first);
      use->final = take (rows, first + 1);
      use->note = take (rows, first + 2);
      if (use->advance == NULL || use->final == NULL)
        g_ptr_array_remove_index (uses, i - 1);
      else if (!finish_use (db, use, error))
        return NULL;
    }
  g_ptr_array_sort (uses, by_begin);
  return rows != NULL ? g_steal_pointer (&uses) : NULL;
}
