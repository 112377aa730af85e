/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "typist.h"

#include "bench.h"
#include "fac-catalog.h"
#include "fac-http-client.h"
#include "fac-make-documents.h"
#include "fac-paths.h"

#define LONGEST_WORD   6
#define PATIENCE_MS    3000
#define BETWEEN_MS     80
#define STYLES         "/org/example/Facturador/ui"

void
bench_got (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
bench_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

GtkWidget *
bench_find_widget (GtkWidget *from, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (from), type))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_find_widget (child, type);

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

void
bench_add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, STYLES "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

FacWorkspace *
bench_open_workspace (const char *folder, GError **error)
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

  fac_catalog_open_async (starter, NULL, NULL, bench_got, &catalog_opened);
  catalog = fac_catalog_open_finish (bench_wait_for (&catalog_opened), error);
  if (catalog == NULL)
    return NULL;
  services = (FacServices) { clock, http, keys, catalog };
  fac_workspace_open_async (&services, organization, folder, NULL, bench_got, &opened);
  return fac_workspace_open_finish (bench_wait_for (&opened), error);
}

gboolean
bench_type_words (Typist *self, GtkWidget *window)
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
