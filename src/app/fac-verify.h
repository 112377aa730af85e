/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_verify_files: --verify FILE…: seals and timbres of fiscal XML. Prints a line for each. Returns: the exit status */
int fac_verify_files (const char *const *files);
/** fac_verify_everything: --verify: all files of all organizations on this computer; what is missing or altered will be
 * fetched again. Returns: the exit status: 0 all good, 1 something is not, 2 something could not be checked */
int fac_verify_everything (void);

G_END_DECLS
