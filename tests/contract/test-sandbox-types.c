/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-stamped.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define COFFEE "{'product':{'description':'Café','product_key':'50201706','price':100," \
               "'tax_included':false}}"
#define UUID "6b7c8d9e-0002-4bcd-8ef0-123456789abc"

static void
refuse (const char *body, const char *detail, const char *path)
{
  fac_sandbox_refuse (client, customer, body, "invalid_request", detail, path);
}

static void
refuse_stamp (const char *body, const char *detail, const char *path)
{
  fac_sandbox_refuse (client, customer, body, "invoice_stamping_validation_error", detail, path);
}

static void
test_egress (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, "{'type':'E','customer':'%','payment_form':'03',"
    "'related_documents':[{'relationship':'01','documents':['" UUID "']}],"
    "'items':[{'product':{'description':'Descuento','price':116}}]}");
  fac_sandbox_assert_has (xml, "TipoDeComprobante=\"E\"");
  fac_sandbox_assert_has (xml, "MetodoPago=\"PUE\"");
  fac_sandbox_assert_has (xml, "UsoCFDI=\"G01\"");
  fac_sandbox_assert_has (xml, "TipoRelacion=\"01\"");
  fac_sandbox_assert_has (xml, "ClaveProdServ=\"84111506\" Cantidad=\"1\" ClaveUnidad=\"ACT\"");
  fac_sandbox_assert_has (xml, "Total=\"116.00\"");
  g_assert_cmpstr (fac_sandbox_text (client, "type"), ==, "E");
  g_assert_cmpstr (fac_sandbox_text (client, "items.0.product.unit_key"), ==, "ACT");
  refuse ("{'type':'E','customer':'%','payment_form':'03','conditions':'30 días',"
          "'items':[" COFFEE "]}", "unknown_field", "conditions");
  refuse ("{'type':'E','customer':'%','payment_form':'99','payment_method':'PPD',"
          "'items':[" COFFEE "]}", "invalid_value", "payment_method");
  refuse ("{'type':'E','customer':'%','payment_form':'03','items':[{'property_tax_account':['1'],"
          "'product':{'description':'a','price':1}}]}", "unknown_field",
          "items.0.property_tax_account");
}

static void
test_global (void)
{
  g_autofree char *body = fac_sandbox_expand ("", "{'payment_form':'01',"
    "'customer':{'legal_name':'PUBLICO EN GENERAL','tax_id':'XAXX010101000','tax_system':'616',"
    "'address':{'zip':'06700'}},"
    "'global':{'periodicity':'month','months':'01','year':2026},"
    "'items':[{'product':{'description':'Venta','product_key':'01010101','price':100,"
    "'sku':'T-1','unit_key':'ACT'}}]}");
  g_autofree char *xml = NULL;

  fac_sandbox_call (client, "GET", "/organizations/me", NULL);
  g_assert_nonnull (fac_sandbox_text (client, "legal.address.zip"));
  {
    GString *text = g_string_new (body);

    g_string_replace (text, "06700", fac_sandbox_text (client, "legal.address.zip"), 0);
    g_free (body);
    body = g_string_free (text, FALSE);
  }
  xml = fac_sandbox_stamp (client, "", body);
  fac_sandbox_assert_has (xml, "<cfdi:InformacionGlobal Periodicidad=\"04\" Meses=\"01\" "
                               "Año=\"2026\"/>");
  fac_sandbox_assert_has (xml, "UsoCFDI=\"S01\"");
  g_assert_cmpstr (fac_sandbox_text (client, "global.periodicity"), ==, "month");
  refuse ("{'customer':'%','payment_form':'03','items':[" COFFEE "],"
          "'global':{'periodicity':'year','months':'01','year':2026}}", "invalid_value",
          "global.periodicity");
  refuse_stamp ("{'customer':'%','payment_form':'03','use':'G03','items':[" COFFEE "],"
                "'global':{'periodicity':'month','months':'01','year':2026}}", "CFDI40130",
                "global");
}

