/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-check.h"

#include <cairo.h>
#include <string.h>

FacDecimal
fac_paper_check_number (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

void
fac_paper_check_stamp (FacCfdi *cfdi, const char *uuid)
{
  FacCfdiTimbre *timbre = fac_cfdi_timbre_new ();

  timbre->uuid = g_strdup (uuid);
  timbre->fecha_timbrado = g_strdup ("2026-11-19T16:42:51");
  timbre->rfc_prov_certif = g_strdup ("SPR190613I52");
  timbre->sello_cfd = g_strnfill (344, 'A');
  timbre->no_certificado_sat = g_strdup ("30001000000500003456");
  timbre->sello_sat = g_strnfill (344, 'B');
  cfdi->timbre = timbre;
  cfdi->sello = g_strnfill (344, 'A');
  cfdi->no_certificado = g_strdup ("30001000000500003416");
}

PopplerDocument *
fac_paper_check_draw (const FacCfdi *cfdi, const FacPaperStyle *style, FacCatalogSource *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_paper_draw (cfdi, style, catalog, &error);
  const char *folder = g_getenv ("FACTURADOR_PAPER_OUT");
  PopplerDocument *document;

  g_assert_no_error (error);
  if (folder != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s/%p.pdf", folder, (const void *) cfdi);

      g_file_set_contents (name, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf),
                           NULL);
    }
  document = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  return document;
}

char *
fac_paper_check_text (PopplerDocument *document)
{
  GString *all = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);

      g_string_append_printf (all, "%s\f", text);
    }
  return g_string_free (all, FALSE);
}

void
fac_paper_check_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("the paper does not say \"%s\": %s", part, text);
}

static void
check_page (PopplerDocument *document, int index)
{
  const int width = 612, height = 792, limit = 34;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, index);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  int stride;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if ((x < limit || x >= width - limit || y < limit || y >= height - 12)
          && (pixels[y * stride + x] & 0xffffff) != 0xffffff)
        g_error ("page %d has ink at %d,%d", index + 1, x, y);
  cairo_surface_destroy (surface);
}

void
fac_paper_check_margins (PopplerDocument *document)
{
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    check_page (document, i);
}
