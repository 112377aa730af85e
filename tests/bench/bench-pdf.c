/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P12: bench-pdf FILE DPI…: bytes in memory to the pixels of page one, as the preview asks for them. */
#include "bench.h"
#include "fac-pdf-document.h"

#define REPEATS 15

static void
got (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gboolean
render (GBytes *bytes, double dpi)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) rendered = NULL;
  g_autoptr (FacPdfDocument) document = NULL;
  g_autoptr (FacPdfImage) image = NULL;

  fac_pdf_document_open_async (bytes, NULL, got, &opened);
  document = fac_pdf_document_open_finish (wait_for (&opened), NULL);
  if (document == NULL)
    return FALSE;
  fac_pdf_document_render_async (document, 0, dpi / 72, 0, NULL, got, &rendered);
  image = fac_pdf_document_render_finish (document, wait_for (&rendered), NULL);
  return image != NULL && image->width == (int) (612 * dpi / 72 + 0.5);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;

  if (argc < 3 || !g_file_get_contents (argv[1], &data, &length, NULL))
    return EXIT_FAILURE;
  bytes = g_bytes_new_static (data, length);
  for (int a = 2; a < argc; a++)
    {
      g_autofree char *key = g_strdup_printf ("pdf.%s", argv[a]);
      double taken[REPEATS];

      for (guint i = 0; i < REPEATS; i++)
        {
          const double start = bench_now_ms ();

          if (!render (bytes, g_ascii_strtod (argv[a], NULL)))
            return EXIT_FAILURE;
          taken[i] = bench_now_ms () - start;
        }
      bench_say (key, bench_percentile (taken, REPEATS, 0.5));
    }
  return EXIT_SUCCESS;
}
