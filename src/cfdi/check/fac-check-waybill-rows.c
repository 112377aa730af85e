/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-places.h"
#include "fac-check-rows.h"

#include "fac-catalog-source.h"

#define PLACE   "Ubicaciones/Ubicacion"
#define CARGO   "Mercancias"
#define GOODS   CARGO "/Mercancia"
#define CUSTOMS GOODS "/DocumentacionAduanera"
#define ROAD    CARGO "/Autotransporte"
#define SEA     CARGO "/TransporteMaritimo"
#define AIR     CARGO "/TransporteAereo"
#define CAR     CARGO "/TransporteFerroviario/Carro"
#define PERSON  "FiguraTransporte/TiposFigura"
#define REGIME  "RegimenesAduaneros/RegimenAduaneroCCP"
/* from a place, and from goods */
#define BY_ROAD "../../Mercancias/Autotransporte"
#define BY_RAIL "../../Mercancias/TransporteFerroviario"
#define ENTERS  "../../@EntradaSalidaMerc"

/* c_ConfigAutotransporte: the vehicles that pull something, and those that may */
#define PULLS    "C2R2|C3R2|C2R3|C3R3|T2S1|T2S2|T2S3|T3S1|T3S2|T3S3|T2S1R2|T2S2R2|T2S1R3|T3S1R2|" \
                 "T3S1R3|T3S2R2|T3S2R3|T3S2R4|T2S2S2|T3S2S2|T3S3S2"
#define MAY_PULL PULLS "|VL|OTROEVGP"
#define FERRY    "CM011|CM012"
#define PARCELS  "31181701|24112700"

/* c_ClaveProdServCP: what is always dangerous, and families of goods that never are */
#define DANGEROUS "1213(150[0-9]|170[0-57-9])|12141(715|80[13456]|901)|12142109|12162211|" \
                  "12352(120|313)|151015(0[0234589]|1[0345])|151115(0[1345]|10)|" \
                  "151315(0[0256])|30121(500|604)|51121603|51142931"
#define HARMLESS  "(21|22|43|44|48|53|54|55|56)[0-9]{6}"
#define FREIGHT   "78101[5-9][0-9]{2}|78102[0-9]{3}|78121603|781415[0-9]{2}|84121806|" \
                  "92121[0-9]{3}|9214[0-9]{4}"

