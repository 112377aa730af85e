/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make-home FOLDER: remembers the practice company in the data FOLDER of the program, and prints the folder of the company's documents.
 */
#include "fac-directory-private.h"

#include <stdlib.h>

static void
got (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
remember (const char *folder, FacOrganization *organization, GError **error)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (FacOrganizationStore) store = NULL;

  fac_organization_store_open_async (folder, NULL, got, &opened);
  store = fac_organization_store_open_finish (wait_for (&opened), error);
  if (store == NULL)
    return FALSE;
  fac_organization_store_save_async (store, organization, got, &saved);
  if (!fac_organization_store_write_finish (store, wait_for (&saved), error))
    return FALSE;
  fac_organization_store_close_async (store, got, &closed);
  return fac_organization_store_write_finish (store, wait_for (&closed), error);
}

static FacOrganization *
practice_company (void)
{
  FacOrganization *organization = fac_organization_new ();

  g_free (organization->id);
  organization->id = g_strdup (FAC_PRACTICE_ID);
  g_free (organization->provider);
  organization->provider = g_strdup (FAC_PROVIDER_SANDBOX);
  organization->legal_name = g_strdup ("ESCUELA KEMPER URGATE");
  organization->tax_id = g_strdup ("EKU9003173C9");
  organization->tax_system = g_strdup ("601");
  return organization;
}

int
main (int argc, char **argv)
{
  g_autoptr (FacOrganization) organization = practice_company ();
  g_autoptr (FacPaths) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *documents = NULL;

  if (argc != 2)
    return EXIT_FAILURE;
  paths = fac_paths_new (argv[1], NULL);
  if (!remember (argv[1], organization, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  documents = fac_paths_for_organization (paths, organization->id, organization->livemode);
  g_print ("%s\n", documents);
  return EXIT_SUCCESS;
}
