/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-used-keys.h"

#include "fac-product-table.h"
#include "fac-sql.h"
#include "fac-text.h"

#define DOCUMENTS 400
#define PRODUCTS  200
#define MOST_KEYS 100

/* What a use weighs: less the longer ago; a product that nobody sold yet a little. */
#define WEIGHT_OF_LINE(ago)    (10000 / (20 + (ago)))
#define WEIGHT_OF_PRODUCT(ago) (2000 / (20 + (ago)))

typedef struct
{
  char *key;
  guint weight;
  guint first; /* when it was met, for those of the same weight */
} Use;

static void
use_free (Use *use)
{
  g_free (use->key);
  g_free (use);
}

static GHashTable *
uses_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) use_free);
}

static void
add (GHashTable *uses, const char *key, guint weight)
{
  Use *use;

  if (fac_text_is_empty (key))
    return;
  use = g_hash_table_lookup (uses, key);
  if (use == NULL)
    {
      use = g_new0 (Use, 1);
      use->key = g_strdup (key);
      use->first = g_hash_table_size (uses);
      g_hash_table_insert (uses, use->key, use);
    }
  use->weight += weight;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Use *left = *(const Use *const *) a;
  const Use *right = *(const Use *const *) b;

  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  return left->first < right->first ? -1 : left->first > right->first;
}

static char **
sorted (GHashTable *uses)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer use;

  g_hash_table_iter_init (&iter, uses);
  while (g_hash_table_iter_next (&iter, NULL, &use))
    g_ptr_array_add (all, use);
  g_ptr_array_sort (all, compare);
  for (guint i = 0; i < all->len && i < MOST_KEYS; i++)
    g_strv_builder_add (keys, ((const Use *) g_ptr_array_index (all, i))->key);
  return g_strv_builder_end (keys);
}

static gboolean
count_lines (FacDb *db, gint64 document, guint ago, GHashTable *products, GHashTable *units,
             GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT product_key, unit_key FROM lines WHERE document = ?", "l", document);

  while (row != NULL && fac_statement_step (row, &failure))
    {
      add (products, fac_statement_text (row, 0), WEIGHT_OF_LINE (ago));
      add (units, fac_statement_text (row, 1), WEIGHT_OF_LINE (ago));
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
count_documents (FacDb *db, GHashTable *products, GHashTable *units, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT seq FROM documents WHERE sort_key > 0 ORDER BY sort_key DESC LIMIT ?", "i", DOCUMENTS);
  guint ago = 0;

  while (row != NULL && fac_statement_step (row, &failure)
         && count_lines (db, fac_statement_int (row, 0), ago++, products, units, &failure))
    ;
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

static gboolean
count_products (FacDb *db, GHashTable *products, GHashTable *units, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
    "SELECT " FAC_PRODUCT_COLUMNS " FROM products t WHERE t.offline_state <> 3"
    " ORDER BY t.updated_at DESC, t.seq DESC LIMIT ?", "i", PRODUCTS);
  guint ago = 0;

  while (row != NULL && fac_statement_step (row, &failure))
    {
      g_autoptr (FacProduct) product = fac_product_read (row);

      add (products, product->product_key, WEIGHT_OF_PRODUCT (ago));
      add (units, product->unit_key, WEIGHT_OF_PRODUCT (ago));
      ago++;
    }
  return fac_sql_end (row, g_steal_pointer (&failure), error);
}

void
fac_used_keys_free (FacUsedKeys *self)
{
  g_strfreev (self->products);
  g_strfreev (self->units);
  g_free (self);
}

FacUsedKeys *
fac_used_keys_read (FacDb *db, GError **error)
{
  g_autoptr (GHashTable) products = uses_new ();
  g_autoptr (GHashTable) units = uses_new ();
  FacUsedKeys *self;

  if (!count_documents (db, products, units, error) || !count_products (db, products, units, error))
    return NULL;
  self = g_new0 (FacUsedKeys, 1);
  self->products = sorted (products);
  self->units = sorted (units);
  return self;
}
