/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-document.h"

#include "fac-error.h"
#include "fac-render-queue.h"
#include "fac-test.h"

#include <cairo-pdf.h>
#include <limits.h>

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Letter pages; "TOTAL n" at (72, 100) and a black square of one inch at (400, 500) on each. */
static GBytes *
make_pdf (int n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, 612, 792);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("Total %d", i + 1);

      cairo_set_font_size (cr, 20);
      cairo_move_to (cr, 72, 100);
      cairo_show_text (cr, text);
      cairo_rectangle (cr, 400, 500, 72, 72);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static FacPdfDocument *
open_pdf (GBytes *bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_pdf_document_open_async (bytes, NULL, fac_test_got, &result);
  return fac_pdf_document_open_finish (fac_test_result (&result), error);
}

static FacPdfDocument *
open_pages (int n_pages)
{
  g_autoptr (GBytes) bytes = make_pdf (n_pages);
  g_autoptr (GError) error = NULL;
  FacPdfDocument *document = open_pdf (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (fac_pdf_document_get_bytes (document) == bytes);
  return document;
}

static guint32
pixel (const FacPdfImage *image, int x, int y)
{
  const guint8 *data = g_bytes_get_data (image->pixels, NULL);

  return *(const guint32 *) (const void *) (data + y * image->stride + x * 4);
}

static void
test_open (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (3);
  FacPdfSize size = fac_pdf_document_get_size (document, 2);

  g_assert_cmpint (fac_pdf_document_get_n_pages (document), ==, 3);
  g_assert_cmpint ((int) size.width, ==, 612);
  g_assert_cmpint ((int) size.height, ==, 792);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = make_pdf (1);
  g_autoptr (GBytes) junk = g_bytes_new_static ("this is no document", 19);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *wrong[] = { junk, empty };
  gsize step = g_bytes_get_size (whole) / 8;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_pdf (wrong[i], &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_CORRUPT);
    }
  for (gsize cut = step; cut < g_bytes_get_size (whole); cut += step)
    {
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (FacPdfDocument) document = open_pdf (half, &error);

      g_assert_true ((document == NULL) == (error != NULL));
    }
}

static void
test_render (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPdfImage) image = NULL;

  fac_pdf_document_render_async (document, 0, 2.0, 0, NULL, fac_test_got, &result);
  image = fac_pdf_document_render_finish (document, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (image->width, ==, 1224);
  g_assert_cmpint (image->height, ==, 1584);
  g_assert_cmphex (pixel (image, 2 * 436, 2 * 536), ==, 0xff000000);
  g_assert_cmphex (pixel (image, 2 * 380, 2 * 536), ==, 0xffffffff);
}

static void
test_too_large (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_pdf_document_render_async (document, 0, 100.0, 0, NULL, fac_test_got, &result);
  g_assert_null (fac_pdf_document_render_finish (document, fac_test_result (&result), &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE);
}

static void
test_search (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (4);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) nothing = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;
  const FacPdfMatch *match;

  fac_pdf_document_search_async (document, "tOtal", NULL, fac_test_got, &result);
  found = fac_pdf_document_search_finish (document, fac_test_result (&result), NULL);
  g_assert_cmpuint (found->len, ==, 4);
  match = &g_array_index (found, FacPdfMatch, 3);
  g_assert_cmpint (match->page, ==, 3);
  g_assert_cmpint ((int) match->x1, >=, 70);
  g_assert_cmpint ((int) match->x1, <=, 74);
  g_assert_cmpint ((int) match->y1, >=, 76);
  g_assert_cmpint ((int) match->y1, <, 100);
  g_assert_cmpint ((int) match->y2, >=, 98);
  g_assert_cmpint ((int) match->y2, <=, 108);
  fac_pdf_document_search_async (document, "subtotal", NULL, fac_test_got, &nothing);
  none = fac_pdf_document_search_finish (document, fac_test_result (&nothing), NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_text (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  fac_pdf_document_text_async (document, 1, NULL, fac_test_got, &result);
  text = fac_pdf_document_text_finish (document, fac_test_result (&result), NULL);
  g_assert_cmpstr (g_strstrip (text), ==, "Total 2");
}

/* A job that holds the render thread until it is told to go on, so that what is pushed meanwhile
 * waits. */
typedef struct { GMutex lock; GCond cond; gboolean begun, go; } Gate;

static gpointer
hold (gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  gate->begun = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return NULL;
}

static void
gate_close (Gate *gate)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, gate, NULL);
  fac_render_queue_push (task, -100, hold, g_free);
  g_mutex_lock (&gate->lock);
  while (!gate->begun)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->go = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->lock);
}

