/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-router.h"
#include "fac-sat-check.h"
#include "fac-test.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* Good documents that the sandbox itself stamps; each rule is then broken in one of them. */
typedef enum { RICH, GLOBAL, FOREIGN, N_DOCUMENTS } Document;
/* SET the attribute, APPEND to its text, DROP it; COPY or CUT the node; CHILD of that name is
 * added. */
typedef enum { SET, APPEND, DROP, COPY, CUT, CHILD } Action;

typedef struct
{
  const char *code;
  Document    document;
  const char *node;
  Action      action;
  const char *name;
  const char *value;
} Mutation;

#define ROOT "/cfdi:Comprobante"
#define PERIOD ROOT "/cfdi:InformacionGlobal"
#define ISSUER ROOT "/cfdi:Emisor"
#define RECEIVER ROOT "/cfdi:Receptor"
#define LINE "//cfdi:Concepto[1]"
#define ADDED LINE "/cfdi:Impuestos/cfdi:Traslados/cfdi:Traslado[1]"
#define EXEMPT "//cfdi:Concepto[2]/cfdi:Impuestos/cfdi:Traslados/cfdi:Traslado[1]"
#define WITHHELD LINE "/cfdi:Impuestos/cfdi:Retenciones/cfdi:Retencion[1]"
#define THIRD "//cfdi:ACuentaTerceros"
#define PART "//cfdi:Parte"
#define SUMMARY ROOT "/cfdi:Impuestos"
#define ADDED_GROUP SUMMARY "/cfdi:Traslados/cfdi:Traslado[@TipoFactor='Tasa'][1]"
#define EXEMPT_GROUP SUMMARY "/cfdi:Traslados/cfdi:Traslado[@TipoFactor='Exento']"
#define WITHHELD_GROUP SUMMARY "/cfdi:Retenciones/cfdi:Retencion[1]"
#define CUSTOMS "/cfdi:InformacionAduanera"

