/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-node.h"

#include <string.h>

#define LOGO_HEIGHT 50.0
#define LOGO_WIDTH  110.0
#define RIGHT_WIDTH 170.0
#define GAP 14.0

static const FacLettering name_style = { 13.5, TRUE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering body_style = { 8.4, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering strong_style = { 8.8, TRUE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering title_style = { 14, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_RIGHT };
static const FacLettering right_style = { 8.4, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };
static const FacLettering label_style = { 7.4, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering running_style = { 7.6, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_LEFT };

/* Returns the width that the logo took. */
static double
draw_logo (FacPaper *self, double top)
{
  const double width = fac_sheet_logo (self->sheet, FAC_SHEET_LEFT, top, LOGO_WIDTH, LOGO_HEIGHT,
                                       self->style->logo);

  return width > 0 ? width + GAP : 0;
}

static double
draw_issuer (FacPaper *self, double x, double y, double width)
{
  const FacCfdi *cfdi = self->cfdi;
  FacSheet *sheet = self->sheet;
  g_autofree char *regime = _fac_paper_words (self, FAC_CATALOG_TAX_SYSTEMS,
                                              cfdi->emisor_regimen_fiscal);
  g_autofree char *fiscal = g_strdup_printf ("%s · Régimen %s", cfdi->emisor_rfc != NULL
                                             ? cfdi->emisor_rfc : "", regime);
  double top = y;

  y += fac_sheet_text (sheet, x, y, width, &name_style, cfdi->emisor_nombre) + 1;
  y += fac_sheet_text (sheet, x, y, width, &body_style, fiscal);
  if (self->style->issuer_address != NULL && *self->style->issuer_address != '\0')
    y += fac_sheet_text (sheet, x, y, width, &body_style, self->style->issuer_address);
  if (self->style->contact != NULL && *self->style->contact != '\0')
    y += fac_sheet_text (sheet, x, y, width, &body_style, self->style->contact);
  return y - top;
}

static double
draw_title (FacPaper *self, double y)
{
  const FacCfdi *cfdi = self->cfdi;
  FacSheet *sheet = self->sheet;
  const double x = FAC_SHEET_RIGHT - RIGHT_WIDTH;
  g_autofree char *title = _fac_paper_title (cfdi);
  g_autofree char *type = _fac_paper_words (self, FAC_CATALOG_INVOICE_TYPES,
                                            cfdi->tipo_de_comprobante);
  g_autofree char *folio = _fac_paper_folio (cfdi);
  g_autofree char *issued = _fac_paper_date (cfdi->fecha, FALSE);
  g_autofree char *kind = *folio != '\0' ? g_strdup_printf ("%s · %s", type,
                                                            folio) : g_strdup (type);
  g_autofree char *place = g_strdup_printf ("Expedida %s · CP %s", issued,
                                            cfdi->lugar_expedicion != NULL ? cfdi->lugar_expedicion : "");
  double top = y;

  y += fac_sheet_line (sheet, x, y, RIGHT_WIDTH, &title_style, title) + 1;
  y += fac_sheet_line (sheet, x, y, RIGHT_WIDTH, &right_style, kind);
  y += fac_sheet_line (sheet, x, y, RIGHT_WIDTH, &right_style, place);
  if (cfdi->timbre != NULL && !self->style->draft)
    {
      g_autofree char *stamped = _fac_paper_date (cfdi->timbre->fecha_timbrado, TRUE);
      g_autofree char *certified = g_strdup_printf ("Certificada %s", stamped);

      y += fac_sheet_line (sheet, x, y, RIGHT_WIDTH, &right_style, certified);
    }
  return y - top;
}

static double
draw_column (FacPaper *self, double x, double y, double width, const char *label,
             const char *strong, char **lines)
{
  double top = y;

  y += fac_sheet_text (self->sheet, x, y, width, &label_style, label) + 1;
  if (strong != NULL)
    y += fac_sheet_text (self->sheet, x, y, width, &strong_style, strong);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      y += fac_sheet_text (self->sheet, x, y, width, &body_style, lines[i]);
  return y - top;
}

static gboolean
is_type (const FacCfdi *cfdi, const char *types)
{
  const char *type = cfdi->tipo_de_comprobante;

  return type != NULL && *type != '\0' && strchr (types, *type) != NULL;
}

/* Old documents lack what today's must have. */
static void
join_labelled (GString *line, const char *label, const char *text)
{
  g_autofree char *labelled = g_strdup_printf ("%s %s", label, text);

  if (text != NULL && *text != '\0')
    _fac_paper_join (line, labelled);
}

static char **
receiver_lines (FacPaper *self)
{
  const FacCfdi *cfdi = self->cfdi;
  GStrvBuilder *lines = g_strv_builder_new ();
  g_autofree char *regime = _fac_paper_words (self, FAC_CATALOG_TAX_SYSTEMS,
                                              cfdi->receptor_regimen_fiscal);
  g_autofree char *use = _fac_paper_words (self, FAC_CATALOG_USES, cfdi->receptor_uso_cfdi);
  g_autoptr (GString) first = g_string_new (cfdi->receptor_rfc);
  g_autoptr (GString) second = g_string_new (NULL);
  char **result;

  join_labelled (first, "Régimen", regime);
  join_labelled (second, "CP", cfdi->receptor_domicilio_fiscal);
  join_labelled (second, "Uso", use);
  if (cfdi->receptor_rfc != NULL)
    g_strv_builder_add_many (lines, first->str, second->str, NULL);
  if (cfdi->receptor_residencia_fiscal != NULL)
    {
      g_autofree char *country = _fac_paper_words (self, FAC_CATALOG_COUNTRIES,
                                                   cfdi->receptor_residencia_fiscal);
      g_autofree char *foreign = g_strdup_printf ("Residencia fiscal %s · %s", country,
                                                  cfdi->receptor_num_reg_id_trib != NULL ? cfdi->receptor_num_reg_id_trib : "");

      g_strv_builder_add (lines, foreign);
    }
  result = g_strv_builder_end (lines);
  g_strv_builder_unref (lines);
  return result;
}

static void
add_currency (FacPaper *self, GStrvBuilder *lines)
{
  const FacCfdi *cfdi = self->cfdi;
  g_autofree char *currency = _fac_paper_words (self, FAC_CATALOG_CURRENCIES, cfdi->moneda);
  g_autofree char *rate = cfdi->has_tipo_cambio && g_strcmp0 (cfdi->moneda, "MXN") != 0
                            ? fac_decimal_format (cfdi->tipo_cambio, 2, 6) : NULL;
  g_autofree char *text = rate != NULL ? g_strdup_printf ("Moneda %s · Tipo de cambio %s", currency,
                                                          rate)
                                       : g_strdup_printf ("Moneda %s", currency);

  if (cfdi->moneda != NULL)
    g_strv_builder_add (lines, text);
}

static void
add_global (FacPaper *self, GStrvBuilder *lines)
{
  const FacCfdi *cfdi = self->cfdi;
  g_autofree char *period = _fac_paper_words (self, FAC_CATALOG_PERIODICITIES, cfdi->periodicidad);
  g_autofree char *months = _fac_paper_words (self, FAC_CATALOG_MONTHS, cfdi->meses);
  g_autofree char *text = g_strdup_printf ("Global %s · Meses %s · Año %s", period, months,
                                           cfdi->anio);

  if (cfdi->periodicidad != NULL)
    g_strv_builder_add (lines, text);
}

/* Documents without amounts of their own still state their totals. */
static void
add_zero_totals (FacPaper *self, GStrvBuilder *lines)
{
  const FacCfdi *cfdi = self->cfdi;
  g_autofree char *subtotal = fac_decimal_format (cfdi->sub_total, 0, 2);
  g_autofree char *total = fac_decimal_format (cfdi->total, 0, 2);
  g_autofree char *text = g_strdup_printf ("Subtotal %s · Total %s", subtotal, total);

  if (is_type (cfdi, "PT"))
    g_strv_builder_add (lines, text);
}

static char **
payment_lines (FacPaper *self)
{
  const FacCfdi *cfdi = self->cfdi;
  GStrvBuilder *lines = g_strv_builder_new ();
  g_autofree char *form = _fac_paper_words (self, FAC_CATALOG_PAYMENT_FORMS, cfdi->forma_pago);
  g_autofree char *method = _fac_paper_words (self, FAC_CATALOG_PAYMENT_METHODS, cfdi->metodo_pago);
  g_autofree char *export_words = _fac_paper_words (self, FAC_CATALOG_EXPORT, cfdi->exportacion);
  g_autoptr (GString) export_line = g_string_new (NULL);
  char **result;

  g_strv_builder_add_many (lines, form, method, NULL);
  add_currency (self, lines);
  add_zero_totals (self, lines);
  join_labelled (export_line, "Exportación", export_words);
  if (_fac_paper_shows (self, export_key))
    g_strv_builder_add (lines, export_line->str);
  add_global (self, lines);
  if (cfdi->condiciones_de_pago != NULL)
    g_strv_builder_add (lines, cfdi->condiciones_de_pago);
  result = g_strv_builder_end (lines);
  g_strv_builder_unref (lines);
  return result;
}

static void
draw_relations (FacPaper *self)
{
  FacSheet *sheet = self->sheet;

  for (guint i = 0; i < self->cfdi->relacionados->len; i++)
    {
      const FacCfdiRelacion *relation = self->cfdi->relacionados->pdata[i];
      g_autofree char *type = _fac_paper_words (self, FAC_CATALOG_RELATIONS,
                                                relation->tipo_relacion);
      g_autofree char *uuids = g_strjoinv (", ", relation->uuids);
      g_autofree char *text = g_strdup_printf ("Relación %s: %s", type, uuids);

      _fac_paper_flow (self, FAC_SHEET_LEFT, FAC_SHEET_INNER, &body_style, text);
      sheet->y += 6;
    }
}

static void
draw_parties (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  const double half = (FAC_SHEET_INNER - GAP) / 2;
  g_auto (GStrv) receiver = receiver_lines (self);
  g_auto (GStrv) payment = payment_lines (self);
  const char *name = self->cfdi->receptor_nombre;
  const char *who = is_type (self->cfdi, "N") ? "TRABAJADOR"
                    : is_type (self->cfdi, "T") ? "RECEPTOR" : "CLIENTE";
  double left = draw_column (self, FAC_SHEET_LEFT, sheet->y, half, who,
                             name != NULL ? name : "Sin cliente", receiver);
  double right = draw_column (self, FAC_SHEET_LEFT + half + GAP, sheet->y, half,
                              is_type (self->cfdi, "PT") ? "COMPROBANTE" : "PAGO", NULL, payment);

  sheet->y += MAX (left, right) + 10;
}

void
_fac_paper_draw_head (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  double logo = draw_logo (self, sheet->y);
  double issuer = draw_issuer (self, FAC_SHEET_LEFT + logo, sheet->y,
                               FAC_SHEET_INNER - logo - RIGHT_WIDTH - GAP);
  double title = draw_title (self, sheet->y);

  sheet->y += MAX (MAX (issuer, title), logo > 0 ? LOGO_HEIGHT : 0) + 9;
  fac_sheet_rule (sheet, sheet->y, 2.4, FAC_INK_ACCENT);
  sheet->y += 12;
  draw_parties (self);
  draw_relations (self);
}

void
_fac_paper_continue (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  g_autofree char *title = _fac_paper_title (self->cfdi);
  g_autofree char *folio = _fac_paper_folio (self->cfdi);
  g_autoptr (GString) text = g_string_new (self->cfdi->emisor_nombre);

  _fac_paper_join (text, title);
  if (*folio != '\0')
    g_string_append_printf (text, " %s", folio);
  _fac_paper_join (text, self->cfdi->receptor_nombre);
  fac_sheet_new_page (sheet);
  sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &running_style,
                              text->str) + 4;
  fac_sheet_rule (sheet, sheet->y, 1.2, FAC_INK_ACCENT);
  sheet->y += 10;
  if (self->head != NULL)
    self->head (self->head_data);
}

static void
on_full (gpointer data)
{
  _fac_paper_continue (data);
}

void
_fac_paper_flow (FacPaper           *self,
                 double              x,
                 double              width,
                 const FacLettering *lettering,
                 const char         *text)
{
  fac_sheet_flow (self->sheet, x, width, lettering, text, on_full, self);
}
