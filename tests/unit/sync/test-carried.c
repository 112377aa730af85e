/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payroll receipts and transfers that another program drafted at the service: they come here whole and are stamped as
 * they are. */
#include "../../contract/fac-contract.h"
#include "fac-cfdi-from-invoice.h"
#include "fac-complement-data.h"
#include "fac-document-request.h"
#include "fac-facturapi-provider.h"
#include "fac-http-client.h"
#include "fac-invoice-totals.h"
#include "fac-json.h"
#include "sync-fixture.h"

#include <string.h>

#define PAYROLL_ID "5b0c5c1e-0f5e-4a53-9a6e-1d6a3c1a7a01"
#define TRANSFER_ID "5b0c5c1e-0f5e-4a53-9a6e-1d6a3c1a7a02"

static FacContractSandbox *sandbox;
static char *why_not;

static const char payroll[] =
  "{'type':'N','status':'draft','external_id':'" PAYROLL_ID "','customer':{'legal_name':"
  "'KARLA FUENTE NOLASCO','tax_id':'FUNK671228PH6','tax_system':'605','address':{'zip':'01160'}},"
  "'complements':[{'type':'nomina','data':{'fecha_pago':'2026-02-28',"
  "'fecha_inicial_pago':'2026-02-16','fecha_final_pago':'2026-02-28','num_dias_pagados':13,"
  "'emisor':{'registro_patronal':'B5510768108'},"
  "'receptor':{'curp':'FUNK671228MCLNLR05','tipo_contrato':'01','tipo_regimen':'02',"
  "'num_empleado':'120','periodicidad_pago':'04','clave_ent_fed':'GUA',"
  "'num_seguridad_social':'04078873454','fecha_inicio_rel_laboral':'2024-01-15',"
  "'sindicalizado':false,'tipo_jornada':'01','riesgo_puesto':'1',"
  "'cuenta_bancaria':'002215911558451274','salario_base_cot_apor':450,"
  "'salario_diario_integrado':470.55},'percepciones':{'percepcion':["
  "{'tipo_percepcion':'001','clave':'S001','importe_gravado':5850,'importe_exento':0},"
  "{'tipo_percepcion':'019','clave':'H001','concepto':'Horas extra','importe_gravado':120,"
  "'importe_exento':120,'horas_extra':[{'dias':2,'tipo_horas':'01','horas_extra':4,"
  "'importe_pagado':240}]}]},"
  "'deducciones':[{'tipo_deduccion':'002','clave':'D002','importe':512.34},"
  "{'tipo_deduccion':'001','clave':'D001','concepto':'IMSS','importe':160.2}],"
  "'otros_pagos':[{'tipo_otro_pago':'002','clave':'O002','importe':0,'subsidio_causado':0}]}}]}";

static const char transfer[] =
  "{'type':'T','status':'draft','external_id':'" TRANSFER_ID "','customer':{'legal_name':"
  "'EMPRESA DE PRUEBA','tax_id':'EDP150310M76','tax_system':'601','address':{'zip':'50000'}},"
  "'items':[{'quantity':10,'product':{'description':'Equipo','product_key':'43211503'}}],"
  "'complements':[{'type':'carta_porte','data':{'IdCCP':'CCC1A2B3-C4D5-4E6F-8A9B-0C1D2E3F4A5B',"
  "'TranspInternac':'No','TotalDistRec':870,'Ubicaciones':[{'TipoUbicacion':'Origen',"
  "'IDUbicacion':'OR000001','RFCRemitenteDestinatario':'URE180429TM6',"
  "'FechaHoraSalidaLlegada':'2026-03-02T06:00:00','Domicilio':{'Calle':'Reforma',"
  "'Estado':'HID','Pais':'MEX','CodigoPostal':'42501'}},{'TipoUbicacion':'Destino',"
  "'IDUbicacion':'DE000001','RFCRemitenteDestinatario':'URE180429TM6',"
  "'FechaHoraSalidaLlegada':'2026-03-02T06:00:00','DistanciaRecorrida':870,"
  "'Domicilio':{'Calle':'Reforma','Estado':'HID','Pais':'MEX','CodigoPostal':'42501'}}],"
  "'Mercancias':{'PesoBrutoTotal':25.5,'UnidadPeso':'KGM','NumTotalMercancias':1,'Mercancia':["
  "{'BienesTransp':'31181701','Descripcion':'Equipo','Cantidad':10,'ClaveUnidad':'H87',"
  "'PesoEnKg':25.5,'CantidadTransporta':[{'Cantidad':10,'IDOrigen':'OR000001',"
  "'IDDestino':'DE000001'}],'GuiasIdentificacion':[{'NumeroGuiaIdentificacion':'1234567890',"
  "'DescripGuiaIdentificacion':'Caja','PesoGuiaIdentificacion':1}]}],'Autotransporte':{'PermSCT':'TPAF01','NumPermisoSCT':'P1',"
  "'IdentificacionVehicular':{'ConfigVehicular':'C2R2','PesoBrutoVehicular':12.5,"
  "'PlacaVM':'ABC1234','AnioModeloVM':2022},'Seguros':{'AseguraRespCivil':'Seguros SA',"
  "'PolizaRespCivil':'123'},'Remolques':[{'SubTipoRem':'CTR001','Placa':'ABC123'}]}},"
  "'FiguraTransporte':[{'TipoFigura':'01','RFCFigura':'CACX7605101P8',"
  "'NumLicencia':'a234567890','NombreFigura':'XOCHILT CASAS CHAVEZ'}]}}]}";

