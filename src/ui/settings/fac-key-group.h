/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_KEY_GROUP (fac_key_group_get_type ())
G_DECLARE_FINAL_TYPE (FacKeyGroup, fac_key_group, FAC, KEY_GROUP, AdwPreferencesGroup)

/** FacKeyGroup: where the key of @workspace is, and how it goes from there. */
GtkWidget *fac_key_group_new (FacWorkspace *workspace);

G_END_DECLS
