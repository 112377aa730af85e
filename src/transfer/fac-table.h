/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FAC_TABLE_MOST_BYTES, FAC_TABLE_MOST_ROWS: a larger file is refused before it is read. */
#define FAC_TABLE_MOST_BYTES (50u * 1024u * 1024u)
#define FAC_TABLE_MOST_ROWS  200000u

/** FacDecimalMark: how the numbers of a column are written. */
typedef enum { FAC_MARK_POINT, FAC_MARK_COMMA } FacDecimalMark;

/** FacTableRow: @cells: as many as the table has columns, "" where the file has none; @line: of the file, from 1, in
 * which it begins. */
typedef struct
{
  char **cells;
  guint  line;
} FacTableRow;

/**
 * FacTable: a file's rows. Reference counted; not changed once made.
 * @headers: (nullable): texts of its first row, when that names the columns; @rows has the others
 * @marks: (array length=n_columns); @separator: 0 for a file that is no CSV; @encoding: static
 */
typedef struct
{
  guint           n_columns;
  char          **headers;
  GArray         *rows; /* of FacTableRow */
  FacDecimalMark *marks;
  char            separator;
  const char     *encoding;
} FacTable;

/** FacIsHeader: whether @text is how a column is called. */
typedef gboolean (*FacIsHeader) (const char *text, gpointer data);

/**
 * fac_table_read: the table of a CSV file: separator (comma, semicolon, tabulator, bar), encoding, decimal marks and
 * whether the first row has names are told from what is in it.
 * Errors: %FAC_ERROR_TOO_LARGE, %FAC_ERROR_INVALID with the line, %G_IO_ERROR_CANCELLED. Returns: (transfer full)
 * (nullable)
 */
FacTable *fac_table_read  (GBytes *bytes, FacIsHeader is_header, gpointer data, GCancellable *cancellable,
                           GError **error);
/** fac_table_new: takes @headers (nullable) and @rows; decimal marks are told from the cells. Returns: (transfer
 * full) */
FacTable *fac_table_new   (guint n_columns, char **headers, GArray *rows);
/** fac_table_rows_new: rows that free their cells. Returns: (transfer full) (element-type FacTableRow) */
GArray   *fac_table_rows_new (void);
/** fac_table_ref: one more reference, on any thread. Returns: (transfer full) */
FacTable *fac_table_ref   (FacTable *self);
/** fac_table_unref: lets one reference go, on any thread; the last one frees it. */
void      fac_table_unref (FacTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacTable, fac_table_unref)

/** fac_table_row: Returns: (transfer none) */
static inline const FacTableRow *
fac_table_row (const FacTable *self, guint index)
{
  return &g_array_index (self->rows, FacTableRow, index);
}
/** fac_table_column_name: the header of @column, or its letter ("C") as spreadsheets have it. Returns: (transfer
 * full) */
char     *fac_table_column_name (const FacTable *self, guint column);

/** fac_table_too_long: what is said of a file with more than %FAC_TABLE_MOST_ROWS. Returns: (transfer full) */
GError *fac_table_too_long (void);

/** fac_decimal_read: the number in @text as a column with @mark writes it ("1.234,50"). Returns: %FALSE when it cannot
 * be read */
gboolean  fac_decimal_read (const char *text, FacDecimalMark mark, FacDecimal *out);

G_END_DECLS