static const Mutation mutations[] = {
  { "301", RICH, ROOT, SET, "Version", "3.3" },
  { "401", RICH, ROOT, SET, "Fecha", "2020-01-01T00:00:00" },
  { "401", RICH, ROOT, SET, "Fecha", "2100-01-01T00:00:00" },
  { "CFDI40101", RICH, ROOT, SET, "Fecha", "2026-01-01" },
  { "CFDI40103", RICH, ROOT, SET, "TipoDeComprobante", "N" },
  { "CFDI40104", RICH, ROOT, SET, "FormaPago", "77" },
  { "CFDI40105", RICH, ROOT, SET, "MetodoPago", "PPD" },
  { "CFDI40107", RICH, ROOT, APPEND, "SubTotal", "0" },
  { "CFDI40108", RICH, ROOT, SET, "SubTotal", "1.00" },
  { "CFDI40109", RICH, ROOT, SET, "TipoDeComprobante", "T" },
  { "CFDI40110", RICH, ROOT, SET, "Descuento", "99999999.00" },
  { "CFDI40111", RICH, ROOT, SET, "Descuento", "1.00" },
  { "CFDI40111", RICH, ROOT, DROP, "Descuento", NULL },
  { "CFDI40112", RICH, ROOT, APPEND, "Descuento", "0" },
  { "CFDI40113", RICH, ROOT, SET, "Moneda", "ZZZ" },
  { "CFDI40114", RICH, ROOT, SET, "TipoCambio", "18.5" },
  { "CFDI40115", RICH, ROOT, SET, "Moneda", "USD" },
  { "CFDI40116", FOREIGN, ROOT, SET, "Moneda", "XXX" },
  { "CFDI40117", FOREIGN, ROOT, SET, "TipoCambio", "18.1234567" },
  { "CFDI40119", RICH, ROOT, SET, "Total", "1.00" },
  { "CFDI40122", RICH, ROOT, SET, "Exportacion", "02" },
  { "CFDI40123", RICH, ROOT, SET, "Exportacion", "09" },
  { "CFDI40124", RICH, ROOT, SET, "MetodoPago", "XXX" },
  { "CFDI40125", RICH, ROOT, SET, "TipoDeComprobante", "P" },
  { "CFDI40126", RICH, ROOT, SET, "LugarExpedicion", "00000" },
  { "CFDI40130", GLOBAL, PERIOD, CUT, NULL, NULL },
  { "CFDI40131", GLOBAL, PERIOD, SET, "Periodicidad", "09" },
  { "CFDI40132", GLOBAL, PERIOD, SET, "Periodicidad", "05" },
  { "CFDI40133", GLOBAL, PERIOD, SET, "Meses", "19" },
  { "CFDI40134", GLOBAL, PERIOD, SET, "Meses", "13" },
  { "CFDI40135", GLOBAL, PERIOD, SET, "Periodicidad", "05" },
  { "CFDI40136", GLOBAL, PERIOD, SET, "Año", "2001" },
  { "CFDI40137", RICH, ROOT "/cfdi:CfdiRelacionados", SET, "TipoRelacion", "99" },
  { "CFDI40140", RICH, ISSUER, SET, "RegimenFiscal", "999" },
  { "CFDI40141", RICH, ISSUER, SET, "RegimenFiscal", "612" },
  { "CFDI40143", RICH, RECEIVER, SET, "Rfc", "NOE150310AB1" },
  { "CFDI40145", RICH, RECEIVER, SET, "Nombre", "Cafetería, S.A." },
  { "CFDI40146", RICH, RECEIVER, SET, "Nombre", "PUBLICO EN GENERAL" },
  { "CFDI40148", RICH, RECEIVER, SET, "DomicilioFiscalReceptor", "00000" },
  { "CFDI40149", GLOBAL, RECEIVER, SET, "DomicilioFiscalReceptor", "06600" },
  { "CFDI40150", FOREIGN, RECEIVER, SET, "ResidenciaFiscal", "QQQ" },
  { "CFDI40151", RICH, RECEIVER, SET, "ResidenciaFiscal", "CAN" },
  { "CFDI40152", FOREIGN, RECEIVER, SET, "ResidenciaFiscal", "MEX" },
  { "CFDI40153", FOREIGN, RECEIVER, DROP, "ResidenciaFiscal", NULL },
  { "CFDI40154", RICH, RECEIVER, SET, "NumRegIdTrib", "123" },
  { "CFDI40157", RICH, RECEIVER, SET, "RegimenFiscalReceptor", "999" },
  { "CFDI40158", RICH, RECEIVER, SET, "RegimenFiscalReceptor", "612" },
  { "CFDI40159", GLOBAL, RECEIVER, SET, "RegimenFiscalReceptor", "601" },
  { "CFDI40160", RICH, RECEIVER, SET, "UsoCFDI", "Z99" },
  { "CFDI40161", RICH, RECEIVER, SET, "UsoCFDI", "D01" },
  { "CFDI40162", RICH, LINE, SET, "ClaveProdServ", "ABCDEFGH" },
  { "CFDI40165", RICH, LINE, SET, "ClaveUnidad", "???" },
  { "CFDI40166", RICH, LINE, SET, "ValorUnitario", "0" },
  { "CFDI40167", RICH, LINE, SET, "Importe", "1.000000" },
  { "CFDI40168", RICH, LINE, APPEND, "Descuento", "0" },
  { "CFDI40169", RICH, LINE, SET, "Descuento", "9999999.000000" },
  { "CFDI40170", RICH, LINE, SET, "ObjetoImp", "99" },
  { "CFDI40171", RICH, LINE "/cfdi:Impuestos", CUT, NULL, NULL },
  { "CFDI40172", RICH, LINE, SET, "ObjetoImp", "04" },
  { "CFDI40173", RICH, "//cfdi:Concepto[2]/cfdi:Impuestos/cfdi:Traslados", CUT, NULL, NULL },
  { "CFDI40174", RICH, ADDED, SET, "Base", "0" },
  { "CFDI40175", RICH, ADDED, SET, "Impuesto", "001" },
  { "CFDI40176", RICH, ADDED, SET, "TipoFactor", "Otro" },
  { "CFDI40177", RICH, EXEMPT, SET, "TasaOCuota", "0.000000" },
  { "CFDI40178", RICH, ADDED, DROP, "Importe", NULL },
  { "CFDI40179", RICH, ADDED, SET, "TasaOCuota", "0.150000" },
  { "CFDI40180", RICH, ADDED, SET, "Importe", "1.000000" },
  { "CFDI40181", RICH, WITHHELD, SET, "Base", "0" },
  { "CFDI40182", RICH, WITHHELD, SET, "Impuesto", "009" },
  { "CFDI40183", RICH, WITHHELD, SET, "TipoFactor", "Otro" },
  { "CFDI40184", RICH, WITHHELD, SET, "TipoFactor", "Exento" },
  { "CFDI40185", RICH, WITHHELD, SET, "TasaOCuota", "0.990000" },
  { "CFDI40186", RICH, WITHHELD, SET, "Importe", "1.000000" },
  { "CFDI40188", RICH, THIRD, SET, "RfcACuentaTerceros", "EDP150310M76" },
  { "CFDI40191", RICH, THIRD, SET, "RegimenFiscalACuentaTerceros", "999" },
  { "CFDI40192", RICH, THIRD, SET, "DomicilioFiscalACuentaTerceros", "00000" },
  { "CFDI40193", RICH, THIRD, SET, "RfcACuentaTerceros", "EXT990101NI1" },
  { "CFDI40194", RICH, "//cfdi:Concepto" CUSTOMS, SET, "NumeroPedimento", "15 48 3009 0001234" },
  { "CFDI40196", RICH, PART, SET, "ClaveProdServ", "ABCDEFGH" },
  { "CFDI40197", RICH, PART, SET, "ValorUnitario", "0" },
  { "CFDI40198", RICH, PART, SET, "Importe", "1.000000" },
  { "CFDI40199", RICH, PART CUSTOMS, SET, "NumeroPedimento", "x" },
  { "CFDI40201", RICH, ROOT, SET, "TipoDeComprobante", "T" },
  { "CFDI40202", RICH, SUMMARY, APPEND, "TotalImpuestosRetenidos", "0" },
  { "CFDI40203", RICH, SUMMARY, SET, "TotalImpuestosRetenidos", "1.00" },
  { "CFDI40204", RICH, SUMMARY, APPEND, "TotalImpuestosTrasladados", "0" },
  { "CFDI40205", RICH, SUMMARY, SET, "TotalImpuestosTrasladados", "1.00" },
  { "CFDI40206", RICH, SUMMARY, DROP, "TotalImpuestosRetenidos", NULL },
  { "CFDI40208", RICH, WITHHELD_GROUP, COPY, NULL, NULL },
  { "CFDI40210", RICH, WITHHELD_GROUP, APPEND, "Importe", "0" },
  { "CFDI40211", RICH, WITHHELD_GROUP, SET, "Importe", "1.00" },
  { "CFDI40211", RICH, WITHHELD_GROUP, CUT, NULL, NULL },
  { "CFDI40212", RICH, SUMMARY, DROP, "TotalImpuestosTrasladados", NULL },
  { "CFDI40213", RICH, EXEMPT_GROUP, SET, "TasaOCuota", "0.000000" },
  { "CFDI40214", RICH, ADDED_GROUP, APPEND, "Base", "0" },
  { "CFDI40215", RICH, ADDED_GROUP, SET, "Base", "1.00" },
  { "CFDI40216", RICH, EXEMPT_GROUP, SET, "Base", "1.00" },
  { "CFDI40217", RICH, ADDED_GROUP, SET, "Impuesto", "001" },
  { "CFDI40218", RICH, ADDED_GROUP, COPY, NULL, NULL },
  { "CFDI40219", RICH, ADDED_GROUP, SET, "TasaOCuota", "0.150000" },
  { "CFDI40220", RICH, ADDED_GROUP, APPEND, "Importe", "0" },
  { "CFDI40221", RICH, ADDED_GROUP, SET, "Importe", "1.00" },
  { "CFDI40221", RICH, ADDED_GROUP, CUT, NULL, NULL },
  { "CFDI40222", RICH, ROOT "/cfdi:Complemento", CHILD, "ComercioExterior", NULL },
  { "CFDI40223", RICH, THIRD, SET, "RfcACuentaTerceros", "EXT990101NI1" },
  { "CFDI40226", RICH, LINE, SET, "ObjetoImp", "06" },
  { "CFDI40227", RICH, LINE, SET, "ObjetoImp", "07" },
};

