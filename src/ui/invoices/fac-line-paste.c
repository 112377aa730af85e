/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-edit.h"

#include "fac-text.h"

#include <string.h>

#define MAX_ROWS  5000
#define MAX_CELLS 12
#define SKIPPED   (-1)
#define SKU       (-2)
#define KEY       (-3)

typedef struct
{
  int columns[MAX_CELLS]; /* FacLineColumn or one of the above */
  int n;
} Plan;

/* Heads of columns as people write them, folded. */
static const struct { const char *word; int column; } heads[] = {
  { "cantidad", FAC_LINE_QUANTITY }, { "cant", FAC_LINE_QUANTITY },
  { "quantity", FAC_LINE_QUANTITY },
  { "qty", FAC_LINE_QUANTITY }, { "unidad", FAC_LINE_UNIT }, { "unit", FAC_LINE_UNIT },
  { "descripcion", FAC_LINE_DESCRIPTION }, { "concepto", FAC_LINE_DESCRIPTION },
  { "producto", FAC_LINE_DESCRIPTION }, { "description", FAC_LINE_DESCRIPTION },
  { "product", FAC_LINE_DESCRIPTION }, { "precio", FAC_LINE_PRICE }, { "price", FAC_LINE_PRICE },
  { "p. unitario", FAC_LINE_PRICE }, { "valor unitario", FAC_LINE_PRICE },
  { "descuento", FAC_LINE_DISCOUNT },
  { "desc.", FAC_LINE_DISCOUNT }, { "discount", FAC_LINE_DISCOUNT }, { "sku", SKU },
  { "codigo", SKU },
  { "clave", KEY }, { "key", KEY },
};

static int
head_of (const char *cell)
{
  g_autofree char *folded = fac_text_fold (cell);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (folded, heads[i].word))
      return heads[i].column;
  return SKIPPED;
}

static gboolean
is_number (const char *cell)
{
  FacDecimal value;

  return fac_decimal_parse_user (cell, &value);
}

static gboolean
is_unit (const char *cell)
{
  gsize length = strlen (cell);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (cell[i]) && !g_ascii_isdigit (cell[i]))
      return FALSE;
  return length == 2 || length == 3;
}

static gboolean
plan_from_heads (Plan *plan, char **cells)
{
  gboolean described = FALSE;
  int known = 0;

  plan->n = 0;
  for (int i = 0; cells[i] != NULL && i < MAX_CELLS; i++)
    {
      int column = head_of (cells[i]);

      plan->columns[plan->n++] = column;
      known += column != SKIPPED;
      described |= column == FAC_LINE_DESCRIPTION;
    }
  return described && (known > 1 || plan->n == 1);
}

/* Without heads: a first number is the quantity, the first other text the description, then price
 * and discount. */
static void
plan_from_row (Plan *plan, char **cells)
{
  int n = (int) MIN (g_strv_length (cells), MAX_CELLS);
  gboolean described = FALSE;
  int numbers = 0;

  for (int i = 0; i < n; i++)
    numbers += is_number (cells[i]);
  plan->n = n;
  for (int i = 0,
       next = is_number (cells[0]) || numbers > 1 ? FAC_LINE_QUANTITY : FAC_LINE_PRICE; i < n; i++)
    {
      plan->columns[i] = SKIPPED;
      if (is_number (cells[i]))
        {
          if (next != SKIPPED)
            plan->columns[i] = next;
          next = next == FAC_LINE_QUANTITY ? FAC_LINE_PRICE
                                           : next == FAC_LINE_PRICE ? FAC_LINE_DISCOUNT : SKIPPED;
        }
      else if (!described && is_unit (cells[i]) && i + 1 < n && !is_number (cells[i + 1]))
        plan->columns[i] = FAC_LINE_UNIT;
      else if (!described)
        {
          plan->columns[i] = FAC_LINE_DESCRIPTION;
          described = TRUE;
        }
    }
}

static void
put_cell (FacInvoiceLine *line, int column, const char *cell)
{
  switch (column)
    {
    case SKIPPED:
      break;
    case SKU:
      fac_set_string (&line->product->sku, cell);
      break;
    case KEY:
      fac_set_string (&line->product->product_key, cell);
      break;
    case FAC_LINE_UNIT:
      if (is_unit (cell))
        {
          fac_set_string (&line->product->unit_key, cell);
          fac_set_string (&line->product->unit_name, NULL);
        }
      break;
    default:
      fac_line_set_text (line, (FacLineColumn) column, cell);
    }
}

static FacInvoiceLine *
line_from_cells (const Plan *plan, char **cells)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  FacInvoiceLine *line = fac_invoice_line_new (product);

  for (int i = 0; i < plan->n && cells[i] != NULL; i++)
    if (*cells[i] != '\0' && plan->columns[i] != FAC_LINE_DISCOUNT)
      put_cell (line, plan->columns[i], cells[i]);
  /* A percentage needs quantity and price first. */
  for (int i = 0; i < plan->n && cells[i] != NULL; i++)
    if (plan->columns[i] == FAC_LINE_DISCOUNT)
      put_cell (line, FAC_LINE_DISCOUNT, cells[i]);
  return line;
}

static char **
split_cells (char *row)
{
  char **cells = g_strsplit (row, "\t", MAX_CELLS + 1);

  for (int i = 0; cells[i] != NULL; i++)
    {
      gsize length;

      g_strstrip (cells[i]);
      length = strlen (cells[i]);
      if (length >= 2 && cells[i][0] == '"' && cells[i][length - 1] == '"')
        {
          memmove (cells[i], cells[i] + 1, length - 2);
          cells[i][length - 2] = '\0';
        }
    }
  return cells;
}

GPtrArray *
fac_lines_from_text (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
  g_auto (GStrv) rows = g_strsplit_set (text, "\r\n", -1);
  Plan plan = { 0 };
  gboolean headed = FALSE;
  gboolean first = TRUE;

  for (int i = 0; rows[i] != NULL && lines->len < MAX_ROWS; i++)
    {
      g_auto (GStrv) cells = NULL;

      if (fac_text_is_empty (rows[i]))
        continue;
      cells = split_cells (rows[i]);
      if (first)
        {
          first = FALSE;
          headed = plan_from_heads (&plan, cells);
          if (headed)
            continue;
        }
      if (!headed)
        plan_from_row (&plan, cells);
      g_ptr_array_add (lines, line_from_cells (&plan, cells));
    }
  return lines;
}

char *
fac_lines_to_text (GPtrArray *lines, guint first, guint n_lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < first + n_lines && i < lines->len; i++)
    for (int column = FAC_LINE_QUANTITY; column <= FAC_LINE_DISCOUNT; column++)
      {
        const FacInvoiceLine *line = lines->pdata[i];
        g_autofree char *cell = column == FAC_LINE_UNIT ? g_strdup (line->product->unit_key)
                                                : fac_line_edit_text (line, (FacLineColumn) column);

        g_string_append (text, cell != NULL ? g_strdelimit (cell, "\t\r\n", ' ') : "");
        g_string_append_c (text, column < FAC_LINE_DISCOUNT ? '\t' : '\n');
      }
  return g_string_free (text, FALSE);
}
