/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-choices.h"

#include "fac-text.h"

#include <glib/gi18n.h>

GPtrArray *
fac_customer_systems (FacWorkspace *workspace, FacPersonKind person)
{
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (fac_workspace_get_catalog (workspace));
  GPtrArray *all = fac_workspace_list_catalog (workspace, FAC_CATALOG_TAX_SYSTEMS);
  GPtrArray *allowed = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      FacCatalogEntry *entry = all->pdata[i];

      if (person == FAC_PERSON_UNKNOWN
          || fac_catalog_source_system_allowed (catalog, entry->key,
                                                person == FAC_PERSON_MORAL) != FAC_KNOWN_NO)
        g_ptr_array_add (allowed, entry);
    }
  return allowed;
}

GPtrArray *
fac_customer_uses (FacWorkspace *workspace, FacPersonKind person, const char *system)
{
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (fac_workspace_get_catalog (workspace));
  GPtrArray *all = fac_workspace_list_catalog (workspace, FAC_CATALOG_USES);
  GPtrArray *allowed = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      FacCatalogEntry *entry = all->pdata[i];

      if (person == FAC_PERSON_UNKNOWN || fac_text_is_empty (system)
          || fac_catalog_source_use_allowed (catalog, entry->key, system,
                                             person == FAC_PERSON_MORAL) != FAC_KNOWN_NO)
        g_ptr_array_add (allowed, entry);
    }
  return allowed;
}

const char *
fac_customer_border_words (FacWorkspace *workspace, const char *zip)
{
  switch (fac_workspace_zip_border (workspace, zip))
    {
    case FAC_CATALOG_BORDER_NORTH:
      return _("In the northern border region, as far as is known here: if your business is there "
               "too and has the stimulus, its IVA is 8 %.");
    case FAC_CATALOG_BORDER_SOUTH:
      return _("In the southern border region, as far as is known here: if your business is there "
               "too and has the stimulus, its IVA is 8 %.");
    case FAC_CATALOG_BORDER_NONE:
    default:
      return NULL;
    }
}
