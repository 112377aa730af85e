/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"
#include "fac-complement-xml.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-request.h"

#include <string.h>

#define MONEY 2
#define TEXT FAC_COMPLEMENT_TEXT
#define PUT(node, object, table) \
  fac_complement_put_fields ((node), (object), (table), G_N_ELEMENTS (table))

typedef struct
{
  const FacComplementContext *context;
  FacJsonValue                data;
  FacComplementXml            xml;
} Payroll;

static FacDecimal
money (FacJsonValue object, const char *name)
{
  return fac_decimal_round (fac_sandbox_json_number (object, name, FAC_DECIMAL_ZERO), MONEY,
                            FAC_ROUND_HALF_UP);
}

static FacDecimal
sum_of (FacJsonValue list, const char *name)
{
  FacDecimal sum = fac_decimal_make (0, MONEY);

  for (guint i = 0; i < fac_json_length (list); i++)
    sum = fac_decimal_add (sum, money (fac_json_at (list, i), name));
  return sum;
}

static FacJsonValue
earnings_of (FacJsonValue data)
{
  return fac_json_get (fac_json_get (data, "percepciones"), "percepcion");
}

static FacDecimal
sum_of_earnings (FacJsonValue data)
{
  return fac_decimal_add (sum_of (earnings_of (data), "importe_gravado"),
                          sum_of (earnings_of (data), "importe_exento"));
}

/* The day that a date or a time means at the place of issue. */
static char *
day_of (const Payroll *self, FacJsonValue object, const char *name)
{
  const char *text = fac_sandbox_json_text (object, name);
  const char *zip = self->context->cfdi->lugar_expedicion;
  g_autoptr (GTimeZone) zone = fac_sandbox_zone (self->context->sandbox, zip);
  g_autofree char *local = NULL;
  gint64 time;

  if (text == NULL)
    return NULL;
  if (strlen (text) == strlen ("2026-11-20"))
    return g_strdup (text);
  if (!fac_sandbox_parse_time (text, zone, &time))
    return NULL;
  local = fac_sandbox_cfdi_local (self->context->sandbox, zip, time);
  return g_strndup (local, strlen ("2026-11-20"));
}

static char *
payment_day (const Payroll *self)
{
  char *day = day_of (self, self->data, "fecha_pago");

  return day != NULL ? day : g_strndup (self->context->cfdi->fecha, strlen ("2026-11-20"));
}

