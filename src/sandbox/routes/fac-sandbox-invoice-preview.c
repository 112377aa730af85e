/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-preview.h"

#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"

static FacSandboxInvoice *
read_invoice (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxAnswer **answer)
{
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_new ();
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  gboolean draft = g_strcmp0 (fac_sandbox_json_text (request->body, "status"), "draft") == 0;
  FacJsonValue input;

  invoice->input = fac_sandbox_invoice_input (request, (FacJsonValue) { 0 }, draft, answer);
  if (invoice->input == NULL)
    return NULL;
  input = fac_json_root (invoice->input);
  if (!draft)
    fac_sandbox_invoice_missing (input, missing);
  if (missing->len > 0)
    {
      *answer = fac_sandbox_error_invalid (missing);
      return NULL;
    }
  invoice->id = g_strdup ("preview");
  invoice->status = g_strdup ("draft");
  invoice->date = fac_sandbox_invoice_date (request, company, input);
  invoice->series = g_strdup (fac_sandbox_json_text (input, "series"));
  invoice->folio = fac_json_int (fac_json_get (input, "folio_number"), 0);
  return g_steal_pointer (&invoice);
}

static FacSandboxPaper *
preview (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_verb_company (request, answer);
  g_autoptr (FacSandboxInvoice) invoice = company != NULL
    ? read_invoice (request, company, answer) : NULL;
  FacSandboxPaper *paper;

  if (invoice == NULL)
    return NULL;
  paper = fac_sandbox_invoice_paper (request, invoice, NULL, &error);
  if (paper == NULL)
    *answer = fac_sandbox_error_internal (error);
  return paper;
}

/* Reading the body may save its customer: that is taken back. */
FacSandboxPaper *
fac_sandbox_invoice_preview (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxPaper) paper = NULL;

  if (!fac_db_exec (request->sandbox->db, "SAVEPOINT preview", &error))
    {
      *answer = fac_sandbox_error_internal (error);
      return NULL;
    }
  paper = preview (request, answer);
  if (fac_db_exec (request->sandbox->db, "ROLLBACK TO preview; RELEASE preview", &error))
    return g_steal_pointer (&paper);
  g_clear_pointer (answer, fac_sandbox_answer_free);
  *answer = fac_sandbox_error_internal (error);
  return NULL;
}

static FacSandboxAnswer *
on_preview (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  FacSandboxPaper *paper = fac_sandbox_invoice_preview (request, &answer);

  return paper != NULL ? fac_sandbox_paper_answer (paper, "preview.pdf") : answer;
}

const FacSandboxRoute fac_sandbox_invoice_preview_routes[] = {
  { "POST", "/invoices/preview/pdf", FAC_ROLE_SECRET, NULL, TRUE, on_preview },
  { NULL }
};