static void
test_transfer (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, "{'type':'T','customer':'%',"
    "'items':[{'quantity':10,'product':{'description':'Equipo','product_key':'43211503'}}]}");
  fac_sandbox_assert_has (xml, "SubTotal=\"0\" Moneda=\"XXX\" Total=\"0\"");
  fac_sandbox_assert_has (xml, "UsoCFDI=\"S01\"");
  fac_sandbox_assert_has (xml, "ValorUnitario=\"0\" Importe=\"0\" ObjetoImp=\"01\"");
  g_assert_null (strstr (xml, "FormaPago"));
  g_assert_null (strstr (xml, "MetodoPago"));
  g_assert_null (strstr (xml, "Impuestos"));
  refuse ("{'type':'T','customer':'%','items':[{'product':{'description':'a','price':1}}]}",
          "unknown_field", "items.0.product.price");
  refuse ("{'type':'T','customer':'%','payment_form':'03','items':[]}", "unknown_field",
          "payment_form");
}

static void
test_draft_changes_type (void)
{
  g_autofree char *body = fac_sandbox_expand (customer,
    "{'status':'draft','customer':'%','payment_form':'03','items':[" COFFEE "]}");
  g_autofree char *id = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"type\":\"P\"}", "/invoices/%s", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "type"), ==, "P");
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "items")), ==, 0);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "draft_not_ready_to_stamp", "required", "complements");
  fac_sandbox_callf (client, "PUT", "{\"items\":[]}", "/invoices/%s", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "items");
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"type\":\"N\",\"complements\":[{\"type\":"
                                       "\"nomina\",\"data\":{}}]}", "/invoices/%s", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"type\":\"I\"}", "/invoices/%s", id), ==,
                    200);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
}

#define PAYMENT(members, document) \
  "{'type':'P','customer':'%','complements':[{'type':'pago','data':[{'payment_form':'03'," \
  "'date':'2026-11-01T12:00:00Z'" members ",'related_documents':[{'uuid':'" UUID "'," \
  "'amount':100,'installment':1,'last_balance':345.6,'taxes':[{'base':86.206897,'type':'IVA'," \
  "'rate':0.16}]" document "}]}]}]}"

static void
test_payment (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, PAYMENT (",'numOperacion':'77'",
                                                      ",'series':'A','folio_number':12"));
  fac_sandbox_assert_has (xml, "SubTotal=\"0\" Moneda=\"XXX\" Total=\"0\"");
  fac_sandbox_assert_has (xml, "UsoCFDI=\"CP01\"");
  fac_sandbox_assert_has (xml, "ClaveProdServ=\"84111506\" Cantidad=\"1\" ClaveUnidad=\"ACT\" "
                               "Descripcion=\"Pago\" ValorUnitario=\"0\" Importe=\"0\"");
  fac_sandbox_assert_has (xml, "<pago20:Totales TotalTrasladosBaseIVA16=\"86.21\" "
                               "TotalTrasladosImpuestoIVA16=\"13.79\" MontoTotalPagos=\"100.00\"/>");
  fac_sandbox_assert_has (xml, "FechaPago=\"2026-11-01T06:00:00\" FormaDePagoP=\"03\" "
                               "MonedaP=\"MXN\" TipoCambioP=\"1\" Monto=\"100.00\" "
                               "NumOperacion=\"77\"");
  fac_sandbox_assert_has (xml, "IdDocumento=\"" UUID "\" Serie=\"A\" Folio=\"12\" MonedaDR=\"MXN\" "
                               "EquivalenciaDR=\"1\" NumParcialidad=\"1\" ImpSaldoAnt=\"345.60\" "
                               "ImpPagado=\"100.00\" ImpSaldoInsoluto=\"245.60\" "
                               "ObjetoImpDR=\"02\"");
  fac_sandbox_assert_has (xml, "BaseDR=\"86.206897\" ImpuestoDR=\"002\" TipoFactorDR=\"Tasa\" "
                               "TasaOCuotaDR=\"0.160000\" ImporteDR=\"13.793104\"");
  fac_sandbox_assert_has (xml, "BaseP=\"86.206897\" ImpuestoP=\"002\" TipoFactorP=\"Tasa\" "
                               "TasaOCuotaP=\"0.160000\" ImporteP=\"13.793104\"");
  {
    g_autofree char *amount = fac_sandbox_literal (client, "total_payment_amount");

    g_assert_cmpstr (amount, ==, "100.00");
  }
  refuse ("{'type':'P','customer':'%'}", "required", "complements");
  refuse ("{'type':'P','customer':'%','complements':[]}", "required", "complements");
  refuse ("{'type':'P','customer':'%','complements':[{'type':'nomina','data':{}}]}",
          "invalid_value", "complements.0.type");
  refuse ("{'type':'P','customer':'%','complements':[{'type':'pago','data':{}}]}",
          "invalid_type", "complements.0.data");
  refuse ("{'type':'P','customer':'%','complements':[{'type':'pago','data':[]}]}",
          "too_small", "complements.0.data");
  refuse (PAYMENT ("", ",'extra':1"), "unknown_field",
          "complements.0.data.0.related_documents.0.extra");
  refuse (PAYMENT (",'tipoCadPago':'02'", ""), "invalid_value",
          "complements.0.data.0.tipoCadPago");
  refuse ("{'type':'P','customer':'%','complements':[{'type':'pago','data':[{'payment_form':'03',"
          "'related_documents':[{'uuid':'x','amount':1,'installment':1,'last_balance':1,"
          "'taxes':[]}]}]}]}", "invalid_format",
          "complements.0.data.0.related_documents.0.uuid");
}