static gboolean
skipped (void)
{
  if (sandbox != NULL)
    return FALSE;
  g_test_skip (why_not);
  return TRUE;
}

static gpointer
take_body (const FacHttpResponse *response, gpointer data, GError **error)
{
  if (response->status != 200)
    g_test_message ("%.*s", (int) g_bytes_get_size (response->body),
                    (const char *) g_bytes_get_data (response->body, NULL));
  g_assert_cmpint (response->status, ==, 200);
  return g_bytes_ref (response->body);
}

static void
draft_elsewhere (const char *json)
{
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = g_strdup_printf ("%s/invoices", fac_contract_sandbox_url (sandbox));
  char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const FacHttpRequest request = { .method = "POST", .url = url, .body = body,
                                   .content_type = "application/json",
                                   .bearer = fac_contract_sandbox_key (sandbox) };

  fac_http_client_send (client, &request, take_body, NULL, NULL, (GDestroyNotify) g_bytes_unref,
                        g_task_new (client, NULL, fac_test_got, &result));
  answer = g_task_propagate_pointer (G_TASK (fac_test_result (&result)), NULL);
  g_assert_nonnull (answer);
}

static FacProvider *
make_provider (void)
{
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  return fac_facturapi_provider_new (client, fac_contract_sandbox_url (sandbox),
                                     fac_contract_sandbox_key (sandbox));
}

static Fixture *
connect_fixture (FacProvider *provider)
{
  Fixture *self = sy_new (TRUE);

  fac_sync_service_set_provider (self->sync, provider);
  sy_quiet (self);
  return self;
}

/* As the program opens it: whole, from the body that the service gave. */
static FacInvoice *
open_whole (Fixture *self, FacProvider *provider, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) columns = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (FacRemoteItem) item = NULL;

  fac_store_get_invoice_async (self->store, id, NULL, fac_test_got, &result);
  columns = fac_store_get_invoice_finish (self->store, fac_test_result (&result), &body, NULL,
                                          NULL);
  g_assert_nonnull (columns);
  g_assert_nonnull (body);
  item = fac_provider_parse (provider, FAC_ENTITY_INVOICE, body, NULL);
  g_assert_nonnull (item);
  return fac_invoice_ref (item->invoice);
}

static char *
stamp_and_get (Fixture *self, FacInvoice *invoice)
{
  g_autoptr (GAsyncResult) stamped = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  fac_store_queue_stamp_async (self->store, invoice, fac_test_got, &stamped);
  sy_write_done (self, &stamped);
  entries = sy_outbox (self);
  for (guint i = 0; i < entries->len; i++)
    g_test_message ("%s", ((const FacOutboxEntry *) entries->pdata[i])->error_message);
  sy_assert_status (self, invoice->id, FAC_STATUS_TIMBRADA);
  fac_store_get_xml_async (self->store, invoice->id, NULL, fac_test_got, &result);
  xml = fac_store_get_xml_finish (self->store, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (xml);
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

static void
cancel (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FacInvoice) invoice = sy_get_invoice (self, id);
  g_autoptr (FacDocumentRequest) request = fac_document_request_new (invoice);

  fac_set_string (&request->motive, "02");
  fac_store_queue_cancel_async (self->store, id, request, NULL, 0, fac_test_got, &result);
  sy_write_done (self, &result);
  sy_wake (self);
  sy_assert_outbox (self, "");
  sy_assert_status (self, id, FAC_STATUS_CANCELADA);
}

/* What each attribute of @ours says, the document of the service says too. */
static void
assert_said (const char *ours, const char *xml)
{
  g_autoptr (GRegex) regex = g_regex_new (" ([^ =<>]+=\"[^\"]*[a-zA-Z]{2}[^\"]*\")", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (regex, ours, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL), n++)
    {
      g_autofree char *said = g_match_info_fetch (match, 1);

      if (strstr (xml, said) == NULL)
        g_error ("%s is not in %s", said, xml);
    }
  g_assert_cmpuint (n, >=, 5);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("%s is not in %s", part, text);
}

static FacCfdi *
draw (const FacInvoice *invoice)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacCfdi *cfdi;

  fac_invoice_totals_compute (totals, invoice);
  cfdi = fac_cfdi_from_invoice (invoice, totals, NULL, SY_NOW);
  fac_complement_data_put (invoice, cfdi);
  return cfdi;
}

