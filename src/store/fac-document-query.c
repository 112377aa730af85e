/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-query.h"

#include "fac-customer-table.h"
#include "fac-document-order.h"
#include "fac-document-status.h"
#include "fac-due-table.h"
#include "fac-search-words.h"
#include "fac-sql.h"

/*
 * Parameters: ?1 statuses, ?2 type, ?3 payment method, ?4 customer, ?5 and ?6 first and last key, ?7 limit, ?8 expression.
 * All text is constant: for each order and direction one statement that a bare index answers (OPEN), one with the
 * filters (NARROWED: each is off when its value is null or 0), and two for a text. What is not paid has an index of its own. A text takes the newest hits
 * by rowid; an order other than the date sorts those. Drafts are few and in no index of name, folio, total
 * or tax id: such a list is two (SPLIT), of which the drafts are sorted and the other comes out of its index.
 */
#define FILTERS                                                                       \
  " AND (?1 = 0 OR (?1 >> d.status) & 1) AND (?2 IS NULL OR d.type = ?2)"             \
  " AND (?3 IS NULL OR d.payment_method = ?3) AND (?4 IS NULL OR d.customer = ?4)"
#define NEWEST_HITS "10000"

#define UNPAID   " FROM documents d WHERE d.due > 0 AND d.sort_key BETWEEN ?5 AND ?6" FILTERS
#define OPEN     " FROM documents d WHERE d.sort_key IS NOT NULL"
#define NARROWED " FROM documents d WHERE d.sort_key BETWEEN ?5 AND ?6" FILTERS

#define WHOLE_SQL(rows, by) "SELECT d.sort_key" rows " ORDER BY " by " LIMIT ?7"
#define SPLIT_SQL(column, by)                                                                 \
  "SELECT d.sort_key, " column OPEN " AND d.status <> 0 UNION ALL"                            \
  " SELECT d.sort_key, " column OPEN " AND d.status = 0 ORDER BY " by " LIMIT ?7"
#define HITS_SQL(only, by)                                                                               \
  "SELECT d.sort_key FROM (SELECT rowid AS hit FROM document_index WHERE document_index MATCH ?8"    \
  " AND rowid BETWEEN ?5 AND ?6 ORDER BY rowid DESC LIMIT " NEWEST_HITS ") CROSS JOIN documents d"   \
  " ON d.sort_key = hit WHERE " only FILTERS " ORDER BY " by " LIMIT ?7"

typedef struct
{
  const char *open;
  const char *narrowed;
  const char *hits;
  const char *unpaid;
  const char *unpaid_hits;
} OrderSql;

#define ORDER_SQL(by) \
  { WHOLE_SQL (OPEN, by), WHOLE_SQL (NARROWED, by), HITS_SQL ("1", by), WHOLE_SQL (UNPAID, by), \
    HITS_SQL ("d.due > 0", by) }
#define SPLIT_ORDER_SQL(column, by, split_by) \
  { SPLIT_SQL (column, split_by), WHOLE_SQL (NARROWED, by), HITS_SQL ("1", by), WHOLE_SQL (UNPAID, by), \
    HITS_SQL ("d.due > 0", by) }
#define BY(column) { ORDER_SQL (column ", d.sort_key DESC"), ORDER_SQL (column " DESC, d.sort_key") }
#define SPLIT_BY(column)                                               \
  { SPLIT_ORDER_SQL (column, column ", d.sort_key DESC", "2, 1 DESC"), \
    SPLIT_ORDER_SQL (column, column " DESC, d.sort_key", "2 DESC, 1") }

G_STATIC_ASSERT (FAC_STATUS_BORRADOR == 0);

static const OrderSql order_sql[][2] = {
  [FAC_ORDER_DATE] = { ORDER_SQL ("d.sort_key"), ORDER_SQL ("d.sort_key DESC") },
  [FAC_ORDER_NAME] = SPLIT_BY ("d.name_key"),
  [FAC_ORDER_FOLIO] = SPLIT_BY ("d.folio_key"),
  [FAC_ORDER_TOTAL] = SPLIT_BY ("d.total_key"),
  [FAC_ORDER_STATUS] = BY ("d.status"),
  [FAC_ORDER_TAX_ID] = SPLIT_BY ("d.tax_id"),
  [FAC_ORDER_LAST_INVOICE] = { ORDER_SQL ("d.sort_key"), ORDER_SQL ("d.sort_key DESC") },
  [FAC_ORDER_BALANCE] = {
    { SPLIT_SQL ("d.total_key", "2, 1 DESC"), WHOLE_SQL (NARROWED, "d.due_key, d.sort_key DESC"),
      HITS_SQL ("1", "d.due_key, d.sort_key DESC"), WHOLE_SQL (UNPAID, "d.due_key, d.sort_key DESC"),
      HITS_SQL ("d.due > 0", "d.due_key, d.sort_key DESC") },
    { SPLIT_SQL ("d.total_key", "2 DESC, 1"), WHOLE_SQL (NARROWED, "d.due_key DESC, d.sort_key"),
      HITS_SQL ("1", "d.due_key DESC, d.sort_key"), WHOLE_SQL (UNPAID, "d.due_key DESC, d.sort_key"),
      HITS_SQL ("d.due > 0", "d.due_key DESC, d.sort_key") },
  },
};

