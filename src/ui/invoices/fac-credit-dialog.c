/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-dialog.h"

#include "fac-choice-row.h"
#include "fac-credit-load.h"
#include "fac-credit-words.h"
#include "fac-decimal-typed.h"
#include "fac-document-summary.h"
#include "fac-error-presenter.h"
#include "fac-money.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MOST_LINES 200  /* rows; longer invoices are credited in the editor */
#define MOST_OTHERS 100 /* newest invoices of the customer */

typedef enum { EXTENT_WHOLE, EXTENT_LINES, EXTENT_AMOUNT, N_EXTENTS } Extent;

struct _FacCreditDialog
{
  AdwWindow parent_instance;

  GtkWidget           *confirm;
  AdwPreferencesGroup *reasons;
  AdwPreferencesGroup *extents;
  GtkWidget           *amounts;
  AdwEntryRow         *amount_row;
  AdwPreferencesGroup *lines;
  AdwPreferencesGroup *invoices;
  GtkLabel            *consequence;

  FacWorkspace     *workspace;
  FacInvoice       *invoice;
  GtkCheckButton   *reason[2];   /* discount, return */
  GtkCheckButton   *extent[N_EXTENTS];
  GPtrArray        *line_rows;   /* borrowed from the group */
  GPtrArray        *entries;     /* of each line that can come back; likewise */
  GArray           *picks;       /* (element-type FacCreditPick): of each entry, all that is left */
  GPtrArray        *ids;         /* of the chosen invoices */
  FacCreditBasis   *basis;
  char             *refusal;     /* (nullable) */
  GCancellable     *cancellable;
  FacInvoice       *note;        /* what is asked for now (nullable) */
  gboolean          filling;
};

G_DEFINE_FINAL_TYPE (FacCreditDialog, fac_credit_dialog, ADW_TYPE_WINDOW)

enum { CREATE, N_SIGNALS };

static guint signals[N_SIGNALS];

static Extent
extent_of (FacCreditDialog *self)
{
  for (int i = 0; i < N_EXTENTS; i++)
    if (gtk_check_button_get_active (self->extent[i]))
      return i;
  return EXTENT_WHOLE;
}

static const char *
relationship_of (FacCreditDialog *self)
{
  return gtk_check_button_get_active (self->reason[1]) ? FAC_CREDIT_RETURNS : FAC_CREDIT_NOTE;
}

static char *
money_text (FacCreditDialog *self, FacDecimal amount)
{
  g_autofree char *text = fac_money_format (fac_money (amount, self->invoice->currency));

  return g_strconcat ("$", text, NULL);
}

/* ---- the note that would come of it ---------------------------------------------------------- */

/* Of each line what is typed; FALSE when one of them is no number. */
static gboolean
read_picks (FacCreditDialog *self, GArray *picks)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      FacCreditPick pick = g_array_index (self->picks, FacCreditPick, i);
      const char *typed = gtk_editable_get_text (self->entries->pdata[i]);

      if (fac_text_is_empty (typed))
        continue;
      if (!fac_decimal_parse_amount (typed, &pick.quantity))
        return FALSE;
      g_array_append_val (picks, pick);
    }
  return TRUE;
}

static FacInvoice *
make_of_lines (FacCreditDialog *self, FacCreditProblem *problem)
{
  g_autoptr (GArray) picks = g_array_new (FALSE, FALSE, sizeof (FacCreditPick));

  if (!read_picks (self, picks))
    {
      *problem = FAC_CREDIT_DECIMALS;
      return NULL;
    }
  return fac_credit_note_lines (self->basis, relationship_of (self),
                                (const FacCreditPick *) (const void *) picks->data, picks->len,
                                problem);
}

static FacInvoice *
make_of_amount (FacCreditDialog *self, FacCreditProblem *problem)
{
  FacDecimal amount = FAC_DECIMAL_ZERO;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->amount_row));

  if (!fac_text_is_empty (typed) && !fac_decimal_parse_amount (typed, &amount))
    amount = FAC_DECIMAL_ZERO;
  return fac_credit_note_amount (self->basis, relationship_of (self), amount, problem);
}

static FacInvoice *
make_note (FacCreditDialog *self, FacCreditProblem *problem)
{
  switch (extent_of (self))
    {
    case EXTENT_LINES:
      return make_of_lines (self, problem);
    case EXTENT_AMOUNT:
      return make_of_amount (self, problem);
    case EXTENT_WHOLE:
    case N_EXTENTS:
    default:
      return fac_credit_note_whole (self->basis, relationship_of (self), problem);
    }
}

static char *
describe (FacCreditDialog *self)
{
  FacDecimal left = fac_decimal_sub (fac_credit_basis_left (self->basis), self->note->total);
  g_autofree char *total = money_text (self, self->note->total);
  g_autofree char *rest = money_text (self, left);

  /* Translators: both are amounts */
  return g_strdup_printf (_("A draft of a credit note for %1$s opens, in which everything can still "
                            "be changed. %2$s are then left to credit."), total, rest);
}

