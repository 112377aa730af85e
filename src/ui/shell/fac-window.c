/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-window-private.h"

#include "fac-cfdi-window.h"
#include "fac-error-presenter.h"
#include "fac-list-page.h"
#include "fac-news.h"
#include "fac-page-host.h"
#include "fac-settings.h"
#include "fac-toast.h"

#include <glib/gi18n.h>

#define SPINNER_DELAY_MS 500
/* as in the settings schema */
#define LEAST_WIDTH  360
#define LEAST_HEIGHT 294

enum { SHOWN, RETRY, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

static void fac_window_host_init (FacPageHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacWindow, fac_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_PAGE_HOST, fac_window_host_init))

/* ---- places --------------------------------------------------------------------------------- */

FacPageStack *
_fac_window_get_front (FacWindow *self)
{
  GtkWidget *front = gtk_stack_get_visible_child (self->places);

  return self->workspace != NULL && front != NULL ? FAC_PAGE_STACK (front) : NULL;
}

/* remembers where the person is: the place, and the object that is open in it */
static void
remember (FacWindow *self)
{
  FacPageStack *front = _fac_window_get_front (self);
  const char *name = gtk_stack_get_visible_child_name (self->places);
  const char *id;
  g_autofree char *last = NULL;

  if (front == NULL || self->restoring || fac_sidebar_find (name) == NULL)
    return;
  id = fac_page_get_object_id (fac_page_stack_get_front (front));
  last = id != NULL ? g_strdup_printf ("%s/%s", name, id) : g_strdup (name);
  g_settings_set_string (self->settings, FAC_SETTING_LAST_PAGE, last);
}

static void
on_first_paint (GdkFrameClock *clock, FacWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_paint, self);
  g_signal_emit (self, signals[SHOWN], 0);
}

static gboolean
on_first_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_first_paint), widget, 0);
  return G_SOURCE_REMOVE;
}

/* a page tells it at the beginning of the frame that draws it, anything else before that */
static void
note_shown (FacWindow *self, gboolean in_frame)
{
  if (self->shown)
    return;
  self->shown = TRUE;
  if (in_frame)
    on_first_tick (GTK_WIDGET (self), gtk_widget_get_frame_clock (GTK_WIDGET (self)), NULL);
  else
    gtk_widget_add_tick_callback (GTK_WIDGET (self), on_first_tick, NULL, NULL);
}

static void
on_page_shown (FacWindow *self)
{
  note_shown (self, TRUE);
}

static FacPageStack *
make_place (FacWindow *self, const FacSidebarEntry *entry)
{
  FacPage *page = g_object_new (entry->page_type (), "workspace", self->workspace, "title",
                                _(entry->title),
                                NULL);
  GtkWidget *stack = fac_page_stack_new (page);

  if (FAC_IS_LIST_PAGE (page))
    g_signal_connect_object (page, "shown", G_CALLBACK (on_page_shown), self, G_CONNECT_SWAPPED);
  fac_page_stack_set_folded (FAC_PAGE_STACK (stack), adw_leaflet_get_folded (self->leaflet));
  g_signal_connect_object (stack, "changed", G_CALLBACK (remember), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->places, stack, entry->name);
  return FAC_PAGE_STACK (stack);
}

FacPageStack *
_fac_window_go (FacWindow *self, const char *name)
{
  const FacSidebarEntry *entry = fac_sidebar_find (name);
  GtkWidget *stack = gtk_stack_get_child_by_name (self->places, name);

  g_return_val_if_fail (entry != NULL && self->workspace != NULL, NULL);
  if (stack == NULL)
    stack = GTK_WIDGET (make_place (self, entry));
  gtk_stack_set_visible_child (self->places, stack);
  fac_sidebar_select (self->sidebar, name);
  if (!self->restoring)
    fac_page_focus (fac_page_stack_get_front (FAC_PAGE_STACK (stack)));
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  remember (self);
  return FAC_PAGE_STACK (stack);
}

static void
on_place_picked (FacWindow *self, const char *name)
{
  FacPageStack *front = _fac_window_get_front (self);
  gboolean again = g_strcmp0 (gtk_stack_get_visible_child_name (self->places), name) == 0;
  FacPage *page = again && front != NULL && fac_page_stack_get_depth (front) > 0
                    ? fac_page_stack_get_front (front) : NULL;

  /* the place one is in: back to its list */
  if (page != NULL && !adw_leaflet_get_folded (self->leaflet))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    _fac_window_go (self, name);
}

static void
on_folded_changed (FacWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  fac_sidebar_set_folded (self->sidebar, folded);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->places)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fac_page_stack_set_folded (FAC_PAGE_STACK (child), folded);
}

static void
clear_places (FacWindow *self)
{
  GtkWidget *child;

  fac_window_flush (self);
  self->restoring = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->places))) != NULL)
    gtk_stack_remove (self->places, child);
  self->restoring = FALSE;
  fac_sidebar_set_workspace (self->sidebar, NULL);
  fac_news_stop (self);
  g_clear_object (&self->workspace);
  g_signal_emit (self, signals[LEFT], 0);
}

