/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-stamped.h"

#include "fac-test.h"

#include <string.h>

static FacSandboxClient *client;
static const char *customer;

#define SALE "'items':[{'product':{'description':'Café','product_key':'50201706','price':58}}]," \
             "'payment_form':'01'"

/* What arrived at the listener. */
static guint arrivals;
static guint answer_with = 200;
static char *last_body;
static char *last_signature;

static void
on_arrival (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));

  arrivals++;
  g_free (last_body);
  g_free (last_signature);
  last_body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  last_signature = g_strdup (soup_message_headers_get_one (headers, "Facturapi-Signature"));
  soup_server_message_set_status (message, answer_with, NULL);
}

static void
wait_for (guint wanted)
{
  gint64 end = g_get_monotonic_time () + fac_test_patience (60) * (gint64) G_USEC_PER_SEC;

  while (arrivals < wanted && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (arrivals, ==, wanted);
}

static guint
post (const char *path, const char *body)
{
  g_autofree char *json = fac_sandbox_expand (customer, body);

  return fac_sandbox_call (client, "POST", path, json);
}

static char *
sell (void)
{
  g_assert_cmpuint (post ("/receipts", "{" SALE "}"), ==, 200);
  return g_strdup (fac_sandbox_text (client, "id"));
}

static void
test_verbs (void)
{
  g_autofree char *id = NULL;

  g_assert_cmpuint (post ("/webhooks", "{'url':'http://example.com/x',"
                                       "'enabled_events':['receipt.status_updated']}"), ==, 201);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_true (g_str_has_prefix (fac_sandbox_text (client, "secret"), "whsec_"));
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "enabled");
  g_assert_false (fac_json_boolean (fac_sandbox_at (client, "livemode"), TRUE));
  g_assert_cmpuint (post ("/webhooks", "{'url':'http://example.com/x','enabled_events':['*']}"), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "id"), ==, id);
  g_assert_null (fac_sandbox_text (client, "secret"));
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/webhooks", NULL), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "data.0.id"), ==, id);
  g_assert_cmpuint (fac_sandbox_callf (client, "PUT", "{\"enabled_events\":[\"*\"],"
                                       "\"status\":\"disabled\"}", "/webhooks/%s", id), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "enabled_events.0"), ==, "*");
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "disabled");
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/webhooks/%s", id), ==, 200);
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/webhooks/%s", id), ==, 200);
  fac_sandbox_callf (client, "GET", NULL, "/webhooks/%s", id);
  fac_sandbox_expect_error (client, 404, "webhook_not_found", NULL, NULL);
}

static void
test_refused (void)
{
  static const struct { const char *body; const char *detail; const char *path; } cases[] = {
    { "{'enabled_events':['*']}", "required", "url" },
    { "{'url':'http://a.example/'}", "required", "enabled_events" },
    { "{'url':'http://a.example/','enabled_events':['receipt.eaten']}", "invalid_value",
      "enabled_events.0" },
    { "{'url':'not an address','enabled_events':['*']}", "invalid_format", "url" },
    { "{'url':'ftp://a.example/','enabled_events':['*']}", "invalid_format", "url" },
    { "{'url':'http://a.example/','enabled_events':['*'],'secret':'x'}", "unknown_field",
      "secret" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      post ("/webhooks", cases[i].body);
      fac_sandbox_expect_error (client, 400, "invalid_request", cases[i].detail, cases[i].path);
    }
  fac_sandbox_call (client, "DELETE", "/webhooks/nothing", NULL);
  fac_sandbox_expect_error (client, 404, "webhook_not_found", NULL, NULL);
}

/* Returns: (transfer full): the secret of a webhook at @server. */
static char *
listen_to (SoupServer *server, const char *event)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL, *url = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, on_arrival, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (server);
  url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  body = g_strdup_printf ("{'url':'%s','enabled_events':['%s']}", url, event);
  g_assert_cmpuint (post ("/webhooks", body), ==, 201);
  return g_strdup (fac_sandbox_text (client, "secret"));
}

