/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONSTANCIA_SYSTEMS_GROUP (fac_constancia_systems_group_get_type ())
G_DECLARE_FINAL_TYPE (FacConstanciaSystemsGroup, fac_constancia_systems_group, FAC, CONSTANCIA_SYSTEMS_GROUP,
                      AdwPreferencesGroup)

/** FacConstanciaSystemsGroup: the régimen of a constancia: the one in force is taken; of several the person chooses. */
void     fac_constancia_systems_group_show (FacConstanciaSystemsGroup *self, FacWorkspace *workspace,
                                            const FacConstancia *constancia, const FacCustomer *customer);
/** fac_constancia_systems_group_is_chosen: %FALSE while the person still has to choose. */
gboolean fac_constancia_systems_group_is_chosen (FacConstanciaSystemsGroup *self);
/** fac_constancia_systems_group_ask: says so, and puts the cursor there. */
void     fac_constancia_systems_group_ask  (FacConstanciaSystemsGroup *self);
/** fac_constancia_systems_group_take: writes what was chosen into @customer. */
void     fac_constancia_systems_group_take (FacConstanciaSystemsGroup *self, FacCustomer *customer);

G_END_DECLS
