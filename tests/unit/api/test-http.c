/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-http-client.h"

#include "fac-api-error.h"
#include "fac-loopback.h"
#include "fac-test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#define PATIENCE_MS 20000 /* for a busy machine */
#define KEY "sk_test_abcdefghijklmnop"
#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

typedef struct
{
  int     status;
  gint64  server_time;
  char   *text;
  char   *type;
  char   *retry_after;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  g_free (answer->type);
  g_free (answer->retry_after);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_answer (const FacHttpResponse *response, gpointer data, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (response->body, &length);

  g_assert_true (data == NULL || data != (gpointer) g_thread_self ());
  answer->status = response->status;
  answer->server_time = response->server_time;
  answer->text = g_strndup (bytes != NULL ? bytes : "", length);
  answer->type = g_strdup (g_hash_table_lookup (response->headers, "content-type"));
  answer->retry_after = g_strdup (g_hash_table_lookup (response->headers, "retry-after"));
  return answer;
}

static void
start (FacHttpClient        *client,
       const FacHttpRequest *request,
       GCancellable         *cancellable,
       GAsyncResult        **result)
{
  GTask *task = g_task_new (NULL, cancellable, fac_test_got, result);

  fac_http_client_send (client, request, read_answer, g_thread_self (), NULL, answer_free, task);
}

static Answer *
send (FacHttpClient *client, const FacHttpRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (client, request, NULL, &result);
  return g_task_propagate_pointer (G_TASK (fac_test_result (&result)), error);
}

static Answer *
get_within (FacHttpClient *client, FacLoopback *server, const char *path, guint milliseconds,
            GError **error)
{
  g_autofree char *url = fac_loopback_url (server, path);
  FacHttpRequest request = { .method = "GET", .url = url, .bearer = KEY,
                             .deadline_ms = milliseconds, .max_bytes = 100000 };

  return send (client, &request, error);
}

static Answer *
get (FacHttpClient *client, FacLoopback *server, const char *path, GError **error)
{
  return get_within (client, server, path, PATIENCE_MS, error);
}

/* Sends a byte now and then, until the client has had enough. */
static gboolean
drip (GIOStream *stream)
{
  fac_loopback_send (stream, "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n", -1);
  for (int i = 0; i < 900 && fac_loopback_send (stream, "x", 1); i++)
    g_usleep (50000);
  return FALSE;
}

/* Says nothing, until the client has had enough. */
static gboolean
stall (GIOStream *stream)
{
  char byte;

  g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL);
  return FALSE;
}

static gboolean
flood (GIOStream *stream, const char *head)
{
  g_autofree char *block = g_strnfill (65536, 'x');

  fac_loopback_send (stream, head, -1);
  for (int i = 0; i < 160 && fac_loopback_send (stream, block, 65536); i++)
    ;
  return FALSE;
}

static GBytes *
compress (const char *text, gsize length)
{
  g_autoptr (GConverter) gzip
    = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GInputStream) plain
    = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, gzip);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static gboolean
send_gzip (GIOStream *stream, const char *text, gsize length)
{
  g_autoptr (GBytes) packed = compress (text, length);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           g_bytes_get_size (packed));

  return fac_loopback_send (stream, head, -1) &&
         fac_loopback_send (stream, g_bytes_get_data (packed, NULL),
                            (gssize) g_bytes_get_size (packed));
}

static gboolean
send_raw (GIOStream *stream, const char *text)
{
  fac_loopback_send (stream, text, -1);
  return FALSE;
}

