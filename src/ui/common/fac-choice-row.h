/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_choice_row_add: one of several choices at the end of @group: what it is and what it means. @first: (nullable):
 * the check of the first of them. @row_out: (out) (optional). Returns: (transfer none): its check */
GtkCheckButton *fac_choice_row_add (AdwPreferencesGroup *group, GtkCheckButton *first, const char *title,
                                    const char *meaning, AdwActionRow **row_out);

G_END_DECLS
