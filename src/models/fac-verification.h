/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_verification_qr: the QR code of @link, where the SAT tells of a document, as it is on its paper: a byte for each
 * module, line by line, 1 is dark. @side: (out): modules in a line. Returns: (transfer full) (nullable) */
GBytes *fac_verification_qr (const char *link, guint *side);

G_END_DECLS
