/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_text_fold: lower case, without accents (ñ becomes n), runs of blanks as one, trimmed; for comparing and
 * searching.
 * Returns: (transfer full)
 */
char *fac_text_fold (const char *text);

/** fac_text_normalize_space: trims and folds runs of space, tab, CR, LF into one space (XPath normalize-space).
 * Returns: (transfer full) */
char *fac_text_normalize_space (const char *text);

/** fac_text_visible: @text without the characters that nobody sees: controls but tab and line ends, marks of the
 * direction of writing, blanks without width. Returns: (transfer full) */
char *fac_text_visible (const char *text);

/** fac_text_show_unseen: @text with codes ("[U+202E]") in place of what fac_text_visible() leaves out. Returns:
 * (transfer full) */
char *fac_text_show_unseen (const char *text);

/** fac_text_line: what a person typed into a field of one line: only what can be seen, blanks as
 * fac_text_normalize_space() leaves them. Returns: (transfer full) */
char *fac_text_line (const char *text);

/**
 * fac_text_printf: like g_strdup_printf(), for texts with counts (%'u): between thousands stands a comma, as in
 * amounts, where the locale has a kind of blank (es_MX of glibc has U+202F). Returns: (transfer full)
 */
char *fac_text_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** fac_text_cut: at most @characters characters of @text, never through a character. Returns: (transfer full) */
char *fac_text_cut (const char *text, gsize characters);

/** fac_text_is_empty: %NULL, empty or only blanks. */
gboolean fac_text_is_empty (const char *text);

/** fac_set_string: replaces @field by a copy of @value. Returns: whether it changed (g_set_str of newer GLib) */
gboolean fac_set_string (char **field, const char *value);

G_END_DECLS
