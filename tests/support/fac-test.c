/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-test.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

static GPtrArray *folders;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
remove_folders (void)
{
  for (guint i = 0; i < folders->len; i++)
    remove_tree (g_ptr_array_index (folders, i));
  g_ptr_array_unref (folders);
  folders = NULL;
}

char *
fac_test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("facturador-test-XXXXXX", &error);

  g_assert_no_error (error);
  if (folders == NULL)
    {
      folders = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_folders);
    }
  g_ptr_array_add (folders, g_strdup (folder));
  return folder;
}

char *
fac_test_file (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), name, NULL);
}

char *
fac_test_built (const char *name)
{
  const char *build = g_getenv ("FACTURADOR_BUILD");
  g_autofree char *program = build == NULL ? g_file_read_link ("/proc/self/exe", NULL) : NULL;
  g_autofree char *suite = program != NULL ? g_path_get_dirname (program) : NULL;

  if (build != NULL)
    return g_build_filename (build, name, NULL);
  g_assert_nonnull (suite);
  return g_build_filename (suite, "..", "..", name, NULL);
}

char *
fac_test_shared (const char *name)
{
  const char *root = g_getenv ("FACTURADOR_SHARED");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return g_steal_pointer (&path);
}

void
fac_test_skip_shared (const char *name)
{
  g_autofree char *reason = g_strdup_printf ("SKIPPED: %s is not beside this checkout", name);

  g_test_skip (reason);
}

gboolean
fac_test_comma_locale (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = NULL;
  const char *command[] = { "localedef", "-i", "es_ES", "-f", "UTF-8", NULL, NULL };

  if (setlocale (LC_ALL, "es_ES.UTF-8") == NULL)
    {
      folder = fac_test_folder ();
      place = g_build_filename (folder, "es_ES.UTF-8", NULL);
      command[5] = place;
      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, NULL, NULL);
      g_setenv ("LOCPATH", folder, TRUE);
      if (setlocale (LC_ALL, "es_ES.UTF-8") == NULL)
        return FALSE;
    }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  return TRUE;
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("nothing came within the time limit");
  return G_SOURCE_REMOVE;
}

guint
fac_test_patience (guint seconds)
{
  const char *slower = g_getenv ("FACTURADOR_TIMEOUT_MULTIPLIER");

  return seconds * (guint) MAX (1, slower != NULL ? g_ascii_strtoull (slower, NULL, 10) : 1);
}

void
fac_test_await (gboolean *done, guint seconds)
{
  guint limit = g_timeout_add_seconds (fac_test_patience (seconds), on_too_late, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

void
fac_test_got (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **place = data;

  *place = g_object_ref (result);
}

GAsyncResult *
fac_test_result (GAsyncResult **result)
{
  guint limit = g_timeout_add_seconds (fac_test_patience (60), on_too_late, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  return *result;
}
