/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-row.h"

#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define PADDING 12
#define TIGHT   8  /* padding where room is scarce */
#define ROOMY_DIGITS 78 /* from here on columns have room for larger figures */
#define AMPLE_DIGITS 92 /* and from here on for millions */

struct _FacLineRow
{
  GtkWidget parent_instance;

  const FacLineLayout *layout;
  GtkWidget           *cells[FAC_LINE_N_COLUMNS];
  const char          *marks[FAC_LINE_N_COLUMNS];
  guint                index;
  FacLineRowFlags      flags;
};

G_DEFINE_FINAL_TYPE (FacLineRow, fac_line_row, GTK_TYPE_WIDGET)

static gboolean
is_numeric (FacLineColumn column)
{
  return column == FAC_LINE_QUANTITY || column == FAC_LINE_PRICE || column == FAC_LINE_DISCOUNT
         || column == FAC_LINE_AMOUNT;
}

static void
layout_wide (FacLineLayout *self, int width, int em, int text)
{
  const int roomy[FAC_LINE_N_COLUMNS] = { 7, 5, 0, 9, 6, 8, 10 };
  const int tight[FAC_LINE_N_COLUMNS] = { 6, 5, 0, 8, 5, 7, 9 };
  const int ample[FAC_LINE_N_COLUMNS] = { 8, 6, 0, 12, 9, 8, 14 };
  const int *digits = width < ROOMY_DIGITS * em ? tight : width < AMPLE_DIGITS * em ? roomy : ample;
  int padding = self->tight ? TIGHT : PADDING;
  int fixed = 0;
  int x = 0;

  self->height = MAX (34, text + 14);
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    fixed += digits[i] > 0 ? digits[i] * em + 2 * padding : 0;
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      int own = digits[i] > 0 ? digits[i] * em + 2 * padding : MAX (width - fixed, 8 * em);

      self->cells[i] = (GdkRectangle) { x, 0, own, self->height };
      x += own;
    }
}

static void
layout_narrow (FacLineLayout *self, int width, int em, int text)
{
  int line = MAX (28, text + 8);
  int amount = MIN (8 * em + 2 * TIGHT, width / 2); /* a larger one takes what it needs */
  int quantity = 6 * em + 2 * TIGHT;
  int unit = 5 * em + 2 * TIGHT;
  int left = width - quantity - unit;
  int taxes = width / 2;

  self->height = 3 * line;
  self->cells[FAC_LINE_DESCRIPTION] = (GdkRectangle) { 0, 0, width - amount, line };
  self->cells[FAC_LINE_AMOUNT] = (GdkRectangle) { width - amount, 0, amount, line };
  self->cells[FAC_LINE_QUANTITY] = (GdkRectangle) { 0, line, quantity, line };
  self->cells[FAC_LINE_UNIT] = (GdkRectangle) { quantity, line, unit, line };
  self->cells[FAC_LINE_PRICE] = (GdkRectangle) { quantity + unit, line, left, line };
  self->cells[FAC_LINE_TAXES] = (GdkRectangle) { 0, 2 * line, taxes, line };
  self->cells[FAC_LINE_DISCOUNT] = (GdkRectangle) { taxes, 2 * line, width - taxes, line };
}

void
fac_line_layout_compute (FacLineLayout *self, int width, int em, int text, gboolean narrow)
{
  self->narrow = narrow;
  self->tight = !narrow && width < ROOMY_DIGITS * em;
  if (narrow)
    layout_narrow (self, width, em, text);
  else
    layout_wide (self, width, em, text);
}

FacLineColumn
fac_line_layout_find (const FacLineLayout *self, int x, int y)
{
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      const GdkRectangle *cell = &self->cells[i];

      if (x >= cell->x && x < cell->x + cell->width && y >= cell->y && y < cell->y + cell->height)
        return (FacLineColumn) i;
    }
  return FAC_LINE_DESCRIPTION;
}

/* The empty line has no amount beside the words that invite to type; an amount takes what it needs
 * and is never cut. */
static void
share_first_line (FacLineRow *self, FacLineColumn column, int width, GtkAllocation *place)
{
  int amount;

  if ((self->flags & FAC_LINE_ROW_NEW) != 0)
    {
      if (column == FAC_LINE_DESCRIPTION)
        place->width = width;
      return;
    }
  gtk_widget_measure (self->cells[FAC_LINE_AMOUNT], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &amount,
                      NULL, NULL);
  amount = MIN (amount, width * 3 / 4);
  if (column == FAC_LINE_AMOUNT)
    place->x = width - amount;
  place->width = column == FAC_LINE_AMOUNT ? amount : width - amount;
}

static void
fac_line_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacLineRow *self = FAC_LINE_ROW (widget);

  if (self->layout == NULL)
    return;
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      GtkAllocation place = self->layout->cells[i];

      place.height = MIN (place.height, height);
      if (self->layout->narrow && (i == FAC_LINE_DESCRIPTION || i == FAC_LINE_AMOUNT))
        share_first_line (self, (FacLineColumn) i, width, &place);
      else if (i == FAC_LINE_DESCRIPTION && (self->flags & FAC_LINE_ROW_NEW) != 0)
        place.width = width - place.x; /* nothing stands beside the words that invite to type */
      gtk_widget_size_allocate (self->cells[i], &place, -1);
    }
}

