/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-row.h"

#include "fac-decimal-typed.h"
#include "fac-money.h"
#include "fac-receivables.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacPaymentRow
{
  AdwActionRow parent_instance;

  FacPaymentDraft *draft; /* borrowed: the page keeps it longer */
  char            *uuid;
  GtkWidget       *whole;
  GtkWidget       *amount;
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacPaymentRow, fac_payment_row, ADW_TYPE_ACTION_ROW)

static const FacOpenInvoice *
find_open (FacPaymentRow *self)
{
  GPtrArray *open = fac_payment_draft_get_open (self->draft);

  for (guint i = 0; i < open->len; i++)
    if (g_str_equal (((const FacOpenInvoice *) open->pdata[i])->uuid, self->uuid))
      return open->pdata[i];
  return NULL;
}

static FacDecimal
given (FacPaymentRow *self)
{
  const FacPaymentPart *part = fac_payment_find_part (fac_payment_draft_get_payment (self->draft),
                                                      self->uuid);

  return part != NULL ? part->amount : FAC_DECIMAL_ZERO;
}

/* An empty amount is none. Returns: FALSE when it cannot be read */
static gboolean
read_amount (FacPaymentRow *self, FacDecimal *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->amount));

  *value = FAC_DECIMAL_ZERO;
  return *text == '\0'
         || (fac_decimal_parse_amount (text, value) && !value->overflow
             && fac_decimal_sign (*value) >= 0);
}

/* ---- what is shown --------------------------------------------------------------------------- */

/* A balance that the service knows otherwise is told: one of both lacks a payment. */
static void
show_detail (FacPaymentRow *self, const FacOpenInvoice *open, const char *detail)
{
  g_autofree char *told = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (fac_decimal_is_zero (fac_open_invoice_gap (open)))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), detail);
      return;
    }
  told = fac_money_format (fac_money (open->told, open->currency));
  /* Translators: %s is an amount: the balance of an invoice */
  words = g_strdup_printf (_("The service says that %s is owed"), told);
  text = g_strdup_printf ("%s\n%s", detail, words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
show_titles (FacPaymentRow *self, const FacOpenInvoice *open)
{
  g_autofree char *folio = fac_open_invoice_folio (open);
  g_autofree char *date = fac_ui_date (open->date);
  g_autofree char *title = g_strdup_printf ("%s · %s", folio, date);
  g_autofree char *balance = fac_money_format (fac_money (fac_open_invoice_free_balance (open),
                                                          open->currency));
  const int days = fac_age_days (open->date, g_get_real_time ());
  g_autofree char *age = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  /* Translators: of an invoice: what is owed, the number of its next payment, and its age ("12 days") */
  g_autofree char *detail = g_strdup_printf (_("Owed %1$s · instalment %2$d · %3$s"), balance,
                                             open->installment, age);
  g_autofree char *spoken = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  show_detail (self, open, detail);
  /* Translators: name of a field for assistive technology: %s is the folio of an invoice */
  spoken = g_strdup_printf (_("Amount paid of %s"), folio);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->amount), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_free (spoken);
  /* Translators: name of a check box: %s is the folio of an invoice */
  spoken = g_strdup_printf (_("Pay all of %s"), folio);
  fac_ui_name_control (self->whole, spoken);
}

static void
show_amount (FacPaymentRow *self, FacDecimal amount)
{
  g_autofree char *text = NULL;
  FacDecimal shown;

  if (read_amount (self, &shown) && fac_decimal_equal (shown, amount))
    return;
  /* what is being typed is the person's: it is not written anew under the cursor */
  if ((gtk_widget_get_state_flags (self->amount) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;
  text = fac_decimal_is_zero (amount) ? g_strdup ("") : fac_decimal_to_entry (amount);
  gtk_editable_set_text (GTK_EDITABLE (self->amount), text);
}

void
fac_payment_row_show (FacPaymentRow *self)
{
  const FacOpenInvoice *open = find_open (self);
  FacDecimal amount = given (self);

  if (open == NULL)
    return;
  self->filling = TRUE;
  show_titles (self, open);
  show_amount (self, amount);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->whole),
                               fac_decimal_sign (amount) > 0
                               && fac_decimal_equal (amount,
                                                     fac_open_invoice_free_balance (open)));
  gtk_widget_set_sensitive (self->amount,
                            fac_decimal_sign (fac_payment_draft_get_rate (self->draft,
                                                                          open->currency)) > 0);
  gtk_widget_set_sensitive (self->whole, gtk_widget_get_sensitive (self->amount));
  self->filling = FALSE;
}

/* ---- changes --------------------------------------------------------------------------------- */

static void
on_whole (FacPaymentRow *self)
{
  const FacOpenInvoice *open = find_open (self);

  if (self->filling || open == NULL)
    return;
  fac_payment_draft_give (self->draft, open,
                          gtk_check_button_get_active (GTK_CHECK_BUTTON (self->whole))
                            ? fac_open_invoice_free_balance (open) : FAC_DECIMAL_ZERO);
}

static void
on_amount (FacPaymentRow *self)
{
  const FacOpenInvoice *open = find_open (self);
  FacDecimal value;

  if (self->filling || open == NULL)
    return;
  if (!read_amount (self, &value))
    {
      gtk_widget_add_css_class (self->amount, "error");
      return;
    }
  gtk_widget_remove_css_class (self->amount, "error");
  fac_payment_draft_give (self->draft, open, value);
}

/* More than is owed, or more decimals than there are, is shown as what became of it. */
static void
on_left (FacPaymentRow *self)
{
  FacDecimal shown;
  g_autofree char *text = NULL;

  if (self->draft == NULL || !read_amount (self, &shown)
      || fac_decimal_equal (shown, given (self)))
    return;
  self->filling = TRUE;
  text = fac_decimal_to_entry (given (self));
  gtk_editable_set_text (GTK_EDITABLE (self->amount),
                         fac_decimal_is_zero (given (self)) ? "" : text);
  self->filling = FALSE;
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_payment_row_finalize (GObject *object)
{
  g_free (FAC_PAYMENT_ROW (object)->uuid);
  G_OBJECT_CLASS (fac_payment_row_parent_class)->finalize (object);
}

static void
fac_payment_row_class_init (FacPaymentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_payment_row_finalize;
}

static void
fac_payment_row_init (FacPaymentRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->whole = gtk_check_button_new ();
  self->amount = gtk_entry_new ();
  gtk_widget_set_valign (self->whole, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->amount, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->amount), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->amount), 12);
  gtk_entry_set_alignment (GTK_ENTRY (self->amount), 1.0);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->amount), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (self->amount, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->whole);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->amount);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  g_signal_connect_swapped (self->whole, "toggled", G_CALLBACK (on_whole), self);
  g_signal_connect_swapped (self->amount, "changed", G_CALLBACK (on_amount), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (self->amount, focus);
}

GtkWidget *
fac_payment_row_new (FacPaymentDraft *draft, const char *uuid)
{
  FacPaymentRow *self = g_object_new (FAC_TYPE_PAYMENT_ROW, NULL);

  self->draft = draft;
  self->uuid = g_strdup (uuid);
  fac_payment_row_show (self);
  return GTK_WIDGET (self);
}

const char *
fac_payment_row_get_uuid (FacPaymentRow *self)
{
  return self->uuid;
}

void
fac_payment_row_focus (FacPaymentRow *self)
{
  gtk_widget_grab_focus (self->amount);
}

gboolean
fac_payment_row_is_unreadable (FacPaymentRow *self)
{
  FacDecimal value;

  return !read_amount (self, &value);
}
