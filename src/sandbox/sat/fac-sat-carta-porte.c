/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-places.h"
#include "fac-sat-rules.h"

#include <string.h>

#define CP "Complemento/CartaPorte"
#define LINE "Conceptos/Concepto"
#define PLACE CP "/Ubicaciones/Ubicacion"
#define CARGO CP "/Mercancias"
#define GOODS CARGO "/Mercancia"
#define CUSTOMS GOODS "/DocumentacionAduanera"
#define MOVED GOODS "/CantidadTransporta"
#define ROAD CARGO "/Autotransporte"
#define SEA CARGO "/TransporteMaritimo"
#define AIR CARGO "/TransporteAereo"
#define RAIL CARGO "/TransporteFerroviario"
#define FIGURE CP "/FiguraTransporte/TiposFigura"
/* from a place, and from a good, to the heading and to the ways of transport */
#define BY_ROAD "../../Mercancias/Autotransporte/"
#define BY_SEA "../../Mercancias/TransporteMaritimo/"
#define BY_AIR "../../Mercancias/TransporteAereo/"
#define BY_RAIL "../../Mercancias/TransporteFerroviario/"
#define ABROAD "../../@TranspInternac=Sí"
#define IMPORTED "../../@EntradaSalidaMerc=Entrada"

static const char *const companions[] = {
  "CartaPorte", "TimbreFiscalDigital", "ComercioExterior", "ImpuestosLocales", "LeyendasFiscales",
  "CFDIRegistroFiscal", NULL
};

static gboolean
test_receiver_not_issuer (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  g_autofree char *rfc = fac_sat_text (sat->issuer, "Rfc");

  return !fac_sat_is (sat->receiver, "Rfc", rfc);
}

/* Freight: by air, rail, sea, road, intermodal, parcels, towing and guarding. */
static gboolean
test_no_freight (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  return fac_sat_count (sat, sat->root, LINE,
                        "ClaveProdServ~78101[5-9][0-9]{2}|78102[0-9]{3}|78121603|781415[0-9]{2}"
                        "|84121806|92121[0-9]{3}|9214[0-9]{4}") == 0;
}

static guint
count_ways (xmlNode *cargo)
{
  static const char *const ways[] = {
    "Autotransporte", "TransporteMaritimo", "TransporteAereo", "TransporteFerroviario"
  };
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    count += fac_sat_child (cargo, ways[i]) != NULL;
  return count;
}

static gboolean
test_one_way (FacSat *sat, xmlNode *line G_GNUC_UNUSED)
{
  return count_ways (fac_sat_at (sat, sat->root, CARGO)) < 2;
}

static gboolean
test_no_way (FacSat *sat G_GNUC_UNUSED, xmlNode *cargo)
{
  return fac_sat_child (cargo, "Mercancia") == NULL || count_ways (cargo) == 0;
}

static gboolean
test_ways_unsaid (FacSat *sat, xmlNode *moved)
{
  return count_ways (fac_sat_at (sat, moved, "../..")) > 1
    && !fac_sat_holds (sat, moved, "CvesTransporte=01|02|03|04");
}

static gboolean
test_repeated (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  return fac_sat_count (sat, sat->complement, "CartaPorte", NULL) > 1
    || fac_sat_strays (sat, "CartaPorte");
}

static gboolean
test_stray (FacSat *sat, xmlNode *root G_GNUC_UNUSED)
{
  return fac_sat_child (sat->complement, "CartaPorte") == NULL
    && fac_sat_strays (sat, "CartaPorte");
}

static gboolean
test_company (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  for (xmlNode *other = sat->complement->children; other != NULL; other = other->next)
    if (other->type == XML_ELEMENT_NODE
        && !g_strv_contains (companions, (const char *) other->name))
      return TRUE;
  return FALSE;
}

