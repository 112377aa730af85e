/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include <string.h>

static FacSandboxClient *client;
static char *organization;
static char *test_key;

static void
as_user (void)
{
  client->key = client->sandbox->user_key;
}

/* A call of the user key to the organization of these tests. */
static guint
call (const char *method, const char *rest, const char *body)
{
  as_user ();
  return fac_sandbox_callf (client, method, body, "/organizations/%s%s", organization, rest);
}

static void
test_create (void)
{
  as_user ();
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/organizations",
                                      "{\"name\":\"Taller \\\"El Águila\\\"\"}"), ==, 200);
  organization = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpstr (fac_sandbox_text (client, "legal.name"), ==, "Taller \"El Águila\"");
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_production_ready"), TRUE));
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "pending_steps")), ==, 4);
  g_assert_cmpstr (fac_sandbox_text (client, "pending_steps.0.type"), ==, "legal");
  g_assert_nonnull (fac_sandbox_text (client, "pending_steps.0.description"));
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "certificate.has_certificate"), TRUE));
  fac_sandbox_call (client, "POST", "/organizations", "{}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "name");
  fac_sandbox_call (client, "POST", "/organizations", "{\"name\":\"x\",\"tax_id\":\"x\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "tax_id");
  client->key = client->sandbox->test_key;
  fac_sandbox_call (client, "POST", "/organizations", "{\"name\":\"x\"}");
  fac_sandbox_expect_error (client, 403, "api_key_not_allowed", NULL, NULL);
}

static void
test_list (void)
{
  as_user ();
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 2);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations?q=aguila", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 1);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, organization);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations?q=EDP150310M76&limit=1", NULL),
                    ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, client->sandbox->organization);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations?date[gt]=2100-01-01", NULL),
                    ==, 200);
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "data")), ==, 0);
  fac_sandbox_call (client, "GET", "/organizations?page=31", NULL);
  fac_sandbox_expect_error (client, 400, "page_too_large", NULL, NULL);
  fac_sandbox_call (client, "GET", "/organizations/me", NULL);
  fac_sandbox_expect_error (client, 403, "api_key_not_allowed", NULL, NULL);
}

static void
test_keys (void)
{
  g_autofree char *first = NULL, *live = NULL, *id = NULL, *path = NULL;

  g_assert_cmpuint (call ("GET", "/apikeys/test", NULL), ==, 200);
  first = g_strdup (fac_json_string (fac_json_root (client->json)));
  g_assert_true (g_str_has_prefix (first, "sk_test_"));
  g_assert_cmpuint (call ("PUT", "/apikeys/test", NULL), ==, 200);
  test_key = g_strdup (fac_json_string (fac_json_root (client->json)));
  g_assert_cmpstr (test_key, !=, first);
  client->key = first;
  fac_sandbox_call (client, "GET", "/organizations/me", NULL);
  fac_sandbox_expect_error (client, 401, "api_key_invalid", NULL, NULL);
  client->key = test_key;
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, organization);
  g_assert_cmpuint (call ("GET", "/apikeys/live", NULL), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 0);
  g_assert_cmpuint (call ("PUT", "/apikeys/live", NULL), ==, 200);
  live = g_strdup (fac_json_string (fac_json_root (client->json)));
  g_assert_cmpuint (call ("PUT", "/apikeys/live", NULL), ==, 200);
  g_assert_cmpuint (call ("GET", "/apikeys/live", NULL), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 2);
  g_assert_cmpint (strncmp (fac_sandbox_text (client, "0.first_12"), live, 12), ==, 0);
  id = g_strdup (fac_sandbox_text (client, "0.id"));
  path = g_strconcat ("/apikeys/live/", id, NULL);
  client->key = live;
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 200);
  g_assert_cmpuint (call ("DELETE", path, NULL), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 1);
  g_assert_cmpuint (call ("DELETE", path, NULL), ==, 404);
  client->key = live;
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 401);
}

