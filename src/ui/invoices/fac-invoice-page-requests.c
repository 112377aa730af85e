/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cancelling, the receipt of that, and e-mails. */
#include "fac-invoice-page-groups.h"

#include "fac-cancel-dialog.h"
#include "fac-cancel-words.h"
#include "fac-document-opening.h"
#include "fac-email-dialog.h"
#include "fac-page-host.h"
#include "fac-print-job.h"
#include "fac-queue-toast.h"
#include "fac-queue-words.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacInvoicePage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static GtkWindow *
window_of (FacInvoicePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
say (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *escaped = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, escaped);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
}

static gboolean
is_waiting (FacOperation *operation)
{
  FacOperationState state = fac_operation_get_state (operation);

  return state == FAC_OPERATION_WAITS || state == FAC_OPERATION_BLOCKED
         || state == FAC_OPERATION_PAUSED || state == FAC_OPERATION_REFUSED;
}

static char *
operation_text (FacInvoicePage *self, FacOperation *operation)
{
  g_autofree char *waits = fac_queue_waits_for (operation);

  if (fac_operation_get_state (operation) == FAC_OPERATION_REFUSED)
    return fac_queue_answer (operation);
  if (waits != NULL)
    return g_steal_pointer (&waits);
  return fac_queue_state (operation, fac_clock_now (fac_workspace_get_clock (workspace_of (self))));
}

static void
say_operation (FacInvoicePage *self, FacOperation *operation)
{
  gboolean refused = fac_operation_get_state (operation) == FAC_OPERATION_REFUSED;
  g_autofree char *text = operation_text (self, operation);

  say (self->cancel_row, refused ? _("The cancellation was not accepted")
                                 : _("Cancellation in the queue"), text);
}

/* What became of an earlier cancellation of an invoice that is still valid. */
static void
say_outcome (FacInvoicePage *self, const FacInvoice *invoice)
{
  if (g_strcmp0 (invoice->cancellation_status, "rejected") == 0)
    say (self->cancel_row, _("The cancellation was rejected"),
         _("The invoice is still valid. Agree with the receiver and cancel it again."));
  else if (g_strcmp0 (invoice->cancellation_status, "expired") == 0)
    say (self->cancel_row, _("The cancellation was not answered in time"),
         _("The invoice is still valid. You can cancel it again."));
}

/* when the receiver was asked, as far as the history of this computer tells */
static gint64
asked_at (FacInvoicePage *self)
{
  GListModel *history = fac_issued_document_get_history (self->document);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (FacHistoryItem) item = g_list_model_get_item (history, i);

      if (g_str_equal (fac_history_item_get_kind (item), "cancel-pending"))
        return fac_history_item_get_at (item);
    }
  return 0;
}

static void
show_cancel (FacInvoicePage *self, const FacInvoice *invoice)
{
  FacOperation *operation = fac_issued_document_get_request (self->document, FAC_OPERATION_CANCEL);
  gboolean moving = invoice->status == FAC_STATUS_EN_CANCELACION;
  g_autofree char *clock = fac_cancel_clock (workspace_of (self), asked_at (self));

  gtk_widget_set_visible (GTK_WIDGET (self->cancel_row), FALSE);
  gtk_widget_set_visible (self->withdraw_button, operation != NULL && is_waiting (operation));
  gtk_widget_set_visible (self->ask_button, operation == NULL && moving);
  if (operation != NULL)
    say_operation (self, operation);
  else if (moving)
    say (self->cancel_row, _("Cancellation under way"),
         g_strcmp0 (invoice->cancellation_status, "verifying") == 0
           ? _("The SAT is checking it.")
           : clock);
  else if (invoice->status == FAC_STATUS_TIMBRADA)
    say_outcome (self, invoice);
}

static void
show_email (FacInvoicePage *self)
{
  FacOperation *operation = fac_issued_document_get_request (self->document, FAC_OPERATION_EMAIL);
  FacOperationState state = operation != NULL ? fac_operation_get_state (operation)
                                              : FAC_OPERATION_WAITS;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->email_row), FALSE);
  if (operation == NULL)
    return;
  text = state == FAC_OPERATION_UNKNOWN ? fac_operation_describe_document (operation)
                                        : operation_text (self, operation);
  say (self->email_row, state == FAC_OPERATION_UNKNOWN ? _("It is not known whether the e-mail left")
                        : state == FAC_OPERATION_REFUSED ? _("The e-mail was not sent")
                        : _("E-mail in the queue"), text);
  gtk_widget_set_visible (self->withdraw_email_button, is_waiting (operation));
  gtk_widget_set_visible (self->decide_email_button, state == FAC_OPERATION_UNKNOWN);
}

