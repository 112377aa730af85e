/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-connectivity.h"
#include "fac-error.h"
#include "fac-key-store.h"
#include "fac-sandbox-process.h"
#include "fac-settings.h"
#include "fac-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* a network that the test switches */
#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject  parent_instance;
  gboolean available;
};

static void
test_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

static gboolean
test_network_initable (GInitable *self, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
test_network_initable_init (GInitableIface *iface)
{
  iface->init = test_network_initable;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_network_monitor_init))

static void
test_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, TEST_NETWORK (object)->available);
  else
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, 1, "network-available");
  g_object_class_override_property (object_class, 2, "network-metered");
  g_object_class_override_property (object_class, 3, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
  self->available = TRUE;
}

static void
switch_network (TestNetwork *network, gboolean available)
{
  network->available = available;
  g_signal_emit_by_name (network, "network-changed", available);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_connectivity (void)
{
  g_autoptr (TestNetwork) network = g_object_new (TEST_TYPE_NETWORK, NULL);
  g_autoptr (FacConnectivity) connectivity = fac_connectivity_new (G_NETWORK_MONITOR (network));
  guint changes = 0;

  g_signal_connect (connectivity, "notify::online", G_CALLBACK (on_notify), &changes);
  g_assert_true (fac_connectivity_is_online (connectivity));
  switch_network (network, TRUE);
  g_assert_cmpuint (changes, ==, 0);
  switch_network (network, FALSE);
  g_assert_false (fac_connectivity_is_online (connectivity));
  g_assert_cmpuint (changes, ==, 1);
  fac_connectivity_set_loopback (connectivity, TRUE);
  g_assert_true (fac_connectivity_is_online (connectivity));
  fac_connectivity_report (connectivity, FALSE);
  g_assert_false (fac_connectivity_is_online (connectivity));
  fac_connectivity_report (connectivity, TRUE);
  g_assert_true (fac_connectivity_is_online (connectivity));
  fac_connectivity_set_simulated_offline (connectivity, TRUE);
  fac_connectivity_report (connectivity, TRUE);
  g_assert_false (fac_connectivity_is_online (connectivity));
  g_assert_true (fac_connectivity_get_simulated_offline (connectivity));
  fac_connectivity_set_simulated_offline (connectivity, FALSE);
  g_assert_true (fac_connectivity_is_online (connectivity));
  fac_connectivity_set_loopback (connectivity, FALSE);
  g_assert_false (fac_connectivity_is_online (connectivity));
  switch_network (network, TRUE);
  fac_connectivity_report (connectivity, FALSE);
  switch_network (network, TRUE); /* another network: tried anew */
  g_assert_true (fac_connectivity_is_online (connectivity));
}

static char *
lookup (FacKeyStore *keys, gboolean livemode, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_key_store_lookup_async (keys, "org", livemode, NULL, fac_test_got, &result);
  return fac_key_store_lookup_finish (keys, fac_test_result (&result), error);
}

static void
check_round_trip (FacKeyStore *keys)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;
  char *key;

  g_assert_null (lookup (keys, FALSE, &error));
  g_assert_no_error (error);
  fac_key_store_store_async (keys, "org", FALSE, "sk_test_one", NULL, fac_test_got, &stored);
  g_assert_true (fac_key_store_store_finish (keys, fac_test_result (&stored), &error));
  key = lookup (keys, FALSE, &error);
  g_assert_cmpstr (key, ==, "sk_test_one");
  fac_key_free (key);
  g_assert_null (lookup (keys, TRUE, &error)); /* the other environment */
  fac_key_store_forget_async (keys, "org", FALSE, NULL, fac_test_got, &forgotten);
  g_assert_true (fac_key_store_forget_finish (keys, fac_test_result (&forgotten), &error));
  g_assert_null (lookup (keys, FALSE, &error));
  g_assert_no_error (error);
}

static void
test_memory_keys (void)
{
  g_autoptr (FacKeyStore) keys = fac_memory_key_store_new ();

  check_round_trip (keys);
  fac_key_free (NULL);
}

/* the desktop's own libraries leak when there is no bus */
static void
trap_without_bus (void)
{
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
}

static void
test_secret_keys (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *folder = fac_test_folder ();
      g_autofree char *file = g_build_filename (folder, "keyring", NULL);
      g_autoptr (FacKeyStore) keys = NULL;

      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
      g_setenv ("SECRET_FILE_TEST_PASSWORD", "x", TRUE);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
      keys = fac_secret_key_store_new ();
      check_round_trip (keys);
      return;
    }
  trap_without_bus ();
  g_test_trap_assert_passed ();
}

static void
test_no_keyring (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (FacKeyStore) keys = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GAsyncResult) stored = NULL;

      g_unsetenv ("SECRET_BACKEND");
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
      keys = fac_secret_key_store_new ();
      g_assert_null (lookup (keys, FALSE, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_UNAVAILABLE);
      g_clear_error (&error);
      fac_key_store_store_async (keys, "org", FALSE, "k", NULL, fac_test_got, &stored);
      g_assert_false (fac_key_store_store_finish (keys, fac_test_result (&stored), &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_UNAVAILABLE);
      return;
    }
  trap_without_bus ();
  g_test_trap_assert_passed ();
}

