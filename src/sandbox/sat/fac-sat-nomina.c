/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include <stdio.h>
#include <string.h>

#define N "Complemento/Nomina"
#define LINE "Conceptos/Concepto"
#define RECEIVER N "/Receptor"
#define EARNINGS N "/Percepciones"
#define EARNING EARNINGS "/Percepcion"
#define RETIREMENT EARNINGS "/JubilacionPensionRetiro"
#define DEDUCTIONS N "/Deducciones"
#define OTHER N "/OtrosPagos/OtroPago"
#define SEPARATION "022|023|025"
#define RETIRED "039|044"
#define BANKS "002|006|009|012|014|019|021|030|032|036|037|042|044|058|059|060|062|072|102|103|" \
              "106|108|110|112|113|116|124|126|127|128|129|130|131|132|133|134|135|136|137|138|" \
              "139|140|141|143|145|147|148|149|150|151|152|153|154|155|156|157|158|159|160|166|" \
              "168|600|601|602|605|606|607|608|610|614|615|616|617|618|619|620|621|622|623|626|" \
              "627|628|629|630|631|632|633|634|636|637|638|640|642|646|647|648|649|651|652|653|" \
              "655|656|659|670|901|902"

/* The monthly subsidy of 2026 and its day; periods of up to 31 days are held to the month's. */
#define SUBSIDY_MONTH "536.22"
#define SUBSIDY_DAY 1764

static FacDecimal
sum_of_two (xmlNode *node, const char *a, const char *b)
{
  return fac_decimal_add (fac_sat_value (node, a), fac_sat_value (node, b));
}

static FacDecimal
paid (FacSat *sat)
{
  return sum_of_two (fac_sat_child (sat->complement, "Nomina"), "TotalPercepciones",
                     "TotalOtrosPagos");
}

static gboolean
test_line_count (FacSat *sat, xmlNode *node G_GNUC_UNUSED)
{
  return sat->lines->len != 1;
}

static gboolean
test_price (FacSat *sat, xmlNode *line)
{
  return fac_sat_differs (line, "ValorUnitario", TRUE, paid (sat));
}

static gboolean
test_amount (FacSat *sat, xmlNode *line)
{
  return fac_sat_differs (line, "Importe", TRUE, paid (sat));
}

static gboolean
test_discount (FacSat *sat, xmlNode *line)
{
  FacDecimal deducted;
  gboolean any = fac_sat_number (fac_sat_child (sat->complement, "Nomina"), "TotalDeducciones",
                                 &deducted);

  return fac_sat_differs (line, "Descuento", any, deducted);
}

static gboolean
test_stray (FacSat *sat, xmlNode *root G_GNUC_UNUSED)
{
  return fac_sat_strays (sat, "Nomina");
}

static gboolean
read_day (xmlNode *node, const char *name, GDate *day)
{
  g_autofree char *text = fac_sat_text (node, name);

  g_date_clear (day, 1);
  if (text != NULL)
    g_date_set_parse (day, text);
  return g_date_valid (day);
}

static gboolean
is_later (xmlNode *node, const char *name, xmlNode *other, const char *other_name)
{
  GDate a, b;

  return read_day (node, name, &a) && read_day (other, other_name, &b)
    && g_date_compare (&a, &b) > 0;
}

static gboolean
test_period (FacSat *sat G_GNUC_UNUSED, xmlNode *payroll)
{
  return is_later (payroll, "FechaInicialPago", payroll, "FechaFinalPago");
}

static gboolean
test_start (FacSat *sat G_GNUC_UNUSED, xmlNode *receiver)
{
  return is_later (receiver, "FechaInicioRelLaboral", receiver->parent, "FechaFinalPago");
}

static gboolean
read_employment (xmlNode *receiver, GDate *start, GDate *end)
{
  if (!read_day (receiver, "FechaInicioRelLaboral", start)
      || !read_day (receiver->parent, "FechaFinalPago", end)
      || g_date_compare (start, end) > 0)
    return FALSE;
  g_date_add_days (end, 1);
  return TRUE;
}

static gboolean
test_weeks (FacSat *sat G_GNUC_UNUSED, xmlNode *receiver)
{
  g_autofree char *text = fac_sat_text (receiver, "Antigüedad");
  GDate start, end;
  int weeks, length = 0;

  return text != NULL && sscanf (text, "P%dW%n", &weeks, &length) == 1
    && length == (int) strlen (text) && read_employment (receiver, &start, &end)
    && weeks > g_date_days_between (&start, &end) / 7;
}

