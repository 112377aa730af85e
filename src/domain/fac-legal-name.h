/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_legal_name_clean: the name as CFDI 4.0 wants it: upper case with accents and Ñ, single blanks, no final dot,
 * without the régimen de capital ("S.A. de C.V.", "S. de R.L.", …; cfdi.md §13). A suggestion: some names end in those
 * words.
 * Returns: (transfer full)
 */
char *fac_legal_name_clean (const char *name);
/** fac_legal_name_clean_for: the same of whom the RFC @tax_id (nullable) belongs to: the name of a person ends in no
 * régimen, some surnames are Sa; that of the general public has no accent. Returns: (transfer full) */
char *fac_legal_name_clean_for (const char *name, const char *tax_id);
/** fac_legal_name_picture: the first emoji or other sign that is written in no tax certificate. Returns: (transfer
 * full) (nullable) */
char *fac_legal_name_picture (const char *name);

G_END_DECLS
