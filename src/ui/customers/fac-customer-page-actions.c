/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-page-private.h"

#include "fac-customer-form.h"
#include "fac-customer-join-page.h"
#include "fac-invoice-editor.h"
#include "fac-invoices-page.h"
#include "fac-page-host.h"
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

  if (customer == NULL)
    return;
  add_line (text, customer->legal_name);
  add_line (text, customer->tax_id);
  add_line (text, customer->tax_system);
  add_line (text, customer->address->zip);
  add_line (text, customer->email);
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

/* ---- deletion -------------------------------------------------------------------------------- */

static char *
invoices_in_words (const FacCustomerFigures *figures)
{
  const guint drafts = figures->n_drafts;
  const guint issued = figures->n_documents - drafts;
  g_autofree char *stay = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "Their %'u document that is not a draft stays as it is: it is in "
                 "the list of invoices.", "Their %'u documents that are not drafts stay as they "
                 "are: they are in the list of invoices.", issued), issued);
  g_autofree char *change = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "%'u draft stays too, but needs another customer before it can be "
                 "stamped.", "%'u drafts stay too, but need another customer before they can be "
                 "stamped.", drafts), drafts);

  if (figures->n_documents == 0)
    return g_strdup (_("They have no invoices."));
  if (drafts == 0)
    return g_steal_pointer (&stay);
  if (issued == 0)
    return g_steal_pointer (&change);
  return g_strdup_printf ("%s\n\n%s", stay, change);
}

static void
on_deletion_answered (AdwMessageDialog *dialog, const char *response, FacCustomerPage *self)
{
  if (!g_str_equal (response, "delete"))
    return;
  fac_delete_with_undo (GTK_WIDGET (self), workspace_of (self), FAC_ENTITY_CUSTOMER, self->id,
                        _("Customer deleted"));
  fac_page_close (FAC_PAGE (self));
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacCustomerPage *self = FAC_CUSTOMER_PAGE (widget);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (self->customer == NULL || self->figures == NULL)
    return;
  /* Translators: %s is a customer's name */
  heading = fac_text_is_empty (self->customer->legal_name)
              ? g_strdup (_("Delete this customer?"))
              : g_strdup_printf (_("Delete %s?"), self->customer->legal_name);
  body = invoices_in_words (self->figures);
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
_fac_customer_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "customer.new-invoice", act_new_invoice }, { "customer.edit", act_edit },
    { "customer.copy-tax-id", act_copy_tax_id }, { "customer.copy-all", act_copy_all },
    { "customer.invoices", act_invoices }, { "customer.delete", act_delete },
    { "customer.join", act_join },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "customer.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "customer.new-invoice", NULL);
}
