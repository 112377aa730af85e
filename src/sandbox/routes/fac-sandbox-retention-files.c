/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-mail.h"
#include "fac-sandbox-recipients.h"
#include "fac-sandbox-retention-verb.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-zip.h"

static GBytes *
make_file (FacSandboxCompany *company, FacSandboxRetention *retention, const char *format,
           GError **error)
{
  g_autoptr (FacSandboxZip) zip = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *pdf_name = g_strconcat (retention->id, ".pdf", NULL);
  g_autofree char *xml_name = g_strconcat (retention->id, ".xml", NULL);

  if (g_str_equal (format, "xml"))
    return g_bytes_ref (retention->xml);
  pdf = fac_sandbox_retention_draw (company, retention->body, retention->xml);
  if (g_str_equal (format, "pdf"))
    return g_steal_pointer (&pdf);
  zip = fac_sandbox_zip_new ();
  if (!fac_sandbox_zip_add (zip, pdf_name, pdf, retention->created_at, error)
      || !fac_sandbox_zip_add (zip, xml_name, retention->xml, retention->created_at, error))
    return NULL;
  return fac_sandbox_zip_finish (zip, error);
}

/* Returns: (transfer full) (nullable): the retention when it has such a file; %NULL with @answer set. */
static FacSandboxRetention *
find_with_file (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  const char *format = fac_sandbox_request_param (request, 1);
  g_autoptr (FacSandboxRetention) retention = NULL;

  if (fac_sandbox_invoice_file_type (format) == NULL)
    {
      *answer = fac_sandbox_error (404, "not_found");
      return NULL;
    }
  retention = fac_sandbox_retention_named (request, answer);
  if (retention == NULL || retention->xml != NULL || g_str_equal (format, "pdf"))
    return g_steal_pointer (&retention);
  *answer = fac_sandbox_error (400, "retention_not_stamped");
  return NULL;
}

static FacSandboxAnswer *
on_file (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = find_with_file (request, &answer);
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autofree char *name = NULL;
  GBytes *bytes;

  if (retention != NULL)
    company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  bytes = make_file (company, retention, format, &error);
  name = g_strdup_printf ("%s.%s", retention->id, format);
  return bytes != NULL
    ? fac_sandbox_answer_file (bytes, fac_sandbox_invoice_file_type (format), name)
    : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_url (FacSandboxRequest *request)
{
  const char *format = fac_sandbox_request_param (request, 1);
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = find_with_file (request, &answer);
  g_autofree char *path = NULL, *name = NULL;

  if (retention == NULL)
    return answer;
  path = g_strdup_printf ("/retentions/%s/%s", retention->id, format);
  name = g_strdup_printf ("%s.%s", retention->id, format);
  return fac_sandbox_download_offer (request, path, NULL, fac_sandbox_invoice_file_type (format),
                                     name);
}

static char *
customer_email (FacSandboxRequest *request, FacSandboxRetention *retention)
{
  return fac_sandbox_customer_email (request,
                                     fac_json_get (fac_json_root (retention->input), "customer"));
}

static gboolean
send_files (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxRetention *retention,
            char **to, GError **error)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (retention->body);
  const char *uuid = fac_sandbox_json_text (fac_json_root (json), "uuid");
  const char *issuer = fac_sandbox_json_text (company->legal, "legal_name");
  g_autoptr (GBytes) pdf = fac_sandbox_retention_draw (company, retention->body,
                                                        retention->xml);
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  g_autofree char *pdf_name = g_strconcat (uuid, ".pdf", NULL);
  g_autofree char *xml_name = g_strconcat (uuid, ".xml", NULL);
  g_autofree char *subject = g_strdup_printf ("Retención de %s", issuer);
  g_autofree char *text =
    g_strdup_printf ("%s le envía su comprobante de retenciones.\n\nFolio fiscal: %s\n\n"
                     "Adjuntos: el PDF y el XML. Es un documento de práctica, sin validez"
                     " fiscal.\n", issuer, uuid);
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le envía su"
                     " comprobante de retenciones.</p><p>Folio fiscal: %s</p><p>Adjuntos: el PDF y"
                     " el XML. Es un documento de práctica, sin validez fiscal.</p></body></html>"
                     "\n", issuer_html, uuid);
  const FacSandboxAttachment attachments[] = {
    { pdf_name, "application/pdf", pdf }, { xml_name, "application/xml", retention->xml },
  };
  const FacSandboxMail mail = { issuer, NULL, (const char *const *) to, subject, text, html,
                                attachments, G_N_ELEMENTS (attachments) };

  return fac_sandbox_mail_send (request->sandbox, &mail, error);
}

static FacSandboxAnswer *
on_email (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_named (request, &answer);
  g_autofree char *fallback = retention != NULL ? customer_email (request, retention) : NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_auto (GStrv) to = NULL;

  if (retention == NULL)
    return answer;
  to = fac_sandbox_recipients (request, fallback, "retention_email_recipient_required",
                               "retention_email_delivery_failed", &answer);
  if (to == NULL)
    return answer;
  if (retention->xml == NULL)
    return fac_sandbox_error (400, "retention_email_status_not_allowed");
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  if (!send_files (request, company, retention, to, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_ok ();
}

const FacSandboxRoute fac_sandbox_retention_files_routes[] = {
  { "GET", "/retentions/{id}/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_file },
  { "GET", "/retentions/{id}/download-url/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_url },
  { "POST", "/retentions/{id}/email", FAC_ROLE_SECRET, NULL, TRUE, on_email,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
