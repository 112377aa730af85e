/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-seal.h"
#include "fac-sandbox-client.h"
#include "fac-test.h"

#include <string.h>

static FacSandboxClient *client;

#define CUSTOMER \
  "{\"legal_name\":\"PANADERIA LA ESPIGA\",\"tax_id\":\"PES150310AB1\",\"tax_system\":\"601\"," \
  "\"address\":{\"zip\":\"06600\"}}"
#define PRODUCT "{\"description\":\"Café\",\"product_key\":\"50201706\",\"price\":%d}"

static void
wish (const char *body)
{
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/faults", body), ==, 200);
}

static void
clear (void)
{
  g_assert_cmpuint (fac_sandbox_control (client, "DELETE", "/faults", NULL), ==, 200);
}

static gint64
count_products (void)
{
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/products", NULL), ==, 200);
  return fac_json_int (fac_sandbox_at (client, "total_results"), -1);
}

static gboolean
breaks (const char *method, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  /* a kept connection that breaks is tried again by the client's library itself */
  soup_session_abort (client->session);
  done = fac_sandbox_try (client, method, path, body, &error);
  g_test_message ("%s", error != NULL ? error->message : "answered");
  /* half an answer reads as a short body */
  return !done || client->json == NULL;
}

static void
test_token (void)
{
  client->token = "wrong";
  fac_sandbox_control (client, "GET", "/faults", NULL);
  fac_sandbox_expect_error (client, 401, "unauthorized", NULL, NULL);
  client->token = NULL;
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/faults", NULL), ==, 200);
  fac_sandbox_control (client, "GET", "/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
}

static void
test_switched_off (void)
{
  g_autofree char *other = fac_test_folder ();
  FacSandboxClient *plain = fac_sandbox_client_new (other);

  plain->token = "any";
  g_assert_cmpuint (fac_sandbox_control (plain, "GET", "/faults", NULL), ==, 404);
  g_assert_cmpuint (fac_sandbox_control (plain, "POST", "/clock", "{\"advance_seconds\":1}"), ==,
                    404);
  fac_sandbox_client_free (plain);
}

static void
test_refused_wishes (void)
{
  fac_sandbox_control (client, "POST", "/faults", "{\"path\":\"*\",\"fault\":\"fire\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "fault");
  fac_sandbox_control (client, "POST", "/faults", "{\"fault\":\"500\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "path");
  fac_sandbox_control (client, "POST", "/faults",
                       "{\"path\":\"*\",\"fault\":\"500\",\"probability\":1.5}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "probability");
  fac_sandbox_control (client, "POST", "/faults", "{\"path\":\"*\",\"fault\":\"500\",\"count\":0}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "count");
}

static void
test_statuses (void)
{
  static const struct { const char *fault; guint status; const char *code; } all[] = {
    { "500", 500, "internal_error" }, { "503", 503, "internal_error" },
    { "429", 429, "rate_limit_exceeded" }, { "401", 401, "api_key_invalid" },
    { "402", 402, "subscription_required" }, { "409", 409, "conflict" },
  };
  gint64 before = count_products ();
  g_autofree char *product = g_strdup_printf (PRODUCT, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"method\":\"POST\",\"path\":\"/v2/products\","
                                               "\"fault\":\"%s\",\"count\":1}", all[i].fault);

      wish (body);
      fac_sandbox_call (client, "POST", "/products", product);
      fac_sandbox_expect_error (client, all[i].status, all[i].code, NULL, NULL);
      if (all[i].status == 429)
        g_assert_cmpstr (soup_message_headers_get_one (client->headers, "Retry-After"), ==, "1");
    }
  g_assert_cmpint (count_products (), ==, before);
  wish ("{\"path\":\"/products\",\"fault\":\"502_html\",\"count\":1}");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/products", NULL), ==, 502);
  g_assert_null (client->json);
  g_assert_cmpstr (soup_message_headers_get_content_type (client->headers, NULL), ==, "text/html");
  clear ();
}

/* Not run: nothing is stored; run and cut: it is. */
static void
test_broken_connections (void)
{
  static const struct { const char *fault; gboolean runs; } all[] = {
    { "refuse", FALSE }, { "reset_before", FALSE }, { "execute_then_cut", TRUE }, { "half", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *product = g_strdup_printf (PRODUCT, 100 + (int) i);
      g_autofree char *body = g_strdup_printf ("{\"method\":\"POST\",\"path\":\"/v2/products\","
                                               "\"fault\":\"%s\"}", all[i].fault);
      gint64 before = count_products ();

      wish (body);
      g_assert_true (breaks ("POST", "/products", product));
      clear ();
      g_assert_cmpint (count_products (), ==, before + all[i].runs);
    }
}

static void
test_slow (void)
{
  gint64 start;

  wish ("{\"path\":\"/v2/check\",\"fault\":\"drip\",\"count\":1,\"milliseconds\":400}");
  start = g_get_monotonic_time ();
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "ok"), FALSE));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 300000);
  wish ("{\"path\":\"/v2/check\",\"fault\":\"delay\",\"count\":1,\"milliseconds\":300}");
  start = g_get_monotonic_time ();
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 290000);
  clear ();
}

