/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

static const FacPaperColumn columns[] = {
  { "Núm.", 62, FAC_CELL_KEY },
  { "Mercancía", 0, FAC_CELL_TEXT },
  { "Fracción", 58, FAC_CELL_KEY },
  { "Cantidad", 54, FAC_CELL_NUMBER },
  { "Unidad", 62, FAC_CELL_TEXT },
  { "P. unitario USD", 68, FAC_CELL_NUMBER },
  { "Valor USD", 70, FAC_CELL_NUMBER },
};

static void
draw_facts (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = {
    { "MotivoTraslado", "Motivo del traslado" },
    { "ClaveDePedimento", "Clave de pedimento" },
    { "Incoterm", "Incoterm" },
    { "NumCertificadoOrigen", "Número del certificado de origen" },
    { "NumeroExportadorConfiable", "Exportador confiable" },
  };
  const char *origin = _fac_paper_node_get (root, "CertificadoOrigen");
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, "Comercio exterior");
  _fac_paper_facts_add (facts, self, root, labels, G_N_ELEMENTS (labels));
  if (origin != NULL)
    _fac_paper_facts_take (facts, "Certificado de origen",
                           g_strdup (g_str_equal (origin, "1") ? "Sí" : "No"));
  _fac_paper_facts_take (facts, "Tipo de cambio USD",
                         _fac_paper_node_number (root, "TipoCambioUSD", 2));
  _fac_paper_facts_take (facts, "Total USD", _fac_paper_node_number (root, "TotalUSD", 2));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
}

static char *
party_text (FacPaper *self, const FacPaperNode *party)
{
  static const FacPaperLabel labels[] = {
    { "NumRegIdTrib", "Registro tributario" },
    { "Curp", "CURP" },
    { "ResidenciaFiscal", "Residencia fiscal", FAC_CATALOG_COUNTRIES },
  };
  g_autofree char *keys = _fac_paper_node_summary (self, party, labels, G_N_ELEMENTS (labels));
  GString *line = g_string_new (_fac_paper_node_get (party, "Nombre"));
  const FacPaperNode *address;

  _fac_paper_join (line, keys);
  for (guint i = 0; (address = _fac_paper_node_next (party, "Domicilio", &i)) != NULL;)
    {
      g_autofree char *text = _fac_paper_node_address (self, address);

      _fac_paper_join (line, text);
    }
  return g_string_free (line, FALSE);
}

static void
draw_parties (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel kinds[] = {
    { "Emisor", "Emisor" }, { "Propietario", "Propietario" }, { "Receptor", "Receptor" },
    { "Destinatario", "Destinatario" },
  };
  GPtrArray *facts = _fac_paper_facts_new ();
  const FacPaperNode *party;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint j = 0; (party = _fac_paper_node_next (root, kinds[i].attribute, &j)) != NULL;)
      _fac_paper_facts_take (facts, kinds[i].label, party_text (self, party));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 2);
}

/* The complement knows goods by their number only; the line has the words. */
static char *
description_of (FacPaper *self, const char *number)
{
  for (guint i = 0; number != NULL && i < self->cfdi->conceptos->len; i++)
    {
      const FacCfdiConcepto *line = self->cfdi->conceptos->pdata[i];

      if (g_strcmp0 (line->no_identificacion, number) == 0)
        return g_strdup (line->descripcion);
    }
  return NULL;
}

static char *
goods_detail (FacPaper *self, const FacPaperNode *goods)
{
  static const FacPaperLabel labels[] = {
    { "Marca", "Marca" }, { "Modelo", "Modelo" }, { "SubModelo", "Submodelo" },
    { "NumeroSerie", "Serie" },
  };
  GString *detail = g_string_new (NULL);
  const FacPaperNode *each;

  for (guint i = 0; (each = _fac_paper_node_next (goods, "DescripcionesEspecificas", &i)) != NULL;)
    {
      g_autofree char *text = _fac_paper_node_summary (self, each, labels, G_N_ELEMENTS (labels));

      if (detail->len > 0)
        g_string_append_c (detail, '\n');
      g_string_append (detail, text);
    }
  return g_string_free (detail, FALSE);
}

void
_fac_paper_draw_comercio_exterior (FacPaper *self, const FacPaperNode *root)
{
  const FacPaperNode *list = _fac_paper_node_child (root, "Mercancias");
  g_autofree char *notes = NULL;
  const FacPaperNode *goods;
  FacPaperTable table;

  draw_facts (self, root);
  draw_parties (self, root);
  if (list != NULL)
    {
      _fac_paper_table_begin (&table, self, columns, G_N_ELEMENTS (columns));
      for (guint i = 0; (goods = _fac_paper_node_next (list, "Mercancia", &i)) != NULL;)
        _fac_paper_table_take (&table, (char *[]) {
                                 _fac_paper_node_text (goods, "NoIdentificacion"),
                                 description_of (self, _fac_paper_node_get (goods,
                                                                            "NoIdentificacion")),
                                 _fac_paper_node_text (goods, "FraccionArancelaria"),
                                 _fac_paper_node_number (goods, "CantidadAduana", 0),
                                 _fac_paper_node_words (self, goods, "UnidadAduana", NULL),
                                 _fac_paper_node_number (goods, "ValorUnitarioAduana", 2),
                                 _fac_paper_node_number (goods, "ValorDolares", 2),
                               }, goods_detail (self, goods));
      _fac_paper_table_end (&table);
    }
  if (_fac_paper_node_get (root, "Observaciones") != NULL)
    notes = g_strdup_printf ("Observaciones: %s", _fac_paper_node_get (root, "Observaciones"));
  _fac_paper_paragraph (self, notes);
}
