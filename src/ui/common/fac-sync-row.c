/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sync-row.h"

#include "fac-text.h"

#include <glib/gi18n.h>

/* house style: work is shown after half a second, its success for two seconds */
#define QUIET_MS   500
#define SUCCESS_MS 2000

struct _FacSyncRow
{
  GtkWidget     parent_instance;

  GtkWidget    *button;
  GtkStack     *stack;
  GtkImage     *icon;
  GtkSpinner   *spinner;
  GtkLabel     *title;
  GtkLabel     *detail;

  FacWorkspace *workspace;

  guint         timer;
  gboolean      working;
  gboolean      shown_working;
};

G_DEFINE_FINAL_TYPE (FacSyncRow, fac_sync_row, GTK_TYPE_WIDGET)

static void
say (FacSyncRow *self, const char *icon, const char *title, const char *detail)
{
  g_autofree char *name = NULL;
  gboolean has_detail = detail != NULL && *detail != '\0';

  gtk_spinner_set_spinning (self->spinner, icon == NULL);
  gtk_stack_set_visible_child_name (self->stack, icon == NULL ? "spinner" : "icon");
  if (icon != NULL)
    gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, has_detail ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), has_detail);
  /* Translators: accessible name of the row that opens the queue: its state */
  name = g_strdup_printf (_("Queue: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_tooltip_text (self->button, _("Show what waits to be sent"));
}

static char *
pending_text (guint pending)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to send", "%u to send", pending),
                          pending);
}

static char *
offline_text (guint pending)
{
  if (pending == 0)
    return g_strdup (_("Offline"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Offline · %u to send",
                                       "Offline · %u to send", pending), pending);
}

static void
say_offline (FacSyncRow *self, guint pending, gboolean simulated)
{
  g_autofree char *title = offline_text (pending);

  say (self, simulated ? "airplane-mode-symbolic" : "network-offline-symbolic", title,
       simulated ? _("The network is switched off here, in this window")
                 : pending > 0 ? _("It will be sent when the network returns")
                               : _("You can keep working meanwhile"));
}

static void
say_working (FacSyncRow *self, guint pending)
{
  g_autofree char *progress = NULL;
  g_autofree char *waiting = NULL;

  g_object_get (self->workspace, "progress", &progress, NULL);
  if (pending > 0)
    waiting = pending_text (pending);
  self->shown_working = TRUE;
  say (self, NULL, pending > 0 ? _("Sending…") : _("Fetching…"), progress != NULL ? progress
       : waiting);
}

/* what is still to be fetched, and whether that waits */
static void
say_idle (FacSyncRow *self, const char *waiting)
{
  guint owed = 0;
  gboolean paused = FALSE;
  g_autofree char *files = NULL;

  g_object_get (self->workspace, "owed", &owed, "pull-paused", &paused, NULL);
  if (owed > 0)
    files = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u file to fetch",
                                          "%'u files to fetch", owed), owed);
  if (waiting != NULL)
    say (self, "object-select-symbolic", waiting, files);
  else if (files != NULL)
    say (self, "document-save-symbolic", files, paused ? _("Fetching paused") : NULL);
  else if (paused)
    say (self, "media-playback-pause-symbolic", _("Fetching paused"), NULL);
  else
    say (self, "object-select-symbolic", _("Up to date"), NULL);
}

static void
say_state (FacSyncRow *self, FacSyncState state, guint pending, gboolean simulated)
{
  g_autofree char *waiting = pending > 0 ? pending_text (pending) : NULL;

  switch (state)
    {
    case FAC_SYNC_OFFLINE:
      say_offline (self, pending, simulated);
      break;
    case FAC_SYNC_NO_KEY:
      say (self, "dialog-password-symbolic", _("Waiting for the key"), waiting);
      break;
    case FAC_SYNC_KEY_REFUSED:
      say (self, "dialog-password-symbolic", _("Key refused"), waiting);
      break;
    case FAC_SYNC_ACCOUNT:
      say (self, "dialog-warning-symbolic", _("The account needs attention"), waiting);
      break;
    case FAC_SYNC_TROUBLE:
      say (self, "network-error-symbolic", _("The service has problems"),
           waiting != NULL ? waiting : _("It will be tried again automatically"));
      break;
    case FAC_SYNC_DENIED:
      say (self, "dialog-warning-symbolic", _("The service lacks your data"),
           _("Nothing was removed here. Check the key."));
      break;
    case FAC_SYNC_WORKING:
      say_working (self, pending);
      break;
    case FAC_SYNC_IDLE:
    default:
      say_idle (self, waiting);
      break;
    }
}

static void
say_attention (FacSyncRow *self, FacSyncState state, guint attention, guint pending)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u needs attention",
                                                         "%u need attention", attention),
                                            attention);
  g_autofree char *waiting = NULL;

  if (state == FAC_SYNC_OFFLINE)
    waiting = offline_text (pending);
  else if (pending > 0)
    waiting = pending_text (pending);
  say (self, "dialog-warning-symbolic", title, waiting);
}

static void update (FacSyncRow *self);

static gboolean
on_timer (gpointer data)
{
  FacSyncRow *self = data;
  FacSyncState state = FAC_SYNC_IDLE;

  self->timer = 0;
  g_object_get (self->workspace, "sync-state", &state, NULL);
  if (state == FAC_SYNC_WORKING)
    self->shown_working = TRUE;
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "success");
  update (self);
  return G_SOURCE_REMOVE;
}

/* also when other work begins before it was shown for long enough */
static void
end_success (FacSyncRow *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "success");
}

static void
mark_success (FacSyncRow *self)
{
  self->shown_working = FALSE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "success");
  self->timer = g_timeout_add (SUCCESS_MS, on_timer, self);
}

static void
update (FacSyncRow *self)
{
  FacSyncState state = FAC_SYNC_IDLE;
  guint pending = 0;
  guint attention = 0;
  gboolean simulated = FALSE;

  g_object_get (self->workspace, "sync-state", &state, "pending", &pending, "attention", &attention,
                "simulated-offline", &simulated, NULL);
  if (state == FAC_SYNC_WORKING && !self->shown_working)
    {
      if (!self->working)
        {
          end_success (self);
          self->timer = g_timeout_add (QUIET_MS, on_timer, self);
        }
      self->working = TRUE;
      return;
    }
  if (state != FAC_SYNC_WORKING && self->working)
    {
      self->working = FALSE;
      end_success (self);
      if (state == FAC_SYNC_IDLE && self->shown_working && pending + attention == 0)
        mark_success (self);
      self->shown_working = FALSE;
    }
  if (attention > 0)
    say_attention (self, state, attention, pending);
  else
    say_state (self, state, pending, simulated);
}

static void
fac_sync_row_dispose (GObject *object)
{
  FacSyncRow *self = FAC_SYNC_ROW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  fac_sync_row_set_workspace (self, NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_sync_row_parent_class)->dispose (object);
}

static void
fac_sync_row_class_init (FacSyncRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_sync_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "syncrow");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/common/fac-sync-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, button);
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, stack);
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, title);
  gtk_widget_class_bind_template_child (widget_class, FacSyncRow, detail);
}

static void
fac_sync_row_init (FacSyncRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_sync_row_set_workspace (FacSyncRow *self, FacWorkspace *workspace)
{
  static const char *const watched[] = { "notify::sync-state", "notify::pending",
                                         "notify::attention",
                                         "notify::progress", "notify::simulated-offline", "notify::owed",
                                         "notify::pull-paused" };

  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (workspace, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  say (self, "object-select-symbolic", _("Up to date"), NULL);
  update (self);
}
