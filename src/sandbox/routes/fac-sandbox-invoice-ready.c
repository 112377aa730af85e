/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-ready.h"

#include "fac-cfdi-xml.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-input.h"
#include "fac-sandbox-invoice-stamp.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-judge.h"
#include "fac-text.h"

/* In the place of what only stamping knows, and of the same shape. */
#define NUMBER "00000000000000000000"
#define SEAL   "AA=="

static FacCfdi *
build (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice)
{
  FacJsonValue input = fac_json_root (invoice->input);
  const char *type = fac_sandbox_json_text (input, "type");
  const char *series = fac_sandbox_json_text (input, "series");
  const gint64 folio = fac_json_int (fac_json_get (input, "folio_number"), 1);
  const gint64 date = fac_sandbox_invoice_date (request, company, input);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, folio);
  FacCfdi *cfdi;

  if (series == NULL)
    series = fac_sandbox_company_series (company, type != NULL ? type : "I");
  cfdi = fac_sandbox_cfdi_build (request->sandbox, company, input, series, number,
                                 date != 0 ? date : request->now);
  fac_set_string (&cfdi->no_certificado, NUMBER);
  fac_set_string (&cfdi->certificado, SEAL);
  fac_set_string (&cfdi->sello, SEAL);
  return cfdi;
}

void
fac_sandbox_invoice_not_ready (FacSandboxRequest *request, FacSandboxCompany *company,
                               FacSandboxInvoice *invoice, GPtrArray *faults)
{
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (GBytes) xml = NULL;

  fac_sandbox_invoice_missing (fac_json_root (invoice->input), faults);
  /* what the organization lacks is no fault of its drafts */
  if (faults->len > 0
      || (fac_sandbox_company_steps (request->sandbox, company) & FAC_STEP_LEGAL))
    return;
  cfdi = build (request, company, invoice);
  xml = fac_cfdi_write (cfdi, NULL);
  if (xml != NULL)
    fac_sandbox_judge (request, xml, cfdi->lugar_expedicion, FAC_SANDBOX_STRUCTURE, faults);
  else
    fac_sandbox_fault (faults, "invalid_value", NULL,
                       "El documento tiene textos o números que no se pueden escribir en el XML.");
}
