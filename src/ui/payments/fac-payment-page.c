/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-page-private.h"

#include "fac-conflict-banner.h"
#include "fac-correction-banner.h"
#include "fac-customer-form.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define DRAW_DELAY_MS 350

G_DEFINE_FINAL_TYPE (FacPaymentPage, fac_payment_page, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacPaymentPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

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

static void
show_titles (FacPaymentPage *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gboolean saved = fac_invoice_draft_is_saved (self->draft);
  const char *customer = invoice->customer != NULL ? invoice->customer->legal_name : NULL;
  g_autofree char *subtitle = NULL;

  fac_page_set_title (FAC_PAGE (self), fac_text_is_empty (customer) ? _("New Payment") : customer);
  if (fac_invoice_draft_is_empty (self->draft) && invoice->remote_id == NULL)
    subtitle = g_strdup (_("Payment"));
  else
    /* Translators: of a payment: state of a document, and that it is written on the disk */
    subtitle = g_strdup_printf (saved ? _("Payment · %s · saved") : _("Payment · %s · saving…"),
                                fac_status_label (invoice->status));
  fac_page_set_subtitle (FAC_PAGE (self), subtitle);
}

static void
show_online (FacPaymentPage *self)
{
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  gtk_widget_set_visible (self->offline_note, !online);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = fac_invoice_draft_preview_finish (FAC_INVOICE_DRAFT (source), result,
                                                             &error);
  FacPaymentPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf != NULL)
    fac_pdf_view_set_bytes (self->paper, pdf);
  else
    fac_pdf_view_say (self->paper, _("The preview could not be prepared."));
}

static void
draw (FacPaymentPage *self)
{
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  self->drawing = g_cancellable_new ();
  fac_invoice_draft_preview_async (self->draft, self->drawing, on_drawn, self);
}

static gboolean
on_draw_timer (gpointer data)
{
  FacPaymentPage *self = data;

  self->draw_timer = 0;
  draw (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_previewing (FacPaymentPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "paper");
}

void
_fac_payment_page_show_preview (FacPaymentPage *self, gboolean show)
{
  gtk_toggle_button_set_active (self->preview_button, show);
  if (show == is_previewing (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, show ? "paper" : "form");
  if (show)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->paper));
      draw (self);
    }
  else
    gtk_widget_grab_focus (self->amount);
}

static void
on_preview_toggled (FacPaymentPage *self)
{
  const gboolean show = gtk_toggle_button_get_active (self->preview_button);

  if (show != is_previewing (self))
    _fac_payment_page_show_preview (self, show);
}

/* A word where there is room for it. It may be cut, so that it never keeps the window from becoming
 * narrow. */
static void
dress_button (GtkButton *button, const char *label, const char *icon)
{
  if (label == NULL)
    {
      gtk_button_set_icon_name (button, icon);
      return;
    }
  gtk_button_set_label (button, label);
  gtk_button_set_use_underline (button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (button), "header-word");
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_END);
}

static void
on_narrow (FacPaymentPage *self)
{
  const gboolean narrow = fac_breakpoint_bin_is_narrow (self->bin);

  fac_customer_picker_set_narrow (self->customer, narrow);
  dress_button (GTK_BUTTON (self->preview_button), narrow ? NULL : _("Pre_view"),
                "x-office-document-symbolic");
  dress_button (GTK_BUTTON (self->stamp_button), narrow ? NULL : _("_Stamp"),
                "object-select-symbolic");
}

/* ---- the draft ------------------------------------------------------------------------------- */

static void
show_all (FacPaymentPage *self)
{
  fac_customer_picker_show (self->customer,
                            fac_invoice_draft_get_invoice (self->draft)->customer);
  _fac_payment_page_show_deposits (self);
  _fac_payment_page_show_money (self);
  fac_payment_bank_show (self->bank);
  show_invoices (self);
  show_sum (self);
  show_titles (self);
}

static void
on_changed (FacPaymentPage *self)
{
  show_all (self);
  if (is_previewing (self) && self->draw_timer == 0)
    self->draw_timer = g_timeout_add (DRAW_DELAY_MS, on_draw_timer, self);
}

