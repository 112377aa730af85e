/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include <glib/gstdio.h>
#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define LINE "\"items\":[{\"product\":{\"description\":\"Café\",\"product_key\":\"50201706\"," \
             "\"price\":%s}}]"
#define PARTY(rfc) "{\"legal_name\":\"OTRA PARTE\",\"tax_id\":\"" rfc "\",\"tax_system\":\"601\"," \
                   "\"address\":{\"zip\":\"06000\"}}"

static char *
post (const char *query, const char *party, const char *terms, const char *price, guint status)
{
  g_autofree char *line = g_strdup_printf (LINE, price);
  g_autofree char *known = g_strdup_printf ("\"%s\"", customer);
  g_autofree char *body = g_strdup_printf ("{\"customer\":%s,%s,\"use\":\"G03\",%s}",
                                           party != NULL ? party : known, terms, line);

  g_assert_cmpuint (fac_sandbox_callf (client, "POST", body, "/invoices%s", query), ==, status);
  return g_strdup (fac_sandbox_text (client, "id"));
}

static char *
stamp (const char *price)
{
  return post ("", NULL, "\"payment_form\":\"03\"", price, 200);
}

static void
advance (guint seconds)
{
  g_autofree char *body = g_strdup_printf ("{\"advance_seconds\":%u}", seconds);

  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", body), ==, 200);
}

static void
expect_status (const char *id, const char *status)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, status);
}

static void
test_async (void)
{
  g_autofree char *id = post ("?async=true", NULL, "\"payment_form\":\"03\"", "30", 200);
  g_autofree char *bad = NULL;
  gint64 folio = fac_json_int (fac_sandbox_at (client, "folio_number"), 0);

  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "pending");
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "uuid")), ==, FAC_JSON_NULL);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "stamp")), ==, FAC_JSON_NULL);
  fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", id);
  fac_sandbox_expect_error (client, 409, "stamping_in_progress", NULL, NULL);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id);
  fac_sandbox_expect_error (client, 400, "invoice_not_stamped", NULL, NULL);
  advance (3);
  expect_status (id, "valid");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==, folio);
  g_assert_nonnull (fac_sandbox_text (client, "uuid"));
  g_free (post ("?async=maybe", NULL, "\"payment_form\":\"03\"", "30", 400));
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_type", "async");
  bad = post ("?async=true", NULL, "\"payment_form\":\"03\",\"date\":\"2020-01-01T00:00:00Z\"",
              "30", 200);
  advance (3);
  expect_status (bad, "failed");
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "folio_number")), ==, FAC_JSON_NULL);
  g_free (stamp ("31"));
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==, folio + 1);
}

static void
test_recovery (void)
{
  g_autofree char *slow = post ("", PARTY ("TAR010101AB9"), "\"payment_form\":\"03\"", "30", 202);
  g_autofree char *lost = post ("", PARTY ("CAE010101AB9"), "\"payment_form\":\"03\"", "30", 202);

  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "pending");
  advance (9 * 60);
  expect_status (slow, "pending");
  advance (61);
  expect_status (slow, "valid");
  expect_status (lost, "pending");
  advance (39 * 60);
  expect_status (lost, "pending");
  advance (60);
  expect_status (lost, "failed");
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", lost);
  fac_sandbox_expect_error (client, 409, "invoice_not_cancelable", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/copy", lost), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "draft");
}

static void
test_copy (void)
{
  g_autofree char *id = post ("", NULL, "\"payment_form\":\"03\",\"external_id\":\"x\"", "7", 200);
  g_autofree char *copy = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/copy", id), ==, 200);
  copy = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpstr (copy, !=, id);
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "external_id")), ==, FAC_JSON_NULL);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "is_ready_to_stamp"), FALSE));
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", NULL, "/invoices/%s/stamp", copy), ==, 200);
  fac_sandbox_call (client, "POST", "/invoices/nothing/copy", NULL);
  fac_sandbox_expect_error (client, 404, "invoice_not_found", NULL, NULL);
}

static gint64
count_customers (void)
{
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/customers", NULL), ==, 200);
  return fac_json_int (fac_sandbox_at (client, "total_results"), -1);
}

