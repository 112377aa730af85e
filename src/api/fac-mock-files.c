/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-mock-files.h"

#include "fac-invoice-totals.h"

static void
attribute (GString *xml, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
attribute_decimal (GString *xml, const char *name, FacDecimal value)
{
  char text[FAC_DECIMAL_BUFFER];

  fac_decimal_write (value, text);
  attribute (xml, name, text);
}

static void
attribute_time (GString *xml, const char *name, gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  attribute (xml, name, text);
}

static void
append_parties (GString *xml, const FacInvoice *invoice, const FacOrganization *issuer)
{
  g_string_append (xml, "<cfdi:Emisor");
  attribute (xml, "Rfc", issuer->tax_id);
  attribute (xml, "Nombre", issuer->legal_name);
  attribute (xml, "RegimenFiscal", issuer->tax_system);
  g_string_append (xml, "/><cfdi:Receptor");
  if (invoice->customer != NULL)
    {
      attribute (xml, "Rfc", invoice->customer->tax_id);
      attribute (xml, "Nombre", invoice->customer->legal_name);
      attribute (xml, "DomicilioFiscalReceptor", invoice->customer->address->zip);
      attribute (xml, "RegimenFiscalReceptor", invoice->customer->tax_system);
    }
  attribute (xml, "UsoCFDI", invoice->use);
  g_string_append (xml, "/>");
}

static void
append_lines (GString *xml, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  g_string_append (xml, "<cfdi:Conceptos>");
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);
      const FacLineTotals *figures = &g_array_index (totals->lines, FacLineTotals, i);

      g_string_append (xml, "<cfdi:Concepto");
      attribute (xml, "ClaveProdServ", line->product->product_key);
      attribute (xml, "NoIdentificacion", line->product->sku);
      attribute_decimal (xml, "Cantidad", line->quantity);
      attribute (xml, "ClaveUnidad", line->product->unit_key);
      attribute (xml, "Descripcion", line->product->description);
      attribute_decimal (xml, "ValorUnitario", figures->unit_price);
      attribute_decimal (xml, "Importe", figures->amount);
      attribute (xml, "ObjetoImp", line->product->taxability);
      g_string_append (xml, "/>");
    }
  g_string_append (xml, "</cfdi:Conceptos>");
}

static void
append_stamp (GString *xml, const FacInvoice *invoice)
{
  g_string_append (xml, "<cfdi:Complemento><tfd:TimbreFiscalDigital"
                        " xmlns:tfd=\"http://www.sat.gob.mx/TimbreFiscalDigital\" Version=\"1.1\"");
  attribute (xml, "UUID", invoice->uuid);
  attribute_time (xml, "FechaTimbrado", invoice->stamped_at);
  g_string_append (xml, " RfcProvCertif=\"SPR190613I52\" SelloCFD=\"AA==\""
                        " NoCertificadoSAT=\"30001000000500003456\" SelloSAT=\"AA==\"/>"
                        "</cfdi:Complemento>");
}

GBytes *
fac_mock_file_xml (const FacInvoice *invoice, const FacOrganization *issuer)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<cfdi:Comprobante xmlns:cfdi=\"http://www.sat.gob.mx/cfd/4\""
                               " Version=\"4.0\"");
  char type[2] = { (char) invoice->type, '\0' };

  fac_invoice_totals_compute (totals, invoice);
  attribute (xml, "Serie", invoice->series);
  attribute (xml, "Folio", invoice->folio_number);
  attribute_time (xml, "Fecha", invoice->date);
  g_string_append (xml, " Sello=\"AA==\" NoCertificado=\"30001000000500003416\""
                        " Certificado=\"AA==\"");
  attribute (xml, "FormaPago", invoice->payment_form);
  attribute_decimal (xml, "SubTotal", totals->subtotal);
  attribute (xml, "Moneda", invoice->currency);
  attribute_decimal (xml, "Total", totals->total);
  attribute (xml, "TipoDeComprobante", type);
  attribute (xml, "Exportacion", invoice->export_code);
  attribute (xml, "MetodoPago", invoice->payment_method);
  attribute (xml, "LugarExpedicion", issuer->address != NULL ? issuer->address->zip : NULL);
  g_string_append (xml, ">");
  append_parties (xml, invoice, issuer);
  append_lines (xml, invoice, totals);
  if (invoice->uuid != NULL)
    append_stamp (xml, invoice);
  g_string_append (xml, "</cfdi:Comprobante>\n");
  return g_string_free_to_bytes (xml);
}

GBytes *
fac_mock_file_acuse (const FacInvoice *invoice, const FacOrganization *issuer)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Acuse");

  attribute_time (xml, "Fecha", invoice->updated_at);
  attribute (xml, "RfcEmisor", issuer->tax_id);
  g_string_append (xml, "><Folios><UUID>");
  g_string_append (xml, invoice->uuid);
  g_string_append (xml, "</UUID><EstatusUUID>201</EstatusUUID></Folios></Acuse>\n");
  return g_string_free_to_bytes (xml);
}

static void
append_object (GString *pdf, gsize *offset, const char *text)
{
  *offset = pdf->len;
  g_string_append (pdf, text);
}

GBytes *
fac_mock_file_pdf (const FacInvoice *invoice)
{
  GString *pdf = g_string_new ("%PDF-1.4\n");
  g_autofree char *words = g_strdup_printf ("BT /F1 12 Tf 40 740 Td (%s) Tj ET",
                                            invoice->uuid != NULL ? invoice->uuid : "BORRADOR");
  g_autofree char *content = g_strdup_printf ("4 0 obj\n<</Length %" G_GSIZE_FORMAT ">>\nstream\n"
                                              "%s\nendstream\nendobj\n", strlen (words), words);
  gsize offsets[5];
  gsize start;

  append_object (pdf, &offsets[0], "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  append_object (pdf, &offsets[1], "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
  append_object (pdf, &offsets[2], "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
                                   "/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n");
  append_object (pdf, &offsets[3], content);
  append_object (pdf, &offsets[4], "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\n"
                                   "endobj\n");
  start = pdf->len;
  g_string_append (pdf, "xref\n0 6\n0000000000 65535 f \n");
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_string_append_printf (pdf, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (pdf, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT
                               "\n%%%%EOF\n", start);
  return g_string_free_to_bytes (pdf);
}
