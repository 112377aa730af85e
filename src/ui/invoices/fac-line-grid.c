/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

#include "fac-findings.h"
#include "fac-text.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
static guint details;

G_DEFINE_FINAL_TYPE_WITH_CODE (FacLineGrid, fac_line_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

guint
_fac_line_grid_count (FacLineGrid *self)
{
  return self->draft != NULL ? fac_invoice_draft_get_invoice (self->draft)->lines->len : 0;
}

const FacInvoiceLine *
_fac_line_grid_peek (FacLineGrid *self, guint line)
{
  return line < _fac_line_grid_count (self)
         ? fac_invoice_draft_get_invoice (self->draft)->lines->pdata[line] : NULL;
}

void
_fac_line_grid_announce (FacLineGrid *self)
{
  const FacInvoiceLine *line = _fac_line_grid_peek (self, self->line);
  g_autofree char *cell = line != NULL && self->column != FAC_LINE_AMOUNT
                            ? fac_line_text (line, FAC_DECIMAL_ZERO, 2, self->column)
                            : g_strdup ("");
  g_autofree char *text = NULL;

  /* Translators: a place in the table of lines for assistive technology: line, number of lines,
   * column, content */
  text = line != NULL ? g_strdup_printf (_("Line %1$u of %2$u, %3$s: %4$s"), self->line + 1,
                                         _fac_line_grid_count (self),
                                         fac_line_column_title (self->column), cell)
                      : g_strdup_printf (_("New line, %s"), fac_line_column_title (self->column));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT,
                                  (int) _fac_line_grid_count (self) + 1,
                                  GTK_ACCESSIBLE_RELATION_COL_COUNT, FAC_LINE_N_COLUMNS, -1);
}

void
_fac_line_grid_set_position (FacLineGrid *self, guint line, FacLineColumn column, gboolean extend)
{
  guint last = _fac_line_grid_count (self);

  self->line = MIN (line, last);
  self->column = column;
  if (!extend)
    self->anchor = self->line;
  _fac_line_grid_reveal (self);
  _fac_line_grid_update_rows (self);
  _fac_line_grid_announce (self);
}

/* Its unit comes with the product: nothing to type there yet. */
static gboolean
has_no_product (FacLineGrid *self, guint index)
{
  const FacInvoiceLine *line = _fac_line_grid_peek (self, index);

  return line == NULL || fac_text_is_empty (line->product->description);
}

gboolean
_fac_line_grid_move (FacLineGrid *self, FacLineMove move)
{
  guint last = _fac_line_grid_count (self);
  guint line = self->line;
  FacLineColumn column = self->column;

  switch (move)
    {
    case FAC_LINE_STAY:
      break;
    case FAC_LINE_NEXT:
      if (column == FAC_LINE_QUANTITY && has_no_product (self, line))
        column = FAC_LINE_DESCRIPTION;
      else if (column < FAC_LINE_TAXES)
        column++;
      else if (line++ == last)
        return FALSE;
      else
        column = FAC_LINE_QUANTITY;
      break;
    case FAC_LINE_PREVIOUS:
      if (column > FAC_LINE_QUANTITY)
        column--;
      else if (line-- == 0)
        return FALSE;
      else
        column = FAC_LINE_TAXES;
      break;
    case FAC_LINE_DOWN:
      if (line++ == last)
        return FALSE;
      break;
    case FAC_LINE_UP:
      if (line-- == 0)
        return FALSE;
      break;
    default:
      return FALSE;
    }
  _fac_line_grid_set_position (self, line, column, FALSE);
  return TRUE;
}

void
_fac_line_grid_selected_range (FacLineGrid *self, guint *first, guint *n_lines)
{
  guint count = _fac_line_grid_count (self);
  guint last = MAX (self->line, self->anchor);

  *first = MIN (self->line, self->anchor);
  *n_lines = *first < count ? MIN (last, count - 1) - *first + 1 : 0;
}

void
_fac_line_grid_ask_details (FacLineGrid *self, guint line)
{
  if (line < _fac_line_grid_count (self))
    g_signal_emit (self, details, 0, line);
}

/* ---- the draft ------------------------------------------------------------------------------ */

static void
on_lines_changed (FacInvoiceDraft *draft, guint position, guint removed, guint added,
                  FacLineGrid *self)
{
  guint last = _fac_line_grid_count (self);

  if (!self->editing && position + removed <= self->line)
    self->line = self->line + added - removed;
  self->line = MIN (self->line, last);
  self->anchor = self->line;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  _fac_line_grid_update_rows (self);
}

static void
on_totals_changed (FacInvoiceDraft *draft, FacLineGrid *self)
{
  _fac_line_grid_update_rows (self);
}