static gboolean
misbehave (const char *path, GIOStream *stream)
{
  static const struct { const char *path, *text; } answers[] = {
    { "/cut", "" },
    { "/cut-head", "HTTP/1.1 200 X\r\nContent-Le" },
    { "/half", "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"id\":" },
    { "/half-400", "HTTP/1.1 400 X\r\nContent-Length: 100\r\n\r\n{\"message\":\"Falta el" },
    { "/bad-chunk", "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhola\r\n0\r\n\r\n" },
    { "/half-chunk", "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhola\r\n" },
    { "/bad-gzip", "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhola" },
    { "/not-http", "220 smtp.example.com ESMTP\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (path, answers[i].path) == 0)
      return send_raw (stream, answers[i].text);
  if (strcmp (path, "/drip") == 0)
    return drip (stream);
  if (strcmp (path, "/huge") == 0)
    return flood (stream, "HTTP/1.1 200 X\r\nContent-Length: 10485760\r\n\r\n");
  if (strcmp (path, "/endless") == 0)
    return flood (stream, "HTTP/1.1 200 X\r\n\r\n");
  if (strcmp (path, "/headers") == 0)
    return flood (stream, "HTTP/1.1 200 X\r\nX-Long: ");
  return stall (stream);
}

static gboolean
handle (FacLoopback *server,
        const char  *path,
        const char  *request,
        GIOStream   *stream,
        gpointer     data)
{
  if (strcmp (path, "/ok") == 0)
    return fac_loopback_answer (stream, 200, DATE "Content-Type: application/json\r\n", "{}");
  if (strcmp (path, "/gzip") == 0)
    return send_gzip (stream, "¡hola!", strlen ("¡hola!"));
  if (strcmp (path, "/bomb") == 0)
    {
      g_autofree char *zeros = g_malloc0 (10 * 1024 * 1024);

      return send_gzip (stream, zeros, 10 * 1024 * 1024);
    }
  if (strcmp (path, "/chunks") == 0)
    return fac_loopback_send (stream, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
                                      "4\r\nhola\r\n0\r\n\r\n", -1);
  if (strcmp (path, "/429") == 0)
    return fac_loopback_answer (stream, 429, "Retry-After: 7\r\n", "{}");
  if (strcmp (path, "/wait") == 0)
    {
      for (int i = 0; i < 500 && fac_loopback_peak (server) < 2; i++)
        g_usleep (10000);
      g_usleep (60000);
      return fac_loopback_answer (stream, 200, NULL, "{}");
    }
  if (strcmp (path, "/elsewhere") == 0)
    {
      g_autofree char *target = fac_loopback_url (data, "/ok");
      g_autofree char *header = g_strdup_printf ("Location: %s\r\n", target);

      return fac_loopback_answer (stream, 307, header, "");
    }
  return misbehave (path, stream);
}

static void
test_answer (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = get (client, server, "/ok", &error);
  g_autofree char *request = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (answer->text, ==, "{}");
  g_assert_cmpstr (answer->type, ==, "application/json");
  g_assert_cmpint (answer->server_time, ==, G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC);
  request = fac_loopback_request (server, 0);
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " KEY "\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: gzip\r\n"));
}

static void
test_methods (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/ok");
  static const struct { const char *method, *body; } cases[] = {
    { "POST", "{\"a\":1}" }, { "POST", NULL }, { "PUT", "{\"b\":2}" }, { "DELETE", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Answer) answer = NULL;
      g_autofree char *seen = NULL;
      g_autofree char *line = g_strdup_printf ("%s /ok HTTP/1.1\r\n", cases[i].method);
      const char *text = cases[i].body;
      g_autoptr (GBytes) body = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
      FacHttpRequest request = { .method = cases[i].method, .url = url, .body = body };

      answer = send (client, &request, &error);
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
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) gzip = get (client, server, "/gzip", &error);
  g_autoptr (Answer) chunks = get (client, server, "/chunks", &error);
  g_autoptr (Answer) slow_down = get (client, server, "/429", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gzip->text, ==, "¡hola!");
  g_assert_cmpstr (chunks->text, ==, "hola");
  g_assert_cmpint (slow_down->status, ==, 429);
  g_assert_cmpstr (slow_down->retry_after, ==, "7");
}

/* All of these left and have no whole answer: whether they were executed is not known. */
static void
test_uncertain (void)
{
  static const struct { const char *path; gboolean late; } cases[] = {
    { "/cut" }, { "/cut-head" }, { "/half" }, { "/bad-chunk" }, { "/half-chunk" }, { "/bad-gzip" },
    { "/not-http" }, { "/drip", TRUE }, { "/huge" }, { "/endless" }, { "/headers" }, { "/bomb" },
    { "/slow", TRUE },
  };
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr (Answer) answer = get_within (client, server, cases[i].path,
                                              cases[i].late ? 600 : 2 * PATIENCE_MS, &error);

      g_test_message ("%s: %s", cases[i].path, error != NULL ? error->message : "no error");
      g_assert_null (answer);
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
      g_assert_null (strstr (error->message, "sk_test"));
      g_assert_cmpint (g_get_monotonic_time () - began, <, PATIENCE_MS * G_TIME_SPAN_MILLISECOND);
    }
}

static void
test_cut_refusal_is_a_refusal (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = get (client, server, "/half-400", &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 400);
  g_assert_cmpstr (answer->text, ==, "{\"message\":\"Falta el");
}

static void
test_redirect_is_not_followed (void)
{
  g_autoptr (FacLoopback) other = fac_loopback_new (handle, NULL);
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, other);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = get (client, server, "/elsewhere", &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 307);
  g_assert_cmpuint (fac_loopback_connections (other), ==, 0);
}

