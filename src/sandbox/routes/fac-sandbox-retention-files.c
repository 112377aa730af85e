/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-paper.h"
#include "fac-sandbox-recipients.h"
#include "fac-sandbox-retention-verb.h"
#include "fac-sandbox-routes.h"

/* All that the paper is drawn from, so that it can be drawn on any thread. */
typedef struct
{
  FacSandboxCompany *company;
  char              *body;
  GBytes            *xml; /* NULL of a draft */
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *self = data;

  g_clear_pointer (&self->company, fac_sandbox_company_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_free (self->body);
  g_free (self);
}

static GBytes *
draw (gpointer data, GError **error)
{
  const Drawing *self = data;

  return fac_sandbox_retention_draw (self->company, self->body, self->xml);
}

/* Takes @company. */
static FacSandboxPaper *
make_paper (FacSandboxCompany *company, FacSandboxRetention *retention)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->company = company;
  drawing->body = g_strdup (retention->body);
  drawing->xml = retention->xml != NULL ? g_bytes_ref (retention->xml) : NULL;
  return fac_sandbox_paper_new (draw, drawing, drawing_free);
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
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = find_with_file (request, &answer);
  FacSandboxCompany *company;
  g_autofree char *name = NULL;

  if (retention == NULL)
    return answer;
  name = g_strdup_printf ("%s.%s", retention->id, format);
  if (g_str_equal (format, "xml"))
    return fac_sandbox_answer_file (g_bytes_ref (retention->xml), "application/xml", name);
  company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  return g_str_equal (format, "zip")
    ? fac_sandbox_paper_pack (make_paper (company, retention), retention->id, retention->xml,
                              retention->created_at)
    : fac_sandbox_paper_answer (make_paper (company, retention), name);
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

static FacSandboxLetter *
write_letter (FacSandboxCompany *company, FacSandboxRetention *retention)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (retention->body);
  const char *uuid = fac_sandbox_json_text (fac_json_root (json), "uuid");
  const char *issuer = fac_sandbox_json_text (company->legal, "legal_name");
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  FacSandboxLetter *letter = g_new0 (FacSandboxLetter, 1);

  letter->from_name = g_strdup (issuer);
  letter->pdf_name = g_strconcat (uuid, ".pdf", NULL);
  letter->xml_name = g_strconcat (uuid, ".xml", NULL);
  letter->xml = g_bytes_ref (retention->xml);
  letter->subject = g_strdup_printf ("Retención de %s", issuer);
  letter->text =
    g_strdup_printf ("%s le envía su comprobante de retenciones.\n\nFolio fiscal: %s\n\n"
                     "Adjuntos: el PDF y el XML. Es un documento de práctica, sin validez"
                     " fiscal.\n", issuer, uuid);
  letter->html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le envía su"
                     " comprobante de retenciones.</p><p>Folio fiscal: %s</p><p>Adjuntos: el PDF y"
                     " el XML. Es un documento de práctica, sin validez fiscal.</p></body></html>"
                     "\n", issuer_html, uuid);
  return letter;
}

static FacSandboxAnswer *
on_email (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_named (request, &answer);
  g_autofree char *fallback = retention != NULL ? customer_email (request, retention) : NULL;
  FacSandboxCompany *company;
  FacSandboxLetter *letter;
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
  letter = write_letter (company, retention);
  letter->to = g_steal_pointer (&to);
  return fac_sandbox_paper_post (make_paper (company, retention), request->sandbox, letter);
}

const FacSandboxRoute fac_sandbox_retention_files_routes[] = {
  { "GET", "/retentions/{id}/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_file },
  { "GET", "/retentions/{id}/download-url/{format}", FAC_ROLE_SECRET, NULL, FALSE, on_url },
  { "POST", "/retentions/{id}/email", FAC_ROLE_SECRET, NULL, TRUE, on_email,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
