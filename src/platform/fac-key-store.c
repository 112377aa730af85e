/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-key-store.h"

#include <string.h>

G_DEFINE_INTERFACE (FacKeyStore, fac_key_store, G_TYPE_OBJECT)

static void
fac_key_store_default_init (FacKeyStoreInterface *iface)
{
  g_signal_new ("opened", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

void
fac_key_store_lookup_async (FacKeyStore *self, const char *organization, gboolean livemode,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  FAC_KEY_STORE_GET_IFACE (self)->lookup_async (self, organization, livemode, cancellable, callback,
                                                data);
}

char *
fac_key_store_lookup_finish (FacKeyStore *self, GAsyncResult *result, GError **error)
{
  return FAC_KEY_STORE_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
fac_key_store_store_async (FacKeyStore *self, const char *organization, gboolean livemode,
                           const char *key,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  FAC_KEY_STORE_GET_IFACE (self)->store_async (self, organization, livemode, key, cancellable,
                                               callback, data);
}

gboolean
fac_key_store_store_finish (FacKeyStore *self, GAsyncResult *result, GError **error)
{
  return FAC_KEY_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

void
fac_key_store_forget_async (FacKeyStore *self, const char *organization, gboolean livemode,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  FAC_KEY_STORE_GET_IFACE (self)->forget_async (self, organization, livemode, cancellable, callback,
                                                data);
}

gboolean
fac_key_store_forget_finish (FacKeyStore *self, GAsyncResult *result, GError **error)
{
  return FAC_KEY_STORE_GET_IFACE (self)->forget_finish (self, result, error);
}

void
fac_key_free (char *key)
{
  if (key != NULL)
    explicit_bzero (key, strlen (key));
  g_free (key);
}
