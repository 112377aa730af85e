/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Letter, in points. */
#define FAC_SLIP_WIDTH  612
#define FAC_SLIP_HEIGHT 792
#define FAC_SLIP_MARGIN 54
#define FAC_SLIP_INNER  (FAC_SLIP_WIDTH - 2 * FAC_SLIP_MARGIN)

/** FacSandboxSlip: plain text on letter pages, as PDF. @y: how far down the page it has come. */
typedef struct
{
  cairo_t         *cr;
  PangoLayout     *layout;
  int              y;
  cairo_surface_t *surface;
  GByteArray      *out;
} FacSandboxSlip;

/** fac_sandbox_slip_new: at the top of its first page. Returns: (transfer full): ended by fac_sandbox_slip_end() */
FacSandboxSlip *fac_sandbox_slip_new (void);
/** fac_sandbox_slip_put: writes @text in lines of @width, @x right of the margin. Returns: the height of that */
int             fac_sandbox_slip_put (FacSandboxSlip *self, int x, int width, const char *font, PangoAlignment align,
                                      const char *text);
/** fac_sandbox_slip_end: ends and frees @self. Returns: (transfer full): the PDF */
GBytes         *fac_sandbox_slip_end (FacSandboxSlip *self);

G_END_DECLS
