/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-source.h"

G_DEFINE_INTERFACE (FacCatalogSource, fac_catalog_source, G_TYPE_OBJECT)

static void
fac_catalog_source_default_init (FacCatalogSourceInterface *iface)
{
}

FacCatalogEntry *
fac_catalog_entry_new (const char *key, const char *es, const char *en)
{
  FacCatalogEntry *self = g_new0 (FacCatalogEntry, 1);

  self->key = g_strdup (key);
  self->es = g_strdup (es);
  self->en = g_strdup (en);
  return self;
}

FacCatalogEntry *
fac_catalog_entry_copy (const FacCatalogEntry *self)
{
  FacCatalogEntry *copy = fac_catalog_entry_new (self->key, self->es, self->en);

  copy->valid_from = g_strdup (self->valid_from);
  copy->valid_to = g_strdup (self->valid_to);
  return copy;
}

void
fac_catalog_entry_free (FacCatalogEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->es);
  g_free (self->en);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self);
}

FacCatalogEntry *
fac_catalog_source_lookup (FacCatalogSource *self, const char *catalog, const char *key)
{
  return FAC_CATALOG_SOURCE_GET_IFACE (self)->lookup (self, catalog, key);
}

FacKnown
fac_catalog_source_knows (FacCatalogSource *self, const char *catalog, const char *key)
{
  return FAC_CATALOG_SOURCE_GET_IFACE (self)->knows (self, catalog, key);
}

FacKnown
fac_catalog_source_use_allowed (FacCatalogSource *self, const char *use, const char *tax_system,
                                gboolean moral)
{
  return FAC_CATALOG_SOURCE_GET_IFACE (self)->use_allowed (self, use, tax_system, moral);
}

FacKnown
fac_catalog_source_system_allowed (FacCatalogSource *self, const char *tax_system, gboolean moral)
{
  return FAC_CATALOG_SOURCE_GET_IFACE (self)->system_allowed (self, tax_system, moral);
}