static gboolean
test_distance (FacSat *sat, xmlNode *node)
{
  return fac_sat_differs (node, "TotalDistRec", TRUE,
                          fac_sat_sum (sat, node, "Ubicaciones/Ubicacion", "DistanciaRecorrida",
                                       NULL));
}

static guint
count_places (FacSat *sat, xmlNode *node, const char *only)
{
  return fac_sat_count (sat, node, "Ubicaciones/Ubicacion", only);
}

static gboolean
test_no_origin (FacSat *sat, xmlNode *node)
{
  return count_places (sat, node, "TipoUbicacion=Origen") == 0;
}

static gboolean
test_few_stops (FacSat *sat, xmlNode *node)
{
  return count_places (sat, node, "TipoUbicacion=Destino") < 5;
}

static gboolean
test_no_route (FacSat *sat, xmlNode *node)
{
  return count_places (sat, node, "TipoUbicacion=Origen") == 0
    || count_places (sat, node, "TipoUbicacion=Destino") == 0;
}

static gboolean
test_moved (FacSat *sat, xmlNode *place)
{
  return fac_sat_count (sat, sat->root, MOVED, NULL) > 0 && !fac_sat_has (place, "IDUbicacion");
}

static gboolean
test_gross (FacSat *sat, xmlNode *cargo)
{
  return fac_sat_differs (cargo, "PesoBrutoTotal", TRUE,
                          fac_sat_sum (sat, cargo, "Mercancia", "PesoEnKg", NULL));
}

static gboolean
test_gross_at_sea (FacSat *sat, xmlNode *cargo)
{
  return fac_sat_differs (cargo, "PesoBrutoTotal", TRUE,
                          fac_sat_sum (sat, cargo, "Mercancia/DetalleMercancia", "PesoBruto",
                                       NULL));
}

static gboolean
test_net_at_sea (FacSat *sat, xmlNode *cargo)
{
  return fac_sat_differs (cargo, "PesoNetoTotal", TRUE,
                          fac_sat_sum (sat, cargo, "Mercancia/DetalleMercancia", "PesoNeto",
                                       NULL));
}

static gboolean
test_net_on_rails (FacSat *sat, xmlNode *cargo)
{
  return fac_sat_differs (cargo, "PesoNetoTotal", TRUE,
                          fac_sat_sum (sat, cargo, "TransporteFerroviario/Carro",
                                       "ToneladasNetasCarro", NULL));
}

static gboolean
test_goods_count (FacSat *sat, xmlNode *cargo)
{
  return fac_sat_differs (cargo, "NumTotalMercancias", TRUE,
                          fac_decimal_from_int (fac_sat_count (sat, cargo, "Mercancia", NULL)));
}

static gboolean
unknown_place (FacSat *sat, xmlNode *moved, const char *name)
{
  g_autofree char *id = fac_sat_text (moved, name);
  g_autofree char *only = g_strconcat ("IDUbicacion=", id, NULL);

  return fac_sat_count (sat, sat->root, PLACE, only) == 0;
}

static gboolean
test_unknown_origin (FacSat *sat, xmlNode *moved)
{
  return unknown_place (sat, moved, "IDOrigen");
}

static gboolean
test_unknown_end (FacSat *sat, xmlNode *moved)
{
  return unknown_place (sat, moved, "IDDestino");
}

static gboolean
test_dangerous_load (FacSat *sat, xmlNode *road)
{
  return fac_sat_count (sat, road->parent, "Mercancia", "MaterialPeligroso=Sí") > 0;
}

static gboolean
test_car_load (FacSat *sat, xmlNode *car)
{
  return fac_sat_differs (car, "ToneladasNetasCarro", TRUE,
                          fac_sat_sum (sat, car, "Contenedor", "PesoNetoMercancia", NULL));
}

static gboolean
test_no_driver (FacSat *sat, xmlNode *node)
{
  return fac_sat_count (sat, node, "FiguraTransporte/TiposFigura", "TipoFigura=01") == 0;
}

