/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

#define VERIFY_URL "https://verificacfdi.facturaelectronica.sat.gob.mx/verificaccp/default.aspx"
#define GAP 10.0

static const FacPaperColumn place_columns[] = {
  { "Ubicación", 62, FAC_CELL_TEXT },
  { "Remitente o destinatario", 150, FAC_CELL_TEXT },
  { "Domicilio", 0, FAC_CELL_TEXT },
  { "Salida o llegada", 82, FAC_CELL_KEY },
  { "km", 42, FAC_CELL_NUMBER },
};

static const FacPaperColumn goods_columns[] = {
  { "Clave", 48, FAC_CELL_KEY },
  { "Mercancía", 0, FAC_CELL_TEXT },
  { "Cantidad", 54, FAC_CELL_NUMBER },
  { "Unidad", 66, FAC_CELL_TEXT },
  { "Peso kg", 58, FAC_CELL_NUMBER },
  { "Valor", 76, FAC_CELL_NUMBER },
};

static const FacPaperColumn figure_columns[] = {
  { "Figura", 80, FAC_CELL_TEXT },
  { "RFC", 84, FAC_CELL_KEY },
  { "Nombre", 0, FAC_CELL_TEXT },
  { "Licencia", 100, FAC_CELL_KEY },
};

/* ---- heading -------------------------------------------------------------------------------- */

static const FacPaperNode *
first_origin (const FacPaperNode *root)
{
  const FacPaperNode *places = _fac_paper_node_child (root, "Ubicaciones");
  const FacPaperNode *place;

  for (guint i = 0; (place = _fac_paper_node_next (places, "Ubicacion", &i)) != NULL;)
    if (g_strcmp0 (_fac_paper_node_get (place, "TipoUbicacion"), "Origen") == 0)
      return place;
  return NULL;
}

/* NULL when there is nothing that the SAT could confirm. */
static char *
qr_text (FacPaper *self, const FacPaperNode *root)
{
  const char *id = _fac_paper_node_get (root, "IdCCP");
  const char *leaves = _fac_paper_node_get (first_origin (root), "FechaHoraSalidaLlegada");
  const FacCfdiTimbre *timbre = self->cfdi->timbre;

  if (id == NULL || leaves == NULL || timbre == NULL || timbre->fecha_timbrado == NULL
      || self->style->draft)
    return NULL;
  return g_strdup_printf (VERIFY_URL "?IdCCP=%s&FechaOrig=%s&FechaTimb=%s", id, leaves,
                          timbre->fecha_timbrado);
}

static GPtrArray *
heading_facts (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = {
    { "IdCCP", "IdCCP" },
    { "TranspInternac", "Transporte internacional" },
    { "EntradaSalidaMerc", "Entrada o salida" },
    { "PaisOrigenDestino", "País de origen o destino", FAC_CATALOG_COUNTRIES },
    { "ViaEntradaSalida", "Vía de entrada o salida" },
    { "TotalDistRec", "Distancia total en km", FAC_PAPER_NUMBER },
    { "RegistroISTMO", "Registro ISTMO" },
    { "UbicacionPoloOrigen", "Polo de origen" },
    { "UbicacionPoloDestino", "Polo de destino" },
  };
  static const FacPaperLabel load_labels[] = {
    { "PesoBrutoTotal", "Peso bruto total", FAC_PAPER_NUMBER },
    { "UnidadPeso", "Unidad de peso", FAC_CATALOG_UNITS },
    { "PesoNetoTotal", "Peso neto total", FAC_PAPER_NUMBER },
    { "NumTotalMercancias", "Mercancías", FAC_PAPER_NUMBER },
    { "CargoPorTasacion", "Cargo por tasación", FAC_PAPER_NUMBER },
    { "LogisticaInversaRecoleccionDevolucion", "Logística inversa" },
  };
  const FacPaperNode *regimes = _fac_paper_node_child (root, "RegimenesAduaneros");
  const FacPaperNode *regime;
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_facts_add (facts, self, root, labels, G_N_ELEMENTS (labels));
  for (guint i = 0; (regime = _fac_paper_node_next (regimes, "RegimenAduaneroCCP", &i)) != NULL;)
    _fac_paper_facts_take (facts, "Régimen aduanero",
                           _fac_paper_node_words (self, regime, "RegimenAduanero", NULL));
  _fac_paper_facts_add (facts, self, _fac_paper_node_child (root, "Mercancias"), load_labels,
                        G_N_ELEMENTS (load_labels));
  return facts;
}