static void
test_files (void)
{
  g_autofree char *id = stamp ("9");
  g_autofree char *url = NULL, *line = g_strdup_printf (LINE, "3");
  g_autofree char *body = g_strdup_printf ("{\"customer\":" PARTY ("NUE010101AB9")
                                           ",\"payment_form\":\"03\",\"use\":\"G03\",%s}", line);
  gint64 customers = count_customers ();
  const char *key = client->key;

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/zip", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 2, "PK", 2);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/preview/pdf", body), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpint (count_customers (), ==, customers);
  fac_sandbox_call (client, "POST", "/invoices/preview/pdf", "{\"payment_form\":\"03\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "customer");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/download-url/pdf", id),
                    ==, 200);
  url = g_strdup (fac_sandbox_text (client, "url"));
  client->key = NULL;
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/..%s", strstr (url, "/downloads/")),
                    ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  advance (16 * 60);
  fac_sandbox_callf (client, "GET", NULL, "/..%s", strstr (url, "/downloads/"));
  g_assert_cmpuint (client->status, ==, 404);
  client->key = key;
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/download-url/doc", id);
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
}

/* The newest message of the state folder. Returns: (transfer full) */
static char *
last_mail (void)
{
  g_autofree char *place = g_build_filename (client->state, "mail", NULL);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  g_autofree char *last = NULL, *path = NULL;
  char *text = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (last == NULL || strcmp (name, last) > 0)
      {
        g_free (last);
        last = g_strdup (name);
      }
  path = g_build_filename (place, last, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_email (void)
{
  g_autofree char *id = stamp ("11");
  g_autofree char *mail = NULL, *link = NULL;

  advance (2);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST",
                                       "{\"email\":[\"ana@correo.mx\",\"luz@correo.mx\"]}",
                                       "/invoices/%s/email", id), ==, 200);
  g_assert_true (fac_json_boolean (fac_sandbox_at (client, "ok"), FALSE));
  mail = last_mail ();
  g_assert_nonnull (strstr (mail, "To: ana@correo.mx, luz@correo.mx"));
  g_assert_nonnull (strstr (mail, "multipart/mixed"));
  g_assert_nonnull (strstr (mail, "text/plain; charset=utf-8"));
  g_assert_nonnull (strstr (mail, "text/html; charset=utf-8"));
  g_assert_nonnull (strstr (mail, "application/pdf; name="));
  g_assert_nonnull (strstr (mail, "application/xml; name="));
  fac_sandbox_callf (client, "POST", "{\"email\":[\"ana@correo.mx\",\"luz\"]}",
                     "/invoices/%s/email", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_format", "email.1");
  fac_sandbox_callf (client, "POST", "{\"email\":\"a@b.invalid\"}", "/invoices/%s/email", id);
  fac_sandbox_expect_error (client, 400, "invoice_email_delivery_failed", NULL, NULL);
  fac_sandbox_callf (client, "POST", "{\"to\":\"a@b.mx\"}", "/invoices/%s/email", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "unknown_field", "to");
  advance (2);
  g_assert_cmpuint (fac_sandbox_callf (client, "POST", "{\"email\":\"eva@correo.mx\"}",
                                       "/customers/%s/email-edit-link", customer), ==, 200);
  g_free (mail);
  mail = last_mail ();
  g_assert_nonnull (strstr (mail, "To: eva@correo.mx"));
  g_assert_nonnull (strstr (mail, "/tax-info/"));
}

static void
test_edit_link (void)
{
  g_autofree char *id = NULL, *first = NULL;

  fac_sandbox_call (client, "POST", "/customers", "{\"legal_name\":\"Juan\"}");
  g_assert_cmpuint (client->status, ==, 400);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers?createEditLink=true",
                                      "{\"legal_name\":\"Juan\"}"), ==, 201);
  id = g_strdup (fac_sandbox_text (client, "id"));
  first = g_strdup (fac_sandbox_text (client, "edit_link"));
  g_assert_nonnull (first);
  g_assert_null (fac_sandbox_text (client, "sat_validated_at"));
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", NULL, "/customers/%s?createEditLink=true",
                                       id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "edit_link"), !=, first);
  fac_sandbox_callf (client, "PUT", "{\"email\":\"a@b.mx\"}",
                     "/customers/%s?createEditLink=true", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "tax_id");
  fac_sandbox_callf (client, "POST", NULL, "/customers/%s/email-edit-link", id);
  fac_sandbox_expect_error (client, 400, "customer_email_required", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/customers/%s/tax-info-validation",
                                       id), ==, 200);
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "is_valid"), TRUE));
  g_assert_cmpstr (fac_sandbox_text (client, "errors.0.path"), ==, "tax_id");
  advance (7 * 24 * 3600 + 1);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/customers/%s", id), ==, 200);
  g_assert_null (fac_sandbox_text (client, "edit_link"));
}