static void
test_spoiled (void)
{
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers", CUSTOMER), ==, 201);
  wish ("{\"path\":\"/v2/customers\",\"fault\":\"bad_json\",\"count\":1}");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers", NULL), ==, 200);
  g_assert_null (client->json);
  wish ("{\"path\":\"/v2/customers\",\"fault\":\"wrong_types\",\"count\":1}");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers", NULL), ==, 200);
  g_assert_nonnull (client->json);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "total_results")), ==, FAC_JSON_OBJECT);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "data.0.legal_name")), ==,
                   FAC_JSON_ARRAY);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers", NULL), ==, 200);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "total_results")), ==, FAC_JSON_NUMBER);
  clear ();
}

static char *
throw_dice (void)
{
  GString *struck = g_string_new (NULL);

  wish ("{\"path\":\"/check\",\"fault\":\"500\",\"probability\":0.5,\"seed\":7}");
  for (int i = 0; i < 40; i++)
    g_string_append_c (struck,
                       fac_sandbox_call (client, "GET", "/check", NULL) == 500 ? 'x' : '.');
  clear ();
  return g_string_free (struck, FALSE);
}

static void
test_chance (void)
{
  g_autofree char *once = throw_dice ();
  g_autofree char *again = throw_dice ();

  g_assert_cmpstr (once, ==, again);
  g_assert_nonnull (strchr (once, 'x'));
  g_assert_nonnull (strchr (once, '.'));
}

/* A path that does not fit, and a method that does not, are left alone; a count ends. */
static void
test_aim (void)
{
  wish ("{\"method\":\"GET\",\"path\":\"/v2/customers/*\",\"fault\":\"503\",\"count\":2}");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers", NULL), ==, 200);
  g_assert_cmpuint (fac_sandbox_call (client, "DELETE", "/customers/none", NULL), ==, 404);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers/none", NULL), ==, 503);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers/other", NULL), ==, 503);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers/none", NULL), ==, 404);
  fac_sandbox_control (client, "GET", "/faults", NULL);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "faults.0.struck"), 0), ==, 2);
  clear ();
}

static gint64
clock_of_answer (void)
{
  const char *text = soup_message_headers_get_one (client->headers, "Date");
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);

  g_assert_nonnull (date);
  return g_date_time_to_unix (date);
}

static void
test_clock (void)
{
  gint64 before;

  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  before = clock_of_answer ();
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":86400}"),
                    ==, 200);
  g_assert_nonnull (fac_sandbox_text (client, "now"));
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  g_assert_cmpint (clock_of_answer () - before, >=, 86400);
  g_assert_cmpint (clock_of_answer () - before, <, 86400 + 60);
  fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":-1}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_small", "advance_seconds");
  fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":1e30}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "advance_seconds");
  fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":9223372036854775807}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "advance_seconds");
}

static void
test_state (void)
{
  g_autofree char *id = NULL;
  gint64 products, listed = 0;

  /* more than one piece of the streamed answer */
  for (int i = 0; i < 1100; i++)
    {
      g_autofree char *product = g_strdup_printf (PRODUCT, 5000 + i);

      g_assert_cmpuint (fac_sandbox_call (client, "POST", "/products", product), ==, 200);
    }
  id = g_strdup (fac_sandbox_text (client, "id"));
  products = count_products ();
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/state", NULL), ==, 200);
  g_assert_nonnull (client->json);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "counts.products"), 0), ==, products);
  g_assert_cmpint (fac_json_length (fac_sandbox_at (client, "products")), ==, products);
  for (gint64 i = 0; i < products; i++)
    {
      FacJsonValue each = fac_json_at (fac_sandbox_at (client, "products"), (guint) i);

      listed += g_strcmp0 (fac_json_string (fac_json_get (each, "id")), id) == 0;
      g_assert_false (fac_json_boolean (fac_json_get (each, "livemode"), TRUE));
    }
  g_assert_cmpint (listed, ==, 1);
}

