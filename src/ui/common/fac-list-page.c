/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-list-page-private.h"

#include "fac-list-menu.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define SPINNER_DELAY_MS 400

enum { SHOWN, N_SIGNALS };

/* what a key in the search wants of what it finds */
enum { NOTHING, GO_TO_LIST, OPEN_ONLY };

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FacListPage, fac_list_page, FAC_TYPE_PAGE)

#define PRIV(self) ((FacListPagePrivate *) fac_list_page_get_instance_private (self))

FacListPagePrivate *
_fac_list_page_private (FacListPage *self)
{
  return PRIV (self);
}

/* ---- states --------------------------------------------------------------------------------- */

static const char *
list_name (FacListPage *self)
{
  return fac_breakpoint_bin_is_narrow (PRIV (self)->breakpoint) ? "compact" : "columns";
}

/* only the form in use holds the model: the other would make two hundred rows for nobody */
static void
attach_views (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  gboolean narrow = fac_breakpoint_bin_is_narrow (priv->breakpoint);

  gtk_column_view_set_model (priv->columns, narrow ? NULL : priv->selection);
  gtk_list_view_set_model (priv->compact, narrow ? priv->selection : NULL);
}

static gboolean
on_spinner_timer (gpointer data)
{
  FacListPage *self = data;
  FacListPagePrivate *priv = PRIV (self);

  priv->spinner_timer = 0;
  gtk_spinner_set_spinning (priv->spinner, TRUE);
  gtk_stack_set_visible_child_name (priv->stack, "loading");
  return G_SOURCE_REMOVE;
}

static gboolean
on_shown_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  g_signal_emit (widget, signals[SHOWN], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_narrow (FacListPage *self)
{
  return fac_breakpoint_bin_is_narrow (PRIV (self)->breakpoint);
}

static void
focus_list (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);

  if (fac_paged_model_get_state (priv->model) != FAC_LIST_READY)
    return;
  if (is_narrow (self))
    gtk_widget_grab_focus (GTK_WIDGET (priv->compact));
  else
    gtk_widget_grab_focus (GTK_WIDGET (priv->columns));
}

/* the cursor goes to the rows when they come and nothing else holds it: never away from the search */
static void
take_focus (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (priv->wants_focus || focus == NULL || focus == GTK_WIDGET (priv->empty_button))
    focus_list (self);
  priv->wants_focus = FALSE;
}

/* An icon this large is read as SVG, which loads a library: only when it is seen. */
static void
show_status (FacListPage *self, const char *name, const char *icon)
{
  FacListPagePrivate *priv = PRIV (self);
  GtkWidget *page = gtk_stack_get_child_by_name (priv->stack, name);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  gtk_stack_set_visible_child (priv->stack, page);
}

static void
show_state (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacListState state = fac_paged_model_get_state (priv->model);

  g_clear_handle_id (&priv->spinner_timer, g_source_remove);
  gtk_spinner_set_spinning (priv->spinner, FALSE);
  switch (state)
    {
    case FAC_LIST_EMPTY:
      show_status (self, "empty", FAC_LIST_PAGE_GET_CLASS (self)->empty_icon);
      break;
    case FAC_LIST_NOTHING_FOUND:
      show_status (self, "nothing", "edit-find-symbolic");
      break;
    case FAC_LIST_FAILED:
      fac_status_page_fail (priv->failed, fac_paged_model_get_error (priv->model));
      show_status (self, "failed", "dialog-error-symbolic");
      break;
    case FAC_LIST_READY:
      gtk_stack_set_visible_child_name (priv->stack, list_name (self));
      take_focus (self);
      break;
    case FAC_LIST_LOADING:
    default:
      priv->spinner_timer = g_timeout_add (SPINNER_DELAY_MS, on_spinner_timer, self);
      break;
    }
  gtk_widget_set_visible (GTK_WIDGET (priv->toolbar), state != FAC_LIST_EMPTY);
  if (state != FAC_LIST_LOADING && !priv->shown)
    {
      /* told at the beginning of the frame that paints the data */
      priv->shown = TRUE;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), on_shown_tick, NULL, NULL);
    }
}

