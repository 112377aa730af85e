/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

#include <glib/gi18n.h>

#define LEAST_ROWS   4
#define USUAL_ROWS   6
#define LEAST_NARROW 2 /* there a line takes three times the height */
#define USUAL_NARROW 3
#define NARROW_WIDTH 280
#define WIDE_DIGITS  53  /* of all columns, with the least for a description */
#define WIDE_PADDING 144

static void
measure_text (FacLineGrid *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0000000000");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  self->em = MAX (6, (width + 9) / 10);
  self->text = height;
}

static int
wide_width (FacLineGrid *self)
{
  return WIDE_DIGITS * self->em + WIDE_PADDING;
}

static int
head_height (FacLineGrid *self)
{
  return self->narrow ? 0 : MAX (30, self->text + 10);
}

static double
scroll_of (FacLineGrid *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

static int
body_height (FacLineGrid *self)
{
  return MAX (0, gtk_widget_get_height (GTK_WIDGET (self)) - head_height (self));
}

guint
_fac_line_grid_page (FacLineGrid *self)
{
  return (guint) MAX (1, body_height (self) / MAX (1, self->layout.height) - 1);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
bind_line (FacLineGrid *self, FacLineRow *row, guint index)
{
  const FacInvoiceTotals *totals = fac_invoice_draft_get_totals (self->draft);
  const FacInvoiceLine *line = _fac_line_grid_peek (self, index);

  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      FacLineColumn column = (FacLineColumn) i;
      FacDecimal amount = index < totals->lines->len
                            ? g_array_index (totals->lines, FacLineTotals, index).amount
                            : FAC_DECIMAL_ZERO;
      g_autofree char *text = fac_line_text (line, amount, totals->decimals, column);

      fac_line_row_set_text (row, column, text);
      fac_line_row_set_mark (row, column, g_hash_table_lookup (self->marks,
                                                GUINT_TO_POINTER (index * FAC_LINE_N_COLUMNS + i)));
    }
}

static void
bind_new (FacLineGrid *self, FacLineRow *row)
{
  gboolean first = _fac_line_grid_count (self) == 0;

  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    {
      fac_line_row_set_mark (row, (FacLineColumn) i, NULL);
      fac_line_row_set_text (row, (FacLineColumn) i, "");
    }
  fac_line_row_set_text (row, FAC_LINE_QUANTITY, "1");
  fac_line_row_set_text (row, FAC_LINE_DESCRIPTION,
                         !first ? _("New line")
                         : self->narrow ? _("Type a product or its key")
                         : _("Type a product, its key, SKU or barcode"));
}

static void
bind_row (FacLineGrid *self, FacLineRow *row, guint index)
{
  guint first = MIN (self->line, self->anchor);
  guint last = MAX (self->line, self->anchor);
  FacLineRowFlags flags = 0;

  if (index >= _fac_line_grid_count (self))
    {
      bind_new (self, row);
      flags |= FAC_LINE_ROW_NEW;
    }
  else
    bind_line (self, row, index);
  if (first != last && index >= first && index <= last)
    flags |= FAC_LINE_ROW_SELECTED;
  fac_line_row_set_state (row, index, flags, index == self->line ? (int) self->column : -1);
}

/* assistive technology learns of it by the state alone: it does not ask what is drawn */
static void
show_row (GtkWidget *row, gboolean show)
{
  gtk_widget_set_child_visible (row, show);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN, !show, -1);
}

static void
place_row (FacLineGrid *self, GtkWidget *row, guint index, int width)
{
  int y = head_height (self) + (int) ((double) index * self->layout.height - scroll_of (self));

  show_row (row, TRUE);
  gtk_widget_size_allocate (row, &(GtkAllocation) { 0, y, width, self->layout.height }, -1);
}

static void
visible_lines (FacLineGrid *self, guint *first, guint *n_lines)
{
  guint total = _fac_line_grid_count (self) + 1;
  guint height = (guint) MAX (1, self->layout.height);

  *first = MIN ((guint) (scroll_of (self) / height), total - 1);
  *n_lines = MIN ((guint) body_height (self) / height + 2, total - *first);
}

