/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-complete.h"

#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-json.h"
#include "fac-text.h"

/* In the place of a payload's hash, which such an invoice has not. */
#define BARE "bare"

static FacSandboxCompany *
load_company (FacSandboxRequest *request, GError **error)
{
  return fac_sandbox_company_load (request->sandbox, request->organization, error);
}

static FacCfdi *
build (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice)
{
  g_autofree char *folio = g_strdup_printf ("%" G_GINT64_FORMAT, invoice->folio);

  return fac_sandbox_cfdi_build (request->sandbox, company, fac_json_root (invoice->input),
                                 invoice->series, folio, invoice->date);
}

/* Whoever issued it then, whatever the organization is called or has by now: the body remembers. */
static FacJson *
read_issuer (FacJsonValue body)
{
  static const char *const members[] = { "legal_name", "tax_id", "tax_system", NULL };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autofree char *text = NULL;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, fac_json_get (body, "issuer_info"), members);
  fac_sandbox_json_copy (writer, "address", fac_json_get (body, "address"));
  fac_json_writer_end_object (writer);
  text = fac_json_writer_finish_text (writer);
  return fac_sandbox_json_load (text);
}

/* The body says when it was stamped: then, not now. */
static void
write_body_then (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxInvoice *invoice)
{
  const gint64 now = request->now;

  request->now = invoice->date;
  fac_sandbox_invoice_write_body (request, company, invoice);
  request->now = now;
}

gboolean
fac_sandbox_invoice_store_bare (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                                const char *uuid, GError **error)
{
  g_autoptr (FacSandboxCompany) company = load_company (request, error);
  FacCertificate *pac = request->sandbox->pac;
  FacCfdiTimbre *timbre;

  if (company == NULL)
    return FALSE;
  invoice->cfdi = build (request, company, invoice);
  timbre = invoice->cfdi->timbre = fac_cfdi_timbre_new ();
  fac_set_string (&timbre->uuid, uuid);
  timbre->fecha_timbrado = g_strdup (invoice->cfdi->fecha);
  fac_set_string (&timbre->rfc_prov_certif, fac_certificate_get_rfc (pac));
  fac_set_string (&timbre->no_certificado_sat, fac_certificate_get_number (pac));
  fac_set_string (&invoice->payload_hash, BARE);
  write_body_then (request, company, invoice);
  return fac_sandbox_invoice_store (request, invoice, error);
}

static gboolean
seal (FacSandboxRequest *request, FacSandboxInvoice *invoice, const char *uuid, GError **error)
{
  FacSandbox *sandbox = request->sandbox;
  FacCertificate *csd = fac_sandbox_csd_of (sandbox, request->organization,
                                            invoice->cfdi->emisor_rfc,
                                            invoice->cfdi->emisor_nombre, error);

  if (csd == NULL || !fac_cfdi_seal (invoice->cfdi, csd, error)
      || !fac_cfdi_stamp (invoice->cfdi, sandbox->pac, uuid, invoice->cfdi->fecha,
                          fac_certificate_get_rfc (sandbox->pac), error))
    return FALSE;
  invoice->xml = fac_cfdi_write (invoice->cfdi, error);
  return invoice->xml != NULL;
}

static gboolean
store_complete (FacSandboxRequest *request, FacSandboxInvoice *invoice, GError **error)
{
  /* what only reads has no transaction of its own */
  const gboolean reading = g_str_equal (request->method, "GET");

  if (!reading)
    return fac_sandbox_invoice_store (request, invoice, error);
  if (!fac_db_begin (request->sandbox->db, FAC_DB_WRITE, error))
    return FALSE;
  if (fac_sandbox_invoice_store (request, invoice, error)
      && fac_db_commit (request->sandbox->db, error))
    return TRUE;
  fac_db_rollback (request->sandbox->db);
  return FALSE;
}

gboolean
fac_sandbox_invoice_complete (FacSandboxRequest *request, FacSandboxInvoice *invoice,
                              GError **error)
{
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (FacJson) body = NULL, issuer = NULL;
  const char *uuid;

  if (g_strcmp0 (invoice->payload_hash, BARE) != 0)
    return TRUE;
  company = load_company (request, error);
  if (company == NULL)
    return FALSE;
  body = fac_sandbox_json_load (invoice->body);
  issuer = read_issuer (fac_json_root (body));
  company->legal = fac_json_root (issuer);
  uuid = fac_sandbox_json_text (fac_json_root (body), "uuid");
  invoice->cfdi = build (request, company, invoice);
  if (!seal (request, invoice, uuid, error))
    return FALSE;
  g_clear_pointer (&invoice->payload_hash, g_free);
  write_body_then (request, company, invoice);
  if (!store_complete (request, invoice, error))
    return FALSE;
  /* from here on as one that was read */
  g_clear_pointer (&invoice->cfdi, fac_cfdi_unref);
  g_clear_pointer (&invoice->xml, g_bytes_unref);
  return TRUE;
}