static void
describe (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->model));
  g_autofree char *text = n > 0 && klass->describe != NULL ? klass->describe (self, n) : NULL;

  fac_page_set_subtitle (FAC_PAGE (self), text);
}

/* ---- callbacks ------------------------------------------------------------------------------ */

/* What can be searched is named in the entry where there is room for it. */
static void
name_search (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const char *hint = _(FAC_LIST_PAGE_GET_CLASS (self)->search_hint);
  gboolean narrow = is_narrow (self);

  g_object_set (priv->search, "placeholder-text", narrow ? _("Search") : hint, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->search), narrow ? hint : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hint, -1);
}

static void
move_button (GtkWidget *widget, GtkBox *to)
{
  g_autoptr (GtkWidget) button = g_object_ref (widget);
  GtkWidget *from = gtk_widget_get_parent (button);

  if (from == GTK_WIDGET (to))
    return;
  gtk_box_remove (GTK_BOX (from), button);
  gtk_box_append (to, button);
}

static gboolean
list_has_focus (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);

  return gtk_widget_get_focus_child (GTK_WIDGET (priv->columns)) != NULL
         || gtk_widget_get_focus_child (GTK_WIDGET (priv->compact)) != NULL;
}

static void
on_narrow_changed (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  gboolean narrow = is_narrow (self);
  gboolean focused = list_has_focus (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (priv->toolbar), narrow
                                                                    ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  move_button (GTK_WIDGET (priv->sort_button), narrow ? priv->search_line : priv->toolbar);
  move_button (GTK_WIDGET (priv->choose_button), narrow ? priv->search_line : priv->toolbar);
  name_search (self);
  if (priv->model == NULL)
    return;
  attach_views (self);
  _fac_list_page_follow_choice (self);
  show_state (self);
  /* the rows that had it are gone */
  if (focused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_list (self);
}

static void
on_search_changed (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->search));
  g_autoptr (FacQuery) query = fac_query_copy (priv->query);

  g_free (query->text);
  query->text = fac_text_is_empty (text) ? NULL : g_strdup (text);
  fac_list_page_set_query (self, query);
}

static void
activate_position (FacListPage *self, guint position)
{
  FacListPagePrivate *priv = PRIV (self);
  g_autoptr (FacRow) row = g_list_model_get_item (G_LIST_MODEL (priv->selection), position);

  if (row != NULL && fac_row_is_loaded (row) && FAC_LIST_PAGE_GET_CLASS (self)->activate != NULL)
    FAC_LIST_PAGE_GET_CLASS (self)->activate (self, row);
}

static void
do_wanted (FacListPage *self, int wanted)
{
  FacListPagePrivate *priv = PRIV (self);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->selection));

  if (fac_paged_model_get_state (priv->model) != FAC_LIST_READY)
    return;
  if (wanted == OPEN_ONLY && n == 1)
    activate_position (self, 0);
  else
    focus_list (self);
}

static void
want (FacListPage *self, int what)
{
  on_search_changed (self);
  if (fac_typed_search_enter (&PRIV (self)->typed, what))
    do_wanted (self, what);
}

/* never away from where the person went meanwhile */
static void
on_answered (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const int wanted = fac_typed_search_answer (&priv->typed);

  if (wanted != NOTHING && fac_ui_has_focus (GTK_WIDGET (priv->search)))
    do_wanted (self, wanted);
}

/* opens what is found when it is the only one, else goes to the list */
static void
on_search_activate (FacListPage *self)
{
  want (self, OPEN_ONLY);
}

static void
on_stop_search (FacListPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (PRIV (self)->search), "");
  focus_list (self);
}

static gboolean
on_search_key (GtkEventControllerKey *controller, guint keyval, guint keycode,
               GdkModifierType state,
               FacListPage *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  want (self, GO_TO_LIST);
  return GDK_EVENT_STOP;
}

