/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_sandbox_plain_text: the text of an HTML fragment (nullable), for paper: tags out, entities read, blocks and rows
 * on lines of their own, cells of a row with " · " between, "• " before what is listed. Without any tag its lines stay
 * as they are. Returns: (transfer full) */
char *fac_sandbox_plain_text (const char *html);

G_END_DECLS
