/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-certificate.h"
#include "fac-cfdi-check.h"
#include "fac-cfdi-xml.h"
#include "fac-test.h"

#include <string.h>

#define FROM (G_GINT64_CONSTANT (1483228800) * G_USEC_PER_SEC) /* 2017 */
#define TO (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)   /* 2030 */
#define NUMBER "30001000000500009999"

static FacCertificate *issuer_40;
static FacCertificate *issuer_33;

static char *
read_sample (const char *name)
{
  g_autofree char *inside = g_strconcat ("golden/cfdi/", name, ".xml", NULL);
  g_autofree char *path = fac_test_file (inside);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
replace (char **text, const char *from, const char *to)
{
  g_autoptr (GString) all = g_string_new (*text);
  const guint times = g_string_replace (all, from, to, 1);

  if (times == 0)
    g_error ("the sample has no %s", from);
  g_free (*text);
  *text = g_strdup (all->str);
}

/* Of the first attribute of that name. */
static void
set_attribute (char **text, const char *name, const char *value)
{
  g_autofree char *start = g_strdup_printf (" %s=\"", name);
  const char *at = strstr (*text, start);
  const char *end;
  g_autofree char *before = NULL;
  char *whole;

  g_assert_nonnull (at);
  at += strlen (start);
  end = strchr (at, '"');
  before = g_strndup (*text, (gsize)(at - *text));
  whole = g_strconcat (before, value, end, NULL);
  g_free (*text);
  *text = whole;
}

/* Sealed and stamped anew, as whoever issues a wrong document would. */
static void
seal_again (char **text, FacCertificate *issuer)
{
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *cadena = NULL, *seal = NULL;
  g_autoptr (GError) error = NULL;

  set_attribute (text, "NoCertificado", fac_certificate_get_number (issuer));
  set_attribute (text, "Certificado", fac_certificate_get_base64 (issuer));
  xml = g_bytes_new (*text, strlen (*text));
  cadena = fac_cfdi_cadena (xml, &error);
  g_assert_no_error (error);
  seal = fac_certificate_sign (issuer, cadena, &error);
  g_assert_no_error (error);
  set_attribute (text, "Sello", seal);
  set_attribute (text, "SelloCFD", seal);
}

static FacCfdiVerdict *
check_text (const char *text)
{
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

  return fac_cfdi_check (xml, NULL);
}

static void
print_faults (const FacCfdiVerdict *verdict)
{
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      g_test_message ("%s %s: %s", fault->code, fault->where, fault->text);
    }
}

/* ---- what is right ---------------------------------------------------------------------------- */

static void
test_right (gconstpointer data)
{
  g_autofree char *text = read_sample (data);
  g_autoptr (FacCfdiVerdict) verdict = check_text (text);

  print_faults (verdict);
  g_assert_cmpuint (verdict->faults->len, ==, 0);
  g_assert_nonnull (verdict->uuid);
  g_assert_nonnull (verdict->certificate);
  g_assert_cmpuint (verdict->unchecked->len, >, 0);
  seal_again (&text, g_str_has_prefix (data, "c33") ? issuer_33 : issuer_40);
  g_clear_pointer (&verdict, fac_cfdi_verdict_free);
  verdict = check_text (text);
  print_faults (verdict);
  g_assert_cmpuint (verdict->faults->len, ==, 0);
}

static void
test_all_shared (void)
{
  g_autofree char *folder = fac_test_shared ("data/sat/samples");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint count = 0;

  if (dir == NULL)
    {
      fac_test_skip_shared ("data/sat/samples");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (FacCfdiVerdict) verdict = NULL;

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      verdict = fac_cfdi_check_file (file, NULL, NULL);
      g_test_message ("%s", name);
      print_faults (verdict);
      g_assert_cmpuint (verdict->faults->len, ==, 0);
      count++;
    }
  g_assert_cmpuint (count, ==, 18);
}

