/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-deletion.h"

#include "fac-page-host.h"
#include "fac-text.h"

#include <glib/gi18n.h>

typedef struct
{
  FacPage     *page;
  char        *id;
  FacCustomer *customer; /* (nullable): not read yet */
  gboolean     close;
} Deletion;

static Deletion *
deletion_new (FacPage *page, const char *id)
{
  Deletion *self = g_new0 (Deletion, 1);

  self->page = g_object_ref (page);
  self->id = g_strdup (id);
  return self;
}

static void
deletion_free (Deletion *self)
{
  g_object_unref (self->page);
  g_free (self->id);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static void
delete_now (FacPage *page, const char *id)
{
  fac_delete_with_undo (GTK_WIDGET (page), fac_page_get_workspace (page), FAC_ENTITY_CUSTOMER, id,
                        _("Customer deleted"));
}

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
on_answered (AdwMessageDialog *dialog, const char *response, Deletion *self)
{
  if (!g_str_equal (response, "delete")
      || gtk_widget_get_root (GTK_WIDGET (self->page)) == NULL)
    return;
  delete_now (self->page, self->id);
  if (self->close)
    fac_page_close (self->page);
}

void
fac_customer_deletion_ask (FacPage *page, const FacCustomer *customer,
                           const FacCustomerFigures *figures, gboolean close)
{
  /* Translators: %s is a customer's name */
  g_autofree char *heading = fac_text_is_empty (customer->legal_name)
                               ? g_strdup (_("Delete this customer?"))
                               : g_strdup_printf (_("Delete %s?"), customer->legal_name);
  g_autofree char *body = invoices_in_words (figures);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, body);
  Deletion *deletion = deletion_new (page, customer->id);

  deletion->close = close;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete",
                                    _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), deletion,
                         (GClosureNotify) (void (*) (void)) deletion_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_figures (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deletion) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomerFigures) figures =
      fac_workspace_get_customer_figures_finish (FAC_WORKSPACE (source), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self->page)) == NULL)
    return;
  if (figures == NULL)
    fac_toast_error (GTK_WIDGET (self->page), error);
  else if (figures->n_documents == 0)
    delete_now (self->page, self->id);
  else
    fac_customer_deletion_ask (self->page, self->customer, figures, FALSE);
}

static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deletion) self = data;
  g_autoptr (GError) error = NULL;

  self->customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source), result, &error);
  if (self->customer == NULL)
    fac_toast_error (GTK_WIDGET (self->page), error);
  else
    {
      const char *id = self->id;

      fac_workspace_get_customer_figures_async (FAC_WORKSPACE (source), id, NULL, on_figures,
                                                g_steal_pointer (&self));
    }
}

void
fac_customer_deletion_begin (FacPage *page, const char *id)
{
  fac_workspace_get_customer_async (fac_page_get_workspace (page), id, NULL, on_customer,
                                    deletion_new (page, id));
}
