/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"
#include "fac-test.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 3
#define PER_ROUND 12

/* Whatever was acknowledged before SIGKILL is there afterwards, and no folio is given twice. */
static void
test_kill (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacSandboxClient *client = fac_sandbox_client_new (folder);
  const char *customer = fac_sandbox_new_customer (client);
  g_autofree char *organization = g_strdup (client->sandbox->organization);
  g_autofree char *key = g_strdup (client->sandbox->test_key);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *body = g_strdup_printf (
    "{\"customer\":\"%s\",\"payment_form\":\"03\",\"use\":\"G03\","
    "\"items\":[{\"product\":{\"description\":"
    "\"Café\",\"product_key\":\"50201706\",\"price\":50}}]}", customer);

  for (int round = 0; round < ROUNDS; round++)
    {
      for (int i = 0; i < PER_ROUND; i++)
        {
          g_assert_cmpuint (fac_sandbox_call (client, "POST", "/invoices", body), ==, 200);
          g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "folio_number"), 0), ==,
                           ids->len + 1);
          g_ptr_array_add (ids, g_strdup (fac_sandbox_text (client, "id")));
        }
      fac_sandbox_client_restart (client);
      g_assert_cmpstr (client->sandbox->organization, ==, organization);
      g_assert_cmpstr (client->sandbox->test_key, ==, key);
      for (guint i = 0; i < ids->len; i++)
        {
          const char *id = g_ptr_array_index (ids, i);

          g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
          g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id), ==,
                            200);
        }
    }
  fac_sandbox_client_free (client);
}

/* The sandbox ends when the one who holds its lifeline is gone. */
static void
test_lifeline (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacTestSandbox *sandbox = fac_test_sandbox_start (folder);
  g_autoptr (GError) error = NULL;
  int other = dup (sandbox->lifeline);

  close (sandbox->lifeline);
  sandbox->lifeline = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  close (other);
  g_assert_true (g_subprocess_wait_check (sandbox->process, NULL, &error));
  g_assert_no_error (error);
  fac_test_sandbox_kill (sandbox);
}

typedef struct
{
  guint    waiting;
  gboolean done;
} Crowd;

static void
on_answer (GObject *session, GAsyncResult *result, gpointer data)
{
  Crowd *crowd = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (session), result,
                                                               &error);
  g_autoptr (FacJson) json = NULL;

  g_assert_no_error (error);
  json = fac_json_parse (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fac_json_string (fac_json_get (fac_json_root (json), "status")), ==, "valid");
  crowd->done = --crowd->waiting == 0;
}

static void
test_crowd (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacSandboxClient *client = fac_sandbox_client_new (folder);
  const char *customer = fac_sandbox_new_customer (client);
  g_autofree char *url = g_strconcat (client->sandbox->url, "/invoices", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", client->key, NULL);
  g_autofree char *body = g_strdup_printf (
    "{\"customer\":\"%s\",\"payment_form\":\"03\",\"use\":\"G03\","
    "\"items\":[{\"product\":{\"description\":"
    "\"Café\",\"product_key\":\"50201706\",\"price\":50}}]}", customer);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  Crowd crowd = { 0 };

  g_object_unref (client->session);
  client->session = soup_session_new_with_options ("max-conns-per-host", 16, "max-conns", 16, NULL);
  for (int i = 0; i < 64; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", url);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    bearer);
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
      crowd.waiting++;
      soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, NULL,
                                        on_answer, &crowd);
    }
  fac_test_await (&crowd.done, 60);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/invoices?limit=1", NULL), ==, 200);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "total_results"), 0), ==, 64);
  g_assert_cmpint (fac_json_int (fac_sandbox_at (client, "data.0.folio_number"), 0), ==, 64);
  fac_sandbox_client_free (client);
}

static guint
count_descriptors (FacTestSandbox *sandbox)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/fd",
                                           g_subprocess_get_identifier (sandbox->process));
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A server that runs for weeks must not keep what its clients closed. */
static void
test_connections_end (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacSandboxClient *client = fac_sandbox_client_new (folder);
  guint before = count_descriptors (client->sandbox);

  for (int i = 0; i < 50; i++)
    {
      g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
      soup_session_abort (client->session);
    }
  for (int i = 0; i < 100 && count_descriptors (client->sandbox) > before + 3; i++)
    g_usleep (G_USEC_PER_SEC / 10);
  if (before > 0)
    g_assert_cmpuint (count_descriptors (client->sandbox), <=, before + 3);
  else
    g_test_skip ("SKIPPED: the descriptors of another process cannot be counted here");
  fac_sandbox_client_free (client);
}

static void
test_too_large (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacSandboxClient *client = fac_sandbox_client_new (folder);
  g_autofree char *big = g_strnfill (33 * 1024 * 1024, ' ');
  g_autofree char *url = g_strconcat (client->sandbox->url, "/customers", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", client->key, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (big, 33 * 1024 * 1024,
                                                                         NULL);
  g_autoptr (GBytes) answer = NULL;

  /* without an announced length it is found out on the way */
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  soup_message_set_request_body (message, "application/json", stream, -1);
  answer = soup_session_send_and_read (client->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 413);
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/check", NULL), ==, 200);
  fac_sandbox_client_free (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/durability/kill", test_kill);
  g_test_add_func ("/sandbox/durability/lifeline", test_lifeline);
  g_test_add_func ("/sandbox/durability/crowd", test_crowd);
  g_test_add_func ("/sandbox/durability/connections-end", test_connections_end);
  g_test_add_func ("/sandbox/durability/too-large", test_too_large);
  return g_test_run ();
}
