/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-directory-private.h"

#include "fac-error.h"
#include "fac-facturapi-provider.h"
#include "fac-ids.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "Probar sin cuenta": the sandbox tells who the practice company is; afterwards it opens without waiting for it. */

typedef struct
{
  GTask *task;
  gulong ready;
  gulong failed;
} Practice;

static void
practice_end (FacSandboxProcess *sandbox, Practice *practice)
{
  g_signal_handler_disconnect (sandbox, practice->ready);
  g_signal_handler_disconnect (sandbox, practice->failed);
  g_free (practice);
}

static void
on_practice_organization (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FacOrganization) found = fac_provider_get_organization_finish (FAC_PROVIDER (source),
                                                                            result, &error);
  g_autoptr (FacOrganization) organization = NULL;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  organization = fac_organization_copy (found);
  g_free (organization->id);
  organization->id = g_strdup (FAC_PRACTICE_ID);
  g_free (organization->provider);
  organization->provider = g_strdup (FAC_PROVIDER_SANDBOX);
  g_clear_pointer (&organization->base_url, g_free); /* a new port at each start: never stored */
  organization->livemode = FALSE;
  _fac_directory_remember_and_open (self, organization, task);
}

static void
ask_practice_organization (FacSandboxProcess *sandbox, GTask *task)
{
  FacDirectory *self = g_task_get_source_object (task);
  g_autoptr (FacProvider) provider = fac_facturapi_provider_new (self->services.http,
                                                                 fac_sandbox_process_get_url (sandbox),
                                                                 fac_sandbox_process_get_test_key (sandbox));

  fac_provider_get_organization_async (provider, NULL, on_practice_organization, task);
}

static void
on_practice_ready (FacSandboxProcess *sandbox, Practice *practice)
{
  GTask *task = practice->task;

  practice_end (sandbox, practice);
  ask_practice_organization (sandbox, task);
}

static void
on_practice_failed (FacSandboxProcess *sandbox, const char *message, Practice *practice)
{
  g_autoptr (GTask) task = practice->task;

  practice_end (sandbox, practice);
  g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_UNAVAILABLE,
                           _("The practice service does not start: %s"), message);
}

static void
wait_for_sandbox (FacDirectory *self, GTask *task)
{
  Practice *practice = g_new0 (Practice, 1);

  practice->task = task;
  practice->ready = g_signal_connect (self->sandbox, "ready", G_CALLBACK (on_practice_ready),
                                      practice);
  practice->failed = g_signal_connect (self->sandbox, "failed", G_CALLBACK (on_practice_failed),
                                       practice);
}

void
fac_directory_open_practice_async (FacDirectory *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  FacOrganization *known = _fac_directory_find (self, FAC_PRACTICE_ID);
  GError *error = NULL;

  if (known != NULL)
    _fac_directory_open (self, known, task);
  else if (!_fac_directory_ensure_sandbox (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (fac_sandbox_process_is_ready (self->sandbox))
    ask_practice_organization (self->sandbox, task);
  else
    wait_for_sandbox (self, task);
}

/* Connecting with a key: it is checked, then kept in the keyring, and only then is the organization remembered. */

typedef struct
{
  char            *key;
  char            *base_url;
  gboolean         livemode;
  FacOrganization *organization;
} Connection;

static void
connection_free (Connection *connection)
{
  fac_key_free (connection->key);
  g_free (connection->base_url);
  g_clear_pointer (&connection->organization, fac_organization_unref);
  g_free (connection);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Connection *connection = g_task_get_task_data (task);
  g_autoptr (FacOrganization) organization = fac_organization_ref (connection->organization);
  GError *error = NULL;

  if (!fac_key_store_store_finish (FAC_KEY_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  _fac_directory_remember_and_open (g_task_get_source_object (task), organization, task);
}

/* The same organization may be connected again with a new key, and its Test and Live data are two entries. */
static char *
local_id_for (FacDirectory *self, const FacOrganization *organization)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (FacDirectoryItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);
      const FacOrganization *known = item->organization;

      if (known->livemode == organization->livemode
          && g_strcmp0 (known->provider, organization->provider) == 0
          && g_strcmp0 (known->base_url, organization->base_url) == 0
          && g_strcmp0 (known->remote_id, organization->remote_id) == 0)
        return g_strdup (known->id);
    }
  return fac_id_new ();
}

static void
on_key_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  Connection *connection = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacOrganization) found = fac_provider_get_organization_finish (FAC_PROVIDER (source),
                                                                            result, &error);
  FacOrganization *organization;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  connection->organization = organization = fac_organization_copy (found);
  g_free (organization->provider);
  organization->provider = g_strdup (FAC_PROVIDER_FACTURAPI);
  g_free (organization->base_url);
  organization->base_url = g_strdup (connection->base_url);
  organization->livemode = connection->livemode;
  g_free (organization->id);
  organization->id = local_id_for (self, organization);
  fac_key_store_store_async (self->services.keys, organization->id, organization->livemode,
                             connection->key,
                             NULL, on_key_stored, task);
}

static gboolean
key_has_role (const char *key, gboolean *livemode, GError **error)
{
  if (g_str_has_prefix (key, "sk_test_") || g_str_has_prefix (key, "sk_live_"))
    {
      *livemode = g_str_has_prefix (key, "sk_live_");
      return TRUE;
    }
  if (g_str_has_prefix (key, "sk_user_"))
    g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID,
                         _("This is the key of your account. Paste the Test or Live key of one organization."));
  else
    g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID,
                         _("A Facturapi key starts with sk_test_ or sk_live_. Copy it whole and paste it again."));
  return FALSE;
}

void
fac_directory_connect_async (FacDirectory *self, const char *key, const char *base_url,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Connection *connection = g_new0 (Connection, 1);
  g_autoptr (FacProvider) provider = NULL;
  GError *error = NULL;

  connection->key = g_strstrip (g_strdup (key));
  connection->base_url = base_url != NULL && *base_url != '\0' ? g_strstrip (g_strdup (base_url)) : NULL;
  g_task_set_task_data (task, connection, (GDestroyNotify) connection_free);
  if (!key_has_role (connection->key, &connection->livemode, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (connection->base_url != NULL && g_str_has_suffix (connection->base_url, "/"))
    connection->base_url[strlen (connection->base_url) - 1] = '\0';
  provider = fac_facturapi_provider_new (self->services.http, connection->base_url,
                                         connection->key);
  fac_provider_get_organization_async (provider, cancellable, on_key_checked, task);
}