static void
draw_heading (FacPaper *self, const FacPaperNode *root)
{
  FacSheet *sheet = self->sheet;
  g_autofree char *qr = qr_text (self, root);
  const char *version = _fac_paper_node_get (root, "Version");
  g_autofree char *title = g_strdup_printf ("Carta Porte %s", version != NULL ? version : "");
  guint page;
  double top;

  if (qr != NULL && fac_sheet_room (sheet) < FAC_PAPER_QR_SIDE + 4 * GAP)
    _fac_paper_continue (self);
  _fac_paper_section (self, title);
  if (qr == NULL)
    {
      _fac_paper_facts_draw (heading_facts (self, root), self, FAC_SHEET_LEFT, 3);
      return;
    }
  page = sheet->pages->len;
  top = sheet->y;
  _fac_paper_draw_qr (self, qr, FAC_SHEET_LEFT, top);
  _fac_paper_facts_draw (heading_facts (self, root), self,
                         FAC_SHEET_LEFT + FAC_PAPER_QR_SIDE + GAP, 2);
  if (sheet->pages->len == page)
    sheet->y = MAX (sheet->y, top + FAC_PAPER_QR_SIDE + 2);
}

/* ---- route ---------------------------------------------------------------------------------- */

static char *
two_lines (const FacPaperNode *node, const char *first, const char *second)
{
  const char *above = _fac_paper_node_get (node, first);
  const char *below = _fac_paper_node_get (node, second);

  return g_strdup_printf ("%s%s%s", above != NULL ? above : "",
                          above != NULL && below != NULL ? "\n" : "", below != NULL ? below : "");
}

static void
draw_route (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = {
    { "NumRegIdTrib", "Registro tributario" },
    { "ResidenciaFiscal", "Residencia fiscal", FAC_CATALOG_COUNTRIES },
    { "NumEstacion", "Estación" },
    { "NombreEstacion", "Nombre de la estación" },
    { "TipoEstacion", "Tipo de estación" },
    { "NavegacionTrafico", "Navegación" },
  };
  const FacPaperNode *places = _fac_paper_node_child (root, "Ubicaciones");
  const FacPaperNode *place;
  FacPaperTable table;

  if (places == NULL)
    return;
  _fac_paper_section (self, "Ruta");
  _fac_paper_table_begin (&table, self, place_columns, G_N_ELEMENTS (place_columns));
  for (guint i = 0; (place = _fac_paper_node_next (places, "Ubicacion", &i)) != NULL;)
    {
      const FacPaperNode *address = _fac_paper_node_child (place, "Domicilio");

      _fac_paper_table_take (&table, (char *[]) {
                               two_lines (place, "TipoUbicacion", "IDUbicacion"),
                               two_lines (place, "NombreRemitenteDestinatario",
                                          "RFCRemitenteDestinatario"),
                               _fac_paper_node_address (self, address),
                               _fac_paper_node_date (place, "FechaHoraSalidaLlegada"),
                               _fac_paper_node_number (place, "DistanciaRecorrida", 0),
                             }, _fac_paper_node_summary (self, place, labels,
                                                         G_N_ELEMENTS (labels)));
    }
  _fac_paper_table_end (&table);
}

/* ---- goods ---------------------------------------------------------------------------------- */

static const FacPaperLabel goods_labels[] = {
  { "ClaveSTCC", "Clave STCC" },
  { "Dimensiones", "Dimensiones" },
  { "MaterialPeligroso", "Material peligroso" },
  { "CveMaterialPeligroso", "Clave de material peligroso" },
  { "Embalaje", "Embalaje" },
  { "DescripEmbalaje", "Descripción del embalaje" },
  { "SectorCOFEPRIS", "Sector COFEPRIS" },
  { "NombreIngredienteActivo", "Ingrediente activo" },
  { "NomQuimico", "Nombre químico" },
  { "DenominacionGenericaProd", "Denominación genérica" },
  { "DenominacionDistintivaProd", "Denominación distintiva" },
  { "Fabricante", "Fabricante" },
  { "FechaCaducidad", "Caducidad" },
  { "LoteMedicamento", "Lote" },
  { "FormaFarmaceutica", "Forma farmacéutica" },
  { "CondicionesEspTransp", "Condiciones de transporte" },
  { "RegistroSanitarioFolioAutorizacion", "Registro sanitario" },
  { "PermisoImportacion", "Permiso de importación" },
  { "FolioImpoVUCEM", "Folio VUCEM" },
  { "NumCAS", "Número CAS" },
  { "RazonSocialEmpImp", "Empresa importadora" },
  { "NumRegSanPlagCOFEPRIS", "Registro de plaguicida" },
  { "DatosFabricante", "Datos del fabricante" },
  { "DatosFormulador", "Datos del formulador" },
  { "DatosMaquilador", "Datos del maquilador" },
  { "UsoAutorizado", "Uso autorizado" },
  { "FraccionArancelaria", "Fracción arancelaria" },
  { "UUIDComercioExt", "Folio fiscal de comercio exterior" },
  { "TipoMateria", "Tipo de materia" },
  { "DescripcionMateria", "Descripción de la materia" },
};

