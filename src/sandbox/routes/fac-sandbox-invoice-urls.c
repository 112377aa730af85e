/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cancellation.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-preview.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-routes.h"

static FacSandboxAnswer *
on_file (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  const char *type = fac_sandbox_invoice_file_type (format);
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *path = NULL, *name = NULL;

  if (type == NULL)
    return fac_sandbox_error (404, "not_found");
  invoice = fac_sandbox_verb_invoice (request, &answer);
  if (invoice == NULL)
    return answer;
  xml = fac_sandbox_invoice_xml (request, invoice->id, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (xml == NULL && !g_str_equal (format, "pdf"))
    return fac_sandbox_error (400, "invoice_not_stamped");
  path = g_strdup_printf ("/invoices/%s/%s", invoice->id, format);
  name = g_strdup_printf ("%s.%s", invoice->id, format);
  return fac_sandbox_download_offer (request, path, NULL, type, name);
}

static FacSandboxAnswer *
on_receipt (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  const char *type = fac_sandbox_invoice_file_type (format);
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = NULL;
  g_autoptr (GBytes) acuse = NULL;
  g_autofree char *path = NULL, *name = NULL;

  if (type == NULL || g_str_equal (format, "zip"))
    return fac_sandbox_error (404, "not_found");
  invoice = fac_sandbox_verb_invoice (request, &answer);
  if (invoice == NULL)
    return answer;
  acuse = fac_sandbox_cancellation_acuse (request, invoice->id, &error);
  if (acuse == NULL)
    return error != NULL ? fac_sandbox_error_internal (error)
                         : fac_sandbox_error (400, "invoice_cancellation_receipt_unavailable");
  path = g_strdup_printf ("/invoices/%s/cancellation_receipt/%s", invoice->id, format);
  name = g_strdup_printf ("acuse-%s.%s", invoice->id, format);
  return fac_sandbox_download_offer (request, path, NULL, type, name);
}

static FacSandboxAnswer *
on_preview (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  FacSandboxPaper *paper = fac_sandbox_invoice_preview (request, &answer);

  return paper != NULL ? fac_sandbox_paper_offer (paper, request, "preview.pdf") : answer;
}

const FacSandboxRoute fac_sandbox_invoice_urls_routes[] = {
  { "GET", "/invoices/{id}/download-url/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_file },
  { "GET", "/invoices/{id}/cancellation_receipt/download-url/{format}", FAC_ROLE_SECRET, NULL,
    FALSE, on_receipt },
  { "POST", "/invoices/preview/pdf/download-url", FAC_ROLE_SECRET, NULL, TRUE, on_preview },
  { NULL }
};