static void
test_insecure_addresses (void)
{
  static const char *const urls[] = {
    "http://192.0.2.1/v2", "http://example.com/v2", "http://127.0.0.1.example.com/v2",
    "http://localhost.example.com/v2", "http://[2001:db8::1]/v2", "ftp://127.0.0.1/v2",
    "file:///etc/hostname", "https://user:secret@example.com/v2", "nothing", "", "http://",
    "http://0.0.0.0/v2", "http://localhost@192.0.2.1/v2",
  };
  g_autoptr (FacHttpClient) client = fac_http_client_new ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      FacHttpRequest request = { .method = "GET", .url = urls[i], .bearer = KEY };
      g_autoptr (Answer) answer = send (client, &request, &error);

      g_test_message ("%s: %s", urls[i], error != NULL ? error->message : "no error");
      g_assert_null (answer);
      g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_INSECURE);
    }
}

static void
test_localhost_is_pinned (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup_printf ("http://localhost:%u/ok", fac_loopback_port (server));
  FacHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (Answer) answer = send (client, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_offline (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autofree char *closed = g_strdup ("http://127.0.0.1:1/v2");
  /* a server that does not speak TLS: no request can have left */
  g_autofree char *plain = g_strdup_printf ("https://127.0.0.1:%u/ok", fac_loopback_port (server));
  FacHttpRequest request = { .method = "POST", .url = closed, .bearer = KEY, .deadline_ms = 500 };

  answer = send (client, &request, &error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE);
  g_clear_error (&error);
  request.url = plain;
  answer = send (client, &request, &error);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_OFFLINE);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 0);
}

static void
test_key_with_a_line_break (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = fac_loopback_url (server, "/ok");
  FacHttpRequest request = { .method = "GET", .url = url, .bearer = "sk_test_a\r\nX-Evil: 1" };
  g_autoptr (Answer) answer = send (client, &request, &error);

  g_assert_null (answer);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_KEY);
  g_assert_null (strstr (error->message, "sk_test"));
  g_assert_cmpuint (fac_loopback_connections (server), ==, 0);
}

static void
test_four_at_once (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/wait");
  FacHttpRequest request = { .method = "GET", .url = url };
  GAsyncResult *results[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    start (client, &request, NULL, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Answer) answer
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
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  g_autoptr (FacHttpClient) client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/slow");
  FacHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 began = g_get_monotonic_time ();
  /* four are on their way, four wait for their turn, one comes too late */
  GAsyncResult *results[9] = { NULL };

  for (guint i = 0; i < 8; i++)
    start (client, &request, cancellable, &results[i]);
  g_timeout_add (100, on_cancel, cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == 8)
        start (client, &request, cancellable, &results[i]);
      g_assert_null (g_task_propagate_pointer (G_TASK (fac_test_result (&results[i])), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <, PATIENCE_MS * G_TIME_SPAN_MILLISECOND);
}

static void
test_client_goes_away (void)
{
  g_autoptr (FacLoopback) server = fac_loopback_new (handle, NULL);
  FacHttpClient *client = fac_http_client_new ();
  g_autofree char *url = fac_loopback_url (server, "/slow");
  FacHttpRequest request = { .method = "GET", .url = url };
  GAsyncResult *results[6] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    start (client, &request, NULL, &results[i]);
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
  g_autoptr (Answer) first = send (client, &request, &error);
  g_autoptr (Answer) second = NULL;

  g_assert_no_error (error);
  request.method = "POST";
  second = send (client, &request, &error);
  g_assert_null (second);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_UNCERTAIN);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 2);
}

