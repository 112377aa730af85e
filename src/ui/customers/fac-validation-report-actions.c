/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-report-actions.h"

#include "fac-page-host.h"

#include <glib/gi18n.h>

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *text =
      fac_validation_run_text (fac_validation_page_get_run (FAC_VALIDATION_PAGE (widget)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  fac_toast (widget, _("Report copied"));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;

  if (fac_validation_run_save_finish (FAC_VALIDATION_RUN (source), result, &error))
    fac_toast (page, _("Report saved"));
  else
    fac_show_error (page, _("The Report Was Not Saved"), error);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (FacValidationPage) page = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    fac_validation_run_save_async (fac_validation_page_get_run (page), file, on_saved,
                                   g_object_ref (page));
  g_object_unref (chooser);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_("Save Report"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("validation.csv"));
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
fac_validation_report_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "report.copy", NULL, copy);
  gtk_widget_class_install_action (page_class, "report.save", NULL, save);
}