/* Years, months and days from the first day of work to the day after the period's last. */
static char *
employed_for (const GDate *start, const GDate *end)
{
  GDate step = *start;
  guint months = 0;
  GString *text = g_string_new ("P");

  for (;; months++)
    {
      GDate next = *start;

      g_date_add_months (&next, months + 1);
      if (g_date_compare (&next, end) > 0)
        break;
      step = next;
    }
  if (months >= 12)
    g_string_append_printf (text, "%uY", months / 12);
  if (months > 0)
    g_string_append_printf (text, "%uM", months % 12);
  g_string_append_printf (text, "%dD", g_date_days_between (&step, end));
  return g_string_free (text, FALSE);
}

static gboolean
test_seniority (FacSat *sat, xmlNode *receiver)
{
  g_autofree char *text = fac_sat_text (receiver, "Antigüedad");
  g_autofree char *expected = NULL;
  g_auto (GStrv) parts = NULL;
  GDate start, end;

  if (text == NULL || fac_sat_holds (sat, receiver, "Antigüedad~P[0-9]+W"))
    return FALSE;
  if (!fac_sat_holds (sat, receiver, "Antigüedad~P([0-9]+Y)?([0-9]+M)?[0-9]+D"))
    return TRUE;
  if (!read_employment (receiver, &start, &end))
    return FALSE;
  expected = employed_for (&start, &end);
  /* a part of nothing may be left out */
  parts = g_strsplit (expected, "Y0M", 2);
  if (parts[1] != NULL)
    {
      g_autofree char *shorter = g_strconcat (parts[0], "Y", parts[1], NULL);

      return !g_str_equal (text, expected) && !g_str_equal (text, shorter);
    }
  return !g_str_equal (text, expected);
}

/* Weights 3, 7, 1 over the first 17 digits. */
static gboolean
test_clabe (FacSat *sat G_GNUC_UNUSED, xmlNode *receiver)
{
  g_autofree char *text = fac_sat_text (receiver, "CuentaBancaria");
  int sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += (text[i] - '0') * (int[]) { 3, 7, 1 }[i % 3] % 10;
  return text[17] - '0' != (10 - sum % 10) % 10;
}

static gboolean
test_shares (FacSat *sat, xmlNode *receiver)
{
  return !fac_decimal_equal (fac_sat_sum (sat, receiver, "SubContratacion", "PorcentajeTiempo",
                                          NULL), fac_decimal_from_int (100));
}

static gboolean
test_own_money (FacSat *sat, xmlNode *entity)
{
  return fac_decimal_compare (fac_sat_value (entity, "MontoRecursoPropio"), paid (sat)) >= 0;
}

static gboolean
test_earned (FacSat *sat G_GNUC_UNUSED, xmlNode *payroll)
{
  xmlNode *earnings = fac_sat_child (payroll, "Percepciones");
  FacDecimal sum = sum_of_two (earnings, "TotalSueldos", "TotalSeparacionIndemnizacion");

  sum = fac_decimal_add (sum, fac_sat_value (earnings, "TotalJubilacionPensionRetiro"));
  return fac_sat_differs (payroll, "TotalPercepciones", TRUE, sum);
}

static gboolean
test_deducted (FacSat *sat G_GNUC_UNUSED, xmlNode *payroll)
{
  xmlNode *deductions = fac_sat_child (payroll, "Deducciones");

  return fac_sat_differs (payroll, "TotalDeducciones", TRUE,
                          sum_of_two (deductions, "TotalOtrasDeducciones",
                                      "TotalImpuestosRetenidos"));
}

static gboolean
test_others (FacSat *sat, xmlNode *payroll)
{
  return fac_sat_differs (payroll, "TotalOtrosPagos",
                          fac_sat_count (sat, payroll, "OtrosPagos/OtroPago", NULL) > 0,
                          fac_sat_sum (sat, payroll, "OtrosPagos/OtroPago", "Importe", NULL));
}