/* What a payment in @currency of an invoice of another system in the other one is answered. */
static void
pay_across (const char *currency, const char *other, const char *rate, const char *code)
{
  g_autofree char *body =
    g_strdup_printf ("{\"type\":\"P\",\"customer\":" PARTY ("CAM010101AB9") ","
                     "\"complements\":[{\"type\":\"pago\",\"data\":[{\"payment_form\":\"03\","
                     "\"currency\":\"%s\",\"exchange\":%s,\"related_documents\":[{\"uuid\":"
                     "\"6F9619FF-8B86-4D11-B42D-00CF4FC964FF\",\"amount\":10,\"installment\":1,"
                     "\"last_balance\":10,\"taxes\":[],\"currency\":\"%s\",\"exchange\":%s}]}]}]}",
                     currency, g_str_equal (currency, "MXN") ? "1" : "18", other, rate);

  fac_sandbox_call (client, "POST", "/invoices", body);
  if (code != NULL)
    fac_sandbox_expect_error (client, 400, "invalid_request", code,
                              "complements.0.data.0.related_documents.0.exchange");
  else
    g_assert_cmpuint (client->status, ==, 200);
}

static void
test_exchange_of_payments (void)
{
  pay_across ("MXN", "USD", "18.5", "exchange_rate_too_large");
  pay_across ("USD", "MXN", "0.05", "exchange_rate_too_small");
  pay_across ("MXN", "USD", "0.054", NULL);
  pay_across ("USD", "MXN", "18.5", NULL);
}

static void
test_payments (void)
{
  g_autofree char *id = post ("", NULL, "\"payment_form\":\"99\",\"payment_method\":\"PPD\"",
                              "1000", 200);
  g_autofree char *uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  g_autofree char *body = NULL, *payment = NULL, *due = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                       "/invoices/%s/payment-summary?amount=100", id), ==, 200);
  due = fac_sandbox_literal (client, "taxes.0.base");
  g_assert_cmpstr (due, ==, "86.21");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "installment"), 0), ==, 1);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/payment-summary?amount=1001", id);
  fac_sandbox_expect_error (client, 400, "invalid_request",
                            "amount_exceeds_related_document_balance", "amount");
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/payment-summary", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "amount");
  body = g_strdup_printf ("{\"type\":\"P\",\"customer\":\"%s\",\"complements\":[{\"type\":\"pago\","
                          "\"data\":[{\"payment_form\":\"03\",\"related_documents\":[{\"uuid\":"
                          "\"%s\",\"amount\":400,\"installment\":1,\"last_balance\":1000,"
                          "\"taxes\":[{\"base\":344.83,\"type\":\"IVA\",\"rate\":0.16}]}]}]}]}",
                          customer, uuid);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 200);
  payment = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpstr (fac_sandbox_text (client, "target_invoice_ids.0"), ==, id);
  expect_status (id, "valid");
  g_assert_cmpstr (fac_sandbox_text (client, "received_payment_ids.0"), ==, payment);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "amount_due"), 0), ==, 600);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", id);
  fac_sandbox_expect_error (client, 409, "invoice_not_cancelable_by_sat", "No cancelable", NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", payment),
                    ==, 200);
  expect_status (id, "valid");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "amount_due"), 0), ==, 1000);
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "received_payment_ids")), ==, 0);
}

static void
test_efos (void)
{
  static const struct { const char *rfc; const char *situation; gboolean valid; } rows[] = {
    { "EFA010101AB9", "Previsto", TRUE }, { "EFP010101AB9", "Presunto", FALSE },
    { "EFR010101AB9", "Desvirtuado", TRUE }, { "EFD010101AB9", "Definitivo", FALSE },
    { "EFS010101AB9", "Sentencia favorable", TRUE },
    { "EFX010101AB9", "EFOS de información suprimida", TRUE }, { "EKU9003173C9", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                           "/tools/tax_id_validation?tax_id=%s", rows[i].rfc), ==,
                        200);
      g_assert_cmpint (fac_json_boolean (fac_sandbox_at (client, "efos.is_valid"), !rows[i].valid),
                       ==, rows[i].valid);
      g_assert_cmpstr (fac_sandbox_text (client, "efos.data.detalles.0.situacionContribuyente"),
                       ==, rows[i].situation);
    }
  fac_sandbox_call (client, "GET", "/tools/tax_id_validation?tax_id=nada", NULL);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_format", "tax_id");
}

