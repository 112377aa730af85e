/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-server.h"

#include "fac-error.h"
#include "fac-sandbox-auth.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-router.h"
#include "fac-sandbox-trouble.h"
#include "fac-sandbox-wire.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

#define WAITING_CONNECTIONS 128
#define MAX_BODY (32 * 1024 * 1024)
#define API "/v2"
#define CONTROL "/_sandbox/"
#define LOGOS "/logos/"
#define RECEIVED "fac-received"
#define WATCHED "fac-watched"
#define ABANDONED "fac-abandoned"
#define GONE "fac-gone"
#define HELD "fac-held"
#define STREAM "fac-stream"

static const FacSandboxTrouble no_trouble = { FAC_TROUBLE_NONE };

struct _FacSandboxServer
{
  FacSandbox *sandbox;
  SoupServer *soup;
  GPtrArray  *sockets; /* of connections that made a request */
  guint       sweep;
};

static void
fill_headers (FacSandboxServer *self, FacSandboxAnswer *answer, SoupMessageHeaders *headers)
{
  g_autofree char *log_id = fac_sandbox_new_id (self->sandbox);
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_utc (fac_sandbox_now (self->sandbox) / G_USEC_PER_SEC);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "X-Facturapi-Log-Id", log_id);
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (answer->content_type != NULL)
    soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  for (guint i = 0; answer->headers != NULL && i + 1 < answer->headers->len; i += 2)
    soup_message_headers_replace (headers, g_ptr_array_index (answer->headers, i),
                                  g_ptr_array_index (answer->headers, i + 1));
  if (answer->filename != NULL)
    {
      g_autofree char *value = g_strdup_printf ("attachment; filename=\"%s\"", answer->filename);

      soup_message_headers_replace (headers, "Content-Disposition", value);
    }
}

static void
send_answer (FacSandboxServer *self, SoupServerMessage *message, FacSandboxAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  fill_headers (self, answer, headers);
  soup_server_message_set_status (message, answer->status, NULL);
  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (body, answer->body);
  soup_message_body_complete (body);
}

static FacSandboxAnswer *
refuse_stranger (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (!fac_sandbox_host_allowed (soup_message_headers_get_one (headers, "Host")))
    return fac_sandbox_error_text (421, "forbidden",
                                   "Este servicio sólo atiende a esta misma máquina.");
  if (!fac_sandbox_origin_allowed (soup_message_headers_get_one (headers, "Origin")))
    return fac_sandbox_error_text (403, "forbidden",
                                   "Este servicio no atiende a páginas de otros sitios.");
  return NULL;
}

static FacSandboxAnswer *
serve_logo (FacSandboxServer *self, const char *method, const char *name)
{
  GBytes *logo = NULL;

  if (g_str_equal (method, "GET"))
    logo = fac_sandbox_logo_find (self->sandbox, name);
  return logo != NULL ? fac_sandbox_answer_file (logo, g_str_has_suffix (name, ".jpg")
                                                        ? "image/jpeg" : "image/png", NULL)
                      : fac_sandbox_error (404, "not_found");
}

static GBytes *
take_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  return body != NULL ? soup_message_body_flatten (body) : NULL;
}

/* The path as it was sent: a slash inside an identifier must not become a part of its own. */
static const char *
raw_path (SoupServerMessage *message)
{
  return g_uri_get_path (soup_server_message_get_uri (message));
}

/* HEAD is run as GET; the server leaves out the body. */
static gboolean
is_head (SoupServerMessage *message)
{
  return g_str_equal (soup_server_message_get_method (message), "HEAD");
}

static FacSandboxAnswer *
serve (FacSandboxServer *self, SoupServerMessage *message, FacSandboxPac pac)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *method = is_head (message) ? "GET" : soup_server_message_get_method (message);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  const char *raw = raw_path (message);
  const gsize *received = g_object_get_data (G_OBJECT (message), RECEIVED);
  FacSandboxAnswer *refusal = refuse_stranger (message);
  g_autoptr (GBytes) body = NULL;

  if (refusal != NULL)
    return refusal;
  if (received != NULL && *received > MAX_BODY)
    return fac_sandbox_error (413, "payload_too_large");
  if (g_str_has_prefix (raw, LOGOS))
    return serve_logo (self, method, raw + strlen (LOGOS));
  body = take_body (message);
  if (g_str_has_prefix (raw, API "/"))
    return fac_sandbox_dispatch (self->sandbox, method, raw + strlen (API), query, headers, body,
                                 pac);
  return fac_sandbox_dispatch_outside (self->sandbox, method, raw, query, headers, body);
}

