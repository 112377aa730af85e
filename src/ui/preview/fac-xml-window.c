/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-window.h"

#include "fac-toast.h"
#include "fac-ui-text.h"
#include "fac-xml-document.h"

#include <glib/gi18n.h>

struct _FacXmlWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle  *heading;
  GtkToggleButton *text_button;
  GtkSearchEntry  *search;
  GtkWidget       *nothing;
  GtkStack        *stack;
  GtkListView     *tree;
  GtkListView     *text;
  AdwStatusPage   *failed;

  FacXmlDocument    *document;
  GBytes            *xml;
  GtkTreeListModel  *rows;
  GtkSingleSelection *row;
  GtkMultiSelection *lines;
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (FacXmlWindow, fac_xml_window, ADW_TYPE_WINDOW)

static gboolean
is_text (FacXmlWindow *self)
{
  return gtk_toggle_button_get_active (self->text_button);
}

static void
toast (FacXmlWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, fac_toast_new (text));
}

/* ---- the tree -------------------------------------------------------------------------------- */

static GtkWidget *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
on_tree_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), new_label ("xml-name"));
  gtk_box_append (GTK_BOX (box), new_label ("xml-value"));
  gtk_box_append (GTK_BOX (box), new_label ("dim-label"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static GtkWidget *
say (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
  return gtk_widget_get_next_sibling (label);
}

static void
on_tree_bind (GtkListItemFactory *factory, GtkListItem *item, FacXmlWindow *self)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  g_autoptr (FacXmlNode) node = gtk_tree_list_row_get_item (row);
  GtkWidget *name = gtk_widget_get_first_child (gtk_tree_expander_get_child (expander));
  g_autofree char *summary = fac_xml_node_dup_summary (node);
  g_autofree char *words = fac_xml_document_dup_words (self->document, node);
  g_autofree char *value = fac_xml_document_dup_shown (fac_xml_node_get_value (node));
  GtkWidget *next;

  gtk_tree_expander_set_list_row (expander, row);
  if (fac_xml_node_is_element (node))
    gtk_widget_add_css_class (name, "heading");
  else
    gtk_widget_remove_css_class (name, "heading");
  next = say (name, fac_xml_node_get_name (node));
  next = say (next, value);
  say (next, summary != NULL ? summary : words);
}

static void
on_tree_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

static GListModel *
children_of (gpointer item, gpointer data)
{
  return fac_xml_node_dup_children (item);
}

static void
on_activate (FacXmlWindow *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, position);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* Right opens and Left closes, or goes up, as in every tree. */
static gboolean
on_tree_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             FacXmlWindow *self)
{
  const guint position = gtk_single_selection_get_selected (self->row);
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, position);
  g_autoptr (GtkTreeListRow) above = NULL;

  if (row == NULL || (key != GDK_KEY_Right && key != GDK_KEY_Left))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Right)
    gtk_tree_list_row_set_expanded (row, TRUE);
  else if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if ((above = gtk_tree_list_row_get_parent (row)) != NULL)
    {
      const guint up = gtk_tree_list_row_get_position (above);

      gtk_single_selection_set_selected (self->row, up);
      gtk_widget_activate_action (GTK_WIDGET (self->tree), "list.scroll-to-item", "u", up);
    }
  return GDK_EVENT_STOP;
}

static void
make_tree (FacXmlWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkTreeListRow) root = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_tree_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_tree_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_tree_unbind), NULL);
  self->rows = gtk_tree_list_model_new (g_object_ref (fac_xml_document_get_root (self->document)),
                                        FALSE, FALSE, children_of, NULL, NULL);
  self->row = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_list_view_set_factory (self->tree, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->tree, GTK_SELECTION_MODEL (self->row));
  root = gtk_tree_list_model_get_row (self->rows, 0);
  if (root != NULL)
    gtk_tree_list_row_set_expanded (root, TRUE);
}

/* ---- the text -------------------------------------------------------------------------------- */

