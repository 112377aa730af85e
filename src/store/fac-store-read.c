/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-private.h"

#include "fac-base-table.h"
#include "fac-catalog-table.h"
#include "fac-cursor-table.h"
#include "fac-document-query.h"
#include "fac-history-table.h"
#include "fac-outbox-table.h"
#include "fac-party-query.h"
#include "fac-sql.h"
#include "fac-stored-object.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FacQuery  *query;
  FacEntity  entity;
  guint      count;
  gint64    *keys;
  gsize      n_keys;
  char      *id;
  char      *text;
} Request;

typedef struct
{
  gpointer object; /* FacInvoice, or GBytes of a base */
  GBytes  *body;
  gboolean complete;
} Found;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->query, fac_query_unref);
  g_free (request->keys);
  g_free (request->id);
  g_free (request->text);
  g_free (request);
}

static Request *
request_new (FacEntity entity, const char *id)
{
  Request *request = g_new0 (Request, 1);

  request->entity = entity;
  request->id = g_strdup (id);
  return request;
}

static Request *
request_for_query (FacQuery *query, guint count)
{
  Request *request = request_new (query->entity, NULL);

  request->query = fac_query_ref (query);
  request->count = count;
  return request;
}

/* ---- lists ------------------------------------------------------------------------------------ */

static GArray *
find_keys (FacDb *db, const FacQuery *query, guint limit, GError **error)
{
  return query->entity == FAC_ENTITY_INVOICE ? fac_document_query_keys (db, query, limit, error)
                                             : fac_party_query_keys (db, query, limit, error);
}

static GPtrArray *
find_rows (FacDb *db, FacEntity entity, const gint64 *keys, gsize n_keys, GError **error)
{
  return entity == FAC_ENTITY_INVOICE ? fac_document_query_rows (db, keys, n_keys, error)
                                      : fac_party_query_rows (db, entity, keys, n_keys, error);
}

static gpointer
read_first_page (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (FacStorePage) page = g_new0 (FacStorePage, 1);
  guint limit = request->count + 1;

  if (request->entity == FAC_ENTITY_INVOICE)
    page->rows = fac_document_query_page (db, request->query, limit, &page->keys, error);
  else
    {
      page->keys = fac_party_query_keys (db, request->query, limit, error);
      if (page->keys != NULL)
        page->rows = fac_party_query_rows (db, request->entity,
                                           (const gint64 *) (gpointer) page->keys->data,
                                           page->keys->len, error);
    }
  if (page->rows == NULL)
    return NULL;
  page->more = page->keys->len > request->count;
  if (page->more)
    {
      g_array_set_size (page->keys, request->count);
      g_ptr_array_set_size (page->rows, request->count);
    }
  return g_steal_pointer (&page);
}

static gpointer
read_keys (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;

  return find_keys (db, request->query, 0, error);
}

static gpointer
read_rows (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (FacStorePage) page = g_new0 (FacStorePage, 1);

  page->rows = find_rows (db, request->entity, request->keys, request->n_keys, error);
  if (page->rows == NULL)
    return NULL;
  page->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (page->keys, request->keys, request->n_keys);
  return g_steal_pointer (&page);
}

void
fac_store_first_page_async (FacStore *self, FacQuery *query, guint count, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_first_page, request_for_query (query, count), request_free,
                   (GDestroyNotify) fac_store_page_free, fac_store_first_page_async, cancellable, callback, data);
}

FacStorePage *
fac_store_first_page_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_first_page_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_keys_async (FacStore *self, FacQuery *query, GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  _fac_store_read (self, read_keys, request_for_query (query, 0), request_free,
                   (GDestroyNotify) g_array_unref,
                   fac_store_keys_async, cancellable, callback, data);
}

GArray *
fac_store_keys_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_keys_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_rows_async (FacStore *self, FacEntity entity, const gint64 *keys, gsize n_keys,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data)
{
  Request *request = request_new (entity, NULL);

  request->keys = g_memdup2 (keys, n_keys * sizeof *keys);
  request->n_keys = n_keys;
  _fac_store_read (self, read_rows, request, request_free, (GDestroyNotify) fac_store_page_free,
                   fac_store_rows_async,
                   cancellable, callback, data);
}

FacStorePage *
fac_store_rows_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_rows_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- single objects --------------------------------------------------------------------------- */

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->body, g_bytes_unref);
  g_free (found);
}

static void
found_invoice_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer ((FacInvoice **) &found->object, fac_invoice_unref);
  found_free (found);
}

static void
found_base_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer ((GBytes **) &found->object, g_bytes_unref);
  found_free (found);
}

/* who deleted it here has been told */
static FacStoredObject *
need_party (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (FacStoredObject) object = fac_stored_object_load (db, entity, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (object == NULL)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND, _("It is not here any more"));
  else if (object->state == FAC_OFFLINE_DELETED)
    g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_DELETED, _("It is not here any more"));
  else
    return g_steal_pointer (&object);
  return NULL;
}

static gpointer
read_customer (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (FacStoredObject) object = need_party (db, FAC_ENTITY_CUSTOMER, data, error);

  return object != NULL ? fac_customer_ref (object->customer->customer) : NULL;
}

static gpointer
read_product (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (FacStoredObject) object = need_party (db, FAC_ENTITY_PRODUCT, data, error);

  return object != NULL ? fac_product_ref (object->product->product) : NULL;
}