/* ---- what is shown -------------------------------------------------------------------------- */

static gboolean
on_spinner_timer (gpointer data)
{
  FacWindow *self = data;

  self->spinner_timer = 0;
  gtk_spinner_set_spinning (self->spinner, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_root (FacWindow *self, const char *name)
{
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child_name (self->root, name);
}

void
fac_window_show_starting (FacWindow *self)
{
  show_root (self, "starting");
  self->spinner_timer = g_timeout_add (SPINNER_DELAY_MS, on_spinner_timer, self);
}

static void
show_workspace (FacWindow *self, FacWorkspace *workspace)
{
  g_autofree char *last = g_settings_get_string (self->settings, FAC_SETTING_LAST_PAGE);
  g_auto (GStrv) parts = g_strsplit (last, "/", 2);
  g_autofree char *former = g_settings_get_string (self->settings, FAC_SETTING_LAST_ORGANIZATION);
  const char *name = parts[0] != NULL && fac_sidebar_find (parts[0]) != NULL ? parts[0] : NULL;
  FacOrganization *organization = fac_workspace_get_organization (workspace);
  gboolean same = g_str_equal (former, organization->id);
  FacPageStack *stack;
  gsize n;

  clear_places (self);
  self->workspace = g_object_ref (workspace);
  fac_news_follow (self, workspace);
  g_settings_set_string (self->settings, FAC_SETTING_LAST_ORGANIZATION, organization->id);
  fac_sidebar_set_workspace (self->sidebar, workspace);
  self->restoring = TRUE;
  stack = _fac_window_go (self, name != NULL ? name : fac_sidebar_entries (&n)[0].name);
  if (name != NULL && parts[1] != NULL && same)
    fac_page_open (fac_page_stack_get_root (stack), parts[1]);
  self->restoring = FALSE;
  /* what was open in another organization is not in this one */
  if (!same)
    remember (self);
  show_root (self, "work");
  fac_page_focus (fac_page_stack_get_front (stack));
}

static void
show_welcome (FacWindow *self)
{
  if (self->welcome == NULL)
    {
      self->welcome = g_object_new (FAC_TYPE_WELCOME, NULL);
      fac_welcome_set_directory (self->welcome, self->directory);
      adw_bin_set_child (self->welcome_place, GTK_WIDGET (self->welcome));
    }
  show_root (self, "welcome");
}

void
_fac_window_show_first (FacWindow *self)
{
  FacWorkspace *workspace = fac_directory_get_workspace (self->directory);

  if (workspace != NULL)
    {
      show_workspace (self, workspace);
      return;
    }
  clear_places (self);
  show_welcome (self);
  note_shown (self, FALSE);
}

static void
on_workspace_changed (FacWindow *self)
{
  FacWorkspace *workspace = fac_directory_get_workspace (self->directory);

  if (workspace == self->workspace)
    return;
  if (workspace != NULL)
    show_workspace (self, workspace);
  else
    {
      /* another one is about to open: hand over what is unsaved while this one still takes it */
      clear_places (self);
      fac_window_show_starting (self);
    }
}

void
_fac_window_toast_error (FacWindow *self, const GError *error)
{
  fac_toast_error (GTK_WIDGET (self->root), error);
}

static void
on_directory_failed (FacWindow *self, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  AdwToast *toast;

  if (words == NULL)
    return;
  toast = fac_toast_new (words->body != NULL && *words->body != '\0' ? words->body : words->title);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* ---- page host ------------------------------------------------------------------------------ */

static FacPageStack *
stack_of (FacWindow *self, FacPage *page)
{
  GtkWidget *stack = gtk_widget_get_ancestor (GTK_WIDGET (page), FAC_TYPE_PAGE_STACK);

  return stack != NULL ? FAC_PAGE_STACK (stack) : NULL;
}

static void
fac_window_push (FacPageHost *host, FacPage *page)
{
  FacWindow *self = FAC_WINDOW (host);
  FacPageStack *front = _fac_window_get_front (self);

  g_return_if_fail (front != NULL);
  fac_page_stack_push (front, page);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
}

static void
fac_window_pop (FacPageHost *host, FacPage *page)
{
  FacPageStack *stack = stack_of (FAC_WINDOW (host), page);

  if (stack != NULL)
    fac_page_stack_pop (stack, page);
}

static void
fac_window_show (FacPageHost *host, FacEntity entity, const char *id)
{
  FacWindow *self = FAC_WINDOW (host);
  const FacSidebarEntry *entry = fac_sidebar_find_entity (entity);
  FacPageStack *stack;
  FacPage *open;

  if (entry == NULL || self->workspace == NULL)
    return;
  stack = _fac_window_go (self, entry->name);
  if (id == NULL)
    {
      fac_page_stack_open_new (stack);
      return;
    }
  open = fac_page_stack_find (stack, id);
  if (open != NULL && open == fac_page_stack_get_front (stack))
    return;
  fac_page_open (fac_page_stack_get_root (stack), id);
}

static void
fac_window_toast (FacPageHost *host, AdwToast *toast)
{
  FacWindow *self = FAC_WINDOW (host);

  /* its button would look in the next organization for what is in this one */
  g_signal_connect_object (self, "left", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
fac_window_host_init (FacPageHostInterface *iface)
{
  iface->push = fac_window_push;
  iface->pop = fac_window_pop;
  iface->show = fac_window_show;
  iface->toast = fac_window_toast;
}

/* ---- making --------------------------------------------------------------------------------- */

static void
fac_window_unmap (GtkWidget *widget)
{
  FacWindow *self = FAC_WINDOW (widget);
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0)
    {
      g_settings_set_int (self->settings, FAC_SETTING_WINDOW_WIDTH, MAX (width, LEAST_WIDTH));
      g_settings_set_int (self->settings, FAC_SETTING_WINDOW_HEIGHT, MAX (height, LEAST_HEIGHT));
    }
  g_settings_set_boolean (self->settings, FAC_SETTING_WINDOW_MAXIMIZED,
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  GTK_WIDGET_CLASS (fac_window_parent_class)->unmap (widget);
}

static void
fac_window_dispose (GObject *object)
{
  FacWindow *self = FAC_WINDOW (object);

  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  if (self->directory != NULL)
    g_signal_handlers_disconnect_by_data (self->directory, self);
  g_clear_object (&self->directory);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (fac_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/shell/fac-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FacWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, root);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, welcome_place);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, FacWindow, places);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_place_picked);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType mods; const char *action; } table[] = {
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.new" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "win.search" },
    { GDK_KEY_k, GDK_CONTROL_MASK, "win.find" },
    { GDK_KEY_F5, 0, "win.refresh" },
    { GDK_KEY_F10, 0, "win.menu" },
    { GDK_KEY_Escape, 0, "win.back" },
    { GDK_KEY_Left, GDK_ALT_MASK, "win.back" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_widget_class_add_binding_action (widget_class, table[i].key, table[i].mods, table[i].action,
                                         NULL);
  for (int i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) i, GDK_ALT_MASK,
                                         "win.go-nth", "i", i);
}

static void
on_active (FacWindow *self)
{
  if (self->workspace != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    fac_workspace_focus (self->workspace);
}

static void
fac_window_class_init (FacWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_window_dispose;
  widget_class->unmap = fac_window_unmap;
  signals[SHOWN] = g_signal_new ("shown", FAC_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", FAC_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", FAC_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_SIDEBAR);
  bind_template (widget_class);
  add_bindings (widget_class);
}

/* the page in front is what is worked on, wherever the cursor is: its shortcuts come first */
static gboolean
on_captured_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                 FacWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  FacPageStack *front = _fac_window_get_front (self);
  GtkWidget *page;

  if ((state & GDK_CONTROL_MASK) == 0 || front == NULL
      || (focus != NULL && (gpointer) gtk_widget_get_native (focus) != self))
    return GDK_EVENT_PROPAGATE;
  page = GTK_WIDGET (fac_page_stack_get_front (front));
  if (focus != NULL && (focus == page || gtk_widget_is_ancestor (focus, page)))
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, page);
}

static void
fac_window_init (FacWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_captured_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
  _fac_window_add_actions (self);
  fac_cfdi_window_take_drops (GTK_WIDGET (self));
}

FacWindow *
fac_window_new (GtkApplication *application, GSettings *settings)
{
  FacWindow *self = g_object_new (FAC_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings,
                                                                      FAC_SETTING_WINDOW_WIDTH),
                               g_settings_get_int (settings, FAC_SETTING_WINDOW_HEIGHT));
  if (g_settings_get_boolean (settings, FAC_SETTING_WINDOW_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
  fac_window_show_starting (self);
  return self;
}

void
fac_window_set_directory (FacWindow *self, FacDirectory *directory)
{
  g_set_object (&self->directory, directory);
  fac_sidebar_set_directory (self->sidebar, directory);
  if (self->welcome != NULL)
    fac_welcome_set_directory (self->welcome, directory);
  g_signal_connect_object (directory, "notify::workspace", G_CALLBACK (on_workspace_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (directory, "failed", G_CALLBACK (on_directory_failed), self,
                           G_CONNECT_SWAPPED);
  _fac_window_show_first (self);
}

void
fac_window_show_failure (FacWindow *self, const GError *error)
{
  g_autoptr (FacErrorText) words = fac_error_present (error);
  g_autofree char *body = g_markup_escape_text (words != NULL ? words->body : error->message, -1);

  /* read as SVG, which loads a library: only now */
  adw_status_page_set_icon_name (self->failure, "dialog-error-symbolic");
  adw_status_page_set_title (self->failure, words != NULL ? words->title
                             : _("Your data cannot be opened"));
  adw_status_page_set_description (self->failure, body);
  show_root (self, "failure");
  note_shown (self, FALSE);
}

void
fac_window_flush (FacWindow *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->places)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fac_page_stack_flush (FAC_PAGE_STACK (child));
}
