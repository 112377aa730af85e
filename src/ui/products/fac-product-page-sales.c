/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-page-private.h"

#include "fac-customer-page.h"
#include "fac-document-opening.h"
#include "fac-fact-rows.h"
#include "fac-page-host.h"
#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define FIRST_MONTHS 12

/* ---- rows ------------------------------------------------------------------------------------ */

static char *
quantity_text (FacDecimal quantity)
{
  g_autofree char *number = fac_decimal_format (quantity, 0, 6);

  /* Translators: how many of a product were sold */
  return g_strdup_printf (_("Quantity: %s"), number);
}

static char *
documents_text (guint n)
{
  return fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u document", "%'u documents", n), n);
}

static GtkWidget *
plain_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkWidget *
amount_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
add_amount (GtkWidget *row, const char *text)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount_label (text));
}

/* One below the other: there is not much room at large text. */
static void
add_amount_and_state (GtkWidget *row, const char *text, FacDocumentStatus status)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *pill = fac_status_pill_new ();

  fac_status_pill_set_status (FAC_STATUS_PILL (pill), status);
  gtk_widget_set_halign (pill, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), amount_label (text));
  gtk_box_append (GTK_BOX (box), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
}

static GtkWidget *
total_row (const char *title, const FacSalesTotal *total)
{
  g_autofree char *quantity = quantity_text (total->quantity);
  g_autofree char *documents = documents_text (total->documents);
  g_autofree char *subtitle = g_strjoin (" · ", quantity, documents, NULL);
  g_autofree char *amount = fac_fact_money (total->amount, total->currency);
  GtkWidget *row = plain_row (title, subtitle);

  add_amount (row, amount);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void
show_totals (FacProductPage *self)
{
  const FacProductFigures *figures = self->figures;
  g_autofree char *last = fac_ui_date (figures->last_sold);

  gtk_widget_set_visible (GTK_WIDGET (self->last_row), figures->last_sold != 0);
  adw_action_row_set_subtitle (self->last_row, last);
  fac_fact_list_clear (self->totals);
  for (guint i = 0; i < figures->totals->len; i++)
    gtk_list_box_append (self->totals,
                         total_row (_("Sold in all"),
                                    &g_array_index (figures->totals, FacSalesTotal, i)));
  for (guint i = 0; i < figures->credit->len; i++)
    {
      FacSalesTotal back = g_array_index (figures->credit, FacSalesTotal, i);

      back.amount = fac_decimal_neg (back.amount);
      gtk_list_box_append (self->totals, total_row (_("Credit notes"), &back));
    }
}

/* "November 2026" */
static char *
month_title (int month)
{
  g_autoptr (GDateTime) first = g_date_time_new_local (month / 100, month % 100, 1, 0, 0, 0);
  /* Translators: a month with its year, alone on its line */
  g_autofree char *text =
      first != NULL ? g_date_time_format (first, C_("date format", "%B %Y")) : g_strdup ("—");
  g_autofree char *begin = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (begin, -1);

  return g_strconcat (upper, g_utf8_offset_to_pointer (text, 1), NULL);
}

static GtkWidget *
month_row (const FacSalesMonth *month)
{
  g_autofree char *title = month_title (month->month);

  return total_row (title, &month->total);
}

/* The last year lies open, what is older behind one row. */
static void
show_months (FacProductPage *self)
{
  const GArray *months = self->figures->months;
  GtkWidget *older = NULL;

  fac_fact_list_clear (self->months);
  for (guint i = 0; i < months->len; i++)
    {
      GtkWidget *row = month_row (&g_array_index (months, FacSalesMonth, i));

      if (i < FIRST_MONTHS)
        {
          gtk_list_box_append (self->months, row);
          continue;
        }
      if (older == NULL)
        {
          older = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (older), _("Earlier months"));
          gtk_list_box_append (self->months, older);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (older), row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->months_group), months->len > 0);
}

/* ---- customers ------------------------------------------------------------------------------- */

static void
on_customer_activated (AdwActionRow *row, FacProductPage *self)
{
  fac_page_push (GTK_WIDGET (self),
                 fac_customer_page_new (fac_page_get_workspace (FAC_PAGE (self)),
                                        g_object_get_data (G_OBJECT (row), "customer")));
}

static char *
all_amounts (const GArray *totals)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < totals->len; i++)
    {
      const FacSalesTotal *total = &g_array_index (totals, FacSalesTotal, i);
      g_autofree char *amount = fac_fact_money (total->amount, total->currency);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, amount);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
