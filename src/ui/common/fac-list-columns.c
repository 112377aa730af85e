/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-list-columns.h"

#include "fac-conflict-mark.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* ---- a sorter that sorts nothing: SQL does; it only tells which header was clicked ---------- */

#define FAC_TYPE_ORDER_SORTER (fac_order_sorter_get_type ())
G_DECLARE_FINAL_TYPE (FacOrderSorter, fac_order_sorter, FAC, ORDER_SORTER, GtkSorter)

struct _FacOrderSorter
{
  GtkSorter parent_instance;

  FacOrder  order;
};

G_DEFINE_FINAL_TYPE (FacOrderSorter, fac_order_sorter, GTK_TYPE_SORTER)

/* the sorter asked first while fac_list_columns_find_order() compares; main thread only */
static FacOrderSorter *asked_first;

static GtkOrdering
fac_order_sorter_compare (GtkSorter *sorter, gpointer a, gpointer b)
{
  if (asked_first == NULL)
    asked_first = FAC_ORDER_SORTER (sorter);
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
fac_order_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
fac_order_sorter_class_init (FacOrderSorterClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = fac_order_sorter_compare;
  GTK_SORTER_CLASS (klass)->get_order = fac_order_sorter_get_order;
}

static void
fac_order_sorter_init (FacOrderSorter *self)
{
}

gboolean
fac_list_columns_find_order (GtkColumnView *view, FacOrder *order, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  g_autoptr (GObject) probe = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering answer;

  asked_first = NULL;
  answer = gtk_sorter_compare (sorter, probe, other);
  if (asked_first == NULL)
    return FALSE;
  *order = asked_first->order;
  *descending = answer == GTK_ORDERING_LARGER;
  return TRUE;
}

/* ---- cells ---------------------------------------------------------------------------------- */

typedef struct
{
  const FacListColumn *column;
  GtkListItem         *item;   /* borrowed: it owns the cell */
  GtkWidget           *widget; /* borrowed: what shows the content */
  GtkWidget           *mark;   /* (nullable) */
  gulong               handler;
} Cell;

static GQuark
cell_quark (void)
{
  return g_quark_from_static_string ("fac-list-cell");
}

static void
show_text (GtkWidget *inscription, char *(*text) (gconstpointer), gconstpointer content)
{
  g_autofree char *words = content != NULL && text != NULL ? text (content) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), words != NULL ? words : "");
}

static void
show_cell (Cell *cell, FacRow *row)
{
  gconstpointer content = fac_row_get_content (row);

  if (cell->mark != NULL)
    fac_conflict_mark_set_row (FAC_CONFLICT_MARK (cell->mark), row);
  if (content == NULL)
    gtk_widget_add_css_class (cell->widget, "loading");
  else
    gtk_widget_remove_css_class (cell->widget, "loading");
  if (cell->column->text != NULL)
    {
      show_text (cell->widget, cell->column->text, content);
      return;
    }
  gtk_widget_set_opacity (cell->widget, content != NULL ? 1.0 : 0.0);
  if (content != NULL)
    cell->column->show (cell->widget, content);
}

static void
on_row_notify (FacRow *row, GParamSpec *pspec, Cell *cell)
{
  show_cell (cell, row);
}

static GtkWidget *
make_inscription (guint chars, guint least, gboolean numeric)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), least > 0 ? least : MIN (chars, 6));
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), chars);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (inscription), numeric ? 1.0F : 0.0F);
  if (numeric)
    gtk_widget_add_css_class (inscription, "numeric");
  /* a row is one line: what has no room there is told by the tip */
  fac_ui_tip_own_text (inscription);
  return inscription;
}

/* The text with the mark of a conflict before it. */
static GtkWidget *
make_marked (Cell *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  cell->mark = fac_conflict_mark_new ();
  gtk_widget_set_hexpand (cell->widget, TRUE);
  /* a box would put it on a line of its own choice where the row is higher than the text */
  gtk_widget_set_valign (cell->widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), cell->mark);
  gtk_box_append (GTK_BOX (box), cell->widget);
  return box;
}

