/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"
#include "fac-sandbox-stamped.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;
static const char *worker;

#define COFFEE "{'product':{'description':'Café','product_key':'50201706','price':100," \
               "'tax_included':false}}"
#define LINE(key, more) "{'product':{'description':'Bien','product_key':'" key "','price':100," \
                        "'tax_included':false}" more "}"
#define SALE(line, more) "{'customer':'%','payment_form':'03','use':'G03','items':[" line "]" more "}"
#define CUSTOM(data) "'complements':[{'type':'custom','data':'" data "'}]"
#define SPACE "'namespaces':[{'prefix':'acme','uri':'http://acme.example/x'," \
              "'schema_location':'http://acme.example/x.xsd'}]"

static void
refuse (const char *body, const char *detail, const char *path)
{
  fac_sandbox_refuse (client, customer, body, "invalid_request", detail, path);
}

static void
expect_in_cadena (const char *xml, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autofree char *cadena = fac_cfdi_cadena (bytes, &error);

  g_assert_no_error (error);
  fac_sandbox_assert_has (cadena, text);
}

static void
test_local_taxes (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, SALE ("{'product':{'description':'Hospedaje',"
    "'product_key':'90111800','price':1000,'tax_included':false,'local_taxes':["
    "{'type':'ISH','rate':0.03},{'type':'Cinco al millar','rate':0.005,'withholding':true}]}}",
    ""));
  fac_sandbox_assert_has (xml, "TotaldeRetenciones=\"5.00\" TotaldeTraslados=\"30.00\"");
  fac_sandbox_assert_has (xml, "Total=\"1185.00\"");
  expect_in_cadena (xml, "|1.0|5.00|30.00|Cinco al millar|0.50|5.00|ISH|3.00|30.00|");
}

static void
test_legends (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, SALE (COFFEE,
    ",'complements':[{'type':'leyendas_fiscales','data':{'leyendas':["
    "{'texto_leyenda':'Régimen de «prueba» & más','norma':'Art. 1','disposicion_fiscal':'LISR'},"
    "{'texto_leyenda':'Otra'}]}}]"));
  fac_sandbox_assert_has (xml, "http://www.sat.gob.mx/leyendasFiscales "
    "http://www.sat.gob.mx/sitio_internet/cfd/leyendasFiscales/leyendasFisc.xsd");
  expect_in_cadena (xml, "|1.0|LISR|Art. 1|Régimen de «prueba» & más|Otra||");
  refuse (SALE (COFFEE, ",'complements':[{'type':'leyendas_fiscales','data':{'leyendas':[]}}]"),
          "too_small", "complements.0.data.leyendas");
  refuse (SALE (COFFEE, ",'complements':[{'type':'leyendas_fiscales'}]"), "required",
          "complements.0.data");
  refuse (SALE (COFFEE, ",'complements':[{'type':'pago','data':[]}]"), "invalid_value",
          "complements.0.type");
  refuse (SALE (COFFEE, ",'complements':[{'type':'custom','data':'x','more':1}]"),
          "unknown_field", "complements.0.more");
}

static void
test_iedu (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, SALE (LINE ("86121503",
    ",'complement':{'nombreAlumno':'Ana Ñúñez','CURP':'FUNK671228MCLNLR05',"
    "'nivelEducativo':'Bachillerato o su equivalente','autRVOE':'RV-1',"
    "'rfcPago':'FUNK671228PH6'}"), ""));
  expect_in_cadena (xml, "|1.0|Ana Ñúñez|FUNK671228MCLNLR05|Bachillerato o su equivalente|RV-1|"
                         "FUNK671228PH6|");
  refuse (SALE (LINE ("86121503", ",'complement':{'nombreAlumno':'Ana','CURP':'x',"
                "'nivelEducativo':'Primaria','autRVOE':'1'}"), ""), "invalid_length",
          "items.0.complement.CURP");
  refuse (SALE (LINE ("86121503", ",'complement':{'nombreAlumno':'Ana',"
                "'CURP':'FUNK671228MCLNLR05','nivelEducativo':'Doctorado','autRVOE':'1'}"), ""),
          "invalid_format", "items.0.complement.nivelEducativo");
  refuse (SALE (LINE ("86121503", ",'complement':7"), ""), "invalid_type", "items.0.complement");
}