static GTlsCertificate *
self_signed (void)
{
  EVP_PKEY *key = EVP_RSA_gen (2048);
  X509 *x509 = X509_new ();
  BIO *bio = BIO_new (BIO_s_mem ());
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;
  char *pem;
  long length;

  X509_gmtime_adj (X509_getm_notBefore (x509), 0);
  X509_gmtime_adj (X509_getm_notAfter (x509), 3600);
  ASN1_INTEGER_set (X509_get_serialNumber (x509), 1);
  X509_set_pubkey (x509, key);
  X509_NAME_add_entry_by_txt (X509_get_subject_name (x509), "CN", MBSTRING_ASC,
                              (const unsigned char *) "127.0.0.1", -1, -1, 0);
  X509_set_issuer_name (x509, X509_get_subject_name (x509));
  X509_sign (x509, key, EVP_sha256 ());
  PEM_write_bio_X509 (bio, x509);
  PEM_write_bio_PrivateKey (bio, key, NULL, NULL, 0, NULL, NULL);
  length = BIO_get_mem_data (bio, &pem);
  certificate = g_tls_certificate_new_from_pem (pem, length, &error);
  g_assert_no_error (error);
  BIO_free (bio);
  X509_free (x509);
  EVP_PKEY_free (key);
  return certificate;
}

static void
test_unknown_certificate (void)
{
  g_autoptr (FacLoopback) server = NULL;
  g_autoptr (FacHttpClient) client = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autofree char *url = NULL;
  FacHttpRequest request = { .method = "GET", .bearer = KEY };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("SKIPPED: GIO has no TLS here, so there is no server to distrust");
      return;
    }
  server = fac_loopback_new (handle, NULL);
  client = fac_http_client_new ();
  certificate = self_signed ();
  fac_loopback_use_tls (server, certificate);
  url = g_strdup_printf ("https://127.0.0.1:%u/ok", fac_loopback_port (server));
  request.url = url;
  answer = send (client, &request, &error);
  g_assert_null (answer);
  g_assert_error (error, FAC_API_ERROR, FAC_API_ERROR_INSECURE);
  g_assert_cmpuint (fac_loopback_requests (server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("http_proxy", "http://192.0.2.1:3128", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/http/answer", test_answer);
  g_test_add_func ("/api/http/methods", test_methods);
  g_test_add_func ("/api/http/encodings", test_encodings);
  g_test_add_func ("/api/http/uncertain", test_uncertain);
  g_test_add_func ("/api/http/cut-refusal", test_cut_refusal_is_a_refusal);
  g_test_add_func ("/api/http/redirect", test_redirect_is_not_followed);
  g_test_add_func ("/api/http/insecure-addresses", test_insecure_addresses);
  g_test_add_func ("/api/http/localhost", test_localhost_is_pinned);
  g_test_add_func ("/api/http/offline", test_offline);
  g_test_add_func ("/api/http/key-with-a-line-break", test_key_with_a_line_break);
  g_test_add_func ("/api/http/four-at-once", test_four_at_once);
  g_test_add_func ("/api/http/cancel", test_cancel);
  g_test_add_func ("/api/http/client-goes-away", test_client_goes_away);
  g_test_add_func ("/api/http/no-silent-repetition", test_no_silent_repetition);
  g_test_add_func ("/api/http/unknown-certificate", test_unknown_certificate);
  return g_test_run ();
}
