/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

static const FacPaperColumn earning_columns[] = {
  { "Clave", 56, FAC_CELL_KEY },
  { "Tipo de percepción", 150, FAC_CELL_TEXT },
  { "Concepto", 0, FAC_CELL_TEXT },
  { "Gravado", 76, FAC_CELL_NUMBER },
  { "Exento", 76, FAC_CELL_NUMBER },
};

static const FacPaperColumn disability_columns[] = {
  { "Tipo de incapacidad", 0, FAC_CELL_TEXT },
  { "Días", 60, FAC_CELL_NUMBER },
  { "Importe", 76, FAC_CELL_NUMBER },
};

static void
take_number (GPtrArray *facts, const FacPaperNode *node, const char *attribute, const char *label)
{
  _fac_paper_facts_take (facts, label, _fac_paper_node_number (node, attribute, 2));
}

static void
take_date (GPtrArray *facts, const FacPaperNode *node, const char *attribute, const char *label)
{
  _fac_paper_facts_take (facts, label, _fac_paper_node_date (node, attribute));
}

static void
draw_period (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = { { "TipoNomina", "Tipo de nómina" } };
  static const FacPaperLabel issuer_labels[] = {
    { "RegistroPatronal", "Registro patronal" },
    { "Curp", "CURP del patrón" },
    { "RfcPatronOrigen", "RFC del patrón de origen" },
  };
  static const FacPaperLabel sncf_labels[] = { { "OrigenRecurso", "Origen del recurso" } };
  const FacPaperNode *issuer = _fac_paper_node_child (root, "Emisor");
  const FacPaperNode *sncf = _fac_paper_node_child (issuer, "EntidadSNCF");
  GPtrArray *facts = _fac_paper_facts_new ();

  _fac_paper_section (self, "Nómina");
  _fac_paper_facts_add (facts, self, root, labels, G_N_ELEMENTS (labels));
  take_date (facts, root, "FechaPago", "Fecha de pago");
  take_date (facts, root, "FechaInicialPago", "Periodo desde");
  take_date (facts, root, "FechaFinalPago", "Periodo hasta");
  _fac_paper_facts_take (facts, "Días pagados", _fac_paper_node_number (root, "NumDiasPagados", 0));
  _fac_paper_facts_add (facts, self, issuer, issuer_labels, G_N_ELEMENTS (issuer_labels));
  _fac_paper_facts_add (facts, self, sncf, sncf_labels, G_N_ELEMENTS (sncf_labels));
  take_number (facts, sncf, "MontoRecursoPropio", "Monto de recurso propio");
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 4);
}

static void
take_outsourcing (GPtrArray *facts, const FacPaperNode *worker)
{
  const FacPaperNode *each;

  for (guint i = 0; (each = _fac_paper_node_next (worker, "SubContratacion", &i)) != NULL;)
    {
      g_autofree char *share = _fac_paper_node_number (each, "PorcentajeTiempo", 0);
      const char *rfc = _fac_paper_node_get (each, "RfcLabora");

      _fac_paper_facts_take (facts, "Subcontratación",
                             g_strdup_printf ("%s · %s %% del tiempo", rfc != NULL ? rfc : "",
                                              share != NULL ? share : ""));
    }
}

static gboolean
is_hidden (FacPaper *self, const char *attribute)
{
  const FacPaperOptions *options = self->style->options;

  if (options == NULL)
    return FALSE;
  return (g_str_equal (attribute, "TipoContrato") && !options->contract)
         || (g_str_equal (attribute, "Puesto") && !options->position)
         || (g_str_equal (attribute, "RiesgoPuesto") && !options->risk)
         || (g_str_equal (attribute, "Antigüedad") && !options->seniority);
}

static void
draw_worker (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = {
    { "NumEmpleado", "Número de empleado" },
    { "Curp", "CURP" },
    { "NumSeguridadSocial", "Número de seguridad social" },
    { "TipoRegimen", "Régimen de contratación" },
    { "TipoContrato", "Contrato" },
    { "TipoJornada", "Jornada" },
    { "Departamento", "Departamento" },
    { "Puesto", "Puesto" },
    { "RiesgoPuesto", "Riesgo del puesto" },
    { "PeriodicidadPago", "Periodicidad de pago" },
    { "Sindicalizado", "Sindicalizado" },
    { "Antigüedad", "Antigüedad" },
    { "Banco", "Banco" },
    { "CuentaBancaria", "Cuenta" },
    { "ClaveEntFed", "Entidad donde trabaja", FAC_CATALOG_STATES },
  };
  const FacPaperNode *worker = _fac_paper_node_child (root, "Receptor");
  GPtrArray *facts;

  if (worker == NULL)
    return;
  facts = _fac_paper_facts_new ();
  _fac_paper_section (self, "Trabajador");
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (!is_hidden (self, labels[i].attribute))
      _fac_paper_facts_add (facts, self, worker, &labels[i], 1);
  take_date (facts, worker, "FechaInicioRelLaboral", "Inicio de la relación laboral");
  take_number (facts, worker, "SalarioBaseCotApor", "Salario base de cotización");
  take_number (facts, worker, "SalarioDiarioIntegrado", "Salario diario integrado");
  take_outsourcing (facts, worker);
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 4);
}

