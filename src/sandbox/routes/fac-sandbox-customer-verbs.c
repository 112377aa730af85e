/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-edit-links.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-mail.h"
#include "fac-sandbox-recipients.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-invoice-verb.h"

static FacJson *
load_customer (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body =
    fac_sandbox_customer_find (request, fac_sandbox_request_param (request, 0), &error);

  if (body != NULL)
    return fac_sandbox_json_load (body);
  *answer = fac_sandbox_error_missing (error, "customer_not_found");
  return NULL;
}

static FacSandboxAnswer *
on_validation (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacJson) customer = load_customer (request, &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  if (customer == NULL)
    return answer;
  fac_sandbox_customer_check (request, fac_json_root (customer), "", faults);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_boolean (writer, "is_valid", faults->len == 0);
  fac_json_writer_begin_array (writer, "errors");
  for (guint i = 0; i < faults->len; i++)
    {
      const FacSandboxFault *fault = g_ptr_array_index (faults, i);

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "source", fault->source);
      fac_json_writer_string (writer, "code", fault->code);
      fac_json_writer_string_if (writer, "path", fault->path);
      fac_json_writer_string (writer, "message", fault->message);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static gboolean
send_link (FacSandboxRequest *request, FacSandboxCompany *company, const char *link, char **to,
           GError **error)
{
  const char *issuer = fac_sandbox_json_text (company->legal, "legal_name");
  g_autofree char *issuer_html = g_markup_escape_text (issuer, -1);
  g_autofree char *text =
    g_strdup_printf ("%s le pide completar sus datos fiscales para facturarle:\n\n%s\n\n"
                     "El enlace sirve una sola vez, durante 7 días.\n", issuer, link);
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html><html lang=\"es\"><body><p><strong>%s</strong> le pide"
                     " completar sus datos fiscales para facturarle.</p>"
                     "<p><a href=\"%s\">Completar mis datos</a></p>"
                     "<p>El enlace sirve una sola vez, durante 7 días.</p></body></html>\n",
                     issuer_html, link);
  const FacSandboxMail mail = { issuer, NULL, (const char *const *) to,
                                "Complete sus datos fiscales", text, html, NULL, 0 };

  return fac_sandbox_mail_send (request->sandbox, &mail, error);
}

static FacSandboxAnswer *
on_email_link (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacJson) customer = load_customer (request, &answer);
  g_autoptr (FacJson) fresh = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_auto (GStrv) to = NULL;

  if (customer == NULL)
    return answer;
  to = fac_sandbox_recipients (request, fac_sandbox_json_text (fac_json_root (customer), "email"),
                               "customer_email_required", "invoice_email_delivery_failed", &answer);
  if (to == NULL)
    return answer;
  if (!fac_sandbox_edit_link_new (request, fac_sandbox_request_param (request, 0), &error))
    return fac_sandbox_error_internal (error);
  fresh = load_customer (request, &answer);
  if (fresh == NULL)
    return answer;
  company = fac_sandbox_company_load (request->sandbox, request->organization, &error);
  if (company == NULL
      || !send_link (request, company, fac_sandbox_json_text (fac_json_root (fresh), "edit_link"),
                     to, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_verb_ok ();
}

const FacSandboxRoute fac_sandbox_customer_verbs_routes[] = {
  { "GET", "/customers/{id}/tax-info-validation", FAC_ROLE_SECRET, NULL, FALSE, on_validation },
  { "POST", "/customers/{id}/email-edit-link", FAC_ROLE_SECRET, NULL, TRUE, on_email_link,
    FAC_ROUTE_BODY_OPTIONAL },
  { NULL }
};
