/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-from-invoice.h"

/* 2026-03-02 16:00:00 UTC, 10:00 in Mexico City */
#define NOON G_GINT64_CONSTANT (1772467200000000)

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static void
assert_written (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static FacOrganization *
issuer (void)
{
  FacOrganization *self = fac_organization_new ();

  self->tax_id = g_strdup ("EKU9003173C9");
  self->legal_name = g_strdup ("ESCUELA KEMPER URGATE");
  self->tax_system = g_strdup ("601");
  self->timezone = g_strdup ("America/Mexico_City");
  self->address->zip = g_strdup ("42501");
  return self;
}

static FacInvoice *
draft (FacInvoiceType type, const char *price, const char *quantity)
{
  FacInvoice *self = fac_invoice_new (type);
  g_autoptr(FacProduct) product = fac_product_new ();
  FacTax isr = fac_tax_make (FAC_TAX_ISR, FAC_TAX_TASA, TRUE, "0.0125");
  FacInvoiceLine *line;

  product->description = g_strdup ("Soporte técnico");
  product->product_key = g_strdup ("81112101");
  product->price = decimal (price);
  /* written first here, last in the document */
  g_array_prepend_val (product->taxes, isr);
  line = fac_invoice_line_new (product);
  line->quantity = decimal (quantity);
  g_ptr_array_add (self->lines, line);
  self->customer = fac_customer_new ();
  self->customer->legal_name = g_strdup ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  self->customer->tax_id = g_strdup ("URE180429TM6");
  self->customer->tax_system = g_strdup ("601");
  self->customer->address->zip = g_strdup ("86991");
  return self;
}

static FacCfdi *
build (FacInvoice *invoice)
{
  g_autoptr(FacOrganization) organization = issuer ();
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();

  fac_invoice_totals_compute (totals, invoice);
  return fac_cfdi_from_invoice (invoice, totals, organization, NOON);
}

static void
test_income (void)
{
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "1250", "2");
  g_autoptr(FacCfdi) cfdi = build (invoice);
  const FacCfdiConcepto *concepto = g_ptr_array_index (cfdi->conceptos, 0);
  const FacCfdiTax *first = &g_array_index (concepto->taxes, FacCfdiTax, 0);
  const FacCfdiTax *group = &g_array_index (cfdi->impuestos, FacCfdiTax, 0);

  g_assert_cmpstr (cfdi->version, ==, "4.0");
  g_assert_cmpstr (cfdi->tipo_de_comprobante, ==, "I");
  g_assert_cmpstr (cfdi->fecha, ==, "2026-03-02T10:00:00");
  g_assert_cmpstr (cfdi->forma_pago, ==, "03");
  g_assert_cmpstr (cfdi->metodo_pago, ==, "PUE");
  g_assert_cmpstr (cfdi->moneda, ==, "MXN");
  g_assert_false (cfdi->has_tipo_cambio);
  g_assert_false (cfdi->has_descuento);
  g_assert_cmpstr (cfdi->lugar_expedicion, ==, "42501");
  g_assert_cmpstr (cfdi->emisor_rfc, ==, "EKU9003173C9");
  g_assert_cmpstr (cfdi->receptor_domicilio_fiscal, ==, "86991");
  g_assert_cmpstr (cfdi->receptor_regimen_fiscal, ==, "601");
  g_assert_cmpstr (cfdi->receptor_uso_cfdi, ==, "G03");
  g_assert_null (cfdi->receptor_residencia_fiscal);
  g_assert_null (cfdi->serie);
  g_assert_null (cfdi->timbre);
  g_assert_null (cfdi->periodicidad);
  assert_written (cfdi->sub_total, "2500.00");
  assert_written (cfdi->total, "2868.75");
  assert_written (concepto->cantidad, "2");
  assert_written (concepto->valor_unitario, "1250.00");
  assert_written (concepto->importe, "2500.00");
  g_assert_false (first->retencion);
  assert_written (first->tasa_o_cuota, "0.160000");
  assert_written (first->importe, "400.00");
  g_assert_true (group->retencion);
  assert_written (group->importe, "31.25");
  assert_written (cfdi->total_trasladados, "400.00");
}

static void
test_zone (void)
{
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "1", "1");
  g_autoptr(FacOrganization) organization = issuer ();
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacCfdi) tijuana = NULL, unknown = NULL;

  fac_invoice_totals_compute (totals, invoice);
  invoice->date = NOON - G_TIME_SPAN_HOUR;
  g_free (organization->timezone);
  organization->timezone = g_strdup ("America/Tijuana");
  tijuana = fac_cfdi_from_invoice (invoice, totals, organization, NOON);
  g_assert_cmpstr (tijuana->fecha, ==, "2026-03-02T07:00:00");
  g_free (organization->timezone);
  organization->timezone = g_strdup ("Nowhere/Land");
  unknown = fac_cfdi_from_invoice (invoice, totals, organization, NOON);
  g_assert_cmpstr (unknown->fecha, ==, "2026-03-02T09:00:00");
}

