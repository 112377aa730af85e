/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-workspace-private.h"

#define PROVIDER_SANDBOX "sandbox"

gboolean
fac_workspace_uses_keyring (FacWorkspace *self)
{
  return g_strcmp0 (self->organization->provider, PROVIDER_SANDBOX) != 0;
}

static void
on_key_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacWorkspace) self = data;
  g_autoptr (GError) error = NULL;
  char *key = fac_key_store_lookup_finish (FAC_KEY_STORE (source), result, &error);
  const gboolean forgotten = self->forgotten;

  self->looking_for_key = FALSE;
  self->forgotten = FALSE;
  /* it was read before it was forgotten */
  if (forgotten)
    g_clear_pointer (&key, fac_key_free);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (key == NULL && self->look_again)
    {
      fac_workspace_retry_key (self);
      return;
    }
  /* a keyring that is locked or silent does not say that the key is missing */
  if (key != NULL)
    fac_workspace_set_access (self, self->organization->base_url, key);
  else
    _fac_workspace_set_key_missing (self, error == NULL || forgotten);
  fac_key_free (key);
}

void
fac_workspace_retry_key (FacWorkspace *self)
{
  if (!fac_workspace_uses_keyring (self))
    return;
  self->look_again = self->looking_for_key;
  if (self->looking_for_key)
    return;
  self->looking_for_key = TRUE;
  fac_key_store_lookup_async (self->keys, self->organization->id, self->organization->livemode,
                              self->closing, on_key_found, g_object_ref (self));
}

/* The person unlocked the keyring, or it came: what waits for its key goes on by itself. */
static void
on_keyring_opened (FacKeyStore *keys, FacWorkspace *self)
{
  if (self->provider == NULL && !g_cancellable_is_cancelled (self->closing))
    fac_workspace_retry_key (self);
}

void
_fac_workspace_follow_keyring (FacWorkspace *self)
{
  g_signal_connect_object (self->keys, "opened", G_CALLBACK (on_keyring_opened), self, 0);
  fac_workspace_retry_key (self);
}

static void
on_key_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!fac_key_store_forget_finish (FAC_KEY_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->forgotten = self->looking_for_key;
  fac_workspace_set_access (self, NULL, NULL);
  _fac_workspace_set_key_missing (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
fac_workspace_forget_key_async (FacWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, self->closing, callback, data);

  fac_key_store_forget_async (self->keys, self->organization->id, self->organization->livemode,
                              self->closing, on_key_forgotten, task);
}
