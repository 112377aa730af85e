/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-page-private.h"

#include "fac-money.h"
#include "fac-page-host.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (FacPaymentPage, fac_payment_page, FAC_TYPE_DRAFT_PAGE)

/* ---- the invoices ---------------------------------------------------------------------------- */

static gboolean
has_rows_for (FacPaymentPage *self, GPtrArray *open)
{
  if (open->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!g_str_equal (((const FacOpenInvoice *) open->pdata[i])->uuid,
                      fac_payment_row_get_uuid (self->rows->pdata[i])))
      return FALSE;
  return TRUE;
}

static void
make_rows (FacPaymentPage *self, GPtrArray *open)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->invoices, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < open->len; i++)
    {
      GtkWidget *row = fac_payment_row_new (self->payment,
                                            ((const FacOpenInvoice *) open->pdata[i])->uuid);

      gtk_list_box_append (self->invoices, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_invoices (FacPaymentPage *self)
{
  GPtrArray *open = fac_payment_draft_get_open (self->payment);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const gboolean none = open->len == 0 && !fac_payment_draft_is_loading (self->payment);

  if (!has_rows_for (self, open))
    make_rows (self, open);
  for (guint i = 0; i < self->rows->len; i++)
    fac_payment_row_show (self->rows->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->invoices), open->len > 0);
  gtk_widget_set_visible (self->none, none);
  gtk_label_set_label (GTK_LABEL (self->none),
                       invoice->customer == NULL
                         ? _("Choose the customer: the invoices that it owes come here.")
                         : _("This customer owes no stamped invoice in instalments (PPD)."));
  gtk_widget_set_sensitive (self->propose_button,
                            open->len > 0 && !fac_payment_draft_is_proposed (self->payment));
}

static void
show_sum (FacPaymentPage *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  FacDecimal rest = fac_payment_rest (payment);
  g_autofree char *amount = fac_money_format (fac_money (fac_payment_amount (payment),
                                                         payment->currency));
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  if (payment->deposit.overflow || rest.overflow || fac_decimal_is_zero (payment->deposit))
    {
      gtk_label_set_label (self->sum, "");
      return;
    }
  if (fac_decimal_is_zero (rest))
    /* Translators: %s is an amount */
    text = g_strdup_printf (_("All of it goes to invoices: %s"), amount);
  else if (fac_decimal_sign (rest) > 0)
    {
      left = fac_money_format (fac_money (rest, payment->currency));
      /* Translators: two amounts */
      text = g_strdup_printf (_("%1$s goes to invoices · %2$s is left"), amount, left);
    }
  else
    {
      left = fac_money_format (fac_money (fac_decimal_neg (rest), payment->currency));
      text = g_strdup_printf (_("%1$s goes to invoices · %2$s too much"), amount, left);
    }
  gtk_label_set_label (self->sum, text);
}

/* ---- what is shown --------------------------------------------------------------------------- */

static const char *
name_of_new (const FacInvoice *invoice)
{
  return _("New Payment");
}

static char *
describe_state (FacDraftPage *page, const char *status, gboolean saved, gboolean blank)
{
  if (blank)
    return g_strdup (_("Payment"));
  /* Translators: of a payment: state of a document, and that it is written on the disk */
  return g_strdup_printf (saved ? _("Payment · %s · saved") : _("Payment · %s · saving…"), status);
}

/* Name of the customer, a line below what it paid and for how many invoices. */
static char *
describe_stamping (FacDraftPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  const char *name = invoice->customer->legal_name;
  const guint decimals = fac_currency_decimals (payment->currency);
  const guint n = fac_payment_draft_get_n (self->payment);
  g_autofree char *amount = fac_decimal_format (fac_payment_amount (payment), decimals, decimals);
  g_autofree char *pesos = NULL;

  if (n == 1)
    /* Translators: name of the customer, a line below the amount, its currency, and how many invoices it pays */
    return g_strdup_printf (ngettext ("%1$s\n%2$s %3$s for %4$u invoice",
                                      "%1$s\n%2$s %3$s for %4$u invoices", payment->parts->len),
                            name, amount, payment->currency, payment->parts->len);
  pesos = fac_decimal_format (fac_payments_in_pesos (invoice->payments), 2, 2);
  /* Translators: name of the customer, a line below how many deposits there are and what they come to in pesos */
  return g_strdup_printf (ngettext ("%1$s\n%2$u deposit: %3$s MXN", "%1$s\n%2$u deposits: %3$s MXN", n),
                          name, n, pesos);
}

static void
fac_payment_page_show (FacDraftPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  _fac_payment_page_show_deposits (self);
  _fac_payment_page_show_money (self);
  fac_payment_bank_show (self->bank);
  show_invoices (self);
  show_sum (self);
}

/* ---- writing --------------------------------------------------------------------------------- */

static void
fac_payment_page_set_customer (FacDraftPage *page, const FacCustomer *customer)
{
  fac_payment_draft_set_customer (FAC_PAYMENT_PAGE (page)->payment, customer);
}

static void
fac_payment_page_go_on (FacDraftPage *page)
{
  gtk_widget_grab_focus (FAC_PAYMENT_PAGE (page)->amount);
}

static gboolean
fac_payment_page_find_unreadable (FacDraftPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  for (guint i = 0; i < self->rows->len; i++)
    if (fac_payment_row_is_unreadable (self->rows->pdata[i]))
      {
        fac_payment_row_focus (self->rows->pdata[i]);
        return TRUE;
      }
  return _fac_payment_page_find_unread (self);
}

/* The service takes no payment that pays nothing: until then it stays here. */
static gboolean
fac_payment_page_may_leave (FacDraftPage *page)
{
  return fac_payment_draft_may_leave (FAC_PAYMENT_PAGE (page)->payment);
}

/* "complements.0.data.1.…" is about the second deposit: it comes into view. */
static void
select_deposit (FacPaymentPage *self, const char *field)
{
  const char *found = strstr (field, ".data.");
  const guint index = found != NULL ? (guint) atoi (found + strlen (".data.")) : 0;

  if (found != NULL && index != fac_payment_draft_get_index (self->payment))
    fac_payment_draft_select (self->payment, index);
}

/* "….related_documents.2.amount" is about the third of the parts. Returns: FALSE when about none */
static gboolean
focus_part (FacPaymentPage *self, const char *field)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  const char *found = strstr (field, "related_documents");
  guint at;

  if (found == NULL || self->rows->len == 0)
    return FALSE;
  at = found[strlen ("related_documents")] != '\0'
         ? (guint) atoi (found + strlen ("related_documents") + 1) : 0;
  for (guint i = 0; i < self->rows->len && at < payment->parts->len; i++)
    if (g_ascii_strcasecmp (fac_payment_row_get_uuid (self->rows->pdata[i]),
                            ((const FacPaymentPart *) payment->parts->pdata[at])->document) == 0)
      {
        fac_payment_row_focus (self->rows->pdata[i]);
        return TRUE;
      }
  fac_payment_row_focus (self->rows->pdata[0]);
  return TRUE;
}