static void
test_fuel (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, SALE (LINE ("15101514",
    ",'complement':{'tipo_permiso':'PER01','numero_permiso':'PL/1234/EXP/ES/2015',"
    "'sub_producto_hyp':'SP16'}"), ""));
  expect_in_cadena (xml, "|1.0|PER01|PL/1234/EXP/ES/2015|15101514|SP16|");
  refuse (SALE (LINE ("50201706", ",'complement':{'tipo_permiso':'PER01',"
                "'numero_permiso':'PL/1234/EXP/ES/2015','sub_producto_hyp':'SP16'}"), ""),
          "required", "items.0.complement.clave_hyp");
  refuse (SALE (LINE ("15101514", ",'complement':{'tipo_permiso':'PER99',"
                "'numero_permiso':'PL/1234/EXP/ES/2015','sub_producto_hyp':'SP16'}"), ""),
          "invalid_value", "items.0.complement.tipo_permiso");
}

static void
test_line_details (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, customer, SALE (LINE ("50201706",
    ",'customs_keys':['15  48  3009  0001234'],'property_tax_account':['1234','5678'],"
    "'third_party':{'legal_name':'XOCHILT CASAS CHAVEZ','tax_id':'CACX7605101P8',"
    "'tax_system':'612','zip':'36257'},"
    "'parts':[{'description':'Grano','product_key':'50201706','quantity':2,'unit_price':10,"
    "'sku':'G','unit_name':'Kilo','customs_keys':['15  48  3009  0001234']}]"), ""));
  expect_in_cadena (xml, "|CACX7605101P8|XOCHILT CASAS CHAVEZ|612|36257|15 48 3009 0001234|1234|"
                         "5678|50201706|G|2|Kilo|Grano|10|20.000000|15 48 3009 0001234|");
}

static void
test_custom (void)
{
  g_autofree char *xml = NULL, *known = NULL;

  xml = fac_sandbox_stamp_foreign (client, customer, SALE (COFFEE, "," SPACE ","
    CUSTOM ("<acme:Note Text=\\\"a\\\"><acme:Inner/></acme:Note>")
    ",'addenda':'<acme:Order Number=\\\"7\\\"/><plain>x</plain>'"));
  fac_sandbox_assert_has (xml, "xmlns:acme=\"http://acme.example/x\"");
  fac_sandbox_assert_has (xml, "http://acme.example/x http://acme.example/x.xsd");
  fac_sandbox_assert_has (xml, "<acme:Note Text=\"a\"><acme:Inner/></acme:Note>");
  fac_sandbox_assert_has (xml, "<cfdi:Addenda><acme:Order Number=\"7\"/><plain>x</plain>"
                               "</cfdi:Addenda>");
  known = fac_sandbox_stamp (client, customer, SALE (COFFEE, "," CUSTOM (
    "<donat:Donatarias xmlns:donat=\\\"http://www.sat.gob.mx/donat\\\" version=\\\"1.1\\\" "
    "noAutorizacion=\\\"1\\\" fechaAutorizacion=\\\"2026-01-02\\\" leyenda=\\\"Sí\\\"/>")));
  expect_in_cadena (known, "|1.1|1|2026-01-02|Sí||");
  refuse (SALE (COFFEE, "," CUSTOM ("<acme:Note/>")), "invalid_format", "complements.0.data");
  refuse (SALE (COFFEE, "," CUSTOM ("<a/><b/>")), "invalid_format", "complements.0.data");
  refuse (SALE (COFFEE, "," CUSTOM ("<a>")), "invalid_format", "complements.0.data");
  refuse (SALE (COFFEE, "," CUSTOM ("</x><y/><x>")), "invalid_format", "complements.0.data");
  refuse (SALE (COFFEE, ",'addenda':'<a'"), "invalid_format", "addenda");
  refuse (SALE (COFFEE, ",'complements':[{'type':'custom','data':{}}]"), "invalid_type",
          "complements.0.data");
  refuse (SALE (COFFEE, ",'namespaces':[{'prefix':'cfdi','uri':'a','schema_location':'b'}]"),
          "invalid_value", "namespaces.0.prefix");
  refuse (SALE (COFFEE, ",'namespaces':[{'prefix':'1 a','uri':'a','schema_location':'b'}]"),
          "invalid_value", "namespaces.0.prefix");
  refuse (SALE (COFFEE, ",'namespaces':[{'prefix':'a','uri':'a','schema_location':'b'},"
                "{'prefix':'a','uri':'c','schema_location':'b'}]"), "duplicated",
          "namespaces.1.prefix");
}

