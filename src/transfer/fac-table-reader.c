/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-table.h"

#include "fac-csv.h"
#include "fac-error.h"
#include "fac-text-decode.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define JUDGED_ROWS  60
#define ASK_EVERY    256
#define MOST_COLUMNS 256u
#define MOST_CELLS   6000000u

static const char separators[] = ",;\t|";

typedef struct
{
  GCancellable *cancellable;
  GArray       *rows;
  guint         n_columns;
  guint         line;  /* that is fed now, from 1 */
  guint         began; /* where the row that is not complete yet began; 0: there is none */
  guint         most;
  GError       *error;
} Reading;

static char *
tidy_cell (const char *text)
{
  return g_strstrip (g_strdup (text));
}

static gboolean
is_blank (const char *const *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!fac_text_is_empty (fields[i]))
      return FALSE;
  return TRUE;
}

GError *
fac_table_too_long (void)
{
  g_autofree char *text = fac_text_printf (
    _("The file has more than %'u rows. Split it and import the parts one by one."),
    FAC_TABLE_MOST_ROWS);

  return g_error_new_literal (FAC_ERROR, FAC_ERROR_TOO_LARGE, text);
}

static gboolean
refuse_row (Reading *self)
{
  /* the first one may name the columns */
  if (self->rows->len > FAC_TABLE_MOST_ROWS)
    self->error = fac_table_too_long ();
  else if (self->rows->len % ASK_EVERY == 0)
    g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
  return self->error != NULL;
}

static gboolean
on_row (const char *const *fields, gsize n_fields, guint64 number, gpointer data)
{
  Reading *self = data;
  FacTableRow row = { .line = self->began };

  self->began = 0;
  if (is_blank (fields, n_fields))
    return TRUE;
  if (refuse_row (self))
    return FALSE;
  row.cells = g_new0 (char *, n_fields + 1);
  for (gsize i = 0; i < n_fields; i++)
    row.cells[i] = tidy_cell (fields[i]);
  self->n_columns = MAX (self->n_columns, (guint) n_fields);
  g_array_append_val (self->rows, row);
  return self->most == 0 || self->rows->len < self->most;
}

static gboolean
refuse_line (guint line, GError *cause, GError **error)
{
  if (cause->code == FAC_ERROR_TOO_LARGE)
    g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                 _("What begins in line %u of the file is too large."), line);
  else
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                 _("The quote that opens in line %u of the file is never closed."), line);
  g_error_free (cause);
  return FALSE;
}

/* A few long rows would widen all others. */
static gboolean
refuse_width (const Reading *self, GError **error)
{
  if (self->n_columns <= MOST_COLUMNS && self->n_columns * (guint64) self->rows->len <= MOST_CELLS)
    return FALSE;
  g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
               _("The file has rows with %u columns. That is no list of customers or products."),
               self->n_columns);
  return TRUE;
}

