/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-result-list.h"

static GtkListBoxRow *
row_beside_selected (GtkListBox *list, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int index = (row != NULL ? gtk_list_box_row_get_index (row) : -1) + step;

  return index >= 0 ? gtk_list_box_get_row_at_index (list, index) : NULL;
}

/* The focus goes to the row and back: it scrolls the row into view. */
static void
select_in_view (GtkListBox *list, GtkListBoxRow *row, GtkEditable *search)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (search));

  gtk_list_box_select_row (list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_text_grab_focus_without_selecting (text);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        GtkListBox *list)
{
  GtkWidget *search = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkListBoxRow *row;

  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    row = row_beside_selected (list, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    row = row_beside_selected (list, -1);
  else
    return GDK_EVENT_PROPAGATE;
  if (row != NULL)
    select_in_view (list, row, GTK_EDITABLE (search));
  return GDK_EVENT_STOP;
}

void
fac_result_list_follow (GtkListBox *list, GtkSearchEntry *search)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), list, 0);
  gtk_widget_add_controller (GTK_WIDGET (search), keys);
}

void
fac_result_list_clear (GtkListBox *list)
{
  GtkAdjustment *place = gtk_list_box_get_adjustment (list);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  if (place != NULL)
    gtk_adjustment_set_value (place, 0);
}

void
fac_result_list_select_first (GtkListBox *list)
{
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
}