static gboolean
test_kinds (FacSat *sat G_GNUC_UNUSED, xmlNode *earnings)
{
  FacDecimal sum = sum_of_two (earnings, "TotalSueldos", "TotalSeparacionIndemnizacion");

  sum = fac_decimal_add (sum, fac_sat_value (earnings, "TotalJubilacionPensionRetiro"));
  return !fac_decimal_equal (sum, sum_of_two (earnings, "TotalGravado", "TotalExento"));
}

static FacDecimal
earned (FacSat *sat, xmlNode *earnings, const char *only)
{
  return fac_decimal_add (fac_sat_sum (sat, earnings, "Percepcion", "ImporteGravado", only),
                          fac_sat_sum (sat, earnings, "Percepcion", "ImporteExento", only));
}

static gboolean
test_wages (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_differs (earnings, "TotalSueldos", TRUE,
                          earned (sat, earnings, "TipoPercepcion#" SEPARATION "|" RETIRED));
}

static gboolean
test_separation (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_differs (earnings, "TotalSeparacionIndemnizacion",
                          fac_sat_count (sat, earnings, "Percepcion",
                                         "TipoPercepcion=" SEPARATION) > 0,
                          earned (sat, earnings, "TipoPercepcion=" SEPARATION));
}

static gboolean
test_retirement (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_differs (earnings, "TotalJubilacionPensionRetiro",
                          fac_sat_count (sat, earnings, "Percepcion",
                                         "TipoPercepcion=" RETIRED) > 0,
                          earned (sat, earnings, "TipoPercepcion=" RETIRED));
}

static gboolean
test_taxed (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_differs (earnings, "TotalGravado", TRUE,
                          fac_sat_sum (sat, earnings, "Percepcion", "ImporteGravado", NULL));
}

static gboolean
test_exempt (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_differs (earnings, "TotalExento", TRUE,
                          fac_sat_sum (sat, earnings, "Percepcion", "ImporteExento", NULL));
}

static gboolean
test_nothing (FacSat *sat G_GNUC_UNUSED, xmlNode *earning)
{
  return fac_decimal_sign (sum_of_two (earning, "ImporteGravado", "ImporteExento")) <= 0;
}

static gboolean
test_has_wages (FacSat *sat, xmlNode *earnings)
{
  return fac_sat_count (sat, earnings, "Percepcion",
                        "TipoPercepcion#" SEPARATION "|" RETIRED) > 0;
}

static FacDecimal
sick_pay (FacSat *sat)
{
  return fac_sat_sum (sat, sat->root, N "/Incapacidades/Incapacidad", "ImporteMonetario", NULL);
}

static gboolean
test_sick_earnings (FacSat *sat, xmlNode *earnings)
{
  const char *only = "TipoPercepcion=014";

  return fac_sat_count (sat, earnings, "Percepcion", only) > 0
    && !fac_decimal_equal (earned (sat, earnings, only), sick_pay (sat));
}

static gboolean
test_sick_deductions (FacSat *sat, xmlNode *deductions)
{
  const char *only = "TipoDeduccion=006";

  return fac_sat_count (sat, deductions, "Deduccion", only) > 0
    && !fac_decimal_equal (fac_sat_sum (sat, deductions, "Deduccion", "Importe", only),
                           sick_pay (sat));
}

static gboolean
test_withheld (FacSat *sat, xmlNode *deductions)
{
  const char *only = "TipoDeduccion=002";

  return fac_sat_differs (deductions, "TotalImpuestosRetenidos",
                          fac_sat_count (sat, deductions, "Deduccion", only) > 0,
                          fac_sat_sum (sat, deductions, "Deduccion", "Importe", only));
}

static gboolean
test_withheld_of_none (FacSat *sat, xmlNode *deductions)
{
  return fac_sat_count (sat, deductions, "Deduccion", "TipoDeduccion=002") == 0;
}

static gboolean
test_year (FacSat *sat, xmlNode *balance)
{
  g_autofree char *text = fac_sat_text (balance, "Año");
  g_autofree char *date = fac_sat_text (sat->root, "Fecha");
  gint64 year = g_ascii_strtoll (date != NULL ? date : "", NULL, 10);
  gint64 stated = g_ascii_strtoll (text != NULL ? text : "", NULL, 10);

  return stated != year && stated != year - 1;
}

