/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-suggestions.h"

#include <glib/gi18n.h>

struct _FacSuggestions
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GPtrArray  *items;
};

static guint chosen;

G_DEFINE_FINAL_TYPE (FacSuggestions, fac_suggestions, GTK_TYPE_POPOVER)

FacSuggestion *
fac_suggestion_new (const char *title, const char *detail, const char *trailing, gpointer data,
                    GDestroyNotify free_data)
{
  FacSuggestion *self = g_new0 (FacSuggestion, 1);

  self->title = g_strdup (title != NULL ? title : "");
  self->detail = g_strdup (detail != NULL ? detail : "");
  self->trailing = g_strdup (trailing != NULL ? trailing : "");
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
fac_suggestion_free (FacSuggestion *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->trailing);
  g_free (self);
}

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           xalign < 0.5f ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, xalign < 0.5f);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (const FacSuggestion *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), new_label (item->title, 0, NULL), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), new_label (item->trailing, 1, "numeric"), 1, 0, 1, 1);
  if (*item->detail != '\0')
    {
      GtkWidget *detail = new_label (item->detail, 0, "caption");

      gtk_widget_add_css_class (detail, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), detail, 0, 1, 2, 1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, item->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, item->detail, -1);
  return row;
}

static void
on_activated (GtkListBox *list, GtkListBoxRow *row, FacSuggestions *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->items->len)
    g_signal_emit (self, chosen, 0, self->items->pdata[index]);
}

static void
fac_suggestions_finalize (GObject *object)
{
  FacSuggestions *self = FAC_SUGGESTIONS (object);

  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (fac_suggestions_parent_class)->finalize (object);
}

static void
fac_suggestions_class_init (FacSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_suggestions_finalize;
  chosen = g_signal_new ("chosen", FAC_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
fac_suggestions_init (FacSuggestions *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->items = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "suggestions");
}

FacSuggestions *
fac_suggestions_new (GtkWidget *parent)
{
  FacSuggestions *self = g_object_new (FAC_TYPE_SUGGESTIONS, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static void
select_index (FacSuggestions *self, int index)
{
  GtkListBoxRow *row = index < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, index);
  GtkWidget *scroller = gtk_popover_get_child (GTK_POPOVER (self));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t area;

  gtk_list_box_select_row (self->list, row);
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &area))
    gtk_adjustment_clamp_page (adjustment, (double) area.origin.y,
                               (double) (area.origin.y + area.size.height));
}

void
fac_suggestions_show (FacSuggestions *self, GPtrArray *items, gboolean select)
{
  GtkWidget *row;

  g_return_if_fail (FAC_IS_SUGGESTIONS (self));
  if (items == NULL || items->len == 0)
    {
      fac_suggestions_hide (self);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_ptr_array_ref (items);
  g_ptr_array_unref (self->items);
  self->items = items;
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, new_row (items->pdata[i]));
  select_index (self, select ? 0 : -1);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
fac_suggestions_hide (FacSuggestions *self)
{
  g_return_if_fail (FAC_IS_SUGGESTIONS (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
fac_suggestions_is_open (FacSuggestions *self)
{
  g_return_val_if_fail (FAC_IS_SUGGESTIONS (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

void
fac_suggestions_move (FacSuggestions *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : by > 0 ? -1 : (int) self->items->len;

  if (self->items->len > 0)
    select_index (self, CLAMP (index + by, 0, (int) self->items->len - 1));
}

const FacSuggestion *
fac_suggestions_get_selected (FacSuggestions *self)
{
  GtkListBoxRow *row;
  guint index;

  g_return_val_if_fail (FAC_IS_SUGGESTIONS (self), NULL);
  if (!fac_suggestions_is_open (self))
    return NULL;
  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    return NULL;
  index = (guint) gtk_list_box_row_get_index (row);
  return index < self->items->len ? self->items->pdata[index] : NULL;
}
