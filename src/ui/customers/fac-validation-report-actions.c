/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-report-actions.h"

#include "fac-page-host.h"
#include "fac-save-dialog.h"

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
on_chosen (GFile *file, gpointer data)
{
  g_autoptr (FacValidationPage) page = data;

  if (file != NULL)
    fac_validation_run_save_async (fac_validation_page_get_run (page), file, on_saved,
                                   g_object_ref (page));
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_save_dialog_ask (widget, _("Save Report"), _("validation.csv"), NULL, on_chosen,
                       g_object_ref (widget));
}

void
fac_validation_report_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "report.copy", NULL, copy);
  gtk_widget_class_install_action (page_class, "report.save", NULL, save);
}