#define ADDRESS "\"address\":{\"street\":\"Calle 5\",\"zip\":\"22000\"}"
#define LEGAL(more) \
  "{\"name\":\"Taller\",\"legal_name\":\"TALLER EL AGUILA\",\"tax_system\":\"601\"," ADDRESS more "}"

static void
test_legal (void)
{
  static const struct { const char *body; const char *detail; const char *path; } faults[] = {
    { "{}", "required", "name" },
    { LEGAL (",\"tax_id\":\"EKU9003173C9\""), "unknown_field", "tax_id" },
    { LEGAL (",\"support_email\":\"nobody\""), "invalid_format", "support_email" },
    { "{\"name\":\"a\",\"legal_name\":\"a\",\"tax_system\":\"601\",\"address\":{}}", "required",
      "address.zip" },
    { "{\"name\":\"a\",\"legal_name\":\"a\",\"tax_system\":\"601\",\"address\":{\"zip\":\"1\"}}",
      "invalid_format", "address.zip" },
    { "{\"name\":\"a\",\"legal_name\":\"a\",\"tax_system\":\"1\"," ADDRESS "}", "invalid_length",
      "tax_system" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      call ("PUT", "/legal", faults[i].body);
      fac_sandbox_expect_error (client, 400, "invalid_request", faults[i].detail, faults[i].path);
    }
  call ("PUT", "/legal", "{\"name\":\"a\",\"legal_name\":\"a\",\"tax_system\":\"999\"," ADDRESS "}");
  fac_sandbox_expect_error (client, 400, "organization_tax_info_invalid",
                            "tax_system_not_in_catalog", "tax_system");
  g_assert_cmpuint (call ("PUT", "/legal", LEGAL (",\"phone\":\"664 555 0100\"")), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "legal.legal_name"), ==, "TALLER EL AGUILA");
  g_assert_cmpstr (fac_sandbox_text (client, "legal.phone"), ==, "664 555 0100");
  g_assert_cmpstr (fac_sandbox_text (client, "timezone"), ==, "America/Tijuana");
  g_assert_cmpstr (fac_sandbox_text (client, "pending_steps.0.type"), ==, "logo");
  client->key = test_key;
  fac_sandbox_call (client, "PUT", "/organizations/me/legal", LEGAL (""));
  fac_sandbox_expect_error (client, 403, "api_key_not_allowed", NULL, NULL);
  as_user ();
  fac_sandbox_call (client, "PUT", "/organizations/0123456789abcdef01234567/legal", LEGAL (""));
  fac_sandbox_expect_error (client, 404, "organization_not_found", NULL, NULL);
}

static void
test_settings (void)
{
  g_assert_cmpuint (call ("PUT", "/customization",
                          "{\"color\":\"BADA55\",\"next_folio_number_test\":40,"
                          "\"pdf_extra\":{\"codes\":false,\"payroll_options\":{\"puesto\":true}}}"),
                    ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "customization.color"), ==, "BADA55");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "customization.next_folio_number_test"),
                                 0), ==, 40);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "customization.next_folio_number"), 0),
                   ==, 1);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "customization.pdf_extra.codes"),
                                    TRUE));
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "customization.pdf_extra.product_key"),
                                   FALSE));
  g_assert_true (fac_json_boolean (fac_sandbox_at (client,
                                                   "customization.pdf_extra.payroll_options"
                                                   ".puesto"), FALSE));
  call ("PUT", "/customization", "{\"color\":\"#BADA55\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_format", "color");
  call ("PUT", "/customization", "{\"pdf_extra\":{\"codes\":\"no\"}}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_type", "pdf_extra.codes");
  call ("PUT", "/customization", "{\"next_folio_number\":0}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "next_folio_number");
  g_assert_cmpuint (call ("PUT", "/receipts", "{\"periodicity\":\"week\",\"next_folio_number\":9}"),
                    ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "receipts.periodicity"), ==, "week");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "receipts.duration_days"), 0), ==, 7);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "receipts.next_folio_number"), 0), ==, 9);
  call ("PUT", "/receipts", "{\"periodicity\":\"year\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "periodicity");
  g_assert_cmpuint (call ("PUT", "/self-invoice", "{\"allowed_cfdi_uses\":[\"G01\",\"G03\"],"
                                                  "\"apply_resico_isr\":true}"), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "self_invoice.allowed_cfdi_uses.1"), ==, "G03");
  call ("PUT", "/self-invoice", "{\"allowed_cfdi_uses\":[\"Z99\"]}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value",
                            "allowed_cfdi_uses.0");
}

