/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-key-store.h"

#define FAC_TYPE_MEMORY_KEY_STORE (fac_memory_key_store_get_type ())
G_DECLARE_FINAL_TYPE (FacMemoryKeyStore, fac_memory_key_store, FAC, MEMORY_KEY_STORE, GObject)

struct _FacMemoryKeyStore
{
  GObject     parent_instance;
  GHashTable *keys; /* "organization/test" → key */
};

static void fac_memory_key_store_iface_init (FacKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacMemoryKeyStore, fac_memory_key_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_KEY_STORE,
                                                      fac_memory_key_store_iface_init))

static char *
name_of (const char *organization, gboolean livemode)
{
  return g_strconcat (organization, livemode ? "/live" : "/test", NULL);
}

static void
lookup_async (FacKeyStore *store, const char *organization, gboolean livemode,
              GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer data)
{
  FacMemoryKeyStore *self = FAC_MEMORY_KEY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *name = name_of (organization, livemode);

  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (self->keys, name)),
                         (GDestroyNotify) fac_key_free);
}

static char *
lookup_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_async (FacKeyStore *store, const char *organization, gboolean livemode, const char *key,
             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  FacMemoryKeyStore *self = FAC_MEMORY_KEY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_hash_table_replace (self->keys, name_of (organization, livemode), g_strdup (key));
  g_task_return_boolean (task, TRUE);
}

static void
forget_async (FacKeyStore *store, const char *organization, gboolean livemode,
              GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer data)
{
  FacMemoryKeyStore *self = FAC_MEMORY_KEY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *name = name_of (organization, livemode);

  g_hash_table_remove (self->keys, name);
  g_task_return_boolean (task, TRUE);
}

static gboolean
boolean_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fac_memory_key_store_finalize (GObject *object)
{
  g_hash_table_unref (FAC_MEMORY_KEY_STORE (object)->keys);
  G_OBJECT_CLASS (fac_memory_key_store_parent_class)->finalize (object);
}

static void
fac_memory_key_store_iface_init (FacKeyStoreInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = boolean_finish;
  iface->forget_async = forget_async;
  iface->forget_finish = boolean_finish;
}

static void
fac_memory_key_store_class_init (FacMemoryKeyStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_memory_key_store_finalize;
}

static void
fac_memory_key_store_init (FacMemoryKeyStore *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) fac_key_free);
}

FacKeyStore *
fac_memory_key_store_new (void)
{
  return g_object_new (FAC_TYPE_MEMORY_KEY_STORE, NULL);
}
