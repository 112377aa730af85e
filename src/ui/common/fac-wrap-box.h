/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_WRAP_BOX (fac_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (FacWrapBox, fac_wrap_box, FAC, WRAP_BOX, GtkWidget)

/** FacWrapBox: children in a line, and in further lines beneath when they do not fit in one.
 * Property "spacing", between children and between lines; "at-end" moves the lines to the end. */
void       fac_wrap_box_append (FacWrapBox *self, GtkWidget *child);

G_END_DECLS
