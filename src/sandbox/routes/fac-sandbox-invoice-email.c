/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-recipients.h"
#include "fac-sandbox-routes.h"

static char *
customer_email (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  return fac_sandbox_customer_email (request,
                                     fac_json_get (fac_json_root (invoice->input), "customer"));
}

static char *
document_name (FacSandboxInvoice *invoice)
{
  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT, invoice->series != NULL ? invoice->series : "",
                          invoice->series != NULL ? "-" : "", invoice->folio);
}

static FacSandboxLetter *
write_letter (FacSandboxInvoice *invoice, GBytes *xml)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  FacJsonValue body = fac_json_root (json);
  const char *issuer = fac_sandbox_json_text (fac_json_get (body, "issuer_info"), "legal_name");
  const char *uuid = fac_sandbox_json_text (body, "uuid");
  const char *currency = fac_sandbox_json_text (body, "currency");
  FacDecimal total = fac_sandbox_json_number (body, "total", FAC_DECIMAL_ZERO);
  g_autofree char *amount = fac_decimal_format (total, 2, 2);
  g_autofree char *name = document_name (invoice);
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  FacSandboxLetter *letter = g_new0 (FacSandboxLetter, 1);

  letter->from_name = g_strdup (issuer);
  letter->pdf_name = g_strconcat (name, ".pdf", NULL);
  letter->xml_name = g_strconcat (name, ".xml", NULL);
  letter->xml = g_bytes_ref (xml);
  letter->subject = g_strdup_printf ("Factura %s de %s", name, issuer);
  letter->text =
    g_strdup_printf ("%s le envía la factura %s por $ %s %s.\n\nFolio fiscal: %s\n\n"
                     "Adjuntos: el PDF y el XML. Es una factura de práctica, sin validez fiscal.\n",
                     issuer, name, amount, currency, uuid);
  letter->html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le envía la"
                     " factura %s por $ %s %s.</p><p>Folio fiscal: %s</p><p>Adjuntos: el PDF y el"
                     " XML. Es una factura de práctica, sin validez fiscal.</p></body></html>\n",
                     issuer_html, name, amount, currency, uuid);
  return letter;
}

static FacSandboxAnswer *
on_email (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);
  g_autofree char *fallback = invoice != NULL ? customer_email (request, invoice) : NULL;
  g_auto (GStrv) to = NULL;
  g_autoptr (GBytes) xml = NULL;
  FacSandboxPaper *paper = NULL;
  FacSandboxLetter *letter;

  if (invoice == NULL)
    return answer;
  to = fac_sandbox_recipients (request, fallback, "invoice_email_recipient_required",
                               "invoice_email_delivery_failed", &answer);
  if (to == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "valid") && !g_str_equal (invoice->status, "canceled"))
    return fac_sandbox_error (400, "invoice_email_status_not_allowed");
  xml = fac_sandbox_invoice_xml (request, invoice->id, &error);
  if (xml != NULL)
    paper = fac_sandbox_invoice_paper (request, invoice, xml, &error);
  if (paper == NULL)
    return fac_sandbox_error_internal (error);
  letter = write_letter (invoice, xml);
  letter->to = g_steal_pointer (&to);
  return fac_sandbox_paper_post (paper, request->sandbox, letter);
}

const FacSandboxRoute fac_sandbox_invoice_email_routes[] = {
  { "POST", "/invoices/{id}/email", FAC_ROLE_SECRET, NULL, TRUE, on_email,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
