/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-in-view.h"

/* longer than a row takes to unfold */
#define UNFOLDING (600 * G_TIME_SPAN_MILLISECOND)
#define MARGIN 12

typedef struct
{
  GtkWidget *within; /* weak */
  gint64     until;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_clear_weak_pointer (&keep->within);
  g_free (keep);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Keep *keep = data;
  GtkWidget *scrolled;
  graphene_rect_t area;

  if (keep->within == NULL || !gtk_widget_is_ancestor (widget, keep->within))
    return G_SOURCE_REMOVE;
  scrolled = gtk_widget_get_ancestor (keep->within, GTK_TYPE_SCROLLED_WINDOW);
  if (scrolled != NULL && gtk_widget_compute_bounds (widget, keep->within, &area))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                               (double) area.origin.y - MARGIN,
                               (double) (area.origin.y + area.size.height) + MARGIN);
  return g_get_monotonic_time () < keep->until ? G_SOURCE_CONTINUE
                                                              : G_SOURCE_REMOVE;
}

void
fac_in_view_keep (GtkWidget *widget, GtkWidget *within)
{
  Keep *keep = g_new0 (Keep, 1);

  g_set_weak_pointer (&keep->within, within);
  keep->until = g_get_monotonic_time () + UNFOLDING;
  gtk_widget_add_tick_callback (widget, on_tick, keep, keep_free);
}
