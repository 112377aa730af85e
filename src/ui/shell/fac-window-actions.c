/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-window-private.h"

#include "fac-conflict-page.h"
#include "fac-connect-window.h"
#include "fac-page-host.h"
#include "fac-queue-page.h"
#include "fac-quick-find.h"

#include <glib/gi18n.h>

static void
new_here (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacPageStack *front = _fac_window_get_front (data);

  if (front != NULL)
    fac_page_stack_open_new (front);
}

static void
new_of (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const FacSidebarEntry *entry = fac_sidebar_find (g_variant_get_string (parameter, NULL));

  if (entry != NULL)
    FAC_PAGE_HOST_GET_IFACE (data)->show (data, entry->entity, NULL);
}

static void
open_object (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *place;
  const char *id;
  const FacSidebarEntry *entry;

  g_variant_get (parameter, "(&s&s)", &place, &id);
  entry = fac_sidebar_find (place);
  if (entry != NULL)
    FAC_PAGE_HOST_GET_IFACE (data)->show (data, entry->entity, id);
}

static void
search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacPageStack *front = _fac_window_get_front (data);

  if (front != NULL)
    fac_page_search (fac_page_stack_get_front (front));
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;

  if (self->workspace != NULL)
    fac_quick_find_present (GTK_WIDGET (self), self->workspace);
}

static void
refresh (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;

  if (self->workspace != NULL)
    fac_workspace_refresh (self->workspace);
}

static void
retry_key (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;

  if (self->workspace != NULL)
    fac_workspace_retry_key (self->workspace);
}

static void
back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  FacPageStack *front = _fac_window_get_front (self);
  FacPage *page;

  if (front == NULL)
    return;
  page = fac_page_stack_get_front (front);
  if (fac_page_stack_get_depth (front) > 0)
    {
      if (fac_page_leave (page))
        fac_page_close (page);
    }
  else if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
}

static void
menu (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  const char *root = gtk_stack_get_visible_child_name (self->root);

  if (g_strcmp0 (root, "welcome") == 0)
    fac_welcome_open_menu (self->welcome);
  if (g_strcmp0 (root, "work") != 0)
    return;
  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  fac_sidebar_open_menu (self->sidebar);
}

static void
go (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  const char *name = g_variant_get_string (parameter, NULL);

  if (self->workspace != NULL && fac_sidebar_find (name) != NULL)
    _fac_window_go (self, name);
}

static void
go_nth (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  gsize n;
  const FacSidebarEntry *entries = fac_sidebar_entries (&n);
  int nth = g_variant_get_int32 (parameter);

  if (self->workspace != NULL && nth >= 0 && nth < (int) n)
    _fac_window_go (self, entries[nth].name);
}

static void
show_queue (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  FacPageStack *front = _fac_window_get_front (self);

  if (front == NULL)
    return;
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  if (!FAC_IS_QUEUE_PAGE (fac_page_stack_get_front (front)))
    fac_page_stack_push (front, fac_queue_page_new (self->workspace));
}

/* The page of the object would show what holds no more once it is decided. FALSE: it asks something first. */
static gboolean
close_page_of (FacPageStack *stack, const char *id)
{
  FacPage *page = fac_page_stack_find (stack, id);

  if (page == NULL)
    return TRUE;
  if (page == fac_page_stack_get_front (stack) && !fac_page_leave (page))
    return FALSE;
  fac_page_flush (page);
  fac_page_stack_pop (stack, page);
  return TRUE;
}

static void
decide (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  FacPageStack *front = _fac_window_get_front (self);
  int entity;
  const char *id;

  g_variant_get (parameter, "(i&s)", &entity, &id);
  if (front == NULL)
    return;
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  if (!FAC_IS_CONFLICT_PAGE (fac_page_stack_get_front (front)) && close_page_of (front, id))
    fac_page_stack_push (front, fac_conflict_page_new (self->workspace, entity, id));
}

static void
connect_facturapi (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;

  if (self->directory != NULL)
    fac_connect_window_present (GTK_WINDOW (self), self->directory);
}

static void
on_command_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (fac_directory_command_finish (FAC_DIRECTORY (source), result, &error))
    return;
  if (fac_directory_get_workspace (self->directory) == NULL
      && g_list_model_get_n_items (G_LIST_MODEL (self->directory)) > 0)
    fac_window_show_failure (self, error);
  else
    {
      if (self->workspace == NULL)
        _fac_window_show_first (self);
      _fac_window_toast_error (self, error);
    }
}

static void
practice (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;

  if (self->directory == NULL)
    return;
  if (self->workspace == NULL)
    fac_window_show_starting (self);
  fac_directory_open_practice_async (self->directory, on_command_done, g_object_ref (self));
}

static void
switch_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacWindow *self = data;
  const char *id = g_variant_get_string (parameter, NULL);

  if (self->directory == NULL
      || (self->workspace != NULL
          && g_strcmp0 (fac_workspace_get_organization (self->workspace)->id, id) == 0))
    return;
  fac_directory_switch_async (self->directory, id, on_command_done, g_object_ref (self));
}

static void
retry (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit_by_name (data, "retry");
}

void
_fac_window_add_actions (FacWindow *self)
{
  static const GActionEntry entries[] = {
    { "new", new_here },
    { "new-of", new_of, "s" },
    { "open", open_object, "(ss)" },
    { "search", search },
    { "find", find },
    { "refresh", refresh },
    { "retry-key", retry_key },
    { "back", back },
    { "menu", menu },
    { "go", go, "s" },
    { "go-nth", go_nth, "i" },
    { "show-queue", show_queue },
    { "decide", decide, "(is)" },
    { "connect", connect_facturapi },
    { "practice", practice },
    { "switch", switch_to, "s" },
    { "retry", retry },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
