/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-products-page.h"

#include "fac-invoice-editor.h"
#include "fac-page-host.h"
#include "fac-price-page.h"
#include "fac-product-form.h"
#include "fac-product-page.h"
#include "fac-tax-words.h"
#include "fac-text.h"
#include "fac-transfer-menu.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacProductsPage
{
  FacListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FacProductsPage, fac_products_page, FAC_TYPE_LIST_PAGE)

/* ---- columns -------------------------------------------------------------------------------- */

static char *
description_text (gconstpointer content)
{
  const FacProduct *product = content;

  return g_strdup (fac_text_is_empty (product->description) ? _("Without description")
                   : product->description);
}

static char *
sku_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacProduct *) content)->sku);
}

static char *
key_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacProduct *) content)->product_key);
}

static char *
unit_text (gconstpointer content)
{
  return fac_list_or_dash (((const FacProduct *) content)->unit_key);
}

static char *
taxes_text (gconstpointer content)
{
  const FacProduct *product = content;

  if (product->taxes->len == 0)
    return g_strdup ("—");
  return fac_taxes_label ((const FacTax *) (gconstpointer) product->taxes->data,
                          product->taxes->len, fac_tax_words ());
}

static char *
price_text (gconstpointer content)
{
  return fac_decimal_format (((const FacProduct *) content)->price, 2, 6);
}

static char *
compact_detail (gconstpointer content)
{
  const FacProduct *product = content;

  if (fac_text_is_empty (product->sku))
    return fac_list_or_dash (product->product_key);
  return g_strjoin (" · ", product->sku, product->product_key, NULL);
}

static const FacListColumn columns[] = {
  { .title = N_("Description"), .order = FAC_ORDER_NAME, .chars = 32, .least = 26, .expand = TRUE,
    .marked = TRUE, .text = description_text },
  { .title = N_("SKU"), .order = FAC_ORDER_TAX_ID, .chars = 11, .dim = TRUE, .text = sku_text },
  { .title = N_("SAT key"), .order = -1, .chars = 9, .dim = TRUE, .text = key_text },
  { .title = N_("Unit"), .order = -1, .chars = 6, .dim = TRUE, .text = unit_text },
  { .title = N_("Taxes"), .order = -1, .chars = 16, .dim = TRUE, .text = taxes_text },
  { .title = N_("Price"), .order = FAC_ORDER_TOTAL, .chars = 12, .least = 11, .numeric = TRUE,
    .text = price_text },
};

/* ---- actions -------------------------------------------------------------------------------- */

static void
push_form (FacProductsPage *self, const char *id)
{
  fac_page_push (GTK_WIDGET (self), fac_product_form_new (fac_page_get_workspace (FAC_PAGE (self)),
                                                          id));
}

static void
fac_products_page_open (FacPage *page, const char *id)
{
  push_form (FAC_PRODUCTS_PAGE (page), id);
}

static void
push_page (FacProductsPage *self, FacRow *row)
{
  fac_page_push (GTK_WIDGET (self), fac_product_page_new (fac_page_get_workspace (FAC_PAGE (self)),
                                                          fac_row_get_id (row)));
}

static void
fac_products_page_activate (FacListPage *page, FacRow *row)
{
  push_page (FAC_PRODUCTS_PAGE (page), row);
}

static void
fac_products_page_remove (FacListPage *page, FacRow *row)
{
  fac_delete_with_undo (GTK_WIDGET (page), fac_page_get_workspace (FAC_PAGE (page)),
                        FAC_ENTITY_PRODUCT,
                        fac_row_get_id (row), _("Product deleted"));
}

static void
open_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    push_page (FAC_PRODUCTS_PAGE (widget), row);
}

static void
edit_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    push_form (FAC_PRODUCTS_PAGE (widget), fac_row_get_id (row));
}

static void
invoice_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));
  const FacProduct *product = row != NULL ? fac_row_get_content (row) : NULL;

  if (product != NULL)
    fac_invoice_editor_push_with (widget, fac_page_get_workspace (FAC_PAGE (widget)), product);
}

static void
duplicate_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacRow *row = fac_list_page_get_selected (FAC_LIST_PAGE (widget));

  if (row != NULL)
    fac_page_push (widget, fac_product_form_new_copy (fac_page_get_workspace (FAC_PAGE (widget)),
                                                      fac_row_get_content (row)));
}

static void
change_prices (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacListPage *list = FAC_LIST_PAGE (widget);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fac_list_page_get_model (list)));

  fac_page_push (widget, fac_price_page_new (fac_page_get_workspace (FAC_PAGE (widget)),
                                             fac_list_page_get_query (list), n));
}

static GMenuModel *
fac_products_page_row_menu (FacListPage *page, FacRow *row)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  g_menu_append (first, _("_Open"), "product.open");
  g_menu_append (first, _("_Edit"), "product.edit");
  g_menu_append (first, _("New _Invoice"), "product.new-invoice");
  g_menu_append (first, _("D_uplicate"), "product.duplicate");
  g_menu_append (first, _("Change _Prices of What Is Listed…"), "product.change-prices");
  g_menu_append (last, _("_Delete"), "list.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static char *
fac_products_page_describe (FacListPage *page, guint n)
{
  return fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u product", "%'u products", n), n);
}

static void
fac_products_page_class_init (FacProductsPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  list_class->entity = FAC_ENTITY_PRODUCT;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { .title = description_text, .detail = compact_detail,
                                             .amount = price_text };
  list_class->search_hint = N_("Search by description, key, SKU or barcode");
  list_class->empty_icon = "package-x-generic-symbolic";
  list_class->empty_title = N_("No Products Yet");
  list_class->empty_body = N_("Register what you sell once, with its SAT key and taxes.");
  list_class->empty_label = N_("_New Product");
  list_class->empty_action = "win.new-of::products";
  list_class->describe = fac_products_page_describe;
  list_class->activate = fac_products_page_activate;
  list_class->remove = fac_products_page_remove;
  list_class->row_menu = fac_products_page_row_menu;
  FAC_PAGE_CLASS (klass)->open = fac_products_page_open;
  gtk_widget_class_install_action (widget_class, "product.open", NULL, open_selected);
  gtk_widget_class_install_action (widget_class, "product.edit", NULL, edit_selected);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "product.edit",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "product.new-invoice", NULL, invoice_selected);
  gtk_widget_class_install_action (widget_class, "product.change-prices", NULL, change_prices);
  gtk_widget_class_install_action (widget_class, "product.duplicate", NULL, duplicate_selected);
}

static void
fac_products_page_init (FacProductsPage *self)
{
  fac_page_set_start (FAC_PAGE (self), fac_new_button (_("New _Product"), _("New product (Ctrl+N)"),
                                                       "win.new-of::products"));
  fac_transfer_menu_add (FAC_LIST_PAGE (self));
}
