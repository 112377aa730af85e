/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-party-query.h"

#include "fac-customer-table.h"
#include "fac-product-table.h"
#include "fac-search-words.h"
#include "fac-sql.h"

/* Parameters: ?1 limit, ?2 expression. */
#define OPEN_SQL(table, by) "SELECT t.seq FROM " table " t WHERE t.offline_state <> 3 ORDER BY " by " LIMIT ?1"
#define HITS_SQL(table, index, by)                                                            \
  "SELECT t.seq FROM " index " i CROSS JOIN " table " t ON t.seq = i.rowid WHERE i." index " MATCH ?2" \
  " AND t.offline_state <> 3 ORDER BY " by " LIMIT ?1"

typedef struct
{
  const char *open;
  const char *hits;
} OrderSql;

#define BOTH(table, index, by) { OPEN_SQL (table, by), HITS_SQL (table, index, by) }
#define BY(table, index, column) \
  { BOTH (table, index, column ", t.seq"), BOTH (table, index, column " DESC, t.seq DESC") }
#define CUSTOMERS_BY(column) BY ("customers", "customer_index", column)
#define PRODUCTS_BY(column)  BY ("products", "product_index", column)

#define OWING(by) \
  { "SELECT t.seq FROM customers t WHERE t.offline_state <> 3 AND t.balance_key > 0 ORDER BY " by " LIMIT ?1", \
    "SELECT t.seq FROM customer_index i CROSS JOIN customers t ON t.seq = i.rowid WHERE i.customer_index MATCH ?2" \
    " AND t.offline_state <> 3 AND t.balance_key > 0 ORDER BY " by " LIMIT ?1" }
#define OWING_BY(column) { OWING (column ", t.seq"), OWING (column " DESC, t.seq DESC") }

static const OrderSql owing_sql[][2] = {
  [FAC_ORDER_DATE] = OWING_BY ("t.updated_at"),
  [FAC_ORDER_NAME] = OWING_BY ("t.name_key"),
  [FAC_ORDER_FOLIO] = OWING_BY ("t.name_key"),
  [FAC_ORDER_TOTAL] = OWING_BY ("t.name_key"),
  [FAC_ORDER_STATUS] = OWING_BY ("t.name_key"),
  [FAC_ORDER_TAX_ID] = OWING_BY ("t.tax_id"),
  [FAC_ORDER_LAST_INVOICE] = OWING_BY ("t.last_invoice"),
  [FAC_ORDER_BALANCE] = OWING_BY ("t.balance_key"),
};
static const OrderSql customer_sql[][2] = {
  [FAC_ORDER_DATE] = CUSTOMERS_BY ("t.updated_at"),
  [FAC_ORDER_NAME] = CUSTOMERS_BY ("t.name_key"),
  [FAC_ORDER_FOLIO] = CUSTOMERS_BY ("t.name_key"),
  [FAC_ORDER_TOTAL] = CUSTOMERS_BY ("t.name_key"),
  [FAC_ORDER_STATUS] = CUSTOMERS_BY ("t.name_key"),
  [FAC_ORDER_TAX_ID] = CUSTOMERS_BY ("t.tax_id"),
  [FAC_ORDER_LAST_INVOICE] = CUSTOMERS_BY ("t.last_invoice"),
  [FAC_ORDER_BALANCE] = CUSTOMERS_BY ("t.balance_key"),
};
static const OrderSql product_sql[][2] = {
  [FAC_ORDER_DATE] = PRODUCTS_BY ("t.updated_at"),
  [FAC_ORDER_NAME] = PRODUCTS_BY ("t.name_key"),
  [FAC_ORDER_FOLIO] = PRODUCTS_BY ("t.name_key"),
  [FAC_ORDER_TOTAL] = PRODUCTS_BY ("t.price_key"),
  [FAC_ORDER_STATUS] = PRODUCTS_BY ("t.name_key"),
  [FAC_ORDER_TAX_ID] = PRODUCTS_BY ("t.sku"),
  [FAC_ORDER_LAST_INVOICE] = PRODUCTS_BY ("t.name_key"),
  [FAC_ORDER_BALANCE] = PRODUCTS_BY ("t.name_key"),
};

/* ---- what is found ---------------------------------------------------------------------------- */

/* Few hits are looked up and put in order. To look up many would read half of the table: the order's index is walked
 * instead, which has all it takes, and what was not hit is left out. */
#define MANY_HITS 1000

static const OrderSql *
order_sql (const FacQuery *query)
{
  if (query->entity == FAC_ENTITY_CUSTOMER && query->unpaid)
    return &owing_sql[query->order][query->descending];
  return query->entity == FAC_ENTITY_CUSTOMER ? &customer_sql[query->order][query->descending]
                                              : &product_sql[query->order][query->descending];
}