static void
update (FacCreditDialog *self)
{
  FacCreditProblem problem = FAC_CREDIT_NO_INVOICE;
  const Extent extent = extent_of (self);
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  g_clear_pointer (&self->note, fac_invoice_unref);
  if (self->basis != NULL && self->basis->items->len > 0)
    self->note = make_note (self, &problem);
  if (self->note != NULL)
    text = describe (self);
  else if (self->basis != NULL)
    text = g_strdup (self->refusal != NULL ? self->refusal : fac_credit_problem_words (problem));
  gtk_label_set_label (self->consequence, text != NULL ? text : "");
  gtk_widget_set_visible (self->amounts, extent == EXTENT_AMOUNT);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), extent == EXTENT_LINES);
  gtk_widget_set_sensitive (self->confirm, self->note != NULL);
}

static void
on_typed (FacCreditDialog *self)
{
  update (self);
}

static void
on_chosen (GtkCheckButton *check, FacCreditDialog *self)
{
  update (self);
  if (gtk_check_button_get_active (check) && check == self->extent[EXTENT_AMOUNT])
    gtk_widget_grab_focus (GTK_WIDGET (self->amount_row));
}

static GtkCheckButton *
add_choice (FacCreditDialog *self, AdwPreferencesGroup *group, GtkCheckButton *first,
            const char *title, const char *meaning)
{
  GtkCheckButton *check = fac_choice_row_add (group, first, title, meaning, NULL);

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_chosen), self, 0);
  return check;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
add_line (FacCreditDialog *self, guint item, guint line)
{
  const FacCreditItem *of = g_ptr_array_index (self->basis->items, item);
  const FacInvoiceLine *sold = g_ptr_array_index (of->invoice->lines, line);
  const FacCreditPick pick = { item, line, g_array_index (of->quantities, FacDecimal, line) };
  g_autofree char *left = fac_decimal_format (pick.quantity, 0, 6);
  g_autofree char *quantity = fac_decimal_format (sold->quantity, 0, 6);
  g_autofree char *folio = fac_invoice_folio (of->invoice);
  /* Translators: a folio ("A 12"), a quantity that was sold, and what of it can still come back */
  g_autofree char *subtitle = g_strdup_printf (_("Invoice %1$s · %2$s sold · %3$s left"),
                                               folio != NULL ? folio : "—", quantity, left);
  /* Translators: %s is what was sold */
  g_autofree char *name = g_strdup_printf (_("Quantity that comes back of %s"),
                                           sold->product->description);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sold->product->description);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 7);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "0");
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  fac_ui_name_control (entry, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->lines, row);
  g_ptr_array_add (self->line_rows, row);
  g_ptr_array_add (self->entries, entry);
  g_array_append_val (self->picks, pick);
}

static void
fill_lines (FacCreditDialog *self)
{
  for (guint i = 0; i < self->line_rows->len; i++)
    adw_preferences_group_remove (self->lines, self->line_rows->pdata[i]);
  g_ptr_array_set_size (self->line_rows, 0);
  g_ptr_array_set_size (self->entries, 0);
  g_array_set_size (self->picks, 0);
  for (guint i = 0; i < self->basis->items->len; i++)
    {
      const FacCreditItem *item = g_ptr_array_index (self->basis->items, i);

      for (guint j = 0; j < item->quantities->len && self->entries->len < MOST_LINES; j++)
        if (fac_decimal_sign (g_array_index (item->quantities, FacDecimal, j)) > 0)
          add_line (self, i, j);
    }
  adw_preferences_group_set_description (self->lines, self->entries->len < MOST_LINES ? NULL
    : _("These are the first lines only: credit the whole, and take out of the draft what stays "
        "sold."));
}

/* ---- invoices -------------------------------------------------------------------------------- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCreditDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folio = NULL;
  FacCreditProblem problem = FAC_CREDIT_FINE;
  FacCreditBasis *basis = fac_credit_load_finish (result, &problem, &folio, &error);

  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&basis, fac_credit_basis_free);
      return;
    }
  g_clear_pointer (&self->basis, fac_credit_basis_free);
  g_clear_pointer (&self->refusal, g_free);
  self->basis = basis != NULL ? basis : fac_credit_basis_new ();
  if (error != NULL)
    {
      g_autoptr (FacErrorText) words = fac_error_present (error);

      self->refusal = fac_error_text_lines (words);
    }
  else if (problem != FAC_CREDIT_FINE)
    {
      self->refusal = g_strdup_printf ("%s: %s", folio != NULL ? folio : "—",
                                       fac_credit_problem_words (problem));
      g_clear_pointer (&self->basis, fac_credit_basis_free);
      self->basis = fac_credit_basis_new ();
    }
  fill_lines (self);
  update (self);
}

static void
load (FacCreditDialog *self)
{
  g_autofree const char **ids = g_new0 (const char *, self->ids->len + 1);

  for (guint i = 0; i < self->ids->len; i++)
    ids[i] = self->ids->pdata[i];
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fac_credit_load_async (self->workspace, ids, self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_other_toggled (GtkCheckButton *check, FacCreditDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (check), "id");
  guint place;

  if (!gtk_check_button_get_active (check)
      && g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &place))
    g_ptr_array_remove_index (self->ids, place);
  else if (gtk_check_button_get_active (check))
    g_ptr_array_add (self->ids, g_strdup (id));
  load (self);
}

static void
add_invoice (FacCreditDialog *self, const char *id, const char *folio, gint64 date,
             FacDecimal total, const char *currency, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *money = fac_money_format (fac_money (total, currency));
  g_autofree char *when = fac_ui_date (date);
  g_autofree char *subtitle = g_strdup_printf ("%s · $%s", when, money);
  /* Translators: %s is series and folio ("A 1203") */
  g_autofree char *title = g_strdup_printf (_("Invoice %s"), folio != NULL ? folio : "—");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (check, !chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_other_toggled), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  if (!chosen)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->invoices, row);
}

