/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-check.h"

#include "fac-catalog.h"
#include "fac-test.h"

#include <string.h>

#define UUID "39C85A3F-275B-4341-B259-E8971D9F8A94"
#define IDCCP "CCC1A2B3-C4D5-4E6F-8A9B-0C1D2E3F4A5B"
#define PAID "6B7C8D9E-0002-4BCD-8EF0-123456789ABC"
#define PAGOS(more) \
  "<p:Pagos xmlns:p='http://www.sat.gob.mx/Pagos20' Version='2.0'>" more "</p:Pagos>"
#define TOTALS "<p:Totales TotalRetencionesISR='191.77' TotalTrasladosBaseIVA16='5337.74' " \
  "TotalTrasladosImpuestoIVA16='854.04' MontoTotalPagos='6000.00'/>"
#define PAYMENT "<p:Pago FechaPago='2026-03-01T09:30:00' FormaDePagoP='03' MonedaP='USD' " \
  "TipoCambioP='17.5' Monto='6000.00' NumOperacion='OP-77' CtaOrdenante='002215911558451272'>"
#define DOCUMENT "<p:DoctoRelacionado IdDocumento='" PAID "' Serie='B' Folio='12' MonedaDR='EUR' " \
  "EquivalenciaDR='0.0584795322' NumParcialidad='3' ImpSaldoAnt='232.00' ImpPagado='200.00' " \
  "ImpSaldoInsoluto='32.00' ObjetoImpDR='02'><p:ImpuestosDR><p:RetencionesDR><p:RetencionDR " \
  "BaseDR='200.000000' ImpuestoDR='001' TipoFactorDR='Tasa' TasaOCuotaDR='0.100000' " \
  "ImporteDR='20.000000'/></p:RetencionesDR><p:TrasladosDR><p:TrasladoDR BaseDR='200.000000' " \
  "ImpuestoDR='002' TipoFactorDR='Tasa' TasaOCuotaDR='0.160000' ImporteDR='32.000000'/>" \
  "</p:TrasladosDR></p:ImpuestosDR></p:DoctoRelacionado>"
#define PAYMENT_TAXES "<p:ImpuestosP><p:RetencionesP><p:RetencionP ImpuestoP='001' " \
  "ImporteP='342.00'/></p:RetencionesP></p:ImpuestosP></p:Pago>"

static FacCatalogSource *catalog;

static FacCfdi *
document (const char *type, const char *complement)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();
  gboolean money = strchr ("PT", *type) == NULL;

  cfdi->version = g_strdup ("4.0");
  cfdi->fecha = g_strdup ("2026-11-19T16:20:00");
  cfdi->moneda = g_strdup (money ? "MXN" : "XXX");
  cfdi->tipo_de_comprobante = g_strdup (type);
  cfdi->exportacion = g_strdup ("01");
  cfdi->lugar_expedicion = g_strdup ("50000");
  cfdi->emisor_rfc = g_strdup ("FLC900101AB0");
  cfdi->emisor_nombre = g_strdup ("FERRETERIA LA CENTRAL");
  cfdi->receptor_rfc = g_strdup ("GRA150309TT8");
  cfdi->receptor_nombre = g_strdup ("GRUPO RESTAURANTERO ANAHUAC");
  line->clave_prod_serv = g_strdup ("27112700");
  line->no_identificacion = g_strdup ("M-1");
  line->cantidad = fac_paper_check_number ("1");
  line->clave_unidad = g_strdup ("H87");
  line->descripcion = g_strdup ("Mesa de roble");
  line->valor_unitario = line->importe = fac_paper_check_number (money ? "100.00" : "0");
  line->objeto_imp = g_strdup ("01");
  g_ptr_array_add (cfdi->conceptos, line);
  cfdi->sub_total = cfdi->total = line->importe;
  cfdi->complemento = g_strdup (complement);
  fac_paper_check_stamp (cfdi, UUID);
  return cfdi;
}

static char *
text_of (const FacCfdi *cfdi)
{
  const FacPaperStyle style = { 0 }; /* no watermark between the words */
  g_autoptr (PopplerDocument) paper = fac_paper_check_draw (cfdi, &style, catalog);

  fac_paper_check_margins (paper);
  return fac_paper_check_text (paper);
}

