/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

/* ---- while typing --------------------------------------------------------------------------- */

/* Letters in a new line are the beginning of a product wherever they are typed: that is what a
 * counter types first. */
static gboolean
is_product_text (FacLineGrid *self, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  return self->line == _fac_line_grid_count (self) && g_unichar_isalpha (letter);
}

static gboolean
step_offers (FacLineGrid *self, int by)
{
  if (!fac_suggestions_is_open (self->suggestions))
    return FALSE;
  fac_suggestions_move (self->suggestions, by);
  return TRUE;
}

static gboolean
on_escape (FacLineGrid *self)
{
  if (fac_suggestions_is_open (self->suggestions) && self->column == FAC_LINE_DESCRIPTION)
    _fac_line_grid_stop_offers (self);
  else
    _fac_line_grid_cancel (self);
  return GDK_EVENT_STOP;
}

static gboolean
press_while_typing (FacLineGrid *self, guint key, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Tab: case GDK_KEY_KP_Tab:
      _fac_line_grid_finish (self, FAC_LINE_NEXT);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
      _fac_line_grid_finish (self, FAC_LINE_PREVIOUS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      _fac_line_grid_finish (self, FAC_LINE_DOWN);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      return on_escape (self);
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      if (!step_offers (self, -1))
        _fac_line_grid_finish (self, FAC_LINE_UP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      if (!step_offers (self, 1))
        _fac_line_grid_finish (self, FAC_LINE_DOWN);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_captured_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                 FacLineGrid *self)
{
  if (!self->editing)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    {
      /* Shortcuts of the page (stamp, save) work on what is typed. */
      if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_Delete)
        fac_line_grid_commit (self);
      return GDK_EVENT_PROPAGATE;
    }
  return press_while_typing (self, key, state);
}

/* ---- between cells -------------------------------------------------------------------------- */

static gboolean
walk (FacLineGrid *self, guint key, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  guint last = _fac_line_grid_count (self);
  guint page = _fac_line_grid_page (self);
  guint line = self->line;
  FacLineColumn column = self->column;

  switch (key)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up: line = line > 0 ? line - 1 : 0; break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: line = MIN (line + 1, last); break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: line = line > page ? line - page : 0; break;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: line = MIN (line + page, last); break;
    case GDK_KEY_Left: case GDK_KEY_KP_Left: column = column > FAC_LINE_QUANTITY ? column - 1
                                                      : column; break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: column = column < FAC_LINE_AMOUNT ? column + 1
                                                        : column; break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      line = control ? 0 : line;
      column = FAC_LINE_QUANTITY;
      break;
    case GDK_KEY_End: case GDK_KEY_KP_End:
      line = control ? last : line;
      column = FAC_LINE_AMOUNT;
      break;
    default: return FALSE;
    }
  _fac_line_grid_set_position (self, line, column, extend && line != self->line);
  return TRUE;
}

static void
clear_cell (FacLineGrid *self)
{
  const FacInvoiceLine *line = _fac_line_grid_peek (self, self->line);
  g_autoptr (FacInvoiceLine) copy = NULL;

  if (line == NULL || (self->column != FAC_LINE_DISCOUNT && self->column != FAC_LINE_DESCRIPTION))
    return;
  copy = fac_invoice_line_copy (line);
  if (fac_line_set_text (copy, self->column, ""))
    fac_invoice_draft_replace_line (self->draft, self->line, copy);
}

/* Tab leaves from the empty row, so that the keyboard is never caught in the grid. */
static gboolean
tab (FacLineGrid *self, gboolean back)
{
  gboolean empty_row = self->line == _fac_line_grid_count (self);

  if (!back && empty_row)
    return GDK_EVENT_PROPAGATE;
  return _fac_line_grid_move (self, back ? FAC_LINE_PREVIOUS : FAC_LINE_NEXT) ? GDK_EVENT_STOP
         : GDK_EVENT_PROPAGATE;
}

static gboolean
type (FacLineGrid *self, GtkEventControllerKey *controller, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  if (letter == 0 || !g_unichar_isprint (letter))
    return GDK_EVENT_PROPAGATE;
  if (is_product_text (self, key))
    _fac_line_grid_set_position (self, self->line, FAC_LINE_DESCRIPTION, FALSE);
  if (self->column == FAC_LINE_AMOUNT)
    return GDK_EVENT_PROPAGATE;
  _fac_line_grid_begin (self, "");
  return gtk_event_controller_key_forward (controller,
                               GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacLineGrid *self)
{
  if (self->editing || self->draft == NULL)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_ALT_MASK) == 0 && walk (self, key, state))
    return GDK_EVENT_STOP;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Tab: case GDK_KEY_KP_Tab: return tab (self, FALSE);
    case GDK_KEY_ISO_Left_Tab: return tab (self, TRUE);
    case GDK_KEY_F2: case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      _fac_line_grid_begin (self, NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete: case GDK_KEY_BackSpace:
      clear_cell (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      _fac_line_grid_show_menu (self, -1, -1);
      return GDK_EVENT_STOP;
    default:
      return type (self, controller, key);
    }
}

/* ---- pointer -------------------------------------------------------------------------------- */

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, FacLineGrid *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  guint line;
  FacLineColumn column;
  gboolean again;

  if (picked != NULL && (picked == self->problem || picked == self->entry
                         || gtk_widget_is_ancestor (picked, self->entry)))
    return;
  if (!_fac_line_grid_cell_at (self, x, y, &line, &column))
    return;
  if (!fac_line_grid_commit (self))
    {
      gtk_widget_grab_focus (self->entry);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  again = line == self->line && column == self->column && gtk_widget_has_focus (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
  _fac_line_grid_set_position (self, line, column, (state & GDK_SHIFT_MASK) != 0);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (button == GDK_BUTTON_SECONDARY)
    _fac_line_grid_show_menu (self, x, y);
  else if (button == GDK_BUTTON_PRIMARY
           && (again || n_press > 1 || line == _fac_line_grid_count (self)))
    _fac_line_grid_begin (self, NULL);
}

static void
on_focus (GtkEventControllerFocus *controller, FacLineGrid *self)
{
  _fac_line_grid_reveal (self);
  _fac_line_grid_announce (self);
}

void
_fac_line_grid_add_input (FacLineGrid *self)
{
  GtkEventController *capture = gtk_event_controller_key_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (capture, GTK_PHASE_CAPTURE);
  g_signal_connect (capture, "key-pressed", G_CALLBACK (on_captured_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), capture);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
