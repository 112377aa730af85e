/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-receivables-page.h"

#include "fac-debtors-page.h"
#include "fac-deposits-page.h"
#include "fac-differences-page.h"
#include "fac-document-cells.h"
#include "fac-document-opening.h"
#include "fac-notice-bar.h"
#include "fac-page-host.h"
#include "fac-payment-page.h"
#include "fac-receivables-bar.h"
#include "fac-receivables.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacReceivablesPage
{
  FacListPage parent_instance;

  GtkWidget   *ages;
  FacCustomer *customer; /* whose invoices these are (nullable) */
};

G_DEFINE_FINAL_TYPE (FacReceivablesPage, fac_receivables_page, FAC_TYPE_LIST_PAGE)

static FacWorkspace *
workspace_of (FacReceivablesPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- cells ----------------------------------------------------------------------------------- */

static char *
age_text (gconstpointer content)
{
  const int days = fac_age_days (((const FacDocumentSummary *) content)->date, g_get_real_time ());

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static char *
total_text (gconstpointer content)
{
  return fac_document_cell_amount (content, ((const FacDocumentSummary *) content)->total);
}

static char *
due_text (gconstpointer content)
{
  return fac_document_cell_amount (content, ((const FacDocumentSummary *) content)->due);
}

static char *
detail_text (gconstpointer content)
{
  g_autofree char *folio = fac_document_cell_folio (content);
  g_autofree char *age = age_text (content);

  return g_strdup_printf ("%s · %s", folio, age);
}

static const FacListColumn columns[] = {
  { .title = N_("Folio"), .order = FAC_ORDER_FOLIO, .chars = 7, .text = fac_document_cell_folio },
  { .title = N_("Date"), .order = FAC_ORDER_DATE, .chars = 10, .least = 9, .dim = TRUE,
    .text = fac_document_cell_date },
  { .title = N_("Customer"), .order = FAC_ORDER_NAME, .chars = 32, .least = 16, .expand = TRUE,
    .marked = TRUE, .text = fac_document_cell_customer },
  { .title = N_("Age"), .order = -1, .chars = 9, .numeric = TRUE, .text = age_text },
  { .title = N_("Total"), .order = FAC_ORDER_TOTAL, .chars = 13, .numeric = TRUE, .dim = TRUE,
    .text = total_text },
  { .title = N_("Balance"), .order = FAC_ORDER_BALANCE, .chars = 13, .numeric = TRUE,
    .text = due_text },
};

/* ---- ages ------------------------------------------------------------------------------------ */

static void
on_age (FacReceivablesPage *self)
{
  g_autoptr (FacQuery) query = fac_query_copy (fac_list_page_get_query (FAC_LIST_PAGE (self)));
  const guint choice = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ages));

  query->date_from = query->date_to = 0;
  if (choice > 0 && choice <= FAC_N_AGES)
    fac_age_dates ((FacAge) (choice - 1), fac_clock_now (fac_workspace_get_clock (
                                            workspace_of (self))),
                   &query->date_from, &query->date_to);
  fac_list_page_set_query (FAC_LIST_PAGE (self), query);
}

static void
on_cleared (FacReceivablesPage *self)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->ages), 0);
}

static void
add_ages (FacReceivablesPage *self)
{
  const char *const choices[] = { _("Any age"), _("0 to 30 days"), _("31 to 60 days"),
                                  _("61 to 90 days"), _("More than 90 days"), NULL };

  self->ages = gtk_drop_down_new_from_strings (choices);
  fac_ui_name_control (self->ages, _("Age"));
  g_signal_connect_swapped (self->ages, "notify::selected", G_CALLBACK (on_age), self);
  g_signal_connect (self, "cleared", G_CALLBACK (on_cleared), NULL);
  fac_list_page_add_filter (FAC_LIST_PAGE (self), self->ages);
}

/* ---- actions --------------------------------------------------------------------------------- */

static void
fac_receivables_page_activate (FacListPage *page, FacRow *row)
{
  fac_document_push (GTK_WIDGET (page), fac_page_get_workspace (FAC_PAGE (page)),
                     fac_row_get_content (row));
}

static void
fac_receivables_page_open (FacPage *page, const char *id)
{
  FacReceivablesPage *self = FAC_RECEIVABLES_PAGE (page);

  if (id == NULL)
    fac_payment_page_push_for (GTK_WIDGET (page), workspace_of (self), self->customer, NULL);
  else
    fac_document_push_id (GTK_WIDGET (page), workspace_of (self), id);
}

static void
act_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_receivables_page_open (FAC_PAGE (widget), NULL);
}

static void
act_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    fac_document_push_payment (widget, fac_page_get_workspace (FAC_PAGE (widget)),
                               fac_row_get_id (row));
}

static void
act_deposits (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_deposits_page_new (fac_page_get_workspace (FAC_PAGE (widget))));
}

static void
act_differences (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_differences_page_new (fac_page_get_workspace (FAC_PAGE (widget))));
}

