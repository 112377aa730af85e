/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_STORAGE_GROUP (fac_storage_group_get_type ())
G_DECLARE_FINAL_TYPE (FacStorageGroup, fac_storage_group, FAC, STORAGE_GROUP, AdwPreferencesGroup)

/** FacStorageGroup: the stored XML of @workspace: checks them and shows what was found. */
GtkWidget *fac_storage_group_new (FacWorkspace *workspace);

G_END_DECLS
