/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** fac_about_present: name, version, licence. */
void fac_about_present     (GtkWindow *parent);
/** fac_shortcuts_present: all keys of the program. */
void fac_shortcuts_present (GtkWindow *parent);

G_END_DECLS
