/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-canvas-private.h"

#define NEIGHBOURS 1
#define KEPT       3

typedef struct
{
  GdkTexture   *texture;
  double        drawn;  /* scale of the picture, 0 when it is of another document */
  double        wanted; /* scale asked for, 0 none */
  GCancellable *cancellable;
} Page;

static void
page_clear (gpointer data)
{
  Page *page = data;

  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  g_clear_object (&page->texture);
}

static Page *
page_at (FacPdfCanvas *self, int index)
{
  return &g_array_index (self->pages, Page, index);
}

typedef struct
{
  FacPdfCanvas *canvas; /* borrowed: the request is cancelled before it goes */
  int           page;
  double        scale;
} Wish;

static void
on_rendered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Wish *wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPdfImage) image = fac_pdf_document_render_finish (FAC_PDF_DOCUMENT (source),
                                                                  result, &error);
  Page *page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  page = page_at (wish->canvas, wish->page);
  g_clear_object (&page->cancellable);
  if (image == NULL)
    return;
  g_clear_object (&page->texture);
  page->texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT,
                                          image->pixels, (gsize) image->stride);
  page->drawn = wish->scale;
  gtk_widget_queue_draw (GTK_WIDGET (wish->canvas));
}

static void
want_page (FacPdfCanvas *self, int index, int priority)
{
  Page *page = page_at (self, index);
  double scale = self->scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  Wish *wish;

  if (page->wanted == scale && (page->cancellable != NULL || page->drawn == scale))
    return;
  if (page->drawn == scale)
    {
      page->wanted = scale;
      return;
    }
  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  page->cancellable = g_cancellable_new ();
  page->wanted = scale;
  wish = g_new0 (Wish, 1);
  wish->canvas = self;
  wish->page = index;
  wish->scale = scale;
  fac_pdf_document_render_async (self->document, index, scale, priority, page->cancellable,
                                 on_rendered, wish);
}

static void
forget_page (FacPdfCanvas *self, int index)
{
  Page *page = page_at (self, index);

  page_clear (page);
  page->wanted = 0;
  page->drawn = 0;
}

void
_fac_pdf_pages_request (FacPdfCanvas *self)
{
  int first, last;
  int n_pages = _fac_pdf_layout_n_pages (self);

  if (n_pages == 0 || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  _fac_pdf_layout_in_view (self, &first, &last);
  if (first < 0)
    return;
  for (int i = first; i <= last; i++)
    want_page (self, i, 0);
  for (int i = 1; i <= NEIGHBOURS; i++)
    {
      if (last + i < n_pages)
        want_page (self, last + i, 10 + i);
      if (first - i >= 0)
        want_page (self, first - i, 10 + i);
    }
  for (int i = 0; i < n_pages; i++)
    if (i < first - KEPT || i > last + KEPT)
      forget_page (self, i);
}

void
_fac_pdf_pages_init (FacPdfCanvas *self)
{
  self->pages = g_array_new (FALSE, TRUE, sizeof (Page));
  g_array_set_clear_func (self->pages, page_clear);
}

void
_fac_pdf_pages_renew (FacPdfCanvas *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = page_at (self, (int) i);

      g_cancellable_cancel (page->cancellable);
      g_clear_object (&page->cancellable);
      page->drawn = 0;
      page->wanted = 0;
    }
  g_array_set_size (self->pages, (guint) _fac_pdf_layout_n_pages (self));
}

GdkTexture *
_fac_pdf_pages_texture (FacPdfCanvas *self, int index, gboolean *sharp)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  *sharp = page_at (self, index)->drawn == self->scale * factor;
  return page_at (self, index)->texture;
}
