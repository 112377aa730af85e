/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-stamp.h"

#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-ids.h"
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-judge.h"
#include "fac-sandbox-payments.h"

gint64
fac_sandbox_invoice_date (FacSandboxRequest *request, FacSandboxCompany *company,
                          FacJsonValue input)
{
  const char *text = fac_sandbox_json_text (input, "date");
  g_autoptr (GTimeZone) zone = NULL;
  gint64 date = 0;

  if (text == NULL)
    return 0;
  zone = fac_sandbox_zone (request->sandbox, fac_sandbox_company_zip (company));
  fac_sandbox_parse_time (text, zone, &date);
  return date;
}

/* The number of another document of the series that the SAT has, or is about to have. */
static gboolean
folio_is_taken (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  FacStatement *select = fac_sandbox_request_prepare (request,
    "SELECT 1 FROM invoices WHERE organization = ?1 AND livemode = ?2 AND series = ?3"
    " AND folio_number = ?4 AND id <> ?5 AND status NOT IN ('draft', 'failed')", NULL);
  gboolean taken;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 3, invoice->series);
  fac_statement_bind_int (select, 4, invoice->folio);
  fac_statement_bind_text (select, 5, invoice->id);
  taken = fac_statement_step (select, NULL);
  fac_statement_reset (select);
  return taken;
}

static FacSandboxAnswer *
refuse_folio (void)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault (faults, "invalid_value", "folio_number",
                     "Otro documento de la serie ya tiene ese folio.");
  return fac_sandbox_error_faults (409, "conflict", faults);
}

FacSandboxAnswer *
fac_sandbox_invoice_take_folio (FacSandboxRequest *request, FacSandboxCompany *company,
                                FacSandboxInvoice *invoice)
{
  FacJsonValue input = fac_json_root (invoice->input);
  const char *series = fac_sandbox_json_text (input, "series");
  const char *type = fac_sandbox_json_text (input, "type");
  g_autoptr (GError) error = NULL;

  g_free (invoice->series);
  invoice->series = g_strdup (series != NULL
                              ? series
                              : fac_sandbox_company_series (company, type != NULL ? type : "I"));
  invoice->folio = fac_json_int (fac_json_get (input, "folio_number"), 0);
  if (invoice->folio == 0)
    invoice->folio = fac_sandbox_folio_next (request->sandbox, request->organization,
                                             request->livemode, invoice->series);
  else if (folio_is_taken (request, invoice))
    return refuse_folio ();
  /* the counter may have been set back to where documents are */
  while (folio_is_taken (request, invoice))
    invoice->folio++;
  if (!fac_sandbox_folio_take (request->sandbox, request->organization, request->livemode,
                               invoice->series, invoice->folio, &error))
    return fac_sandbox_error_internal (error);
  return NULL;
}

static gboolean
seal (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error)
{
  FacSandbox *sandbox = request->sandbox;
  g_autofree char *lower = fac_id_new ();
  g_autofree char *uuid = g_ascii_strup (lower, -1);
  g_autofree char *time = fac_sandbox_cfdi_local (sandbox, invoice->cfdi->lugar_expedicion,
                                                  request->now);

  if (!fac_cfdi_seal (invoice->cfdi, fac_sandbox_csd (sandbox, request->organization), error)
      || !fac_cfdi_stamp (invoice->cfdi, sandbox->pac, uuid, time,
                          fac_certificate_get_rfc (sandbox->pac), error))
    return FALSE;
  invoice->xml = fac_cfdi_write (invoice->cfdi, error);
  return invoice->xml != NULL;
}

static FacSandboxAnswer *
judge (FacSandboxRequest *request, FacSandboxInvoice *invoice)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_judge (request, invoice->xml, invoice->cfdi->lugar_expedicion, NULL, faults);
  if (faults->len == 0)
    return NULL;
  return fac_sandbox_error_faults (400, "invoice_stamping_validation_error", faults);
}

static FacSandboxAnswer *
check_issuer (FacSandboxRequest *request, FacSandboxCompany *company)
{
  FacSandboxSteps steps = fac_sandbox_company_steps (request->sandbox, company);

  if ((steps & FAC_STEP_LEGAL) || (request->livemode && (steps & FAC_STEP_MANIFIESTO)))
    return fac_sandbox_error (400, "organization_incomplete");
  return steps & FAC_STEP_CERTIFICATE ? fac_sandbox_error (400, "csd_required") : NULL;
}

static FacSandboxAnswer *
check_payments (FacSandboxRequest *request, FacJsonValue input)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;

  if (!fac_sandbox_payment_check (request, input, faults, &error))
    return fac_sandbox_error_internal (error);
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

FacSandboxAnswer *
fac_sandbox_invoice_stamp (FacSandboxRequest *request, FacSandboxCompany *company,
                           FacSandboxInvoice *invoice)
{
  FacJsonValue input = fac_json_root (invoice->input);
  gint64 date = fac_sandbox_invoice_date (request, company, input);
  g_autoptr (GError) error = NULL;
  g_autofree char *folio = NULL;
  FacSandboxAnswer *refusal = check_issuer (request, company);
  /* what waited for the PAC keeps the folio and the date it was given then */
  gboolean waited = g_str_equal (invoice->status, "pending");

  if (refusal == NULL)
    refusal = check_payments (request, input);
  if (refusal == NULL && !waited)
    refusal = fac_sandbox_invoice_take_folio (request, company, invoice);
  if (refusal != NULL)
    return refusal;
  folio = g_strdup_printf ("%" G_GINT64_FORMAT, invoice->folio);
  if (!waited)
    invoice->date = date != 0 ? date : request->now;
  invoice->cfdi = fac_sandbox_cfdi_build (request->sandbox, company, input, invoice->series, folio,
                                          invoice->date);
  if (!seal (request, invoice, &error))
    return g_error_matches (error, FAC_ERROR, FAC_ERROR_INVALID)
      ? fac_sandbox_error_text (400, "invalid_request",
                                "El documento tiene textos o números que no se pueden escribir"
                                " en el XML.")
      : fac_sandbox_error_internal (error);
  refusal = judge (request, invoice);
  if (refusal != NULL)
    return refusal;
  g_free (invoice->status);
  invoice->status = g_strdup ("valid");
  fac_sandbox_invoice_write_body (request, company, invoice);
  if (!fac_sandbox_invoice_store (request, invoice, &error)
      || !fac_sandbox_payment_apply (request, invoice, &error))
    return fac_sandbox_error_internal (error);
  return NULL;
}
