/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include <glib/gstdio.h>
#include <string.h>

static FacSandboxClient *client;

#define CUSTOMER(more) \
  "{\"legal_name\":\"PANADERIA LA ESPIGA\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\"," \
  "\"address\":{\"zip\":\"06600\"}" more "}"
#define PRODUCT(more) \
  "{\"description\":\"Café molido\",\"product_key\":\"50201706\",\"price\":345.60" more "}"

static void
test_keys (void)
{
  const char *key = client->key;

  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "ok"), FALSE));
  client->key = NULL;
  fac_sandbox_call (client, "GET", "/check", NULL);
  fac_sandbox_expect_error (client, 401, "missing_credentials", NULL, NULL);
  client->key = "sk_test_wrong";
  fac_sandbox_call (client, "GET", "/check", NULL);
  fac_sandbox_expect_error (client, 401, "api_key_invalid", NULL, NULL);
  client->key = client->sandbox->user_key;
  fac_sandbox_call (client, "GET", "/customers", NULL);
  fac_sandbox_expect_error (client, 403, "api_key_not_allowed", NULL, NULL);
  client->key = key;
}

static void
test_strangers (void)
{
  client->host = "empresa.example";
  fac_sandbox_call (client, "GET", "/check", NULL);
  fac_sandbox_expect_error (client, 421, "forbidden", NULL, NULL);
  client->host = "127.0.0.1.empresa.example";
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 421);
  client->host = "localhost:80";
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  client->host = NULL;
  client->origin = "https://empresa.example";
  fac_sandbox_call (client, "GET", "/check", NULL);
  fac_sandbox_expect_error (client, 403, "forbidden", NULL, NULL);
  client->origin = "null";
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 403);
  client->origin = "http://127.0.0.1:9999";
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  client->origin = NULL;
}

static void
test_requests (void)
{
  fac_sandbox_call (client, "GET", "/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
  fac_sandbox_call (client, "PATCH", "/customers", "{}");
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
  fac_sandbox_call (client, "POST", "/customers", "{\"legal_name\":");
  fac_sandbox_expect_error (client, 400, "invalid_json", NULL, NULL);
  fac_sandbox_call (client, "POST", "/customers", "[1]");
  fac_sandbox_expect_error (client, 400, "invalid_json", NULL, NULL);
  fac_sandbox_call (client, "POST", "/customers", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_json", NULL, NULL);
  fac_sandbox_call (client, "GET", "/customers?colour=red", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "colour");
}

static void
test_pages (void)
{
  fac_sandbox_call (client, "GET", "/customers?page=31", NULL);
  fac_sandbox_expect_error (client, 400, "page_too_large", NULL, NULL);
  fac_sandbox_call (client, "GET", "/customers?page=0", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "page");
  fac_sandbox_call (client, "GET", "/customers?limit=-1", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "limit");
  fac_sandbox_call (client, "GET", "/customers?limit=1.5", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_type", "limit");
  fac_sandbox_call (client, "GET", "/invoices?limit=101", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "limit");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/products?q=nothing-like-it", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "page"), -1), ==, 0);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), -1), ==, 0);
}

/* HEAD is GET without its body. */
static void
test_head (void)
{
  static const char *const paths[] = { "/check", "/invoices?limit=1", "/invoices/nothing",
                                       "/customers?colour=red" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const guint status = fac_sandbox_call (client, "GET", paths[i], NULL);
      const gint64 length = soup_message_headers_get_content_length (client->headers);

      g_assert_cmpuint (fac_sandbox_call (client, "HEAD", paths[i], NULL), ==, status);
      g_assert_cmpuint (g_bytes_get_size (client->body), ==, 0);
      g_assert_cmpint (soup_message_headers_get_content_length (client->headers), ==, length);
      g_assert_nonnull (soup_message_headers_get_one (client->headers, "X-Facturapi-Log-Id"));
    }
}

static void
test_organization (void)
{
  g_autofree char *base = g_strndup (client->sandbox->url,
                                     strlen (client->sandbox->url) - strlen ("/v2"));
  const char *key = client->key;
  g_autoptr (SoupMessage) logo = NULL;
  g_autoptr (GBytes) png = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, client->sandbox->organization);
  g_assert_cmpstr (fac_sandbox_text (client, "legal.legal_name"), ==, "EMPRESA DE PRUEBA");
  g_assert_cmpstr (fac_sandbox_text (client, "legal.tax_id"), ==, "EDP150310M76");
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "certificate.has_certificate"), FALSE));
  g_assert_true (g_str_has_prefix (fac_sandbox_text (client, "logo_url"), base));
  logo = soup_message_new ("GET", fac_sandbox_text (client, "logo_url"));
  png = soup_session_send_and_read (client->session, logo, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (logo), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 4, "\x89PNG", 4);
  client->key = client->sandbox->user_key;
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/organizations/%s",
                                       client->sandbox->organization),
                    ==, 200);
  client->key = key;
  fac_sandbox_call (client, "GET", "/organizations/0123456789abcdef01234567", NULL);
  fac_sandbox_expect_error (client, 404, "organization_not_found", NULL, NULL);
}