static void
on_others (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCreditDialog) self = data;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, NULL);

  for (guint i = 0; self->workspace != NULL && found != NULL && i < found->len; i++)
    {
      const FacDocumentSummary *summary = found->pdata[i];

      if (g_strcmp0 (summary->id, self->invoice->id) != 0
          && g_strcmp0 (summary->currency, self->invoice->currency) == 0)
        add_invoice (self, summary->id, summary->folio, summary->date, summary->total,
                     summary->currency, FALSE);
    }
}

static void
find_others (FacCreditDialog *self)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_INVOICE);

  if (self->invoice->customer == NULL || self->invoice->customer->id == NULL)
    return;
  fac_set_string (&query->customer_id, self->invoice->customer->id);
  fac_set_string (&query->type, "I");
  query->statuses = 1u << FAC_STATUS_TIMBRADA;
  fac_workspace_find_async (self->workspace, query, MOST_OTHERS, NULL, on_others,
                            g_object_ref (self));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
on_confirm (FacCreditDialog *self)
{
  g_autoptr (FacInvoice) note = NULL;

  if (self->note == NULL)
    return;
  note = fac_invoice_ref (self->note);
  g_signal_emit (self, signals[CREATE], 0, note);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fac_credit_dialog_dispose (GObject *object)
{
  FacCreditDialog *self = FAC_CREDIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->note, fac_invoice_unref);
  g_clear_pointer (&self->basis, fac_credit_basis_free);
  g_clear_pointer (&self->refusal, g_free);
  g_clear_pointer (&self->line_rows, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->picks, g_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_credit_dialog_parent_class)->dispose (object);
}

static void
fac_credit_dialog_class_init (FacCreditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_credit_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-credit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, reasons);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, extents);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, amounts);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, invoices);
  gtk_widget_class_bind_template_child (widget_class, FacCreditDialog, consequence);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[CREATE] = g_signal_new ("create", FAC_TYPE_CREDIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, FAC_TYPE_INVOICE);
}

static void
fac_credit_dialog_init (FacCreditDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->line_rows = g_ptr_array_new ();
  self->entries = g_ptr_array_new ();
  self->picks = g_array_new (FALSE, FALSE, sizeof (FacCreditPick));
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

static void
add_choices (FacCreditDialog *self)
{
  self->reason[0] = add_choice (self, self->reasons, NULL, _("A discount or a correction"),
                                _("Relation 01. The price goes down; nothing comes back."));
  self->reason[1] = add_choice (self, self->reasons, self->reason[0], _("Goods come back"),
                                _("Relation 03. What was sold is returned."));
  self->extent[EXTENT_WHOLE] =
    add_choice (self, self->extents, NULL, _("All that is left"),
                _("Each line with its taxes and discounts."));
  self->extent[EXTENT_LINES] =
    add_choice (self, self->extents, self->extent[EXTENT_WHOLE], _("Some lines"),
                _("With the quantity that comes back of each."));
  self->extent[EXTENT_AMOUNT] =
    add_choice (self, self->extents, self->extent[EXTENT_WHOLE], _("An amount"),
                _("With its share of each tax, exact to the cent."));
}

GtkWidget *
fac_credit_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice)
{
  FacCreditDialog *self = g_object_new (FAC_TYPE_CREDIT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *folio = fac_invoice_folio (invoice);

  self->workspace = g_object_ref (workspace);
  self->invoice = fac_invoice_copy (invoice);
  self->filling = TRUE;
  add_choices (self);
  gtk_check_button_set_active (self->reason[0], TRUE);
  gtk_check_button_set_active (self->extent[EXTENT_WHOLE], TRUE);
  self->filling = FALSE;
  add_invoice (self, invoice->id, folio, invoice->date, invoice->total, invoice->currency, TRUE);
  g_ptr_array_add (self->ids, g_strdup (invoice->id));
  load (self);
  find_others (self);
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->reason[0]));
  return GTK_WIDGET (self);
}
