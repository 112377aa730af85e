/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-opening.h"

#include "fac-carried-page.h"
#include "fac-invoice-editor.h"
#include "fac-invoice-page.h"
#include "fac-page-host.h"
#include "fac-payment-page.h"
#include "fac-text.h"

FacPage *
fac_draft_page_new (FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  switch (fac_invoice_draft_get_invoice (draft)->type)
    {
    case FAC_INVOICE_PAGO:
      return fac_payment_page_new (workspace, draft);
    case FAC_INVOICE_NOMINA:
    case FAC_INVOICE_TRASLADO:
      return fac_carried_page_new (workspace, draft);
    case FAC_INVOICE_INGRESO:
    case FAC_INVOICE_EGRESO:
    default:
      return fac_invoice_editor_new (workspace, draft);
    }
}

static FacWorkspace *
workspace_around (GtkWidget *from)
{
  return fac_page_get_workspace (FAC_PAGE (gtk_widget_get_ancestor (from, FAC_TYPE_PAGE)));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);
  const FacInvoice *invoice;
  FacWorkspace *workspace;

  if (draft == NULL)
    {
      fac_toast_error (from, error);
      return;
    }
  if (!gtk_widget_get_mapped (from))
    return;
  invoice = fac_invoice_draft_get_invoice (draft);
  workspace = workspace_around (from);
  if (invoice->status == FAC_STATUS_BORRADOR)
    fac_page_push (from, fac_draft_page_new (workspace, draft));
  else
    fac_page_push (from, fac_invoice_page_new (workspace, invoice->id));
}

void
fac_document_push_id (GtkWidget *from, FacWorkspace *workspace, const char *id)
{
  fac_invoice_draft_open_async (workspace, id, NULL, on_opened, g_object_ref (from));
}

void
fac_document_push (GtkWidget *from, FacWorkspace *workspace, const FacDocumentSummary *summary)
{
  if (summary->status == FAC_STATUS_BORRADOR)
    fac_document_push_id (from, workspace, summary->id);
  else
    fac_page_push (from, fac_invoice_page_new (workspace, summary->id));
}

/* ---- payments -------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget   *from;
  char        *invoice;
  FacCustomer *receiver; /* as the invoice has it */
} Paying;

static void
paying_free (Paying *paying)
{
  g_object_unref (paying->from);
  g_free (paying->invoice);
  g_clear_pointer (&paying->receiver, fac_customer_unref);
  g_free (paying);
}

static void
push_payment (Paying *paying, const FacCustomer *customer)
{
  if (gtk_widget_get_mapped (paying->from))
    fac_payment_page_push_for (paying->from, workspace_around (paying->from), customer,
                               paying->invoice);
  paying_free (paying);
}

/* One who is no longer stored pays as the invoice names them. */
static void
on_customer (GObject *source, GAsyncResult *result, gpointer data)
{
  Paying *paying = data;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, NULL);

  push_payment (paying, customer != NULL ? customer : paying->receiver);
}

static void
on_invoice (GObject *source, GAsyncResult *result, gpointer data)
{
  Paying *paying = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacInvoiceDraft) draft = fac_invoice_draft_open_finish (result, &error);
  const FacCustomer *receiver = draft != NULL ? fac_invoice_draft_get_invoice (draft)->customer
                                              : NULL;

  if (draft == NULL)
    fac_toast_error (paying->from, error);
  if (draft == NULL || !gtk_widget_get_mapped (paying->from))
    {
      paying_free (paying);
      return;
    }
  paying->receiver = receiver != NULL ? fac_customer_copy (receiver) : NULL;
  if (receiver == NULL || fac_text_is_empty (receiver->id))
    push_payment (paying, receiver);
  else
    fac_workspace_get_customer_async (workspace_around (paying->from), receiver->id, NULL,
                                      on_customer, paying);
}

void
fac_document_push_payment (GtkWidget *from, FacWorkspace *workspace, const char *id)
{
  Paying *paying = g_new0 (Paying, 1);

  paying->from = g_object_ref (from);
  paying->invoice = g_strdup (id);
  fac_invoice_draft_open_async (workspace, id, NULL, on_invoice, paying);
}