static void
on_gone (SoupServerMessage *message, gpointer data)
{
  g_object_set_data (G_OBJECT (message), GONE, message);
}

/* The message waits for its answer, and its client may go in the meantime. */
static void
hold (SoupServerMessage *message)
{
  if (g_object_get_data (G_OBJECT (message), HELD) != NULL)
    return;
  g_object_set_data (G_OBJECT (message), HELD, message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_gone), NULL);
  soup_server_message_pause (message);
}

static void
send_broken (FacSandboxServer *self, SoupServerMessage *message, FacSandboxAnswer *answer,
             FacSandboxTrouble trouble)
{
  g_autoptr (SoupMessageHeaders) headers =
    soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) part = NULL;
  gsize body;

  fill_headers (self, answer, headers);
  text = fac_sandbox_wire_text (answer, headers);
  body = g_bytes_get_size (answer->body);
  if (is_head (message))
    {
      g_autoptr (GBytes) whole = g_steal_pointer (&text);

      text = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - body);
      body = 0;
    }
  if (trouble.kind == FAC_TROUBLE_DRIP)
    part = g_bytes_ref (text);
  else if (trouble.kind == FAC_TROUBLE_HALF)
    part = g_bytes_new_from_bytes (text, 0, g_bytes_get_size (text) - (body + 1) / 2);
  hold (message);
  fac_sandbox_wire_take (message, part, trouble.milliseconds,
                         trouble.kind == FAC_TROUBLE_EXECUTE_THEN_CUT
                           ? FAC_WIRE_RESET : FAC_WIRE_CLOSE);
}

/* The whole answer of what was run, as the trouble leaves it. */
static void
deliver (FacSandboxServer *self, SoupServerMessage *message, FacSandboxAnswer *answer,
         FacSandboxTrouble trouble)
{
  if (g_object_get_data (G_OBJECT (message), GONE) != NULL)
    return;
  if (trouble.kind == FAC_TROUBLE_EXECUTE_THEN_CUT || trouble.kind == FAC_TROUBLE_HALF
      || trouble.kind == FAC_TROUBLE_DRIP)
    {
      send_broken (self, message, answer, trouble);
      return;
    }
  if (trouble.kind == FAC_TROUBLE_BAD_JSON || trouble.kind == FAC_TROUBLE_WRONG_TYPES)
    fac_sandbox_trouble_spoil (trouble.kind, answer);
  send_answer (self, message, answer);
  if (g_object_get_data (G_OBJECT (message), HELD) != NULL)
    soup_server_message_unpause (message);
}

static void
run_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FacSandboxAnswer *answer = data;

  g_task_return_pointer (task, answer->work (answer->data),
                         (GDestroyNotify) fac_sandbox_answer_free);
}

typedef struct
{
  FacSandboxServer *server;
  FacSandboxTrouble trouble;
} Working;

static void
on_work_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Working *working = data;
  g_autoptr (FacSandboxAnswer) made = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (FacSandboxAnswer) answer = NULL;

  /* also when the client has gone: what it asked for is done */
  answer = made->then != NULL ? made->then (made->data) : g_steal_pointer (&made);
  deliver (working->server, SOUP_SERVER_MESSAGE (source), answer, working->trouble);
}

/* Takes @answer; the message waits until the worker has made the real one. */
static void
start_work (FacSandboxServer *self, SoupServerMessage *message, FacSandboxAnswer *answer,
            FacSandboxTrouble trouble)
{
  Working *working = g_new0 (Working, 1);
  g_autoptr (GTask) task = g_task_new (message, NULL, on_work_done, working);

  working->server = self;
  working->trouble = trouble;
  hold (message);
  g_task_set_task_data (task, answer, (GDestroyNotify) fac_sandbox_answer_free);
  g_task_run_in_thread (task, run_work);
}

