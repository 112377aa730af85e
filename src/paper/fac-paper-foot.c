/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-private.h"

#include <math.h>
#include <string.h>

#define MAX_SEAL 2000 /* RSA-4096 takes 684; foreign documents may hold anything */
#define REPEATED_SEAL 344 /* RSA-2048 in base64: two lines at the foot of a page */
#define GAP 10.0

static const FacLettering fact_style = { 7.2, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering label_style = { 6.8, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering seal_style = { 5.2, FALSE, TRUE, FAC_INK_DIM, PANGO_ALIGN_LEFT };
static const FacLettering repeated_style = { 4.6, FALSE, TRUE, FAC_INK_DIM, PANGO_ALIGN_CENTER };
static const FacLettering footer_style = { 7, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_CENTER };
static const FacLettering test_style = { 7, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_CENTER };

void
_fac_paper_draw_qr (FacPaper *self, const char *text, double x, double y)
{
  if (text != NULL)
    fac_sheet_qr (self->sheet, x, y, FAC_PAPER_QR_SIDE, text);
}

/* One list of what stands beside the QR serves to measure and to draw. */
static double
put (FacPaper *self, gboolean draw, double x, double y, double width, const FacLettering *style,
     const char *text)
{
  if (draw)
    return fac_sheet_text (self->sheet, x, y, width, style, text);
  return fac_sheet_measure (self->sheet, width, style, text);
}

static double
put_seal (FacPaper *self, gboolean draw, double x, double y, double width, const char *label,
          const char *text)
{
  g_autofree char *cut = text != NULL && g_utf8_strlen (text, -1) > MAX_SEAL
                           ? g_utf8_substring (text, 0, MAX_SEAL) : NULL;
  double height = 0;

  if (text == NULL)
    return 0;
  height += 3;
  height += put (self, draw, x, y + height, width, &label_style, label);
  height += put (self, draw, x, y + height, width, &seal_style,
                 cut != NULL ? cut : text);
  return height;
}

/* A foreign document may lack any of them. */
static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static double
put_fiscal_data (FacPaper *self, gboolean draw, double x, double y, double width)
{
  const FacCfdi *cfdi = self->cfdi;
  const FacCfdiTimbre *timbre = cfdi->timbre;
  g_autofree char *stamped = _fac_paper_date (timbre->fecha_timbrado, TRUE);
  g_autofree char *folio = g_strdup_printf ("Folio fiscal %s", or_empty (timbre->uuid));
  g_autofree char *certificates = g_strdup_printf ("Certificado %s · Certificado SAT %s",
                                                   or_empty (cfdi->no_certificado),
                                                   or_empty (timbre->no_certificado_sat));
  g_autofree char *pac = g_strdup_printf ("PAC %s · Certificado el %s",
                                          or_empty (timbre->rfc_prov_certif), stamped);
  double height = 0;

  height += put (self, draw, x, y + height, width, &fact_style, folio);
  height += put (self, draw, x, y + height, width, &fact_style, certificates);
  height += put (self, draw, x, y + height, width, &fact_style, pac);
  height += put_seal (self, draw, x, y + height, width, "Sello digital del CFDI",
                      timbre->sello_cfd);
  height += put_seal (self, draw, x, y + height, width, "Sello del SAT", timbre->sello_sat);
  height += put_seal (self, draw, x, y + height, width,
                      "Cadena original del complemento de certificación digital del SAT",
                      self->style->tfd_cadena);
  return height;
}

void
_fac_paper_draw_seals (FacPaper *self)
{
  FacSheet *sheet = self->sheet;
  const double x = FAC_SHEET_LEFT + FAC_PAPER_QR_SIDE + GAP;
  const double width = FAC_SHEET_RIGHT - x;
  g_autofree char *qr = NULL;
  double height, top;

  if (self->style->draft || self->cfdi->timbre == NULL)
    return;
  height = MAX (FAC_PAPER_QR_SIDE, put_fiscal_data (self, FALSE, x, 0, width)) + GAP;
  if (height > fac_sheet_room (sheet))
    _fac_paper_continue (self);
  top = FAC_SHEET_BOTTOM - height;
  fac_sheet_rule (sheet, top, 0.6, FAC_INK_DIM);
  top += GAP;
  qr = self->qr == NULL ? fac_cfdi_qr_text (self->cfdi) : NULL;
  _fac_paper_draw_qr (self, self->qr != NULL ? self->qr : qr, FAC_SHEET_LEFT, top);
  put_fiscal_data (self, TRUE, x, top, width);
  sheet->y = FAC_SHEET_BOTTOM;
}

/* ---- what every page carries ---------------------------------------------------------------- */

static void
draw_watermark (FacPaper *self, cairo_t *cr, const char *text)
{
  FacSheet *sheet = self->sheet;
  const double diagonal = 540;
  FacLettering style = { 60, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_CENTER };
  double width = fac_sheet_line_width (sheet, &style, text);
  PangoRectangle logical;

  style.size = MIN (96, style.size * diagonal / width);
  fac_sheet_measure (sheet, diagonal * 1.2, &style, text);
  pango_layout_get_extents (sheet->layout, NULL, &logical);
  cairo_save (cr);
  cairo_translate (cr, FAC_SHEET_WIDTH / 2, FAC_SHEET_HEIGHT / 2);
  cairo_rotate (cr, -G_PI / 6);
  cairo_set_source_rgba (cr, sheet->accent.red, sheet->accent.green, sheet->accent.blue, 0.11);
  cairo_move_to (cr, -diagonal * 0.6, -(double) logical.height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, sheet->layout);
  cairo_restore (cr);
}

static const char *
watermark_text (const FacPaperStyle *style)
{
  if (style->draft)
    return style->unsealed ? "FALTA EL XML" : "BORRADOR";
  if (style->cancelled)
    return "CANCELADO";
  return style->test ? "PRUEBA · SIN VALIDEZ FISCAL" : NULL;
}

static const char *
legend_text (FacPaper *self)
{
  if (self->style->draft)
    return self->style->unsealed ? "FALTA EL XML · No es la representación impresa de un CFDI"
                                 : "BORRADOR · No es un comprobante fiscal";
  if (self->style->cancelled)
    return "CANCELADO · Representación impresa de un CFDI";
  if (g_strcmp0 (self->cfdi->tipo_de_comprobante, FAC_PAPER_RETENCION) == 0)
    return "Este documento es una representación impresa de un comprobante fiscal digital por "
           "Internet que ampara retenciones e información de pagos";
  return "Este documento es una representación impresa de un CFDI";
}

static void
draw_centred (FacPaper *self, cairo_t *cr, double y, const FacLettering *style, const char *text)
{
  fac_sheet_measure (self->sheet, FAC_SHEET_INNER, style, text);
  fac_sheet_ink (self->sheet, cr, style->ink);
  cairo_move_to (cr, FAC_SHEET_LEFT, y);
  pango_cairo_show_layout (cr, self->sheet->layout);
}

void
_fac_paper_draw_frame (FacPaper *self, cairo_t *cr, guint page, guint pages)
{
  const char *watermark = watermark_text (self->style);
  g_autofree char *footer = NULL;

  if (watermark != NULL)
    draw_watermark (self, cr, watermark);
  footer = g_strdup_printf ("%s%s%s · Página %u de %u", legend_text (self), self->style->draft ? ""
                            : " ",
                            self->style->draft || self->cfdi->version == NULL ? "" : self->cfdi->version, page, pages);
  draw_centred (self, cr, FAC_SHEET_BOTTOM + 18, &footer_style, footer);
  if (_fac_paper_wants (self, repeat_seal) && self->cfdi->sello != NULL && !self->style->draft)
    {
      g_autofree char *cut = g_utf8_substring (self->cfdi->sello, 0,
                                               MIN (g_utf8_strlen (self->cfdi->sello, -1),
                                                    REPEATED_SEAL));

      draw_centred (self, cr, FAC_SHEET_BOTTOM + 27, &repeated_style, cut);
    }
  if (self->style->test)
    draw_centred (self, cr, FAC_SHEET_BOTTOM + 7, &test_style,
                  "Documento de prueba, sin validez fiscal");
}