/* What all customers owe, in place of what one does. */
static void
act_widen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacReceivablesPage *self = FAC_RECEIVABLES_PAGE (widget);
  FacPage *page = FAC_PAGE (widget);
  g_autoptr (FacQuery) query = fac_query_copy (fac_list_page_get_query (FAC_LIST_PAGE (self)));

  g_clear_pointer (&self->customer, fac_customer_unref);
  fac_set_string (&query->customer_id, NULL);
  fac_list_page_set_query (FAC_LIST_PAGE (self), query);
  fac_page_clear_banners (page);
  fac_page_add_banner (page, fac_receivables_bar_new (workspace_of (self)));
  fac_page_set_title (page, _("Receivables"));
  gtk_widget_action_set_enabled (widget, "receivables.customers", TRUE);
}

static void
act_customers (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_debtors_page_new (fac_page_get_workspace (FAC_PAGE (widget))));
}

static GMenuModel *
fac_receivables_page_row_menu (FacListPage *page, FacRow *row)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Register Payment"), "receivables.pay");
  g_menu_append (menu, _("_Open"), "list.open");
  return G_MENU_MODEL (menu);
}

static char *
fac_receivables_page_describe (FacListPage *page, guint n_items)
{
  g_autofree char *number = fac_decimal_format (fac_decimal_from_int (n_items), 0, 0);

  return g_strdup_printf (ngettext ("%s invoice not paid", "%s invoices not paid", n_items),
                          number);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
limit (FacQuery *query)
{
  query->unpaid = TRUE;
  query->descending = FALSE;
}

static void
fac_receivables_page_constructed (GObject *object)
{
  FacPage *page = FAC_PAGE (object);
  FacListPage *list = FAC_LIST_PAGE (object);
  GtkWidget *customers = gtk_button_new_with_mnemonic (_("By _Customer"));

  G_OBJECT_CLASS (fac_receivables_page_parent_class)->constructed (object);
  fac_page_set_start (page, fac_new_button (_("Register _Payment"), _("Register a payment (Ctrl+N)"),
                                            "receivables.new"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (customers), "receivables.customers");
  fac_list_page_add_filter (list, customers);
  add_ages (FAC_RECEIVABLES_PAGE (object));
  fac_page_add_banner (page, fac_receivables_bar_new (fac_page_get_workspace (page)));
}

static void
fac_receivables_page_finalize (GObject *object)
{
  g_clear_pointer (&FAC_RECEIVABLES_PAGE (object)->customer, fac_customer_unref);
  G_OBJECT_CLASS (fac_receivables_page_parent_class)->finalize (object);
}

static void
fac_receivables_page_class_init (FacReceivablesPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "receivables.new", act_new }, { "receivables.pay", act_pay },
    { "receivables.deposits", act_deposits }, { "receivables.customers", act_customers },
    { "receivables.differences", act_differences }, { "receivables.widen", act_widen },
  };

  G_OBJECT_CLASS (klass)->constructed = fac_receivables_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = fac_receivables_page_finalize;
  FAC_PAGE_CLASS (klass)->open = fac_receivables_page_open;
  list_class->entity = FAC_ENTITY_INVOICE;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { fac_document_cell_customer, detail_text,
                                             due_text, NULL, NULL };
  list_class->title = N_("Receivables");
  list_class->limit = limit;
  list_class->search_hint = N_("Search by customer, folio, folio fiscal, line or amount");
  list_class->empty_icon = "emblem-ok-symbolic";
  list_class->empty_title = N_("Nothing Is Owed");
  list_class->empty_body = N_("Stamped invoices in instalments (PPD) come here until they are paid.");
  list_class->empty_label = N_("Register a Payment");
  list_class->empty_action = "receivables.new";
  list_class->describe = fac_receivables_page_describe;
  list_class->activate = fac_receivables_page_activate;
  list_class->row_menu = fac_receivables_page_row_menu;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
}

static void
fac_receivables_page_init (FacReceivablesPage *self)
{
}

/* Whose invoices these are is said, so that a short list is not taken for all that is owed. */
static void
say_whose (FacReceivablesPage *self, const FacCustomer *customer)
{
  GtkWidget *notice = fac_notice_bar_new ();
  g_autofree char *text = fac_text_is_empty (customer->legal_name)
                            ? g_strdup (_("Only what one customer owes is shown"))
                            /* Translators: %s is the name of a customer */
                            : g_strdup_printf (_("Only what %s owes is shown"), customer->legal_name);

  fac_notice_bar_say (FAC_NOTICE_BAR (notice), text, _("Show _All Customers"), "receivables.widen");
  fac_page_clear_banners (FAC_PAGE (self));
  fac_page_add_banner (FAC_PAGE (self), notice);
}

FacPage *
fac_receivables_page_new_for (FacWorkspace *workspace, const FacCustomer *customer)
{
  FacReceivablesPage *self = g_object_new (FAC_TYPE_RECEIVABLES_PAGE, "workspace", workspace, NULL);

  self->customer = fac_customer_copy (customer);
  fac_list_page_set_customer (FAC_LIST_PAGE (self), customer);
  say_whose (self, customer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "receivables.customers", FALSE);
  return FAC_PAGE (self);
}