static gpointer
read_invoice (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (FacStoredObject) object = fac_stored_object_need (db, FAC_ENTITY_INVOICE, data, error);
  g_autoptr (GError) failure = NULL;
  Found *found;

  if (object == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->object = fac_invoice_ref (object->document->invoice);
  found->complete = object->document->complete;
  found->body = fac_document_table_get_body (db, data, &failure);
  if (failure == NULL)
    return found;
  found_invoice_free (found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_get_customer_async (FacStore *self, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  _fac_store_read (self, read_customer, g_strdup (id), g_free, (GDestroyNotify) fac_customer_unref,
                   fac_store_get_customer_async, cancellable, callback, data);
}

FacCustomer *
fac_store_get_customer_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_customer_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_get_product_async (FacStore *self, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  _fac_store_read (self, read_product, g_strdup (id), g_free, (GDestroyNotify) fac_product_unref,
                   fac_store_get_product_async, cancellable, callback, data);
}

FacProduct *
fac_store_get_product_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_product_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_store_get_invoice_async (FacStore *self, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  _fac_store_read (self, read_invoice, g_strdup (id), g_free, found_invoice_free,
                   fac_store_get_invoice_async,
                   cancellable, callback, data);
}

FacInvoice *
fac_store_get_invoice_finish (FacStore *self, GAsyncResult *result, GBytes **body,
                              gboolean *complete, GError **error)
{
  Found *found;
  FacInvoice *invoice;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_invoice_async), NULL);
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (body != NULL)
    *body = found != NULL ? g_steal_pointer (&found->body) : NULL;
  if (complete != NULL)
    *complete = found != NULL && found->complete;
  if (found == NULL)
    return NULL;
  invoice = found->object;
  found_free (found);
  return invoice;
}

static GBytes *
find_body (FacDb *db, FacEntity entity, const char *id, GError **error)
{
  FacStatement *row;

  if (entity == FAC_ENTITY_INVOICE)
    return fac_document_table_get_body (db, id, error);
  row = fac_sql_find (db, error,
                      entity == FAC_ENTITY_CUSTOMER
                        ? "SELECT b.body FROM customer_bodies b JOIN customers t ON t.seq = b.customer WHERE t.id = ?"
                        : "SELECT b.body FROM product_bodies b JOIN products t ON t.seq = b.product WHERE t.id = ?",
                      "t", id);
  return fac_sql_blob (row);
}

static gpointer
read_base (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (GError) failure = NULL;
  Found *found = g_new0 (Found, 1);

  found->object = fac_base_table_get (db, request->entity, request->id, &failure);
  if (failure == NULL)
    found->body = find_body (db, request->entity, request->id, &failure);
  if (failure == NULL)
    return found;
  found_base_free (found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_get_base_async (FacStore *self, FacEntity entity, const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_base, request_new (entity, id), request_free, found_base_free,
                   fac_store_get_base_async,
                   cancellable, callback, data);
}

GBytes *
fac_store_get_base_finish (FacStore *self, GAsyncResult *result, GBytes **body, GError **error)
{
  Found *found;
  GBytes *base;

  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_base_async), NULL);
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (body != NULL)
    *body = found != NULL ? g_steal_pointer (&found->body) : NULL;
  if (found == NULL)
    return NULL;
  base = found->object;
  found_free (found);
  return base;
}

/* ---- lists without paging --------------------------------------------------------------------- */

static gpointer
read_history (FacDb *db, gpointer data, GError **error)
{
  return fac_history_table_list (db, data, error);
}

void
fac_store_get_history_async (FacStore *self, const char *document_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_history, g_strdup (document_id), g_free,
                   (GDestroyNotify) g_ptr_array_unref,
                   fac_store_get_history_async, cancellable, callback, data);
}

GPtrArray *
fac_store_get_history_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_history_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_outbox (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) rows = fac_outbox_table_list (db, error);
  GPtrArray *entries;

  if (rows == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_outbox_entry_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (entries, fac_outbox_entry_ref (((FacOutboxRow *) g_ptr_array_index (rows,
                                                                                         i))->entry));
  return entries;
}

void
fac_store_outbox_async (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  _fac_store_read (self, read_outbox, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_outbox_async,
                   cancellable, callback, data);
}

GPtrArray *
fac_store_outbox_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_outbox_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_cursor (FacDb *db, gpointer data, GError **error)
{
  return fac_cursor_table_get (db, data, error);
}

void
fac_store_get_cursor_async (FacStore *self, const char *name, GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  _fac_store_read (self, read_cursor, g_strdup (name), g_free, g_free, fac_store_get_cursor_async,
                   cancellable,
                   callback, data);
}

char *
fac_store_get_cursor_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_cursor_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_owed (FacDb *db, gpointer data, GError **error)
{
  return fac_document_query_owed (db, GPOINTER_TO_UINT (data), error);
}

void
fac_store_owed_xml_async (FacStore *self, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  _fac_store_read (self, read_owed, GUINT_TO_POINTER (limit), NULL,
                   (GDestroyNotify) g_ptr_array_unref,
                   fac_store_owed_xml_async, cancellable, callback, data);
}

GPtrArray *
fac_store_owed_xml_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_owed_xml_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_catalog (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;

  return fac_catalog_table_search (db, request->id, request->text, request->count, error);
}

void
fac_store_search_catalog_async (FacStore *self, const char *catalog, const char *text, guint limit,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Request *request = request_new (FAC_ENTITY_PRODUCT, catalog);

  request->text = g_strdup (text);
  request->count = limit;
  _fac_store_read (self, read_catalog, request, request_free, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_search_catalog_async, cancellable, callback, data);
}

GPtrArray *
fac_store_search_catalog_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_search_catalog_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_used_keys (FacDb *db, gpointer data, GError **error)
{
  return fac_used_keys_read (db, error);
}

void
fac_store_used_keys_async (FacStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer data)
{
  _fac_store_read (self, read_used_keys, NULL, NULL, (GDestroyNotify) fac_used_keys_free,
                   fac_store_used_keys_async, cancellable, callback, data);
}

FacUsedKeys *
fac_store_used_keys_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_used_keys_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
