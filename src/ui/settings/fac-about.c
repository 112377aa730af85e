/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-about.h"

#include <glib/gi18n.h>

void
fac_about_present (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Facturador",
                         "application-icon", APP_ID,
                         "version", PACKAGE_VERSION,
                         "comments",
                         _("Invoice, print and keep your CFDI, online or offline."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: put your names here, one per line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

void
fac_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  builder = gtk_builder_new_from_resource ("/org/example/Facturador/ui/settings/fac-shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