static void
on_activate (FacListPage *self, guint position)
{
  activate_position (self, position);
}

/* ---- making --------------------------------------------------------------------------------- */

static void
make_columns (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);
  g_autoptr (GtkListItemFactory) factory = fac_compact_factory_new (&klass->compact);
  g_autoptr (GMenuModel) menu = fac_list_menu_sort (klass->columns, klass->n_columns);

  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = fac_list_column_new (&klass->columns[i]);

      gtk_column_view_append_column (priv->columns, column);
    }
  fac_list_columns_align (priv->columns, klass->columns, klass->n_columns);
  gtk_list_view_set_factory (priv->compact, factory);
  gtk_menu_button_set_menu_model (priv->sort_button, menu);
  g_signal_connect_object (gtk_column_view_get_sorter (priv->columns), "changed",
                           G_CALLBACK (_fac_list_page_on_header_clicked), self, G_CONNECT_SWAPPED);
}

static void
set_texts (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);

  name_search (self);
  adw_status_page_set_title (priv->empty, _(klass->empty_title));
  adw_status_page_set_description (priv->empty, _(klass->empty_body));
  gtk_button_set_label (priv->empty_button, _(klass->empty_label));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (priv->empty_button),
                                           klass->empty_action);
}

/* the title of the page, which it may get after it was made */
static void
name_lists (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  const char *title = fac_page_get_title (FAC_PAGE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->columns), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->compact), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

static void
fac_list_page_constructed (GObject *object)
{
  FacListPage *self = FAC_LIST_PAGE (object);
  FacListPagePrivate *priv = PRIV (self);
  FacListPageClass *klass = FAC_LIST_PAGE_GET_CLASS (self);

  G_OBJECT_CLASS (fac_list_page_parent_class)->constructed (object);
  if (klass->title != NULL)
    fac_page_set_title (FAC_PAGE (self), _(klass->title));
  set_texts (self);
  make_columns (self);
  name_lists (self);
  g_signal_connect (self, "notify::title", G_CALLBACK (name_lists), NULL);
  priv->query = _fac_list_page_new_query (self);
  fac_typed_search_begin (&priv->typed, NULL);
  priv->model = fac_paged_model_new (fac_page_get_workspace (FAC_PAGE (self)), priv->query);
  _fac_list_page_make_selection (self);
  g_signal_connect_object (priv->model, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->model, "items-changed", G_CALLBACK (describe), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->model, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  _fac_list_page_show_order (self);
  attach_views (self);
  show_state (self);
  describe (self);
}

static void
fac_list_page_search (FacPage *page)
{
  FacListPagePrivate *priv = PRIV (FAC_LIST_PAGE (page));

  gtk_widget_grab_focus (GTK_WIDGET (priv->search));
  gtk_editable_select_region (GTK_EDITABLE (priv->search), 0, -1);
}

static void
fac_list_page_focus (FacPage *page)
{
  FacListPage *self = FAC_LIST_PAGE (page);
  FacListPagePrivate *priv = PRIV (self);

  switch (fac_paged_model_get_state (priv->model))
    {
    case FAC_LIST_READY:
      focus_list (self);
      break;
    case FAC_LIST_EMPTY:
      gtk_widget_grab_focus (GTK_WIDGET (priv->empty_button));
      break;
    case FAC_LIST_LOADING:
      priv->wants_focus = TRUE;
      break;
    case FAC_LIST_NOTHING_FOUND:
    case FAC_LIST_FAILED:
    default:
      gtk_widget_grab_focus (GTK_WIDGET (priv->search));
      break;
    }
}

static void
fac_list_page_dispose (GObject *object)
{
  FacListPagePrivate *priv = PRIV (FAC_LIST_PAGE (object));

  g_clear_handle_id (&priv->spinner_timer, g_source_remove);
  g_clear_handle_id (&priv->choice_idle, g_source_remove);
  if (priv->columns != NULL)
    {
      gtk_column_view_set_model (priv->columns, NULL);
      gtk_list_view_set_model (priv->compact, NULL);
    }
  g_clear_object (&priv->selection);
  g_clear_object (&priv->model);
  g_clear_object (&priv->actions);
  g_clear_pointer (&priv->query, fac_query_unref);
  fac_typed_search_clear (&priv->typed);
  G_OBJECT_CLASS (fac_list_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/common/fac-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, breakpoint);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, toolbar);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, search_line);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, search);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, filters);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, sort_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, choose_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, foot);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, columns);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, compact);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, empty);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, empty_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacListPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
