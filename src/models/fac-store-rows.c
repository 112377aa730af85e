/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-rows.h"

#define AT_ONCE 512

typedef struct
{
  FacQuery  *query;
  GArray    *keys;
  GPtrArray *rows;
  guint      asked;
} Collecting;

static void
collecting_free (gpointer data)
{
  Collecting *self = data;

  fac_query_unref (self->query);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
customer_unref (gpointer row)
{
  fac_customer_unref (row);
}

static void
product_unref (gpointer row)
{
  fac_product_unref (row);
}

static void
add_row (Collecting *self, gpointer row)
{
  if (row == NULL)
    return;
  if (self->query->entity == FAC_ENTITY_CUSTOMER)
    g_ptr_array_add (self->rows, fac_customer_ref (row));
  else
    g_ptr_array_add (self->rows, fac_product_ref (row));
}

static void ask_more (GTask *task);

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Collecting *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_rows_finish (FAC_STORE (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < page->rows->len; i++)
    add_row (self, g_ptr_array_index (page->rows, i));
  ask_more (task);
}

static void
ask_more (GTask *task)
{
  Collecting *self = g_task_get_task_data (task);
  const guint from = self->asked, n = MIN (AT_ONCE, self->keys->len - from);

  if (n == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&self->rows),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  self->asked += n;
  fac_store_rows_async (g_task_get_source_object (task), self->query->entity,
                        &g_array_index (self->keys, gint64, from), n,
                        g_task_get_cancellable (task), on_rows, task);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Collecting *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->keys = fac_store_keys_finish (FAC_STORE (source), result, &error);
  if (self->keys != NULL)
    {
      ask_more (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
fac_store_rows_all_async (FacStore *store, FacQuery *query, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  Collecting *self = g_new0 (Collecting, 1);

  self->query = fac_query_ref (query);
  self->rows = g_ptr_array_new_with_free_func (query->entity == FAC_ENTITY_CUSTOMER
                                               ? customer_unref : product_unref);
  g_task_set_task_data (task, self, collecting_free);
  fac_store_keys_async (store, query, cancellable, on_keys, task);
}

GPtrArray *
fac_store_rows_all_finish (FacStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
