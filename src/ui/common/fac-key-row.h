/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_KEY_ROW (fac_key_row_get_type ())
G_DECLARE_FINAL_TYPE (FacKeyRow, fac_key_row, FAC, KEY_ROW, AdwComboRow)

/** FacKeyRow: a choice among the entries of a small catalogue, "601 · General de Ley Personas Morales". Signal "picked"
 * when the person chose another one. */
GtkWidget  *fac_key_row_new (void);
/** fac_key_row_set_entries: (element-type FacCatalogEntry): copied; the chosen key stays, and is kept as an extra entry
 * when @entries lacks it. @none: label of a first empty choice, NULL for none. */
void        fac_key_row_set_entries (FacKeyRow *self, GPtrArray *entries, const char *none);
const char *fac_key_row_get_key (FacKeyRow *self); /* NULL: nothing chosen */
void        fac_key_row_set_key (FacKeyRow *self, const char *key);

G_END_DECLS