static gboolean
test_subsidy_of_days (FacSat *sat G_GNUC_UNUSED, xmlNode *subsidy)
{
  xmlNode *payroll = subsidy->parent->parent->parent;
  FacDecimal limit = fac_decimal_mul (fac_sat_value (payroll, "NumDiasPagados"),
                                      fac_decimal_make (SUBSIDY_DAY, 2), 2, FAC_ROUND_UP);

  return fac_decimal_compare (fac_sat_value (subsidy, "SubsidioCausado"), limit) > 0;
}

/* The subsidy of ordinary wages stands there even when it is nothing, unless 007 or 008 replace
 * it. */
static gboolean
test_subsidy_there (FacSat *sat, xmlNode *payroll)
{
  guint own = fac_sat_count (sat, payroll, "OtrosPagos/OtroPago", "TipoOtroPago=002");
  guint instead = fac_sat_count (sat, payroll, "OtrosPagos/OtroPago", "TipoOtroPago=007|008");

  return own > 0 ? instead > 0
    : instead == 0 && fac_sat_holds (sat, payroll, "TipoNomina=O Receptor@TipoRegimen=02");
}

static const FacSatRule document_rules[] = {
  { "NOM1", N, "/@Moneda#MXN" },
  { "NOM2", N, "/@TipoDeComprobante#N" },
  { "NOM3", N, "/@Exportacion#01" },
  { "NOM4", N, "/InformacionGlobal/" },
  { "NOM5", N, "/Emisor@Rfc~.{12} Emisor@Curp" },
  { "NOM6", N, "/Emisor@Rfc~.{13} !Emisor@Curp" },
  { "NOM7", N, "/Emisor@FacAtrAdquirente" },
  { "NOM8", N, "/Receptor@Rfc^.{13}" },
  { "NOM9", N, "/Receptor@Rfc?rfc" },
  { "NOM10", N, "/Receptor@Rfc=XAXX010101000 !Receptor@Curp" },
  { "NOM11", N, "/Receptor@RegimenFiscalReceptor#605" },
  { "NOM12", N, "/Receptor@UsoCFDI#CN01" },
  { "NOM13", N, NULL, test_line_count },
  { "NOM14", LINE, "ClaveProdServ#84111505" },
  { "NOM15", LINE, "NoIdentificacion" },
  { "NOM16", LINE, "Cantidad#1" },
  { "NOM17", LINE, "ClaveUnidad#ACT" },
  { "NOM18", LINE, "Unidad" },
  { "NOM19", LINE, "!Descripcion~Pago\\sde\\snómina" },
  { "NOM20", LINE, NULL, test_price },
  { "NOM21", LINE, NULL, test_amount },
  { "NOM22", LINE, NULL, test_discount },
  { "NOM23", LINE, "ObjetoImp#01" },
  { "NOM24", LINE, "Impuestos/" },
  { "NOM25", LINE, "ACuentaTerceros/" },
  { "NOM26", LINE, "InformacionAduanera/" },
  { "NOM27", LINE, "CuentaPredial/" },
  { "NOM28", LINE, "ComplementoConcepto/" },
  { "NOM29", LINE, "Parte/" },
  { "NOM31", N, "!Percepciones/ !OtrosPagos/" },
};