static FacSandbox *sandbox;
static GTimeZone *zone;
static GBytes *documents[N_DOCUMENTS];

static const char rich_text[] =
  "{\"customer\":{\"legal_name\":\"CAFETERIA DEL CENTRO\",\"tax_id\":\"CCE150310AB1\","
  "\"tax_system\":\"601\",\"address\":{\"zip\":\"06600\"}},\"payment_form\":\"03\",\"use\":\"G03\","
  "\"related_documents\":[{\"relationship\":\"04\",\"documents\":"
  "[\"7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F\"]}],\"items\":["
  "{\"quantity\":3,\"discount\":10.5,\"product\":{\"description\":\"Asesoría\","
  "\"product_key\":\"80101500\",\"price\":333.333333,\"tax_included\":false,\"taxes\":["
  "{\"type\":\"IVA\",\"rate\":0.16},{\"type\":\"ISR\",\"rate\":0.1,\"withholding\":true},"
  "{\"type\":\"IVA\",\"rate\":0.106667,\"withholding\":true}]}},"
  "{\"product\":{\"description\":\"Clase\",\"product_key\":\"86121500\",\"price\":900,\"taxes\":["
  "{\"type\":\"IVA\",\"rate\":0,\"factor\":\"Exento\"}]}},"
  "{\"product\":{\"description\":\"Botana\",\"product_key\":\"50192100\",\"price\":12.5,\"taxes\":["
  "{\"type\":\"IEPS\",\"rate\":0.08},{\"type\":\"IVA\",\"rate\":0.16}]}},"
  "{\"product\":{\"description\":\"Equipo\",\"product_key\":\"43211500\",\"price\":100,"
  "\"taxability\":\"01\"},\"customs_keys\":[\"15  48  3009  0001234\"],\"parts\":["
  "{\"description\":\"Cable\",\"product_key\":\"26121600\",\"quantity\":2,\"unit_price\":7.25,"
  "\"customs_keys\":[\"15  48  3009  0001234\"]}]},"
  "{\"product\":{\"description\":\"Comisión\",\"product_key\":\"80101500\",\"price\":100},"
  "\"third_party\":{\"legal_name\":\"PANADERIA LA ESPIGA\",\"tax_id\":\"PES150310AB1\","
  "\"tax_system\":\"601\",\"zip\":\"06600\"}}]}";
