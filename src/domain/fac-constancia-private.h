/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"

G_BEGIN_DECLS

/* The reader's parts: text and places in it, labelled fields, dates, the table of régimen. */

/** fac_constancia_clean_text: valid, composed, without control characters, page lines and marks of quotation;
 * lines end in LF. Returns: (transfer full) */
char *fac_constancia_clean_text (const char *text);
/** fac_constancia_match: whether @text begins with @words, whose blanks stand for any blanks and line ends. Returns:
 * (nullable): where it ends */
const char *fac_constancia_match (const char *text, const char *words);
/** fac_constancia_find: the first place of @words in @text. @end: (out) (optional): behind it. Returns: (nullable) */
const char *fac_constancia_find (const char *text, const char *words, const char **end);
/** fac_constancia_cut: the text behind @start up to the first of @ends (%NULL ends the list) or the end of all.
 * Returns: (transfer full) (nullable): %NULL without @start */
char *fac_constancia_cut (const char *text, const char *start, const char *const *ends);
/** fac_constancia_read_fields: the values of @labels in @block; @values has one place for each, (transfer full)
 * (nullable). */
void  fac_constancia_read_fields (const char *block, const char *const *labels, gsize n_labels, char **values);
/** fac_constancia_numeric_date: ISO of "05/09/2017" at @text. Returns: (transfer full) (nullable) */
char *fac_constancia_numeric_date (const char *text);
/** fac_constancia_issue_date: ISO of the cadena original's date, or of the place and date of issue. Returns: (transfer
 * full) (nullable) */
char *fac_constancia_issue_date (const char *text);
/** fac_constancia_read_systems: the rows of the table of régimen. @ends_known: (out): its column of ends is there.
 * Returns: (transfer full) (element-type FacConstanciaSystem) */
GPtrArray *fac_constancia_read_systems (const char *block, FacCatalogSource *catalog, gboolean *ends_known);

G_END_DECLS
