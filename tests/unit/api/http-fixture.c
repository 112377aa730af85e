/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include "fac-test.h"

#include <string.h>

#define DATE "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

void
http_answer_free (gpointer data)
{
  HttpAnswer *answer = data;

  g_free (answer->text);
  g_free (answer->type);
  g_free (answer->retry_after);
  g_free (answer);
}

static gpointer
read_answer (const FacHttpResponse *response, gpointer data, GError **error)
{
  HttpAnswer *answer = g_new0 (HttpAnswer, 1);
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

void
http_test_start (FacHttpClient        *client,
                 const FacHttpRequest *request,
                 GCancellable         *cancellable,
                 GAsyncResult        **result)
{
  GTask *task = g_task_new (NULL, cancellable, fac_test_got, result);

  fac_http_client_send (client, request, read_answer, g_thread_self (), NULL, http_answer_free,
                        task);
}

HttpAnswer *
http_test_send (FacHttpClient *client, const FacHttpRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  http_test_start (client, request, NULL, &result);
  return g_task_propagate_pointer (G_TASK (fac_test_result (&result)), error);
}

HttpAnswer *
http_test_get_within (FacHttpClient *client, FacLoopback *server, const char *path,
                      guint milliseconds, GError **error)
{
  g_autofree char *url = fac_loopback_url (server, path);
  FacHttpRequest request = { .method = "GET", .url = url, .bearer = HTTP_TEST_KEY,
                             .deadline_ms = milliseconds, .max_bytes = 100000 };

  return http_test_send (client, &request, error);
}

HttpAnswer *
http_test_get (FacHttpClient *client, FacLoopback *server, const char *path, GError **error)
{
  return http_test_get_within (client, server, path, HTTP_TEST_PATIENCE_MS, error);
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

gboolean
http_test_handle (FacLoopback *server,
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