static gboolean
available (const char *domain)
{
  as_user ();
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                       "/organizations/domain-check?domain=%s", domain), ==, 200);
  return fac_json_boolean (fac_sandbox_at (client, "available"), FALSE);
}

static void
test_domain (void)
{
  g_assert_true (available ("el-aguila"));
  g_assert_false (available ("downloads"));
  fac_sandbox_call (client, "GET", "/organizations/domain-check", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "domain");
  fac_sandbox_call (client, "GET", "/organizations/domain-check?domain=1AB", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_format", "domain");
  call ("PUT", "/domain", "{\"domain\":\"el-aguila\"}");
  fac_sandbox_expect_error (client, 400, "organization_support_email_required", NULL, NULL);
  g_assert_cmpuint (call ("PUT", "/self-invoice", "{\"support_email\":\"ayuda@aguila.example\"}"),
                    ==, 200);
  call ("PUT", "/domain", "{\"domain\":\"logos\"}");
  fac_sandbox_expect_error (client, 409, "organization_domain_unavailable", NULL, NULL);
  g_assert_cmpuint (call ("PUT", "/domain", "{\"domain\":\"el-aguila\"}"), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "domain"), ==, "el-aguila");
  call ("PUT", "/domain", "{\"domain\":\"otro-nombre\"}");
  fac_sandbox_expect_error (client, 400, "organization_domain_change_not_allowed", NULL, NULL);
  g_assert_false (available ("el-aguila"));
}

static gint64
folio_of (const char *series, const char *member)
{
  g_assert_cmpuint (call ("GET", "/series-group", NULL), ==, 200);
  for (guint i = 0; i < fac_json_length (fac_sandbox_at (client, "data")); i++)
    {
      FacJsonValue each = fac_json_at (fac_sandbox_at (client, "data"), i);

      if (g_strcmp0 (fac_json_string (fac_json_get (each, "series")), series) == 0)
        return fac_json_int (fac_json_get (each, member), 0);
    }
  return 0;
}

