/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_PDF_VIEW (fac_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (FacPdfView, fac_pdf_view, FAC, PDF_VIEW, GtkWidget)

/**
 * FacPdfView: a PDF with its tools: fit, zoom, pages, search, copy of a page's text. Its actions are "pdf.zoom-in",
 * "pdf.zoom-out", "pdf.fit-page", "pdf.fit-width", "pdf.actual-size", "pdf.find", "pdf.find-next", "pdf.find-previous",
 * "pdf.copy-page". Signal "shown": the document is open and laid out.
 */
GtkWidget *fac_pdf_view_new (void);
/** fac_pdf_view_set_bytes: (nullable): opened off the main thread; the former one stays in view until this one is
 * there. */
void       fac_pdf_view_set_bytes (FacPdfView *self, GBytes *bytes);
/** fac_pdf_view_set_title: what it is, for assistive technology ("Invoice A 1203"). */
void       fac_pdf_view_set_title (FacPdfView *self, const char *title);
/** fac_pdf_view_say: what is shown while there is no document; NULL turns a wheel. */
void       fac_pdf_view_say       (FacPdfView *self, const char *text);
void       fac_pdf_view_find      (FacPdfView *self);
/** fac_pdf_view_take_keys: zoom and search by key also while the focus is elsewhere in @page, which @self is in. */
void       fac_pdf_view_take_keys (FacPdfView *self, GtkWidget *page);

G_END_DECLS
