/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-answers.h"

#include "fac-test.h"

#include <string.h>

typedef struct
{
  int             status;
  const char     *body;
  FacApiErrorCode kind;
  const char     *message; /* contained in the error's text */
} Case;

static FacHttpResponse *
response_new (int status, const char *body)
{
  FacHttpResponse *response = g_new0 (FacHttpResponse, 1);

  response->status = status;
  response->body = g_bytes_new (body, strlen (body));
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return response;
}

static void
header (FacHttpResponse *response, const char *name, const char *value)
{
  g_hash_table_insert (response->headers, g_strdup (name), g_strdup (value));
}

static void
test_whole_error (void)
{
  g_autoptr (FacHttpResponse) response = response_new (400,
    "{\"message\":\"El RFC no existe\",\"status\":400,\"ok\":false,"
    "\"code\":\"invoice_stamping_failed\",\"location\":\"body\",\"path\":\"customer.tax_id\","
    "\"errors\":[{\"message\":\"El nombre no corresponde\",\"code\":\"CFDI40145\",\"source\":\"sat\"},"
    "{\"message\":\"m2\",\"code\":402,\"source\":\"pac\",\"location\":\"query\","
    "\"path\":\"keys.3\"},"
    "null,7,\"suelto\"]}");
  g_autoptr (GError) error = NULL;
  const FacApiErrorDetail *detail;
  const FacApiProblem *problem;

  header (response, "x-facturapi-log-id", "log-77");
  header (response, "retry-after", "30");
  error = fac_facturapi_error (response);
  detail = fac_api_error_detail (error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "El RFC no existe");
  g_assert_cmpint (detail->status, ==, 400);
  g_assert_cmpstr (detail->code, ==, "invoice_stamping_failed");
  g_assert_cmpstr (detail->location, ==, "body");
  g_assert_cmpstr (detail->path, ==, "customer.tax_id");
  g_assert_cmpstr (detail->log_id, ==, "log-77");
  g_assert_cmpint (detail->retry_after, ==, 30);
  g_assert_cmpuint (detail->problems->len, ==, 3);
  problem = g_ptr_array_index (detail->problems, 0);
  g_assert_cmpstr (problem->code, ==, "CFDI40145");
  g_assert_cmpstr (problem->source, ==, "sat");
  problem = g_ptr_array_index (detail->problems, 1);
  g_assert_cmpstr (problem->code, ==, "402");
  g_assert_cmpstr (problem->path, ==, "keys.3");
  problem = g_ptr_array_index (detail->problems, 2);
  g_assert_cmpstr (problem->message, ==, "suelto");
}

static void
test_kinds (void)
{
  static const Case cases[] = {
    { 400, "{\"message\":\"viejo\"}", FAC_API_ERROR_REFUSED, "viejo" },
    { 400, "[\"El RFC no es aceptado hoy\"]", FAC_API_ERROR_REFUSED, "El RFC no es aceptado hoy" },
    { 422, "{\"error\":{\"detail\":[{\"message\":\"Adentro\"}]}}", FAC_API_ERROR_REFUSED, "Adentro" },
    { 400, "", FAC_API_ERROR_REFUSED, "400" },
    { 400, "{\"errors\":[{\"message\":\"solo aquí\"}]}", FAC_API_ERROR_REFUSED, "solo aquí" },
    { 400, "{\"message\":\"Falta el nombre", FAC_API_ERROR_REFUSED, "Falta el nombre" },
    { 400, "{\"message\":{\"a\":1},\"code\":[],\"errors\":5}", FAC_API_ERROR_REFUSED, "400" },
    { 401, "{\"message\":\"m\"}", FAC_API_ERROR_KEY, "m" },
    { 401, "", FAC_API_ERROR_KEY, "401" },
    { 402, "{\"message\":\"m\"}", FAC_API_ERROR_ACCOUNT, "m" },
    { 403, "{\"message\":\"m\"}", FAC_API_ERROR_KEY, "m" },
    { 403, "<html><body>Bloqueado por su red</body></html>", FAC_API_ERROR_UNCERTAIN, "Bloqueado" },
    { 404, "{\"message\":\"m\"}", FAC_API_ERROR_NOT_FOUND, "m" },
    { 404, "", FAC_API_ERROR_NOT_FOUND, "404" },
    { 404, "<h1>Not Found</h1>", FAC_API_ERROR_UNCERTAIN, "Not Found" },
    { 409, "{\"message\":\"m\"}", FAC_API_ERROR_CONFLICT, "m" },
    { 400, "{\"message\":\"m\",\"code\":\"idempotency_key_in_use\"}", FAC_API_ERROR_CONFLICT, "m" },
    { 400, "{\"message\":\"m\",\"code\":\"invoice_not_draft\"}", FAC_API_ERROR_CONFLICT, "m" },
    { 408, "", FAC_API_ERROR_UNCERTAIN, "408" },
    { 413, "{\"message\":\"m\"}", FAC_API_ERROR_REFUSED, "m" },
    { 422, "[1,2]", FAC_API_ERROR_REFUSED, "422" },
    { 429, "{\"message\":\"m\"}", FAC_API_ERROR_SLOW_DOWN, "m" },
    { 500, "{\"message\":\"m\"}", FAC_API_ERROR_SERVER, "m" },
    { 502, "<html><head><title>502 Bad Gateway</title></head></html>", FAC_API_ERROR_SERVER,
      "502 Bad Gateway" },
    { 503, "\xff\xfe\x01", FAC_API_ERROR_SERVER, "503" },
    { 302, "", FAC_API_ERROR_UNCERTAIN, "302" },
    { 401, "{\"message\":\"La llave sk_test_abcdefghijklmnop no existe\"}", FAC_API_ERROR_KEY,
      "no existe" },
    { 401, "{\"message\":\"La llave sk_test_abcdefghijklmnop no", FAC_API_ERROR_KEY, "La llave" },
    { 502, "<p>sk_live_abcdefghijklmnop</p>", FAC_API_ERROR_SERVER, "502" },
    { 500, "{\"edit_link\":\"https://x/sk_live_abcdefghijklmnop", FAC_API_ERROR_SERVER, "500" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (cases[i].status, cases[i].body);
      g_autoptr (GError) error = fac_facturapi_error (response);
      g_autofree char *body = g_strescape (cases[i].body, NULL); /* TAP is UTF-8 */

      g_test_message ("%d %s: %s", cases[i].status, body, error->message);
      g_assert_error (error, FAC_API_ERROR, cases[i].kind);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strstr (error->message, "abcdefghijklmnop"));
      g_assert_cmpint (fac_api_error_detail (error)->status, ==, cases[i].status);
    }
}

