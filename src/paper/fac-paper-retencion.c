/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-retencion.h"

#include "fac-error.h"
#include "fac-paper-complements.h"
#include "fac-retencion-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE "https://prodretencionverificacion.clouda.sat.gob.mx/"
#define GAP  10.0

static const FacLettering title_style = { 15, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };

static const struct { const char *key, *words; } taxes[] = {
  { "001", "ISR" }, { "002", "IVA" }, { "003", "IEPS" }, { "01", "ISR" }, { "02", "IVA" },
  { "03", "IEPS" },
};

static const struct { const char *key, *words; } payments[] = {
  { "01", "Pago definitivo de IVA" }, { "02", "Pago definitivo de IEPS" },
  { "03", "Pago definitivo de ISR" }, { "04", "Pago provisional de ISR" },
};

/* Version 1.0 names many of them differently. */
static const char *
get (const FacPaperNode *node, const char *name, const char *old_name)
{
  const char *value = _fac_paper_node_get (node, name);

  return value != NULL ? value : _fac_paper_node_get (node, old_name);
}

static char *
number (const FacPaperNode *node, const char *name, const char *old_name)
{
  const char *there = _fac_paper_node_get (node, name) != NULL ? name : old_name;

  return _fac_paper_node_number (node, there, 2);
}

/* ---- parts ------------------------------------------------------------------------------------ */

static void
draw_parties (FacPaper *self, const FacPaperNode *root)
{
  const FacPaperNode *issuer = _fac_paper_node_child (root, "Emisor");
  const FacPaperNode *receiver = _fac_paper_node_child (root, "Receptor");
  const FacPaperNode *home = _fac_paper_node_child (receiver, "Nacional");
  const FacPaperNode *abroad = _fac_paper_node_child (receiver, "Extranjero");
  const FacPaperNode *party = home != NULL ? home : abroad;
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, "Emisor");
  _fac_paper_facts_take (facts, "Nombre",
                         g_strdup (get (issuer, "NomDenRazSocE", "NomDenRazSocE")));
  _fac_paper_facts_take (facts, "RFC", g_strdup (get (issuer, "RfcE", "RFCEmisor")));
  _fac_paper_facts_take (facts, "Régimen fiscal",
                         _fac_paper_words (self, FAC_CATALOG_TAX_SYSTEMS,
                                           _fac_paper_node_get (issuer, "RegimenFiscalE")));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
  facts = _fac_paper_facts_new ();
  _fac_paper_section (self, "Receptor");
  _fac_paper_facts_take (facts, "Nombre", g_strdup (_fac_paper_node_get (party, "NomDenRazSocR")));
  _fac_paper_facts_take (facts, "RFC", g_strdup (get (home, "RfcR", "RFCRecep")));
  _fac_paper_facts_take (facts, "Identificación fiscal",
                         g_strdup (get (abroad, "NumRegIdTribR", "NumRegIdTrib")));
  _fac_paper_facts_take (facts, "CURP", g_strdup (get (home, "CurpR", "CURPR")));
  _fac_paper_facts_take (facts, "Nacionalidad", g_strdup (get (receiver, "NacionalidadR",
                                                                "Nacionalidad")));
  _fac_paper_facts_take (facts, "Código postal",
                         g_strdup (_fac_paper_node_get (home, "DomicilioFiscalR")));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
}

static char *
period_text (const FacPaperNode *period)
{
  const char *first = _fac_paper_node_get (period, "MesIni");
  const char *last = _fac_paper_node_get (period, "MesFin");
  const char *year = get (period, "Ejercicio", "Ejerc");
  const gint64 from = first != NULL ? g_ascii_strtoll (first, NULL, 10) : 0;
  const gint64 to = last != NULL ? g_ascii_strtoll (last, NULL, 10) : 0;

  return year != NULL ? fac_retencion_period_text (from, to, year) : NULL;
}

static void
draw_subject (FacPaper *self, const FacPaperNode *root)
{
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, "Retención");
  _fac_paper_facts_take (facts, "Clave", fac_retencion_kind_text (_fac_paper_node_get (root, "CveRetenc")));
  _fac_paper_facts_take (facts, "Periodo", period_text (_fac_paper_node_child (root, "Periodo")));
  _fac_paper_facts_take (facts, "Folio interno", g_strdup (_fac_paper_node_get (root, "FolioInt")));
  _fac_paper_facts_take (facts, "Descripción", g_strdup (_fac_paper_node_get (root, "DescRetenc")));
  _fac_paper_facts_take (facts, "Fecha de expedición",
                         _fac_paper_date (_fac_paper_node_get (root, "FechaExp"), TRUE));
  _fac_paper_facts_take (facts, "Lugar de expedición",
                         g_strdup (_fac_paper_node_get (root, "LugarExpRetenc")));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
}