static void
make_rows (FacLineGrid *self, guint n)
{
  while (self->rows->len < n)
    {
      GtkWidget *row = fac_line_row_new ();

      fac_line_row_set_layout (FAC_LINE_ROW (row), &self->layout);
      /* Beneath head and editor, which are drawn over the rows. */
      gtk_widget_insert_before (row, GTK_WIDGET (self), self->head);
      g_ptr_array_add (self->rows, row);
    }
}

void
_fac_line_grid_update_rows (FacLineGrid *self)
{
  guint first, n_lines;

  if (self->draft == NULL || self->layout.height == 0)
    return;
  visible_lines (self, &first, &n_lines);
  for (guint i = 0; i < n_lines && self->rows->len > 0; i++)
    bind_row (self, self->rows->pdata[(first + i) % self->rows->len], first + i);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
allocate_rows (FacLineGrid *self, int width)
{
  guint first, n_lines;

  visible_lines (self, &first, &n_lines);
  make_rows (self, (guint) body_height (self) / (guint) self->layout.height + 2);
  for (guint i = 0; i < self->rows->len; i++)
    if (i >= n_lines)
      show_row (self->rows->pdata[(first + i) % self->rows->len], FALSE);
  for (guint i = 0; i < n_lines; i++)
    {
      GtkWidget *row = self->rows->pdata[(first + i) % self->rows->len];

      if (fac_line_row_get_index (FAC_LINE_ROW (row)) != first + i)
        bind_row (self, FAC_LINE_ROW (row), first + i);
      place_row (self, row, first + i, width);
    }
}

/* ---- the widget ----------------------------------------------------------------------------- */

static void
on_scrolled (GtkAdjustment *adjustment, FacLineGrid *self)
{
  _fac_line_grid_update_rows (self);
}

void
_fac_line_grid_set_adjustment (FacLineGrid *self, GtkOrientation orientation,
                               GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
}

static void
configure (FacLineGrid *self, int width, int height)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double content = (double) (_fac_line_grid_count (self) + 1) * self->layout.height;
  double room = MAX (1, height - head_height (self));

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0,
                              MAX (content, room),
                              self->layout.height, room * 0.9, room);
  adjustment = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, 0, 0, width, 10, width, width);
}

void
_fac_line_grid_reveal (FacLineGrid *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double top = (double) self->line * self->layout.height;

  if (adjustment == NULL || self->layout.height == 0)
    return;
  /* Lines may just have been added: the adjustment learns of it with the next allocation only. */
  if (gtk_adjustment_get_upper (adjustment) < top + self->layout.height)
    gtk_adjustment_set_upper (adjustment, top + self->layout.height);
  gtk_adjustment_clamp_page (adjustment, top, top + self->layout.height);
}

void
_fac_line_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  FacLineLayout layout;
  int rows = (int) _fac_line_grid_count (self) + 1;
  int least = self->narrow ? LEAST_NARROW : LEAST_ROWS;
  int usual = self->narrow ? USUAL_NARROW : USUAL_ROWS;

  measure_text (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = NARROW_WIDTH;
      *natural = wide_width (self);
      return;
    }
  fac_line_layout_compute (&layout, NARROW_WIDTH, self->em, self->text, self->narrow);
  *minimum = head_height (self) + MIN (MAX (rows, least), usual) * layout.height;
  *natural = head_height (self) + MAX (rows, usual) * layout.height;
}

/* Beneath the cell, or above it where there is no room. */
static void
allocate_problem (FacLineGrid *self, const GdkRectangle *cell, int width, int height)
{
  GtkAllocation place = { .y = cell->y + cell->height };

  if (!gtk_widget_get_visible (self->problem))
    return;
  gtk_widget_measure (self->problem, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL,
                      NULL);
  place.width = MIN (place.width, width);
  place.x = CLAMP (cell->x, 0, width - place.width);
  gtk_widget_measure (self->problem, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height,
                      NULL, NULL);
  if (place.y + place.height > height)
    place.y = cell->y - place.height;
  gtk_widget_size_allocate (self->problem, &place, -1);
}

