/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-save-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  FacSaveChosen chosen;
  gpointer      data;
} Asking;

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  asking->chosen (file, asking->data);
  g_object_unref (dialog);
}

void
fac_save_dialog_ask (GtkWidget *widget, const char *title, const char *name, GFile *folder,
                     FacSaveChosen chosen, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  Asking *asking = g_new0 (Asking, 1);

  asking->chosen = chosen;
  asking->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
