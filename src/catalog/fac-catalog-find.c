/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"

#include "fac-catalog-import.h"

#define FULL_NAME "shared/data/sat/sat-catalogs.sqlite"

static char *
existing (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FULL_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* The build folder lies in the checkout or beside it; the shared data beside the checkout. */
static char *
beside_build_folder (const char *build)
{
  g_autofree char *parent = g_path_get_dirname (build);
  g_autofree char *above = g_path_get_dirname (parent);
  char *found = existing (above);

  return found != NULL ? found : existing (parent);
}

static char *
beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");

  while (folder[0] == '/' && folder[1] != '\0')
    {
      g_autofree char *mark = g_build_filename (folder, "meson-info", NULL);
      char *parent;

      if (g_file_test (mark, G_FILE_TEST_IS_DIR))
        return beside_build_folder (folder);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

char *
fac_catalog_find_full (FacPaths *paths, const char *configured)
{
  const char *named = configured;
  g_autofree char *imported = NULL;
  char *installed;

  if (named == NULL || *named == '\0')
    named = g_getenv ("FACTURADOR_SAT_CATALOG");
  if (named != NULL && *named != '\0')
    return g_file_test (named, G_FILE_TEST_IS_REGULAR) ? g_strdup (named) : NULL;
  imported = g_build_filename (fac_paths_get_data (paths), FAC_CATALOG_FULL_NAME, NULL);
  if (g_file_test (imported, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&imported);
  installed = fac_paths_find_data (paths, FAC_CATALOG_FULL_NAME);
  return installed != NULL ? installed : beside_program ();
}
