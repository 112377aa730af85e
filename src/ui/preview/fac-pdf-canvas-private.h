/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-pdf-canvas.h"

G_BEGIN_DECLS

void _fac_pdf_canvas_add_input (FacPdfCanvas *self);
void _fac_pdf_canvas_scroll    (FacPdfCanvas *self, GtkOrientation orientation, double by);

G_END_DECLS
