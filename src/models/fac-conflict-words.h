/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/**
 * fac_conflict_field_name: the member at @path (fac-merge.h) as people call it: "Postal code", "Line 2: quantity".
 * Returns: (transfer full) (nullable): %NULL for what nobody writes (ids, times)
 */
char *fac_conflict_field_name (const char *path);
/**
 * fac_conflict_value_text: @value (nullable) of the member at @path as people read it. @currency: of the amounts, %NULL
 * for MXN
 * Returns: (transfer full)
 */
char *fac_conflict_value_text (FacWorkspace *workspace, const char *path, GVariant *value, const char *currency);

G_END_DECLS
