/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_PDF_DOCUMENT (fac_pdf_document_get_type ())
G_DECLARE_FINAL_TYPE (FacPdfDocument, fac_pdf_document, FAC, PDF_DOCUMENT, GObject)

/** FacPdfSize: a page in points of 1/72 inch. */
typedef struct { float width, height; } FacPdfSize;
/** FacPdfMatch: where a text was found: page from 0, rectangle in points from the top left. */
typedef struct { int page; float x1, y1, x2, y2; } FacPdfMatch;
/** FacPdfImage: premultiplied ARGB32 pixels as cairo has them. */
typedef struct { int width, height, stride; GBytes *pixels; } FacPdfImage;

/** fac_pdf_image_free: frees it with all it owns. */
void fac_pdf_image_free (FacPdfImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPdfImage, fac_pdf_image_free)

/*
 * FacPdfDocument: a PDF in memory. Poppler is touched on one render thread only; requests queue there by priority and
 * are skipped when cancelled. Everything returns on the caller's main context.
 */

/** fac_pdf_document_open_async: parses @bytes. */
void            fac_pdf_document_open_async  (GBytes *bytes, GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer data);
/** fac_pdf_document_open_finish: Returns: (transfer full) (nullable): %NULL with @error when it is no PDF that opens */
FacPdfDocument *fac_pdf_document_open_finish (GAsyncResult *result, GError **error);
/** fac_pdf_document_get_n_pages: how many pages it has. */
int             fac_pdf_document_get_n_pages (FacPdfDocument *self);
/** fac_pdf_document_get_size: of @page, counted from 0, as it is shown. */
FacPdfSize      fac_pdf_document_get_size    (FacPdfDocument *self, int page);
/** fac_pdf_document_get_bytes: Returns: (transfer none): the file as it was opened */
GBytes         *fac_pdf_document_get_bytes   (FacPdfDocument *self);
/** fac_pdf_document_render_async: @page at @scale pixels per point; lower @priority first. */
void            fac_pdf_document_render_async  (FacPdfDocument *self, int page, double scale, int priority,
                                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/** fac_pdf_document_render_finish: Returns: (transfer full) (nullable) */
FacPdfImage    *fac_pdf_document_render_finish (FacPdfDocument *self, GAsyncResult *result, GError **error);
/** fac_pdf_document_search_async: all places of @text, without regard to case. */
void            fac_pdf_document_search_async  (FacPdfDocument *self, const char *text, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
/** Returns: (transfer full) (element-type FacPdfMatch) */
GArray         *fac_pdf_document_search_finish (FacPdfDocument *self, GAsyncResult *result, GError **error);
/** fac_pdf_document_text_async: plain text of @page, for copying. */
void            fac_pdf_document_text_async  (FacPdfDocument *self, int page, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
/** fac_pdf_document_text_finish: Returns: (transfer full) (nullable) */
char           *fac_pdf_document_text_finish (FacPdfDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
