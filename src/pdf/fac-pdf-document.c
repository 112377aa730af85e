/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-document.h"

#include "fac-error.h"
#include "fac-render-queue.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <poppler.h>

/* A PDF may come from anywhere (architecture §5.14). */
#define MAX_BYTES   (256u * 1024 * 1024)
#define MAX_PAGES   20000
#define MAX_SIDE    16384
#define MAX_PIXELS  (96 * 1024 * 1024)
#define MAX_MATCHES 10000
#define MAX_POINTS  14400.0

/* Only newer releases of Poppler declare its clean-up. */
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

struct _FacPdfDocument
{
  GObject parent_instance;

  GBytes          *bytes;
  PopplerDocument *poppler; /* of the render thread alone */
  GArray          *sizes;   /* (element-type FacPdfSize) */
};

G_DEFINE_FINAL_TYPE (FacPdfDocument, fac_pdf_document, G_TYPE_OBJECT)

typedef struct
{
  FacPdfDocument *document;
  int             page;
  double          scale;
  char           *text;
} Request;

static Request *
request_new (FacPdfDocument *document, int page, double scale, const char *text)
{
  Request *self = g_new0 (Request, 1);

  self->document = g_object_ref (document);
  self->page = page;
  self->scale = scale;
  self->text = g_strdup (text);
  return self;
}

static void
request_free (Request *self)
{
  g_object_unref (self->document);
  g_free (self->text);
  g_free (self);
}

static GError *
explain (const GError *error)
{
  if (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    return g_error_new (FAC_ERROR, FAC_ERROR_PERMISSION, _("The PDF asks for a password"));
  return g_error_new (FAC_ERROR, FAC_ERROR_CORRUPT, _("The PDF cannot be read: %s"), error->message);
}

static void
read_sizes (FacPdfDocument *self, int n_pages)
{
  for (int i = 0; i < n_pages; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (self->poppler, i);
      double width = 0, height = 0;
      FacPdfSize size;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      size.width = (float) CLAMP (width, 1.0, MAX_POINTS);
      size.height = (float) CLAMP (height, 1.0, MAX_POINTS);
      g_array_append_val (self->sizes, size);
    }
}

static gpointer
run_open (gpointer data, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = data;
  g_autoptr (FacPdfDocument) self = g_object_new (FAC_TYPE_PDF_DOCUMENT, NULL);
  g_autoptr (GError) failure = NULL;
  int n_pages;

  if (g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                           _("The PDF is too large to be shown"));
      return NULL;
    }
  self->bytes = g_bytes_ref (bytes);
  self->poppler = poppler_document_new_from_bytes (bytes, NULL, &failure);
  if (self->poppler == NULL)
    {
      g_propagate_error (error, explain (failure));
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (self->poppler);
  if (n_pages <= 0 || n_pages > MAX_PAGES)
    {
      g_set_error (error, FAC_ERROR, n_pages > 0 ? FAC_ERROR_TOO_LARGE : FAC_ERROR_CORRUPT,
                   _("A PDF of %d pages cannot be shown"), n_pages);
      return NULL;
    }
  read_sizes (self, n_pages);
  return g_steal_pointer (&self);
}

static PopplerPage *
get_page (FacPdfDocument *self, int index, GError **error)
{
  PopplerPage *page = poppler_document_get_page (self->poppler, index);

  if (page == NULL)
    g_set_error (error, FAC_ERROR, FAC_ERROR_CORRUPT, _("Page %d of the PDF cannot be read"),
                 index + 1);
  return page;
}

static void
free_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static FacPdfImage *
image_from_surface (cairo_surface_t *surface)
{
  FacPdfImage *image = g_new0 (FacPdfImage, 1);

  cairo_surface_flush (surface);
  image->width = cairo_image_surface_get_width (surface);
  image->height = cairo_image_surface_get_height (surface);
  image->stride = cairo_image_surface_get_stride (surface);
  image->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                              (gsize) image->stride * (gsize) image->height,
                                              free_surface, cairo_surface_reference (surface));
  return image;
}

static gpointer
run_render (gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  FacPdfSize size = fac_pdf_document_get_size (request->document, request->page);
  double wide = (double) size.width * request->scale + 0.5;
  double high = (double) size.height * request->scale + 0.5;
  g_autoptr (Page) page = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  FacPdfImage *image = NULL;

  if (wide > MAX_SIDE || high > MAX_SIDE || wide * high > MAX_PIXELS)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_TOO_LARGE,
                           _("The page is too large at this scale"));
      return NULL;
    }
  page = get_page (request->document, request->page, error);
  if (page == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) wide),
                                        MAX (1, (int) high));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, request->scale, request->scale);
  poppler_page_render (page, cr);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS && cairo_surface_status (surface)
      == CAIRO_STATUS_SUCCESS)
    image = image_from_surface (surface);
  else
    g_set_error (error, FAC_ERROR, FAC_ERROR_FAILED, _("Page %d cannot be drawn"), request->page + 1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return image;
}