#define DATE_HITS                                                                                       \
  "SELECT i.rowid FROM document_index i WHERE i.document_index MATCH ?8 AND i.rowid BETWEEN ?5 AND ?6"   \
  " ORDER BY i.rowid"
#define DATE_HITS_NARROWED                                                                              \
  "SELECT i.rowid FROM document_index i CROSS JOIN documents d ON d.sort_key = i.rowid"          \
  " WHERE i.document_index MATCH ?8 AND i.rowid BETWEEN ?5 AND ?6" FILTERS " ORDER BY i.rowid"

static const struct
{
  const char *hits;
  const char *narrowed;
} date_sql[2] = {
  { DATE_HITS " LIMIT ?7", DATE_HITS_NARROWED " LIMIT ?7" },
  { DATE_HITS " DESC LIMIT ?7", DATE_HITS_NARROWED " DESC LIMIT ?7" },
};

static gboolean
has_filters (const FacQuery *query)
{
  return query->deposits || query->statuses != 0 || query->type != NULL || query->payment_method != NULL
         || query->customer_id != NULL;
}

static const char *
sql_for (const FacQuery *query, gboolean text)
{
  const OrderSql *own = &order_sql[query->order][query->descending];
  gboolean filters = has_filters (query);
  gboolean dated = query->date_from != 0 || query->date_to != 0;

  if (query->unpaid)
    return text ? own->unpaid_hits : own->unpaid;
  if (query->order == FAC_ORDER_DATE && text)
    return filters ? date_sql[query->descending].narrowed : date_sql[query->descending].hits;
  if (text)
    return own->hits;
  return filters || dated ? own->narrowed : own->open;
}

/* Those of payments that have no stamped document. */
#define UNISSUED                                                                                  \
  (1u << FAC_STATUS_BORRADOR | 1u << FAC_STATUS_EN_COLA | 1u << FAC_STATUS_ENVIANDOSE             \
   | 1u << FAC_STATUS_EN_PROCESO | 1u << FAC_STATUS_NO_TIMBRADA)

static void
bind_query (FacStatement *statement, const FacQuery *query, guint limit, const char *expression,
            gint64 customer)
{
  gint64 first = query->date_from != 0 ? fac_document_order_base (query->date_from) : 0;
  gint64 last = query->date_to != 0 ? fac_document_order_base (query->date_to) - 1 : G_MAXINT64;

  fac_statement_bind_int (statement, 1, query->statuses != 0 ? query->statuses
                                        : query->deposits ? UNISSUED : 0);
  fac_statement_bind_text (statement, 2, query->deposits ? "P" : query->type);
  fac_statement_bind_text (statement, 3, query->payment_method);
  if (query->customer_id != NULL)
    fac_statement_bind_int (statement, 4, customer);
  fac_statement_bind_int (statement, 5, first);
  fac_statement_bind_int (statement, 6, last);
  fac_statement_bind_int (statement, 7, limit != 0 ? (gint64) limit : -1);
  if (expression != NULL)
    fac_statement_bind_text (statement, 8, expression);
}

GArray *
fac_document_query_keys (FacDb *db, const FacQuery *query, guint limit, GError **error)
{
  g_autofree char *expression = fac_search_expression (query->text);
  g_autoptr (GError) failure = NULL;
  gint64 customer = query->customer_id != NULL ? fac_customer_table_seq (db, query->customer_id,
                                                                         &failure) : 0;
  FacStatement *row = failure == NULL ? fac_db_prepare (db, sql_for (query, expression != NULL),
                                                        &failure) : NULL;

  if (row != NULL)
    bind_query (row, query, limit, expression, customer);
  return fac_sql_keys (row, g_steal_pointer (&failure), error);
}

