/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-connect-window.h"

#include "fac-error-presenter.h"
#include "fac-key-store.h"
#include "fac-notice-bar.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacConnectWindow
{
  AdwWindow     parent_instance;

  GtkWidget    *connect_button;
  GtkStack     *button_stack;
  GtkSpinner   *spinner;
  FacNoticeBar *notice;
  GtkWidget    *key;
  GtkWidget    *advanced;
  GtkWidget    *address;

  FacDirectory *directory;
  GCancellable *cancellable;

  gboolean      busy;
};

G_DEFINE_FINAL_TYPE (FacConnectWindow, fac_connect_window, ADW_TYPE_WINDOW)

static void
update (FacConnectWindow *self)
{
  gboolean empty = fac_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->key)));

  gtk_widget_set_sensitive (self->connect_button, !self->busy && !empty);
  gtk_widget_set_sensitive (self->key, !self->busy);
  gtk_widget_set_sensitive (self->advanced, !self->busy);
  gtk_stack_set_visible_child_name (self->button_stack, self->busy ? "busy" : "label");
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
on_changed (FacConnectWindow *self)
{
  fac_notice_bar_say (self->notice, NULL, NULL, NULL);
  update (self);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacConnectWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacErrorText) words = NULL;
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (fac_directory_command_finish (FAC_DIRECTORY (source), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update (self);
  words = fac_error_present (error);
  if (words == NULL)
    return;
  text = fac_error_text_lines (words);
  fac_notice_bar_say (self->notice, text, NULL, NULL);
  gtk_widget_grab_focus (self->key);
}

static void
on_connect (FacConnectWindow *self)
{
  char *key;
  g_autofree char *address = NULL;

  if (self->busy || !gtk_widget_get_sensitive (self->connect_button))
    return;
  key = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->key))));
  address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  self->busy = TRUE;
  update (self);
  fac_directory_connect_async (self->directory, key, *address != '\0' ? address : NULL,
                               self->cancellable,
                               on_connected, g_object_ref (self));
  fac_key_free (key);
}

static gboolean
fac_connect_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (FAC_CONNECT_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (fac_connect_window_parent_class)->close_request (window);
}

static void
fac_connect_window_dispose (GObject *object)
{
  FacConnectWindow *self = FAC_CONNECT_WINDOW (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (fac_connect_window_parent_class)->dispose (object);
}

static void
fac_connect_window_class_init (FacConnectWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_connect_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fac_connect_window_close_request;
  g_type_ensure (FAC_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/welcome/fac-connect-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, connect_button);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, button_stack);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, key);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, advanced);
  gtk_widget_class_bind_template_child (widget_class, FacConnectWindow, address);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_connect_window_init (FacConnectWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_connect_window_present (GtkWindow *parent, FacDirectory *directory)
{
  FacConnectWindow *self = g_object_new (FAC_TYPE_CONNECT_WINDOW, "transient-for", parent, NULL);

  self->directory = g_object_ref (directory);
  gtk_widget_grab_focus (self->key);
  gtk_window_present (GTK_WINDOW (self));
}
