/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-directory-private.h"

G_DEFINE_FINAL_TYPE (FacDirectoryItem, fac_directory_item, G_TYPE_OBJECT)

static void
fac_directory_item_finalize (GObject *object)
{
  FacDirectoryItem *self = FAC_DIRECTORY_ITEM (object);

  fac_organization_unref (self->organization);
  G_OBJECT_CLASS (fac_directory_item_parent_class)->finalize (object);
}

static void
fac_directory_item_class_init (FacDirectoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_directory_item_finalize;
}

static void
fac_directory_item_init (FacDirectoryItem *self)
{
}

FacDirectoryItem *
_fac_directory_item_new (FacOrganization *organization)
{
  FacDirectoryItem *self = g_object_new (FAC_TYPE_DIRECTORY_ITEM, NULL);

  self->organization = fac_organization_ref (organization);
  return self;
}

FacOrganization *
fac_directory_item_get_organization (FacDirectoryItem *self)
{
  return self->organization;
}