static const FacSatRule party_rules[] = {
  { "NOM32", N, "!TipoNomina=O|E" },
  { "NOM33", RECEIVER, "../@TipoNomina=O PeriodicidadPago=99" },
  { "NOM34", RECEIVER, "../@TipoNomina=E PeriodicidadPago#99" },
  { "NOM35", N, NULL, test_period },
  { "NOM41", N "/Emisor", "RfcPatronOrigen?rfc" },
  { "NOM42", RECEIVER, "TipoContrato~0[1-8] !../Emisor@RegistroPatronal" },
  { "NOM43", RECEIVER, "TipoContrato=09|10|99 ../Emisor@RegistroPatronal" },
  { "NOM44", RECEIVER, "../Emisor@RegistroPatronal !NumSeguridadSocial" },
  { "NOM44", RECEIVER, "../Emisor@RegistroPatronal !FechaInicioRelLaboral" },
  { "NOM44", RECEIVER, "../Emisor@RegistroPatronal !Antigüedad" },
  { "NOM44", RECEIVER, "../Emisor@RegistroPatronal !RiesgoPuesto" },
  { "NOM44", RECEIVER, "../Emisor@RegistroPatronal !SalarioDiarioIntegrado" },
  /* simulated: who is in the system of fiscal coordination */
  { "NOM45", N, "/Emisor@Rfc~GOB.{9} !Emisor/EntidadSNCF/" },
  { "NOM46", N, "/Emisor@Rfc~.{13} Emisor/EntidadSNCF/" },
  { "NOM47", N "/Emisor/EntidadSNCF", "!OrigenRecurso=IP|IF|IM" },
  { "NOM48", N "/Emisor/EntidadSNCF", "OrigenRecurso=IM !MontoRecursoPropio" },
  { "NOM49", N "/Emisor/EntidadSNCF", "OrigenRecurso#IM MontoRecursoPropio" },
  { "NOM50", N "/Emisor/EntidadSNCF", "MontoRecursoPropio", test_own_money },
  { "NOM51", RECEIVER, "!TipoContrato=01|02|03|04|05|06|07|08|09|10|99" },
  { "NOM52", RECEIVER, "TipoJornada#01|02|03|04|05|06|07|08|99" },
  { "NOM53", RECEIVER, NULL, test_start },
  { "NOM54", RECEIVER, NULL, test_weeks },
  { "NOM55", RECEIVER, NULL, test_seniority },
  { "NOM56", RECEIVER, "!TipoRegimen=02|03|04|05|06|07|08|09|10|11|12|13|99" },
  { "NOM57", RECEIVER, "TipoContrato~0[1-8] TipoRegimen#02|03|04" },
  { "NOM58", RECEIVER, "TipoContrato=09|10|99 TipoRegimen=02|03|04" },
  { "NOM59", RECEIVER, "RiesgoPuesto#1|2|3|4|5|99" },
  { "NOM60", RECEIVER, "!PeriodicidadPago=01|02|03|04|05|06|07|08|09|10|99" },
  { "NOM61", RECEIVER, "Banco#" BANKS },
  { "NOM62", RECEIVER, "CuentaBancaria^[0-9]{10,11}|[0-9]{16}|[0-9]{18}" },
  { "NOM63", RECEIVER, "CuentaBancaria~[0-9]{18} Banco" },
  { "NOM64", RECEIVER, "CuentaBancaria~[0-9]{18}", test_clabe },
  { "NOM65", RECEIVER, "CuentaBancaria~[0-9]{10,11}|[0-9]{16} !Banco" },
  { "NOM66", RECEIVER, "ClaveEntFed?states" },
  { "NOM67", RECEIVER "/SubContratacion", "RfcLabora?rfc" },
  { "NOM68", RECEIVER, "SubContratacion/", test_shares },
};

static const FacSatRule earning_rules[] = {
  { "NOM36", N, "TotalPercepciones !Percepciones/" },
  { "NOM37", N, "Percepciones/", test_earned },
  { "NOM69", EARNINGS, NULL, test_kinds },
  { "NOM70", EARNINGS, "TotalSueldos", test_wages },
  { "NOM71", EARNINGS, NULL, test_separation },
  { "NOM72", EARNINGS, NULL, test_retirement },
  { "NOM73", EARNINGS, NULL, test_taxed },
  { "NOM74", EARNINGS, NULL, test_exempt },
  { "NOM75", EARNING, NULL, test_nothing },
  { "NOM76", EARNING, "TipoPercepcion?nomina_earnings" },
  { "NOM77", EARNINGS, "!TotalSueldos", test_has_wages },
  { "NOM78", EARNING, "TipoPercepcion=" SEPARATION " !../SeparacionIndemnizacion/" },
  { "NOM79", EARNING, "TipoPercepcion=" RETIRED " !../JubilacionPensionRetiro/" },
  { "NOM80", EARNING, "TipoPercepcion=039 ../JubilacionPensionRetiro/ "
                      "!../JubilacionPensionRetiro@TotalUnaExhibicion" },
  { "NOM80", EARNING, "TipoPercepcion=039 ../JubilacionPensionRetiro@TotalParcialidad" },
  { "NOM80", EARNING, "TipoPercepcion=039 ../JubilacionPensionRetiro@MontoDiario" },
  { "NOM81", EARNING, "TipoPercepcion=044 ../JubilacionPensionRetiro/ "
                      "!../JubilacionPensionRetiro@TotalParcialidad" },
  { "NOM81", EARNING, "TipoPercepcion=044 ../JubilacionPensionRetiro/ "
                      "!../JubilacionPensionRetiro@MontoDiario" },
  { "NOM81", EARNING, "TipoPercepcion=044 ../JubilacionPensionRetiro@TotalUnaExhibicion" },
  { "NOM82", EARNING, "TipoPercepcion=045 !AccionesOTitulos/" },
  { "NOM83", EARNING, "TipoPercepcion#045 AccionesOTitulos/" },
  { "NOM84", EARNING, "TipoPercepcion=019 !HorasExtra/" },
  { "NOM85", EARNING, "TipoPercepcion#019 HorasExtra/" },
  { "NOM86", EARNING, "TipoPercepcion=014 !../../Incapacidades/" },
  { "NOM87", EARNINGS, NULL, test_sick_earnings },
  { "NOM88", EARNING "/HorasExtra", "!TipoHoras=01|02|03" },
  { "NOM89", RETIREMENT, "TotalUnaExhibicion TotalParcialidad" },
  { "NOM89", RETIREMENT, "TotalUnaExhibicion MontoDiario" },
  { "NOM90", RETIREMENT, "TotalParcialidad !MontoDiario" },
  { "NOM90", RETIREMENT, "TotalParcialidad TotalUnaExhibicion" },
};

