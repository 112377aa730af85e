/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-list-page-private.h"

#include "fac-list-menu.h"
#include "fac-text.h"

#define PRIV(self) _fac_list_page_private (self)

/* ---- order ---------------------------------------------------------------------------------- */

static void
sync_sort_actions (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);

  g_action_group_change_action_state (G_ACTION_GROUP (priv->actions), "sort",
                                      g_variant_new_int32 ((gint32) priv->query->order));
  g_action_group_change_action_state (G_ACTION_GROUP (priv->actions), "descending",
                                      g_variant_new_boolean (priv->query->descending));
  gtk_menu_button_set_icon_name (priv->sort_button, priv->query->descending
                                                      ? "view-sort-descending-symbolic"
                                                      : "view-sort-ascending-symbolic");
}

static void
set_order (FacListPage *self, FacOrder order, gboolean descending)
{
  FacListPagePrivate *priv = PRIV (self);
  g_autoptr (FacQuery) query = NULL;

  if (priv->query->order == order && priv->query->descending == descending)
    return;
  query = fac_query_copy (priv->query);
  query->order = order;
  query->descending = descending;
  fac_list_page_set_query (self, query);
}

void
_fac_list_page_on_header_clicked (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacOrder order;
  gboolean descending;

  if (!priv->setting_order && fac_list_columns_find_order (priv->columns, &order, &descending))
    set_order (self, order, descending);
}

/* puts the arrow of the header where the query says */
void
_fac_list_page_show_order (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);
  GListModel *columns = gtk_column_view_get_columns (priv->columns);
  const guint first = priv->checks != NULL ? 1 : 0;

  priv->setting_order = TRUE;
  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, first + i);

      if (klass->columns[i].order == (int) priv->query->order)
        gtk_column_view_sort_by_column (priv->columns, column, priv->query->descending
                                                                 ? GTK_SORT_DESCENDING
                                                                   : GTK_SORT_ASCENDING);
    }
  priv->setting_order = FALSE;
  sync_sort_actions (self);
}

FacQuery *
_fac_list_page_new_query (FacListPage *self)
{
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);
  FacQuery *query = fac_query_new (klass->entity);

  if (klass->limit != NULL)
    klass->limit (query);
  return query;
}

static void
change_sort (GSimpleAction *action, GVariant *state, gpointer data)
{
  FacListPage *self = data;

  g_simple_action_set_state (action, state);
  set_order (self, (FacOrder) g_variant_get_int32 (state), PRIV (self)->query->descending);
}

static void
change_descending (GSimpleAction *action, GVariant *state, gpointer data)
{
  FacListPage *self = data;

  g_simple_action_set_state (action, state);
  set_order (self, PRIV (self)->query->order, g_variant_get_boolean (state));
}

static void
show_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacListPage *self = data;
  FacListPagePrivate *priv = PRIV (self);
  g_autoptr (FacQuery) query = _fac_list_page_new_query (self);

  query->order = priv->query->order;
  query->descending = priv->query->descending;
  /* whose list it is, is no filter of the person's */
  fac_set_string (&query->customer_id, priv->query->customer_id);
  gtk_editable_set_text (GTK_EDITABLE (priv->search), "");
  fac_list_page_set_query (self, query);
  g_signal_emit_by_name (self, "cleared");
}

static void
reload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fac_paged_model_reload (PRIV (FAC_LIST_PAGE (data))->model);
}

static void
open_selected (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacListPage *self = data;
  FacRow *row = fac_list_page_get_selected (self);

  if (row != NULL && FAC_LIST_PAGE_GET_CLASS (self)->activate != NULL)
    FAC_LIST_PAGE_GET_CLASS (self)->activate (self, row);
}

static void
remove_selected (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacListPage *self = data;
  FacRow *row = fac_list_page_get_selected (self);

  if (fac_list_page_count_chosen (self) > 1)
    gtk_widget_activate_action (GTK_WIDGET (self), "bulk.discard", NULL);
  else if (row != NULL && FAC_LIST_PAGE_GET_CLASS (self)->remove != NULL)
    FAC_LIST_PAGE_GET_CLASS (self)->remove (self, row);
}

static void
popup_menu (FacListPage *self, const GdkRectangle *at)
{
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);
  FacRow *row = fac_list_page_get_selected (self);
  g_autoptr (GMenuModel) menu = NULL;

  if ((row == NULL && fac_list_page_count_chosen (self) == 0) || klass->row_menu == NULL)
    return;
  menu = klass->row_menu (self, row);
  if (menu != NULL)
    fac_list_menu_popup (GTK_WIDGET (self), menu, at);
}

static void
row_menu (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FacListPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;
  GdkRectangle at = { 0, 0, 1, 1 };

  if (focus != NULL && gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    {
      at.x = (int) bounds.origin.x + 48;
      at.y = (int) (bounds.origin.y + bounds.size.height);
    }
  popup_menu (self, &at);
}

static void
on_secondary_click (GtkGestureClick *gesture, int n_press, double x, double y, FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  guint position = picked != NULL ? fac_list_cell_get_position (picked) : GTK_INVALID_LIST_POSITION;
  double px, py;
  GdkRectangle at;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  /* of several the menu is that of all */
  if (!gtk_selection_model_is_selected (priv->selection, position))
    _fac_list_page_select_only (self, position);
  gtk_widget_translate_coordinates (view, GTK_WIDGET (self), x, y, &px, &py);
  at = (GdkRectangle) { (int) px, (int) py, 1, 1 };
  popup_menu (self, &at);
}

/* ---- making --------------------------------------------------------------------------------- */

void
_fac_list_page_add_actions (FacListPage *self)
{
  static const GActionEntry entries[] = {
    { "sort", NULL, "i", "@i -1", change_sort },
    { "descending", NULL, NULL, "false", change_descending },
    { "show-all", show_all },
    { "reload", reload },
    { "open", open_selected },
    { "remove", remove_selected },
    { "row-menu", row_menu },
  };
  FacListPagePrivate *priv = PRIV (self);

  priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (priv->actions));
}

void
_fac_list_page_add_controllers (FacListPage *self, GtkWidget *view)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  static const struct { const char *keys; const char *action; } table[] = {
    { "Delete|KP_Delete", "list.remove" },
    { "Menu|<Shift>F10", "list.row-menu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (table[i].keys),
                        gtk_named_action_new (table[i].action)));
  gtk_widget_add_controller (view, shortcuts);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_click), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
}
