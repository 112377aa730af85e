/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include "fac-api-error.h"

#include <string.h>

#define LIMIT (HTTP_TEST_PATIENCE_MS * G_TIME_SPAN_MILLISECOND)

/* All of these left and have no whole answer: whether they were executed is not known. */
static void
test_uncertain (void)
{
  static const struct { const char *path; gboolean late; } cases[] = {
    { "/cut" }, { "/cut-head" }, { "/half" }, { "/bad-chunk" }, { "/half-chunk" }, { "/bad-gzip" },
    { "/not-http" }, { "/drip", TRUE }, { "/huge" }, { "/endless" }, { "/headers" }, { "/bomb" },
    { "/slow", TRUE },
  };
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      const guint patience = cases[i].late ? 600 : 2 * HTTP_TEST_PATIENCE_MS;
      g_autoptr (HttpAnswer) answer
        = http_test_get_within (client, server, cases[i].path, patience, &error);

      g_test_message ("%s: %s", cases[i].path, error != NULL ? error->message : "no error");
      g_assert_null (answer);
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
      g_assert_null (strstr (error->message, "sk_test"));
      g_assert_cmpint (g_get_monotonic_time () - began, <, LIMIT);
    }
}

static void
test_cut_refusal_is_a_refusal (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) answer = http_test_get (client, server, "/half-400", &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 400);
  g_assert_cmpstr (answer->text, ==, "{\"message\":\"Falta el");
}

static void
test_offline (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *closed = g_strdup ("http://127.0.0.1:1/v2");
  /* a server that does not speak TLS: no request can have left */
  g_autofree char *plain = g_strdup_printf ("https://127.0.0.1:%u/ok", fac_loopback_port (server));
  FacHttpRequest request = { .method = "POST", .url = closed, .bearer = HTTP_TEST_KEY,
                             .deadline_ms = 500 };

  answer = http_test_send (client, &request, &error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE);
  g_clear_error (&error);
  request.url = plain;
  answer = http_test_send (client, &request, &error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 0);
}

static gboolean
answer_first_only (FacLoopback *server, const char *path, const char *request, GIOStream *stream,
                   gpointer data)
{
  return g_str_has_prefix (request, "GET") && fac_loopback_answer (stream, 200, NULL, "{}");
}

/* A POST on a kept connection that dies must never be sent again by itself. */
static void
test_no_silent_repetition (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (answer_first_only, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = fac_loopback_url (server, "/");
  FacHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (HttpAnswer) first = http_test_send (client, &request, &error);
  g_autoptr (HttpAnswer) second = NULL;

  g_assert_no_error (error);
  request.method = "POST";
  second = http_test_send (client, &request, &error);
  g_assert_null (second);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 2);
}

int
main (int argc, char **argv)
{
  g_setenv ("http_proxy", "http://192.0.2.1:3128", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/http/uncertain", test_uncertain);
  g_test_add_func ("/api/http/cut-refusal", test_cut_refusal_is_a_refusal);
  g_test_add_func ("/api/http/offline", test_offline);
  g_test_add_func ("/api/http/no-silent-repetition", test_no_silent_repetition);
  return g_test_run ();
}