static void
show_acuse (FacInvoicePage *self, const FacInvoice *invoice)
{
  gboolean here = fac_issued_document_get_acuse (self->document, FALSE) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->acuse_row), FALSE);
  if (invoice->status != FAC_STATUS_CANCELADA)
    return;
  say (self->acuse_row, _("Receipt of the cancellation"),
       here ? _("The SAT’s acuse is stored on this computer")
            : _("It is fetched as soon as there is a connection"));
  gtk_widget_set_visible (self->acuse_buttons, here);
}

gboolean
_fac_invoice_page_may_cancel (FacInvoicePage *self, const FacInvoice *invoice)
{
  FacOperation *operation = fac_issued_document_get_request (self->document, FAC_OPERATION_CANCEL);

  return invoice != NULL && invoice->status == FAC_STATUS_TIMBRADA
         && fac_workspace_can_cancel (workspace_of (self))
         && (operation == NULL || is_waiting (operation));
}

static void
enable_requests (FacInvoicePage *self, const FacInvoice *invoice)
{
  const gboolean issued = invoice != NULL && fac_document_status_is_issued (invoice->status);
  const gboolean cancel = _fac_invoice_page_may_cancel (self, invoice);
  const gboolean xml = fac_issued_document_get_acuse (self->document, FALSE) != NULL;
  const gboolean pdf = fac_issued_document_get_acuse (self->document, TRUE) != NULL;

  _fac_invoice_page_enable (self, "invoice.cancel", cancel);
  _fac_invoice_page_enable (self, "invoice.replace", cancel);
  _fac_invoice_page_enable (self, "invoice.email",
                            issued && fac_workspace_can_email (workspace_of (self)));
  _fac_invoice_page_enable (self, "invoice.print-acuse", pdf);
  _fac_invoice_page_enable (self, "invoice.save-acuse-pdf", pdf);
  _fac_invoice_page_enable (self, "invoice.save-acuse-xml", xml);
}

static void
update_requests (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  const gboolean issued = invoice != NULL && fac_document_status_is_issued (invoice->status);

  enable_requests (self, invoice);
  gtk_widget_set_visible (group, issued);
  if (!issued)
    return;
  show_cancel (self, invoice);
  show_email (self);
  show_acuse (self, invoice);
  gtk_widget_set_visible (group, gtk_widget_get_visible (GTK_WIDGET (self->cancel_row))
                                   || gtk_widget_get_visible (GTK_WIDGET (self->email_row))
                                   || gtk_widget_get_visible (GTK_WIDGET (self->acuse_row)));
}

/* ---- taking back ---------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget    *from; /* weak: a page may be gone when the news of it is pressed */
  FacWorkspace *workspace;
  char         *id;
  gboolean      email;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_weak_pointer (&undo->from);
  g_object_unref (undo->workspace);
  g_free (undo->id);
  g_free (undo);
}

static Undo *
undo_new (FacInvoicePage *self, gboolean email)
{
  Undo *undo = g_new0 (Undo, 1);

  g_set_weak_pointer (&undo->from, GTK_WIDGET (self));
  undo->workspace = g_object_ref (workspace_of (self));
  undo->id = g_strdup (self->id);
  undo->email = email;
  return undo;
}

static void
on_withdrawn (GObject *source, GAsyncResult *result, gpointer data)
{
  Undo *undo = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error) && undo->from != NULL)
    fac_toast_error (undo->from, error);
  undo_free (undo);
}

static void
withdraw (gpointer data)
{
  const Undo *undo = data;
  Undo *copy = g_new0 (Undo, 1);

  g_set_weak_pointer (&copy->from, undo->from);
  copy->workspace = g_object_ref (undo->workspace);
  copy->id = g_strdup (undo->id);
  fac_workspace_withdraw_async (copy->workspace, copy->id, undo->email, on_withdrawn, copy);
}

static void
offer_undo (FacInvoicePage *self, const char *text, gboolean email)
{
  AdwToast *toast = fac_toast_undo (GTK_WIDGET (self), text, withdraw, undo_new (self, email),
                                    undo_free);

  fac_queue_toast_follow (toast, workspace_of (self), self->id,
                          email ? FAC_OPERATION_EMAIL : FAC_OPERATION_CANCEL, FALSE);
}