static gboolean
read_day (const char *text, GDate *day)
{
  int year, month, number;

  if (text == NULL || sscanf (text, "%d-%d-%d", &year, &month, &number) != 3
      || month < 1 || month > 12
      || !g_date_valid_dmy ((GDateDay) CLAMP (number, 0, 255), (GDateMonth) month,
                            (GDateYear) CLAMP (year, 0, 9999)))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* Whole weeks from the first day of work to the day of payment; the SAT does not count beyond the
 * period paid for. */
static char *
seniority (const Payroll *self, FacJsonValue receiver)
{
  g_autofree char *start = day_of (self, receiver, "fecha_inicio_rel_laboral");
  g_autofree char *paid = payment_day (self);
  g_autofree char *last = day_of (self, self->data, "fecha_final_pago");
  FacJsonValue given = fac_json_get (receiver, "antiguedad");
  GDate first = { 0 }, until = { 0 }, final = { 0 };
  int days;

  if (fac_json_kind (given) == FAC_JSON_STRING)
    return g_strdup (fac_json_string (given));
  if (!fac_json_boolean (given, TRUE) || !read_day (start, &first) || !read_day (paid, &until))
    return NULL;
  if (read_day (last, &final) && g_date_compare (&final, &until) < 0)
    until = final;
  days = g_date_days_between (&first, &until);
  return g_strdup_printf ("P%dW", MAX (days + 1, 0) / 7);
}

static void
put_issuer (Payroll *self)
{
  static const FacComplementField table[] = {
    { "curp", "Curp", TEXT },
    { "registro_patronal", "RegistroPatronal", TEXT },
    { "rfc_patron_origen", "RfcPatronOrigen", TEXT },
  };
  static const FacComplementField sncf_table[] = {
    { "origen_recurso", "OrigenRecurso", TEXT },
    { "monto_recurso_propio", "MontoRecursoPropio", MONEY },
  };
  FacJsonValue issuer = fac_json_get (self->data, "emisor");
  FacJsonValue sncf = fac_json_get (issuer, "entidad_sncf");
  xmlNode *node;

  if (fac_json_length (issuer) == 0)
    return;
  node = fac_complement_xml_add (&self->xml, self->xml.root, "Emisor");
  PUT (node, issuer, table);
  if (fac_sandbox_json_has (sncf))
    PUT (fac_complement_xml_add (&self->xml, node, "EntidadSNCF"), sncf, sncf_table);
}

static void
put_receiver (Payroll *self)
{
  static const FacComplementField table[] = {
    { "curp", "Curp", TEXT },
    { "num_seguridad_social", "NumSeguridadSocial", TEXT },
    { "tipo_contrato", "TipoContrato", TEXT },
    { "tipo_jornada", "TipoJornada", TEXT },
    { "tipo_regimen", "TipoRegimen", TEXT },
    { "num_empleado", "NumEmpleado", TEXT },
    { "departamento", "Departamento", TEXT },
    { "puesto", "Puesto", TEXT },
    { "riesgo_puesto", "RiesgoPuesto", TEXT },
    { "periodicidad_pago", "PeriodicidadPago", TEXT },
    { "banco", "Banco", TEXT },
    { "cuenta_bancaria", "CuentaBancaria", TEXT },
    { "salario_base_cot_apor", "SalarioBaseCotApor", MONEY },
    { "salario_diario_integrado", "SalarioDiarioIntegrado", MONEY },
    { "clave_ent_fed", "ClaveEntFed", TEXT },
  };
  FacJsonValue receiver = fac_json_get (self->data, "receptor");
  FacJsonValue outsourcing = fac_json_get (receiver, "sub_contratacion");
  gboolean member = fac_json_boolean (fac_json_get (receiver, "sindicalizado"), FALSE);
  xmlNode *node = fac_complement_xml_add (&self->xml, self->xml.root, "Receptor");
  g_autofree char *start = day_of (self, receiver, "fecha_inicio_rel_laboral");
  g_autofree char *weeks = seniority (self, receiver);

  PUT (node, receiver, table);
  fac_complement_put (node, "FechaInicioRelLaboral", start);
  fac_complement_put (node, "Antigüedad", weeks);
  fac_complement_put (node, "Sindicalizado", member ? "Sí" : "No");
  for (guint i = 0; i < fac_json_length (outsourcing); i++)
    {
      FacJsonValue each = fac_json_at (outsourcing, i);
      xmlNode *child = fac_complement_xml_add (&self->xml, node, "SubContratacion");
      FacDecimal share = fac_sandbox_json_number (each, "porcentaje_tiempo", FAC_DECIMAL_ZERO);

      fac_complement_put (child, "RfcLabora", fac_sandbox_json_text (each, "rfc_labora"));
      fac_complement_put_decimal (child, "PorcentajeTiempo", fac_decimal_trim (share, 0));
    }
}

/* Concepto is what was written, else what the SAT calls that kind. */
static void
put_concept (Payroll *self, xmlNode *node, FacJsonValue object, const char *catalog,
             const char *kind)
{
  FacCatalogSource *source = FAC_CATALOG_SOURCE (self->context->sandbox->catalog);
  const char *given = fac_sandbox_json_text (object, "concepto");
  const char *key = fac_sandbox_json_text (object, kind);
  g_autoptr (FacCatalogEntry) entry = NULL;
  g_autofree char *name = NULL;

  if (given == NULL && key != NULL)
    entry = fac_catalog_source_lookup (source, catalog, key);
  if (entry != NULL)
    name = g_utf8_substring (entry->es, 0, MIN (100, g_utf8_strlen (entry->es, -1)));
  fac_complement_put (node, "Concepto", given != NULL ? given : name);
}

static void
put_earning (Payroll *self, xmlNode *parent, FacJsonValue earning)
{
  static const FacComplementField table[] = {
    { "tipo_percepcion", "TipoPercepcion", TEXT },
    { "clave", "Clave", TEXT },
    { "importe_gravado", "ImporteGravado", MONEY },
    { "importe_exento", "ImporteExento", MONEY },
  };
  static const FacComplementField shares_table[] = {
    { "valor_mercado", "ValorMercado", FAC_COMPLEMENT_AS_GIVEN },
    { "precio_al_otorgarse", "PrecioAlOtorgarse", FAC_COMPLEMENT_AS_GIVEN },
  };
  static const FacComplementField overtime_table[] = {
    { "dias", "Dias", 0 },
    { "tipo_horas", "TipoHoras", TEXT },
    { "horas_extra", "HorasExtra", 0 },
    { "importe_pagado", "ImportePagado", MONEY },
  };
  xmlNode *node = fac_complement_xml_add (&self->xml, parent, "Percepcion");
  FacJsonValue shares = fac_json_get (earning, "acciones_o_titulos");
  FacJsonValue overtime = fac_json_get (earning, "horas_extra");

  PUT (node, earning, table);
  put_concept (self, node, earning, FAC_CATALOG_EARNINGS, "tipo_percepcion");
  if (fac_sandbox_json_has (shares))
    PUT (fac_complement_xml_add (&self->xml, node, "AccionesOTitulos"), shares, shares_table);
  for (guint i = 0; i < fac_json_length (overtime); i++)
    PUT (fac_complement_xml_add (&self->xml, node, "HorasExtra"), fac_json_at (overtime, i),
         overtime_table);
}

/* The three kinds of earnings that are summed apart. */
static const char *
total_name (FacJsonValue earning)
{
  const char *kind = fac_sandbox_json_text (earning, "tipo_percepcion");

  if (kind != NULL && strstr ("022 023 025", kind) != NULL)
    return "TotalSeparacionIndemnizacion";
  if (kind != NULL && strstr ("039 044", kind) != NULL)
    return "TotalJubilacionPensionRetiro";
  return "TotalSueldos";
}

static void
put_earnings_totals (xmlNode *node, FacJsonValue earnings)
{
  static const char *const names[] = {
    "TotalSueldos", "TotalSeparacionIndemnizacion", "TotalJubilacionPensionRetiro"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FacDecimal sum = fac_decimal_make (0, MONEY);
      gboolean any = FALSE;

      for (guint j = 0; j < fac_json_length (earnings); j++)
        {
          FacJsonValue earning = fac_json_at (earnings, j);

          if (!g_str_equal (total_name (earning), names[i]))
            continue;
          any = TRUE;
          sum = fac_decimal_add (sum, money (earning, "importe_gravado"));
          sum = fac_decimal_add (sum, money (earning, "importe_exento"));
        }
      if (any)
        fac_complement_put_decimal (node, names[i], sum);
    }
  fac_complement_put_decimal (node, "TotalGravado", sum_of (earnings, "importe_gravado"));
  fac_complement_put_decimal (node, "TotalExento", sum_of (earnings, "importe_exento"));
}

static void
put_earnings (Payroll *self)
{
  static const FacComplementField retirement_table[] = {
    { "total_una_exhibicion", "TotalUnaExhibicion", MONEY },
    { "total_parcialidad", "TotalParcialidad", MONEY },
    { "monto_diario", "MontoDiario", MONEY },
    { "ingreso_acumulable", "IngresoAcumulable", MONEY },
    { "ingreso_no_acumulable", "IngresoNoAcumulable", MONEY },
  };
  static const FacComplementField severance_table[] = {
    { "total_pagado", "TotalPagado", MONEY },
    { "num_anos_servicio", "NumAñosServicio", 0 },
    { "ultimo_sueldo_mens_ord", "UltimoSueldoMensOrd", MONEY },
    { "ingreso_acumulable", "IngresoAcumulable", MONEY },
    { "ingreso_no_acumulable", "IngresoNoAcumulable", MONEY },
  };
  FacJsonValue all = fac_json_get (self->data, "percepciones");
  FacJsonValue earnings = fac_json_get (all, "percepcion");
  FacJsonValue retirement = fac_json_get (all, "jubilacion_pension_retiro");
  FacJsonValue severance = fac_json_get (all, "separacion_indemnizacion");
  xmlNode *node;

  if (fac_json_length (earnings) == 0)
    return;
  node = fac_complement_xml_add (&self->xml, self->xml.root, "Percepciones");
  put_earnings_totals (node, earnings);
  for (guint i = 0; i < fac_json_length (earnings); i++)
    put_earning (self, node, fac_json_at (earnings, i));
  if (fac_sandbox_json_has (retirement))
    PUT (fac_complement_xml_add (&self->xml, node, "JubilacionPensionRetiro"), retirement,
         retirement_table);
  if (fac_sandbox_json_has (severance))
    PUT (fac_complement_xml_add (&self->xml, node, "SeparacionIndemnizacion"), severance,
         severance_table);
}

static void
put_deductions (Payroll *self)
{
  static const FacComplementField table[] = {
    { "tipo_deduccion", "TipoDeduccion", TEXT },
    { "clave", "Clave", TEXT },
    { "importe", "Importe", MONEY },
  };
  FacJsonValue deductions = fac_json_get (self->data, "deducciones");
  FacDecimal withheld = fac_decimal_make (0, MONEY), others = fac_decimal_make (0, MONEY);
  guint n_withheld = 0;
  xmlNode *node;

  if (fac_json_length (deductions) == 0)
    return;
  node = fac_complement_xml_add (&self->xml, self->xml.root, "Deducciones");
  for (guint i = 0; i < fac_json_length (deductions); i++)
    {
      FacJsonValue deduction = fac_json_at (deductions, i);
      gboolean tax = g_strcmp0 (fac_sandbox_json_text (deduction, "tipo_deduccion"), "002") == 0;
      FacDecimal *sum = tax ? &withheld : &others;
      xmlNode *child = fac_complement_xml_add (&self->xml, node, "Deduccion");

      n_withheld += tax;
      *sum = fac_decimal_add (*sum, money (deduction, "importe"));
      PUT (child, deduction, table);
      put_concept (self, child, deduction, FAC_CATALOG_DEDUCTIONS, "tipo_deduccion");
    }
  if (n_withheld < fac_json_length (deductions))
    fac_complement_put_decimal (node, "TotalOtrasDeducciones", others);
  if (n_withheld > 0)
    fac_complement_put_decimal (node, "TotalImpuestosRetenidos", withheld);
}

static void
put_other_payments (Payroll *self)
{
  static const FacComplementField table[] = {
    { "tipo_otro_pago", "TipoOtroPago", TEXT },
    { "clave", "Clave", TEXT },
    { "importe", "Importe", MONEY },
  };
  static const FacComplementField subsidy_table[] = {
    { "subsidio_causado", "SubsidioCausado", MONEY },
  };
  static const FacComplementField balance_table[] = {
    { "saldo_a_favor", "SaldoAFavor", MONEY },
    { "ano", "Año", 0 },
    { "remanente_sal_fav", "RemanenteSalFav", MONEY },
  };
  FacJsonValue others = fac_json_get (self->data, "otros_pagos");
  xmlNode *node = NULL;

  for (guint i = 0; i < fac_json_length (others); i++)
    {
      FacJsonValue other = fac_json_at (others, i);
      FacJsonValue balance = fac_json_get (other, "compensacion_saldos_a_favor");
      xmlNode *child;

      if (node == NULL)
        node = fac_complement_xml_add (&self->xml, self->xml.root, "OtrosPagos");
      child = fac_complement_xml_add (&self->xml, node, "OtroPago");
      PUT (child, other, table);
      put_concept (self, child, other, FAC_CATALOG_OTHER_PAYMENTS, "tipo_otro_pago");
      if (fac_sandbox_json_has (fac_json_get (other, "subsidio_causado")))
        PUT (fac_complement_xml_add (&self->xml, child, "SubsidioAlEmpleo"), other, subsidy_table);
      if (fac_sandbox_json_has (balance))
        PUT (fac_complement_xml_add (&self->xml, child, "CompensacionSaldosAFavor"), balance,
             balance_table);
    }
}

static void
put_disabilities (Payroll *self)
{
  static const FacComplementField table[] = {
    { "dias_incapacidad", "DiasIncapacidad", 0 },
    { "tipo_incapacidad", "TipoIncapacidad", TEXT },
    { "importe_monetario", "ImporteMonetario", MONEY },
  };
  FacJsonValue list = fac_json_get (self->data, "incapacidades");
  xmlNode *node = NULL;

  for (guint i = 0; i < fac_json_length (list); i++)
    {
      if (node == NULL)
        node = fac_complement_xml_add (&self->xml, self->xml.root, "Incapacidades");
      PUT (fac_complement_xml_add (&self->xml, node, "Incapacidad"), fac_json_at (list, i), table);
    }
}

static void
put_heading (Payroll *self)
{
  const char *kind = fac_sandbox_json_text (self->data, "tipo_nomina");
  FacDecimal days = fac_sandbox_json_number (self->data, "num_dias_pagados", FAC_DECIMAL_ZERO);
  g_autofree char *paid = payment_day (self);
  g_autofree char *first = day_of (self, self->data, "fecha_inicial_pago");
  g_autofree char *last = day_of (self, self->data, "fecha_final_pago");
  xmlNode *root = self->xml.root;

  days = fac_decimal_trim (days, 0);
  fac_complement_put (root, "Version", "1.2");
  fac_complement_put (root, "TipoNomina", kind != NULL ? kind : "O");
  fac_complement_put (root, "FechaPago", paid);
  fac_complement_put (root, "FechaInicialPago", first);
  fac_complement_put (root, "FechaFinalPago", last);
  /* the schema knows whole days and thousandths, nothing between */
  fac_complement_put_decimal (root, "NumDiasPagados",
                              days.scale > 0 ? fac_decimal_round (days, 3, FAC_ROUND_HALF_UP)
                                             : days);
}

static void
put_totals (Payroll *self)
{
  FacJsonValue deductions = fac_json_get (self->data, "deducciones");
  FacJsonValue others = fac_json_get (self->data, "otros_pagos");

  if (fac_json_length (earnings_of (self->data)) > 0)
    fac_complement_put_decimal (self->xml.root, "TotalPercepciones",
                                sum_of_earnings (self->data));
  if (fac_json_length (deductions) > 0)
    fac_complement_put_decimal (self->xml.root, "TotalDeducciones",
                                sum_of (deductions, "importe"));
  if (fac_json_length (others) > 0)
    fac_complement_put_decimal (self->xml.root, "TotalOtrosPagos", sum_of (others, "importe"));
}

/* The document pays what is earned and deducts as a discount. */
static void
fill_document (FacCfdi *cfdi, FacJsonValue data)
{
  FacCfdiConcepto *line = g_ptr_array_index (cfdi->conceptos, 0);
  FacJsonValue deductions = fac_json_get (data, "deducciones");
  FacDecimal paid = fac_decimal_add (sum_of_earnings (data),
                                     sum_of (fac_json_get (data, "otros_pagos"), "importe"));
  FacDecimal deducted = sum_of (deductions, "importe");

  line->valor_unitario = line->importe = cfdi->sub_total = paid;
  line->descuento = cfdi->descuento = deducted;
  line->has_descuento = cfdi->has_descuento = fac_json_length (deductions) > 0;
  cfdi->total = fac_decimal_sub (paid, deducted);
}

char *
fac_complement_nomina_build (const FacComplementContext *context, FacJsonValue data)
{
  Payroll self = { context, data };

  fac_complement_xml_init (&self.xml, "nomina12", "http://www.sat.gob.mx/nomina12", "Nomina");
  put_heading (&self);
  put_totals (&self);
  put_issuer (&self);
  put_receiver (&self);
  put_earnings (&self);
  put_deductions (&self);
  put_other_payments (&self);
  put_disabilities (&self);
  fill_document (context->cfdi, data);
  return fac_complement_xml_finish (&self.xml);
}
