/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-mail.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-recipients.h"
#include "fac-sandbox-routes.h"

/* All that the paper is drawn from, so that it can be drawn on any thread. */
typedef struct
{
  FacSandboxCompany *company;
  FacSandboxReceipt *receipt;
  char              *date;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *self = data;

  g_clear_pointer (&self->company, fac_sandbox_company_free);
  g_clear_pointer (&self->receipt, fac_sandbox_receipt_free);
  g_free (self->date);
  g_free (self);
}

static char *
local_date (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt)
{
  char *date = fac_sandbox_cfdi_local (request->sandbox, fac_sandbox_company_zip (company),
                                       receipt->date);

  return g_strdelimit (date, "T", ' ');
}

static FacSandboxAnswer *
on_draw (gpointer data)
{
  Drawing *self = data;
  g_autofree char *name = g_strdup_printf ("recibo-%s.pdf", self->receipt->key);

  return fac_sandbox_answer_file (fac_sandbox_receipt_draw (self->company, self->receipt,
                                                            self->date),
                                  "application/pdf", name);
}

static FacSandboxAnswer *
on_pdf (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);
  FacSandboxCompany *company = receipt != NULL ? fac_sandbox_verb_company (request, &answer) : NULL;
  Drawing *drawing;

  if (company == NULL)
    return answer;
  drawing = g_new0 (Drawing, 1);
  drawing->company = company;
  drawing->date = local_date (request, company, receipt);
  drawing->receipt = g_steal_pointer (&receipt);
  return fac_sandbox_answer_work (on_draw, drawing, drawing_free);
}

static FacSandboxAnswer *
on_url (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);
  g_autofree char *path = NULL, *name = NULL;

  if (receipt == NULL)
    return answer;
  path = g_strdup_printf ("/receipts/%s/pdf", receipt->id);
  name = g_strdup_printf ("recibo-%s.pdf", receipt->key);
  return fac_sandbox_download_offer (request, path, NULL, "application/pdf", name);
}

static char *
customer_email (FacSandboxRequest *request, FacSandboxReceipt *receipt)
{
  return fac_sandbox_customer_email (request,
                                     fac_json_get (fac_json_root (receipt->input), "customer"));
}

static gboolean
send_receipt (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt,
              char **to, GError **error)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (receipt->body);
  FacJsonValue body = fac_json_root (json);
  const char *issuer = fac_sandbox_json_text (company->legal, "legal_name");
  const char *url = fac_sandbox_json_text (body, "self_invoice_url");
  const char *currency = fac_sandbox_json_text (body, "currency");
  g_autofree char *amount = fac_decimal_format (fac_sandbox_receipt_total (receipt), 2, 2);
  g_autofree char *date = local_date (request, company, receipt);
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  g_autofree char *subject = g_strdup_printf ("Recibo %" G_GINT64_FORMAT " de %s", receipt->folio,
                                              issuer);
  g_autofree char *name = g_strdup_printf ("recibo-%s.pdf", receipt->key);
  g_autofree char *text =
    g_strdup_printf ("%s le envía su recibo por $ %s %s.\n\nPara obtener su factura:\n\n%s\n\n"
                     "Adjunto: el PDF. Es un recibo de práctica, sin validez fiscal.\n",
                     issuer, amount, currency, url);
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le envía su"
                     " recibo por $ %s %s.</p><p><a href=\"%s\" style=\"display:inline-block;"
                     "padding:12px 20px;background:#0F6B6B;color:#fff;text-decoration:none;"
                     "border-radius:6px\">Obtener mi factura</a></p><p>Adjunto: el PDF. Es un"
                     " recibo de práctica, sin validez fiscal.</p></body></html>\n",
                     issuer_html, amount, currency, url);
  g_autoptr (GBytes) pdf = fac_sandbox_receipt_draw (company, receipt, date);
  const FacSandboxAttachment attachment = { name, "application/pdf", pdf };
  const FacSandboxMail mail = { issuer, NULL, (const char *const *) to, subject, text, html,
                                &attachment, 1 };

  return fac_sandbox_mail_send (request->sandbox, &mail, error);
}

static FacSandboxAnswer *
on_email (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);
  g_autofree char *fallback = receipt != NULL ? customer_email (request, receipt) : NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_auto (GStrv) to = NULL;

  if (receipt == NULL)
    return answer;
  to = fac_sandbox_recipients (request, fallback, "customer_email_required",
                               "invoice_email_delivery_failed", &answer);
  if (to == NULL)
    return answer;
  if (g_str_equal (receipt->status, "canceled"))
    return fac_sandbox_error (400, "receipt_not_open");
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  if (!send_receipt (request, company, receipt, to, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_ok ();
}

const FacSandboxRoute fac_sandbox_receipt_files_routes[] = {
  { "GET", "/receipts/{id}/pdf", FAC_ROLE_SECRET, NULL, FALSE, on_pdf },
  { "GET", "/receipts/{id}/download-url/pdf", FAC_ROLE_SECRET, NULL, FALSE, on_url },
  { "POST", "/receipts/{id}/email", FAC_ROLE_SECRET, NULL, TRUE, on_email,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
