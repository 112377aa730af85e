/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_ORGANIZATION_BUTTON (fac_organization_button_get_type ())
G_DECLARE_FINAL_TYPE (FacOrganizationButton, fac_organization_button, FAC, ORGANIZATION_BUTTON, AdwBin)

/** FacOrganizationButton: who issues now (name, RFC, environment), and the way to the others. */
void fac_organization_button_set_directory (FacOrganizationButton *self, FacDirectory *directory);
void fac_organization_button_set_workspace (FacOrganizationButton *self, FacWorkspace *workspace);

G_END_DECLS
