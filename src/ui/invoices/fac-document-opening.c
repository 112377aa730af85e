/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-opening.h"

#include "fac-invoice-draft.h"
#include "fac-invoice-editor.h"
#include "fac-invoice-page.h"
#include "fac-page-host.h"

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
  workspace = fac_page_get_workspace (FAC_PAGE (gtk_widget_get_ancestor (from, FAC_TYPE_PAGE)));
  if (invoice->status == FAC_STATUS_BORRADOR)
    fac_page_push (from, fac_invoice_editor_new (workspace, draft));
  else
    fac_page_push (from, fac_invoice_page_new (workspace, invoice->id));
}

void
fac_document_push (GtkWidget *from, FacWorkspace *workspace, const FacDocumentSummary *summary)
{
  if (summary->status == FAC_STATUS_BORRADOR)
    fac_invoice_draft_open_async (workspace, summary->id, NULL, on_opened, g_object_ref (from));
  else
    fac_page_push (from, fac_invoice_page_new (workspace, summary->id));
}
