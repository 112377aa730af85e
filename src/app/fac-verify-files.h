/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_verify_files: --verify FILE…: prints for each file "ok FILE UUID", or "bad FILE CODE reason" with what weighs
 * most, in the order given; names and reasons stay in their line. Needs no display and nothing that is configured.
 * Returns: the exit status: 0 all good, 1 something is not */
int fac_verify_files (const char *const *files);

G_END_DECLS
