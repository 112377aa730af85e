/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"

/* Members have the names of the SAT and its order, which is that of the children in the XML. */

static const FacField regimen_aduanero_ccp_fields[] = {
  { "RegimenAduanero", FAC_FIELD_STRING },
};
static const FacSchema regimen_aduanero_ccp_schema = FAC_SCHEMA (regimen_aduanero_ccp_fields);

static const FacField regimenes_aduaneros_fields[] = {
  { "RegimenAduaneroCCP", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &regimen_aduanero_ccp_schema },
};
static const FacSchema regimenes_aduaneros_schema = FAC_SCHEMA (regimenes_aduaneros_fields);

static const FacField domicilio_fields[] = {
  { "Calle", FAC_FIELD_STRING },
  { "NumeroExterior", FAC_FIELD_STRING },
  { "NumeroInterior", FAC_FIELD_STRING },
  { "Colonia", FAC_FIELD_STRING },
  { "Localidad", FAC_FIELD_STRING },
  { "Referencia", FAC_FIELD_STRING },
  { "Municipio", FAC_FIELD_STRING },
  { "Estado", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 30 },
  { "Pais", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "CodigoPostal", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 12 },
};
static const FacSchema domicilio_schema = FAC_SCHEMA (domicilio_fields);

static const FacField ubicacion_fields[] = {
  { "TipoUbicacion", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "Origen Destino" },
  { "IDUbicacion", FAC_FIELD_STRING, 0, 0, 0, NULL, NULL,
    "^(OR|DE)[0-9]{6}$" },
  { "RFCRemitenteDestinatario", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "NombreRemitenteDestinatario", FAC_FIELD_STRING, 0, 1, 254 },
  { "NumRegIdTrib", FAC_FIELD_STRING, 0, 6, 40 },
  { "ResidenciaFiscal", FAC_FIELD_STRING },
  { "NumEstacion", FAC_FIELD_STRING },
  { "NombreEstacion", FAC_FIELD_STRING, 0, 1, 50 },
  { "NavegacionTrafico", FAC_FIELD_STRING, 0, 0, 0, "Altura Cabotaje" },
  { "FechaHoraSalidaLlegada", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, NULL, NULL,
    "^20[1-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$" },
  { "TipoEstacion", FAC_FIELD_STRING },
  { "DistanciaRecorrida", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Domicilio", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &domicilio_schema },
};
static const FacSchema ubicacion_schema = FAC_SCHEMA (ubicacion_fields);

static const FacField documentacion_aduanera_fields[] = {
  { "TipoDocumento", FAC_FIELD_STRING },
  { "NumPedimento", FAC_FIELD_STRING },
  { "IdentDocAduanero", FAC_FIELD_STRING, 0, 1, 150 },
  { "RFCImpo", FAC_FIELD_STRING },
};
static const FacSchema documentacion_aduanera_schema = FAC_SCHEMA (documentacion_aduanera_fields);

static const FacField guias_identificacion_fields[] = {
  { "NumeroGuiaIdentificacion", FAC_FIELD_STRING },
  { "DescripGuiaIdentificacion", FAC_FIELD_STRING, 0, 1, 1000 },
  { "PesoGuiaIdentificacion", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema guias_identificacion_schema = FAC_SCHEMA (guias_identificacion_fields);

static const FacField cantidad_transporta_fields[] = {
  { "Cantidad", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "IDOrigen", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "IDDestino", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "CvesTransporte", FAC_FIELD_STRING },
};
static const FacSchema cantidad_transporta_schema = FAC_SCHEMA (cantidad_transporta_fields);

static const FacField detalle_mercancia_fields[] = {
  { "UnidadPesoMerc", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "PesoBruto", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "PesoNeto", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "PesoTara", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "NumPiezas", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema detalle_mercancia_schema = FAC_SCHEMA (detalle_mercancia_fields);

static const FacField mercancia_fields[] = {
  { "BienesTransp", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "ClaveSTCC", FAC_FIELD_STRING, 0, 6, 7 },
  { "Descripcion", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 1000 },
  { "Cantidad", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "ClaveUnidad", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "Unidad", FAC_FIELD_STRING, 0, 1, 20 },
  { "Dimensiones", FAC_FIELD_STRING },
  { "MaterialPeligroso", FAC_FIELD_STRING, 0, 0, 0, "Sí No" },
  { "CveMaterialPeligroso", FAC_FIELD_STRING },
  { "Embalaje", FAC_FIELD_STRING },
  { "DescripEmbalaje", FAC_FIELD_STRING, 0, 1, 100 },
  { "SectorCOFEPRIS", FAC_FIELD_STRING },
  { "NombreIngredienteActivo", FAC_FIELD_STRING, 0, 1, 1000 },
  { "NomQuimico", FAC_FIELD_STRING, 0, 1, 150 },
  { "DenominacionGenericaProd", FAC_FIELD_STRING, 0, 1, 50 },
  { "DenominacionDistintivaProd", FAC_FIELD_STRING, 0, 1, 50 },
  { "Fabricante", FAC_FIELD_STRING, 0, 1, 240 },
  { "FechaCaducidad", FAC_FIELD_STRING },
  { "LoteMedicamento", FAC_FIELD_STRING, 0, 1, 10 },
  { "FormaFarmaceutica", FAC_FIELD_STRING },
  { "CondicionesEspTransp", FAC_FIELD_STRING },
  { "RegistroSanitarioFolioAutorizacion", FAC_FIELD_STRING, 0, 1, 15 },
  { "PermisoImportacion", FAC_FIELD_STRING, 0, 1, 6 },
  { "FolioImpoVUCEM", FAC_FIELD_STRING, 0, 1, 25 },
  { "NumCAS", FAC_FIELD_STRING, 0, 1, 15 },
  { "RazonSocialEmpImp", FAC_FIELD_STRING, 0, 1, 80 },
  { "NumRegSanPlagCOFEPRIS", FAC_FIELD_STRING, 0, 1, 60 },
  { "DatosFabricante", FAC_FIELD_STRING, 0, 1, 600 },
  { "DatosFormulador", FAC_FIELD_STRING, 0, 1, 600 },
  { "DatosMaquilador", FAC_FIELD_STRING, 0, 1, 600 },
  { "UsoAutorizado", FAC_FIELD_STRING, 0, 1, 1000 },
  { "PesoEnKg", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "ValorMercancia", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Moneda", FAC_FIELD_STRING },
  { "FraccionArancelaria", FAC_FIELD_STRING },
  { "UUIDComercioExt", FAC_FIELD_STRING },
  { "TipoMateria", FAC_FIELD_STRING },
  { "DescripcionMateria", FAC_FIELD_STRING, 0, 1, 50 },
  { "DocumentacionAduanera", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &documentacion_aduanera_schema },
  { "GuiasIdentificacion", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &guias_identificacion_schema },
  { "CantidadTransporta", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &cantidad_transporta_schema },
  { "DetalleMercancia", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 1, NULL,
    &detalle_mercancia_schema },
};
static const FacSchema mercancia_schema = FAC_SCHEMA (mercancia_fields);

static const FacField vehicle_fields[] = {
  { "ConfigVehicular", FAC_FIELD_STRING },
  { "PesoBrutoVehicular", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "PlacaVM", FAC_FIELD_STRING },
  { "AnioModeloVM", FAC_FIELD_NUMBER_OR_STRING },
};
static const FacSchema vehicle_schema = FAC_SCHEMA (vehicle_fields);

static const FacField seguros_fields[] = {
  { "AseguraRespCivil", FAC_FIELD_STRING, 0, 3, 50 },
  { "PolizaRespCivil", FAC_FIELD_STRING, 0, 3, 30 },
  { "AseguraMedAmbiente", FAC_FIELD_STRING, 0, 3, 50 },
  { "PolizaMedAmbiente", FAC_FIELD_STRING, 0, 3, 30 },
  { "AseguraCarga", FAC_FIELD_STRING, 0, 3, 50 },
  { "PolizaCarga", FAC_FIELD_STRING, 0, 3, 30 },
  { "PrimaSeguro", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema seguros_schema = FAC_SCHEMA (seguros_fields);

static const FacField remolque_fields[] = {
  { "SubTipoRem", FAC_FIELD_STRING },
  { "Placa", FAC_FIELD_STRING },
};
static const FacSchema remolque_schema = FAC_SCHEMA (remolque_fields);

static const FacField autotransporte_fields[] = {
  { "PermSCT", FAC_FIELD_STRING },
  { "NumPermisoSCT", FAC_FIELD_STRING, 0, 1, 50 },
  { "IdentificacionVehicular", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &vehicle_schema },
  { "Seguros", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &seguros_schema },
  { "Remolques", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &remolque_schema },
};
static const FacSchema autotransporte_schema = FAC_SCHEMA (autotransporte_fields);

static const FacField remolque_ccp_fields[] = {
  { "SubTipoRemCCP", FAC_FIELD_STRING },
  { "PlacaCCP", FAC_FIELD_STRING },
};
static const FacSchema remolque_ccp_schema = FAC_SCHEMA (remolque_ccp_fields);

static const FacField ship_container_fields[] = {
  { "TipoContenedor", FAC_FIELD_STRING },
  { "MatriculaContenedor", FAC_FIELD_STRING, 0, 11, 15 },
  { "NumPrecinto", FAC_FIELD_STRING, 0, 5, 20 },
  { "IdCCPRelacionado", FAC_FIELD_STRING },
  { "PlacaVMCCP", FAC_FIELD_STRING },
  { "FechaCertificacionCCP", FAC_FIELD_STRING },
  { "RemolquesCCP", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &remolque_ccp_schema },
};
static const FacSchema ship_container_schema = FAC_SCHEMA (ship_container_fields);

static const FacField transporte_maritimo_fields[] = {
  { "PermSCT", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "NumPermisoSCT", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 30 },
  { "NombreAseg", FAC_FIELD_STRING, 0, 3, 50 },
  { "NumPolizaSeguro", FAC_FIELD_STRING, 0, 3, 30 },
  { "TipoEmbarcacion", FAC_FIELD_STRING },
  { "Matricula", FAC_FIELD_STRING, 0, 7, 30 },
  { "NumeroOMI", FAC_FIELD_STRING },
  { "AnioEmbarcacion", FAC_FIELD_NUMBER_OR_STRING },
  { "NombreEmbarc", FAC_FIELD_STRING, 0, 1, 50 },
  { "NacionalidadEmbarc", FAC_FIELD_STRING },
  { "UnidadesDeArqBruto", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "TipoCarga", FAC_FIELD_STRING },
  { "Eslora", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Manga", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Calado", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Puntal", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "LineaNaviera", FAC_FIELD_STRING, 0, 3, 50 },
  { "NombreAgenteNaviero", FAC_FIELD_STRING, 0, 1, 100 },
  { "NumAutorizacionNaviero", FAC_FIELD_STRING },
  { "NumViaje", FAC_FIELD_STRING, 0, 1, 30 },
  { "NumConocEmbarc", FAC_FIELD_STRING, 0, 1, 30 },
  { "PermisoTempNavegacion", FAC_FIELD_STRING, 0, 1, 19 },
  { "Contenedor", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &ship_container_schema },
};
static const FacSchema transporte_maritimo_schema = FAC_SCHEMA (transporte_maritimo_fields);

static const FacField transporte_aereo_fields[] = {
  { "PermSCT", FAC_FIELD_STRING },
  { "NumPermisoSCT", FAC_FIELD_STRING, 0, 1, 50 },
  { "MatriculaAeronave", FAC_FIELD_STRING, 0, 5, 11 },
  { "NombreAseg", FAC_FIELD_STRING, 0, 3, 50 },
  { "NumPolizaSeguro", FAC_FIELD_STRING, 0, 3, 30 },
  { "NumeroGuia", FAC_FIELD_STRING, 0, 12, 15 },
  { "LugarContrato", FAC_FIELD_STRING },
  { "CodigoTransportista", FAC_FIELD_STRING },
  { "RFCEmbarcador", FAC_FIELD_STRING },
  { "NumRegIdTribEmbarc", FAC_FIELD_STRING, 0, 6, 40 },
  { "ResidenciaFiscalEmbarc", FAC_FIELD_STRING },
  { "NombreEmbarcador", FAC_FIELD_STRING, 0, 1, 254 },
};
static const FacSchema transporte_aereo_schema = FAC_SCHEMA (transporte_aereo_fields);

static const FacField derechos_de_paso_fields[] = {
  { "TipoDerechoDePaso", FAC_FIELD_STRING },
  { "KilometrajePagado", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema derechos_de_paso_schema = FAC_SCHEMA (derechos_de_paso_fields);

static const FacField car_container_fields[] = {
  { "TipoContenedor", FAC_FIELD_STRING },
  { "PesoContenedorVacio", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "PesoNetoMercancia", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema car_container_schema = FAC_SCHEMA (car_container_fields);

static const FacField carro_fields[] = {
  { "TipoCarro", FAC_FIELD_STRING },
  { "MatriculaCarro", FAC_FIELD_STRING, 0, 6, 15 },
  { "GuiaCarro", FAC_FIELD_STRING, 0, 1, 15 },
  { "ToneladasNetasCarro", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "Contenedor", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &car_container_schema },
};
static const FacSchema carro_schema = FAC_SCHEMA (carro_fields);

static const FacField transporte_ferroviario_fields[] = {
  { "TipoDeServicio", FAC_FIELD_STRING },
  { "TipoDeTrafico", FAC_FIELD_STRING },
  { "NombreAseg", FAC_FIELD_STRING, 0, 3, 50 },
  { "NumPolizaSeguro", FAC_FIELD_STRING, 0, 3, 30 },
  { "DerechosDePaso", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &derechos_de_paso_schema },
  { "Carro", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &carro_schema },
};
static const FacSchema transporte_ferroviario_schema = FAC_SCHEMA (transporte_ferroviario_fields);

static const FacField mercancias_fields[] = {
  { "PesoBrutoTotal", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "UnidadPeso", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "PesoNetoTotal", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "NumTotalMercancias", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "CargoPorTasacion", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "LogisticaInversaRecoleccionDevolucion", FAC_FIELD_STRING, 0, 0, 0, "Sí" },
  { "Mercancia", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL,
    &mercancia_schema },
  { "Autotransporte", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &autotransporte_schema },
  { "TransporteMaritimo", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &transporte_maritimo_schema },
  { "TransporteAereo", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &transporte_aereo_schema },
  { "TransporteFerroviario", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &transporte_ferroviario_schema },
};
static const FacSchema mercancias_schema = FAC_SCHEMA (mercancias_fields);

static const FacField partes_transporte_fields[] = {
  { "ParteTransporte", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
};
static const FacSchema partes_transporte_schema = FAC_SCHEMA (partes_transporte_fields);

static const FacField tipos_figura_fields[] = {
  { "TipoFigura", FAC_FIELD_STRING, FAC_FIELD_REQUIRED },
  { "RFCFigura", FAC_FIELD_STRING },
  { "NumLicencia", FAC_FIELD_STRING, 0, 6, 16 },
  { "NombreFigura", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 254 },
  { "NumRegIdTribFigura", FAC_FIELD_STRING, 0, 6, 40 },
  { "ResidenciaFiscalFigura", FAC_FIELD_STRING },
  { "PartesTransporte", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &partes_transporte_schema },
  { "Domicilio", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &domicilio_schema },
};
static const FacSchema tipos_figura_schema = FAC_SCHEMA (tipos_figura_fields);

static const FacField fields[] = {
  { "IdCCP", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, NULL, NULL,
    "^CCC[0-9A-Fa-f]{5}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$" },
  { "TranspInternac", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, "Sí No" },
  { "EntradaSalidaMerc", FAC_FIELD_STRING, 0, 0, 0, "Entrada Salida" },
  { "PaisOrigenDestino", FAC_FIELD_STRING },
  { "ViaEntradaSalida", FAC_FIELD_STRING },
  { "TotalDistRec", FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE },
  { "RegistroISTMO", FAC_FIELD_STRING, 0, 0, 0, "Sí" },
  { "UbicacionPoloOrigen", FAC_FIELD_STRING },
  { "UbicacionPoloDestino", FAC_FIELD_STRING },
  { "RegimenesAduaneros", FAC_FIELD_OBJECT, 0, 0, 0, NULL,
    &regimenes_aduaneros_schema },
  { "Ubicaciones", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 1, 0, NULL,
    &ubicacion_schema },
  { "Mercancias", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL,
    &mercancias_schema },
  { "FiguraTransporte", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL,
    &tipos_figura_schema },
};
const FacSchema fac_complement_carta_porte_schema = FAC_SCHEMA (fields);