static void
on_text_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, new_label ("monospace"));
}

static void
on_text_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkStringObject *line = gtk_list_item_get_item (item);
  g_autofree char *shown = fac_xml_document_dup_shown (gtk_string_object_get_string (line));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), shown);
}

/* Lines in a list: only those in view have widgets, however long the document is. */
static void
make_text (FacXmlWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkStringList *lines = gtk_string_list_new (fac_xml_document_get_lines (self->document));

  g_signal_connect (factory, "setup", G_CALLBACK (on_text_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_text_bind), NULL);
  self->lines = gtk_multi_selection_new (G_LIST_MODEL (lines));
  gtk_list_view_set_factory (self->text, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->text, GTK_SELECTION_MODEL (self->lines));
}

/* ---- search ---------------------------------------------------------------------------------- */

/* Opens what lies above it. Returns: its position among the rows */
static guint
reveal (FacXmlWindow *self, GArray *path)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, 0);

  for (guint i = 0; i < path->len && row != NULL; i++)
    {
      GtkTreeListRow *child;

      gtk_tree_list_row_set_expanded (row, TRUE);
      child = gtk_tree_list_row_get_child_row (row, g_array_index (path, guint, i));
      if (child == NULL)
        break;
      g_object_unref (row);
      row = child;
    }
  return row != NULL ? gtk_tree_list_row_get_position (row) : 0;
}

static gboolean
find_in_tree (FacXmlWindow *self, const char *text, gboolean again)
{
  g_autoptr (GArray) path = fac_xml_document_find (self->document, text, again);
  guint position;

  if (path == NULL)
    return FALSE;
  position = reveal (self, path);
  gtk_single_selection_set_selected (self->row, position);
  gtk_widget_activate_action (GTK_WIDGET (self->tree), "list.scroll-to-item", "u", position);
  return TRUE;
}

static gboolean
find_in_text (FacXmlWindow *self, const char *text, gboolean again)
{
  const int line = fac_xml_document_find_line (self->document, text, again);

  if (line < 0)
    return FALSE;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->lines), (guint) line, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->text), "list.scroll-to-item", "u", (guint) line);
  return TRUE;
}

static void
find (FacXmlWindow *self, gboolean again)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean found;

  if (self->document == NULL)
    return;
  found = *text == '\0' || (is_text (self) ? find_in_text (self, text, again)
                                           : find_in_tree (self, text, again));
  gtk_widget_set_visible (self->nothing, !found);
}

static void
on_search_changed (FacXmlWindow *self)
{
  find (self, FALSE);
}

static void
on_search_next (FacXmlWindow *self)
{
  find (self, TRUE);
}

static void
focus_content (FacXmlWindow *self)
{
  gtk_widget_grab_focus (is_text (self) ? GTK_WIDGET (self->text) : GTK_WIDGET (self->tree));
}

static void
on_stop_search (FacXmlWindow *self)
{
  focus_content (self);
}

/* Esc leaves the search first, then the window. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacXmlWindow *self)
{
  if (key != GDK_KEY_Escape || fac_ui_has_focus (GTK_WIDGET (self->search)))
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
act_find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (FAC_XML_WINDOW (widget)->search));
}

/* ---- copy ------------------------------------------------------------------------------------ */

static char *
selected_lines (FacXmlWindow *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->lines));
  GString *text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_string_append_printf (text, "%s\n", fac_xml_document_get_lines (self->document)[position]);
  return g_string_free (text, FALSE);
}

static char *
selected_row (FacXmlWindow *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->row);
  g_autoptr (FacXmlNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  const char *value = node != NULL ? fac_xml_node_get_value (node) : NULL;

  if (node == NULL)
    return g_strdup ("");
  return g_strdup (value != NULL ? value : fac_xml_node_get_name (node));
}