#define SUMMARY_COLUMNS                                                                                  \
  "d.sort_key, d.id, d.remote_id, d.type, d.status, d.series, d.folio, d.uuid, d.date, d.created_at,"     \
  " d.customer_name, d.tax_id, d.payment_method, d.total, d.currency, d.xml_owed,"                        \
  " EXISTS (SELECT 1 FROM outbox x WHERE x.object_id = d.id AND x.entity = 2), d.due,"                  \
  " CASE d.type WHEN 'P' THEN (SELECT p.paid_at FROM deposits p WHERE p.document = d.seq) END,"          \
  " CASE d.type WHEN 'P' THEN (SELECT p.amount FROM deposits p WHERE p.document = d.seq) END,"           \
  " CASE d.type WHEN 'P' THEN (SELECT p.currency FROM deposits p WHERE p.document = d.seq) END"

G_STATIC_ASSERT (FAC_ENTITY_INVOICE == 2);

/* The order of dates with the rows in one walk: what is looked at while typing. */
#define DATE_PAGE(from, by) "SELECT " SUMMARY_COLUMNS from FILTERS " ORDER BY " by " LIMIT ?7"
#define DATE_ROWS " FROM documents d WHERE d.sort_key BETWEEN ?5 AND ?6"
#define HIT_ROWS                                                          \
  " FROM document_index i CROSS JOIN documents d ON d.sort_key = i.rowid" \
  " WHERE i.document_index MATCH ?8 AND i.rowid BETWEEN ?5 AND ?6"

static const char *const page_sql[2][2] = { /* by text, descending */
  { DATE_PAGE (DATE_ROWS, "d.sort_key"), DATE_PAGE (DATE_ROWS, "d.sort_key DESC") },
  { DATE_PAGE (HIT_ROWS, "i.rowid"), DATE_PAGE (HIT_ROWS, "i.rowid DESC") },
};

static FacDocumentSummary *
read_summary (FacStatement *row)
{
  FacDocumentSummary *summary = fac_document_summary_new ();
  const char *series = fac_statement_text (row, 5);
  const char *folio = fac_statement_text (row, 6);

  summary->key = fac_statement_int (row, 0);
  summary->id = fac_statement_dup (row, 1);
  summary->remote_id = fac_statement_dup (row, 2);
  summary->type = fac_statement_text (row, 3)[0];
  summary->status = fac_statement_int (row, 4);
  if (folio != NULL)
    summary->folio = series != NULL && *series != 0 ? g_strconcat (series, " ", folio,
                                                                   NULL) : g_strdup (folio);
  summary->uuid = fac_statement_dup (row, 7);
  summary->date = fac_statement_int (row, 8);
  if (summary->date == 0)
    summary->date = fac_statement_int (row, 9);
  summary->customer_name = fac_statement_dup (row, 10);
  summary->tax_id = fac_statement_dup (row, 11);
  summary->payment_method = fac_statement_dup (row, 12);
  summary->total = fac_statement_decimal (row, 13);
  g_strlcpy (summary->currency, fac_statement_text (row, 14), sizeof summary->currency);
  summary->xml_missing = fac_statement_int (row, 15) != 0;
  summary->pending = fac_statement_int (row, 16) != 0;
  summary->due = fac_decimal_make (fac_statement_int (row, 17), FAC_DUE_SCALE);
  summary->paid_at = fac_statement_int (row, 18);
  summary->deposit = fac_decimal_make (fac_statement_int (row, 19), FAC_DUE_SCALE);
  if (!fac_statement_is_null (row, 20))
    g_strlcpy (summary->currency, fac_statement_text (row, 20), sizeof summary->currency);
  return summary;
}

static void
summary_clear (gpointer data)
{
  if (data != NULL)
    fac_document_summary_unref (data);
}

#define ROWS_SQL "SELECT " SUMMARY_COLUMNS " FROM documents d WHERE "
#define DOWN_SQL ROWS_SQL "d.sort_key BETWEEN ?2 AND ?1 ORDER BY d.sort_key DESC LIMIT ?3"
#define UP_SQL   ROWS_SQL "d.sort_key BETWEEN ?1 AND ?2 ORDER BY d.sort_key LIMIT ?3"

static gboolean
is_run (const gint64 *keys, gsize n_keys, gboolean down)
{
  for (gsize i = 1; i < n_keys; i++)
    if (down ? keys[i] >= keys[i - 1] : keys[i] <= keys[i - 1])
      return FALSE;
  return n_keys > 1;
}

/* The list in order of dates asks for neighbours: one walk reads them several times faster than so
 * many look-ups. Keys with much between them (hits, filters) end it: the rest is looked up. */
