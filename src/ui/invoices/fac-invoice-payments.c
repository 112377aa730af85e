/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-payments.h"

#include "fac-differences-page.h"
#include "fac-document-opening.h"
#include "fac-money.h"
#include "fac-open-invoice.h"
#include "fac-related-document.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacInvoicePayments
{
  AdwPreferencesGroup parent_instance;

  GtkListBox    *list;
  AdwActionRow  *balance;
  AdwActionRow  *difference;
  GCancellable  *looking;
  FacWorkspace  *workspace;
};

G_DEFINE_FINAL_TYPE (FacInvoicePayments, fac_invoice_payments, ADW_TYPE_PREFERENCES_GROUP)

/* ---- words ----------------------------------------------------------------------------------- */

static char *
money_text (FacDecimal amount, const char *currency)
{
  return fac_money_format (fac_money (fac_decimal_round (amount, fac_currency_decimals (currency),
                                                         FAC_ROUND_HALF_UP), currency));
}

static char *
payment_title (const FacDocumentSummary *summary)
{
  g_autofree char *day = fac_ui_date (summary->paid_at != 0 ? summary->paid_at : summary->date);

  if (fac_text_is_empty (summary->folio))
    /* Translators: %s is a day ("5 Dec 2026") */
    return g_strdup_printf (_("Payment of %s"), day);
  /* Translators: %1$s is a folio ("P 3"), %2$s a day ("5 Dec 2026") */
  return g_strdup_printf (_("Payment %1$s of %2$s"), summary->folio, day);
}

static char *
part_detail (const FacRelatedDocument *document, const char *currency)
{
  g_autofree char *amount = money_text (document->amount, currency);

  if (document->installment < 1)
    /* Translators: %s is an amount */
    return g_strdup_printf (_("Pays $%s"), amount);
  /* Translators: %1$d counts payments of one invoice, %2$s is an amount */
  return g_strdup_printf (_("Instalment %1$d · $%2$s"), document->installment, amount);
}

static char *
invoice_title (const FacRelatedDocument *document)
{
  const FacDocumentSummary *summary = document->summary;
  g_autofree char *day = summary != NULL ? fac_ui_date (summary->date) : NULL;

  if (summary == NULL)
    return g_ascii_strup (document->uuid, -1);
  if (fac_text_is_empty (summary->folio))
    /* Translators: %s is a day ("5 Dec 2026") */
    return g_strdup_printf (_("Invoice of %s"), day);
  /* Translators: %1$s is a folio ("A 12"), %2$s a day ("5 Dec 2026") */
  return g_strdup_printf (_("Invoice %1$s of %2$s"), summary->folio, day);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static AdwActionRow *
new_row (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_title_lines (row, 3);
  adw_action_row_set_subtitle_lines (row, 0);
  return row;
}

static void
add_document (FacInvoicePayments *self, const FacRelatedDocument *document, const char *title,
              const char *detail)
{
  AdwActionRow *row = new_row (title, detail);

  if (document->summary != NULL)
    {
      GtkWidget *pill = fac_status_pill_new ();

      fac_status_pill_set_status (FAC_STATUS_PILL (pill), document->summary->status);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (row, pill);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "summary",
                              fac_document_summary_ref (document->summary),
                              (GDestroyNotify) fac_document_summary_unref);
    }
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
on_row_activated (FacInvoicePayments *self, GtkListBoxRow *row)
{
  const FacDocumentSummary *summary = g_object_get_data (G_OBJECT (row), "summary");

  if (summary != NULL)
    fac_document_push (GTK_WIDGET (self), self->workspace, summary);
}

static void
clear (FacInvoicePayments *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->balance = NULL;
  self->difference = NULL;
}

/* ---- the balance ----------------------------------------------------------------------------- */

static char *
balance_detail (const FacOpenInvoice *open)
{
  g_autofree char *total = money_text (open->total, open->currency);
  g_autofree char *taken = money_text (fac_decimal_sub (open->total, open->explained),
                                       open->currency);
  g_autofree char *waiting = money_text (open->waiting, open->currency);

  if (fac_decimal_is_zero (open->waiting))
    /* Translators: two amounts: the total of an invoice, and what was paid or credited of it */
    return g_strdup_printf (_("Total $%1$s · paid and credited $%2$s"), total, taken);
  /* Translators: three amounts: the total of an invoice, what was paid or credited of it, and what waits to be stamped */
  return g_strdup_printf (_("Total $%1$s · paid and credited $%2$s · in the queue $%3$s"), total,
                          taken, waiting);
}

static void
show_balance (FacInvoicePayments *self, const FacOpenInvoice *open)
{
  g_autofree char *amount = money_text (open->balance, open->currency);
  g_autofree char *detail = balance_detail (open);
  /* Translators: %s is an amount */
  g_autofree char *title = g_strdup_printf (_("Balance $%s"), amount);

  if (self->balance == NULL)
    {
      self->balance = new_row (title, detail);
      gtk_list_box_prepend (self->list, GTK_WIDGET (self->balance));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->balance), title);
  adw_action_row_set_subtitle (self->balance, detail);
}

