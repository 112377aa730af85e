/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-routes.h"

static FacSandboxAnswer *
refuse (const char *code, const char *message)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault_in (faults, "query", code, "amount", "%s", message);
  return fac_sandbox_error_invalid (faults);
}

static FacSandboxAnswer *
read_amount (FacSandboxRequest *request, FacDecimal due, FacDecimal *amount)
{
  const char *text = fac_sandbox_request_query (request, "amount");

  if (text == NULL)
    return refuse ("required", "Falta el importe del pago.");
  if (!fac_decimal_parse (text, -1, amount))
    return refuse ("invalid_type", "El importe debe ser un número.");
  if (fac_decimal_sign (*amount) <= 0)
    return refuse ("too_small", "El importe debe ser mayor que cero.");
  if (fac_decimal_compare (*amount, due) > 0)
    return refuse ("amount_exceeds_related_document_balance",
                   "El importe es mayor que el saldo de la factura.");
  return NULL;
}

static gint64
count_payments (FacSandboxRequest *request, const char *id, GError **error)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT count(*) FROM invoice_payments WHERE invoice = ?1",
                                         error);
  gint64 count = -1;

  if (select == NULL)
    return -1;
  fac_statement_bind_text (select, 1, id);
  if (fac_statement_step (select, error))
    count = fac_statement_int (select, 0);
  fac_statement_reset (select);
  return count;
}

static const char *
kind_name (FacTaxKind kind)
{
  return kind == FAC_TAX_ISR ? "ISR" : kind == FAC_TAX_IEPS ? "IEPS" : "IVA";
}

static const char *
factor_name (FacTaxFactor factor)
{
  return factor == FAC_TAX_CUOTA ? "Cuota" : factor == FAC_TAX_EXENTO ? "Exento" : "Tasa";
}

static gboolean
same_tax (const FacCfdiTax *a, const FacCfdiTax *b)
{
  return a->impuesto == b->impuesto && a->tipo_factor == b->tipo_factor
    && a->retencion == b->retencion && fac_decimal_equal (a->tasa_o_cuota, b->tasa_o_cuota);
}

/* The document's taxes by kind and rate, their bases summed over the lines. */
static GArray *
sum_taxes (const FacCfdi *cfdi)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (FacCfdiTax));

  for (guint i = 0; i < cfdi->conceptos->len; i++)
    {
      const FacCfdiConcepto *concepto = g_ptr_array_index (cfdi->conceptos, i);

      for (guint j = 0; concepto->taxes != NULL && j < concepto->taxes->len; j++)
        {
          const FacCfdiTax *tax = &g_array_index (concepto->taxes, FacCfdiTax, j);
          guint k = 0;

          while (k < sums->len && !same_tax (tax, &g_array_index (sums, FacCfdiTax, k)))
            k++;
          if (k == sums->len)
            g_array_append_val (sums, *tax);
          else
            g_array_index (sums, FacCfdiTax, k).base =
              fac_decimal_add (g_array_index (sums, FacCfdiTax, k).base, tax->base);
        }
    }
  return sums;
}

static void
write_taxes (FacJsonWriter *writer, const FacCfdi *cfdi, FacDecimal amount)
{
  g_autoptr (GArray) taxes = sum_taxes (cfdi);

  fac_json_writer_begin_array (writer, "taxes");
  for (guint i = 0; i < taxes->len; i++)
    {
      const FacCfdiTax *tax = &g_array_index (taxes, FacCfdiTax, i);
      FacDecimal share = fac_decimal_div (amount, cfdi->total, 12, FAC_ROUND_HALF_UP);

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_decimal (writer, "base",
                               fac_decimal_mul (tax->base, share, 2, FAC_ROUND_HALF_UP));
      fac_json_writer_decimal (writer, "rate", tax->tasa_o_cuota);
      fac_json_writer_string (writer, "type", kind_name (tax->impuesto));
      fac_json_writer_string (writer, "factor", factor_name (tax->tipo_factor));
      fac_json_writer_boolean (writer, "withholding", tax->retencion);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
}

static FacSandboxAnswer *
answer_summary (FacSandboxRequest *request, FacSandboxInvoice *invoice, FacJsonValue body,
                FacDecimal due, FacDecimal amount)
{
  static const char *const members[] = { "uuid", "folio_number", "series", "total", "currency",
                                         NULL };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = fac_sandbox_invoice_xml (request, invoice->id, &error);
  g_autoptr (FacCfdi) cfdi = xml != NULL ? fac_cfdi_read (xml, &error) : NULL;
  gint64 payments = cfdi != NULL ? count_payments (request, invoice->id, &error) : -1;

  if (payments < 0)
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, body, members);
  fac_json_writer_int (writer, "installment", payments + 1);
  fac_json_writer_decimal (writer, "last_balance", due);
  fac_json_writer_decimal (writer, "amount", amount);
  write_taxes (writer, cfdi, amount);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_summary (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_verb_invoice (request, &answer);
  g_autoptr (FacJson) json = NULL;
  FacDecimal due, amount;

  if (invoice == NULL)
    return answer;
  if (!g_str_equal (invoice->status, "valid"))
    return fac_sandbox_error (400, "invoice_not_stamped");
  json = fac_sandbox_json_load (invoice->body);
  if (!fac_json_decimal (fac_json_get (fac_json_root (json), "amount_due"), &due))
    return fac_sandbox_error_text (400, "invalid_operation",
                                   "La factura no es de pago en parcialidades o diferido (PPD).");
  answer = read_amount (request, due, &amount);
  return answer != NULL ? answer
                        : answer_summary (request, invoice, fac_json_root (json), due, amount);
}

const FacSandboxRoute fac_sandbox_payments_routes[] = {
  { "GET", "/invoices/{id}/payment-summary", FAC_ROLE_SECRET, "amount", FALSE, on_summary },
  { NULL }
};
