/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-edit-link-dialog.h"

#include "fac-email.h"

#include <glib/gi18n.h>

struct _FacEditLinkDialog
{
  AdwMessageDialog parent_instance;

  GtkWidget       *address;
};

enum { SEND, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacEditLinkDialog, fac_edit_link_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
read_address (FacEditLinkDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
}

static void
on_changed (FacEditLinkDialog *self)
{
  g_autofree char *address = read_address (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "send",
                                           fac_email_is_valid (address));
}

static void
fac_edit_link_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  FacEditLinkDialog *self = FAC_EDIT_LINK_DIALOG (dialog);
  g_autofree char *address = read_address (self);

  if (g_str_equal (response, "send") && fac_email_is_valid (address))
    g_signal_emit (self, signals[SEND], 0, address);
}

static void
fac_edit_link_dialog_class_init (FacEditLinkDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = fac_edit_link_dialog_response;
  signals[SEND] = g_signal_new ("send", FAC_TYPE_EDIT_LINK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fac_edit_link_dialog_init (FacEditLinkDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *group = adw_preferences_group_new ();

  self->address = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address), _("E-mail of the customer"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->address), TRUE);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->address))),
                              GTK_INPUT_PURPOSE_EMAIL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->address);
  adw_message_dialog_set_heading (dialog, _("Send a Link?"));
  adw_message_dialog_set_body (dialog, _("The customer opens a page of the service and writes its "
                                         "tax data there. The link serves once, for 7 days; an "
                                         "older one stops working. The customer is saved first."));
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "send", _("_Send"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "send");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_swapped (self->address, "changed", G_CALLBACK (on_changed), self);
}

GtkWindow *
fac_edit_link_dialog_new (GtkWidget *from, const char *address)
{
  FacEditLinkDialog *self =
      g_object_new (FAC_TYPE_EDIT_LINK_DIALOG, "transient-for", gtk_widget_get_root (from),
                    "modal", TRUE, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->address), address != NULL ? address : "");
  on_changed (self);
  return GTK_WINDOW (self);
}
