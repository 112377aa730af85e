/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

#include "fac-amount-words.h"
#include "fac-money.h"

#define BOX_WIDTH 205.0
#define ROW_HEIGHT 15.0
#define WORDS_ROOM 60.0 /* for the amount in words above the notes */
#define TOTAL_HEIGHT 24.0
#define GAP 14.0
#define BESIDE_WIDTH (FAC_SHEET_INNER - BOX_WIDTH - GAP)

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

typedef struct
{
  GArray     *rows;
  const char *label;
  const char *currency;
  FacDecimal  total;
} Totals;

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

static gboolean
is_hidden_ieps (FacPaper *self, const FacCfdiTax *tax)
{
  return tax->impuesto == FAC_TAX_IEPS && !tax->retencion
         && (!_fac_paper_shows (self, ieps_breakdown) || _fac_paper_wants (self, ieps_in_subtotal));
}

/* With the IEPS that has no row of its own. */
static FacDecimal
shown_subtotal (FacPaper *self)
{
  FacDecimal sum = self->cfdi->sub_total;

  for (guint i = 0; i < self->cfdi->impuestos->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (self->cfdi->impuestos, FacCfdiTax, i);

      if (is_hidden_ieps (self, tax) && tax->tipo_factor != FAC_TAX_EXENTO)
        sum = fac_decimal_add (sum, tax->importe);
    }
  return sum;
}

static void
add_taxes (FacPaper *self, GArray *rows, gboolean withheld)
{
  for (guint i = 0; i < self->cfdi->impuestos->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (self->cfdi->impuestos, FacCfdiTax, i);
      g_autofree char *label = withheld ? g_strdup (withheld_label (tax->impuesto)) : _fac_paper_tax (tax);

      if (!!tax->retencion == withheld && tax->tipo_factor != FAC_TAX_EXENTO
          && (withheld || !is_hidden_ieps (self, tax)))
        add_row (rows, label, tax->importe, withheld);
    }
}

static void
add_locals (FacPaper *self, GArray *rows)
{
  for (guint i = 0; i < self->cfdi->locales->len; i++)
    {
      const FacCfdiLocalTax *local = self->cfdi->locales->pdata[i];
      g_autofree char *rate = fac_decimal_format (local->tasa, 0, 4);
      g_autofree char *label = g_strdup_printf ("%s %s %%%s",
                                                local->nombre != NULL ? local->nombre : "", rate,
                                                local->retencion ? " ret." : "");

      add_row (rows, label, local->importe, local->retencion);
    }
}

static gboolean
read_amount (const FacPaperNode *node, const char *attribute, FacDecimal *amount)
{
  const char *text = _fac_paper_node_get (node, attribute);

  return text != NULL && fac_decimal_parse (text, -1, amount);
}

static void
add_attributes (GArray *rows, const FacPaperNode *node, const FacPaperLabel *labels, gsize n_labels)
{
  for (gsize i = 0; i < n_labels; i++)
    {
      FacDecimal amount;

      if (read_amount (node, labels[i].attribute, &amount))
        add_row (rows, labels[i].label, amount, FALSE);
    }
}

/* The totals of payments stand in their complement, always in pesos. Returns FALSE without them. */
static gboolean
collect_payments (FacPaper *self, Totals *totals)
{
  static const FacPaperLabel labels[] = {
    { "TotalTrasladosBaseIVA16", "Base IVA 16 %" },
    { "TotalTrasladosImpuestoIVA16", "IVA 16 %" },
    { "TotalTrasladosBaseIVA8", "Base IVA 8 %" },
    { "TotalTrasladosImpuestoIVA8", "IVA 8 %" },
    { "TotalTrasladosBaseIVA0", "Base IVA 0 %" },
    { "TotalTrasladosImpuestoIVA0", "IVA 0 %" },
    { "TotalTrasladosBaseIVAExento", "Base IVA exento" },
    { "TotalRetencionesIVA", "IVA retenido" },
    { "TotalRetencionesISR", "ISR retenido" },
    { "TotalRetencionesIEPS", "IEPS retenido" },
  };
  const FacPaperNode *payments = _fac_paper_complement (self, FAC_PAPER_NS_PAGOS);
  const FacPaperNode *sums = _fac_paper_node_child (payments, "Totales");

  if (!read_amount (sums, "MontoTotalPagos", &totals->total))
    return FALSE;
  add_attributes (totals->rows, sums, labels, G_N_ELEMENTS (labels));
  totals->label = "Total pagado";
  totals->currency = "MXN";
  return TRUE;
}

