/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_TEXT_ROW (fac_text_row_get_type ())
G_DECLARE_FINAL_TYPE (FacTextRow, fac_text_row, FAC, TEXT_ROW, AdwPreferencesRow)

/** FacTextRow: a text of several lines under its title: XML, a letter. Tab leaves it. Signal "changed" after
 * each change of the text. */
GtkWidget *fac_text_row_new (const char *title);
/** fac_text_row_get_text: Returns: (transfer full) */
char      *fac_text_row_get_text (FacTextRow *self);
/** fac_text_row_set_text: (nullable); the same text leaves the cursor where it is. */
void       fac_text_row_set_text (FacTextRow *self, const char *text);
/** fac_text_row_add_suffix: a control beside the title. */
void       fac_text_row_add_suffix (FacTextRow *self, GtkWidget *widget);

G_END_DECLS