/* Two documents, one in dollars, one withheld from, paid in pesos; figures as the guide of the SAT
 * computes them. */
static void
test_payment_currencies (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer,
    "{'type':'P','customer':'%','third_party':{'legal_name':'XOCHILT CASAS CHAVEZ',"
    "'tax_id':'CACX7605101P8','tax_system':'612','zip':'36257'},"
    "'complements':[{'type':'pago','data':[{'payment_form':'02',"
    "'date':'2026-11-02','related_documents':["
    "{'uuid':'" UUID "','currency':'USD','exchange':0.0584795322,'amount':232,'installment':1,"
    "'last_balance':232,'taxes':[{'base':200,'type':'IVA','rate':0.16}]},"
    "{'uuid':'7c8d9e0f-0003-4cde-9f01-23456789abcd','amount':2032.8,'installment':2,"
    "'last_balance':2032.8,'taxes':[{'base':1917.735849,'type':'ISR','rate':0.1,"
    "'withholding':true},{'base':1917.735849,'type':'IVA','rate':0.16}]},"
    "{'uuid':'7c8d9e0f-0004-4cde-9f01-23456789abcd','amount':10,'installment':1,"
    "'last_balance':10,'taxes':[{'base':10,'type':'IVA','rate':0,'factor':'Exento'}]}"
    "]}]}]}");
  fac_sandbox_assert_has (xml, "<pago20:Totales ");
  fac_sandbox_assert_has (xml, "TotalRetencionesISR=\"191.77\"");
  fac_sandbox_assert_has (xml, "TotalTrasladosBaseIVA16=\"5337.74\"");
  fac_sandbox_assert_has (xml, "TotalTrasladosImpuestoIVA16=\"854.04\"");
  fac_sandbox_assert_has (xml, "TotalTrasladosBaseIVAExento=\"10.00\"");
  fac_sandbox_assert_has (xml, "FechaPago=\"2026-11-02T12:00:00\"");
  fac_sandbox_assert_has (xml, "EquivalenciaDR=\"0.0584795322\"");
  fac_sandbox_assert_has (xml, "RetencionP ImpuestoP=\"001\" ImporteP=\"191.773585\"");
  fac_sandbox_assert_has (xml, "BaseP=\"5337.735847\"");
  fac_sandbox_assert_has (xml, "ImporteP=\"854.037736\"");
  fac_sandbox_assert_has (xml, "RfcACuentaTerceros=\"CACX7605101P8\"");
  fac_sandbox_assert_has (xml, "Monto=\"6010.00\"");
}

static void
test_payment_abroad (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, PAYMENT (",'currency':'USD','exchange':17.5",
                                                      ",'currency':'USD'"));
  fac_sandbox_assert_has (xml, "MonedaP=\"USD\" TipoCambioP=\"17.5\" Monto=\"100.00\"");
  fac_sandbox_assert_has (xml, "TotalTrasladosBaseIVA16=\"1508.62\" "
                               "TotalTrasladosImpuestoIVA16=\"241.38\" MontoTotalPagos=\"1750.00\"");
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/types/egress", test_egress);
  g_test_add_func ("/sandbox/types/global", test_global);
  g_test_add_func ("/sandbox/types/transfer", test_transfer);
  g_test_add_func ("/sandbox/types/draft", test_draft_changes_type);
  g_test_add_func ("/sandbox/types/payment", test_payment);
  g_test_add_func ("/sandbox/types/payment-currencies", test_payment_currencies);
  g_test_add_func ("/sandbox/types/payment-abroad", test_payment_abroad);
  return fac_sandbox_end (client);
}