/* Whatever a client can make is there, also what has no fiscal folio. */
static void
test_state_kinds (void)
{
  static const char receipt[] =
    "{\"items\":[{\"product\":{\"description\":\"Taza\",\"product_key\":\"52152101\",\"price\":90}}],"
    "\"payment_form\":\"01\",\"external_id\":\"caja-1\"}";
  g_autofree char *draft = NULL, *ticket = NULL;

  client->key = client->sandbox->live_key;
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/receipts", receipt), ==, 200);
  ticket = g_strdup (fac_sandbox_text (client, "key"));
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/retentions",
                                      "{\"status\":\"draft\",\"cve_retenc\":\"01\","
                                      "\"idempotency_key\":\"r-1\"}"),
                    ==, 200);
  draft = g_strdup (fac_sandbox_text (client, "id"));
  fac_sandbox_call (client, "POST", "/webhooks", "{\"url\":\"http://127.0.0.1:9/\","
                    "\"enabled_events\":[\"invoice.status_updated\"]}");
  client->key = client->sandbox->test_key;
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/state", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "counts.receipts"), 0), ==, 1);
  g_assert_cmpstr (fac_sandbox_text (client, "receipts.0.key"), ==, ticket);
  g_assert_cmpstr (fac_sandbox_text (client, "receipts.0.external_id"), ==, "caja-1");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "counts.retentions"), 0), ==, 1);
  g_assert_cmpstr (fac_sandbox_text (client, "retentions.0.id"), ==, draft);
  g_assert_cmpstr (fac_sandbox_text (client, "retentions.0.idempotency_key"), ==, "r-1");
  g_assert_cmpstr (fac_sandbox_text (client, "webhooks.0.url"), ==, "http://127.0.0.1:9/");
}

static void
test_mail (void)
{
  static const char message[] =
    "From: a@empresa.example\r\nTo: b@cliente.example\r\nSubject: Su\r\n factura\r\n\r\nHola\r\n";
  g_autofree char *mail = g_build_filename (client->state, "mail", NULL);
  g_autofree char *path = g_build_filename (mail, "0123.eml", NULL);

  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), -1), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (mail, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, message, -1, NULL));
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, "0123");
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.headers.To"), ==, "b@cliente.example");
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.headers.Subject"), ==, "Su factura");
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail/0123", NULL), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), g_bytes_get_size (client->body), message,
                   strlen (message));
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/mail/..%2Flock", NULL), ==, 404);
}

/* The same seed gives the same documents, and each is real once it is asked for. */
static void
test_seed (void)
{
  static const char wanted[] = "{\"customers\":20,\"products\":10,\"invoices\":%d,\"seed\":%d}";
  g_autofree char *some = g_strdup_printf (wanted, 120, 5);
  g_autofree char *id = NULL, *uuid = NULL, *total = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/seed", some), ==, 200);
  /* an object from its first byte on, also for who trims nothing */
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 1, "{", 1);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "invoices"), 0), ==, 120);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/invoices?limit=5", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 120);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "data.0.folio_number"), 0), ==, 120);
  id = g_strdup (fac_sandbox_text (client, "data.0.id"));
  uuid = g_strdup (fac_sandbox_text (client, "data.0.uuid"));
  total = fac_sandbox_literal (client, "data.0.total");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id), ==, 200);
  fac_cfdi_verify (client->body, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  g_assert_nonnull (fac_sandbox_text (client, "stamp.signature"));
  g_assert_nonnull (fac_sandbox_text (client, "verification_url"));
  g_assert_cmpstr (fac_sandbox_text (client, "uuid"), ==, uuid);
  again = fac_sandbox_literal (client, "total");
  g_assert_cmpstr (again, ==, total);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
}

