/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-dialog.h"

#include "fac-catalog-row.h"
#include "fac-catalog-source.h"
#include "fac-field-hint.h"
#include "fac-line-complement-group.h"
#include "fac-line-edit.h"
#include "fac-line-extras.h"
#include "fac-line-parts.h"
#include "fac-product-tax-group.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FacLineDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkEditable    *description;
  FacCatalogRow  *product_key;
  FacCatalogRow  *unit_key;
  GtkEditable    *sku;
  GtkEditable    *quantity;
  GtkEditable    *price;
  GtkSwitch      *included;
  GtkEditable    *discount;
  FacFieldHint   *quantity_hint;
  FacFieldHint   *price_hint;
  FacFieldHint   *discount_hint;
  FacProductTaxGroup     *taxes;
  FacLineExtras          *extras;
  FacLineParts           *parts;
  FacLineComplementGroup *complement;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  guint            line;
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacLineDialog, fac_line_dialog, ADW_TYPE_WINDOW)

static const FacInvoiceLine *
peek_line (FacLineDialog *self)
{
  GPtrArray *lines = fac_invoice_draft_get_invoice (self->draft)->lines;

  return self->line < lines->len ? lines->pdata[self->line] : NULL;
}

static void
read_number (FacInvoiceLine *line, FacLineColumn column, GtkEditable *row, FacFieldHint *hint)
{
  const char *text = gtk_editable_get_text (row);

  fac_line_set_text (line, column, text);
  fac_field_hint_say (hint, fac_line_problem (column, text), FAC_FINDING_ERROR);
}

/* the first number that cannot be read (nullable) */
static GtkWidget *
find_unreadable (FacLineDialog *self)
{
  const struct { FacLineColumn column; GtkEditable *row; } numbers[] = {
    { FAC_LINE_QUANTITY, self->quantity }, { FAC_LINE_PRICE, self->price },
    { FAC_LINE_DISCOUNT, self->discount },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (fac_line_problem (numbers[i].column, gtk_editable_get_text (numbers[i].row)) != NULL)
      return GTK_WIDGET (numbers[i].row);
  if (fac_product_tax_group_get_unreadable (self->taxes) != NULL)
    return fac_product_tax_group_get_unreadable (self->taxes);
  return fac_line_parts_get_unreadable (self->parts);
}

static void
set_optional (char **field, const char *text)
{
  fac_set_string (field, fac_text_is_empty (text) ? NULL : text);
}

static void
on_typed (FacLineDialog *self)
{
  const FacInvoiceLine *present = self->draft != NULL ? peek_line (self) : NULL;
  g_autoptr (FacInvoiceLine) line = NULL;

  if (self->filling || present == NULL)
    return;
  line = fac_invoice_line_copy (present);
  line->product->tax_included = gtk_switch_get_active (self->included);
  fac_set_string (&line->product->product_key, fac_catalog_row_get_key (self->product_key));
  if (fac_set_string (&line->product->unit_key, fac_catalog_row_get_key (self->unit_key)))
    fac_set_string (&line->product->unit_name, fac_catalog_row_get_name (self->unit_key));
  set_optional (&line->product->sku, gtk_editable_get_text (self->sku));
  fac_product_tax_group_read (self->taxes, line->product);
  fac_line_set_text (line, FAC_LINE_DESCRIPTION, gtk_editable_get_text (self->description));
  read_number (line, FAC_LINE_QUANTITY, self->quantity, self->quantity_hint);
  read_number (line, FAC_LINE_PRICE, self->price, self->price_hint);
  read_number (line, FAC_LINE_DISCOUNT, self->discount, self->discount_hint);
  fac_line_extras_read (self->extras, line);
  fac_line_parts_read (self->parts, line);
  fac_line_complement_group_read (self->complement, line);
  fac_invoice_draft_replace_line (self->draft, self->line, line);
}

/* those of this line's product, with their paths as a product has them */
static GPtrArray *
findings_of_product (FacLineDialog *self)
{
  GPtrArray *all = fac_invoice_draft_get_findings (self->draft);
  GPtrArray *own = fac_findings_new ();
  g_autofree char *prefix = g_strdup_printf ("items.%u.product.", self->line);

  for (guint i = 0; i < all->len; i++)
    {
      const FacFinding *finding = all->pdata[i];
      FacFinding *copy;

      if (!g_str_has_prefix (finding->field, prefix))
        continue;
      copy = fac_finding_copy (finding);
      fac_set_string (&copy->field, finding->field + strlen (prefix));
      g_ptr_array_add (own, copy);
    }
  return own;
}

static void
on_findings_changed (FacLineDialog *self)
{
  GPtrArray *findings = fac_invoice_draft_get_findings (self->draft);
  g_autoptr (GPtrArray) of_product = findings_of_product (self);

  fac_product_tax_group_judge (self->taxes, of_product);
  fac_line_extras_judge (self->extras, findings, self->line);
  fac_line_parts_judge (self->parts, findings, self->line);
  fac_line_complement_group_judge (self->complement, findings, self->line);
}

static void
fill_text (GtkEditable *row, const FacInvoiceLine *line, FacLineColumn column)
{
  g_autofree char *text = fac_line_edit_text (line, column);

  gtk_editable_set_text (row, text);
}

static void
fill (FacLineDialog *self)
{
  const FacInvoiceLine *line = peek_line (self);
  g_autofree char *subtitle = g_strdup_printf (_("Line %u"), self->line + 1);

  self->filling = TRUE;
  adw_window_title_set_title (self->title, subtitle);
  fac_catalog_row_setup (self->product_key, self->workspace, FAC_CATALOG_PRODUCTS);
  fac_catalog_row_setup (self->unit_key, self->workspace, FAC_CATALOG_UNITS);
  fac_line_extras_setup (self->extras, self->workspace);
  fac_product_tax_group_setup (self->taxes, self->workspace);
  fac_line_parts_setup (self->parts, self->workspace);
  if (line != NULL)
    {
      fill_text (self->description, line, FAC_LINE_DESCRIPTION);
      fill_text (self->quantity, line, FAC_LINE_QUANTITY);
      fill_text (self->price, line, FAC_LINE_PRICE);
      fill_text (self->discount, line, FAC_LINE_DISCOUNT);
      gtk_editable_set_text (self->sku, line->product->sku != NULL ? line->product->sku : "");
      gtk_switch_set_active (self->included, line->product->tax_included);
      fac_catalog_row_set_key (self->product_key, line->product->product_key, NULL);
      fac_catalog_row_set_key (self->unit_key, line->product->unit_key, line->product->unit_name);
      fac_product_tax_group_show (self->taxes, line->product);
      fac_line_extras_show (self->extras, line);
      fac_line_parts_show (self->parts, line);
      fac_line_complement_group_show (self->complement, line);
    }
  self->filling = FALSE;
}

/* what cannot be read is not thrown away by closing */
static gboolean
fac_line_dialog_close_request (GtkWindow *window)
{
  GtkWidget *row = find_unreadable (FAC_LINE_DIALOG (window));

  if (row == NULL)
    return GTK_WINDOW_CLASS (fac_line_dialog_parent_class)->close_request (window);
  gtk_widget_grab_focus (row);
  gtk_widget_error_bell (row);
  return TRUE;
}

static void
fac_line_dialog_dispose (GObject *object)
{
  FacLineDialog *self = FAC_LINE_DIALOG (object);

  if (self->draft != NULL)
    fac_invoice_draft_end_typing (self->draft);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_line_dialog_parent_class)->dispose (object);
}

