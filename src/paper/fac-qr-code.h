/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_qr_code_make: @text as a QR code: a byte for each module, line by line, 1 is dark, without the quiet zone around
 * it, as on paper. @side: (out): modules in a line. Returns: (transfer full) (nullable): %NULL when it is too long */
GBytes *fac_qr_code_make (const char *text, guint *side);

G_END_DECLS