static void
expect (const FacCfdi *cfdi, const char *const *facts)
{
  g_autofree char *text = text_of (cfdi);

  for (; *facts != NULL; facts++)
    fac_paper_check_has (text, *facts);
}

static void
test_payment (void)
{
  static const char *const facts[] = {
    "RECIBO DE PAGO", "1 mar 2026 09:30", "03 Transferencia", "USD", "17.5", "6,000.00", "OP-77",
    "002215911558451272", PAID, "B 12", "Parcialidad", "Saldo anterior", "232.00", "200.00",
    "32.00", "Equivalencia 0.0584795322", "IVA 16 % sobre 200.00 = 32.00", "sobre 200.00 = 20.00",
    "ISR retenido 342.00", "Base IVA 16 %", "5,337.74", "854.04", "191.77", "Total pagado MXN",
    "SEIS MIL PESOS 00/100 M.N.", "Subtotal 0 · Total 0", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("P", PAGOS (TOTALS PAYMENT DOCUMENT PAYMENT_TAXES));

  expect (cfdi, facts);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* the head of the table stands on every page but the ones that have none of its rows */
static void
test_many_documents (void)
{
  g_autoptr (GString) xml = g_string_new ("<p:Pagos xmlns:p='http://www.sat.gob.mx/Pagos20'>" TOTALS
                                          PAYMENT);
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autoptr (PopplerDocument) paper = NULL;
  g_autofree char *text = NULL;
  int n_pages;

  for (int i = 0; i < 400; i++)
    g_string_append (xml, DOCUMENT);
  g_string_append (xml, "</p:Pago></p:Pagos>");
  cfdi = document ("P", xml->str);
  paper = fac_paper_check_draw (cfdi, &(FacPaperStyle) { .test = TRUE }, catalog);
  text = fac_paper_check_text (paper);
  n_pages = poppler_document_get_n_pages (paper);
  g_assert_cmpint (n_pages, >, 10);
  g_assert_cmpuint (count (text, PAID), ==, 400);
  g_assert_cmpuint (count (text, "Saldo insoluto"), >=, (guint) n_pages - 1);
  fac_paper_check_margins (paper);
}

static void
test_payroll (void)
{
  static const char *const facts[] = {
    "RECIBO DE NÓMINA", "TRABAJADOR", "O Nómina ordinaria", "28 feb 2026", "16 feb 2026",
    "B5510768108", "Origen del recurso", "IP Ingresos propios", "FUNK671228MCLNLR05",
    "04078873454", "P110W", "01 Contrato de trabajo por", "Vendedora",
    "04 Quincenal", "012 BBVA BANCOMER", "GUA Guanajuato", "470.55", "15 ene 2024",
    "ABC010101AB1 · 30 % del tiempo", "001 Sueldos, Salarios", "5,850.00", "Gravado", "Exento",
    "Horas extra 01 Dobles: 4 en 2 días = 240.00", "precio al otorgarse 8.50",
    "Total gravado 5,970.00", "Último sueldo mensual ordinario", "9,999.00", "002 ISR", "512.34",
    "Total impuestos retenidos 512.34", "Subsidio causado 21.00",
    "Saldo a favor 55.00 de 2025, remanente 5.00", "02 Enfermedad en general", "Incapacidad",
    "Percepciones", "6,090.00", "Deducciones", "Neto MXN", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("N",
    "<n:Nomina xmlns:n='http://www.sat.gob.mx/nomina12' Version='1.2' TipoNomina='O' "
    "FechaPago='2026-02-28' FechaInicialPago='2026-02-16' FechaFinalPago='2026-02-28' "
    "NumDiasPagados='13' TotalPercepciones='6090.00' TotalDeducciones='512.34'>"
    "<n:Emisor RegistroPatronal='B5510768108'><n:EntidadSNCF OrigenRecurso='IP'/></n:Emisor>"
    "<n:Receptor Curp='FUNK671228MCLNLR05' NumSeguridadSocial='04078873454' TipoContrato='01' "
    "FechaInicioRelLaboral='2024-01-15' Antigüedad='P110W' TipoRegimen='02' NumEmpleado='120' "
    "Puesto='Vendedora' PeriodicidadPago='04' Banco='012' SalarioDiarioIntegrado='470.55' "
    "ClaveEntFed='GUA'><n:SubContratacion RfcLabora='ABC010101AB1' PorcentajeTiempo='30.000'/>"
    "</n:Receptor><n:Percepciones TotalSueldos='6090.00' TotalGravado='5970.00' "
    "TotalExento='120.00'><n:Percepcion TipoPercepcion='001' Clave='S001' Concepto='Sueldo' "
    "ImporteGravado='5850.00' ImporteExento='0.00'><n:AccionesOTitulos ValorMercado='10' "
    "PrecioAlOtorgarse='8.5'/></n:Percepcion><n:Percepcion TipoPercepcion='019' Clave='H001' "
    "Concepto='Horas extra' ImporteGravado='120.00' ImporteExento='120.00'><n:HorasExtra Dias='2' "
    "TipoHoras='01' HorasExtra='4' ImportePagado='240.00'/></n:Percepcion>"
    "<n:SeparacionIndemnizacion TotalPagado='1.00' NumAñosServicio='3' "
    "UltimoSueldoMensOrd='9999.00' IngresoAcumulable='1' IngresoNoAcumulable='0'/>"
    "</n:Percepciones><n:Deducciones TotalImpuestosRetenidos='512.34'><n:Deduccion "
    "TipoDeduccion='002' Clave='D002' Concepto='ISR' Importe='512.34'/></n:Deducciones>"
    "<n:OtrosPagos><n:OtroPago TipoOtroPago='002' Clave='O002' Concepto='Subsidio' Importe='0.00'>"
    "<n:SubsidioAlEmpleo SubsidioCausado='21.00'/></n:OtroPago><n:OtroPago TipoOtroPago='004' "
    "Clave='O004' Concepto='Saldo' Importe='50.00'><n:CompensacionSaldosAFavor SaldoAFavor='55.00' "
    "Año='2025' RemanenteSalFav='5.00'/></n:OtroPago></n:OtrosPagos><n:Incapacidades>"
    "<n:Incapacidad DiasIncapacidad='2' TipoIncapacidad='02' ImporteMonetario='80.00'/>"
    "</n:Incapacidades></n:Nomina>");

  cfdi->has_descuento = TRUE;
  cfdi->descuento = fac_paper_check_number ("512.34");
  expect (cfdi, facts);
}

#define WAYBILL(transport) \
  "<c:CartaPorte xmlns:c='http://www.sat.gob.mx/CartaPorte31' Version='3.1' IdCCP='" IDCCP "' " \
  "TranspInternac='Sí' EntradaSalidaMerc='Salida' PaisOrigenDestino='USA' ViaEntradaSalida='01' " \
  "TotalDistRec='870'><c:RegimenesAduaneros><c:RegimenAduaneroCCP RegimenAduanero='EXD'/>" \
  "</c:RegimenesAduaneros><c:Ubicaciones><c:Ubicacion TipoUbicacion='Origen' " \
  "IDUbicacion='OR000001' RFCRemitenteDestinatario='EKU9003173C9' " \
  "NombreRemitenteDestinatario='ESCUELA KEMPER' FechaHoraSalidaLlegada='2026-03-02T06:00:00'>" \
  "<c:Domicilio Calle='Reforma' NumeroExterior='12' Estado='HID' Pais='MEX' " \
  "CodigoPostal='42501'/></c:Ubicacion><c:Ubicacion TipoUbicacion='Destino' " \
  "IDUbicacion='DE000001' RFCRemitenteDestinatario='URE180429TM6' DistanciaRecorrida='870' " \
  "FechaHoraSalidaLlegada='2026-03-02T18:00:00'/></c:Ubicaciones><c:Mercancias " \
  "PesoBrutoTotal='25.5' UnidadPeso='KGM' NumTotalMercancias='1'><c:Mercancia " \
  "BienesTransp='43211503' Descripcion='Equipo' Cantidad='10' ClaveUnidad='H87' " \
  "MaterialPeligroso='No' PesoEnKg='25.5' ValorMercancia='5000' Moneda='MXN'>" \
  "<c:CantidadTransporta Cantidad='10' IDOrigen='OR000001' IDDestino='DE000001'/></c:Mercancia>" \
  transport "</c:Mercancias><c:FiguraTransporte><c:TiposFigura TipoFigura='01' " \
  "RFCFigura='CACX7605101P8' NumLicencia='a234567890' NombreFigura='XOCHILT CASAS'>" \
  "<c:PartesTransporte ParteTransporte='PT05'/></c:TiposFigura></c:FiguraTransporte></c:CartaPorte>"
#define TRUCK "<c:Autotransporte PermSCT='TPAF01' NumPermisoSCT='P-1'><c:IdentificacionVehicular " \
  "ConfigVehicular='C2' PesoBrutoVehicular='12.5' PlacaVM='ABC1234' AnioModeloVM='2022'/>" \
  "<c:Seguros AseguraRespCivil='Seguros SA' PolizaRespCivil='POL-9'/><c:Remolques><c:Remolque " \
  "SubTipoRem='CTR001' Placa='REM777'/></c:Remolques></c:Autotransporte>"

static void
test_waybill (void)
{
  static const char *const facts[] = {
    "TRASLADO", "Carta Porte 3.1", IDCCP, "USA Estados Unidos", "EXD Definitivo de exportación",
    "870", "KGM Kilogramo", "Origen", "OR000001", "Destino", "DE000001", "EKU9003173C9",
    "ESCUELA KEMPER", "2 mar 2026 06:00", "2 mar 2026 18:00", "Reforma 12", "HID Hidalgo",
    "43211503", "Equipo", "25.5", "5,000.00 MXN", "Material peligroso No",
    "Se transportan 10 · desde OR000001 · hasta DE000001",
    "TPAF01 Autotransporte Federal de", "P-1", "C2 Camión", "ABC1234", "2022",
    "Seguros SA", "POL-9", "REM777", "01 Operador", "CACX7605101P8", "XOCHILT CASAS",
    "a234567890", "PT05 Semirremolque", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("T", WAYBILL (TRUCK));

  expect (cfdi, facts);
}

static void
test_other_transport (void)
{
  static const char *const facts[] = {
    "Transporte aéreo", "Número de guía", "123456789012", "Total MXN", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("I", WAYBILL ("<c:TransporteAereo PermSCT='TPTA01' "
                                                     "NumeroGuia='123456789012'/>"));

  expect (cfdi, facts);
}

/* dark pixels of the first page, where a QR is the darkest thing there is */
static guint
darkness (const FacCfdi *cfdi, gboolean draft)
{
  const FacPaperStyle style = { .draft = draft };
  g_autoptr (PopplerDocument) paper = fac_paper_check_draw (cfdi, &style, catalog);
  g_autoptr (PopplerPage) page = poppler_document_get_page (paper, 0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 612, 792);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  guint dark = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (int i = 0; i < 612 * 792; i++)
    dark += (pixels[i] & 0xffffff) == 0;
  cairo_surface_destroy (surface);
  return dark;
}

static void
test_waybill_has_its_own_qr (void)
{
  g_autoptr (FacCfdi) cfdi = document ("T", WAYBILL (TRUCK));

  g_assert_cmpuint (darkness (cfdi, FALSE), >, 1000);
  g_assert_cmpuint (darkness (cfdi, TRUE), <, 100);
}

/* A key whose words stand alone. */
static void
expect_without_codes (const FacCfdi *cfdi, const char *words)
{
  static const FacPaperOptions options = { .product_key = TRUE, .tax_breakdown = TRUE };
  const FacPaperStyle style = { .test = TRUE, .options = &options };
  g_autoptr (PopplerDocument) drawn = fac_paper_check_draw (cfdi, &style, catalog);
  g_autofree char *text = fac_paper_check_text (drawn);

  fac_paper_check_has (text, words);
}

static void
test_foreign_trade (void)
{
  static const char *const facts[] = {
    "Comercio exterior", "A1", "FOB Franco a bordo", "18.2", "Total USD", "1,234.50",
    "Propietario", "Registro tributario 123456789", "Residencia fiscal USA Estados Unidos",
    "Destinatario", "ACME INC", "Main 5", "TX", "Mesa de roble", "9403600100", "06 PIEZA",
    "Marca Roble", "Serie S-1", "Observaciones: frágil", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("I",
    "<e:ComercioExterior xmlns:e='http://www.sat.gob.mx/ComercioExterior20' Version='2.0' "
    "ClaveDePedimento='A1' CertificadoOrigen='0' Incoterm='FOB' TipoCambioUSD='18.2' "
    "TotalUSD='1234.50' Observaciones='frágil'><e:Propietario NumRegIdTrib='123456789' "
    "ResidenciaFiscal='USA'/><e:Destinatario NumRegIdTrib='987654321' Nombre='ACME INC'>"
    "<e:Domicilio Calle='Main' NumeroExterior='5' Estado='TX' Pais='USA' CodigoPostal='78701'/>"
    "</e:Destinatario><e:Mercancias><e:Mercancia NoIdentificacion='M-1' "
    "FraccionArancelaria='9403600100' CantidadAduana='1' UnidadAduana='06' "
    "ValorUnitarioAduana='1234.50' ValorDolares='1234.50'><e:DescripcionesEspecificas "
    "Marca='Roble' Modelo='X' NumeroSerie='S-1'/></e:Mercancia></e:Mercancias>"
    "</e:ComercioExterior>");

  expect (cfdi, facts);
  expect_without_codes (cfdi, "PIEZA");
}

static FacCfdiParte *
part (void)
{
  FacCfdiParte *self = fac_cfdi_parte_new ();

  self->clave_prod_serv = g_strdup ("27112701");
  self->no_identificacion = g_strdup ("P-9");
  self->descripcion = g_strdup ("Pata de mesa");
  self->cantidad = fac_paper_check_number ("4");
  self->has_valor_unitario = TRUE;
  self->valor_unitario = fac_paper_check_number ("12.50");
  self->importe = fac_paper_check_number ("50.00");
  self->informacion_aduanera = g_strsplit ("21  47  3807  8003832", "|", -1);
  return self;
}

static void
test_line_and_small_complements (void)
{
  static const char *const facts[] = {
    "FACTURA GLOBAL", "Global 04 Mensual", "Año 2026", "ISH 3 %", "Leyendas fiscales",
    "Texto de la leyenda", "Disposición RMF", "Norma 1.2", "Complemento Raro Nuevo",
    "Valor Alto 7 · dentro", "Alumno JUANITO", "CURP JUAN010101MAZBCÑ90", "PER01", "SP16",
    "A cuenta de ABC010101AB1", "CP 06700", "Parte: 4 × Pata de mesa", "12.50 c/u = 50.00",
    "Pedimento 21 47 3807 8003832", "Cuenta predial 15956011002", NULL
  };
  g_autoptr (FacCfdi) cfdi = document ("I",
    "<l:LeyendasFiscales xmlns:l='http://www.sat.gob.mx/leyendasFiscales' version='1.0'><l:Leyenda "
    "disposicionFiscal='RMF' norma='1.2' textoLeyenda='Texto de la leyenda'/></l:LeyendasFiscales>"
    "<x:RaroNuevo xmlns:x='urn:x'><x:Hijo ValorAlto='7'> dentro </x:Hijo></x:RaroNuevo>");
  FacCfdiConcepto *line = cfdi->conceptos->pdata[0];
  FacCfdiLocalTax *local = fac_cfdi_local_tax_new ();

  cfdi->periodicidad = g_strdup ("04");
  cfdi->meses = g_strdup ("11");
  cfdi->anio = g_strdup ("2026");
  local->nombre = g_strdup ("ISH");
  local->tasa = fac_paper_check_number ("3.00");
  local->importe = fac_paper_check_number ("3.00");
  g_ptr_array_add (cfdi->locales, local);
  line->complemento = g_strdup (
    "<iedu:instEducativas xmlns:iedu='http://www.sat.gob.mx/iedu' nombreAlumno='JUANITO' "
    "CURP='JUAN010101MAZBCÑ90' nivelEducativo='Primaria' autRVOE='1'/><h:HidroYPetro "
    "xmlns:h='http://www.sat.gob.mx/hidrocarburospetroliferos' TipoPermiso='PER01' "
    "NumeroPermiso='PL/1' ClaveHYP='15101514' SubProductoHYP='SP16'/>");
  line->tercero_rfc = g_strdup ("ABC010101AB1");
  line->tercero_nombre = g_strdup ("OTRA EMPRESA");
  line->tercero_domicilio = g_strdup ("06700");
  line->cuenta_predial = g_strsplit ("15956011002", "|", -1);
  line->partes = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_cfdi_parte_free);
  g_ptr_array_add (line->partes, part ());
  expect (cfdi, facts);
}

/* what no schema allows but a file may hold: the paper stays a paper */
static void
test_extremes (void)
{
  g_autofree char *wide = g_strnfill (5000, 'W');
  g_autofree char *payment = g_strdup_printf (
    "<p:Pagos xmlns:p='http://www.sat.gob.mx/Pagos20'><p:Pago Monto='%s' CadPago='%s'>"
    "<p:DoctoRelacionado IdDocumento='%s' ImpPagado='%s' MonedaDR='%s' ObjetoImpDR='%s'/></p:Pago>"
    "</p:Pagos>", wide, wide, wide, wide, wide, wide);
  g_autofree char *waybill = g_strdup_printf (
    "<c:CartaPorte xmlns:c='http://www.sat.gob.mx/CartaPorte31' IdCCP='%s'><c:Ubicaciones>"
    "<c:Ubicacion TipoUbicacion='Origen' FechaHoraSalidaLlegada='%s'/></c:Ubicaciones>"
    "<c:Mercancias><c:Mercancia Descripcion='%s' UsoAutorizado='%s'/></c:Mercancias>"
    "</c:CartaPorte>", wide, wide, wide, wide);
  g_autofree char *payroll = g_strdup_printf (
    "<n:Nomina xmlns:n='http://www.sat.gob.mx/nomina12' TipoNomina='%s' TotalPercepciones='%s'>"
    "<n:Receptor Puesto='%s' Banco='%s'/><n:Percepciones TotalGravado='%s'>"
    "<n:Percepcion Clave='%s' TipoPercepcion='%s' Concepto='%s' ImporteGravado='%s'/>"
    "</n:Percepciones></n:Nomina>",
    wide, wide, wide, wide, wide, wide, wide, wide, wide);
  g_autofree char *trade = g_strdup_printf (
    "<e:ComercioExterior xmlns:e='http://www.sat.gob.mx/ComercioExterior20' Observaciones='%s'>"
    "<e:Destinatario Nombre='%s'/><e:Mercancias><e:Mercancia NoIdentificacion='%s' "
    "UnidadAduana='%s'><e:DescripcionesEspecificas Marca='%s'/></e:Mercancia></e:Mercancias>"
    "</e:ComercioExterior>",
    wide, wide, wide, wide, wide);
  const char *const all[] = {
    payment, waybill, payroll, trade, "<a", "<a></b>", "<a/>&entity;", "</all><all>",
    "<c:CartaPorte/>", "<n:Nomina xmlns:n='http://www.sat.gob.mx/nomina12'/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (FacCfdi) cfdi = document ("I", all[i]);
      g_autofree char *text = text_of (cfdi);

      fac_paper_check_has (text, UUID);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = fac_test_built ("data/catalogs.db");
  g_autoptr (FacCatalog) opened = NULL;

  g_test_init (&argc, &argv, NULL);
  opened = fac_catalog_open_sync (path, NULL, NULL);
  g_assert_nonnull (opened);
  catalog = FAC_CATALOG_SOURCE (opened);
  g_test_add_func ("/paper/kinds/payment", test_payment);
  g_test_add_func ("/paper/kinds/many-documents", test_many_documents);
  g_test_add_func ("/paper/kinds/payroll", test_payroll);
  g_test_add_func ("/paper/kinds/waybill", test_waybill);
  g_test_add_func ("/paper/kinds/other-transport", test_other_transport);
  g_test_add_func ("/paper/kinds/waybill-qr", test_waybill_has_its_own_qr);
  g_test_add_func ("/paper/kinds/foreign-trade", test_foreign_trade);
  g_test_add_func ("/paper/kinds/line", test_line_and_small_complements);
  g_test_add_func ("/paper/kinds/extremes", test_extremes);
  return g_test_run ();
}
