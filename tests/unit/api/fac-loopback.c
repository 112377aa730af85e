/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-loopback.h"

#include <string.h>

struct _FacLoopback
{
  GSocketService    *service;
  int                port;
  FacLoopbackHandler handler;
  gpointer           data;
  GTlsCertificate   *certificate;

  GMutex             mutex;
  GThread           *thread;
  GMainContext      *context;
  GMainLoop         *loop;
  guint              connections;
  guint              accepted; /* connections whose threads have not ended, or not begun */
  GPtrArray         *live;     /* (element-type GSocket): those of them that run */
  guint              busy;
  guint              peak;
  GPtrArray         *requests;
};

static gsize
content_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *line = strstr (lower, "\r\ncontent-length:");

  return line != NULL ? (gsize) g_ascii_strtoull (line + strlen ("\r\ncontent-length:"), NULL, 10)
                      : 0;
}

static char *
read_request (GIOStream *stream)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  g_autoptr (GString) request = g_string_new (NULL);
  const char *end = NULL;
  gsize wanted = G_MAXSIZE;

  while (request->len < wanted)
    {
      char byte;

      if (g_input_stream_read (input, &byte, 1, NULL, NULL) != 1)
        return NULL;
      g_string_append_c (request, byte);
      end = end != NULL ? end : strstr (request->str, "\r\n\r\n");
      if (end != NULL && wanted == G_MAXSIZE)
        wanted = (gsize) (end + 4 - request->str) + content_length (request->str);
    }
  return g_string_free (g_steal_pointer (&request), FALSE);
}

static gboolean
answer_one (FacLoopback *self, GIOStream *stream)
{
  g_autofree char *request = read_request (stream);
  g_auto (GStrv) words = request != NULL ? g_strsplit (request, " ", 3) : NULL;
  gboolean go_on;

  if (words == NULL || g_strv_length (words) < 3)
    return FALSE;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, g_strdup (request));
  self->busy++;
  self->peak = MAX (self->peak, self->busy);
  g_mutex_unlock (&self->mutex);
  go_on = self->handler (self, words[1], request, stream, self->data);
  g_mutex_lock (&self->mutex);
  self->busy--;
  g_mutex_unlock (&self->mutex);
  return go_on;
}

/* Its thread begins when the pool comes to it: until then only this knows of it. */
static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  FacLoopback *self = data;

  g_mutex_lock (&self->mutex);
  self->accepted++;
  g_mutex_unlock (&self->mutex);
  return FALSE;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                data)
{
  FacLoopback *self = data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GIOStream) stream = NULL;

  g_mutex_lock (&self->mutex);
  self->connections++;
  g_ptr_array_add (self->live, socket);
  if (self->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));
  g_mutex_unlock (&self->mutex);
  while (answer_one (self, stream))
    ;
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove_fast (self->live, socket);
  g_mutex_unlock (&self->mutex);
  g_io_stream_close (stream, NULL, NULL);
  g_clear_object (&stream);
  g_mutex_lock (&self->mutex);
  self->accepted--;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gpointer
serve (gpointer data)
{
  FacLoopback *self = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (64);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  {
    g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
    g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
    g_autoptr (GSocketAddress) bound = NULL;

    g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                   G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
    g_assert_no_error (error);
    g_atomic_int_set (&self->port, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  }
  g_socket_service_start (self->service);
  g_main_loop_run (self->loop);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

FacLoopback *
fac_loopback_new (FacLoopbackHandler handler, gpointer data)
{
  FacLoopback *self = g_new0 (FacLoopback, 1);

  g_mutex_init (&self->mutex);
  self->handler = handler;
  self->data = data;
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->live = g_ptr_array_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("loopback", serve, self);
  while (fac_loopback_port (self) == 0)
    g_usleep (1000);
  return self;
}

static gboolean
on_quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static guint
hang_up (FacLoopback *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->live->len; i++)
    g_socket_shutdown (g_ptr_array_index (self->live, i), TRUE, TRUE, NULL);
  return self->accepted;
}

void
fac_loopback_free (FacLoopback *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, on_quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  while (hang_up (self) > 0)
    g_usleep (1000);
  g_clear_object (&self->certificate);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->live);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
fac_loopback_use_tls (FacLoopback *self, GTlsCertificate *certificate)
{
  g_mutex_lock (&self->mutex);
  g_set_object (&self->certificate, certificate);
  g_mutex_unlock (&self->mutex);
}

guint16
fac_loopback_port (FacLoopback *self)
{
  return (guint16) g_atomic_int_get (&self->port);
}

char *
fac_loopback_url (FacLoopback *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", fac_loopback_port (self), path);
}

guint
fac_loopback_connections (FacLoopback *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return self->connections;
}

guint
fac_loopback_requests (FacLoopback *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return self->requests->len;
}

guint
fac_loopback_peak (FacLoopback *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return self->peak;
}

char *
fac_loopback_request (FacLoopback *self, guint index)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->mutex);

  return g_strdup (g_ptr_array_index (self->requests, index));
}

gboolean
fac_loopback_send (GIOStream *stream, const char *bytes, gssize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  return g_output_stream_write_all (output, bytes, length < 0 ? strlen (bytes) : (gsize) length,
                                    NULL, NULL, NULL) &&
         g_output_stream_flush (output, NULL, NULL);
}

gboolean
fac_loopback_answer (GIOStream *stream, int status, const char *headers, const char *body)
{
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 %d X\r\n%sContent-Length: %" G_GSIZE_FORMAT
                                           "\r\n\r\n%s", status, headers != NULL ? headers : "",
                                           strlen (body), body);

  return fac_loopback_send (stream, text, -1);
}