static void
test_series (void)
{
  g_assert_cmpint (folio_of ("F", "next_folio_test"), ==, 40);
  g_assert_cmpint (folio_of ("WEB 1", "next_folio"), ==, 0);
  g_assert_cmpuint (call ("POST", "/series-group",
                          "{\"series\":\"WEB 1\",\"next_folio\":5,\"next_folio_test\":1}"), ==,
                    200);
  g_assert_cmpint (folio_of ("WEB 1", "next_folio"), ==, 5);
  call ("POST", "/series-group", "{\"series\":\"WEB 1\",\"next_folio\":5,\"next_folio_test\":1}");
  fac_sandbox_expect_error (client, 409, "series_already_exists", NULL, NULL);
  call ("POST", "/series-group", "{\"series\":\"X\",\"next_folio\":5}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "next_folio_test");
  call ("POST", "/series-group",
        "{\"series\":\"default-series\",\"next_folio\":5,\"next_folio_test\":1}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "not_allowed", "series");
  g_assert_cmpuint (call ("PUT", "/series-group/WEB%201", "{\"next_folio_test\":30}"), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "next_folio"), 0), ==, 5);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "next_folio_test"), 0), ==, 30);
  call ("PUT", "/series-group/NONE", "{\"next_folio\":2}");
  fac_sandbox_expect_error (client, 404, "series_not_found", NULL, NULL);
  g_assert_cmpuint (call ("PUT", "/series-group/default-series",
                          "{\"type\":\"E\",\"series\":\"WEB 1\"}"), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "ok"), FALSE));
  call ("DELETE", "/series-group/WEB%201", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_operation", NULL, NULL);
  call ("PUT", "/series-group/default-series", "{\"type\":\"X\",\"series\":\"W\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "type");
  g_assert_cmpuint (call ("PUT", "/series-group/default-series",
                          "{\"type\":\"E\",\"series\":\"NC\"}"), ==, 200);
  g_assert_cmpuint (call ("DELETE", "/series-group/WEB%201", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "series"), ==, "WEB 1");
  g_assert_cmpint (folio_of ("WEB 1", "next_folio"), ==, 0);
}

static guint
search (const char *catalog, const char *query)
{
  return fac_sandbox_callf (client, "GET", NULL, "/catalogs/%s%s", catalog, query);
}

/* Those that the starter set has too; the others answer, whatever they find. */
static void
test_catalogs (void)
{
  static const struct { const char *name; const char *q; const char *key; } known[] = {
    { "cartaporte/3.1/transport-configs", "?q=c2&limit=1", "C2" },
    { "cartaporte/3.1/trailer-types", "?q=ctr001", "CTR001" },
    { "cartaporte/3.1/customs-documents", "?q=01&page=0", "01" },
    { "cartaporte/3.1/packaging-types", "?q=1A1", "1A1" },
    { "cartaporte/3.1/rights-of-passage", "?q=CDP001", "CDP001" },
    { "cartaporte/3.1/marine-containers", "?q=CM001", "CM001" },
  };
  static const char *const others[] = {
    "cartaporte/3.1/air-transport-codes", "cartaporte/3.1/hazardous-materials",
    "cartaporte/3.1/naval-authorizations", "cartaporte/3.1/port-stations",
    "comercioexterior/2.0/tariff-fractions",
  };

  client->key = client->sandbox->test_key;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_assert_cmpuint (search (known[i].name, known[i].q), ==, 200);
      g_assert_cmpstr (fac_sandbox_text (client, "data.0.key"), ==, known[i].key);
      g_assert_nonnull (fac_sandbox_text (client, "data.0.description"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpuint (search (others[i], "?q=a&limit=500"), ==, 200);
      g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "data")), ==, FAC_JSON_ARRAY);
    }
  search ("cartaporte/3.1/trailer-types", "");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "q");
  search ("cartaporte/3.1/trailer-types", "?q=a&page=31");
  fac_sandbox_expect_error (client, 400, "page_too_large", NULL, NULL);
  search ("cartaporte/3.1/trailer-types", "?q=a&limit=0");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_type", "limit");
  search ("cartaporte/3.1/rockets", "?q=a");
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
}

static void
test_delete (void)
{
  g_assert_cmpuint (call ("DELETE", "", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, organization);
  call ("GET", "", NULL);
  fac_sandbox_expect_error (client, 404, "organization_not_found", NULL, NULL);
  g_assert_true (available ("el-aguila"));
  client->key = test_key;
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/me", NULL), ==, 401);
  as_user ();
  fac_sandbox_callf (client, "DELETE", NULL, "/organizations/%s", client->sandbox->organization);
  fac_sandbox_expect_error (client, 400, "invalid_operation", NULL, NULL);
}

int
main (int argc, char **argv)
{
  int result;

  client = fac_sandbox_begin (&argc, &argv);
  g_test_add_func ("/sandbox/organizations/create", test_create);
  g_test_add_func ("/sandbox/organizations/list", test_list);
  g_test_add_func ("/sandbox/organizations/keys", test_keys);
  g_test_add_func ("/sandbox/organizations/legal", test_legal);
  g_test_add_func ("/sandbox/organizations/settings", test_settings);
  g_test_add_func ("/sandbox/organizations/domain", test_domain);
  g_test_add_func ("/sandbox/organizations/series", test_series);
  g_test_add_func ("/sandbox/organizations/catalogs", test_catalogs);
  g_test_add_func ("/sandbox/organizations/delete", test_delete);
  result = fac_sandbox_end (client);
  g_free (organization);
  g_free (test_key);
  return result;
}