static void
allocate_entry (FacLineGrid *self, int width, int height)
{
  GdkRectangle cell = self->layout.cells[self->column];
  int minimum;

  gtk_widget_set_child_visible (self->entry, self->editing);
  if (!self->editing)
    return;
  cell.y += head_height (self)
  + (int) ((double) self->line * self->layout.height - scroll_of (self));
  gtk_widget_measure (self->entry, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  cell.width = MAX (cell.width, minimum);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, cell.width, &minimum, NULL, NULL,
                      NULL);
  cell.y -= MAX (0, minimum - cell.height) / 2;
  cell.height = MAX (cell.height, minimum);
  gtk_widget_size_allocate (self->entry, &cell, -1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->suggestions), &cell);
  allocate_problem (self, &cell, width, height);
}

static void
set_class (FacLineGrid *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* Rows of the other form are higher or lower, and this cannot be asked for while being
 * allocated. */
static gboolean
on_other_form (gpointer data)
{
  FacLineGrid *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    fac_line_row_set_layout (self->rows->pdata[i], &self->layout);
  fac_line_row_set_layout (FAC_LINE_ROW (self->head), &self->layout);
  set_class (self, "narrow", self->layout.narrow);
  set_class (self, "tight", self->layout.tight);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
_fac_line_grid_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  gboolean was_tight = self->layout.tight;
  gboolean was_narrow = self->narrow;

  measure_text (self);
  self->narrow = width < wide_width (self);
  fac_line_layout_compute (&self->layout, width, self->em, self->text, self->narrow);
  if (self->narrow != was_narrow || self->layout.tight != was_tight)
    g_idle_add_full (G_PRIORITY_HIGH, on_other_form, g_object_ref (self), g_object_unref);
  configure (self, width, height);
  show_row (self->head, !self->narrow);
  if (!self->narrow)
    gtk_widget_size_allocate (self->head, &(GtkAllocation) { 0, 0, width, head_height (self) }, -1);
  if (self->draft != NULL)
    allocate_rows (self, width);
  allocate_entry (self, width, height);
  gtk_popover_present (GTK_POPOVER (self->suggestions));
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

void
_fac_line_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);
  int top = head_height (self);

  gtk_snapshot_push_clip (snapshot,
                         &GRAPHENE_RECT_INIT (0, (float) top, (float) gtk_widget_get_width (widget),
                                                   (float) (gtk_widget_get_height (widget) - top)));
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_snapshot_child (widget, self->rows->pdata[i], snapshot);
  gtk_widget_snapshot_child (widget, self->entry, snapshot);
  gtk_widget_snapshot_child (widget, self->problem, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->head, snapshot);
}

gboolean
_fac_line_grid_cell_at (FacLineGrid *self, double x, double y, guint *line, FacLineColumn *column)
{
  double inside = y - head_height (self) + scroll_of (self);
  guint count = _fac_line_grid_count (self);

  if (self->layout.height == 0 || y < head_height (self))
    return FALSE;
  *line = MIN ((guint) (inside / self->layout.height), count);
  *column = fac_line_layout_find (&self->layout, (int) x, (int) inside % self->layout.height);
  return TRUE;
}

void
_fac_line_grid_layout_init (FacLineGrid *self)
{
  self->head = fac_line_row_new ();
  fac_line_row_set_layout (FAC_LINE_ROW (self->head), &self->layout);
  for (int i = 0; i < FAC_LINE_N_COLUMNS; i++)
    fac_line_row_set_text (FAC_LINE_ROW (self->head), (FacLineColumn) i,
                           fac_line_column_title ((FacLineColumn) i));
  fac_line_row_set_state (FAC_LINE_ROW (self->head), 0, FAC_LINE_ROW_HEAD, -1);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}