static void
fac_payment_page_go_to (FacDraftPage *page, const char *field)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  select_deposit (self, field);
  if (!focus_part (self, field) && !_fac_payment_page_focus_money (self, field))
    gtk_widget_grab_focus (self->amount);
}

static void
act_propose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_payment_draft_propose (FAC_PAYMENT_PAGE (widget)->payment);
}

static void
act_add_deposit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (widget);

  fac_payment_draft_add (self->payment);
  gtk_widget_grab_focus (self->amount);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_payment_page_dispose (GObject *object)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (object);

  if (self->payment != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->payment, self);
      g_object_run_dispose (G_OBJECT (self->payment));
    }
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (fac_payment_page_parent_class)->dispose (object);
}

static void
fac_payment_page_finalize (GObject *object)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (object);

  g_clear_object (&self->payment);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->rate_rows);
  G_OBJECT_CLASS (fac_payment_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/payments/fac-payment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, propose_button);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, invoices);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, none);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, sum);
  _fac_payment_page_bind_money (widget_class);
}

static void
fac_payment_page_class_init (FacPaymentPageClass *klass)
{
  FacDraftPageClass *draft_class = FAC_DRAFT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_payment_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_payment_page_finalize;
  draft_class->threshold = 620;
  draft_class->form_width = 760;
  draft_class->stamp_title = N_("Stamp This Payment?");
  draft_class->stamp_tip = N_("Stamp this payment (Ctrl+Enter)");
  draft_class->paper_title = N_("Draft of the payment");
  draft_class->name_new = name_of_new;
  draft_class->describe_state = describe_state;
  draft_class->describe_stamping = describe_stamping;
  draft_class->show = fac_payment_page_show;
  draft_class->set_customer = fac_payment_page_set_customer;
  draft_class->go_on = fac_payment_page_go_on;
  draft_class->find_unreadable = fac_payment_page_find_unreadable;
  draft_class->may_leave = fac_payment_page_may_leave;
  draft_class->go_to = fac_payment_page_go_to;
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  g_type_ensure (FAC_TYPE_PAYMENT_BANK);
  g_type_ensure (FAC_TYPE_PAYMENT_DEPOSITS);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "payment.propose", NULL, act_propose);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "payment.add-deposit", NULL,
                                   act_add_deposit);
}

static void
fac_payment_page_init (FacPaymentPage *self)
{
  self->rows = g_ptr_array_new ();
  self->rate_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->amount_hint, self->amount);
  fac_field_hint_set_row (self->date_hint, self->date);
  fac_field_hint_set_row (self->exchange_hint, self->exchange);
}

static FacPage *
make_page (FacWorkspace *workspace, FacInvoiceDraft *draft, const char *invoice_id)
{
  FacPaymentPage *self = g_object_new (FAC_TYPE_PAYMENT_PAGE, "workspace", workspace, NULL);

  self->draft = g_object_ref (draft);
  self->payment = fac_payment_draft_new (workspace, draft, invoice_id);
  _fac_payment_page_fill_choices (self);
  fac_payment_bank_set_draft (self->bank, self->payment);
  fac_payment_deposits_set_draft (self->deposits, self->payment);
  fac_draft_page_begin (FAC_DRAFT_PAGE (self), draft);
  g_signal_connect_swapped (self->payment, "changed", G_CALLBACK (fac_draft_page_changed), self);
  return FAC_PAGE (self);
}

FacPage *
fac_payment_page_new (FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  return make_page (workspace, draft, NULL);
}

void
fac_payment_page_push_for (GtkWidget *from, FacWorkspace *workspace, const FacCustomer *customer,
                           const char *invoice_id)
{
  g_autoptr (FacInvoice) invoice = fac_payment_draft_new_invoice (workspace);
  g_autoptr (FacInvoiceDraft) draft = NULL;

  if (customer != NULL)
    invoice->customer = fac_customer_copy (customer);
  draft = fac_invoice_draft_new (workspace, invoice);
  fac_page_push (from, make_page (workspace, draft, invoice_id));
}