/* What stands behind the first complement of a kind is looked at, too. */
static void
test_second_complement (void)
{
  static const struct
  {
    const char *sample, *end, *name, *code;
  } cases[] = {
    { "p01-pago-mxn", "</pago20:Pagos>", "MontoTotalPagos", "CRP20211" },
    { "n01-ordinaria", "</nomina12:Nomina>", "TotalPercepciones", "NOM37" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = read_sample (cases[i].sample);
      g_autofree char *start = g_strdup_printf ("<%.*s", (int)strlen (cases[i].end) - 3,
                                                cases[i].end + 2);
      const char *from = strstr (text, start);
      const char *end = strstr (text, cases[i].end) + strlen (cases[i].end);
      g_autofree char *copy = g_strndup (from, (gsize)(end - from));
      g_autofree char *both = NULL;
      g_autoptr (FacCfdiVerdict) verdict = NULL;

      set_attribute (&copy, cases[i].name, "999999.00");
      both = g_strdup_printf ("%.*s%s%s", (int)(end - text), text, copy, end);
      verdict = check_text (both);
      g_assert_true (fac_cfdi_verdict_has (verdict, cases[i].code));
    }
}

/* ---- what is wrong ---------------------------------------------------------------------------- */

#define I02 "i02-descuento-tasas-mixtas"
#define I03 "i03-honorarios-retenciones"
#define I04 "i04-global"
#define I05 "i05-usd-extranjero"
#define P01 "p01-pago-mxn"
#define P02 "p02-pago-usd-en-mxn"
#define N01 "n01-ordinaria"
#define T01 "t01-carta-porte"
#define R01 "r01-dividendos"
#define C33 "c33-i01-contado"
#define C33P "c33-p01-parcialidades"

/* @told: (nullable): part of the sentence, or what would be right */
static const struct
{
  const char *sample;
  const char *from;
  const char *to;
  const char *code;
  const char *told;
} wrong[] = {
  { I02, " Fecha=\"2026-03-02T10:01:00\"", "", "301", "Fecha" },
  { I02, " RegimenFiscal=\"601\"", "", "301", "RegimenFiscal" },
  { I02, " Fecha=\"2026-03-02T10:01:00\"", " Fecha=\"2026-13-02T10:01:00\"", "CFDI40101", NULL },
  { I02, " UsoCFDI=\"G03\"", " UsoCFDI=\"Z99\"", "CFDI40160", NULL },
  { I02, " Exportacion=\"01\"", " Exportacion=\"01\" Extra=\"1\"", "301", "Extra" },
  { I02, "<cfdi:Conceptos>", "<cfdi:Foo/><cfdi:Conceptos>", "301", "Foo" },
  { I02, " FormaPago=\"04\"", " FormaPago=\"77\"", "CFDI40104", NULL },
  { I02, " MetodoPago=\"PUE\"", " MetodoPago=\"PPD\"", "CFDI40105", NULL },
  { I02, " SubTotal=\"3655.00\"", " SubTotal=\"3655.000\"", "CFDI40107", NULL },
  { I02, " SubTotal=\"3655.00\"", " SubTotal=\"3655.01\"", "CFDI40108", NULL },
  { I02, " Descuento=\"100.00\"", " Descuento=\"3656.00\"", "CFDI40110", NULL },
  { I02, " Descuento=\"100.00\"", " Descuento=\"100.01\"", "CFDI40111", NULL },
  { I02, " Descuento=\"100.00\"", "", "CFDI40111", NULL },
  { I02, " Moneda=\"MXN\"", " Moneda=\"MXN\" TipoCambio=\"17.5\"", "CFDI40114", NULL },
  { I05, " TipoCambio=\"17.123400\"", "", "CFDI40115", NULL },
  { I02, " Total=\"4018.84\"", " Total=\"4018.85\"", "CFDI40119", "4018.84" },
  { I02, " Exportacion=\"01\"", " Exportacion=\"02\"", "CFDI40122", NULL },
  { I04, "  <cfdi:InformacionGlobal Periodicidad=\"04\" Meses=\"02\" Año=\"2026\"/>\n", "",
    "CFDI40130", NULL },
  { I04, " Periodicidad=\"04\"", " Periodicidad=\"05\"", "CFDI40132", NULL },
  { I04, " Meses=\"02\"", " Meses=\"14\"", "CFDI40134", NULL },
  { I04, " Año=\"2026\"", " Año=\"2019\"", "CFDI40136", NULL },
  { I04, " DomicilioFiscalReceptor=\"42501\"", " DomicilioFiscalReceptor=\"42500\"", "CFDI40149",
    NULL },
  { I05, " ResidenciaFiscal=\"USA\"", " ResidenciaFiscal=\"MEX\"", "CFDI40152", NULL },
  { I05, " ResidenciaFiscal=\"USA\"", "", "CFDI40153", NULL },
  { I05, " NumRegIdTrib=\"123456789\"", " NumRegIdTrib=\"12\"", "CFDI40156", NULL },
  { I02, " UsoCFDI=\"G03\"", " UsoCFDI=\"G03\" NumRegIdTrib=\"1\"", "CFDI40154", NULL },
  { I04, " RegimenFiscalReceptor=\"616\"", " RegimenFiscalReceptor=\"601\"", "CFDI40159", NULL },
  { I02, " ValorUnitario=\"80.00\"", " ValorUnitario=\"0.00\"", "CFDI40166", NULL },
  { I02, " Importe=\"126.000000\" ObjetoImp", " Importe=\"140.000000\" ObjetoImp", "CFDI40167",
    NULL },
  { I02, " Descuento=\"99.995000\"", " Descuento=\"3000.000000\"", "CFDI40169", NULL },
  { I02, " Importe=\"80.000000\" ObjetoImp=\"01\"", " Importe=\"80.000000\" ObjetoImp=\"02\"",
    "CFDI40171", NULL },
  { I02, " Importe=\"450.000000\" ObjetoImp=\"02\"", " Importe=\"450.000000\" ObjetoImp=\"01\"",
    "CFDI40172", NULL },
  { I02, " Base=\"126.000000\"", " Base=\"0.000000\"", "CFDI40174", NULL },
  { I02, " TipoFactor=\"Exento\"/>", " TipoFactor=\"Exento\" Importe=\"1.00\"/>", "CFDI40177",
    NULL },
  { I02, " TasaOCuota=\"0.000000\" Importe=\"0.000000\"", "", "CFDI40178", NULL },
  { I02, " TasaOCuota=\"0.160000\" Importe=\"463.840800\"",
    " TasaOCuota=\"0.150000\" Importe=\"434.850750\"", "CFDI40179", NULL },
  { I02, " Importe=\"463.840800\"", " Importe=\"463.940800\"", "CFDI40180", NULL },
  { I03, " Importe=\"1066.670000\"", " Importe=\"1066.770000\"", "CFDI40186", NULL },
  { I03, " TasaOCuota=\"0.100000\"", " TasaOCuota=\"0.400000\"", "CFDI40185", NULL },
  { I03, " TotalImpuestosRetenidos=\"2066.67\"", " TotalImpuestosRetenidos=\"2066.68\"",
    "CFDI40203", "2066.67" },
  { I03, " TotalImpuestosRetenidos=\"2066.67\"", "", "CFDI40206", NULL },
  { I03, "<cfdi:Retencion Impuesto=\"001\" Importe=\"1000.00\"/>",
    "<cfdi:Retencion Impuesto=\"001\" Importe=\"1000.01\"/>", "CFDI40211", NULL },
  { I02, " TotalImpuestosTrasladados=\"463.84\"", " TotalImpuestosTrasladados=\"463.85\"",
    "CFDI40205", NULL },
  { I02, " TotalImpuestosTrasladados=\"463.84\"", "", "CFDI40212", NULL },
  { I02, " Base=\"2899.01\"", " Base=\"2899.00\"", "CFDI40215", NULL },
  { I02, " Base=\"450.00\"", " Base=\"451.00\"", "CFDI40216", NULL },
  { I02, " Importe=\"463.84\"", " Importe=\"463.85\"", "CFDI40221", NULL },
  { I02, "      <cfdi:Traslado Base=\"450.00\" Impuesto=\"002\" TipoFactor=\"Exento\"/>\n", "",
    "CFDI40221", NULL },
  { P01, " Exportacion=\"01\"", " Exportacion=\"02\"", "CRP20102", NULL },
  { P01, " Total=\"0\"", " Total=\"1160.00\"", "CRP20110", NULL },
  { P01, " Descripcion=\"Pago\"", " Descripcion=\"Abono\"", "CRP20118", NULL },
  { P01, " TotalTrasladosBaseIVA16=\"1000.00\"", " TotalTrasladosBaseIVA16=\"1000.01\"", "CRP20204",
    NULL },
  { P01, " TotalTrasladosImpuestoIVA16=\"160.00\"", " TotalTrasladosImpuestoIVA16=\"160.01\"",
    "CRP20205", NULL },
  { P01, " TotalTrasladosBaseIVA16=\"1000.00\"", "", "CRP20267", NULL },
  { P02, " TotalRetencionesISR=\"191.77\"", " TotalRetencionesISR=\"191.78\"", "CRP20202", NULL },
  { P01, " MontoTotalPagos=\"1160.00\"", " MontoTotalPagos=\"1160.01\"", "CRP20211", "1160.00" },
  { P01, " FormaDePagoP=\"03\"", " FormaDePagoP=\"99\"", "CRP20212", NULL },
  { P01, " TipoCambioP=\"1\"", " TipoCambioP=\"2\"", "CRP20215", NULL },
  { P01, " Monto=\"1160.00\"", " Monto=\"1159.00\"", "CRP20217", NULL },
  { P02, " Monto=\"6000.00\"", " Monto=\"5999.00\"", "CRP20276", NULL },
  { P01, " FormaDePagoP=\"03\"", " FormaDePagoP=\"01\" CtaOrdenante=\"1234567890\"", "CRP20224",
    NULL },
  { P01, " FormaDePagoP=\"03\"", " FormaDePagoP=\"03\" CtaOrdenante=\"12345678901\"", "CRP20225",
    NULL },
  { P01, " EquivalenciaDR=\"1\"", " EquivalenciaDR=\"2\"", "CRP20238", NULL },
  { P02, " EquivalenciaDR=\"0.0584795322\"", "", "CRP20237", NULL },
  { P01, " ImpSaldoInsoluto=\"1740.00\"", " ImpSaldoInsoluto=\"1740.01\"", "CRP20244", "1740.00" },
  { P01, " ObjetoImpDR=\"02\"", " ObjetoImpDR=\"01\"", "CRP20247", NULL },
  { P01, " ImporteDR=\"160.00\"", " ImporteDR=\"161.00\"", "CRP20261", NULL },
  { P02, " ImporteDR=\"191.773585\"", " ImporteDR=\"191.793585\"", "CRP20254", NULL },
  { P01, " BaseP=\"1000.000000\"", " BaseP=\"1000.100000\"", "CRP20268", NULL },
  { P01, " ImporteP=\"160.000000\"", " ImporteP=\"160.010000\"", "CRP20274", NULL },
  { P02, " ImporteP=\"854.037736\"", " ImporteP=\"854.137736\"", "CRP20274", NULL },
  { P02, " ImporteP=\"191.773585\"", " ImporteP=\"191.783585\"", "CRP20265", NULL },
  { P01, "  <cfdi:Conceptos>", "  <cfdi:InformacionGlobal/><cfdi:Conceptos>", "301",
    "InformacionGlobal" },
  { N01, " TipoNomina=\"O\"", " TipoNomina=\"E\"", "NOM34", NULL },
  { N01, " FechaInicialPago=\"2026-02-16\"", " FechaInicialPago=\"2026-03-16\"", "NOM35", NULL },
  { N01, " UsoCFDI=\"CN01\"", " UsoCFDI=\"S01\"", "NOM12", NULL },
  { N01, " Descripcion=\"Pago de nómina\"", " Descripcion=\"Pago de nomina\"", "NOM19", NULL },
  { N01, " ValorUnitario=\"6090.00\"", " ValorUnitario=\"6090.01\"", "NOM20", NULL },
  { N01, " Importe=\"6090.00\" Descuento", " Importe=\"6090.01\" Descuento", "NOM21", NULL },
  { N01, " Descuento=\"672.54\" ObjetoImp", " Descuento=\"672.55\" ObjetoImp", "NOM22", NULL },
  { N01, " TotalPercepciones=\"6090.00\"", " TotalPercepciones=\"6090.01\"", "NOM37", NULL },
  { N01, " TotalDeducciones=\"672.54\"", " TotalDeducciones=\"672.55\"", "NOM39", NULL },
  { N01, " TotalOtrosPagos=\"0.00\"", " TotalOtrosPagos=\"1.00\"", "NOM40", NULL },
  { N01, " RegistroPatronal=\"B5510768108\"", "", "NOM42", NULL },
  { N01, " NumSeguridadSocial=\"04078873454\"", "", "NOM44", NULL },
  { N01, " Antigüedad=\"P110W\"", " Antigüedad=\"P111W\"", "NOM54", NULL },
  { N01, " Antigüedad=\"P110W\"", " Antigüedad=\"P2Y1M15D\"", "NOM55", NULL },
  { N01, " CuentaBancaria=\"002215911558451272\"", " CuentaBancaria=\"1234567890\"", "NOM65",
    NULL },
  { N01, " TotalSueldos=\"6090.00\"", " TotalSueldos=\"6090.01\"", "NOM70", NULL },
  { N01, " TotalGravado=\"5970.00\"", " TotalGravado=\"5970.01\"", "NOM73", NULL },
  { N01, " TotalExento=\"120.00\"", " TotalExento=\"120.01\"", "NOM74", NULL },
  { N01, " TotalExento=\"120.00\"", " TotalExento=\"120.01\"", "NOM69", NULL },
  { N01, " TotalImpuestosRetenidos=\"512.34\"", " TotalImpuestosRetenidos=\"512.35\"", "NOM91",
    NULL },
  { N01, " TotalOtrasDeducciones=\"160.20\"", " TotalOtrasDeducciones=\"160.21\"", "NOM39", NULL },
  { N01, " TipoRegimen=\"02\"", " TipoRegimen=\"09\"", "NOM57", NULL },
  { N01, " Curp=\"FUNK671228MCLNLR05\"", "", "301", "Curp" },
  { N01, " TipoPercepcion=\"001\"", " TipoPercepcion=\"019\"", "NOM84", NULL },
  { T01, " Moneda=\"XXX\"", " Moneda=\"MXN\"", "CP103", NULL },
  { T01, " UsoCFDI=\"S01\"", " UsoCFDI=\"G03\"", "CP111", NULL },
  { T01, " TotalDistRec=\"870\"", " TotalDistRec=\"871\"", "CP126", "870" },
  { T01, " TotalDistRec=\"870\"", "", "CP125", NULL },
  { T01, " TranspInternac=\"No\"", " TranspInternac=\"Sí\"", "CP119", NULL },
  { T01, " IDUbicacion=\"OR000001\"", " IDUbicacion=\"DE000009\"", "CP131", NULL },
  { T01, " DistanciaRecorrida=\"870\"", "", "CP141", NULL },
  { T01, " PesoBrutoTotal=\"25.5\"", " PesoBrutoTotal=\"26\"", "CP149", NULL },
  { T01, " NumTotalMercancias=\"1\"", " NumTotalMercancias=\"2\"", "CP154", NULL },
  { T01, " PesoEnKg=\"25.5\"", " PesoEnKg=\"25.5\" MaterialPeligroso=\"Sí\"", "CP156", NULL },
  { T01, " TipoFigura=\"01\"", " TipoFigura=\"02\"", "CP194", NULL },
  { T01, " RFCFigura=\"CACX7605101P8\"", " RFCFigura=\"XEXX010101000\"", "CP197", NULL },
  { T01, " PesoEnKg=\"25.5\"", " PesoEnKg=\"25.5\" SectorCOFEPRIS=\"04\" NomQuimico=\"Cloro\"", "CP162", NULL },
  { T01, " TotalDistRec=\"870\"", " TotalDistRec=\"870\" UbicacionPoloOrigen=\"01\"", "CP127", NULL },
  { T01, " NumLicencia=\"a234567890\"", "", "CP196", NULL },
  { T01, " IdCCP=\"CCC1A2B3-C4D5-4E6F-8A9B-0C1D2E3F4A5B\"", "", "301", "IdCCP" },
  { R01, " MontoTotOperacion=\"50000.00\"", " MontoTotOperacion=\"50001.00\"", "Reten20127", NULL },
  { R01, " MontoTotRet=\"5000.00\"", " MontoTotRet=\"5000.01\"", "Reten20131", "5000.00" },
  { R01, " MesIni=\"02\"", " MesIni=\"03\"", "Reten20122", NULL },
  { R01, " Ejercicio=\"2026\"", " Ejercicio=\"2019\"", "Reten20126", NULL },
  { R01, " CveRetenc=\"14\"", " CveRetenc=\"25\"", "Reten20106", NULL },
  { R01, " CveRetenc=\"14\"", " CveRetenc=\"16\"", "Reten20107", NULL },
  { R01, " TipoPagoRet=\"03\"", " TipoPagoRet=\"01\"", "Reten20135", NULL },
  { R01, " MontISRAcredRetMexico=\"0.00\"", "", "301", "MontISRAcredRetMexico" },
  { C33, " Total=\"9313.20\"", " Total=\"9313.21\"", "SUM", "9313.20" },
  { C33, " SubTotal=\"8126.00\"", " SubTotal=\"8126.10\"", "SUM", NULL },
  { C33, " Importe=\"7420.00\">", " Importe=\"7421.00\">", "SUM", NULL },
  { C33, " UsoCFDI=\"P01\"", "", "301", "UsoCFDI" },
  { C33, " ClaveUnidad=\"H87\"", "", "301", "ClaveUnidad" },
  { C33P, " ImpSaldoInsoluto=\"4600.00\"", " ImpSaldoInsoluto=\"4600.01\"", "SUM", "4600.00" },
  { C33P, " Monto=\"10000.00\"", " Monto=\"9999.00\"", "SUM", NULL },
};

static gboolean
tells (const FacCfdiVerdict *verdict, const char *code, const char *told)
{
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      if (!g_str_equal (fault->code, code))
        continue;
      if (told == NULL || (fault->text != NULL && strstr (fault->text, told) != NULL)
          || g_strcmp0 (fault->wanted, told) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = read_sample (wrong[i].sample);
      g_autoptr (FacCfdiVerdict) verdict = NULL;

      replace (&text, wrong[i].from, wrong[i].to);
      seal_again (&text, g_str_has_prefix (wrong[i].sample, "c33") ? issuer_33 : issuer_40);
      verdict = check_text (text);
      if (!tells (verdict, wrong[i].code, wrong[i].told)
          || fac_cfdi_verdict_count (verdict, FAC_CHECK_SEAL) > 0)
        {
          print_faults (verdict);
          g_test_message ("%s: %s → %s is not told as %s", wrong[i].sample, wrong[i].from,
                          wrong[i].to, wrong[i].code);
          g_test_fail ();
        }
    }
}

/* ---- seals and stamps ------------------------------------------------------------------------- */

static void
assert_first (const char *text, FacCheckPart part, const char *code)
{
  g_autoptr (FacCfdiVerdict) verdict = check_text (text);
  const FacCfdiFault *first;

  print_faults (verdict);
  g_assert_cmpuint (verdict->faults->len, >, 0);
  first = g_ptr_array_index (verdict->faults, 0);
  g_assert_cmpint (first->part, ==, part);
  g_assert_cmpstr (first->code, ==, code);
}

static void
test_altered (void)
{
  static const struct
  {
    const char *sample, *from, *to, *code;
  } altered[] = {
    { I02, "Equipo de cómputo", "Equipo de computo", "CFDI40102" },
    { I02, " Total=\"4018.84\"", " Total=\"1.00\"", "CFDI40102" },
    { R01, " MontoTotRet=\"5000.00\"", " MontoTotRet=\"1.00\"", "Reten20101" },
    { C33, "Cemento gris", "Cemento azul", "302" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (altered); i++)
    {
      g_autofree char *text = read_sample (altered[i].sample);

      replace (&text, altered[i].from, altered[i].to);
      assert_first (text, FAC_CHECK_SEAL, altered[i].code);
    }
}

static void
test_certificate (void)
{
  g_autofree char *stranger = read_sample (I02);
  g_autofree char *number = read_sample (I02);
  g_autofree char *late = read_sample (I02);
  g_autofree char *none = read_sample (I02);
  g_autoptr (FacCertificate) old = fac_certificate_mint (
      NUMBER, "EKU9003173C9", "ESCUELA", FROM, FROM + 3600 * (gint64)G_USEC_PER_SEC, NULL);

  seal_again (&stranger, issuer_33);
  assert_first (stranger, FAC_CHECK_SEAL, "303");
  replace (&number, " NoCertificado=\"30001000000500003416\"",
           " NoCertificado=\"30001000000500003417\"");
  assert_first (number, FAC_CHECK_SEAL, "CFDI40102");
  seal_again (&late, old);
  assert_first (late, FAC_CHECK_SEAL, "305");
  set_attribute (&none, "Certificado", "AAAA");
  assert_first (none, FAC_CHECK_SEAL, "310");
}

static void
test_stamp (void)
{
  static const struct
  {
    const char *from, *to, *code;
  } changes[] = {
    { " FechaTimbrado=\"2026-03-02T10:01:07\"", " FechaTimbrado=\"2026-03-01T10:01:07\"", "401" },
    { " FechaTimbrado=\"2026-03-02T10:01:07\"", " FechaTimbrado=\"2026-03-09T10:01:07\"", "401" },
    { " NoCertificadoSAT=\"30001000000600000123\"", " NoCertificadoSAT=\"30001000000600000\"",
      "301" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = read_sample (I02);
      g_autoptr (FacCfdiVerdict) verdict = NULL;

      replace (&text, changes[i].from, changes[i].to);
      verdict = check_text (text);
      print_faults (verdict);
      g_assert_true (fac_cfdi_verdict_has (verdict, changes[i].code));
    }
}

static void
test_no_stamp (void)
{
  g_autofree char *text = read_sample (I02);
  g_autofree char *other = read_sample (I02);
  char *from = strstr (text, "<tfd:TimbreFiscalDigital");
  char *to = strstr (from, "/>") + 2;

  memmove (from, to, strlen (to) + 1);
  assert_first (text, FAC_CHECK_STAMP, "TFD");
  set_attribute (&other, "SelloCFD", "AAAA");
  assert_first (other, FAC_CHECK_STAMP, "TFD");
}

/* ---- hostile input ---------------------------------------------------------------------------- */

static void
test_hostile (void)
{
  static const struct
  {
    const char *text, *code;
  } cases[] = {
    { "", "349" },
    { "hola", "349" },
    { "<a/>", "KIND" },
    { "<a", "349" },
    { "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "349" },
    { "<Comprobante xmlns=\"http://www.sat.gob.mx/cfd/3\" version=\"3.2\"/>", "KIND" },
    { "<Comprobante xmlns=\"http://www.sat.gob.mx/cfd/4\" Version=\"4.1\"/>", "KIND" },
    { "<Comprobante xmlns=\"http://www.sat.gob.mx/cfd/4\"/>", "301" },
    { "<Comprobante xmlns=\"http://www.sat.gob.mx/cfd/4\" Version=\"4.0\" Total=\"1e400\""
      " SubTotal=\"99999999999999999999999999999999999999999999\"><Conceptos><Concepto/></"
      "Conceptos>"
      "<Impuestos><Traslados><Traslado/></Traslados></Impuestos></Comprobante>",
      "301" },
    { "<Retenciones xmlns=\"http://www.sat.gob.mx/esquemas/retencionpago/2\"/>", "301" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacCfdiVerdict) verdict = check_text (cases[i].text);

      g_test_message ("%s", cases[i].text);
      print_faults (verdict);
      g_assert_true (fac_cfdi_verdict_has (verdict, cases[i].code));
    }
}

/* Every prefix and every lost byte is judged, none crashes. */
static void
test_broken (void)
{
  g_autofree char *text = read_sample (P02);
  const gsize length = strlen (text);

  for (gsize i = 0; i < length; i += 97)
    {
      g_autofree char *cut = g_strndup (text, i);
      g_autofree char *hole = g_strconcat (cut, text + i + 1, NULL);
      g_autoptr (FacCfdiVerdict) one = check_text (cut);
      g_autoptr (FacCfdiVerdict) other = check_text (hole);

      g_assert_cmpuint (one->faults->len, >, 0);
      g_assert_nonnull (other->unchecked);
    }
}

static void
test_files (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *missing = g_build_filename (folder, "nothing.xml", NULL);
  const char *const paths[] = { folder, missing, "/dev/zero" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (FacCfdiVerdict) verdict = fac_cfdi_check_file (file, NULL, NULL);

      g_assert_true (fac_cfdi_verdict_has (verdict, "FILE"));
      g_assert_null (verdict->kind);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const right[] = {
    I02, "i06-espacios-y-escapes", I03, I04, I05, P01, P02, N01, T01, R01, C33, C33P
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  issuer_40 =
      fac_certificate_mint (NUMBER, "EKU9003173C9", "ESCUELA KEMPER URGATE", FROM, TO, NULL);
  issuer_33 = fac_certificate_mint (NUMBER, "MFC150609QX9", "MATERIALES", FROM, TO, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *path = g_strconcat ("/check/right/", right[i], NULL);

      g_test_add_data_func (path, right[i], test_right);
    }
  g_test_add_func ("/check/shared", test_all_shared);
  g_test_add_func ("/check/wrong", test_wrong);
  g_test_add_func ("/check/altered", test_altered);
  g_test_add_func ("/check/certificate", test_certificate);
  g_test_add_func ("/check/stamp", test_stamp);
  g_test_add_func ("/check/no-stamp", test_no_stamp);
  g_test_add_func ("/check/hostile", test_hostile);
  g_test_add_func ("/check/broken", test_broken);
  g_test_add_func ("/cfdi/check/second-complement", test_second_complement);
  g_test_add_func ("/check/files", test_files);
  status = g_test_run ();
  fac_certificate_unref (issuer_40);
  fac_certificate_unref (issuer_33);
  return status;
}
