/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-groups.h"

#include "fac-page-host.h"
#include "fac-save-dialog.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* ---- words ---------------------------------------------------------------------------------- */

const char *
_fac_invoice_page_history_word (const char *kind)
{
  const struct { const char *kind; const char *word; } words[] = {
    { "created", NC_("invoice history", "Draft created") },
    { "edited", NC_("invoice history", "Draft changed") },
    { "sent-draft", NC_("invoice history", "Draft sent to the service") },
    { "queued", NC_("invoice history", "Put in the queue") },
    { "unqueued", NC_("invoice history", "Taken out of the queue") },
    { "sent", NC_("invoice history", "Sent") },
    { "pending", NC_("invoice history", "Being processed by the SAT") },
    { "unsure", NC_("invoice history", "The answer did not arrive") },
    { "paused", NC_("invoice history", "Waiting for the key or the account") },
    { "stamped", NC_("invoice history", "Stamped") },
    { "refused", NC_("invoice history", "Not stamped") },
    { "xml", NC_("invoice history", "XML stored") },
    { "xml-altered", NC_("invoice history", "XML found altered and set aside; fetched again") },
    { "xml-missing", NC_("invoice history", "XML found missing; fetched again") },
    { "xml-stored", NC_("invoice history", "XML stored") },
    { "printed", NC_("invoice history", "Printed") },
    { "saved-pdf", NC_("invoice history", "PDF saved") },
    { "saved-xml", NC_("invoice history", "XML saved") },
    { "saved-history", NC_("invoice history", "History saved") },
    { "email-queued", NC_("invoice history", "E-mail put in the queue") },
    { "emailed", NC_("invoice history", "Sent by e-mail") },
    { "email-unsure", NC_("invoice history", "It is not known whether the e-mail left") },
    { "email-taken", NC_("invoice history", "Taken as sent by e-mail") },
    { "email-refused", NC_("invoice history", "E-mail not sent") },
    { "email-discarded", NC_("invoice history", "E-mail taken back") },
    { "cancel-queued", NC_("invoice history", "Cancellation put in the queue") },
    { "cancel-sent", NC_("invoice history", "Cancellation sent") },
    { "cancel-verifying", NC_("invoice history", "The SAT is checking the cancellation") },
    { "cancel-pending", NC_("invoice history", "Waiting for the receiver to accept the cancellation") },
    { "cancel-rejected", NC_("invoice history", "The receiver rejected the cancellation") },
    { "cancel-expired", NC_("invoice history", "The receiver did not answer the cancellation") },
    { "cancel-refused", NC_("invoice history", "Cancellation not accepted") },
    { "cancel-discarded", NC_("invoice history", "Cancellation taken back") },
    { "acuse", NC_("invoice history", "Receipt of the cancellation stored") },
    { "acuse-altered",
      NC_("invoice history", "Receipt of the cancellation found altered and set aside; fetched again") },
    { "acuse-missing", NC_("invoice history", "Receipt of the cancellation found missing; fetched again") },
    { "acuse-printed", NC_("invoice history", "Receipt of the cancellation printed") },
    { "saved-acuse", NC_("invoice history", "Receipt of the cancellation saved") },
    { "cancelled", NC_("invoice history", "Cancelled") },
    { "discarded", NC_("invoice history", "Removed from the queue without being sent") },
    { "conflict", NC_("invoice history", "Changed here and at the service: to be decided") },
    { "merged", NC_("invoice history", "Changes of both sides merged") },
    { "decided", NC_("invoice history", "Decided what holds of both sides") },
    { "reopened", NC_("invoice history", "Decision taken back") },
    { "denied", NC_("invoice history", "The service says that it does not have it") },
    { "overtaken",
      NC_("invoice history", "It was stamped elsewhere: the changes made here are kept as a draft") },
    { "kept", NC_("invoice history", "Kept when the invoice was stamped elsewhere") },
    { "lost", NC_("invoice history", "No longer exists at the service") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (kind, words[i].kind) == 0)
      return g_dpgettext2 (NULL, "invoice history", words[i].word);
  return kind;
}

/* The key of a motive says little, the id of another document nothing. */
static char *
history_detail (FacHistoryItem *event)
{
  const char *kind = fac_history_item_get_kind (event);
  const char *detail = fac_history_item_get_detail (event);

  if (g_strcmp0 (kind, "overtaken") == 0 || g_strcmp0 (kind, "kept") == 0)
    return NULL;
  if (g_strcmp0 (kind, "cancel-queued") == 0 && !fac_text_is_empty (detail))
    /* Translators: %s is the key of the SAT: 01 to 04 */
    return g_strdup_printf (_("motive %s"), detail);
  return g_strdup (detail);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  FacHistoryItem *event = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = fac_ui_date_time (fac_history_item_get_at (event));
  g_autofree char *detail = history_detail (event);
  g_autofree char *subtitle = fac_text_is_empty (detail) ? g_strdup (when)
                              : g_strdup_printf ("%s · %s", when, detail);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _fac_invoice_page_history_word (fac_history_item_get_kind (event)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  return row;
}

/* ---- as text -------------------------------------------------------------------------------- */

/* Oldest first, a line each: time, what, detail. */
static GBytes *
history_text (FacInvoicePage *self)
{
  GListModel *history = fac_issued_document_get_history (self->document);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  GString *text = g_string_new (self->title);

  if (invoice != NULL && invoice->customer != NULL
      && !fac_text_is_empty (invoice->customer->legal_name))
    g_string_append_printf (text, "\n%s", invoice->customer->legal_name);
  if (invoice != NULL && invoice->uuid != NULL)
    g_string_append_printf (text, "\n%s", invoice->uuid);
  g_string_append (text, "\n\n");
  for (guint i = g_list_model_get_n_items (history); i > 0; i--)
    {
      g_autoptr (FacHistoryItem) event = g_list_model_get_item (history, i - 1);
      g_autofree char *when = fac_ui_date_time (fac_history_item_get_at (event));
      g_autofree char *detail = history_detail (event);

      g_string_append_printf (text, "%s\t%s", when,
                              _fac_invoice_page_history_word (fac_history_item_get_kind (event)));
      if (!fac_text_is_empty (detail))
        g_string_append_printf (text, "\t%s", detail);
      g_string_append_c (text, '\n');
    }
  return g_string_free_to_bytes (text);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      fac_show_error (GTK_WIDGET (self), _("The History Was Not Saved"), error);
      return;
    }
  if (self->document == NULL)
    return;
  text = g_strdup_printf (_("“%s” was saved"), name);
  fac_workspace_note_history (fac_page_get_workspace (FAC_PAGE (self)), self->id, "saved-history",
                              name);
  fac_toast (GTK_WIDGET (self), text);
}

static void
on_chosen (GFile *file, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GBytes) text = NULL;

  if (file == NULL || self->document == NULL)
    return;
  text = history_text (self);
  g_file_replace_contents_bytes_async (file, text, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, on_written, g_object_ref (self));
}

static void
save_history (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  g_autofree char *pdf = fac_issued_document_suggest_name (self->document, TRUE);
  g_autofree char *stem = g_strndup (pdf, strlen (pdf) - strlen (".pdf"));
  g_autofree char *file = g_strconcat (stem, ".txt", NULL);

  fac_save_dialog_ask (widget, _("Save History"), file, NULL, on_chosen, g_object_ref (self));
}

/* ---- the group ------------------------------------------------------------------------------ */

/* It follows the document by itself. */
static void
update_history (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  gtk_widget_set_visible (group, invoice != NULL);
}

static GtkWidget *
make_history (FacInvoicePage *self)
{
  gtk_list_box_bind_model (self->history, fac_issued_document_get_history (self->document),
                           make_row, NULL, NULL);
  return self->history_group;
}

static void
install_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoice.save-history", NULL, save_history);
}

const FacInvoiceGroup _fac_invoice_group_history = { install_history, make_history,
                                                     update_history };
