/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-canvas-private.h"

int
_fac_pdf_layout_n_pages (FacPdfCanvas *self)
{
  return self->document != NULL ? fac_pdf_document_get_n_pages (self->document) : 0;
}

double
_fac_pdf_layout_page_height (FacPdfCanvas *self, int index)
{
  return (double) fac_pdf_document_get_size (self->document, index).height * self->scale;
}

double
_fac_pdf_layout_page_width (FacPdfCanvas *self, int index)
{
  return (double) fac_pdf_document_get_size (self->document, index).width * self->scale;
}

double
_fac_pdf_layout_top (FacPdfCanvas *self, int index)
{
  double top = FAC_PDF_MARGIN;

  for (int i = 0; i < index; i++)
    top += _fac_pdf_layout_page_height (self, i) + FAC_PDF_GAP;
  return top;
}

static double
widest (FacPdfCanvas *self)
{
  double width = 1;

  for (int i = 0; i < _fac_pdf_layout_n_pages (self); i++)
    width = MAX (width, (double) fac_pdf_document_get_size (self->document, i).width);
  return width;
}

double
_fac_pdf_layout_width (FacPdfCanvas *self)
{
  return widest (self) * self->scale + 2 * FAC_PDF_MARGIN;
}

double
_fac_pdf_layout_height (FacPdfCanvas *self)
{
  int n_pages = _fac_pdf_layout_n_pages (self);

  return n_pages == 0 ? 0 : _fac_pdf_layout_top (self, n_pages) - FAC_PDF_GAP + FAC_PDF_MARGIN;
}

double
_fac_pdf_layout_scroll (FacPdfCanvas *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

double
_fac_pdf_layout_left (FacPdfCanvas *self, int index)
{
  double room = MAX ((double) gtk_widget_get_width (GTK_WIDGET (self)),
                     _fac_pdf_layout_width (self));

  return (room - _fac_pdf_layout_page_width (self, index)) / 2;
}

void
_fac_pdf_layout_in_view (FacPdfCanvas *self, int *first, int *last)
{
  double top = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL);
  double bottom = top + gtk_widget_get_height (GTK_WIDGET (self));
  double y = FAC_PDF_MARGIN;

  *first = -1;
  *last = -1;
  for (int i = 0; i < _fac_pdf_layout_n_pages (self); i++)
    {
      double height = _fac_pdf_layout_page_height (self, i);

      if (y + height >= top && y <= bottom)
        {
          if (*first < 0)
            *first = i;
          *last = i;
        }
      y += height + FAC_PDF_GAP;
    }
}

double
_fac_pdf_layout_scale (FacPdfCanvas *self, FacPdfFit fit, int width, int height)
{
  FacPdfSize size;
  double most = fit == FAC_PDF_FIT_WIDTH ? 2 * FAC_PDF_PAPER : FAC_PDF_MAX_SCALE;
  double scale;

  if (fit == FAC_PDF_FREE || _fac_pdf_layout_n_pages (self) == 0)
    return self->scale;
  scale = (width - 2 * FAC_PDF_MARGIN) / widest (self);
  if (fit == FAC_PDF_FIT_PAGE)
    {
      size = fac_pdf_document_get_size (self->document, fac_pdf_canvas_get_page (self));
      scale = MIN (scale, (height - 2 * FAC_PDF_MARGIN) / (double) size.height);
    }
  return CLAMP (scale, FAC_PDF_MIN_SCALE, most);
}

int
fac_pdf_canvas_get_page (FacPdfCanvas *self)
{
  double middle;
  double y = FAC_PDF_MARGIN;

  g_return_val_if_fail (FAC_IS_PDF_CANVAS (self), 0);
  middle = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL)
           + gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  for (int i = 0; i < _fac_pdf_layout_n_pages (self) - 1; i++)
    {
      y += _fac_pdf_layout_page_height (self, i) + FAC_PDF_GAP;
      if (middle < y)
        return i;
    }
  return MAX (0, _fac_pdf_layout_n_pages (self) - 1);
}