static void
test_customers (void)
{
  g_autofree char *id = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers", CUSTOMER ("")), ==, 201);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpuint (strlen (id), ==, 24);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "livemode"), TRUE));
  g_assert_nonnull (fac_sandbox_text (client, "sat_validated_at"));
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers", CUSTOMER ("")), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, id);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"phone\":\"722 555 0100\"}",
                                       "/customers/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "legal_name"), ==, "PANADERIA LA ESPIGA");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/customers/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "phone"), ==, "722 555 0100");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers?q=panader%C3%ADa&limit=1", NULL),
                    ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, id);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers?date[gt]=2100-01-01", NULL), ==,
                    200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), -1), ==, 0);
  fac_sandbox_call (client, "GET", "/customers?date[gte]=ayer", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_date", "date[gte]");
  fac_sandbox_call (client, "GET", "/customers?date[gte]=2026-02-01&date[lt]=2026-01-01", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_date_range", "date[lt]");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers?date[gt]=2026-01-01&"
                                      "date[lt]=2026-01-01", NULL), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/customers/%s", id), ==, 200);
  fac_sandbox_callf (client, "GET", NULL, "/customers/%s", id);
  fac_sandbox_expect_error (client, 404, "customer_not_found", NULL, NULL);
}

static void
test_customer_faults (void)
{
  static const struct { const char *body; const char *code; const char *detail; const char *path; } faults[] = {
    { CUSTOMER (",\"nickname\":\"x\""), "invalid_request", "unknown_field", "nickname" },
    { CUSTOMER (",\"email\":\"nobody\""), "invalid_request", "invalid_format", "email" },
    { CUSTOMER (",\"phone\":5"), "invalid_request", "invalid_type", "phone" },
    { "{\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\",\"address\":{\"zip\":\"06600\"}}",
      "invalid_request", "required", "legal_name" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\",\"address\":{}}",
      "invalid_request", "required", "address.zip" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"PES15\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"06600\"}}",
      "invalid_request", "invalid_format", "tax_id" },
    { "{\"legal_name\":\"Panadería S.A. de"
      " C.V.\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"06600\"}}", "legal_name_mismatch", "legal_name_mismatch",
      "legal_name" },
    { "{\"legal_name\":\"NOMBRE DISTINTO\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"06600\"}}", "legal_name_mismatch", "legal_name_mismatch",
      "legal_name" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"NOE150310AB1\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"06600\"}}", "tax_id_not_found", "tax_id_not_found", "tax_id" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"612\","
      "\"address\":{\"zip\":\"06600\"}}", "tax_system_not_allowed_for_tax_id",
      "tax_system_not_allowed_for_tax_id", "tax_system" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"999\","
      "\"address\":{\"zip\":\"06600\"}}", "tax_system_not_in_catalog", "tax_system_not_in_catalog",
      "tax_system" },
    { "{\"legal_name\":\"A\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"00000\"}}", "tax_address_zip_mismatch", "tax_address_zip_mismatch",
      "address.zip" },
    { "{\"legal_name\":\"ESCUELA KEMPER\",\"tax_id\":\"EKU9003173C9\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"42501\"}}", "legal_name_mismatch", "legal_name_mismatch",
      "legal_name" },
    { "{\"legal_name\":\"MOSTRADOR\",\"tax_id\":\"XAXX010101000\",\"tax_system\":\"601\","
      "\"address\":{\"zip\":\"50000\"}}", "tax_system_not_allowed_for_tax_id",
      "tax_system_not_allowed_for_tax_id", "tax_system" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      fac_sandbox_call (client, "POST", "/customers", faults[i].body);
      fac_sandbox_expect_error (client, 400, faults[i].code, faults[i].detail, faults[i].path);
    }
}

static void
test_known_taxpayers (void)
{
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers",
    "{\"legal_name\":\"UNIVERSIDAD ROBOTICA"
    " ESPAÑOLA\",\"tax_id\":\"URE180429TM6\",\"tax_system\":\"601\","
    "\"address\":{\"zip\":\"86991\"}}"), ==, 201);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers",
    "{\"legal_name\":\"MAPLE TOOLS LTD\",\"tax_id\":\"CA-123456\",\"address\":{\"zip\":\"M5V2T6\","
    "\"country\":\"CAN\"}}"), ==, 201);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "sat_validated_at")), ==,
                   FAC_JSON_ABSENT);
}