static void
show_difference (FacInvoicePayments *self, const FacOpenInvoice *open)
{
  g_autofree char *figures = NULL;

  if (fac_decimal_is_zero (fac_open_invoice_gap (open)) || self->difference != NULL)
    return;
  figures = fac_differences_figures (open);
  self->difference = new_row (figures, fac_differences_words (open));
  gtk_widget_add_css_class (GTK_WIDGET (self->difference), "warning");
  gtk_list_box_insert (self->list, GTK_WIDGET (self->difference), 1);
}

static void
on_balance (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePayments) self = data;
  g_autoptr (GPtrArray) list = fac_workspace_get_balances_finish (FAC_WORKSPACE (source), result,
                                                                  NULL);

  if (list == NULL || list->len == 0 || self->workspace == NULL)
    return;
  show_balance (self, list->pdata[0]);
  show_difference (self, list->pdata[0]);
}

/* ---- show ------------------------------------------------------------------------------------ */

static gboolean
is_issued (const FacInvoice *invoice)
{
  return invoice->uuid != NULL && (invoice->status == FAC_STATUS_TIMBRADA
                                   || invoice->status == FAC_STATUS_EN_CANCELACION);
}

gboolean
fac_invoice_payments_show_balance (const FacInvoice *invoice)
{
  return invoice->type == FAC_INVOICE_INGRESO && is_issued (invoice)
         && g_strcmp0 (invoice->payment_method, "PPD") == 0;
}

static guint
add_received (FacInvoicePayments *self, const FacInvoice *invoice, GPtrArray *related)
{
  guint n = 0;

  for (guint i = 0; i < related->len; i++)
    {
      const FacRelatedDocument *document = related->pdata[i];
      g_autofree char *title = NULL, *detail = NULL;

      if (document->relationship != NULL || !document->names_it || document->summary == NULL)
        continue;
      title = payment_title (document->summary);
      detail = part_detail (document, invoice->currency);
      add_document (self, document, title, detail);
      n++;
    }
  return n;
}

static guint
add_paid (FacInvoicePayments *self, GPtrArray *related)
{
  guint n = 0;

  for (guint i = 0; i < related->len; i++)
    {
      const FacRelatedDocument *document = related->pdata[i];
      g_autofree char *title = NULL, *detail = NULL;

      if (document->relationship != NULL || document->names_it)
        continue;
      title = invoice_title (document);
      detail = part_detail (document, document->summary != NULL ? document->summary->currency
                                                                : "MXN");
      add_document (self, document, title, detail);
      n++;
    }
  return n;
}

void
fac_invoice_payments_show (FacInvoicePayments *self, FacWorkspace *workspace,
                           const FacInvoice *invoice, GPtrArray *related)
{
  const gboolean balance = fac_invoice_payments_show_balance (invoice);
  guint n;

  g_set_object (&self->workspace, workspace);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  clear (self);
  n = invoice->type == FAC_INVOICE_PAGO ? add_paid (self, related)
                                        : add_received (self, invoice, related);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   invoice->type == FAC_INVOICE_PAGO ? _("Invoices it pays")
                                                                     : _("Payments and balance"));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || balance);
  if (!balance)
    return;
  self->looking = g_cancellable_new ();
  fac_workspace_get_balance_async (workspace, invoice->id, self->looking, on_balance,
                                   g_object_ref (self));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_invoice_payments_dispose (GObject *object)
{
  FacInvoicePayments *self = FAC_INVOICE_PAYMENTS (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_invoice_payments_parent_class)->dispose (object);
}

static void
fac_invoice_payments_class_init (FacInvoicePaymentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_invoice_payments_dispose;
}

static void
fac_invoice_payments_init (FacInvoicePayments *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Payments"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
