/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

#include "fac-text.h"
#include "fac-unread.h"

#include <glib/gi18n.h>

#define PROBLEM_CHARS 40

/* Typed text goes to the draft with every key, so that the totals are live and the autosave has
 * it. */
static gboolean
is_live (FacLineColumn column)
{
  return column == FAC_LINE_QUANTITY || column == FAC_LINE_DESCRIPTION || column == FAC_LINE_PRICE
         || column == FAC_LINE_DISCOUNT;
}

FacInvoiceLine *
_fac_line_grid_copy_line (FacLineGrid *self)
{
  const FacInvoiceLine *line = _fac_line_grid_peek (self, self->line);
  g_autoptr (FacProduct) product = NULL;

  if (line != NULL)
    return fac_invoice_line_copy (line);
  product = fac_product_new ();
  return fac_invoice_line_new (product);
}

void
_fac_line_grid_write (FacLineGrid *self, const FacInvoiceLine *line)
{
  FacInvoiceLine *lines[] = { (FacInvoiceLine *) line };

  self->touched = TRUE;
  if (self->line < _fac_line_grid_count (self))
    fac_invoice_draft_replace_line (self->draft, self->line, line);
  else
    fac_invoice_draft_insert_lines (self->draft, self->line, lines, 1);
}

static gboolean
is_wrong (FacLineGrid *self)
{
  return gtk_widget_get_visible (self->problem);
}