static GArray *
read_keys (FacStatement *row, const guint8 *wanted, gint64 highest, guint limit, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  while ((limit == 0 || keys->len < limit) && fac_statement_step (row, &failure))
    {
      const gint64 key = fac_statement_int (row, 0);

      if (wanted == NULL || (key <= highest && (wanted[key / 8] & (1u << (key % 8))) != 0))
        g_array_append_val (keys, key);
    }
  fac_statement_reset (row);
  if (failure == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* all hits of @expression; only as many as are few, when @few */
static GArray *
find_hits (FacDb *db, const FacQuery *query, const char *expression, gboolean few, GError **error)
{
  FacStatement *row = fac_db_prepare (db, query->entity == FAC_ENTITY_CUSTOMER
    ? "SELECT rowid FROM customer_index WHERE customer_index MATCH ?1 LIMIT ?2"
    : "SELECT rowid FROM product_index WHERE product_index MATCH ?1 LIMIT ?2", error);

  if (row == NULL)
    return NULL;
  fac_statement_bind_text (row, 1, expression);
  fac_statement_bind_int (row, 2, few ? MANY_HITS : -1);
  return read_keys (row, NULL, 0, 0, error);
}

static GArray *
walk_order (FacDb *db, const FacQuery *query, const GArray *hits, guint limit, GError **error)
{
  FacStatement *row = fac_db_prepare (db, order_sql (query)->open, error);
  g_autofree guint8 *wanted = NULL;
  gint64 highest = 0;

  if (row == NULL)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    highest = MAX (highest, g_array_index (hits, gint64, i));
  wanted = g_malloc0 ((gsize) highest / 8 + 1);
  for (guint i = 0; i < hits->len; i++)
    {
      const gint64 key = g_array_index (hits, gint64, i);

      wanted[key / 8] |= (guint8) (1u << (key % 8));
    }
  fac_statement_bind_int (row, 1, -1);
  return read_keys (row, wanted, highest, limit, error);
}

static GArray *
look_up (FacDb *db, const FacQuery *query, const char *expression, guint limit, GError **error)
{
  FacStatement *row = fac_db_prepare (db, expression != NULL ? order_sql (query)->hits
                                                             : order_sql (query)->open, error);

  if (row == NULL)
    return NULL;
  fac_statement_bind_int (row, 1, limit != 0 ? (gint64) limit : -1);
  if (expression != NULL)
    fac_statement_bind_text (row, 2, expression);
  return read_keys (row, NULL, 0, 0, error);
}

GArray *
fac_party_query_keys (FacDb *db, const FacQuery *query, guint limit, GError **error)
{
  g_autofree char *expression = query->by_name ? fac_search_expression (query->text)
                                               : fac_search_expression_aside (query->text);
  g_autoptr (GArray) hits = NULL;

  if (expression == NULL)
    return look_up (db, query, NULL, limit, error);
  hits = find_hits (db, query, expression, TRUE, error);
  if (hits == NULL)
    return NULL;
  if (hits->len < MANY_HITS)
    return look_up (db, query, expression, limit, error);
  g_clear_pointer (&hits, g_array_unref);
  hits = find_hits (db, query, expression, FALSE, error);
  return hits != NULL ? walk_order (db, query, hits, limit, error) : NULL;
}

#define CUSTOMER_SQL \
  "SELECT " FAC_CUSTOMER_COLUMNS " FROM customers t WHERE t.seq = ? AND t.offline_state <> 3"
#define PRODUCT_SQL \
  "SELECT " FAC_PRODUCT_COLUMNS " FROM products t WHERE t.seq = ? AND t.offline_state <> 3"

static void
customer_clear (gpointer data)
{
  if (data != NULL)
    fac_customer_unref (data);
}

static void
product_clear (gpointer data)
{
  if (data != NULL)
    fac_product_unref (data);
}

GPtrArray *
fac_party_query_rows (FacDb *db, FacEntity entity, const gint64 *keys, gsize n_keys, GError **error)
{
  gboolean customers = entity == FAC_ENTITY_CUSTOMER;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_keys,
                                                     customers ? customer_clear : product_clear);
  g_autoptr (GError) failure = NULL;

  for (gsize i = 0; i < n_keys; i++)
    {
      FacStatement *row = fac_sql_find (db, &failure, customers ? CUSTOMER_SQL : PRODUCT_SQL, "l",
                                        keys[i]);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (row == NULL)
        g_ptr_array_add (rows, NULL);
      else
        {
          g_ptr_array_add (rows,
                           customers ? (gpointer) fac_customer_read (row) : (gpointer) fac_product_read (row));
          fac_statement_reset (row);
        }
    }
  return g_steal_pointer (&rows);
}
