/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

static const FacPaperColumn columns[] = {
  { "Documento relacionado", 0, FAC_CELL_TEXT },
  { "Parcialidad", 46, FAC_CELL_NUMBER },
  { "Moneda", 50, FAC_CELL_TEXT },
  { "Saldo anterior", 72, FAC_CELL_NUMBER },
  { "Pagado", 72, FAC_CELL_NUMBER },
  { "Saldo insoluto", 72, FAC_CELL_NUMBER },
};

static gboolean
read_number (const FacPaperNode *node, const char *attribute, FacDecimal *value)
{
  const char *text = _fac_paper_node_get (node, attribute);

  *value = FAC_DECIMAL_ZERO;
  return text != NULL && fac_decimal_parse (text, -1, value);
}

/* @suffix: "DR" and "P" are what Pagos 2.0 adds to the names of attributes. */
static char *
tax_text (const FacPaperNode *node, const char *suffix, gboolean withheld)
{
  g_autofree char *kind = g_strconcat ("Impuesto", suffix, NULL);
  g_autofree char *factor = g_strconcat ("TipoFactor", suffix, NULL);
  g_autofree char *rate = g_strconcat ("TasaOCuota", suffix, NULL);
  g_autofree char *base = g_strconcat ("Base", suffix, NULL);
  g_autofree char *amount = g_strconcat ("Importe", suffix, NULL);
  const char *kind_text = _fac_paper_node_get (node, kind);
  const char *factor_text = _fac_paper_node_get (node, factor);
  FacCfdiTax tax = { .retencion = withheld };

  if (kind_text == NULL || !fac_tax_kind_from_sat (kind_text, &tax.impuesto)
      || (factor_text != NULL && !fac_tax_factor_from_text (factor_text, &tax.tipo_factor)))
    return NULL;
  read_number (node, amount, &tax.importe);
  /* what a payment withholds as a whole has neither rate nor base */
  if (!read_number (node, base, &tax.base))
    {
      g_autofree char *figure = _fac_paper_amount (tax.importe);

      return g_strdup_printf ("%s %s %s", fac_tax_kind_to_api (tax.impuesto),
                              withheld ? "retenido" : "trasladado", figure);
    }
  read_number (node, rate, &tax.tasa_o_cuota);
  return _fac_paper_tax_line (&tax);
}

static void
join_taxes (GString *line, const FacPaperNode *taxes, const char *suffix)
{
  static const char *const groups[] = { "Traslado", "Retencion" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autofree char *plural = g_strdup_printf ("%s%s%s", groups[i], i == 0 ? "s" : "es", suffix);
      g_autofree char *single = g_strconcat (groups[i], suffix, NULL);
      const FacPaperNode *group = _fac_paper_node_child (taxes, plural);
      const FacPaperNode *tax;

      for (guint j = 0; (tax = _fac_paper_node_next (group, single, &j)) != NULL;)
        {
          g_autofree char *text = tax_text (tax, suffix, i == 1);

          _fac_paper_join (line, text);
        }
    }
}

static char *
document_name (const FacPaperNode *document)
{
  GString *name = g_string_new (_fac_paper_node_get (document, "IdDocumento"));
  const char *series = _fac_paper_node_get (document, "Serie");
  const char *folio = _fac_paper_node_get (document, "Folio");

  if (series != NULL || folio != NULL)
    g_string_append_printf (name, "\n%s%s%s", series != NULL ? series : "",
                            series != NULL && folio != NULL ? " " : "", folio != NULL ? folio : "");
  return g_string_free (name, FALSE);
}

