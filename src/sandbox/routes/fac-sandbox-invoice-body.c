/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-invoice-row.h"

#include "fac-cfdi-xml.h"
#include "fac-complement-carta-porte.h"
#include "fac-complement-pago.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-customers.h"
#include "fac-sandbox-invoice-ready.h"
#include "fac-sandbox-json.h"

static void
write_text_member (FacJsonWriter *writer, FacJsonValue input, const char *name,
                   const char *fallback)
{
  const char *text = fac_sandbox_json_text (input, name);

  fac_json_writer_string (writer, name, text != NULL ? text : fallback);
}

static void
write_list_member (FacJsonWriter *writer, FacJsonValue input, const char *name)
{
  FacJsonValue list = fac_json_get (input, name);

  if (fac_json_kind (list) == FAC_JSON_ARRAY)
    {
      fac_sandbox_json_copy (writer, name, list);
      return;
    }
  fac_json_writer_begin_array (writer, name);
  fac_json_writer_end_array (writer);
}

static void
write_issuer (FacJsonWriter *writer, FacSandboxCompany *company)
{
  static const char *const members[] = { "legal_name", "tax_id", "tax_system", NULL };
  static const char *const address[] = { "zip", NULL };

  fac_json_writer_begin_object (writer, "issuer_info");
  fac_json_writer_string (writer, "id", company->id);
  fac_sandbox_json_members (writer, company->legal, members);
  fac_json_writer_begin_object (writer, "address");
  fac_json_writer_string (writer, "country", "MEX");
  fac_sandbox_json_members (writer, fac_json_get (company->legal, "address"), address);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
}

static void
write_stamp (FacJsonWriter *writer, FacSandboxRequest *request, const FacCfdi *cfdi)
{
  g_autofree char *cadena = NULL;

  if (cfdi == NULL)
    {
      fac_json_writer_null (writer, "stamp");
      return;
    }
  /* a seeded document has no seals yet */
  cadena = cfdi->sello != NULL ? fac_cfdi_tfd_cadena (cfdi->timbre) : NULL;
  fac_json_writer_begin_object (writer, "stamp");
  fac_json_writer_string (writer, "signature", cfdi->sello);
  fac_json_writer_time (writer, "date", request->now);
  fac_json_writer_string (writer, "sat_cert_number", cfdi->timbre->no_certificado_sat);
  fac_json_writer_string (writer, "sat_signature", cfdi->timbre->sello_sat);
  fac_json_writer_string (writer, "complement_string", cadena);
  fac_json_writer_string (writer, "rfc_provider_cert", cfdi->timbre->rfc_prov_certif);
  fac_json_writer_end_object (writer);
}

/* A draft shows what was given; a stamped document what was stamped, defaults included. */
static void
write_terms (FacJsonWriter *writer, FacJsonValue input, const FacCfdi *cfdi)
{
  gboolean stamped = cfdi != NULL;

  write_text_member (writer, input, "payment_form", NULL);
  write_text_member (writer, input, "payment_method", stamped ? cfdi->metodo_pago : NULL);
  write_text_member (writer, input, "use", stamped ? cfdi->receptor_uso_cfdi : NULL);
  write_text_member (writer, input, "conditions", NULL);
  write_text_member (writer, input, "export", stamped ? cfdi->exportacion : NULL);
  if (fac_sandbox_json_has (fac_json_get (input, "global")))
    fac_sandbox_json_copy (writer, "global", fac_json_get (input, "global"));
  else
    fac_json_writer_null (writer, "global");
  write_text_member (writer, input, "currency", stamped ? cfdi->moneda : "MXN");
  fac_json_writer_decimal (writer, "exchange",
                           fac_sandbox_json_number (input, "exchange", fac_decimal_from_int (1)));
}

