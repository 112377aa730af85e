/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-editor-private.h"

#include "fac-page-host.h"
#include "fac-target-dialog.h"
#include "fac-templates.h"
#include "fac-templates-dialog.h"
#include "fac-text.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacInvoiceEditor *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static FacInvoiceDraft *
draft_of (FacInvoiceEditor *self)
{
  return fac_draft_page_get_draft (FAC_DRAFT_PAGE (self));
}

static const FacInvoice *
invoice_of (FacInvoiceEditor *self)
{
  return fac_invoice_draft_get_invoice (draft_of (self));
}

static void
act_paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (FAC_INVOICE_EDITOR (widget)->grid), "line.paste", NULL);
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  GtkWidget *host = gtk_widget_get_ancestor (widget, FAC_TYPE_PAGE_HOST);
  g_autoptr (FacInvoice) copy = fac_invoice_duplicate (invoice_of (self));
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace_of (self), copy);
  FacPage *page = fac_invoice_editor_new (workspace_of (self), draft);

  fac_page_flush (FAC_PAGE (self));
  fac_page_close (FAC_PAGE (self));
  if (host != NULL)
    fac_page_push (host, page);
}

static void
act_target (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  guint n_lines = invoice_of (self)->lines->len;

  if (!fac_draft_page_commit (FAC_DRAFT_PAGE (self)))
    return;
  if (n_lines == 0)
    {
      fac_toast_here (widget, _("Write a line first"));
      return;
    }
  gtk_window_present (GTK_WINDOW (fac_target_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), draft_of (self),
    MIN (fac_line_grid_get_line (self->grid), n_lines - 1))));
}

static void
act_find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (fac_draft_page_commit (FAC_DRAFT_PAGE (self)))
    fac_line_search_open (self->search);
}

static void
act_template (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);

  if (fac_draft_page_commit (FAC_DRAFT_PAGE (self)))
    fac_template_ask_name (widget, workspace_of (self),
                           invoice_of (self));
}

/* what a repetition takes over besides the lines; customer, folio and date are this document's */
static void
put_terms (FacInvoice *invoice, gpointer data)
{
  g_autoptr (FacInvoice) last = fac_invoice_duplicate (data);

  fac_set_string (&invoice->payment_form, last->payment_form);
  fac_set_string (&invoice->payment_method, last->payment_method);
  fac_set_string (&invoice->use, last->use);
  fac_set_string (&invoice->currency, last->currency);
  invoice->exchange = last->exchange;
  fac_set_string (&invoice->conditions, last->conditions);
  fac_set_string (&invoice->series, last->series);
  fac_set_string (&invoice->export_code, last->export_code);
}

static void
on_last (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoiceEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoice) last = fac_last_invoice_finish (result, &error);
  guint n_lines;

  if (fac_draft_page_is_leaving (FAC_DRAFT_PAGE (self)))
    return;
  if (error != NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else if (last == NULL)
    fac_toast_here (GTK_WIDGET (self), _("This customer has no invoice yet"));
  if (last == NULL)
    return;
  n_lines = invoice_of (self)->lines->len;
  fac_invoice_draft_edit (draft_of (self), put_terms, last);
  fac_invoice_draft_insert_lines (draft_of (self), n_lines, (FacInvoiceLine **) last->lines->pdata,
                                  last->lines->len);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
act_repeat (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoiceEditor *self = FAC_INVOICE_EDITOR (widget);
  const FacInvoice *invoice = invoice_of (self);

  if (!fac_draft_page_commit (FAC_DRAFT_PAGE (self)))
    return;
  if (invoice->customer == NULL)
    {
      fac_toast_here (widget, _("Choose the customer first"));
      fac_draft_page_focus_customer (FAC_DRAFT_PAGE (self));
      return;
    }
  fac_last_invoice_async (workspace_of (self), invoice->customer->id, invoice->type, invoice->id,
                          on_last, g_object_ref (self));
}

void
_fac_invoice_editor_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "editor.paste", act_paste }, { "editor.duplicate", act_duplicate },
    { "editor.target", act_target }, { "editor.find", act_find },
    { "editor.template", act_template }, { "editor.repeat", act_repeat },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "editor.target",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "editor.repeat",
                                       NULL);
}