/* Text that no XML can hold is the client's fault, not ours. */
static void
test_unwritable_text (void)
{
  g_autofree char *body = fac_sandbox_expand (customer,
    SALE ("{'product':{'description':'a\\u0001b','product_key':'50201706','price':1}}", ""));

  fac_sandbox_call (client, "POST", "/invoices", body);
  fac_sandbox_expect_error (client, 400, "invalid_request", NULL, NULL);
}

#define PAYROLL(receiver, more) PAYROLL_OF ("01", "02", "04", receiver, more)
#define PAYROLL_OF(contract, regime, period, receiver, more) \
  "{'type':'N','customer':'%','complements':[{'type':'nomina','data':{" \
  "'fecha_pago':'2026-02-28','fecha_inicial_pago':'2026-02-16','fecha_final_pago':'2026-02-28'," \
  "'num_dias_pagados':13,'receptor':{'curp':'FUNK671228MCLNLR05','tipo_contrato':'" \
  contract "','tipo_regimen':'" regime "','num_empleado':'120','periodicidad_pago':'" period \
  "','clave_ent_fed':'GUA'" \
  receiver "}" more "}}]}"

static void
test_payroll (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, worker, PAYROLL (
    ",'num_seguridad_social':'04078873454','fecha_inicio_rel_laboral':'2024-01-15',"
    "'sindicalizado':false,'tipo_jornada':'01','departamento':'Ventas','puesto':'Vendedora',"
    "'riesgo_puesto':'1','cuenta_bancaria':'002215911558451274','salario_base_cot_apor':450,"
    "'salario_diario_integrado':470.55",
    ",'emisor':{'registro_patronal':'B5510768108'},'percepciones':{'percepcion':["
    "{'tipo_percepcion':'001','clave':'S001','importe_gravado':5850,'importe_exento':0},"
    "{'tipo_percepcion':'019','clave':'H001','concepto':'Horas extra','importe_gravado':120,"
    "'importe_exento':120,'horas_extra':[{'dias':2,'tipo_horas':'01','horas_extra':4,"
    "'importe_pagado':240}]}]},"
    "'deducciones':[{'tipo_deduccion':'002','clave':'D002','importe':512.34},"
    "{'tipo_deduccion':'001','clave':'D001','concepto':'IMSS','importe':160.2}],"
    "'otros_pagos':[{'tipo_otro_pago':'002','clave':'O002','importe':0,'subsidio_causado':0}],"
    "'incapacidades':[{'dias_incapacidad':1,'tipo_incapacidad':'02'}]"));
  fac_sandbox_assert_has (xml, "SubTotal=\"6090.00\" Descuento=\"672.54\" Moneda=\"MXN\" "
                               "Total=\"5417.46\" TipoDeComprobante=\"N\"");
  fac_sandbox_assert_has (xml, "MetodoPago=\"PUE\"");
  fac_sandbox_assert_has (xml, "UsoCFDI=\"CN01\"");
  g_assert_null (strstr (xml, "FormaPago"));
  fac_sandbox_assert_has (xml, "ValorUnitario=\"6090.00\" Importe=\"6090.00\" "
                               "Descuento=\"672.54\" ObjetoImp=\"01\"");
  expect_in_cadena (xml,
    "|1.2|O|2026-02-28|2026-02-16|2026-02-28|13|6090.00|672.54|0.00|B5510768108|"
    "FUNK671228MCLNLR05|04078873454|2024-01-15|P110W|01|No|01|02|120|Ventas|Vendedora|1|04|"
    "002215911558451274|450.00|470.55|GUA|6090.00|5970.00|120.00|001|S001|"
    "Sueldos, Salarios Rayas y Jornales|5850.00|0.00|019|H001|Horas extra|120.00|120.00|2|01|4|"
    "240.00|160.20|512.34|002|D002|ISR|512.34|001|D001|IMSS|160.20|002|O002|"
    "Subsidio para el empleo (efectivamente entregado al trabajador)|0.00|0.00|1|02||");
  g_assert_cmpstr (fac_sandbox_text (client, "complements.0.type"), ==, "nomina");
}