static void
on_cell_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const FacListColumn *column = data;
  Cell *cell = g_new0 (Cell, 1);
  GtkWidget *child;

  cell->column = column;
  cell->item = item;
  cell->widget = column->text != NULL ? make_inscription (column->chars, column->least,
                                                          column->numeric) : column->make ();
  if (column->dim)
    gtk_widget_add_css_class (cell->widget, "dim-label");
  child = column->marked ? make_marked (cell) : cell->widget;
  g_object_set_qdata_full (G_OBJECT (child), cell_quark (), cell, g_free);
  gtk_list_item_set_child (item, child);
}

static void
on_cell_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)), cell_quark ());
  FacRow *row = gtk_list_item_get_item (item);

  cell->handler = g_signal_connect (row, "notify::content", G_CALLBACK (on_row_notify), cell);
  show_cell (cell, row);
}

static void
on_cell_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)), cell_quark ());

  g_clear_signal_handler (&cell->handler, gtk_list_item_get_item (item));
}

char *
fac_list_or_dash (const char *text)
{
  return g_strdup (fac_text_is_empty (text) ? "—" : text);
}

GtkColumnViewColumn *
fac_list_column_new (const FacListColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (on_cell_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_cell_bind), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_cell_unbind), (gpointer) column);
  made = gtk_column_view_column_new (_(column->title), factory);
  gtk_column_view_column_set_expand (made, column->expand);
  gtk_column_view_column_set_resizable (made, TRUE);
  if (column->order >= 0)
    {
      g_autoptr (FacOrderSorter) sorter = g_object_new (FAC_TYPE_ORDER_SORTER, NULL);

      sorter->order = column->order;
      gtk_column_view_column_set_sorter (made, GTK_SORTER (sorter));
    }
  return made;
}

/* It only shows: the row is what is clicked, and what tells assistive technology. */
static GtkWidget *
make_check (GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_focusable (check, FALSE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Chosen"), -1);
  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  return check;
}

static void
on_check_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *check = make_check (item);
  Cell *cell = g_new0 (Cell, 1);

  cell->item = item;
  g_object_set_qdata_full (G_OBJECT (check), cell_quark (), cell, g_free);
  gtk_list_item_set_child (item, check);
}

GtkColumnViewColumn *
fac_list_check_column_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_check_setup), NULL);
  return gtk_column_view_column_new (NULL, factory);
}

/* the title stands over the last digit, with the arrow of the order before it */
static void
align_numeric (GtkWidget *box)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  gtk_widget_set_direction (box, rtl ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
}

/* GTK 4.8 has no alignment of titles, and no names: they are found where the view puts them */
void
fac_list_columns_align (GtkColumnView *view, const FacListColumn *columns, guint n_columns)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; i < n_columns && title != NULL; i++,
       title = gtk_widget_get_next_sibling (title))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(columns[i].sort_title != NULL ? columns[i].sort_title
                                        : columns[i].title), -1);
      if (columns[i].numeric && gtk_widget_get_first_child (title) != NULL)
        align_numeric (gtk_widget_get_first_child (title));
    }
}

/* ---- two-line rows -------------------------------------------------------------------------- */

typedef struct
{
  const FacCompactLayout *layout;
  GtkListItem            *item;
  GtkWidget              *mark;
  GtkWidget              *title;
  GtkWidget              *detail;
  GtkWidget              *amount;
  GtkWidget              *badge;
  gulong                  handler;
} Compact;

static GQuark
compact_quark (void)
{
  return g_quark_from_static_string ("fac-list-compact");
}

static GtkWidget *
append_line (GtkWidget *parent, GtkWidget *left, GtkWidget *right)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (line), left);
  if (right != NULL)
    {
      gtk_widget_set_halign (right, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (line), right);
    }
  gtk_box_append (GTK_BOX (parent), line);
  return line;
}

