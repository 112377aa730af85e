/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_sandbox_retention_word: what an element or attribute of the complement for platforms is called on paper; names
 * of other complements stay as the SAT writes them. Returns: (transfer none) */
const char *fac_sandbox_retention_word (const char *name);

G_END_DECLS