static const FacCheckRow rows[] = {
  { "CP106", "/Conceptos/Concepto", { { FAC_NO_KEY, "@ObjetoImp", FAC_CATALOG_TAXABILITY } } },
  { "CP117", "", { { FAC_HAS, "RegimenesAduaneros" }, { FAC_LACKS, "@EntradaSalidaMerc" } } },
  { "CP169", REGIME, { { FAC_IS_NOT, "@RegimenAduanero", "EXD|ETR|ETE|DFI|RFE|RFS|TRA" },
                       { FAC_IS, ENTERS, "Salida" } } },
  { "CP118", REGIME, { { FAC_IS_NOT, "@RegimenAduanero", "IMD|ITR|ITE|DFI|RFE|RFS|TRA" },
                       { FAC_IS, ENTERS, "Entrada" } } },
  { "CP134", PLACE, { { FAC_IS, "@ResidenciaFiscal", "MEX" } } },
  { "CP138", PLACE, { { FAC_LIKE, "@NombreEstacion", "(?i).*extranjera.*" } } },
  { "CP140", PLACE, { { FAC_HAS, "@TipoEstacion" }, { FAC_HAS, BY_ROAD } } },
  { "CP140", PLACE, { { FAC_NOT, "@TipoEstacion", "01|02|03" }, { FAC_LACKS, BY_ROAD } } },
  { "CP142", PLACE, { { FAC_IS, "@TipoEstacion", "02" },
                      { FAC_HAS, "Domicilio" },
                      { FAC_HAS, BY_RAIL } } },
  { "CP153", CARGO, { { FAC_HAS, "@LogisticaInversaRecoleccionDevolucion" },
                      { FAC_LACKS, "Autotransporte" } } },
  { "CP155", GOODS, { { FAC_LIKE, "@BienesTransp", DANGEROUS },
                      { FAC_NOT, "@MaterialPeligroso", "Sí" } } },
  { "CP155", GOODS, { { FAC_HAS, "@MaterialPeligroso" },
                      { FAC_LIKE, "@BienesTransp", HARMLESS } } },
  { "CP164", GOODS, { { FAC_HAS, "@PermisoImportacion" }, { FAC_NOT, ENTERS, "Entrada" } } },
  { "CP164", GOODS, { { FAC_IS, "@SectorCOFEPRIS", "01|02|03" },
                      { FAC_IS, ENTERS, "Entrada" },
                      { FAC_LACKS, "@PermisoImportacion" } } },
  { "CP165", GOODS, { { FAC_HAS, "@FolioImpoVUCEM" }, { FAC_NOT, ENTERS, "Entrada" } } },
  { "CP165", GOODS, { { FAC_HAS, "@SectorCOFEPRIS" },
                      { FAC_IS, ENTERS, "Entrada" },
                      { FAC_LACKS, "@FolioImpoVUCEM" } } },
  { "CP166", GOODS, { { FAC_HAS, "@RazonSocialEmpImp" }, { FAC_NOT, ENTERS, "Entrada" } } },
  { "CP166", GOODS, { { FAC_HAS, "@SectorCOFEPRIS" },
                      { FAC_IS, ENTERS, "Entrada" },
                      { FAC_LACKS, "@RazonSocialEmpImp" } } },
  { "CP170", GOODS, { { FAC_NOT, "@TipoMateria", "01|02|03|04|05" },
                      { FAC_IS, "../../@TranspInternac", "Sí" } } },
  { "CP171", GOODS, { { FAC_HAS, "@DescripcionMateria" }, { FAC_NOT, "@TipoMateria", "05" } } },
  { "CP173", CUSTOMS, { { FAC_IS, "@TipoDocumento", "01" },
                        { FAC_IS, "../../../@EntradaSalidaMerc", "Salida" } } },
  { "CP175", CUSTOMS, { { FAC_HAS, "@IdentDocAduanero" }, { FAC_IS, "@TipoDocumento", "01" } } },
  { "CP177", GOODS, { { FAC_IS, "@BienesTransp", PARCELS },
                      { FAC_LACKS, "GuiasIdentificacion" } } },
  { "CP177", GOODS, { { FAC_IS_NOT, "@BienesTransp", PARCELS },
                      { FAC_HAS, "GuiasIdentificacion" } } },
  { "CP184", ROAD, { { FAC_IS, "IdentificacionVehicular/@ConfigVehicular", PULLS },
                     { FAC_LACKS, "Remolques" } } },
  { "CP184", ROAD, { { FAC_IS_NOT, "IdentificacionVehicular/@ConfigVehicular", MAY_PULL },
                     { FAC_HAS, "Remolques" } } },
  { "CP185", SEA, { { FAC_IS_NOT, "@NacionalidadEmbarc", "MEX" },
                    { FAC_LACKS, "@PermisoTempNavegacion" } } },
  { "CP185", SEA, { { FAC_HAS, "@PermisoTempNavegacion" },
                    { FAC_IS, "@NacionalidadEmbarc", "MEX" } } },
  { "CP186", SEA "/Contenedor", { { FAC_HAS, "@MatriculaContenedor" },
                                  { FAC_IS, "@TipoContenedor", FERRY } } },
  { "CP186", SEA "/Contenedor", { { FAC_HAS, "@NumPrecinto" },
                                  { FAC_IS, "@TipoContenedor", FERRY } } },
  { "CP186", SEA "/Contenedor", { { FAC_IS_NOT, "@TipoContenedor", FERRY },
                                  { FAC_LACKS, "@MatriculaContenedor" } } },
  { "CP187", SEA "/Contenedor", { { FAC_IS_NOT, "@TipoContenedor", FERRY },
                                  { FAC_HAS, "RemolquesCCP" } } },
  { "CP190", AIR, { { FAC_IS, "@ResidenciaFiscalEmbarc", "MEX" } } },
  { "CP192", CAR, { { FAC_IS, "../@TipoDeServicio", "TS02|TS04" }, { FAC_LACKS, "Contenedor" } } },
  { "CP192", CAR, { { FAC_IS, "../@TipoDeServicio", "TS01|TS03" }, { FAC_HAS, "Contenedor" } } },
  { "CP196", PERSON, { { FAC_HAS, "@NumLicencia" }, { FAC_IS_NOT, "@TipoFigura", "01" } } },
  { "CP198", PERSON, { { FAC_IS, "@ResidenciaFiscalFigura", "MEX" } } },
  { "CP199", PERSON, { { FAC_IS, "@TipoFigura", "02|03" }, { FAC_LACKS, "PartesTransporte" } } },
};

