/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-form-leave.h"

#include <glib/gi18n.h>

void
fac_form_leave_ask (GtkWidget *from, gboolean sendable, GCallback answer)
{
  const char *unsaved = _("Your changes have not been saved.");
  const char *incomplete = _("Your changes have not been saved, and "
                             "something is still missing.");
  GtkWidget *dialog;

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)),
                                   sendable ? _("Save Changes?") : _("Discard Changes?"),
                                   sendable ? unsaved : incomplete);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep Editing"),
                                    "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (sendable)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "save", _("_Save"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                                  ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
    }
  g_signal_connect_object (dialog, "response", answer, from, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
fac_form_wait_ask (GtkWidget *from, const char *text, GCallback answer)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)),
                                              _("Save It Incomplete?"), text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep Editing"),
                                    "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", answer, from, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *focus = gtk_root_get_focus (root);

  if (keyval != GDK_KEY_Escape || focus == NULL || (gpointer) gtk_widget_get_native (focus) != root)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (from, "win.back", NULL);
  return GDK_EVENT_STOP;
}

void
fac_form_leave_on_escape (GtkWidget *from)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), from);
  gtk_widget_add_controller (from, keys);
}