fac_list_page_class_init (FacListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = fac_list_page_constructed;
  object_class->dispose = fac_list_page_dispose;
  FAC_PAGE_CLASS (klass)->search = fac_list_page_search;
  FAC_PAGE_CLASS (klass)->focus = fac_list_page_focus;

  signals[SHOWN] = g_signal_new ("shown", FAC_TYPE_LIST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL,
                                 G_TYPE_NONE, 0);
  g_signal_new ("choice-changed", FAC_TYPE_LIST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  /* "cleared": "Show Everything" was pressed: filter buttons go back to all */
  g_signal_new ("cleared", FAC_TYPE_LIST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
  g_type_ensure (FAC_TYPE_BREAKPOINT_BIN);
  g_type_ensure (FAC_TYPE_WRAP_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fac_list_page_init (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  _fac_list_page_add_actions (self);
  _fac_list_page_add_controllers (self, GTK_WIDGET (priv->columns));
  _fac_list_page_add_controllers (self, GTK_WIDGET (priv->compact));
  keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_search_key), self);
  gtk_widget_add_controller (GTK_WIDGET (priv->search), keys);
  gtk_search_entry_set_key_capture_widget (priv->search, GTK_WIDGET (priv->stack));
}

FacQuery *
fac_list_page_get_query (FacListPage *self)
{
  return PRIV (self)->query;
}

/* a new query shows its best rows: the view goes there before they come */
static void
go_to_top (FacListPage *self)
{
  FacListPagePrivate *priv = PRIV (self);
  GtkScrollable *view = is_narrow (self) ? GTK_SCROLLABLE (priv->compact)
                                         : GTK_SCROLLABLE (priv->columns);

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (view), 0);
  /* rows stay in their places and show other documents: none of those was chosen */
  gtk_selection_model_unselect_all (priv->selection);
  if (!gtk_toggle_button_get_active (priv->choose_button))
    _fac_list_page_select_only (self, 0);
}

void
fac_list_page_set_query (FacListPage *self, FacQuery *query)
{
  FacListPagePrivate *priv = PRIV (self);
  gboolean reorder = priv->query->order != query->order
    || priv->query->descending != query->descending;

  if (fac_query_equal (priv->query, query))
    return;
  fac_query_ref (query);
  fac_query_unref (priv->query);
  priv->query = query;
  if (reorder)
    _fac_list_page_show_order (self);
  go_to_top (self);
  fac_typed_search_begin (&priv->typed, query->text);
  fac_paged_model_set_query (priv->model, query);
}

void
fac_list_page_set_customer (FacListPage *self, const FacCustomer *customer)
{
  g_autoptr (FacQuery) query = fac_query_copy (PRIV (self)->query);

  fac_set_string (&query->customer_id, customer->id);
  fac_list_page_set_query (self, query);
  if (!fac_text_is_empty (customer->legal_name))
    fac_page_set_title (FAC_PAGE (self), customer->legal_name);
}

void
fac_list_page_add_filter (FacListPage *self, GtkWidget *filter)
{
  fac_wrap_box_append (PRIV (self)->filters, filter);
  gtk_widget_set_visible (GTK_WIDGET (PRIV (self)->filters), TRUE);
}

FacPagedModel *
fac_list_page_get_model (FacListPage *self)
{
  return PRIV (self)->model;
}
