/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_formula_guard: @text so that no spreadsheet takes it for a formula: with an apostrophe before =, +, -, @ and
 * control characters at its begin. Returns: (transfer full) */
char *fac_formula_guard   (const char *text);
/** fac_formula_unguard: takes off the apostrophe that fac_formula_guard() puts, and no other. Returns: (transfer
 * full) */
char *fac_formula_unguard (const char *text);

G_END_DECLS
