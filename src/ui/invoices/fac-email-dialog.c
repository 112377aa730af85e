/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-email-dialog.h"

#include "fac-document-words.h"
#include "fac-email.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacEmailDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget      *send;
  GtkEditable    *to;
  GtkLabel       *hint;

  FacWorkspace *workspace;
  GCancellable *cancellable;
  char         *proposed;
};

G_DEFINE_FINAL_TYPE (FacEmailDialog, fac_email_dialog, ADW_TYPE_WINDOW)

enum { SEND, N_SIGNALS };

static guint signals[N_SIGNALS];

/* What keeps the message from being sent. Returns: (transfer full) (nullable) */
static char *
find_problem (char **addresses)
{
  if (addresses[0] == NULL)
    return g_strdup (_("Write at least one address."));
  for (char **address = addresses; *address != NULL; address++)
    if (!fac_email_is_valid (*address))
      /* Translators: %s is what was typed */
      return g_strdup_printf (_("“%s” is not an e-mail address."), *address);
  if (g_strv_length (addresses) > FAC_EMAIL_MOST)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At most %u address in one message.",
                                         "At most %u addresses in one message.", FAC_EMAIL_MOST),
                            (guint) FAC_EMAIL_MOST);
  return NULL;
}

static char *
describe (char **addresses, gboolean online)
{
  guint n = g_strv_length (addresses);

  if (!online)
    return g_strdup (_("There is no connection now: it waits in the queue."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "It goes to %u address.",
                                       "It goes to %u addresses.", n), n);
}

static void
on_typed (FacEmailDialog *self)
{
  g_auto (GStrv) addresses = fac_email_split (gtk_editable_get_text (self->to));
  g_autofree char *problem = find_problem (addresses);
  g_autofree char *text = NULL;
  gboolean online = FALSE;
  gboolean empty = addresses[0] == NULL;

  if (self->workspace != NULL)
    g_object_get (self->workspace, "online", &online, NULL);
  text = problem != NULL ? g_strdup (problem) : describe (addresses, online);
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_sensitive (self->send, problem == NULL);
  if (problem != NULL && !empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->to), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->to), "error");
}

static void
on_send (FacEmailDialog *self)
{
  g_auto (GStrv) addresses = fac_email_split (gtk_editable_get_text (self->to));
  g_autofree char *problem = find_problem (addresses);

  if (problem != NULL)
    return;
  g_signal_emit (self, signals[SEND], 0, addresses);
  gtk_window_close (GTK_WINDOW (self));
}

static void
propose (FacEmailDialog *self, const FacCustomer *receiver)
{
  g_autofree char *addresses = fac_customer_dup_emails (receiver);

  if (*addresses == '\0')
    return;
  fac_set_string (&self->proposed, addresses);
  gtk_editable_set_text (self->to, addresses);
}

/* What the person has typed meanwhile stays. */
static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacEmailDialog) self = data;
  g_autoptr (FacCustomer) customer =
      fac_workspace_get_customer_finish (FAC_WORKSPACE (source), result, NULL);

  if (customer != NULL && self->workspace != NULL
      && g_strcmp0 (gtk_editable_get_text (self->to),
                    self->proposed != NULL ? self->proposed : "") == 0)
    propose (self, customer);
}

/* The invoice knows the customer as it was; the one that is stored may have more addresses. */
static void
propose_receiver (FacEmailDialog *self, const FacCustomer *receiver)
{
  if (receiver == NULL)
    return;
  propose (self, receiver);
  if (!fac_text_is_empty (receiver->id))
    fac_workspace_get_customer_async (self->workspace, receiver->id, self->cancellable,
                                      on_customer, g_object_ref (self));
}

static void
fac_email_dialog_dispose (GObject *object)
{
  FacEmailDialog *self = FAC_EMAIL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_email_dialog_parent_class)->dispose (object);
}

static void
fac_email_dialog_finalize (GObject *object)
{
  g_clear_object (&FAC_EMAIL_DIALOG (object)->cancellable);
  g_free (FAC_EMAIL_DIALOG (object)->proposed);
  G_OBJECT_CLASS (fac_email_dialog_parent_class)->finalize (object);
}

static void
fac_email_dialog_class_init (FacEmailDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_email_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_email_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-email-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FacEmailDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FacEmailDialog, send);
  gtk_widget_class_bind_template_child (widget_class, FacEmailDialog, to);
  gtk_widget_class_bind_template_child (widget_class, FacEmailDialog, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_send);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[SEND] = g_signal_new ("send", FAC_TYPE_EMAIL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
fac_email_dialog_init (FacEmailDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_name_list (GTK_WIDGET (self->to), _("To"));
}

GtkWidget *
fac_email_dialog_new (GtkWindow *parent, FacWorkspace *workspace, const FacInvoice *invoice)
{
  FacEmailDialog *self = g_object_new (FAC_TYPE_EMAIL_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = fac_document_words_name_invoice (invoice);
  /* Translators: %s is a kind of document and its folio ("Credit note A 3") */
  g_autofree char *title = g_strdup_printf (C_("window title", "E-mail: %s"), name);

  self->workspace = g_object_ref (workspace);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  propose_receiver (self, invoice->customer);
  on_typed (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->to));
  return GTK_WIDGET (self);
}
