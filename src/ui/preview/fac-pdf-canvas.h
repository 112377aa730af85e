/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-pdf-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum { FAC_PDF_FIT_WIDTH, FAC_PDF_FIT_PAGE, FAC_PDF_FREE } FacPdfFit;

#define FAC_TYPE_PDF_CANVAS (fac_pdf_canvas_get_type ())
G_DECLARE_FINAL_TYPE (FacPdfCanvas, fac_pdf_canvas, FAC, PDF_CANVAS, GtkWidget)

/**
 * FacPdfCanvas: the pages of a PDF one below the other, for a GtkScrolledWindow. Only pages in view and their
 * neighbours are drawn; a page shows its last picture until the new one is there. Signal "view-changed": page in view,
 * scale or fit are others.
 */
void       fac_pdf_canvas_set_document (FacPdfCanvas *self, FacPdfDocument *document);
void       fac_pdf_canvas_set_fit      (FacPdfCanvas *self, FacPdfFit fit);
FacPdfFit  fac_pdf_canvas_get_fit      (FacPdfCanvas *self);
/** fac_pdf_canvas_zoom: multiplies the scale, keeping the middle of the view. */
void       fac_pdf_canvas_zoom         (FacPdfCanvas *self, double factor);
/** fac_pdf_canvas_get_percent: 100 is the size on paper at 96 dots an inch. */
int        fac_pdf_canvas_get_percent  (FacPdfCanvas *self);
int        fac_pdf_canvas_get_page     (FacPdfCanvas *self); /* most in view, from 0 */
void       fac_pdf_canvas_go_to_page   (FacPdfCanvas *self, int page);
/** fac_pdf_canvas_set_matches: (nullable): places to highlight; @current is shown apart and scrolled to, −1 none. */
void       fac_pdf_canvas_set_matches  (FacPdfCanvas *self, GArray *matches, int current);

G_END_DECLS
