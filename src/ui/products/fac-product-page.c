/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-page-private.h"

#include "fac-catalog-source.h"
#include "fac-conflict-banner.h"
#include "fac-fact-rows.h"
#include "fac-invoice-totals.h"
#include "fac-product-price.h"
#include "fac-tax-words.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define FIRST_SALES 25
#define NAMES       5

G_DEFINE_FINAL_TYPE (FacProductPage, fac_product_page, FAC_TYPE_PAGE)

static FacWorkspace *
workspace_of (FacProductPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- facts ----------------------------------------------------------------------------------- */

static char *
key_and_name (const char *key, const char *name)
{
  if (fac_text_is_empty (key) || fac_text_is_empty (name))
    return g_strdup (key);
  return g_strdup_printf ("%s · %s", key, name);
}

/* of the one key or the other: no key is in both catalogues */
static void
on_names (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacProductPage) self = data;
  g_autoptr (GPtrArray) entries = fac_workspace_search_catalog_finish (FAC_WORKSPACE (source),
                                                                       result, NULL);

  for (guint i = 0; self->id != NULL && entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = entries->pdata[i];
      g_autofree char *text = key_and_name (entry->key, entry->es);

      if (g_strcmp0 (entry->key, self->product->product_key) == 0)
        fac_fact_row_show (self->product_key_row, text);
      else if (g_strcmp0 (entry->key, self->product->unit_key) == 0)
        fac_fact_row_show (self->unit_row, text);
    }
}

/* The words of a key lie in a catalogue that is asked: until it answers the key stands alone. */
static void
show_keys (FacProductPage *self)
{
  const FacProduct *product = self->product;
  GCancellable *cancellable = fac_object_load_get_cancellable (self->load);
  g_autofree char *unit = key_and_name (product->unit_key, product->unit_name);
  const char *name = fac_text_is_empty (product->taxability)
                       ? NULL : fac_ui_catalog_name (workspace_of (self), FAC_CATALOG_TAXABILITY,
                                                     product->taxability);
  g_autofree char *taxability = key_and_name (product->taxability, name);

  fac_fact_row_show (self->product_key_row, product->product_key);
  fac_fact_row_show (self->unit_row, unit);
  fac_fact_row_show (self->taxability_row, taxability);
  if (!fac_text_is_empty (product->product_key))
    fac_workspace_search_catalog_async (workspace_of (self), FAC_CATALOG_PRODUCTS,
                                        product->product_key, NAMES, cancellable, on_names,
                                        g_object_ref (self));
  if (!fac_text_is_empty (product->unit_key) && fac_text_is_empty (product->unit_name))
    fac_workspace_search_catalog_async (workspace_of (self), FAC_CATALOG_UNITS, product->unit_key,
                                        NAMES, cancellable, on_names, g_object_ref (self));
}

static char *
local_tax_label (const FacLocalTax *tax)
{
  const FacDecimal percent = fac_decimal_mul (tax->rate, fac_decimal_from_int (100), 6,
                                              FAC_ROUND_HALF_UP);
  g_autofree char *rate = fac_decimal_format (percent, 0, 6);

  /* Translators: a local tax: its name and its rate, as in "ISH 3 %" */
  return tax->withholding ? g_strdup_printf (_("%1$s withheld %2$s %%"), tax->name, rate)
                          : g_strdup_printf (_("%1$s %2$s %%"), tax->name, rate);
}

static void
show_taxes (FacProductPage *self)
{
  const FacProduct *product = self->product;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < product->taxes->len; i++)
    g_ptr_array_add (names, fac_tax_label (&g_array_index (product->taxes, FacTax, i),
                                           fac_tax_words ()));
  for (guint i = 0; i < product->local_taxes->len; i++)
    g_ptr_array_add (names, local_tax_label (&g_array_index (product->local_taxes, FacLocalTax,
                                                             i)));
  if (names->len == 0)
    g_ptr_array_add (names, g_strdup (_("No taxes")));
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (", ", (char **) names->pdata);
  fac_fact_row_show (self->taxes_row, text);
}

static void
show_price (GtkLabel *label, FacDecimal price)
{
  g_autofree char *number = fac_decimal_format (price, 2, FAC_LINE_DECIMALS);
  g_autofree char *text = g_strconcat ("$", number, NULL);

  gtk_label_set_label (label, price.overflow ? "—" : text);
}

