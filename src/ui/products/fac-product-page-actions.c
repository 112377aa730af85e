/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-page-private.h"

#include "fac-invoice-editor.h"
#include "fac-page-host.h"
#include "fac-product-form.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define MORE_SALES 4 /* times as many */

static FacWorkspace *
workspace_of (FacProductPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static void
act_new_invoice (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  if (self->product != NULL)
    fac_invoice_editor_push_with (widget, workspace_of (self), self->product);
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  fac_page_push (widget, fac_product_form_new (workspace_of (self), self->id));
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  if (self->product != NULL)
    fac_page_push (widget, fac_product_form_new_copy (workspace_of (self), self->product));
}

static void
copy (GtkWidget *widget, const char *text, const char *news)
{
  if (fac_text_is_empty (text))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  fac_toast (widget, news);
}

static void
act_copy_sku (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  copy (widget, self->product != NULL ? self->product->sku : NULL, _("SKU copied"));
}

static void
act_copy_barcode (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  copy (widget, self->product != NULL ? self->product->barcode : NULL, _("Barcode copied"));
}

static void
act_more_sales (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);

  self->limit *= MORE_SALES;
  fac_object_load_again (self->load);
}

/* ---- deletion -------------------------------------------------------------------------------- */

static char *
documents_in_words (const FacProductFigures *figures)
{
  const guint n = figures->n_documents;

  if (n == 0)
    return g_strdup (_("It is in no invoice."));
  return fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "It is in %'u document, which stays as it is: invoices and drafts "
                 "keep a copy of their own.", "It is in %'u documents, which stay as they are: "
                 "invoices and drafts keep a copy of their own.", n), n);
}

static void
on_deletion_answered (AdwMessageDialog *dialog, const char *response, FacProductPage *self)
{
  if (!g_str_equal (response, "delete"))
    return;
  fac_delete_with_undo (GTK_WIDGET (self), workspace_of (self), FAC_ENTITY_PRODUCT, self->id,
                        _("Product deleted"));
  fac_page_close (FAC_PAGE (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacProductPage *self = FAC_PRODUCT_PAGE (widget);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (self->product == NULL || self->figures == NULL)
    return;
  /* Translators: %s is the description of a product */
  heading = fac_text_is_empty (self->product->description)
              ? g_strdup (_("Delete this product?"))
              : g_strdup_printf (_("Delete “%s”?"), self->product->description);
  body = documents_in_words (self->figures);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete",
                                    _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_deletion_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
_fac_product_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "product.new-invoice", act_new_invoice }, { "product.edit", act_edit },
    { "product.duplicate", act_duplicate },     { "product.copy-sku", act_copy_sku },
    { "product.copy-barcode", act_copy_barcode }, { "product.more-sales", act_more_sales },
    { "product.delete", act_delete },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "product.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "product.new-invoice", NULL);
}