static void
test_retry_after (void)
{
  static const struct { const char *text; int seconds; } cases[] = {
    { "7", 7 }, { "0", 0 }, { "-3", 0 }, { "soon", 0 }, { "99999999999999999999", 0 },
    { "999999999", 86400 }, { "Sun, 06 Nov 1994 08:50:37 GMT", 60 },
    { "Sun, 06 Nov 1994 08:40:37 GMT", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (429, "{}");
      g_autoptr (GError) error = NULL;

      response->server_time = G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC;
      header (response, "retry-after", cases[i].text);
      error = fac_facturapi_error (response);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (fac_api_error_detail (error)->retry_after, ==, cases[i].seconds);
    }
}

static void
test_unreadable_success (void)
{
  static const char *const bodies[] = { "", "<html>Inicie sesión</html>", "{\"id\":\"5", "[]",
                                        "\"ok\"", "{}", "{\"id\":null}", "{\"id\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (200, bodies[i]);
      FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_INVOICE, NULL);
      g_autoptr (GError) error = NULL;
      gpointer item = fac_facturapi_answer_item (response, call, &error);

      g_test_message ("%s: %s", bodies[i], error != NULL ? error->message : "no error");
      g_assert_null (item);
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
      /* a person reads it: no words of the parser */
      g_assert_null (strstr (error->message, "byte"));
      fac_facturapi_call_free (call);
    }
}

static void
test_removed (void)
{
  static const struct { int status; const char *body; } cases[] = {
    { 200, "{\"id\":\"5\",\"legal_name\":\"X\"}" }, { 204, "" }, { 200, "{\"ok\":true}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (cases[i].status, cases[i].body);
      FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_CUSTOMER, "5");
      g_autoptr (GError) error = NULL;
      g_autoptr (FacRemoteItem) item = fac_facturapi_answer_removed (response, call, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (item->remote_id, ==, "5");
      fac_facturapi_call_free (call);
    }
}

static void
test_files (void)
{
  static const struct { FacFileFormat format; const char *body; gboolean good; } cases[] = {
    { FAC_FILE_PDF, "%PDF-1.7\n", TRUE },
    { FAC_FILE_PDF, "<html>no</html>", FALSE },
    { FAC_FILE_PDF, "", FALSE },
    { FAC_FILE_XML, "\xef\xbb\xbf<?xml version=\"1.0\"?><cfdi:Comprobante/>", TRUE },
    { FAC_FILE_XML, "<cfdi:Comprobante/>", TRUE },
    { FAC_FILE_XML, "<!DOCTYPE html><html/>", FALSE },
    { FAC_FILE_XML, "{\"message\":\"Comprobante\"}", FALSE },
    { FAC_FILE_XML, "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (200, cases[i].body);
      FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_INVOICE, "5");
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GError) error = NULL;

      call->format = cases[i].format;
      file = fac_facturapi_answer_file (response, call, &error);
      g_assert_cmpint (file != NULL, ==, cases[i].good);
      g_assert_cmpint (error == NULL, ==, cases[i].good);
      fac_facturapi_call_free (call);
    }
}