/* What was issued stays as it was issued, however its organization is called afterwards. */
static void
test_seed_issuer (void)
{
  static const char legal[] = "{\"name\":\"X\",\"legal_name\":\"OTRA EMPRESA\",\"tax_system\":\"601\","
                              "\"address\":{\"zip\":\"64000\"}}";
  g_autofree char *folder = fac_test_folder ();
  FacSandboxClient *fresh = fac_sandbox_client_new_control (folder);
  const char *company = fresh->sandbox->organization;
  g_autofree char *id = NULL, *uuid = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fac_sandbox_control (fresh, "POST", "/seed", "{\"customers\":5,\"products\":5,"
                                         "\"invoices\":40,\"seed\":2}"), ==, 200);
  g_assert_cmpuint (fac_sandbox_call (fresh, "GET", "/invoices?payment_method=PPD&limit=1", NULL),
                    ==, 200);
  id = g_strdup (fac_sandbox_text (fresh, "data.0.id"));
  uuid = g_strdup (fac_sandbox_text (fresh, "data.0.uuid"));
  fresh->key = fresh->sandbox->user_key;
  g_assert_cmpuint (fac_sandbox_callf (fresh, "PUT", legal, "/organizations/%s/legal", company),
                    ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (fresh, "DELETE", NULL, "/organizations/%s/certificate",
                                       company), ==, 200);
  fresh->key = fresh->sandbox->test_key;
  g_assert_cmpuint (fac_sandbox_callf (fresh, "GET", NULL,
                                       "/invoices/%s/payment-summary?amount=1", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (fresh, "GET", NULL, "/invoices/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (fresh, "issuer_info.legal_name"), ==, "EMPRESA DE PRUEBA");
  g_assert_cmpstr (fac_sandbox_text (fresh, "issuer_info.address.zip"), ==, "50000");
  g_assert_cmpstr (fac_sandbox_text (fresh, "address.zip"), ==, "50000");
  g_assert_cmpuint (fac_sandbox_callf (fresh, "GET", NULL, "/invoices/%s/xml", id), ==, 200);
  fac_cfdi_verify (fresh->body, uuid, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (fresh->body, NULL), -1, "EMPRESA DE PRUEBA"));
  g_assert_cmpuint (fac_sandbox_callf (fresh, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  /* without a certificate nothing new is issued */
  g_assert_cmpuint (fac_sandbox_callf (fresh, "POST", NULL, "/invoices/%s/copy", id), ==, 200);
  g_free (id);
  id = g_strdup (fac_sandbox_text (fresh, "id"));
  fac_sandbox_callf (fresh, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (fresh, 400, "csd_required", NULL, NULL);
  fac_sandbox_client_free (fresh);
}

/* Receipts are open ones of the last month that can be invoiced. */
static void
test_seed_receipts (void)
{
  g_autofree char *key = NULL, *body = NULL, *id = NULL;
  gint64 folio;

  fac_sandbox_control (client, "POST", "/seed", "{\"receipts\":5}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "products");
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/seed", "{\"customers\":3,\"products\":9,"
                                         "\"receipts\":1200,\"seed\":8}"), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "receipts"), 0), ==, 1200);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/receipts?limit=5", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 1200);
  folio = fac_json_int (fac_sandbox_at (client, "data.0.folio_number"), 0);
  id = g_strdup (fac_sandbox_text (client, "data.0.id"));
  for (guint i = 0; i < 5 && key == NULL; i++)
    {
      g_autofree char *status = g_strdup_printf ("data.%u.status", i);
      g_autofree char *name = g_strdup_printf ("data.%u.key", i);

      if (g_strcmp0 (fac_sandbox_text (client, status), "open") == 0)
        key = g_strdup (fac_sandbox_text (client, name));
    }
  g_assert_nonnull (key);
  body = g_strdup_printf ("{\"keys\":[\"%s\"],\"customer\":" CUSTOMER ",\"use\":\"G03\"}", key);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/receipts/to-invoice", body), ==, 200);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/seed", "{\"customers\":3,\"products\":9,"
                                         "\"receipts\":1200,\"seed\":9}"), ==, 200);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/receipts?limit=1", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 2400);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/receipts/%s", id), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==, folio);
}

static char *
seeded_invoice (int seed)
{
  g_autofree char *other = fac_test_folder ();
  FacSandboxClient *fresh = fac_sandbox_client_new_control (other);
  g_autofree char *body = g_strdup_printf ("{\"customers\":5,\"products\":5,\"invoices\":9,"
                                           "\"seed\":%d}", seed);
  g_autofree char *total = NULL;
  char *text;

  g_assert_cmpuint (fac_sandbox_control (fresh, "POST", "/seed", body), ==, 200);
  g_assert_cmpuint (fac_sandbox_call (fresh, "GET", "/invoices", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (fresh, "total_results"), 0), ==, 9);
  total = fac_sandbox_literal (fresh, "data.4.total");
  text = g_strjoin (" ", fac_sandbox_text (fresh, "data.4.id"),
                    fac_sandbox_text (fresh, "data.4.uuid"),
                    fac_sandbox_text (fresh, "data.4.customer.tax_id"), total, NULL);
  fac_sandbox_client_free (fresh);
  return text;
}

static void
test_seed_again (void)
{
  g_autofree char *once = seeded_invoice (3);
  g_autofree char *twice = seeded_invoice (3);
  g_autofree char *other = seeded_invoice (4);

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpstr (once, !=, other);
}

