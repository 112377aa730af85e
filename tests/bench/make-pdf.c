/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-pdf PAGES FILE: pages as an invoice has them: a picture, boxes, a table, a code of squares, seals. All pages weigh the same. */
#include "bench.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define ROWS 25
#define MODULES 57

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
write_at (cairo_t *cr, double x, double y, double width, const char *font, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
draw_picture (cairo_t *cr, cairo_surface_t *picture)
{
  cairo_save (cr);
  cairo_translate (cr, 40, 36);
  cairo_scale (cr, 0.3, 0.3);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_row (cairo_t *cr, guint row, guint64 *state)
{
  const double y = 170 + row * 15.0;
  g_autofree char *cells = g_strdup_printf ("%u   %08u", 1 + row, (guint) (bench_random (state) % 100000000));
  g_autofree char *amount = g_strdup_printf ("$ %u.%02u", (guint) (bench_random (state) % 90000),
                                             (guint) (bench_random (state) % 100));
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < 34; i++)
    g_string_append_c (words, i % 7 == 6 ? ' ' : (char) ('a' + bench_random (state) % 26));
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 36, y);
  cairo_line_to (cr, 576, y);
  cairo_stroke (cr);
  write_at (cr, 40, y + 2, 100, "DejaVu Sans 7", cells);
  write_at (cr, 150, y + 2, 260, "DejaVu Sans 7", words->str);
  write_at (cr, 430, y + 2, 70, "DejaVu Sans 7", amount);
  write_at (cr, 505, y + 2, 70, "DejaVu Sans 7", amount);
  g_string_free (words, TRUE);
}

static void
draw_code (cairo_t *cr, guint64 *state)
{
  const double side = 110.0 / MODULES;

  for (guint y = 0; y < MODULES; y++)
    for (guint x = 0; x < MODULES; x++)
      if (bench_random (state) & 16)
        cairo_rectangle (cr, 36 + x * side, 640 + y * side, side, side);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}

static void
draw_page (cairo_t *cr, cairo_surface_t *picture, guint64 *state)
{
  char seal[345] = "";

  draw_picture (cr, picture);
  write_at (cr, 190, 40, 220, "DejaVu Sans Bold 11", "Empresa de Prueba, S.A. de C.V.");
  write_at (cr, 190, 68, 220, "DejaVu Sans 8", "RFC EKU9003173C9\nRégimen 601\nCódigo postal 26015");
  cairo_set_source_rgb (cr, 0.93, 0.95, 0.98);
  cairo_rectangle (cr, 36, 112, 540, 46);
  cairo_fill (cr);
  write_at (cr, 42, 118, 520, "DejaVu Sans 9", "Cliente: Comercial del Norte\nRFC XAXX010101000   Uso G03");
  for (guint row = 0; row < ROWS; row++)
    draw_row (cr, row, state);
  write_at (cr, 430, 562, 146, "DejaVu Sans Bold 9", "Subtotal $ 1,000.00\nIVA 16 % $ 160.00\nTotal $ 1,160.00");
  draw_code (cr, state);
  for (guint i = 0; i < sizeof seal - 1; i++)
    seal[i] = letters[bench_random (state) % (sizeof letters - 1)];
  write_at (cr, 160, 645, 410, "DejaVu Sans Mono 5", seal);
  write_at (cr, 160, 690, 410, "DejaVu Sans Mono 5", seal);
  cairo_show_page (cr);
}

static cairo_surface_t *
make_picture (void)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 200);
  cairo_t *cr = cairo_create (picture);
  cairo_pattern_t *shade = cairo_pattern_create_linear (0, 0, 400, 200);

  cairo_pattern_add_color_stop_rgb (shade, 0, 0.2, 0.5, 0.4);
  cairo_pattern_add_color_stop_rgb (shade, 1, 0.9, 0.8, 0.3);
  cairo_set_source (cr, shade);
  cairo_paint (cr);
  cairo_pattern_destroy (shade);
  cairo_destroy (cr);
  return picture;
}

int
main (int argc, char **argv)
{
  guint64 state = 4711;
  cairo_surface_t *picture = make_picture ();
  cairo_surface_t *surface;
  cairo_t *cr;

  if (argc != 3)
    return EXIT_FAILURE;
  surface = cairo_pdf_surface_create (argv[2], 612, 792);
  cr = cairo_create (surface);
  for (int page = atoi (argv[1]); page > 0; page--)
    draw_page (cr, picture, &state);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return EXIT_FAILURE;
  cairo_surface_destroy (surface);
  cairo_surface_destroy (picture);
  return EXIT_SUCCESS;
}