static void
test_foreign (void)
{
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "75", "10");
  g_autoptr(FacCfdi) cfdi = NULL;

  g_free (invoice->customer->tax_id);
  invoice->customer->tax_id = g_strdup ("123456789");
  invoice->customer->address->country = g_strdup ("USA");
  g_free (invoice->currency);
  invoice->currency = g_strdup ("USD");
  invoice->exchange = decimal ("17.123400");
  cfdi = build (invoice);
  g_assert_cmpstr (cfdi->receptor_rfc, ==, "XEXX010101000");
  g_assert_cmpstr (cfdi->receptor_residencia_fiscal, ==, "USA");
  g_assert_cmpstr (cfdi->receptor_num_reg_id_trib, ==, "123456789");
  g_assert_cmpstr (cfdi->receptor_regimen_fiscal, ==, "616");
  g_assert_cmpstr (cfdi->receptor_domicilio_fiscal, ==, "42501");
  g_assert_true (cfdi->has_tipo_cambio);
  assert_written (cfdi->tipo_cambio, "17.1234");
}

static void
test_public (void)
{
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "100", "1");
  g_autoptr(FacCfdi) cfdi = NULL;

  g_free (invoice->customer->tax_id);
  invoice->customer->tax_id = g_strdup ("XAXX010101000");
  invoice->global = fac_global_info_new ("two_months", "13", 2026);
  cfdi = build (invoice);
  g_assert_cmpstr (cfdi->receptor_regimen_fiscal, ==, "616");
  g_assert_cmpstr (cfdi->receptor_domicilio_fiscal, ==, "42501");
  g_assert_cmpstr (cfdi->periodicidad, ==, "05");
  g_assert_cmpstr (cfdi->meses, ==, "13");
  g_assert_cmpstr (cfdi->anio, ==, "2026");
}

static void
test_discount_decimals (void)
{
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "100", "1");
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);
  g_autoptr(FacCfdi) cfdi = NULL;
  const FacCfdiConcepto *concepto;

  line->discount = decimal ("0.0005");
  cfdi = build (invoice);
  concepto = g_ptr_array_index (cfdi->conceptos, 0);
  g_assert_true (concepto->has_descuento);
  assert_written (concepto->descuento, "0.0005");
  assert_written (concepto->importe, "100.0000");
  g_assert_true (cfdi->has_descuento);
  assert_written (cfdi->descuento, "0.00");
}

static void
test_other_parts (void)
{
  static const char *const uuids[] = { "5A6B7C8D-0001-4ABC-9DEF-0123456789AB", NULL };
  g_autoptr(FacInvoice) invoice = draft (FAC_INVOICE_INGRESO, "100", "3");
  FacInvoiceLine *line = g_ptr_array_index (invoice->lines, 0);
  FacPart *part = fac_part_new ();
  FacLocalTax local = { .withholding = FALSE };
  g_autoptr(FacCfdi) cfdi = NULL;
  const FacCfdiConcepto *concepto;

  fac_local_tax_set_name (&local, "ISH");
  local.rate = decimal ("0.03");
  g_array_append_val (line->product->local_taxes, local);
  part->description = g_strdup ("tapa");
  part->has_unit_price = TRUE;
  part->unit_price = decimal ("2.5");
  part->quantity = decimal ("4");
  line->parts = fac_parts_new ();
  g_ptr_array_add (line->parts, part);
  line->third_party = fac_third_party_new ();
  line->third_party->tax_id = g_strdup ("JES900109Q90");
  line->property_tax_account = g_strsplit ("A1", ",", -1);
  g_ptr_array_add (invoice->related_documents, fac_relation_new ("04", uuids));
  g_ptr_array_add (invoice->complements, fac_complement_new ("custom", "<x/>"));
  g_ptr_array_add (invoice->complements, fac_complement_new ("pago", "{}"));
  invoice->place_of_issue = g_strdup ("64000");
  invoice->series = g_strdup ("A");
  cfdi = build (invoice);
  concepto = g_ptr_array_index (cfdi->conceptos, 0);
  g_assert_cmpstr (concepto->tercero_rfc, ==, "JES900109Q90");
  g_assert_cmpstr (concepto->cuenta_predial[0], ==, "A1");
  assert_written (((FacCfdiParte *) g_ptr_array_index (concepto->partes, 0))->importe, "10.00");
  assert_written (((FacCfdiLocalTax *) g_ptr_array_index (cfdi->locales, 0))->tasa, "3.00");
  assert_written (((FacCfdiLocalTax *) g_ptr_array_index (cfdi->locales, 0))->importe, "9.00");
  g_assert_cmpstr (((FacCfdiRelacion *) g_ptr_array_index (cfdi->relacionados, 0))->uuids[0], ==,
                   uuids[0]);
  g_assert_cmpstr (cfdi->complemento, ==, "<x/>");
  g_assert_cmpstr (cfdi->lugar_expedicion, ==, "64000");
  g_assert_cmpstr (cfdi->serie, ==, "A");
}

