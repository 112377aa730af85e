/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-private.h"

#include "fac-document-opening.h"
#include "fac-document-words.h"
#include "fac-error-presenter.h"
#include "fac-invoice-draft.h"
#include "fac-page-host.h"
#include "fac-print-job.h"
#include "fac-save-dialog.h"
#include "fac-settings.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacInvoicePage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static GtkWindow *
window_of (FacInvoicePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
replace_by (FacInvoicePage *self, FacPage *page)
{
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);

  fac_page_close (FAC_PAGE (self));
  if (host != NULL)
    fac_page_push (host, page);
}

/* ---- print ---------------------------------------------------------------------------------- */

static void
tell_file (FacInvoicePage *self, GFile *file, const char *kind)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *place = g_file_get_parse_name (folder != NULL ? folder : file);
  /* Translators: the name of a file and its folder */
  g_autofree char *text = g_strdup_printf (_("“%1$s” was saved in %2$s"), base, place);

  fac_workspace_note_history (workspace_of (self), self->id, kind, path);
  fac_toast (GTK_WIDGET (self), text);
}

void
_fac_invoice_page_tell_printed (FacInvoicePage *self, GAsyncResult *result, gboolean acuse)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *printer = NULL;

  if (!fac_print_job_run_finish (result, &printer, &file, &error))
    {
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->document == NULL)
    return;
  if (file != NULL)
    {
      tell_file (self, file, acuse ? "saved-acuse" : "saved-pdf");
      return;
    }
  fac_workspace_note_history (workspace_of (self), self->id, acuse ? "acuse-printed" : "printed",
                              printer);
  fac_toast (GTK_WIDGET (self), _("Sent to the printer"));
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;

  _fac_invoice_page_tell_printed (self, result, FALSE);
}

static void
act_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  GBytes *pdf = fac_issued_document_get_pdf (self->document);

  if (pdf != NULL)
    fac_print_job_run_async (window_of (self), pdf, self->title, on_printed, g_object_ref (self));
}

/* ---- save ----------------------------------------------------------------------------------- */

typedef struct
{
  FacInvoicePage *page;
  GFile          *file; /* once it is chosen */
  gboolean        acuse;
  gboolean        pdf;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_clear_object (&saving->file);
  g_free (saving);
}

static const char *
saved_kind (const Saving *saving)
{
  if (saving->acuse)
    return "saved-acuse";
  return saving->pdf ? "saved-pdf" : "saved-xml";
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  FacInvoicePage *self = saving->page;
  g_autoptr (GError) error = NULL;

  if (!fac_issued_document_save_finish (FAC_ISSUED_DOCUMENT (source), result, &error))
    fac_show_error (GTK_WIDGET (self), saving->pdf ? _("The PDF Was Not Saved")
                                                   : _("The XML Was Not Saved"), error);
  else if (self->document != NULL)
    {
      g_autofree char *base = g_file_get_basename (saving->file);
      g_autofree char *text = g_strdup_printf (_("“%s” was saved"), base);

      fac_workspace_note_history (workspace_of (self), self->id, saved_kind (saving), base);
      fac_toast (GTK_WIDGET (self), text);
    }
  saving_free (saving);
}

static void
remember_folder (GFile *file)
{
  g_autoptr (GSettings) settings = fac_settings_new ();
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    g_settings_set_string (settings, FAC_SETTING_SAVE_FOLDER, uri);
}

/* where the last one was saved. Returns: (transfer full) (nullable) */
static GFile *
remembered_folder (void)
{
  g_autoptr (GSettings) settings = fac_settings_new ();
  g_autofree char *uri = g_settings_get_string (settings, FAC_SETTING_SAVE_FOLDER);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (*uri != '\0')
    return g_file_new_for_uri (uri);
  return documents != NULL ? g_file_new_for_path (documents) : NULL;
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  Saving *saving = data;

  if (file == NULL || saving->page->document == NULL)
    {
      saving_free (saving);
      return;
    }
  saving->file = g_object_ref (file);
  remember_folder (file);
  if (saving->acuse)
    fac_issued_document_save_acuse_async (saving->page->document, file, saving->pdf, on_saved,
                                          saving);
  else
    fac_issued_document_save_async (saving->page->document, file, saving->pdf, on_saved, saving);
}

void
_fac_invoice_page_save (FacInvoicePage *self, gboolean acuse, gboolean pdf)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autoptr (GFile) folder = remembered_folder ();
  g_autofree char *own = fac_issued_document_suggest_name (self->document, pdf);
  g_autofree char *name = acuse ? g_strconcat ("acuse ", own, NULL) : g_strdup (own);

  saving->page = g_object_ref (self);
  saving->acuse = acuse;
  saving->pdf = pdf;
  fac_save_dialog_ask (GTK_WIDGET (self), pdf ? _("Save PDF") : _("Save XML"), name, folder,
                       on_file_chosen, saving);
}

