/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-table.h"

#include "fac-search-index.h"
#include "fac-search-words.h"
#include "fac-store-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

#define ROW_COLUMNS FAC_PRODUCT_COLUMNS ", t.seq, t.offline_state, t.wanted"
#define N_COLUMNS 5

void
fac_product_row_free (FacProductRow *self)
{
  g_clear_pointer (&self->product, fac_product_unref);
  g_free (self);
}

FacProduct *
fac_product_read (FacStatement *row)
{
  g_autoptr (GBytes) content = fac_statement_blob (row, 4);
  g_autoptr (GVariant) variant = content != NULL ? fac_variant_from_bytes (content) : NULL;
  FacProduct *product = variant != NULL ? fac_product_from_variant (variant) : NULL;

  if (product == NULL)
    product = fac_product_new ();
  fac_set_string (&product->id, fac_statement_text (row, 0));
  fac_set_string (&product->remote_id, fac_statement_text (row, 1));
  product->created_at = fac_statement_int (row, 2);
  product->updated_at = fac_statement_int (row, 3);
  return product;
}

static FacProductRow *
find (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = fac_sql_find (db, error, sql, "t", value);
  FacProductRow *row;

  if (found == NULL)
    return NULL;
  row = g_new0 (FacProductRow, 1);
  row->product = fac_product_read (found);
  row->seq = fac_statement_int (found, N_COLUMNS);
  row->state = fac_statement_int (found, N_COLUMNS + 1);
  row->wanted = fac_statement_int (found, N_COLUMNS + 2) != 0;
  fac_statement_reset (found);
  return row;
}

FacProductRow *
fac_product_table_find (FacDb *db, const char *id, GError **error)
{
  return find (db, error, "SELECT " ROW_COLUMNS " FROM products t WHERE t.id = ?", id);
}

FacProductRow *
fac_product_table_find_remote (FacDb *db, const char *remote_id, GError **error)
{
  return find (db, error, "SELECT " ROW_COLUMNS " FROM products t WHERE t.remote_id = ?",
               remote_id);
}

static gint64
find_seq (FacDb *db, GError **error, const char *sql, const char *value)
{
  FacStatement *found = value != NULL ? fac_sql_find (db, error, sql, "t", value) : NULL;
  gint64 seq = found != NULL ? fac_statement_int (found, 0) : 0;

  if (found != NULL)
    fac_statement_reset (found);
  return seq;
}

gint64
fac_product_table_seq (FacDb *db, const char *id, GError **error)
{
  return find_seq (db, error, "SELECT seq FROM products WHERE id = ?", id);
}

gint64
fac_product_table_seq_remote (FacDb *db, const char *remote_id, GError **error)
{
  return find_seq (db, error, "SELECT seq FROM products WHERE remote_id = ?", remote_id);
}

static char *
words_of (const FacProduct *product)
{
  FacSearchWords *words = fac_search_words_new ();

  fac_search_words_add (words, product->description);
  fac_search_words_add (words, product->sku);
  fac_search_words_add (words, product->barcode);
  fac_search_words_add (words, product->product_key);
  return fac_search_words_end (words);
}

static gboolean
write_row (FacDb *db, gint64 seq, const FacProduct *product, FacOfflineState state, gboolean wanted,
           const char *words, GError **error)
{
  g_autoptr (GBytes) content = fac_variant_to_bytes (fac_product_to_variant (product));
  g_autofree char *name_key = fac_text_fold (product->description != NULL ? product->description : "");
  const char *sku = product->sku != NULL ? product->sku : "";
  gint64 price_key;

  fac_decimal_to_scaled (product->price, 6, &price_key);
  if (seq != 0)
    return fac_sql_run (db, error,
                        "UPDATE products SET remote_id = ?, offline_state = ?, wanted = ?, name_key = ?, sku = ?,"
                        " price = ?, price_key = ?, created_at = ?, updated_at = ?, words = ?, content = ?"
                        " WHERE seq = ?",
                        "tiittdllltbl", product->remote_id, (int) state, wanted, name_key, sku, product->price,
                        price_key, product->created_at, product->updated_at, words, content, seq);
  return fac_sql_run (db, error,
                      "INSERT INTO products (id, remote_id, offline_state, wanted, name_key, sku, price, price_key,"
                      " created_at, updated_at, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "ttiittdllltb", product->id, product->remote_id, (int) state, wanted, name_key, sku,
                      product->price, price_key, product->created_at, product->updated_at, words, content);
}

static gboolean
old_words (FacDb *db, const char *id, gint64 *seq, char **words, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *found = fac_sql_find (db, &failure, "SELECT seq, words FROM products WHERE id = ?",
                                      "t", id);

  *seq = 0;
  *words = NULL;
  if (found != NULL)
    {
      *seq = fac_statement_int (found, 0);
      *words = fac_statement_dup (found, 1);
      fac_statement_reset (found);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return *error == NULL;
}

gboolean
fac_product_table_put (FacDb *db, const FacProduct *product, FacOfflineState state,
                       gboolean wanted, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *old = NULL;
  g_autofree char *words = state == FAC_OFFLINE_DELETED ? g_strdup ("") : words_of (product);
  gint64 seq;

  if (!old_words (db, product->id, &seq, &old, &failure)
      || !write_row (db, seq, product, state, wanted, words, &failure)
      || !fac_search_index_put (db, FAC_INDEX_PRODUCTS, seq != 0 ? seq : fac_db_last_rowid (db),
                                old, words,
                                &failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

gboolean
fac_product_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error)
{
  return body == NULL
         || fac_sql_run (db, error,
                         "INSERT OR REPLACE INTO product_bodies (product, body)"
                         " SELECT seq, ?2 FROM products WHERE id = ?1", "tb", id, body);
}

gboolean
fac_product_table_remove (FacDb *db, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *old = NULL;
  gint64 seq;

  if (!old_words (db, id, &seq, &old, &failure)
      || !fac_search_index_put (db, FAC_INDEX_PRODUCTS, seq, old, NULL, &failure)
      || !fac_sql_run (db, &failure, "DELETE FROM products WHERE seq = ?", "l", seq))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}
