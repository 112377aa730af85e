/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-page-private.h"

#include "fac-customer-deletion.h"
#include "fac-customer-form.h"
#include "fac-customer-join-page.h"
#include "fac-invoice-editor.h"
#include "fac-invoices-page.h"
#include "fac-page-host.h"
#include "fac-payment-page.h"
#include "fac-receivables-page.h"
#include "fac-text.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacCustomerPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static void
act_new_invoice (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  if (self->customer != NULL)
    fac_invoice_editor_push_for (widget, workspace_of (self), self->customer);
}

static void
act_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  if (self->customer != NULL)
    fac_payment_page_push_for (widget, workspace_of (self), self->customer, NULL);
}

static void
act_receivables (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  if (self->customer != NULL)
    fac_page_push (widget, fac_receivables_page_new_for (workspace_of (self), self->customer));
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  _fac_customer_page_flush_notes (self);
  fac_page_push (widget, fac_customer_form_new (workspace_of (self), self->id));
}

static void
act_copy_tax_id (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const FacCustomer *customer = FAC_CUSTOMER_PAGE (widget)->customer;

  if (customer == NULL || fac_text_is_empty (customer->tax_id))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), customer->tax_id);
  fac_toast (widget, _("RFC copied"));
}

static void
add_line (GString *text, const char *line)
{
  if (!fac_text_is_empty (line))
    g_string_append_printf (text, "%s\n", line);
}

/* What one writes into a message or a form somewhere else. */
static void
act_copy_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const FacCustomer *customer = FAC_CUSTOMER_PAGE (widget)->customer;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *emails = customer != NULL ? fac_customer_dup_emails (customer) : NULL;

  if (customer == NULL)
    return;
  add_line (text, customer->legal_name);
  add_line (text, customer->tax_id);
  add_line (text, customer->tax_system);
  add_line (text, customer->address->zip);
  add_line (text, emails);
  add_line (text, customer->phone);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  fac_toast (widget, _("Customer's data copied"));
}

static void
act_invoices (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  if (self->customer != NULL)
    fac_page_push (widget,
                   fac_invoices_page_new_for_customer (workspace_of (self), self->customer));
}

static void
act_join (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  _fac_customer_page_flush_notes (self);
  if (self->customer != NULL)
    fac_page_push (widget, fac_customer_join_page_new (workspace_of (self), self->customer));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);

  if (self->customer != NULL && self->figures != NULL)
    fac_customer_deletion_ask (FAC_PAGE (self), self->customer, self->figures, TRUE);
}

void
_fac_customer_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "customer.new-invoice", act_new_invoice }, { "customer.edit", act_edit },
    { "customer.copy-tax-id", act_copy_tax_id }, { "customer.copy-all", act_copy_all },
    { "customer.invoices", act_invoices }, { "customer.delete", act_delete },
    { "customer.join", act_join }, { "customer.pay", act_pay },
    { "customer.receivables", act_receivables },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "customer.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "customer.new-invoice", NULL);
}
