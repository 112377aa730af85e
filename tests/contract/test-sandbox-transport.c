/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-xml.h"
#include "fac-sandbox-stamped.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;
static const char *issuer;
static const char *abroad;

#define IDCCP "CCC1A2B3-C4D5-4E6F-8A9B-0C1D2E3F4A5B"
#define PLACE(kind, id, more) \
  "{'TipoUbicacion':'" kind "','IDUbicacion':'" id "','RFCRemitenteDestinatario':'URE180429TM6'," \
  "'FechaHoraSalidaLlegada':'2026-03-02T06:00:00'" more "," \
  "'Domicilio':{'Calle':'Reforma','Estado':'HID','Pais':'MEX','CodigoPostal':'42501'}}"
#define PLACES "'Ubicaciones':[" PLACE ("Origen", "OR000001", "") "," \
  PLACE ("Destino", "DE000001", ",'DistanciaRecorrida':870") "]"
#define GOODS "'PesoBrutoTotal':25.5,'UnidadPeso':'KGM','NumTotalMercancias':1,'Mercancia':[" \
  "{'BienesTransp':'31181701','Descripcion':'Equipo','Cantidad':10,'ClaveUnidad':'H87'," \
  "'PesoEnKg':25.5,'CantidadTransporta':[{'Cantidad':10,'IDOrigen':'OR000001'," \
  "'IDDestino':'DE000001'}],'GuiasIdentificacion':[{'NumeroGuiaIdentificacion':'1234567890'," \
  "'DescripGuiaIdentificacion':'Caja','PesoGuiaIdentificacion':1}],'DetalleMercancia':[{" \
  "'UnidadPesoMerc':'X4A','PesoBruto':3,'PesoNeto':2,'PesoTara':1,'NumPiezas':4}]}]"
#define WAYBILL(heading, transport, more) \
  "{'type':'T','customer':'%','items':[{'quantity':10,'product':{'description':'Equipo'," \
  "'product_key':'43211503'}}],'complements':[{'type':'carta_porte','data':{'IdCCP':'" IDCCP \
  "','TranspInternac':'No','TotalDistRec':870" heading "," PLACES ",'Mercancias':{" GOODS \
  transport "}" more "}}]}"

static void
expect_in_cadena (const char *xml, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autofree char *cadena = fac_cfdi_cadena (bytes, NULL);

  g_assert_nonnull (cadena);
  fac_sandbox_assert_has (cadena, text);
}

static void
test_road (void)
{
  g_autofree char *xml = NULL;

  xml = fac_sandbox_stamp (client, issuer, WAYBILL ("",
    ",'Autotransporte':{'PermSCT':'TPAF01','NumPermisoSCT':'P1','IdentificacionVehicular':{"
    "'ConfigVehicular':'C2R2','PesoBrutoVehicular':12.5,'PlacaVM':'ABC1234','AnioModeloVM':2022},"
    "'Seguros':{'AseguraRespCivil':'Seguros SA','PolizaRespCivil':'123'},"
    "'Remolques':[{'SubTipoRem':'CTR001','Placa':'ABC123'}]}",
    ",'FiguraTransporte':[{'TipoFigura':'01','RFCFigura':'CACX7605101P8',"
    "'NumLicencia':'a234567890','NombreFigura':'XOCHILT CASAS CHAVEZ',"
    "'PartesTransporte':[{'ParteTransporte':'PT01'}],"
    "'Domicilio':{'Estado':'HID','Pais':'MEX','CodigoPostal':'42501'}}]"));
  fac_sandbox_assert_has (xml, "Moneda=\"XXX\"");
  g_assert_nonnull (strstr (fac_sandbox_text (client, "verification_carta_porte"),
                            "?IdCCP=" IDCCP "&FechaOrig=2026-03-02T06:00:00&FechaTimb="));
  fac_sandbox_assert_has (xml, "IdCCP=\"" IDCCP "\"");
  expect_in_cadena (xml, "|3.1|" IDCCP "|No|870|Origen|OR000001|URE180429TM6|2026-03-02T06:00:00|"
    "Reforma|HID|MEX|42501|Destino|DE000001|URE180429TM6|2026-03-02T06:00:00|870|Reforma|HID|MEX|"
    "42501|25.5|KGM|1|31181701|Equipo|10|H87|25.5|1234567890|Caja|1|10|OR000001|DE000001|X4A|3|2|"
    "1|4|TPAF01|P1|C2R2|12.5|ABC1234|2022|Seguros SA|123|CTR001|ABC123|01|CACX7605101P8|a234567890|"
    "XOCHILT CASAS CHAVEZ|PT01|HID|MEX|42501||");
}

#define STATION(kind, id, station, more) \
  PLACE (kind, id, ",'NumEstacion':'" station "','NombreEstacion':'Terminal','TipoEstacion':'" more)
