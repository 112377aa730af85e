/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-target-dialog.h"

#include "fac-decimal-typed.h"
#include "fac-price-target.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-worker.h"

#include <glib/gi18n.h>

#define PRICE_DECIMALS 6

struct _FacTargetDialog
{
  AdwWindow parent_instance;

  GtkEditable     *amount;
  AdwComboRow     *goal;
  AdwComboRow     *where;
  GtkLabel        *answer;
  GtkWidget       *apply;

  FacInvoiceDraft *draft;
  guint            line;
  GCancellable    *searching;
  FacInvoice      *found; /* with the prices that reach it (nullable) */
};

enum { THIS_LINE, ALL_LINES };

G_DEFINE_FINAL_TYPE (FacTargetDialog, fac_target_dialog, ADW_TYPE_WINDOW)

/* ---- the search, off the main thread --------------------------------------------------------- */

typedef struct
{
  FacInvoice    *invoice;
  guint          line;
  gboolean       all;
  FacPriceGoal   goal;
  FacDecimal     wanted;
  FacPriceTarget target;
  FacInvoice    *found;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  fac_invoice_unref (question->invoice);
  g_clear_pointer (&question->found, fac_invoice_unref);
  g_free (question);
}

static void
answer_line (Question *question)
{
  FacInvoiceLine *line;

  question->target = fac_price_target_find (question->invoice, question->line, question->goal,
                                            question->wanted);
  if (!question->target.found)
    return;
  question->found = fac_invoice_copy (question->invoice);
  line = question->found->lines->pdata[question->line];
  line->product->price = question->target.price;
  fac_invoice_line_apply_percent (line);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;

  if (question->all)
    question->found = fac_price_target_scale (question->invoice, question->goal, question->wanted,
                                              &question->target);
  else
    answer_line (question);
  g_task_return_boolean (task, TRUE);
}

/* ---- what is said ---------------------------------------------------------------------------- */

static char *
money (FacTargetDialog *self, FacDecimal amount)
{
  guint decimals = fac_invoice_draft_get_totals (self->draft)->decimals;

  return fac_decimal_format (amount, decimals, decimals);
}

static char *
describe_missing (FacTargetDialog *self, const FacPriceTarget *target)
{
  g_autofree char *below = money (self, target->below);
  g_autofree char *above = money (self, target->above);

  if (target->below.overflow && target->above.overflow)
    return g_strdup (_("No price reaches this amount."));
  if (target->below.overflow || target->above.overflow)
    return g_strdup_printf (_("No price of up to six decimals gives this amount. The nearest is %s."),
                            target->below.overflow ? above : below);
  return g_strdup_printf (_("No price of up to six decimals gives this amount. "
                            "The nearest are %1$s and %2$s."), below, above);
}

static char *
describe_found (FacTargetDialog *self, const Question *question)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree char *price = fac_decimal_format (fac_decimal_trim (question->target.price, 2), 2,
                                               PRICE_DECIMALS);
  g_autofree char *total = NULL;

  fac_invoice_totals_compute (totals, question->found);
  total = money (self, totals->total);
  if (question->all)
    return g_strdup_printf (_("All prices change in the same proportion. Total of the document: "
                              "%s."), total);
  /* Translators: number of the line, its new unit price, total of the document */
  return g_strdup_printf (_("Line %1$u gets the unit price %2$s. Total of the document: %3$s."),
                          question->line + 1, price, total);
}

static void
say (FacTargetDialog *self, const char *text)
{
  gtk_label_set_label (self->answer, text);
  gtk_widget_set_sensitive (self->apply, self->found != NULL);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  FacTargetDialog *self = FAC_TARGET_DIALOG (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = NULL;

  if (self->draft == NULL || g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;
  self->found = g_steal_pointer (&question->found);
  if (self->found == NULL)
    text = describe_missing (self, &question->target);
  else
    {
      question->found = fac_invoice_ref (self->found);
      text = describe_found (self, question);
    }
  say (self, text);
}

static void
ask (FacTargetDialog *self, FacDecimal wanted)
{
  g_autoptr (GTask) task = g_task_new (self, self->searching, on_answered, NULL);
  Question *question = g_new0 (Question, 1);

  g_task_set_return_on_cancel (task, FALSE);
  question->invoice = fac_invoice_copy (fac_invoice_draft_get_invoice (self->draft));
  question->line = self->line;
  question->all = adw_combo_row_get_selected (self->where) == ALL_LINES;
  question->goal = adw_combo_row_get_selected (self->goal) == 0 ? FAC_PRICE_GOAL_RECEIVED
                                                                : FAC_PRICE_GOAL_CHARGED;
  question->wanted = wanted;
  g_task_set_task_data (task, question, question_free);
  fac_worker_run (task, work);
}

static void
on_changed (FacTargetDialog *self)
{
  const char *text = gtk_editable_get_text (self->amount);
  FacDecimal wanted;

  if (self->draft == NULL)
    return;
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->found, fac_invoice_unref);
  self->searching = g_cancellable_new ();
  if (fac_text_is_empty (text))
    say (self, _("Write the amount that you want."));
  else if (!fac_decimal_parse_amount (text, &wanted) || fac_decimal_sign (wanted) <= 0)
    say (self, _("This is not an amount: write it like 1,250.00"));
  else
    ask (self, wanted);
}

static void
on_apply (FacTargetDialog *self)
{
  GPtrArray *lines;

  if (self->found == NULL)
    return;
  lines = self->found->lines;
  fac_invoice_draft_end_typing (self->draft);
  if (adw_combo_row_get_selected (self->where) == ALL_LINES)
    fac_invoice_draft_replace_lines (self->draft, 0, (FacInvoiceLine **) lines->pdata, lines->len);
  else
    fac_invoice_draft_replace_line (self->draft, self->line, lines->pdata[self->line]);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_target_dialog_dispose (GObject *object)
{
  FacTargetDialog *self = FAC_TARGET_DIALOG (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->found, fac_invoice_unref);
  G_OBJECT_CLASS (fac_target_dialog_parent_class)->dispose (object);
}

static void
fac_target_dialog_class_init (FacTargetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_target_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-target-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacTargetDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, FacTargetDialog, goal);
  gtk_widget_class_bind_template_child (widget_class, FacTargetDialog, where);
  gtk_widget_class_bind_template_child (widget_class, FacTargetDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, FacTargetDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_target_dialog_init (FacTargetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->amount), _("Total wanted"));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply);
}

static void
set_choices (AdwComboRow *row, const char *first, const char *second)
{
  const char *const choices[] = { first, second, NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  fac_combo_widen (row);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
}

GtkWidget *
fac_target_dialog_new (GtkWindow *parent, FacInvoiceDraft *draft, guint line)
{
  FacTargetDialog *self = g_object_new (FAC_TYPE_TARGET_DIALOG, "transient-for", parent, NULL);
  g_autofree char *this_line = g_strdup_printf (_("The price of line %u"), line + 1);

  set_choices (self->goal, _("What I receive (withheld taxes taken off)"),
               _("What I charge (before taxes are withheld)"));
  set_choices (self->where, this_line, _("All prices in proportion"));
  self->line = line;
  self->draft = g_object_ref (draft);
  on_changed (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->amount));
  return GTK_WIDGET (self);
}
