/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customers-page.h"

#include "fac-customer-cells.h"
#include "fac-customer-deletion.h"
#include "fac-customer-fill.h"
#include "fac-customer-form.h"
#include "fac-customer-page.h"
#include "fac-invoice-editor.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-transfer-menu.h"
#include "fac-ui-text.h"
#include "fac-validation-page.h"

#include <glib/gi18n.h>

struct _FacCustomersPage
{
  FacListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FacCustomersPage, fac_customers_page, FAC_TYPE_LIST_PAGE)

/* ---- columns -------------------------------------------------------------------------------- */

static char *
tax_system_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacCustomer *) content)->tax_system);
}

static char *
zip_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacCustomer *) content)->address->zip);
}

static char *
email_text (gconstpointer content)
{
  return g_strdup (((const FacCustomer *) content)->email);
}

static char *
changed_text (gconstpointer content)
{
  return fac_ui_date (((const FacCustomer *) content)->updated_at);
}

static char *
last_invoice_text (gconstpointer content)
{
  const FacCustomer *customer = content;

  return customer->last_invoice_at != 0 ? fac_ui_date (customer->last_invoice_at) : g_strdup ("—");
}

static char *
balance_text (gconstpointer content)
{
  const FacCustomer *customer = content;

  return fac_decimal_is_zero (customer->balance) ? g_strdup ("—")
                                                 : fac_decimal_format (customer->balance, 2, 2);
}

static char *
compact_balance (gconstpointer content)
{
  const FacCustomer *customer = content;

  return fac_decimal_is_zero (customer->balance) ? g_strdup ("")
                                                 : fac_decimal_format (customer->balance, 2, 2);
}

/* What is not needed to be whole is as narrow as can be, and the name gets what is left, then the
 * e-mail its share. */
static const FacListColumn columns[] = {
  { .title = N_("Name"), .order = FAC_ORDER_NAME, .chars = 28, .least = 15, .expand = TRUE,
    .marked = TRUE, .text = fac_customer_cell_name },
  { .title = N_("RFC"), .order = FAC_ORDER_TAX_ID, .chars = 13, .least = 13, .dim = TRUE,
    .text = fac_customer_cell_tax_id },
  { .title = N_("Régimen"), .sort_title = N_("Régimen fiscal"), .order = -1, .chars = 3,
    .dim = TRUE, .text = tax_system_text },
  /* Translators: postal code, as short as can be */
  { .title = N_("C.P."), .sort_title = N_("Postal code"), .order = -1, .chars = 5, .dim = TRUE,
    .text = zip_text },
  /* Translators: e-mail address, as short as can be */
  { .title = N_("Mail"), .sort_title = N_("E-mail"), .order = -1, .chars = 8, .expand = TRUE,
    .dim = TRUE, .text = email_text },
  { .title = N_("Last invoice"), .order = FAC_ORDER_LAST_INVOICE, .chars = 9, .least = 9,
    .dim = TRUE, .text = last_invoice_text },
  { .title = N_("Balance"), .order = FAC_ORDER_BALANCE, .chars = 11, .least = 11,
    .numeric = TRUE, .text = balance_text },
  { .title = N_("Changed"), .sort_title = N_("Last changed"), .order = FAC_ORDER_DATE, .chars = 9,
    .least = 9, .dim = TRUE, .text = changed_text },
};

/* ---- actions -------------------------------------------------------------------------------- */

static void
push_form (FacCustomersPage *self, const char *id)
{
  fac_page_push (GTK_WIDGET (self), fac_customer_form_new (fac_page_get_workspace (FAC_PAGE (self)),
                                                           id));
}

static void
fac_customers_page_open (FacPage *page, const char *id)
{
  push_form (FAC_CUSTOMERS_PAGE (page), id);
}

static void
push_page (FacCustomersPage *self, FacRow *row)
{
  fac_page_push (GTK_WIDGET (self), fac_customer_page_new (fac_page_get_workspace (FAC_PAGE (self)),
                                                           fac_row_get_id (row)));
}