static char *
earning_detail (FacPaper *self, const FacPaperNode *earning)
{
  GString *detail = g_string_new (NULL);
  const FacPaperNode *shares = _fac_paper_node_child (earning, "AccionesOTitulos");
  const FacPaperNode *hours;

  for (guint i = 0; (hours = _fac_paper_node_next (earning, "HorasExtra", &i)) != NULL;)
    {
      g_autofree char *kind = _fac_paper_node_words (self, hours, "TipoHoras", NULL);
      g_autofree char *paid = _fac_paper_node_number (hours, "ImportePagado", 2);
      const char *count = _fac_paper_node_get (hours, "HorasExtra");
      const char *days = _fac_paper_node_get (hours, "Dias");
      g_autofree char *text = g_strdup_printf ("Horas extra %s: %s en %s días = %s",
                                               kind != NULL ? kind : "",
                                               count != NULL ? count : "", days != NULL ? days : "",
                                               paid != NULL ? paid : "");

      _fac_paper_join (detail, text);
    }
  if (shares != NULL)
    {
      g_autofree char *market = _fac_paper_node_number (shares, "ValorMercado", 2);
      g_autofree char *granted = _fac_paper_node_number (shares, "PrecioAlOtorgarse", 2);
      g_autofree char *text = g_strdup_printf ("Acciones o títulos: valor de mercado %s, precio al "
                                               "otorgarse %s", market != NULL ? market : "",
                                               granted != NULL ? granted : "");

      _fac_paper_join (detail, text);
    }
  return g_string_free (detail, FALSE);
}

/* Payments that end a working life are explained apart. */
static void
draw_particular (FacPaper *self, const FacPaperNode *node, const char *title)
{
  static const FacPaperLabel labels[] = {
    { "TotalUnaExhibicion", "Total en una exhibición" },
    { "TotalParcialidad", "Total en parcialidades" },
    { "MontoDiario", "Monto diario" },
    { "TotalPagado", "Total pagado" },
    { "NumAñosServicio", "Años de servicio" },
    { "UltimoSueldoMensOrd", "Último sueldo mensual ordinario" },
    { "IngresoAcumulable", "Ingreso acumulable" },
    { "IngresoNoAcumulable", "Ingreso no acumulable" },
  };
  GPtrArray *facts;

  if (node == NULL)
    return;
  facts = _fac_paper_facts_new ();
  _fac_paper_section (self, title);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    _fac_paper_facts_take (facts, labels[i].label,
                           _fac_paper_node_number (node, labels[i].attribute,
                                                   g_str_has_prefix (labels[i].attribute, "Num")
                                                     ? 0 : 2));
  _fac_paper_facts_draw (facts, self, FAC_SHEET_LEFT, 4);
}

/* What a table adds up to, as the document says it. */
static void
draw_sums (FacPaper *self, const FacPaperNode *node, const FacPaperLabel *labels, gsize n_labels)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < n_labels; i++)
    {
      g_autofree char *number = _fac_paper_node_number (node, labels[i].attribute, 2);
      g_autofree char *text = number != NULL ? g_strdup_printf ("%s %s", labels[i].label, number)
                                             : NULL;

      _fac_paper_join (line, text);
    }
  _fac_paper_paragraph (self, line->str);
}