static void
on_findings_changed (FacPaymentPage *self)
{
  fac_findings_box_show (self->findings, fac_invoice_draft_get_findings (self->draft));
}

static void
on_saved (FacPaymentPage *self)
{
  show_titles (self);
  if (fac_invoice_draft_is_saved (self->draft) && !fac_invoice_draft_is_empty (self->draft))
    fac_page_set_object_id (FAC_PAGE (self), fac_invoice_draft_get_invoice (self->draft)->id);
}

static void
on_save_failed (FacInvoiceDraft *draft, const GError *error, FacPaymentPage *self)
{
  fac_page_set_subtitle (FAC_PAGE (self), _("Not saved"));
  fac_toast_error (GTK_WIDGET (self), error);
}

/* ---- customer -------------------------------------------------------------------------------- */

static void
on_customer_picked (FacCustomerPicker *picker, FacCustomer *customer, FacPaymentPage *self)
{
  fac_payment_draft_set_customer (self->payment, customer);
  gtk_widget_grab_focus (self->amount);
}

static void
on_customer_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, &error);

  if (customer == NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->draft != NULL)
    on_customer_picked (self->customer, customer, self);
}

static void
on_customer_saved (FacPaymentPage *self, const char *id)
{
  fac_workspace_get_customer_async (workspace_of (self), id, NULL, on_customer_loaded,
                                    g_object_ref (self));
}

static void
push_customer_form (FacPaymentPage *self, const char *id, const char *text)
{
  FacPage *form = fac_customer_form_new (workspace_of (self), id);

  if (text != NULL)
    fac_customer_form_suggest (FAC_CUSTOMER_FORM (form), text);
  g_signal_connect_object (form, "saved", G_CALLBACK (on_customer_saved), self, G_CONNECT_SWAPPED);
  fac_page_push (GTK_WIDGET (self), form);
}

static void
on_new_customer (FacCustomerPicker *picker, const char *text, FacPaymentPage *self)
{
  push_customer_form (self, NULL, text);
}

static void
on_edit_customer (FacCustomerPicker *picker, const char *id, FacPaymentPage *self)
{
  push_customer_form (self, id, NULL);
}

/* ---- findings -------------------------------------------------------------------------------- */

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

void
fac_payment_page_focus_field (FacPaymentPage *self, const char *field)
{
  _fac_payment_page_show_preview (self, FALSE);
  select_deposit (self, field);
  if (g_str_has_prefix (field, "customer"))
    fac_customer_picker_focus (self->customer);
  else if (!focus_part (self, field) && !_fac_payment_page_focus_money (self, field))
    gtk_widget_grab_focus (self->amount);
}

static void
on_go_to (FacFindingsBox *box, const char *field, FacPaymentPage *self)
{
  fac_payment_page_focus_field (self, field);
}

/* ---- leaving --------------------------------------------------------------------------------- */

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) host = data;
  g_autoptr (GError) error = NULL;

  if (!fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error) && host != NULL)
    fac_toast_error (host, error);
}

/* The service takes no payment that pays nothing: until then it stays here. */
static void
flush (FacPaymentPage *self)
{
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);

  if (!self->leaving)
    fac_invoice_draft_flush_async (self->draft, fac_payment_draft_may_leave (self->payment),
                                   on_flushed, host != NULL ? g_object_ref (host) : NULL);
}

static gboolean
fac_payment_page_leave (FacPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  if (is_previewing (self))
    {
      _fac_payment_page_show_preview (self, FALSE);
      return FALSE;
    }
  flush (self);
  return TRUE;
}

static void
fac_payment_page_flush (FacPage *page)
{
  flush (FAC_PAYMENT_PAGE (page));
}

static gboolean
fac_payment_page_is_blank (FacPage *page)
{
  return fac_invoice_draft_is_empty (FAC_PAYMENT_PAGE (page)->draft);
}

