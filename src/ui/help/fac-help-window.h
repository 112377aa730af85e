/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_help_present: the help, in the desktop's help browser, or in a window of our own where there is none. */
void fac_help_present (GtkWindow *parent);

G_END_DECLS