static const FacSatRule always[] = {
  { "CP112", "", NULL, test_stray },
};

static const FacSatRule document_rules[] = {
  { "CP102", CP, "/@TipoDeComprobante=T /@SubTotal#0" },
  { "CP103", CP, "/@TipoDeComprobante=T /@Moneda#XXX" },
  { "CP104", CP, "/@TipoDeComprobante=I /@Moneda=XXX" },
  { "CP105", CP, "/@TipoDeComprobante=T /@Total#0" },
  { "CP106", LINE, "ObjetoImp?taxability" },
  { "CP107", CP, "/@TipoDeComprobante=T", test_receiver_not_issuer },
  { "CP108", CP, "/@TipoDeComprobante=I /Receptor@Rfc?rfc" },
  { "CP109", CP, "/@TipoDeComprobante=I", test_no_freight },
  { "CP110", LINE, "ClaveProdServ~7810190[0-5]", test_one_way },
  { "CP111", CP, "/@TipoDeComprobante=T /Receptor@UsoCFDI#S01" },
  { "CP112", CP, NULL, test_repeated },
  { "CP113", CP, NULL, test_company },
  { "CP114", CP, "/@TipoDeComprobante#I|T" },
  { "CP115", CP, "!Version=3.1" },
  { "CP116", CP, "TranspInternac=No RegimenesAduaneros/" },
  { "CP117", CP, "RegimenesAduaneros/ !EntradaSalidaMerc" },
  { "CP118", CP "/RegimenesAduaneros/RegimenAduaneroCCP",
    "../../@EntradaSalidaMerc=Entrada RegimenAduanero#IMD|ITR|ITE|DFI|RFE|RFS|TRA" },
  { "CP119", CP, "TranspInternac=Sí !EntradaSalidaMerc" },
  { "CP120", CP, "TranspInternac=No EntradaSalidaMerc" },
  { "CP121", CP, "TranspInternac=Sí !PaisOrigenDestino" },
  { "CP121", CP, "TranspInternac=Sí PaisOrigenDestino=MEX" },
  { "CP121", CP, "TranspInternac=Sí PaisOrigenDestino?countries" },
  { "CP122", CP, "TranspInternac=No PaisOrigenDestino" },
  { "CP123", CP, "TranspInternac=Sí !ViaEntradaSalida=01|02|03|04" },
  { "CP124", CP, "TranspInternac=No ViaEntradaSalida" },
  { "CP125", CP, "Mercancias/Autotransporte/ !TotalDistRec" },
  { "CP125", CP, "Mercancias/TransporteFerroviario/ !TotalDistRec" },
  { "CP126", CP, "TotalDistRec", test_distance },
  { "CP127", CP, "UbicacionPoloOrigen !RegistroISTMO" },
  { "CP127", CP, "UbicacionPoloDestino !RegistroISTMO" },
  { "CP128", CP, NULL, test_no_origin },
  { "CP129", CP, "Mercancias/TransporteFerroviario/", test_few_stops },
  { "CP130", CP, NULL, test_no_route },
  { "CP169", CP "/RegimenesAduaneros/RegimenAduaneroCCP",
    "../../@EntradaSalidaMerc=Salida RegimenAduanero#EXD|ETR|ETE|DFI|RFE|RFS|TRA" },
};

