/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A corrected copy that takes the place of what was stamped. */
#include "fac-invoice-page-private.h"

#include "fac-cancel-words.h"
#include "fac-correction-banner.h"
#include "fac-document-opening.h"
#include "fac-page-host.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n.h>

#define MOTIVE_REPLACED "01"

static FacWorkspace *
workspace_of (FacInvoicePage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

typedef struct
{
  FacInvoicePage *page;
  char           *id; /* of the draft that replaces it */
} Replacing;

static void
replacing_free (Replacing *replacing)
{
  g_object_unref (replacing->page);
  g_free (replacing->id);
  g_free (replacing);
}

static void
on_substitute_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Replacing *replacing = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (replacing->page), error);
  else if (replacing->page->document != NULL)
    fac_document_push_id (GTK_WIDGET (replacing->page), FAC_WORKSPACE (source), replacing->id);
  replacing_free (replacing);
}

/* what was begun and not given up goes on where it is, instead of a second draft */
static gboolean
goes_on (FacInvoicePage *self)
{
  const FacCorrection *correction = fac_correction_banner_get (FAC_PAGE (self));

  return correction != NULL && g_strcmp0 (correction->original->id, self->id) == 0
         && fac_correction_step (correction) != FAC_CORRECTION_VOID;
}

void
_fac_invoice_page_write_substitute (FacInvoicePage *self, const FacInvoice *invoice,
                                    const char *motive)
{
  g_autoptr (FacInvoice) substitute = NULL;
  Replacing *replacing;

  if (goes_on (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "correction.open", NULL);
      return;
    }
  substitute = fac_correction_draft (invoice);
  replacing = g_new0 (Replacing, 1);
  replacing->page = g_object_ref (self);
  replacing->id = g_strdup (substitute->id);
  fac_workspace_cancel_async (workspace_of (self), invoice, motive, NULL, substitute,
                              on_substitute_written, replacing);
}

/* ---- explained before it begins --------------------------------------------------------------- */

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  const FacInvoice *invoice = self->document != NULL
                                ? fac_issued_document_get_invoice (self->document) : NULL;

  if (g_str_equal (response, "replace") && _fac_invoice_page_may_cancel (self, invoice))
    _fac_invoice_page_write_substitute (self, invoice, MOTIVE_REPLACED);
}

static char *
describe (FacInvoicePage *self, const FacInvoice *invoice)
{
  g_autofree char *acceptance = fac_cancel_words (workspace_of (self), invoice);

  return g_strdup_printf ("%s\n\n%s",
                          _("A draft with the same content opens. Correct it and stamp it: it is "
                            "related to this invoice, and this one is cancelled by itself. Until "
                            "then you can give it up."),
                          acceptance);
}

void
_fac_invoice_page_replace (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  if (!_fac_invoice_page_may_cancel (self, invoice))
    return;
  if (goes_on (self))
    {
      gtk_widget_activate_action (widget, "correction.open", NULL);
      return;
    }
  body = describe (self, invoice);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                       _("Correct and Replace This Invoice?"),
                                                       body));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "replace",
                                    _("_Write the Correction"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "replace");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (self));
  gtk_window_present (GTK_WINDOW (dialog));
}