static const FacPaperLabel customs_labels[] = {
  { "TipoDocumento", "Documento aduanero" },
  { "NumPedimento", "Pedimento" },
  { "Pedimento", "Pedimento" },
  { "IdentDocAduanero", "Identificador" },
  { "RFCImpo", "RFC del importador" },
};

static const FacPaperLabel guide_labels[] = {
  { "NumeroGuiaIdentificacion", "Guía" },
  { "DescripGuiaIdentificacion", "Contenido" },
  { "PesoGuiaIdentificacion", "Peso", FAC_PAPER_NUMBER },
};

static const FacPaperLabel share_labels[] = {
  { "Cantidad", "Se transportan", FAC_PAPER_NUMBER },
  { "IDOrigen", "desde" },
  { "IDDestino", "hasta" },
  { "CvesTransporte", "Transporte" },
};

static const FacPaperLabel weight_labels[] = {
  { "UnidadPesoMerc", "Unidad de peso" },
  { "PesoBruto", "Peso bruto", FAC_PAPER_NUMBER },
  { "PesoNeto", "Peso neto", FAC_PAPER_NUMBER },
  { "PesoTara", "Tara", FAC_PAPER_NUMBER },
  { "NumPiezas", "Piezas", FAC_PAPER_NUMBER },
};

static char *
goods_detail (FacPaper *self, const FacPaperNode *goods)
{
  static const struct
  {
    const char          *element;
    const FacPaperLabel *labels;
    gsize                n_labels;
  } children[] = {
    { "DocumentacionAduanera", customs_labels, G_N_ELEMENTS (customs_labels) },
    { "Pedimentos", customs_labels, G_N_ELEMENTS (customs_labels) },
    { "GuiasIdentificacion", guide_labels, G_N_ELEMENTS (guide_labels) },
    { "CantidadTransporta", share_labels, G_N_ELEMENTS (share_labels) },
    { "DetalleMercancia", weight_labels, G_N_ELEMENTS (weight_labels) },
  };
  g_autofree char *own = _fac_paper_node_summary (self, goods, goods_labels,
                                                  G_N_ELEMENTS (goods_labels));
  GString *detail = g_string_new (own);
  const FacPaperNode *child;

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    for (guint j = 0; (child = _fac_paper_node_next (goods, children[i].element, &j)) != NULL;)
      {
        g_autofree char *text = _fac_paper_node_summary (self, child, children[i].labels,
                                                         children[i].n_labels);

        g_string_append_printf (detail, "%s%s", detail->len > 0 ? "\n" : "", text);
      }
  return g_string_free (detail, FALSE);
}

static char *
goods_value (const FacPaperNode *goods)
{
  g_autofree char *value = _fac_paper_node_number (goods, "ValorMercancia", 2);
  const char *currency = _fac_paper_node_get (goods, "Moneda");

  return g_strdup_printf ("%s%s%s", value != NULL ? value : "",
                          value != NULL && currency != NULL ? " " : "",
                          value != NULL && currency != NULL ? currency : "");
}

static char *
goods_unit (FacPaper *self, const FacPaperNode *goods)
{
  if (_fac_paper_node_get (goods, "Unidad") != NULL)
    return two_lines (goods, "ClaveUnidad", "Unidad");
  return _fac_paper_node_words (self, goods, "ClaveUnidad", FAC_CATALOG_UNITS);
}

