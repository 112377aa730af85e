/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-table.h"

#include "fac-search-words.h"
#include "fac-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

#define N_COLUMNS 5

static const FacObjectTable table =
  FAC_OBJECT_TABLE (FAC_INDEX_PRODUCTS, FAC_PRODUCT_COLUMNS, "products", "product_bodies", "product");

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
  row->place = fac_object_place_read (found, N_COLUMNS);
  fac_statement_reset (found);
  return row;
}

FacProductRow *
fac_product_table_find (FacDb *db, const char *id, GError **error)
{
  return find (db, error, table.find, id);
}

FacProductRow *
fac_product_table_find_remote (FacDb *db, const char *remote_id, GError **error)
{
  return find (db, error, table.find_remote, remote_id);
}

static char *
words_of (const FacProduct *product)
{
  FacSearchWords *words = fac_search_words_new ();
  g_autofree char *price = fac_decimal_to_string (product->price);

  fac_search_words_add (words, product->description);
  fac_search_words_add (words, product->sku);
  fac_search_words_add (words, product->barcode);
  fac_search_words_add (words, product->product_key);
  fac_search_words_add_aside (words, product->unit_key);
  fac_search_words_add_aside (words, product->unit_name);
  if (!product->price.overflow && !fac_decimal_is_zero (product->price))
    fac_search_words_add_aside (words, price);
  return fac_search_words_end (words);
}

static gboolean
write_row (FacDb *db, gint64 seq, gconstpointer object, const FacObjectPlace *place,
           const char *words, GError **error)
{
  const FacProduct *product = object;
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
                        "tiittdllltbl", product->remote_id, (int) place->state, place->wanted, name_key, sku, product->price,
                        price_key, product->created_at, product->updated_at, words, content, seq);
  return fac_sql_run (db, error,
                      "INSERT INTO products (id, remote_id, offline_state, wanted, name_key, sku, price, price_key,"
                      " created_at, updated_at, words, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "ttiittdllltb", product->id, product->remote_id, (int) place->state, place->wanted, name_key, sku,
                      product->price, price_key, product->created_at, product->updated_at, words, content);
}

gboolean
fac_product_table_put (FacDb *db, const FacProduct *product, FacOfflineState state,
                       gboolean wanted, GError **error)
{
  const FacObjectPlace place = { .state = state, .wanted = wanted };
  g_autofree char *words = state == FAC_OFFLINE_DELETED ? g_strdup ("") : words_of (product);
  gint64 seq;

  return fac_object_table_put (db, &table, product->id, product, &place, words, write_row, &seq,
                               error);
}

gboolean
fac_product_table_refresh (FacDb *db, guint limit, guint *n, GError **error)
{
  GError *failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT t.id FROM stale_products s JOIN products t ON t.seq = s.product WHERE s.product > 0"
    " ORDER BY s.product LIMIT ?", "i", (int) limit);
  g_autoptr (GPtrArray) ids = fac_sql_texts (row, failure, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (FacProductRow) found = fac_product_table_find (db, ids->pdata[i], error);

      if (found == NULL
          || !fac_product_table_put (db, found->product, found->place.state, found->place.wanted,
                                     error)
          || !fac_sql_run (db, error, "DELETE FROM stale_products WHERE product = ?", "l",
                           found->place.seq))
        return FALSE;
    }
  *n = ids->len;
  return TRUE;
}

gboolean
fac_product_table_set_body (FacDb *db, const char *id, GBytes *body, GError **error)
{
  return fac_object_table_set_body (db, &table, id, body, error);
}

gboolean
fac_product_table_remove (FacDb *db, const char *id, GError **error)
{
  return fac_object_table_remove (db, &table, id, error);
}