static void
withdraw_now (FacInvoicePage *self, gboolean email)
{
  Undo *undo = undo_new (self, email);

  withdraw (undo);
  undo_free (undo);
}

static void
act_withdraw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  withdraw_now (FAC_INVOICE_PAGE (widget), FALSE);
}

static void
act_withdraw_email (GtkWidget *widget, const char *name, GVariant *parameter)
{
  withdraw_now (FAC_INVOICE_PAGE (widget), TRUE);
}

/* ---- cancel --------------------------------------------------------------------------------- */

static void
on_cancel_queued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->document != NULL)
    offer_undo (self, _("The cancellation is in the queue"), FALSE);
}

static void
on_cancel (GtkWidget *dialog, const char *motive, const char *substitution, gboolean write,
           FacInvoicePage *self)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  if (!_fac_invoice_page_may_cancel (self, invoice))
    return;
  if (write)
    _fac_invoice_page_write_substitute (self, invoice, motive);
  else
    fac_workspace_cancel_async (workspace_of (self), invoice, motive, substitution, NULL,
                                on_cancel_queued, g_object_ref (self));
}

static void
on_open_blocker (GtkWidget *dialog, const char *id, FacInvoicePage *self)
{
  fac_document_push_id (GTK_WIDGET (self), workspace_of (self), id);
}

static void
act_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  GtkWidget *dialog;

  if (!_fac_invoice_page_may_cancel (self, invoice))
    return;
  dialog = fac_cancel_dialog_new (window_of (self), workspace_of (self), invoice);
  g_signal_connect_object (dialog, "cancel", G_CALLBACK (on_cancel), self, 0);
  g_signal_connect_object (dialog, "open", G_CALLBACK (on_open_blocker), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;

  if (self->document != NULL)
    gtk_widget_set_sensitive (self->ask_button, TRUE);
  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->document != NULL)
    fac_toast (GTK_WIDGET (self), _("The SAT was asked"));
}

static void
act_ask (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  if (invoice == NULL)
    return;
  gtk_widget_set_sensitive (self->ask_button, FALSE);
  fac_workspace_ask_status_async (workspace_of (self), invoice, on_asked, g_object_ref (self));
}

/* ---- e-mail --------------------------------------------------------------------------------- */

static void
on_email_queued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->document != NULL)
    offer_undo (self, _("The e-mail is in the queue"), TRUE);
}

static void
on_send (GtkWidget *dialog, char **addresses, FacInvoicePage *self)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  if (invoice != NULL)
    fac_workspace_email_async (workspace_of (self), invoice, (const char *const *) addresses,
                               on_email_queued, g_object_ref (self));
}

static void
act_email (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  GtkWidget *dialog;

  if (invoice == NULL)
    return;
  dialog = fac_email_dialog_new (window_of (self), workspace_of (self), invoice);
  g_signal_connect_object (dialog, "send", G_CALLBACK (on_send), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- acuse ---------------------------------------------------------------------------------- */

static void
on_acuse_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;

  _fac_invoice_page_tell_printed (self, result, TRUE);
}

static void
act_print_acuse (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  GBytes *pdf = fac_issued_document_get_acuse (self->document, TRUE);

  if (pdf != NULL)
    fac_print_job_run_async (window_of (self), pdf, _("Receipt of the cancellation"),
                             on_acuse_printed, g_object_ref (self));
}

static void
act_save_acuse_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _fac_invoice_page_save (FAC_INVOICE_PAGE (widget), TRUE, TRUE);
}

static void
act_save_acuse_xml (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _fac_invoice_page_save (FAC_INVOICE_PAGE (widget), TRUE, FALSE);
}

static void
install_requests (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "invoice.cancel", act_cancel },
    { "invoice.replace", _fac_invoice_page_replace },
    { "invoice.ask-status", act_ask },
    { "invoice.withdraw", act_withdraw },
    { "invoice.email", act_email },
    { "invoice.withdraw-email", act_withdraw_email },
    { "invoice.print-acuse", act_print_acuse },
    { "invoice.save-acuse-pdf", act_save_acuse_pdf },
    { "invoice.save-acuse-xml", act_save_acuse_xml },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
}

static GtkWidget *
get_requests (FacInvoicePage *self)
{
  return self->requests;
}

const FacInvoiceGroup _fac_invoice_group_requests = { install_requests, get_requests,
                                                      update_requests };
