/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-table.h"

#include "fac-text.h"

#include <string.h>

#define DIGITS "0123456789"

static void
row_clear (gpointer data)
{
  g_strfreev (((FacTableRow *) data)->cells);
}

GArray *
fac_table_rows_new (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (FacTableRow));

  g_array_set_clear_func (rows, row_clear);
  return rows;
}

/* ---- decimal marks ---------------------------------------------------------------------------- */

typedef struct
{
  guint point;
  guint comma;
} Evidence;

/* Groups have three digits: a last run of another length is behind the decimal mark. */
static void
weigh_number (const char *text, Evidence *evidence)
{
  const char *point = strrchr (text, '.'), *comma = strrchr (text, ',');
  const char *last = point > comma ? point : comma;
  gsize after;

  if (last == NULL || strspn (text, "+-$ %.," DIGITS) != strlen (text))
    return;
  after = strspn (last + 1, DIGITS);
  /* "1,234" says nothing, unless the other mark came before or nobody groups that way */
  if (after == 3 && (point == NULL || comma == NULL) && text[0] != '0')
    return;
  if (strchr (text, *last) != last && (point == NULL || comma == NULL))
    return;
  if (*last == '.')
    evidence->point++;
  else
    evidence->comma++;
}

static FacDecimalMark
decide (const Evidence *evidence, FacDecimalMark otherwise)
{
  if (evidence->point == evidence->comma)
    return otherwise;
  return evidence->comma > evidence->point ? FAC_MARK_COMMA : FAC_MARK_POINT;
}

static FacDecimalMark *
find_marks (const GArray *rows, guint n_columns)
{
  g_autofree Evidence *evidence = g_new0 (Evidence, n_columns + 1);
  FacDecimalMark *marks = g_new0 (FacDecimalMark, n_columns + 1);
  Evidence *all = &evidence[n_columns];

  for (guint i = 0; i < rows->len; i++)
    for (guint column = 0; column < n_columns; column++)
      weigh_number (g_array_index (rows, FacTableRow, i).cells[column], &evidence[column]);
  for (guint column = 0; column < n_columns; column++)
    {
      all->point += evidence[column].point;
      all->comma += evidence[column].comma;
    }
  for (guint column = 0; column < n_columns; column++)
    marks[column] = decide (&evidence[column], decide (all, FAC_MARK_POINT));
  return marks;
}

gboolean
fac_decimal_read (const char *text, FacDecimalMark mark, FacDecimal *out)
{
  g_autofree char *turned = NULL;

  if (mark == FAC_MARK_POINT)
    return fac_decimal_parse_user (text, out);
  turned = g_strdup (text);
  for (char *at = turned; *at != '\0'; at++)
    if (*at == '.' || *at == ',')
      *at = *at == '.' ? ',' : '.';
  return fac_decimal_parse_user (turned, out);
}

/* ---- the table -------------------------------------------------------------------------------- */

FacTable *
fac_table_new (guint n_columns, char **headers, GArray *rows)
{
  FacTable *self = g_atomic_rc_box_new0 (FacTable);

  self->n_columns = n_columns;
  self->headers = headers;
  self->rows = rows;
  self->marks = find_marks (rows, n_columns);
  return self;
}

FacTable *
fac_table_ref (FacTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
table_clear (gpointer data)
{
  FacTable *self = data;

  g_strfreev (self->headers);
  g_array_unref (self->rows);
  g_free (self->marks);
}

void
fac_table_unref (FacTable *self)
{
  g_atomic_rc_box_release_full (self, table_clear);
}

char *
fac_table_column_name (const FacTable *self, guint column)
{
  GString *letters;

  if (self->headers != NULL && !fac_text_is_empty (self->headers[column]))
    return g_strdup (self->headers[column]);
  letters = g_string_new (NULL);
  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (rest - 1) % 26));
  return g_string_free (letters, FALSE);
}
