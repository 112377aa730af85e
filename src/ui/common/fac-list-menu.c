/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-list-menu.h"

#include <glib/gi18n.h>

GMenuModel *
fac_list_menu_sort (const FacListColumn *columns, guint n_columns)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) orders = g_menu_new ();
  g_autoptr (GMenu) directions = g_menu_new ();

  for (guint i = 0; i < n_columns; i++)
    {
      const char *title = columns[i].sort_title != NULL ? columns[i].sort_title : columns[i].title;
      g_autofree char *action = NULL;

      if (columns[i].order < 0)
        continue;
      action = g_strdup_printf ("list.sort(%d)", columns[i].order);
      g_menu_append (orders, _(title), action);
    }
  g_menu_append (directions, _("Descending"), "list.descending");
  g_menu_append_section (menu, _("Sort by"), G_MENU_MODEL (orders));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (directions));
  return G_MENU_MODEL (menu);
}

static void
unref_focus (gpointer focus, GClosure *closure)
{
  g_object_unref (focus);
}

static gboolean
unparent (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover, GtkWidget *focus)
{
  /* back to the row, from where the keys go on working */
  if (focus != NULL && gtk_widget_get_root (focus) != NULL)
    gtk_widget_grab_focus (focus);
  /* later: the action of the chosen item runs after "closed" and needs its parents */
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent, g_object_ref (popover), g_object_unref);
}

void
fac_list_menu_popup (GtkWidget *parent, GMenuModel *menu, const GdkRectangle *at)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (parent));

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect_data (popover, "closed", G_CALLBACK (on_closed), focus != NULL
                         ? g_object_ref (focus) : NULL,
                         focus != NULL ? unref_focus : NULL, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}
