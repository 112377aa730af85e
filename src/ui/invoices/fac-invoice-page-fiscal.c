/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folio fiscal, its XML, and where the SAT tells of it. */
#include "fac-invoice-page-groups.h"

#include "fac-page-host.h"
#include "fac-xml-window.h"

#include <glib/gi18n.h>

static gboolean
is_live (FacInvoicePage *self)
{
  return fac_workspace_get_organization (fac_page_get_workspace (FAC_PAGE (self)))->livemode;
}

char *
_fac_invoice_page_dup_link (FacInvoicePage *self)
{
  const FacCfdi *cfdi = fac_issued_document_get_cfdi (self->document);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  char *url = cfdi != NULL ? fac_cfdi_qr_text (cfdi) : NULL;

  return url != NULL || invoice == NULL ? url : g_strdup (invoice->verification_url);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
show_xml (FacInvoicePage *self)
{
  const int verdict = fac_issued_document_get_seal_verdict (self->document);
  const gboolean missing = fac_issued_document_get_xml (self->document) == NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->xml_row),
    missing ? _("XML missing: it is fetched as soon as there is a connection")
    : verdict > 0 ? _("XML stored and verified · seal valid")
    : verdict < 0 ? _("XML stored · the seal does NOT verify") : _("XML stored"));
  gtk_image_set_from_icon_name (self->xml_icon, missing ? "emblem-synchronizing-symbolic"
                                                : verdict < 0 ? "dialog-error-symbolic"
                                                : "emblem-ok-symbolic");
  if (verdict < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->xml_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->xml_row), "error");
}

static void
update_fiscal (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  const gboolean stamped = invoice != NULL && invoice->uuid != NULL;
  g_autofree char *url = stamped ? _fac_invoice_page_dup_link (self) : NULL;

  _fac_invoice_page_enable (self, "invoice.copy-uuid", stamped);
  _fac_invoice_page_enable (self, "invoice.copy-link", url != NULL);
  _fac_invoice_page_enable (self, "invoice.verify", stamped && is_live (self));
  /* what cannot be pressed is not grey: it says why */
  if (is_live (self))
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->verify_row), "invoice.verify");
  _fac_invoice_page_enable (self, "invoice.show-xml",
                            fac_issued_document_get_xml (self->document) != NULL);
  gtk_widget_set_visible (group, stamped);
  if (!stamped)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->uuid_row), invoice->uuid);
  show_xml (self);
  adw_action_row_set_subtitle (self->verify_row,
                               is_live (self) ? _("Open the page of this document at the SAT")
                                              : _("Not in Test: such a document has no fiscal validity "
                                                  "and never reached the SAT"));
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
act_copy_uuid (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (FAC_INVOICE_PAGE (widget)->document);

  if (invoice == NULL || invoice->uuid == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), invoice->uuid);
  fac_toast (widget, _("Folio fiscal copied"));
}

static void
act_copy_link (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *url = _fac_invoice_page_dup_link (FAC_INVOICE_PAGE (widget));

  if (url == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), url);
  fac_toast (widget, _("Verification link copied"));
}

static void
act_show_xml (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  GBytes *xml = fac_issued_document_get_xml (self->document);
  GtkRoot *root = gtk_widget_get_root (widget);
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self));

  if (xml != NULL && GTK_IS_WINDOW (root))
    fac_xml_window_present (GTK_WINDOW (root), xml, self->title,
                            FAC_CATALOG_SOURCE (fac_workspace_get_catalog (workspace)));
}

static void
act_verify (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *url = _fac_invoice_page_dup_link (FAC_INVOICE_PAGE (widget));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (url != NULL && g_str_has_prefix (url, "https://"))
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

static void
install_fiscal (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoice.copy-uuid", NULL, act_copy_uuid);
  gtk_widget_class_install_action (widget_class, "invoice.copy-link", NULL, act_copy_link);
  gtk_widget_class_install_action (widget_class, "invoice.verify", NULL, act_verify);
  gtk_widget_class_install_action (widget_class, "invoice.show-xml", NULL, act_show_xml);
}

static GtkWidget *
get_fiscal (FacInvoicePage *self)
{
  return self->fiscal;
}

const FacInvoiceGroup _fac_invoice_group_fiscal = { install_fiscal, get_fiscal, update_fiscal };
