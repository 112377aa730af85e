/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-page-private.h"

#include "fac-document-opening.h"
#include "fac-fact-rows.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* ---- rows ------------------------------------------------------------------------------------ */

static GtkWidget *
amount_label (FacDecimal amount, const char *currency)
{
  g_autofree char *text = fac_fact_money (amount, currency);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* A payment has no total of its own, but what it pays. */
static char *
paid_text (const FacCustomerFigures *figures, const char *id)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < figures->paid->len; i++)
    {
      const FacPaidSum *sum = &g_array_index (figures->paid, FacPaidSum, i);
      g_autofree char *amount = NULL;

      if (!g_str_equal (sum->id, id))
        continue;
      amount = fac_fact_money (sum->amount, sum->currency);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", amount);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
paid_label (const FacCustomerFigures *figures, const char *id)
{
  g_autofree char *text = paid_text (figures, id);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
on_row_activated (AdwActionRow *row, FacCustomerPage *self)
{
  fac_document_push (GTK_WIDGET (self), fac_page_get_workspace (FAC_PAGE (self)),
                     g_object_get_data (G_OBJECT (row), "summary"));
}

static char *
document_subtitle (const FacDocumentSummary *summary)
{
  g_autofree char *date = fac_ui_date (summary->date);
  g_autofree char *due = NULL;
  g_autofree char *owed = NULL;

  if (fac_decimal_sign (summary->due) <= 0)
    return g_strjoin (" · ", fac_ui_document_kind (summary->type), date, NULL);
  due = fac_fact_money (summary->due, summary->currency);
  /* Translators: what is not paid of an invoice: "$1,160.00 not paid" */
  owed = g_strdup_printf (_("%s not paid"), due);
  return g_strjoin (" · ", date, owed, NULL);
}

/* A document in two lines with its total and state; Enter opens it. */
static GtkWidget *
document_row (FacCustomerPage *self, FacDocumentSummary *summary, gboolean with_pill)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = document_subtitle (summary);
  const char *title = summary->folio != NULL ? summary->folio : _("Without folio");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (with_pill)
    {
      GtkWidget *pill = fac_status_pill_new ();

      fac_status_pill_set_status (FAC_STATUS_PILL (pill), summary->status);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             summary->type == 'P'
                               ? paid_label (self->figures, summary->id)
                               : amount_label (summary->total, summary->currency));
  g_object_set_data_full (G_OBJECT (row), "summary", fac_document_summary_ref (summary),
                          (GDestroyNotify) fac_document_summary_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), self);
  return row;
}

/* ---- balance --------------------------------------------------------------------------------- */

static char *
balance_words (const FacCustomerFigures *figures)
{
  if (figures->balances->len == 0)
    return g_strdup (_("Nothing of their invoices in instalments (PPD) is left to be paid."));
  return fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "Not paid of %'u invoice in instalments (PPD), less the payments "
                 "that are known", "Not paid of %'u invoices in instalments (PPD), less the "
                 "payments that are known", figures->n_unpaid), figures->n_unpaid);
}

static char *
balance_amounts (const FacCustomerFigures *figures)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < figures->balances->len; i++)
    {
      const FacBalance *balance = &g_array_index (figures->balances, FacBalance, i);
      g_autofree char *amount = fac_fact_money (balance->due, balance->currency);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, amount);
    }
  if (text->len == 0)
    g_string_append (text, "$0.00");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_balance (FacCustomerPage *self)
{
  g_autofree char *words = balance_words (self->figures);
  g_autofree char *amounts = balance_amounts (self->figures);

  adw_action_row_set_subtitle (self->balance_row, words);
  gtk_label_set_label (self->balance, amounts);
  for (guint i = 0; i < self->unpaid_rows->len; i++)
    adw_expander_row_remove (self->unpaid, self->unpaid_rows->pdata[i]);
  g_ptr_array_set_size (self->unpaid_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->unpaid), self->figures->unpaid->len > 0);
  for (guint i = 0; i < self->figures->unpaid->len; i++)
    {
      GtkWidget *row = document_row (self, self->figures->unpaid->pdata[i], FALSE);

      adw_expander_row_add_row (self->unpaid, row);
      g_ptr_array_add (self->unpaid_rows, row);
    }
}

/* ---- documents ------------------------------------------------------------------------------- */

static void
show_last (FacCustomerPage *self)
{
  const FacCustomer *customer = self->customer;
  g_autofree char *date = fac_ui_date (customer->last_invoice_at);

  gtk_widget_set_visible (GTK_WIDGET (self->last_row), customer->last_invoice_at != 0);
  adw_action_row_set_subtitle (self->last_row, date);
}

static GtkWidget *
total_row (const FacStatusTotal *total)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = fac_status_pill_new ();
  g_autofree char *count = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "%'u document", "%'u documents", total->count), total->count);

  fac_status_pill_set_status (FAC_STATUS_PILL (pill), total->status);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), fac_ui_document_kind (total->type));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  if (total->type != 'P')
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount_label (total->total, total->currency));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static int
compare_totals (gconstpointer a, gconstpointer b)
{
  static const char order[] = "IEPNT";
  const FacStatusTotal *one = a;
  const FacStatusTotal *two = b;
  const long types = (long) (strchr (order, one->type) - strchr (order, two->type));

  if (types != 0)
    return types < 0 ? -1 : 1;
  return one->status != two->status ? (int) one->status - (int) two->status
                                    : strcmp (one->currency, two->currency);
}

static void
fill (FacCustomerPage *self, GtkListBox *list, const GPtrArray *documents, gboolean with_pill)
{
  fac_fact_list_clear (list);
  for (guint i = 0; i < documents->len; i++)
    gtk_list_box_append (list, document_row (self, documents->pdata[i], with_pill));
}

static void
show_documents (FacCustomerPage *self)
{
  const FacCustomerFigures *figures = self->figures;
  g_autoptr (GArray) totals = g_array_copy (figures->totals);
  g_autofree char *number = fac_decimal_format (fac_decimal_from_int (figures->n_documents), 0, 0);
  /* Translators: %s is how many there are */
  g_autofree char *all = g_strdup_printf (_("All documents (%s)"), number);

  g_array_sort (totals, compare_totals);
  fac_fact_list_clear (self->totals);
  for (guint i = 0; i < totals->len; i++)
    gtk_list_box_append (self->totals, total_row (&g_array_index (totals, FacStatusTotal, i)));
  fill (self, self->recent, figures->recent, TRUE);
  fill (self, self->payments, figures->payments, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->payments_group), figures->payments->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->invoices_group), figures->n_documents > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_invoices), figures->n_documents == 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->all_row), all);
}

void
_fac_customer_page_show_figures (FacCustomerPage *self)
{
  show_balance (self);
  show_last (self);
  show_documents (self);
}