static void
fac_payment_page_search (FacPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  if (is_previewing (self))
    fac_pdf_view_find (self->paper);
  else
    fac_customer_picker_focus (self->customer);
}

static void
fac_payment_page_focus (FacPage *page)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (page);

  if (fac_invoice_draft_get_invoice (self->draft)->customer == NULL)
    fac_customer_picker_focus (self->customer);
  else
    gtk_widget_grab_focus (self->amount);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_payment_page_dispose (GObject *object)
{
  FacPaymentPage *self = FAC_PAYMENT_PAGE (object);

  g_clear_handle_id (&self->draw_timer, g_source_remove);
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  if (self->payment != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->payment, self);
      g_object_run_dispose (G_OBJECT (self->payment));
    }
  g_clear_object (&self->draft);
  g_clear_object (&self->paper);
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
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, bin);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, stamp_button);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, customer);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, propose_button);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, invoices);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, none);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, sum);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, findings);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, offline_note);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, paper_place);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_new_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
  _fac_payment_page_bind_money (widget_class);
}

static void
fac_payment_page_class_init (FacPaymentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacPageClass *page_class = FAC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_payment_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_payment_page_finalize;
  page_class->search = fac_payment_page_search;
  page_class->focus = fac_payment_page_focus;
  page_class->leave = fac_payment_page_leave;
  page_class->flush = fac_payment_page_flush;
  page_class->is_blank = fac_payment_page_is_blank;
  g_type_ensure (FAC_TYPE_BREAKPOINT_BIN);
  g_type_ensure (FAC_TYPE_CUSTOMER_PICKER);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_FINDINGS_BOX);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  g_type_ensure (FAC_TYPE_PAYMENT_BANK);
  g_type_ensure (FAC_TYPE_PAYMENT_DEPOSITS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/payments/fac-payment-page.ui");
  bind_template (widget_class);
  _fac_payment_page_install_actions (widget_class);
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
  self->paper = g_object_ref_sink (FAC_PDF_VIEW (fac_pdf_view_new ()));
  fac_pdf_view_set_title (self->paper, _("Draft of the payment"));
  adw_bin_set_child (self->paper_place, GTK_WIDGET (self->paper));
  fac_pdf_view_take_keys (self->paper, GTK_WIDGET (self));
}

static void
connect_draft (FacPaymentPage *self)
{
  const struct { const char *signal; GCallback callback; } signals[] = {
    { "changed", G_CALLBACK (on_changed) },
    { "findings-changed", G_CALLBACK (on_findings_changed) },
    { "notify::saved", G_CALLBACK (on_saved) },
    { "notify::can-undo", G_CALLBACK (_fac_payment_page_update_actions) },
    { "notify::can-redo", G_CALLBACK (_fac_payment_page_update_actions) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (self->draft, signals[i].signal, signals[i].callback, self);
  g_signal_connect (self->draft, "save-failed", G_CALLBACK (on_save_failed), self);
  g_signal_connect_swapped (self->payment, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_object (workspace_of (self), "notify::online", G_CALLBACK (show_online), self,
                           G_CONNECT_SWAPPED);
}

static FacPage *
make_page (FacWorkspace *workspace, FacInvoiceDraft *draft, const char *invoice_id)
{
  FacPaymentPage *self = g_object_new (FAC_TYPE_PAYMENT_PAGE, "workspace", workspace, NULL);

  self->draft = g_object_ref (draft);
  self->payment = fac_payment_draft_new (workspace, draft, invoice_id);
  fac_customer_picker_set_workspace (self->customer, workspace);
  _fac_payment_page_fill_choices (self);
  fac_payment_bank_set_draft (self->bank, self->payment);
  fac_payment_deposits_set_draft (self->deposits, self->payment);
  fac_conflict_banner_follow (FAC_PAGE (self), FAC_ENTITY_INVOICE);
  fac_correction_banner_follow (FAC_PAGE (self));
  connect_draft (self);
  on_narrow (self);
  show_all (self);
  on_findings_changed (self);
  on_saved (self);
  show_online (self);
  _fac_payment_page_update_actions (self);
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
