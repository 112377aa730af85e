/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-form.h"

#include "fac-customer-contact-group.h"
#include "fac-customer-fiscal-group.h"
#include "fac-invoice-editor.h"
#include "fac-page-host.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacCustomerForm
{
  FacFormPage              parent_instance;

  GtkWidget               *scroller;
  FacCustomerFiscalGroup  *fiscal;
  FacCustomerContactGroup *contact;

  FacCustomer             *original; /* as it was when the form opened */
  FacCustomer             *customer; /* as it is in the fields */
  GCancellable            *cancellable;

  gboolean                 is_new;
  gboolean                 stored;   /* an autosave has left */
  gboolean                 judge_all;
};

G_DEFINE_FINAL_TYPE (FacCustomerForm, fac_customer_form, FAC_TYPE_FORM_PAGE)

static FacWorkspace *
workspace_of (FacCustomerForm *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static void
judge (FacCustomerForm *self)
{
  g_autoptr (GPtrArray) findings = NULL;

  if (self->customer == NULL)
    return;
  findings = fac_workspace_check_customer (workspace_of (self), self->customer);
  fac_customer_fiscal_group_judge (self->fiscal, self->customer, findings, self->judge_all);
  fac_customer_contact_group_judge (self->contact, findings, self->judge_all);
}

static void
show_title (FacCustomerForm *self)
{
  if (!fac_text_is_empty (self->customer->legal_name))
    fac_page_set_title (FAC_PAGE (self), self->customer->legal_name);
  else
    fac_page_set_title (FAC_PAGE (self), self->is_new ? _("New Customer") : _("Customer"));
}

static void
on_changed (FacCustomerForm *self)
{
  FacCustomer *customer;

  if (self->customer == NULL)
    return;
  customer = fac_customer_copy (self->customer);
  fac_customer_contact_group_read (self->contact, customer);
  fac_customer_fiscal_group_read (self->fiscal, customer);
  fac_customer_unref (self->customer);
  self->customer = customer;
  judge (self);
  show_title (self);
  fac_form_page_changed (FAC_FORM_PAGE (self));
}

static void
on_place (FacCustomerForm *self, const char *state, const char *municipality)
{
  fac_customer_contact_group_set_place (self->contact, state, municipality);
}

static void
show_customer (FacCustomerForm *self, FacCustomer *customer)
{
  self->original = fac_customer_ref (customer);
  self->customer = fac_customer_ref (customer);
  fac_customer_fiscal_group_show (self->fiscal, customer);
  fac_customer_contact_group_show (self->contact, customer);
  gtk_widget_set_sensitive (self->scroller, TRUE);
  show_title (self);
  judge (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, &error);

  if (customer != NULL)
    {
      show_customer (self, customer);
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
  FacCustomerForm *self;
  gboolean         send;
} Saving;

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (FacCustomerForm) self = saving->self;
  g_autoptr (GError) error = NULL;

  fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error);
  fac_form_page_stored (FAC_FORM_PAGE (self), saving->send, error);
  g_free (saving);
}

static void
fac_customer_form_store (FacFormPage *page, gboolean send)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);
  Saving *saving = g_new0 (Saving, 1);

  self->stored = TRUE;
  fac_page_set_object_id (FAC_PAGE (self), self->customer->id);
  saving->self = g_object_ref (self);
  saving->send = send;
  fac_workspace_save_customer_async (workspace_of (self), self->customer, send, on_stored, saving);
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
fac_customer_form_revert (FacFormPage *page)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);

  if (!self->stored)
    return;
  if (self->is_new)
    fac_workspace_delete_async (workspace_of (self), FAC_ENTITY_CUSTOMER, self->customer->id,
                                on_reverted,
                                g_object_ref (self));
  else
    fac_workspace_save_customer_async (workspace_of (self), self->original, FALSE, on_reverted,
                                       g_object_ref (self));
}

static gboolean
fac_customer_form_is_sendable (FacFormPage *page)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);
  g_autoptr (GPtrArray) findings = NULL;

  if (self->customer == NULL)
    return FALSE;
  findings = fac_workspace_check_customer (workspace_of (self), self->customer);
  return !fac_findings_has_errors (findings);
}

static void
fac_customer_form_explain (FacFormPage *page)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);

  self->judge_all = TRUE;
  judge (self);
  fac_toast (GTK_WIDGET (self), _("Complete the marked fields"));
}

static void
new_invoice (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (widget);

  if (self->customer == NULL)
    return;
  fac_page_flush (FAC_PAGE (self));
  fac_invoice_editor_push_for (widget, workspace_of (self), self->customer);
}

/* ---- making --------------------------------------------------------------------------------- */

static GtkWidget *
make_invoice_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-new-symbolic");

  gtk_widget_set_tooltip_text (button, _("New invoice for this customer (Ctrl+Shift+N)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New invoice for this customer"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "customer.new-invoice");
  return button;
}

static void
fac_customer_form_dispose (GObject *object)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->original, fac_customer_unref);
  g_clear_pointer (&self->customer, fac_customer_unref);
  G_OBJECT_CLASS (fac_customer_form_parent_class)->dispose (object);
}

static void
fac_customer_form_class_init (FacCustomerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacFormPageClass *form_class = FAC_FORM_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_form_dispose;
  form_class->store = fac_customer_form_store;
  form_class->revert = fac_customer_form_revert;
  form_class->is_sendable = fac_customer_form_is_sendable;
  form_class->explain = fac_customer_form_explain;
  gtk_widget_class_install_action (widget_class, "customer.new-invoice", NULL, new_invoice);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "customer.new-invoice", NULL);
  g_type_ensure (FAC_TYPE_CUSTOMER_FISCAL_GROUP);
  g_type_ensure (FAC_TYPE_CUSTOMER_CONTACT_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, fiscal);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, contact);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_place);
  gtk_widget_class_bind_template_callback (widget_class, judge);
}

static void
fac_customer_form_init (FacCustomerForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_customer_form_new (FacWorkspace *workspace, const char *id)
{
  FacCustomerForm *self = g_object_new (FAC_TYPE_CUSTOMER_FORM, "workspace", workspace, NULL);
  g_autoptr (FacCustomer) customer = NULL;

  fac_customer_fiscal_group_setup (self->fiscal, workspace);
  self->is_new = id == NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.new-invoice", id != NULL);
  if (id == NULL)
    {
      customer = fac_customer_new ();
      show_customer (self, customer);
      return FAC_PAGE (self);
    }
  fac_page_set_start (FAC_PAGE (self), make_invoice_button ());
  /* nothing may be typed over what is not there yet */
  gtk_widget_set_sensitive (self->scroller, FALSE);
  fac_page_set_object_id (FAC_PAGE (self), id);
  fac_workspace_get_customer_async (workspace, id, self->cancellable, on_loaded,
                                    g_object_ref (self));
  return FAC_PAGE (self);
}

void
fac_customer_form_suggest (FacCustomerForm *self, const char *text)
{
  g_autofree char *rfc = fac_tax_id_normalize (text);
  FacTaxIdProblem problem = fac_tax_id_check (rfc);
  g_autoptr (FacCustomer) customer = NULL;

  if (!self->is_new || fac_text_is_empty (text))
    return;
  customer = fac_customer_copy (self->customer);
  if (problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT)
    fac_set_string (&customer->tax_id, rfc);
  else
    fac_set_string (&customer->legal_name, text);
  fac_customer_fiscal_group_show (self->fiscal, customer);
  on_changed (self);
}
