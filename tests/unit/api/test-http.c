/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include "fac-test.h"

#include <string.h>

#define LIMIT (HTTP_TEST_PATIENCE_MS * G_TIME_SPAN_MILLISECOND)

static void
test_answer (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) answer = http_test_get (client, server, "/ok", &error);
  g_autofree char *request = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer->text, ==, "{}");
  g_assert_cmpstr (answer->type, ==, "application/json");
  g_assert_cmpint (answer->server_time, ==, G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC);
  request = fac_loopback_request (server, 0);
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " HTTP_TEST_KEY "\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: gzip\r\n"));
}

static void
test_methods (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/ok");
  static const struct { const char *method, *body; } cases[] = {
    { "POST", "{\"a\":1}" }, { "POST", NULL }, { "PUT", "{\"b\":2}" }, { "DELETE", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpAnswer) answer = NULL;
      g_autofree char *seen = NULL;
      g_autofree char *line = g_strdup_printf ("%s /ok HTTP/1.1\r\n", cases[i].method);
      const char *text = cases[i].body;
      g_autoptr (GBytes) body = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
      FacHttpRequest request = { .method = cases[i].method, .url = url, .body = body };

      answer = http_test_send (client, &request, &error);
      g_assert_no_error (error);
      seen = fac_loopback_request (server, i);
      g_assert_true (g_str_has_prefix (seen, line));
      g_assert_null (strstr (seen, "Authorization"));
      g_assert_null (strstr (seen, "Expect:"));
      g_assert_null (strstr (seen, "urlencoded"));
      g_assert_cmpint (strstr (seen, "Content-Type: application/json\r\n") != NULL, ==,
                       body != NULL);
      if (body != NULL)
        g_assert_true (g_str_has_suffix (seen, cases[i].body));
    }
  /* all on one connection that was kept */
  g_assert_cmpuint (fac_loopback_connections (server), ==, 1);
}

static void
test_encodings (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpAnswer) gzip = http_test_get (client, server, "/gzip", &error);
  g_autoptr (HttpAnswer) chunks = http_test_get (client, server, "/chunks", &error);
  g_autoptr (HttpAnswer) slow_down = http_test_get (client, server, "/429", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gzip->text, ==, "¡hola!");
  g_assert_cmpstr (chunks->text, ==, "hola");
  g_assert_cmpint (slow_down->status, ==, 429);
  g_assert_cmpstr (slow_down->retry_after, ==, "7");
}

static void
test_localhost_is_pinned (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup_printf ("http://localhost:%u/ok", fac_loopback_port (server));
  FacHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (HttpAnswer) answer = http_test_send (client, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_four_at_once (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/wait");
  FacHttpRequest request = { .method = "GET", .url = url };
  GAsyncResult *results[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    http_test_start (client, &request, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpAnswer) answer
        = g_task_propagate_pointer (G_TASK (fac_test_result (&results[i])), &error);

      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, 200);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (fac_loopback_peak (server), <=, 4);
  g_assert_cmpuint (fac_loopback_peak (server), >=, 2);
  g_assert_cmpuint (fac_loopback_connections (server), <=, 4);
}

static gboolean
on_cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/slow");
  FacHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 began = g_get_monotonic_time ();
  /* four are on their way, four wait for their turn, one comes too late */
  GAsyncResult *results[9] = { NULL };

  for (guint i = 0; i < 8; i++)
    http_test_start (client, &request, cancellable, &results[i]);
  g_timeout_add (100, on_cancel, cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == 8)
        http_test_start (client, &request, cancellable, &results[i]);
      g_assert_null (g_task_propagate_pointer (G_TASK (fac_test_result (&results[i])), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <, LIMIT);
}

/* Whoever cancels is still busy with others who want to know when the transfer has ended already; the sanitizers see what
 * is left then. */
static void
on_cancelled_too (GCancellable *cancellable, gpointer data)
{
  g_usleep (200000);
}

static void
test_cancel_leaves_nothing (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/slow");
  FacHttpRequest request = { .method = "GET", .url = url };
  GCancellable *cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 began = g_get_monotonic_time ();

  http_test_start (client, &request, cancellable, &result);
  g_usleep (100000); /* it is on its way */
  g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled_too), NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (g_task_propagate_pointer (G_TASK (fac_test_result (&result)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_object_add_weak_pointer (G_OBJECT (cancellable), (gpointer *) &cancellable);
  g_object_unref (cancellable);
  while (cancellable != NULL) /* the network thread may just be letting go of it */
    {
      g_assert_cmpint (g_get_monotonic_time () - began, <, LIMIT);
      g_usleep (1000);
    }
}

static void
test_client_goes_away (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (http_test_handle, NULL);
  FacHttpClient *client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/slow");
  FacHttpRequest request = { .method = "GET", .url = url };
  GAsyncResult *results[6] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    http_test_start (client, &request, NULL, &results[i]);
  g_usleep (50000);
  g_object_unref (client);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (g_task_propagate_pointer (G_TASK (fac_test_result (&results[i])), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("http_proxy", "http://192.0.2.1:3128", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/http/answer", test_answer);
  g_test_add_func ("/api/http/methods", test_methods);
  g_test_add_func ("/api/http/encodings", test_encodings);
  g_test_add_func ("/api/http/localhost", test_localhost_is_pinned);
  g_test_add_func ("/api/http/four-at-once", test_four_at_once);
  g_test_add_func ("/api/http/cancel", test_cancel);
  g_test_add_func ("/api/http/cancel-leaves-nothing", test_cancel_leaves_nothing);
  g_test_add_func ("/api/http/client-goes-away", test_client_goes_away);
  return g_test_run ();
}
