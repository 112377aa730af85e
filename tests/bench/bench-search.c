/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * P6: bench-search FOLDER KEYS: types into the search entry of the list of invoices over the documents in FOLDER, without the
 * entry's pause, and measures from each key to the end of the frame that shows the rows found.
 */
#include "bench.h"
#include "fac-invoices-page.h"
#include "typist.h"

static gboolean
measure (const char *folder, guint n_keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacWorkspace) workspace = bench_open_workspace (folder, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree double *taken = g_new (double, n_keys);
  Typist typist = { .loop = loop, .taken = taken, .n_keys = n_keys, .state = 99 };
  g_autoptr (GAsyncResult) closed = NULL;
  GtkWidget *window, *page;
  gboolean fine;

  if (workspace == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  bench_add_style ();
  window = adw_window_new ();
  page = g_object_new (FAC_TYPE_INVOICES_PAGE, "workspace", workspace, "title", "Facturas", NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  typist.entry = GTK_SEARCH_ENTRY (bench_find_widget (page, GTK_TYPE_SEARCH_ENTRY));
  typist.model = fac_list_page_get_model (FAC_LIST_PAGE (page));
  fine = bench_type_words (&typist, window);
  if (fine)
    {
      bench_say ("search.p99", bench_percentile (taken, typist.n_taken, 0.99));
      bench_say ("search.p50", bench_percentile (taken, typist.n_taken, 0.5));
      bench_say ("search.silent", typist.n_silent);
      bench_say ("search.keys", typist.n_taken);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  fac_workspace_close_async (workspace, bench_got, &closed);
  return fac_workspace_close_finish (workspace, bench_wait_for (&closed), NULL) && fine;
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    return EXIT_FAILURE;
  adw_init ();
  return measure (argv[1], (guint) atoi (argv[2])) ? EXIT_SUCCESS : EXIT_FAILURE;
}
