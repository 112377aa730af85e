/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sheet.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define LOGO_PIXELS 1200 /* a larger picture is scaled down while it is read */
#define LOGO_LARGEST 40000000 /* pixels of a logo that is read at all */

/* Drawn from the pixbuf's own bytes: no window system is needed on a worker thread. */
static cairo_surface_t *
surface_from_pixbuf (GdkPixbuf *pixbuf)
{
  const int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guchar *to = cairo_image_surface_get_data (surface);
  const int to_stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guchar *row = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);
        const guchar *p = row + x * channels;
        const guint alpha = channels == 4 ? p[3] : 255;

        ((guint32 *) (gpointer) (to + y * to_stride))[x] =
          alpha << 24 | (p[0] * alpha / 255) << 16 | (p[1] * alpha / 255) << 8 | p[2] * alpha / 255;
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const int longer = MAX (width, height);

  if ((gint64) width * height > LOGO_LARGEST)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* ends it before memory is taken */
  else if (longer > LOGO_PIXELS)
    gdk_pixbuf_loader_set_size (loader, MAX (1, width * LOGO_PIXELS / longer),
                                MAX (1, height * LOGO_PIXELS / longer));
}

static GdkPixbuf *
load_logo (GBytes *logo)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf = NULL;

  if (logo == NULL)
    return NULL;
  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), NULL);
  if (gdk_pixbuf_loader_write_bytes (loader, logo, NULL) && gdk_pixbuf_loader_close (loader, NULL))
    {
      pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
      return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
    }
  gdk_pixbuf_loader_close (loader, NULL);
  return NULL;
}

double
fac_sheet_logo (FacSheet *self, double x, double y, double width, double height, GBytes *logo)
{
  g_autoptr (GdkPixbuf) pixbuf = load_logo (logo);
  cairo_t *cr = self->cr;
  cairo_surface_t *surface;
  double scale;

  if (pixbuf == NULL)
    return 0;
  surface = surface_from_pixbuf (pixbuf);
  scale = MIN (height / gdk_pixbuf_get_height (pixbuf), width / gdk_pixbuf_get_width (pixbuf));
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  return gdk_pixbuf_get_width (pixbuf) * scale;
}
