/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FAC_EMAIL_MOST: as many addresses as one message may have (API §1.8). */
#define FAC_EMAIL_MOST 10

/** fac_email_is_valid: whether @address has the shape of one address; the service alone knows whether it exists. */
gboolean fac_email_is_valid (const char *address);
/** fac_email_split: the addresses in @text, separated by commas, semicolons or line ends, each once, as typed. Blanks
 * separate what are addresses, too; what is none stays whole, to be named. Returns: (transfer full) (array
 * zero-terminated=1) */
char   **fac_email_split    (const char *text);

G_END_DECLS
