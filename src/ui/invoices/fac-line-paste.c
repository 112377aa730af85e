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
  gboolean headed;
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

/* "$250" is how a price is written */
static gboolean
is_price (const char *cell)
{
  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_type (g_utf8_get_char (at)) == G_UNICODE_CURRENCY_SYMBOL)
      return TRUE;
  return FALSE;
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
          if (next == FAC_LINE_QUANTITY && is_price (cells[i]))
            next = FAC_LINE_PRICE;
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

/* What is no value of its column is asked for again, as what came damaged from elsewhere: a line must
 * not stand there with a quantity or discount that nobody wrote. */
static void
put_unreadable (FacInvoiceLine *line, FacLineColumn column)
{
  if (column == FAC_LINE_QUANTITY)
    line->quantity = fac_decimal_overflowed ();
  else if (column == FAC_LINE_PRICE)
    line->product->price = fac_decimal_overflowed ();
  else if (column == FAC_LINE_DISCOUNT)
    line->discount = fac_decimal_overflowed ();
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
      if (!fac_line_set_text (line, (FacLineColumn) column, cell))
        put_unreadable (line, (FacLineColumn) column);
    }
}

/* Without heads the number behind the price may be the row's amount, as in printed lists. */
static gboolean
is_amount (const FacInvoiceLine *line, const char *cell)
{
  FacDecimal value;

  return strchr (cell, '%') == NULL && fac_decimal_parse_user (cell, &value)
         && fac_decimal_equal (value, fac_decimal_mul (line->quantity, line->product->price, 2,
                                                       FAC_ROUND_HALF_UP));
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
    if (plan->columns[i] == FAC_LINE_DISCOUNT
        && (plan->headed || !is_amount (line, cells[i])))
      put_cell (line, FAC_LINE_DISCOUNT, cells[i]);
  return line;
}

/* Where the quoted cell that begins at @text ends; NULL when its quotes are part of its words: 1/2" pipe */
static const char *
end_of_quoted (const char *text, const char *ends)
{
  if (*text != '"')
    return NULL;
  for (const char *at = strchr (text + 1, '"'); at != NULL; at = strchr (at + 2, '"'))
    if (at[1] != '"')
      return strchr (ends, at[1]) != NULL ? at + 1 : NULL;
  return NULL;
}

/* Spreadsheets put a cell between quotes, and double those inside, when it has line ends of its own. */
static char *
take_cell (const char **at, const char *ends)
{
  const char *end = end_of_quoted (*at, ends);
  const gboolean quoted = end != NULL;
  g_autoptr (GString) cell = g_string_new (NULL);

  if (!quoted)
    end = *at + strcspn (*at, ends);
  g_string_append_len (cell, *at + quoted, end - *at - 2 * quoted);
  if (quoted)
    g_string_replace (cell, "\"\"", "\"", 0);
  g_string_replace (cell, "\r\n", "\n", 0);
  *at = end;
  return g_strstrip (g_strdelimit (g_string_free (g_steal_pointer (&cell), FALSE), "\t\r\n", ' '));
}

/* The cells of the row at @at, which goes on to the next one. @ends: what ends a cell, the separator first */
static char **
take_row (const char **at, const char *ends)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  g_ptr_array_add (cells, take_cell (at, ends));
  while (**at != '\0' && **at == ends[0])
    {
      (*at)++;
      g_ptr_array_add (cells, take_cell (at, ends));
    }
  *at += strspn (*at, "\r\n");
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
}

static gboolean
is_blank (char **cells)
{
  while (*cells != NULL && **cells == '\0')
    cells++;
  return *cells == NULL;
}

static gboolean
has_number (char **cells)
{
  for (; *cells != NULL; cells++)
    if (is_number (*cells))
      return TRUE;
  return FALSE;
}

/* Rows of a CSV have the same number of cells, and each but a row of names has a number; a description with commas is
 * no row of it. */
static gboolean
is_csv (const char *text, const char *ends)
{
  guint width = 0, n_rows = 0;
  gboolean any_head = FALSE;

  while (*text != '\0')
    {
      g_auto (GStrv) cells = take_row (&text, ends);
      Plan plan = { 0 };
      gboolean headed;

      if (is_blank (cells))
        continue;
      headed = n_rows == 0 && plan_from_heads (&plan, cells);
      if (g_strv_length (cells) < 2 || (n_rows > 0 && g_strv_length (cells) != width)
          || (!headed && !has_number (cells)))
        return FALSE;
      width = g_strv_length (cells);
      any_head |= headed;
      n_rows++;
    }
  /* "Renta, 2026" alone is a description */
  return n_rows > 1 || any_head || width > 2;
}

static const char *
ends_of (const char *text)
{
  static const char *const separators[] = { ",\r\n", ";\r\n" };

  for (gsize i = 0; strchr (text, '\t') == NULL && i < G_N_ELEMENTS (separators); i++)
    if (is_csv (text, separators[i]))
      return separators[i];
  return "\t\r\n";
}

GPtrArray *
fac_lines_from_text (const char *text, guint *n_left)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
  Plan plan = { 0 };
  const char *ends = ends_of (text);
  gboolean first = TRUE;

  *n_left = 0;
  while (*text != '\0')
    {
      g_auto (GStrv) cells = take_row (&text, ends);

      if (is_blank (cells))
        continue;
      if (first)
        {
          first = FALSE;
          plan.headed = plan_from_heads (&plan, cells);
          if (plan.headed)
            continue;
        }
      if (!plan.headed)
        plan_from_row (&plan, cells);
      if (lines->len < MAX_ROWS)
        g_ptr_array_add (lines, line_from_cells (&plan, cells));
      else
        (*n_left)++;
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
