/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paths.h"

#include "fac-error.h"

#include <errno.h>
#include <glib/gstdio.h>

#define PRIVATE_FOLDER 0700

struct _FacPaths
{
  GObject parent_instance;
  char   *data;
  char   *cache;
};

G_DEFINE_TYPE (FacPaths, fac_paths, G_TYPE_OBJECT)

static char *
existing (const char *folder, const char *between, const char *name)
{
  g_autofree char *path = g_build_filename (folder, between, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

/* The program run from where it was built must find the data built with it, not an installed one. */
static char *
find_in_build_tree (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");

  while (folder[0] == '/' && folder[1] != '\0')
    {
      g_autofree char *mark = g_build_filename (folder, "meson-info", NULL);
      g_autofree char *parent = g_path_get_dirname (folder);
      char *found;

      if (g_file_test (mark, G_FILE_TEST_IS_DIR))
        {
          found = existing (folder, "data", name);
          return found != NULL ? found : existing (parent, "data", name);
        }
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
  return NULL;
}

static void
fac_paths_finalize (GObject *object)
{
  FacPaths *self = FAC_PATHS (object);

  g_free (self->data);
  g_free (self->cache);
  G_OBJECT_CLASS (fac_paths_parent_class)->finalize (object);
}

static void
fac_paths_class_init (FacPathsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_paths_finalize;
}

static void
fac_paths_init (FacPaths *self)
{
}

FacPaths *
fac_paths_new (const char *data, const char *cache)
{
  FacPaths *self = g_object_new (FAC_TYPE_PATHS, NULL);

  self->data = data != NULL ? g_strdup (data) : g_build_filename (g_get_user_data_dir (),
                                                                  "facturador", NULL);
  self->cache = cache != NULL ? g_strdup (cache)
                              : g_build_filename (g_get_user_cache_dir (), "facturador", NULL);
  return self;
}

const char *
fac_paths_get_data (FacPaths *self)
{
  return self->data;
}

const char *
fac_paths_get_cache (FacPaths *self)
{
  return self->cache;
}

char *
fac_paths_for_organization (FacPaths *self, const char *organization, gboolean livemode)
{
  return g_build_filename (self->data, organization, livemode ? "live" : "test", NULL);
}

char *
fac_paths_for_cache (FacPaths *self, const char *organization, gboolean livemode)
{
  return g_build_filename (self->cache, organization, livemode ? "live" : "test", NULL);
}

char *
fac_paths_find_data (FacPaths *self, const char *name)
{
  const char *given = g_getenv ("FACTURADOR_DATADIR");
  char *found;

  if (given != NULL && *given != '\0')
    return existing (given, "", name);
  found = find_in_build_tree (name);
  return found != NULL ? found : existing (PKGDATADIR, "", name);
}

gboolean
fac_paths_make_private (const char *folder, GError **error)
{
  GStatBuf status;
  int failure;

  if (g_mkdir_with_parents (folder, PRIVATE_FOLDER) == 0 && g_stat (folder, &status) == 0
      && ((status.st_mode & 0777) == PRIVATE_FOLDER || g_chmod (folder, PRIVATE_FOLDER) == 0))
    return TRUE;
  failure = errno;
  g_set_error (error, FAC_ERROR,
               failure == ENOSPC || failure == EDQUOT         ? FAC_ERROR_NO_SPACE
               : failure == EACCES || failure == EPERM || failure == EROFS ? FAC_ERROR_PERMISSION
                                                                           : FAC_ERROR_FAILED,
               "%s: %s", folder, g_strerror (failure));
  return FALSE;
}