static void
test_products (void)
{
  g_autofree char *id = NULL, *price = NULL;

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/products", PRODUCT (",\"sku\":\"CAF-1\"")),
                    ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  price = fac_sandbox_literal (client, "price");
  g_assert_cmpstr (price, ==, "345.60");
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "tax_included"), FALSE));
  g_assert_cmpstr (fac_sandbox_text (client, "taxability"), ==, "02");
  g_assert_cmpstr (fac_sandbox_text (client, "taxes.0.type"), ==, "IVA");
  g_assert_cmpstr (fac_sandbox_text (client, "unit_key"), ==, "H87");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/products?sku=CAF-1", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 1);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT",
                                       "{\"price\":400,\"taxability\":\"01\",\"taxes\":null}",
                                       "/products/%s", id), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "taxes")), ==, 0);
  g_assert_cmpstr (fac_sandbox_text (client, "description"), ==, "Café molido");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/products/%s", id), ==, 200);
  fac_sandbox_callf (client, "PUT", "{\"price\":1}", "/products/%s", id);
  fac_sandbox_expect_error (client, 404, "product_not_found", NULL, NULL);
}

static void
test_product_faults (void)
{
  static const struct { const char *body; const char *code; const char *detail; const char *path; } faults[] = {
    { "{\"description\":\"x\",\"product_key\":\"50201706\"}", "invalid_request", "required",
     "price" },
    { PRODUCT (",\"tax_included\":\"yes\""), "invalid_request", "invalid_type", "tax_included" },
    { PRODUCT (",\"taxability\":\"09\""), "invalid_request", "invalid_value", "taxability" },
    { PRODUCT (",\"taxability\":\"07\""), "invalid_request", "invalid_value", "taxes" },
    { PRODUCT (",\"taxes\":[{\"type\":\"IVA\"}]"), "invalid_request", "required", "taxes.0.rate" },
    { PRODUCT (",\"taxes\":[{\"type\":\"IVA\",\"rate\":0.16,\"ieps_mode\":\"unit\"}]"),
      "invalid_request", "not_allowed", "taxes.0.ieps_mode" },
    { PRODUCT (",\"unit_key\":\"???\""), "unit_key_not_found", "unit_key_not_found", "unit_key" },
    { "{\"description\":\"x\",\"product_key\":\"999\",\"price\":1}", "product_key_not_found",
      "product_key_not_found", "product_key" },
    { "{\"description\":\"x\",\"product_key\":\"50201706\",\"price\":-1}", "invalid_request",
     "too_small", "price" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      fac_sandbox_call (client, "POST", "/products", faults[i].body);
      fac_sandbox_expect_error (client, 400, faults[i].code, faults[i].detail, faults[i].path);
    }
}

static void
test_catalogs (void)
{
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/catalogs/products?q=50201706", NULL), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.key"), ==, "50201706");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/catalogs/units?q=pieza&limit=5", NULL), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.key"), ==, "H87");
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "data")), <=, 5);
}

static void
test_worlds (void)
{
  const char *id = fac_sandbox_new_customer (client);

  client->key = client->sandbox->live_key;
  fac_sandbox_callf (client, "GET", NULL, "/customers/%s", id);
  fac_sandbox_expect_error (client, 404, "customer_not_found", NULL, NULL);
  client->key = client->sandbox->test_key;
}

static void
test_command_line (void)
{
  g_autofree char *path = fac_test_sandbox_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, "--listen",
    "0.0.0.0:0",
    "--state", client->state, NULL);
  g_autofree char *output = NULL, *problem = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &problem, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), !=, 0);
  g_assert_cmpstr (output, ==, "");
  g_assert_nonnull (strstr (problem, "0.0.0.0"));
}

static void
test_state_is_private (void)
{
  g_autofree char *file = g_build_filename (client->state, "sandbox.db", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (client->state, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin (&argc, &argv);
  g_test_add_func ("/sandbox/http/keys", test_keys);
  g_test_add_func ("/sandbox/http/strangers", test_strangers);
  g_test_add_func ("/sandbox/http/requests", test_requests);
  g_test_add_func ("/sandbox/http/pages", test_pages);
  g_test_add_func ("/sandbox/http/head", test_head);
  g_test_add_func ("/sandbox/http/organization", test_organization);
  g_test_add_func ("/sandbox/http/customers", test_customers);
  g_test_add_func ("/sandbox/http/customer-faults", test_customer_faults);
  g_test_add_func ("/sandbox/http/known-taxpayers", test_known_taxpayers);
  g_test_add_func ("/sandbox/http/products", test_products);
  g_test_add_func ("/sandbox/http/product-faults", test_product_faults);
  g_test_add_func ("/sandbox/http/catalogs", test_catalogs);
  g_test_add_func ("/sandbox/http/worlds", test_worlds);
  g_test_add_func ("/sandbox/http/command-line", test_command_line);
  g_test_add_func ("/sandbox/http/state-is-private", test_state_is_private);
  return fac_sandbox_end (client);
}