static void
draw_goods (FacPaper *self, const FacPaperNode *load)
{
  const FacPaperNode *goods;
  FacPaperTable table;

  if (_fac_paper_node_child (load, "Mercancia") == NULL)
    return;
  _fac_paper_section (self, "Mercancías");
  _fac_paper_table_begin (&table, self, goods_columns, G_N_ELEMENTS (goods_columns));
  for (guint i = 0; (goods = _fac_paper_node_next (load, "Mercancia", &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             _fac_paper_node_text (goods, "BienesTransp"),
                             _fac_paper_node_text (goods, "Descripcion"),
                             _fac_paper_node_number (goods, "Cantidad", 0),
                             goods_unit (self, goods),
                             _fac_paper_node_number (goods, "PesoEnKg", 0),
                             goods_value (goods),
                           }, goods_detail (self, goods));
  _fac_paper_table_end (&table);
}

/* ---- transport ------------------------------------------------------------------------------ */

static void
take_trailers (GPtrArray *facts, FacPaper *self, const FacPaperNode *truck)
{
  const FacPaperNode *trailers = _fac_paper_node_child (truck, "Remolques");
  const FacPaperNode *each;

  for (guint i = 0; (each = _fac_paper_node_next (trailers, "Remolque", &i)) != NULL;)
    {
      g_autofree char *kind = _fac_paper_node_words (self, each, "SubTipoRem", NULL);
      const char *plate = _fac_paper_node_get (each, "Placa");

      _fac_paper_facts_take (facts, "Remolque",
                             g_strdup_printf ("%s · Placa %s", kind != NULL ? kind : "",
                                              plate != NULL ? plate : ""));
    }
}

static void
draw_truck (FacPaper *self, const FacPaperNode *truck)
{
  static const FacPaperLabel permit[] = {
    { "PermSCT", "Permiso" }, { "NumPermisoSCT", "Número de permiso" },
  };
  static const FacPaperLabel vehicle[] = {
    { "ConfigVehicular", "Configuración vehicular" },
    { "PesoBrutoVehicular", "Peso bruto vehicular en t", FAC_PAPER_NUMBER },
    { "PlacaVM", "Placa" },
    { "AnioModeloVM", "Modelo" },
  };
  static const FacPaperLabel insurance[] = {
    { "AseguraRespCivil", "Aseguradora de responsabilidad civil" },
    { "PolizaRespCivil", "Póliza de responsabilidad civil" },
    { "AseguraMedAmbiente", "Aseguradora del medio ambiente" },
    { "PolizaMedAmbiente", "Póliza del medio ambiente" },
    { "AseguraCarga", "Aseguradora de la carga" },
    { "PolizaCarga", "Póliza de la carga" },
    { "PrimaSeguro", "Prima del seguro", FAC_PAPER_NUMBER },
  };
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, "Autotransporte");
  _fac_paper_facts_add (facts, self, truck, permit, G_N_ELEMENTS (permit));
  _fac_paper_facts_add (facts, self, _fac_paper_node_child (truck, "IdentificacionVehicular"),
                        vehicle, G_N_ELEMENTS (vehicle));
  _fac_paper_facts_add (facts, self, _fac_paper_node_child (truck, "Seguros"), insurance,
                        G_N_ELEMENTS (insurance));
  take_trailers (facts, self, truck);
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
}

/* The attributes of ships, planes and trains in one list: none means two things. */
static const FacPaperLabel way_labels[] = {
  { "PermSCT", "Permiso" },
  { "NumPermisoSCT", "Número de permiso" },
  { "TipoDeServicio", "Tipo de servicio" },
  { "TipoDeTrafico", "Tipo de tráfico" },
  { "NombreAseg", "Aseguradora" },
  { "NumPolizaSeguro", "Póliza" },
  { "TipoEmbarcacion", "Tipo de embarcación" },
  { "Matricula", "Matrícula" },
  { "NumeroOMI", "Número OMI" },
  { "AnioEmbarcacion", "Año de la embarcación" },
  { "NombreEmbarc", "Embarcación" },
  { "NacionalidadEmbarc", "Nacionalidad", FAC_CATALOG_COUNTRIES },
  { "UnidadesDeArqBruto", "Unidades de arqueo bruto", FAC_PAPER_NUMBER },
  { "TipoCarga", "Tipo de carga" },
  { "Eslora", "Eslora" },
  { "Manga", "Manga" },
  { "Calado", "Calado" },
  { "Puntal", "Puntal" },
  { "LineaNaviera", "Línea naviera" },
  { "NombreAgenteNaviero", "Agente naviero" },
  { "NumAutorizacionNaviero", "Autorización del agente naviero" },
  { "NumViaje", "Número de viaje" },
  { "NumConocEmbarc", "Conocimiento de embarque" },
  { "PermisoTempNavegacion", "Permiso temporal de navegación" },
  { "MatriculaAeronave", "Matrícula de la aeronave" },
  { "NumeroGuia", "Número de guía" },
  { "LugarContrato", "Lugar del contrato" },
  { "CodigoTransportista", "Código del transportista" },
  { "RFCEmbarcador", "RFC del embarcador" },
  { "NumRegIdTribEmbarc", "Registro tributario del embarcador" },
  { "ResidenciaFiscalEmbarc", "Residencia fiscal del embarcador", FAC_CATALOG_COUNTRIES },
  { "NombreEmbarcador", "Embarcador" },
};

