/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_KEY_STORE (fac_key_store_get_type ())
G_DECLARE_INTERFACE (FacKeyStore, fac_key_store, FAC, KEY_STORE, GObject)

/**
 * FacKeyStoreInterface: API keys by organization and environment. Every call ends within 25 s.
 * Signal "opened": what was locked or absent may answer now.
 * A locked keyring is FAC_ERROR_LOCKED and no service FAC_ERROR_UNAVAILABLE: neither means that the key is missing.
 */
struct _FacKeyStoreInterface
{
  GTypeInterface parent_iface;

  void      (*lookup_async)  (FacKeyStore *self, const char *organization, gboolean livemode, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
  char     *(*lookup_finish) (FacKeyStore *self, GAsyncResult *result, GError **error);
  void      (*store_async)   (FacKeyStore *self, const char *organization, gboolean livemode, const char *key,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
  gboolean  (*store_finish)  (FacKeyStore *self, GAsyncResult *result, GError **error);
  void      (*forget_async)  (FacKeyStore *self, const char *organization, gboolean livemode, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
  gboolean  (*forget_finish) (FacKeyStore *self, GAsyncResult *result, GError **error);
};

/** fac_key_store_lookup_async: reads the key of @organization in its live or test environment. */
void     fac_key_store_lookup_async  (FacKeyStore *self, const char *organization, gboolean livemode,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_key_store_lookup_finish: Returns: (transfer full) (nullable): the key, wiped by fac_key_free(); NULL without
 * error when there is none */
char    *fac_key_store_lookup_finish (FacKeyStore *self, GAsyncResult *result, GError **error);
/** fac_key_store_store_async: keeps @key, which is copied, in place of the one before. */
void     fac_key_store_store_async   (FacKeyStore *self, const char *organization, gboolean livemode, const char *key,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_key_store_store_finish: Returns: %FALSE with @error when it could not be kept */
gboolean fac_key_store_store_finish  (FacKeyStore *self, GAsyncResult *result, GError **error);
/** fac_key_store_forget_async: removes the key; that there is none is no error. */
void     fac_key_store_forget_async  (FacKeyStore *self, const char *organization, gboolean livemode,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_key_store_forget_finish: Returns: %FALSE with @error when it could not be removed */
gboolean fac_key_store_forget_finish (FacKeyStore *self, GAsyncResult *result, GError **error);
/** fac_key_free: overwrites and frees a key. */
void     fac_key_free (char *key);

/** fac_secret_key_store_new: libsecret, one schema "org.example.Facturador.Key" with organization, environment. */
FacKeyStore *fac_secret_key_store_new (void);
/** fac_memory_key_store_new: forgets at exit; for tests and for the embedded sandbox. */
FacKeyStore *fac_memory_key_store_new (void);

G_END_DECLS