static void
act_save_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _fac_invoice_page_save (FAC_INVOICE_PAGE (widget), FALSE, TRUE);
}

static void
act_save_xml (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _fac_invoice_page_save (FAC_INVOICE_PAGE (widget), FALSE, FALSE);
}

static void
act_save_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (FAC_INVOICE_PAGE (widget)->save_button);
}

/* ---- edit and duplicate --------------------------------------------------------------------- */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);
  const FacErrorText *refusal;
  g_autofree char *field = NULL;
  FacPage *editor;

  if (self->document == NULL)
    return;
  if (draft == NULL)
    {
      fac_toast_error (GTK_WIDGET (self), error);
      return;
    }
  refusal = fac_issued_document_get_refusal (self->document);
  field = refusal != NULL ? g_strdup (refusal->field) : NULL;
  editor = fac_draft_page_new (workspace_of (self), draft);
  replace_by (self, editor);
  if (field != NULL)
    fac_draft_page_focus_field (editor, field);
}

static void
open_editor (FacInvoicePage *self)
{
  fac_invoice_draft_open_async (workspace_of (self), self->id, NULL, on_opened,
                                g_object_ref (self));
}

static void
on_unqueued (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
  else if (self->document != NULL)
    open_editor (self);
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  if (invoice == NULL)
    return;
  if (fac_document_status_is_editable (invoice->status))
    open_editor (self);
  else
    fac_workspace_unqueue_async (workspace_of (self), self->id, on_unqueued, g_object_ref (self));
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  g_autoptr (FacInvoice) copy = NULL;
  g_autoptr (FacInvoiceDraft) draft = NULL;

  if (invoice == NULL)
    return;
  copy = fac_invoice_duplicate (invoice);
  draft = fac_invoice_draft_new (workspace_of (self), copy);
  replace_by (self, fac_draft_page_new (workspace_of (self), draft));
}

/* ---- payment -------------------------------------------------------------------------------- */

static void
act_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);

  fac_document_push_payment (widget, workspace_of (self), self->id);
}

static gboolean
can_be_paid (const FacInvoice *invoice)
{
  return invoice != NULL && invoice->type == FAC_INVOICE_INGRESO && invoice->uuid != NULL
         && g_strcmp0 (invoice->payment_method, "PPD") == 0
         && (invoice->status == FAC_STATUS_TIMBRADA
             || invoice->status == FAC_STATUS_EN_CANCELACION);
}

/* ---- the others ----------------------------------------------------------------------------- */

static void
act_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_workspace_refresh (workspace_of (FAC_INVOICE_PAGE (widget)));
}

static void
act_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);

  gtk_toggle_button_set_active (self->paper_button,
                                !gtk_toggle_button_get_active (self->paper_button));
}

void
_fac_invoice_page_update_actions (FacInvoicePage *self)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  gboolean paper = fac_issued_document_get_pdf (self->document) != NULL;
  gboolean editable = invoice != NULL && (fac_document_status_is_editable (invoice->status)
                                          || invoice->status == FAC_STATUS_EN_COLA);

  _fac_invoice_page_enable (self, "invoice.print", paper);
  _fac_invoice_page_enable (self, "invoice.save-pdf", paper);
  _fac_invoice_page_enable (self, "invoice.save-xml",
                            fac_issued_document_get_xml (self->document) != NULL);
  _fac_invoice_page_enable (self, "invoice.edit", editable);
  _fac_invoice_page_enable (self, "invoice.duplicate", invoice != NULL
                            && fac_document_words_duplicates ((char) invoice->type));
  _fac_invoice_page_enable (self, "invoice.pay", can_be_paid (invoice));
}

void
_fac_invoice_page_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; GtkWidgetActionActivateFunc act; } actions[] = {
    { "invoice.print", act_print }, { "invoice.save-pdf", act_save_pdf },
    { "invoice.save-xml", act_save_xml },
    { "invoice.save-menu", act_save_menu }, { "invoice.edit", act_edit },
    { "invoice.duplicate", act_duplicate }, { "invoice.pay", act_pay },
    { "invoice.refresh", act_refresh }, { "invoice.paper", act_paper },
  };
  const struct { guint key; const char *action; } keys[] = {
    { GDK_KEY_p, "invoice.print" }, { GDK_KEY_s, "invoice.save-menu" },
    { GDK_KEY_e, "invoice.edit" },
    { GDK_KEY_d, "invoice.duplicate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].act);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK,
                                         keys[i].action, NULL);
}
