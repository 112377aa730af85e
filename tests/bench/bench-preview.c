/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * P12: bench-preview FILE: gives FILE to the preview again and again, and counts the frames from the moment the pixels of
 * its page are there to the frame that shows them.
 */
#include "bench.h"
#include "fac-pdf-view.h"

#include <adwaita.h>

#define REPEATS     15
#define PATIENCE_MS 10000

GdkTexture *__real_gdk_memory_texture_new (int width, int height, GdkMemoryFormat format, GBytes *bytes, gsize stride);
GdkTexture *__wrap_gdk_memory_texture_new (int width, int height, GdkMemoryFormat format, GBytes *bytes, gsize stride);
void __real_gtk_snapshot_append_texture (GtkSnapshot *snapshot, GdkTexture *texture, const graphene_rect_t *bounds);
void __wrap_gtk_snapshot_append_texture (GtkSnapshot *snapshot, GdkTexture *texture, const graphene_rect_t *bounds);

static struct
{
  GMainLoop     *loop;
  GdkFrameClock *clock;
  FacPdfView    *view;
  GBytes        *bytes;
  GdkTexture    *picture; /* the newest: only compared */
  gint64         frame;   /* when it came */
  double         came_at;
  gboolean       appended;
  double         frames[REPEATS];
  double         taken[REPEATS];
  guint          n;
} watch;

/* The linker puts these in front of the two calls of the canvas: the picture made, the picture put into a frame. */
GdkTexture *
__wrap_gdk_memory_texture_new (int width, int height, GdkMemoryFormat format, GBytes *bytes, gsize stride)
{
  GdkTexture *texture = __real_gdk_memory_texture_new (width, height, format, bytes, stride);

  watch.picture = texture;
  watch.frame = gdk_frame_clock_get_frame_counter (watch.clock);
  watch.came_at = bench_now_ms ();
  return texture;
}

void
__wrap_gtk_snapshot_append_texture (GtkSnapshot *snapshot, GdkTexture *texture, const graphene_rect_t *bounds)
{
  __real_gtk_snapshot_append_texture (snapshot, texture, bounds);
  watch.appended |= texture == watch.picture;
}

static gboolean
show_again (gpointer data)
{
  g_autoptr (GBytes) copy = g_bytes_new (g_bytes_get_data (watch.bytes, NULL), g_bytes_get_size (watch.bytes));

  fac_pdf_view_set_bytes (watch.view, copy);
  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock *clock)
{
  if (!watch.appended)
    return;
  watch.frames[watch.n] = (double) (gdk_frame_clock_get_frame_counter (clock) - watch.frame);
  watch.taken[watch.n] = bench_now_ms () - watch.came_at;
  watch.picture = NULL;
  watch.appended = FALSE;
  if (++watch.n == REPEATS)
    g_main_loop_quit (watch.loop);
  else
    g_timeout_add (100, show_again, NULL);
}

static gboolean
on_silence (gpointer data)
{
  g_printerr ("the page never came on the screen\n");
  exit (EXIT_FAILURE);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  gsize length;
  GtkWidget *window, *view;

  if (argc != 2 || !g_file_get_contents (argv[1], &data, &length, NULL))
    return EXIT_FAILURE;
  adw_init ();
  watch.bytes = g_bytes_new_static (data, length);
  watch.loop = g_main_loop_new (NULL, FALSE);
  view = fac_pdf_view_new ();
  watch.view = FAC_PDF_VIEW (view);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 800);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  watch.clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (watch.clock, "after-paint", G_CALLBACK (on_painted), NULL);
  g_timeout_add (300, show_again, NULL);
  g_timeout_add (REPEATS * PATIENCE_MS / 5, on_silence, NULL);
  g_main_loop_run (watch.loop);
  bench_say ("preview.frames", bench_percentile (watch.frames, REPEATS, 1));
  bench_say ("preview.ms", bench_percentile (watch.taken, REPEATS, 0.5));
  return EXIT_SUCCESS;
}