static const FacSatRule place_rules[] = {
  { "CP131", PLACE, NULL, test_moved },
  { "CP132", PLACE, "RFCRemitenteDestinatario?rfc" },
  { "CP133", PLACE, "!RFCRemitenteDestinatario" },
  { "CP133", PLACE, "RFCRemitenteDestinatario=XEXX010101000 !NumRegIdTrib" },
  { "CP134", PLACE, "NumRegIdTrib !ResidenciaFiscal" },
  { "CP134", PLACE, "ResidenciaFiscal=MEX" },
  { "CP134", PLACE, "ResidenciaFiscal?countries" },
  { "CP135", PLACE, BY_ROAD " NumEstacion" },
  { "CP136", PLACE, BY_SEA " NumEstacion^PM[0-9]{3,4}" },
  { "CP136", PLACE, BY_AIR " NumEstacion^EA[0-9]{3,4}" },
  { "CP136", PLACE, BY_RAIL " NumEstacion^[A-Z]{1,2}[0-9]{3,4}" },
  { "CP137", PLACE, "NombreEstacion !NumEstacion" },
  { "CP137", PLACE, "NumEstacion !NombreEstacion" },
  { "CP138", PLACE, "NombreEstacion~(?i)extranjera" },
  { "CP139", PLACE, "NavegacionTrafico !" BY_SEA },
  { "CP140", PLACE, BY_ROAD " TipoEstacion" },
  { "CP140", PLACE, "!" BY_ROAD " !TipoEstacion=01|02|03" },
  { "CP141", PLACE, "TipoUbicacion=Origen DistanciaRecorrida>0" },
  { "CP141", PLACE, "TipoUbicacion=Destino " BY_ROAD " !DistanciaRecorrida" },
  { "CP141", PLACE, "TipoUbicacion=Destino " BY_RAIL " !DistanciaRecorrida" },
  { "CP142", PLACE, BY_RAIL " TipoEstacion=02 Domicilio/" },
};

static const FacSatRule cargo_rules[] = {
  { "CP148", CP, "!Mercancias/" },
  { "CP148", CARGO, NULL, test_no_way },
  { "CP149", CARGO, "!TransporteMaritimo/", test_gross },
  { "CP150", CARGO, "TransporteMaritimo/", test_gross_at_sea },
  { "CP151", CARGO, "TransporteMaritimo/", test_net_at_sea },
  { "CP152", CARGO, "TransporteFerroviario/", test_net_on_rails },
  { "CP153", CARGO, "LogisticaInversaRecoleccionDevolucion !Autotransporte/" },
  { "CP154", CARGO, NULL, test_goods_count },
  /* what is always dangerous, and families of goods where nothing is */
  { "CP155", GOODS, "BienesTransp~12131[57]0[0-9]|1514[0-9]{4}|151015(00|0[2-5]|08|09|10|1[345]) "
                    "!MaterialPeligroso=Sí" },
  { "CP155", GOODS, "BienesTransp~(21|22|43|44|48|53|54|55|56)[0-9]{6} MaterialPeligroso" },
  { "CP156", GOODS, "MaterialPeligroso=Sí !CveMaterialPeligroso~[0-9]{4}[A-Z]?" },
  { "CP156", GOODS, "CveMaterialPeligroso !MaterialPeligroso=Sí" },
  { "CP157", GOODS, "MaterialPeligroso=Sí !Embalaje~[1-7][A-Z]{1,2}[1-9]?|Z01" },
  { "CP157", GOODS, "Embalaje !MaterialPeligroso=Sí" },
  { "CP158", GOODS, "SectorCOFEPRIS#01|02|03|04|05" },
  { "CP164", GOODS, "PermisoImportacion !" IMPORTED },
  { "CP164", GOODS, "SectorCOFEPRIS=01|02|03 " IMPORTED " !PermisoImportacion" },
  { "CP165", GOODS, "FolioImpoVUCEM !" IMPORTED },
  { "CP165", GOODS, "SectorCOFEPRIS " IMPORTED " !FolioImpoVUCEM" },
  { "CP166", GOODS, "RazonSocialEmpImp !" IMPORTED },
  { "CP166", GOODS, "SectorCOFEPRIS " IMPORTED " !RazonSocialEmpImp" },
  { "CP167", GOODS, "../TransporteAereo/ !ValorMercancia" },
  { "CP168", GOODS, "ValorMercancia !Moneda" },
  { "CP170", GOODS, ABROAD " !TipoMateria=01|02|03|04|05" },
  { "CP171", GOODS, "DescripcionMateria !TipoMateria=05" },
  { "CP171", GOODS, "TipoMateria=05 !DescripcionMateria" },
  { "CP172", GOODS, "!" ABROAD " DocumentacionAduanera/" },
  { "CP173", CUSTOMS, "../../../@EntradaSalidaMerc=Salida TipoDocumento=01" },
  { "CP174", CUSTOMS, "TipoDocumento=01 "
                      "!NumPedimento~[0-9]{2}\\s{2}[0-9]{2}\\s{2}[0-9]{4}\\s{2}[0-9]{7}" },
  { "CP175", CUSTOMS, "TipoDocumento=01 IdentDocAduanero" },
  { "CP176", CUSTOMS, "RFCImpo?rfc" },
  /* parcels are known by their numbers */
  { "CP177", GOODS, "BienesTransp=31181701|24112700 !GuiasIdentificacion/" },
  { "CP177", GOODS, "BienesTransp#31181701|24112700 GuiasIdentificacion/" },
  { "CP178", MOVED, "IDOrigen", test_unknown_origin },
  { "CP179", MOVED, "IDDestino", test_unknown_end },
  { "CP180", MOVED, NULL, test_ways_unsaid },
  { "CP181", GOODS, "../TransporteMaritimo/ !DetalleMercancia/" },
};