static void
assert_amount (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_payroll (void)
{
  g_autoptr (FacProvider) provider = NULL;
  g_autoptr (Fixture) self = NULL;
  g_autoptr (FacInvoice) listed = NULL;
  g_autoptr (FacInvoice) whole = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autofree char *xml = NULL;

  if (skipped ())
    return;
  draft_elsewhere (payroll);
  provider = make_provider ();
  self = connect_fixture (provider);
  listed = sy_get_invoice (self, PAYROLL_ID);
  g_assert_cmpint (listed->type, ==, FAC_INVOICE_NOMINA);
  g_assert_cmpint (listed->status, ==, FAC_STATUS_BORRADOR);
  assert_amount (listed->total, "5417.46");
  whole = open_whole (self, provider, PAYROLL_ID);
  g_assert_cmpstr (whole->use, ==, "CN01");
  g_assert_cmpstr (whole->payment_method, ==, "PUE");
  g_assert_null (whole->payment_form);
  cfdi = draw (whole);
  assert_amount (cfdi->sub_total, "6090.00");
  assert_amount (cfdi->descuento, "672.54");
  assert_amount (cfdi->total, "5417.46");
  g_assert_cmpuint (cfdi->conceptos->len, ==, 1);
  xml = stamp_and_get (self, whole);
  assert_has (xml, "SubTotal=\"6090.00\" Descuento=\"672.54\" Moneda=\"MXN\" Total=\"5417.46\"");
  assert_said (cfdi->complemento, xml);
  assert_has (cfdi->complemento, "TotalPercepciones=\"6090.00\"");
  assert_has (cfdi->complemento, "<nomina12:SubsidioAlEmpleo SubsidioCausado=\"0\"/>");
  assert_has (cfdi->complemento, "TotalOtrasDeducciones=\"160.20\" "
                                 "TotalImpuestosRetenidos=\"512.34\"");
  cancel (self, PAYROLL_ID);
}

static void
test_transfer (void)
{
  g_autoptr (FacProvider) provider = NULL;
  g_autoptr (Fixture) self = NULL;
  g_autoptr (FacInvoice) whole = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autofree char *xml = NULL;

  if (skipped ())
    return;
  draft_elsewhere (transfer);
  provider = make_provider ();
  self = connect_fixture (provider);
  whole = open_whole (self, provider, TRANSFER_ID);
  g_assert_cmpint (whole->type, ==, FAC_INVOICE_TRASLADO);
  g_assert_cmpstr (whole->currency, ==, "XXX");
  g_assert_cmpstr (whole->use, ==, "S01");
  g_assert_null (whole->payment_method);
  cfdi = draw (whole);
  assert_amount (cfdi->sub_total, "0");
  assert_amount (cfdi->total, "0");
  g_assert_cmpuint (cfdi->conceptos->len, ==, 1);
  xml = stamp_and_get (self, whole);
  assert_said (cfdi->complemento, xml);
  assert_has (cfdi->complemento, "<cartaporte31:Ubicaciones><cartaporte31:Ubicacion ");
  assert_has (cfdi->complemento, "<cartaporte31:FiguraTransporte><cartaporte31:TiposFigura ");
  cancel (self, TRANSFER_ID);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = fac_contract_sandbox_start (&why_not);
  g_test_add_func ("/carried/payroll", test_payroll);
  g_test_add_func ("/carried/transfer", test_transfer);
  result = g_test_run ();
  if (sandbox != NULL)
    fac_contract_sandbox_stop (sandbox);
  g_free (why_not);
  return result;
}