static void
act_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacXmlWindow *self = FAC_XML_WINDOW (widget);
  g_autofree char *text = NULL;

  if (self->document == NULL)
    return;
  text = is_text (self) ? selected_lines (self) : selected_row (self);
  if (*text == '\0')
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  toast (self, _("Copied"));
}

/* as it is stored, to the byte */
static void
act_copy_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacXmlWindow *self = FAC_XML_WINDOW (widget);
  gsize length;
  const char *bytes = g_bytes_get_data (self->xml, &length);
  g_autofree char *text = g_utf8_make_valid (bytes, (gssize) length);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  toast (self, _("The XML was copied"));
}

static void
act_text (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkToggleButton *button = FAC_XML_WINDOW (widget)->text_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

/* ---- form ------------------------------------------------------------------------------------ */

/* a list that has no size yet does not know where its rows are */
static gboolean
find_when_shown (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  find (data, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_text_toggled (FacXmlWindow *self)
{
  GtkWidget *view = is_text (self) ? GTK_WIDGET (self->text) : GTK_WIDGET (self->tree);

  if (self->document == NULL)
    return;
  if (is_text (self) && self->lines == NULL)
    make_text (self);
  gtk_stack_set_visible_child_name (self->stack, is_text (self) ? "text" : "tree");
  gtk_widget_add_tick_callback (view, find_when_shown, self, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacXmlWindow) self = data;
  g_autoptr (GError) error = NULL;
  FacXmlDocument *document = fac_xml_document_open_finish (result, &error);

  if (document == NULL)
    {
      if (fac_status_page_fail (self->failed, error))
        gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->document = document;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  make_tree (self);
  gtk_stack_set_visible_child_name (self->stack, "tree");
  on_text_toggled (self);
  focus_content (self);
}

static void
fac_xml_window_dispose (GObject *object)
{
  FacXmlWindow *self = FAC_XML_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->rows);
  g_clear_object (&self->row);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->xml, g_bytes_unref);
  G_OBJECT_CLASS (fac_xml_window_parent_class)->dispose (object);
}

static void
fac_xml_window_finalize (GObject *object)
{
  g_clear_object (&FAC_XML_WINDOW (object)->cancellable);
  g_clear_object (&FAC_XML_WINDOW (object)->document);
  G_OBJECT_CLASS (fac_xml_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                          "/org/example/Facturador/ui/preview/fac-xml-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, text_button);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, search);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, tree);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, text);
  gtk_widget_class_bind_template_child (widget_class, FacXmlWindow, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_text_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_next);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
fac_xml_window_class_init (FacXmlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct { const char *name; GtkWidgetActionActivateFunc act; guint key; guint state; } acts[] = {
    { "xml.find", act_find, GDK_KEY_f, GDK_CONTROL_MASK },
    { "xml.copy", act_copy, GDK_KEY_c, GDK_CONTROL_MASK },
    { "xml.copy-all", act_copy_all, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "xml.text", act_text, GDK_KEY_t, GDK_CONTROL_MASK },
  };

  G_OBJECT_CLASS (klass)->dispose = fac_xml_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_xml_window_finalize;
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      gtk_widget_class_install_action (widget_class, acts[i].name, NULL, acts[i].act);
      gtk_widget_class_add_binding_action (widget_class, acts[i].key, acts[i].state, acts[i].name,
                                           NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
fac_xml_window_init (FacXmlWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *leaving = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_tree_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->tree), keys);
  g_signal_connect (leaving, "key-pressed", G_CALLBACK (on_key), self);
  gtk_event_controller_set_propagation_phase (leaving, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), leaving);
}

void
fac_xml_window_present (GtkWindow *parent, GBytes *xml, const char *title,
                        FacCatalogSource *catalog)
{
  FacXmlWindow *self = g_object_new (FAC_TYPE_XML_WINDOW, "transient-for", parent, NULL);

  self->xml = g_bytes_ref (xml);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, "XML");
  gtk_window_set_title (GTK_WINDOW (self), title);
  fac_xml_document_open_async (xml, catalog, self->cancellable, on_read, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
