/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-debtors-page.h"

#include "fac-customer-cells.h"
#include "fac-page-host.h"
#include "fac-payment-page.h"
#include "fac-receivables-page.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacDebtorsPage
{
  FacListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FacDebtorsPage, fac_debtors_page, FAC_TYPE_LIST_PAGE)

static char *
last_invoice_text (gconstpointer content)
{
  return fac_ui_date (((const FacCustomer *) content)->last_invoice_at);
}

static char *
balance_text (gconstpointer content)
{
  return fac_decimal_format (((const FacCustomer *) content)->balance, 2, 2);
}

static const FacListColumn columns[] = {
  { .title = N_("Customer"), .order = FAC_ORDER_NAME, .chars = 32, .least = 16, .expand = TRUE,
    .text = fac_customer_cell_name },
  { .title = N_("RFC"), .order = FAC_ORDER_TAX_ID, .chars = 14, .least = 13, .dim = TRUE,
    .text = fac_customer_cell_tax_id },
  { .title = N_("Last invoice"), .order = FAC_ORDER_LAST_INVOICE, .chars = 12, .dim = TRUE,
    .text = last_invoice_text },
  { .title = N_("Balance in pesos"), .order = FAC_ORDER_BALANCE, .chars = 14, .numeric = TRUE,
    .text = balance_text },
};

static void
fac_debtors_page_activate (FacListPage *page, FacRow *row)
{
  fac_page_push (GTK_WIDGET (page),
                 fac_receivables_page_new_for (fac_page_get_workspace (FAC_PAGE (page)),
                                               fac_row_get_content (row)));
}

static void
act_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  fac_payment_page_push_for (widget, fac_page_get_workspace (FAC_PAGE (widget)),
                             row != NULL ? fac_row_get_content (row) : NULL, NULL);
}

static GMenuModel *
fac_debtors_page_row_menu (FacListPage *page, FacRow *row)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Register Payment"), "debtors.pay");
  g_menu_append (menu, _("_Open"), "list.open");
  return G_MENU_MODEL (menu);
}

static char *
fac_debtors_page_describe (FacListPage *page, guint n_items)
{
  g_autofree char *number = fac_decimal_format (fac_decimal_from_int (n_items), 0, 0);

  return g_strdup_printf (ngettext ("%s customer owes something", "%s customers owe something",
                                    n_items), number);
}

static void
limit (FacQuery *query)
{
  query->unpaid = TRUE;
  query->order = FAC_ORDER_BALANCE;
  query->descending = TRUE;
}

static void
fac_debtors_page_class_init (FacDebtorsPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);

  list_class->entity = FAC_ENTITY_CUSTOMER;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { .title = fac_customer_cell_name,
                                             .detail = fac_customer_cell_tax_id,
                                             .amount = balance_text };
  list_class->title = N_("Who Owes");
  list_class->limit = limit;
  list_class->search_hint = N_("Search by name or RFC");
  list_class->empty_icon = "emblem-ok-symbolic";
  list_class->empty_title = N_("Nobody Owes Anything");
  list_class->empty_body = N_("Customers with stamped invoices in instalments (PPD) that are not paid come here.");
  list_class->empty_label = N_("Register a Payment");
  list_class->empty_action = "debtors.pay";
  list_class->describe = fac_debtors_page_describe;
  list_class->activate = fac_debtors_page_activate;
  list_class->row_menu = fac_debtors_page_row_menu;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "debtors.pay", NULL, act_pay);
}

static void
fac_debtors_page_init (FacDebtorsPage *self)
{
}

FacPage *
fac_debtors_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_DEBTORS_PAGE, "workspace", workspace, NULL);
}
