/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-private.h"

#include "fac-advance-banner.h"
#include "fac-catalog-source.h"
#include "fac-conflict-banner.h"
#include "fac-correction-banner.h"
#include "fac-document-words.h"
#include "fac-error-presenter.h"
#include "fac-invoice-totals.h"
#include "fac-money.h"
#include "fac-ui-text.h"
#include "fac-wrap-box.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (FacInvoicePage, fac_invoice_page, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacInvoicePage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- facts ---------------------------------------------------------------------------------- */

static void
show_titles (FacInvoicePage *self, const FacInvoice *invoice)
{
  const char *customer = invoice->customer != NULL ? invoice->customer->legal_name : NULL;

  g_free (self->title);
  self->title = fac_document_words_name_invoice (invoice);
  fac_page_set_title (FAC_PAGE (self), self->title);
  fac_page_set_subtitle (FAC_PAGE (self), customer);
  fac_pdf_view_set_title (self->paper, self->title);
}

/* An issued document shows the service's figures; of one that has not left, this machine's are all
 * there is. */
static char *
breakdown_text (const FacInvoice *invoice, const FacCfdi *cfdi, guint decimals)
{
  FacDecimal subtotal, taxes;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (cfdi != NULL)
    {
      subtotal = cfdi->sub_total;
      taxes = cfdi->total_trasladados;
    }
  else
    {
      g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

      if (invoice->uuid != NULL)
        return g_strdup ("");
      fac_invoice_totals_compute (totals, invoice);
      subtotal = totals->subtotal;
      taxes = totals->transferred;
    }
  first = fac_decimal_format (subtotal, decimals, decimals);
  second = fac_decimal_format (taxes, decimals, decimals);
  return g_strdup_printf (_("Subtotal %1$s · taxes %2$s"), first, second);
}

static void
show_total (FacInvoicePage *self, const FacInvoice *invoice)
{
  const gboolean pays = invoice->payments->len > 0;
  const char *currency = invoice->currency;
  FacDecimal value = pays ? fac_payments_amount (invoice->payments, &currency) : invoice->total;
  guint decimals = fac_currency_decimals (currency);
  g_autofree char *amount = fac_decimal_format (value, decimals, decimals);
  g_autofree char *total = g_strdup_printf ("$%s", amount);
  g_autofree char *breakdown = breakdown_text (invoice,
                                               fac_issued_document_get_cfdi (self->document),
                                               decimals);
  const char *method = invoice->payment_method != NULL
                         ? fac_ui_catalog_name (workspace_of (self), FAC_CATALOG_PAYMENT_METHODS,
                                                invoice->payment_method) : NULL;

  fac_status_pill_set_status (self->pill, invoice->status);
  gtk_label_set_label (self->method, method != NULL ? method : "");
  gtk_label_set_label (self->total, total);
  gtk_label_set_label (self->currency, currency);
  gtk_label_set_label (self->breakdown, pays ? "" : breakdown);
}

static void
show_reason (FacInvoicePage *self, const FacInvoice *invoice)
{
  const FacErrorText *words = fac_issued_document_get_refusal (self->document);
  gboolean refused = invoice->status == FAC_STATUS_NO_TIMBRADA;
  g_autofree char *text = NULL;

  if (words == NULL)
    {
      fac_notice_bar_say (self->reason, refused ? _("It was not stamped.") : NULL, NULL, NULL);
      return;
    }
  text = fac_error_text_lines (words);
  fac_notice_bar_say (self->reason, text, refused ? _("_Correct") : NULL,
                      refused ? "invoice.edit" : NULL);
}

static void
show_paper (FacInvoicePage *self)
{
  GBytes *pdf = fac_issued_document_get_pdf (self->document);

  if (pdf == self->shown)
    return;
  g_clear_pointer (&self->shown, g_bytes_unref);
  self->shown = pdf != NULL ? g_bytes_ref (pdf) : NULL;
  fac_pdf_view_set_bytes (self->paper, pdf);
}

static void
arrange (FacInvoicePage *self)
{
  gboolean narrow = fac_breakpoint_bin_is_narrow (self->bin);
  gboolean over = narrow && gtk_toggle_button_get_active (self->paper_button);

  fac_ui_move_child (narrow ? self->paper_side : self->paper_over,
                     narrow ? self->paper_over : self->paper_side, GTK_WIDGET (self->paper));
  gtk_widget_set_visible (GTK_WIDGET (self->paper_side), !narrow);
  /* One of them at a time: the header bar of a narrow window has no room for both; the menu prints
   * too. */
  gtk_widget_set_visible (GTK_WIDGET (self->paper_button), narrow);
  gtk_widget_set_visible (self->print_button, !narrow);
  gtk_widget_set_hexpand (self->facts, narrow);
  gtk_stack_set_visible_child_name (self->stack, over ? "paper" : "facts");
}

