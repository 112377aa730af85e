/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_text_decode: a file's bytes as UTF-8 without a byte order mark and with lines that end in "\n" alone: UTF-8 and
 * UTF-16 by their mark or by being valid, else the one of the old encodings in which the text has the most Spanish
 * letters, uchardet's guess among them.
 * @encoding: (out) (nullable): its usual name, static
 *
 * Errors: %FAC_ERROR_INVALID when it is no text. Returns: (transfer full) (nullable)
 */
char *fac_text_decode (GBytes *bytes, const char **encoding, GError **error);

G_END_DECLS