static const char foreign_text[] =
  "{\"customer\":{\"legal_name\":\"MAPLE TOOLS LTD\",\"tax_id\":\"123456789\",\"address\":"
  "{\"zip\":\"M5V2T6\",\"country\":\"CAN\"}},\"payment_form\":\"03\",\"use\":\"S01\","
  "\"currency\":\"USD\",\"exchange\":18.5432,\"items\":[{\"product\":{\"description\":\"Café\","
  "\"product_key\":\"50201706\",\"price\":345.60}}]}";
static const char global_format[] =
  "{\"customer\":{\"legal_name\":\"PUBLICO EN GENERAL\",\"tax_id\":\"XAXX010101000\","
  "\"tax_system\":\"616\",\"address\":{\"zip\":\"50000\"}},\"payment_form\":\"01\",\"use\":\"S01\","
  "\"global\":{\"periodicity\":\"day\",\"months\":\"01\",\"year\":%d},\"items\":[{\"product\":"
  "{\"description\":\"Venta\",\"product_key\":\"01010101\",\"unit_key\":\"ACT\",\"unit_name\":null,"
  "\"sku\":\"T-1\",\"price\":116}}]}";

static GBytes *
ask (const char *method, const char *path, const char *body)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", sandbox->test_key, NULL);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (FacSandboxAnswer) answer = NULL;

  soup_message_headers_replace (headers, "Authorization", bearer);
  answer = fac_sandbox_dispatch (sandbox, method, path, NULL, headers, bytes, FAC_PAC_STAMPS);
  if (answer->status != 200)
    g_test_message ("%.*s", (int) g_bytes_get_size (answer->body),
                    (const char *) g_bytes_get_data (answer->body, NULL));
  g_assert_cmpuint (answer->status, ==, 200);
  return g_bytes_ref (answer->body);
}