static gboolean
collect_payroll (FacPaper *self, Totals *totals)
{
  static const FacPaperLabel labels[] = {
    { "TotalPercepciones", "Percepciones" },
    { "TotalOtrosPagos", "Otros pagos" },
  };
  const FacPaperNode *payroll = _fac_paper_complement (self, FAC_PAPER_NS_NOMINA);

  if (payroll == NULL)
    return FALSE;
  add_attributes (totals->rows, payroll, labels, G_N_ELEMENTS (labels));
  add_row (totals->rows, "Subtotal", self->cfdi->sub_total, FALSE);
  if (self->cfdi->has_descuento)
    add_row (totals->rows, "Deducciones", self->cfdi->descuento, TRUE);
  totals->label = "Neto";
  return TRUE;
}

static void
collect (FacPaper *self, Totals *totals)
{
  const FacCfdi *cfdi = self->cfdi;

  *totals = (Totals) {
    .rows = g_array_new (FALSE, FALSE, sizeof (Row)),
    .label = "Total",
    .currency = cfdi->moneda != NULL ? cfdi->moneda : "MXN",
    .total = cfdi->total,
  };
  g_array_set_clear_func (totals->rows, row_clear);
  if (collect_payments (self, totals) || collect_payroll (self, totals))
    return;
  add_row (totals->rows, "Subtotal", shown_subtotal (self), FALSE);
  if (cfdi->has_descuento)
    add_row (totals->rows, "Descuento", cfdi->descuento, TRUE);
  add_taxes (self, totals->rows, FALSE);
  add_taxes (self, totals->rows, TRUE);
  add_locals (self, totals->rows);
}

static void
draw_total (FacPaper *self, const Totals *totals, double x)
{
  FacSheet *sheet = self->sheet;
  const guint decimals = fac_currency_decimals (totals->currency);
  g_autofree char *label = g_strdup_printf ("%s %s", totals->label, totals->currency);
  g_autofree char *value = fac_decimal_format (totals->total, decimals, decimals);
  double width = MIN (fac_sheet_line_width (sheet, &total_label, label), BOX_WIDTH / 2);

  fac_sheet_band (sheet, x, sheet->y, BOX_WIDTH, TOTAL_HEIGHT, 3, 1.0);
  fac_sheet_line (sheet, x + 8, sheet->y + 5, width, &total_label, label);
  fac_sheet_line (sheet, x + 14 + width, sheet->y + 4.5, BOX_WIDTH - 22 - width, &total_value,
                  value);
  sheet->y += TOTAL_HEIGHT;
}

static double
draw_words (FacPaper *self, const Totals *totals, double y, double width, gboolean notes)
{
  FacSheet *sheet = self->sheet;
  g_autofree char *words = fac_amount_words (totals->total, totals->currency);
  double top = y;

  y += fac_sheet_text (sheet, FAC_SHEET_LEFT, y, width, &words_style, words) + 6;
  if (notes)
    y += fac_sheet_text (sheet, FAC_SHEET_LEFT, y, width, &notes_style, self->style->notes);
  return y - top;
}

static void
draw_box (FacPaper *self, const Totals *totals, gboolean notes)
{
  FacSheet *sheet = self->sheet;
  const double x = FAC_SHEET_RIGHT - BOX_WIDTH;
  double top = sheet->y;
  double words = draw_words (self, totals, top, BESIDE_WIDTH, notes);

  for (guint i = 0; i < totals->rows->len; i++)
    {
      const Row *row = &g_array_index (totals->rows, Row, i);

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
  draw_total (self, totals, x);
  sheet->y = MAX (sheet->y, top + words) + GAP;
}

double
_fac_paper_totals_height (FacPaper *self)
{
  const char *type = self->cfdi->tipo_de_comprobante;
  g_autoptr (GArray) rows = NULL;
  Totals totals;

  collect (self, &totals);
  rows = totals.rows;
  if (g_str_equal (totals.currency, "XXX") || (type != NULL && (*type == 'P' || *type == 'N')))
    return 0;
  return GAP + (rows->len + 1) * ROW_HEIGHT + TOTAL_HEIGHT;
}

void
_fac_paper_draw_totals (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  const char *notes = self->style->notes;
  g_autoptr (GArray) rows = NULL;
  gboolean beside = FALSE;
  Totals totals;

  collect (self, &totals);
  rows = totals.rows;
  sheet->y += GAP;
  /* without money the head says what there is: nothing */
  if (!g_str_equal (totals.currency, "XXX"))
    {
      if ((rows->len + 1) * ROW_HEIGHT + TOTAL_HEIGHT > fac_sheet_room (sheet))
        _fac_paper_continue (self);
      beside = notes != NULL && fac_sheet_measure (sheet, BESIDE_WIDTH, &notes_style, notes)
                                  < fac_sheet_room (sheet) - WORDS_ROOM;
      draw_box (self, &totals, beside);
    }
  if (notes != NULL && !beside)
    _fac_paper_flow (self, FAC_SHEET_LEFT, FAC_SHEET_INNER, &notes_style, notes);
}