/* Line by line, so that each row knows where it began. */
static gboolean
read_rows (Reading *self, const char *text, guint line, char separator, GError **error)
{
  g_autoptr (FacCsvReader) csv = fac_csv_reader_new (separator, on_row, self);
  GError *failure = NULL;

  fac_csv_reader_set_lenient (csv);
  for (self->line = line; *text != '\0' && self->error == NULL && failure == NULL
       && (self->most == 0 || self->rows->len < self->most); self->line++)
    {
      const char *end = strchr (text, '\n');
      const gsize length = end != NULL ? end - text + 1 : strlen (text);

      if (self->began == 0 && *text != '\n')
        self->began = self->line;
      fac_csv_reader_feed (csv, text, length, &failure);
      text += length;
    }
  if (failure == NULL && self->error == NULL && (self->most == 0 || *text == '\0'))
    fac_csv_reader_finish (csv, &failure);
  if (failure != NULL && self->error == NULL)
    return refuse_line (self->began, failure, error);
  g_clear_error (&failure);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* ---- the separator ---------------------------------------------------------------------------- */

/* How many of the first rows have as many fields as most of them, and how many those are. */
static void
judge_separator (const char *text, char separator, guint *agreeing, guint *fields)
{
  g_autoptr (GArray) rows = fac_table_rows_new ();
  Reading reading = { .rows = rows, .most = JUDGED_ROWS };
  g_autoptr (GError) error = NULL;

  *agreeing = *fields = 0;
  read_rows (&reading, text, 1, separator, &error);
  for (guint i = 0; i < rows->len; i++)
    {
      const guint n = g_strv_length (g_array_index (rows, FacTableRow, i).cells);
      guint same = 0;

      for (guint other = 0; other < rows->len; other++)
        same += g_strv_length (g_array_index (rows, FacTableRow, other).cells) == n;
      if (n > 1 && (same > *agreeing || (same == *agreeing && n > *fields)))
        {
          *agreeing = same;
          *fields = n;
        }
    }
}

static char
find_separator (const char *text)
{
  char best = ',';
  guint most = 0, widest = 0;

  for (const char *separator = separators; *separator != '\0'; separator++)
    {
      guint agreeing, fields;

      judge_separator (text, *separator, &agreeing, &fields);
      if (agreeing > most || (agreeing == most && fields > widest))
        {
          most = agreeing;
          widest = fields;
          best = *separator;
        }
    }
  return best;
}

/* the line with which Excel tells the separator to itself */
static const char *
skip_told_separator (const char *text, char *separator)
{
  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0' || text[5] != '\n')
    return text;
  *separator = text[4];
  return text + 6;
}

/* ---- the header ------------------------------------------------------------------------------- */

static gboolean
has_digit_or_at (const char *text)
{
  return strpbrk (text, "0123456789@") != NULL;
}

static gboolean
has_data (const GArray *rows, guint column)
{
  for (guint i = 1; i < rows->len && i < JUDGED_ROWS; i++)
    if (has_digit_or_at (g_array_index (rows, FacTableRow, i).cells[column]))
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_header (const GArray *rows, guint n_columns, FacIsHeader is_header, gpointer data)
{
  char **first = g_array_index (rows, FacTableRow, 0).cells;
  gboolean plain = TRUE, data_below = FALSE;

  for (guint i = 0; i < n_columns; i++)
    {
      if (is_header != NULL && is_header (first[i], data))
        return TRUE;
      plain = plain && !has_digit_or_at (first[i]);
      data_below = data_below || has_data (rows, i);
    }
  return plain && data_below;
}

/* ---- all -------------------------------------------------------------------------------------- */

static void
widen_rows (GArray *rows, guint n_columns)
{
  for (guint i = 0; i < rows->len; i++)
    {
      FacTableRow *row = &g_array_index (rows, FacTableRow, i);
      const guint n = g_strv_length (row->cells);

      if (n == n_columns)
        continue;
      row->cells = g_renew (char *, row->cells, n_columns + 1);
      for (guint column = n; column < n_columns; column++)
        row->cells[column] = g_strdup ("");
      row->cells[n_columns] = NULL;
    }
}

static FacTable *
make_table (GArray *rows, guint n_columns, FacIsHeader is_header, gpointer data)
{
  char **headers = NULL;

  widen_rows (rows, n_columns);
  if (begins_with_header (rows, n_columns, is_header, data))
    {
      headers = g_steal_pointer (&g_array_index (rows, FacTableRow, 0).cells);
      g_array_remove_index (rows, 0);
    }
  return fac_table_new (n_columns, headers, rows);
}

FacTable *
fac_table_read (GBytes *bytes, FacIsHeader is_header, gpointer data, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GArray) rows = fac_table_rows_new ();
  Reading reading = { .cancellable = cancellable, .rows = rows };
  g_autofree char *text = NULL;
  const char *begin;
  const char *encoding = NULL;
  char separator = '\0';
  FacTable *self;

  if (g_bytes_get_size (bytes) > FAC_TABLE_MOST_BYTES)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("The file is larger than %u MB."),
                   FAC_TABLE_MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  text = fac_text_decode (bytes, &encoding, error);
  if (text == NULL)
    return NULL;
  begin = skip_told_separator (text, &separator);
  if (separator == '\0')
    separator = find_separator (begin);
  if (!read_rows (&reading, begin, begin == text ? 1 : 2, separator, error)
      || refuse_width (&reading, error))
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("There is nothing in this file."));
      return NULL;
    }
  self = make_table (g_steal_pointer (&rows), reading.n_columns, is_header, data);
  if (self->rows->len == 0)
    {
      fac_table_unref (self);
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                   _("There is nothing below the names of the columns."));
      return NULL;
    }
  if (self->rows->len > FAC_TABLE_MOST_ROWS)
    {
      fac_table_unref (self);
      g_propagate_error (error, fac_table_too_long ());
      return NULL;
    }
  self->separator = separator;
  self->encoding = encoding;
  return self;
}
