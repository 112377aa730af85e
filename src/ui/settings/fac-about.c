/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-about.h"

#include <glib/gi18n.h>

static const char *
words_of (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);
  const char *tip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (tip != NULL)
    return tip;
  return GTK_IS_LABEL (child) ? gtk_label_get_text (GTK_LABEL (child)) : gtk_button_get_label (button);
}

/* libadwaita leaves some of its buttons without a name for assistive technology */
static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      const char *name = words_of (GTK_BUTTON (widget));

      if (name != NULL && *name != '\0')
        gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                        -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

void
fac_about_present (GtkWindow *parent)
{
  GtkWidget *window = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                    "transient-for", parent,
                                    "application-name", "Facturador",
                                    "application-icon", APP_ID,
                                    "version", PACKAGE_VERSION,
                                    "comments",
                                    _("Invoice, print and keep your CFDI, online or offline."),
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    /* Translators: put your names here, one per line */
                                    "translator-credits", _("translator-credits"),
                                    NULL);

  name_buttons (window);
  gtk_window_present (GTK_WINDOW (window));
}

void
fac_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  builder = gtk_builder_new_from_resource ("/org/example/Facturador/ui/settings/fac-shortcuts.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  name_buttons (GTK_WIDGET (window));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