static void
fac_customers_page_activate (FacListPage *page, FacRow *row)
{
  push_page (FAC_CUSTOMERS_PAGE (page), row);
}

static void
fac_customers_page_remove (FacListPage *page, FacRow *row)
{
  fac_customer_deletion_begin (FAC_PAGE (page), fac_row_get_id (row));
}

static void
open_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    push_page (FAC_CUSTOMERS_PAGE (widget), row);
}

static void
edit_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    push_form (FAC_CUSTOMERS_PAGE (widget), fac_row_get_id (row));
}

static void
on_loaded_to_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, &error);

  if (customer == NULL)
    fac_toast_error (self, error);
  else if (gtk_widget_get_mapped (self))
    fac_invoice_editor_push_for (self, FAC_WORKSPACE (source), customer);
}

static void
invoice_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    fac_workspace_get_customer_async (fac_page_get_workspace (FAC_PAGE (widget)),
                                      fac_row_get_id (row), NULL, on_loaded_to_invoice,
                                      g_object_ref (widget));
}

static void
copy_tax_id (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));
  const FacCustomer *customer = row != NULL ? fac_row_get_content (row) : NULL;

  if (customer == NULL || fac_text_is_empty (customer->tax_id))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), customer->tax_id);
  fac_toast (widget, _("RFC copied"));
}

static void
validate_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_page_push (widget, fac_validation_page_new (fac_page_get_workspace (FAC_PAGE (widget))));
}

static GMenuModel *
fac_customers_page_row_menu (FacListPage *page, FacRow *row)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  g_menu_append (first, _("_Open"), "customer.open");
  g_menu_append (first, _("_Edit"), "customer.edit");
  g_menu_append (first, _("New _Invoice"), "customer.new-invoice");
  g_menu_append (first, _("Copy _RFC"), "customer.copy-tax-id");
  g_menu_append (last, _("_Delete"), "list.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static char *
fac_customers_page_describe (FacListPage *page, guint n)
{
  return fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u customer", "%'u customers", n), n);
}

static void
fac_customers_page_class_init (FacCustomersPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  list_class->entity = FAC_ENTITY_CUSTOMER;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { .title = fac_customer_cell_name,
                                             .detail = fac_customer_cell_tax_id,
                                             .amount = compact_balance };
  list_class->search_hint = N_("Search by name, RFC, e-mail, address or notes");
  list_class->empty_icon = "system-users-symbolic";
  list_class->empty_title = N_("No Customers Yet");
  list_class->empty_body
    = N_("Register each customer once; afterwards three letters are enough.");
  list_class->empty_label = N_("_New Customer");
  list_class->empty_action = "win.new-of::customers";
  list_class->describe = fac_customers_page_describe;
  list_class->activate = fac_customers_page_activate;
  list_class->remove = fac_customers_page_remove;
  list_class->row_menu = fac_customers_page_row_menu;
  FAC_PAGE_CLASS (klass)->open = fac_customers_page_open;
  gtk_widget_class_install_action (widget_class, "customer.open", NULL, open_selected);
  gtk_widget_class_install_action (widget_class, "customer.edit", NULL, edit_selected);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "customer.edit",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "customer.new-invoice", NULL, invoice_selected);
  gtk_widget_class_install_action (widget_class, "customer.copy-tax-id", NULL, copy_tax_id);
  gtk_widget_class_install_action (widget_class, "customer.validate-all", NULL, validate_all);
  fac_customer_fill_install (widget_class);
}

static void
fac_customers_page_init (FacCustomersPage *self)
{
  fac_page_set_start (FAC_PAGE (self), fac_new_button (_("New _Customer"),
                                                       _("New customer (Ctrl+N)"),
                                                       "win.new-of::customers"));
  fac_customer_fill_accept_drops (FAC_PAGE (self));
  /* behind the constancia's: what comes last is asked first, and leaves what is no list to it */
  fac_transfer_menu_add (FAC_LIST_PAGE (self));
}
