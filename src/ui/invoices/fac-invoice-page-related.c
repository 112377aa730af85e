/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-groups.h"

#include "fac-catalog-source.h"
#include "fac-credit-dialog.h"
#include "fac-credit-load.h"
#include "fac-document-opening.h"
#include "fac-document-words.h"
#include "fac-invoice-draft.h"
#include "fac-invoice-editor.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

static FacWorkspace *
workspace_of (FacInvoicePage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- words ----------------------------------------------------------------------------------- */

static char *
title_of (const FacRelatedDocument *document)
{
  return document->summary == NULL ? g_ascii_strup (document->uuid, -1)
                                   : fac_document_words_name (document->summary);
}

/* What the relation says of the two, seen from here. */
static char *
relation_words (FacInvoicePage *self, const FacRelatedDocument *document)
{
  const char *name = fac_ui_catalog_name (workspace_of (self), FAC_CATALOG_RELATIONS,
                                          document->relationship);

  if (name == NULL)
    name = document->relationship;
  /* Translators: %s is a relation as the SAT names it ("Sustitución de los CFDI previos") */
  return g_strdup_printf (document->names_it ? _("It names this one: %s")
                                             : _("Named by this one: %s"), name);
}

static char *
subtitle_of (FacInvoicePage *self, const FacRelatedDocument *document, const char *currency)
{
  g_autofree char *relation = relation_words (self, document);
  g_autofree char *amount = NULL;
  g_autofree char *date = NULL;

  if (document->summary == NULL)
    /* Translators: %s says what it has to do with this document */
    return g_strdup_printf (_("%s · it is not on this computer"), relation);
  date = fac_ui_date (document->summary->date);
  if (!document->has_amount)
    return g_strjoin (" · ", relation, fac_text_is_empty (date) ? NULL : date, NULL);
  amount = fac_money_format (fac_money (document->amount, currency));
  return g_strdup_printf ("%s · $%s%s%s", relation, amount, *date != '\0' ? " · " : "", date);
}

/* ---- the list -------------------------------------------------------------------------------- */

static void
add_row (FacInvoicePage *self, const FacRelatedDocument *document, const char *currency)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = title_of (document);
  g_autofree char *subtitle = subtitle_of (self, document, currency);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (document->summary != NULL)
    {
      GtkWidget *pill = fac_status_pill_new ();

      fac_status_pill_set_status (FAC_STATUS_PILL (pill), document->summary->status);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "summary",
                              fac_document_summary_ref (document->summary),
                              (GDestroyNotify) fac_document_summary_unref);
    }
  gtk_list_box_append (self->related, row);
}

static void
add_credited (FacInvoicePage *self, const FacInvoice *invoice, FacDecimal credited)
{
  FacDecimal rest = fac_decimal_sub (invoice->total, credited);
  const char *currency = invoice->currency;
  g_autofree char *credited_text = fac_money_format (fac_money (credited, currency));
  g_autofree char *rest_text = fac_money_format (fac_money (rest, currency));
  /* Translators: %s is an amount */
  g_autofree char *text = g_strdup_printf (_("Credited $%s"), credited_text);
  /* Translators: %s is an amount */
  g_autofree char *title = g_strdup_printf (_("Left after credit notes $%s"), rest_text);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_prepend (self->related, row);
}

static void
fill (FacInvoicePage *self, const FacInvoice *invoice, GPtrArray *related)
{
  FacDecimal credited = FAC_DECIMAL_ZERO;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->related))) != NULL)
    gtk_list_box_remove (self->related, child);
  for (guint i = 0; i < related->len; i++)
    {
      const FacRelatedDocument *document = related->pdata[i];

      if (document->relationship == NULL)
        continue; /* payments have a list of their own */
      add_row (self, document, invoice->currency);
      n++;
      if (fac_related_document_counts (document))
        credited = fac_decimal_add (credited, document->amount);
    }
  if (!fac_decimal_is_zero (credited) && !fac_invoice_payments_show_balance (invoice))
    add_credited (self, invoice, credited);
  gtk_widget_set_visible (self->related_group, n > 0);
  fac_invoice_payments_show (self->payments, workspace_of (self), invoice, related);
}

static void
on_related (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GPtrArray) related = fac_workspace_get_related_finish (FAC_WORKSPACE (source), result,
                                                                    NULL);
  const FacInvoice *invoice = self->document != NULL
                              ? fac_issued_document_get_invoice (self->document) : NULL;

  if (related != NULL && invoice != NULL)
    fill (self, invoice, related);
}

void
_fac_invoice_page_open_related (FacInvoicePage *self, GtkListBoxRow *row)
{
  const FacDocumentSummary *summary = g_object_get_data (G_OBJECT (row), "summary");

  if (summary != NULL)
    fac_document_push (GTK_WIDGET (self), workspace_of (self), summary);
}

/* ---- credit notes ---------------------------------------------------------------------------- */

static void
on_draft_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacInvoicePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error))
    fac_toast_error (GTK_WIDGET (self), error);
}

static void
on_create (GtkWidget *dialog, FacInvoice *note, FacInvoicePage *self)
{
  FacWorkspace *workspace = workspace_of (self);
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_new (workspace, note);

  fac_invoice_draft_flush_async (draft, FALSE, on_draft_stored, g_object_ref (self));
  fac_page_push (GTK_WIDGET (self), fac_invoice_editor_new (workspace, draft));
}

static gboolean
may_credit (const FacInvoice *invoice)
{
  return invoice != NULL && invoice->type == FAC_INVOICE_INGRESO
         && invoice->status == FAC_STATUS_TIMBRADA;
}

static void
act_credit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacInvoicePage *self = FAC_INVOICE_PAGE (widget);
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog;

  if (!may_credit (invoice) || !GTK_IS_WINDOW (root))
    return;
  dialog = fac_credit_dialog_new (GTK_WINDOW (root), workspace_of (self), invoice);
  g_signal_connect_object (dialog, "create", G_CALLBACK (on_create), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the group ------------------------------------------------------------------------------- */

static void
update_related (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  _fac_invoice_page_enable (self, "invoice.credit", may_credit (invoice));
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (invoice == NULL)
    return;
  self->reading = g_cancellable_new ();
  fac_workspace_get_related_async (workspace_of (self), self->id, self->reading, on_related,
                                   g_object_ref (self));
}

static void
install_related (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoice.credit", NULL, act_credit);
}

static GtkWidget *
get_related (FacInvoicePage *self)
{
  return self->related_group;
}

const FacInvoiceGroup _fac_invoice_group_related = { install_related, get_related, update_related };