static char *
document_detail (FacPaper *self, const FacPaperNode *document)
{
  GString *detail = g_string_new (NULL);
  g_autofree char *object = _fac_paper_node_words (self, document, "ObjetoImpDR",
                                                   FAC_CATALOG_TAXABILITY);
  g_autofree char *equivalence = _fac_paper_node_number (document, "EquivalenciaDR", 0);
  g_autofree char *rate = NULL;

  if (equivalence == NULL)
    equivalence = _fac_paper_node_number (document, "TipoCambioDR", 0);
  rate = equivalence != NULL ? g_strdup_printf ("Equivalencia %s", equivalence) : NULL;
  _fac_paper_join (detail, rate);
  _fac_paper_join (detail, object);
  join_taxes (detail, _fac_paper_node_child (document, "ImpuestosDR"), "DR");
  return g_string_free (detail, FALSE);
}

static void
draw_documents (FacPaper *self, const FacPaperNode *payment)
{
  const FacPaperNode *document;
  FacPaperTable table;

  if (_fac_paper_node_child (payment, "DoctoRelacionado") == NULL)
    return;
  _fac_paper_table_begin (&table, self, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; (document = _fac_paper_node_next (payment, "DoctoRelacionado", &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             document_name (document),
                             _fac_paper_node_text (document, "NumParcialidad"),
                             _fac_paper_node_text (document, "MonedaDR"),
                             _fac_paper_node_number (document, "ImpSaldoAnt", 2),
                             _fac_paper_node_number (document, "ImpPagado", 2),
                             _fac_paper_node_number (document, "ImpSaldoInsoluto", 2),
                           }, document_detail (self, document));
  _fac_paper_table_end (&table);
}

static void
draw_facts (FacPaper *self, const FacPaperNode *payment)
{
  static const FacPaperLabel bank[] = {
    { "NumOperacion", "Número de operación" },
    { "RfcEmisorCtaOrd", "RFC del banco ordenante" },
    { "NomBancoOrdExt", "Banco ordenante extranjero" },
    { "CtaOrdenante", "Cuenta ordenante" },
    { "RfcEmisorCtaBen", "RFC del banco beneficiario" },
    { "CtaBeneficiario", "Cuenta beneficiaria" },
    { "TipoCadPago", "Tipo de cadena de pago" },
  };
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_facts_take (facts, "Fecha de pago", _fac_paper_node_date (payment, "FechaPago"));
  _fac_paper_facts_take (facts, "Forma de pago",
                         _fac_paper_node_words (self, payment, "FormaDePagoP",
                                                FAC_CATALOG_PAYMENT_FORMS));
  _fac_paper_facts_take (facts, "Monto", _fac_paper_node_number (payment, "Monto", 2));
  _fac_paper_facts_take (facts, "Moneda",
                         _fac_paper_node_words (self, payment, "MonedaP", FAC_CATALOG_CURRENCIES));
  _fac_paper_facts_take (facts, "Tipo de cambio",
                         _fac_paper_node_number (payment, "TipoCambioP", 0));
  _fac_paper_facts_add (facts, self, payment, bank, G_N_ELEMENTS (bank));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 3);
}

static void
draw_chain (FacPaper *self, const FacPaperNode *payment)
{
  static const FacPaperLabel labels[] = {
    { "CadPago", "Cadena del pago" }, { "CertPago", "Certificado del pago" },
    { "SelloPago", "Sello del pago" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *text = _fac_paper_node_summary (self, payment, &labels[i], 1);

      _fac_paper_paragraph (self, text);
    }
}

void
_fac_paper_draw_pago (FacPaper *self, const FacPaperNode *root)
{
  const FacPaperNode *payment;
  guint number = 0;

  for (guint i = 0; (payment = _fac_paper_node_next (root, "Pago", &i)) != NULL;)
    {
      g_autofree char *title = g_strdup_printf ("Pago %u", ++number);
      g_autoptr (GString) taxes = g_string_new (NULL);

      _fac_paper_section (self, title);
      draw_facts (self, payment);
      draw_documents (self, payment);
      join_taxes (taxes, _fac_paper_node_child (payment, "ImpuestosP"), "P");
      if (taxes->len > 0)
        g_string_prepend (taxes, "Impuestos del pago: ");
      _fac_paper_paragraph (self, taxes->str);
      draw_chain (self, payment);
    }
}
