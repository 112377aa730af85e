/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-wire.h"

#include <string.h>
#include <sys/socket.h>

#define PIECES 40

typedef struct
{
  SoupServerMessage *message;
  GSocket           *socket;
  GIOStream         *stream;
  GBytes            *bytes;
  gsize              sent;
  gsize              piece;
  guint              pause; /* milliseconds */
  FacSandboxWireEnd  end;
} Wire;

static void
on_header (const char *name, const char *value, gpointer data)
{
  g_string_append_printf (data, "%s: %s\r\n", name, value);
}

GBytes *
fac_sandbox_wire_text (FacSandboxAnswer *answer, SoupMessageHeaders *headers)
{
  GString *text = g_string_new (NULL);
  gsize length;
  const char *body = g_bytes_get_data (answer->body, &length);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", answer->status,
                          soup_status_get_phrase (answer->status));
  soup_message_headers_foreach (headers, on_header, text);
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n",
                          length);
  g_string_append_len (text, body, (gssize) length);
  return g_string_free_to_bytes (text);
}

static void
wire_free (Wire *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->socket);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
finish (Wire *self)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (self->socket != NULL && self->end == FAC_WIRE_RESET)
    setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  wire_free (self);
}

static gboolean on_turn (gpointer data);

static void
on_written (GObject *stream, GAsyncResult *result, gpointer data)
{
  Wire *self = data;
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, &written, NULL))
    {
      finish (self);
      return;
    }
  self->sent += written;
  if (self->sent == g_bytes_get_size (self->bytes))
    finish (self);
  else
    g_timeout_add (self->pause, on_turn, self);
}

static gboolean
on_turn (gpointer data)
{
  Wire *self = data;
  const char *text = g_bytes_get_data (self->bytes, NULL);
  gsize left = g_bytes_get_size (self->bytes) - self->sent;

  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), text + self->sent,
                                   MIN (left, self->piece), G_PRIORITY_DEFAULT, NULL, on_written,
                                   self);
  return G_SOURCE_REMOVE;
}

/* Outside of the server's own reading loop, which would go on with what is no longer there. */
static gboolean
on_take (gpointer data)
{
  Wire *self = data;
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (socket != NULL)
    self->socket = g_object_ref (socket);
  self->stream = soup_server_message_steal_connection (self->message);
  g_clear_object (&self->message);
  if (self->stream == NULL || self->bytes == NULL || self->piece == 0)
    finish (self);
  else
    on_turn (self);
  return G_SOURCE_REMOVE;
}

void
fac_sandbox_wire_take (SoupServerMessage *message, GBytes *bytes, guint milliseconds,
                       FacSandboxWireEnd end)
{
  Wire *self = g_new0 (Wire, 1);
  gsize length = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  self->message = g_object_ref (message);
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->pause = milliseconds / PIECES;
  self->piece = milliseconds > 0 ? length / PIECES + 1 : length;
  self->end = end;
  g_idle_add (on_take, self);
}