static char *
tax_words (const char *key)
{
  for (gsize i = 0; key != NULL && i < G_N_ELEMENTS (taxes); i++)
    if (g_str_equal (taxes[i].key, key))
      return g_strdup (taxes[i].words);
  return g_strdup (key != NULL ? key : "");
}

static char *
payment_words (const char *key)
{
  for (gsize i = 0; key != NULL && i < G_N_ELEMENTS (payments); i++)
    if (g_str_equal (payments[i].key, key))
      return g_strdup_printf ("%s %s", key, payments[i].words);
  return g_strdup (key != NULL ? key : "");
}

static void
draw_totals (FacPaper *self, const FacPaperNode *totals)
{
  static const FacPaperColumn columns[] = {
    { "Impuesto", 70, FAC_CELL_TEXT }, { "Tipo de pago", 0, FAC_CELL_TEXT },
    { "Base", 110, FAC_CELL_NUMBER }, { "Retenido", 110, FAC_CELL_NUMBER },
  };
  GPtrArray *facts = _fac_paper_facts_new ();
  const FacPaperNode *tax;
  FacPaperTable table;

  _fac_paper_section (self, "Importes (MXN)");
  _fac_paper_facts_take (facts, "Total de la operación",
                         number (totals, "MontoTotOperacion", "montoTotOperacion"));
  _fac_paper_facts_take (facts, "Gravado", number (totals, "MontoTotGrav", "montoTotGrav"));
  _fac_paper_facts_take (facts, "Exento", number (totals, "MontoTotExent", "montoTotExent"));
  _fac_paper_facts_take (facts, "Total retenido", number (totals, "MontoTotRet", "montoTotRet"));
  _fac_paper_facts_take (facts, "Utilidad bimestral", number (totals, "UtilidadBimestral", ""));
  _fac_paper_facts_take (facts, "ISR correspondiente", number (totals, "ISRCorrespondiente", ""));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 4);
  if (_fac_paper_node_child (totals, "ImpRetenidos") == NULL)
    return;
  _fac_paper_table_begin (&table, self, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; (tax = _fac_paper_node_next (totals, "ImpRetenidos", &i)) != NULL;)
    {
      char *cells[] = {
        tax_words (get (tax, "ImpuestoRet", "Impuesto")),
        payment_words (_fac_paper_node_get (tax, "TipoPagoRet")),
        _fac_paper_node_number (tax, "BaseRet", 2),
        number (tax, "MontoRet", "montoRet"),
      };

      for (gsize j = 0; j < G_N_ELEMENTS (columns); j++)
        cells[j] = cells[j] != NULL ? cells[j] : g_strdup ("");
      _fac_paper_table_take (&table, cells, NULL);
    }
  _fac_paper_table_end (&table);
}

/* ---- timbre and QR ---------------------------------------------------------------------------- */

/* Its timbre leaves the complements: it has a place of its own. */
static FacCfdiTimbre *
take_timbre (FacPaperNode *complement)
{
  const FacPaperNode *node = _fac_paper_node_child (complement, "TimbreFiscalDigital");
  FacCfdiTimbre *timbre;

  if (node == NULL)
    return NULL;
  timbre = fac_cfdi_timbre_new ();
  timbre->uuid = g_strdup (_fac_paper_node_get (node, "UUID"));
  timbre->fecha_timbrado = g_strdup (_fac_paper_node_get (node, "FechaTimbrado"));
  timbre->rfc_prov_certif = g_strdup (_fac_paper_node_get (node, "RfcProvCertif"));
  timbre->sello_cfd = g_strdup (get (node, "SelloCFD", "selloCFD"));
  timbre->no_certificado_sat = g_strdup (get (node, "NoCertificadoSAT", "noCertificadoSAT"));
  timbre->sello_sat = g_strdup (get (node, "SelloSAT", "selloSAT"));
  g_ptr_array_remove (complement->children, (gpointer) node);
  return timbre;
}

static char *
rfc_text (const char *rfc)
{
  GString *text = g_string_new (rfc);

  g_string_replace (text, "&", "&amp;", 0);
  return g_string_free (text, FALSE);
}

/* A receiver abroad is named by the tax number, with zeros on the left up to twenty characters. */
static char *
receiver_text (const FacPaperNode *root)
{
  const FacPaperNode *receiver = _fac_paper_node_child (root, "Receptor");
  const FacPaperNode *abroad = _fac_paper_node_child (receiver, "Extranjero");
  const char *id = get (abroad, "NumRegIdTribR", "NumRegIdTrib");
  g_autofree char *rfc = rfc_text (get (_fac_paper_node_child (receiver, "Nacional"), "RfcR",
                                        "RFCRecep"));
  const gsize length = id != NULL ? strlen (id) : 0;
  g_autofree char *zeros = g_strnfill (length < 20 ? 20 - length : 0, '0');

  if (abroad == NULL)
    return g_strdup_printf ("rr=%s", rfc);
  return g_strdup_printf ("nr=%s%s", zeros, id != NULL ? id : "");
}