static GBytes *
stamped (const char *body)
{
  g_autoptr (GBytes) text = ask ("POST", "/invoices", body);
  g_autoptr (FacJson) json = fac_json_parse (text, NULL);
  const char *id = fac_json_string (fac_json_get (fac_json_root (json), "id"));
  g_autofree char *path = g_strdup_printf ("/invoices/%s/xml", id);

  return ask ("GET", path, NULL);
}

static GPtrArray *
check (GBytes *xml)
{
  return fac_sat_check (xml, FAC_CATALOG_SOURCE (sandbox->catalog), fac_sandbox_now (sandbox),
                        zone);
}

static void
append_text (xmlNode *node, const char *name, const char *more)
{
  xmlChar *old = xmlGetNoNsProp (node, BAD_CAST name);
  g_autofree char *longer = NULL;

  g_assert_nonnull (old);
  longer = g_strconcat ((const char *) old, more, NULL);
  xmlSetProp (node, BAD_CAST name, BAD_CAST longer);
  xmlFree (old);
}

static void
apply (xmlNode *node, const Mutation *mutation)
{
  switch (mutation->action)
    {
    case SET:
      xmlSetProp (node, BAD_CAST mutation->name, BAD_CAST mutation->value);
      break;
    case APPEND:
      append_text (node, mutation->name, mutation->value);
      break;
    case DROP:
      g_assert_cmpint (xmlUnsetProp (node, BAD_CAST mutation->name), ==, 0);
      break;
    case COPY:
      xmlAddNextSibling (node, xmlCopyNode (node, 1));
      break;
    case CUT:
      xmlUnlinkNode (node);
      xmlFreeNode (node);
      break;
    case CHILD:
    default:
      xmlNewChild (node, NULL, BAD_CAST mutation->name, NULL);
      break;
    }
}

static xmlNode *
find_node (xmlDoc *document, const char *expression)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *found;
  xmlNode *node;

  xmlXPathRegisterNs (context, BAD_CAST "cfdi", BAD_CAST "http://www.sat.gob.mx/cfd/4");
  found = xmlXPathEvalExpression (BAD_CAST expression, context);
  g_assert_nonnull (found);
  g_assert_nonnull (found->nodesetval);
  g_assert_cmpint (found->nodesetval->nodeNr, >=, 1);
  node = found->nodesetval->nodeTab[0];
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return node;
}

static GBytes *
mutate (GBytes *xml, const Mutation *mutation)
{
  gsize length;
  const char *data = g_bytes_get_data (xml, &length);
  xmlDoc *document = xmlReadMemory (data, (int) length, NULL, NULL, XML_PARSE_NONET);
  xmlChar *text;
  int size;
  GBytes *result;

  apply (find_node (document, mutation->node), mutation);
  xmlDocDumpMemory (document, &text, &size);
  result = g_bytes_new (text, (gsize) size);
  xmlFree (text);
  xmlFreeDoc (document);
  return result;
}

