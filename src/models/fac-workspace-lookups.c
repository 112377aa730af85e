/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

#include "fac-invoice-rules.h"
#include "fac-variant.h"

#include <string.h>

/* A catalogue search asks three sources in turn: this machine, answers kept from before, and the service when neither knows. */
typedef struct
{
  char      *catalog;
  char      *text;
  guint      limit;
  GPtrArray *found; /* FacCatalogEntry */
} CatalogSearch;

/* The catalogues of which keys in use are known. */
static char **
used_of (FacWorkspace *self, const char *catalog)
{
  if (self->used_keys == NULL)
    return NULL;
  if (g_str_equal (catalog, FAC_CATALOG_PRODUCTS))
    return self->used_keys->products;
  return g_str_equal (catalog, FAC_CATALOG_UNITS) ? self->used_keys->units : NULL;
}

static void
catalog_search_free (CatalogSearch *search)
{
  g_free (search->catalog);
  g_free (search->text);
  g_clear_pointer (&search->found, g_ptr_array_unref);
  g_free (search);
}

static gboolean
has_key (GPtrArray *entries, const char *key)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (((FacCatalogEntry *) entries->pdata[i])->key, key) == 0)
      return TRUE;
  return FALSE;
}

static void
add_new (CatalogSearch *search, GPtrArray *entries)
{
  for (guint i = 0; entries != NULL && i < entries->len && search->found->len < search->limit; i++)
    {
      FacCatalogEntry *entry = entries->pdata[i];

      if (!has_key (search->found, entry->key))
        g_ptr_array_add (search->found, fac_catalog_entry_copy (entry));
    }
}

static void
return_found (GTask *task)
{
  CatalogSearch *search = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&search->found),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
on_catalog_cached (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    g_debug ("Catalogue entries were not kept: %s", error->message);
}

static void
on_service_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  CatalogSearch *search = g_task_get_task_data (task);
  g_autoptr (GPtrArray) entries = fac_provider_search_catalog_finish (FAC_PROVIDER (source), result,
                                                                      NULL);

  if (entries != NULL && entries->len > 0)
    {
      fac_store_cache_catalog_async (self->store, search->catalog, entries, on_catalog_cached,
                                     NULL);
      add_new (search, entries);
    }
  return_found (task);
}

static gboolean
service_may_know (FacWorkspace *self, CatalogSearch *search)
{
  return search->found->len == 0
         && self->provider != NULL
         && strlen (search->text) >= 3
         && fac_connectivity_is_online (self->connectivity)
         && (fac_provider_capabilities (self->provider) & FAC_CAPABILITY_CATALOG_SEARCH) != 0
         && (g_str_equal (search->catalog, FAC_CATALOG_PRODUCTS)
             || g_str_equal (search->catalog, FAC_CATALOG_UNITS));
}

static void
on_cache_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  CatalogSearch *search = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GPtrArray) entries = fac_store_search_catalog_finish (FAC_STORE (source), result,
                                                                   NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  add_new (search, entries);
  if (service_may_know (self, search))
    fac_provider_search_catalog_async (self->provider, search->catalog, search->text, cancellable,
                                       on_service_searched, g_steal_pointer (&task));
  else
    return_found (task);
}

static void
on_machine_searched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  CatalogSearch *search = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = fac_catalog_search_finish (FAC_CATALOG (source), result, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  add_new (search, entries);
  /* even the whole catalogue may be older than a key */
  if (search->found->len >= search->limit
      || (search->found->len > 0 && fac_catalog_is_full (self->catalog)))
    return_found (task);
  else
    fac_store_search_catalog_async (self->store, search->catalog, search->text, search->limit,
                                    cancellable,
                                    on_cache_searched, g_steal_pointer (&task));
}

static void
search_machine (FacWorkspace *self, GTask *task)
{
  CatalogSearch *search = g_task_get_task_data (task);

  fac_catalog_search_async (self->catalog, search->catalog, search->text,
                            (const char *const *) used_of (self, search->catalog), search->limit,
                            g_task_get_cancellable (task), on_machine_searched, task);
}

/* @data: (nullable): the first search, which waits for what is used. */
static void
on_used_keys (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  FacUsedKeys *used = fac_store_used_keys_finish (FAC_STORE (source), result, &error);

  if (used != NULL)
    {
      g_clear_pointer (&self->used_keys, fac_used_keys_free);
      self->used_keys = used;
    }
  else
    g_debug ("Keys in use: %s", error->message);
  if (g_task_get_task_data (task) != NULL)
    search_machine (self, task);
  else
    g_object_unref (task);
}

