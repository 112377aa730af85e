/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-pdf-canvas.h"

G_BEGIN_DECLS

#define FAC_PDF_MARGIN    16
#define FAC_PDF_GAP       16
#define FAC_PDF_MIN_SCALE 0.15
#define FAC_PDF_MAX_SCALE 8.0
#define FAC_PDF_PAPER     (96.0 / 72.0)

struct _FacPdfCanvas
{
  GtkWidget parent_instance;

  FacPdfDocument *document;
  GArray         *pages; /* pictures, see fac-pdf-canvas-pages.c */
  GArray         *matches;
  int             current_match;
  FacPdfFit       fit;
  double          scale; /* application pixels per point */
  GtkAdjustment  *adjustments[2];
  guint           policies[2];
  guint           announced;
  int             reveal_match;
};

void _fac_pdf_canvas_add_input (FacPdfCanvas *self);
void _fac_pdf_canvas_scroll    (FacPdfCanvas *self, GtkOrientation orientation, double by);

/* Where pages lie, in application pixels from the top left corner of all that can be scrolled to. */
int    _fac_pdf_layout_n_pages     (FacPdfCanvas *self);
double _fac_pdf_layout_page_width  (FacPdfCanvas *self, int index);
double _fac_pdf_layout_page_height (FacPdfCanvas *self, int index);
double _fac_pdf_layout_left        (FacPdfCanvas *self, int index);
double _fac_pdf_layout_top         (FacPdfCanvas *self, int index);
double _fac_pdf_layout_width       (FacPdfCanvas *self);
double _fac_pdf_layout_height      (FacPdfCanvas *self);
double _fac_pdf_layout_scroll      (FacPdfCanvas *self, GtkOrientation orientation);
/* -1 in both when no page is in view */
void   _fac_pdf_layout_in_view     (FacPdfCanvas *self, int *first, int *last);
double _fac_pdf_layout_scale       (FacPdfCanvas *self, FacPdfFit fit, int width, int height);

/* The pictures of the pages: drawn on the thread of the PDFs when they come near the view, dropped when far. */
void        _fac_pdf_pages_init    (FacPdfCanvas *self);
/* Another document: pictures of the former one stay until those of the new one are there: a preview must not
 * flicker. */
void        _fac_pdf_pages_renew   (FacPdfCanvas *self);
void        _fac_pdf_pages_request (FacPdfCanvas *self);
/* (nullable); sharp: whether it was drawn for this very scale */
GdkTexture *_fac_pdf_pages_texture (FacPdfCanvas *self, int index, gboolean *sharp);

G_END_DECLS