static void
check_signature (const char *secret, const char *payload, const char *signature, gboolean good)
{
  g_autofree char *body = g_strdup_printf ("{\"secret\":\"%s\",\"payload\":%s,\"signature\":\"%s\"}",
                                           secret, payload, signature);

  fac_sandbox_call (client, "POST", "/webhooks/validate-signature", body);
  if (good)
    g_assert_cmpuint (client->status, ==, 200);
  else
    fac_sandbox_expect_error (client, 400, "webhook_signature_invalid", NULL, NULL);
}

/* A delivery that fails comes again, ten seconds later and then ever more seldom. */
static void
test_delivery (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *secret = listen_to (server, "receipt.status_updated");
  g_autofree char *receipt = sell (), *mine = NULL, *type = NULL;
  g_autoptr (FacJson) event = NULL;
  g_autoptr (GBytes) bytes = NULL;

  answer_with = 500;
  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", receipt), ==, 200);
  wait_for (1);
  answer_with = 200;
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":11}"), ==,
                    200);
  wait_for (2);
  mine = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret),
                                    last_body, -1);
  g_assert_cmpstr (last_signature, ==, mine);
  bytes = g_bytes_new (last_body, strlen (last_body));
  event = fac_json_parse (bytes, NULL);
  g_assert_cmpstr (fac_json_string (fac_json_get (fac_json_root (event), "type")), ==,
                   "receipt.status_updated");
  type = g_strdup (fac_json_string (fac_json_get (fac_json_get (fac_json_root (event), "data"),
                                                  "type")));
  g_assert_cmpstr (type, ==, "receipt");
  check_signature (secret, last_body, last_signature, TRUE);
  check_signature ("whsec_other", last_body, last_signature, FALSE);
  check_signature (secret, "{\"id\":\"another\"}", last_signature, FALSE);
  /* what arrived does not come again */
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":9999}"),
                    ==, 200);
  g_free (sell ());
  wait_for (2);
}

/* The clock leaps while an event is on its way: it arrives once, and is not sent again for that. */
static void
test_leap (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *secret = listen_to (server, "receipt.status_updated");
  g_autofree char *receipt = sell ();
  guint before = arrivals;
  gint64 end;

  g_assert_cmpuint (fac_sandbox_callf (client, "DELETE", NULL, "/receipts/%s", receipt), ==, 200);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":90000}"),
                    ==, 200);
  wait_for (before + 1);
  end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (arrivals, ==, before + 1);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":90000}"),
                    ==, 200);
  g_free (sell ());
  wait_for (before + 1);
}

/* The waiting document of a service that is slow ends by time; whoever listens is told. */
static void
test_later (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *secret = listen_to (server, "invoice.status_updated");
  guint before = arrivals;

  g_assert_cmpuint (post ("/invoices?async=true", "{" SALE ",'customer':'%','use':'G03'}"), ==,
                    200);
  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":5}"), ==,
                    200);
  wait_for (before + 1);
  g_assert_nonnull (strstr (last_body, "related_resource_messages"));
  g_assert_nonnull (strstr (last_body, "\"status\":\"valid\""));
}

int
main (int argc, char **argv)
{
  int result;

  client = fac_sandbox_begin_control (&argc, &argv);
  customer = fac_sandbox_new_customer (client);
  g_test_add_func ("/sandbox/webhooks/verbs", test_verbs);
  g_test_add_func ("/sandbox/webhooks/refused", test_refused);
  g_test_add_func ("/sandbox/webhooks/delivery", test_delivery);
  g_test_add_func ("/sandbox/webhooks/leap", test_leap);
  g_test_add_func ("/sandbox/webhooks/later", test_later);
  result = fac_sandbox_end (client);
  g_free (last_body);
  g_free (last_signature);
  return result;
}
