/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacSearchWords: the words of one row of a search index while they are collected, each once. */
typedef struct _FacSearchWords FacSearchWords;
/** fac_search_words_new: no words. Returns: (transfer full) */
FacSearchWords *fac_search_words_new (void);
/** fac_search_words_end: frees @self. Returns: (transfer full): its words with blanks between */
char *fac_search_words_end (FacSearchWords *self);

/**
 * fac_search_words_add: adds the normalised words of @text (nullable): lower
 * case, no accents, numbers without grouping and trailing zeros ("1,345.60" → "1345.6"), what is written together
 * with signs inside also as one word ("XAXX-010101" → "xaxx 010101 xaxx010101").
 */
void  fac_search_words_add (FacSearchWords *self, const char *text);
/** fac_search_words_add_aside: the same of a @text by which a row is found only where one looks for everything: what is
 * so common that it would hide the row one means. */
void  fac_search_words_add_aside (FacSearchWords *self, const char *text);
/**
 * fac_search_words_add_folio: series and number so that "A 1203", "A-1203", "a1203" and "1203" find it.
 */
void  fac_search_words_add_folio (FacSearchWords *self, const char *series, const char *number);
/** fac_search_words_add_uuid: one word, so that its first letters find it with or without hyphens. */
void  fac_search_words_add_uuid (FacSearchWords *self, const char *uuid);

/**
 * fac_search_expression: the FTS5 expression for what a person typed: all words, each as the beginning of a word. No
 * sign of the text reaches FTS5 as an operator. Returns: (transfer full) (nullable): %NULL when it holds no word
 */
char *fac_search_expression (const char *text);
/** fac_search_expression_aside: the same, also among what was added aside. Returns: (transfer full) (nullable) */
char *fac_search_expression_aside (const char *text);

G_END_DECLS
