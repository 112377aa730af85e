/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CHOICE_ROW (fac_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (FacChoiceRow, fac_choice_row, FAC, CHOICE_ROW, AdwComboRow)

/** fac_choice_row_bind: the row shows and sets the enumerated string @key; @values and @labels in the same order,
 * NULL-terminated. */
void fac_choice_row_bind (FacChoiceRow *self, GSettings *settings, const char *key, const char *const *values,
                          const char *const *labels);

G_END_DECLS