static void
test_types (void)
{
  static const struct
  {
    FacInvoiceType  type;
    const char     *use, *currency, *form, *method, *total;
  } cases[] = {
    { FAC_INVOICE_EGRESO, "G02", "MXN", "03", "PUE", "114.75" },
    { FAC_INVOICE_PAGO, "CP01", "XXX", NULL, NULL, "0" },
    { FAC_INVOICE_NOMINA, "CN01", "MXN", NULL, "PUE", "114.75" },
    { FAC_INVOICE_TRASLADO, "S01", "XXX", NULL, NULL, "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FacInvoice) invoice = draft (cases[i].type, "100", "1");
      g_autoptr(FacCfdi) cfdi = build (invoice);

      g_assert_cmpstr (cfdi->receptor_uso_cfdi, ==, cases[i].use);
      g_assert_cmpstr (cfdi->moneda, ==, cases[i].currency);
      g_assert_cmpstr (cfdi->forma_pago, ==, cases[i].form);
      g_assert_cmpstr (cfdi->metodo_pago, ==, cases[i].method);
      assert_written (cfdi->total, cases[i].total);
    }
}

static void
test_nothing_known (void)
{
  g_autoptr(FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autoptr(FacCfdi) cfdi = NULL;

  fac_invoice_totals_compute (totals, invoice);
  cfdi = fac_cfdi_from_invoice (invoice, totals, NULL, NOON);
  g_assert_null (cfdi->emisor_rfc);
  g_assert_null (cfdi->receptor_rfc);
  g_assert_null (cfdi->lugar_expedicion);
  g_assert_cmpuint (cfdi->conceptos->len, ==, 0);
  g_assert_null (fac_cfdi_qr_text (cfdi));
}

static void
test_qr (void)
{
  g_autoptr(FacCfdi) cfdi = fac_cfdi_new ();
  g_autofree char *text = NULL, *other = NULL, *zero = NULL;

  cfdi->emisor_rfc = g_strdup ("EKU9003173C9");
  cfdi->receptor_rfc = g_strdup ("URE180429TM6");
  cfdi->total = decimal ("2900.00");
  cfdi->sello = g_strdup ("abcdefghwl+S+g==");
  g_assert_null (fac_cfdi_qr_text (cfdi));
  cfdi->timbre = fac_cfdi_timbre_new ();
  cfdi->timbre->uuid = g_strdup ("802DC5D6-B677-5B2B-86F3-12FB1319D9AD");
  text = fac_cfdi_qr_text (cfdi);
  g_assert_cmpstr (text, ==, "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?"
                   "id=802DC5D6-B677-5B2B-86F3-12FB1319D9AD&re=EKU9003173C9&rr=URE180429TM6"
                   "&tt=2900.0&fe=wl+S+g==");
  cfdi->total = decimal ("459.36");
  g_free (cfdi->receptor_rfc);
  cfdi->receptor_rfc = g_strdup ("H&E951128469");
  other = fac_cfdi_qr_text (cfdi);
  g_assert_nonnull (g_strrstr (other, "&rr=H&amp;E951128469&tt=459.36&"));
  cfdi->total = FAC_DECIMAL_ZERO;
  zero = fac_cfdi_qr_text (cfdi);
  g_assert_nonnull (g_strrstr (zero, "&tt=0.0&"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/income", test_income);
  g_test_add_func ("/cfdi/zone", test_zone);
  g_test_add_func ("/cfdi/foreign", test_foreign);
  g_test_add_func ("/cfdi/public", test_public);
  g_test_add_func ("/cfdi/discount-decimals", test_discount_decimals);
  g_test_add_func ("/cfdi/other-parts", test_other_parts);
  g_test_add_func ("/cfdi/types", test_types);
  g_test_add_func ("/cfdi/nothing-known", test_nothing_known);
  g_test_add_func ("/cfdi/qr", test_qr);
  return g_test_run ();
}
