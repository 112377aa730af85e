/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-provider.h"

#include "fac-loopback.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

#define KEY "sk_live_abcdefghijklmnop"

typedef struct
{
  FacLoopback   *server;
  FacHttpClient *client;
  FacProvider   *provider;
  const char    *answer; /* whole, or NULL: an object with an id */
} Fixture;

static gboolean
handle (FacLoopback *server,
        const char  *path,
        const char  *request,
        GIOStream   *stream,
        gpointer     data)
{
  Fixture *fixture = data;

  if (fixture->answer == NULL)
    return fac_loopback_answer (stream, 200, "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
                                "{\"id\":\"58e9\",\"status\":\"draft\",\"data\":[]}");
  fac_loopback_send (stream, fixture->answer, -1);
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = NULL;

  fixture->server = fac_loopback_new (handle, fixture);
  fixture->client = fac_http_client_new ();
  url = fac_loopback_url (fixture->server, "/v2/");
  fixture->provider = fac_facturapi_provider_new (fixture->client, url, " " KEY "\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->provider);
  g_clear_object (&fixture->client);
  fac_loopback_free (fixture->server);
}

static FacRemoteItem *
invoice_item (void)
{
  FacRemoteItem *item = fac_remote_item_new (FAC_ENTITY_INVOICE);

  item->remote_id = g_strdup ("58e9");
  item->invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  return item;
}

static void
assert_request (Fixture *fixture, guint index, const char *line, const char *contains)
{
  g_autofree char *request = fac_loopback_request (fixture->server, index);

  g_test_message ("%s", line);
  g_assert_true (g_str_has_prefix (request, line));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " KEY "\r\n"));
  if (contains != NULL)
    g_assert_nonnull (strstr (request, contains));
}

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  FacProvider *provider = fixture->provider;
  g_autoptr (FacRemoteItem) item = invoice_item ();
  FacRemoteQuery query = { .page = 2, .limit = 10 };
  GAsyncResult *results[9] = { NULL };
  guint n = 0;

  fac_provider_check_async (provider, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_list_async (provider, FAC_ENTITY_CUSTOMER, &query, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_get_async (provider, FAC_ENTITY_PRODUCT, "58e9", NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_create_async (provider, item, "key-1", NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_update_async (provider, item, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_stamp_async (provider, "58e9", NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_download_async (provider, "58e9", FAC_FILE_XML, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_search_catalog_async (provider, FAC_CATALOG_UNITS, "pie a", NULL, fac_test_got,
                                     &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_remove_async (provider, FAC_ENTITY_INVOICE, "58e9", NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));

  assert_request (fixture, 0, "GET /v2/organizations/me HTTP/1.1\r\n", NULL);
  assert_request (fixture, 1, "GET /v2/customers?page=2&limit=10 HTTP/1.1\r\n", NULL);
  assert_request (fixture, 2, "GET /v2/products/58e9 HTTP/1.1\r\n", NULL);
  assert_request (fixture, 3, "POST /v2/invoices HTTP/1.1\r\n", "\"idempotency_key\":\"key-1\"");
  assert_request (fixture, 4, "PUT /v2/invoices/58e9 HTTP/1.1\r\n", item->invoice->id);
  assert_request (fixture, 5, "POST /v2/invoices/58e9/stamp HTTP/1.1\r\n", "Content-Length: 0\r\n");
  assert_request (fixture, 6, "GET /v2/invoices/58e9/xml HTTP/1.1\r\n", NULL);
  assert_request (fixture, 7, "GET /v2/catalogs/units?q=pie%20a&limit=50 HTTP/1.1\r\n", NULL);
  /* with a motive the same call would cancel a stamped invoice */
  assert_request (fixture, 8, "DELETE /v2/invoices/58e9 HTTP/1.1\r\n", NULL);
}

static void
test_requests_of_stamped (Fixture *fixture, gconstpointer data)
{
  const char *const to[] = { "uno@example.com", "dos@example.com", NULL };
  FacProvider *provider = fixture->provider;
  GAsyncResult *results[6] = { NULL };
  guint n = 0;

  fac_provider_cancel_async (provider, "58e9", "02", NULL, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_cancel_async (provider, "58e9", "01", "39C85A3F-275B", NULL, fac_test_got,
                             &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_refresh_status_async (provider, "58e9", NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_email_async (provider, "58e9", to, NULL, fac_test_got, &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_download_async (provider, "58e9", FAC_FILE_ACUSE_XML, NULL, fac_test_got,
                               &results[n]);
  g_object_unref (fac_test_result (&results[n++]));
  fac_provider_download_async (provider, "58e9", FAC_FILE_ACUSE_PDF, NULL, fac_test_got,
                               &results[n]);
  g_object_unref (fac_test_result (&results[n++]));

  assert_request (fixture, 0, "DELETE /v2/invoices/58e9?motive=02 HTTP/1.1\r\n", NULL);
  assert_request (fixture, 1, "DELETE /v2/invoices/58e9?motive=01&substitution=39C85A3F-275B"
                              " HTTP/1.1\r\n", NULL);
  assert_request (fixture, 2, "PUT /v2/invoices/58e9/status HTTP/1.1\r\n", NULL);
  assert_request (fixture, 3, "POST /v2/invoices/58e9/email HTTP/1.1\r\n",
                  "{\"email\":[\"uno@example.com\",\"dos@example.com\"]}");
  assert_request (fixture, 4, "GET /v2/invoices/58e9/cancellation_receipt/xml HTTP/1.1\r\n", NULL);
  assert_request (fixture, 5, "GET /v2/invoices/58e9/cancellation_receipt/pdf HTTP/1.1\r\n", NULL);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacRemoteItem) item = NULL;

  fac_provider_get_async (fixture->provider, FAC_ENTITY_INVOICE, "58e9", NULL, fac_test_got,
                          &result);
  item = fac_provider_item_finish (fixture->provider, fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->server_time, ==, G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC);
  g_assert_cmpint (item->invoice->status, ==, FAC_STATUS_BORRADOR);
}

static void
test_organization (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacOrganization) organization = NULL;

  fac_provider_get_organization_async (fixture->provider, NULL, fac_test_got, &result);
  organization = fac_provider_get_organization_finish (fixture->provider,
                                                       fac_test_result (&result), &error);
  g_assert_no_error (error);
  g_assert_true (organization->livemode);
  g_assert_cmpstr (organization->provider, ==, "facturapi");
  g_assert_true (g_str_has_suffix (organization->base_url, "/v2"));
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *answer; FacApiErrorCode kind; int retry_after; } cases[] = {
    { "HTTP/1.1 429 X\r\nRetry-After: 9\r\nX-Facturapi-Log-Id: log-1\r\n"
      "Connection: close\r\nContent-Length: 2\r\n\r\n{}",
      FAC_API_ERROR_SLOW_DOWN, 9 },
    { "HTTP/1.1 400 X\r\nX-Facturapi-Log-Id: log-1\r\nContent-Length: 99\r\n\r\n"
      "{\"message\":\"cor",
      FAC_API_ERROR_REFUSED, 0 },
    { "HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{\"id\":\"58e9\"", FAC_API_ERROR_UNCERTAIN, 0 },
    { "HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: 12\r\n\r\n<html>x</htm",
      FAC_API_ERROR_UNCERTAIN, 0 },
    { "HTTP/1.1 503 X\r\nRetry-After: 3\r\n\r\n<html>x</html>", FAC_API_ERROR_SERVER, 3 },
    { "", FAC_API_ERROR_UNCERTAIN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      fixture->answer = cases[i].answer;
      fac_provider_stamp_async (fixture->provider, "58e9", NULL, fac_test_got, &result);
      g_assert_null (fac_provider_item_finish (fixture->provider, fac_test_result (&result),
                                               &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, FAC_API_ERROR, cases[i].kind);
      g_assert_cmpint (fac_api_error_detail (error)->retry_after, ==, cases[i].retry_after);
      if (strstr (cases[i].answer, "log-1") != NULL)
        g_assert_cmpstr (fac_api_error_detail (error)->log_id, ==, "log-1");
    }
  /* nothing that may have been executed was repeated by itself */
  g_assert_cmpuint (fac_loopback_requests (fixture->server), ==, G_N_ELEMENTS (cases));
}

static void
test_unknown_verbs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_provider_search_catalog_async (fixture->provider, FAC_CATALOG_ZIPS, "01000", NULL,
                                     fac_test_got, &result);
  g_assert_null (fac_provider_search_catalog_finish (fixture->provider, fac_test_result (&result),
                                                     &error));
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (fac_loopback_requests (fixture->server), ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/api/facturapi/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("requests", test_requests);
  ADD ("requests-of-stamped", test_requests_of_stamped);
  ADD ("answers", test_answers);
  ADD ("organization", test_organization);
  ADD ("errors", test_errors);
  ADD ("unknown-verbs", test_unknown_verbs);
  return g_test_run ();
}
