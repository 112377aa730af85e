/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-sandbox-stamped.h"
#include "fac-test.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define PERIOD "'periodo':{'mes_ini':1,'mes_fin':2,'ejerc':2026}"
#define TOTALS "'totales':{'monto_tot_operacion':1000,'monto_tot_exent':0,'imp_retenidos':[" \
               "{'base_ret':1000,'impuesto':'ISR','monto_ret':100,'tipo_pago_ret':'04'}]}"
#define GOOD "'customer':'%','cve_retenc':'01'," PERIOD "," TOTALS

static guint
post (const char *path, const char *body)
{
  g_autofree char *json = fac_sandbox_expand (customer, body);

  return fac_sandbox_call (client, "POST", path, json);
}

static void
refuse (const char *body, const char *code, const char *detail, const char *at)
{
  post ("/retentions", body);
  fac_sandbox_expect_error (client, 400, code, detail, at);
}

/* Returns: (transfer full): its id, once its XML is sealed and right by the official schema. */
static char *
stamp (const char *body)
{
  g_autofree char *id = NULL, *uuid = NULL, *path = g_build_filename (client->state, "r.xml", NULL);
  g_autofree char *schema = fac_test_shared ("data/sat/xsd/retenciones20-all.xsd");
  g_autofree char *xmllint = g_find_program_in_path ("xmllint");
  g_autoptr (GError) error = NULL;

  if (post ("/retentions", body) != 200)
    g_error ("%s", (const char *) g_bytes_get_data (client->body, NULL));
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  id = g_strdup (fac_sandbox_text (client, "id"));
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s/xml", id), ==, 200);
  g_assert_true (fac_cfdi_verify (client->body, uuid, &error));
  fac_sandbox_assert_right (client->body);
  g_assert_no_error (error);
  if (schema != NULL && xmllint != NULL)
    {
      const char *command[] = { xmllint, "--nonet", "--noout", "--schema", schema, path, NULL };
      g_autofree char *words = NULL;
      int status = -1;

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (client->body, NULL),
                                          (gssize) g_bytes_get_size (client->body), NULL));
      g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                                   &words, &status, NULL));
      g_assert_cmpint (status == 0 ? 0 : (g_printerr ("%s", words), status), ==, 0);
    }
  return g_steal_pointer (&id);
}

static void
test_stamp (void)
{
  g_autofree char *id = stamp ("{" GOOD "}");
  g_autofree char *kept = NULL, *abroad = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s", id), ==, 200);
  kept = fac_sandbox_literal (client, "totales.monto_tot_ret");
  g_assert_cmpstr (kept, ==, "100");
  g_assert_cmpstr (fac_sandbox_text (client, "type"), ==, "Retención");
  g_assert_nonnull (strstr (fac_sandbox_text (client, "verification_url"), "&tt=1000.0&"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s/pdf", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s/zip", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/email", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s/download-url/xml", id),
                    ==, 200);
  fac_sandbox_callf (client, "PUT", "{}", "/retentions/%s", id);
  fac_sandbox_expect_error (client, 409, "conflict", NULL, NULL);
}

static void
test_complement (void)
{
  g_autofree char *id =
    stamp ("{'customer':'%','cve_retenc':'14'," PERIOD "," TOTALS ",'complements':["
           "'<dividendos:Dividendos xmlns:dividendos=\\'http://www.sat.gob.mx/esquemas/"
           "retencionpago/1/dividendos\\' Version=\\'1.0\\'><dividendos:DividOUtil"
           " CveTipDivOUtil=\\'01\\' MontISRAcredRetMexico=\\'10\\' MontISRAcredRetExtranjero="
           "\\'0\\' TipoSocDistrDiv=\\'Sociedad Nacional\\'/></dividendos:Dividendos>']}");

  g_assert_nonnull (strstr (g_bytes_get_data (client->body, NULL), "dividendos:DividOUtil"));
  refuse ("{" GOOD ",'complements':['<a>']}", "invalid_retention_complement", "invalid_format",
          "complements.0");
  refuse ("{" GOOD ",'complements':['</x><x>']}", "invalid_retention_complement", "invalid_format",
          "complements.0");
  refuse ("{'customer':'%','cve_retenc':'26'," PERIOD "," TOTALS "}",
          "retention_stamping_validation_error", "Reten20107", "complements");
}

#define PLATFORM(services) "{'customer':'%','cve_retenc':'26'," PERIOD "," TOTALS \
                           ",'complements':[{'type':'plataformas_tecnologicas','data':{" \
                           "'periodicidad':'02','servicios':[" services "]}}]}"
#define SERVICE "{'forma_pago_serv':'04','tipo_de_serv':'01','fecha_serv':'2026-01-15'," \
                "'precio_serv_sin_iva':800,'impuestos_trasladados':{}," \
                "'comision_del_servicio':{'porcentaje':0.25,'importe':200}}"

static void
test_platform (void)
{
  g_autofree char *id = stamp (PLATFORM (SERVICE "," SERVICE));
  const char *xml = g_bytes_get_data (client->body, NULL);

  g_assert_nonnull (strstr (xml, " NumServ=\"2\" MonTotServSIVA=\"1600.00\""
                            " TotalIVATrasladado=\"256.00\""));
  g_assert_nonnull (strstr (xml, " TotalISRRetenido=\"100.00\""));
  g_assert_nonnull (strstr (xml, " MonTotalporUsoPlataforma=\"400.00\""));
  g_assert_nonnull (strstr (xml, "/ServiciosPlataformasTecnologicas10.xsd\" Version="));
  refuse (PLATFORM (""), "invalid_request", "too_small", "complements.0.data.servicios");
  refuse (PLATFORM ("{'forma_pago_serv':'77'}"), "invalid_request", "invalid_value",
          "complements.0.data.servicios.0.forma_pago_serv");
  refuse ("{" GOOD ",'complements':[{'type':'pago','data':{}}]}", "invalid_request",
          "invalid_value", "complements.0.type");
}

