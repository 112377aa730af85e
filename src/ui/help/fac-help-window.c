/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-help-window.h"

#include "fac-help-page.h"

#include <glib/gi18n.h>

static void
close_with_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

static GtkWidget *
new_text (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GError) error = NULL;

  gtk_widget_add_css_class (box, "help-text");
  if (!fac_help_page_fill (GTK_BOX (box), "index.page", "first-sale.page", &error))
    g_warning ("the help cannot be shown: %s", error->message);
  return box;
}

static GtkWidget *
new_scroller (GtkWidget *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_child (ADW_CLAMP (clamp), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  /* so that the keys scroll */
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Help"), -1);
  return scroller;
}

static void
present_own_window (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = new_scroller (new_text ());

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 680);
  gtk_widget_set_size_request (window, 300, 240);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  close_with_escape (window);
  gtk_window_set_focus (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}

void
fac_help_present (GtkWindow *parent)
{
  g_autoptr (GAppInfo) browser = g_app_info_get_default_for_uri_scheme ("help");

  if (browser != NULL)
    gtk_show_uri (parent, "help:facturador", GDK_CURRENT_TIME);
  else
    present_own_window (parent);
}
