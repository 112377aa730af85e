/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-line.h"
#include "fac-invoice-totals.h"

G_BEGIN_DECLS

/** FacLineColumn: the cells of a line, in the order of reading. */
typedef enum
{
  FAC_LINE_QUANTITY,
  FAC_LINE_UNIT,
  FAC_LINE_DESCRIPTION,
  FAC_LINE_PRICE,
  FAC_LINE_DISCOUNT,
  FAC_LINE_TAXES,
  FAC_LINE_AMOUNT
} FacLineColumn;
#define FAC_LINE_N_COLUMNS 7

/* What a person reads in and writes into the cells of a line. Pure: no widgets. */

/** fac_line_column_title: translated head of a column. */
const char *fac_line_column_title (FacLineColumn column);
/** fac_line_text: a cell for reading; @amount is the line's in the totals. Returns: (transfer full) */
char *fac_line_text (const FacInvoiceLine *line, FacDecimal amount, guint decimals, FacLineColumn column);
/** fac_line_edit_text: what its editor begins with. Returns: (transfer full) */
char *fac_line_edit_text (const FacInvoiceLine *line, FacLineColumn column);
/** fac_line_set_text: puts what was typed into quantity, description, price or discount ("5 %" or an amount). Returns:
 * %FALSE when it cannot be read; the line is then as before */
gboolean fac_line_set_text (FacInvoiceLine *line, FacLineColumn column, const char *text);
/** fac_line_problem: why fac_line_set_text() does not take @text, translated. Returns: (nullable): %NULL when it
 * does */
const char *fac_line_problem (FacLineColumn column, const char *text);
/** fac_line_set_preset: takes over taxes and taxability. */
void fac_line_set_preset (FacInvoiceLine *line, const FacTaxPreset *preset);
/** fac_line_set_product: as fac_invoice_line_set_product(), with the discount in percent computed anew. */
void fac_line_set_product (FacInvoiceLine *line, const FacProduct *product);
/** fac_line_find_field: the cell that a finding's path ("items.3.product.price") is about. Returns: %FALSE for other
 * paths */
gboolean fac_line_find_field (const char *field, guint *line, FacLineColumn *column);

/** fac_lines_from_text: rows copied from a spreadsheet, cells apart by tabs, or of a CSV with commas or semicolons; a
 * first row of column names is understood.
 * Amounts that cannot be read come out as overflows, which findings ask for again. @n_left: (out): rows beyond the
 * lines that a document can have. Returns: (transfer full) (element-type FacInvoiceLine) */
GPtrArray *fac_lines_from_text (const char *text, guint *n_left);
/** fac_lines_to_text: the same, for copying. Returns: (transfer full) */
char *fac_lines_to_text (GPtrArray *lines, guint first, guint n_lines);

/** fac_line_field_name: the path of a cell, which fac_line_find_field() finds again. Returns: (transfer full) */
char    *fac_line_field_name (guint line, FacLineColumn column);
/** fac_preset_name: in the language of the interface. */
const char *fac_preset_name (const FacTaxPreset *preset);

G_END_DECLS
