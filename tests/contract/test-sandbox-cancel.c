/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

static char *
stamp (const char *price)
{
  g_autofree char *body =
    g_strdup_printf ("{\"customer\":\"%s\",\"payment_form\":\"03\",\"use\":\"G03\",\"items\":[{"
                     "\"product\":{\"description\":\"Café\",\"product_key\":\"50201706\","
                     "\"price\":%s}}]}", customer, price);

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 200);
  return g_strdup (fac_sandbox_text (client, "id"));
}

static void
advance (guint seconds)
{
  g_autofree char *body = g_strdup_printf ("{\"advance_seconds\":%u}", seconds);

  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", body), ==, 200);
}

static void
expect (const char *id, const char *status, const char *cancellation)
{
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, status);
  g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, cancellation);
}

/* The table of README.md, step by step. */
static void
test_table (void)
{
  static const struct { const char *price; const char *first, *minute, *silence; } rows[] = {
    { "1000", "accepted", "accepted", "accepted" },
    { "2000", "pending", "pending", "accepted" },
    { "2000.10", "verifying", "accepted", "accepted" },
    { "2000.20", "pending", "accepted", "accepted" },
    { "2000.30", "pending", "rejected", "rejected" },
    { "2000.40", "pending", "pending", "expired" },
    { "2000.50", "verifying", "pending", "accepted" },
    { "2000.60", "verifying", "rejected", "rejected" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = stamp (rows[i].price);
      const char *end = g_str_equal (rows[i].silence, "accepted") ? "canceled" : "valid";

      g_test_message ("%s", rows[i].price);
      g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", id),
                        ==, 200);
      g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, rows[i].first);
      g_assert_cmpstr (fac_sandbox_text (client, "cancellation.motive"), ==, "02");
      advance (59);
      g_assert_cmpuint (fac_sandbox_callf (client, "PUT", NULL, "/invoices/%s/status", id), ==,
                        200);
      g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, rows[i].first);
      advance (2);
      g_assert_cmpuint (fac_sandbox_callf (client, "PUT", NULL, "/invoices/%s/status", id), ==,
                        200);
      g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, rows[i].minute);
      advance (72 * 3600);
      expect (id, end, rows[i].silence);
      g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "canceled_at")), ==,
                       g_str_equal (end, "canceled") ? FAC_JSON_STRING : FAC_JSON_NULL);
    }
}

static void
test_refusals (void)
{
  g_autofree char *id = stamp ("2000"), *other = stamp ("50"), *firm = stamp ("2000.70");
  g_autofree char *dumb = stamp ("2000.80");

  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=07", id);
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "motive");
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=01", id);
  fac_sandbox_expect_error (client, 400, "substitution_invoice_required", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02&substitution=%s", id, other);
  fac_sandbox_expect_error (client, 400, "invalid_request", "not_allowed", "substitution");
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=01&substitution=nada", id);
  fac_sandbox_expect_error (client, 404, "substitution_invoice_not_found", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=01&substitution=%s", id, id);
  fac_sandbox_expect_error (client, 409, "substitution_invoice_status_not_allowed", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", firm);
  fac_sandbox_expect_error (client, 409, "invoice_not_cancelable_by_sat", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", dumb);
  fac_sandbox_expect_error (client, 502, "invoice_cancellation_service_unavailable", NULL, NULL);
  expect (dumb, "valid", "none");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=03", other),
                    ==, 200);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=03", other);
  fac_sandbox_expect_error (client, 409, "invoice_not_cancelable", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=01&substitution=%s", id, other);
  fac_sandbox_expect_error (client, 409, "substitution_invoice_canceled", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=03", id), ==,
                    200);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=03", id);
  fac_sandbox_expect_error (client, 409, "invoice_cancellation_in_progress", NULL, NULL);
}

static void
test_answer (void)
{
  g_autofree char *id = stamp ("2000");
  g_autofree char *path = g_strconcat ("/cancellations/", id, NULL);

  fac_sandbox_control (client, "POST", path, "{\"answer\":\"accepted\"}");
  fac_sandbox_expect_error (client, 409, "invoice_cancellation_not_found", NULL, NULL);
  fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", id);
  fac_sandbox_control (client, "POST", path, "{\"answer\":\"maybe\"}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "answer");
  g_assert_cmpuint (fac_sandbox_control (client, "POST", path, "{\"answer\":\"rejected\"}"), ==,
                    200);
  /* the silence that was to accept it is forgotten */
  advance (80 * 3600);
  expect (id, "valid", "rejected");
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, "pending");
  g_assert_cmpuint (fac_sandbox_control (client, "POST", path, "{\"answer\":\"accepted\"}"), ==,
                    200);
  expect (id, "canceled", "accepted");
  fac_sandbox_control (client, "POST", "/cancellations/nobody", "{\"answer\":\"accepted\"}");
  fac_sandbox_expect_error (client, 404, "invoice_not_found", NULL, NULL);
}

static void
test_receipt (void)
{
  g_autofree char *id = stamp ("400"), *other = stamp ("401"), *uuid = NULL, *replacement = NULL;
  g_autofree char *wanted = NULL, *xml = NULL;

  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", other);
  replacement = g_strdup (fac_sandbox_text (client, "uuid"));
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/cancellation_receipt/xml", id);
  fac_sandbox_expect_error (client, 400, "invoice_cancellation_receipt_unavailable", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL,
                                       "/invoices/%s?motive=01&substitution=%s", id, other), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "cancellation.substitutionUUID"), ==, replacement);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                       "/invoices/%s/cancellation_receipt/xml", id), ==, 200);
  xml = g_strndup (g_bytes_get_data (client->body, NULL), g_bytes_get_size (client->body));
  wanted = g_strdup_printf ("<UUID>%s</UUID><EstatusUUID>201</EstatusUUID>", uuid);
  g_assert_nonnull (strstr (xml, wanted));
  g_assert_nonnull (strstr (xml, "<SignatureValue>"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                       "/invoices/%s/cancellation_receipt/pdf", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/cancellation_receipt/zip", id);
  fac_sandbox_expect_error (client, 404, "not_found", NULL, NULL);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL,
                                       "/invoices/%s/cancellation_receipt/download-url/xml", id),
                    ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "content_type"), ==, "application/xml");
}

/* Steps that follow one another do so at their own times, however far the clock is moved at once. */
static void
test_leap (void)
{
  g_autofree char *id = stamp ("2000.50");
  g_autoptr (GDateTime) asked = NULL, gone = NULL;
  gint64 seconds;

  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/invoices/%s?motive=02", id), ==,
                    200);
  asked = g_date_time_new_from_iso8601 (fac_sandbox_text (client, "cancellation.requested_at"),
                                        NULL);
  advance (200 * 3600);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "cancellation_status"), ==, "accepted");
  gone = g_date_time_new_from_iso8601 (fac_sandbox_text (client, "canceled_at"), NULL);
  seconds = g_date_time_difference (gone, asked) / G_TIME_SPAN_SECOND;
  g_assert_cmpint (seconds, >=, 72 * 3600 + 60);
  g_assert_cmpint (seconds, <, 72 * 3600 + 90);
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/cancel/table", test_table);
  g_test_add_func ("/sandbox/cancel/leap", test_leap);
  g_test_add_func ("/sandbox/cancel/refusals", test_refusals);
  g_test_add_func ("/sandbox/cancel/answer", test_answer);
  g_test_add_func ("/sandbox/cancel/receipt", test_receipt);
  return fac_sandbox_end (client);
}