static void
on_changed (FacInvoicePage *self)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  if (invoice == NULL)
    {
      if (fac_status_page_fail (self->failed, fac_issued_document_get_error (self->document)))
        gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  arrange (self);
  show_titles (self, invoice);
  show_total (self, invoice);
  show_reason (self, invoice);
  show_paper (self);
  _fac_invoice_page_update_actions (self);
  _fac_invoice_page_update_groups (self);
  _fac_invoice_page_show_choices (self, invoice);
}

/* ---- form ----------------------------------------------------------------------------------- */

static void
on_narrow (FacInvoicePage *self)
{
  arrange (self);
}

static void
on_paper_toggled (FacInvoicePage *self)
{
  arrange (self);
}

static void
on_related_activated (FacInvoicePage *self, GtkListBoxRow *row)
{
  _fac_invoice_page_open_related (self, row);
}

static void
fac_invoice_page_search (FacPage *page)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (page);

  /* the cursor would go into what is not shown, and take the keyboard with it */
  if (fac_breakpoint_bin_is_narrow (self->bin))
    gtk_toggle_button_set_active (self->paper_button, TRUE);
  fac_pdf_view_find (self->paper);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_invoice_page_dispose (GObject *object)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->document);
  g_clear_object (&self->paper);
  g_clear_pointer (&self->shown, g_bytes_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->group_widgets, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_free);
  G_OBJECT_CLASS (fac_invoice_page_parent_class)->dispose (object);
}

static void
fac_invoice_page_finalize (GObject *object)
{
  g_hash_table_unref (FAC_INVOICE_PAGE (object)->enabled);
  G_OBJECT_CLASS (fac_invoice_page_parent_class)->finalize (object);
}

static void
bind_requests (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, requests);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, cancel_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, ask_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, email_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, withdraw_email_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, decide_email_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, acuse_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, acuse_buttons);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, bin);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, facts);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, paper_side);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, paper_over);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, paper_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, print_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, save_button);
  gtk_widget_class_bind_template_child_full (widget_class, "first_choice", FALSE,
                                             G_STRUCT_OFFSET (FacInvoicePage, choice_buttons[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "second_choice", FALSE,
                                             G_STRUCT_OFFSET (FacInvoicePage, choice_buttons[1]));
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, choices_button);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, groups);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, pill);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, method);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, total);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, currency);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, breakdown);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, reason);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, fiscal);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, uuid_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, xml_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, xml_icon);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, verify_row);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, related_group);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, related);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, history_group);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, history);
  bind_requests (widget_class);
  gtk_widget_class_bind_template_child (widget_class, FacInvoicePage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_paper_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_related_activated);
}

static void
fac_invoice_page_class_init (FacInvoicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_invoice_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_invoice_page_finalize;
  FAC_PAGE_CLASS (klass)->search = fac_invoice_page_search;
  g_type_ensure (FAC_TYPE_BREAKPOINT_BIN);
  g_type_ensure (FAC_TYPE_NOTICE_BAR);
  g_type_ensure (FAC_TYPE_STATUS_PILL);
  g_type_ensure (FAC_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                         "/org/example/Facturador/ui/invoices/fac-invoice-page.ui");
  bind_children (widget_class);
  _fac_invoice_page_install_actions (widget_class);
  _fac_invoice_page_install_groups (widget_class);
}

static void
fac_invoice_page_init (FacInvoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->enabled = g_hash_table_new (g_str_hash, g_str_equal);
  self->paper = g_object_ref_sink (FAC_PDF_VIEW (fac_pdf_view_new ()));
  adw_bin_set_child (self->paper_side, GTK_WIDGET (self->paper));
  fac_pdf_view_take_keys (self->paper, GTK_WIDGET (self));
}

FacPage *
fac_invoice_page_new (FacWorkspace *workspace, const char *id)
{
  FacInvoicePage *self = g_object_new (FAC_TYPE_INVOICE_PAGE, "workspace", workspace, NULL);

  self->id = g_strdup (id);
  self->document = fac_issued_document_new (workspace, id);
  fac_page_set_object_id (FAC_PAGE (self), id);
  fac_conflict_banner_follow (FAC_PAGE (self), FAC_ENTITY_INVOICE);
  fac_correction_banner_follow (FAC_PAGE (self));
  fac_advance_banner_follow (FAC_PAGE (self), NULL);
  fac_page_set_title (FAC_PAGE (self), _("Invoice"));
  _fac_invoice_page_make_groups (self);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (on_changed), self);
  _fac_invoice_page_update_actions (self);
  _fac_invoice_page_update_groups (self);
  return FAC_PAGE (self);
}