static void
test_refused (void)
{
  refuse ("{'cve_retenc':'01'," PERIOD "," TOTALS "}", "invalid_request", "required", "customer");
  refuse ("{" GOOD ",'folio':'1'}", "invalid_request", "unknown_field", "folio");
  refuse ("{" GOOD ",'folio_int':'R-1'}", "invalid_request", "invalid_format", "folio_int");
  refuse ("{" GOOD ",'status':'valid'}", "invalid_request", "invalid_value", "status");
  refuse ("{'customer':'%','cve_retenc':'25'," PERIOD "," TOTALS "}", "invalid_request", "required",
          "desc_retenc");
  refuse ("{'customer':'%','cve_retenc':'77'," PERIOD "," TOTALS "}",
          "retention_stamping_validation_error", "Reten20105", "cve_retenc");
  refuse ("{'customer':'%','cve_retenc':'01','periodo':{'mes_ini':3,'mes_fin':2,'ejerc':2026},"
          TOTALS "}", "retention_stamping_validation_error", "Reten20122", "periodo.mes_ini");
  refuse ("{'customer':'%','cve_retenc':'01'," PERIOD ",'totales':{'monto_tot_operacion':10,"
          "'monto_tot_grav':5,'monto_tot_exent':1,'imp_retenidos':[]}}",
          "retention_stamping_validation_error", "Reten20127", "totales.monto_tot_operacion");
  refuse ("{'customer':'%','cve_retenc':'01'," PERIOD ",'totales':{'monto_tot_operacion':10,"
          "'monto_tot_exent':0,'imp_retenidos':[{'impuesto':'IVA','monto_ret':1,"
          "'tipo_pago_ret':'04'}]}}", "retention_stamping_validation_error", "Reten20135",
          "totales.imp_retenidos.0.tipo_pago_ret");
  fac_sandbox_call (client, "GET", "/retentions/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "retention_not_found", NULL, NULL);
}

/* A draft knows beforehand what the SAT's schemas would refuse. */
static void
test_draft_structure (void)
{
  static const char empty[] =
    "{'complements':['<div:Dividendos xmlns:div=\\\"http://www.sat.gob.mx/esquemas/retencionpago/1"
    "/dividendos\\\" Version=\\\"1.0\\\"><div:DividOUtil/></div:Dividendos>'],'cve_retenc':'14'}";
  g_autofree char *body = fac_sandbox_expand (customer, empty);
  g_autofree char *id = NULL;

  g_assert_cmpuint (post ("/retentions", "{'status':'draft'," GOOD "}"), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", body, "/retentions/%s", id), ==, 200);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "draft_not_ready_to_stamp", "301", "complements.0");
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"complements\":[],\"cve_retenc\":\"01\","
                                       "\"periodo\":{\"mes_ini\":1,\"mes_fin\":2,\"ejerc\":1990}}",
                                       "/retentions/%s", id), ==, 200);
  /* what a rule names is the rule's */
  fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "retention_stamping_validation_error", "Reten20126",
                            "periodo.ejerc");
}

static void
test_draft (void)
{
  g_autofree char *rest = fac_sandbox_expand (customer, "{" PERIOD "," TOTALS "}");
  g_autofree char *id = NULL, *copy = NULL;

  g_assert_cmpuint (post ("/retentions", "{'status':'draft','customer':'%','cve_retenc':'01',"
                                         "'external_id':'e'}"), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), TRUE));
  fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/stamp", id);
  fac_sandbox_expect_error (client, 400, "draft_not_ready_to_stamp", "required", "periodo");
  fac_sandbox_callf (client, "GET", NULL, "/retentions/%s/xml", id);
  fac_sandbox_expect_error (client, 400, "retention_not_stamped", NULL, NULL);
  fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/email", id);
  fac_sandbox_expect_error (client, 400, "retention_email_status_not_allowed", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", rest, "/retentions/%s", id), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/copy", id), ==, 200);
  copy = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "external_id")), ==, FAC_JSON_NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/retentions/%s/stamp", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/retentions/%s", copy), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/retentions/%s", copy), ==, 404);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/retentions?q=cafeteria&status=valid"
                                      "&status=canceled", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), >=, 1);
}

static void
test_cancel (void)
{
  g_autofree char *id = stamp ("{" GOOD "}"), *other = stamp ("{" GOOD "}");

  fac_sandbox_callf (client, "DELETE", NULL, "/retentions/%s", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "motive");
  fac_sandbox_callf (client, "DELETE", NULL, "/retentions/%s?motive=01&substitution=x", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "not_found", "substitution");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL,
                                       "/retentions/%s?motive=01&substitution=%s", id, other), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "canceled");
  fac_sandbox_callf (client, "DELETE", NULL, "/retentions/%s?motive=02", id);
  fac_sandbox_expect_error (client, 409, "retention_not_cancelable", NULL, NULL);
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/retentions/stamp", test_stamp);
  g_test_add_func ("/sandbox/retentions/complement", test_complement);
  g_test_add_func ("/sandbox/retentions/platform", test_platform);
  g_test_add_func ("/sandbox/retentions/refused", test_refused);
  g_test_add_func ("/sandbox/retentions/draft", test_draft);
  g_test_add_func ("/sandbox/retentions/draft-structure", test_draft_structure);
  g_test_add_func ("/sandbox/retentions/cancel", test_cancel);
  return fac_sandbox_end (client);
}