static void
fac_line_dialog_class_init (FacLineDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_line_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fac_line_dialog_close_request;
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_CATALOG_ROW);
  g_type_ensure (FAC_TYPE_LINE_COMPLEMENT_GROUP);
  g_type_ensure (FAC_TYPE_LINE_EXTRAS);
  g_type_ensure (FAC_TYPE_LINE_PARTS);
  g_type_ensure (FAC_TYPE_PRODUCT_TAX_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                          "/org/example/Facturador/ui/invoices/fac-line-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, description);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, product_key);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, unit_key);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, sku);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, quantity);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, price);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, included);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, discount);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, quantity_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, price_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, discount_hint);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, taxes);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, extras);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, FacLineDialog, complement);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fac_line_dialog_init (FacLineDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->description), _("Product or Service"));
  fac_ui_name_list (GTK_WIDGET (self->price), _("Price"));
  fac_field_hint_set_row (self->quantity_hint, GTK_WIDGET (self->quantity));
  fac_field_hint_set_row (self->price_hint, GTK_WIDGET (self->price));
  fac_field_hint_set_row (self->discount_hint, GTK_WIDGET (self->discount));
}

GtkWidget *
fac_line_dialog_new (GtkWindow *parent, FacWorkspace *workspace, FacInvoiceDraft *draft, guint line)
{
  FacLineDialog *self = g_object_new (FAC_TYPE_LINE_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->line = line;
  self->draft = g_object_ref (draft);
  fill (self);
  on_findings_changed (self);
  g_signal_connect_object (draft, "findings-changed", G_CALLBACK (on_findings_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->description));
  fac_invoice_draft_begin_typing (draft);
  return GTK_WIDGET (self);
}

void
fac_line_dialog_focus_field (FacLineDialog *self, const char *field)
{
  if (fac_line_extras_focus (self->extras, field) || fac_line_parts_focus (self->parts, field)
      || fac_line_complement_group_focus (self->complement, field))
    return;
  if (g_str_has_prefix (field, "product.tax") || g_str_has_prefix (field, "product.local"))
    gtk_widget_child_focus (GTK_WIDGET (self->taxes), GTK_DIR_TAB_FORWARD);
  else if (g_str_has_prefix (field, "product.product"))
    gtk_widget_grab_focus (GTK_WIDGET (self->product_key));
}
