/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-key-group.h"

#include "fac-page-host.h"

#include <glib/gi18n.h>

struct _FacKeyGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwActionRow        *row;
  GtkWidget           *button;
  FacWorkspace        *workspace;
  gboolean             forgetting;
};

G_DEFINE_FINAL_TYPE (FacKeyGroup, fac_key_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_key (FacKeyGroup *self)
{
  gboolean missing;

  g_object_get (self->workspace, "key-missing", &missing, NULL);
  adw_action_row_set_subtitle (self->row, missing ? _("Not in the keyring of this computer")
                                                  : _("In the keyring of this computer"));
  gtk_widget_set_sensitive (self->button, !missing && !self->forgetting);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacKeyGroup) self = data;
  g_autoptr (GError) error = NULL;

  self->forgetting = FALSE;
  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_show_error (GTK_WIDGET (self), _("The Key Was Not Forgotten"), error);
  if (self->workspace != NULL)
    show_key (self);
}

static void
on_response (FacKeyGroup *self, const char *response)
{
  if (!g_str_equal (response, "forget"))
    return;
  self->forgetting = TRUE;
  show_key (self);
  fac_workspace_forget_key_async (self->workspace, on_forgotten, g_object_ref (self));
}

static void
on_forget (FacKeyGroup *self)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _("Forget the Key?"),
                              _("It is removed from this computer. What is stored here stays, but "
                                "nothing is sent or fetched until you enter a key again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep It"), "forget",
                                    _("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
fac_key_group_dispose (GObject *object)
{
  FacKeyGroup *self = FAC_KEY_GROUP (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_key_group_parent_class)->dispose (object);
}

static void
fac_key_group_class_init (FacKeyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_key_group_dispose;
}

static void
fac_key_group_init (FacKeyGroup *self)
{
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->button = gtk_button_new_with_mnemonic (_("_Forget…"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Key"));
  adw_action_row_set_subtitle_lines (self->row, 3);
  adw_action_row_add_suffix (self->row, self->button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Connection to the Service"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_forget), self);
}

GtkWidget *
fac_key_group_new (FacWorkspace *workspace)
{
  FacKeyGroup *self = g_object_new (FAC_TYPE_KEY_GROUP, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::key-missing", G_CALLBACK (show_key), self,
                           G_CONNECT_SWAPPED);
  show_key (self);
  return GTK_WIDGET (self);
}
