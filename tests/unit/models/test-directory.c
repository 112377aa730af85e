/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-directory.h"
#include "fac-error.h"
#include "fac-test.h"
#include "fac-text.h"
#include "models-fixture.h"

#include <glib/gstdio.h>

static FacDirectory *
open_directory (const char *folder)
{
  g_autoptr (FacPaths) paths = fac_paths_new (folder, folder);
  FacDirectory *directory = fac_directory_new (paths, models_services ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_directory_open_async (directory, NULL, NULL, fac_test_got, &result);
  g_assert_true (fac_directory_open_finish (directory, fac_test_result (&result), &error));
  g_assert_no_error (error);
  return directory;
}

static void
close_directory (FacDirectory *directory)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_directory_close_async (directory, fac_test_got, &result);
  g_assert_true (fac_directory_close_finish (directory, fac_test_result (&result), NULL));
  g_object_run_dispose (G_OBJECT (directory));
  g_object_unref (directory);
}

static GError *
connect_error (FacDirectory *directory, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  fac_directory_connect_async (directory, key, "http://127.0.0.1:9/v2", NULL, fac_test_got, &result);
  g_assert_false (fac_directory_command_finish (directory, fac_test_result (&result), &error));
  return error;
}

static void
test_wrong_keys_are_explained_before_sending (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacDirectory *directory = open_directory (folder);
  g_autoptr (GError) user = connect_error (directory, "sk_user_0123456789");
  g_autoptr (GError) nonsense = connect_error (directory, "hola");

  g_assert_error (user, FAC_ERROR, FAC_ERROR_INVALID);
  g_assert_error (nonsense, FAC_ERROR, FAC_ERROR_INVALID);
  g_assert_cmpstr (user->message, !=, nonsense->message);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (directory)), ==, 0);
  close_directory (directory);
}

static void
test_unreachable_service_stores_nothing (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacDirectory *directory = open_directory (folder);
  g_autoptr (GError) error = connect_error (directory, "sk_test_0123456789");

  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (directory)), ==, 0);
  g_assert_null (fac_directory_get_workspace (directory));
  close_directory (directory);
}

/* NULL: the test is skipped */
static FacDirectory *
open_practice (const char *folder)
{
  g_autofree char *sandbox = fac_test_built ("src/facturador-sandbox");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FacDirectory *directory;

  if (!g_file_test (sandbox, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("SKIPPED: facturador-sandbox is not built");
      return NULL;
    }
  g_setenv ("FACTURADOR_SANDBOX", sandbox, TRUE);
  directory = open_directory (folder);
  fac_directory_open_practice_async (directory, fac_test_got, &result);
  g_assert_true (fac_directory_command_finish (directory, fac_test_result (&result), &error));
  g_assert_no_error (error);
  g_assert_nonnull (fac_directory_get_workspace (directory));
  return directory;
}

static void
test_practice_opens_and_is_remembered (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacDirectory *directory = open_practice (folder);

  if (directory == NULL)
    return;
  g_assert_nonnull (fac_workspace_get_organization (fac_directory_get_workspace (directory))->logo);
  fac_workspace_set_simulated_offline (fac_directory_get_workspace (directory), TRUE);
  models_spin (100);
  close_directory (directory);
  directory = open_directory (folder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (directory)), ==, 1);
  g_assert_true (fac_workspace_get_simulated_offline (fac_directory_get_workspace (directory)));
  close_directory (directory);
}

static gboolean
has_lost_data (const char *folder)
{
  FacDirectory *directory = open_directory (folder);
  const gboolean lost = fac_workspace_has_lost_data (fac_directory_get_workspace (directory));

  close_directory (directory);
  return lost;
}

static void
test_data_that_vanished_is_told (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (FacPaths) paths = fac_paths_new (folder, folder);
  g_autofree char *data = fac_paths_for_organization (paths, "empresa-de-prueba", FALSE);
  g_autofree char *database = g_build_filename (data, "facturador.db", NULL);
  FacDirectory *directory = open_practice (folder);

  if (directory == NULL)
    return;
  g_assert_false (fac_workspace_has_lost_data (fac_directory_get_workspace (directory)));
  close_directory (directory);
  g_assert_false (has_lost_data (folder));
  g_assert_cmpint (g_unlink (database), ==, 0);
  g_assert_true (has_lost_data (folder));
  g_assert_false (has_lost_data (folder));
}

static char *
lookup_key (FacKeyStore *keys, const FacOrganization *organization)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_key_store_lookup_async (keys, organization->id, organization->livemode, NULL, fac_test_got,
                              &result);
  return fac_key_store_lookup_finish (keys, fac_test_result (&result), NULL);
}

static void
keep_key (FacKeyStore *keys, const FacOrganization *organization)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_key_store_store_async (keys, organization->id, organization->livemode, "sk_test_0123456789",
                             NULL, fac_test_got, &result);
  g_assert_true (fac_key_store_store_finish (keys, fac_test_result (&result), NULL));
}

static gboolean
is_key_missing (FacWorkspace *workspace)
{
  gboolean missing;

  models_spin (50);
  g_object_get (workspace, "key-missing", &missing, NULL);
  return missing;
}