customer_row (FacProductPage *self, const FacSalesCustomer *customer)
{
  FacDecimal quantity = FAC_DECIMAL_ZERO;
  guint documents = 0;
  g_autofree char *sold = NULL;
  g_autofree char *count = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *amounts = all_amounts (customer->totals);
  GtkWidget *row;

  for (guint i = 0; i < customer->totals->len; i++)
    {
      const FacSalesTotal *total = &g_array_index (customer->totals, FacSalesTotal, i);

      quantity = fac_decimal_add (quantity, total->quantity);
      documents += total->documents;
    }
  sold = quantity_text (quantity);
  count = documents_text (documents);
  subtitle = g_strjoin (" · ", sold, count, NULL);
  row = plain_row (*customer->name != '\0' ? customer->name : _("Without name"), subtitle);
  add_amount (row, amounts);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), customer->id != NULL);
  g_object_set_data_full (G_OBJECT (row), "customer", g_strdup (customer->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_customer_activated), self);
  return row;
}

static void
show_customers (FacProductPage *self)
{
  const GPtrArray *customers = self->figures->customers;

  fac_fact_list_clear (self->customers);
  for (guint i = 0; i < customers->len; i++)
    gtk_list_box_append (self->customers, customer_row (self, customers->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->customers_group), customers->len > 0);
}

/* ---- documents ------------------------------------------------------------------------------- */

static void
on_document_activated (AdwActionRow *row, FacProductPage *self)
{
  fac_document_push (GTK_WIDGET (self), fac_page_get_workspace (FAC_PAGE (self)),
                     g_object_get_data (G_OBJECT (row), "summary"));
}

static char *
sale_title (const FacDocumentSummary *document)
{
  const char *folio = document->folio != NULL ? document->folio : _("Without folio");

  return fac_text_is_empty (document->customer_name)
           ? g_strdup (folio) : g_strdup_printf ("%s · %s", folio, document->customer_name);
}

static char *
sale_subtitle (const FacSale *sale)
{
  g_autofree char *date = fac_ui_date (sale->document->date);
  g_autofree char *number = fac_decimal_format (sale->quantity, 0, 6);
  g_autofree char *price = fac_decimal_format (sale->unit_price, 2, 6);
  /* Translators: quantity and price of one: "3 × $249.90" */
  g_autofree char *times = g_strdup_printf (_("%1$s × $%2$s"), number, price);

  if (sale->document->type == 'E')
    return g_strjoin (" · ", _("Credit note"), date, times, NULL);
  return *date != '\0' ? g_strjoin (" · ", date, times, NULL) : g_strdup (times);
}

static GtkWidget *
sale_row (FacProductPage *self, const FacSale *sale)
{
  FacDocumentSummary *document = sale->document;
  const gboolean back = document->type == 'E';
  g_autofree char *title = sale_title (document);
  g_autofree char *subtitle = sale_subtitle (sale);
  g_autofree char *amount = fac_fact_money (back ? fac_decimal_neg (sale->amount) : sale->amount,
                                            document->currency);
  GtkWidget *row = plain_row (title, subtitle);

  add_amount_and_state (row, amount, document->status);
  g_object_set_data_full (G_OBJECT (row), "summary", fac_document_summary_ref (document),
                          (GDestroyNotify) fac_document_summary_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (on_document_activated), self);
  return row;
}

static void
fill (FacProductPage *self, GtkListBox *list, AdwPreferencesGroup *group, const GPtrArray *sales)
{
  fac_fact_list_clear (list);
  for (guint i = 0; i < sales->len; i++)
    gtk_list_box_append (list, sale_row (self, sales->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (group), sales->len > 0);
}

static void
show_documents (FacProductPage *self)
{
  const FacProductFigures *figures = self->figures;
  const guint hidden = MAX (figures->n_sales, figures->sales->len) - figures->sales->len
                       + MAX (figures->n_drafts, figures->drafts->len) - figures->drafts->len;
  g_autofree char *more = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "Show _More (%'u Is Not Shown)",
                 "Show _More (%'u Are Not Shown)", hidden), hidden);

  fill (self, self->documents, self->documents_group, figures->sales);
  fill (self, self->drafts, self->drafts_group, figures->drafts);
  gtk_button_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), hidden > 0);
}

static void
show_unread (FacProductPage *self)
{
  const guint n = self->figures->n_unread;
  g_autofree char *text = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "The lines of %'u document are still being read.",
                 "The lines of %'u documents are still being read.", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unread_row), text);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_row), n > 0);
}

void
_fac_product_page_show_sales (FacProductPage *self)
{
  const FacProductFigures *figures = self->figures;
  const gboolean sold = figures->totals->len > 0 || figures->credit->len > 0;

  show_totals (self);
  show_months (self);
  show_customers (self);
  show_documents (self);
  show_unread (self);
  gtk_widget_set_visible (GTK_WIDGET (self->sales_group), sold || figures->n_unread > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), sold);
  gtk_widget_set_visible (GTK_WIDGET (self->no_sales), !sold && figures->n_unread == 0);
}