/* What each sector of COFEPRIS asks for besides the rest. */
static void
check_sanitary (FacCheck *check, const xmlNode *waybill)
{
  static const char *const medicine[] = {
    "@DenominacionGenericaProd", "@DenominacionDistintivaProd", "@Fabricante", "@FechaCaducidad",
    "@LoteMedicamento", "@FormaFarmaceutica", "@CondicionesEspTransp",
    "@RegistroSanitarioFolioAutorizacion", NULL
  };
  static const char *const pesticide[] = {
    "@NombreIngredienteActivo", "@NumRegSanPlagCOFEPRIS", "@DatosFabricante", "@DatosFormulador",
    "@DatosMaquilador", "@UsoAutorizado", NULL
  };
  static const struct
  {
    const char *code, *sector;
    const char *const *names;
  } sectors[] = {
    { "CP159", "01", medicine },
    { "CP161", "03", medicine },
    { "CP163", "05", pesticide },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sectors); i++)
    for (gsize j = 0; sectors[i].names[j] != NULL; j++)
      {
        const FacCheckRow row = { sectors[i].code, GOODS,
                                  { { FAC_IS, "@SectorCOFEPRIS", sectors[i].sector },
                                    { FAC_LACKS, sectors[i].names[j], NULL } } };

        fac_check_rows (check, waybill, &row, 1);
      }
}

static guint
count (const xmlNode *node, const char *path)
{
  g_autoptr (GPtrArray) all = fac_check_all (node, path);

  return all->len;
}

static guint
count_ways (const xmlNode *waybill)
{
  return count (waybill, ROAD) + count (waybill, SEA) + count (waybill, AIR)
         + count (waybill, CARGO "/TransporteFerroviario");
}

/* One of the lines of an invoice is the freight; one of several ways of transport has several. */
static void
check_service (FacCheck *check, const xmlNode *waybill)
{
  static const FacCheckRow several = { "CP110", "/Conceptos/Concepto",
                                       { { FAC_LIKE, "@ClaveProdServ", "7810190[0-5]" } } };
  static const FacCheckRow unsaid = { "CP180", GOODS "/CantidadTransporta",
                                      { { FAC_NOT, "@CvesTransporte", "01|02|03|04" } } };
  g_autoptr (GPtrArray) lines = fac_check_all (check->root, "Conceptos/Concepto");
  gboolean freight = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *key = fac_check_get (check, g_ptr_array_index (lines, i), "ClaveProdServ");

      freight |= key != NULL && g_regex_match_simple ("^(" FREIGHT ")$", key, 0, 0);
    }
  fac_check_rule (check, check->type == 'I' && !freight, "CP109", check->root, NULL);
  if (count_ways (waybill) < 2)
    fac_check_rows (check, waybill, &several, 1);
  else
    fac_check_rows (check, waybill, &unsaid, 1);
}

static guint
count_ends (FacCheck *check, const xmlNode *waybill)
{
  g_autoptr (GPtrArray) places = fac_check_all (waybill, PLACE);
  guint ends = 0;

  for (guint i = 0; i < places->len; i++)
    ends += fac_check_is (check, g_ptr_array_index (places, i), "TipoUbicacion", "Destino");
  return ends;
}

static void
check_addresses (FacCheck *check, const xmlNode *waybill)
{
  static const FacPlaceCodes place = { "CP143", "CP144", "CP145", "CP146", "CP147", NULL };
  static const FacPlaceCodes person = { "CP200", "CP201", "CP202", "CP203", "CP204", NULL };
  g_autoptr (GPtrArray) places = fac_check_all (waybill, PLACE "/Domicilio");
  g_autoptr (GPtrArray) people = fac_check_all (waybill, PERSON "/Domicilio");

  for (guint i = 0; i < places->len; i++)
    fac_check_place (check, g_ptr_array_index (places, i), &place);
  for (guint i = 0; i < people->len; i++)
    fac_check_place (check, g_ptr_array_index (people, i), &person);
}

void
fac_check_waybill_rows (FacCheck *check, const xmlNode *waybill)
{
  static const char *const beside[] = { "CartaPorte", "ComercioExterior", "ImpuestosLocales",
                                        "LeyendasFiscales", "CFDIRegistroFiscal", NULL };

  fac_check_rule (check, check->old, "CP101", check->root, "Version");
  fac_check_rule (check, fac_check_has_other (check, beside), "CP113", waybill, NULL);
  fac_check_rows (check, waybill, rows, G_N_ELEMENTS (rows));
  fac_check_rule (check,
                  fac_check_at (check, waybill, CARGO "/TransporteFerroviario") != NULL
                      && count_ends (check, waybill) < 5,
                  "CP129", waybill, NULL);
  check_service (check, waybill);
  check_sanitary (check, waybill);
  check_addresses (check, waybill);
}