static void
fac_line_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  FacLineRow *self = FAC_LINE_ROW (widget);

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_VERTICAL && self->layout != NULL ? self->layout->height
             : 0;
}

static void
fac_line_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_line_row_parent_class)->dispose (object);
}

static void
fac_line_row_class_init (FacLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_line_row_dispose;
  widget_class->size_allocate = fac_line_row_size_allocate;
  widget_class->measure = fac_line_row_measure;
  gtk_widget_class_set_css_name (widget_class, "line-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
fac_line_row_init (FacLineRow *self)
{
  self->index = G_MAXUINT;
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      GtkWidget *cell = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_GRID_CELL, NULL);

      gtk_label_set_xalign (GTK_LABEL (cell), is_numeric ((FacLineColumn) i) ? 1.0f : 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
      gtk_widget_add_css_class (cell, "line-cell");
      if (is_numeric ((FacLineColumn) i))
        gtk_widget_add_css_class (cell, "numeric");
      fac_ui_tip_own_text (cell);
      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      self->cells[i] = cell;
    }
  gtk_widget_add_css_class (self->cells[FAC_LINE_UNIT], "dim-label");
  gtk_widget_add_css_class (self->cells[FAC_LINE_TAXES], "dim-label");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
fac_line_row_new (void)
{
  return g_object_new (FAC_TYPE_LINE_ROW, NULL);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
fac_line_row_set_layout (FacLineRow *self, const FacLineLayout *layout)
{
  g_return_if_fail (FAC_IS_LINE_ROW (self));
  self->layout = layout;
  gtk_label_set_xalign (GTK_LABEL (self->cells[FAC_LINE_QUANTITY]), layout->narrow ? 0.0f : 1.0f);
  set_class (GTK_WIDGET (self), "narrow", layout->narrow);
  set_class (GTK_WIDGET (self), "tight", layout->tight);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* what assistive technology hears before the text of a cell */
static void
name_cell (FacLineRow *self, FacLineColumn column)
{
  const char *title = fac_line_column_title (column);
  g_autofree char *name = NULL;

  if ((self->flags & FAC_LINE_ROW_HEAD) != 0)
    name = g_strdup (title);
  else if ((self->flags & FAC_LINE_ROW_NEW) != 0)
    name = g_strdup_printf (_("New line, %s"), title);
  else
    /* Translators: a cell of the lines of an invoice: name of the column, number of the line */
    name = g_strdup_printf (_("%1$s, line %2$u"), title, self->index + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_row (FacLineRow *self)
{
  g_autofree char *name = NULL;

  if ((self->flags & FAC_LINE_ROW_HEAD) != 0)
    name = g_strdup (_("Columns"));
  else if ((self->flags & FAC_LINE_ROW_NEW) != 0)
    name = g_strdup (_("New line"));
  else
    name = g_strdup_printf (_("Line %u"), self->index + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
fac_line_row_set_text (FacLineRow *self, FacLineColumn column, const char *text)
{
  g_return_if_fail (FAC_IS_LINE_ROW (self));
  if (g_str_equal (gtk_label_get_label (GTK_LABEL (self->cells[column])), text))
    return;
  gtk_label_set_label (GTK_LABEL (self->cells[column]), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cells[column]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  /* a label takes its new text for its name */
  if (self->index != G_MAXUINT)
    name_cell (self, column);
}

void
fac_line_row_set_state (FacLineRow *self, guint index, FacLineRowFlags flags, int current)
{
  g_return_if_fail (FAC_IS_LINE_ROW (self));
  if (self->index != index || self->flags != flags)
    {
      self->index = index;
      self->flags = flags;
      name_row (self);
      for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
        name_cell (self, (FacLineColumn) i);
    }
  set_class (GTK_WIDGET (self), "new", (flags & FAC_LINE_ROW_NEW) != 0);
  set_class (GTK_WIDGET (self), "selected", (flags & FAC_LINE_ROW_SELECTED) != 0);
  set_class (GTK_WIDGET (self), "head", (flags & FAC_LINE_ROW_HEAD) != 0);
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      set_class (self->cells[i], "current", i == current);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->cells[i]), GTK_ACCESSIBLE_STATE_SELECTED,
                                   i == current, -1);
    }
  if ((flags & FAC_LINE_ROW_HEAD) == 0)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_INDEX,
                                    (int) index + 1, -1);
}

void
fac_line_row_set_mark (FacLineRow *self, FacLineColumn column, const char *mark)
{
  g_return_if_fail (FAC_IS_LINE_ROW (self));
  if (self->marks[column] == mark)
    return;
  if (self->marks[column] != NULL)
    gtk_widget_remove_css_class (self->cells[column], self->marks[column]);
  if (mark != NULL)
    gtk_widget_add_css_class (self->cells[column], mark);
  self->marks[column] = mark;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->cells[column]), GTK_ACCESSIBLE_STATE_INVALID,
                               mark != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                               : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

guint
fac_line_row_get_index (FacLineRow *self)
{
  g_return_val_if_fail (FAC_IS_LINE_ROW (self), 0);
  return self->index;
}