static void
on_findings_changed (FacInvoiceDraft *draft, FacLineGrid *self)
{
  GPtrArray *findings = fac_invoice_draft_get_findings (draft);

  g_hash_table_remove_all (self->marks);
  for (guint i = findings->len; i > 0; i--)
    {
      const FacFinding *finding = findings->pdata[i - 1];
      gboolean wrong = finding->severity == FAC_FINDING_ERROR;
      guint line;
      FacLineColumn column;

      if (fac_line_find_field (finding->field, &line, &column))
        g_hash_table_insert (self->marks, GUINT_TO_POINTER (line * FAC_LINE_N_COLUMNS + column),
                             (gpointer) (wrong ? "wrong" : "doubtful"));
    }
  _fac_line_grid_update_rows (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static gboolean
fac_line_grid_grab_focus (GtkWidget *widget)
{
  FacLineGrid *self = FAC_LINE_GRID (widget);

  if (self->editing)
    return gtk_widget_grab_focus (self->entry);
  return GTK_WIDGET_CLASS (fac_line_grid_parent_class)->grab_focus (widget);
}

static void
fac_line_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  FacLineGrid *self = FAC_LINE_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT: g_value_set_object (value, self->adjustments[0]); break;
    case PROP_VADJUSTMENT: g_value_set_object (value, self->adjustments[1]); break;
    case PROP_HSCROLL_POLICY: g_value_set_enum (value, (int) self->policies[0]); break;
    case PROP_VSCROLL_POLICY: g_value_set_enum (value, (int) self->policies[1]); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
fac_line_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  FacLineGrid *self = FAC_LINE_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      _fac_line_grid_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      _fac_line_grid_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY: self->policies[0] = (guint) g_value_get_enum (value); break;
    case PROP_VSCROLL_POLICY: self->policies[1] = (guint) g_value_get_enum (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
drop_draft (FacLineGrid *self)
{
  _fac_line_grid_stop_offers (self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
}

static void
fac_line_grid_dispose (GObject *object)
{
  FacLineGrid *self = FAC_LINE_GRID (object);
  GtkWidget *child;

  drop_draft (self);
  for (guint i = 0; i < 2; i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_line_grid_parent_class)->dispose (object);
}

static void
fac_line_grid_finalize (GObject *object)
{
  FacLineGrid *self = FAC_LINE_GRID (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->marks);
  G_OBJECT_CLASS (fac_line_grid_parent_class)->finalize (object);
}

static void
fac_line_grid_class_init (FacLineGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fac_line_grid_get_property;
  object_class->set_property = fac_line_grid_set_property;
  object_class->dispose = fac_line_grid_dispose;
  object_class->finalize = fac_line_grid_finalize;
  widget_class->measure = _fac_line_grid_measure;
  widget_class->size_allocate = _fac_line_grid_allocate;
  widget_class->snapshot = _fac_line_grid_snapshot;
  widget_class->grab_focus = fac_line_grid_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  details = g_signal_new ("details", FAC_TYPE_LINE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "line-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  _fac_line_grid_install_actions (widget_class);
}

static void
fac_line_grid_init (FacLineGrid *self)
{
  self->rows = g_ptr_array_new ();
  self->marks = g_hash_table_new (NULL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lines"),
                                  -1);
  _fac_line_grid_layout_init (self);
  _fac_line_grid_editor_init (self);
  _fac_line_grid_add_input (self);
}

void
fac_line_grid_set_draft (FacLineGrid *self, FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  g_return_if_fail (FAC_IS_LINE_GRID (self));
  drop_draft (self);
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect (draft, "lines-changed", G_CALLBACK (on_lines_changed), self);
  g_signal_connect (draft, "totals-changed", G_CALLBACK (on_totals_changed), self);
  g_signal_connect (draft, "findings-changed", G_CALLBACK (on_findings_changed), self);
  self->line = 0;
  self->anchor = 0;
  self->column = FAC_LINE_QUANTITY;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  on_findings_changed (draft, self);
  _fac_line_grid_resume (self);
  _fac_line_grid_announce (self);
}

void
fac_line_grid_go_to (FacLineGrid *self, guint line, FacLineColumn column, gboolean edit)
{
  g_return_if_fail (FAC_IS_LINE_GRID (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!fac_line_grid_commit (self))
    return;
  _fac_line_grid_set_position (self, line, column, FALSE);
  if (edit)
    _fac_line_grid_begin (self, NULL);
}

guint
fac_line_grid_get_line (FacLineGrid *self)
{
  return self->line;
}

void
fac_line_grid_show_line (FacLineGrid *self, guint line)
{
  if (fac_line_grid_commit (self))
    _fac_line_grid_set_position (self, line, FAC_LINE_DESCRIPTION, FALSE);
}

gboolean
fac_line_grid_commit (FacLineGrid *self)
{
  g_return_val_if_fail (FAC_IS_LINE_GRID (self), TRUE);
  return _fac_line_grid_finish (self, FAC_LINE_STAY);
}
