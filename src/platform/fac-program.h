/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_program_find: another program of this one, called @name: what the environment's @variable says, one in the build
 * folder this program runs from, or the one in libexecdir. Returns: (transfer full) (nullable) */
char *fac_program_find (const char *name, const char *variable);

G_END_DECLS