#define INVOICE(more) \
  "{\"customer\":" CUSTOMER ",\"use\":\"G03\",\"items\":[{\"product\":{\"description\":\"Café\"," \
  "\"product_key\":\"50201706\",\"price\":50}}]," more "}"

/* Held by the PAC: 202 and pending, until the recovery's first try. */
static void
test_pending (void)
{
  static const struct { const char *fault; const char *outcome; } all[] = {
    { "pending_then_valid", "valid" }, { "pending_then_failed", "failed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"path\":\"/v2/invoices\",\"fault\":\"%s\","
                                               "\"count\":1}", all[i].fault);
      g_autofree char *id = NULL;

      wish (body);
      g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
                                          INVOICE ("\"payment_form\":\"03\"")), ==, 202);
      g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "pending");
      g_assert_null (fac_sandbox_text (client, "uuid"));
      id = g_strdup (fac_sandbox_text (client, "id"));
      for (int step = 0; step < 6; step++)
        g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock",
                                               "{\"advance_seconds\":660}"), ==, 200);
      g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
      g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, all[i].outcome);
    }
  clear ();
}

static void
test_refusals (void)
{
  fac_sandbox_call (client, "POST", "/invoices", INVOICE ("\"payment_form\":\"99\""));
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "payment_form");
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
                                      INVOICE ("\"payment_form\":\"99\",\"payment_method\":\"PPD\"")),
                    ==, 200);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
                                      INVOICE ("\"payment_form\":\"03\",\"folio_number\":9000")),
                    ==, 200);
  fac_sandbox_call (client, "POST", "/invoices",
                    INVOICE ("\"payment_form\":\"03\",\"folio_number\":9000"));
  fac_sandbox_expect_error (client, 409, "conflict", "invalid_value", "folio_number");
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices",
                                      INVOICE ("\"payment_form\":\"03\",\"folio_number\":9000,"
                                               "\"series\":\"OTRA\"")), ==, 200);
  fac_sandbox_control (client, "POST", "/cancellations/none", "{\"answer\":\"accepted\"}");
  fac_sandbox_expect_error (client, 404, "invoice_not_found", NULL, NULL);
  fac_sandbox_control (client, "POST", "/cancellations/none", "{\"answer\":\"maybe\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "answer");
}

/* A list counts anew after every change. */
static void
test_counts (void)
{
  gint64 before = count_products ();
  g_autofree char *product = g_strdup_printf (PRODUCT, 77777);

  g_assert_cmpint (count_products (), ==, before);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/products", product), ==, 200);
  g_assert_cmpint (count_products (), ==, before + 1);
}

/* One state, one process. */
static void
test_second_process (void)
{
  g_autofree char *path = fac_test_sandbox_path ();
  g_autofree char *output = NULL, *problem = NULL;
  const char *argv[] = { path, "--listen", "127.0.0.1:0", "--state", client->state, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &problem, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, !=, 0);
  g_assert_cmpstr (output, ==, "");
  g_assert_nonnull (strstr (problem, "in use by another sandbox\n"));
  g_assert_null (strchr (strchr (problem, '\n') + 1, '\n'));
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  g_test_add_func ("/sandbox/control/token", test_token);
  g_test_add_func ("/sandbox/control/switched-off", test_switched_off);
  g_test_add_func ("/sandbox/control/refused-wishes", test_refused_wishes);
  g_test_add_func ("/sandbox/control/statuses", test_statuses);
  g_test_add_func ("/sandbox/control/broken-connections", test_broken_connections);
  g_test_add_func ("/sandbox/control/slow", test_slow);
  g_test_add_func ("/sandbox/control/spoiled", test_spoiled);
  g_test_add_func ("/sandbox/control/chance", test_chance);
  g_test_add_func ("/sandbox/control/aim", test_aim);
  g_test_add_func ("/sandbox/control/clock", test_clock);
  g_test_add_func ("/sandbox/control/state", test_state);
  g_test_add_func ("/sandbox/control/state-kinds", test_state_kinds);
  g_test_add_func ("/sandbox/control/mail", test_mail);
  g_test_add_func ("/sandbox/control/counts", test_counts);
  g_test_add_func ("/sandbox/control/seed", test_seed);
  g_test_add_func ("/sandbox/control/seed-issuer", test_seed_issuer);
  g_test_add_func ("/sandbox/control/pending", test_pending);
  g_test_add_func ("/sandbox/control/refusals", test_refusals);
  g_test_add_func ("/sandbox/control/seed-receipts", test_seed_receipts);
  g_test_add_func ("/sandbox/control/seed-again", test_seed_again);
  g_test_add_func ("/sandbox/control/second-process", test_second_process);
  return fac_sandbox_end (client);
}
