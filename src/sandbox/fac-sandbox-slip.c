/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-slip.h"

#include <cairo-pdf.h>

static cairo_status_t
on_write (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

FacSandboxSlip *
fac_sandbox_slip_new (void)
{
  FacSandboxSlip *self = g_new0 (FacSandboxSlip, 1);

  self->out = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (on_write, self->out, FAC_SLIP_WIDTH,
                                                       FAC_SLIP_HEIGHT);
  self->cr = cairo_create (self->surface);
  self->layout = pango_cairo_create_layout (self->cr);
  self->y = FAC_SLIP_MARGIN;
  return self;
}

int
fac_sandbox_slip_put (FacSandboxSlip *self, int x, int width, const char *font,
                      PangoAlignment align, const char *text)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (self->layout, description);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (self->layout, align);
  pango_layout_set_text (self->layout, text, -1);
  cairo_move_to (self->cr, FAC_SLIP_MARGIN + x, self->y);
  pango_cairo_show_layout (self->cr, self->layout);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  pango_font_description_free (description);
  return height;
}

GBytes *
fac_sandbox_slip_end (FacSandboxSlip *self)
{
  GByteArray *out = self->out;

  g_object_unref (self->layout);
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
  g_free (self);
  return g_byte_array_free_to_bytes (out);
}