#define MAX_STRANGERS 8

static gboolean
walk (FacDb *db, const gint64 *keys, gsize n_keys, gboolean down, GPtrArray *rows, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint strangers = 0;
  FacStatement *row = fac_sql_prepare (db, &failure, down ? DOWN_SQL : UP_SQL, "lll", keys[0],
                                       keys[n_keys - 1],
                                       (gint64) n_keys);

  while (row != NULL && strangers < MAX_STRANGERS && fac_statement_step (row, &failure))
    {
      gint64 key = fac_statement_int (row, 0);

      while (rows->len < n_keys && (down ? keys[rows->len] > key : keys[rows->len] < key))
        g_ptr_array_add (rows, NULL); /* vanished */
      if (rows->len < n_keys && keys[rows->len] == key)
        g_ptr_array_add (rows, read_summary (row));
      else
        strangers++;
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
look_up (FacDb *db, gint64 key, GPtrArray *rows, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure, ROWS_SQL "d.sort_key = ?", "l", key);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_ptr_array_add (rows, row != NULL ? read_summary (row) : NULL);
  if (row != NULL)
    fac_statement_reset (row);
  return TRUE;
}

GPtrArray *
fac_document_query_rows (FacDb *db, const gint64 *keys, gsize n_keys, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_keys, summary_clear);
  gboolean down = n_keys > 1 && keys[1] < keys[0];

  if (is_run (keys, n_keys, down) && !walk (db, keys, n_keys, down, rows, error))
    return NULL;
  while (rows->len < n_keys)
    if (!look_up (db, keys[rows->len], rows, error))
      return NULL;
  return g_steal_pointer (&rows);
}

static GPtrArray *
read_date_page (FacDb *db, const FacQuery *query, const char *expression, guint limit,
                GArray *keys, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (limit, summary_clear);
  g_autoptr (GError) failure = NULL;
  gint64 customer = query->customer_id != NULL ? fac_customer_table_seq (db, query->customer_id,
                                                                         &failure) : 0;
  const char *sql = page_sql[expression != NULL][query->descending];
  FacStatement *row = failure == NULL ? fac_db_prepare (db, sql, &failure) : NULL;

  if (row != NULL)
    {
      bind_query (row, query, limit, expression, customer);
      while (fac_statement_step (row, &failure))
        {
          FacDocumentSummary *summary = read_summary (row);

          g_array_append_val (keys, summary->key);
          g_ptr_array_add (rows, summary);
        }
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
fac_document_query_page (FacDb *db, const FacQuery *query, guint limit, GArray **keys,
                         GError **error)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *expression = fac_search_expression (query->text);

  if (query->order == FAC_ORDER_DATE && !query->unpaid
      && (expression != NULL || !has_filters (query)))
    {
      found = g_array_sized_new (FALSE, FALSE, sizeof (gint64), limit);
      rows = read_date_page (db, query, expression, limit, found, error);
    }
  else
    {
      found = fac_document_query_keys (db, query, limit, error);
      if (found != NULL)
        rows = fac_document_query_rows (db, (const gint64 *) (gpointer) found->data, found->len,
                                        error);
    }
  if (rows != NULL)
    *keys = g_steal_pointer (&found);
  return g_steal_pointer (&rows);
}

#define OWED_SQL(column) \
  "SELECT " SUMMARY_COLUMNS " FROM documents d WHERE d." column " = 1 ORDER BY d.sort_key DESC LIMIT ?"

static GPtrArray *
query_owed (FacDb *db, const char *sql, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (summary_clear);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure, sql, "i", (int) limit);

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (rows, read_summary (row));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
fac_document_query_owed (FacDb *db, guint limit, GError **error)
{
  return query_owed (db, OWED_SQL ("xml_owed"), limit, error);
}

GPtrArray *
fac_document_query_owed_acuse (FacDb *db, guint limit, GError **error)
{
  return query_owed (db, OWED_SQL ("acuse_owed"), limit, error);
}

/* The plus keeps the planner from collecting all of a status only to sort them by date. */
GPtrArray *
fac_document_query_issued (FacDb *db, guint limit, GError **error)
{
  return query_owed (db,
                     "SELECT " SUMMARY_COLUMNS " FROM documents d WHERE d.sort_key > 0"
                     " AND +d.status IN (4, 6, 7) AND +d.uuid IS NOT NULL"
                     " AND +d.remote_id IS NOT NULL ORDER BY d.sort_key DESC LIMIT ?",
                     limit, error);
}