static void
test_cancelled_lookup (void)
{
  g_autoptr (FacKeyStore) keys = fac_secret_key_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  fac_key_store_lookup_async (keys, "org", FALSE, cancellable, fac_test_got, &result);
  g_assert_null (fac_key_store_lookup_finish (keys, fac_test_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_settings (void)
{
  static const char *const keys[] = {
    FAC_SETTING_WINDOW_WIDTH, FAC_SETTING_WINDOW_HEIGHT, FAC_SETTING_WINDOW_MAXIMIZED, FAC_SETTING_LAST_PAGE,
    FAC_SETTING_LAST_ORGANIZATION, FAC_SETTING_CATALOG_PATH, FAC_SETTING_COLOR_SCHEME, FAC_SETTING_SAVE_FOLDER,
    FAC_SETTING_LIST_SORT, FAC_SETTING_FILE_NAMES,
  };
  g_autoptr (GSettings) settings = fac_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) all = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  all = g_settings_schema_list_keys (schema);
  g_assert_cmpuint (g_strv_length (all), ==, G_N_ELEMENTS (keys));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (g_settings_schema_has_key (schema, keys[i]));
  g_assert_cmpint (g_settings_get_int (settings, FAC_SETTING_WINDOW_WIDTH), >=, 360);
  g_assert_true (g_settings_set_string (settings, FAC_SETTING_COLOR_SCHEME, "dark"));
}

/* a shell script in the sandbox's place: it notes its start, says its line, and waits for its lifeline to break */
static char *
write_script (const char *folder, const char *body)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n"
                                       "[ \"$1 $2 $3 $5 $6\" = '--listen 127.0.0.1:0 --state --lifeline 3' ] || exit 9\n"
                                       "echo start >> \"$4/log\"\n", body, NULL);
  char *path = g_build_filename (folder, "sandbox", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

static void
on_happened (gpointer source, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
on_failed (FacSandboxProcess *process, const char *message, gpointer data)
{
  g_assert_cmpstr (message, !=, "");
  *(gboolean *) data = TRUE;
}

static char *
read_log (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "log", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? text : g_strdup ("");
}

#define ANSWER "echo '{\"url\":\"http://127.0.0.1:4711/v2\",\"test_key\":\"sk_test_abc\",\"organization\":\"x\"}'\n"

static void
test_sandbox (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *script = write_script (folder, ANSWER "read -r nothing <&3\necho end >> \"$4/log\"\n");
  g_autoptr (FacSandboxProcess) process = fac_sandbox_process_new (script, folder);
  g_autofree char *log = NULL;
  gboolean ready = FALSE;

  g_signal_connect (process, "ready", G_CALLBACK (on_happened), &ready);
  g_assert_false (fac_sandbox_process_is_ready (process));
  g_assert_null (fac_sandbox_process_get_url (process));
  fac_sandbox_process_start (process);
  fac_sandbox_process_start (process); /* once */
  fac_test_await (&ready, 20);
  g_assert_true (fac_sandbox_process_is_ready (process));
  g_assert_cmpstr (fac_sandbox_process_get_url (process), ==, "http://127.0.0.1:4711/v2");
  g_assert_cmpstr (fac_sandbox_process_get_test_key (process), ==, "sk_test_abc");
  fac_sandbox_process_stop (process);
  g_assert_null (fac_sandbox_process_get_test_key (process));
  log = read_log (folder);
  g_assert_true (g_str_has_prefix (log, "start\n"));
}

static void
test_sandbox_returns (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *script = write_script (folder, "if [ -e \"$4/second\" ]; then " ANSWER "read -r nothing <&3; fi\n"
                                                  "touch \"$4/second\"; echo nonsense; exit 1\n");
  g_autoptr (FacSandboxProcess) process = fac_sandbox_process_new (script, folder);
  g_autofree char *log = NULL;
  gboolean ready = FALSE, failed = FALSE;

  g_signal_connect (process, "ready", G_CALLBACK (on_happened), &ready);
  g_signal_connect (process, "failed", G_CALLBACK (on_failed), &failed);
  fac_sandbox_process_start (process);
  fac_test_await (&failed, 20);
  g_assert_false (fac_sandbox_process_is_ready (process));
  fac_test_await (&ready, 20);
  fac_sandbox_process_stop (process);
  log = read_log (folder);
  g_assert_cmpstr (log, ==, "start\nstart\n");
}

static void
test_sandbox_absent (void)
{
  g_autoptr (FacSandboxProcess) process = fac_sandbox_process_new ("/nonexistent/sandbox", "/tmp");
  gboolean failed = FALSE;

  g_signal_connect (process, "failed", G_CALLBACK (on_failed), &failed);
  fac_sandbox_process_start (process);
  fac_test_await (&failed, 20);
  fac_sandbox_process_stop (process);
  g_assert_false (fac_sandbox_process_is_ready (process));
}

static void
test_find_sandbox (void)
{
  g_autofree char *found = NULL;

  g_setenv ("FACTURADOR_SANDBOX", "/some/where", TRUE);
  found = fac_sandbox_process_find ();
  g_assert_cmpstr (found, ==, "/some/where");
  g_unsetenv ("FACTURADOR_SANDBOX");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectivity", test_connectivity);
  g_test_add_func ("/keys/memory", test_memory_keys);
  g_test_add_func ("/keys/secret", test_secret_keys);
  g_test_add_func ("/keys/no-keyring", test_no_keyring);
  g_test_add_func ("/keys/cancelled", test_cancelled_lookup);
  g_test_add_func ("/settings", test_settings);
  g_test_add_func ("/sandbox/ready", test_sandbox);
  g_test_add_func ("/sandbox/returns", test_sandbox_returns);
  g_test_add_func ("/sandbox/absent", test_sandbox_absent);
  g_test_add_func ("/sandbox/find", test_find_sandbox);
  return g_test_run ();
}