/* What each sector of COFEPRIS asks for. */
static const struct { const char *code; const char *sector; const char *names; } sanitary[] = {
  { "CP159", "SectorCOFEPRIS=01",
    "DenominacionGenericaProd DenominacionDistintivaProd Fabricante FechaCaducidad "
    "LoteMedicamento FormaFarmaceutica CondicionesEspTransp "
    "RegistroSanitarioFolioAutorizacion" },
  { "CP160", "SectorCOFEPRIS=02", "NombreIngredienteActivo" },
  { "CP161", "SectorCOFEPRIS=03",
    "DenominacionGenericaProd DenominacionDistintivaProd Fabricante FechaCaducidad "
    "LoteMedicamento FormaFarmaceutica CondicionesEspTransp "
    "RegistroSanitarioFolioAutorizacion" },
  { "CP162", "SectorCOFEPRIS=04", "NomQuimico NumCAS" },
  { "CP163", "SectorCOFEPRIS=05",
    "NombreIngredienteActivo NumRegSanPlagCOFEPRIS DatosFabricante DatosFormulador "
    "DatosMaquilador UsoAutorizado" },
};

#define WITH_TRAILER "C2R2|C3R2|C2R3|C3R3|T2S1|T2S2|T2S3|T3S1|T3S2|T3S3|T2S1R2|T2S2R2|T2S1R3|" \
                     "T3S1R2|T3S1R3|T3S2R2|T3S2R3|T3S2R4|T2S2S2|T3S2S2|T3S3S2"
#define EITHER WITH_TRAILER "|VL|OTROEVGP"
#define FERRY "CM011|CM012"

