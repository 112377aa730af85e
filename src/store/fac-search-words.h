/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_search_words_add: appends the normalised words of @text (nullable) to @words, each once with a blank before it: lower
 * case, no accents, numbers without grouping and trailing zeros ("1,345.60" → "1345.6"), what is written together
 * with signs inside also as one word ("XAXX-010101" → "xaxx 010101 xaxx010101").
 */
void  fac_search_words_add (GString *words, const char *text);
/**
 * fac_search_words_add_folio: series and number so that "A 1203", "A-1203", "a1203" and "1203" find it.
 */
void  fac_search_words_add_folio (GString *words, const char *series, const char *number);
/** fac_search_words_add_uuid: one word, so that its first letters find it with or without hyphens. */
void  fac_search_words_add_uuid (GString *words, const char *uuid);

/**
 * fac_search_expression: the FTS5 expression for what a person typed: all words, each as the beginning of a word. No sign of
 * the text reaches FTS5 as an operator. Returns: (transfer full) (nullable): %NULL when it holds no word
 */
char *fac_search_expression (const char *text);

G_END_DECLS
