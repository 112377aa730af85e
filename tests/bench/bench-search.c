/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * P6: bench-search FOLDER KEYS: types into the search entry of the list of invoices over the documents in FOLDER, without the
 * entry's pause, and measures from each key to the end of the frame that shows the rows found.
 */
#include "bench.h"
#include "fac-catalog.h"
#include "fac-http-client.h"
#include "fac-invoices-page.h"
#include "fac-make-documents.h"
#include "fac-paths.h"

#define LONGEST_WORD   6
#define PATIENCE_MS    3000
#define BETWEEN_MS     80
#define STYLES         "/org/example/Facturador/ui"

typedef struct
{
  GtkSearchEntry *entry;
  FacPagedModel  *model;
  FacRow         *first; /* its change tells that rows were found: they keep their places */
  GMainLoop      *loop;
  double         *taken;
  guint           n_keys;
  guint           n_taken;
  guint           n_silent; /* keys after which the rows stayed the same: nothing to measure */
  guint64         state;
  const char     *word;
  guint           length;
  double          typed_at;
  gboolean        found;
  guint           timer;
} Typist;

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

static GtkWidget *
find_widget (GtkWidget *from, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (from), type))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean press_key (gpointer data);

static void
go_on (Typist *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->typed_at = 0;
  self->found = FALSE;
  if (self->n_taken + self->n_silent >= self->n_keys)
    g_main_loop_quit (self->loop);
  else
    self->timer = g_timeout_add (BETWEEN_MS, press_key, self);
}

static gboolean
on_silence (gpointer data)
{
  Typist *self = data;

  self->timer = 0;
  self->n_silent++;
  go_on (self);
  return G_SOURCE_REMOVE;
}

static gboolean
press_key (gpointer data)
{
  Typist *self = data;
  g_autofree char *text = NULL;

  self->timer = 0;
  if (self->word == NULL || self->length >= LONGEST_WORD || self->word[self->length] == '\0')
    {
      self->word = fac_made_word (bench_random (&self->state));
      self->length = 0;
    }
  self->length += self->length == 0 ? 2 : 1;
  text = g_utf8_substring (self->word, 0, MIN (self->length, (guint) g_utf8_strlen (self->word, -1)));
  self->timer = g_timeout_add (PATIENCE_MS, on_silence, self);
  self->typed_at = bench_now_ms ();
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  return G_SOURCE_REMOVE;
}

static void
on_content (Typist *self)
{
  self->found |= self->typed_at > 0;
}

static void
follow_first (Typist *self)
{
  if (self->first != NULL)
    g_signal_handlers_disconnect_by_data (self->first, self);
  g_clear_object (&self->first);
  self->first = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  if (self->first != NULL)
    g_signal_connect_swapped (self->first, "notify::content", G_CALLBACK (on_content), self);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Typist *self)
{
  self->found |= self->typed_at > 0;
  follow_first (self);
}

static void
on_painted (GdkFrameClock *clock, Typist *self)
{
  if (!self->found)
    return;
  self->taken[self->n_taken++] = bench_now_ms () - self->typed_at;
  go_on (self);
}

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, STYLES "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static FacWorkspace *
open_workspace (const char *folder, GError **error)
{
  g_autoptr (FacPaths) paths = fac_paths_new (NULL, NULL);
  g_autofree char *starter = fac_paths_find_data (paths, "catalogs.db");
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autoptr (FacHttpClient) http = fac_http_client_new ();
  g_autoptr (FacKeyStore) keys = fac_memory_key_store_new ();
  g_autoptr (GAsyncResult) catalog_opened = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (FacCatalog) catalog = NULL;
  g_autoptr (FacOrganization) organization = fac_organization_new ();
  FacServices services;

  fac_catalog_open_async (starter, NULL, NULL, got, &catalog_opened);
  catalog = fac_catalog_open_finish (wait_for (&catalog_opened), error);
  if (catalog == NULL)
    return NULL;
  services = (FacServices) { clock, http, keys, catalog };
  fac_workspace_open_async (&services, organization, folder, NULL, got, &opened);
  return fac_workspace_open_finish (wait_for (&opened), error);
}

static gboolean
type_words (Typist *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  while (fac_paged_model_get_state (self->model) == FAC_LIST_LOADING)
    g_main_context_iteration (NULL, TRUE);
  if (fac_paged_model_get_state (self->model) != FAC_LIST_READY)
    return FALSE;
  gtk_search_entry_set_search_delay (self->entry, 0);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (on_items_changed), self);
  follow_first (self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), self);
  self->timer = g_timeout_add (500, press_key, self);
  g_main_loop_run (self->loop);
  g_signal_handlers_disconnect_by_data (clock, self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->first != NULL)
    g_signal_handlers_disconnect_by_data (self->first, self);
  g_clear_object (&self->first);
  return self->n_taken > 0;
}

static gboolean
measure (const char *folder, guint n_keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacWorkspace) workspace = open_workspace (folder, &error);
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
  add_style ();
  window = adw_window_new ();
  page = g_object_new (FAC_TYPE_INVOICES_PAGE, "workspace", workspace, "title", "Facturas", NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  typist.entry = GTK_SEARCH_ENTRY (find_widget (page, GTK_TYPE_SEARCH_ENTRY));
  typist.model = fac_list_page_get_model (FAC_LIST_PAGE (page));
  fine = type_words (&typist, window);
  if (fine)
    {
      bench_say ("search.p99", bench_percentile (taken, typist.n_taken, 0.99));
      bench_say ("search.p50", bench_percentile (taken, typist.n_taken, 0.5));
      bench_say ("search.silent", typist.n_silent);
      bench_say ("search.keys", typist.n_taken);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  fac_workspace_close_async (workspace, got, &closed);
  return fac_workspace_close_finish (workspace, wait_for (&closed), NULL) && fine;
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    return EXIT_FAILURE;
  adw_init ();
  return measure (argv[1], (guint) atoi (argv[2])) ? EXIT_SUCCESS : EXIT_FAILURE;
}
