/* SPDX-License-Identifier: GPL-3.0-or-later */
/* floor-pdf FILE DPI…: bytes in memory to the pixels of page one, by Poppler and cairo and nothing else. */
#include "bench.h"

#include <cairo.h>
#include <poppler.h>

#define REPEATS 15

/* milliseconds, or less than 0; letting go is not counted, the product does that later too */
static double
render (GBytes *bytes, double dpi)
{
  const double start = bench_now_ms ();
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PopplerPage *page = document != NULL ? poppler_document_get_page (document, 0) : NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;
  double taken;

  if (page == NULL)
    return -1;
  poppler_page_get_size (page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width * dpi / 72 + 0.5),
                                        (int) (height * dpi / 72 + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, dpi / 72, dpi / 72);
  poppler_page_render (page, cr);
  cairo_surface_flush (surface);
  taken = cairo_status (cr) == CAIRO_STATUS_SUCCESS ? bench_now_ms () - start : -1;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  g_object_unref (document);
  return taken;
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;

  if (argc < 3 || !g_file_get_contents (argv[1], &data, &length, NULL))
    return EXIT_FAILURE;
  bytes = g_bytes_new_static (data, length);
  for (int a = 2; a < argc; a++)
    {
      g_autofree char *key = g_strdup_printf ("pdf.%s", argv[a]);
      double taken[REPEATS];

      for (guint i = 0; i < REPEATS; i++)
        {
          taken[i] = render (bytes, g_ascii_strtod (argv[a], NULL));
          if (taken[i] < 0)
            return EXIT_FAILURE;
        }
      bench_say (key, bench_percentile (taken, REPEATS, 0.5));
    }
  return EXIT_SUCCESS;
}