static void
test_catalog (void)
{
  g_autoptr (FacHttpResponse) response = response_new (200,
    "{\"page\":1,\"data\":[{\"key\":\"H87\",\"description\":\"Pieza\",\"score\":0.93},"
    "{\"key\":10101501},{}]}");
  g_autoptr (GPtrArray) entries = fac_facturapi_answer_catalog (response, NULL, NULL);

  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((FacCatalogEntry *) g_ptr_array_index (entries, 0))->es, ==, "Pieza");
  g_assert_cmpstr (((FacCatalogEntry *) g_ptr_array_index (entries, 1))->key, ==, "10101501");
}

/* An error cut anywhere, or with any byte changed, keeps its class and has words. */
static void
test_damage (void)
{
  static const char whole[] = "{\"message\":\"El \\u00fanico RFC\",\"status\":400,\"code\":\"x\","
                              "\"errors\":[{\"message\":\"m\",\"code\":\"CFDI40145\"}]}";

  for (gsize i = 0; i <= strlen (whole); i++)
    {
      g_autofree char *cut = g_strndup (whole, i);
      g_autofree char *changed = g_strdup (whole);
      g_autoptr (FacHttpResponse) short_one = response_new (400, cut);
      g_autoptr (FacHttpResponse) other = NULL;
      g_autoptr (GError) short_error = fac_facturapi_error (short_one);
      g_autoptr (GError) other_error = NULL;

      if (i < strlen (whole))
        changed[i] = "{}[]\",:\x01\xff"[i % 9];
      other = response_new (400, changed);
      other_error = fac_facturapi_error (other);
      g_assert_cmpint (fac_api_error_detail (short_error)->status, ==, 400);
      g_assert_cmpstr (short_error->message, !=, "");
      g_assert_true (g_utf8_validate (short_error->message, -1, NULL));
      g_assert_cmpstr (other_error->message, !=, "");
      g_assert_true (g_utf8_validate (other_error->message, -1, NULL));
    }
}

/* Half an answer, or a page of a proxy, is no verdict. */
static void
test_no_verdict (void)
{
  static const char *const bodies[] = { "{}", "[]", "{\"is_valid\":\"yes\"}", "{\"efos\":{}}",
                                        "{\"is_valid\":null,\"errors\":[]}", "<html>" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (FacHttpResponse) response = response_new (200, bodies[i]);
      g_autoptr (GError) error = NULL;
      FacFacturapiCall *call = fac_facturapi_call_new (FAC_ENTITY_CUSTOMER, "58e9");

      g_assert_null (fac_facturapi_answer_validation (response, call, &error));
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
      g_clear_error (&error);
      g_assert_null (fac_facturapi_answer_tax_id (response, call, &error));
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
      fac_facturapi_call_free (call);
    }
}

static void
test_verdict (void)
{
  g_autoptr (FacHttpResponse) response = response_new (200,
    "{\"is_valid\":true,\"errors\":[{\"path\":\"customer.legal_name\",\"message\":\"Otro nombre\"},"
    "{\"code\":\"x\"},7,null]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxValidation) validation = NULL;
  const FacTaxFault *fault;

  validation = fac_facturapi_answer_validation (response, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (validation->valid);
  g_assert_cmpuint (validation->faults->len, ==, 2);
  fault = validation->faults->pdata[0];
  g_assert_cmpstr (fault->path, ==, "legal_name");
  fault = validation->faults->pdata[1];
  g_assert_cmpstr (fault->message, ==, "x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/answers/whole-error", test_whole_error);
  g_test_add_func ("/api/answers/kinds", test_kinds);
  g_test_add_func ("/api/answers/damage", test_damage);
  g_test_add_func ("/api/answers/retry-after", test_retry_after);
  g_test_add_func ("/api/answers/unreadable-success", test_unreadable_success);
  g_test_add_func ("/api/answers/removed", test_removed);
  g_test_add_func ("/api/answers/files", test_files);
  g_test_add_func ("/api/answers/catalog", test_catalog);
  g_test_add_func ("/api/answers/no-verdict", test_no_verdict);
  g_test_add_func ("/api/answers/verdict", test_verdict);
  return g_test_run ();
}
