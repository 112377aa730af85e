/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-private.h"

#include "fac-amount-words.h"
#include "fac-money.h"

#define BOX_WIDTH 205.0
#define ROW_HEIGHT 15.0
#define WORDS_ROOM 60.0 /* for the amount in words above the notes */
#define TOTAL_HEIGHT 24.0
#define GAP 14.0

static const FacLettering label_style = { 8.6, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering value_style = { 8.6, TRUE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };
static const FacLettering total_label = { 11, FALSE, FALSE, FAC_INK_WHITE, PANGO_ALIGN_LEFT };
static const FacLettering total_value = { 11.5, TRUE, FALSE, FAC_INK_WHITE, PANGO_ALIGN_RIGHT };
static const FacLettering words_style = { 8.4, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering notes_style = { 8, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_LEFT };

typedef struct
{
  char *label;
  char *value;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row->value);
}

static void
add_row (GArray *rows, const char *label, FacDecimal value, gboolean minus)
{
  Row row = { g_strdup (label), _fac_paper_amount (minus ? fac_decimal_neg (value) : value) };

  g_array_append_val (rows, row);
}

static const char *
withheld_label (FacTaxKind kind)
{
  switch (kind)
    {
    case FAC_TAX_ISR:
      return "ISR retenido";
    case FAC_TAX_IEPS:
      return "IEPS retenido";
    case FAC_TAX_IVA:
    default:
      return "IVA retenido";
    }
}

static void
add_taxes (FacPaper *self, GArray *rows, gboolean withheld)
{
  for (guint i = 0; i < self->cfdi->impuestos->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (self->cfdi->impuestos, FacCfdiTax, i);
      g_autofree char *label = withheld ? g_strdup (withheld_label (tax->impuesto)) : _fac_paper_tax (tax);

      if (!!tax->retencion == withheld && tax->tipo_factor != FAC_TAX_EXENTO)
        add_row (rows, label, tax->importe, withheld);
    }
}

static GArray *
collect_rows (FacPaper *self)
{
  const FacCfdi *cfdi = self->cfdi;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, row_clear);
  add_row (rows, "Subtotal", cfdi->sub_total, FALSE);
  if (cfdi->has_descuento)
    add_row (rows, "Descuento", cfdi->descuento, TRUE);
  add_taxes (self, rows, FALSE);
  add_taxes (self, rows, TRUE);
  for (guint i = 0; i < cfdi->locales->len; i++)
    {
      const FacCfdiLocalTax *local = cfdi->locales->pdata[i];
      g_autofree char *rate = fac_decimal_format (local->tasa, 0, 4);
      g_autofree char *label = g_strdup_printf ("%s %s %%%s", local->nombre, rate, local->retencion
                                                ? " ret." : "");

      add_row (rows, label, local->importe, local->retencion);
    }
  return rows;
}

static void
draw_total (FacPaper *self, double x)
{
  FacSheet *sheet = self->sheet;
  const char *currency = self->cfdi->moneda != NULL ? self->cfdi->moneda : "MXN";
  const guint decimals = fac_currency_decimals (currency);
  g_autofree char *label = g_strdup_printf ("Total %s", currency);
  g_autofree char *value = fac_decimal_format (self->cfdi->total, decimals, decimals);

  fac_sheet_band (sheet, x, sheet->y, BOX_WIDTH, TOTAL_HEIGHT, 3, 1.0);
  fac_sheet_line (sheet, x + 8, sheet->y + 5, 60, &total_label, label);
  fac_sheet_line (sheet, x + 70, sheet->y + 4.5, BOX_WIDTH - 78, &total_value, value);
  sheet->y += TOTAL_HEIGHT;
}

static double
draw_words (FacPaper *self, double y, double width, gboolean notes)
{
  FacSheet *sheet = self->sheet;
  g_autofree char *words = fac_amount_words (self->cfdi->total, self->cfdi->moneda);
  double top = y;

  y += fac_sheet_text (sheet, FAC_SHEET_LEFT, y, width, &words_style, words) + 6;
  if (notes)
    y += fac_sheet_text (sheet, FAC_SHEET_LEFT, y, width, &notes_style, self->style->notes);
  return y - top;
}

void
_fac_paper_draw_totals (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  g_autoptr (GArray) rows = collect_rows (self);
  const double x = FAC_SHEET_RIGHT - BOX_WIDTH;
  const double width = FAC_SHEET_INNER - BOX_WIDTH - GAP;
  const char *notes = self->style->notes;
  double top, words;
  gboolean beside;

  if (rows->len * ROW_HEIGHT + TOTAL_HEIGHT + GAP > fac_sheet_room (sheet))
    _fac_paper_continue (self);
  sheet->y += GAP;
  top = sheet->y;
  beside = notes != NULL
           && fac_sheet_measure (sheet, width, &notes_style, notes) < fac_sheet_room (sheet) - WORDS_ROOM;
  words = draw_words (self, top, width, beside);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (ROW_HEIGHT + TOTAL_HEIGHT + GAP > fac_sheet_room (sheet))
        {
          _fac_paper_continue (self);
          top = words = 0;
        }
      fac_sheet_line (sheet, x + 8, sheet->y + 1, 96, &label_style, row->label);
      fac_sheet_line (sheet, x + 104, sheet->y + 1, BOX_WIDTH - 112, &value_style, row->value);
      sheet->y += ROW_HEIGHT;
    }
  sheet->y += 3;
  draw_total (self, x);
  sheet->y = MAX (sheet->y, top + words) + GAP;
  if (notes != NULL && !beside)
    _fac_paper_flow (self, FAC_SHEET_LEFT, FAC_SHEET_INNER, &notes_style, notes);
}