#define PARCELS(heading, more) \
  "'Mercancias':{'PesoBrutoTotal':3,'UnidadPeso':'KGM','NumTotalMercancias':1" heading "," \
  "'Mercancia':[{'BienesTransp':'43211503','Descripcion':'Equipo','Cantidad':10," \
  "'ClaveUnidad':'H87','PesoEnKg':3,'ValorMercancia':100,'Moneda':'MXN','TipoMateria':'03'," \
  "'DetalleMercancia':[{'UnidadPesoMerc':'X4A','PesoBruto':3,'PesoNeto':2,'PesoTara':1," \
  "'NumPiezas':4}]}]" more "}"
#define STOP(id) STATION ("Destino", id, "A0007", "03','DistanciaRecorrida':100")

/* An invoice for freight carries the same complement; the other ways of transport have theirs. */
static void
test_other_ways (void)
{
  static const char *const ways[] = {
    "'Ubicaciones':[" STATION ("Origen", "OR000001", "PM001", "01'") ","
    STATION ("Destino", "DE000001", "PM002", "03'") "]," PARCELS (",'PesoNetoTotal':2",
    ",'TransporteMaritimo':{'PermSCT':'TPTM01','NumPermisoSCT':'P1','TipoEmbarcacion':'B01',"
    "'Matricula':'1234567','NumeroOMI':'IMO1234567','NacionalidadEmbarc':'MEX',"
    "'UnidadesDeArqBruto':10,'TipoCarga':'CGS','NombreAgenteNaviero':'Agente',"
    "'NumAutorizacionNaviero':'SCT418/020/2016','Contenedor':[{'TipoContenedor':'CM001',"
    "'MatriculaContenedor':'12345678901'}]}"),
    "'Ubicaciones':[" STATION ("Origen", "OR000001", "EA0001", "01'") ","
    STATION ("Destino", "DE000001", "EA0002", "03'") "]," PARCELS ("",
    ",'TransporteAereo':{'PermSCT':'TPTA01','NumPermisoSCT':'P1','NumeroGuia':'123456789012',"
    "'CodigoTransportista':'CA001'}"),
    "'TotalDistRec':500,'Ubicaciones':[" STATION ("Origen", "OR000001", "A0007", "01'") ","
    STOP ("DE000001") "," STOP ("DE000002") "," STOP ("DE000003") "," STOP ("DE000004") ","
    STOP ("DE000005") "]," PARCELS (",'PesoNetoTotal':2",
    ",'TransporteFerroviario':{'TipoDeServicio':'TS02','TipoDeTrafico':'TT01','DerechosDePaso':[{"
    "'TipoDerechoDePaso':'CDP001','KilometrajePagado':10}],'Carro':[{'TipoCarro':'TC01',"
    "'MatriculaCarro':'123456','GuiaCarro':'1','ToneladasNetasCarro':2,'Contenedor':[{"
    "'TipoContenedor':'TC01','PesoContenedorVacio':1,'PesoNetoMercancia':2}]}]}"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *body = g_strconcat (
        "{'customer':'%','payment_form':'03','use':'G03','items':[{'product':{"
        "'description':'Flete','product_key':'78101802','price':1000,'tax_included':false}}],"
        "'complements':[{'type':'carta_porte','data':{'IdCCP':'" IDCCP "',"
        "'TranspInternac':'Sí','EntradaSalidaMerc':'Salida','PaisOrigenDestino':'USA',"
        "'ViaEntradaSalida':'01','RegimenesAduaneros':{'RegimenAduaneroCCP':[{"
        "'RegimenAduanero':'EXD'}]},", ways[i], "}}]}", NULL);
      g_autofree char *xml = fac_sandbox_stamp (client, customer, body);

      fac_sandbox_assert_has (xml, "Total=\"1160.00\"");
      fac_sandbox_assert_has (xml, "RegimenAduanero=\"EXD\"");
      expect_in_cadena (xml, "|" IDCCP "|Sí|Salida|USA|01|");
    }
}

static void
test_waybill_refusals (void)
{
  fac_sandbox_refuse (client, customer, WAYBILL ("", "", ",'Otro':1"), "invalid_request",
                      "unknown_field", "complements.0.data.Otro");
  fac_sandbox_refuse (client, customer, WAYBILL (",'EntradaSalidaMerc':'Arriba'", "", ""),
                      "invalid_request", "invalid_value", "complements.0.data.EntradaSalidaMerc");
  fac_sandbox_refuse (client, customer, "{'type':'T','customer':'%','items':[{'product':{"
                      "'description':'a'}}],'complements':[{'type':'carta_porte','data':{"
                      "'IdCCP':'1','TranspInternac':'No','Ubicaciones':[],'Mercancias':{}}}]}",
                      "invalid_request", "invalid_format", "complements.0.data.IdCCP");
}

#define EXPORT(trade) \
  "{'customer':'%','payment_form':'03','use':'S01','export':'02','currency':'USD','exchange':18," \
  "'items':[{'product':{'description':'Mesa','product_key':'56101519','price':100,'sku':'M-1'," \
  "'tax_included':false,'taxes':[{'type':'IVA','rate':0}]}}],'complements':[{" \
  "'type':'comercio_exterior','data':{'ClaveDePedimento':'A1','CertificadoOrigen':0," \
  "'Incoterm':'FOB','TipoCambioUSD':18,'TotalUSD':100,'Mercancias':{'Mercancia':[{" \
  "'NoIdentificacion':'M-1','FraccionArancelaria':'9403600100','CantidadAduana':1," \
  "'UnidadAduana':'06','ValorUnitarioAduana':100,'ValorDolares':100," \
  "'DescripcionesEspecificas':[{'Marca':'Roble','Modelo':'X'}]}]}" trade "}}]}"

static void
test_export (void)
{
  g_autofree char *xml = NULL, *other = NULL;

  xml = fac_sandbox_stamp (client, abroad, EXPORT (",'Emisor':{'Domicilio':{'Calle':'Reforma',"
    "'Estado':'HID','Pais':'MEX','CodigoPostal':'42501'}},'Receptor':{'Domicilio':{"
    "'Calle':'Main','Estado':'TX','Pais':'USA','CodigoPostal':'78701'}},'Destinatario':[{"
    "'Nombre':'JANE','NumRegIdTrib':'123456789','Domicilio':[{'Calle':'Oak','Estado':'TX',"
    "'Pais':'USA','CodigoPostal':'78702'}]}]"));
  expect_in_cadena (xml, "|2.0|A1|0|FOB|18|100.00|Reforma|HID|MEX|42501|Main|TX|USA|"
    "78701|123456789|JANE|Oak|TX|USA|78702|M-1|9403600100|1|06|100|100|Roble|X||");
  other = fac_sandbox_stamp (client, abroad, EXPORT (",'Receptor':{'id':'%'},"
                                                      "'Destinatario':[{'id':'%'}]"));
  fac_sandbox_assert_has (other, "<cce20:Emisor><cce20:Domicilio Calle=");
  fac_sandbox_assert_has (other, "Nombre=\"JANE DOE\"");
  fac_sandbox_refuse (client, abroad, EXPORT (",'Destinatario':[{'Nombre':'JANE'}]"),
                      "invalid_request", "required",
                      "complements.0.data.Destinatario.0.Domicilio");
  fac_sandbox_refuse (client, abroad, EXPORT (",'Receptor':{'id':'0123456789abcdef01234567'}"),
                      "customer_not_found", "customer_not_found", "complements.0.data.Receptor");
}

/* Goods of others are sent abroad: the owner is named. */
static void
test_consignment (void)
{
  g_autofree char *owner = g_strdup_printf ("'Propietario':[{'id':'%s'}]", abroad);
  g_autofree char *body = g_strconcat (
    "{'type':'T','customer':'%','items':[{'product':{'description':'Mesa',"
    "'product_key':'56101519','sku':'M-1'}}],'complements':[{'type':'comercio_exterior','data':{"
    "'MotivoTraslado':'05','ClaveDePedimento':'A1','CertificadoOrigen':0,'Incoterm':'FOB',"
    "'TipoCambioUSD':18,'TotalUSD':100,'Mercancias':{'Mercancia':[{'NoIdentificacion':'M-1',"
    "'FraccionArancelaria':'9403600100','CantidadAduana':1,'UnidadAduana':'06',"
    "'ValorUnitarioAduana':100,'ValorDolares':100}]},", owner, "}}]}", NULL);
  g_autofree char *xml = fac_sandbox_stamp (client, issuer, body);

  fac_sandbox_assert_has (xml, "<cce20:Propietario NumRegIdTrib=\"198912171\" "
                               "ResidenciaFiscal=\"USA\"/>");
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  fac_sandbox_call (client, "POST", "/customers",
    "{\"legal_name\":\"JANE DOE\",\"tax_id\":\"198912171\",\"address\":{\"country\":\"USA\","
    "\"street\":\"Main\",\"exterior\":\"7\",\"state\":\"TX\",\"zip\":\"78701\"}}");
  abroad = fac_sandbox_keep (client, g_strdup (fac_sandbox_text (client, "id")));
  g_assert_nonnull (abroad);
  issuer = fac_sandbox_new_party (client, "EMPRESA DE PRUEBA", "EDP150310M76", "601", "50000");
  g_test_add_func ("/sandbox/transport/road", test_road);
  g_test_add_func ("/sandbox/transport/other-ways", test_other_ways);
  g_test_add_func ("/sandbox/transport/refusals", test_waybill_refusals);
  g_test_add_func ("/sandbox/transport/export", test_export);
  g_test_add_func ("/sandbox/transport/consignment", test_consignment);
  return fac_sandbox_end (client);
}