/* A settlement: separation and retirement are summed apart, and no contract binds any more. */
static void
test_settlement (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, worker, PAYROLL_OF ("99", "13", "99",
    ",'antiguedad':false,'fecha_inicio_rel_laboral':'2024-01-15','sindicalizado':true,"
    "'sub_contratacion':[{'rfc_labora':'URE180429TM6','porcentaje_tiempo':100}]",
    ",'tipo_nomina':'E','emisor':{'entidad_sncf':{'origen_recurso':'IM',"
    "'monto_recurso_propio':10}},'percepciones':{'percepcion':["
    "{'tipo_percepcion':'022','clave':'P22','importe_gravado':100,'importe_exento':50},"
    "{'tipo_percepcion':'039','clave':'P39','importe_gravado':10.005,'importe_exento':0},"
    "{'tipo_percepcion':'045','clave':'P45','importe_gravado':1,'importe_exento':0,"
    "'acciones_o_titulos':{'valor_mercado':10,'precio_al_otorgarse':9}}],"
    "'jubilacion_pension_retiro':{'total_una_exhibicion':10.01,'ingreso_acumulable':10,"
    "'ingreso_no_acumulable':0},"
    "'separacion_indemnizacion':{'total_pagado':150,'num_anos_servicio':2,"
    "'ultimo_sueldo_mens_ord':9000,'ingreso_acumulable':100,'ingreso_no_acumulable':50}},"
    "'otros_pagos':[{'tipo_otro_pago':'004','clave':'O004','importe':5,"
    "'compensacion_saldos_a_favor':{'saldo_a_favor':5,'ano':2025,'remanente_sal_fav':0}}]"));
  fac_sandbox_assert_has (xml, "TotalSueldos=\"1.00\" TotalSeparacionIndemnizacion=\"150.00\" "
    "TotalJubilacionPensionRetiro=\"10.01\" TotalGravado=\"111.01\" TotalExento=\"50.00\"");
  fac_sandbox_assert_has (xml, "TotalPercepciones=\"161.01\" TotalOtrosPagos=\"5.00\"");
  fac_sandbox_assert_has (xml, "Total=\"166.01\"");
  fac_sandbox_assert_has (xml, "Sindicalizado=\"Sí\"");
  fac_sandbox_assert_has (xml, "PorcentajeTiempo=\"100\"");
  g_assert_null (strstr (xml, "Antigüedad"));
}

static void
test_payroll_refusals (void)
{
  fac_sandbox_refuse (client, worker, PAYROLL ("", ""), "invalid_request", "required",
                      "complements.0.data.percepciones");
  fac_sandbox_refuse (client, worker, PAYROLL (",'curpx':1", ",'percepciones':{'percepcion':[]}"),
                      "invalid_request", "unknown_field", "complements.0.data.receptor.curpx");
  fac_sandbox_refuse (client, worker, PAYROLL ("", ",'percepciones':{'percepcion':[{'clave':'a'}]}"),
                      "invalid_request", "invalid_length",
                      "complements.0.data.percepciones.percepcion.0.clave");
  fac_sandbox_refuse (client, worker, PAYROLL ("", ",'percepciones':{'percepcion':[]},"
                      "'tipo_nomina':'X'"), "invalid_request", "invalid_value",
                      "complements.0.data.tipo_nomina");
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  worker = fac_sandbox_new_party (client, "KARLA FUENTE NOLASCO", "FUNK671228PH6", "605", "01160");
  g_test_add_func ("/sandbox/complements/local-taxes", test_local_taxes);
  g_test_add_func ("/sandbox/complements/legends", test_legends);
  g_test_add_func ("/sandbox/complements/iedu", test_iedu);
  g_test_add_func ("/sandbox/complements/fuel", test_fuel);
  g_test_add_func ("/sandbox/complements/line-details", test_line_details);
  g_test_add_func ("/sandbox/complements/custom", test_custom);
  g_test_add_func ("/sandbox/complements/unwritable-text", test_unwritable_text);
  g_test_add_func ("/sandbox/complements/payroll", test_payroll);
  g_test_add_func ("/sandbox/complements/settlement", test_settlement);
  g_test_add_func ("/sandbox/complements/payroll-refusals", test_payroll_refusals);
  return fac_sandbox_end (client);
}
