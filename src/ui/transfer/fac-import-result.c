/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-result.h"

#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define ALL      FAC_ROW_KINDS
#define N_KINDS  (FAC_ROW_KINDS + 1)
#define KIND_KEY "fac-kind"

struct _FacImportResult
{
  GtkWidget parent_instance;

  GtkBox       *kinds;
  GtkStack     *stack;
  GtkListView  *rows;
  GtkWidget    *buttons[N_KINDS];
  FacImportJob *job;
};

G_DEFINE_FINAL_TYPE (FacImportResult, fac_import_result, GTK_TYPE_WIDGET)

/* what will be done, and what was */
static const char *const row_words[FAC_ROW_KINDS][2] = {
  [FAC_ROW_ADDED] = { N_("To add"), N_("Added") },
  [FAC_ROW_CHANGED] = { N_("To change"), N_("Changed") },
  [FAC_ROW_SAME] = { N_("The same"), N_("The same") },
  [FAC_ROW_REFUSED] = { N_("Refused"), N_("Refused") },
};

static const char *const row_icons[FAC_ROW_KINDS] = {
  [FAC_ROW_ADDED] = "list-add-symbolic",
  [FAC_ROW_CHANGED] = "document-edit-symbolic",
  [FAC_ROW_SAME] = "object-select-symbolic",
  [FAC_ROW_REFUSED] = "dialog-error-symbolic",
};

/* ---- rows ------------------------------------------------------------------------------------- */

typedef struct
{
  GtkImage *icon;
  GtkLabel *line;
  GtkLabel *title;
  GtkLabel *detail;
} Cell;

static GtkLabel *
make_label (gboolean wrap, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, wrap);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_ellipsize (label, wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Cell *cell = g_new0 (Cell, 1);

  cell->icon = GTK_IMAGE (gtk_image_new ());
  cell->title = make_label (FALSE, NULL);
  /* an ellipsis is wider than a name of one letter */
  gtk_label_set_width_chars (cell->title, 3);
  cell->line = make_label (FALSE, "dim-label");
  cell->detail = make_label (TRUE, "caption");
  gtk_widget_set_valign (GTK_WIDGET (cell->icon), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (cell->icon), 2);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (cell->line), "caption");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cell->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cell->line));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cell->detail));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cell->icon));
  gtk_box_append (GTK_BOX (box), words);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (item), "fac-cell", cell, g_free);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, FacImportResult *self)
{
  const Cell *cell = g_object_get_data (G_OBJECT (item), "fac-cell");
  FacImportItem *row = gtk_list_item_get_item (item);
  const FacImportKind kind = fac_import_item_get_kind (row);
  const gboolean done = fac_import_job_get_step (self->job) == FAC_STEP_DONE;
  const char *detail = fac_import_item_get_detail (row);
  g_autofree char *line = NULL;

  /* Translators: a line of a file, and what is done with it */
  line = g_strdup_printf (_("Line %u · %s"), fac_import_item_get_line (row),
                          _(row_words[kind][done]));
  gtk_image_set_from_icon_name (cell->icon, row_icons[kind]);
  gtk_label_set_text (cell->title, fac_import_item_get_title (row));
  gtk_label_set_text (cell->line, line);
  gtk_label_set_text (cell->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (cell->detail), *detail != '\0');
  if (kind == FAC_ROW_REFUSED)
    gtk_widget_add_css_class (GTK_WIDGET (cell->icon), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cell->icon), "error");
}

/* ---- kinds ------------------------------------------------------------------------------------ */

static void
show_kind (FacImportResult *self, int kind)
{
  g_autoptr (GListModel) items = fac_import_job_get_items (self->job, kind == ALL ? -1 : kind);
  const gboolean any = g_list_model_get_n_items (items) > 0;
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_steal_pointer (&items));

  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->stack, any ? "rows" : "none");
}

static void
on_toggled (GtkToggleButton *button, FacImportResult *self)
{
  if (gtk_toggle_button_get_active (button) && self->job != NULL)
    show_kind (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), KIND_KEY)));
}

/* what will be done, and what was */
static char *
kind_label (int kind, gboolean done, guint n)
{
  switch (kind)
    {
    case FAC_ROW_ADDED:
      return fac_text_printf (done ? _("Added: %'u") : _("To add: %'u"), n);
    case FAC_ROW_CHANGED:
      return fac_text_printf (done ? _("Changed: %'u") : _("To change: %'u"), n);
    case FAC_ROW_SAME:
      return fac_text_printf (_("The same: %'u"), n);
    case FAC_ROW_REFUSED:
      return fac_text_printf (_("Refused: %'u"), n);
    default:
      return fac_text_printf (_("All: %'u"), n);
    }
}

static guint
count_of (FacImportJob *job, int kind)
{
  return kind == ALL ? fac_import_job_get_n_rows (job)
                     : fac_import_job_get_count (job, (FacImportKind) kind);
}

void
fac_import_result_show (FacImportResult *self, FacImportJob *job)
{
  const gboolean done = fac_import_job_get_step (job) == FAC_STEP_DONE;
  int first = ALL;

  g_set_object (&self->job, job);
  for (int i = 0; i < N_KINDS; i++)
    {
      g_autofree char *label = kind_label (i, done, count_of (job, i));

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), label);
    }
  /* what needs the person comes first; afterwards, what was done */
  if (!done && fac_import_job_get_count (job, FAC_ROW_REFUSED) > 0)
    first = FAC_ROW_REFUSED;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[first])))
    show_kind (self, first);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[first]), TRUE);
}

/* ---- the widget ------------------------------------------------------------------------------- */

static void
fac_import_result_dispose (GObject *object)
{
  FacImportResult *self = FAC_IMPORT_RESULT (object);
  GtkWidget *child;

  g_clear_object (&self->job);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_import_result_parent_class)->dispose (object);
}

static void
fac_import_result_class_init (FacImportResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_import_result_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/transfer/fac-import-result.ui");
  gtk_widget_class_bind_template_child (widget_class, FacImportResult, kinds);
  gtk_widget_class_bind_template_child (widget_class, FacImportResult, stack);
  gtk_widget_class_bind_template_child (widget_class, FacImportResult, rows);
}

static void
fac_import_result_init (FacImportResult *self)
{
  static const int order[N_KINDS] = { ALL, FAC_ROW_REFUSED, FAC_ROW_ADDED, FAC_ROW_CHANGED,
                                      FAC_ROW_SAME };
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_KINDS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      self->buttons[order[i]] = button;
      g_object_set_data (G_OBJECT (button), KIND_KEY, GINT_TO_POINTER (order[i]));
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->buttons[ALL]));
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
      gtk_box_append (self->kinds, button);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  gtk_list_view_set_factory (self->rows, factory);
}