static void
write_status (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company,
              FacSandboxInvoice *self)
{
  g_autofree char *waybill = fac_complement_carta_porte_url (fac_json_root (self->input),
                                                             self->cfdi);
  g_autofree char *url = self->cfdi != NULL ? fac_cfdi_qr_text (self->cfdi) : NULL;
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  gboolean draft = g_str_equal (self->status, "draft");

  if (draft)
    fac_sandbox_invoice_not_ready (request, company, self, missing);
  fac_json_writer_string (writer, "status", self->status);
  fac_json_writer_string (writer, "cancellation_status", "none");
  fac_json_writer_null (writer, "canceled_at");
  fac_json_writer_null (writer, "cancellation");
  fac_json_writer_boolean (writer, "is_ready_to_stamp", draft && missing->len == 0);
  fac_json_writer_string (writer, "verification_url", url);
  fac_json_writer_string (writer, "verification_carta_porte", waybill);
  fac_json_writer_string (writer, "uuid", self->cfdi != NULL ? self->cfdi->timbre->uuid : NULL);
  fac_json_writer_time (writer, "date", self->date);
}

static void
write_payment_sum (FacJsonWriter *writer, FacJsonValue input, const char *name, gboolean in_pesos)
{
  FacJsonValue complements = fac_json_get (input, "complements");
  gboolean found = FALSE;
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (guint i = 0; i < fac_json_length (complements); i++)
    {
      FacJsonValue complement = fac_json_at (complements, i);

      if (g_strcmp0 (fac_sandbox_json_text (complement, "type"), "pago") != 0)
        continue;
      found = TRUE;
      sum = fac_decimal_add (sum, fac_complement_pago_amount (fac_json_get (complement, "data"),
                                                              in_pesos));
    }
  if (found)
    fac_json_writer_decimal (writer, name, sum);
  else
    fac_json_writer_null (writer, name);
}

static void
write_figures (FacJsonWriter *writer, FacSandboxInvoice *self)
{
  const FacCfdi *cfdi = self->cfdi;
  FacJsonValue input = fac_json_root (self->input);
  gboolean deferred = cfdi != NULL && g_strcmp0 (cfdi->metodo_pago, "PPD") == 0;

  fac_json_writer_decimal (writer, "total", cfdi != NULL ? cfdi->total : FAC_DECIMAL_ZERO);
  if (deferred)
    fac_json_writer_decimal (writer, "amount_due", cfdi->total);
  else
    fac_json_writer_null (writer, "amount_due");
  write_payment_sum (writer, input, "total_payment_amount", FALSE);
  write_payment_sum (writer, input, "total_payment_amount_converted", TRUE);
}

static void
write_head (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company,
            FacSandboxInvoice *self)
{
  fac_json_writer_string (writer, "id", self->id);
  fac_json_writer_time (writer, "created_at", self->created_at);
  fac_json_writer_boolean (writer, "livemode", request->livemode);
  fac_json_writer_string (writer, "organization", request->organization);
  write_status (writer, request, company, self);
  fac_json_writer_string (writer, "series", self->series);
  if (self->folio > 0)
    fac_json_writer_int (writer, "folio_number", self->folio);
  else
    fac_json_writer_null (writer, "folio_number");
}

void
fac_sandbox_invoice_write_body (FacSandboxRequest *request, FacSandboxCompany *company,
                                FacSandboxInvoice *self)
{
  static const char *const lists[] = {
    "items", "related_documents", "received_payment_ids", "target_invoice_ids", "complements",
    "namespaces"
  };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacJsonValue input = fac_json_root (self->input);
  FacJsonValue address = fac_json_get (input, "address");

  fac_json_writer_begin_object (writer, NULL);
  write_head (writer, request, company, self);
  write_text_member (writer, input, "type", "I");
  fac_sandbox_customer_write (writer, fac_json_get (input, "customer"));
  fac_sandbox_json_copy (writer, "address",
    fac_sandbox_json_has (address) ? address : fac_json_get (company->legal, "address"));
  write_figures (writer, self);
  write_text_member (writer, input, "external_id", NULL);
  fac_json_writer_string (writer, "idempotency_key", self->idempotency_key);
  write_terms (writer, input, self->cfdi);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    write_list_member (writer, input, lists[i]);
  write_text_member (writer, input, "pdf_custom_section", NULL);
  write_text_member (writer, input, "addenda", NULL);
  fac_sandbox_json_copy (writer, "pdf_options", fac_json_get (input, "pdf_options"));
  fac_json_writer_string (writer, "issuer_type", "issuing");
  write_issuer (writer, company);
  fac_json_writer_int (writer, "cfdi_version", 4);
  write_stamp (writer, request, self->cfdi);
  fac_json_writer_end_object (writer);
  g_free (self->body);
  self->body = fac_json_writer_finish_text (writer);
}