static const FacSatRule other_rules[] = {
  { "NOM38", N, "TotalDeducciones !Deducciones/" },
  { "NOM39", N, "Deducciones/", test_deducted },
  { "NOM40", N, NULL, test_others },
  { "NOM91", DEDUCTIONS, NULL, test_withheld },
  { "NOM92", DEDUCTIONS, "TotalImpuestosRetenidos", test_withheld_of_none },
  { "NOM93", DEDUCTIONS "/Deduccion", "TipoDeduccion?nomina_deductions" },
  { "NOM94", DEDUCTIONS "/Deduccion", "TipoDeduccion=006 !../../Incapacidades/" },
  { "NOM95", DEDUCTIONS, NULL, test_sick_deductions },
  { "NOM96", DEDUCTIONS "/Deduccion", "!Importe>0" },
  { "NOM97", OTHER, "TipoOtroPago?nomina_other_payments" },
  { "NOM98", OTHER, "TipoOtroPago=004 !CompensacionSaldosAFavor/" },
  { "NOM99", OTHER, "TipoOtroPago=002 !SubsidioAlEmpleo/" },
  { "NOM100", OTHER, "TipoOtroPago#002 !Importe>0" },
  { "NOM101", OTHER "/SubsidioAlEmpleo", "!../../../@NumDiasPagados>31 "
                                         "SubsidioCausado>" SUBSIDY_MONTH },
  { "NOM102", OTHER "/CompensacionSaldosAFavor", "SaldoAFavor<RemanenteSalFav" },
  { "NOM103", OTHER "/CompensacionSaldosAFavor", NULL, test_year },
  { "NOM104", N "/Incapacidades/Incapacidad", "!TipoIncapacidad=01|02|03|04" },
  { "NOM105", N, NULL, test_subsidy_there },
  { "NOM106", OTHER, "TipoOtroPago=002|007|008 ../../Receptor@TipoRegimen#02" },
  { "NOM107", OTHER, "TipoOtroPago=002 Importe>SubsidioAlEmpleo@SubsidioCausado" },
  { "NOM108", OTHER "/SubsidioAlEmpleo", "../../../@NumDiasPagados>31", test_subsidy_of_days },
};

/* Outside of cfdi:Complemento it is misplaced, whatever type the document has. */
static const FacSatRule place_rules[] = {
  { "NOM30", "", NULL, test_stray },
};

void
fac_sat_check_nomina (FacSat *sat)
{
  fac_sat_apply (sat, place_rules, G_N_ELEMENTS (place_rules));
  if (fac_sat_child (sat->complement, "Nomina") == NULL)
    return;
  fac_sat_apply (sat, document_rules, G_N_ELEMENTS (document_rules));
  fac_sat_apply (sat, party_rules, G_N_ELEMENTS (party_rules));
  fac_sat_apply (sat, earning_rules, G_N_ELEMENTS (earning_rules));
  fac_sat_apply (sat, other_rules, G_N_ELEMENTS (other_rules));
}