static void
test_zip_requests (void)
{
  g_autofree char *id = NULL, *body = NULL, *whole = NULL, *invoice = NULL;
  g_auto (GStrv) date = NULL;

  fac_sandbox_call (client, "POST", "/invoices/zip-requests", "{\"year\":2026,\"month\":1}");
  fac_sandbox_expect_error (client, 402, "subscription_live_access_required", NULL, NULL);
  client->key = client->sandbox->live_key;
  fac_sandbox_call (client, "POST", "/invoices/zip-requests", "{\"year\":2026,\"month\":13}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "month");
  fac_sandbox_call (client, "POST", "/invoices/zip-requests", "{\"year\":2001,\"month\":1}");
  fac_sandbox_expect_error (client, 404, "zip_request_no_invoices", NULL, NULL);
  invoice = post ("", PARTY ("VIV010101AB9"), "\"payment_form\":\"03\"", "30", 200);
  date = g_strsplit (fac_sandbox_text (client, "date"), "-", 3);
  body = g_strdup_printf ("{\"year\":%s,\"month\":%d,\"invoice_types\":[\"I\",\"E\"]}", date[0],
                          atoi (date[1]));
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/zip-requests", body), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_cmpstr (fac_sandbox_text (client, "invoice_types.0"), ==, "E");
  fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s/zip", id);
  fac_sandbox_expect_error (client, 409, "zip_request_not_ready", NULL, NULL);
  advance (1);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "processing");
  advance (2);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/zip-requests", body), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, id);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "finished");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s/zip", id),
                    ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 2, "PK", 2);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/invoices/zip-requests?limit=5", NULL), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, id);
  /* processing and finished are a second each: five seconds at once are enough for both */
  body[strlen (body) - strlen (",\"E\"]}")] = '\0';
  whole = g_strconcat (body, "]}", NULL);
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/zip-requests", whole), ==, 200);
  g_free (id);
  id = g_strdup (fac_sandbox_text (client, "id"));
  advance (5);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "finished");
  /* nothing of it is left to be done */
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/state", NULL), ==, 200);
  g_assert_null (g_strstr_len (g_bytes_get_data (client->body, NULL),
                               (gssize) g_bytes_get_size (client->body), "zip-request"));
  fac_sandbox_call (client, "POST", "/invoices/zip-requests", "{\"year\":9999,\"month\":12}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "too_large", "year");
  fac_sandbox_call (client, "GET", "/invoices/zip-requests/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "zip_request_not_found", NULL, NULL);
  client->key = client->sandbox->test_key;
}

static void
test_forgotten_customer (void)
{
  g_autofree char *id = post ("", PARTY ("OLV010101AB9"), "\"payment_form\":\"03\"", "5", 200);
  g_autofree char *party = g_strdup (fac_sandbox_text (client, "customer.id"));

  g_assert_nonnull (party);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/customers/%s", party), ==, 200);
  expect_status (id, "valid");
  g_assert_null (fac_sandbox_text (client, "customer.id"));
  g_assert_cmpstr (fac_sandbox_text (client, "customer.tax_id"), ==, "OLV010101AB9");
}

/* All pages from the newest to the oldest and back again say the same. */
static void
test_cursors (void)
{
  static const char *const lists[] = { "/invoices", "/customers", "/products" };

  for (guint i = 0; i < 5; i++)
    fac_sandbox_call (client, "POST", "/products",
                      "{\"description\":\"Café\",\"product_key\":\"50201706\",\"price\":1}");
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *cursor = NULL, *last = NULL;
      gint64 total;

      g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "%s?pagination=cursor&limit=2",
                                           lists[i]), ==, 200);
      total = fac_json_int (fac_sandbox_at (client, "total_results"), -1);
      g_assert_cmpint (total, >=, 3);
      g_assert_null (fac_sandbox_text (client, "previous_cursor"));
      g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "page")), ==, FAC_JSON_ABSENT);
      for (;;)
        {
          for (guint j = 0; j < fac_json_length (fac_sandbox_at (client, "data")); j++)
            {
              g_autofree char *path = g_strdup_printf ("data.%u.id", j);

              g_assert_true (g_hash_table_add (seen, g_strdup (fac_sandbox_text (client, path))));
            }
          g_free (cursor);
          cursor = g_strdup (fac_sandbox_text (client, "next_cursor"));
          g_free (last);
          last = g_strdup (fac_sandbox_text (client, "previous_cursor"));
          if (cursor == NULL)
            break;
          g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "%s?limit=2&after=%s",
                                               lists[i], cursor), ==, 200);
          g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "total_results")), ==,
                           FAC_JSON_ABSENT);
        }
      g_assert_cmpint (g_hash_table_size (seen), ==, total);
      g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "%s?limit=2&before=%s", lists[i],
                                           last), ==, 200);
      g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "data")), ==, 2);
      fac_sandbox_callf (client, "GET", NULL, "%s?after=nonsense", lists[i]);
      fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "after");
      fac_sandbox_callf (client, "GET", NULL, "%s?pagination=cursor&page=2", lists[i]);
      fac_sandbox_expect_error (client, 400, "invalid_request", "not_allowed", "page");
    }
}