static gboolean
on_next_piece (gpointer data)
{
  SoupServerMessage *message = data;
  FacSandboxAnswer *answer = g_object_get_data (data, STREAM);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) piece = NULL;

  if (g_object_get_data (data, GONE) == NULL)
    {
      piece = answer->next (answer->data);
      if (piece != NULL)
        soup_message_body_append_bytes (body, piece);
      else
        soup_message_body_complete (body);
      soup_server_message_unpause (message);
    }
  g_object_unref (message);
  return G_SOURCE_REMOVE;
}

/* Others have their turn between two pieces, however fast the client reads. */
static void
on_wrote_chunk (SoupServerMessage *message, gpointer data)
{
  soup_server_message_pause (message);
  g_idle_add (on_next_piece, g_object_ref (message));
}

/* Takes @answer; the server asks for the next piece when one has left. */
static void
start_stream (FacSandboxServer *self, SoupServerMessage *message, FacSandboxAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) first = answer->next (answer->data);

  g_object_set_data_full (G_OBJECT (message), STREAM, answer,
                          (GDestroyNotify) fac_sandbox_answer_free);
  fill_headers (self, answer, headers);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_server_message_set_status (message, answer->status, NULL);
  if (is_head (message))
    {
      soup_message_body_complete (body);
      return;
    }
  soup_message_body_append_bytes (body, first);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_gone), NULL);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), NULL);
}

static void
serve_and_send (FacSandboxServer *self, SoupServerMessage *message, FacSandboxPac pac,
                FacSandboxTrouble trouble)
{
  g_autoptr (FacSandboxAnswer) answer = serve (self, message, pac);

  if (answer->work != NULL)
    start_work (self, message, g_steal_pointer (&answer), trouble);
  else if (answer->next != NULL)
    start_stream (self, message, g_steal_pointer (&answer));
  else
    deliver (self, message, answer, trouble);
}

typedef struct
{
  FacSandboxServer  *server;
  SoupServerMessage *message;
} Delayed;

static gboolean
on_delay_over (gpointer data)
{
  Delayed *delayed = data;

  /* run even when the client gave up waiting, as a slow service would */
  serve_and_send (delayed->server, delayed->message, FAC_PAC_STAMPS, no_trouble);
  g_object_unref (delayed->message);
  return G_SOURCE_REMOVE;
}

static void
delay (FacSandboxServer *self, SoupServerMessage *message, guint milliseconds)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->server = self;
  delayed->message = g_object_ref (message);
  hold (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, on_delay_over, delayed, g_free);
}

static void
break_off (SoupServerMessage *message, FacSandboxWireEnd end)
{
  hold (message);
  fac_sandbox_wire_take (message, NULL, 0, end);
}

static void
serve_troubled (FacSandboxServer *self, SoupServerMessage *message, FacSandboxTrouble trouble)
{
  g_autoptr (FacSandboxAnswer) refusal = fac_sandbox_trouble_answer (trouble.kind);

  if (refusal != NULL)
    send_answer (self, message, refusal);
  else if (trouble.kind == FAC_TROUBLE_PENDING_THEN_VALID)
    serve_and_send (self, message, FAC_PAC_STAMPS_LATER, trouble);
  else if (trouble.kind == FAC_TROUBLE_PENDING_THEN_FAILED)
    serve_and_send (self, message, FAC_PAC_FAILS_LATER, trouble);
  else if (trouble.kind == FAC_TROUBLE_REFUSE)
    break_off (message, FAC_WIRE_CLOSE);
  else if (trouble.kind == FAC_TROUBLE_RESET_BEFORE)
    break_off (message, FAC_WIRE_RESET);
  else if (trouble.kind == FAC_TROUBLE_DELAY)
    delay (self, message, trouble.milliseconds);
  else
    serve_and_send (self, message, FAC_PAC_STAMPS, trouble);
}

static void
on_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  FacSandboxServer *self = data;
  const char *raw = raw_path (message);
  FacSandboxTrouble trouble = no_trouble;

  if (self->sandbox->control != NULL && !g_str_has_prefix (raw, CONTROL))
    trouble = fac_sandbox_troubles_take (fac_sandbox_troubles_of (self->sandbox->control),
                                         soup_server_message_get_method (message), raw);
  serve_troubled (self, message, trouble);
}

static void
on_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gsize *received = g_object_get_data (G_OBJECT (message), RECEIVED);

  *received += g_bytes_get_size (chunk);
  if (*received > MAX_BODY)
    soup_message_body_set_accumulate (body, FALSE);
}

