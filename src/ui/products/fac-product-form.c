/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-form.h"

#include "fac-catalog-row.h"
#include "fac-field-hint.h"
#include "fac-ids.h"
#include "fac-product-price-group.h"
#include "fac-product-tax-group.h"
#include "fac-text.h"
#include "fac-unread.h"

#include <glib/gi18n.h>

struct _FacProductForm
{
  FacFormPage           parent_instance;

  GtkWidget            *description;
  FacFieldHint         *description_hint;
  FacCatalogRow        *product_key;
  FacFieldHint         *product_key_hint;
  FacCatalogRow        *unit_key;
  FacFieldHint         *unit_key_hint;
  FacProductPriceGroup *price;
  FacProductTaxGroup   *taxes;
  GtkWidget            *sku;
  FacFieldHint         *sku_hint;
  GtkWidget            *barcode;
};

G_DEFINE_FINAL_TYPE (FacProductForm, fac_product_form, FAC_TYPE_FORM_PAGE)

/* ---- what a product is ---------------------------------------------------------------------- */

static gpointer
make_product (void)
{
  return fac_product_new ();
}

static const char *
id_of (gconstpointer product)
{
  return ((const FacProduct *) product)->id;
}

static const char *
name_of (gconstpointer product)
{
  return ((const FacProduct *) product)->description;
}

static gboolean
equal (gconstpointer a, gconstpointer b)
{
  const FacProduct *left = a;
  const FacProduct *right = b;

  return fac_product_equal_content (a, b) && fac_unread_equal (left->unread, right->unread);
}

static gpointer
decode (GVariant *variant)
{
  return fac_product_from_variant (variant);
}

static GPtrArray *
check (FacWorkspace *workspace, gconstpointer product)
{
  return fac_workspace_check_product (workspace, product);
}

static gpointer
load_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return fac_workspace_get_product_finish (workspace, result, error);
}

static void
save (FacWorkspace *workspace, gpointer product, gboolean send, GAsyncReadyCallback callback,
      gpointer data)
{
  fac_workspace_save_product_async (workspace, product, send, callback, data);
}

static const FacFormKind product_kind = {
  .entity = FAC_ENTITY_PRODUCT,
  .type = fac_product_get_type,
  .new_title = N_("New Product"),
  .title = N_("Product"),
  .make = make_product,
  .get_id = id_of,
  .get_name = name_of,
  .equal = equal,
  .decode = decode,
  .check = check,
  .load = fac_workspace_get_product_async,
  .load_finish = load_finish,
  .save = save,
};

/* ---- fields --------------------------------------------------------------------------------- */

static void
read_text (GtkWidget *row, char **field)
{
  g_autofree char *text = fac_text_line (gtk_editable_get_text (GTK_EDITABLE (row)));

  fac_set_string (field, *text != '\0' ? text : NULL);
}

static gpointer
fac_product_form_read (FacFormPage *page, gconstpointer before)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);
  FacProduct *product = fac_product_copy (before);

  read_text (self->description, &product->description);
  read_text (self->sku, &product->sku);
  read_text (self->barcode, &product->barcode);
  fac_set_string (&product->product_key, fac_catalog_row_get_key (self->product_key));
  if (fac_set_string (&product->unit_key, fac_catalog_row_get_key (self->unit_key)))
    fac_set_string (&product->unit_name, fac_catalog_row_get_name (self->unit_key));
  fac_product_price_group_read (self->price, product);
  fac_product_tax_group_read (self->taxes, product);
  return product;
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fac_product_form_show (FacFormPage *page, gconstpointer object)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);
  const FacProduct *product = object;

  set_text (self->description, product->description);
  set_text (self->sku, product->sku);
  set_text (self->barcode, product->barcode);
  fac_catalog_row_set_key (self->product_key, product->product_key, NULL);
  fac_catalog_row_set_key (self->unit_key, product->unit_key, product->unit_name);
  fac_product_price_group_show (self->price, product);
  fac_product_tax_group_show (self->taxes, product);
}

static void
fac_product_form_judge (FacFormPage *page, gconstpointer object, GPtrArray *findings,
                        gboolean all)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);
  const FacProduct *product = object;

  fac_field_hint_show (self->description_hint, findings, "description", all);
  fac_field_hint_show (self->product_key_hint, findings, "product_key",
                       all || !fac_text_is_empty (product->product_key));
  fac_field_hint_show (self->unit_key_hint, findings, "unit_key", TRUE);
  fac_field_hint_show (self->sku_hint, findings, "sku", TRUE);
  fac_product_price_group_judge (self->price, product, findings, all);
  fac_product_tax_group_judge (self->taxes, findings);
}

static GtkWidget *
fac_product_form_get_unreadable (FacFormPage *page)
{
  return fac_product_tax_group_get_unreadable (FAC_PRODUCT_FORM (page)->taxes);
}

static void
on_changed (FacFormPage *self)
{
  fac_form_page_changed (self);
}

static void
judge (FacFormPage *self)
{
  fac_form_page_judge (self);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-product-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, description);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, description_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, product_key);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, product_key_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, unit_key);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, unit_key_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, price);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, taxes);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, sku);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, sku_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, barcode);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, judge);
}

static void
fac_product_form_class_init (FacProductFormClass *klass)
{
  FacFormPageClass *form_class = FAC_FORM_PAGE_CLASS (klass);

  form_class->kind = &product_kind;
  form_class->show = fac_product_form_show;
  form_class->read = fac_product_form_read;
  form_class->judge = fac_product_form_judge;
  form_class->get_unreadable = fac_product_form_get_unreadable;
  g_type_ensure (FAC_TYPE_CATALOG_ROW);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_PRODUCT_PRICE_GROUP);
  g_type_ensure (FAC_TYPE_PRODUCT_TAX_GROUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fac_product_form_init (FacProductForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->description_hint, self->description);
  fac_field_hint_set_row (self->product_key_hint, GTK_WIDGET (self->product_key));
  fac_field_hint_set_row (self->unit_key_hint, GTK_WIDGET (self->unit_key));
  fac_field_hint_set_row (self->sku_hint, self->sku);
}

static FacProductForm *
make_form (FacWorkspace *workspace)
{
  FacProductForm *self = g_object_new (FAC_TYPE_PRODUCT_FORM, "workspace", workspace, NULL);

  fac_catalog_row_setup (self->product_key, workspace, FAC_CATALOG_PRODUCTS);
  fac_catalog_row_setup (self->unit_key, workspace, FAC_CATALOG_UNITS);
  fac_product_tax_group_setup (self->taxes, workspace);
  return self;
}

FacPage *
fac_product_form_new (FacWorkspace *workspace, const char *id)
{
  FacProductForm *self = make_form (workspace);

  fac_form_page_open (FAC_FORM_PAGE (self), id);
  return FAC_PAGE (self);
}

FacPage *
fac_product_form_new_copy (FacWorkspace *workspace, const FacProduct *product)
{
  FacProductForm *self = make_form (workspace);
  g_autoptr (FacProduct) copy = fac_product_copy (product);

  g_free (copy->id);
  copy->id = fac_id_new ();
  g_clear_pointer (&copy->remote_id, g_free);
  /* these name one product only */
  g_clear_pointer (&copy->sku, g_free);
  g_clear_pointer (&copy->barcode, g_free);
  copy->created_at = copy->updated_at = 0;
  fac_form_page_open_new (FAC_FORM_PAGE (self), copy);
  fac_form_page_changed (FAC_FORM_PAGE (self));
  return FAC_PAGE (self);
}