/* The database out of its folder: who holds it goes on, who wants to open it cannot. */
static void
move_database (gboolean away)
{
  g_autofree char *here = g_build_filename (client->state, "sandbox.db", NULL);
  g_autofree char *there = g_build_filename (client->state, "elsewhere.db", NULL);

  g_assert_cmpint (g_rename (away ? here : there, away ? there : here), ==, 0);
}

static void
expect_zip_status (const char *id, const char *status)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, status);
}

/* What cannot be packed is tried five times, a minute apart; asked for again it begins anew. */
static void
test_zip_failed (void)
{
  g_autofree char *id = NULL, *body = NULL, *created = NULL, *scheduled = NULL;
  g_auto (GStrv) date = NULL;

  client->key = client->sandbox->live_key;
  g_free (post ("", PARTY ("VIV010101AB9"), "\"payment_form\":\"03\"", "30", 200));
  date = g_strsplit (fac_sandbox_text (client, "date"), "-", 3);
  body = g_strdup_printf ("{\"year\":%s,\"month\":%d}", date[0], atoi (date[1]));
  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/zip-requests", body), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  created = g_strdup (fac_sandbox_text (client, "created_at"));
  scheduled = g_strdup (fac_sandbox_text (client, "scheduled_at"));
  move_database (TRUE);
  advance (3);
  for (guint tries = 1; tries < 5; tries++)
    {
      expect_zip_status (id, "processing");
      advance (61);
    }
  expect_zip_status (id, "processing");
  g_assert_cmpstr (fac_sandbox_text (client, "scheduled_at"), ==, scheduled);
  advance (61);
  expect_zip_status (id, "failed");
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "document_count"), 0), >, 0);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "processed_document"), -1), ==, 0);
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "failed_documents")), ==, 0);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s/zip", id);
  fac_sandbox_expect_error (client, 409, "zip_request_not_ready", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_control (client, "GET", "/state", NULL), ==, 200);
  g_assert_null (g_strstr_len (g_bytes_get_data (client->body, NULL),
                               (gssize) g_bytes_get_size (client->body), "zip-request"));
  move_database (FALSE);
  advance (600); /* nobody asked */
  expect_zip_status (id, "failed");

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices/zip-requests", body), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, id);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "created");
  g_assert_cmpstr (fac_sandbox_text (client, "created_at"), ==, created);
  g_assert_cmpstr (fac_sandbox_text (client, "scheduled_at"), !=, scheduled);
  advance (5);
  expect_zip_status (id, "finished");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/zip-requests/%s/zip", id),
                    ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 2, "PK", 2);
  client->key = client->sandbox->test_key;
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/verbs/async", test_async);
  g_test_add_func ("/sandbox/verbs/recovery", test_recovery);
  g_test_add_func ("/sandbox/verbs/copy", test_copy);
  g_test_add_func ("/sandbox/verbs/files", test_files);
  g_test_add_func ("/sandbox/verbs/email", test_email);
  g_test_add_func ("/sandbox/verbs/edit-link", test_edit_link);
  g_test_add_func ("/sandbox/verbs/payments", test_payments);
  g_test_add_func ("/sandbox/verbs/payments-exchange", test_exchange_of_payments);
  g_test_add_func ("/sandbox/verbs/efos", test_efos);
  g_test_add_func ("/sandbox/verbs/zip-requests", test_zip_requests);
  g_test_add_func ("/sandbox/verbs/zip-failed", test_zip_failed);
  g_test_add_func ("/sandbox/verbs/cursors", test_cursors);
  g_test_add_func ("/sandbox/verbs/forgotten-customer", test_forgotten_customer);
  return fac_sandbox_end (client);
}