static GString *order;

static void
on_rendered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacPdfImage) image = fac_pdf_document_render_finish (FAC_PDF_DOCUMENT (source),
                                                                  result, &error);

  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_append_c (order, image != NULL ? *(const char *) data : 'x');
}

static void
test_priority (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (1);
  Gate gate = { 0 };

  order = g_string_new (NULL);
  gate_close (&gate);
  fac_pdf_document_render_async (document, 0, 0.1, 9, NULL, on_rendered, (gpointer) "d");
  fac_pdf_document_render_async (document, 0, 0.1, 5, NULL, on_rendered, (gpointer) "b");
  fac_pdf_document_render_async (document, 0, 0.1, 5, NULL, on_rendered, (gpointer) "c");
  fac_pdf_document_render_async (document, 0, 0.1, 1, NULL, on_rendered, (gpointer) "a");
  gate_open (&gate);
  while (order->len < 4)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "abcd");
  g_string_free (order, TRUE);
}

static void
test_cancel (void)
{
  g_autoptr (FacPdfDocument) document = open_pages (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { 0 };

  order = g_string_new (NULL);
  gate_close (&gate);
  fac_pdf_document_render_async (document, 0, 0.1, 1, cancellable, on_rendered, (gpointer) "a");
  fac_pdf_document_render_async (document, 0, 0.1, 2, NULL, on_rendered, (gpointer) "b");
  g_cancellable_cancel (cancellable);
  gate_open (&gate);
  while (order->len < 2)
    g_main_context_iteration (NULL, TRUE);
  /* which answer comes first is not promised */
  g_assert_nonnull (strchr (order->str, 'x'));
  g_assert_nonnull (strchr (order->str, 'b'));
  g_string_free (order, TRUE);
}

/* The document may go while its picture is being made. */
static void
test_dropped (void)
{
  FacPdfDocument *document = open_pages (1);
  Gate gate = { 0 };

  order = g_string_new (NULL);
  gate_close (&gate);
  fac_pdf_document_render_async (document, 0, 0.5, 1, NULL, on_rendered, (gpointer) "a");
  g_object_unref (document);
  gate_open (&gate);
  while (order->len < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "a");
  g_string_free (order, TRUE);
}

static void
release_slowly (gpointer data)
{
  g_usleep (300 * 1000);
  g_print ("released");
}

static void
test_end_subprocess (void)
{
  FacPdfDocument *document = open_pages (1);

  fac_render_queue_release (NULL, release_slowly);
  fac_pdf_document_render_async (document, 0, 1, INT_MAX, NULL, on_rendered, (gpointer) "a");
  g_object_unref (document);
}

/* Poppler's global data goes with the program: the render thread has let go of it before. */
static void
test_end (void)
{
  g_test_trap_subprocess ("/pdf/document/end/subprocess", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*released*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/document/open", test_open);
  g_test_add_func ("/pdf/document/damaged", test_damaged);
  g_test_add_func ("/pdf/document/render", test_render);
  g_test_add_func ("/pdf/document/too-large", test_too_large);
  g_test_add_func ("/pdf/document/search", test_search);
  g_test_add_func ("/pdf/document/text", test_text);
  g_test_add_func ("/pdf/document/priority", test_priority);
  g_test_add_func ("/pdf/document/cancel", test_cancel);
  g_test_add_func ("/pdf/document/dropped", test_dropped);
  g_test_add_func ("/pdf/document/end", test_end);
  g_test_add_func ("/pdf/document/end/subprocess", test_end_subprocess);
  return g_test_run ();
}