static void
test_key_is_forgotten (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacKeyStore *keys = models_services ()->keys;
  g_autoptr (FacOrganization) organization = fac_organization_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  FacWorkspace *workspace;

  fac_set_string (&organization->provider, "facturapi");
  fac_set_string (&organization->base_url, "http://127.0.0.1:9/v2");
  keep_key (keys, organization);
  fac_workspace_open_async (models_services (), organization, folder, NULL, fac_test_got, &opened);
  workspace = fac_workspace_open_finish (fac_test_result (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (fac_workspace_uses_keyring (workspace));
  g_assert_false (is_key_missing (workspace));
  fac_workspace_forget_key_async (workspace, fac_test_got, &forgotten);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&forgotten), &error));
  g_assert_true (is_key_missing (workspace));
  g_assert_null (lookup_key (keys, organization));
  fac_workspace_retry_key (workspace);
  g_assert_true (is_key_missing (workspace));
  models_close (workspace);
}

/* ---- a keyring that takes its time ----------------------------------------------------------- */

#define SLOW_MS 200

#define TYPE_SLOW_KEYS (slow_keys_get_type ())
G_DECLARE_FINAL_TYPE (SlowKeys, slow_keys, SLOW, KEYS, GObject)

/* Its look-ups read at once and answer late; the rest is that of the memory. */
struct _SlowKeys
{
  GObject      parent_instance;
  FacKeyStore *memory;
};

static void slow_keys_iface_init (FacKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowKeys, slow_keys, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_KEY_STORE, slow_keys_iface_init))

static gboolean
on_late (gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)),
                         (GDestroyNotify) fac_key_free);
  return G_SOURCE_REMOVE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_task_set_task_data (data, fac_key_store_lookup_finish (FAC_KEY_STORE (source), result, NULL),
                        (GDestroyNotify) fac_key_free);
  g_timeout_add (SLOW_MS, on_late, data);
}

static void
slow_lookup_async (FacKeyStore *store, const char *organization, gboolean livemode,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  fac_key_store_lookup_async (SLOW_KEYS (store)->memory, organization, livemode, NULL, on_read,
                              g_task_new (store, cancellable, callback, data));
}

static char *
slow_lookup_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_assert_true (fac_key_store_forget_finish (FAC_KEY_STORE (source), result, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
slow_forget_async (FacKeyStore *store, const char *organization, gboolean livemode,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  fac_key_store_forget_async (SLOW_KEYS (store)->memory, organization, livemode, NULL, on_done,
                              g_task_new (store, cancellable, callback, data));
}

static gboolean
slow_forget_finish (FacKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
slow_keys_iface_init (FacKeyStoreInterface *iface)
{
  iface->lookup_async = slow_lookup_async;
  iface->lookup_finish = slow_lookup_finish;
  iface->forget_async = slow_forget_async;
  iface->forget_finish = slow_forget_finish;
}

static void
slow_keys_finalize (GObject *object)
{
  g_object_unref (SLOW_KEYS (object)->memory);
  G_OBJECT_CLASS (slow_keys_parent_class)->finalize (object);
}

static void
slow_keys_class_init (SlowKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = slow_keys_finalize;
}

static void
slow_keys_init (SlowKeys *self)
{
  self->memory = fac_memory_key_store_new ();
}

/* What was read before the key was forgotten and comes after it brings nothing back. */
static void
test_forgotten_while_looked_for (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (FacKeyStore) slow = g_object_new (TYPE_SLOW_KEYS, NULL);
  g_autoptr (FacOrganization) organization = fac_organization_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  FacServices services = *models_services ();
  FacWorkspace *workspace;

  services.keys = slow;
  fac_set_string (&organization->provider, "facturapi");
  fac_set_string (&organization->base_url, "http://127.0.0.1:9/v2");
  keep_key (SLOW_KEYS (slow)->memory, organization);
  fac_workspace_open_async (&services, organization, folder, NULL, fac_test_got, &opened);
  workspace = fac_workspace_open_finish (fac_test_result (&opened), &error);
  g_assert_no_error (error);
  fac_workspace_forget_key_async (workspace, fac_test_got, &forgotten);
  g_assert_true (fac_workspace_command_finish (workspace, fac_test_result (&forgotten), &error));
  g_assert_true (is_key_missing (workspace));
  models_spin (2 * SLOW_MS);
  g_assert_true (is_key_missing (workspace));
  fac_workspace_retry_key (workspace);
  models_spin (2 * SLOW_MS);
  g_assert_true (is_key_missing (workspace));
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/directory/wrong-keys", test_wrong_keys_are_explained_before_sending);
  g_test_add_func ("/models/directory/unreachable", test_unreachable_service_stores_nothing);
  g_test_add_func ("/models/directory/practice", test_practice_opens_and_is_remembered);
  g_test_add_func ("/models/directory/vanished", test_data_that_vanished_is_told);
  g_test_add_func ("/models/workspace/forget-key", test_key_is_forgotten);
  g_test_add_func ("/models/workspace/forgotten-while-looked-for", test_forgotten_while_looked_for);
  return g_test_run ();
}
