/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-document.h"
#include "fac-pdf-join.h"
#include "fac-test.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Pages of @width points that say "NAME n". */
static GBytes *
make_pdf (const char *name, int n_pages, int width)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, width, 792);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %d", name, i + 1);

      cairo_set_font_size (cr, 20);
      cairo_move_to (cr, 72, 100);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static int
add (FacPdfJoin *join, GBytes *pdf, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_pdf_join_add_async (join, pdf, NULL, fac_test_got, &result);
  return fac_pdf_join_add_finish (join, fac_test_result (&result), error);
}

static char *
text_of (FacPdfDocument *document, int page)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  fac_pdf_document_text_async (document, page, NULL, fac_test_got, &result);
  text = fac_pdf_document_text_finish (document, fac_test_result (&result), NULL);
  return g_strdup (g_strstrip (text));
}

/* Whether this program has a file of such a name open that nobody else can open any more. */
static gboolean
has_nameless (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);
      GStatBuf info;

      if (target == NULL || strstr (target, "facturador-join-") == NULL
          || g_stat (path, &info) != 0)
        continue;
      g_assert_true (g_str_has_suffix (target, " (deleted)"));
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
      found = TRUE;
    }
  return found;
}

/* order, sizes, text and the numbers on the pages are those of each */
static void
test_join (void)
{
  g_autoptr (FacPdfJoin) join = fac_pdf_join_new ();
  g_autoptr (GBytes) first = make_pdf ("Uno", 2, 612);
  g_autoptr (GBytes) second = make_pdf ("Dos", 3, 500);
  g_autoptr (GBytes) junk = g_bytes_new_static ("no PDF", 6);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) opening = NULL;
  g_autoptr (FacPdfDocument) document = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const texts[] = { "Uno 1", "Uno 2", "Dos 1", "Dos 2", "Dos 3" };

  g_assert_cmpint (add (join, first, NULL), ==, 2);
  g_assert_cmpint (add (join, junk, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (add (join, second, NULL), ==, 3);
  g_assert_true (has_nameless ());
  fac_pdf_join_end_async (join, fac_test_got, &result);
  whole = fac_pdf_join_end_finish (join, fac_test_result (&result), NULL);
  g_assert_nonnull (whole);
  g_clear_pointer (&join, fac_pdf_join_unref);
  g_assert_false (has_nameless ());
  fac_pdf_document_open_async (whole, NULL, fac_test_got, &opening);
  document = fac_pdf_document_open_finish (fac_test_result (&opening), NULL);
  g_assert_nonnull (document);
  g_assert_cmpint (fac_pdf_document_get_n_pages (document), ==, 5);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *text = text_of (document, i);

      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_cmpint ((int) fac_pdf_document_get_size (document, i).width, ==, i < 2 ? 612 : 500);
    }
}

static void
test_nothing (void)
{
  g_autoptr (FacPdfJoin) join = fac_pdf_join_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_pdf_join_end_async (join, fac_test_got, &result);
  g_assert_null (fac_pdf_join_end_finish (join, fac_test_result (&result), &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/join", test_join);
  g_test_add_func ("/pdf/join-nothing", test_nothing);
  return g_test_run ();
}
