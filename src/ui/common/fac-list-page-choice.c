/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing rows: one, or several for what is done with all of them. */
#include "fac-list-page-private.h"

#define PRIV(self) _fac_list_page_private (self)

static gboolean
is_multiple (FacListPage *self)
{
  return FAC_LIST_PAGE_GET_CLASS (self)->multiple;
}

gboolean
fac_list_page_is_choosing (FacListPage *self)
{
  return gtk_toggle_button_get_active (PRIV (self)->choose_button);
}

static guint
count_selected (FacListPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (PRIV (self)->selection);

  return (guint) gtk_bitset_get_size (selected);
}

void
_fac_list_page_select_only (FacListPage *self, guint position)
{
  FacListPagePrivate *priv = PRIV (self);

  if (position < g_list_model_get_n_items (G_LIST_MODEL (priv->selection)))
    gtk_selection_model_select_item (priv->selection, position, TRUE);
}

/* ---- the mode -------------------------------------------------------------------------------- */

static void
show_mode (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const FacCompactLayout *layout = &FAC_LIST_PAGE_GET_CLASS (self)->compact;
  g_autoptr (GtkListItemFactory) factory = NULL;
  const gboolean choosing = fac_list_page_is_choosing (self);

  if (!is_multiple (self))
    return;
  gtk_column_view_column_set_visible (priv->checks, choosing);
  priv->choosing_layout = *layout;
  priv->choosing_layout.checks = TRUE;
  factory = fac_compact_factory_new (choosing ? &priv->choosing_layout : layout);
  gtk_list_view_set_factory (priv->compact, factory);
  /* a pointer that passes over a row would otherwise select that one alone */
  gtk_list_view_set_single_click_activate (priv->compact, !choosing);
}

static void
on_choose_toggled (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);

  show_mode (self);
  if (fac_list_page_is_choosing (self) && count_selected (self) <= 1)
    gtk_selection_model_unselect_all (priv->selection);
  else if (!fac_list_page_is_choosing (self) && count_selected (self) > 1)
    _fac_list_page_select_only (self, 0);
  g_signal_emit_by_name (self, "choice-changed");
}

static void
set_choosing (FacListPage *self, gboolean choosing)
{
  gtk_toggle_button_set_active (PRIV (self)->choose_button, choosing);
}

/* ---- the selection --------------------------------------------------------------------------- */

static gboolean
tell_choice (gpointer data)
{
  FacListPage *self = data;
  FacListPagePrivate *priv = PRIV (self);

  priv->choice_idle = 0;
  /* in the form for fingers several rows are chosen in the mode alone */
  if (fac_breakpoint_bin_is_narrow (priv->breakpoint) && count_selected (self) > 1)
    set_choosing (self, TRUE);
  g_signal_emit_by_name (self, "choice-changed");
  return G_SOURCE_REMOVE;
}

/* many rows change at once */
static void
on_selection_changed (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);

  if (priv->choice_idle == 0)
    priv->choice_idle = g_idle_add (tell_choice, self);
}

void
_fac_list_page_follow_choice (FacListPage *self)
{
  show_mode (self);
  if (is_multiple (self))
    on_selection_changed (self);
}

/* as a selection of one has it: something is selected wherever there is something */
static void
on_items_changed (FacListPage *self)
{
  if (!fac_list_page_is_choosing (self) && count_selected (self) == 0)
    _fac_list_page_select_only (self, 0);
  on_selection_changed (self);
}

/* ---- pointer, fingers and keys --------------------------------------------------------------- */

static guint
position_at (GtkGesture *gesture, double x, double y)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  return picked != NULL ? fac_list_cell_get_position (picked) : GTK_INVALID_LIST_POSITION;
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const guint position = position_at (GTK_GESTURE (gesture), x, y);

  /* Shift goes on as elsewhere */
  if (!fac_list_page_is_choosing (self) || (state & GDK_SHIFT_MASK) != 0
      || position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_selection_model_is_selected (priv->selection, position))
    gtk_selection_model_unselect_item (priv->selection, position);
  else
    gtk_selection_model_select_item (priv->selection, position, FALSE);
}

static void
on_long_pressed (GtkGestureLongPress *gesture, double x, double y, FacListPage *self)
{
  const guint position = position_at (GTK_GESTURE (gesture), x, y);

  if (fac_list_page_is_choosing (self) || position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_choosing (self, TRUE);
  _fac_list_page_select_only (self, position);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacListPage *self)
{
  if (key != GDK_KEY_Escape || fac_list_page_count_chosen (self) == 0)
    return GDK_EVENT_PROPAGATE;
  fac_list_page_leave_choice (self);
  return GDK_EVENT_STOP;
}

static void
add_choice (FacListPage *self, GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_long_pressed), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (hold));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (view, keys);
}

/* ---- making --------------------------------------------------------------------------------- */

void
_fac_list_page_make_selection (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GListModel *model = G_LIST_MODEL (g_object_ref (priv->model));

  if (!is_multiple (self))
    {
      priv->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (model));
      return;
    }
  priv->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (model));
  priv->checks = fac_list_check_column_new ();
  gtk_column_view_column_set_visible (priv->checks, FALSE);
  gtk_column_view_insert_column (priv->columns, 0, priv->checks);
  g_object_unref (priv->checks);
  gtk_widget_set_visible (GTK_WIDGET (priv->choose_button), TRUE);
  g_signal_connect_object (priv->selection, "selection-changed", G_CALLBACK (on_selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (priv->choose_button, "toggled", G_CALLBACK (on_choose_toggled), self,
                           G_CONNECT_SWAPPED);
  add_choice (self, GTK_WIDGET (priv->columns));
  add_choice (self, GTK_WIDGET (priv->compact));
}

/* ---- what is chosen -------------------------------------------------------------------------- */

static guint
focused_position (FacListPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (PRIV (self)->stack))
           ? fac_list_cell_get_position (focus) : GTK_INVALID_LIST_POSITION;
}

FacRow *
fac_list_page_get_selected (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (priv->selection);
  const guint64 n = gtk_bitset_get_size (selected);
  const guint position = n == 1 ? gtk_bitset_get_minimum (selected)
                         : n == 0 ? focused_position (self) : GTK_INVALID_LIST_POSITION;
  g_autoptr (FacRow) row = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  row = g_list_model_get_item (G_LIST_MODEL (priv->selection), position);
  /* the model keeps it */
  return row != NULL && fac_row_is_loaded (row) ? row : NULL;
}

guint
fac_list_page_count_chosen (FacListPage *self)
{
  const guint n = is_multiple (self) ? count_selected (self) : 0;

  return n > 1 || fac_list_page_is_choosing (self) ? n : 0;
}

GArray *
fac_list_page_dup_chosen_keys (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (priv->selection);
  GtkBitsetIter iter;
  guint position;

  if (fac_list_page_count_chosen (self) == 0)
    return keys;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      const gint64 key = fac_paged_model_get_key (priv->model, position);

      g_array_append_val (keys, key);
    }
  return keys;
}

void
fac_list_page_leave_choice (FacListPage *self)
{
  const guint focused = focused_position (self);

  set_choosing (self, FALSE);
  _fac_list_page_select_only (self, focused != GTK_INVALID_LIST_POSITION ? focused : 0);
}

void
fac_list_page_set_foot (FacListPage *self, GtkWidget *foot)
{
  adw_bin_set_child (PRIV (self)->foot, foot);
}
