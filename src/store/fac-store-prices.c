/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-prices.h"

#include "fac-base-table.h"
#include "fac-outbox-queue.h"
#include "fac-party-query.h"
#include "fac-store-private.h"
#include "fac-variant.h"

typedef struct
{
  char      *id;
  FacDecimal before;
  FacDecimal after;
} Price;

struct _FacPriceChange
{
  GArray *prices; /* (element-type Price) */
};

typedef struct
{
  FacQuery    *query;
  GHashTable  *left_out;
  FacPriceRule rule;
  gint64       leaves_at;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  fac_query_unref (command->query);
  g_hash_table_unref (command->left_out);
  g_free (command);
}

static void
price_clear (gpointer data)
{
  g_free (((Price *) data)->id);
}

void
fac_price_change_free (FacPriceChange *self)
{
  g_array_unref (self->prices);
  g_free (self);
}

guint
fac_price_change_count (const FacPriceChange *self)
{
  return self->prices->len;
}

static FacPriceChange *
change_new (void)
{
  FacPriceChange *self = g_new0 (FacPriceChange, 1);

  self->prices = g_array_new (FALSE, FALSE, sizeof (Price));
  g_array_set_clear_func (self->prices, price_clear);
  return self;
}

/* Whatever waits of the product leaves when nobody can take it back any more. */
static gboolean
hold (FacDb *db, const char *id, gint64 leaves_at, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_PRODUCT, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const FacOutboxRow *row = rows->pdata[i];

      if (fac_outbox_row_is_waiting (row) && row->entry->due_at < leaves_at
          && !fac_outbox_table_set_due (db, row->entry->id, leaves_at, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
put_price (FacStoreSession *session, const FacStoredObject *object, FacDecimal price,
           GError **error)
{
  g_autoptr (FacProduct) copy = fac_product_copy (object->product->product);
  gboolean changed;

  copy->price = price;
  /* a form that is half typed is not sent for that */
  return _fac_store_put_product (session, copy, object->wanted || object->remote_id != NULL,
                                 &changed, error);
}

static gboolean
change_one (FacStoreSession *session, const Command *command, const FacProduct *product,
            FacPriceChange *change, GError **error)
{
  g_autoptr (FacStoredObject) object = NULL;
  Price price = { .before = product->price };

  price.after = fac_price_rule_apply (&command->rule, product->price);
  if (price.after.overflow || fac_decimal_equal (price.before, price.after)
      || g_hash_table_contains (command->left_out, product->id))
    return TRUE;
  object = fac_stored_object_need (session->db, FAC_ENTITY_PRODUCT, product->id, error);
  if (object == NULL || !put_price (session, object, price.after, error)
      || !hold (session->db, product->id, command->leaves_at, error))
    return FALSE;
  price.id = g_strdup (product->id);
  g_array_append_val (change->prices, price);
  return TRUE;
}

static gboolean
change_prices (FacStoreSession *session, gpointer data, GError **error)
{
  const Command *command = data;
  g_autoptr (GArray) keys = fac_party_query_keys (session->db, command->query, 0, error);
  FacPriceChange *change;

  if (keys == NULL)
    return FALSE;
  change = change_new ();
  session->result = change;
  session->free_result = (GDestroyNotify) fac_price_change_free;
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GPtrArray) rows = fac_party_query_rows (session->db, FAC_ENTITY_PRODUCT,
                                                         &g_array_index (keys, gint64, i), 1,
                                                         error);

      if (rows == NULL
          || (rows->pdata[0] != NULL
              && !change_one (session, command, rows->pdata[0], change, error)))
        return FALSE;
    }
  fac_store_session_changed (session, FAC_ENTITY_PRODUCT, NULL);
  return TRUE;
}

static gboolean
is_on_its_way (FacDb *db, const char *id, gboolean *sending, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_of_object (db, FAC_ENTITY_PRODUCT, id, error);

  *sending = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    *sending = *sending || !fac_outbox_row_is_waiting (rows->pdata[i]);
  return rows != NULL;
}

/* Whether the service has the changed price, or is being told: what both sides agreed on is another than before. */
static gboolean
has_left (FacDb *db, const FacStoredObject *object, const Price *price, gboolean *left,
          GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) base = fac_base_table_get (db, FAC_ENTITY_PRODUCT, object->id, &failure);
  g_autoptr (GVariant) variant = base != NULL ? fac_variant_from_bytes (base) : NULL;
  g_autoptr (FacProduct) agreed = variant != NULL ? fac_product_from_variant (variant) : NULL;
  gboolean sending;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!is_on_its_way (db, object->id, &sending, error))
    return FALSE;
  *left = object->remote_id != NULL
          && (sending || agreed == NULL || !fac_decimal_equal (agreed->price, price->before));
  return TRUE;
}

static gboolean
undo_one (FacStoreSession *session, const Price *price, FacPriceUndo *counts, GError **error)
{
  gboolean left = FALSE;
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) object = fac_stored_object_load (session->db, FAC_ENTITY_PRODUCT,
                                                               price->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (object == NULL || object->state == FAC_OFFLINE_DELETED
      || !fac_decimal_equal (object->product->product->price, price->after))
    {
      counts->kept++;
      return TRUE;
    }
  if (!has_left (session->db, object, price, &left, error))
    return FALSE;
  *(left ? &counts->sent_again : &counts->taken_back) += 1;
  return put_price (session, object, price->before, error)
         && _fac_store_settle (session, FAC_ENTITY_PRODUCT, price->id, error);
}

static gboolean
undo_prices (FacStoreSession *session, gpointer data, GError **error)
{
  const FacPriceChange *change = data;
  FacPriceUndo *counts = g_new0 (FacPriceUndo, 1);

  session->result = counts;
  session->free_result = g_free;
  for (guint i = 0; i < change->prices->len; i++)
    if (!undo_one (session, &g_array_index (change->prices, Price, i), counts, error))
      return FALSE;
  fac_store_session_changed (session, FAC_ENTITY_PRODUCT, NULL);
  return TRUE;
}

void
fac_store_change_prices_async (FacStore *self, FacQuery *query, GPtrArray *left_out,
                               const FacPriceRule *rule, gint64 leaves_at,
                               GAsyncReadyCallback callback, gpointer data)
{
  Command *command = g_new0 (Command, 1);

  command->query = fac_query_ref (query);
  command->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < left_out->len; i++)
    g_hash_table_add (command->left_out, g_strdup (left_out->pdata[i]));
  command->rule = *rule;
  command->leaves_at = leaves_at;
  _fac_store_write (self, change_prices, command, command_free, fac_store_change_prices_async,
                    callback, data);
}

FacPriceChange *
fac_store_change_prices_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_change_prices_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_undo_prices_async (FacStore *self, FacPriceChange *change, GAsyncReadyCallback callback,
                             gpointer data)
{
  _fac_store_write (self, undo_prices, change, (GDestroyNotify) fac_price_change_free,
                    fac_store_undo_prices_async, callback, data);
}

gboolean
fac_store_undo_prices_finish (FacStore *self, GAsyncResult *result, FacPriceUndo *counts,
                              GError **error)
{
  g_autofree FacPriceUndo *got = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_undo_prices_async), FALSE);
  got = g_task_propagate_pointer (G_TASK (result), error);
  if (got == NULL)
    return FALSE;
  *counts = *got;
  return TRUE;
}
