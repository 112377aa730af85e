/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-form.h"

#include "fac-catalog-row.h"
#include "fac-field-hint.h"
#include "fac-ids.h"
#include "fac-page-host.h"
#include "fac-product-price-group.h"
#include "fac-product-tax-group.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacProductForm
{
  FacFormPage           parent_instance;

  GtkWidget            *scroller;
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

  FacProduct           *original; /* as it was when the form opened */
  FacProduct           *product;  /* as it is in the fields */
  GCancellable         *cancellable;

  gboolean              is_new;
  gboolean              stored;
  gboolean              showing;
  gboolean              judge_all;
};

G_DEFINE_FINAL_TYPE (FacProductForm, fac_product_form, FAC_TYPE_FORM_PAGE)

static FacWorkspace *
workspace_of (FacProductForm *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static void
judge (FacProductForm *self)
{
  g_autoptr (GPtrArray) findings = NULL;

  if (self->product == NULL)
    return;
  findings = fac_workspace_check_product (workspace_of (self), self->product);
  fac_field_hint_show (self->description_hint, findings, "description", self->judge_all);
  fac_field_hint_show (self->product_key_hint, findings, "product_key",
                       self->judge_all || !fac_text_is_empty (self->product->product_key));
  fac_field_hint_show (self->unit_key_hint, findings, "unit_key", TRUE);
  fac_field_hint_show (self->sku_hint, findings, "sku", TRUE);
  fac_product_price_group_judge (self->price, self->product, findings, self->judge_all);
  fac_product_tax_group_judge (self->taxes, findings);
}

static void
show_title (FacProductForm *self)
{
  if (!fac_text_is_empty (self->product->description))
    fac_page_set_title (FAC_PAGE (self), self->product->description);
  else
    fac_page_set_title (FAC_PAGE (self), self->is_new ? _("New Product") : _("Product"));
}

static void
read_text (GtkWidget *row, char **field)
{
  g_autofree char *text = fac_text_normalize_space (gtk_editable_get_text (GTK_EDITABLE (row)));

  fac_set_string (field, *text != '\0' ? text : NULL);
}

static void
on_changed (FacProductForm *self)
{
  FacProduct *product;

  if (self->product == NULL || self->showing)
    return;
  product = fac_product_copy (self->product);
  read_text (self->description, &product->description);
  read_text (self->sku, &product->sku);
  read_text (self->barcode, &product->barcode);
  fac_set_string (&product->product_key, fac_catalog_row_get_key (self->product_key));
  fac_set_string (&product->unit_key, fac_catalog_row_get_key (self->unit_key));
  fac_product_price_group_read (self->price, product);
  fac_product_tax_group_read (self->taxes, product);
  fac_product_unref (self->product);
  self->product = product;
  judge (self);
  show_title (self);
  fac_form_page_changed (FAC_FORM_PAGE (self));
}

static void
on_unit_picked (FacProductForm *self)
{
  FacProduct *product;

  if (self->product == NULL)
    return;
  product = fac_product_copy (self->product);
  fac_set_string (&product->unit_name, fac_catalog_row_get_name (self->unit_key));
  fac_product_unref (self->product);
  self->product = product;
  on_changed (self);
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_product (FacProductForm *self, FacProduct *product)
{
  self->original = fac_product_ref (product);
  self->product = fac_product_ref (product);
  self->showing = TRUE;
  set_text (self->description, product->description);
  set_text (self->sku, product->sku);
  set_text (self->barcode, product->barcode);
  fac_catalog_row_set_key (self->product_key, product->product_key, NULL);
  fac_catalog_row_set_key (self->unit_key, product->unit_key, product->unit_name);
  fac_product_price_group_show (self->price, product);
  fac_product_tax_group_show (self->taxes, product);
  self->showing = FALSE;
  gtk_widget_set_sensitive (self->scroller, TRUE);
  show_title (self);
  judge (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacProductForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacProduct) product = fac_workspace_get_product_finish (FAC_WORKSPACE (source), result,
                                                                     &error);

  if (product != NULL)
    {
      show_product (self, product);
      gtk_widget_child_focus (self->scroller, GTK_DIR_TAB_FORWARD);
      return;
    }
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  fac_toast_error (GTK_WIDGET (self), error);
  fac_page_close (FAC_PAGE (self));
}

/* ---- storing -------------------------------------------------------------------------------- */

typedef struct
{
  FacProductForm *self;
  gboolean        send;
} Saving;

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (FacProductForm) self = saving->self;
  g_autoptr (GError) error = NULL;

  fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error);
  fac_form_page_stored (FAC_FORM_PAGE (self), saving->send, error);
  g_free (saving);
}