static void
draw_way (FacPaper *self, const FacPaperNode *way, const char *title)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, title);
  _fac_paper_facts_add (facts, self, way, way_labels, G_N_ELEMENTS (way_labels));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
  for (guint i = 0; i < way->children->len; i++)
    _fac_paper_append_tree (self, text, way->children->pdata[i]);
  _fac_paper_paragraph (self, text->str);
}

static void
draw_transport (FacPaper *self, const FacPaperNode *load)
{
  static const FacPaperLabel others[] = {
    { "TransporteMaritimo", "Transporte marítimo" },
    { "TransporteAereo", "Transporte aéreo" },
    { "TransporteFerroviario", "Transporte ferroviario" },
  };
  const FacPaperNode *truck = _fac_paper_node_child (load, "Autotransporte");

  if (truck != NULL)
    draw_truck (self, truck);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const FacPaperNode *way = _fac_paper_node_child (load, others[i].attribute);

      if (way != NULL)
        draw_way (self, way, others[i].label);
    }
}

/* ---- figures -------------------------------------------------------------------------------- */

static char *
figure_detail (FacPaper *self, const FacPaperNode *figure)
{
  static const FacPaperLabel labels[] = {
    { "NumRegIdTribFigura", "Registro tributario" },
    { "ResidenciaFiscalFigura", "Residencia fiscal", FAC_CATALOG_COUNTRIES },
  };
  g_autofree char *keys = _fac_paper_node_summary (self, figure, labels, G_N_ELEMENTS (labels));
  const FacPaperNode *address = _fac_paper_node_child (figure, "Domicilio");
  GString *detail = g_string_new (keys);
  const FacPaperNode *part;

  for (guint i = 0; (part = _fac_paper_node_next (figure, "PartesTransporte", &i)) != NULL;)
    {
      g_autofree char *words = _fac_paper_node_words (self, part, "ParteTransporte", NULL);

      _fac_paper_join (detail, words);
    }
  if (address != NULL)
    {
      g_autofree char *text = _fac_paper_node_address (self, address);

      _fac_paper_join (detail, text);
    }
  return g_string_free (detail, FALSE);
}

static void
draw_figures (FacPaper *self, const FacPaperNode *root)
{
  const FacPaperNode *list = _fac_paper_node_child (root, "FiguraTransporte");
  const FacPaperNode *figure;
  FacPaperTable table;

  if (list == NULL)
    return;
  _fac_paper_section (self, "Figuras del transporte");
  _fac_paper_table_begin (&table, self, figure_columns, G_N_ELEMENTS (figure_columns));
  for (guint i = 0; (figure = _fac_paper_node_next (list, "TiposFigura", &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             _fac_paper_node_words (self, figure, "TipoFigura", NULL),
                             _fac_paper_node_text (figure, "RFCFigura"),
                             _fac_paper_node_text (figure, "NombreFigura"),
                             _fac_paper_node_text (figure, "NumLicencia"),
                           }, figure_detail (self, figure));
  _fac_paper_table_end (&table);
}

void
_fac_paper_draw_carta_porte (FacPaper *self, const FacPaperNode *root)
{
  const FacPaperNode *load = _fac_paper_node_child (root, "Mercancias");

  draw_heading (self, root);
  draw_route (self, root);
  draw_goods (self, load);
  draw_transport (self, load);
  draw_figures (self, root);
}
