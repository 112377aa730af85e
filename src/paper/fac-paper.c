/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-node.h"

#include "fac-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
describe (FacPaper *self, cairo_surface_t *pdf)
{
  g_autofree char *title = _fac_paper_title (self->cfdi);
  g_autofree char *folio = _fac_paper_folio (self->cfdi);
  g_autofree char *full = g_strdup_printf ("%s %s", title, folio);

  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_TITLE, full);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATOR, "Facturador");
  /* not the moment of drawing: a draft that has not changed is the same file */
  if (self->style->draft && self->cfdi->fecha != NULL)
    {
      cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATE_DATE, self->cfdi->fecha);
      cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_MOD_DATE, self->cfdi->fecha);
    }
  if (self->cfdi->emisor_nombre != NULL)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_AUTHOR, self->cfdi->emisor_nombre);
}

static cairo_status_t
write_pages (FacPaper *self, GByteArray *bytes)
{
  const guint n_pages = self->sheet->pages->len;
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (append_bytes, bytes, FAC_SHEET_WIDTH,
                                                              FAC_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (pdf);
  cairo_status_t status;

  describe (self, pdf);
  for (guint i = 0; i < n_pages; i++)
    {
      cairo_set_source_surface (cr, self->sheet->pages->pdata[i], 0, 0);
      cairo_paint (cr);
      _fac_paper_draw_frame (self, cr, i + 1, n_pages);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  return status;
}

GBytes *
_fac_paper_write (FacPaper *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  g_clear_pointer (&self->sheet->cr, cairo_destroy);
  status = write_pages (self, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, FAC_ERROR, FAC_ERROR_FAILED, _("The document could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* What is paid stands in the complement: its totals come after it. */
static void
draw_body (FacPaper *self)
{
  const char *type = self->cfdi->tipo_de_comprobante;
  gboolean first = type != NULL && (*type == 'P' || *type == 'N');

  if (first)
    _fac_paper_draw_complements (self);
  _fac_paper_draw_totals (self);
  if (!first)
    _fac_paper_draw_complements (self);
}

GBytes *
fac_paper_draw (const FacCfdi *cfdi, const FacPaperStyle *style, FacCatalogSource *catalog,
                GError **error)
{
  g_autoptr (FacSheet) sheet = fac_sheet_new (style->color);
  g_autoptr (FacPaperNode) complements = _fac_paper_node_parse (cfdi->complemento);
  FacPaper paper = {
    .cfdi = cfdi, .style = style, .catalog = catalog, .sheet = sheet, .complements = complements,
  };

  _fac_paper_draw_head (&paper);
  _fac_paper_draw_lines (&paper);
  draw_body (&paper);
  _fac_paper_draw_seals (&paper);
  return _fac_paper_write (&paper, error);
}
