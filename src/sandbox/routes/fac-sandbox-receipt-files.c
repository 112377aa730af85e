/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-paper.h"
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

static GBytes *
draw (gpointer data, GError **error)
{
  const Drawing *self = data;

  return fac_sandbox_receipt_draw (self->company, self->receipt, self->date);
}

/* Takes @company and @receipt. */
static FacSandboxPaper *
make_paper (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxReceipt *receipt)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->company = company;
  drawing->date = local_date (request, company, receipt);
  drawing->receipt = receipt;
  return fac_sandbox_paper_new (draw, drawing, drawing_free);
}

static char *
file_name (FacSandboxReceipt *receipt)
{
  return g_strdup_printf ("recibo-%s.pdf", receipt->key);
}

static FacSandboxAnswer *
on_pdf (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);
  FacSandboxCompany *company = receipt != NULL ? fac_sandbox_verb_company (request, &answer) : NULL;
  g_autofree char *name = NULL;

  if (company == NULL)
    return answer;
  name = file_name (receipt);
  return fac_sandbox_paper_answer (make_paper (request, company, g_steal_pointer (&receipt)), name);
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
  name = file_name (receipt);
  return fac_sandbox_download_offer (request, path, NULL, "application/pdf", name);
}

static char *
customer_email (FacSandboxRequest *request, FacSandboxReceipt *receipt)
{
  return fac_sandbox_customer_email (request,
                                     fac_json_get (fac_json_root (receipt->input), "customer"));
}

static FacSandboxLetter *
write_letter (FacSandboxCompany *company, FacSandboxReceipt *receipt)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (receipt->body);
  FacJsonValue body = fac_json_root (json);
  const char *issuer = fac_sandbox_json_text (company->legal, "legal_name");
  const char *url = fac_sandbox_json_text (body, "self_invoice_url");
  const char *currency = fac_sandbox_json_text (body, "currency");
  g_autofree char *amount = fac_decimal_format (fac_sandbox_receipt_total (receipt), 2, 2);
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  FacSandboxLetter *letter = g_new0 (FacSandboxLetter, 1);

  letter->from_name = g_strdup (issuer);
  letter->pdf_name = file_name (receipt);
  letter->subject = g_strdup_printf ("Recibo %" G_GINT64_FORMAT " de %s", receipt->folio, issuer);
  letter->text =
    g_strdup_printf ("%s le envía su recibo por $ %s %s.\n\nPara obtener su factura:\n\n%s\n\n"
                     "Adjunto: el PDF. Es un recibo de práctica, sin validez fiscal.\n",
                     issuer, amount, currency, url);
  letter->html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le envía su"
                     " recibo por $ %s %s.</p><p><a href=\"%s\" style=\"display:inline-block;"
                     "padding:12px 20px;background:#0F6B6B;color:#fff;text-decoration:none;"
                     "border-radius:6px\">Obtener mi factura</a></p><p>Adjunto: el PDF. Es un"
                     " recibo de práctica, sin validez fiscal.</p></body></html>\n",
                     issuer_html, amount, currency, url);
  return letter;
}

static FacSandboxAnswer *
on_email (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_named (request, &answer);
  g_autofree char *fallback = receipt != NULL ? customer_email (request, receipt) : NULL;
  FacSandboxCompany *company;
  FacSandboxLetter *letter;
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
  letter = write_letter (company, receipt);
  letter->to = g_steal_pointer (&to);
  return fac_sandbox_paper_post (make_paper (request, company, g_steal_pointer (&receipt)),
                                 request->sandbox, letter);
}

const FacSandboxRoute fac_sandbox_receipt_files_routes[] = {
  { "GET", "/receipts/{id}/pdf", FAC_ROLE_SECRET, NULL, FALSE, on_pdf },
  { "GET", "/receipts/{id}/download-url/pdf", FAC_ROLE_SECRET, NULL, FALSE, on_url },
  { "POST", "/receipts/{id}/email", FAC_ROLE_SECRET, NULL, TRUE, on_email,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