void
_fac_line_grid_say (FacLineGrid *self, const char *problem)
{
  GtkAccessible *entry = GTK_ACCESSIBLE (self->entry);
  gboolean wrong = problem != NULL;

  if (wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_label_set_label (GTK_LABEL (self->problem), wrong ? problem : "");
  gtk_widget_set_visible (self->problem, wrong);
  gtk_accessible_update_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  wrong ? problem : "", -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
write_text (FacLineGrid *self, const char *text)
{
  g_autoptr (FacInvoiceLine) line = NULL;

  /* Nothing typed in the empty row makes no line. */
  if (_fac_line_grid_peek (self, self->line) == NULL && fac_text_is_empty (text))
    return TRUE;
  line = _fac_line_grid_copy_line (self);
  if (!fac_line_set_text (line, self->column, text))
    return FALSE;
  if (_fac_line_grid_peek (self, self->line) == NULL && self->column == FAC_LINE_QUANTITY
      && fac_decimal_equal (line->quantity, fac_decimal_from_int (1)))
    return TRUE;
  _fac_line_grid_write (self, line);
  return TRUE;
}

/* What is no value of the cell is kept as it was typed: a crash or the end of the program loses
 * nothing. */
static void
keep_unread (FacLineGrid *self, const char *text)
{
  g_autofree char *field = fac_line_field_name (self->line, self->column);

  fac_invoice_draft_keep_unread (self->draft, field, text);
}

static void
on_changed (GtkEditable *editable, FacLineGrid *self)
{
  const char *text = gtk_editable_get_text (editable);
  gboolean read = !is_live (self->column);

  if (self->filling || !self->editing)
    return;
  if (!read)
    read = write_text (self, text);
  _fac_line_grid_say (self, read ? NULL : fac_line_problem (self->column, text));
  keep_unread (self, read ? NULL : text);
  _fac_line_grid_offer (self, text);
}

static void
show_editor (FacLineGrid *self, const char *text)
{
  gboolean numeric = self->column != FAC_LINE_DESCRIPTION && self->column != FAC_LINE_UNIT
                     && self->column != FAC_LINE_TAXES;
  g_autofree char *label = NULL;

  /* Translators: a cell that is typed in: its column and line */
  label = g_strdup_printf (_("%1$s, line %2$u"), fac_line_column_title (self->column),
                           self->line + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), numeric && !self->narrow ? 1.0f : 0.0f);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry),
                               self->column == FAC_LINE_QUANTITY || self->column == FAC_LINE_PRICE
                                 ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->filling = FALSE;
  _fac_line_grid_say (self, NULL);
  /* Mapped at once: keys that come before the next frame would be lost. */
  gtk_widget_set_child_visible (self->entry, TRUE);
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_fac_line_grid_begin (FacLineGrid *self, const char *text)
{
  const FacInvoiceLine *line = _fac_line_grid_peek (self, self->line);
  g_autofree char *own = NULL;

  if (self->draft == NULL || self->editing)
    return;
  if (self->column == FAC_LINE_AMOUNT)
    {
      _fac_line_grid_ask_details (self, self->line);
      return;
    }
  self->editing = TRUE;
  self->touched = FALSE;
  self->fresh = line == NULL || fac_text_is_empty (line->product->description);
  if (text == NULL && line != NULL)
    own = fac_line_edit_text (line, self->column);
  else if (text == NULL)
    own = g_strdup (self->column == FAC_LINE_QUANTITY ? "1" : "");
  fac_invoice_draft_begin_typing (self->draft);
  show_editor (self, text != NULL ? text : own);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  if (text == NULL)
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (self->column == FAC_LINE_TAXES || self->column == FAC_LINE_UNIT)
    _fac_line_grid_offer (self, "");
}

void
_fac_line_grid_resume (FacLineGrid *self)
{
  char **unread = fac_invoice_draft_get_invoice (self->draft)->unread;
  const char *field = fac_unread_find (unread, "items.");
  g_autofree char *text = NULL;
  guint line;
  FacLineColumn column;

  if (field == NULL || !fac_line_find_field (field, &line, &column))
    return;
  text = g_strdup (fac_unread_get (unread, field));
  _fac_line_grid_set_position (self, line, column, FALSE);
  _fac_line_grid_begin (self, text);
  on_changed (GTK_EDITABLE (self->entry), self);
}

static void
end (FacLineGrid *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->entry;

  _fac_line_grid_stop_offers (self);
  self->editing = FALSE;
  keep_unread (self, NULL);
  fac_invoice_draft_end_typing (self->draft);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_visible (self->problem, FALSE);
  _fac_line_grid_update_rows (self);
}

/* Free text in a cell that takes only what is on offer: Enter and Tab wait for the offers when
 * they are still being looked for. */
static gboolean
finish_with_offer (FacLineGrid *self, FacLineMove move)
{
  const FacSuggestion *offer = fac_suggestions_get_selected (self->suggestions);
  gboolean empty = fac_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean wants = !is_live (self->column) || self->fresh;

  /* what is shown until the search answers is of other words */
  if (offer != NULL && self->typed.answered && (move != FAC_LINE_STAY || !is_live (self->column)))
    {
      _fac_line_grid_take (self, offer);
      return TRUE;
    }
  if (wants && !empty && move != FAC_LINE_STAY && !fac_typed_search_enter (&self->typed, move))
    return FALSE;
  if (!is_live (self->column) && !empty && !is_wrong (self))
    _fac_line_grid_say (self, _("Choose one of the list"));
  return TRUE;
}

static void
go_on (FacLineGrid *self, FacLineMove move)
{
  guint count = _fac_line_grid_count (self);

  if (move == FAC_LINE_DOWN && self->fresh && self->touched)
    _fac_line_grid_set_position (self, count, FAC_LINE_QUANTITY, FALSE);
  else if (move != FAC_LINE_STAY)
    _fac_line_grid_move (self, move);
}

gboolean
_fac_line_grid_finish (FacLineGrid *self, FacLineMove move)
{
  if (!self->editing)
    return TRUE;
  if (!finish_with_offer (self, move))
    return FALSE;
  if (is_wrong (self))
    {
      if (move != FAC_LINE_STAY)
        gtk_widget_error_bell (self->entry);
      return FALSE;
    }
  end (self);
  go_on (self, move);
  _fac_line_grid_announce (self);
  return TRUE;
}

void
_fac_line_grid_cancel (FacLineGrid *self)
{
  if (!self->editing)
    return;
  end (self);
  if (self->touched)
    fac_invoice_draft_undo (self->draft);
  self->touched = FALSE;
  _fac_line_grid_announce (self);
}

static void
on_left (GtkEventControllerFocus *controller, FacLineGrid *self)
{
  /* Also when the window loses the focus: nothing typed may hang in the air. */
  if (self->editing && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    fac_line_grid_commit (self);
}

static void
on_chosen (FacSuggestions *suggestions, gpointer offer, FacLineGrid *self)
{
  FacLineMove move = self->fresh && self->column == FAC_LINE_DESCRIPTION ? FAC_LINE_DOWN
                     : FAC_LINE_NEXT;

  _fac_line_grid_take (self, offer);
  end (self);
  go_on (self, move);
}

static void
make_problem (FacLineGrid *self)
{
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "max-width-chars",
                                PROBLEM_CHARS, "visible", FALSE, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (self->problem, "line-problem");
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->problem, -1);
}

void
_fac_line_grid_editor_init (FacLineGrid *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (self->entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 1);
  gtk_widget_add_css_class (self->entry, "line-editor");
  gtk_widget_set_visible (self->entry, FALSE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_problem (self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (self->entry, focus);
  self->suggestions = fac_suggestions_new (GTK_WIDGET (self));
  g_signal_connect (self->suggestions, "chosen", G_CALLBACK (on_chosen), self);
}
