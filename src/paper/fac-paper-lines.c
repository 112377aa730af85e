/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

#include <string.h>

#define CELL_GAP 6.0
#define PAD 4.0
#define HEAD_HEIGHT 18.0
#define MAX_KEPT 300.0 /* a line that is taller does not wait for the totals */
#define MAX_DESCRIPTION 1000 /* the SAT's limit; foreign documents may break it */

static const FacLettering head_left = { 7.6, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering head_right = { 7.6, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_RIGHT };
static const FacLettering cell_left = { 8.2, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering cell_right = { 8.2, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };
static const FacLettering detail_style = { 7.2, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_LEFT };

enum { QUANTITY, UNIT, KEY, DESCRIPTION, PRICE, DISCOUNT, AMOUNT, N_COLUMNS };

typedef struct
{
  FacPaper *paper;
  double    x[N_COLUMNS];
  double    width[N_COLUMNS];
  gboolean  shown[N_COLUMNS];
} Columns;

static const char *const headings[N_COLUMNS] = {
  "Cant.", "Unidad", "Clave", "Descripción", "P. unitario", "Descuento", "Importe"
};

static gboolean
is_number (int column)
{
  return column == QUANTITY || column >= PRICE;
}

static char *
number_text (FacPaper *self, const FacCfdiConcepto *concepto, int column)
{
  switch (column)
    {
    case QUANTITY:
      return fac_decimal_format (concepto->cantidad, 0, 6);
    case PRICE:
      if (_fac_paper_wants (self, round_price))
        return _fac_paper_amount (concepto->valor_unitario);
      return _fac_paper_price (concepto->valor_unitario);
    case DISCOUNT:
      return concepto->has_descuento ? _fac_paper_amount (concepto->descuento) : g_strdup ("");
    default:
      return _fac_paper_amount (concepto->importe);
    }
}

/* Wide figures widen their column up to a bound; beyond it they are written smaller. */
static double
needed_width (FacPaper *self, int column, double least, double most)
{
  double width = MAX (least, fac_sheet_line_width (self->sheet, &head_right, headings[column]));
  gsize longest = 0;

  for (guint i = 0; i < self->cfdi->conceptos->len; i++)
    {
      g_autofree char *text = number_text (self, self->cfdi->conceptos->pdata[i], column);
      gsize length = g_utf8_strlen (text, -1);

      if (length > longest)
        {
          longest = length;
          width = MAX (width, fac_sheet_line_width (self->sheet, &cell_right, text));
        }
    }
  return MIN (width, most);
}

static void
lay_out (FacPaper *self, Columns *columns)
{
  double x = FAC_SHEET_LEFT + CELL_GAP;
  double others = 0;

  for (int i = 0; i < N_COLUMNS; i++)
    columns->shown[i] = i != DISCOUNT || self->cfdi->has_descuento;
  columns->shown[KEY] = _fac_paper_shows (self, product_key);
  columns->width[QUANTITY] = needed_width (self, QUANTITY, 30, 70);
  columns->width[UNIT] = 58;
  columns->width[KEY] = 46;
  columns->width[PRICE] = needed_width (self, PRICE, 50, 96);
  columns->width[DISCOUNT] = columns->shown[DISCOUNT] ? needed_width (self, DISCOUNT, 44, 76) : 0;
  columns->width[AMOUNT] = needed_width (self, AMOUNT, 50, 96);
  for (int i = 0; i < N_COLUMNS; i++)
    if (i != DESCRIPTION && columns->shown[i])
      others += columns->width[i] + CELL_GAP;
  columns->width[DESCRIPTION] = FAC_SHEET_INNER - others - 3 * CELL_GAP;
  for (int i = 0; i < N_COLUMNS; i++)
    {
      columns->x[i] = x;
      if (columns->shown[i])
        x += columns->width[i] + CELL_GAP;
    }
}

static void
draw_heading (gpointer data)
{
  const Columns *columns = data;
  FacSheet *sheet = columns->paper->sheet;

  fac_sheet_band (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, HEAD_HEIGHT, 2, 0.10);
  for (int i = 0; i < N_COLUMNS; i++)
    if (columns->shown[i])
      fac_sheet_line (sheet, columns->x[i], sheet->y + 4, columns->width[i],
                      is_number (i) ? &head_right : &head_left, headings[i]);
  sheet->y += HEAD_HEIGHT;
}

static void
append_fact (GString *detail, const char *label, const char *value)
{
  g_autofree char *fact = _fac_paper_bind (g_strdup_printf ("%s %s", label, value));

  g_string_append_printf (detail, " · %s", fact);
}

static void
append_list (GString *detail, const char *label, char **values)
{
  g_autofree char *joined = values != NULL ? g_strjoinv (", ", values) : NULL;

  if (joined != NULL && *joined != '\0')
    append_fact (detail, label, joined);
}

static void
append_parts (GString *detail, GPtrArray *parts)
{
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const FacCfdiParte *part = parts->pdata[i];
      g_autofree char *quantity = fac_decimal_format (part->cantidad, 0, 6);

      g_string_append_printf (detail, "\nParte: %s × %s (%s)", quantity,
                              part->descripcion != NULL ? part->descripcion : "",
                              part->clave_prod_serv != NULL ? part->clave_prod_serv : "");
      if (part->unidad != NULL)
        g_string_append_printf (detail, " · Unidad %s", part->unidad);
      if (part->no_identificacion != NULL)
        g_string_append_printf (detail, " · Núm. %s", part->no_identificacion);
      if (part->has_valor_unitario)
        {
          g_autofree char *price = _fac_paper_price (part->valor_unitario);
          g_autofree char *amount = _fac_paper_amount (part->importe);

          g_string_append_printf (detail, " · %s c/u = %s", price, amount);
        }
      append_list (detail, "Pedimento", part->informacion_aduanera);
    }
}

static void
append_third_party (FacPaper *self, GString *detail, const FacCfdiConcepto *concepto)
{
  g_autofree char *regime = _fac_paper_words (self, FAC_CATALOG_TAX_SYSTEMS,
                                              concepto->tercero_regimen);

  if (concepto->tercero_rfc == NULL)
    return;
  g_string_append_printf (detail, "\nA cuenta de %s %s", concepto->tercero_rfc,
                          concepto->tercero_nombre != NULL ? concepto->tercero_nombre : "");
  if (*regime != '\0')
    g_string_append_printf (detail, " · Régimen %s", regime);
  if (concepto->tercero_domicilio != NULL)
    g_string_append_printf (detail, " · CP %s", concepto->tercero_domicilio);
}

/* The key itself has a column. */
static void
append_key_words (GString *detail, const char *words, const char *key)
{
  if (key == NULL || g_str_equal (words, key))
    return;
  if (g_str_has_prefix (words, key))
    words += strlen (key) + 1;
  g_string_append (detail, words);
}

static char *
detail_text (FacPaper *self, const FacCfdiConcepto *concepto)
{
  GString *detail = g_string_new (NULL);
  g_autofree char *object = _fac_paper_words (self, FAC_CATALOG_TAXABILITY, concepto->objeto_imp);
  g_autofree char *key = _fac_paper_words (self, FAC_CATALOG_PRODUCTS, concepto->clave_prod_serv);

  if (_fac_paper_shows (self, product_key))
    append_key_words (detail, key, concepto->clave_prod_serv);
  _fac_paper_join (detail, object);
  for (guint i = 0; concepto->taxes != NULL && i < concepto->taxes->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (concepto->taxes, FacCfdiTax, i);
      g_autofree char *text = _fac_paper_tax_line (tax);

      if (_fac_paper_shows (self, tax_breakdown)
          && (tax->impuesto != FAC_TAX_IEPS || _fac_paper_shows (self, ieps_breakdown)))
        _fac_paper_join (detail, text);
    }
  if (concepto->no_identificacion != NULL)
    append_fact (detail, "Núm.", concepto->no_identificacion);
  append_list (detail, "Pedimento", concepto->informacion_aduanera);
  append_list (detail, "Cuenta predial", concepto->cuenta_predial);
  append_third_party (self, detail, concepto);
  append_parts (detail, concepto->partes);
  _fac_paper_append_line_complements (self, detail, concepto->complemento);
  return g_string_free (detail, FALSE);
}

static char *
unit_text (FacPaper *self, const FacCfdiConcepto *concepto)
{
  if (concepto->unidad != NULL && concepto->clave_unidad != NULL)
    return g_strdup_printf ("%s %s", concepto->clave_unidad, concepto->unidad);
  return _fac_paper_words (self, FAC_CATALOG_UNITS, concepto->clave_unidad);
}

/* @after: the room that what follows needs on the same page. */
static void
draw_line (FacPaper *self, const Columns *columns, const FacCfdiConcepto *concepto, double after)
{
  FacSheet *sheet = self->sheet;
  const double width = columns->width[DESCRIPTION];
  g_autofree char *cut = concepto->descripcion != NULL && g_utf8_strlen (concepto->descripcion,
                                                                         -1) > MAX_DESCRIPTION
                           ? g_utf8_substring (concepto->descripcion, 0, MAX_DESCRIPTION) : NULL;
  const char *description = cut != NULL ? cut : concepto->descripcion;
  g_autofree char *detail = detail_text (self, concepto);
  g_autofree char *unit = unit_text (self, concepto);
  double unit_height = fac_sheet_measure (sheet, columns->width[UNIT], &cell_left, unit);
  double text_height = fac_sheet_measure (sheet, width, &cell_left, description);
  double height = MAX (text_height + fac_sheet_measure (sheet, width, &detail_style, detail),
                       unit_height) + 2 * PAD;
  double top;
  gboolean whole;

  if (height + (height < MAX_KEPT ? after : 0) > fac_sheet_room (sheet))
    _fac_paper_continue (self);
  whole = height <= fac_sheet_room (sheet);
  top = sheet->y;
  sheet->y += PAD;
  fac_sheet_text (sheet, columns->x[UNIT], sheet->y, columns->width[UNIT], &cell_left, unit);
  if (columns->shown[KEY])
    fac_sheet_line (sheet, columns->x[KEY], sheet->y, columns->width[KEY], &cell_left,
                    concepto->clave_prod_serv);
  fac_sheet_text (sheet, columns->x[DESCRIPTION], sheet->y, width, &cell_left, description);
  for (int i = 0; i < N_COLUMNS; i++)
    if (columns->shown[i] && is_number (i))
      {
        g_autofree char *number = number_text (self, concepto, i);

        fac_sheet_line (sheet, columns->x[i], sheet->y, columns->width[i], &cell_right, number);
      }
  sheet->y += text_height;
  _fac_paper_flow (self, columns->x[DESCRIPTION], width, &detail_style, detail);
  sheet->y = whole ? top + height : sheet->y + PAD;
  fac_sheet_rule (sheet, sheet->y - 0.5, 0.5, FAC_INK_DIM);
}

void
_fac_paper_draw_lines (FacPaper *self)
{
  Columns columns = { .paper = self };
  const guint n = self->cfdi->conceptos->len;
  /* totals never stand alone on a page: the last line goes with them */
  const double totals = n > 1 ? _fac_paper_totals_height (self) : 0;

  lay_out (self, &columns);
  if (fac_sheet_room (self->sheet) < 3 * HEAD_HEIGHT)
    _fac_paper_continue (self);
  draw_heading (&columns);
  self->head = draw_heading;
  self->head_data = &columns;
  for (guint i = 0; i < n; i++)
    draw_line (self, &columns, self->cfdi->conceptos->pdata[i], i + 1 == n ? totals : 0);
  self->head = NULL;
}