void
_fac_workspace_forget_used_keys (FacWorkspace *self)
{
  self->used_keys_stale = TRUE;
}

gboolean
fac_workspace_uses_key (FacWorkspace *self, const char *catalog, const char *key)
{
  char **used = used_of (self, catalog);

  return used != NULL && key != NULL && g_strv_contains ((const char *const *) used, key);
}

void
fac_workspace_search_catalog_async (FacWorkspace *self, const char *catalog, const char *text,
                                    guint limit,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  CatalogSearch *search = g_new0 (CatalogSearch, 1);

  search->catalog = g_strdup (catalog);
  search->text = g_strdup (text != NULL ? text : "");
  search->limit = limit;
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  g_task_set_task_data (task, search, (GDestroyNotify) catalog_search_free);
  if (self->used_keys == NULL)
    {
      fac_store_used_keys_async (self->store, cancellable, on_used_keys, task);
      return;
    }
  /* later ones do not wait: the next one knows */
  if (self->used_keys_stale)
    fac_store_used_keys_async (self->store, self->closing, on_used_keys,
                               g_task_new (self, NULL, NULL, NULL));
  self->used_keys_stale = FALSE;
  search_machine (self, task);
}

GPtrArray *
fac_workspace_search_catalog_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
fac_workspace_has_whole_catalog (FacWorkspace *self)
{
  return fac_catalog_is_full (self->catalog);
}

GPtrArray *
fac_workspace_list_catalog (FacWorkspace *self, const char *catalog)
{
  return fac_catalog_list (self->catalog, catalog);
}

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacCustomer *customer = fac_store_get_customer_finish (FAC_STORE (source), result, &error);

  if (customer != NULL)
    g_task_return_pointer (task, customer, (GDestroyNotify) fac_customer_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_customer_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_customer_async (self->store, id, cancellable, on_customer,
                                g_task_new (self, cancellable, callback, data));
}

FacCustomer *
fac_workspace_get_customer_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_product (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacProduct *product = fac_store_get_product_finish (FAC_STORE (source), result, &error);

  if (product != NULL)
    g_task_return_pointer (task, product, (GDestroyNotify) fac_product_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_product_async (FacWorkspace *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  fac_store_get_product_async (self->store, id, cancellable, on_product,
                               g_task_new (self, cancellable, callback, data));
}

FacProduct *
fac_workspace_get_product_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gboolean never;
  g_autoptr (GBytes) content = fac_store_get_saved_finish (FAC_STORE (source), result, &never,
                                                           &error);

  g_task_set_task_data (task, GINT_TO_POINTER (never), NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content != NULL ? fac_variant_from_bytes (content) : NULL,
                           (GDestroyNotify) g_variant_unref);
}

void
fac_workspace_get_saved_async (FacWorkspace *self, FacEntity entity, const char *id,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  fac_store_get_saved_async (self->store, entity, id, cancellable, on_saved,
                             g_task_new (self, cancellable, callback, data));
}

GVariant *
fac_workspace_get_saved_finish (FacWorkspace *self, GAsyncResult *result, gboolean *never,
                                GError **error)
{
  *never = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result))) != 0;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (FacStorePage) page = fac_store_first_page_finish (FAC_STORE (source), result, &error);

  if (page != NULL)
    g_task_return_pointer (task, g_ptr_array_ref (page->rows), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_find_async (FacWorkspace *self, FacQuery *query, guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  fac_store_first_page_async (self->store, query, limit, cancellable, on_found,
                              g_task_new (self, cancellable, callback, data));
}

GPtrArray *
fac_workspace_find_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

FacRulesContext
_fac_workspace_rules (FacWorkspace *self)
{
  return (FacRulesContext) {
    .organization = self->organization,
    .catalog = FAC_CATALOG_SOURCE (self->catalog),
    .now = fac_clock_now (self->clock),
  };
}

GPtrArray *
fac_workspace_check_customer (FacWorkspace *self, const FacCustomer *customer)
{
  const FacRulesContext context = _fac_workspace_rules (self);

  return fac_customer_check (customer, &context);
}

GPtrArray *
fac_workspace_check_product (FacWorkspace *self, const FacProduct *product)
{
  const FacRulesContext context = _fac_workspace_rules (self);

  return fac_product_check (product, &context);
}