static gpointer
run_search (gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  FacPdfDocument *self = request->document;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FacPdfMatch));

  for (int i = 0; i < (int) self->sizes->len && found->len < MAX_MATCHES; i++)
    {
      g_autoptr (Page) page = NULL;
      float height = g_array_index (self->sizes, FacPdfSize, i).height;
      GList *places;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      page = poppler_document_get_page (self->poppler, i);
      if (page == NULL)
        continue;
      places = poppler_page_find_text_with_options (page, request->text,
                                                    POPPLER_FIND_DEFAULT
                                                    | POPPLER_FIND_IGNORE_DIACRITICS);
      for (GList *l = places; l != NULL; l = l->next)
        {
          const PopplerRectangle *place = l->data;
          FacPdfMatch match = { i, (float) place->x1, height - (float) place->y2,
                                (float) place->x2, height - (float) place->y1 };

          g_array_append_val (found, match);
        }
      g_list_free_full (places, (GDestroyNotify) poppler_rectangle_free);
    }
  return g_steal_pointer (&found);
}

static gpointer
run_text (gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (Page) page = get_page (request->document, request->page, error);
  char *text;

  if (page == NULL)
    return NULL;
  text = poppler_page_get_text (page);
  return text != NULL ? text : g_strdup ("");
}

static void
fac_pdf_document_finalize (GObject *object)
{
  FacPdfDocument *self = FAC_PDF_DOCUMENT (object);

  if (self->poppler != NULL)
    fac_render_queue_release (self->poppler, g_object_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_array_unref (self->sizes);
  G_OBJECT_CLASS (fac_pdf_document_parent_class)->finalize (object);
}

static void
fac_pdf_document_class_init (FacPdfDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_pdf_document_finalize;
}

static void
fac_pdf_document_init (FacPdfDocument *self)
{
  self->sizes = g_array_new (FALSE, FALSE, sizeof (FacPdfSize));
}

void
fac_pdf_image_free (FacPdfImage *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}

void
fac_pdf_document_open_async (GBytes *bytes, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (bytes != NULL);
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, fac_pdf_document_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  fac_render_queue_push (task, 0, run_open, g_object_unref);
}

FacPdfDocument *
fac_pdf_document_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

int
fac_pdf_document_get_n_pages (FacPdfDocument *self)
{
  g_return_val_if_fail (FAC_IS_PDF_DOCUMENT (self), 0);
  return (int) self->sizes->len;
}

FacPdfSize
fac_pdf_document_get_size (FacPdfDocument *self, int page)
{
  FacPdfSize none = { 1, 1 };

  g_return_val_if_fail (FAC_IS_PDF_DOCUMENT (self), none);
  g_return_val_if_fail (page >= 0 && page < (int) self->sizes->len, none);
  return g_array_index (self->sizes, FacPdfSize, page);
}

GBytes *
fac_pdf_document_get_bytes (FacPdfDocument *self)
{
  g_return_val_if_fail (FAC_IS_PDF_DOCUMENT (self), NULL);
  return self->bytes;
}

static GTask *
make_task (FacPdfDocument *self, Request *request, gpointer tag, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  return task;
}

void
fac_pdf_document_render_async (FacPdfDocument *self, int page, double scale, int priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (FAC_IS_PDF_DOCUMENT (self));
  g_return_if_fail (page >= 0 && page < (int) self->sizes->len && scale > 0);
  fac_render_queue_push (make_task (self, request_new (self, page, scale, NULL),
                                    fac_pdf_document_render_async,
                                    cancellable, callback, data),
                         priority, run_render, (GDestroyNotify) fac_pdf_image_free);
}

FacPdfImage *
fac_pdf_document_render_finish (FacPdfDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_pdf_document_search_async (FacPdfDocument *self, const char *text, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (FAC_IS_PDF_DOCUMENT (self));
  g_return_if_fail (text != NULL && *text != '\0');
  fac_render_queue_push (make_task (self, request_new (self, 0, 1, text),
                                    fac_pdf_document_search_async,
                                    cancellable, callback, data),
                         1, run_search, (GDestroyNotify) g_array_unref);
}

GArray *
fac_pdf_document_search_finish (FacPdfDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_pdf_document_text_async (FacPdfDocument *self, int page, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (FAC_IS_PDF_DOCUMENT (self));
  g_return_if_fail (page >= 0 && page < (int) self->sizes->len);
  fac_render_queue_push (make_task (self, request_new (self, page, 1, NULL),
                                    fac_pdf_document_text_async,
                                    cancellable, callback, data),
                         1, run_text, g_free);
}

char *
fac_pdf_document_text_finish (FacPdfDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