static const FacSatRule transport_rules[] = {
  { "CP182", ROAD, "!Seguros@AseguraMedAmbiente", test_dangerous_load },
  { "CP183", ROAD "/Seguros", "AseguraMedAmbiente !PolizaMedAmbiente" },
  { "CP184", ROAD, "IdentificacionVehicular@ConfigVehicular=" WITH_TRAILER " !Remolques/" },
  { "CP184", ROAD, "IdentificacionVehicular@ConfigVehicular#" EITHER " Remolques/" },
  { "CP185", SEA, "NacionalidadEmbarc#MEX !PermisoTempNavegacion" },
  { "CP185", SEA, "NacionalidadEmbarc=MEX PermisoTempNavegacion" },
  { "CP186", SEA "/Contenedor", "TipoContenedor=" FERRY " MatriculaContenedor" },
  { "CP186", SEA "/Contenedor", "TipoContenedor=" FERRY " NumPrecinto" },
  { "CP186", SEA "/Contenedor", "TipoContenedor#" FERRY " !MatriculaContenedor" },
  { "CP187", SEA "/Contenedor", "TipoContenedor#" FERRY " RemolquesCCP/" },
  { "CP188", AIR, "RFCEmbarcador?rfc" },
  { "CP189", AIR, "RFCEmbarcador=XEXX010101000 !NumRegIdTribEmbarc" },
  { "CP190", AIR, "NumRegIdTribEmbarc !ResidenciaFiscalEmbarc" },
  { "CP190", AIR, "ResidenciaFiscalEmbarc=MEX" },
  { "CP190", AIR, "ResidenciaFiscalEmbarc?countries" },
  { "CP191", RAIL "/Carro", "Contenedor/", test_car_load },
  { "CP192", RAIL "/Carro", "../@TipoDeServicio=TS02|TS04 !Contenedor/" },
  { "CP192", RAIL "/Carro", "../@TipoDeServicio=TS01|TS03 Contenedor/" },
  { "CP193", CP, "Mercancias/Autotransporte/ !FiguraTransporte/" },
  { "CP194", CP, "Mercancias/Autotransporte/", test_no_driver },
  { "CP195", FIGURE, "RFCFigura?rfc" },
  { "CP196", FIGURE, "TipoFigura=01 !NumLicencia~.{6,16}" },
  { "CP196", FIGURE, "TipoFigura#01 NumLicencia" },
  { "CP197", FIGURE, "!RFCFigura !NumRegIdTribFigura" },
  { "CP197", FIGURE, "RFCFigura=XEXX010101000 !NumRegIdTribFigura" },
  { "CP198", FIGURE, "NumRegIdTribFigura !ResidenciaFiscalFigura" },
  { "CP198", FIGURE, "ResidenciaFiscalFigura=MEX" },
  { "CP198", FIGURE, "ResidenciaFiscalFigura?countries" },
  { "CP199", FIGURE, "TipoFigura=02|03 !PartesTransporte/" },
};

static void
check_sanitary (FacSat *sat)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sanitary); i++)
    {
      g_auto (GStrv) names = g_strsplit (sanitary[i].names, " ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *broken = g_strconcat (sanitary[i].sector, " !", names[j], NULL);
          const FacSatRule rule = { sanitary[i].code, GOODS, broken, NULL };

          fac_sat_apply (sat, &rule, 1);
        }
    }
}

static void
check_addresses (FacSat *sat)
{
  static const FacSatAddressCodes place_codes = {
    "CP143", "CP144", "CP145", "CP146", NULL, "CP147"
  };
  static const FacSatAddressCodes figure_codes = {
    "CP200", "CP201", "CP202", "CP203", NULL, "CP204"
  };
  xmlNode *node = fac_sat_at (sat, sat->root, PLACE);

  for (; node != NULL; node = fac_sat_next (node, "Ubicacion"))
    fac_sat_check_address (sat, fac_sat_child (node, "Domicilio"), &place_codes);
  for (node = fac_sat_at (sat, sat->root, FIGURE); node != NULL;
       node = fac_sat_next (node, "TiposFigura"))
    fac_sat_check_address (sat, fac_sat_child (node, "Domicilio"), &figure_codes);
}

void
fac_sat_check_carta_porte (FacSat *sat)
{
  fac_sat_apply (sat, always, G_N_ELEMENTS (always));
  if (fac_sat_child (sat->complement, "CartaPorte") == NULL)
    return;
  fac_sat_apply (sat, document_rules, G_N_ELEMENTS (document_rules));
  fac_sat_apply (sat, place_rules, G_N_ELEMENTS (place_rules));
  check_addresses (sat);
  fac_sat_apply (sat, cargo_rules, G_N_ELEMENTS (cargo_rules));
  check_sanitary (sat);
  fac_sat_apply (sat, transport_rules, G_N_ELEMENTS (transport_rules));
}
