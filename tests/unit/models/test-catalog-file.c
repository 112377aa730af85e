/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import of the SAT's catalogues goes on when its window is closed: who looks again finds it. */
#include "fac-catalog-file.h"

#include "models-fixture.h"

#include "fac-test.h"

static void
test_one_at_a_time (void)
{
  FacWorkspace *workspace = models_workspace (NULL);
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = g_build_filename (folder, "none.tsv", NULL);
  g_autoptr (FacCatalogFile) first = fac_catalog_file_new (workspace);
  g_autoptr (FacCatalogFile) second = NULL;
  g_autoptr (FacCatalogFile) third = NULL;

  fac_catalog_file_import (first, path);
  second = fac_catalog_file_new (workspace);
  g_assert_true (fac_catalog_file_is_running (second));
  g_assert_true (second == first);
  while (fac_catalog_file_is_running (first))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (fac_catalog_file_get_error (second));
  third = fac_catalog_file_new (workspace);
  g_assert_false (third == first);
  g_assert_null (fac_catalog_file_get_error (third));
  models_spin (50);
  models_close (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/catalog-file/one-at-a-time", test_one_at_a_time);
  return g_test_run ();
}