/* Before the body is read: what is announced as too large is not taken in, what turns out so is
 * not kept. */
static void
on_headers (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer data)
{
  FacSandboxServer *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    {
      g_autoptr (FacSandboxAnswer) answer = fac_sandbox_error (413, "payload_too_large");

      send_answer (self, message, answer);
      headers = soup_server_message_get_response_headers (message);
      soup_message_headers_replace (headers, "Connection", "close");
      return;
    }
  g_object_set_data_full (G_OBJECT (message), RECEIVED, g_new0 (gsize, 1), g_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), NULL);
}

static GSocketAddress *
parse_address (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (text, 0, error);
  g_autoptr (GInetAddress) ip = NULL;
  const char *host;

  if (parsed == NULL)
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed));
  ip = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  if (ip == NULL || !g_inet_address_get_is_loopback (ip))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, "%s is not a loopback address", host);
      return NULL;
    }
  return g_inet_socket_address_new (ip, g_network_address_get_port (G_NETWORK_ADDRESS (parsed)));
}

static gboolean
is_abandoned (GSocket *socket)
{
  char byte;

  return recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* libsoup 3.2 never gives back the socket of an idle connection that its client closed; its
 * descriptor would stay
 * open for ever. A socket found at its end twice in a row is closed here. */
static gboolean
on_sweep (gpointer data)
{
  FacSandboxServer *self = data;

  for (guint i = self->sockets->len; i > 0; i--)
    {
      GSocket *socket = g_ptr_array_index (self->sockets, i - 1);
      gboolean open = !g_socket_is_closed (socket);
      gboolean abandoned = open && is_abandoned (socket);

      if (abandoned && g_object_get_data (G_OBJECT (socket), ABANDONED) != NULL)
        g_socket_close (socket, NULL);
      g_object_set_data (G_OBJECT (socket), ABANDONED, abandoned ? socket : NULL);
      if (g_socket_is_closed (socket))
        g_ptr_array_remove_index_fast (self->sockets, i - 1);
    }
  if (self->sockets->len > 0)
    return G_SOURCE_CONTINUE;
  self->sweep = 0;
  return G_SOURCE_REMOVE;
}

static void
on_request_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  FacSandboxServer *self = data;
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL || g_object_get_data (G_OBJECT (socket), WATCHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (socket), WATCHED, self);
  g_ptr_array_add (self->sockets, g_object_ref (socket));
  if (self->sweep == 0)
    self->sweep = g_timeout_add_seconds (1, on_sweep, self);
}

static void
set_base_url (FacSandboxServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  GUri *uri = uris->data;
  const char *host = g_uri_get_host (uri);
  gboolean v6 = strchr (host, ':') != NULL;

  self->sandbox->base_url = g_strdup_printf ("http://%s%s%s:%d", v6 ? "[" : "", host, v6 ? "]" : "",
                                             g_uri_get_port (uri));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

gboolean
fac_sandbox_server_check (const char *address, GError **error)
{
  g_autoptr (GSocketAddress) parsed = parse_address (address, error);

  return parsed != NULL;
}

/* The library lets ten wait to be accepted; the eleventh of a burst would try again a second later. */
static gboolean
listen_at (SoupServer *soup, GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, WAITING_CONNECTIONS);
  return g_socket_bind (socket, address, TRUE, error) && g_socket_listen (socket, error)
         && soup_server_listen_socket (soup, socket, 0, error);
}

FacSandboxServer *
fac_sandbox_server_new (FacSandbox *sandbox, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) wanted = parse_address (address, error);
  FacSandboxServer *self;

  if (wanted == NULL)
    return NULL;
  self = g_new0 (FacSandboxServer, 1);
  self->sandbox = sandbox;
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->soup = soup_server_new ("server-header", "facturador-sandbox", "raw-paths", TRUE, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_request_started), self);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  if (listen_at (self->soup, wanted, error))
    {
      set_base_url (self);
      return self;
    }
  fac_sandbox_server_free (self);
  return NULL;
}

void
fac_sandbox_server_free (FacSandboxServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_clear_handle_id (&self->sweep, g_source_remove);
  g_ptr_array_unref (self->sockets);
  g_free (self);
}