static void
fac_product_form_store (FacFormPage *page, gboolean send)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);
  Saving *saving = g_new0 (Saving, 1);

  self->stored = TRUE;
  fac_page_set_object_id (FAC_PAGE (self), self->product->id);
  saving->self = g_object_ref (self);
  saving->send = send;
  fac_workspace_save_product_async (workspace_of (self), self->product, send, on_stored, saving);
}

static void
on_reverted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (self, error);
}

static void
fac_product_form_revert (FacFormPage *page)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);

  if (!self->stored)
    return;
  if (self->is_new)
    fac_workspace_delete_async (workspace_of (self), FAC_ENTITY_PRODUCT, self->product->id,
                                on_reverted,
                                g_object_ref (self));
  else
    fac_workspace_save_product_async (workspace_of (self), self->original, FALSE, on_reverted,
                                      g_object_ref (self));
}

static gboolean
fac_product_form_is_sendable (FacFormPage *page)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);
  g_autoptr (GPtrArray) findings = NULL;

  if (self->product == NULL)
    return FALSE;
  findings = fac_workspace_check_product (workspace_of (self), self->product);
  return !fac_findings_has_errors (findings);
}

static void
fac_product_form_explain (FacFormPage *page)
{
  FacProductForm *self = FAC_PRODUCT_FORM (page);

  self->judge_all = TRUE;
  judge (self);
  fac_toast (GTK_WIDGET (self), _("Complete the marked fields"));
}

/* ---- making --------------------------------------------------------------------------------- */

static void
fac_product_form_dispose (GObject *object)
{
  FacProductForm *self = FAC_PRODUCT_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->original, fac_product_unref);
  g_clear_pointer (&self->product, fac_product_unref);
  G_OBJECT_CLASS (fac_product_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-product-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FacProductForm, scroller);
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
  gtk_widget_class_bind_template_callback (widget_class, on_unit_picked);
  gtk_widget_class_bind_template_callback (widget_class, judge);
}

static void
fac_product_form_class_init (FacProductFormClass *klass)
{
  FacFormPageClass *form_class = FAC_FORM_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_product_form_dispose;
  form_class->store = fac_product_form_store;
  form_class->revert = fac_product_form_revert;
  form_class->is_sendable = fac_product_form_is_sendable;
  form_class->explain = fac_product_form_explain;
  g_type_ensure (FAC_TYPE_CATALOG_ROW);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_PRODUCT_PRICE_GROUP);
  g_type_ensure (FAC_TYPE_PRODUCT_TAX_GROUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fac_product_form_init (FacProductForm *self)
{
  self->cancellable = g_cancellable_new ();
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
  g_autoptr (FacProduct) product = NULL;

  self->is_new = id == NULL;
  if (id == NULL)
    {
      product = fac_product_new ();
      show_product (self, product);
      return FAC_PAGE (self);
    }
  gtk_widget_set_sensitive (self->scroller, FALSE);
  fac_page_set_object_id (FAC_PAGE (self), id);
  fac_workspace_get_product_async (workspace, id, self->cancellable, on_loaded,
                                   g_object_ref (self));
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
  self->is_new = TRUE;
  show_product (self, copy);
  fac_form_page_changed (FAC_FORM_PAGE (self));
  return FAC_PAGE (self);
}
