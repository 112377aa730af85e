/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves this computer, or goes away, of many documents. */
#include "fac-bulk-job-private.h"

#include "fac-document-load.h"
#include "fac-email.h"
#include "fac-error.h"
#include "fac-invoice-draft.h"
#include "fac-workspace-private.h"
#include "fac-workspace-requests.h"

#include <glib/gi18n-lib.h>

static void
on_command (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;

  fac_workspace_command_finish (FAC_WORKSPACE (source), result, &error);
  _fac_bulk_job_stepped (self, error);
}

/* ---- e-mail ---------------------------------------------------------------------------------- */

typedef struct
{
  FacBulkJob *job;
  FacInvoice *invoice;
} Mailing;

static void
mailing_free (Mailing *mailing)
{
  g_object_unref (mailing->job);
  fac_invoice_unref (mailing->invoice);
  g_free (mailing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mailing, mailing_free)

/* one address twice, or one that is none, is left out */
static char **
addresses_of (const FacCustomer *customer)
{
  g_autofree char *text = fac_customer_dup_emails (customer);
  g_auto (GStrv) all = fac_email_split (text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (char **address = all; *address != NULL && n < FAC_EMAIL_MOST; address++)
    if (fac_email_is_valid (*address))
      {
        g_strv_builder_add (builder, *address);
        n++;
      }
  return g_strv_builder_end (builder);
}

static void
send_to (FacBulkJob *self, const FacInvoice *invoice, const FacCustomer *customer)
{
  g_auto (GStrv) addresses = customer != NULL ? addresses_of (customer) : NULL;

  if (addresses == NULL || addresses[0] == NULL)
    _fac_bulk_job_stepped (self, g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID,
                                                      _("The customer has no e-mail address.")));
  else
    fac_workspace_email_async (self->workspace, invoice, (const char *const *) addresses,
                               on_command, g_object_ref (self));
}

/* The invoice knows the customer as it was; the one that is stored has the addresses of now. */
static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Mailing) mailing = data;
  g_autoptr (FacCustomer) customer =
      fac_workspace_get_customer_finish (FAC_WORKSPACE (source), result, NULL);

  send_to (mailing->job, mailing->invoice,
           customer != NULL ? customer : mailing->invoice->customer);
}

static void
on_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;
  g_autoptr (FacInvoice) invoice = fac_document_load_finish (result, &error);
  Mailing *mailing;

  if (invoice == NULL)
    {
      _fac_bulk_job_stepped (self, error);
      return;
    }
  if (invoice->customer == NULL || invoice->customer->id == NULL)
    {
      send_to (self, invoice, invoice->customer);
      return;
    }
  mailing = g_new0 (Mailing, 1);
  mailing->job = g_object_ref (self);
  mailing->invoice = fac_invoice_ref (invoice);
  fac_workspace_get_customer_async (self->workspace, invoice->customer->id, self->cancellable,
                                    on_customer, mailing);
}

void
_fac_bulk_step_email (FacBulkJob *self, FacDocumentSummary *document)
{
  fac_document_load_async (self->workspace, document->id, self->cancellable, on_invoice,
                           g_object_ref (self));
}

/* ---- stamp ----------------------------------------------------------------------------------- */

static const char *
translate (const char *message)
{
  return g_dgettext (GETTEXT_PACKAGE, message);
}

/* The first of what keeps it from being stamped, instead of that there is something. */
static GError *
explain (FacInvoiceDraft *draft, GError *error)
{
  GPtrArray *findings = fac_invoice_draft_get_findings (draft);

  for (guint i = 0; g_error_matches (error, FAC_ERROR, FAC_ERROR_INVALID) && i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];
      g_autofree char *text = NULL;

      if (finding->severity != FAC_FINDING_ERROR)
        continue;
      text = fac_finding_text (finding, translate);
      g_error_free (error);
      return g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID, text);
    }
  return error;
}

static void
on_stamping (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  FacInvoiceDraft *draft = FAC_INVOICE_DRAFT (source);
  GError *error = NULL;

  if (!fac_invoice_draft_stamp_finish (draft, result, &error))
    error = explain (draft, error);
  _fac_bulk_job_stepped (self, error);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacBulkJob) self = data;
  GError *error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);

  if (draft == NULL)
    _fac_bulk_job_stepped (self, error);
  else if (!fac_document_status_is_editable (fac_invoice_draft_get_invoice (draft)->status))
    _fac_bulk_job_stepped (self, g_error_new_literal (FAC_ERROR, FAC_ERROR_INVALID,
                                                      _("It is not a draft any more.")));
  else
    fac_invoice_draft_stamp_async (draft, on_stamping, g_object_ref (self));
}

void
_fac_bulk_step_stamp (FacBulkJob *self, FacDocumentSummary *document)
{
  fac_invoice_draft_open_async (self->workspace, document->id, self->cancellable, on_draft,
                                g_object_ref (self));
}

/* ---- discard --------------------------------------------------------------------------------- */

void
_fac_bulk_step_discard (FacBulkJob *self, FacDocumentSummary *document)
{
  fac_workspace_delete_async (self->workspace, FAC_ENTITY_INVOICE, document->id, on_command,
                              g_object_ref (self));
}