static void
draw_earnings (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel sums[] = {
    { "TotalGravado", "Total gravado" },
    { "TotalExento", "Total exento" },
    { "TotalSueldos", "Total sueldos" },
    { "TotalSeparacionIndemnizacion", "Total separación o indemnización" },
    { "TotalJubilacionPensionRetiro", "Total jubilación, pensión o retiro" },
  };
  const FacPaperNode *earnings = _fac_paper_node_child (root, "Percepciones");
  const FacPaperNode *each;
  FacPaperTable table;

  if (earnings == NULL)
    return;
  _fac_paper_section (self, "Percepciones");
  _fac_paper_table_begin (&table, self, earning_columns, G_N_ELEMENTS (earning_columns));
  for (guint i = 0; (each = _fac_paper_node_next (earnings, "Percepcion", &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             _fac_paper_node_text (each, "Clave"),
                             _fac_paper_node_words (self, each, "TipoPercepcion",
                                                    FAC_CATALOG_EARNINGS),
                             _fac_paper_node_text (each, "Concepto"),
                             _fac_paper_node_number (each, "ImporteGravado", 2),
                             _fac_paper_node_number (each, "ImporteExento", 2),
                           }, earning_detail (self, each));
  _fac_paper_table_end (&table);
  draw_sums (self, earnings, sums, G_N_ELEMENTS (sums));
  draw_particular (self, _fac_paper_node_child (earnings, "JubilacionPensionRetiro"),
                   "Jubilación, pensión o retiro");
  draw_particular (self, _fac_paper_node_child (earnings, "SeparacionIndemnizacion"),
                   "Separación o indemnización");
}

static char *
other_detail (const FacPaperNode *other)
{
  const FacPaperNode *subsidy = _fac_paper_node_child (other, "SubsidioAlEmpleo");
  const FacPaperNode *balance = _fac_paper_node_child (other, "CompensacionSaldosAFavor");
  GString *detail = g_string_new (NULL);

  if (subsidy != NULL)
    {
      g_autofree char *caused = _fac_paper_node_number (subsidy, "SubsidioCausado", 2);

      g_string_append_printf (detail, "Subsidio causado %s", caused != NULL ? caused : "");
    }
  if (balance != NULL)
    {
      g_autofree char *favour = _fac_paper_node_number (balance, "SaldoAFavor", 2);
      g_autofree char *left = _fac_paper_node_number (balance, "RemanenteSalFav", 2);
      const char *year = _fac_paper_node_get (balance, "Año");
      g_autofree char *text = g_strdup_printf ("Saldo a favor %s de %s, remanente %s",
                                               favour != NULL ? favour : "",
                                               year != NULL ? year : "", left != NULL ? left : "");

      _fac_paper_join (detail, text);
    }
  return g_string_free (detail, FALSE);
}

/* Deductions and other payments have the same columns. */
static void
draw_amounts (FacPaper *self, const FacPaperNode *list, const char *title, const char *element,
              const char *kind, const char *catalog)
{
  static const FacPaperColumn columns[] = {
    { "Clave", 56, FAC_CELL_KEY },
    { "Tipo", 190, FAC_CELL_TEXT },
    { "Concepto", 0, FAC_CELL_TEXT },
    { "Importe", 76, FAC_CELL_NUMBER },
  };
  const FacPaperNode *each;
  FacPaperTable table;

  if (list == NULL)
    return;
  _fac_paper_section (self, title);
  _fac_paper_table_begin (&table, self, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; (each = _fac_paper_node_next (list, element, &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             _fac_paper_node_text (each, "Clave"),
                             _fac_paper_node_words (self, each, kind, catalog),
                             _fac_paper_node_text (each, "Concepto"),
                             _fac_paper_node_number (each, "Importe", 2),
                           }, other_detail (each));
  _fac_paper_table_end (&table);
}

static void
draw_disabilities (FacPaper *self, const FacPaperNode *list)
{
  const FacPaperNode *each;
  FacPaperTable table;

  if (list == NULL)
    return;
  _fac_paper_section (self, "Incapacidades");
  _fac_paper_table_begin (&table, self, disability_columns, G_N_ELEMENTS (disability_columns));
  for (guint i = 0; (each = _fac_paper_node_next (list, "Incapacidad", &i)) != NULL;)
    _fac_paper_table_take (&table, (char *[]) {
                             _fac_paper_node_words (self, each, "TipoIncapacidad", NULL),
                             _fac_paper_node_text (each, "DiasIncapacidad"),
                             _fac_paper_node_number (each, "ImporteMonetario", 2),
                           }, NULL);
  _fac_paper_table_end (&table);
}

void
_fac_paper_draw_nomina (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel sums[] = {
    { "TotalOtrasDeducciones", "Total otras deducciones" },
    { "TotalImpuestosRetenidos", "Total impuestos retenidos" },
  };
  const FacPaperNode *deductions = _fac_paper_node_child (root, "Deducciones");

  draw_period (self, root);
  draw_worker (self, root);
  draw_earnings (self, root);
  draw_amounts (self, deductions, "Deducciones", "Deduccion", "TipoDeduccion",
                FAC_CATALOG_DEDUCTIONS);
  draw_sums (self, deductions, sums, G_N_ELEMENTS (sums));
  draw_amounts (self, _fac_paper_node_child (root, "OtrosPagos"), "Otros pagos", "OtroPago",
                "TipoOtroPago", FAC_CATALOG_OTHER_PAYMENTS);
  draw_disabilities (self, _fac_paper_node_child (root, "Incapacidades"));
}
