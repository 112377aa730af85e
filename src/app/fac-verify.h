/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-file-check.h"

G_BEGIN_DECLS

/** FAC_VERIFY_STATE: state of the action "verify" of a program that is open: whether it is still checking, lines about
 * what is missing or altered, how many files are good, owed, missing, altered. */
#define FAC_VERIFY_STATE "(bsuuuu)"

/** fac_verify_everything: --verify: all files of all organizations on this computer; what is missing or altered will be
 * fetched again. Returns: the exit status: 0 all good, 1 something is not, 2 something could not be checked */
int fac_verify_everything (void);
/** fac_verify_lines: what --verify prints of @check. Returns: (transfer full) */
char *fac_verify_lines (FacFileCheck *check);

G_END_DECLS
