/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-program.h"

static char *
executable_in (const char *folder, const char *between, const char *name)
{
  g_autofree char *path = g_build_filename (folder, between, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR)
           ? g_steal_pointer (&path) : NULL;
}

static char *
find_in_build_tree (const char *name)
{
  static const char *const places[] = { "src/sandbox", "src", "src/app", "." };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");

  while (folder[0] == '/' && folder[1] != '\0')
    {
      g_autofree char *mark = g_build_filename (folder, "meson-info", NULL);
      char *found = NULL;
      char *parent;

      for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (places)
           && g_file_test (mark, G_FILE_TEST_IS_DIR); i++)
        found = executable_in (folder, places[i], name);
      if (found != NULL)
        return found;
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

char *
fac_program_find (const char *name, const char *variable)
{
  const char *given = g_getenv (variable);
  char *found;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  found = find_in_build_tree (name);
  return found != NULL ? found : executable_in (LIBEXECDIR, ".", name);
}
