/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-canvas-private.h"

#define LINE 40

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, FacPdfCanvas *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  fac_pdf_canvas_zoom (self, dy < 0 ? 1.15 : 1 / 1.15);
  return GDK_EVENT_STOP;
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, FacPdfCanvas *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacPdfCanvas *self)
{
  const double far = 1e9;
  double page = gtk_widget_get_height (GTK_WIDGET (self)) * 0.9;
  const struct { guint key, pad; GtkOrientation orientation; double by; } steps[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, GTK_ORIENTATION_VERTICAL, -LINE },
    { GDK_KEY_Down, GDK_KEY_KP_Down, GTK_ORIENTATION_VERTICAL, LINE },
    { GDK_KEY_Left, GDK_KEY_KP_Left, GTK_ORIENTATION_HORIZONTAL, -LINE },
    { GDK_KEY_Right, GDK_KEY_KP_Right, GTK_ORIENTATION_HORIZONTAL, LINE },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, GTK_ORIENTATION_VERTICAL, -page },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, GTK_ORIENTATION_VERTICAL, page },
    { GDK_KEY_BackSpace, GDK_KEY_BackSpace, GTK_ORIENTATION_VERTICAL, -page },
    { GDK_KEY_space, GDK_KEY_KP_Space, GTK_ORIENTATION_VERTICAL, page },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GTK_ORIENTATION_VERTICAL, -far },
    { GDK_KEY_End, GDK_KEY_KP_End, GTK_ORIENTATION_VERTICAL, far },
  };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (key == steps[i].key || key == steps[i].pad)
      {
        _fac_pdf_canvas_scroll (self, steps[i].orientation, steps[i].by);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

void
_fac_pdf_canvas_add_input (FacPdfCanvas *self)
{
  const GtkEventControllerScrollFlags flags = GTK_EVENT_CONTROLLER_SCROLL_VERTICAL;
  GtkEventController *controller = gtk_event_controller_scroll_new (flags);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