static void
test_good (void)
{
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (GPtrArray) findings = check (documents[i]);

      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static void
test_mutation (gconstpointer data)
{
  const Mutation *mutation = data;
  g_autoptr (GBytes) broken = mutate (documents[mutation->document], mutation);
  g_autoptr (GPtrArray) findings = check (broken);
  gboolean found = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const FacSatFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s line %d: %s", finding->code, finding->line,
                      fac_sat_message (finding->code));
      found = found || g_str_equal (finding->code, mutation->code);
    }
  g_assert_true (found);
}

/* Here, or in the table of tests/contract that test-sat-rules.py runs. */
static gboolean
is_provoked (const char *code)
{
  g_autofree char *path = g_build_filename (g_getenv ("FACTURADOR_TEST_ROOT"), "tests", "contract",
                                            "sat-rules.txt", NULL);
  g_autofree char *line = g_strconcat ("\n", code, " ", NULL);
  g_autofree char *table = NULL;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  if (strstr (table, line) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    if (g_str_equal (mutations[i].code, code))
      return TRUE;
  return FALSE;
}

/* Every code that a rule names is provoked above. */
static void
test_complete (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("FACTURADOR_TEST_ROOT"), "src", "sandbox",
                                              "sat", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\"((?:CFDI4[0-9]{4}|CRP20[0-9]{3}|NOM[0-9]+|"
                                          "CCE[0-9]{3}|CP[0-9]{3}))\"", 0, 0, NULL);
  const char *name;
  guint codes = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_str_has_suffix (name, ".c") || g_str_has_prefix (name, "fac-sat-codes"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_regex_match (regex, text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL), codes++)
        {
          g_autofree char *code = g_match_info_fetch (match, 1);

          if (!is_provoked (code))
            g_error ("%s is never provoked", code);
          g_assert_cmpstr (fac_sat_message (code), !=, fac_sat_message ("none"));
        }
    }
  g_assert_cmpuint (codes, >, 400);
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "", "<", "not xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<cfdi:Comprobante/>",
    "<c:Comprobante xmlns:c='http://www.sat.gob.mx/cfd/4' Version='4.0' TipoDeComprobante='I'/>"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GPtrArray) findings = check (bytes);

      g_assert_cmpuint (findings->len, ==, 1);
      g_assert_cmpstr (((FacSatFinding *) g_ptr_array_index (findings, 0))->code, ==, "301");
    }
}

static void
prepare (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (FacClock) clock = fac_clock_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *global = g_strdup_printf (global_format, g_date_time_get_year (now) - 1);
  g_autoptr (GError) error = NULL;

  sandbox = fac_sandbox_open (folder, starter, NULL, clock, &error);
  g_assert_no_error (error);
  zone = fac_sandbox_zone (sandbox, "50000");
  documents[RICH] = stamped (rich_text);
  documents[FOREIGN] = stamped (foreign_text);
  documents[GLOBAL] = stamped (global);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  prepare ();
  g_test_add_func ("/sandbox/checker/good", test_good);
  g_test_add_func ("/sandbox/checker/complete", test_complete);
  g_test_add_func ("/sandbox/checker/hostile", test_hostile);
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sandbox/checker/%s/%" G_GSIZE_FORMAT,
                                               mutations[i].code, i);

      g_test_add_data_func (path, &mutations[i], test_mutation);
    }
  result = g_test_run ();
  for (guint i = 0; i < N_DOCUMENTS; i++)
    g_bytes_unref (documents[i]);
  g_time_zone_unref (zone);
  fac_sandbox_close (sandbox);
  xmlCleanupParser ();
  return result;
}
