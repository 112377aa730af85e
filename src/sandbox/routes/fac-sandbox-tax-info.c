/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-customers.h"
#include "fac-sandbox-edit-links.h"
#include "fac-sandbox-events.h"
#include "fac-sandbox-html.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"

#define TITLE "Mis datos fiscales"

/* Returns: (transfer full) (nullable): the customer of the link; %NULL with @answer set. The request goes on in its
 * world. */
static FacJson *
enter (FacSandboxRequest *request, char **customer, FacSandboxCompany **company,
       FacSandboxAnswer **answer)
{
  g_auto (FacSandboxEditLink) link = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (fac_sandbox_edit_link_find (request->sandbox, fac_sandbox_request_param (request, 0), &link,
                                  &error))
    {
      request->organization = g_strdup (link.organization);
      request->livemode = link.livemode;
      request->role = link.livemode ? FAC_ROLE_LIVE : FAC_ROLE_TEST;
      *customer = g_strdup (link.customer);
      *company = fac_sandbox_company_load (request->sandbox, link.organization, &error);
      body = *company != NULL ? fac_sandbox_customer_find (request, link.customer, &error) : NULL;
    }
  if (body != NULL)
    return fac_sandbox_json_load (body);
  *answer = error != NULL
    ? fac_sandbox_error_internal (error)
    : fac_sandbox_html_message (404, NULL, "Este enlace ya no sirve",
                                "Ya se usó o venció. Pida otro a quien se lo envió.");
  return NULL;
}

static FacSandboxAnswer *
show_form (FacSandboxRequest *request, FacSandboxCompany *company, const FacSandboxTaxForm *form,
           GPtrArray *faults)
{
  g_autofree char *secret = g_uri_escape_string (fac_sandbox_request_param (request, 0), NULL,
                                                 FALSE);
  g_autofree char *path = g_strconcat (FAC_SANDBOX_EDIT_LINKS, secret, NULL);
  g_autoptr (GString) page = g_string_new (NULL);

  fac_sandbox_html_element (page, "p", "Con estos datos se harán sus facturas.");
  fac_sandbox_html_tax_form (page, request->sandbox, path, "Guardar mis datos", form, faults);
  return fac_sandbox_html_page (faults->len > 0 ? 400 : 200, company, TITLE, page->str);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autofree char *id = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacJson) json = enter (request, &id, &company, &answer);
  FacSandboxTaxForm form = { NULL };
  FacJsonValue customer;

  if (json == NULL)
    return answer;
  customer = fac_json_root (json);
  form.tax_id = fac_sandbox_json_text (customer, "tax_id");
  form.legal_name = fac_sandbox_json_text (customer, "legal_name");
  form.tax_system = fac_sandbox_json_text (customer, "tax_system");
  form.zip = fac_sandbox_json_text (fac_json_get (customer, "address"), "zip");
  form.email = fac_sandbox_json_text (customer, "email");
  return show_form (request, company, &form, faults);
}

static FacJson *
write_changes (const FacSandboxTaxForm *form)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_html_tax_customer (form, writer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}

static gboolean
save (FacSandboxRequest *request, const char *id, const FacSandboxTaxForm *form, GPtrArray *faults,
      GError **error)
{
  g_autoptr (FacJson) changes = write_changes (form);
  g_autofree char *body = NULL;

  fac_sandbox_validate (fac_json_root (changes), &fac_sandbox_customer_schema, FALSE, faults);
  if (faults->len > 0)
    return TRUE;
  body = fac_sandbox_customer_update (request, id, fac_json_root (changes), faults, error);
  if (faults->len > 0)
    return TRUE;
  return body != NULL
         && fac_sandbox_edit_link_use (request->sandbox, fac_sandbox_request_param (request, 0),
                                       error)
         && fac_sandbox_event (request, "customer.edit_link_completed", "customer", body, NULL,
                               error);
}

static FacSandboxAnswer *
on_post (FacSandboxRequest *request)
{
  g_autofree char *path = g_strconcat (FAC_SANDBOX_EDIT_LINKS,
                                       fac_sandbox_request_param (request, 0), NULL);
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autofree char *id = NULL;
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacJson) json = enter (request, &id, &company, &answer);
  FacSandboxTaxForm form = { NULL };
  g_autoptr (GError) error = NULL;

  if (json == NULL)
    return answer;
  fac_sandbox_html_tax_read (request, &form);
  if (!fac_sandbox_html_token_good (request->sandbox, path,
                                    fac_sandbox_request_form (request, "token")))
    fac_sandbox_fault (faults, "forbidden", NULL,
                       "La página estuvo abierta mucho tiempo. Revise y envíe otra vez.");
  else
    fac_sandbox_html_tax_check (&form, faults);
  if (faults->len == 0 && !save (request, id, &form, faults, &error))
    return fac_sandbox_error_internal (error);
  if (faults->len > 0)
    return show_form (request, company, &form, faults);
  return fac_sandbox_html_message (200, company, "Gracias",
                                   "Sus datos se guardaron. Ya puede cerrar esta página.");
}

const FacSandboxRoute fac_sandbox_tax_info_routes[] = {
  { "GET", FAC_SANDBOX_EDIT_LINKS "{secret}", 0, NULL, FALSE, on_get, FAC_ROUTE_WEB },
  { "POST", FAC_SANDBOX_EDIT_LINKS "{secret}", 0, NULL, TRUE, on_post, FAC_ROUTE_WEB },
  { NULL }
};
