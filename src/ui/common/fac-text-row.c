/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-text-row.h"

#define LEAST_HEIGHT 72
#define MOST_HEIGHT 240

struct _FacTextRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget     *head;
  GtkLabel      *title;
  GtkTextView   *view;
  GtkTextBuffer *buffer; /* the view's */
};

static guint changed;

G_DEFINE_FINAL_TYPE (FacTextRow, fac_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_buffer_changed (FacTextRow *self)
{
  g_signal_emit (self, changed, 0);
}

static void
on_title (FacTextRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

static gboolean
fac_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FAC_TEXT_ROW (widget)->view));
}

static void
fac_text_row_class_init (FacTextRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = fac_text_row_grab_focus;
  changed = g_signal_new ("changed", FAC_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
}

static GtkWidget *
new_view (FacTextRow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LEAST_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  return scrolled;
}

static void
fac_text_row_init (FacTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), new_view (self));
  gtk_widget_add_css_class (box, "text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::title", G_CALLBACK (on_title), NULL);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_buffer_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
fac_text_row_new (const char *title)
{
  return g_object_new (FAC_TYPE_TEXT_ROW, "title", title, "use-markup", FALSE, NULL);
}

char *
fac_text_row_get_text (FacTextRow *self)
{
  char *text;

  g_object_get (self->buffer, "text", &text, NULL);
  return text;
}

void
fac_text_row_set_text (FacTextRow *self, const char *text)
{
  g_autofree char *present = fac_text_row_get_text (self);

  if (g_strcmp0 (present, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
}

void
fac_text_row_add_suffix (FacTextRow *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->head), widget);
}
