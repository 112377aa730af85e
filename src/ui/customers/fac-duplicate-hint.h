/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_DUPLICATE_HINT (fac_duplicate_hint_get_type ())
G_DECLARE_FINAL_TYPE (FacDuplicateHint, fac_duplicate_hint, FAC, DUPLICATE_HINT, AdwBin)

/** FacDuplicateHint: says that another customer has the same RFC, and leads to it; absent when none has. */
/** fac_duplicate_hint_follow: looks for those that have the RFC of @customer, unless it is a generic one. */
void fac_duplicate_hint_follow (FacDuplicateHint *self, FacWorkspace *workspace, const FacCustomer *customer);

G_END_DECLS
