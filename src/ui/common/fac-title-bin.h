/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_TITLE_BIN (fac_title_bin_get_type ())
G_DECLARE_FINAL_TYPE (FacTitleBin, fac_title_bin, FAC, TITLE_BIN, GtkWidget)

/** FacTitleBin: shows the title of a page whole or not at all.
 * Property "child"; property "fits" (read only), told outside of allocation, says which. */
gboolean fac_title_bin_get_fits (FacTitleBin *self);

G_END_DECLS