static void
show_conflict (FacProductPage *self)
{
  fac_conflict_say (self->notice, workspace_of (self), FAC_ENTITY_PRODUCT, self->id);
}

static void
show_facts (FacProductPage *self)
{
  const FacProduct *product = self->product;
  const char *title = fac_text_is_empty (product->description) ? _("Without description")
                                                               : product->description;

  fac_page_set_title (FAC_PAGE (self), title);
  fac_page_set_subtitle (FAC_PAGE (self), product->sku);
  fac_fact_row_show (self->description_row, product->description);
  fac_fact_row_show (self->sku_row, product->sku);
  fac_fact_row_show (self->barcode_row, product->barcode);
  show_keys (self);
  show_taxes (self);
  show_price (self->net_price, fac_product_price_without_tax (product));
  show_price (self->gross_price, fac_product_price_with_tax (product));
  show_conflict (self);
}

/* ---- loading --------------------------------------------------------------------------------- */

static void
on_figures (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacProductPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacProductFigures) figures =
      fac_workspace_get_product_figures_finish (FAC_WORKSPACE (source), result, &error);

  if (self->id == NULL)
    return;
  if (figures == NULL)
    {
      fac_object_load_fail (self->load, error);
      return;
    }
  g_clear_pointer (&self->figures, fac_product_figures_unref);
  self->figures = g_steal_pointer (&figures);
  _fac_product_page_show_sales (self);
  fac_object_load_show (self->load);
}

static void
on_product (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacProductPage) self = data;
  g_autoptr (GError) error = NULL;
  FacProduct *product = fac_workspace_get_product_finish (FAC_WORKSPACE (source), result, &error);

  if (self->id == NULL)
    {
      g_clear_pointer (&product, fac_product_unref);
      return;
    }
  if (product == NULL)
    {
      fac_object_load_fail (self->load, error);
      return;
    }
  g_clear_pointer (&self->product, fac_product_unref);
  self->product = product;
  show_facts (self);
  fac_workspace_get_product_figures_async (workspace_of (self), self->id, self->limit,
                                           fac_object_load_get_cancellable (self->load),
                                           on_figures, g_object_ref (self));
}

static void
start (FacPage *page, FacObjectLoad *load)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (page);

  fac_workspace_get_product_async (workspace_of (self), self->id,
                                   fac_object_load_get_cancellable (load), on_product,
                                   g_object_ref (self));
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_product_page_dispose (GObject *object)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (object);

  g_clear_object (&self->load);
  g_clear_pointer (&self->product, fac_product_unref);
  g_clear_pointer (&self->figures, fac_product_figures_unref);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (fac_product_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, failed);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, notice);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, description_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, sku_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, barcode_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, product_key_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, unit_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, taxability_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, taxes_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, net_price);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, gross_price);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, unread_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, no_sales);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, sales_group);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, totals);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, months_group);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, months);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, customers_group);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, customers);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, documents_group);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, documents);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, more);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, drafts_group);
  gtk_widget_class_bind_template_child (widget_class, FacProductPage, drafts);
}

static void
fac_product_page_class_init (FacProductPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_product_page_dispose;
  g_type_ensure (FAC_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-product-page.ui");
  bind_children (widget_class);
  _fac_product_page_install_actions (widget_class);
}

static void
fac_product_page_init (FacProductPage *self)
{
  self->limit = FIRST_SALES;
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->description_row), _("Product"));
}

FacPage *
fac_product_page_new (FacWorkspace *workspace, const char *id)
{
  FacProductPage *self = g_object_new (FAC_TYPE_PRODUCT_PAGE, "workspace", workspace, NULL);

  self->id = g_strdup (id);
  fac_page_set_title (FAC_PAGE (self), _("Product"));
  g_signal_connect_object (workspace, "conflicts-changed", G_CALLBACK (show_conflict), self,
                           G_CONNECT_SWAPPED);
  self->load = fac_object_load_new (FAC_PAGE (self), FAC_ENTITY_PRODUCT, id, self->stack,
                                    self->failed, start);
  return FAC_PAGE (self);
}