static void
show_compact (Compact *compact, FacRow *row)
{
  gconstpointer content = fac_row_get_content (row);
  g_autofree char *amount = content != NULL && compact->layout->amount != NULL
                              ? compact->layout->amount (content) : NULL;

  fac_conflict_mark_set_row (FAC_CONFLICT_MARK (compact->mark), row);
  show_text (compact->title, compact->layout->title, content);
  show_text (compact->detail, compact->layout->detail, content);
  gtk_label_set_label (GTK_LABEL (compact->amount), amount != NULL ? amount : "");
  if (compact->badge == NULL)
    return;
  gtk_widget_set_opacity (compact->badge, content != NULL ? 1.0 : 0.0);
  if (content != NULL)
    compact->layout->show (compact->badge, content);
}

static void
on_compact_notify (FacRow *row, GParamSpec *pspec, Compact *compact)
{
  show_compact (compact, row);
}

static GtkWidget *
beside_check (GtkListItem *item, GtkWidget *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = make_check (item);

  gtk_widget_set_margin_start (check, 12);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

static void
on_compact_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Compact *compact = g_new0 (Compact, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line;

  compact->layout = data;
  compact->item = item;
  compact->title = make_inscription (12, 0, FALSE);
  compact->detail = make_inscription (12, 0, FALSE);
  compact->amount = gtk_label_new (NULL);
  compact->badge = compact->layout->make != NULL ? compact->layout->make () : NULL;
  gtk_widget_add_css_class (compact->title, "heading");
  gtk_widget_add_css_class (compact->detail, "caption");
  gtk_widget_add_css_class (compact->detail, "dim-label");
  gtk_widget_add_css_class (compact->amount, "numeric");
  gtk_widget_add_css_class (box, "compact-row");
  line = append_line (box, compact->title, compact->amount);
  compact->mark = fac_conflict_mark_new ();
  gtk_box_prepend (GTK_BOX (line), compact->mark);
  append_line (box, compact->detail, compact->badge);
  if (compact->layout->checks)
    box = beside_check (item, box);
  g_object_set_qdata_full (G_OBJECT (box), compact_quark (), compact, g_free);
  gtk_list_item_set_child (item, box);
}

static void
on_compact_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Compact *compact = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)),
                                         compact_quark ());
  FacRow *row = gtk_list_item_get_item (item);

  compact->handler = g_signal_connect (row, "notify", G_CALLBACK (on_compact_notify), compact);
  show_compact (compact, row);
}

static void
on_compact_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Compact *compact = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)),
                                         compact_quark ());

  g_clear_signal_handler (&compact->handler, gtk_list_item_get_item (item));
}

GtkListItemFactory *
fac_compact_factory_new (const FacCompactLayout *layout)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_compact_setup), (gpointer) layout);
  g_signal_connect (factory, "bind", G_CALLBACK (on_compact_bind), (gpointer) layout);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_compact_unbind), (gpointer) layout);
  return factory;
}

static GtkListItem *
find_item (GtkWidget *widget)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (widget), cell_quark ());
  Compact *compact = g_object_get_qdata (G_OBJECT (widget), compact_quark ());

  return cell != NULL ? cell->item : compact != NULL ? compact->item : NULL;
}

guint
fac_list_cell_get_position (GtkWidget *widget)
{
  /* upwards from inside a cell; a click may also hit the row beside its cells */
  for (GtkWidget *at = widget; at != NULL && !GTK_IS_COLUMN_VIEW (at) && !GTK_IS_LIST_VIEW (at);
       at = gtk_widget_get_parent (at))
    {
      GtkWidget *below = at;

      for (int depth = 0; depth < 3 && below != NULL; depth++,
           below = gtk_widget_get_first_child (below))
        {
          GtkListItem *item = find_item (below);

          if (item != NULL)
            return gtk_list_item_get_position (item);
        }
    }
  return GTK_INVALID_LIST_POSITION;
}