static char *
total_text (const FacPaperNode *totals, gboolean old)
{
  const char *text = get (totals, "MontoTotOperacion", "montoTotOperacion");
  FacDecimal total = FAC_DECIMAL_ZERO;
  g_autofree char *digits = NULL, *zeros = NULL;

  if (text != NULL)
    fac_decimal_parse (text, -1, &total);
  if (!old)
    return fac_decimal_to_string (fac_decimal_trim (total, 1));
  digits = fac_decimal_to_string (fac_decimal_round (total, 6, FAC_ROUND_HALF_UP));
  zeros = g_strnfill (strlen (digits) < 17 ? 17 - strlen (digits) : 0, '0');
  return g_strconcat (zeros, digits, NULL);
}

static char *
qr_text (const FacPaperNode *root, const FacCfdiTimbre *timbre)
{
  const gboolean old = g_strcmp0 (_fac_paper_node_get (root, "Version"), "1.0") == 0;
  g_autofree char *rfc = rfc_text (get (_fac_paper_node_child (root, "Emisor"), "RfcE",
                                        "RFCEmisor"));
  const char *seal = _fac_paper_node_get (root, "Sello");
  const gsize length = seal != NULL ? strlen (seal) : 0;
  g_autofree char *who = receiver_text (root);
  g_autofree char *total = total_text (_fac_paper_node_child (root, "Totales"), old);

  if (timbre == NULL || timbre->uuid == NULL)
    return NULL;
  if (old)
    return g_strdup_printf ("?re=%s&%s&tt=%s&id=%s", rfc, who, total, timbre->uuid);
  return g_strdup_printf (PAGE "?id=%s&re=%s&%s&tt=%s&fe=%s", timbre->uuid, rfc, who, total,
                          length > 8 ? seal + length - 8 : "");
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* What the running head and the seals take from a document. */
static FacCfdi *
make_document (const FacPaperNode *root, FacPaperNode *complement)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  const FacPaperNode *issuer = _fac_paper_node_child (root, "Emisor");
  const FacPaperNode *receiver = _fac_paper_node_child (root, "Receptor");
  const FacPaperNode *home = _fac_paper_node_child (receiver, "Nacional");

  cfdi->tipo_de_comprobante = g_strdup (FAC_PAPER_RETENCION);
  cfdi->folio = g_strdup (_fac_paper_node_get (root, "FolioInt"));
  cfdi->no_certificado = g_strdup (get (root, "NoCertificado", "NumCert"));
  cfdi->emisor_nombre = g_strdup (_fac_paper_node_get (issuer, "NomDenRazSocE"));
  cfdi->receptor_nombre = g_strdup (_fac_paper_node_get (
    home != NULL ? home : _fac_paper_node_child (receiver, "Extranjero"), "NomDenRazSocR"));
  cfdi->timbre = complement != NULL ? take_timbre (complement) : NULL;
  return cfdi;
}

static void
draw_all (FacPaper *self, const FacPaperNode *root)
{
  g_autofree char *title = _fac_paper_title (self->cfdi);
  FacSheet *sheet = self->sheet;

  sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &title_style, title);
  sheet->y += GAP;
  draw_parties (self, root);
  draw_subject (self, root);
  draw_totals (self, _fac_paper_node_child (root, "Totales"));
  _fac_paper_draw_complements (self);
  _fac_paper_draw_seals (self);
}

GBytes *
fac_paper_draw_retencion (const char *xml, const FacPaperStyle *style, FacCatalogSource *catalog,
                          GError **error)
{
  g_autoptr (FacPaperNode) all = _fac_paper_node_parse (xml);
  const FacPaperNode *root = _fac_paper_node_child (all, "Retenciones");
  g_autoptr (FacSheet) sheet = NULL;
  g_autoptr (FacCfdi) cfdi = NULL;
  g_autofree char *qr = NULL;
  FacPaperNode *complement;
  FacPaper paper = { .style = style, .catalog = catalog };

  if (root == NULL)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID, _("It is no Retenciones"));
      return NULL;
    }
  complement = (FacPaperNode *) _fac_paper_node_child (root, "Complemento");
  cfdi = make_document (root, complement);
  qr = qr_text (root, cfdi->timbre);
  sheet = fac_sheet_new (style->color);
  paper.cfdi = cfdi;
  paper.sheet = sheet;
  paper.complements = complement;
  paper.qr = qr;
  draw_all (&paper, root);
  return _fac_paper_write (&paper, error);
}
